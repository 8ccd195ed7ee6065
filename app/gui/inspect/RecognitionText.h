// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "app/gui/inspect/UnitRecogniser.h"
#include "widgets/HeardUnitPlottable.h"

namespace prososcope::gui {

// What Inspect says of recognised units, translated.

/// "happy by majority", "happy by the sounds' posteriors, after a tie", ...
[[nodiscard]] QString voteText(const RecognisedUnits& units);
/// "soft vote sad".
[[nodiscard]] QString softVoteText(const RecognisedUnits& units);
/// How the vote came about, in whole sentences: for tool tips and figures.
[[nodiscard]] QString voteSentences(const RecognisedUnits& units);
/// Name of the pane: model, vote, soft vote, pieces.
[[nodiscard]] QString recognitionTitle(const RecognisedUnits& units);
/// "V happy, 1.20 – 1.24 s, posterior 0.91".
[[nodiscard]] QString heardUnitText(const widgets::HeardUnit& unit);
/// "V happy"; the unit alone where it speaks for no emotion.
[[nodiscard]] QString heardUnitName(const widgets::HeardUnit& unit);
/// For the plot: the units, and the emotions of the model with their counts.
[[nodiscard]] QList<widgets::HeardUnit> shownUnits(const RecognisedUnits& units);
[[nodiscard]] QList<widgets::EmotionCount> shownCounts(const RecognisedUnits& units);

}  // namespace prososcope::gui
