// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// How the frames of a stretch of sound look at each other in a network with self-attention. Plain values.
namespace prososcope::backend {

/// The weights of every head (Vaswani et al. 2017, equation 1): frame i is centred at firstSeconds + i * hopSeconds.
struct AttentionMaps {
    double firstSeconds = 0.0;
    double hopSeconds = 0.01;
    std::int64_t layers = 0;
    std::int64_t heads = 0;
    std::int64_t frames = 0;
    /// [layers, heads, frames, frames]: a row for each frame that looks, which sums to 1; less where the network hears silence
    /// behind the sound as well (Whisper).
    std::vector<float> weights;

    /// One head's, [frames, frames]; both numbers count from 0 and must be inside.
    [[nodiscard]] std::span<const float> map(std::int64_t layer, std::int64_t head) const;
    /// The middle of a frame.
    [[nodiscard]] double seconds(std::int64_t frame) const { return firstSeconds + static_cast<double>(frame) * hopSeconds; }
};

/// What a head does on the whole: means over the frames that look, of the weight that they give to frames of the sound.
struct AttentionFigures {
    std::int64_t layer = 0;
    std::int64_t head = 0;
    double distanceSeconds = 0.0;  ///< how far from itself a frame looks, weighted
    double aheadShare = 0.0;       ///< of the weight that goes to frames to come; 0 where the network never looks ahead
    double ownShare = 0.0;         ///< of the weight that it gives itself
    double entropyBits = 0.0;      ///< of its weights: 0 looks at one frame, log2(n) at n frames alike
    double evenBits = 0.0;         ///< what looking alike at all frames that it may look at would have
};
/// Of all heads, layer by layer. Pure.
[[nodiscard]] std::vector<AttentionFigures> attentionFigures(const AttentionMaps& maps);
/// "layer,head,distance_seconds,ahead_share,own_share,entropy_bits,even_bits", the first two counted from 1.
[[nodiscard]] std::string attentionFiguresCsv(const std::vector<AttentionFigures>& figures);

}  // namespace prososcope::backend
