// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/WaveformImage.h"

#include <QPainter>
#include <QPolygonF>
#include <algorithm>
#include <cmath>

namespace prososcope::widgets {

namespace {

constexpr audio::Peak kEmptyPeak{1.0F, -1.0F, 0.0F};
constexpr double kDotSpacing = 6.0;  // pixels between samples from which each is drawn as a dot

}  // namespace

void summariseSamples(std::span<const float> samples, std::int64_t firstFrame, double startFrame, double endFrame,
                      std::span<audio::Peak> columns) {
    const double width = (endFrame - startFrame) / static_cast<double>(columns.size());
    const auto last = firstFrame + static_cast<std::int64_t>(samples.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        auto from = static_cast<std::int64_t>(std::floor(startFrame + static_cast<double>(i) * width));
        auto to = static_cast<std::int64_t>(std::floor(startFrame + static_cast<double>(i + 1) * width));
        to = std::max(to, from + 1);
        from = std::max(from, firstFrame);
        to = std::min(to, last);
        columns[i] = kEmptyPeak;
        if (from >= to) continue;
        const auto part = samples.subspan(static_cast<std::size_t>(from - firstFrame), static_cast<std::size_t>(to - from));
        float low = part[0];
        float high = part[0];
        double squares = 0.0;
        for (const float sample : part) {
            low = std::min(low, sample);
            high = std::max(high, sample);
            squares += static_cast<double>(sample) * sample;
        }
        columns[i] = {low, high, static_cast<float>(squares / static_cast<double>(part.size()))};
    }
}

void drawEnvelope(QImage& image, int top, int height, std::span<const audio::Peak> columns, double gain, const QColor& peaks,
                  const QColor& rms) {
    const int width = std::min(image.width(), static_cast<int>(columns.size()));
    const double middle = top + height / 2.0;
    const double scale = gain * height / 2.0;
    const auto rowOf = [&](double value) {
        return std::clamp(static_cast<int>(std::floor(middle - value * scale)), top, top + height - 1);
    };
    const auto pitch = image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    auto* pixels = reinterpret_cast<QRgb*>(image.bits());
    // Where each column's two tones begin and end; then row after row, as the picture lies in memory.
    struct Bounds {
        int from = 1 << 30;
        int to = -1;
        int rmsFrom = 1 << 30;
        int rmsTo = -1;
    };
    std::vector<Bounds> bounds(static_cast<std::size_t>(width));
    int first = top + height;
    int last = top - 1;
    int lastHigh = -1;
    int lastLow = -1;
    for (int x = 0; x < width; ++x) {
        const auto& column = columns[static_cast<std::size_t>(x)];
        if (column.low > column.high) {
            lastHigh = -1;
            continue;
        }
        int from = rowOf(column.high);
        int to = rowOf(column.low);
        const int ownFrom = from;
        const int ownTo = to;
        if (lastHigh >= 0) {  // no gap between neighbours of a steep line
            from = std::min(from, lastLow);
            to = std::max(to, lastHigh);
        }
        const double level = std::sqrt(std::max(0.0F, column.meanSquare));
        const int rmsFrom = std::max(ownFrom, rowOf(std::min<double>(level, column.high)));
        const int rmsTo = std::min(ownTo, rowOf(std::max<double>(-level, column.low)));
        bounds[static_cast<std::size_t>(x)] = {from, to, rmsFrom, rmsTo};
        first = std::min(first, from);
        last = std::max(last, to);
        lastHigh = ownFrom;
        lastLow = ownTo;
    }
    const QRgb outer = peaks.rgba();
    const QRgb inner = rms.rgba();
    for (int y = first; y <= last; ++y) {
        QRgb* row = pixels + y * pitch;
        for (int x = 0; x < width; ++x) {
            const Bounds& column = bounds[static_cast<std::size_t>(x)];
            if (y < column.from || y > column.to) continue;
            row[x] = y >= column.rmsFrom && y <= column.rmsTo ? inner : outer;
        }
    }
}

void drawSamples(QImage& image, int top, int height, std::span<const float> samples, std::int64_t firstFrame, double startFrame,
                 double endFrame, double gain, double lineWidth, const QColor& color) {
    const double perFrame = image.width() / (endFrame - startFrame);
    const auto last = firstFrame + static_cast<std::int64_t>(samples.size());
    const auto from = std::max(firstFrame, static_cast<std::int64_t>(std::floor(startFrame)) - 1);
    const auto to = std::min(last, static_cast<std::int64_t>(std::ceil(endFrame)) + 2);
    QPolygonF line;
    for (auto frame = from; frame < to; ++frame) {
        const double value = std::clamp(gain * samples[static_cast<std::size_t>(frame - firstFrame)], -1.0, 1.0);
        line.append({(static_cast<double>(frame) - startFrame) * perFrame, top + height / 2.0 * (1.0 - value)});
    }
    QPainter painter(&image);
    painter.setClipRect(0, top, image.width(), height);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, lineWidth));
    painter.drawPolyline(line);
    if (perFrame / lineWidth < kDotSpacing) return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    for (const QPointF& point : line) painter.drawEllipse(point, 2.0 * lineWidth, 2.0 * lineWidth);
}

}  // namespace prososcope::widgets
