// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PulsePlottable.h"

#include <algorithm>
#include <cmath>

#include "widgets/ColorMap.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {
constexpr double kLeastPixels = 3.0;
constexpr float kOpacity = 0.55F;  // the wave is seen through
}  // namespace

PulsePlottable::PulsePlottable(QCPAxis* time, QCPAxis* value) : PanePlottable(time, value) {}

QList<double> PulsePlottable::drawnPulses() const {
    QList<double> list;
    if (!m_pulses) return list;
    const QCPRange keys = keyAxis()->range();
    const auto from = std::lower_bound(m_pulses->begin(), m_pulses->end(), keys.lower);
    const auto to = std::upper_bound(from, m_pulses->end(), keys.upper);
    if (to - from > 1) {
        std::vector<double> gaps;
        for (auto it = from + 1; it != to; ++it) gaps.push_back(*it - *(it - 1));
        std::nth_element(gaps.begin(), gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2), gaps.end());
        if (gaps[gaps.size() / 2] / keys.size() * clipRect().width() < kLeastPixels) return list;
    }
    list.append(QList<double>(from, to));
    return list;
}

void PulsePlottable::draw(QCPPainter* painter) {
    const QRectF rect = clipRect();
    painter->setAntialiasing(false);
    QColor ink = ColorMap::markOn(ColorMap::Mark::Pitch, Theme::instance().isDark());
    ink.setAlphaF(kOpacity);
    for (const double seconds : drawnPulses()) {
        const double x = std::floor(keyAxis()->coordToPixel(seconds));
        painter->fillRect(QRectF(x, rect.top(), 1.0, rect.height()), ink);
    }
}

}  // namespace prososcope::widgets
