// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ResultsPage that stores what a person says of runs and utterances, and takes it back.
#include <QUndoCommand>
#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/results/DeletedRuns.h"
#include "app/gui/results/ResultsPage.h"
#include "app/gui/results/RunNotesFields.h"
#include "app/gui/results/RunPanel.h"
#include "app/gui/results/RunTableModel.h"
#include "app/gui/results/RunsArea.h"
#include "app/gui/results/UtteranceList.h"
#include "engine/store/DoubtfulUtterances.h"
#include "engine/store/RunNotes.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {

class Change : public QUndoCommand {
public:
    Change(const QString& name, std::function<void(bool)> make) : QUndoCommand(name), m_make(std::move(make)) {}
    void undo() override { m_make(false); }
    void redo() override { m_make(true); }

private:
    std::function<void(bool)> m_make;
};

std::vector<std::string> plain(const QStringList& words) {
    std::vector<std::string> result;
    for (const QString& word : words) result.push_back(word.toStdString());
    return result;
}

QStringList words(const std::vector<std::string>& texts) {
    QStringList result;
    for (const std::string& text : texts) result << QString::fromStdString(text);
    return result;
}

}  // namespace

void ResultsPage::change(const QString& name, std::function<void(bool)> make) {
    m_undo.push(new Change(name, std::move(make)));
}

void ResultsPage::undo() {
    m_runs->setNote({});
    m_undo.undo();
}

void ResultsPage::write(std::function<core::Status(store::Workspace&)> work, std::function<void()> done) {
    const std::filesystem::path folder = m_context.workspaceFolder.toStdString();
    m_loader.write<int>(
        [folder, work = std::move(work)]() -> core::Result<int> {
            auto workspace = store::Workspace::open(folder);
            if (!workspace) return core::fail(workspace.error());
            if (const core::Status written = work(*workspace); !written) return core::fail(written.error());
            return 0;
        },
        [this, done = std::move(done)](core::Result<int> written) {
            if (written) {
                done();
                Q_EMIT stored();
                return;
            }
            Q_EMIT message(translated(written.error().text), true);
            m_undo.clear();  // what the history says may be wrong from now on
            m_keepShown = true;
            reload();
        });
}

void ResultsPage::writeTags(std::int64_t run, const QStringList& tags) {
    const int row = m_runs->model()->rowOf(run);
    if (row >= 0) {
        const QString comment = QString::fromStdString(m_runs->model()->run(row).comment);
        m_runs->setNotes(run, plain(tags), comment.toStdString());
        m_panel->notes()->setKnownTags(m_runs->model()->knownTags());
        if (m_data != nullptr && m_data->run.id == run) m_panel->setNotes(tags, comment);
    }
    write([run, tags = plain(tags)](store::Workspace& workspace) { return store::setRunTags(workspace, run, tags); }, [] {});
}

void ResultsPage::writeComment(std::int64_t run, const QString& comment) {
    const int row = m_runs->model()->rowOf(run);
    if (row >= 0) {
        const std::vector<std::string> tags = m_runs->model()->run(row).tags;
        m_runs->setNotes(run, tags, comment.toStdString());
        if (m_data != nullptr && m_data->run.id == run) m_panel->setNotes(words(tags), comment);
    }
    write(
        [run, text = comment.toStdString()](store::Workspace& workspace) { return store::setRunComment(workspace, run, text); },
        [] {});
}

void ResultsPage::deleteChosen() { deleteRuns(m_runs->chosen()); }

void ResultsPage::deleteRuns(const std::vector<std::int64_t>& runs) {
    if (runs.empty()) return;
    for (const std::int64_t id : runs) {
        const int row = m_runs->model()->rowOf(id);
        if (row < 0 || m_runs->model()->run(row).state != store::RunState::Running) continue;
        Q_EMIT message(tr("Run %1 is still running. Cancel it first, then delete it.").arg(id), true);
        return;
    }
    m_panel->notes()->finish();
    change(runs.size() == 1 ? tr("deleting run %1").arg(runs.front()) : tr("deleting %1 runs").arg(runs.size()),
           [this, runs](bool make) { writeDeleted(runs, make); });
}

void ResultsPage::writeDeleted(const std::vector<std::int64_t>& runs, bool deleted) {
    if (!deleted)
        m_wanted = runs.front();
    else if (m_data != nullptr && std::find(runs.begin(), runs.end(), m_data->run.id) != runs.end())
        m_wanted = m_runs->neighbourOf(runs);
    write(
        [runs, deleted](store::Workspace& workspace) {
            return deleted ? store::deleteRuns(workspace, runs) : store::restoreRuns(workspace, runs);
        },
        [this, runs, deleted] {
            if (deleted)
                m_runs->setNote(runs.size() == 1 ? tr("Run %1 deleted.").arg(runs.front())
                                                 : tr("%1 runs deleted.").arg(runs.size()));
            m_keepShown = true;
            reload();
            if (m_deleted != nullptr) readDeleted();
        });
}

void ResultsPage::showDeleted() {
    if (m_deleted == nullptr) {
        m_deleted = new DeletedRuns(window());
        connect(m_deleted, &DeletedRuns::restoreRequested, this, [this](const std::vector<std::int64_t>& runs) {
            m_undo.clear();  // steps that delete these would be made of runs that are there
            m_runs->setNote({});
            writeDeleted(runs, false);
        });
        connect(m_deleted, &DeletedRuns::removeRequested, this, [this](const std::vector<std::int64_t>& runs) {
            m_undo.clear();  // what has gone cannot be restored
            m_runs->setNote({});
            write(
                [runs](store::Workspace& workspace) -> core::Status {
                    const auto removed = store::removeDeletedRuns(workspace, runs);
                    if (!removed) return core::fail(removed.error());
                    return {};
                },
                [this] { readDeleted(); });
        });
        m_deleted->open();
    }
    readDeleted();
}

void ResultsPage::readDeleted() {
    const std::filesystem::path folder = m_context.workspaceFolder.toStdString();
    m_loader.load<std::vector<store::RunRecord>>(
        QStringLiteral("deleted"),
        [folder](core::Progress&) -> core::Result<std::vector<store::RunRecord>> {
            const auto workspace = store::Workspace::open(folder);
            if (!workspace) return core::fail(workspace.error());
            return store::deletedRuns(*workspace);
        },
        [this](core::Result<std::vector<store::RunRecord>> runs) {
            if (!runs)
                Q_EMIT message(translated(runs.error().text), true);
            else if (m_deleted != nullptr)
                m_deleted->setRuns(std::move(*runs));
        });
}

void ResultsPage::toggleDoubtful() {
    const int row = m_panel->list()->currentIndex().row();
    if (m_data == nullptr || row < 0) return;
    const ListedUtterance& listed = m_panel->list()->rows()[static_cast<std::size_t>(row)];
    const std::string& utterance = m_data->predictions[listed.prediction].utterance;
    const bool mark = !m_panel->isDoubtful(utterance);
    const UtterancePlace place = placeOf(m_data->run, utterance);
    change(mark ? tr("mark on %1").arg(listed.id) : tr("taking the mark off %1").arg(listed.id),
           [this, place, mark](bool make) { writeDoubtful(place, make == mark); });
}

void ResultsPage::writeDoubtful(const UtterancePlace& place, bool doubtful) {
    // The run shown may be another one by now, on the same corpus or on one joined with it.
    if (m_data != nullptr) {
        for (const store::PredictionRecord& each : m_data->predictions) {
            if (each.utterance.ends_with(place.utterance) && placeOf(m_data->run, each.utterance) == place)
                m_panel->setDoubtful(each.utterance, doubtful);
        }
    }
    write(
        [place, doubtful](store::Workspace& workspace) {
            return store::markDoubtful(workspace, place.corpus, std::span(&place.utterance, 1), doubtful);
        },
        [] {});
}

}  // namespace prososcope::gui
