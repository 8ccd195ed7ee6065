// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace prososcope::gui {

/// The table of runs as it looks: rows of one height with hairlines between, no grid, whole rows chosen, a quiet header that
/// sorts. Widths follow the window, the experiment and the protocol take what is left. GUI thread.
class RunTableView : public QTableView {
    Q_OBJECT
public:
    explicit RunTableView(QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void applyTheme();
};

}  // namespace prososcope::gui
