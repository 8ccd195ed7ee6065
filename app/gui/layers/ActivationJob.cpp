// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/layers/ActivationJob.h"

#include <QThread>
#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "engine/backend/ActivationPass.h"
#include "engine/store/CorpusFingerprint.h"
#include "engine/store/Workspace.h"

namespace prososcope::gui {

namespace {

constexpr std::uint64_t kUntrainedSeed = 1;
constexpr int kMostThreads = 8;
constexpr double kHashingShare = 0.05;  // of the progress

struct Outcome {
    std::size_t leftOut = 0;
    std::string why;
};

core::Result<Outcome> pass(const LayersBackend& backend, const std::filesystem::path& folder, const store::ModelEntry& model,
                           const std::string& tap, const std::string& corpusName, bool untrained, int threads,
                           core::Progress& progress) {
    const auto workspace = store::Workspace::open(folder);
    if (!workspace) return core::fail(workspace.error());
    const auto corpus = workspace->corpus(corpusName);
    if (!corpus) return core::fail(corpus.error());
    auto encoder = backend.open(model, untrained ? std::optional(kUntrainedSeed) : std::nullopt);
    if (!encoder) return core::fail(encoder.error());
    auto wanted = backend::activationSetInfo((*encoder)->info(), *corpus, tap);
    if (!wanted) return core::fail(wanted.error());
    auto hashing = progress.part(0.0, kHashingShare);
    auto fingerprint = store::corpusFingerprint(*corpus, workspace->cacheFolder(), threads, hashing);
    if (!fingerprint) return core::fail(fingerprint.error());
    wanted->corpusFingerprint = std::move(*fingerprint);
    auto taking = progress.part(kHashingShare, 1.0);
    auto taken =
        backend::takeActivations(*corpus, **encoder, *wanted, store::activationSetPath(folder, *wanted), threads, taking);
    if (!taken) return core::fail(taken.error());
    return Outcome{taken->leftOut.size(), taken->leftOut.empty() ? std::string() : taken->leftOut.front().why};
}

}  // namespace

ActivationJob::ActivationJob(const PageContext& context, QObject* parent)
    : QObject(parent), m_context(context), m_backend(LayersBackend::ofEngine()) {
    if (m_context.engine == nullptr) return;
    connect(m_context.engine, &engine_thread::EngineThread::jobProgress, this,
            [this](quint64 job, double fraction, const QString& what, double remaining) {
                if (m_running && job == m_job) Q_EMIT progressed(fraction, what, remaining);
            });
}

void ActivationJob::start(const store::ModelEntry& model, const LayersSettings& settings, bool untrained) {
    if (m_running || m_context.engine == nullptr) return;
    m_running = true;
    const QString title =
        untrained ? tr("Activations of %1, untrained").arg(settings.encoder) : tr("Activations of %1").arg(settings.encoder);
    m_job = m_context.engine->enqueue(
        title, this,
        [backend = m_backend, folder = std::filesystem::path(m_context.workspaceFolder.toStdString()), model,
         tap = settings.tap.toStdString(), corpus = settings.corpus.toStdString(), untrained,
         threads =
             std::clamp(QThread::idealThreadCount(), 1, kMostThreads)](core::Progress& progress) -> core::Result<std::any> {
            auto outcome = pass(backend, folder, model, tap, corpus, untrained, threads, progress);
            if (!outcome) return core::fail(outcome.error());
            return std::any(*outcome);
        },
        [this, encoder = settings.encoder](const core::Result<std::any>& result) {
            m_running = false;
            if (result) {
                const auto& outcome = std::any_cast<const Outcome&>(*result);
                Q_EMIT finished(encoder, outcome.leftOut, QString::fromStdString(outcome.why));
            } else if (result.error().kind == core::ErrorKind::Cancelled) {
                Q_EMIT cancelled();
            } else {
                Q_EMIT failed(engine_thread::translated(result.error().text));
            }
        });
}

void ActivationJob::cancel() {
    if (m_running) m_context.engine->cancel(m_job);
}

}  // namespace prososcope::gui
