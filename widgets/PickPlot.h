// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QWidget>

#include "widgets/NumberTable.h"

class QCustomPlot;

namespace prososcope::widgets {

/// A quiet plot of things that can be chosen: bins, points, dots. A click on one chooses and activates it, the left and right
/// keys (Home and End for the ends) choose, Return activates, hovering tells, Ctrl+C copies the numbers. What is drawn is up to
/// those who derive from it: `redraw` puts data into `plot` and is called when the theme changes. GUI thread.
class PickPlot : public QWidget, public NumberedPlot {
    Q_OBJECT
public:
    explicit PickPlot(QWidget* parent = nullptr);

    [[nodiscard]] int current() const { return m_current; }  ///< -1: none
    void setCurrent(int item);
    [[nodiscard]] virtual int items() const = 0;
    /// Where an item is drawn, for clicks.
    [[nodiscard]] QPoint itemPlace(int item) const;
    [[nodiscard]] virtual QString itemText(int item) const = 0;
    [[nodiscard]] QString plotSummary() const override;

    [[nodiscard]] QSize sizeHint() const override { return {320, 280}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 140}; }

Q_SIGNALS:
    void currentChanged(int item);
    void itemActivated(int item);

protected:
    [[nodiscard]] QCustomPlot& plot() const { return *m_plot; }
    [[nodiscard]] virtual QPointF itemPixel(int item) const = 0;  ///< in the plot
    [[nodiscard]] virtual int itemAt(const QPoint& point) const;  ///< the nearest within a few pixels, -1: none
    [[nodiscard]] virtual QString summary() const = 0;            ///< of all
    [[nodiscard]] virtual QString emptySentence() const = 0;      ///< shown where there is nothing
    virtual void redraw() = 0;
    virtual void paintOver(QPainter& painter) const;  ///< the chosen one, by default as a ring; not called without items
    void updateOver();                                ///< it looks different now
    void finishRedraw();                              ///< to be called at the end of `redraw`

    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void paintAll(QPainter& painter) const;

    QCustomPlot* m_plot = nullptr;
    QWidget* m_overlay = nullptr;
    int m_current = -1;
};

}  // namespace prososcope::widgets
