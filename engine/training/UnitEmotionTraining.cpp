// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/UnitEmotionTraining.h"

#include <chrono>
#include <cmath>
#include <limits>

#include "engine/backend/UnitEmotionResults.h"
#include "engine/core/Csv.h"
#include "engine/core/Hash.h"
#include "engine/core/Random.h"
#include "engine/experiment/Starts.h"
#include "engine/models/speech_encoder/EncoderInput.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"
#include "engine/nn/OwnGenerator.h"
#include "engine/training/FlatStart.h"
#include "engine/training/HalfPrecision.h"
#include "engine/training/MaskSpans.h"
#include "engine/training/RateSchedule.h"
#include "engine/training/SpectralStart.h"
#include "engine/training/UnitBatches.h"
#include "engine/training/UnitDecoding.h"
#include "engine/training/UnitLooks.h"
#include "engine/training/UnitNetwork.h"

namespace prososcope::training {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kLookEvery = 500;  ///< updates between checkpoints where nobody asks for looks
constexpr double kFirstBeta = 0.9;
constexpr double kSecondBeta = 0.98;
constexpr double kAdamEps = 1e-8;
constexpr std::size_t kFewestTimeMasks = 2;
constexpr const char* kSpectral = "spectral.";  ///< names of the layer of the spectral start
constexpr std::size_t kGrid = 8000;             ///< samples; batches of half a second more or less share their shapes

std::vector<std::span<const float>> soundsOf(const UnitEmotionData& data, std::span<const std::size_t> places) {
    std::vector<std::span<const float>> sounds;
    for (const auto place : places) sounds.emplace_back(data.utterances[place].samples);
    return sounds;
}

/// What a network says of some utterances, and the mean of their losses.
struct Heard {
    std::vector<backend::VotedUtterance> votes;
    double loss = 0.0;
};

Heard listenTo(models::SpeechEncoder& network, const UnitEmotionTask& task, std::span<const std::size_t> places,
               core::Progress& progress) {
    const phonetics::EmotionUnits emotions(task.data.inventory, task.data.tags);
    Heard heard;
    heard.votes.resize(places.size());
    forUnitLogits(network, soundsOf(task.data, places), torch::Device(task.device), progress,
                  [&](std::size_t i, const torch::Tensor& rows) {
                      const auto& utterance = task.data.utterances[places[i]];
                      if (rows.size(0) > 0)
                          heard.loss += unitLosses(rows.unsqueeze(0), {rows.size(0)}, {utterance.labels}).item<double>();
                      const auto posteriors = unitPosteriors(rows);
                      const auto vote = phonetics::emotionVote({posteriors, task.data.inventory.size()}, emotions);
                      std::vector<int> symbols;
                      for (const auto& unit : vote.units) symbols.push_back(unit.symbol);
                      auto& voted = heard.votes[i];
                      voted.utterance = utterance.id;
                      voted.path = utterance.path;
                      voted.startSeconds = utterance.startSeconds;
                      voted.endSeconds = utterance.endSeconds;
                      voted.speaker = utterance.speaker;
                      voted.gender = utterance.gender;
                      voted.corpus = utterance.corpus;
                      voted.truth = utterance.emotion;
                      voted.predicted = static_cast<int>(vote.emotion);
                      voted.soft = static_cast<int>(vote.soft);
                      voted.rule = vote.rule;
                      voted.silent = vote.silent();
                      for (const double share : vote.shares()) voted.shares.push_back(static_cast<float>(share));
                      voted.reference = utterance.units;
                      voted.hypothesis = task.data.inventory.decode(symbols);
                  });
    if (!places.empty()) heard.loss /= static_cast<double>(places.size());
    return heard;
}

/// The state of one training; `run` is the loop.
class Training {
public:
    Training(const UnitEmotionTask& task, models::SpeechEncoder network,
             const std::function<void(const backend::UnitEpoch&)>& looked, core::Progress& progress)
        : m_task(task), m_looked(looked), m_progress(progress), m_device(task.device), m_network(std::move(network)) {
        m_narrow = task.settings.precision == "bfloat16" && nn::computesBfloat16(m_device);
        m_trained.precision = m_narrow ? "bfloat16" : "float32";
        m_network->to(m_device);
        m_network->setMasking([this](const torch::Tensor& frames, const torch::Tensor& masked, const nn::Lengths&) {
            return mask(frames, masked);
        });
        for (const auto& item : m_network->named_parameters()) m_parameters.emplace_back(item.key(), item.value());
        if (task.settings.spectralStartUpdates > 0) {
            const auto& config = m_network->config();
            m_spectral.emplace(config.convolutions.back().channels, static_cast<std::size_t>(config.receptiveField()),
                               static_cast<std::size_t>(config.stride()), seedOf("spectral start", 0));
            m_spectral->layer()->to(m_device);
            for (const auto& item : m_spectral->layer()->named_parameters())
                m_parameters.emplace_back(kSpectral + item.key(), item.value());
        }
        std::vector<torch::Tensor> tensors;
        for (const auto& [name, parameter] : m_parameters) tensors.push_back(parameter);
        m_adam = std::make_unique<torch::optim::Adam>(
            std::move(tensors),
            torch::optim::AdamOptions(task.settings.learningRate).betas({kFirstBeta, kSecondBeta}).eps(kAdamEps));
        const auto most = static_cast<std::size_t>(task.settings.batchSeconds * kUnitRateHz);
        for (const auto place : task.fold.train) m_samples.push_back(task.data.utterances[place].samples.size());
        m_most = most;
        m_identity = identity();
    }

    core::Result<TrainedUnits> run() {
        if (auto read = readCheckpoint(); !read) return core::fail(read.error());
        m_started = Clock::now();
        const int updates = m_task.settings.updates;
        const int every = m_task.settings.evaluateEvery > 0 ? m_task.settings.evaluateEvery : kLookEvery;
        while (m_update < updates) {
            if (m_progress.stopRequested()) return core::cancelled();
            if (auto done = step(); !done) return core::fail(done.error());
            m_progress.report(static_cast<double>(m_update) / updates);
            if (m_update % every != 0 && m_update != updates) continue;
            look();
            if (auto written = writeCheckpoint(); !written) return core::fail(written.error());
            if (m_looked) m_looked(m_trained.epochs.back());
        }
        m_trained.network = m_network->config();
        m_trained.seconds = m_trained.epochs.empty() ? 0.0 : m_trained.epochs.back().seconds;
        return std::move(m_trained);
    }

private:
    [[nodiscard]] std::uint64_t seedOf(const char* what, int number) const {
        return core::deriveSeed(m_task.settings.seed, what, static_cast<std::uint64_t>(number));
    }

    void planEpoch() {
        core::Random random(seedOf("batches", m_epoch));
        m_batches = batchesBySamples(m_samples, m_most, kGrid, random);
    }

    /// The next batch of the data, places in the fold's training part.
    std::vector<std::size_t> nextBatch() {
        if (m_batches.empty()) planEpoch();
        if (m_next == m_batches.size()) {
            ++m_epoch;
            m_next = 0;
            planEpoch();
        }
        return m_batches[m_next++];
    }

    /// A generator for this update's dropout on the device of the network.
    [[nodiscard]] at::Generator generator() const { return nn::ownGenerator(m_device, seedOf("dropout", m_update)); }

    /// Masks of the batch at hand: time, by the learned vector, then channels, by 0.
    torch::Tensor mask(const torch::Tensor& frames, const torch::Tensor& masked) {
        const auto& encoder = m_task.settings.encoder;
        auto result = frames;
        const auto time = drawMasks(m_rowFrames,
                                    {encoder.timeMaskProbability, static_cast<std::size_t>(encoder.timeMaskLength),
                                     encoder.timeMaskProbability > 0.0 ? kFewestTimeMasks : 0},
                                    *m_random);
        const auto rows = frames.size(0);
        const auto place = [&](const std::vector<std::vector<std::size_t>>& spans, std::int64_t width) {
            auto where = torch::zeros({rows, width}, torch::kBool);
            auto* flags = where.data_ptr<bool>();
            for (std::int64_t row = 0; row < rows; ++row) {
                for (const auto each : spans[static_cast<std::size_t>(row)])
                    flags[row * width + static_cast<std::int64_t>(each)] = true;
            }
            return where.to(frames.device());
        };
        result = torch::where(place(time, frames.size(1)).unsqueeze(2), masked.to(frames.scalar_type()), result);
        const std::vector<std::size_t> widths(static_cast<std::size_t>(rows), static_cast<std::size_t>(frames.size(2)));
        const auto channels = drawMasks(
            widths, {encoder.channelMaskProbability, static_cast<std::size_t>(encoder.channelMaskLength), 0}, *m_random);
        return result.masked_fill(place(channels, frames.size(2)).unsqueeze(1), 0.0);
    }

    void setLearning() {
        const bool frozen = m_update < m_task.settings.frozenUpdates;
        models::TrainedParts parts;
        parts.convolutions = m_task.settings.encoder.start.empty();
        parts.projection = parts.layers = !frozen;
        if (frozen) parts.convolutions = false;
        m_network->train(parts);
    }

    /// Of each utterance of a batch, by what the updates at hand learn.
    [[nodiscard]] torch::Tensor lossesOf(const std::vector<std::size_t>& batch, const models::EncoderBatch& input,
                                         const std::vector<std::vector<int>>& labels) {
        const auto frames = m_network->frames(input.samples);
        m_rowFrames.assign(frames.begin(), frames.end());
        const int spectral = m_task.settings.spectralStartUpdates;
        const bool hears = m_update < spectral;
        torch::Tensor outputs;
        {
            const HalfPrecision half(m_narrow, m_device);
            const auto samples = input.input.to(m_device);
            outputs = hears ? m_network->waveFeatures(samples, input.samples) : m_network->outputs(samples, input.samples);
        }
        if (hears) {
            std::vector<std::span<const float>> sounds;
            for (std::size_t row = 0; row < batch.size(); ++row)
                sounds.emplace_back(input.input[static_cast<std::int64_t>(row)].const_data_ptr<float>(),
                                    static_cast<std::size_t>(input.samples[row]));
            return m_spectral->losses(outputs, sounds, frames);
        }
        if (m_update < spectral + m_task.settings.flatStartUpdates)
            return alignmentLosses(outputs, evenAlignments(batch, frames));
        return unitLosses(outputs, frames, labels);
    }

    [[nodiscard]] std::vector<std::vector<int>> evenAlignments(const std::vector<std::size_t>& batch,
                                                               const nn::Lengths& frames) const {
        const auto hop = static_cast<std::size_t>(m_network->config().stride());
        std::vector<std::vector<int>> alignments;
        for (std::size_t row = 0; row < batch.size(); ++row) {
            const auto& utterance = m_task.data.utterances[m_task.fold.train[batch[row]]];
            alignments.push_back(
                evenAlignment(utterance.samples, static_cast<std::size_t>(frames[row]), hop, utterance.labels));
        }
        return alignments;
    }

    /// The summed losses of a batch, whose gradients are added up.
    core::Result<double> addBatch(const std::vector<std::size_t>& batch) {
        std::vector<std::span<const float>> sounds;
        std::vector<std::vector<int>> labels;
        for (const auto i : batch) {
            const auto& utterance = m_task.data.utterances[m_task.fold.train[i]];
            sounds.emplace_back(utterance.samples);
            labels.push_back(utterance.labels);
        }
        const auto input = models::encoderBatch(sounds, m_network->config(), paddedSamples(m_samples[batch.front()], kGrid));
        const auto losses = lossesOf(batch, input, labels);
        const double sum = losses.sum().item<double>();
        if (!std::isfinite(sum)) {
            return core::fail(core::ErrorKind::Failed,
                              {TRANSLATABLE("Engine",
                                            "The loss became infinite or undefined in update %1, in a batch with the utterance "
                                            "%2. Lower the learning rate."),
                               {std::to_string(m_update + 1), m_task.data.utterances[m_task.fold.train[batch.front()]].id}});
        }
        losses.sum().backward();
        return sum;
    }

    core::Status step() {
        setLearning();
        m_network->setGenerator(generator());
        core::Random random(seedOf("masks", m_update));
        m_random = &random;
        for (auto& [name, parameter] : m_parameters) parameter.mutable_grad().reset();
        std::size_t utterances = 0;
        double sum = 0.0;
        for (int i = 0; i < m_task.settings.accumulate; ++i) {
            const auto batch = nextBatch();
            const auto added = addBatch(batch);
            if (!added) return core::fail(added.error());
            sum += *added;
            utterances += batch.size();
        }
        for (auto& [name, parameter] : m_parameters) {
            if (parameter.grad().defined()) parameter.mutable_grad().div_(static_cast<double>(utterances));
        }
        const auto& settings = m_task.settings;
        const RateSchedule schedule{"tri-stage",      settings.learningRate, settings.warmupShare, settings.holdShare,
                                    settings.updates, settings.firstShare,   settings.lastShare};
        m_rate = schedule.at(m_update);
        for (auto& group : m_adam->param_groups()) static_cast<torch::optim::AdamOptions&>(group.options()).lr(m_rate);
        m_adam->step();
        ++m_update;
        m_lossSum += sum;
        m_lossCount += utterances;
        return {};
    }

    [[nodiscard]] std::optional<backend::UnitLook> lookAt(std::span<const std::size_t> places) {
        if (places.empty()) return {};
        core::Progress silent(m_progress.stopToken());
        const auto heard = listenTo(m_network, m_task, places, silent);
        analysis::EditCounts with;
        analysis::EditCounts without;
        std::vector<int> truth;
        std::vector<int> predicted;
        for (const auto& each : heard.votes) {
            with += backend::unitErrorsOf(each, true);
            without += backend::unitErrorsOf(each, false);
            truth.push_back(each.truth);
            predicted.push_back(each.predicted);
        }
        const auto matrix = analysis::confusionMatrix(truth, predicted, m_task.data.tags.size());
        return backend::UnitLook{heard.loss, with.rate(), without.rate(), analysis::unweightedAverageRecall(matrix)};
    }

    void look() {
        backend::UnitEpoch epoch;
        epoch.update = m_update;
        epoch.trainLoss = m_lossCount > 0 ? m_lossSum / static_cast<double>(m_lossCount) : 0.0;
        epoch.learningRate = m_rate;
        m_lossSum = 0.0;
        m_lossCount = 0;
        const bool last = m_update == m_task.settings.updates;
        if (m_task.settings.evaluateEvery > 0 || last) {
            epoch.validation = lookAt(m_task.fold.validation);
            epoch.heldOut = lookAt(m_task.fold.heldOut);
        }
        epoch.seconds = m_earlierSeconds + std::chrono::duration<double>(Clock::now() - m_started).count();
        m_trained.epochs.push_back(epoch);
        const bool chosen = m_task.settings.selectBy == "validation" && epoch.validation;
        const double score = chosen ? epoch.validation->unitErrors : -static_cast<double>(m_update);
        if (!(score < m_bestScore)) return;
        m_bestScore = score;
        m_trained.bestUpdate = m_update;
        m_trained.state = nn::stateOf(*m_network);
    }

    /// Everything that must be equal for a checkpoint to be continued.
    [[nodiscard]] std::string identity() const {
        auto settings = m_task.settings;
        settings.title.clear();
        settings.corpusFolders.clear();
        settings.precision = m_trained.precision;
        return core::sha256(m_task.device + ";" + std::to_string(m_task.threads) + ";" + m_task.data.fingerprint(m_task.fold) +
                            ";" + formatUnitEmotionExperiment(settings));
    }

    /// A finished training keeps the chosen weights alone.
    core::Status writeCheckpoint() const {
        if (m_task.checkpoint.empty()) return {};
        nn::StateDict state;
        const bool finished = m_update == m_task.settings.updates;
        if (!finished) {
            state.append("live.", nn::stateOf(*m_network));
            storeMoments(state);
            if (m_spectral) state.append(kSpectral, nn::stateOf(*m_spectral->layer()));
        }
        const bool same = !finished && m_trained.bestUpdate == m_update;  // then it is live
        if (!same) state.append("best.", m_trained.state);
        std::string epochs;
        for (const auto& each : m_trained.epochs) epochs += lookText(each);
        return nn::saveStateDict(m_task.checkpoint, state,
                                 {{"identity", m_identity},
                                  {"update", std::to_string(m_update)},
                                  {"epoch", std::to_string(m_epoch)},
                                  {"next", std::to_string(m_next)},
                                  {"best_update", std::to_string(m_trained.bestUpdate)},
                                  {"best_score", core::numberText(m_bestScore)},
                                  {"looks", epochs}});
    }

    void storeMoments(nn::StateDict& state) const {
        for (const auto& [name, parameter] : m_parameters) {
            const auto found = m_adam->state().find(parameter.unsafeGetTensorImpl());
            if (found == m_adam->state().end()) continue;
            const auto& moments = static_cast<const torch::optim::AdamParamState&>(*found->second);
            state.entries.push_back(nn::toEntry("moment1." + name, moments.exp_avg()));
            state.entries.push_back(nn::toEntry("moment2." + name, moments.exp_avg_sq()));
            state.entries.push_back({"steps." + name, {1}, {static_cast<float>(moments.step())}});  // exact below 2^24
        }
    }

    void restoreMoments(const nn::StateDict& state) {
        const torch::NoGradGuard noGrad;
        for (const auto& [name, parameter] : m_parameters) {
            const auto* first = state.find("moment1." + name);
            const auto* second = state.find("moment2." + name);
            const auto* steps = state.find("steps." + name);
            if (first == nullptr || second == nullptr || steps == nullptr || steps->values.empty()) continue;
            auto moments = std::make_unique<torch::optim::AdamParamState>();
            moments->step(static_cast<std::int64_t>(steps->values.front()));
            moments->exp_avg(nn::toTensor(*first).to(parameter.device()));
            moments->exp_avg_sq(nn::toTensor(*second).to(parameter.device()));
            m_adam->state()[parameter.unsafeGetTensorImpl()] = std::move(moments);
        }
    }

    core::Status readCheckpoint() {
        std::error_code code;
        if (m_task.checkpoint.empty() || !std::filesystem::exists(m_task.checkpoint, code)) return {};
        auto loaded = nn::loadStateDict(m_task.checkpoint);
        if (!loaded) return core::fail(loaded.error());
        auto& metadata = loaded->metadata;
        const auto number = [&](const char* key) { return core::parseNumber(metadata[key]).value_or(0.0); };
        if (metadata["identity"] != m_identity || !readLooks(metadata["looks"], m_trained.epochs)) {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE(
                     "Engine",
                     "The checkpoint %1 belongs to other settings, data, device or number of threads. Start a new run."),
                 {m_task.checkpoint.string()}});
        }
        m_update = static_cast<int>(number("update"));
        m_epoch = static_cast<int>(number("epoch"));
        m_next = static_cast<std::size_t>(number("next"));
        m_trained.bestUpdate = static_cast<int>(number("best_update"));
        m_bestScore = core::parseNumber(metadata["best_score"]).value_or(std::numeric_limits<double>::infinity());
        m_earlierSeconds = m_trained.epochs.empty() ? 0.0 : m_trained.epochs.back().seconds;
        const auto live = loaded->state.part("live.");
        m_trained.state = loaded->state.part("best.");
        if (m_trained.state.entries.empty()) m_trained.state = live;
        planEpoch();
        if (live.entries.empty()) return {};
        if (auto status = nn::loadState(*m_network, live, m_task.checkpoint.string()); !status) return status;
        restoreMoments(loaded->state);
        if (!m_spectral) return {};
        return nn::loadState(*m_spectral->layer(), loaded->state.part(kSpectral), m_task.checkpoint.string());
    }

    const UnitEmotionTask& m_task;
    const std::function<void(const backend::UnitEpoch&)>& m_looked;
    core::Progress& m_progress;
    torch::Device m_device;
    models::SpeechEncoder m_network;
    std::vector<std::pair<std::string, torch::Tensor>> m_parameters;
    std::optional<SpectralStart> m_spectral;
    std::unique_ptr<torch::optim::Adam> m_adam;
    bool m_narrow = false;
    std::vector<std::size_t> m_samples;  ///< of the training utterances
    std::size_t m_most = 0;              ///< samples of a batch
    std::vector<std::vector<std::size_t>> m_batches;
    std::size_t m_next = 0;  ///< batch of this epoch
    int m_epoch = 0;
    int m_update = 0;
    double m_rate = 0.0;
    double m_lossSum = 0.0;
    std::size_t m_lossCount = 0;
    core::Random* m_random = nullptr;      ///< of this update's masks
    std::vector<std::size_t> m_rowFrames;  ///< valid frames of the batch at hand
    std::string m_identity;
    TrainedUnits m_trained;
    double m_bestScore = std::numeric_limits<double>::infinity();
    double m_earlierSeconds = 0.0;
    Clock::time_point m_started;
};

/// What throws becomes an error.
template <typename Work>
auto guarded(int threads, core::Progress& progress, Work work) -> decltype(work()) {
    try {
        nn::useThreads(threads);
        const nn::InterruptScope interrupt(progress.stopToken());
        return work();
    } catch (const nn::Interrupted&) {
        return core::cancelled();
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace

core::Result<TrainedUnits> trainUnits(const UnitEmotionTask& task, const std::function<void(const backend::UnitEpoch&)>& looked,
                                      core::Progress& progress) {
    return guarded(task.threads, progress, [&]() -> core::Result<TrainedUnits> {
        auto encoder = task.settings.encoder;
        encoder.start = experiment::seededStart(encoder.start, task.settings.seed);
        auto network =
            makeUnitNetwork(encoder, task.data.inventory, task.modelsFolder, core::deriveSeed(task.settings.seed, "weights"));
        if (!network) return core::fail(network.error());
        return Training(task, std::move(*network), looked, progress).run();
    });
}

core::Result<std::vector<backend::VotedUtterance>> testUnits(const UnitEmotionTask& task, const TrainedUnits& trained,
                                                             core::Progress& progress) {
    return guarded(task.threads, progress, [&]() -> core::Result<std::vector<backend::VotedUtterance>> {
        auto network = models::makeSpeechEncoder(trained.network, 0);
        if (auto loaded = nn::loadState(*network, trained.state, "network"); !loaded) return core::fail(loaded.error());
        network->to(torch::Device(task.device));
        auto heard = listenTo(network, task, task.fold.test, progress);
        for (std::size_t i = 0; i < heard.votes.size(); ++i)
            heard.votes[i].seenText = task.data.isSeen(task.fold, task.data.utterances[task.fold.test[i]]);
        return std::move(heard.votes);
    });
}

}  // namespace prososcope::training
