// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/corpus/Corpus.h"
#include "engine/learn/Projection.h"
#include "engine/store/ActivationSet.h"

/// The utterances of a stored set of activations as places in the plane, with what is known of each.
namespace prososcope::experiment {

/// Something known of utterances, by which a map is coloured: words, or numbers.
struct MapColumn {
    std::string name;  ///< of a corpus field ("emotion", "numbers.naturalness") or of a target ("derived-arousal")
    bool numeric = false;
    std::vector<std::string> words;  ///< of each row; empty: not known
    std::vector<double> numbers;     ///< of each row; NaN: not known
    std::size_t known = 0;           ///< rows
    std::size_t different = 0;       ///< values among these
    /// Words are so few that each can have a colour and a symbol, or these are numbers that differ.
    [[nodiscard]] bool canColour() const;
    [[nodiscard]] std::string text(std::size_t row) const;  ///< for a table; empty: not known
};

/// All that is known of the rows of a set, in the order of tables; of a set whose corpus is not at hand (null) the speakers.
[[nodiscard]] std::vector<MapColumn> mapColumns(const store::ActivationSetInfo& info, const corpus::Corpus* corpus);
/// By its name; null where there is none.
[[nodiscard]] const MapColumn* findColumn(std::span<const MapColumn> columns, std::string_view name);
/// The words of a column in the order of every legend: emotions in their fixed one, others by name with digits by their value.
[[nodiscard]] std::vector<std::string> wordsInOrder(const MapColumn& column);

/// The name by which all layers are asked for together.
inline constexpr std::string_view kAllLayers = "all";
/// A layer by its number from 1 (nearest to the sound), or by its name; nothing for kAllLayers. Fails with a sentence that
/// names what there is.
[[nodiscard]] core::Result<std::optional<std::size_t>> findLayer(const store::ActivationSetInfo& info, std::string_view layer);
/// [utterances, units] of one layer, or of all. Fails with a sentence where the set has no such pool.
[[nodiscard]] core::Result<learn::Matrix<float>> layerRows(const store::ActivationSet& set, std::optional<std::size_t> layer,
                                                           store::ActivationPool pool);

/// CSV with a row for each utterance: id, x, y and the columns; what is not known is empty. chosen: rows, sorted, to which it
/// is limited; empty: all.
[[nodiscard]] std::string utteranceMapCsv(const learn::Projection& projection, const store::ActivationSetInfo& info,
                                          std::span<const MapColumn> columns, std::span<const std::size_t> chosen = {},
                                          char separator = ',');

}  // namespace prososcope::experiment
