// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace prososcope::gui {

class FeatureController;
class ModelTracks;
class RecognitionController;
class RecordingModel;
class RecordingPanes;
class UnitController;
class LayerController;
class TranscriptController;
struct InspectSettings;

/// What stands below a figure: the recording, the span in sight, and how everything in it was computed. GUI thread.
[[nodiscard]] QString figureCaption(RecordingModel& recording, const InspectSettings& settings, const RecordingPanes& panes,
                                    const ModelTracks& models, const FeatureController& features, const UnitController& units,
                                    const LayerController& layer, const RecognitionController& recognition,
                                    const TranscriptController& transcript);

}  // namespace prososcope::gui
