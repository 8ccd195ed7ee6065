// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include "engine/dsp/Formants.h"
#include "engine/dsp/Harmonicity.h"
#include "engine/dsp/Intensity.h"
#include "engine/dsp/Pitch.h"
#include "engine/dsp/SpectralSlice.h"
#include "engine/dsp/Spectrogram.h"

namespace prososcope::gui {

/// What is drawn over the spectrogram and the waveform, and how it is computed. A value.
struct VoiceSettings {
    bool showPitch = true;
    bool showFormants = false;
    bool showIntensity = false;
    bool showHarmonicity = false;
    bool showPulses = false;             ///< over the waveform
    double formantRangeDecibels = 30.0;  ///< formants stand in frames at most this much below the loudest in sight
    dsp::PitchSettings pitch;
    dsp::FormantSettings formants;
    dsp::IntensitySettings intensity;
    dsp::HarmonicitySettings harmonicity;
    bool operator==(const VoiceSettings&) const = default;
};

/// What a user may change about the pictures of Inspect; the same for all recordings. A value. Reading from JSON takes
/// what fits and keeps the standard for the rest.
struct InspectSettings {
    dsp::SpectrogramSettings spectrogram;
    VoiceSettings voice;
    double rangeDecibels = 50.0;
    QString colors = "grey";
    QString frequencyScale = "linear";  ///< see widgets::FrequencyScale
    bool crosshair = true;              ///< the frequency at the pointer
    bool grid = false;                  ///< lines at the labelled frequencies
    dsp::SpectralSliceSettings slice;   ///< its highest frequency is the spectrogram's
    bool automaticGain = true;
    int gainSteps = 0;        ///< doublings of the waveform's height, below 0 halvings
    double tierHeight = 1.0;  ///< of the rows of tiers, as a part of the usual one

    bool operator==(const InspectSettings&) const = default;
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static InspectSettings fromJson(const QJsonObject& json);
};

}  // namespace prososcope::gui
