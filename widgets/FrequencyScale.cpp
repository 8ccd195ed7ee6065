// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/FrequencyScale.h"

#include <algorithm>
#include <cmath>

namespace prososcope::widgets {

namespace {

constexpr double kMelFactor = 2595.0;
constexpr double kMelCorner = 700.0;
constexpr double kAtEdge = 0.02;  // of the height: nearer to the top or bottom nothing is labelled

}  // namespace

FrequencyScale::FrequencyScale(const QString& name) {
    if (name == QLatin1String("mel")) m_kind = Kind::Mel;
    if (name == QLatin1String("log")) m_kind = Kind::Log;
}

const QList<QString>& FrequencyScale::names() {
    static const QList<QString> list{"linear", "mel", "log"};
    return list;
}

double FrequencyScale::toAxis(double hertz) const {
    switch (m_kind) {
        case Kind::Mel:
            return kMelFactor * std::log10(1.0 + std::max(hertz, 0.0) / kMelCorner);
        case Kind::Log:
            return std::log2(std::max(hertz, 1.0) / kLowestLogHz);
        case Kind::Linear:
            break;
    }
    return hertz;
}

double FrequencyScale::toHertz(double axis) const {
    switch (m_kind) {
        case Kind::Mel:
            return kMelCorner * (std::pow(10.0, axis / kMelFactor) - 1.0);
        case Kind::Log:
            return kLowestLogHz * std::exp2(axis);
        case Kind::Linear:
            break;
    }
    return axis;
}

QList<double> FrequencyScale::ticks(double maximumHz, double leastAxis) const {
    QList<double> list;
    if (m_kind == Kind::Linear) {
        const double step = maximumHz > 12000.0 ? 5000.0 : maximumHz > 6000.0 ? 2000.0 : maximumHz > 2000.0 ? 1000.0 : 500.0;
        for (double hertz = step; hertz < maximumHz - step / 4.0; hertz += step) list.append(hertz);
        return list;
    }
    const double top = toAxis(maximumHz);
    double below = -leastAxis;
    for (const double decade : {100.0, 1000.0, 10000.0}) {
        for (const double digit : {1.0, 2.0, 3.0, 5.0, 7.0}) {
            const double place = toAxis(decade * digit);
            if (place > top * (1.0 - kAtEdge) || place < top * kAtEdge || place - below < leastAxis) continue;
            list.append(decade * digit);
            below = place;
        }
    }
    return list;
}

}  // namespace prososcope::widgets
