// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace prososcope::gui {

/// A part of a recording, in seconds.
struct SecondsSpan {
    double start = 0.0;
    double end = -1.0;  ///< below 0: to the end
    [[nodiscard]] bool isWhole() const { return start <= 0.0 && end < 0.0; }
    bool operator==(const SecondsSpan&) const = default;
};

/// Adds --start and --end (or those words behind another prefix) to the words of a command line; nothing of a whole recording.
inline void addSpan(QStringList& words, const SecondsSpan& span, const QString& prefix = QStringLiteral("--")) {
    constexpr int kDigits = 12;  // a sample's place in a day of sound
    if (span.isWhole()) return;
    words << prefix + QStringLiteral("start") << QString::number(span.start, 'g', kDigits);
    if (span.end >= 0.0) words << prefix + QStringLiteral("end") << QString::number(span.end, 'g', kDigits);
}

}  // namespace prososcope::gui
