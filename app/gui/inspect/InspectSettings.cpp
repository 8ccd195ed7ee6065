// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/InspectSettings.h"

#include <algorithm>

#include "widgets/ColorMap.h"

namespace prososcope::gui {

QJsonObject InspectSettings::toJson() const {
    return {{"windowSeconds", spectrogram.windowSeconds},
            {"maximumHz", spectrogram.maximumHz},
            {"rangeDecibels", rangeDecibels},
            {"colors", colors},
            {"automaticGain", automaticGain},
            {"gainSteps", gainSteps}};
}

InspectSettings InspectSettings::fromJson(const QJsonObject& json) {
    InspectSettings settings;
    settings.spectrogram.windowSeconds =
        std::clamp(json["windowSeconds"].toDouble(settings.spectrogram.windowSeconds), 0.001, 0.2);
    settings.spectrogram.maximumHz = std::clamp(json["maximumHz"].toDouble(settings.spectrogram.maximumHz), 500.0, 48000.0);
    settings.rangeDecibels = std::clamp(json["rangeDecibels"].toDouble(settings.rangeDecibels), 10.0, 120.0);
    if (widgets::ColorMap::names().contains(json["colors"].toString())) settings.colors = json["colors"].toString();
    settings.automaticGain = json["automaticGain"].toBool(settings.automaticGain);
    settings.gainSteps = std::clamp(json["gainSteps"].toInt(settings.gainSteps), -4, 10);
    return settings;
}

}  // namespace prososcope::gui
