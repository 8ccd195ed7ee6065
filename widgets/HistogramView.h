// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "engine/store/CorpusIndex.h"
#include "widgets/NumberTable.h"

class QCustomPlot;
class QCPBars;

namespace prososcope::widgets {

/// How often values of a quantity occur: a bar for each bin, one more for what lies beyond the last one. The left and right
/// keys choose a bar, Return and a click say that its values are wanted. Below it stand median and range. Keeps a copy.
/// GUI thread. Ctrl+C copies the numbers.
class HistogramView : public QWidget, public NumberedPlot {
    Q_OBJECT
public:
    explicit HistogramView(QWidget* parent = nullptr);

    /// `unit` stands on the axis: "s".
    void setHistogram(const QString& quantity, const QString& unit, store::Histogram histogram);
    [[nodiscard]] const store::Histogram& histogram() const { return m_histogram; }
    [[nodiscard]] int current() const { return m_current; }  ///< index of a bar, -1: none
    /// Where a bar is drawn, for clicks.
    [[nodiscard]] QPoint barCentre(int bar) const;
    [[nodiscard]] QString plotSummary() const override;
    [[nodiscard]] NumberTable numbers() const override;

    [[nodiscard]] QSize sizeHint() const override { return {320, 150}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 110}; }

Q_SIGNALS:
    /// The values of a bar, `high` without an end for the last one.
    void rangeActivated(double low, double high);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] int bars() const { return static_cast<int>(m_histogram.counts.size()) + (m_histogram.above > 0 ? 1 : 0); }
    [[nodiscard]] std::size_t countOf(int bar) const;
    [[nodiscard]] double lowOf(int bar) const { return m_histogram.low + m_histogram.width * bar; }
    [[nodiscard]] QString rangeText(int bar) const;
    [[nodiscard]] int barAt(const QPoint& point) const;
    void setCurrent(int bar);
    void activate(int bar);
    void redraw();
    void paintOver(QPainter& painter) const;

    store::Histogram m_histogram;
    QString m_quantity;
    QString m_unit;
    int m_current = -1;
    QCustomPlot* m_plot = nullptr;
    QWidget* m_overlay = nullptr;
    QCPBars* m_bars = nullptr;
    QCPBars* m_chosen = nullptr;
};

}  // namespace prososcope::widgets
