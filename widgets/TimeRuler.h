// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

#include "widgets/FigurePart.h"
#include "widgets/TimeView.h"

namespace prososcope::widgets {

/// Few, round ticks of the visible part below the panes; seconds for short recordings, m:ss for long ones. Dragging
/// scrolls. Borrows the time view. GUI thread.
class TimeRuler : public QWidget, public FigurePart {
    Q_OBJECT
public:
    explicit TimeRuler(QWidget* parent = nullptr);
    void setTimeView(TimeView* view);
    void drawFigure(QCPPainter* painter, const QSize& size) override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] double timeAt(double x) const;
    void draw(QPainter* painter, const QSize& size) const;

    QPointer<TimeView> m_view;
    double m_grabTime = 0.0;
};

}  // namespace prososcope::widgets
