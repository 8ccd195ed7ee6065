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

/// networks/CASE/ of the folder `in` into `out`/networks/CASE/out, each by its config.json's kind; see the README beside them.
/// `left` gets a sentence for each case that this program does not compute. Sentences of what cannot be read or written.
[[nodiscard]] core::Status writeReferenceNetworks(const std::filesystem::path& in, const std::filesystem::path& out,
                                                  std::vector<std::string>& left, core::Progress& progress);
/// models/ID/ of the folder `in` into `out`/models/ID: hidden states and outputs of the reference encoders. `left` gets a
/// sentence for each that this program does not compute. Sentences of what cannot be read or written.
[[nodiscard]] core::Status writeReferenceModels(const std::filesystem::path& in, const std::filesystem::path& out,
                                                std::vector<std::string>& left, core::Progress& progress);
/// A CSV file of those columns and rows. The sentence of what cannot be written.
[[nodiscard]] core::Status writeReferenceTable(const std::filesystem::path& path, std::vector<std::string> columns,
                                               std::vector<std::vector<std::string>> rows);
/// One case of the kind "selection": F scores, selection and regression leaving one speaker out, a map of one speaker.
[[nodiscard]] core::Status writeSelectionCase(const std::filesystem::path& in, const std::filesystem::path& out,
                                              core::Progress& progress);
/// One case of the kind "units": words as units, votes of emotion-tagged units, their error rates.
[[nodiscard]] core::Status writeUnitsCase(const std::filesystem::path& in, const std::filesystem::path& out,
                                          core::Progress& progress);

}  // namespace prososcope::cli
