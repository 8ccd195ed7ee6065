// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <vector>

#include "widgets/Accessible.h"

namespace prososcope::widgets {

/// The numbers behind a picture as rows of texts, for a table that can be read, heard and copied. Numbers have dots.
struct NumberTable {
    QStringList columns;
    std::vector<QStringList> rows;  ///< each with a text for every column; all but the first column hold numbers
    /// With tabs between cells and a line for the columns; empty where there are no rows.
    [[nodiscard]] QString tabSeparated() const;
};

/// A plot that can say all its numbers.
class NumberedPlot : public PlotSummary {
public:
    [[nodiscard]] virtual NumberTable numbers() const = 0;
};

}  // namespace prososcope::widgets
