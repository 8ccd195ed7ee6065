// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QRect>
#include <array>

namespace prososcope::widgets {

/// The colours of correlations in the theme of the moment at which this was made: signed r by `diverging`, from -limit over 0
/// (the data colour) to limit, or |r| by viridis from 0 to limit. What is not significant keeps its lightness (CIE L*) and
/// loses its chroma. Undefined values have no colour: they are hatched. A plain value of two tables; any thread.
class CorrelationColors {
public:
    /// limit: the |r| at the ends, the same for all maps that are compared; above 0.
    CorrelationColors(bool absolute, double limit);

    [[nodiscard]] bool isAbsolute() const { return m_absolute; }
    [[nodiscard]] double limit() const { return m_limit; }
    /// r is finite; beyond the limit it has the colour of the limit.
    [[nodiscard]] QRgb at(double r, bool significant) const;
    /// Fills a part of a picture (in its own pixels) with what stands for "undefined": slanted lines in the muted colour, or
    /// dots where there is room for less than `kHatchFrom` pixels either way.
    void hatch(QImage& image, const QRect& pixels) const;
    static constexpr int kHatchFrom = 8;

    /// The grey of the same lightness.
    [[nodiscard]] static QRgb withoutChroma(QRgb color);

private:
    static constexpr int kSteps = 2041;  // odd, so that 0 has a step of its own
    bool m_absolute;
    double m_limit;
    QRgb m_ground;
    QRgb m_ink;
    std::array<QRgb, kSteps> m_significant{};
    std::array<QRgb, kSteps> m_other{};
};

}  // namespace prososcope::widgets
