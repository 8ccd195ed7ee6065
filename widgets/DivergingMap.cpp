// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/DivergingMap.h"

#include <algorithm>
#include <cmath>

#include "widgets/Theme.h"

namespace prososcope::widgets {

QColor diverging(double position) {
    const Theme& theme = Theme::instance();
    const double at = std::isfinite(position) ? std::clamp(position, -1.0, 1.0) : 0.0;
    const QColor middle = theme.color(Ink::Data);
    const QColor end = at < 0.0 ? QColor::fromRgb(theme.isDark() ? 0xff7DB8F0 : 0xff2166AC)
                                : QColor::fromRgb(theme.isDark() ? 0xffFF8F7A : 0xffB2182B);
    const double share = std::abs(at);
    const auto mix = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return {mix(middle.red(), end.red()), mix(middle.green(), end.green()), mix(middle.blue(), end.blue())};
}

}  // namespace prososcope::widgets
