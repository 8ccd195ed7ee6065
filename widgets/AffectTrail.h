// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPointF>
#include <QWidget>
#include <deque>

#include "widgets/Accessible.h"

class QPainter;

namespace prososcope::widgets {

/// Where a voice is on the plane of valence (across) and arousal (up), each -1 .. 1, and where it was, fading over some
/// seconds. GUI thread.
class AffectTrail : public QWidget, public PlotSummary {
    Q_OBJECT
public:
    explicit AffectTrail(QWidget* parent = nullptr);

    /// A new place. seconds: when, rising; a time before the last one begins a new trail.
    void add(double seconds, QPointF place, const QColor& color);
    /// No place now, as without speech: the trail goes on fading with `seconds`.
    void addNothing(double seconds);
    void clear();
    void setNote(const QString& note);  ///< "derived from classes"; empty: none
    /// For an audience: words of its contrast and size, on a ground of their own.
    void setPresentation(bool presentation);
    [[nodiscard]] std::size_t places() const { return m_trail.size(); }
    [[nodiscard]] QPointF pixelOf(QPointF place) const;

    [[nodiscard]] QString plotSummary() const override;
    [[nodiscard]] QSize sizeHint() const override { return {320, 320}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {140, 140}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    static constexpr double kFadeSeconds = 12.0;
    struct Place {
        double seconds;
        QPointF at;
        QColor color;
    };
    [[nodiscard]] QRectF circle() const;
    void paintWords(QPainter& painter, const QRectF& area) const;
    void forgetBefore(double seconds);

    std::deque<Place> m_trail;
    bool m_present = false;  ///< the last place is where it is now
    double m_now = 0.0;
    QString m_note;
    bool m_presentation = false;
};

}  // namespace prososcope::widgets
