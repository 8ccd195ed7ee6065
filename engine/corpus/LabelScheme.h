// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"

namespace prososcope::corpus {

/// Levels of a rated dimension as classes. The edges are on `scale`; values of a corpus with another scale are converted to
/// it first, values of a corpus without a known scale are taken to be on it.
struct DimensionLevels {
    std::string dimension;      ///< valence, arousal or dominance
    std::vector<double> edges;  ///< ascending, one fewer than there are classes
    std::vector<bool> right;    ///< for each edge: whether a value on it belongs to the level below it
    /// What is put between the edges: the mean over raters, each rater's own value with the level that most name (a draw is no
    /// agreement), or each rater's value as an example of its own. The speaker's own rating ("self") is left out.
    enum class From { Mean, Majority, Raters };
    From from = From::Mean;
    Scale scale{1.0, 5.0};
    bool operator==(const DimensionLevels&) const = default;
};

/// How the labels of corpora become classes: a small text file (TOML) that people edit. Words are compared as they are
/// written. A rule for one corpus, by its name in the workspace or by its layout, comes before the rules for all; "" as its
/// class drops a label. Labels in no rule that are no class themselves are dropped as well. A value.
struct LabelScheme {
    std::string name;                                                   ///< file-safe: "four-classes"
    std::string title;                                                  ///< for people
    std::vector<std::string> classes;                                   ///< at least two, in this order
    std::map<std::string, std::string> merge;                           ///< label -> class, in every corpus
    std::map<std::string, std::map<std::string, std::string>> corpora;  ///< corpus -> its own rules
    std::vector<std::string> drop;                                      ///< labels left out on purpose, though they are known
    std::optional<DimensionLevels> levels;                              ///< classes come from a dimension instead of words
    Scale scale{0.0, 1.0};                                              ///< to which dimensions are converted
    bool operator==(const LabelScheme&) const = default;
};

/// Reads and checks a scheme. Errors name the file, the line and the key; unknown keys are errors.
[[nodiscard]] core::Result<LabelScheme> parseLabelScheme(std::string_view toml, std::string_view source);
[[nodiscard]] core::Result<LabelScheme> readLabelScheme(const std::filesystem::path& file);
/// The scheme as a file; parses back to an equal one.
[[nodiscard]] std::string formatLabelScheme(const LabelScheme& scheme);

/// A scheme by its name, looked for in the user's data folder and among those that come with the program, or by the path of a
/// file (with a '/' or the ending .toml), relative to `folder`. Fails with the names that exist.
[[nodiscard]] core::Result<LabelScheme> findLabelScheme(std::string_view nameOrPath, const std::filesystem::path& folder = {});
/// Files of all schemes that can be named, by name; the user's own before those that come with the program.
[[nodiscard]] std::map<std::string, std::filesystem::path> labelSchemeFiles();

enum class DropReason {
    OnPurpose,    ///< the scheme drops this label
    NotInScheme,  ///< no rule names it
    NoLabel,      ///< the utterance has none
    NoAgreement,  ///< the raters did not agree
    NoValue       ///< the dimension was not rated
};
struct Dropped {
    DropReason reason = DropReason::NotInScheme;
    std::string label;  ///< of the corpus; empty for a dimension
    std::size_t count = 0;
    bool operator==(const Dropped&) const = default;
};

/// Dimensions of an utterance on the scheme's scale; nothing where the corpus has no value or says no scale.
struct ScaledDimensions {
    std::optional<double> valence;
    std::optional<double> arousal;
    std::optional<double> dominance;
};

/// What a scheme makes of a corpus. The three lists run in parallel.
struct SchemeResult {
    std::vector<Utterance> utterances;                ///< in the corpus's order; `emotion` is the class
    std::vector<int> labels;                          ///< index into LabelScheme::classes
    std::vector<ScaledDimensions> dimensions;         ///< (x - low) / (high - low) on the scheme's scale
    std::vector<Dropped> dropped;                     ///< by reason, then label
    std::map<std::string, std::size_t> withoutScale;  ///< dimension -> values that could not be converted

    /// What was left out and why, for people: one sentence a reason.
    [[nodiscard]] std::vector<core::Text> remarks() const;
};
/// Pure. With `From::Raters`, an utterance comes once for each rater, as "ID@RATER".
[[nodiscard]] SchemeResult applyScheme(const LabelScheme& scheme, const Corpus& corpus);

/// A value from one scale on another: linear, not clamped.
[[nodiscard]] double convertScale(double value, const Scale& from, const Scale& to);

}  // namespace prososcope::corpus
