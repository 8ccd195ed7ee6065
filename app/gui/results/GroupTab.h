// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/results/ResultTab.h"
#include "engine/analysis/RunGroups.h"

class QLabel;

namespace prososcope::widgets {
class DotColumns;
}

namespace prososcope::gui {

class TextTable;

/// The runs of one sweep or of several seeds: mean, standard deviation and range over the seeds of each point, as a table and
/// as a dot for each run. A click on a dot asks for its run. GUI thread.
class GroupTab : public ResultTab {
    Q_OBJECT
public:
    explicit GroupTab(QWidget* parent = nullptr);

    void setRuns(std::vector<store::RunRecord> runs);  ///< of one group; fewer than two: nothing to show
    [[nodiscard]] bool isEmpty() const { return m_runs.size() < 2; }
    [[nodiscard]] widgets::DotColumns* dots() const { return m_dots; }
    [[nodiscard]] TextTable* table() const { return m_table; }
    [[nodiscard]] QString sentence() const override;

private:
    [[nodiscard]] QString quantity() const;  ///< "UAR", "CCC"

    std::vector<store::RunRecord> m_runs;  ///< by id
    std::vector<analysis::GroupPoint> m_points;
    QLabel* m_title = nullptr;
    TextTable* m_table = nullptr;
    widgets::DotColumns* m_dots = nullptr;
};

}  // namespace prososcope::gui
