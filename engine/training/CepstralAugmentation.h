// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/core/Random.h"

namespace prososcope::training {

/// How cepstra of a recording are changed so that a network hears more voices, rooms and rates than there are. 0: not at all.
struct CepstralAugmentation {
    int roll = 0;              ///< drawn shift along the coefficients' own axis, as the authors' code has it: -roll .. roll - 1
    double timeStretch = 0.0;  ///< longer or shorter by up to this share
    double frequencyWarp = 0.0;  ///< the mel axis stretched or squeezed by up to this share: other vocal tracts
    double equaliserDb = 0.0;    ///< standard deviation of a gain; of broad spectral shapes less: other microphones and rooms
    /// Spans of frames that are taken out: each column has its mean over the recording there. Each is up to
    /// `longestTimeMask` frames long, and never more than a fifth of the recording. Source: SpecAugment, Park et al. 2019.
    int timeMasks = 0;
    int longestTimeMask = 20;
    [[nodiscard]] bool isOff() const {
        return roll == 0 && timeStretch == 0.0 && frequencyWarp == 0.0 && equaliserDb == 0.0 && timeMasks == 0;
    }
};

/// Makes one version of cepstra in dB ([frames, columns], orthonormal DCT-II of 128 mel bands, the first of them c0). All
/// chance comes from `random`. fewestFrames: what a shortened version keeps at least. Returns rows of `columns`.
[[nodiscard]] std::vector<float> augmentCepstra(std::span<const float> cepstra, std::size_t columns, std::size_t fewestFrames,
                                                const CepstralAugmentation& settings, core::Random& random);

/// [columns, columns], row-major: what makes of cepstra those of a spectrum whose value at mel position u (0 .. 1) is the old
/// one's at min(1, factor u). Exact for factor 1.
[[nodiscard]] std::vector<double> frequencyWarpMatrix(std::size_t columns, double factor);

}  // namespace prososcope::training
