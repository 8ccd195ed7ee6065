// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "engine/dsp/MelFilterbank.h"

namespace prososcope::dsp {

/// What remains of a power spectrum in the ear, after Hermansky's perceptual linear prediction (1990) with the parameters of
/// Eyben et al. 2016: mel bands from 20 Hz to half the rate, weighted with the curve of equal loudness at 40 phon
/// (Hermansky's equation 4) and compressed by the power 0.33. The sum of the bands is the loudness. The curve's fall towards
/// high frequencies is 1 / (1 + w^7 / 1.7e31) here, w = 2 pi f, found with its scale (for samples of full scale 1 under a
/// Hamming window of 320) by agreement with published values. Immutable, any thread.
class AuditorySpectrum {
public:
    explicit AuditorySpectrum(const MelSettings& mel);
    [[nodiscard]] std::size_t bands() const { return m_weights.size(); }
    /// melPower: the bands' power by a filterbank of the same settings; result: bands() values. They may be the same.
    void apply(const float* melPower, float* result) const;

private:
    std::vector<float> m_weights;  ///< already compressed
};

}  // namespace prososcope::dsp
