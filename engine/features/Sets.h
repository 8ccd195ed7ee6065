// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/features/FeatureSet.h"

namespace prososcope::features {

// The families of sets, each in a file of its own; `allFeatureSets` lists them. Each returns sets that live as long as the
// program.
[[nodiscard]] std::vector<const FeatureSet*> librosaSets();  ///< logmel80, logmel80-librosa, mfcc20-librosa

/// prefix0, prefix1, ...
[[nodiscard]] std::vector<std::string> numbered(const std::string& prefix, std::size_t count);

}  // namespace prososcope::features
