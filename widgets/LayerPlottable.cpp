// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/LayerPlottable.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "widgets/ColorMap.h"

namespace prososcope::widgets {

namespace {

constexpr std::size_t kMostSampled = 200'000;  ///< values that the percentiles are taken of
constexpr double kLowShare = 0.01;
constexpr double kHighShare = 0.99;

}  // namespace

LayerPlottable::LayerPlottable(QCPAxis* time, QCPAxis* value) : PanePlottable(time, value) {}

void LayerPlottable::setLayer(LayerValues layer) {
    m_layer = std::move(layer);
    m_picture = {};
    scale();
}

void LayerPlottable::scale() {
    if (m_layer.range) {
        m_low = m_layer.range->lower;
        m_high = m_layer.range->upper;
        return;
    }
    m_low = m_high = 0.0;
    const std::size_t step = m_layer.values.size() / kMostSampled + 1;
    std::vector<float> known;
    for (std::size_t i = 0; i < m_layer.values.size(); i += step) {
        if (std::isfinite(m_layer.values[i])) known.push_back(m_layer.values[i]);
    }
    if (known.empty()) return;
    const auto percentile = [&](double share) {
        const auto at = known.begin() + std::lround(share * static_cast<double>(known.size() - 1));
        std::nth_element(known.begin(), at, known.end());
        return static_cast<double>(*at);
    };
    m_low = percentile(kLowShare);
    m_high = percentile(kHighShare);
}

double LayerPlottable::valueAt(double seconds, std::size_t unit) const {
    const double frame = std::round((seconds - m_layer.firstSeconds) / m_layer.hopSeconds);
    if (unit >= m_layer.units() || !(frame >= 0.0 && frame < static_cast<double>(m_layer.frames)))
        return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(m_layer.values[unit * m_layer.frames + static_cast<std::size_t>(frame)]);
}

QImage LayerPlottable::picture(int columns) const {
    const auto units = m_layer.units();
    if (columns <= 0 || units == 0) return {};
    QImage image(columns, static_cast<int>(units), QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    const QCPRange keys = keyAxis()->range();
    const auto place = [&](int column) {  // the first frame whose middle lies right of a column's left edge
        const double seconds = keys.lower + keys.size() * column / columns;
        return (seconds - m_layer.firstSeconds) / m_layer.hopSeconds;
    };
    // Frames whose middle lies in a column; where they are wider than it, the one that it lies in.
    const auto frames = static_cast<double>(m_layer.frames);
    std::vector<std::pair<std::size_t, std::size_t>> within;
    for (int column = 0; column < columns; ++column) {
        double first = std::ceil(place(column));
        double end = std::ceil(place(column + 1));
        if (end <= first) end = (first = std::round(0.5 * (place(column) + place(column + 1)))) + 1.0;
        first = std::clamp(first, 0.0, frames);
        within.emplace_back(static_cast<std::size_t>(first), static_cast<std::size_t>(std::clamp(end, first, frames)));
    }
    const auto colors = ColorMap(QStringLiteral("grey")).table();
    const double span = m_high - m_low;
    for (std::size_t unit = 0; unit < units; ++unit) {
        const float* values = m_layer.values.data() + unit * m_layer.frames;
        auto* row = reinterpret_cast<QRgb*>(image.scanLine(static_cast<int>(units - 1 - unit)));
        for (const auto& [first, end] : within) {
            QRgb& pixel = *row++;
            double sum = 0.0;
            int known = 0;
            for (std::size_t i = first; i < end; ++i) {
                if (!std::isfinite(values[i])) continue;
                sum += static_cast<double>(values[i]);
                ++known;
            }
            if (known == 0) continue;
            const double share = span > 0.0 ? (sum / known - m_low) / span : 0.5;
            pixel = colors[static_cast<std::size_t>(std::lround(255.0 * std::clamp(share, 0.0, 1.0)))];
        }
    }
    return image;
}

void LayerPlottable::draw(QCPPainter* painter) {
    const double top = valueAxis()->coordToPixel(static_cast<double>(m_layer.units()) + 0.5);
    drawRows(painter, top, valueAxis()->coordToPixel(0.5), 0, m_layer.units());
}

void LayerPlottable::drawRows(QCPPainter* painter, double top, double bottom, std::size_t first, std::size_t count) {
    if (count == 0) return;
    const QRect clip = clipRect();
    const int columns = static_cast<int>(std::ceil(clip.width() * pictureRatio()));
    const QCPRange keys = keyAxis()->range();
    if (m_picture.width() != columns || m_pictured.lower != keys.lower || m_pictured.upper != keys.upper) {
        m_picture = picture(columns);
        m_pictured = keys;
    }
    painter->setRenderHint(QPainter::SmoothPixmapTransform, bottom - top < static_cast<double>(count));
    painter->drawImage(QRectF(clip.left(), top, clip.width(), bottom - top), m_picture,
                       QRectF(0.0, static_cast<double>(first), columns, static_cast<double>(count)));
}

PlotSeries LayerPlottable::seriesOf(std::size_t unit, const QString& name) const {
    PlotSeries series{name, {}, -1.0, {}, {}};
    const QCPRange keys = keyAxis()->range();
    for (std::size_t i = 0; i < m_layer.frames; ++i) {
        const double seconds = m_layer.firstSeconds + static_cast<double>(i) * m_layer.hopSeconds;
        if (!keys.contains(seconds)) continue;
        series.seconds.push_back(seconds);
        series.values.push_back(static_cast<double>(m_layer.values[unit * m_layer.frames + i]));
    }
    return series;
}

QList<PlotSeries> LayerPlottable::numbers() const {
    QList<PlotSeries> all;
    for (std::size_t unit = 0; unit < m_layer.units(); ++unit)
        all.append(seriesOf(unit, tr("%1, unit %2").arg(m_layer.name).arg(unit + 1)));
    return all;
}

}  // namespace prososcope::widgets
