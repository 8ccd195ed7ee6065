// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "app/gui/results/ResultTab.h"
#include "app/gui/results/RunData.h"

class QLabel;

namespace prososcope::widgets {
class ReliabilityView;
}

namespace prososcope::gui {

class TextTable;

/// Precision, recall and F1 of each class as a table, and whether the posteriors can be trusted: the reliability diagram with
/// its reading. GUI thread.
class ClassesTab : public ResultTab {
    Q_OBJECT
public:
    explicit ClassesTab(QWidget* parent = nullptr);

    void setRun(const std::shared_ptr<const RunData>& run);  ///< null: nothing
    [[nodiscard]] TextTable* table() const { return m_table; }
    [[nodiscard]] widgets::ReliabilityView* reliability() const { return m_reliability; }
    [[nodiscard]] QString sentence() const override;

private:
    std::shared_ptr<const RunData> m_data;
    TextTable* m_table = nullptr;
    widgets::ReliabilityView* m_reliability = nullptr;
    QLabel* m_figures = nullptr;
    QLabel* m_reading = nullptr;
};

}  // namespace prososcope::gui
