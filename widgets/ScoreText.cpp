// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ScoreText.h"

#include <cmath>

namespace prososcope::widgets {

QString scoreText(double value, int digits) {
    if (!std::isfinite(value)) return QStringLiteral("\u2013");
    QString text = QString::number(std::abs(value), 'f', digits);
    if (text.startsWith(QLatin1String("0."))) text.remove(0, 1);
    return value < 0.0 ? QLatin1Char('-') + text : text;
}

QString probabilityText(double p) {
    if (!std::isfinite(p)) return QStringLiteral("\u2013");
    if (p < 1e-6) return QStringLiteral("< 1e-6");
    return p < 0.001 ? QString::number(p, 'e', 1) : scoreText(p, 3);
}

}  // namespace prososcope::widgets
