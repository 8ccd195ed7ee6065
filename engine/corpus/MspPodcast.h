// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Csv.h"
#include "engine/corpus/Corpus.h"

namespace prososcope::corpus {

/// One row of labels_consensus (older releases: labels_concensus), as CSV or as JSON by file name. Cells are as they stand
/// there; withheld ones are empty.
struct MspLabel {
    std::string file;  ///< "MSP-PODCAST_0001_0008.wav"
    std::string emotion;
    std::optional<double> activation;  ///< 1 to 7
    std::optional<double> valence;
    std::optional<double> dominance;
    std::string speaker;
    std::string gender;
    std::string split;
};
[[nodiscard]] std::vector<MspLabel> mspLabelsOf(const core::CsvTable& table);
/// Nothing where the text is no JSON object; members that are no objects (or lists of one) are left out.
[[nodiscard]] std::optional<std::vector<MspLabel>> parseMspLabels(std::string_view json);

/// What each listener said, by file name: labels_detailed as CSV, with columns of their own or in the one column EmoDetail
/// ("WORKER00014325; Neutral; Neutral,Concerned; A:4.0; V:4.0; D:4.0;"). The first choice alone is a label.
using MspRatings = std::map<std::string, std::vector<Rating>>;
[[nodiscard]] MspRatings mspRatingsOf(const core::CsvTable& table);
[[nodiscard]] std::optional<MspRatings> parseMspRatings(std::string_view json);

/// "A" or "Angry" -> "angry", "C" or "Contempt" -> "contemptuous", "X" -> kNoAgreement, "Other-bored" -> "other"; others in
/// lower case as they are.
[[nodiscard]] std::string mspEmotion(std::string_view code);
/// "Train" -> "train", "Development" and "Validation" -> "development", "Test1" -> "test", "Test2" -> "test2".
[[nodiscard]] std::string mspSplit(std::string_view split);

}  // namespace prososcope::corpus
