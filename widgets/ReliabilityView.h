// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/analysis/Calibration.h"
#include "widgets/PickPlot.h"

class QCPBars;
class QCPGraph;

namespace prososcope::widgets {

/// A reliability diagram: for each bin of the largest posterior a bar as high as the share that is right, a short line where
/// the mean posterior says it ought to be, and the diagonal on which a calibrated system lies. Bins of few utterances are pale.
/// Items are the bins that hold something. Keeps a copy. GUI thread.
class ReliabilityView : public PickPlot {
    Q_OBJECT
public:
    explicit ReliabilityView(QWidget* parent = nullptr);

    void setCalibration(analysis::RunCalibration calibration);  ///< without bins: nothing to show
    [[nodiscard]] const analysis::RunCalibration& calibration() const { return m_calibration; }
    /// Whether the posteriors are too high or too low, in one line.
    [[nodiscard]] QString reading() const;

    [[nodiscard]] int items() const override { return static_cast<int>(m_filled.size()); }
    [[nodiscard]] QString itemText(int item) const override;
    [[nodiscard]] NumberTable numbers() const override;

protected:
    [[nodiscard]] QPointF itemPixel(int item) const override;
    [[nodiscard]] int itemAt(const QPoint& point) const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString emptySentence() const override;
    void redraw() override;
    void paintOver(QPainter& painter) const override;

private:
    [[nodiscard]] const analysis::ReliabilityBin& bin(int item) const {
        return m_calibration.bins[m_filled[static_cast<std::size_t>(item)]];
    }

    analysis::RunCalibration m_calibration;
    std::vector<std::size_t> m_filled;  ///< bins that hold something
    QCPBars* m_bars = nullptr;
    QCPBars* m_pale = nullptr;
    QCPGraph* m_diagonal = nullptr;
};

}  // namespace prososcope::widgets
