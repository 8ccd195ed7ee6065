// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Random.h"
#include "engine/core/Result.h"

namespace prososcope::dsp {

/// What is done to a recording before its features are computed, so that a learner hears it as another voice, room or
/// microphone would give it. Speed first, then the room, noise, the band, and the gain. Chance comes from `seed` and the
/// recording's identity, so a recording changes the same way whatever is changed beside it. A value; any thread.
struct AudioChange {
    double speed = 1.0;                ///< 1.1: shorter and higher by that factor
    double roomSeconds = 0.0;          ///< longest reverberation time (60 dB) of the room, drawn from 0.15 s on; 0: no room
    std::optional<double> noiseSnrDb;  ///< power of the recording to that of noise, give or take 5 dB
    double bandHz = 0.0;               ///< nothing above it is left; 0: all is
    double gainDb = 0.0;               ///< uniform within +- this
    std::uint64_t seed = 1;

    /// Everything that changes the samples, as one line.
    [[nodiscard]] std::string key() const;
    /// mono: samples at rateHz. Results may exceed full scale. Fails where a changed rate cannot be made.
    [[nodiscard]] core::Result<std::vector<float>> apply(std::span<const float> mono, int rateHz,
                                                         std::string_view identity) const;
};

/// The pressure that a source makes at a microphone in a room with plane walls, by mirrored sources (Allen and Berkley 1979,
/// "Image method for efficiently simulating small-room acoustics", J. Acoust. Soc. Am. 65), all walls absorbing alike so that
/// the level falls by 60 dB in `seconds` (Eyring 1930). Size and places in the room come from `random` (3 to 8 m, 2.4 to 4 m
/// high, source and microphone 0.5 to 3 m apart). The direct sound comes first, at sample 0, with amplitude 1.
[[nodiscard]] std::vector<float> roomResponse(double seconds, int rateHz, core::Random& random);

/// signal * response, as long as both together less one sample; by one transform.
[[nodiscard]] std::vector<float> convolve(std::span<const float> signal, std::span<const float> response);

}  // namespace prososcope::dsp
