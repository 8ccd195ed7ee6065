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

constexpr int kRunRowHeight = 34;
constexpr int kHeaderHeight = 28;
// The least width in pixels of each column, in the order of RunTableModel::Column; what is left is shared out alike.
constexpr std::array<int, RunTableModel::ColumnCount> kWidths{58, 132, 132, 120, 120, 150, 130, 100, 62, 64, 106, 84};
// Left out first where there is no room.
constexpr std::array kSpared{RunTableModel::DeviceName, RunTableModel::Seeds, RunTableModel::When, RunTableModel::Protocol};

}  // namespace

RunTableView::RunTableView(const RunTableModel* runs, QAbstractItemModel* shown, QWidget* parent)
    : QTableView(parent), m_runs(runs) {
    makeQuiet(*this);
    setModel(shown);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    horizontalHeader()->setSortIndicatorShown(true);
    setSortingEnabled(true);
    setAccessibleName(tr("Runs"));
    connect(&Theme::instance(), &Theme::changed, this, &RunTableView::applyTheme);
    applyTheme();
}

void RunTableView::applyTheme() {
    const double scale = Theme::instance().scale();
    verticalHeader()->setDefaultSectionSize(static_cast<int>(kRunRowHeight * scale));
    horizontalHeader()->setFixedHeight(static_cast<int>(kHeaderHeight * scale));
    chooseColumns();
    viewport()->update();
}

void RunTableView::chooseColumns() {
    auto shares = kWidths;
    int sum = 0;
    for (int column = 0; column < RunTableModel::ColumnCount; ++column) {
        int& share = shares[static_cast<std::size_t>(column)];
        if (!m_runs->isUsed(column)) share = 0;
        sum += share;
    }
    const int room = static_cast<int>(viewport()->width() / Theme::instance().scale());
    for (const int column : kSpared) {
        int& share = shares[static_cast<std::size_t>(column)];
        if (sum <= room) break;
        sum -= share;
        share = 0;
    }
    for (int column = 0; column < RunTableModel::ColumnCount; ++column)
        setColumnHidden(column, shares[static_cast<std::size_t>(column)] == 0);
    shareWidth(*this, shares);
}

void RunTableView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    chooseColumns();
}

}  // namespace prososcope::gui
