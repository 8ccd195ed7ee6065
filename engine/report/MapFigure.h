// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/experiment/UtteranceMap.h"
#include "engine/report/Document.h"

namespace prososcope::report {

/// The fill of an emotion class on paper, as the window's light theme has it; nothing for other words.
[[nodiscard]] std::optional<Rgb> emotionRgb(std::string_view emotion);

/// What a figure of a map of utterances shows. Borrowed for the call.
struct MapPicture {
    const learn::Projection* projection = nullptr;
    const experiment::MapColumn* colour = nullptr;  ///< by which it is coloured; null: by nothing
    std::string title;                              ///< "emodb-4class on emodb, layer 3 (gated 3), mean"
    std::string colourTitle;
};

/// A point for each utterance, a colour and a symbol for each word with a legend, or a shade for each number with its scale;
/// small grey dots where it is not known, which the legend names. Of more words than a legend has room for it says how many
/// more there are. Components have axes with their shares of variance, neighbourhoods none. Words come translated.
[[nodiscard]] Drawing mapFigure(const MapPicture& picture, const Translate& say);

}  // namespace prososcope::report
