// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Inference.h"

#include "engine/backend/UnitRegression.h"
#include "engine/core/Hash.h"
#include "engine/features/FeatureSet.h"
#include "engine/nn/ModuleState.h"
#include "engine/store/ModelFiles.h"
#include "engine/training/Augmentation.h"
#include "engine/training/BatchModel.h"
#include "engine/training/Encoders.h"
#include "engine/training/Evaluation.h"
#include "engine/training/FinalModel.h"
#include "engine/training/FutureHeads.h"
#include "engine/training/SpeechEncoders.h"
#include "engine/training/StoredAutoencoder.h"
#include "engine/training/StoredNetworks.h"

namespace prososcope::training {

namespace {

class LogMelModel : public BatchModel {
public:
    LogMelModel(store::ModelCard card, const features::FeatureSet& set, models::LogMelNetwork network,
                const std::string& device, int threads)
        : BatchModel(std::move(card)), m_set(set), m_network(std::move(network)), m_device(device), m_threads(threads) {}

    core::Result<std::vector<backend::Posteriors>> predictMany(std::span<const std::span<const float>> monos,
                                                               core::Progress& progress) override {
        try {
            std::vector<std::vector<float>> inputs;
            inputs.reserve(monos.size());
            core::Progress features = progress.part(0.0, 0.3);
            for (const auto& mono : monos) {
                if (progress.stopRequested()) return core::cancelled();
                if (auto sound = checkSound(mono); !sound) return core::fail(sound.error());
                auto matrix = m_set.compute(mono);
                if (!matrix) return core::fail(matrix.error());
                inputs.push_back(makeEvaluationInput(matrix->values, m_network->settings()));
                features.report(static_cast<double>(inputs.size()) / static_cast<double>(monos.size()));
            }
            nn::useThreads(m_threads);
            core::Progress rest = progress.part(0.3, 1.0);
            return posteriorsOf(m_network, inputs, m_device, rest);
        } catch (const std::exception& exception) {
            return core::fail(nn::torchError(exception));
        }
    }

private:
    const features::FeatureSet& m_set;
    models::LogMelNetwork m_network;
    torch::Device m_device;
    int m_threads;
};

}  // namespace

core::Result<std::vector<std::vector<float>>> predictFeatures(const nn::StateDict& state,
                                                              const models::LogMelNetworkSettings& settings,
                                                              const std::vector<features::FeatureMatrixPtr>& utterances,
                                                              const std::string& device, int threads,
                                                              core::Progress& progress) {
    try {
        nn::useThreads(threads);
        auto network = models::makeLogMelNetwork(settings, 0);
        if (auto loaded = nn::loadState(*network, state, "network"); !loaded) return core::fail(loaded.error());
        network->to(torch::Device(device));
        std::vector<std::vector<float>> inputs;
        for (const auto& utterance : utterances) inputs.push_back(makeEvaluationInput(utterance->values, settings));
        return posteriorsOf(network, inputs, torch::Device(device), progress);
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

core::Status checkTensorsHash(const store::ModelEntry& entry) { return store::checkTensors(entry); }

core::Status writeCard(const std::filesystem::path& stem, store::ModelCard card) {
    auto tensors = stem;
    tensors += ".safetensors";
    auto json = stem;
    json += ".json";
    core::Progress silent;
    auto hash = core::hashFile(tensors, silent);
    if (!hash) return core::fail(hash.error());
    card.tensorsSha256 = *hash;
    return store::writeModelCard(json, card);
}

core::Result<std::unique_ptr<backend::EmotionModel>> openModel(const store::ModelEntry& entry, const std::string& device,
                                                               int threads) {
    const auto& card = entry.card;
    if (experiment::isClassical(card.kind)) return openClassicalModel(entry, threads);
    if (card.kind == backend::kUnitRegressionKind) {
        Encoders encoders;
        return backend::openUnitRegression(entry, encoders, device, threads);
    }
    if (card.kind == checkpoints::kSpeechEncoderKind) return openSpeechEmotionModel(entry, device, threads);
    if (card.kind == experiment::kFuturePrediction) return openFutureEmotionModel(entry, device, threads);
    if (card.kind == experiment::kAdversarialAutoencoder) return openAutoencoderModel(entry, device, threads);
    if (card.kind != kLogMelKind) {
        return core::fail(
            core::ErrorKind::BadInput,
            {card.kind == kGcuKind || card.kind == kLasKind
                 ? TRANSLATABLE("Engine", "%1 is of the kind %2: it writes down what is said, and knows no emotions.")
                 : TRANSLATABLE("Engine", "%1 is of the kind %2, which this program cannot open."),
             {entry.tensors.string(), card.kind}});
    }
    if (auto known = checkDevice(device); !known) return core::fail(known.error());
    try {
        nn::useThreads(threads);
        auto stored = loadLogMelNetwork(entry);
        if (!stored) return core::fail(stored.error());
        stored->network->to(torch::Device(device));
        return std::make_unique<LogMelModel>(card, *stored->set, std::move(stored->network), device, threads);
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

core::Status saveModel(const nn::StateDict& state, const std::filesystem::path& stem, store::ModelCard card) {
    auto tensors = stem;
    tensors += ".safetensors";
    if (auto saved = nn::saveStateDict(tensors, state, {{"kind", card.kind}}); !saved) return saved;
    return writeCard(stem, std::move(card));
}

std::string bestDevice() { return torch::cuda::is_available() ? "cuda:0" : "cpu"; }

core::Status checkDevice(const std::string& device) {
    if (device == "cpu") return {};
    if (device.starts_with("cuda") && torch::cuda::is_available()) return {};
    return core::fail(core::ErrorKind::Unavailable,
                      {TRANSLATABLE("Engine", "The device %1 is not available on this machine. Choose cpu."), {device}});
}

}  // namespace prososcope::training
