// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/ExperimentRunner.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <new>
#include <set>
#include <thread>

#include "engine/analysis/DimensionScores.h"
#include "engine/analysis/RunSummary.h"
#include "engine/analysis/Temperature.h"
#include "engine/core/Clock.h"
#include "engine/core/Log.h"
#include "engine/core/Random.h"
#include "engine/store/RunQueue.h"
#include "engine/training/FinalModel.h"
#include "engine/training/FoldLearning.h"
#include "engine/training/Inference.h"
#include "engine/training/PredictionRecords.h"
#include "engine/training/Versions.h"

namespace prososcope::training {

namespace {

constexpr double kShareOfFeatures = 0.04;           ///< of a run's progress
constexpr double kShareOfClassicalFeatures = 0.85;  ///< the same where learning takes seconds
constexpr double kShareOfCachedFeatures = 0.02;
constexpr double kMoments = 20.0;  ///< seconds; features that would take longer are being computed

core::Error unexpected(const std::exception& exception) {
    core::log(core::LogLevel::Error, exception.what());
    if (dynamic_cast<const std::bad_alloc*>(&exception) != nullptr) {
        return {core::ErrorKind::OutOfMemory,
                {TRANSLATABLE("Engine", "Not enough memory for this job. Close other programs or use less data.")},
                exception.what()};
    }
    return {core::ErrorKind::Failed,
            {TRANSLATABLE("Engine", "The job stopped on an internal error. The log has the details.")},
            exception.what()};
}

/// One run; members that several fold threads touch are behind m_mutex.
class ExperimentRun {
public:
    ExperimentRun(const backend::RunRequest& request, backend::RunObserver& observer, core::Progress& progress,
                  store::Workspace workspace)
        : m_request(request),
          m_experiment(request.experiment),
          m_observer(observer),
          m_progress(progress),
          m_workspace(std::move(workspace)) {}

    core::Result<store::RunRecord> run() {
        m_started = std::chrono::steady_clock::now();
        auto done = guarded([&] { return prepare(); });
        if (!done && !m_begun) return core::fail(done.error());
        if (done) done = guarded([&] { return beginRun(); });
        if (done) done = guarded([&] { return train(); });
        if (m_run.id == 0 || !m_begun) return core::fail(done.error());
        const auto summary = guarded([&] { return summarise(); });
        if (!done || !summary) {
            const core::Error error = !done ? done.error() : summary.error();
            m_run.state = error.kind == core::ErrorKind::Cancelled ? store::RunState::Cancelled : store::RunState::Failed;
            m_run.note = error.kind == core::ErrorKind::Cancelled ? std::string() : error.message();
            finishRecord();
            return core::fail(error);
        }
        m_run.state = store::RunState::Finished;
        m_run.note.clear();
        if (auto written = finishRecord(); !written) return core::fail(written.error());
        m_progress.report(1.0);
        return m_run;
    }

private:
    /// What throws (LibTorch, memory, threads) becomes an Error here, so that the run is never left in state Running and no
    /// exception leaves a fold's thread.
    template <typename Step>
    static core::Status guarded(Step step) {
        try {
            return step();
        } catch (const std::exception& exception) {
            return core::fail(unexpected(exception));
        }
    }

    core::Status train() {
        m_observer.runStarted(m_run, static_cast<int>(m_planned.size()));
        for (const auto& remark : m_data.remarks) m_observer.remark(remark);
        if (m_experiment.training.precision != "float32" && m_device == "cpu" && experiment::trainsNetwork(m_experiment))
            m_observer.remark({TRANSLATABLE("Engine", "Training on the CPU goes on in float32; bfloat16 is for GPUs.")});
        if (auto folds = runFolds(); !folds) return folds;
        return keepsModel() ? trainFinalModel() : core::Status();
    }

    /// Loads features and learns which share of the whole run that is: computing them takes long, finding them in the cache
    /// moments. Nothing is reported until it is known.
    core::Result<ExperimentData> loadData(const std::vector<corpus::Corpus>& corpora) {
        using Clock = std::chrono::steady_clock;
        const auto began = Clock::now();
        bool known = false;
        core::Progress part(m_progress.stopToken(), [&](double fraction, const core::Text& what) {
            const double elapsed = std::chrono::duration<double>(Clock::now() - began).count();
            if (!known && elapsed >= 1.0 && fraction > 0.0) {
                known = true;
                if (elapsed / fraction > kMoments)
                    m_shareOfFeatures = experiment::trainsNetwork(m_experiment) && !experiment::hearsByEncoder(m_experiment)
                                            ? kShareOfFeatures
                                            : kShareOfClassicalFeatures;
            }
            if (known) m_progress.report(m_shareOfFeatures * fraction, what);
        });
        return loadExperimentData(m_experiment, corpora, m_workspace, part);
    }

    static store::RunCorpus provenanceOf(const corpus::Corpus& corpus) {
        return {corpus.name, corpus.title, corpus.layout, corpus.licence, corpus.citation, corpus.source};
    }

    [[nodiscard]] std::string corpusName() const {
        std::string name = m_request.corpus.name;
        for (const auto& each : m_request.furtherCorpora) name += "+" + each.name;
        return name;
    }

    /// Only a run of all folds has the figure that a model's card shows.
    [[nodiscard]] bool keepsModel() const { return m_experiment.saveModel && m_planned.size() == m_data.folds.size(); }

    core::Status prepare() {
        if (m_request.resume) {
            auto stored = m_workspace.run(*m_request.resume);
            if (!stored) return core::fail(stored.error());
            m_run = *stored;
            auto parsed = experiment::parseExperiment(m_run.experiment, "run " + std::to_string(m_run.id));
            if (!parsed) return core::fail(parsed.error());
            m_experiment = *parsed;
            if (auto mine = store::claimRun(m_workspace, m_run); !mine) return mine;
            // Whatever goes wrong from here on is said in its record; an interrupted run is not begun yet.
            m_begun = m_run.state == store::RunState::Waiting;
        }
        if (m_experiment.threads <= 0) m_experiment.threads = defaultThreads();
        m_device = m_experiment.device == "auto" ? bestDevice() : m_experiment.device;
        if (m_request.resume && !m_run.device.empty() && m_run.device != "cuda")
            m_device = m_run.device;  // one device for the whole run
        if (auto known = checkDevice(m_device); !known) return known;
        std::vector<corpus::Corpus> corpora = {m_request.corpus};
        corpora.insert(corpora.end(), m_request.furtherCorpora.begin(), m_request.furtherCorpora.end());
        if (corpora.size() != experiment::corpusNames(m_experiment).size()) {
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine", "Experiment %1 names %2 corpora, but %3 were given."),
                               {m_experiment.name, std::to_string(experiment::corpusNames(m_experiment).size()),
                                std::to_string(corpora.size())}});
        }
        auto data = loadData(corpora);
        if (!data) return core::fail(data.error());
        m_data = std::move(*data);
        if (m_experiment.model == "fusion") {
            m_experiment.members.clear();
            for (const auto& system : m_data.systems) m_experiment.members.push_back(system.system);
        } else {
            m_experiment.modelSettings = m_data.systems.front().system.modelSettings;
            m_experiment.dialogue = m_data.systems.front().system.dialogue;
        }
        return m_experiment.saveModel ? canBeKept(m_experiment) : core::Status();
    }

    core::Status beginRun() {
        const std::string print = m_data.fingerprint();
        if (m_request.resume && !m_run.fingerprint.empty()) return continueRun(print);
        if (!m_request.resume) {
            m_run.onlyFolds = m_request.onlyFolds;
            m_run.command = m_request.command;
            m_run.group = m_request.group;
            m_run.point = m_request.point;
        }
        const std::set<int> only(m_run.onlyFolds.begin(), m_run.onlyFolds.end());
        for (int i = 0; i < static_cast<int>(m_data.folds.size()); ++i) {
            if (only.empty() || only.contains(i)) m_planned.push_back(i);
        }
        if (m_planned.empty()) {
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine", "None of the chosen folds exists: there are %1, counted from 0."),
                               {std::to_string(m_data.folds.size())}});
        }
        m_run.name = m_experiment.name;
        m_run.title = m_experiment.title;
        m_run.startedAt = core::utcNow();
        m_run.experiment = experiment::formatExperiment(m_experiment);
        m_run.system = experiment::systemName(m_experiment) +
                       (m_data.transductive ? ", pre-trained on the tested speakers' unlabelled sound (transductive)" : "");
        m_run.corpus = corpusName();
        m_run.corpora = {provenanceOf(m_request.corpus)};
        for (const auto& each : m_request.furtherCorpora) m_run.corpora.push_back(provenanceOf(each));
        m_run.protocol = m_experiment.folds.protocol;
        m_run.speakerDependent = m_data.isSpeakerDependent();
        m_run.device = m_device;
        m_run.threads = m_experiment.threads;
        m_run.seed = m_experiment.seed;
        m_run.versions = versionsJson();
        m_run.classes = m_experiment.classes;
        m_run.dimensions = m_experiment.dimensions;
        if (m_run.id == 0) {
            auto id = m_workspace.addRun(m_run);
            if (!id) return core::fail(id.error());
            m_run.id = *id;
        }
        m_begun = true;
        for (const int i : m_planned) {
            if (auto saved = m_workspace.saveFold(m_data.foldRecord(m_run.id, i)); !saved) return saved;
        }
        // The fingerprint comes last: a run without one was killed before all of its folds were known, and is planned anew.
        m_pending = m_planned;
        m_run.fingerprint = print;
        m_run.note.clear();
        m_run.state = store::RunState::Running;
        return m_workspace.updateRun(m_run);
    }

    core::Status continueRun(const std::string& print) {
        auto stored = m_workspace.folds(m_run.id);
        if (!stored) return core::fail(stored.error());
        bool same = print == m_run.fingerprint;
        for (const auto& fold : *stored) {
            same = same && m_data.isAsPlanned(fold);
            m_planned.push_back(fold.index);
            if (!fold.complete) m_pending.push_back(fold.index);
        }
        if (!same) {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE(
                     "Engine",
                     "The corpus %1 has changed since run %2 was started: its labels or its audio differ. Start a new run."),
                 {m_run.corpus, std::to_string(m_run.id)}});
        }
        m_begun = true;
        m_earlierSeconds = m_run.seconds;
        m_run.note.clear();
        m_run.state = store::RunState::Running;
        return m_workspace.updateRun(m_run);
    }

    /// Folds from a common list, min(threads, folds) at a time. The first failure stops the others.
    core::Status runFolds() {
        const int abreast = std::max(1, std::min(m_experiment.threads, static_cast<int>(m_planned.size())));
        const int threadsEach = std::max(1, m_experiment.threads / abreast);
        m_shares.assign(m_planned.size(), 0.0);
        for (std::size_t i = 0; i < m_planned.size(); ++i) {
            if (std::find(m_pending.begin(), m_pending.end(), m_planned[i]) == m_pending.end()) m_shares[i] = 1.0;
        }
        std::stop_source stopFolds;
        const std::stop_callback forward(m_progress.stopToken(), [&] { stopFolds.request_stop(); });
        std::atomic<std::size_t> next{0};
        core::Status result;
        const auto work = [&] {
            for (std::size_t i = next++; i < m_pending.size(); i = next++) {
                auto status = guarded([&]() -> core::Status {
                    if (stopFolds.stop_requested()) return core::cancelled();
                    return runFold(m_pending[i], threadsEach, stopFolds.get_token());
                });
                if (status) continue;
                stopFolds.request_stop();
                const std::lock_guard lock(m_mutex);
                if (result || result.error().kind == core::ErrorKind::Cancelled) result = status;
                return;
            }
        };
        {
            std::vector<std::jthread> others;
            for (int i = 1; i < abreast; ++i) others.emplace_back(work);
            work();
        }
        return result;
    }

    core::Status runFold(int index, int threads, const std::stop_token& stop) {
        auto record = m_data.foldRecord(m_run.id, index);
        {
            const std::lock_guard lock(m_mutex);
            m_observer.foldStarted(record);
        }
        reportFold(index, 0.0);  // says which fold it is before its first batch
        const FoldTask task{
            m_data, m_experiment, index, m_device, threads, m_workspace.runFolder(m_run.id), [&](const core::Text& text) {
                const std::lock_guard lock(m_mutex);
                m_observer.remark(text);
            }};
        core::Progress progress(stop, [&](double fraction, const core::Text&) { reportFold(index, fraction); });
        core::Status stored;
        const auto outcome = learnFold(
            task,
            [&](const EpochReport& report) {
                const std::lock_guard lock(m_mutex);
                const store::EpochRecord epoch{index,           report.epoch,        report.trainLoss, report.innerLoss,
                                               report.innerUar, report.learningRate, report.seconds};
                if (auto added = m_workspace.addEpoch(m_run.id, epoch); !added && stored) stored = added;
                m_observer.epochDone(epoch);
            },
            progress);
        if (!outcome) return core::fail(outcome.error());
        if (!stored) return stored;
        record.bestEpoch = outcome->bestEpoch;
        record.seconds = outcome->seconds;
        if (auto kept = storeFold(record, *outcome); !kept) return kept;
        removeCheckpoints(task);
        return {};
    }

    core::Status storeFold(store::FoldRecord record, const FoldOutcome& outcome) {
        const auto predictions = predictionRecords(m_data, m_request.corpus.folder, record.index, outcome);
        record.complete = true;
        const double score = m_experiment.classes.empty()
                                 ? analysis::meanConcordance(predictions, m_experiment.dimensions.size(), 0).value
                                 : analysis::pooledUar(predictions, m_experiment.classes.size());
        const std::lock_guard lock(m_mutex);
        if (!outcome.attention.empty()) {
            const auto folder = m_workspace.runFolder(m_run.id);
            if (auto written = analysis::writeAttention(folder, record.index, outcome.attention); !written) return written;
        }
        if (auto finished = m_workspace.finishFold(record, predictions); !finished) return finished;
        m_observer.foldDone(record, score);
        return {};
    }

    void reportFold(int index, double fraction) {
        const std::lock_guard lock(m_mutex);
        const auto at = std::find(m_planned.begin(), m_planned.end(), index) - m_planned.begin();
        m_shares[static_cast<std::size_t>(at)] = fraction;
        double sum = 0.0;
        for (const double share : m_shares) sum += share;
        const double trainings = static_cast<double>(m_shares.size()) + (keepsModel() ? 1.0 : 0.0);
        m_progress.report(
            m_shareOfFeatures + (1.0 - m_shareOfFeatures) * sum / trainings,
            {TRANSLATABLE("Engine", "Fold %1 of %2"), {std::to_string(at + 1), std::to_string(m_planned.size())}});
    }

    /// The model to keep: the same recipe on every speaker, all epochs, nothing set aside. Its figure is the one of the folds.
    core::Status trainFinalModel() {
        if (auto summary = summarise(); !summary) return core::fail(summary.error());
        const double trainings = static_cast<double>(m_planned.size()) + 1.0;
        core::Progress progress =
            m_progress.part(m_shareOfFeatures + (1.0 - m_shareOfFeatures) * (trainings - 1.0) / trainings, 1.0);
        auto card = modelCard(m_experiment, m_data, m_request, m_run);
        if (m_experiment.calibrate) {
            if (auto done = calibrate(card); !done) return done;
        }
        return keepModel({m_data, m_experiment, -1, m_device, m_experiment.threads, m_workspace.runFolder(m_run.id),
                          [&](const core::Text& text) { m_observer.remark(text); }},
                         m_workspace.modelsFolder() / m_experiment.name, std::move(card), progress);
    }

    /// The temperature of the kept network, and what it was worth on the folds.
    core::Status calibrate(store::ModelCard& card) {
        const auto predictions = m_workspace.predictions(m_run.id);
        if (!predictions) return core::fail(predictions.error());
        const auto found = analysis::runTemperature(*predictions, m_experiment.classes.size());
        const auto before = analysis::cardTemperature(card);
        if (!before) return core::fail(before.error());
        if (found) analysis::addTemperature(card, *found, *before);
        return {};
    }

    /// Pooled metrics over the predictions stored so far.
    core::Status summarise() {
        auto predictions = m_workspace.predictions(m_run.id);
        if (!predictions) return core::fail(predictions.error());
        analysis::summariseRun(m_run, *predictions);
        return {};
    }

    core::Status finishRecord() {
        m_run.finishedAt = core::utcNow();
        if (m_run.startedAt.empty()) m_run.startedAt = m_run.finishedAt;
        m_run.seconds = m_earlierSeconds + std::chrono::duration<double>(std::chrono::steady_clock::now() - m_started).count();
        return m_workspace.updateRun(m_run);
    }

    const backend::RunRequest& m_request;
    experiment::Experiment m_experiment;
    backend::RunObserver& m_observer;
    core::Progress& m_progress;
    store::Workspace m_workspace;
    std::chrono::steady_clock::time_point m_started;
    double m_earlierSeconds = 0.0;
    std::string m_device;
    ExperimentData m_data;
    store::RunRecord m_run;
    bool m_begun = false;                               ///< the run is stored and this process owns it
    std::vector<int> m_planned;                         ///< fold indices of this run
    std::vector<int> m_pending;                         ///< those not complete yet
    std::mutex m_mutex;                                 ///< m_workspace, m_observer, m_progress and m_shares while folds run
    double m_shareOfFeatures = kShareOfCachedFeatures;  ///< of the run's progress
    std::vector<double> m_shares;                       ///< progress of each planned fold
};

}  // namespace

int defaultThreads() { return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 8); }

core::Result<store::RunRecord> runExperiment(const backend::RunRequest& request, backend::RunObserver& observer,
                                             core::Progress& progress) {
    auto workspace = store::Workspace::open(request.workspace);
    if (!workspace) return core::fail(workspace.error());
    try {
        return ExperimentRun(request, observer, progress, std::move(*workspace)).run();
    } catch (const std::exception& exception) {
        return core::fail(unexpected(exception));
    }
}

}  // namespace prososcope::training
