// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/TimeTicks.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prososcope::widgets {

namespace {

constexpr std::array kLongSteps{1.0,   2.0,   5.0,    10.0,   15.0,   30.0,    60.0,    120.0,  300.0,
                                600.0, 900.0, 1800.0, 3600.0, 7200.0, 18000.0, 36000.0, 86400.0};

double roundStep(double atLeast) {
    if (atLeast > 0.5) {
        const auto found = std::find_if(kLongSteps.begin(), kLongSteps.end(), [&](double s) { return s >= atLeast; });
        if (found != kLongSteps.end()) return *found;
    }
    const double power = std::pow(10.0, std::floor(std::log10(atLeast)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= atLeast * (1.0 - 1e-9)) return factor * power;
    }
    return 10.0 * power;
}

int decimalsOf(double step) {
    int decimals = 0;
    while (decimals < 6 && step < 0.999) {
        step *= 10.0;
        ++decimals;
    }
    return decimals;
}

}  // namespace

TimeTicks timeTicks(double start, double end, int most) {
    TimeTicks ticks;
    if (!(end > start) || most < 1) return ticks;
    ticks.step = roundStep((end - start) / most);
    const auto last = static_cast<long long>(std::floor(end / ticks.step + 1e-9));
    for (auto i = static_cast<long long>(std::ceil(start / ticks.step - 1e-9)); i <= last; ++i) {
        ticks.seconds.append(static_cast<double>(i) * ticks.step);
    }
    return ticks;
}

QString tickText(double seconds, double step, double duration) {
    const int decimals = decimalsOf(step);
    if (duration < 60.0) return QString::number(seconds, 'f', std::max(decimals, 1));
    const double scale = std::pow(10.0, decimals);
    const double rounded = std::round(seconds * scale) / scale;
    const auto whole = static_cast<long long>(std::floor(rounded));
    const int width = decimals > 0 ? 3 + decimals : 2;
    const QString rest =
        QString::number(rounded - static_cast<double>(whole - whole % 60), 'f', decimals).rightJustified(width, '0');
    if (whole >= 3600) {
        return QString("%1:%2:%3").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QChar('0')).arg(rest);
    }
    return QString("%1:%2").arg(whole / 60).arg(rest);
}

QString positionText(double seconds) { return tickText(std::max(seconds, 0.0), 0.001, 60.0); }

}  // namespace prososcope::widgets
