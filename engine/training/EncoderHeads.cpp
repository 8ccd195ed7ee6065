// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/EncoderHeads.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/checkpoints/EncoderConfigWriter.h"
#include "engine/checkpoints/EncoderTensors.h"
#include "engine/checkpoints/FairseqNames.h"
#include "engine/checkpoints/ModelImport.h"
#include "engine/core/Csv.h"
#include "engine/core/Random.h"
#include "engine/models/speech_encoder/LoadEncoder.h"
#include "engine/models/speech_encoder/UpperEncoder.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/EncoderTrainee.h"
#include "engine/training/Inference.h"

namespace prososcope::training {

namespace {

using checkpoints::EncoderFamily;

constexpr double kUsualProjector = 256.0;  // as transformers has it
constexpr double kMostProjector = 16384.0;
constexpr double kUsualSeconds = 240.0;  // that go through the layers at once
constexpr double kMostSeconds = 36000.0;

/// A weight of a new head. The probe's problem is convex: it begins with zeros, and nothing happens behind its projector.
torch::Tensor drawn(const std::string& name, const std::vector<std::int64_t>& shape, bool probe, std::uint64_t seed) {
    if (shape.size() < 2) return torch::zeros(shape);
    if (probe) return name.starts_with("classifier.") ? torch::eye(shape[0], shape[1]) : torch::zeros(shape);
    const auto generator = at::make_generator<at::CPUGeneratorImpl>(core::deriveSeed(seed, name));
    return torch::randn(shape, generator) / std::sqrt(static_cast<double>(shape[1]));
}

bool isOfHead(std::string_view name) { return name.starts_with("projector.") || name.starts_with("classifier."); }

bool isProbe(const EncoderSystem& system) {
    return system.layers == 0 && system.config.head == checkpoints::HeadKind::Classification;
}

/// What learns, with the start's weights and a new head. Throws what torch throws.
models::SpeechEncoder makeUpper(const EncoderSystem& system, std::uint64_t seed) {
    const auto& start = system.start;
    const auto match = checkpoints::matchTensors(start.config, std::span<const store::TensorView>(start.tensors));
    return models::upperEncoder(
        system.config, system.layers, [&](const std::string& name, const std::vector<std::int64_t>& shape) -> torch::Tensor {
            if (isOfHead(name)) return drawn(name, shape, isProbe(system), seed);
            const auto place = match.places.find(name);
            if (place == match.places.end()) return {};
            auto tensor = torch::empty(shape);
            const std::span<float> values(tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel()));
            static_cast<void>(start.checkpoint.readFloats(start.tensors[place->second], values));
            return tensor;
        });
}

/// Whether a tensor of the upper encoder learns: the layers and the head, not what they share with those below.
bool learns(const std::string& name) {
    return isOfHead(name) || (name.find("layers.") != std::string::npos && !name.ends_with("rel_attn_embed.weight"));
}

core::Result<int> wholeSetting(const experiment::FusionMember& member, const char* key, double absent, double lowest,
                               double highest) {
    const auto found = member.modelSettings.find(key);
    const double value = found == member.modelSettings.end() ? absent : found->second;
    if (value >= lowest && value <= highest && value == std::floor(value)) return static_cast<int>(value);
    return refuse(TRANSLATABLE("Engine", "The setting %1 = %2 of the model %3 must be a whole number from %4 to %5."),
                  {key, core::numberText(value), member.model, core::numberText(lowest), core::numberText(highest)});
}

core::Status checkKeys(const experiment::FusionMember& member) {
    for (const auto& [key, value] : member.modelSettings) {
        if (key == "layers" || key == "projector" || key == "batch_seconds") continue;
        return refuse(TRANSLATABLE("Engine", "The model %1 has no setting %2. It has layers, projector and batch_seconds."),
                      {member.model, key});
    }
    if (!member.start.empty()) return {};
    return refuse(TRANSLATABLE("Engine", "The model %1 needs an encoder to start from: write start = \"NAME\" under [model]."),
                  {member.model});
}

}  // namespace

core::Result<std::shared_ptr<const EncoderSystem>> openEncoderSystem(const experiment::FusionMember& member,
                                                                     const std::vector<std::string>& classes,
                                                                     const std::filesystem::path& modelsFolder,
                                                                     const std::string& device, std::stop_token stop,
                                                                     const std::vector<store::Dimension>& dimensions) {
    if (auto good = checkKeys(member); !good) return core::fail(good.error());
    if (auto known = checkDevice(device); !known) return core::fail(known.error());
    auto start = checkpoints::openEncoderStart(member.start, modelsFolder);
    if (!start) return core::fail(start.error());
    constexpr double kMostLayers = 1024.0;
    const auto layers = wholeSetting(member, "layers", 0.0, 0.0, kMostLayers);
    if (!layers) return core::fail(layers.error());
    if (*layers > start->config.layers) {
        return refuse(TRANSLATABLE("Engine", "The encoder %1 has %2 layers, so that its top %3 cannot be trained."),
                      {member.start, std::to_string(start->config.layers), std::to_string(*layers)});
    }
    const auto projector = wholeSetting(member, "projector", kUsualProjector, 1.0, kMostProjector);
    if (!projector) return core::fail(projector.error());
    const auto seconds = wholeSetting(member, "batch_seconds", kUsualSeconds, 1.0, kMostSeconds);
    if (!seconds) return core::fail(seconds.error());
    const int width = *layers > 0 ? *projector : static_cast<int>(classes.size());
    auto text = dimensions.empty() ? checkpoints::withClassHead(start->text, classes, width, start->file)
                                   : checkpoints::withRegressionHead(start->text, dimensions, start->file);
    if (!text) return core::fail(text.error());
    auto config = checkpoints::parseEncoderConfig(*text, start->file);
    if (!config) return core::fail(config.error());
    try {
        models::LoadEncoderSettings settings;
        settings.owner = std::make_shared<const checkpoints::Checkpoint>(start->checkpoint);
        auto network = models::loadSpeechEncoder(start->config, start->tensors, start->file, settings);
        if (!network) return core::fail(network.error());
        auto system = std::make_shared<EncoderSystem>(EncoderSystem{
            std::move(*start), *layers, static_cast<double>(*seconds), std::move(*config), std::move(*text), {}, {}});
        system->settings["layers"] = *layers;
        if (*layers > 0) system->settings["batch_seconds"] = *seconds;
        if (*layers > 0 && dimensions.empty()) system->settings["projector"] = *projector;
        system->features = std::make_shared<const EncoderFeatures>(system->start, std::move(*network), *layers, device, stop);
        return system;
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

core::Result<TrainedNetwork> trainEncoderHead(const EncoderSystem& system, const TrainingTask& task,
                                              const std::function<void(const EpochReport&)>& epochDone,
                                              core::Progress& progress) {
    try {
        auto whole = task;
        whole.settings.cropSeconds = 0.0;  // utterances as they are
        whole.settings.mixup = 0.0;
        if (system.layers > 0)
            whole.mostFrames = static_cast<std::size_t>(system.batchSeconds * system.config.rateHz /
                                                        static_cast<double>(system.config.stride()));
        nn::useThreads(task.threads);
        auto scales = valueScales(task);
        standardiseValues(whole, scales);
        EncoderTrainee trainee(whole, makeUpper(system, core::deriveSeed(task.seed, "head")), system.layers, std::move(scales));
        auto trained = trainNetwork(whole, trainee, epochDone, progress);
        if (trained) trained->state = trainee.folded(std::move(trained->state));
        return trained;
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

core::Result<std::vector<std::vector<float>>> predictEncoderHead(const EncoderSystem& system, const nn::StateDict& state,
                                                                 const std::vector<features::FeatureMatrixPtr>& utterances,
                                                                 const std::string& device, int threads,
                                                                 core::Progress& progress) {
    try {
        nn::useThreads(threads);
        auto network = makeUpper(system, 0);
        if (auto loaded = nn::loadState(*network, state, system.start.file); !loaded) return core::fail(loaded.error());
        network->to(torch::Device(device));
        return encoderOutputs(network, utterances, device, progress);
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

core::Status saveEncoderHead(const EncoderSystem& system, const nn::StateDict& state, const std::filesystem::path& stem,
                             store::ModelCard card) {
    const auto& config = system.config;
    const auto& start = system.start;
    const std::string prefix =
        config.family == EncoderFamily::Whisper ? "encoder." : std::string(checkpoints::familyPrefix(config.family));
    std::vector<store::TensorView> tensors;
    std::set<std::string> trained;
    for (const auto& entry : state.entries) {
        if (!learns(entry.name)) continue;
        const auto name = models::wholeName(config, system.layers, entry.name);
        trained.insert(name);
        tensors.push_back({isOfHead(name) ? name : prefix + name, store::TensorType::Float32, entry.shape,
                           std::as_bytes(std::span(entry.values))});
    }
    auto bare = start.config;
    const auto match = checkpoints::matchTensors(bare, std::span<const store::TensorView>(start.tensors));
    bare.head = checkpoints::HeadKind::None;
    std::set<std::string> below;
    for (const auto& tensor : checkpoints::encoderTensors(bare)) below.insert(tensor.name);
    for (const auto& [name, place] : match.places) {
        const bool norm = name.ends_with("conv.weight_g") || name.ends_with("conv.weight_v");
        if (trained.contains(name) || !(norm || below.contains(name))) continue;
        tensors.push_back(start.tensors[place]);
        tensors.back().name = prefix + name;
    }
    std::int64_t parameters = 0;
    for (const auto& tensor : tensors) parameters += static_cast<std::int64_t>(tensor.elements());
    std::stable_sort(tensors.begin(), tensors.end(), [](const auto& a, const auto& b) {
        return store::bytesPerElement(a.type) > store::bytesPerElement(b.type);
    });
    card.featureSet.clear();
    card.featureParameters.clear();
    card.rateHz = config.rateHz;
    for (const auto& [key, value] : config.cardSettings(parameters)) card.settings[key] = value;
    card.dimensions = config.dimensions;
    if (card.licence.empty()) card.licence = start.card.licence;
    const std::string what =
        system.layers > 0 ? "The top " + std::to_string(system.layers) + " layers and a new head were trained on "
                          : (isProbe(system) ? "A linear probe was trained on " : "A head of dimensions was trained on ");
    card.note = what + "the encoder " + start.card.name + ", which stayed as it was" + (system.layers > 0 ? " below." : ".");
    std::map<std::string, std::string> metadata{{checkpoints::kConfigKey, system.text.config}};
    if (!system.text.preprocessor.empty()) metadata[checkpoints::kPreprocessorKey] = system.text.preprocessor;
    auto goal = stem;
    goal += ".safetensors";
    if (auto written = store::writeSafetensors(goal, tensors, metadata); !written) return written;
    return writeCard(stem, std::move(card));
}

}  // namespace prososcope::training
