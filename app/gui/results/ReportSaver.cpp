// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/ReportSaver.h"

#include <QFileDialog>
#include <QLocale>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "engine/report/Report.h"

namespace prososcope::gui {

using engine_thread::translated;

ReportSaver::ReportSaver(const PageContext& context, Page* page, ChosenRuns chosen)
    : QObject(page), m_context(context), m_page(page), m_chosen(std::move(chosen)) {
    if (m_context.actions == nullptr) return;
    m_context.actions->add(
        {.id = QStringLiteral("results.saveReport"),
         .menu = QStringLiteral("file"),
         .text = tr("Save report..."),
         .description = tr("Writes a report on the chosen runs as HTML and PDF, its tables as LaTeX and CSV.")},
        [this] { ask(); });
}

void ReportSaver::ask() {
    if (!m_page->isVisible() || m_chosen().empty()) return;
    auto* dialog = new QFileDialog(m_page, tr("Save report in a folder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setLabelText(QFileDialog::Accept, tr("Save"));
    connect(dialog, &QFileDialog::fileSelected, this, &ReportSaver::saveTo);
    dialog->open();
}

void ReportSaver::saveTo(const QString& folder) {
    const std::vector<std::int64_t> ids = m_chosen();
    if (ids.empty()) return;
    QStringList numbers;
    for (const std::int64_t id : ids) numbers << QString::number(id);
    constexpr int kNamed = 6;
    const QString name = QStringLiteral("report-run-%1%2")
                             .arg(numbers.mid(0, kNamed).join(QLatin1Char('-')),
                                  numbers.size() > kNamed ? QStringLiteral("-and-more") : QString());
    const QString goal = folder + QLatin1Char('/') + name;
    m_loader.load<int>(
        QStringLiteral("report"),
        [ids, goal, workspace = m_context.workspaceFolder,
         language = QLocale().bcp47Name()](core::Progress& progress) -> core::Result<int> {
            const auto opened = store::Workspace::open(workspace.toStdString());
            if (!opened) return core::fail(opened.error());
            std::vector<report::StoredRun> runs;
            for (const std::int64_t id : ids) {
                auto run = report::loadStoredRun(*opened, id);
                if (!run) return core::fail(run.error());
                runs.push_back(std::move(*run));
            }
            auto document = report::makeReport(
                runs, [](const core::Text& text) { return translated(text).toStdString(); }, progress);
            if (!document) return core::fail(document.error());
            document->language = language.toStdString();
            const auto written = report::writeReport(*document, goal.toStdString(), report::reportFormats());
            if (!written) return core::fail(written.error());
            return static_cast<int>(written->size());
        },
        [this, goal](core::Result<int> written) {
            if (written) {
                Q_EMIT m_page->message(tr("The report is in %1: report.html, report.pdf and tables.").arg(goal), false);
                Q_EMIT saved(goal);
            } else if (written.error().kind != core::ErrorKind::Cancelled) {
                Q_EMIT m_page->message(translated(written.error().text), true);
            }
        });
}

}  // namespace prososcope::gui
