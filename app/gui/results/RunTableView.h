// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace prososcope::gui {

class RunTableModel;

/// The table of runs as it looks: rows of one height with hairlines between, no grid, whole rows chosen (several, with Ctrl and
/// Shift), a quiet header that sorts. Widths follow the window; columns that no run uses are not shown, and where there is no
/// room those go that the run's facts say too. Borrows the model. GUI thread.
class RunTableView : public QTableView {
    Q_OBJECT
public:
    /// `shown` is what the table shows: `runs` itself or sorted.
    RunTableView(const RunTableModel* runs, QAbstractItemModel* shown, QWidget* parent = nullptr);

    void chooseColumns();  ///< to be called when other columns are used

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void applyTheme();

    const RunTableModel* m_runs;
};

}  // namespace prososcope::gui
