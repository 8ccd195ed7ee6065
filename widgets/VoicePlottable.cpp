// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/VoicePlottable.h"

#include <QSet>
#include <algorithm>
#include <cmath>
#include <limits>

#include "widgets/PaneOverlay.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr std::size_t kMostFormants = 5;
constexpr double kSilence = -100.0;           // dB; below, a frame has no intensity worth a line
constexpr double kLeastHarmonicity = -150.0;  // below, a frame is silent
constexpr double kVoiceLineWidth = 2.0;
constexpr double kDot = 3.0;
constexpr double kCasing = 1.0;
constexpr double kLeft = 6.0;
constexpr double kBelowName = 30.0;  // labels keep clear of the pane's name
constexpr int kMostTicks = 6;

/// The frames in sight, one more on either side so that lines reach the edges.
std::pair<std::size_t, std::size_t> visibleFrames(const dsp::FrameTimes& times, const QCPRange& keys) {
    const auto count = static_cast<double>(times.count);
    const double first = std::clamp(std::floor(times.indexOf(keys.lower)), 0.0, count);
    const double last = std::clamp(std::ceil(times.indexOf(keys.upper)) + 1.0, first, count);
    return {static_cast<std::size_t>(first), static_cast<std::size_t>(last)};
}

template <typename Known>
QList<QPolygonF> stretches(const dsp::FrameTimes& times, const std::vector<float>& values, const QCPRange& keys, Known known) {
    QList<QPolygonF> lines;
    const auto [first, last] = visibleFrames(times, keys);
    bool open = false;
    for (std::size_t i = first; i < last; ++i) {
        if (!known(values[i])) {
            open = false;
            continue;
        }
        if (!open) lines.append(QPolygonF());
        open = true;
        lines.last().append({times.at(i), static_cast<double>(values[i])});
    }
    return lines;
}

/// Of many points in one pixel column only the first, the lowest, the highest and the last count.
QPolygonF thinned(const QPolygonF& line) {
    QPolygonF result;
    for (qsizetype i = 0; i < line.size();) {
        qsizetype end = i + 1;
        while (end < line.size() && std::floor(line[end].x()) == std::floor(line[i].x())) ++end;
        if (end - i > 4) {
            const auto [low, high] = std::minmax_element(line.begin() + i, line.begin() + end,
                                                         [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); });
            result << line[i] << (low < high ? *low : *high) << (low < high ? *high : *low) << line[end - 1];
        } else {
            for (qsizetype k = i; k < end; ++k) result << line[k];
        }
        i = end;
    }
    return result;
}

}  // namespace

VoicePlottable::VoicePlottable(QCPAxis* time, QCPAxis* frequency) : PanePlottable(time, frequency) {}

void VoicePlottable::setPitch(std::shared_ptr<const dsp::PitchTrack> track, double floorHz, double ceilingHz) {
    m_pitch = std::move(track);
    m_floorHz = floorHz;
    m_ceilingHz = std::max(ceilingHz, floorHz + 1.0);
}

QList<QPolygonF> VoicePlottable::pitchLines() const {
    if (!m_pitch) return {};
    return stretches(m_pitch->times, m_pitch->hertz, keyAxis()->range(), [](float hertz) { return hertz > 0.0F; });
}

QList<QPolygonF> VoicePlottable::intensityLines() const {
    if (!m_intensity) return {};
    return stretches(m_intensity->times, m_intensity->decibels, keyAxis()->range(),
                     [](float decibels) { return static_cast<double>(decibels) > kSilence; });
}

void VoicePlottable::setFormants(std::shared_ptr<const dsp::FormantTrack> track, double rangeDecibels) {
    m_formants = std::move(track);
    m_formantRange = rangeDecibels;
}

QList<QPolygonF> VoicePlottable::harmonicityLines() const {
    if (!m_harmonicity) return {};
    return stretches(m_harmonicity->times, m_harmonicity->decibels, keyAxis()->range(),
                     [](float decibels) { return static_cast<double>(decibels) >= kLeastHarmonicity; });
}

QPolygonF VoicePlottable::formantDots() const {
    QPolygonF dots;
    if (!m_formants) return dots;
    const auto [first, last] = visibleFrames(m_formants->times, keyAxis()->range());
    const std::size_t most = std::min(kMostFormants, m_formants->most);
    float least = 0.0F;
    if (m_formantRange > 0.0 && m_formants->intensity.size() == m_formants->times.count && first < last) {
        for (std::size_t i = first; i < last; ++i) {  // not a number where a piece is missing
            if (m_formants->intensity[i] > least) least = m_formants->intensity[i];
        }
        least *= static_cast<float>(std::pow(10.0, -0.1 * m_formantRange));
    }
    for (std::size_t i = first; i < last; ++i) {
        if (least > 0.0F && m_formants->intensity[i] < least) continue;
        for (std::size_t number = 1; number <= most; ++number) {
            const float hertz = m_formants->formant(i, number);
            if (std::isfinite(hertz)) dots.append({m_formants->times.at(i), static_cast<double>(hertz)});
        }
    }
    return dots;
}

QList<PlotSeries> VoicePlottable::numbers() const {
    QList<PlotSeries> all;
    const auto take = [&](const dsp::FrameTimes& times, const QString& quantity, const QString& unit, auto value) {
        PlotSeries series{quantity, unit, -1.0, {}, {}};
        const auto [first, last] = visibleFrames(times, keyAxis()->range());
        for (std::size_t i = first; i < last; ++i) {
            if (!keyAxis()->range().contains(times.at(i))) continue;
            series.seconds.push_back(times.at(i));
            series.values.push_back(value(i));
        }
        all.append(series);
    };
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    if (m_pitch) {
        take(m_pitch->times, tr("pitch"), QStringLiteral("Hz"),
             [&](std::size_t i) { return m_pitch->voiced(i) ? static_cast<double>(m_pitch->hertz[i]) : kNone; });
    }
    if (m_intensity) {
        take(m_intensity->times, tr("intensity"), QStringLiteral("dB"), [&](std::size_t i) {
            const auto decibels = static_cast<double>(m_intensity->decibels[i]);
            return decibels > kSilence ? decibels : kNone;
        });
    }
    if (m_harmonicity) {
        take(m_harmonicity->times, tr("harmonicity"), QStringLiteral("dB"), [&](std::size_t i) {
            const auto decibels = static_cast<double>(m_harmonicity->decibels[i]);
            return decibels > kSilence ? decibels : kNone;
        });
    }
    for (std::size_t number = 1; m_formants && number <= std::min(kMostFormants, m_formants->most); ++number) {
        take(m_formants->times, tr("formant %1").arg(number), QStringLiteral("Hz"),
             [&](std::size_t i) { return static_cast<double>(m_formants->formant(i, number)); });
    }
    return all;
}

double VoicePlottable::shareOf(double value, ColorMap::Mark mark) const {
    if (mark == ColorMap::Mark::Harmonicity) return harmonicityShare(value);
    return mark == ColorMap::Mark::Pitch ? pitchShare(value) : intensityShare(value);
}

QList<double> VoicePlottable::roundTicks(double from, double to) {
    QList<double> ticks;
    if (!(to > from)) return ticks;
    double step = std::pow(10.0, std::floor(std::log10((to - from) / kMostTicks)));
    for (int i = 0; (to - from) / step > kMostTicks; ++i) step *= i % 3 == 1 ? 2.5 : 2.0;  // 1, 2, 5, 10 ...
    for (double value = std::ceil(from / step) * step; value <= to + 1e-9 * step; value += step) ticks.append(value);
    return ticks;
}

void VoicePlottable::drawLines(QCPPainter* painter, const QList<QPolygonF>& lines, ColorMap::Mark mark) const {
    const QRectF rect = clipRect();
    QList<QPolygonF> pixels;
    qsizetype count = 0;
    for (const auto& line : lines) {
        QPolygonF places;
        for (const auto& point : line)
            places << QPointF(keyAxis()->coordToPixel(point.x()), rect.bottom() - shareOf(point.y(), mark) * rect.height());
        pixels << thinned(places);
        count += pixels.last().size();
    }
    // Where there are more points than columns, smooth edges cost much and show nothing.
    const bool vector = painter->modes().testFlag(QCPPainter::pmVectorized);
    painter->setAntialiasing(vector || static_cast<double>(count) < rect.width());
    const bool dashed = mark == ColorMap::Mark::Intensity;
    const bool dotted = mark == ColorMap::Mark::Harmonicity;
    QPen pen(m_map.mark(mark), kVoiceLineWidth, dashed || dotted ? Qt::CustomDashLine : Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin);
    QPen casing(m_map.markCasing(), kVoiceLineWidth + 2.0 * kCasing, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin);
    if (dashed) pen.setDashPattern({4.0, 2.0});
    if (dotted) pen.setDashPattern({1.0, 1.5});
    painter->setBrush(Qt::NoBrush);
    for (const auto& layer : {casing, pen}) {
        painter->setPen(layer);
        for (const auto& line : pixels) {
            if (line.size() > 1) painter->drawPolyline(line);
        }
    }
    painter->setAntialiasing(true);
    painter->setPen(Qt::NoPen);  // a stretch of one frame is a dot
    for (const auto& line : pixels) {
        if (line.size() != 1) continue;
        painter->setBrush(casing.color());
        painter->drawEllipse(line[0], kDot / 2.0 + kCasing, kDot / 2.0 + kCasing);
        painter->setBrush(pen.color());
        painter->drawEllipse(line[0], kDot / 2.0, kDot / 2.0);
    }
}

void VoicePlottable::drawDots(QCPPainter* painter) const {
    const bool vector = painter->modes().testFlag(QCPPainter::pmVectorized);
    QPolygonF places;
    QSet<std::pair<int, int>> taken;  // dots that would cover one another
    for (const auto& dot : formantDots()) {
        const QPointF place(keyAxis()->coordToPixel(dot.x()), valueAxis()->coordToPixel(m_scale.toAxis(dot.y())));
        if (vector && !clipRect().contains(place.toPoint())) continue;  // some formats know no clipping
        const std::pair cell(static_cast<int>(std::floor(place.x() / 2.0)), static_cast<int>(std::floor(place.y() / 2.0)));
        if (!vector && taken.contains(cell)) continue;
        taken.insert(cell);
        places << place;
    }
    painter->setPen(Qt::NoPen);
    const double ratio = pictureRatio();
    for (const bool casing : {true, false}) {
        const double radius = kDot / 2.0 + (casing ? kCasing : 0.0);
        const QColor color = casing ? m_map.markCasing() : m_map.mark(ColorMap::Mark::Formants);
        if (vector) {
            painter->setBrush(color);
            for (const auto& place : places) painter->drawEllipse(place, radius, radius);
            continue;
        }
        const int side = static_cast<int>(std::ceil((2.0 * radius + 1.0) * ratio));
        QPixmap stamp(side, side);
        stamp.fill(Qt::transparent);
        QPainter stamper(&stamp);
        stamper.setRenderHint(QPainter::Antialiasing);
        stamper.setPen(Qt::NoPen);
        stamper.setBrush(color);
        stamper.drawEllipse(QPointF(side / 2.0, side / 2.0), radius * ratio, radius * ratio);
        stamper.end();
        stamp.setDevicePixelRatio(ratio);
        const double half = side / ratio / 2.0;
        for (const auto& place : places) {  // on whole device pixels, which is quick
            const double x = std::round((place.x() - half) * ratio) / ratio;
            painter->drawPixmap(QPointF(x, std::round((place.y() - half) * ratio) / ratio), stamp);
        }
    }
}

double VoicePlottable::drawTicks(QCPPainter* painter, double left, ColorMap::Mark mark) const {
    const QRectF rect = clipRect();
    const auto& theme = Theme::instance();
    const QFontMetricsF metrics(theme.font(Theme::Size::Small));
    painter->setFont(theme.font(Theme::Size::Small));
    const QColor ink = ColorMap::markOn(mark, theme.isDark());
    const double height = std::ceil(metrics.height());
    const bool pitch = mark == ColorMap::Mark::Pitch;
    const QList<double> values = pitch                                 ? roundTicks(m_floorHz, m_ceilingHz)
                                 : mark == ColorMap::Mark::Harmonicity ? roundTicks(-10.0, 40.0)
                                                                       : roundTicks(50.0, 100.0);
    double width = 0.0;
    double above = rect.bottom() + height;
    for (const double value : values) {
        const double y = rect.bottom() - shareOf(value, mark) * rect.height();
        const double top = std::round(std::min(y - height / 2.0, rect.bottom() - height - 1.0));
        if (top < rect.top() + kBelowName || top + height > above - 2.0) continue;
        above = top;
        const QString text = pitch ? tr("%1 Hz").arg(value) : tr("%1 dB").arg(value);
        const double advance = std::ceil(metrics.horizontalAdvance(text)) + 8.0;
        drawPlate(painter, QRectF(left, top, advance, height), Qt::AlignCenter, text, ink);
        width = std::max(width, advance);
    }
    return left + width + (width > 0.0 ? 4.0 : 0.0);
}

void VoicePlottable::draw(QCPPainter* painter) {
    painter->setAntialiasing(true);
    if (m_intensity) drawLines(painter, intensityLines(), ColorMap::Mark::Intensity);
    if (m_harmonicity) drawLines(painter, harmonicityLines(), ColorMap::Mark::Harmonicity);
    if (m_formants) drawDots(painter);
    if (m_pitch) drawLines(painter, pitchLines(), ColorMap::Mark::Pitch);
    double left = clipRect().left() + kLeft;
    if (m_pitch) left = drawTicks(painter, left, ColorMap::Mark::Pitch);
    if (m_intensity) left = drawTicks(painter, left, ColorMap::Mark::Intensity);
    if (m_harmonicity) drawTicks(painter, left, ColorMap::Mark::Harmonicity);
}

}  // namespace prososcope::widgets
