// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QSize>
#include <QString>

namespace prososcope::gui {

/// How a figure of the view is made. A value; reading from JSON takes what fits.
struct FigureSettings {
    enum class Format { Png, Svg, Pdf };
    static constexpr double kOneColumn = 85.0;  ///< millimetres, as journals have them
    static constexpr double kTwoColumns = 170.0;

    Format format = Format::Png;
    double widthMillimetres = kTwoColumns;  ///< 0: as wide and high as on the screen
    double heightMillimetres = 0.0;         ///< of the panes; 0: in proportion to the width
    int dpi = 300;                          ///< of pictures, also of those inside SVG and PDF
    bool light = true;                      ///< the light theme, whatever the window's
    bool caption = true;                    ///< recording, span and all settings below the panes
    bool cursor = false;                    ///< cursor and selection as on the screen
    bool numbers = false;                   ///< a CSV of what is drawn beside the figure

    bool operator==(const FigureSettings&) const = default;
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static FigureSettings fromJson(const QJsonObject& json);
    [[nodiscard]] static QString ending(Format format);  ///< "png"
    /// The format that a file name ends in, else PNG.
    [[nodiscard]] static Format formatOf(const QString& file);
};

}  // namespace prososcope::gui
