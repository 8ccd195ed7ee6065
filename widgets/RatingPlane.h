// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <utility>

#include "engine/store/CorpusIndex.h"
#include "widgets/NumberTable.h"

class QCustomPlot;
class QCPColorMap;

namespace prososcope::widgets {

/// Where ratings lie on the plane of valence and arousal: how many in each square cell, on the sequential map by the root of
/// the number so that single ones are seen, and the mean of every class as its symbol and word. The arrow keys choose a cell,
/// Return and a click say that it is wanted. Keeps a copy. GUI thread. Ctrl+C copies the numbers.
class RatingPlane : public QWidget, public NumberedPlot {
    Q_OBJECT
public:
    explicit RatingPlane(QWidget* parent = nullptr);

    void setCounts(store::PlaneCounts counts);
    [[nodiscard]] const store::PlaneCounts& counts() const { return m_counts; }
    [[nodiscard]] std::pair<int, int> current() const { return m_current; }  ///< column and row from the low ends; -1: none
    [[nodiscard]] QPoint cellCentre(int column, int row) const;
    [[nodiscard]] QString plotSummary() const override;
    /// The classes' means, then the cells that hold something.
    [[nodiscard]] NumberTable numbers() const override;

    [[nodiscard]] QSize sizeHint() const override { return {300, 260}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 160}; }

Q_SIGNALS:
    void cellActivated(double xLow, double xHigh, double yLow, double yHigh);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool isBlank() const { return m_counts.known == 0; }
    [[nodiscard]] std::pair<int, int> cellAt(const QPoint& point) const;
    [[nodiscard]] QString cellSentence(int column, int row) const;
    [[nodiscard]] double xOf(double column) const;
    [[nodiscard]] double yOf(double row) const;
    void setCurrent(int column, int row);
    void activate();
    void redraw();
    void paintOver(QPainter& painter) const;

    store::PlaneCounts m_counts;
    std::pair<int, int> m_current{-1, -1};
    QCustomPlot* m_plot = nullptr;
    QWidget* m_overlay = nullptr;
    QCPColorMap* m_map = nullptr;
};

}  // namespace prososcope::widgets
