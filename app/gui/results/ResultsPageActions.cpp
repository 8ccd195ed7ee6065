// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ResultsPage that acts on the chosen run and its utterances: play, open, copy, save.
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QTableView>
#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/SaveFile.h"
#include "app/gui/results/ComparisonTab.h"
#include "app/gui/results/DialogueTab.h"
#include "app/gui/results/DialogueTable.h"
#include "app/gui/results/ReproductionSwitch.h"
#include "app/gui/results/ReproductionView.h"
#include "app/gui/results/ResultViews.h"
#include "app/gui/results/ResultsPage.h"
#include "app/gui/results/RunNotesFields.h"
#include "app/gui/results/RunPanel.h"
#include "app/gui/results/RunsArea.h"
#include "app/gui/results/UtteranceList.h"

namespace prososcope::gui {

using engine_thread::translated;

/// Del in another list of the page deletes no run.
void ResultsPage::removeChosen() {
    if (m_runs->table()->hasFocus()) deleteChosen();
}

void ResultsPage::registerActions() {
    if (m_context.actions == nullptr) return;
    ActionRegistry& actions = *m_context.actions;
    addTableActions(actions);
    UndoActions::of(actions).add(this, this);
    const auto add = [&](const char* id, const QString& text, const QString& description, std::function<void()> run,
                         const QList<QKeySequence>& keys = {}) {
        return actions.add({.id = QLatin1String(id),
                            .text = text,
                            .description = description,
                            .keys = keys,
                            .scope = keys.isEmpty() ? KeyScope::Window : KeyScope::Table},
                           [this, run = std::move(run)] {
                               if (isVisible()) run();
                           });
    };
    add("results.copySentence", tr("Copy result as sentence"),
        tr("Copies the result of the view shown in one sentence, with its interval and how it was measured."),
        [this] { copySentence(); });
    add("results.savePredictions", tr("Save predictions as CSV"),
        tr("Saves every utterance of the chosen run with its posteriors."), [this] { askSavePredictions(); });
    add("results.delete", tr("Delete runs"),
        tr("Deletes the chosen runs; they stay among the deleted ones until they are removed for good."),
        [this] { deleteChosen(); });
    m_runs->table()->addAction(addRemoveAction(actions));
    add("results.deleted", tr("Deleted runs..."),
        tr("Lists runs that were deleted, to restore them or to remove them for good."), [this] { showDeleted(); });
    add("results.compare", tr("Compare runs"), tr("Shows the run beside another one, or the two that are chosen."),
        [this] { compareChosen(); });
    add("results.doubt", tr("Mark utterance doubtful"),
        tr("Marks the utterance of the current row as one whose label is to be looked at again, or takes the mark off."),
        [this] {
            if (m_panel->list()->hasFocus()) toggleDoubtful();
        },
        {QKeySequence(Qt::Key_D)});
    add("results.tags", tr("Edit tags of the run"), tr("Goes to the tags of the run shown."), [this] {
        m_panel->notes()->tags()->setFocus(Qt::ShortcutFocusReason);
        m_panel->notes()->tags()->selectAll();
    });
    add("results.filter", tr("Filter runs"), tr("Goes to the filter of the runs."), [this] {
        m_runs->filter()->setFocus(Qt::ShortcutFocusReason);
        m_runs->filter()->selectAll();
    });
    const struct {
        ResultViews::View view;
        const char* id;
        QString text;
    } views[] = {{ResultViews::Matrix, "results.view.confusion", tr("Show confusion matrix")},
                 {ResultViews::Classes, "results.view.classes", tr("Show classes and calibration")},
                 {ResultViews::Curves, "results.view.curves", tr("Show learning curves")},
                 {ResultViews::Scatter, "results.view.dimensions", tr("Show predicted dimensions")},
                 {ResultViews::Group, "results.view.group", tr("Show the group of the run")},
                 {ResultViews::Recognition, "results.view.recognition", tr("Show recognition and emotion of each model")}};
    for (const auto& each : views)
        add(each.id, each.text, tr("Changes the view of the run shown."),
            [this, view = each.view] { m_views->showView(view); });
    add("results.view.dialogues", tr("Show the dialogues of the run"),
        tr("Shows the turns of a dialogue as the run judged them, with its attention on each."), [this] { showDialogues(); });
    actions.attach(m_panel->list(), KeyScope::Table);
    actions.attach(m_views->dialogues()->table(), KeyScope::Table);
}

void ResultsPage::showDialogues() {
    m_views->showView(ResultViews::Dialogues);
    if (m_data != nullptr && !m_data->dialogues)
        Q_EMIT message(tr("The corpus %1 of run %2 names no dialogues.")
                           .arg(QString::fromStdString(m_data->run.corpus))
                           .arg(m_data->run.id),
                       false);
}

void ResultsPage::loadDialogues() {
    if (m_data == nullptr) return;
    const std::filesystem::path folder = m_context.workspaceFolder.toStdString();
    m_loader.load<std::vector<report::Dialogue>>(
        QStringLiteral("dialogues"),
        [folder, run = m_data->run.id](core::Progress&) -> core::Result<std::vector<report::Dialogue>> {
            const auto workspace = store::Workspace::open(folder);
            if (!workspace) return core::fail(workspace.error());
            return report::dialoguesOf(*workspace, run);
        },
        [this, data = m_data](core::Result<std::vector<report::Dialogue>> dialogues) {
            if (data != m_data) return;  // of another run by now, which asks for its own
            if (dialogues)
                m_views->dialogues()->setDialogues(std::move(*dialogues));
            else if (dialogues.error().kind != core::ErrorKind::Cancelled)
                m_views->dialogues()->setProblem(translated(dialogues.error().text));
            Q_EMIT dialoguesShown();
        });
}

void ResultsPage::loadRecognition() {
    using Models = std::vector<report::RecognitionAndEmotion>;
    const std::filesystem::path folder = m_context.workspaceFolder.toStdString();
    m_loader.load<Models>(
        QStringLiteral("recognition"),
        [folder](core::Progress&) -> core::Result<Models> {
            const auto workspace = store::Workspace::open(folder);
            if (!workspace) return core::fail(workspace.error());
            return report::recognitionAndEmotion(*workspace);
        },
        [this](core::Result<Models> models) {
            if (!models) {
                if (models.error().kind != core::ErrorKind::Cancelled) Q_EMIT message(translated(models.error().text), true);
                return;
            }
            const auto count = static_cast<int>(models->size());
            m_views->setRecognition(std::move(*models));
            if (m_wantedView == ResultViews::Recognition && m_data != nullptr) showWantedView();
            Q_EMIT recognitionShown(count);
        });
}

void ResultsPage::list(const WantedList& wanted) {
    stopPlaying();
    m_panel->setList(wanted);
    m_origin = wanted.origin;
    m_originView = m_views->view();
    if (wanted.focus && !m_panel->list()->rows().empty()) m_panel->list()->setFocus(Qt::OtherFocusReason);
}

void ResultsPage::leaveList() {
    m_views->showView(static_cast<ResultViews::View>(m_originView));
    if (m_origin != nullptr) m_origin->setFocus(Qt::OtherFocusReason);
}

void ResultsPage::compareChosen() {
    const auto chosen = m_runs->chosen();
    m_views->showView(ResultViews::Comparison);
    if (chosen.size() == 2 && m_data != nullptr)
        m_views->comparison()->setPartner(chosen[0] == m_data->run.id ? chosen[1] : chosen[0]);
}

bool ResultsPage::isAudible(qsizetype prediction) {
    const auto place = static_cast<std::size_t>(prediction);
    if (!m_data->audio[place].empty()) return true;
    Q_EMIT message(tr("%1: audio not on this machine.").arg(QString::fromStdString(m_data->predictions[place].utterance)),
                   false);
    return false;
}

qsizetype ResultsPage::predictionOf(int row) const {
    return static_cast<qsizetype>(m_panel->list()->rows()[static_cast<std::size_t>(row)].prediction);
}

void ResultsPage::play(qsizetype prediction) {
    if (!isAudible(prediction)) {
        stopPlaying();
        return;
    }
    const auto place = static_cast<std::size_t>(prediction);
    const store::PredictionRecord& record = m_data->predictions[place];
    m_player.play(m_data->audio[place], record.startSeconds, record.endSeconds);
    const auto& rows = m_panel->list()->rows();
    const auto listed = std::ranges::find(rows, place, &ListedUtterance::prediction);
    m_panel->list()->setPlaying(listed == rows.end() ? -1 : static_cast<int>(listed - rows.begin()));
    m_views->dialogues()->setPlaying(place);
}

void ResultsPage::stopPlaying() { m_player.stop(); }

void ResultsPage::open(qsizetype prediction) {
    if (!isAudible(prediction)) return;
    stopPlaying();
    const auto place = static_cast<std::size_t>(prediction);
    const store::PredictionRecord& record = m_data->predictions[place];
    Q_EMIT openRequested(QStringLiteral("inspect"),
                         {{QStringLiteral("path"), QString::fromStdString(m_data->audio[place].string())},
                          {QStringLiteral("start"), record.startSeconds},
                          {QStringLiteral("end"), record.endSeconds}});
}

void ResultsPage::showWantedView() {
    if (m_wantedView >= 0 && m_data != nullptr && m_views->has(static_cast<ResultViews::View>(m_wantedView)))
        m_views->showView(static_cast<ResultViews::View>(m_wantedView));
    m_wantedView = -1;
}

void ResultsPage::copySentence() {
    if (m_data == nullptr) return;
    const QString sentence = m_views->sentence();
    if (sentence.isEmpty()) return;
    QGuiApplication::clipboard()->setText(sentence);
    Q_EMIT statusChanged(tr("Copied: %1").arg(sentence));
}

void ResultsPage::askSavePredictions() {
    if (m_data == nullptr) return;
    const QString proposed = QStringLiteral("%1-run-%2.csv").arg(QString::fromStdString(m_data->run.name)).arg(m_data->run.id);
    askSaveFile(this, tr("Save predictions"), {tr("CSV files (*.csv)")}, proposed,
                [this](const QString& file) { savePredictionsTo(file); });
}

void ResultsPage::savePredictionsTo(const QString& path) {
    if (m_data == nullptr) return;
    m_loader.load<int>(
        QStringLiteral("save ") + path,
        [data = m_data, path](core::Progress&) -> core::Result<int> {
            const core::Status saved = savePredictions(*data, path.toStdString());
            if (!saved) return core::fail(saved.error());
            return static_cast<int>(data->predictions.size());
        },
        [this, path](core::Result<int> saved) {
            if (!saved) {
                Q_EMIT message(translated(saved.error().text), true);
                return;
            }
            Q_EMIT message(tr("%1 predictions saved to %2.").arg(*saved).arg(path), false);
            Q_EMIT predictionsSaved(path);
        });
}

QList<PageCommand> ResultsPage::commands() const {
    const std::filesystem::path workspace = m_context.workspaceFolder.toStdString();
    QList<PageCommand> list;
    const auto add = [&](const QString& title, const QStringList& words) {
        list.append({title, shellCommand(workspace, words)});
    };
    if (m_reproduction->showsTables()) {
        QStringList words{QStringLiteral("reproduce")};
        if (const QString table = m_reproduction->view()->chosen(); !table.isEmpty()) words << table;
        add(tr("The published table beside this workspace's runs"), words);
        if (const auto file = m_reproduction->view()->regressionFile(); !file.empty())
            add(tr("Run the experiment"), {QStringLiteral("run"), QString::fromStdString(file.string())});
        return list;
    }
    add(tr("All runs"), {QStringLiteral("runs"), QStringLiteral("list")});
    if (m_data == nullptr) return list;
    const QString run = QString::number(m_data->run.id);
    add(tr("Figures of the run"), {QStringLiteral("runs"), QStringLiteral("show"), run});
    if (m_views->view() == ResultViews::Comparison) {
        if (const auto partner = m_views->comparison()->partner(); partner) {
            add(tr("Comparison of the two runs"),
                {QStringLiteral("runs"), QStringLiteral("compare"), run, QString::number(*partner)});
        }
    }
    if (m_data->dialogues) {
        const QStringList dialogues{QStringLiteral("runs"), QStringLiteral("dialogues"), run};
        add(tr("Dialogues of the run"), dialogues);
        if (const QString name = m_views->dialogues()->chosenDialogue();
            m_views->view() == ResultViews::Dialogues && !name.isEmpty())
            add(tr("The dialogue, turn by turn"), dialogues + QStringList{name});
    }
    if (m_views->has(ResultViews::Recognition))
        add(tr("Words recognised and emotion heard, model by model"), {QStringLiteral("runs"), QStringLiteral("recognition")});
    add(tr("Report"),
        {QStringLiteral("runs"), QStringLiteral("report"), run, QStringLiteral("--out"), QStringLiteral("report-%1").arg(run)});
    if (!m_data->run.example)
        add(tr("The run once more, compared with itself"), {QStringLiteral("run"), QStringLiteral("--again"), run});
    return list;
}

}  // namespace prososcope::gui
