// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/InspectSettings.h"

#include <algorithm>

#include "widgets/ColorMap.h"
#include "widgets/FrequencyScale.h"
#include "widgets/TierView.h"

namespace prososcope::gui {

QJsonObject InspectSettings::toJson() const {
    return {{"windowSeconds", spectrogram.windowSeconds},
            {"maximumHz", spectrogram.maximumHz},
            {"preEmphasisHz", spectrogram.preEmphasisHz},
            {"frequencyScale", frequencyScale},
            {"crosshair", crosshair},
            {"grid", grid},
            {"showPitch", voice.showPitch},
            {"showFormants", voice.showFormants},
            {"showIntensity", voice.showIntensity},
            {"showHarmonicity", voice.showHarmonicity},
            {"showPulses", voice.showPulses},
            {"formantRangeDecibels", voice.formantRangeDecibels},
            {"pitchFloorHz", voice.pitch.floorHz},
            {"pitchCeilingHz", voice.pitch.ceilingHz},
            {"formants", voice.formants.formants},
            {"formantCeilingHz", voice.formants.ceilingHz},
            {"rangeDecibels", rangeDecibels},
            {"colors", colors},
            {"sliceWindowSeconds", slice.windowSeconds},
            {"sliceOrder", slice.order},
            {"automaticGain", automaticGain},
            {"gainSteps", gainSteps},
            {"tierHeight", tierHeight}};
}

InspectSettings InspectSettings::fromJson(const QJsonObject& json) {
    InspectSettings settings;
    settings.spectrogram.windowSeconds =
        std::clamp(json["windowSeconds"].toDouble(settings.spectrogram.windowSeconds), 0.001, 0.2);
    settings.spectrogram.maximumHz = std::clamp(json["maximumHz"].toDouble(settings.spectrogram.maximumHz), 500.0, 48000.0);
    settings.spectrogram.preEmphasisHz =
        std::clamp(json["preEmphasisHz"].toDouble(settings.spectrogram.preEmphasisHz), 0.0, 1000.0);
    if (widgets::FrequencyScale::names().contains(json["frequencyScale"].toString()))
        settings.frequencyScale = json["frequencyScale"].toString();
    settings.crosshair = json["crosshair"].toBool(settings.crosshair);
    settings.grid = json["grid"].toBool(settings.grid);
    auto& voice = settings.voice;
    voice.showPitch = json["showPitch"].toBool(voice.showPitch);
    voice.showFormants = json["showFormants"].toBool(voice.showFormants);
    voice.showIntensity = json["showIntensity"].toBool(voice.showIntensity);
    voice.showHarmonicity = json["showHarmonicity"].toBool(voice.showHarmonicity);
    voice.showPulses = json["showPulses"].toBool(voice.showPulses);
    voice.formantRangeDecibels = std::clamp(json["formantRangeDecibels"].toDouble(voice.formantRangeDecibels), 0.0, 120.0);
    voice.pitch.floorHz = std::clamp(json["pitchFloorHz"].toDouble(voice.pitch.floorHz), 30.0, 400.0);
    voice.pitch.ceilingHz =
        std::clamp(json["pitchCeilingHz"].toDouble(voice.pitch.ceilingHz), voice.pitch.floorHz + 50.0, 2000.0);
    voice.formants.formants = std::clamp(json["formants"].toInt(voice.formants.formants), 3, 7);
    voice.formants.ceilingHz = std::clamp(json["formantCeilingHz"].toDouble(voice.formants.ceilingHz), 3000.0, 10000.0);
    settings.rangeDecibels = std::clamp(json["rangeDecibels"].toDouble(settings.rangeDecibels), 10.0, 120.0);
    if (widgets::ColorMap::names().contains(json["colors"].toString())) settings.colors = json["colors"].toString();
    settings.slice.windowSeconds = std::clamp(json["sliceWindowSeconds"].toDouble(settings.slice.windowSeconds), 0.002, 0.2);
    settings.slice.order = std::clamp(json["sliceOrder"].toInt(settings.slice.order), 0, 100);
    settings.automaticGain = json["automaticGain"].toBool(settings.automaticGain);
    settings.gainSteps = std::clamp(json["gainSteps"].toInt(settings.gainSteps), -4, 10);
    settings.tierHeight =
        std::clamp(json["tierHeight"].toDouble(settings.tierHeight), widgets::TierView::kFlattest, widgets::TierView::kTallest);
    return settings;
}

}  // namespace prososcope::gui
