// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QString>
#include <array>

namespace prososcope::widgets {

/// A sequential colour map of 256 steps for pictures such as spectrograms: "grey" (white ground, dark where there is
/// much, in both themes as in print), "viridis", "cividis" or "magma". Unknown names give grey. Immutable; any thread.
/// Viridis and magma: S. van der Walt and N. Smith, 2015; cividis: J. Nunez, C. Anderton, R. Renslow, PLoS ONE 13(7),
/// 2018; here interpolated between eleven published stops.
class ColorMap {
public:
    explicit ColorMap(const QString& name);

    [[nodiscard]] static const QList<QString>& names();  ///< in the order shown to users
    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] QRgb at(double position) const;  ///< 0..1, clamped
    [[nodiscard]] const std::array<QRgb, 256>& table() const { return m_table; }

    /// What may lie over a picture: colours that stand out against the map's own ground, with a casing around each.
    enum class Mark { Pitch, Formants, Intensity, Harmonicity };
    [[nodiscard]] QColor mark(Mark mark) const { return markOn(mark, m_name != QLatin1String("grey")); }
    [[nodiscard]] QColor markCasing() const;
    /// Grid lines over the picture: the contrary of its ground, seen through.
    [[nodiscard]] QColor gridInk() const;
    /// The same for a light or a dark ground, for the labels of their axes.
    [[nodiscard]] static QColor markOn(Mark mark, bool darkGround);

    /// Lines over a picture of any map: the line itself and its casing of 1 px on either side.
    [[nodiscard]] static QColor lineOnImage();
    [[nodiscard]] static QColor casingOnImage();

private:
    QString m_name;
    std::array<QRgb, 256> m_table{};
};

}  // namespace prososcope::widgets
