// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include "widgets/PanePlottable.h"
#include "widgets/WaveformImage.h"

namespace prososcope::widgets {

/// A recording's waveform on a time axis in seconds, blitted from a cached picture: peaks in one tone, RMS inside in the
/// other; one lane for each channel (at most eight). From 256 frames a column on it is drawn from the peak pyramid, below
/// from the samples that a loader brought (`needsSamples`), until they come from the pyramid's finest blocks. The scale
/// is fixed, +-1 / gain. Owned by the plot. GUI thread.
class WaveformPlottable : public PanePlottable {
    Q_OBJECT
public:
    WaveformPlottable(QCPAxis* time, QCPAxis* value);

    void setPeaks(std::shared_ptr<const audio::PeakPyramid> peaks);
    void setSamples(SampleBlockPtr samples);
    void setGain(double gain);
    /// One channel alone, over the whole height; below 0: all of them.
    void setChannel(int channel);
    [[nodiscard]] double gain() const { return m_gain; }
    /// The pyramid has grown: the picture is drawn again at the next replot.
    void invalidate() { m_image = {}; }
    void forgetPicture() override { invalidate(); }
    /// The samples where they are seen, else the lowest and highest of each column of the picture.
    [[nodiscard]] QList<PlotSeries> numbers() const override;
    /// Whether the visible part is shown finer than the pyramid resolves and the samples at hand do not cover it.
    [[nodiscard]] bool needsSamples() const;
    [[nodiscard]] const QImage& image() const { return m_image; }

    QCPRange getKeyRange(bool& foundRange, QCP::SignDomain domain = QCP::sdBoth) const override;
    QCPRange getValueRange(bool& foundRange, QCP::SignDomain domain = QCP::sdBoth,
                           const QCPRange& keys = QCPRange()) const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    void render(const QSize& pixels, double ratio);
    [[nodiscard]] double startFrame() const;
    [[nodiscard]] double endFrame() const;
    [[nodiscard]] bool samplesCover() const;

    std::shared_ptr<const audio::PeakPyramid> m_peaks;
    SampleBlockPtr m_samples;
    double m_gain = 1.0;
    int m_channel = -1;
    QImage m_image;
    double m_imageStart = 0.0;
    double m_imageEnd = 0.0;
};

}  // namespace prososcope::widgets
