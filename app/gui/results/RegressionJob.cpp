// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/RegressionJob.h"

#include <QThread>
#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "engine/backend/RegressionStore.h"
#include "engine/core/SafeFile.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {

constexpr int kMostThreads = 8;
constexpr std::size_t kLargest = 1 << 20;

struct Outcome {
    std::filesystem::path folder;
    std::size_t leftOut = 0;
};

core::Result<Outcome> runFile(const std::filesystem::path& file, const std::filesystem::path& workspace, int threads,
                              core::Progress& progress) {
    const auto text = core::readFile(file, kLargest);
    if (!text) return core::fail(text.error());
    const auto experiment = experiment::parseRegressionExperiment(*text, file.string());
    if (!experiment) return core::fail(experiment.error());
    const auto torch = backend::torchBackend();
    if (!torch) return core::fail(torch.error());
    const auto outcome = backend::runRegressionExperiment(*experiment, workspace, **torch,
                                                          experiment->threads > 0 ? experiment->threads : threads, progress);
    if (!outcome) return core::fail(outcome.error());
    return Outcome{outcome->folder, outcome->leftOut.size()};
}

}  // namespace

RegressionJob::RegressionJob(const PageContext& context, QObject* parent) : QObject(parent), m_context(context) {}

void RegressionJob::start(const std::filesystem::path& experimentFile, const QString& name) {
    if (m_running || m_context.engine == nullptr) return;
    m_running = true;
    m_job = m_context.engine->enqueue(
        tr("Regressions of %1").arg(name), this,
        [file = experimentFile, workspace = std::filesystem::path(m_context.workspaceFolder.toStdString()),
         threads =
             std::clamp(QThread::idealThreadCount(), 1, kMostThreads)](core::Progress& progress) -> core::Result<std::any> {
            auto outcome = runFile(file, workspace, threads, progress);
            if (!outcome) return core::fail(outcome.error());
            return std::any(std::move(*outcome));
        },
        [this](const core::Result<std::any>& result) {
            m_running = false;
            if (result) {
                const auto& outcome = std::any_cast<const Outcome&>(*result);
                Q_EMIT finished(QString::fromStdString(outcome.folder.string()), outcome.leftOut);
            } else if (result.error().kind == core::ErrorKind::Cancelled) {
                Q_EMIT cancelled();
            } else {
                Q_EMIT failed(translated(result.error().text));
            }
        });
}

void RegressionJob::cancel() {
    if (m_running) m_context.engine->cancel(m_job);
}

}  // namespace prososcope::gui
