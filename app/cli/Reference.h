// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/CommandLine.h"

namespace prososcope::cli {

/// Values over time under the name that the reference values have, [rows, columns].
struct ReferenceArray {
    std::string name;
    std::size_t columns = 0;
    std::vector<float> values;
};
/// Values of a whole recording, each with its column.
using ReferenceRow = std::vector<std::pair<std::string, double>>;

/// One recording's part of the reference values.
struct ReferenceClip {
    std::vector<ReferenceArray> frames;
    std::map<std::string, ReferenceRow> functionals;  ///< by table
    std::vector<std::string> problems;                ///< one sentence each
};

/// What the feature sets give: references over time and functionals. What a set refuses is a problem of the clip.
void addSetReferences(std::span<const float> mono, ReferenceClip& clip);
/// A sentence for each reference whose feature set does not exist.
[[nodiscard]] std::vector<std::string> absentReferences();

/// Pitch, intensity, formants and harmonicity with the settings of the praat_* references, and the columns of
/// praat_scalars. What a recording is too short for is left out, in the scalars NaN.
void addPraatReferences(std::span<const float> mono, ReferenceClip& clip);

/// formats.csv and decoded16k/ of the folder `in`/formats into `out`/formats. Sentences of what cannot be written.
[[nodiscard]] core::Status writeReferenceFormats(const std::filesystem::path& in, const std::filesystem::path& out,
                                                 const std::stop_token& stop);

/// One case of the kind "selection": F scores, selection and regression leaving one speaker out, a map of one speaker.
[[nodiscard]] core::Status writeSelectionCase(const std::filesystem::path& in, const std::filesystem::path& out,
                                              core::Progress& progress);
/// What was done with the folders that hold a network's config.json and weights.
struct NetworkReferences {
    std::size_t written = 0;
    std::vector<std::string> leftOut;  ///< a sentence for each network that this program does not have
};
/// Of the folders in `in` and in `in`/networks, below `out` in the same place.
[[nodiscard]] core::Result<NetworkReferences> writeReferenceNetworks(const std::filesystem::path& in,
                                                                     const std::filesystem::path& out,
                                                                     const std::stop_token& stop);

}  // namespace prososcope::cli
