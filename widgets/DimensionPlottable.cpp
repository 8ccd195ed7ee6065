// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/DimensionPlottable.h"

#include <algorithm>
#include <cmath>

#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr double kLineWidth = 2.0;
constexpr float kBandOpacity = 0.18F;
constexpr double kHatchStep = 8.0;

}  // namespace

DimensionPlottable::DimensionPlottable(QCPAxis* time, QCPAxis* value) : PanePlottable(time, value) {}

QColor DimensionPlottable::ink(int dimension) {
    const auto& theme = Theme::instance();
    if (dimension == 0) return theme.color(Ink::Accent);
    return dimension == 1 ? theme.color(Ink::Warning) : theme.color(Ink::Muted);
}

Qt::PenStyle DimensionPlottable::penStyle(int dimension) {
    if (dimension == 0) return Qt::SolidLine;
    return dimension == 1 ? Qt::DashLine : Qt::DotLine;
}

QString DimensionPlottable::word(const QString& dimension) {
    if (dimension == QLatin1String("valence")) return tr("valence");
    if (dimension == QLatin1String("arousal")) return tr("arousal");
    if (dimension == QLatin1String("dominance")) return tr("dominance");
    return dimension;
}

QList<QList<DimensionPlottable::Point>> DimensionPlottable::stretches(int dimension) const {
    QList<QList<Point>> all;
    if (!m_track || m_track->isEmpty() || dimension >= m_track->dimensions.size()) return all;
    const auto [low, high] = m_track->scales.value(dimension, {0.0, 1.0});
    const auto column = static_cast<std::size_t>(dimension);
    const auto spread = column + static_cast<std::size_t>(m_track->dimensions.size());
    const QCPRange keys = keyAxis()->range();
    // One window beyond either edge, so that lines reach the edges; many windows in a pixel are drawn as their mean.
    const std::size_t count = m_track->dimensionRows.size();
    const double perPixel = keys.size() / std::max(1, clipRect().width());
    const auto step = static_cast<std::size_t>(std::max(1.0, std::floor(perPixel / m_track->hopSeconds)));
    const std::size_t begin = m_track->windowAt(keys.lower) / step;
    const std::size_t first = begin > 0 ? (begin - 1) * step : 0;
    const std::size_t last = std::min(count, m_track->windowAt(keys.upper) + 2 * step);
    bool open = false;
    const auto add = [&](double seconds, double value, double deviation) {
        if (!open) all.append(QList<Point>());
        open = true;
        const double scale = 1.0 / (high - low);
        all.last().append({seconds, std::clamp((value - low) * scale, 0.0, 1.0), deviation * scale});
    };
    for (std::size_t i = first; i < last; i += step) {
        double value = 0.0;
        double deviation = 0.0;
        double known = 0.0;
        for (std::size_t k = i; k < std::min(i + step, last); ++k) {
            const auto& row = m_track->dimensionRows[k];
            if (spread >= row.size() || !std::isfinite(row[column])) continue;
            value += static_cast<double>(row[column]);
            deviation += static_cast<double>(row[spread]);
            known += 1.0;
        }
        if (known == 0.0) {
            open = false;
            continue;
        }
        const double seconds = m_track->centre(i) + 0.5 * static_cast<double>(step - 1) * m_track->hopSeconds;
        if (i == 0 && seconds > 0.0) add(0.0, value / known, deviation / known);  // the outermost windows hold to the ends
        add(seconds, value / known, deviation / known);
        if (i + step >= count) add(m_track->durationSeconds, value / known, deviation / known);
    }
    return all;
}

QList<QPolygonF> DimensionPlottable::lines(int dimension) const {
    QList<QPolygonF> all;
    for (const auto& stretch : stretches(dimension)) {
        QPolygonF line;
        for (const auto& point : stretch) line.append({point.seconds, point.value});
        all.append(line);
    }
    return all;
}

QList<QPolygonF> DimensionPlottable::bands(int dimension) const {
    QList<QPolygonF> all;
    for (const auto& stretch : stretches(dimension)) {
        if (std::none_of(stretch.begin(), stretch.end(), [](const Point& point) { return point.deviation > 0.0; })) continue;
        QPolygonF band;
        for (const auto& point : stretch) band.append({point.seconds, std::min(1.0, point.value + point.deviation)});
        for (auto point = stretch.crbegin(); point != stretch.crend(); ++point)
            band.append({point->seconds, std::max(0.0, point->value - point->deviation)});
        all.append(band);
    }
    return all;
}

QPointF DimensionPlottable::toPixels(const QPointF& place) const {
    return {keyAxis()->coordToPixel(place.x()), valueAxis()->coordToPixel(place.y())};
}

void DimensionPlottable::drawMissing(QCPPainter* painter) const {
    const QRectF rect = clipRect();
    const QCPRange keys = keyAxis()->range();
    painter->setAntialiasing(true);
    painter->setPen(QPen(Theme::instance().color(Ink::Hairline), 1.0));
    const auto last = std::min(m_track->rows.size(), m_track->windowAt(keys.upper) + 2);
    for (std::size_t i = m_track->windowAt(keys.lower); i < last;) {
        if (!m_track->isMissing(i)) {
            ++i;
            continue;
        }
        std::size_t end = i + 1;
        while (end < last && m_track->isMissing(end)) ++end;
        const double half = 0.5 * m_track->hopSeconds;
        const double from = i == 0 ? 0.0 : m_track->centre(i) - half;
        const double to = end == m_track->rows.size() ? m_track->durationSeconds : m_track->centre(end) - half;
        const QRectF part(QPointF(std::max(rect.left(), keyAxis()->coordToPixel(from)), rect.top()),
                          QPointF(std::min(rect.right() + 1.0, keyAxis()->coordToPixel(to)), rect.bottom() + 1.0));
        painter->save();
        painter->setClipRect(part, Qt::IntersectClip);
        for (double x = part.left() - part.height(); x < part.right(); x += kHatchStep)
            painter->drawLine(QPointF(x, part.bottom()), QPointF(x + part.height(), part.top()));
        painter->restore();
        i = end;
    }
}

void DimensionPlottable::draw(QCPPainter* painter) {
    if (!m_track || m_track->isEmpty() || m_track->dimensions.isEmpty()) return;
    drawMissing(painter);
    const int count = std::min(kMostLines, static_cast<int>(m_track->dimensions.size()));
    const auto pixels = [this](const QPolygonF& places) {
        QPolygonF result;
        for (const QPointF& place : places) result.append(toPixels(place));
        return result;
    };
    painter->setAntialiasing(true);
    for (int d = count - 1; d >= 0; --d) {
        QColor fill = ink(d);
        fill.setAlphaF(kBandOpacity);
        painter->setPen(Qt::NoPen);
        painter->setBrush(fill);
        for (const auto& band : bands(d)) painter->drawPolygon(pixels(band));
    }
    painter->setBrush(Qt::NoBrush);
    for (int d = count - 1; d >= 0; --d) {
        painter->setPen(QPen(ink(d), kLineWidth, penStyle(d), Qt::FlatCap, Qt::RoundJoin));
        for (const auto& line : lines(d)) painter->drawPolyline(pixels(line));
    }
}

}  // namespace prososcope::widgets
