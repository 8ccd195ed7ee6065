// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/FigureSettings.h"

#include <algorithm>

namespace prososcope::gui {

QString FigureSettings::ending(Format format) {
    switch (format) {
        case Format::Png:
            return QStringLiteral("png");
        case Format::Svg:
            return QStringLiteral("svg");
        case Format::Pdf:
            return QStringLiteral("pdf");
    }
    return {};
}

FigureSettings::Format FigureSettings::formatOf(const QString& file) {
    for (const Format format : {Format::Svg, Format::Pdf}) {
        if (file.endsWith(QLatin1Char('.') + ending(format), Qt::CaseInsensitive)) return format;
    }
    return Format::Png;
}

QJsonObject FigureSettings::toJson() const {
    return {{"format", ending(format)},
            {"widthMillimetres", widthMillimetres},
            {"heightMillimetres", heightMillimetres},
            {"dpi", dpi},
            {"light", light},
            {"caption", caption},
            {"cursor", cursor},
            {"numbers", numbers}};
}

FigureSettings FigureSettings::fromJson(const QJsonObject& json) {
    FigureSettings settings;
    settings.format = formatOf(QLatin1Char('.') + json["format"].toString());
    const auto size = [&](const char* key, double standard) {
        const double value = json[QLatin1String(key)].toDouble(standard);
        return value <= 0.0 ? 0.0 : std::clamp(value, 20.0, 1000.0);
    };
    settings.widthMillimetres = size("widthMillimetres", settings.widthMillimetres);
    settings.heightMillimetres = size("heightMillimetres", settings.heightMillimetres);
    settings.dpi = std::clamp(json["dpi"].toInt(settings.dpi), 72, 1200);
    settings.light = json["light"].toBool(settings.light);
    settings.caption = json["caption"].toBool(settings.caption);
    settings.cursor = json["cursor"].toBool(settings.cursor);
    settings.numbers = json["numbers"].toBool(settings.numbers);
    return settings;
}

}  // namespace prososcope::gui
