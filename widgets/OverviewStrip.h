// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPointer>
#include <QWidget>
#include <memory>

#include "engine/audio/PeakPyramid.h"
#include "widgets/Accessible.h"
#include "widgets/EmotionTrack.h"
#include "widgets/TimeView.h"
#include "widgets/WaveformImage.h"

namespace prososcope::widgets {

/// The whole recording in one low strip: waveform (RMS inside peaks), the most likely emotion as a thin band below it,
/// and the visible part as a frame that is dragged, resized at its edges, or jumps to a click. Drawn from a cached
/// picture; only the frame and the cursor are painted anew. Borrows the time view. GUI thread.
class OverviewStrip : public QWidget, public PlotSummary {
    Q_OBJECT
public:
    explicit OverviewStrip(QWidget* parent = nullptr);

    void setTimeView(TimeView* view);
    void setPeaks(std::shared_ptr<const audio::PeakPyramid> peaks);
    void setTrack(std::shared_ptr<const EmotionTrack> track);
    /// Samples of the whole recording, where it is short enough that blocks of the pyramid would be wider than a pixel.
    void setSamples(SampleBlockPtr samples);
    void setGain(double gain);
    void invalidate();                   ///< pyramid or track have changed
    [[nodiscard]] QRectF frame() const;  ///< the visible part, in widget coordinates
    [[nodiscard]] QString plotSummary() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool event(QEvent* event) override;

private:
    enum class Drag { None, Move, Start, End };
    [[nodiscard]] Drag partAt(double x) const;
    [[nodiscard]] double timeAt(double x) const;
    void render();

    QPointer<TimeView> m_view;
    std::shared_ptr<const audio::PeakPyramid> m_peaks;
    std::shared_ptr<const EmotionTrack> m_track;
    SampleBlockPtr m_samples;
    double m_gain = 1.0;
    QImage m_image;
    Drag m_drag = Drag::None;
    double m_grab = 0.0;
};

}  // namespace prososcope::widgets
