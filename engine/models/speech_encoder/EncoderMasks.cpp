// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/speech_encoder/EncoderMasks.h"

#include <algorithm>
#include <numeric>

namespace prososcope::models {

using torch::Tensor;

Tensor spanMask(const nn::Lengths& valid, std::int64_t width, double probability, std::int64_t length, std::int64_t fewest,
                core::Random& random) {
    auto mask = torch::zeros({static_cast<std::int64_t>(valid.size()), width}, torch::kBool);
    auto values = mask.accessor<bool, 2>();
    const double share = random.uniform(0.0, 1.0);
    for (std::size_t row = 0; row < valid.size(); ++row) {
        const auto places = valid[row];
        if (places < length) continue;
        auto spans = static_cast<std::int64_t>(probability * static_cast<double>(places) / static_cast<double>(length) + share);
        spans = std::min({std::max(spans, fewest), places / length, places - length + 1});
        // The first `spans` of a shuffled list of all begins.
        std::vector<std::int64_t> begins(static_cast<std::size_t>(places - length + 1));
        std::iota(begins.begin(), begins.end(), std::int64_t{0});
        for (std::int64_t i = 0; i < spans; ++i) {
            const auto left = static_cast<std::uint64_t>(static_cast<std::int64_t>(begins.size()) - i);
            const auto other = static_cast<std::size_t>(i) + static_cast<std::size_t>(random.below(left));
            std::swap(begins[static_cast<std::size_t>(i)], begins[other]);
            for (std::int64_t k = 0; k < length; ++k)
                values[static_cast<std::int64_t>(row)][begins[static_cast<std::size_t>(i)] + k] = true;
        }
    }
    return mask;
}

SpeechEncoderImpl::Masking trainingMasks(const checkpoints::EncoderConfig& config, std::shared_ptr<core::Random> random) {
    return [config, random = std::move(random)](const Tensor& frames, const Tensor& masked, const nn::Lengths& valid) {
        auto x = frames;
        if (config.timeMaskProbability > 0.0 && masked.defined()) {
            const auto lengths = valid.empty() ? nn::Lengths(static_cast<std::size_t>(x.size(0)), x.size(1)) : valid;
            const auto mask =
                spanMask(lengths, x.size(1), config.timeMaskProbability, config.timeMaskLength, config.timeMaskFewest, *random);
            x = at::where(mask.to(x.device()).unsqueeze(2), masked.to(x.scalar_type()), x);
        }
        if (config.channelMaskProbability > 0.0) {
            const nn::Lengths channels(static_cast<std::size_t>(x.size(0)), x.size(2));
            const auto mask = spanMask(channels, x.size(2), config.channelMaskProbability, config.channelMaskLength,
                                       config.channelMaskFewest, *random);
            x = x.masked_fill(mask.to(x.device()).unsqueeze(1), 0.0);
        }
        return x;
    };
}

}  // namespace prososcope::models
