// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace prososcope::gui {

class FeatureController;
class ModelTracks;
class RecordingModel;
class RecordingPanes;
struct InspectSettings;

/// What stands below a figure: the recording, the span in sight, and how everything in it was computed; `further` sentences
/// follow, those that are not empty. GUI thread.
[[nodiscard]] QString figureCaption(RecordingModel& recording, const InspectSettings& settings, const RecordingPanes& panes,
                                    const ModelTracks& models, const FeatureController& features, const QStringList& further);

}  // namespace prososcope::gui
