// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <span>
#include <string>

namespace prososcope::models {

/// What is subtracted from the log-mel values of one utterance (or window), so that the network sees neither the level nor,
/// in part or whole, the channel. Nothing but the utterance itself is used.
enum class Centring {
    Maximum = 0,       ///< the largest value
    Mean = 1,          ///< the mean over time and bands
    BandMeans = 2,     ///< each band's mean over time
    HalfBandMeans = 3  ///< the average of the two before
};

/// Sizes of the network and how its input is prepared; every number is stored in the model's card.
struct LogMelNetworkSettings {
    int classes = 4;
    int bands = 80;
    int channels1 = 32, channels2 = 48, channels3 = 64, channels4 = 96;
    int projection = 128;
    int hidden = 64;  ///< GRU cells per direction
    int attention = 64;
    double dropout = 0.3;
    double headDropout = 0.5;
    double dynamicRangeDb = 60.0;  ///< values are floored this far below the utterance's maximum
    Centring centring = Centring::Maximum;
    int shortestFrames = 100;  ///< shorter input is padded at the floor
    /// What logits are divided by before they become posteriors (Guo et al. 2017), so that these are as often right as they say;
    /// training does not know it.
    double temperature = 1.0;

    [[nodiscard]] static LogMelNetworkSettings from(const std::map<std::string, double>& values, int classes);
    [[nodiscard]] std::map<std::string, double> values() const;
};

/// Floors, centres and scales log-mel values in place: [frames, bands] in dB, row-major. The result is about -2..2.
void normaliseLogMel(std::span<float> decibels, const LogMelNetworkSettings& settings);

}  // namespace prososcope::models
