// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

#include "engine/core/Csv.h"
#include "engine/core/Hash.h"
#include "engine/core/Random.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"
#include "engine/nn/OwnGenerator.h"
#include "engine/training/AutoencoderStep.h"
#include "engine/training/AutoencoderSystem.h"
#include "engine/training/InnerScore.h"
#include "engine/training/RateSchedule.h"

namespace prososcope::training {

namespace {

using Clock = std::chrono::steady_clock;
using experiment::AutoencoderVariant;
using models::AutoencoderPhase;

models::AutoencoderSettings settingsOf(const AutoencoderSystem& system, std::size_t columns) {
    auto settings = system.network;
    settings.inputs = static_cast<std::int64_t>(columns);
    return settings;
}

/// Of CollapseWatch's counts, in its order.
constexpr std::array kCountKeys{"collapsed_y", "collapsed_z", "collapsed_styles", "collapsed_emotions"};

/// The state of one training; `run` is the loop.
class Training {
public:
    Training(const AutoencoderTask& task, std::vector<double> shares, const std::function<void(const EpochReport&)>& epochDone,
             core::Progress& progress)
        : m_task(task), m_epochDone(epochDone), m_progress(progress), m_device(task.device), m_shares(std::move(shares)) {
        for (std::size_t i = 0; i < task.labels.size(); ++i) {
            if (!baseline() || task.labels[i] >= 0) m_rows.push_back(i);
        }
        const auto batch = static_cast<std::size_t>(std::max(2, task.settings.batch));
        // No batch of one row, which has no statistics.
        m_batches =
            std::clamp<std::size_t>((m_rows.size() + batch - 1) / batch, 1, std::max<std::size_t>(1, m_rows.size() / 2));
        m_identity = identity();
    }

    core::Result<TrainedNetwork> run() {
        begin(0);
        if (auto read = readCheckpoint(); !read) return core::fail(read.error());
        m_started = Clock::now();
        while (m_epoch < m_task.settings.epochs && !outOfPatience()) {
            ++m_epoch;
            EpochReport report;
            report.epoch = m_epoch;
            auto loss = trainEpoch(report);
            if (!loss) {
                if (!m_collapsed || m_attempt >= m_task.system.restarts) return core::fail(loss.error());
                if (m_task.remark) m_task.remark(restartText(loss.error()));
                begin(m_attempt + 1);
                if (auto written = writeCheckpoint(); !written) return core::fail(written.error());
                continue;
            }
            report.trainLoss = *loss;
            evaluate(report);
            report.seconds = secondsSoFar();
            if (m_epochDone) m_epochDone(report);
            if (auto written = writeCheckpoint(); !written) return core::fail(written.error());
            m_progress.report(static_cast<double>(m_epoch) / m_task.settings.epochs);
        }
        m_progress.report(1.0);
        if (m_task.innerLabels.empty() || m_best.entries.empty()) remember();
        return TrainedNetwork{std::move(m_best), m_bestEpoch, secondsSoFar()};
    }

private:
    [[nodiscard]] bool baseline() const { return m_task.system.variant == AutoencoderVariant::Baseline; }
    [[nodiscard]] double secondsSoFar() const {
        return m_earlierSeconds + std::chrono::duration<double>(Clock::now() - m_started).count();
    }
    [[nodiscard]] bool outOfPatience() const {
        return m_task.settings.patience > 0 && m_looksWithoutBetter >= m_task.settings.patience;
    }
    /// Of this attempt.
    [[nodiscard]] std::uint64_t seedOf(const char* what, int number = 0) const {
        return core::deriveSeed(core::deriveSeed(m_task.seed, "attempt", static_cast<std::uint64_t>(m_attempt)), what,
                                static_cast<std::uint64_t>(number));
    }

    static core::Text restartText(const core::Error& error) {
        return {TRANSLATABLE("Engine", "%1 It is begun anew with other weights and slower discriminators."), {error.message()}};
    }

    /// From the first epoch on, with the weights of an attempt.
    void begin(int attempt) {
        constexpr double kSlower = 0.5;
        m_attempt = attempt;
        m_epoch = 0;
        m_bestEpoch = 0;
        m_bestMeasure = std::numeric_limits<double>::infinity();
        m_looksWithoutBetter = 0;
        m_collapsed = false;
        m_best = {};
        m_network = models::makeAdversarialAutoencoder(settingsOf(m_task.system, m_task.train.columns()), seedOf("weights"));
        m_network->to(m_device);
        m_watch = CollapseWatch(m_task.system.collapsePatience);
        m_classifier.reset();
        m_step.reset();
        m_steps = 0;
        if (baseline()) {
            m_classifier.emplace(m_network->parametersOf(AutoencoderPhase::Classification));
            return;
        }
        const double rate = m_task.system.discriminatorRate * std::pow(kSlower, attempt);
        m_step.emplace(m_network, AutoencoderStep::Settings{rate, m_shares}, seedOf("step"), m_device);
    }

    [[nodiscard]] std::vector<std::vector<std::size_t>> batches(core::Random& random) const {
        auto order = m_rows;
        random.shuffle(std::span(order));
        std::vector<std::vector<std::size_t>> result(m_batches);
        // Of about the same size, so that none is too small for its own statistics.
        for (std::size_t i = 0; i < order.size(); ++i) result[i * m_batches / order.size()].push_back(order[i]);
        return result;
    }

    core::Result<double> trainEpoch(EpochReport& report) {
        core::Random random(seedOf("batches", m_epoch));
        const auto reseed = seedOf("draws", m_epoch);
        if (m_step)
            m_step->reseed(reseed);
        else
            m_network->setDropoutGenerator(nn::ownGenerator(m_device, reseed));
        const auto& settings = m_task.settings;
        const auto total = static_cast<std::int64_t>(m_batches) * settings.epochs;
        const RateSchedule schedule{settings.schedule, settings.learningRate, settings.warmupShare, settings.holdShare, total};
        double sum = 0.0;
        double counted = 0.0;
        const auto order = batches(random);
        core::Random crops(seedOf("crops", m_epoch));
        for (std::size_t done = 0; done < order.size(); ++done) {
            if (m_progress.stopRequested()) return core::cancelled();
            report.learningRate = schedule.at(m_steps);
            const auto begun = Clock::now();
            auto rows = m_task.train.batch(order[done], m_task.system.network.frames, &crops);
            AutoencoderBatch batch{std::move(rows.inputs), std::move(rows.lengths), {}};
            for (const auto i : order[done]) batch.labels.push_back(m_task.labels[i]);
            const auto loss = baseline() ? classify(batch, report.learningRate) : step(batch, report.learningRate);
            if (!loss) return core::fail(loss.error());
            report.stepSeconds += std::chrono::duration<double>(Clock::now() - begun).count();
            ++m_steps;
            if (*loss) {
                sum += **loss;
                counted += 1.0;
            }
            m_progress.report((m_epoch - 1 + static_cast<double>(done + 1) / static_cast<double>(order.size())) /
                              settings.epochs);
        }
        return counted > 0.0 ? sum / counted : 0.0;
    }

    /// The classification loss of a step of all phases; none without a label.
    core::Result<std::optional<double>> step(const AutoencoderBatch& batch, double rate) {
        const auto losses = m_step->run(batch, rate);
        if (!losses) return core::fail(losses.error());
        if (const auto good = m_watch.look(*losses); !good) {
            m_collapsed = true;
            return core::fail(good.error());
        }
        return losses->classification;
    }

    /// The baseline's step.
    core::Result<std::optional<double>> classify(const AutoencoderBatch& batch, double rate) {
        m_network->train();
        m_classifier->clearGradients();
        const auto labels = torch::tensor(at::ArrayRef<int>(batch.labels)).to(m_device, torch::kLong);
        const auto loss = m_network->classificationLoss(batch.inputs.to(m_device), batch.lengths, labels);
        const auto value = loss.detach().item<double>();
        if (!std::isfinite(value)) {
            return core::fail(
                core::ErrorKind::Failed,
                {TRANSLATABLE("Engine",
                              "The loss became infinite or undefined in epoch %1, batch %2. Lower the learning rate."),
                 {std::to_string(m_epoch), std::to_string(m_steps + 1)}});
        }
        loss.backward();
        m_classifier->step(rate);
        return std::optional<double>(value);
    }

    void remember() {
        m_best = nn::stateOf(*m_network);
        m_bestEpoch = m_epoch;
    }

    void evaluate(EpochReport& report) {
        const auto& settings = m_task.settings;
        const bool last = m_epoch == settings.epochs;
        if (m_task.innerLabels.empty()) return;  // the last one is kept
        if (m_epoch % std::max(1, settings.evaluateEvery) != 0 && !last) return;
        const auto score =
            innerScore(m_task.innerLabels, m_task.classes.size(), autoencoderPosteriors(m_network, m_task.inner, m_device));
        report.innerLoss = score.loss;
        report.innerUar = score.uar;
        const double measure = score.measure(settings.selectBy);
        if (!(measure < m_bestMeasure)) {
            ++m_looksWithoutBetter;
            return;
        }
        m_bestMeasure = measure;
        m_looksWithoutBetter = 0;
        remember();
    }

    [[nodiscard]] std::string identity() const {
        core::Hash hash;
        hash.add(m_task.device + ";" + std::to_string(m_task.threads) + ";" + std::to_string(m_task.seed) + ";");
        experiment::Experiment settings;
        settings.training = m_task.settings;
        settings.modelSettings = m_task.system.settings;
        settings.classes = m_task.classes;
        hash.add(experiment::formatExperiment(settings));
        for (const auto* labels : {&m_task.labels, &m_task.innerLabels}) hash.add(std::as_bytes(std::span(*labels)));
        for (const auto* rows : {&m_task.train, &m_task.inner}) rows->addTo(hash);
        return hash.hex();
    }

    core::Status writeCheckpoint() {
        if (m_task.checkpoint.empty()) return {};
        nn::StateDict state;
        state.append("live.", nn::stateOf(*m_network));
        if (m_step)
            m_step->store(state);
        else
            m_classifier->store(state, "adam.");
        state.append("best.", m_best);
        std::map<std::string, std::string> metadata{{"identity", m_identity},
                                                    {"attempt", std::to_string(m_attempt)},
                                                    {"epoch", std::to_string(m_epoch)},
                                                    {"step", std::to_string(m_steps)},
                                                    {"best_epoch", std::to_string(m_bestEpoch)},
                                                    {"best_measure", core::numberText(m_bestMeasure)},
                                                    {"looks_without_better", std::to_string(m_looksWithoutBetter)},
                                                    {"seconds", core::numberText(secondsSoFar())}};
        for (std::size_t i = 0; i < kCountKeys.size(); ++i) metadata[kCountKeys[i]] = std::to_string(m_watch.counts()[i]);
        return nn::saveStateDict(m_task.checkpoint, state, metadata);
    }

    core::Status readCheckpoint() {
        std::error_code code;
        if (m_task.checkpoint.empty() || !std::filesystem::exists(m_task.checkpoint, code)) return {};
        auto loaded = nn::loadStateDict(m_task.checkpoint);
        if (!loaded) return core::fail(loaded.error());
        auto& metadata = loaded->metadata;
        if (metadata["identity"] != m_identity) {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE(
                     "Engine",
                     "The checkpoint %1 belongs to other settings, data, device or number of threads. Start a new run."),
                 {m_task.checkpoint.string()}});
        }
        const auto number = [&](const char* key) { return core::parseNumber(metadata[key]).value_or(0.0); };
        begin(static_cast<int>(number("attempt")));
        if (auto status = nn::loadState(*m_network, loaded->state.part("live."), m_task.checkpoint.string()); !status)
            return status;
        m_epoch = static_cast<int>(number("epoch"));
        m_steps = static_cast<std::int64_t>(number("step"));
        m_bestEpoch = static_cast<int>(number("best_epoch"));
        m_bestMeasure = core::parseNumber(metadata["best_measure"]).value_or(std::numeric_limits<double>::infinity());
        m_looksWithoutBetter = static_cast<int>(number("looks_without_better"));
        m_earlierSeconds = number("seconds");
        CollapseWatch::Counts counts{};
        for (std::size_t i = 0; i < kCountKeys.size(); ++i) counts[i] = static_cast<std::int64_t>(number(kCountKeys[i]));
        m_watch.setCounts(counts);
        m_best = loaded->state.part("best.");
        if (m_step)
            m_step->restore(loaded->state, m_steps);
        else
            m_classifier->restore(loaded->state, "adam.");
        return {};
    }

    const AutoencoderTask& m_task;
    const std::function<void(const EpochReport&)>& m_epochDone;
    core::Progress& m_progress;
    torch::Device m_device;
    std::vector<double> m_shares;     ///< of the prior of emotions; empty: uniform
    std::vector<std::size_t> m_rows;  ///< that are trained on
    std::size_t m_batches = 1;
    std::string m_identity;
    int m_attempt = 0;
    models::AdversarialAutoencoder m_network{nullptr};
    std::optional<AutoencoderStep> m_step;
    std::optional<nn::FusedAdam> m_classifier;  ///< of the baseline
    CollapseWatch m_watch;
    bool m_collapsed = false;
    nn::StateDict m_best;
    int m_bestEpoch = 0;
    double m_bestMeasure = std::numeric_limits<double>::infinity();  ///< the smaller, the better
    int m_looksWithoutBetter = 0;
    int m_epoch = 0;
    std::int64_t m_steps = 0;
    double m_earlierSeconds = 0.0;
    Clock::time_point m_started;
};

}  // namespace

core::Result<TrainedNetwork> trainAutoencoder(const AutoencoderTask& task,
                                              const std::function<void(const EpochReport&)>& epochDone,
                                              core::Progress& progress) {
    std::vector<double> shares;
    if (task.system.empiricalPrior) {
        auto counted = models::classShares(task.labels, task.classes);
        if (!counted) return core::fail(counted.error());
        shares = std::move(*counted);
    }
    const auto usable = std::count_if(task.labels.begin(), task.labels.end(), [](int label) { return label >= 0; });
    if (usable < 2) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The model %1 needs at least 2 labelled utterances to train on; it has %2."),
                           {experiment::kAdversarialAutoencoder, std::to_string(usable)}});
    }
    try {
        nn::useThreads(task.threads);
        const nn::InterruptScope interrupt(progress.stopToken());
        return Training(task, std::move(shares), epochDone, progress).run();
    } catch (const nn::Interrupted&) {
        return core::cancelled();
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

core::Result<std::vector<std::vector<float>>> predictAutoencoder(const AutoencoderSystem& system, std::size_t classes,
                                                                 const nn::StateDict& state, const AutoencoderRows& rows,
                                                                 const std::string& device, int threads) {
    try {
        nn::useThreads(threads);
        auto settings = settingsOf(system, rows.columns());
        settings.classes = static_cast<std::int64_t>(classes);
        auto network = models::makeAdversarialAutoencoder(settings, 0);
        if (auto loaded = nn::loadState(*network, state, "network"); !loaded) return core::fail(loaded.error());
        network->to(torch::Device(device));
        return autoencoderPosteriors(network, rows, torch::Device(device));
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::training
