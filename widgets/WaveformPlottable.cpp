// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/WaveformPlottable.h"

#include <algorithm>
#include <cmath>

#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr int kMostLanes = 8;
constexpr double kLineFrames = 4.0;  // fewer frames than this in a column are drawn as a line

}  // namespace

WaveformPlottable::WaveformPlottable(QCPAxis* time, QCPAxis* value) : PanePlottable(time, value) {
    connect(&Theme::instance(), &Theme::changed, this, &WaveformPlottable::invalidate);
}

void WaveformPlottable::setPeaks(std::shared_ptr<const audio::PeakPyramid> peaks) {
    if (peaks != m_peaks) m_samples.reset();
    m_peaks = std::move(peaks);
    invalidate();
}

void WaveformPlottable::setSamples(SampleBlockPtr samples) {
    m_samples = std::move(samples);
    invalidate();
}

void WaveformPlottable::setGain(double gain) {
    m_gain = gain;
    invalidate();
}

void WaveformPlottable::setChannel(int channel) {
    m_channel = channel;
    invalidate();
}

double WaveformPlottable::startFrame() const { return keyAxis()->range().lower * m_peaks->rateHz(); }
double WaveformPlottable::endFrame() const { return keyAxis()->range().upper * m_peaks->rateHz(); }

bool WaveformPlottable::samplesCover() const {
    if (!m_samples || m_samples->channels.empty()) return false;
    const auto wantedStart = std::max<std::int64_t>(0, static_cast<std::int64_t>(std::floor(startFrame())));
    const auto wantedEnd = std::min(m_peaks->frames(), static_cast<std::int64_t>(std::ceil(endFrame())));
    return m_samples->startFrame <= wantedStart && m_samples->endFrame() >= wantedEnd;
}

bool WaveformPlottable::needsSamples() const {
    if (!m_peaks || m_peaks->frames() == 0) return false;
    const double columns = std::max(1.0, clipRect().width() * parentPlot()->bufferDevicePixelRatio());
    return !audio::PeakPyramid::resolves((endFrame() - startFrame()) / columns) && !samplesCover();
}

void WaveformPlottable::render(const QSize& pixels, double ratio) {
    m_imageStart = keyAxis()->range().lower;
    m_imageEnd = keyAxis()->range().upper;
    m_image = QImage(pixels, QImage::Format_ARGB32_Premultiplied);
    m_image.fill(Qt::transparent);
    const auto& theme = Theme::instance();
    const int lanes = m_channel >= 0 ? 1 : std::clamp(m_peaks->channels(), 1, kMostLanes);
    const double from = startFrame();
    const double to = endFrame();
    const double perColumn = (to - from) / pixels.width();
    const bool fine = !audio::PeakPyramid::resolves(perColumn);
    const bool exact = fine && samplesCover();
    for (int lane = 0; lane < lanes; ++lane) {
        const int top = lane * pixels.height() / lanes;
        const int height = (lane + 1) * pixels.height() / lanes - top;
        const int index = m_channel >= 0 ? m_channel : lane;
        const auto channel = static_cast<std::size_t>(index);
        if (exact && channel < m_samples->channels.size()) {
            const auto& samples = m_samples->channels[channel];
            if (perColumn < kLineFrames) {
                drawSamples(m_image, top, height, samples, m_samples->startFrame, from, to, m_gain, ratio,
                            theme.color(Ink::WaveformRms));
                continue;
            }
            std::vector<audio::Peak> columns(static_cast<std::size_t>(pixels.width()));
            summariseSamples(samples, m_samples->startFrame, from, to, columns);
            drawEnvelope(m_image, top, height, columns, m_gain, theme.color(Ink::Waveform), theme.color(Ink::WaveformRms));
            continue;
        }
        std::vector<audio::Peak> columns(static_cast<std::size_t>(pixels.width()));
        if (fine) {
            const auto stretches =
                std::max<std::size_t>(1, static_cast<std::size_t>((to - from) / audio::PeakPyramid::kBaseFrames));
            std::vector<audio::Peak> coarse(stretches);
            m_peaks->summarise(index, from, to, coarse);
            for (std::size_t x = 0; x < columns.size(); ++x) columns[x] = coarse[x * stretches / columns.size()];
        } else {
            m_peaks->summarise(index, from, to, columns);
        }
        drawEnvelope(m_image, top, height, columns, m_gain, theme.color(Ink::Waveform), theme.color(Ink::WaveformRms));
    }
}

void WaveformPlottable::draw(QCPPainter* painter) {
    if (!m_peaks || m_peaks->frames() == 0) return;
    const QRect rect = clipRect();
    const double ratio = pictureRatio();
    const QSize pixels(std::max(1, static_cast<int>(std::lround(rect.width() * ratio))),
                       std::max(1, static_cast<int>(std::lround(rect.height() * ratio))));
    const QCPRange range = keyAxis()->range();
    if (m_image.size() != pixels || m_imageStart != range.lower || m_imageEnd != range.upper) render(pixels, ratio);
    painter->drawImage(QRectF(rect.left(), rect.top(), rect.width(), rect.height()), m_image);
}

QList<PlotSeries> WaveformPlottable::numbers() const {
    QList<PlotSeries> all;
    if (!m_peaks || m_peaks->frames() == 0) return all;
    const double rate = m_peaks->rateHz();
    const double from = std::max(0.0, startFrame());
    const double to = std::min(static_cast<double>(m_peaks->frames()), endFrame());
    const auto width = static_cast<std::size_t>(std::max(1, clipRect().width()));
    const bool exact = samplesCover() && (to - from) / static_cast<double>(width) < kLineFrames;
    for (int lane = 0; lane < m_peaks->channels(); ++lane) {
        const auto channel = static_cast<std::size_t>(lane);
        if (exact && channel < m_samples->channels.size()) {
            PlotSeries series{tr("channel %1").arg(lane + 1), {}, -1.0, {}, {}};
            for (auto frame = static_cast<std::int64_t>(std::ceil(from)); static_cast<double>(frame) < to; ++frame) {
                series.seconds.push_back(static_cast<double>(frame) / rate);
                series.values.push_back(
                    static_cast<double>(m_samples->channels[channel][static_cast<std::size_t>(frame - m_samples->startFrame)]));
            }
            all.append(series);
            continue;
        }
        std::vector<audio::Peak> columns(width);
        m_peaks->summarise(lane, from, to, columns);
        PlotSeries low{tr("channel %1 lowest").arg(lane + 1), {}, -1.0, {}, {}};
        PlotSeries high{tr("channel %1 highest").arg(lane + 1), {}, -1.0, {}, {}};
        for (std::size_t x = 0; x < width; ++x) {
            if (columns[x].low > columns[x].high) continue;
            const double seconds = (from + (static_cast<double>(x) + 0.5) / static_cast<double>(width) * (to - from)) / rate;
            low.seconds.push_back(seconds);
            low.values.push_back(static_cast<double>(columns[x].low));
            high.seconds.push_back(seconds);
            high.values.push_back(static_cast<double>(columns[x].high));
        }
        all << low << high;
    }
    return all;
}

QCPRange WaveformPlottable::getKeyRange(bool& foundRange, QCP::SignDomain) const {
    foundRange = m_peaks != nullptr && m_peaks->rateHz() > 0;
    return foundRange ? QCPRange(0.0, static_cast<double>(m_peaks->frames()) / m_peaks->rateHz()) : QCPRange();
}

QCPRange WaveformPlottable::getValueRange(bool& foundRange, QCP::SignDomain, const QCPRange&) const {
    foundRange = true;
    return {-1.0, 1.0};
}

}  // namespace prososcope::widgets
