// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>
#include <QWidget>
#include <memory>
#include <optional>

#include "engine/dsp/SpectralSlice.h"
#include "widgets/Accessible.h"
#include "widgets/FigurePart.h"
#include "widgets/PaneStack.h"

class QPainter;

namespace prososcope::widgets {

/// A peak of an envelope.
struct SlicePeak {
    double hertz = 0.0;
    double decibels = 0.0;
};

/// The spectrum at one time as a line, and over it the envelope of its linear prediction with the frequencies of its peaks.
/// The horizontal axis is frequency from 0 to that of the last bin, the vertical one 80 dB in dB re full scale squared per
/// Hz, up to the next 10 dB above the highest value. Hovering tells frequency and both levels; Ctrl+C copies all numbers with a
/// heading, separated by tabs. Draws only; the slice is shared, null where there is none. GUI thread.
class SliceView : public QWidget, public PlotSummary, public PaneGrip, public FigurePart {
    Q_OBJECT
public:
    static constexpr double kRangeDecibels = 80.0;
    static constexpr int kMostPeaks = 6;

    explicit SliceView(QWidget* parent = nullptr);

    void setSlice(std::shared_ptr<const dsp::SpectralSlice> slice, double seconds);
    void setName(const QString& name);
    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] const dsp::SpectralSlice* slice() const { return m_slice.get(); }
    /// The highest peaks of an envelope, at most kMostPeaks, by frequency; each refined by a parabola.
    [[nodiscard]] static QList<SlicePeak> peaks(const dsp::SpectralSlice& slice);
    /// Frequency, spectrum and envelope of each bin, a line each with a heading; numbers with a dot.
    [[nodiscard]] QString copyText() const;
    [[nodiscard]] double xAt(double hertz) const;
    [[nodiscard]] double hertzAt(double x) const;
    [[nodiscard]] double yAt(double decibels) const;

    [[nodiscard]] QString plotSummary() const override;
    [[nodiscard]] QRectF gripRect() const override;
    void drawFigure(QCPPainter* painter, const QSize& size) override;

Q_SIGNALS:
    /// What is under the pointer, translated; empty when it has left.
    void hovered(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 48}; }
    [[nodiscard]] QSize sizeHint() const override { return {600, 160}; }

private:
    [[nodiscard]] double top() const;
    [[nodiscard]] double maximumHz() const;
    [[nodiscard]] QString readingAt(double hertz) const;
    void draw(QPainter& painter) const;
    void drawAxes(QPainter& painter) const;
    [[nodiscard]] int wide() const { return m_figureSize ? m_figureSize->width() : width(); }
    [[nodiscard]] int high() const { return m_figureSize ? m_figureSize->height() : height(); }
    void drawPeaks(QPainter& painter) const;

    std::shared_ptr<const dsp::SpectralSlice> m_slice;
    double m_seconds = 0.0;
    QString m_name;
    std::optional<double> m_pointer;    ///< its horizontal place
    std::optional<QSize> m_figureSize;  ///< while it is drawn into a figure
};

}  // namespace prososcope::widgets
