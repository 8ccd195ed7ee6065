// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/UnitEncoder.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prososcope::checkpoints {

namespace {

/// Kernels and strides of wav2vec 2.0's convolutions.
constexpr std::array<int, 7> kKernels{10, 3, 3, 3, 3, 2, 2};
constexpr std::array<int, 7> kStrides{5, 2, 2, 2, 2, 2, 2};

core::Error foreign(const std::string& file, const std::string& why) {
    return {core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 is no model of this program: %2."), {file, why}}, {}};
}

}  // namespace

void setUsualConvolutions(EncoderConfig& config, int channels) {
    config.convolutions.clear();
    for (std::size_t i = 0; i < kKernels.size(); ++i) config.convolutions.push_back({channels, kKernels[i], kStrides[i]});
}

bool hasUsualConvolutions(const EncoderConfig& config) {
    EncoderConfig usual;
    if (config.convolutions.empty()) return false;
    setUsualConvolutions(usual, config.convolutions.front().channels);
    return std::equal(
        config.convolutions.begin(), config.convolutions.end(), usual.convolutions.begin(), usual.convolutions.end(),
        [](const auto& a, const auto& b) { return a.channels == b.channels && a.kernel == b.kernel && a.stride == b.stride; });
}

void setUnitHead(EncoderConfig& config, const phonetics::UnitInventory& inventory) {
    config.architecture = "Wav2Vec2ForCTC";
    config.head = HeadKind::Ctc;
    config.headKnown = true;
    config.vocabulary = inventory.symbols();
    config.blank = phonetics::UnitInventory::kBlank;
    config.labels.clear();
    config.dimensions.clear();
}

std::map<std::string, double> unitCardSettings(const EncoderConfig& config) {
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

core::Result<EncoderConfig> unitEncoderConfigOf(const store::ModelCard& card, const phonetics::UnitInventory& inventory,
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
    setUsualConvolutions(config, whole("channels", 4096));
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
    setUnitHead(config, inventory);
    return config;
}

}  // namespace prososcope::checkpoints
