// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/RecogniserTraining.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <sstream>

#include "engine/analysis/ErrorRates.h"
#include "engine/core/Csv.h"
#include "engine/core/Hash.h"
#include "engine/core/Random.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/RateSchedule.h"
#include "engine/training/RecogniserStep.h"
#include "engine/training/SpokenBatches.h"

namespace prososcope::training {

namespace {

using Clock = std::chrono::steady_clock;

/// The state of one training; `run` is the loop.
class Training {
public:
    Training(const RecogniserTask& task, std::unique_ptr<SpokenNetwork> network,
             const std::function<void(const backend::RecogniserEpoch&)>& epochDone, core::Progress& progress)
        : m_task(task),
          m_epochDone(epochDone),
          m_progress(progress),
          m_device(task.device),
          m_network(std::move(network)),
          m_stages(experiment::stagesOf(task.settings)),
          m_step(*m_network, task.settings.optimiser, task.settings.largestNorm),
          m_batches(task.data, task.settings),
          m_identity(identity()) {
        m_trained.bfloat16 = narrow();
        for (const auto& spoken : task.data.validation) m_validation.push_back(wholeSound(*spoken.features));
        for (const auto& spoken : task.data.heldOutValidation) m_heldOut.push_back(wholeSound(*spoken.features));
    }

    core::Result<TrainedRecogniser> run() {
        if (auto read = readCheckpoint(); !read) return core::fail(read.error());
        m_started = Clock::now();
        const int epochs = m_task.settings.epochs;
        while (static_cast<int>(m_trained.epochs.size()) < epochs) {
            backend::RecogniserEpoch report;
            report.epoch = static_cast<int>(m_trained.epochs.size()) + 1;
            if (auto done = trainEpoch(report); !done) return core::fail(done.error());
            validate(report);
            report.seconds = m_earlierSeconds + std::chrono::duration<double>(Clock::now() - m_started).count();
            m_trained.epochs.push_back(report);
            if (auto written = writeCheckpoint(); !written) return core::fail(written.error());
            if (m_epochDone) m_epochDone(report);
            m_progress.report(static_cast<double>(report.epoch) / epochs);
        }
        if (epochs == 0) m_trained.state = nn::stateOf(m_network->module());
        if (m_trained.state.entries.empty()) {
            return core::fail(core::ErrorKind::Failed,
                              {TRANSLATABLE("Engine",
                                            "The validation loss was infinite or undefined in every epoch. Lower the learning "
                                            "rate.")});
        }
        m_trained.sizes = m_network->sizes();
        return std::move(m_trained);
    }

private:
    /// Where an epoch (from 1) is: its stage, and how many epochs of that lie before it.
    struct Place {
        std::size_t stage = 0;
        int before = 0;
    };
    [[nodiscard]] Place placeOf(int epoch) const {
        Place place{0, epoch - 1};
        while (place.before >= m_stages[place.stage].epochs) place.before -= m_stages[place.stage++].epochs;
        return place;
    }

    /// A stage begins with the best weights so far and an optimiser that knows nothing.
    core::Status enter(const Place& place) {
        m_network->enter(m_stages[place.stage]);
        if (place.before > 0 || place.stage == 0) return {};
        m_step.begin();
        if (m_trained.state.entries.empty()) return {};
        return nn::loadState(m_network->module(), m_trained.state, "the best epoch");
    }

    core::Status trainEpoch(backend::RecogniserEpoch& report) {
        const auto place = placeOf(report.epoch);
        if (auto entered = enter(place); !entered) return entered;
        const auto& stage = m_stages[place.stage];
        const auto epoch = static_cast<std::uint64_t>(report.epoch);
        core::Random random(core::deriveSeed(m_task.settings.seed, "batches", epoch));
        if (m_batches.alignsBefore(report.epoch)) {
            core::Progress silent(m_progress.stopToken());
            m_batches.align(*m_network, silent);
        }
        const auto batches = m_batches.epoch(random);
        const auto& settings = m_task.settings;
        const auto steps = static_cast<std::int64_t>(batches.size());
        const RateSchedule schedule{settings.schedule, stage.learningRate, settings.warmupShare, 0.0, stage.epochs * steps};
        double sum = 0.0;
        for (std::size_t done = 0; done < batches.size(); ++done) {
            if (m_progress.stopRequested()) return core::cancelled();
            report.learningRate = schedule.at(place.before * steps + static_cast<std::int64_t>(done));
            const auto losses = m_step.run(m_batches.make(batches[done], random), report.learningRate, random);
            const float* const values = losses.const_data_ptr<float>();
            for (std::size_t b = 0; b < batches[done].size(); ++b) {
                if (!std::isfinite(values[b])) return notFinite(report.epoch, done + 1, batches[done][b]);
                sum += static_cast<double>(values[b]);
            }
            m_progress.report((report.epoch - 1 + static_cast<double>(done + 1) / static_cast<double>(batches.size())) /
                              m_task.settings.epochs);
        }
        report.trainLoss = sum / static_cast<double>(m_task.data.train.size());
        return {};
    }

    [[nodiscard]] core::Status notFinite(int epoch, std::size_t batch, std::size_t utterance) const {
        return core::fail(core::ErrorKind::Failed,
                          {TRANSLATABLE("Engine",
                                        "The loss became infinite or undefined in epoch %1, batch %2, at the utterance %3. "
                                        "Lower the learning rate."),
                           {std::to_string(epoch), std::to_string(batch), m_task.data.train[utterance].id}});
    }

    /// The epoch with the lowest loss or error rate is remembered; a loss that is not finite is never the lowest.
    void validate(backend::RecogniserEpoch& report) {
        core::Progress silent(m_progress.stopToken());
        double sum = 0.0;
        analysis::EditCounts errors;
        m_network->hear(m_validation, m_task.data.validation, {}, silent,
                        [&](std::size_t i, const SpokenNetwork::Heard& heard) {
                            sum += heard.loss;
                            errors += analysis::characterErrors(m_task.data.validation[i].text, heard.text);
                        });
        report.validationLoss = sum / static_cast<double>(m_validation.size());
        report.validationErrors = errors.rate();
        if (!m_heldOut.empty()) {
            const auto& spoken = m_task.data.heldOutValidation;
            analysis::EditCounts heldOut;
            m_network->hear(m_heldOut, spoken, m_task.settings.search, silent,
                            [&](std::size_t i, const SpokenNetwork::Heard& heard) {
                                heldOut += analysis::characterErrors(spoken[i].text, heard.text);
                            });
            report.heldOutErrors = heldOut.rate();
        }
        const auto& by = m_task.settings.selectBy;
        const double score = by == "held-out-validation" && report.heldOutErrors ? *report.heldOutErrors
                             : by == "validation-errors"                         ? report.validationErrors
                                                                                 : report.validationLoss;
        if (!std::isfinite(report.validationLoss) || !(score < m_bestScore)) return;
        m_bestScore = score;
        m_trained.bestEpoch = report.epoch;
        m_trained.state = nn::stateOf(m_network->module());
    }

    [[nodiscard]] bool narrow() const { return m_task.settings.precision == "bfloat16" && nn::computesBfloat16(m_device); }

    /// Everything that must be equal for a checkpoint to be continued.
    [[nodiscard]] std::string identity() const {
        auto settings = m_task.settings;
        settings.title.clear();
        settings.corpusFolders.clear();
        if (settings.schedule == "constant" && settings.warmupShare == 0.0) settings.epochs = 0;  // it may be made longer
        settings.precision = narrow() ? "bfloat16" : "float32";
        std::string text = m_task.device + ";" + std::to_string(m_task.threads) + ";" + m_task.data.fingerprint() + ";" +
                           formatRecogniserExperiment(settings);
        for (const auto& [name, value] : m_network->sizes()) text += name + core::numberText(value);
        if (m_task.start != nullptr) {
            core::Hash weights;
            for (const auto& entry : m_task.start->entries) weights.add(std::as_bytes(std::span(entry.values)));
            text += weights.hex();
        }
        return core::sha256(text);
    }

    core::Status writeCheckpoint() const {
        if (m_task.checkpoint.empty()) return {};
        nn::StateDict state;
        state.append("live.", nn::stateOf(m_network->module()));
        m_step.store(state);
        m_batches.store(state);
        state.append("best.", m_trained.state);
        std::string epochs;
        for (const auto& e : m_trained.epochs) {
            for (const double value :
                 {e.trainLoss, e.validationLoss, e.validationErrors, e.heldOutErrors.value_or(0.0), e.learningRate, e.seconds})
                epochs += core::numberText(value) + " ";
        }
        return nn::saveStateDict(m_task.checkpoint, state,
                                 {{"identity", m_identity},
                                  {"step", std::to_string(m_step.steps())},
                                  {"best_epoch", std::to_string(m_trained.bestEpoch)},
                                  {"best_score", core::numberText(m_bestScore)},
                                  {"epochs", epochs}});
    }

    core::Status readCheckpoint() {
        std::error_code code;
        if (m_task.checkpoint.empty() || !std::filesystem::exists(m_task.checkpoint, code)) return {};
        auto loaded = nn::loadStateDict(m_task.checkpoint);
        if (!loaded) return core::fail(loaded.error());
        auto& metadata = loaded->metadata;
        const auto foreign = [&] {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE(
                     "Engine",
                     "The checkpoint %1 belongs to other settings, data, device or number of threads. Start a new run."),
                 {m_task.checkpoint.string()}});
        };
        if (metadata["identity"] != m_identity) return foreign();
        std::istringstream words(metadata["epochs"]);
        std::vector<double> values;
        for (std::string word; words >> word;) values.push_back(core::parseNumber(word).value_or(0.0));
        constexpr std::size_t kValues = 6;
        if (values.size() % kValues != 0 || !m_batches.restore(loaded->state)) return foreign();
        if (auto status = nn::loadState(m_network->module(), loaded->state.part("live."), m_task.checkpoint.string()); !status)
            return status;
        for (std::size_t i = 0; i < values.size(); i += kValues) {
            backend::RecogniserEpoch epoch{
                static_cast<int>(i / kValues) + 1, values[i], values[i + 1], values[i + 2], {}, values[i + 4], values[i + 5]};
            if (!m_heldOut.empty()) epoch.heldOutErrors = values[i + 3];
            m_trained.epochs.push_back(epoch);
        }
        m_earlierSeconds = m_trained.epochs.empty() ? 0.0 : m_trained.epochs.back().seconds;
        m_trained.bestEpoch = static_cast<int>(core::parseNumber(metadata["best_epoch"]).value_or(0.0));
        m_bestScore = core::parseNumber(metadata["best_score"]).value_or(std::numeric_limits<double>::infinity());
        m_trained.state = loaded->state.part("best.");
        m_step.restore(loaded->state, static_cast<std::int64_t>(core::parseNumber(metadata["step"]).value_or(0.0)));
        return {};
    }

    const RecogniserTask& m_task;
    const std::function<void(const backend::RecogniserEpoch&)>& m_epochDone;
    core::Progress& m_progress;
    torch::Device m_device;
    std::unique_ptr<SpokenNetwork> m_network;
    std::vector<experiment::RecogniserStage> m_stages;
    RecogniserStep m_step;
    SpokenBatches m_batches;
    std::string m_identity;
    std::vector<PreparedSound> m_validation;
    std::vector<PreparedSound> m_heldOut;
    TrainedRecogniser m_trained;
    double m_bestScore = std::numeric_limits<double>::infinity();
    double m_earlierSeconds = 0.0;
    Clock::time_point m_started;
};

}  // namespace

core::Result<TrainedRecogniser> trainRecogniser(const RecogniserTask& task,
                                                const std::function<void(const backend::RecogniserEpoch&)>& epochDone,
                                                core::Progress& progress) {
    try {
        nn::useThreads(task.threads);
        const nn::InterruptScope interrupt(progress.stopToken());
        auto network = makeSpokenNetwork(task.settings, task.data, task.sizes, torch::Device(task.device));
        if (!network) return core::fail(network.error());
        if (task.start != nullptr) {
            if (auto loaded = nn::loadState((*network)->module(), *task.start, "start"); !loaded)
                return core::fail(loaded.error());
        }
        return Training(task, std::move(*network), epochDone, progress).run();
    } catch (const nn::Interrupted&) {
        return core::cancelled();
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::training
