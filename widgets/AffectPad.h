// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QWidget>
#include <vector>

#include "widgets/Accessible.h"

namespace prososcope::widgets {

/// The plane of valence (across) and arousal (up), both from -1 to 1, on which a person shows how a voice sounds: the point
/// follows the mouse without a button, and the arrow keys by a twentieth (with Shift by a fifth). What was shown since the last
/// `clearTrail` fades behind it. Whoever uses it samples `point` in time. GUI thread.
class AffectPad : public QWidget, public PlotSummary {
    Q_OBJECT
public:
    explicit AffectPad(QWidget* parent = nullptr);

    [[nodiscard]] QPointF point() const { return m_point; }  ///< valence, arousal
    void setPoint(QPointF point);
    /// Follows the mouse and the keys, or stands still.
    void setLive(bool live);
    void clearTrail();
    [[nodiscard]] QString plotSummary() const override;
    /// Where a point of the plane is drawn, for tests.
    [[nodiscard]] QPointF pixelOf(QPointF point) const;

    [[nodiscard]] QSize sizeHint() const override { return {420, 420}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {220, 220}; }

Q_SIGNALS:
    /// The person moved it.
    void moved(QPointF point);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] QRectF square() const;
    void moveTo(QPointF point);

    QPointF m_point;
    bool m_live = false;
    std::vector<QPointF> m_trail;
};

}  // namespace prososcope::widgets
