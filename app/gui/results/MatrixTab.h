// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "app/gui/results/ResultTab.h"
#include "app/gui/results/RunData.h"
#include "widgets/ConfusionView.h"

class QComboBox;
class QLabel;

namespace prososcope::gui {

/// The confusion matrix of a run, of all its folds or of one fold, speaker or gender, as counts or shares; beside it the recall
/// of speakers or genders. GUI thread.
class MatrixTab : public ResultTab {
    Q_OBJECT
public:
    explicit MatrixTab(QWidget* parent = nullptr);

    void setRun(const std::shared_ptr<const RunData>& run);  ///< null: nothing
    /// Lists the current cell; where there is none, the largest confusion becomes it.
    void listCurrent();
    [[nodiscard]] widgets::ConfusionView* matrix() const { return m_matrix; }
    [[nodiscard]] widgets::SpeakerBars* bars() const { return m_bars; }
    [[nodiscard]] const analysis::PredictionSlice& slice() const { return m_slice; }
    void setSlice(const analysis::PredictionSlice& slice);  ///< all where the run has no such part
    void setShow(widgets::ConfusionView::Show show);
    [[nodiscard]] QString sentence() const override;

private:
    void fillParts();
    void showPart();
    void showBars();
    void list(int truth, int predicted, bool focus);
    [[nodiscard]] QString partText() const;

    std::shared_ptr<const RunData> m_data;
    analysis::PredictionSlice m_slice;
    std::vector<analysis::PredictionSlice> m_parts;  ///< by the data of m_part's entries
    QComboBox* m_show = nullptr;
    QComboBox* m_part = nullptr;
    QComboBox* m_by = nullptr;
    QLabel* m_warning = nullptr;  ///< of a run whose figures are too good
    widgets::ConfusionView* m_matrix = nullptr;
    widgets::SpeakerBars* m_bars = nullptr;
};

}  // namespace prososcope::gui
