// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/ExperimentRunner.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <mutex>
#include <new>
#include <set>
#include <thread>

#include "engine/analysis/Classification.h"
#include "engine/core/Hash.h"
#include "engine/core/Log.h"
#include "engine/core/Random.h"
#include "engine/features/FeatureSet.h"
#include "engine/models/logmel_network/CheckedSettings.h"
#include "engine/store/FeatureCache.h"
#include "engine/training/Inference.h"
#include "engine/training/Trainer.h"
#include "engine/training/Versions.h"

namespace prososcope::training {

namespace {

constexpr double kShareOfFeatures = 0.04;  ///< of a run's progress
constexpr double kShareOfLearning = 0.98;  ///< of a fold's progress; the rest is its predictions

std::string utcNow() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

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
        if (auto ready = guarded([&] { return prepare(); }); !ready) return core::fail(ready.error());
        auto done = guarded([&] { return beginRun(); });
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
        if (auto folds = runFolds(); !folds) return folds;
        return keepsModel() ? trainFinalModel() : core::Status();
    }

    /// Only a run of all folds has the figure that a model's card shows.
    [[nodiscard]] bool keepsModel() const { return m_experiment.saveModel && m_planned.size() == m_folds.size(); }

    core::Status prepare() {
        if (m_request.resume) {
            auto stored = m_workspace.run(*m_request.resume);
            if (!stored) return core::fail(stored.error());
            m_run = *stored;
            if (m_run.state == store::RunState::Finished) {
                return core::fail(
                    core::ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "Run %1 is finished; there is nothing to resume."), {std::to_string(m_run.id)}});
            }
            if (m_run.state == store::RunState::Running) {
                return core::fail(core::ErrorKind::BadInput,
                                  {TRANSLATABLE("Engine", "Run %1 is still running. Cancel it there or wait for its end."),
                                   {std::to_string(m_run.id)}});
            }
            auto parsed = experiment::parseExperiment(m_run.experiment, "run " + std::to_string(m_run.id));
            if (!parsed) return core::fail(parsed.error());
            m_experiment = *parsed;
        }
        if (m_experiment.threads <= 0) m_experiment.threads = defaultThreads();
        m_device = m_experiment.device == "auto" ? bestDevice() : m_experiment.device;
        if (m_request.resume && !m_run.device.empty()) m_device = m_run.device;  // one device for the whole run
        if (auto known = checkDevice(m_device); !known) return known;
        if (m_experiment.model != "logmel-network") {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "The model %1 is unknown. Known: logmel-network."), {m_experiment.model}});
        }
        auto labelled = experiment::applyLabels(m_experiment, m_request.corpus);
        if (!labelled) return core::fail(labelled.error());
        m_data = std::move(*labelled);
        auto set = features::featureSet(m_experiment.featureSet);
        if (!set) return core::fail(set.error());
        m_featureSet = *set;
        if (m_featureSet->name() != "logmel80") {
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine", "The model %1 needs the feature set logmel80, not %2."),
                               {m_experiment.model, m_experiment.featureSet}});
        }
        auto folds = corpus::makeFolds(m_data.utterances, m_experiment.folds);
        if (!folds) return core::fail(folds.error());
        m_folds = std::move(*folds);
        auto network = models::checkedSettings(m_experiment.modelSettings, static_cast<int>(m_experiment.classes.size()));
        if (!network) return core::fail(network.error());
        m_network = *network;
        m_experiment.modelSettings = m_network.values();
        store::FeatureCache cache(m_workspace.cacheFolder());
        core::Progress part = m_progress.part(0.0, kShareOfFeatures);
        auto matrices = cache.load(m_request.corpus, m_data.utterances, *m_featureSet, m_experiment.threads, part);
        if (!matrices) return core::fail(matrices.error());
        m_features = std::move(*matrices);
        for (std::size_t i = 0; i < m_features.size(); ++i) {
            if (m_features[i]->frames > 0) continue;
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine", "The utterance %1 holds no sound. Leave it out of the corpus."),
                               {m_data.utterances[i].id}});
        }
        return {};
    }

    [[nodiscard]] std::string fingerprint() const {
        core::Hash hash;
        for (std::size_t i = 0; i < m_data.utterances.size(); ++i) {
            hash.add(m_data.utterances[i].id + "\n" + m_data.utterances[i].speaker + "\n" + std::to_string(m_data.labels[i]) +
                     "\n");
            hash.add(std::as_bytes(std::span(m_features[i]->values)));
        }
        return hash.hex();
    }

    core::Status beginRun() {
        const std::string print = fingerprint();
        if (m_request.resume && !m_run.fingerprint.empty()) return continueRun(print);
        const std::set<int> only(m_request.onlyFolds.begin(), m_request.onlyFolds.end());
        for (int i = 0; i < static_cast<int>(m_folds.size()); ++i) {
            if (only.empty() || only.contains(i)) m_planned.push_back(i);
        }
        if (m_planned.empty()) {
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine", "None of the chosen folds exists: there are %1, counted from 0."),
                               {std::to_string(m_folds.size())}});
        }
        m_run.name = m_experiment.name;
        m_run.title = m_experiment.title;
        m_run.startedAt = utcNow();
        m_run.experiment = experiment::formatExperiment(m_experiment);
        m_run.system = "log-mel network";
        m_run.corpus = m_request.corpus.name;
        m_run.protocol = m_experiment.folds.protocol;
        m_run.device = m_device;
        m_run.threads = m_experiment.threads;
        m_run.seed = m_experiment.seed;
        m_run.versions = versionsJson();
        m_run.classes = m_experiment.classes;
        if (m_run.id == 0) {
            auto id = m_workspace.addRun(m_run);
            if (!id) return core::fail(id.error());
            m_run.id = *id;
        }
        m_begun = true;
        for (const int i : m_planned) {
            if (auto saved = m_workspace.saveFold(foldRecord(i)); !saved) return saved;
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
            same = same && isAsPlanned(fold);
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

    /// Inner speakers depend on gender too, which the fingerprint leaves out.
    [[nodiscard]] bool isAsPlanned(const store::FoldRecord& stored) const {
        if (stored.index < 0 || stored.index >= static_cast<int>(m_folds.size())) return false;
        const auto& fold = m_folds[static_cast<std::size_t>(stored.index)];
        return stored.trainSpeakers == fold.trainSpeakers && stored.innerSpeakers == fold.innerSpeakers &&
               stored.testSpeakers == fold.testSpeakers;
    }

    [[nodiscard]] store::FoldRecord foldRecord(int index) const {
        const auto& fold = m_folds[static_cast<std::size_t>(index)];
        store::FoldRecord record;
        record.run = m_run.id;
        record.index = index;
        record.name = fold.name;
        record.trainSpeakers = fold.trainSpeakers;
        record.innerSpeakers = fold.innerSpeakers;
        record.testSpeakers = fold.testSpeakers;
        return record;
    }

    [[nodiscard]] std::vector<Example> examples(const std::vector<std::size_t>& indices) const {
        std::vector<Example> result;
        for (const auto i : indices) result.push_back({m_features[i], m_data.labels[i]});
        return result;
    }

    [[nodiscard]] TrainingTask task(std::uint64_t seed, int threads, const std::string& checkpoint) const {
        TrainingTask result;
        result.classes = m_experiment.classes;
        result.settings = m_experiment.training;
        result.network = m_network;
        result.seed = seed;
        result.device = m_device;
        result.threads = threads;
        result.checkpoint = m_workspace.runFolder(m_run.id) / checkpoint;
        return result;
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
        const auto& fold = m_folds[static_cast<std::size_t>(index)];
        auto record = foldRecord(index);
        {
            const std::lock_guard lock(m_mutex);
            m_observer.foldStarted(record);
        }
        auto training = task(core::deriveSeed(m_experiment.seed, "fold", static_cast<std::uint64_t>(index)), threads,
                             "fold" + std::to_string(index) + ".safetensors");
        training.train = examples(fold.train);
        training.inner = examples(fold.inner);
        core::Progress progress(stop, [&](double fraction, const core::Text&) { reportFold(index, fraction); });
        core::Progress learning = progress.part(0.0, kShareOfLearning);
        core::Progress predicting = progress.part(kShareOfLearning, 1.0);
        core::Status stored;
        auto trained = trainNetwork(
            training,
            [&](const EpochReport& report) {
                const std::lock_guard lock(m_mutex);
                const store::EpochRecord epoch{index,           report.epoch,        report.trainLoss, report.innerLoss,
                                               report.innerUar, report.learningRate, report.seconds};
                if (auto added = m_workspace.addEpoch(m_run.id, epoch); !added && stored) stored = added;
                m_observer.epochDone(epoch);
            },
            learning);
        if (!trained) return core::fail(trained.error());
        if (!stored) return stored;
        std::vector<features::FeatureMatrixPtr> test;
        for (const auto i : fold.test) test.push_back(m_features[i]);
        auto posteriors = predictFeatures(trained->state, m_network, test, m_device, threads, predicting);
        if (!posteriors) return core::fail(posteriors.error());
        return storeFold(record, *trained, *posteriors, training.checkpoint);
    }

    core::Status storeFold(store::FoldRecord record, const TrainedNetwork& trained,
                           const std::vector<std::vector<float>>& posteriors, const std::filesystem::path& checkpoint) {
        const auto& fold = m_folds[static_cast<std::size_t>(record.index)];
        std::vector<store::PredictionRecord> predictions;
        std::vector<int> truth;
        std::vector<int> predicted;
        for (std::size_t k = 0; k < fold.test.size(); ++k) {
            const auto& utterance = m_data.utterances[fold.test[k]];
            store::PredictionRecord prediction;
            prediction.fold = record.index;
            prediction.utterance = utterance.id;
            prediction.path = (m_request.corpus.folder / utterance.path).string();
            prediction.startSeconds = utterance.startSeconds;
            prediction.endSeconds = utterance.endSeconds;
            prediction.speaker = utterance.speaker;
            prediction.gender = utterance.gender;
            prediction.truth = m_data.labels[fold.test[k]];
            prediction.posteriors = posteriors[k];
            prediction.predicted =
                static_cast<int>(std::max_element(posteriors[k].begin(), posteriors[k].end()) - posteriors[k].begin());
            truth.push_back(prediction.truth);
            predicted.push_back(prediction.predicted);
            predictions.push_back(std::move(prediction));
        }
        record.complete = true;
        record.bestEpoch = trained.bestEpoch;
        record.seconds = trained.seconds;
        const double uar =
            analysis::unweightedAverageRecall(analysis::confusionMatrix(truth, predicted, m_experiment.classes.size()));
        const std::lock_guard lock(m_mutex);
        if (auto finished = m_workspace.finishFold(record, predictions); !finished) return finished;
        std::error_code ignored;
        std::filesystem::remove(checkpoint, ignored);
        m_observer.foldDone(record, uar);
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
            kShareOfFeatures + (1.0 - kShareOfFeatures) * sum / trainings,
            {TRANSLATABLE("Engine", "Fold %1 of %2"), {std::to_string(at + 1), std::to_string(m_planned.size())}});
    }

    /// The model to keep: the same recipe on every speaker, all epochs, nothing set aside. Its figure is the one of the folds.
    core::Status trainFinalModel() {
        if (auto summary = summarise(); !summary) return core::fail(summary.error());
        auto training = task(core::deriveSeed(m_experiment.seed, "final"), m_experiment.threads, "final.safetensors");
        std::vector<std::size_t> all(m_data.utterances.size());
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
        training.train = examples(all);
        training.settings.patience = 0;
        const double trainings = static_cast<double>(m_planned.size()) + 1.0;
        core::Progress progress =
            m_progress.part(kShareOfFeatures + (1.0 - kShareOfFeatures) * (trainings - 1.0) / trainings, 1.0);
        auto trained = trainNetwork(training, {}, progress);
        if (!trained) return core::fail(trained.error());
        if (auto saved = saveModel(trained->state, m_workspace.modelsFolder() / m_experiment.name, card()); !saved)
            return saved;
        std::error_code ignored;
        std::filesystem::remove(training.checkpoint, ignored);
        return {};
    }

    [[nodiscard]] store::ModelCard card() const {
        store::ModelCard result;
        result.name = m_experiment.name;
        result.title = m_experiment.title;
        result.kind = m_experiment.model;
        result.classes = m_experiment.classes;
        result.featureSet = m_experiment.featureSet;
        result.featureParameters = m_featureSet->parameters();
        result.rateHz = m_featureSet->rateHz();
        result.settings = m_network.values();
        result.trainingCorpus = m_request.corpus.title.empty() ? m_request.corpus.name : m_request.corpus.title;
        std::set<std::string> speakers;
        for (const auto& utterance : m_data.utterances) speakers.insert(utterance.speaker);
        result.trainingSpeakers.assign(speakers.begin(), speakers.end());
        result.experiment = m_run.experiment;
        result.command = m_request.command;
        result.licence = m_experiment.modelLicence;
        result.versions = m_run.versions;
        result.seed = m_run.seed;
        if (m_run.uar) {
            result.figures.push_back({"UAR", *m_run.uar, m_run.uarLow.value_or(0.0), m_run.uarHigh.value_or(0.0),
                                      static_cast<long>(m_run.utterances), static_cast<long>(m_run.speakers),
                                      result.trainingCorpus + ", " + m_run.protocol});
        }
        return result;
    }

    /// Pooled metrics over the predictions stored so far.
    core::Status summarise() {
        auto predictions = m_workspace.predictions(m_run.id);
        if (!predictions) return core::fail(predictions.error());
        std::vector<int> truth;
        std::vector<int> predicted;
        std::vector<std::string> speakers;
        for (const auto& prediction : *predictions) {
            truth.push_back(prediction.truth);
            predicted.push_back(prediction.predicted);
            speakers.push_back(prediction.speaker);
        }
        m_run.utterances = static_cast<std::int64_t>(truth.size());
        m_run.speakers = static_cast<std::int64_t>(std::set<std::string>(speakers.begin(), speakers.end()).size());
        if (truth.empty()) return {};
        const auto matrix = analysis::confusionMatrix(truth, predicted, m_experiment.classes.size());
        const auto interval = analysis::bootstrapUar(truth, predicted, speakers, m_experiment.classes.size());
        m_run.uar = analysis::unweightedAverageRecall(matrix);
        m_run.uarLow = interval.low;
        m_run.uarHigh = interval.high;
        m_run.wa = analysis::weightedAccuracy(matrix);
        m_run.macroF1 = analysis::macroF1(matrix);
        return {};
    }

    core::Status finishRecord() {
        m_run.finishedAt = utcNow();
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
    experiment::LabelledUtterances m_data;
    const features::FeatureSet* m_featureSet = nullptr;
    std::vector<features::FeatureMatrixPtr> m_features;
    std::vector<corpus::Fold> m_folds;
    models::LogMelNetworkSettings m_network;
    store::RunRecord m_run;
    bool m_begun = false;          ///< the run is stored and this process owns it
    std::vector<int> m_planned;    ///< fold indices of this run
    std::vector<int> m_pending;    ///< those not complete yet
    std::mutex m_mutex;            ///< m_workspace, m_observer, m_progress and m_shares while folds run
    std::vector<double> m_shares;  ///< progress of each planned fold
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
