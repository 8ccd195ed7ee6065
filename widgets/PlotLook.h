// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <functional>

class QCustomPlot;

namespace prososcope::widgets {

/// Gives a plot of one axis rectangle the quiet look of this program in the present theme: hairlines, muted small numbers with
/// dots, no ticks. Borrowed plot; GUI thread.
void makeQuietPlot(QCustomPlot& plot);

/// What is painted over a plot and changes without its being drawn again: the chosen cell, the focus, a sentence where there is
/// nothing to draw. A child of `over`, always as large; the mouse goes through it. GUI thread.
class PlotOverlay : public QWidget {
    Q_OBJECT
public:
    PlotOverlay(QWidget* over, std::function<void(QPainter&)> paint);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    std::function<void(QPainter&)> m_paint;
};

}  // namespace prososcope::widgets
