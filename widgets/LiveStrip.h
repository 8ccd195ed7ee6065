// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QStringList>
#include <QWidget>
#include <deque>
#include <span>
#include <vector>

#include "widgets/Accessible.h"
#include "widgets/ColorMap.h"

namespace prososcope::widgets {

/// The last seconds of sound as it comes, the newest at the right: waveform, spectrogram, and under them the posteriors as a
/// band of stacked colours, grey where there was no speech. The spectrogram is grey on white in the light theme, viridis in the
/// dark one: no white wall in a dark room. Where nothing was heard yet there is no colour. Columns lie in a picture that is
/// written in a ring, so that a new one costs no more than itself. GUI thread.
class LiveStrip : public QWidget, public PlotSummary {
    Q_OBJECT
public:
    explicit LiveStrip(QWidget* parent = nullptr);

    void setClasses(const QStringList& classes);
    /// How much is shown, and how long a column lasts. Forgets what was shown.
    void setSpan(double spanSeconds, double columnSeconds);
    /// low, high: of the samples, -1 .. 1. decibels: from 0 Hz on; quieter than `floorDb` is the ground, at `ceilingDb` the
    /// ink.
    void addColumn(float low, float high, std::span<const float> decibels);
    /// From the next column on; empty: no speech.
    void setPosteriors(std::vector<double> posteriors);
    /// A mark at the newest column.
    void addMark();
    void clear();
    void setRange(double floorDb, double ceilingDb);

    [[nodiscard]] std::size_t columns() const { return m_columns.size(); }  ///< that are shown
    [[nodiscard]] QString plotSummary() const override;
    [[nodiscard]] QSize sizeHint() const override { return {800, 260}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Column {
        float low, high;
        bool mark;
        std::vector<double> posteriors;
    };
    void paintWave(QPainter& painter, const QRectF& area) const;
    void paintRing(QPainter& painter, const QRectF& area, const QImage& ring) const;
    void paintMarks(QPainter& painter, const QRectF& area) const;
    void drawBand(int x, const std::vector<double>& posteriors);
    void redrawBand();
    void takeTheme();
    [[nodiscard]] int ringPlace(std::size_t column) const;
    [[nodiscard]] std::size_t capacity() const { return static_cast<std::size_t>(m_band.width()); }

    QStringList m_classes;
    ColorMap m_map;
    double m_columnSeconds = 0.02;
    double m_floorDb = -100.0;
    double m_ceilingDb = -38.0;
    std::deque<Column> m_columns;
    std::vector<double> m_posteriors;
    bool m_markNext = false;
    QImage m_spectrum;  ///< [bins, ring], a column of steps of the map each
    QImage m_band;
    int m_next = 0;  ///< ring place of the next column
};

}  // namespace prososcope::widgets
