// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/RunTableView.h"

#include <QHeaderView>
#include <array>

#include "app/gui/QuietTable.h"
#include "app/gui/results/RunTableModel.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Theme;

namespace {

constexpr int kRowHeight = 34;
constexpr int kHeaderHeight = 28;
// Shares of the width, in the order of RunTableModel::Column.
constexpr std::array<int, RunTableModel::ColumnCount> kShares{7, 16, 14, 15, 17, 8, 9, 12, 12};

}  // namespace

RunTableView::RunTableView(QWidget* parent) : QTableView(parent) {
    makeQuiet(*this);
    horizontalHeader()->setSortIndicatorShown(true);
    setSortingEnabled(true);
    setAccessibleName(tr("Runs"));
    connect(&Theme::instance(), &Theme::changed, this, &RunTableView::applyTheme);
    applyTheme();
}

void RunTableView::applyTheme() {
    const double scale = Theme::instance().scale();
    verticalHeader()->setDefaultSectionSize(static_cast<int>(kRowHeight * scale));
    horizontalHeader()->setFixedHeight(static_cast<int>(kHeaderHeight * scale));
    viewport()->update();
}

void RunTableView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    shareWidth(*this, kShares);
}

}  // namespace prososcope::gui
