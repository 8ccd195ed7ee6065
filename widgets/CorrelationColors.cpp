// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/CorrelationColors.h"

#include <algorithm>
#include <cmath>

#include "widgets/ColorMap.h"
#include "widgets/DivergingMap.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr double kLeastLimit = 1e-6;
constexpr int kHatchStep = 5;  // pixels between slanted lines
constexpr int kDotStep = 3;

double linear(int channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

}  // namespace

QRgb CorrelationColors::withoutChroma(QRgb color) {
    // A grey has the lightness of a colour where it has its luminance.
    const double luminance = 0.2126 * linear(qRed(color)) + 0.7152 * linear(qGreen(color)) + 0.0722 * linear(qBlue(color));
    const double encoded = luminance <= 0.0031308 ? 12.92 * luminance : 1.055 * std::pow(luminance, 1.0 / 2.4) - 0.055;
    const int grey = std::clamp(static_cast<int>(std::lround(255.0 * encoded)), 0, 255);
    return qRgb(grey, grey, grey);
}

CorrelationColors::CorrelationColors(bool absolute, double limit)
    : m_absolute(absolute),
      m_limit(std::max(kLeastLimit, limit)),
      m_ground(Theme::instance().color(Ink::Data).rgb()),
      m_ink(Theme::instance().color(Ink::Muted).rgb()) {
    const ColorMap sequential(QStringLiteral("viridis"));
    for (int i = 0; i < kSteps; ++i) {
        const double share = static_cast<double>(i) / (kSteps - 1);
        const auto at = static_cast<std::size_t>(i);
        m_significant[at] = absolute ? sequential.at(share) : diverging(2.0 * share - 1.0).rgb();
        m_other[at] = withoutChroma(m_significant[at]);
    }
}

QRgb CorrelationColors::at(double r, bool significant) const {
    const double share = m_absolute ? std::abs(r) / m_limit : 0.5 + 0.5 * r / m_limit;
    const auto step = static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * (kSteps - 1)));
    return significant ? m_significant[step] : m_other[step];
}

void CorrelationColors::hatch(QImage& image, const QRect& pixels) const {
    const QRect inside = pixels.intersected(image.rect());
    const bool small = std::min(pixels.width(), pixels.height()) < kHatchFrom;
    for (int y = inside.top(); y <= inside.bottom(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = inside.left(); x <= inside.right(); ++x) {
            const bool ink = small ? x % kDotStep == 0 && y % kDotStep == 0 : (x + y) % kHatchStep == 0;
            line[x] = ink ? m_ink : m_ground;
        }
    }
}

}  // namespace prososcope::widgets
