// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/NumberTable.h"

namespace prososcope::widgets {

QString NumberTable::tabSeparated() const {
    if (rows.empty()) return {};
    QString text = columns.join(QLatin1Char('\t')) + QLatin1Char('\n');
    for (const QStringList& row : rows) text += row.join(QLatin1Char('\t')) + QLatin1Char('\n');
    return text;
}

}  // namespace prososcope::widgets
