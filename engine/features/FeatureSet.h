// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"
#include "engine/features/FeatureMatrix.h"

namespace prososcope::features {

/// A named set with stable column names. Computing is pure and thread-safe: the same samples give the same bits.
class FeatureSet {
public:
    virtual ~FeatureSet() = default;
    [[nodiscard]] virtual std::string_view name() const = 0;   ///< "logmel80"
    [[nodiscard]] virtual core::Text description() const = 0;  ///< one sentence with the source
    [[nodiscard]] virtual int rateHz() const = 0;              ///< rate of the samples that `compute` expects
    [[nodiscard]] virtual const std::vector<std::string>& columns() const = 0;
    /// Everything that changes the values, as one line of text: the key of caches and of stored runs.
    [[nodiscard]] virtual std::string parameters() const = 0;
    /// mono: samples at rateHz(), full scale 1. Non-finite samples are refused. Zero samples give the number of frames
    /// that the set's definition says.
    [[nodiscard]] virtual core::Result<FeatureMatrix> compute(std::span<const float> mono) const = 0;
};

/// All sets, in the order shown to users:
///   logmel80         80 Slaney mel bands 0-8000 Hz, area-normalised, 10 log10(max(power, 1e-10)), no clip-relative floor;
///                    n_fft 512, periodic Hann 400, hop 160, centred with zero padding. The networks' input.
///   logmel80-librosa the same with librosa's floor 80 dB below the clip's maximum
///   mfcc20-librosa   20 MFCC of 128 Slaney bands of the same transform, with librosa's floor
[[nodiscard]] const std::vector<const FeatureSet*>& allFeatureSets();
/// Fails with a sentence that lists the known names.
[[nodiscard]] core::Result<const FeatureSet*> featureSet(std::string_view name);

}  // namespace prososcope::features
