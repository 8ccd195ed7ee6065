// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace prososcope::widgets {

/// Few, round places on a time axis: every `step` seconds, labels at the multiples of `step`.
struct TimeTicks {
    double step = 1.0;
    QList<double> seconds;
};

/// Ticks inside [start, end] so that at most `most` labels fit; steps are 1, 2, 5 times powers of ten below a second
/// and 1, 2, 5, 10, 15, 30 of seconds, minutes and hours above. An empty range gives no ticks.
[[nodiscard]] TimeTicks timeTicks(double start, double end, int most);

/// A tick's label: "0.5" in recordings below a minute, else "1:05", "1:05.2" or "1:01:05", as fine as `step` asks.
[[nodiscard]] QString tickText(double seconds, double step, double duration);

/// A position to the millisecond, as in the status line: "0:03.412", "1:02:03.412".
[[nodiscard]] QString positionText(double seconds);

}  // namespace prososcope::widgets
