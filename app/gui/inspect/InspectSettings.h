// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include "engine/dsp/Formants.h"
#include "engine/dsp/Intensity.h"
#include "engine/dsp/Pitch.h"
#include "engine/dsp/Spectrogram.h"

namespace prososcope::gui {

/// What is drawn over the spectrogram and how it is computed. A value.
struct VoiceSettings {
    bool showPitch = true;
    bool showFormants = false;
    bool showIntensity = false;
    dsp::PitchSettings pitch;
    dsp::FormantSettings formants;
    dsp::IntensitySettings intensity;
    bool operator==(const VoiceSettings&) const = default;
};

/// What a user may change about the pictures of Inspect; the same for all recordings. A value. Reading from JSON takes
/// what fits and keeps the standard for the rest.
struct InspectSettings {
    dsp::SpectrogramSettings spectrogram;
    VoiceSettings voice;
    double rangeDecibels = 50.0;
    QString colors = "grey";
    bool automaticGain = true;
    int gainSteps = 0;  ///< doublings of the waveform's height, below 0 halvings

    bool operator==(const InspectSettings&) const = default;
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static InspectSettings fromJson(const QJsonObject& json);
};

}  // namespace prososcope::gui
