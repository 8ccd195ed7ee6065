// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "app/gui/inspect/TranscriptWriter.h"

namespace prososcope::gui {

// What Inspect says of a transcript, translated.

/// Name of the pane: the recogniser, what its times are, the stretch.
[[nodiscard]] QString transcriptTitle(const WrittenTranscript& transcript);
/// What the picture is and how it came about: for tool tips and figures.
[[nodiscard]] QString transcriptSentence(const WrittenTranscript& transcript);

}  // namespace prososcope::gui
