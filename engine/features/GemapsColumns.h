// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

/// The columns of a frame's descriptors in the order of the Geneva set.
namespace prososcope::features::gemaps {

enum Column : std::size_t {
    Loudness,
    AlphaRatio,
    Hammarberg,
    Slope0,
    Slope500,
    Flux,
    Mfcc1,
    Mfcc2,
    Mfcc3,
    Mfcc4,
    F0,
    Jitter,
    Shimmer,
    Hnr,
    H1H2,
    H1A3,
    F1,
    F1Bandwidth,
    F1Amplitude,
    F2,
    F2Bandwidth,
    F2Amplitude,
    F3,
    F3Bandwidth,
    F3Amplitude,
    kColumns
};

/// The two editions of the formants: the frame at the start of the transform (v01a) or in its middle (v01b, v02).
enum class Edition { V01a, V02 };

}  // namespace prososcope::features::gemaps
