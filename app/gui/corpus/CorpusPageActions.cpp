// SPDX-License-Identifier: GPL-3.0-or-later
// The actions of CorpusPage, and its jobs.
#include <QFileDialog>
#include <QMenu>
#include <QThread>
#include <algorithm>
#include <functional>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/TableActions.h"
#include "app/gui/corpus/CorpusPage.h"
#include "app/gui/corpus/CorpusPanel.h"
#include "app/gui/corpus/CorpusTable.h"
#include "app/gui/corpus/FilterBar.h"
#include "app/gui/corpus/QualityView.h"
#include "app/gui/rating/RatingStart.h"
#include "engine/core/Csv.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {
constexpr int kMostReaders = 4;
}

void CorpusPage::registerActions() {
    if (m_context.actions == nullptr) return;
    auto& actions = *m_context.actions;
    addTableActions(actions);
    UndoActions::of(actions).add(this, this);
    const auto shown = [this](auto&& run) {
        return [this, run] {
            if (isVisible()) run();
        };
    };
    QAction* back = actions.add({.id = QStringLiteral("corpus.back"),
                                 .text = tr("Back to training"),
                                 .description = tr("Leaves the table of a corpus."),
                                 .keys = {QKeySequence(Qt::Key_Escape), QKeySequence(Qt::ALT | Qt::Key_Left)},
                                 .scope = KeyScope::Table},
                                shown([this] { Q_EMIT left(); }));
    addAction(back);  // heard on the whole page, not in its table alone
    actions.add({.id = QStringLiteral("corpus.edit"),
                 .text = tr("Edit labels"),
                 .description = tr("Goes to the labels of the chosen utterances of a corpus."),
                 .keys = {QKeySequence(Qt::Key_E)},
                 .scope = KeyScope::Table},
                shown([this] { editLabels(); }));
    actions.add({.id = QStringLiteral("corpus.quality"),
                 .text = tr("Check recordings of the corpus"),
                 .description = tr("Reads every recording and lists what is clipped, silent, twice there or unreadable.")},
                shown([this] { checkQuality(); }));
    actions.add({.id = QStringLiteral("corpus.rate"),
                 .text = tr("Rate the corpus..."),
                 .description = tr("Plays the utterances in random order and asks how they sound.")},
                shown([this] { rate(); }));
    struct Export {
        corpus::ExportFormat format;
        QString text, description;
    };
    const Export exports[] = {
        {corpus::ExportFormat::Csv, tr("Export corpus as CSV..."),
         tr("Writes a table manifest.csv with a row for each utterance.")},
        {corpus::ExportFormat::Audformat, tr("Export corpus as audformat..."), tr("Writes db.yaml and its tables.")},
        {corpus::ExportFormat::Kaldi, tr("Export corpus for Kaldi..."),
         tr("Writes a data folder: wav.scp, utt2spk, text and more.")}};
    for (const Export& one : exports) {
        const auto name = corpus::exportFormatName(one.format);
        QAction* action = actions.add(
            {.id = QStringLiteral("corpus.export.") + QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
             .text = one.text,
             .description = one.description},
            shown([this, format = one.format] { askExport(format); }));
        m_exportMenu->addAction(action);
    }
    m_exportMenu->addSeparator();
    m_copyAudio = m_exportMenu->addAction(tr("Copy the recordings too"));
    m_copyAudio->setCheckable(true);
    actions.attach(m_table, KeyScope::Table);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &CorpusPage::showRowMenu);
}

void CorpusPage::showRowMenu(const QPoint& place) {
    if (!m_table->indexAt(place).isValid() || m_context.actions == nullptr) return;
    auto* menu = new QMenu(m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const char* id, std::function<void()> run) {
        const QAction* known = m_context.actions->action(QLatin1String(id));
        QAction* action = menu->addAction(known->text(), this, std::move(run));
        action->setShortcut(known->shortcut());
        action->setShortcutContext(Qt::WidgetShortcut);  // shown; heard by the table
    };
    add("table.play", [this] { m_table->playCurrent(); });
    add("table.open", [this] { m_table->openCurrent(); });
    add("corpus.edit", [this] { editLabels(); });
    menu->addSeparator();
    QAction* copy = menu->addAction(tr("Copy rows"), m_table, &CorpusTable::copyRows);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

void CorpusPage::rate() {
    if (m_source.name().isEmpty()) return;
    m_player.stop();
    QStringList classes;
    if (m_head) {
        const auto known = m_head->values.find("emotion");
        std::vector<std::string> words;
        if (known != m_head->values.end()) {
            for (const auto& value : known->second) {
                if (!value.value.empty()) words.push_back(value.value);
            }
        }
        for (const auto& word : corpus::inDisplayOrder(std::move(words))) classes << QString::fromStdString(word);
    }
    auto* start = new RatingStart(m_context.workspaceFolder, m_source.name(), classes, window());
    connect(start, &RatingStart::started, this,
            [this](QWidget* rating) { connect(rating, &QObject::destroyed, &m_source, &CorpusSource::readHead); });
    start->open();
}

void CorpusPage::askExport(corpus::ExportFormat format) {
    if (m_source.name().isEmpty()) return;
    auto* dialog = new QFileDialog(this, tr("Folder to export to"));
    dialog->setObjectName(QStringLiteral("exportFolder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, format](const QString& folder) { exportTo(folder, format, m_copyAudio->isChecked()); });
    dialog->open();
}

void CorpusPage::exportTo(const QString& folder, corpus::ExportFormat format, bool copyAudio) {
    if (m_context.engine == nullptr || m_source.name().isEmpty()) return;
    m_context.engine->enqueue(
        tr("Export %1").arg(m_source.name()), this,
        [workspaceFolder = std::filesystem::path(m_context.workspaceFolder.toStdString()), name = m_source.name().toStdString(),
         out = std::filesystem::path(folder.toStdString()), format,
         copyAudio](core::Progress& progress) -> core::Result<std::any> {
            const auto workspace = store::Workspace::open(workspaceFolder);
            if (!workspace) return core::fail(workspace.error());
            const auto corpus = workspace->corpus(name);
            if (!corpus) return core::fail(corpus.error());
            auto summary = corpus::exportCorpus(*corpus, out, {format, copyAudio}, progress);
            if (!summary) return core::fail(summary.error());
            return std::any(std::move(*summary));
        },
        [this, folder](core::Result<std::any> result) {
            if (result) {
                const auto summary = std::any_cast<corpus::ExportSummary>(*result);
                QString text = tr("%1 utterances written to %2.").arg(summary.utterances).arg(folder);
                for (const auto& remark : summary.remarks) text += QLatin1Char(' ') + translated(remark);
                Q_EMIT message(text, false);
            } else if (result.error().kind != core::ErrorKind::Cancelled) {
                Q_EMIT message(translated(result.error().text), true);
            }
            Q_EMIT exported(result.has_value());
        });
}

void CorpusPage::checkQuality() {
    if (m_context.engine == nullptr || m_check || m_source.name().isEmpty()) return;
    const QString name = m_source.name();
    const int threads = std::clamp(QThread::idealThreadCount() - 1, 1, kMostReaders);
    m_panel->quality()->setRunning(true);
    m_check = m_context.engine->enqueue(
        tr("Check recordings of %1").arg(name), this,
        [folder = std::filesystem::path(m_context.workspaceFolder.toStdString()), corpus = name.toStdString(),
         threads](core::Progress& progress) -> core::Result<std::any> {
            auto workspace = store::Workspace::open(folder);
            if (!workspace) return core::fail(workspace.error());
            auto report = store::checkCorpus(*workspace, corpus, threads, progress);
            if (!report) return core::fail(report.error());
            return std::any(std::move(*report));
        },
        [this, name](core::Result<std::any> result) {
            m_check.reset();
            m_panel->quality()->setRunning(false);
            if (result) {
                const auto report = std::any_cast<store::QualityReport>(*result);
                if (m_source.name() == name) m_panel->quality()->setReport(report);
                m_source.refresh();
            } else if (result.error().kind != core::ErrorKind::Cancelled) {
                Q_EMIT message(translated(result.error().text), true);
            }
        });
}

QList<PageCommand> CorpusPage::commands() const {
    if (corpus().isEmpty()) return {};
    const std::filesystem::path workspace = m_context.workspaceFolder.toStdString();
    QStringList rows{QStringLiteral("corpus"), QStringLiteral("rows"), corpus()};
    const store::CorpusQuery query = m_filters->query();
    for (const auto& word : query.words) rows << QStringLiteral("--word") << QString::fromStdString(word);
    for (const auto& [field, values] : query.values) {
        QStringList wanted;
        for (const auto& value : values) wanted << QString::fromStdString(value);
        rows << QStringLiteral("--where") << QString::fromStdString(field) + QLatin1Char('=') + wanted.join(QLatin1Char(','));
    }
    for (const auto& [field, range] : query.ranges) {
        const auto end = [](const std::optional<double>& value) {
            return value ? QString::fromStdString(core::numberText(*value)) : QString();
        };
        rows << QStringLiteral("--range")
             << QStringLiteral("%1=%2:%3").arg(QString::fromStdString(field), end(range.low), end(range.high));
    }
    if (!m_sortField.isEmpty()) {
        rows << QStringLiteral("--sort") << m_sortField;
        if (m_descending) rows << QStringLiteral("--descending");
    }
    return {{tr("These utterances"), shellCommand(workspace, rows)},
            {tr("Counts by speaker and class"),
             shellCommand(workspace, {QStringLiteral("corpus"), QStringLiteral("show"), corpus()})},
            {tr("Quality of the recordings"),
             shellCommand(workspace, {QStringLiteral("corpus"), QStringLiteral("quality"), corpus()})}};
}

}  // namespace prososcope::gui
