// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/inspect/InspectSettings.h"

namespace prososcope::widgets {
class SignalPane;
class SpectrogramPlottable;
class VoicePlottable;
}  // namespace prososcope::widgets

namespace prososcope::gui {

class VoiceLoader;

// What every pane with a spectrogram takes from the settings, so that the mix and each channel look alike. GUI thread.

/// Colours, frequency axis, grid and crosshair; `rateHz` of the recording, 0 while none is open.
void dressSpectrogram(widgets::SignalPane& pane, widgets::SpectrogramPlottable& spectrogram, widgets::VoicePlottable& voice,
                      const InspectSettings& settings, int rateHz);
/// The tracks that the loader has for what is visible.
void showVoiceTracks(widgets::VoicePlottable& plottable, const VoiceLoader& loader, const VoiceSettings& settings);

}  // namespace prososcope::gui
