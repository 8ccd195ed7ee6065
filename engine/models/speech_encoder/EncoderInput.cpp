// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/speech_encoder/EncoderInput.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/MelFilterbank.h"

namespace prososcope::models {

namespace {

using torch::Tensor;
constexpr std::int64_t kMelWindow = 400;
constexpr std::int64_t kMelHop = 160;
constexpr double kLeastPower = 1e-10;
constexpr double kRange = 8.0;  // in powers of ten
constexpr double kOffset = 4.0;

Tensor melWeights(int bands, int rateHz) {
    dsp::MelSettings settings;
    settings.bands = static_cast<std::size_t>(bands);
    settings.fftSize = static_cast<std::size_t>(kMelWindow);
    settings.rateHz = rateHz;
    settings.highHz = rateHz / 2.0;
    const dsp::MelFilterbank filters(settings);
    auto weights = torch::empty({bands, static_cast<std::int64_t>(filters.bins())});
    auto values = weights.accessor<float, 2>();
    for (std::int64_t band = 0; band < weights.size(0); ++band) {
        for (std::int64_t bin = 0; bin < weights.size(1); ++bin)
            values[band][bin] = filters.weight(static_cast<std::size_t>(band), static_cast<std::size_t>(bin));
    }
    return weights;
}

}  // namespace

std::vector<float> normalisedSamples(std::span<const float> mono, const checkpoints::EncoderConfig& config) {
    std::vector<float> samples(mono.begin(), mono.end());
    if (!config.normalise || samples.empty()) return samples;
    const auto count = static_cast<double>(samples.size());
    double sum = 0.0;
    for (const float value : samples) sum += static_cast<double>(value);
    const double mean = sum / count;
    double squares = 0.0;
    for (const float value : samples) squares += (static_cast<double>(value) - mean) * (static_cast<double>(value) - mean);
    const double scale = 1.0 / std::sqrt(squares / count + config.normaliseEps);
    for (float& value : samples) value = static_cast<float>((static_cast<double>(value) - mean) * scale);
    return samples;
}

Tensor whisperInput(std::span<const float> mono, const checkpoints::EncoderConfig& config) {
    const std::int64_t frames = 2 * static_cast<std::int64_t>(config.longestFrames);
    auto sound = torch::zeros({frames * kMelHop});
    const auto used = std::min<std::size_t>(mono.size(), static_cast<std::size_t>(sound.numel()));
    std::copy_n(mono.begin(), used, sound.data_ptr<float>());
    const auto spectrum = at::stft(sound, kMelWindow, kMelHop, kMelWindow, at::hann_window(kMelWindow, torch::kFloat),
                                   /*center=*/true, "reflect", /*normalized=*/false, /*onesided=*/true,
                                   /*return_complex=*/true);
    const auto power = at::real(spectrum * spectrum.conj()).narrow(1, 0, frames);  // the frame behind the end is left out
    auto logarithms = at::log10(at::clamp_min(at::matmul(melWeights(config.melBands, config.rateHz), power), kLeastPower));
    logarithms = at::maximum(logarithms, logarithms.max() - kRange);
    return (logarithms + kOffset) / kOffset;
}

EncoderBatch paddedBatch(std::span<const std::span<const float>> prepared, const checkpoints::EncoderConfig& config,
                         std::size_t least) {
    EncoderBatch batch;
    std::size_t longest = 0;
    for (const auto& sound : prepared) {
        batch.samples.push_back(static_cast<std::int64_t>(sound.size()));
        longest = std::max(longest, sound.size());
    }
    if (config.family == checkpoints::EncoderFamily::Whisper) {
        std::vector<Tensor> inputs;
        for (const auto& sound : prepared) inputs.push_back(whisperInput(sound, config));
        batch.input = at::stack(inputs);
        return batch;
    }
    longest = std::max(longest, least);
    batch.input = torch::zeros({static_cast<std::int64_t>(prepared.size()), static_cast<std::int64_t>(longest)});
    for (std::size_t b = 0; b < prepared.size(); ++b)
        std::copy(prepared[b].begin(), prepared[b].end(), batch.input.data_ptr<float>() + b * longest);
    return batch;
}

EncoderBatch encoderBatch(std::span<const std::span<const float>> monos, const checkpoints::EncoderConfig& config,
                          std::size_t least) {
    std::vector<std::vector<float>> prepared;
    for (const auto& mono : monos) prepared.push_back(normalisedSamples(mono, config));
    const std::vector<std::span<const float>> views(prepared.begin(), prepared.end());
    return paddedBatch(views, config, least);
}

}  // namespace prososcope::models
