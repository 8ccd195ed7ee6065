// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Inference.h"

#include <algorithm>
#include <cmath>

#include "engine/core/Hash.h"
#include "engine/features/FeatureSet.h"
#include "engine/models/logmel_network/CheckedSettings.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/Augmentation.h"
#include "engine/training/BatchModel.h"
#include "engine/training/Evaluation.h"
#include "engine/training/FinalModel.h"

namespace prososcope::training {

namespace {

constexpr int kMostClasses = 1000;

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

/// Whether the tensors that decide a network's size are in `state` as `s` says: a card that asks for more than its file
/// holds must not cost memory. `nn::loadState` looks at the rest once the network is made.
core::Status checkSizes(const models::LogMelNetworkSettings& s, const nn::StateDict& state, const std::string& file) {
    const std::pair<const char*, std::vector<std::int64_t>> wanted[] = {
        {"convolution1.weight", {s.channels1, 1, 5, 5}},
        {"convolution2.weight", {s.channels2, s.channels1, 3, 3}},
        {"convolution3.weight", {s.channels3, s.channels2, 3, 3}},
        {"convolution4.weight", {s.channels4, s.channels3, 3, 3}},
        {"projection_norm.weight", {s.projection}},
        {"recurrent.weight_ih_l0", {3 * s.hidden, s.projection}},
        {"recurrent.weight_hh_l0", {3 * s.hidden, s.hidden}},
        {"pooling.hidden.weight", {s.attention, 2 * s.hidden}},
        {"output.weight", {s.classes, 4 * s.hidden}},
    };
    for (const auto& [name, shape] : wanted) {
        const auto* entry = state.find(name);
        if (entry != nullptr && entry->shape == shape) continue;
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 does not fit its network: the tensor %2 is missing or has another shape."),
             {file, name}});
    }
    return {};
}

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

core::Status checkTensorsHash(const store::ModelEntry& entry) {
    core::Progress silent;
    const auto hash = core::hashFile(entry.tensors, silent);
    if (!hash) return core::fail(hash.error());
    if (*hash == entry.card.tensorsSha256) return {};
    return core::fail(
        core::ErrorKind::BadInput,
        {TRANSLATABLE("Engine",
                      "%1 is not the file that its card describes: it was changed or cut short. Get the model again."),
         {entry.tensors.string()}});
}

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
    const std::string file = entry.tensors.string();
    if (experiment::isClassical(card.kind)) return openClassicalModel(entry, threads);
    if (card.kind != "logmel-network") {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is of the kind %2, which this program cannot open."), {file, card.kind}});
    }
    const auto foreign = [&](std::string details) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "The card of %1 asks for sizes or features that this program does not have. Get the model again."),
             {file}},
            std::move(details));
    };
    const auto settings = models::checkedSettings(card.settings, static_cast<int>(card.classes.size()));
    if (!settings) return foreign(settings.error().message());
    if (settings->classes < 1 || settings->classes > kMostClasses)
        return foreign(std::to_string(card.classes.size()) + " classes");
    const auto set = features::featureSet(card.featureSet);
    if (!set) return foreign(set.error().message());
    if ((*set)->name() != "logmel80" || (*set)->parameters() != card.featureParameters || (*set)->rateHz() != card.rateHz) {
        return foreign(card.featureSet + ", " + card.featureParameters + ", " + std::to_string(card.rateHz) + " Hz");
    }
    if (auto known = checkDevice(device); !known) return core::fail(known.error());
    if (auto good = checkTensorsHash(entry); !good) return core::fail(good.error());
    try {
        auto loaded = nn::loadStateDict(entry.tensors);
        if (!loaded) return core::fail(loaded.error());
        if (auto fits = checkSizes(*settings, loaded->state, file); !fits) return core::fail(fits.error());
        for (const auto& tensor : loaded->state.entries) {
            if (std::all_of(tensor.values.begin(), tensor.values.end(), [](float value) { return std::isfinite(value); }))
                continue;
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE("Engine",
                              "%1 cannot be used: its tensor %2 holds values that are no numbers. Get the model again."),
                 {file, tensor.name}});
        }
        nn::useThreads(threads);
        auto network = models::makeLogMelNetwork(*settings, 0);
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
