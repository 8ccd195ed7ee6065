// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/UnitPlottable.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr double kLineWidth = 1.6;
constexpr double kMeanWidth = 1.0;
constexpr float kDenseOpacity = 0.6F;
const QList<qreal> kMeanDashes{6.0, 4.0};

}  // namespace

UnitPlottable::UnitPlottable(QCPAxis* time, QCPAxis* value) : PanePlottable(time, value) {}

void UnitPlottable::setLines(QList<UnitLine> lines) {
    m_lines = std::move(lines);
    if (m_lines.size() > kMostLines) m_lines.resize(kMostLines);
}

QColor UnitPlottable::ink(int line) {
    const Ink inks[] = {Ink::Accent, Ink::Warning, Ink::Muted, Ink::Text};
    return Theme::instance().color(inks[std::clamp(line, 0, kMostLines - 1)]);
}

Qt::PenStyle UnitPlottable::penStyle(int line) {
    const Qt::PenStyle styles[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    return styles[std::clamp(line, 0, kMostLines - 1)];
}

QString UnitPlottable::styleWord(int line) {
    switch (line) {
        case 0:
            return tr("solid");
        case 1:
            return tr("dashed");
        case 2:
            return tr("dotted");
        default:
            return tr("dash-dotted");
    }
}

std::pair<std::size_t, std::size_t> UnitPlottable::inSight(const UnitLine& line) const {
    const QCPRange keys = keyAxis()->range();
    const auto count = static_cast<double>(line.values.size());
    const auto place = [&](double seconds) { return (seconds - line.firstSeconds) / line.hopSeconds; };
    const double first = std::clamp(std::floor(place(keys.lower)), 0.0, count);
    const double end = std::clamp(std::ceil(place(keys.upper)) + 1.0, first, count);
    return {static_cast<std::size_t>(first), static_cast<std::size_t>(end)};
}

QList<QPolygonF> UnitPlottable::stretches(int number) const {
    QList<QPolygonF> all;
    if (number < 0 || number >= m_lines.size()) return all;
    const UnitLine& line = m_lines[number];
    const auto [first, end] = inSight(line);
    const double perPixel = keyAxis()->range().size() / std::max(1, clipRect().width());
    const auto step = static_cast<std::size_t>(std::max(1.0, std::floor(perPixel / line.hopSeconds)));
    bool open = false;
    const auto add = [&](double frame, float value) {
        if (!open) all.append(QPolygonF());
        open = true;
        all.last().append({line.firstSeconds + frame * line.hopSeconds, static_cast<double>(value)});
    };
    // Pixels begin at multiples of the step, so that scrolling does not change what they hold.
    for (std::size_t i = first / step * step; i < end; i += step) {
        const std::size_t to = std::min(i + step, line.values.size());
        std::size_t low = to;
        std::size_t high = to;
        for (std::size_t k = i; k < to; ++k) {
            if (std::isnan(line.values[k])) continue;
            if (low == to || line.values[k] < line.values[low]) low = k;
            if (high == to || line.values[k] > line.values[high]) high = k;
        }
        if (low == to) {
            open = false;
            continue;
        }
        const auto [one, other] = std::minmax(low, high);
        add(static_cast<double>(one), line.values[one]);
        if (other != one) add(static_cast<double>(other), line.values[other]);
    }
    return all;
}

QCPRange UnitPlottable::extent() const {
    bool any = false;
    QCPRange range(0.0, 0.0);
    for (const auto& line : m_lines) {
        for (const float value : line.values) {
            if (!std::isfinite(value)) continue;
            if (!any) range = QCPRange(static_cast<double>(value), static_cast<double>(value));
            any = true;
            range.expand(static_cast<double>(value));
        }
    }
    return range;
}

void UnitPlottable::drawMean(QCPPainter* painter, const UnitLine& line, int number) const {
    if (!std::isfinite(line.mean) || line.values.empty()) return;
    const auto known = [](float value) { return !std::isnan(value); };
    const auto first = std::find_if(line.values.begin(), line.values.end(), known);
    const auto last = std::find_if(line.values.rbegin(), line.values.rend(), known).base();
    const auto x = [&](auto place) {
        const auto frame = static_cast<double>(place - line.values.begin());
        const double pixel = keyAxis()->coordToPixel(line.firstSeconds + frame * line.hopSeconds);
        return std::clamp(pixel, clipRect().left() - 1.0, clipRect().right() + 1.0);
    };
    QPen pen(ink(number), kMeanWidth, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern(kMeanDashes);
    painter->setPen(pen);
    const double y = valueAxis()->coordToPixel(line.mean);
    painter->drawLine(QPointF(x(first), y), QPointF(x(last - 1), y));
}

void UnitPlottable::draw(QCPPainter* painter) {
    painter->setAntialiasing(true);
    painter->setBrush(Qt::NoBrush);
    const auto count = static_cast<int>(m_lines.size());
    for (int number = count - 1; number >= 0; --number) {
        drawMean(painter, m_lines[number], number);
        QColor color = ink(number);
        // Where frames are denser than pixels, lines are areas, and the others are to be seen behind them.
        const double pixelsApart = m_lines[number].hopSeconds / keyAxis()->range().size() * clipRect().width();
        if (count > 1 && pixelsApart < 1.0) color.setAlphaF(kDenseOpacity);
        painter->setPen(QPen(color, kLineWidth, penStyle(number), Qt::FlatCap, Qt::RoundJoin));
        for (const auto& stretch : stretches(number)) {
            QPolygonF pixels;
            for (const QPointF& place : stretch)
                pixels.append({keyAxis()->coordToPixel(place.x()), valueAxis()->coordToPixel(place.y())});
            if (pixels.size() == 1)
                painter->drawPoint(pixels.first());
            else
                painter->drawPolyline(pixels);
        }
    }
}

QList<PlotSeries> UnitPlottable::numbers() const {
    QList<PlotSeries> all;
    const QCPRange keys = keyAxis()->range();
    for (const auto& line : m_lines) {
        PlotSeries series{line.name, {}, -1.0, {}, {}};
        const auto [first, end] = inSight(line);
        for (std::size_t i = first; i < end; ++i) {
            const double seconds = line.firstSeconds + static_cast<double>(i) * line.hopSeconds;
            if (!keys.contains(seconds)) continue;
            series.seconds.push_back(seconds);
            series.values.push_back(static_cast<double>(line.values[i]));
        }
        all.append(series);
    }
    return all;
}

}  // namespace prososcope::widgets
