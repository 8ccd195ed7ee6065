// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "app/gui/results/ResultTab.h"
#include "app/gui/results/RunData.h"

class QHBoxLayout;

namespace prososcope::widgets {
class ScatterView;
}

namespace prososcope::gui {

class TextTable;

/// Predicted against labelled values of each dimension of a run, and the scores with their intervals. A click on a point lists
/// its utterance. GUI thread.
class ScatterTab : public ResultTab {
    Q_OBJECT
public:
    explicit ScatterTab(QWidget* parent = nullptr);

    void setRun(const std::shared_ptr<const RunData>& run);  ///< null, or a run without dimensions: nothing
    [[nodiscard]] const QList<widgets::ScatterView*>& plots() const { return m_plots; }
    [[nodiscard]] TextTable* table() const { return m_table; }
    [[nodiscard]] QString sentence() const override;

private:
    void list(widgets::ScatterView* plot, int item);

    std::shared_ptr<const RunData> m_data;
    QHBoxLayout* m_row = nullptr;
    QList<widgets::ScatterView*> m_plots;
    TextTable* m_table = nullptr;
};

}  // namespace prososcope::gui
