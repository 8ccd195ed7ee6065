// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Inference.h"

#include "engine/core/Hash.h"
#include "engine/features/FeatureSet.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/Augmentation.h"
#include "engine/training/Evaluation.h"

#include <algorithm>

namespace prososcope::training {

namespace {

class LogMelModel : public backend::EmotionModel {
public:
    LogMelModel(store::ModelCard card, const features::FeatureSet& set, models::LogMelNetwork network, const std::string& device, int threads)
        : m_card(std::move(card)), m_set(set), m_network(std::move(network)), m_device(device), m_threads(threads) {}

    [[nodiscard]] const store::ModelCard& card() const override { return m_card; }

    core::Result<backend::Posteriors> predict(std::span<const float> mono) override {
        core::Progress silent;
        const std::span<const float> one[] = {mono};
        auto many = predictMany(one, silent);
        if (!many) return core::fail(many.error());
        return std::move(many->front());
    }

    core::Result<std::vector<backend::Posteriors>> predictMany(std::span<const std::span<const float>> monos, core::Progress& progress) override {
        std::vector<std::vector<float>> inputs;
        inputs.reserve(monos.size());
        core::Progress features = progress.part(0.0, 0.3);
        for (const auto& mono : monos) {
            if (progress.stopRequested()) return core::cancelled();
            if (mono.empty()) {
                return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "The sound is empty: there is nothing to predict from.")});
            }
            auto matrix = m_set.compute(mono);
            if (!matrix) return core::fail(matrix.error());
            inputs.push_back(makeEvaluationInput(matrix->values, m_network->settings()));
            features.report(static_cast<double>(inputs.size()) / static_cast<double>(monos.size()));
        }
        try {
            nn::useThreads(m_threads);
            core::Progress rest = progress.part(0.3, 1.0);
            return posteriorsOf(m_network, inputs, m_device, rest);
        } catch (const std::exception& exception) {
            return core::fail(nn::torchError(exception));
        }
    }

private:
    store::ModelCard m_card;
    const features::FeatureSet& m_set;
    models::LogMelNetwork m_network;
    torch::Device m_device;
    int m_threads;
};

/// A stranger's card must not make the program allocate gigabytes.
bool plausible(const models::LogMelNetworkSettings& s) {
    const auto within = [](int value, int largest) { return value >= 1 && value <= largest; };
    return within(s.classes, 1000) && s.bands == 80 && within(s.channels1, 1024) && within(s.channels2, 1024) && within(s.channels3, 1024) &&
           within(s.channels4, 1024) && within(s.projection, 4096) && within(s.hidden, 4096) && within(s.attention, 4096) &&
           s.dynamicRangeDb > 1.0 && s.dynamicRangeDb <= 200.0 && within(s.shortestFrames, 10000);
}

}  // namespace

core::Result<std::vector<std::vector<float>>> predictFeatures(const nn::StateDict& state, const models::LogMelNetworkSettings& settings,
                                                              const std::vector<features::FeatureMatrixPtr>& utterances,
                                                              const std::string& device, int threads, core::Progress& progress) {
    try {
        nn::useThreads(threads);
        models::LogMelNetwork network(settings);
        if (auto loaded = nn::loadState(*network, state, "network"); !loaded) return core::fail(loaded.error());
        network->to(torch::Device(device));
        std::vector<std::vector<float>> inputs;
        for (const auto& utterance : utterances) inputs.push_back(makeEvaluationInput(utterance->values, settings));
        return posteriorsOf(network, inputs, torch::Device(device), progress);
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

core::Result<std::unique_ptr<backend::EmotionModel>> openModel(const store::ModelEntry& entry, const std::string& device, int threads) {
    const auto& card = entry.card;
    const std::string file = entry.tensors.string();
    if (card.kind != "logmel-network") {
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 is of the kind %2, which this program cannot open."), {file, card.kind}});
    }
    const auto settings = models::LogMelNetworkSettings::from(card.settings, static_cast<int>(card.classes.size()));
    auto set = features::featureSet(card.featureSet);
    if (!set) return core::fail(set.error());
    if (!plausible(settings) || (*set)->parameters() != card.featureParameters || (*set)->rateHz() != card.rateHz) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The card of %1 asks for sizes or features that this program does not have. Get the model again."), {file}});
    }
    core::Progress silent;
    auto hash = core::hashFile(entry.tensors, silent);
    if (!hash) return core::fail(hash.error());
    if (*hash != card.tensorsSha256) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is not the file that its card describes: it was changed or cut short. Get the model again."), {file}});
    }
    auto loaded = nn::loadStateDict(entry.tensors);
    if (!loaded) return core::fail(loaded.error());
    if (auto known = checkDevice(device); !known) return core::fail(known.error());
    try {
        nn::useThreads(threads);
        models::LogMelNetwork network(settings);
        if (auto fits = nn::loadState(*network, loaded->state, file); !fits) return core::fail(fits.error());
        network->to(torch::Device(device));
        network->eval();
        return std::make_unique<LogMelModel>(card, **set, std::move(network), device, threads);
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

core::Status saveModel(const nn::StateDict& state, const std::filesystem::path& stem, store::ModelCard card) {
    auto tensors = stem;
    tensors += ".safetensors";
    auto json = stem;
    json += ".json";
    if (auto saved = nn::saveStateDict(tensors, state, {{"kind", card.kind}}); !saved) return saved;
    core::Progress silent;
    auto hash = core::hashFile(tensors, silent);
    if (!hash) return core::fail(hash.error());
    card.tensorsSha256 = *hash;
    return store::writeModelCard(json, card);
}

std::string bestDevice() { return torch::cuda::is_available() ? "cuda:0" : "cpu"; }

core::Status checkDevice(const std::string& device) {
    if (device == "cpu") return {};
    if (device.starts_with("cuda") && torch::cuda::is_available()) return {};
    return core::fail(core::ErrorKind::Unavailable,
                      {TRANSLATABLE("Engine", "The device %1 is not available on this machine. Choose cpu."), {device}});
}

}  // namespace prososcope::training
