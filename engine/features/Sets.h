// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/features/FeatureSet.h"

namespace prososcope::features {

// The families of sets, each in a file of its own; `allFeatureSets` lists them. Each returns sets that live as long as the
// program.
[[nodiscard]] std::vector<const FeatureSet*> librosaSets();   ///< logmel80, logmel80-librosa, mfcc20-librosa, ...
[[nodiscard]] std::vector<const FeatureSet*> speechSets();    ///< mfcc39, mfcc39-kaldi, ..., fbank80-kaldi
[[nodiscard]] std::vector<const FeatureSet*> spectralSets();  ///< spectral-librosa, chroma12-librosa, spectrogram-praat
[[nodiscard]] std::vector<const FeatureSet*> gemapsSets();    ///< eGeMAPSv02-lld, eGeMAPSv02, eGeMAPSv01a
[[nodiscard]] std::vector<const FeatureSet*> compareSets();   ///< ComParE_2016-lld, ComParE_2016, ComParE_2013
/// Found by name but not shown: variants that are only compared with.
[[nodiscard]] std::vector<const FeatureSet*> librosaReferenceSets();   ///< mfcc20-librosa-2048, mfcc20-librosa-400
[[nodiscard]] std::vector<const FeatureSet*> spectralReferenceSets();  ///< magnitudes-librosa

/// prefix0, prefix1, ...
[[nodiscard]] std::vector<std::string> numbered(const std::string& prefix, std::size_t count);

}  // namespace prososcope::features
