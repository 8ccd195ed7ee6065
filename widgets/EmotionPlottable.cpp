// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/EmotionPlottable.h"

#include <QPainter>
#include <QPolygonF>
#include <algorithm>
#include <cmath>

#include "widgets/Theme.h"

namespace prososcope::widgets {

EmotionPlottable::EmotionPlottable(QCPAxis* time, QCPAxis* value) : PanePlottable(time, value) {
    connect(&Theme::instance(), &Theme::changed, this, &EmotionPlottable::invalidate);
}

void EmotionPlottable::setTrack(std::shared_ptr<const EmotionTrack> track) {
    m_track = std::move(track);
    invalidate();
}

void EmotionPlottable::render(const QSize& pixels, double ratio) {
    const auto& theme = Theme::instance();
    m_image = QImage(pixels, QImage::Format_RGB32);
    m_image.fill(theme.color(Ink::Data));
    m_imageKeys = keyAxis()->range();
    m_valid = true;
    if (!m_track || m_track->isEmpty()) return;

    const int width = pixels.width();
    const double height = pixels.height();
    const double perPixel = m_imageKeys.size() / width;
    std::vector<std::vector<float>> columns(static_cast<std::size_t>(width));
    for (int x = 0; x < width; ++x) {
        const double time = m_imageKeys.lower + (x + 0.5) * perPixel;
        if (time < 0.0 || time > m_track->durationSeconds) continue;
        columns[static_cast<std::size_t>(x)] =
            perPixel > m_track->hopSeconds ? m_track->mean(time - perPixel / 2.0, time + perPixel / 2.0) : m_track->at(time);
    }

    QPainter painter(&m_image);
    const auto classes = static_cast<std::size_t>(m_track->classes.size());
    for (int from = 0; from < width;) {
        const bool known = columns[static_cast<std::size_t>(from)].size() == classes && classes > 0;
        int to = from + 1;
        while (to < width && (columns[static_cast<std::size_t>(to)].size() == classes && classes > 0) == known) ++to;
        if (!known) {
            painter.fillRect(QRectF(from, 0.0, to - from, height), QBrush(theme.color(Ink::Hairline), Qt::BDiagPattern));
            from = to;
            continue;
        }
        // Boundaries between the areas, from the bottom up; the last one is the top edge.
        std::vector<double> heights(static_cast<std::size_t>(to - from), 0.0);
        QList<QPolygonF> edges;
        QPolygonF below{{static_cast<double>(from), height}, {static_cast<double>(to), height}};
        painter.setRenderHint(QPainter::Antialiasing);
        for (std::size_t c = 0; c < classes; ++c) {
            QPolygonF edge;
            edge.reserve(to - from + 2);
            for (int x = from; x < to; ++x) {
                auto& sum = heights[static_cast<std::size_t>(x - from)];
                sum += columns[static_cast<std::size_t>(x)][c];
                const double y = height * (1.0 - std::clamp(sum, 0.0, 1.0));
                if (x == from) edge.append({static_cast<double>(from), y});
                edge.append({x + 0.5, y});
                if (x == to - 1) edge.append({static_cast<double>(to), y});
            }
            if (c + 1 == classes) edge = {{static_cast<double>(from), 0.0}, {static_cast<double>(to), 0.0}};
            QPolygonF area = edge;
            for (auto point = below.crbegin(); point != below.crend(); ++point) area.append(*point);
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.emotionFill(m_track->classes[static_cast<qsizetype>(c)]));
            painter.drawPolygon(area);
            if (c + 1 < classes) edges.append(edge);
            below = edge;
        }
        painter.setPen(QPen(theme.color(Ink::Data), ratio));
        for (const auto& edge : edges) painter.drawPolyline(edge);
        painter.setRenderHint(QPainter::Antialiasing, false);
        from = to;
    }
}

QList<PlotSeries> EmotionPlottable::numbers() const {
    QList<PlotSeries> all;
    if (!m_track) return all;
    for (qsizetype c = 0; c < m_track->classes.size(); ++c) {
        PlotSeries series{m_track->classes[c], {}, -1.0, {}, {}};
        for (std::size_t window = 0; window < m_track->rows.size(); ++window) {
            const auto& row = m_track->rows[window];
            if (row.size() != static_cast<std::size_t>(m_track->classes.size())) continue;
            if (!keyAxis()->range().contains(m_track->centre(window))) continue;
            series.seconds.push_back(m_track->centre(window));
            series.values.push_back(static_cast<double>(row[static_cast<std::size_t>(c)]));
        }
        all.append(series);
    }
    return all;
}

void EmotionPlottable::draw(QCPPainter* painter) {
    const QRect rect = clipRect();
    const double ratio = pictureRatio();
    const QSize pixels(std::max(1, static_cast<int>(std::lround(rect.width() * ratio))),
                       std::max(1, static_cast<int>(std::lround(rect.height() * ratio))));
    if (!m_valid || m_image.size() != pixels || m_imageKeys != keyAxis()->range()) render(pixels, ratio);
    painter->drawImage(QRectF(rect.left(), rect.top(), rect.width(), rect.height()), m_image);
}

QCPRange EmotionPlottable::getKeyRange(bool& foundRange, QCP::SignDomain) const {
    foundRange = m_track != nullptr && m_track->durationSeconds > 0.0;
    return foundRange ? QCPRange(0.0, m_track->durationSeconds) : QCPRange();
}

QCPRange EmotionPlottable::getValueRange(bool& foundRange, QCP::SignDomain, const QCPRange&) const {
    foundRange = true;
    return {0.0, 1.0};
}

}  // namespace prososcope::widgets
