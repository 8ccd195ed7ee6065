// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>
#include <span>

namespace prososcope::gui {

/// Gives a table the look of this program: rows with hairlines between, no grid, whole rows chosen with the selection's
/// colour and an accent edge, a quiet header that shows the order. Cells take font, ink and a small icon from the model.
void makeQuiet(QTableView& table);

/// Divides the width of the table among its columns in these shares.
void shareWidth(QTableView& table, std::span<const int> shares);

}  // namespace prososcope::gui
