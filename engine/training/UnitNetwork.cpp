// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/UnitNetwork.h"

#include <cmath>
#include <map>

#include "engine/checkpoints/EncoderStart.h"
#include "engine/checkpoints/UnitEncoder.h"
#include "engine/core/Random.h"
#include "engine/models/speech_encoder/LoadEncoder.h"
#include "engine/nn/ModuleState.h"
#include "engine/store/Safetensors.h"
#include "engine/training/Inference.h"

namespace prososcope::training {

namespace {

using checkpoints::EncoderConfig;

void setTraining(EncoderConfig& config, const experiment::UnitEncoderSettings& settings) {
    config.hiddenDropout = settings.hiddenDropout;
    config.attentionDropout = settings.attentionDropout;
    config.activationDropout = settings.activationDropout;
    config.projectionDropout = 0.0;
    config.finalDropout = settings.finalDropout;
    config.layerDrop = settings.layerDrop;
}

core::Result<models::SpeechEncoder> startEncoder(const std::string& name, const std::filesystem::path& modelsFolder) {
    const auto start = checkpoints::openEncoderStart(name, modelsFolder);
    if (!start) return core::fail(start.error());
    if (start->config.family != checkpoints::EncoderFamily::Wav2Vec2 || !checkpoints::hasUsualConvolutions(start->config))
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 is no wav2vec 2.0 with the usual convolutions, which the units need."), {name}});
    return models::loadSpeechEncoder(start->config, start->tensors, start->file);
}

/// Xavier-uniform, as fairseq's last layer begins.
torch::Tensor newHead(const std::vector<std::int64_t>& shape, std::uint64_t seed) {
    if (shape.size() < 2) return torch::zeros(shape);
    const double bound = std::sqrt(6.0 / static_cast<double>(shape[0] + shape[1]));
    const auto generator = at::make_generator<at::CPUGeneratorImpl>(core::deriveSeed(seed, "last layer"));
    return (torch::rand(shape, generator) * 2.0 - 1.0) * bound;
}

}  // namespace

EncoderConfig unitEncoderConfig(const experiment::UnitEncoderSettings& settings, const phonetics::UnitInventory& inventory) {
    EncoderConfig config;
    checkpoints::setUsualConvolutions(config, settings.channels);
    config.hidden = settings.width;
    config.layers = settings.layers;
    config.heads = settings.heads;
    config.feedForward = settings.feedForward;
    config.positionKernel = settings.positionKernel;
    config.positionGroups = settings.positionGroups;
    config.preNorm = config.convolutionBias = settings.layerNormed;
    config.convolutionNorm = settings.layerNormed ? checkpoints::ConvolutionNorm::Layer : checkpoints::ConvolutionNorm::Group;
    setTraining(config, settings);
    checkpoints::setUnitHead(config, inventory);
    return config;
}

core::Result<models::SpeechEncoder> makeUnitNetwork(const experiment::UnitEncoderSettings& settings,
                                                    const phonetics::UnitInventory& inventory,
                                                    const std::filesystem::path& modelsFolder, std::uint64_t seed) {
    if (settings.start.empty()) return models::makeSpeechEncoder(unitEncoderConfig(settings, inventory), seed);
    auto start = startEncoder(settings.start, modelsFolder);
    if (!start) return core::fail(start.error());
    auto config = (*start)->config();
    setTraining(config, settings);
    checkpoints::setUnitHead(config, inventory);
    std::map<std::string, torch::Tensor> known;
    for (const auto& [name, tensor] : nn::namedState(**start)) known[name] = tensor;
    const torch::NoGradGuard noGrad;
    const auto drawn = models::makeSpeechEncoder(config, seed);
    for (const auto& [name, tensor] : nn::namedState(*drawn)) {
        if (name.starts_with("lm_head"))
            tensor.copy_(newHead(tensor.sizes().vec(), seed));
        else if (const auto found = known.find(name); found != known.end())
            tensor.copy_(found->second);
    }
    return drawn;
}

core::Status saveUnitNetwork(const nn::StateDict& state, const phonetics::UnitInventory& inventory,
                             const std::filesystem::path& stem, store::ModelCard card) {
    auto tensors = stem;
    tensors += ".safetensors";
    if (auto saved = nn::saveStateDict(tensors, state, {{checkpoints::kUnitsKey, inventory.format()}, {"kind", card.kind}});
        !saved)
        return saved;
    return writeCard(stem, std::move(card));
}

core::Result<StoredUnitNetwork> loadUnitNetwork(const store::ModelEntry& entry) {
    const auto file = entry.tensors.string();
    if (auto same = checkTensorsHash(entry); !same) return core::fail(same.error());
    const auto safetensors = store::SafetensorsFile::open(entry.tensors);
    if (!safetensors) return core::fail(safetensors.error());
    const auto units = safetensors->metadata().find(checkpoints::kUnitsKey);
    const auto inventory =
        phonetics::UnitInventory::parse(units == safetensors->metadata().end() ? std::string() : units->second, file);
    if (!inventory) return core::fail(inventory.error());
    const auto config = checkpoints::unitEncoderConfigOf(entry.card, *inventory, file);
    if (!config) return core::fail(config.error());
    auto network = models::loadSpeechEncoder(*config, safetensors->tensors(), file);
    if (!network) return core::fail(network.error());
    return StoredUnitNetwork{std::move(*network), *inventory};
}

}  // namespace prososcope::training
