// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/UnitNetwork.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "engine/core/Random.h"
#include "engine/models/speech_encoder/LoadEncoder.h"
#include "engine/nn/ModuleState.h"
#include "engine/store/Safetensors.h"
#include "engine/training/Inference.h"

namespace prososcope::training {

namespace {

using checkpoints::ConvolutionNorm;
using checkpoints::EncoderConfig;

/// Kernels and strides of wav2vec 2.0's convolutions.
constexpr std::array<int, 7> kKernels{10, 3, 3, 3, 3, 2, 2};
constexpr std::array<int, 7> kStrides{5, 2, 2, 2, 2, 2, 2};

void setConvolutions(EncoderConfig& config, int channels) {
    config.convolutions.clear();
    for (std::size_t i = 0; i < kKernels.size(); ++i) config.convolutions.push_back({channels, kKernels[i], kStrides[i]});
}

bool hasUsualConvolutions(const EncoderConfig& config) {
    EncoderConfig usual;
    if (config.convolutions.empty()) return false;
    setConvolutions(usual, config.convolutions.front().channels);
    return std::equal(
        config.convolutions.begin(), config.convolutions.end(), usual.convolutions.begin(), usual.convolutions.end(),
        [](const auto& a, const auto& b) { return a.channels == b.channels && a.kernel == b.kernel && a.stride == b.stride; });
}

void setHead(EncoderConfig& config, const phonetics::UnitInventory& inventory) {
    config.architecture = "Wav2Vec2ForCTC";
    config.head = checkpoints::HeadKind::Ctc;
    config.headKnown = true;
    config.vocabulary = inventory.symbols();
    config.blank = phonetics::UnitInventory::kBlank;
    config.labels.clear();
    config.dimensions.clear();
}

void setTraining(EncoderConfig& config, const experiment::UnitEncoderSettings& settings) {
    config.hiddenDropout = settings.hiddenDropout;
    config.attentionDropout = settings.attentionDropout;
    config.activationDropout = settings.activationDropout;
    config.projectionDropout = 0.0;
    config.finalDropout = settings.finalDropout;
    config.layerDrop = settings.layerDrop;
}

core::Error foreign(const std::string& file, const std::string& why) {
    return {core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 is no model of this program: %2."), {file, why}}, {}};
}

/// Where an encoder lies on disk, and what its configuration says.
struct StartFiles {
    std::filesystem::path tensors;
    checkpoints::EncoderConfigText text;
};

/// A folder in the Hugging Face layout, or a model of the workspace, whose tensors have the texts of its configuration with
/// them.
core::Result<StartFiles> startFiles(const std::string& start, const std::filesystem::path& modelsFolder) {
    std::error_code code;
    if (std::filesystem::is_directory(start, code)) {
        auto text = checkpoints::readEncoderConfigText(start);
        if (!text) return core::fail(text.error());
        return StartFiles{std::filesystem::path(start) / "model.safetensors", std::move(*text)};
    }
    const auto entry = store::findModel(start, modelsFolder);
    if (!entry) return core::fail(entry.error());
    if (entry->card.kind != checkpoints::kSpeechEncoderKind)
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 is of the kind %2, and no speech encoder to start from."), {start, entry->card.kind}});
    const auto file = store::SafetensorsFile::map(entry->tensors);
    if (!file) return core::fail(file.error());
    const auto text = [&](const char* key) {
        const auto found = file->metadata().find(key);
        return found == file->metadata().end() ? std::string() : found->second;
    };
    return StartFiles{entry->tensors, {text("config"), text("preprocessor"), text("vocabulary")}};
}

core::Result<models::SpeechEncoder> startEncoder(const std::string& start, const std::filesystem::path& modelsFolder) {
    const auto files = startFiles(start, modelsFolder);
    if (!files) return core::fail(files.error());
    auto config = checkpoints::parseEncoderConfig(files->text, files->tensors.string());
    if (!config) return core::fail(config.error());
    if (config->family != checkpoints::EncoderFamily::Wav2Vec2 || !hasUsualConvolutions(*config))
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 is no wav2vec 2.0 with the usual convolutions, which the units need."), {start}});
    const auto file = store::SafetensorsFile::map(files->tensors);
    if (!file) return core::fail(file.error());
    std::vector<std::string> names;
    for (const auto& tensor : file->tensors()) names.push_back(tensor.name);
    checkpoints::settleHead(*config, names);
    return models::loadSpeechEncoder(*config, file->tensors(), files->tensors.string());
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
    setConvolutions(config, settings.channels);
    config.hidden = settings.width;
    config.layers = settings.layers;
    config.heads = settings.heads;
    config.feedForward = settings.feedForward;
    config.positionKernel = settings.positionKernel;
    config.positionGroups = settings.positionGroups;
    config.preNorm = config.convolutionBias = settings.layerNormed;
    config.convolutionNorm = settings.layerNormed ? ConvolutionNorm::Layer : ConvolutionNorm::Group;
    setTraining(config, settings);
    setHead(config, inventory);
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
    setHead(config, inventory);
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

std::map<std::string, double> cardSettingsOf(const EncoderConfig& config) {
    return {{"channels", config.convolutions.front().channels},
            {"convolution_bias", config.convolutionBias ? 1.0 : 0.0},
            {"layer_normed_convolutions", config.convolutionNorm == ConvolutionNorm::Layer ? 1.0 : 0.0},
            {"layers", config.layers},
            {"width", config.hidden},
            {"heads", config.heads},
            {"feed_forward", config.feedForward},
            {"pre_norm", config.preNorm ? 1.0 : 0.0},
            {"layer_norm_eps", config.layerNormEps},
            {"position_kernel", config.positionKernel},
            {"position_groups", config.positionGroups},
            {"normalised_input", config.normalise ? 1.0 : 0.0},
            {"normalise_eps", config.normaliseEps}};
}

core::Result<EncoderConfig> configOf(const store::ModelCard& card, const phonetics::UnitInventory& inventory,
                                     const std::string& file) {
    EncoderConfig config;
    std::string problem;
    const auto number = [&](const char* name, double lowest, double highest) {
        const auto found = card.settings.find(name);
        const bool good = found != card.settings.end() && found->second >= lowest && found->second <= highest;
        if (!good && problem.empty()) problem = name;
        return good ? found->second : lowest;
    };
    const auto whole = [&](const char* name, int highest) {
        const double value = number(name, 1.0, highest);
        if (value != std::floor(value) && problem.empty()) problem = name;
        return static_cast<int>(value);
    };
    const auto flag = [&](const char* name) { return number(name, 0.0, 1.0) > 0.5; };
    setConvolutions(config, whole("channels", 4096));
    config.convolutionBias = flag("convolution_bias");
    config.convolutionNorm = flag("layer_normed_convolutions") ? ConvolutionNorm::Layer : ConvolutionNorm::Group;
    config.layers = whole("layers", 96);
    config.hidden = whole("width", 8192);
    config.heads = whole("heads", 256);
    config.feedForward = whole("feed_forward", 32768);
    config.preNorm = flag("pre_norm");
    config.layerNormEps = number("layer_norm_eps", 0.0, 1.0);
    config.positionKernel = whole("position_kernel", 1024);
    config.positionGroups = whole("position_groups", 1024);
    config.normalise = flag("normalised_input");
    config.normaliseEps = number("normalise_eps", 0.0, 1.0);
    if (problem.empty() && config.hidden % config.heads != 0) problem = "heads";
    if (problem.empty() && config.hidden % config.positionGroups != 0) problem = "position_groups";
    if (!problem.empty()) return core::fail(foreign(file, "\"" + problem + "\""));
    setHead(config, inventory);
    return config;
}

core::Status saveUnitNetwork(const nn::StateDict& state, const phonetics::UnitInventory& inventory,
                             const std::filesystem::path& stem, store::ModelCard card) {
    auto tensors = stem;
    tensors += ".safetensors";
    if (auto saved = nn::saveStateDict(tensors, state, {{"units", inventory.format()}, {"kind", card.kind}}); !saved)
        return saved;
    return writeCard(stem, std::move(card));
}

core::Result<StoredUnitNetwork> loadUnitNetwork(const store::ModelEntry& entry) {
    const auto file = entry.tensors.string();
    if (auto same = checkTensorsHash(entry); !same) return core::fail(same.error());
    const auto safetensors = store::SafetensorsFile::open(entry.tensors);
    if (!safetensors) return core::fail(safetensors.error());
    const auto units = safetensors->metadata().find("units");
    const auto inventory =
        phonetics::UnitInventory::parse(units == safetensors->metadata().end() ? std::string() : units->second, file);
    if (!inventory) return core::fail(inventory.error());
    const auto config = configOf(entry.card, *inventory, file);
    if (!config) return core::fail(config.error());
    auto network = models::loadSpeechEncoder(*config, safetensors->tensors(), file);
    if (!network) return core::fail(network.error());
    return StoredUnitNetwork{std::move(*network), *inventory};
}

}  // namespace prososcope::training
