// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/FuturePretraining.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <sstream>

#include "engine/core/Csv.h"
#include "engine/core/Hash.h"
#include "engine/core/Random.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/CountBatches.h"
#include "engine/training/FuturePredictionStep.h"
#include "engine/training/RateSchedule.h"
#include "engine/training/UnitBatches.h"

namespace prososcope::training {

namespace {

using Clock = std::chrono::steady_clock;
using Piece = FutureData::Piece;

constexpr std::size_t kGrid = 32;           ///< frames; batches of about the same length share their shapes
constexpr std::size_t kMostFrames = 64000;  ///< of a batch, padding included, whatever number of recordings is asked for

double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::vector<std::size_t> lengthsOf(const std::vector<Piece>& pieces) {
    std::vector<std::size_t> lengths;
    for (const auto& piece : pieces) lengths.push_back(piece.frames);
    return lengths;
}

/// The state of one training; `run` is the loop.
class Training {
public:
    Training(const FutureTask& task, models::FutureNetwork network,
             const std::function<void(const backend::FutureEpoch&)>& epochDone, core::Progress& progress)
        : m_task(task),
          m_epochDone(epochDone),
          m_progress(progress),
          m_network(network),
          m_step(std::move(network), task.settings.seed, torch::Device(task.device), task.settings.largestNorm, narrow(task)),
          m_identity(identity()) {
        m_trained.bfloat16 = narrow(task);
        core::Random any(1);
        m_validation = batches(task.data.validation, any);
    }

    core::Result<TrainedFuture> run() {
        if (auto read = readCheckpoint(); !read) return core::fail(read.error());
        m_started = Clock::now();
        while (epochsDone() < m_task.settings.epochs && !outOfPatience()) {
            backend::FutureEpoch report;
            report.epoch = epochsDone() + 1;
            if (auto done = trainEpoch(report); !done) return core::fail(done.error());
            if (auto looked = validate(report); !looked) return core::fail(looked.error());
            report.seconds = m_earlierSeconds + since(m_started);
            m_trained.epochs.push_back(report);
            if (auto written = writeCheckpoint(); !written) return core::fail(written.error());
            if (m_epochDone) m_epochDone(report);
            m_progress.report(static_cast<double>(report.epoch) / m_task.settings.epochs);
        }
        m_progress.report(1.0);
        m_task.data.scale.store(m_trained.state);
        return std::move(m_trained);
    }

private:
    [[nodiscard]] int epochsDone() const { return static_cast<int>(m_trained.epochs.size()); }
    [[nodiscard]] bool outOfPatience() const {
        return m_task.settings.patience > 0 && !m_validation.empty() &&
               epochsDone() - m_trained.bestEpoch >= m_task.settings.patience;
    }
    [[nodiscard]] static bool narrow(const FutureTask& task) {
        return task.settings.precision == "bfloat16" && nn::computesBfloat16(torch::Device(task.device));
    }

    [[nodiscard]] std::vector<std::vector<std::size_t>> batches(const std::vector<Piece>& pieces, core::Random& random) const {
        return batchesByCount(lengthsOf(pieces), static_cast<std::size_t>(m_task.settings.batch), kMostFrames, kGrid, random);
    }

    [[nodiscard]] FutureBatch make(const std::vector<Piece>& pieces, const std::vector<std::size_t>& members) const {
        std::size_t longest = 0;
        for (const auto i : members) longest = std::max(longest, paddedSamples(pieces[i].frames, kGrid));
        const auto bands = m_task.data.scale.mean.size();
        FutureBatch batch{torch::zeros({static_cast<std::int64_t>(members.size()), static_cast<std::int64_t>(longest),
                                        static_cast<std::int64_t>(bands)}),
                          {}};
        float* row = batch.frames.data_ptr<float>();
        for (const auto i : members) {
            const auto& piece = pieces[i];
            m_task.data.scale.apply(std::span(piece.recording->values).subspan(piece.first * bands, piece.frames * bands), row);
            batch.lengths.push_back(static_cast<std::int64_t>(piece.frames));
            row += longest * bands;
        }
        return batch;
    }

    core::Status trainEpoch(backend::FutureEpoch& report) {
        const auto& settings = m_task.settings;
        const auto epoch = static_cast<std::uint64_t>(report.epoch);
        core::Random random(core::deriveSeed(settings.seed, "batches", epoch));
        m_step.reseed(core::deriveSeed(settings.seed, "dropout of epoch", epoch));
        const auto order = batches(m_task.data.train, random);
        const auto steps = static_cast<std::int64_t>(order.size());
        const RateSchedule schedule{
            settings.schedule, settings.learningRate, settings.warmupShare, 0.0, settings.epochs * steps, 0.0};
        double sum = 0.0;
        double frames = 0.0;
        for (std::size_t done = 0; done < order.size(); ++done) {
            if (m_progress.stopRequested()) return core::cancelled();
            const auto batch = make(m_task.data.train, order[done]);
            report.learningRate = schedule.at(m_step.steps());
            const auto begun = Clock::now();
            const auto loss = m_step.pretrain(batch, report.learningRate);
            if (!loss) return core::fail(loss.error());
            report.stepSeconds += since(begun);
            double predicted = 0.0;
            for (const auto length : batch.lengths) predicted += static_cast<double>(length - m_task.network.horizon);
            sum += *loss * predicted;
            frames += predicted;
            m_progress.report((report.epoch - 1 + static_cast<double>(done + 1) / static_cast<double>(order.size())) /
                              settings.epochs);
        }
        report.trainLoss = sum / frames;
        return {};
    }

    /// The epoch with the lowest loss is remembered; without validation the last one.
    core::Status validate(backend::FutureEpoch& report) {
        double sum = 0.0;
        double copying = 0.0;
        double frames = 0.0;
        for (const auto& members : m_validation) {
            if (m_progress.stopRequested()) return core::cancelled();
            const auto figures = m_step.evaluate(make(m_task.data.validation, members));
            if (!figures) return core::fail(figures.error());
            const auto count = static_cast<double>(figures->frames);
            sum += figures->loss * count;
            copying += figures->copying * count;
            frames += count;
        }
        if (frames > 0.0) {
            report.validationLoss = sum / frames;
            m_trained.copyingLoss = copying / frames;
            if (!(*report.validationLoss < m_trained.validationLoss.value_or(std::numeric_limits<double>::infinity())))
                return {};
            m_trained.validationLoss = report.validationLoss;
        }
        m_trained.bestEpoch = report.epoch;
        m_trained.state = nn::stateOf(*m_network);
        return {};
    }

    /// Everything that must be equal for a checkpoint to be continued.
    [[nodiscard]] std::string identity() const {
        auto settings = m_task.settings;
        settings.title.clear();
        settings.corpusFolders.clear();
        settings.patience = 0;                                                                    // it may be made longer
        if (settings.schedule == "constant" && settings.warmupShare == 0.0) settings.epochs = 1;  // likewise
        settings.precision = narrow(m_task) ? "bfloat16" : "float32";
        settings.threads = 0;
        settings.device = "auto";
        std::string text = m_task.device + ";" + std::to_string(m_task.threads) + ";" + m_task.data.fingerprint() + ";" +
                           formatFuturePredictionExperiment(settings);
        for (const auto& [name, value] : m_task.network.values()) text += name + core::numberText(value);
        return core::sha256(text);
    }

    core::Status writeCheckpoint() const {
        if (m_task.checkpoint.empty()) return {};
        nn::StateDict state;
        state.append("live.", nn::stateOf(*m_network));
        m_step.store(state);
        state.append("best.", m_trained.state);
        std::string epochs;
        for (const auto& e : m_trained.epochs) {
            for (const double value : {e.trainLoss, e.validationLoss.value_or(0.0), e.learningRate, e.seconds, e.stepSeconds})
                epochs += core::numberText(value) + " ";
        }
        return nn::saveStateDict(m_task.checkpoint, state,
                                 {{"identity", m_identity},
                                  {"step", std::to_string(m_step.steps())},
                                  {"best_epoch", std::to_string(m_trained.bestEpoch)},
                                  {"best_loss", core::numberText(m_trained.validationLoss.value_or(0.0))},
                                  {"copying_loss", core::numberText(m_trained.copyingLoss.value_or(0.0))},
                                  {"epochs", epochs}});
    }

    core::Status readCheckpoint() {
        std::error_code code;
        if (m_task.checkpoint.empty() || !std::filesystem::exists(m_task.checkpoint, code)) return {};
        auto loaded = nn::loadStateDict(m_task.checkpoint);
        if (!loaded) return core::fail(loaded.error());
        auto& metadata = loaded->metadata;
        std::istringstream words(metadata["epochs"]);
        std::vector<double> values;
        for (std::string word; words >> word;) values.push_back(core::parseNumber(word).value_or(0.0));
        constexpr std::size_t kValues = 5;
        if (metadata["identity"] != m_identity || values.size() % kValues != 0) {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE(
                     "Engine",
                     "The checkpoint %1 belongs to other settings, data, device or number of threads. Start a new run."),
                 {m_task.checkpoint.string()}});
        }
        if (auto status = nn::loadState(*m_network, loaded->state.part("live."), m_task.checkpoint.string()); !status)
            return status;
        const auto number = [&](const char* key) { return core::parseNumber(metadata[key]).value_or(0.0); };
        const bool validated = !m_validation.empty();
        for (std::size_t i = 0; i < values.size(); i += kValues) {
            backend::FutureEpoch epoch{
                static_cast<int>(i / kValues) + 1, values[i], {}, values[i + 2], values[i + 3], values[i + 4]};
            if (validated) epoch.validationLoss = values[i + 1];
            m_trained.epochs.push_back(epoch);
        }
        m_earlierSeconds = m_trained.epochs.empty() ? 0.0 : m_trained.epochs.back().seconds;
        m_trained.bestEpoch = static_cast<int>(number("best_epoch"));
        if (validated) {
            m_trained.validationLoss = number("best_loss");
            m_trained.copyingLoss = number("copying_loss");
        }
        m_trained.state = loaded->state.part("best.");
        m_step.restore(loaded->state, static_cast<std::int64_t>(number("step")));
        return {};
    }

    const FutureTask& m_task;
    const std::function<void(const backend::FutureEpoch&)>& m_epochDone;
    core::Progress& m_progress;
    models::FutureNetwork m_network;
    FuturePredictionStep m_step;
    std::string m_identity;
    std::vector<std::vector<std::size_t>> m_validation;
    TrainedFuture m_trained;
    double m_earlierSeconds = 0.0;
    Clock::time_point m_started;
};

}  // namespace

core::Result<TrainedFuture> trainFuture(const FutureTask& task,
                                        const std::function<void(const backend::FutureEpoch&)>& epochDone,
                                        core::Progress& progress) {
    try {
        nn::useThreads(task.threads);
        const nn::InterruptScope interrupt(progress.stopToken());
        auto network = models::makeFutureNetwork(task.network, core::deriveSeed(task.settings.seed, "weights"));
        return Training(task, std::move(network), epochDone, progress).run();
    } catch (const nn::Interrupted&) {
        return core::cancelled();
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::training
