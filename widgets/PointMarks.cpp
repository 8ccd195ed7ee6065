// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PointMarks.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <limits>

#include "widgets/ColorMap.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr int kShades = 64;
constexpr double kShadeEnd = 0.82;  // of the colour map: what lies beyond is not seen on the ground
constexpr float kPointOpacity = 0.85F;
constexpr float kFadedOpacity = 0.22F;
constexpr double kChosenLine = 0.7;

/// Colour and symbol of the i-th of several words; each pair comes once in 81.
QString symbolClass(int index) {
    const QStringList& order = Theme::emotionOrder();
    const int count = static_cast<int>(order.size());
    return order.at((index + index / count) % count);
}

}  // namespace

QColor PointMarks::shade(double share) {
    static const ColorMap map(QStringLiteral("viridis"));
    const double place = kShadeEnd * std::clamp(share, 0.0, 1.0);
    return QColor::fromRgb(map.at(Theme::instance().isDark() ? place + 1.0 - kShadeEnd : place));
}

PointMarks::PointMarks(const PointColouring& colouring) {
    const Theme& theme = Theme::instance();
    if (colouring.byNumbers()) {
        m_low = std::numeric_limits<double>::max();
        m_high = std::numeric_limits<double>::lowest();
        for (const double number : colouring.numbers) {
            if (std::isnan(number)) continue;
            m_low = std::min(m_low, number);
            m_high = std::max(m_high, number);
        }
        for (int i = 0; i < kShades; ++i) m_looks.push_back({shade(i / (kShades - 1.0)), {}, true});
    } else if (colouring.byWords()) {
        for (int i = 0; i < colouring.words.size(); ++i) {
            const QString& word = colouring.words.at(i);
            if (colouring.emotions)
                m_looks.push_back({theme.emotionFill(word), word, true});
            else
                m_looks.push_back(
                    {theme.emotionFill(Theme::emotionOrder().at(i % Theme::emotionOrder().size())), symbolClass(i), true});
        }
    } else {
        m_looks.push_back({theme.color(Ink::Waveform), {}, true});
    }
    m_looks.push_back({theme.color(Ink::Muted), {}, false});
}

int PointMarks::markOf(const PointColouring& colouring, std::size_t point) const {
    if (colouring.byWords()) return colouring.places[point] < 0 ? unknown() : colouring.places[point];
    if (!colouring.byNumbers()) return 0;
    const double number = colouring.numbers[point];
    if (std::isnan(number)) return unknown();
    return m_high > m_low ? static_cast<int>(std::lround((number - m_low) / (m_high - m_low) * (kShades - 1))) : kShades - 1;
}

void PointMarks::draw(QPainter& painter, int mark, const QPointF& centre, double side, State state) const {
    const Look& look = m_looks[static_cast<std::size_t>(mark)];
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(centre);
    QColor ink = look.fill;
    ink.setAlphaF(state == State::Faded ? kFadedOpacity : kPointOpacity);
    if (!look.known) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(ink, 1.0));
        painter.drawEllipse(QPointF(), 0.3 * side, 0.3 * side);
    } else {
        QPainterPath path;
        if (look.symbol.isEmpty())
            path.addEllipse(QPointF(), 0.45 * side, 0.45 * side);
        else
            path = Theme::emotionSymbol(look.symbol, side);
        painter.setBrush(ink);
        painter.setPen(state == State::Chosen ? QPen(Theme::instance().color(Ink::Text), kChosenLine) : QPen(Qt::NoPen));
        painter.drawPath(path);
    }
    painter.restore();
}

const QImage& PointMarks::picture(int mark, double side, State state, double ratio) const {
    if (side != m_side || ratio != m_ratio) m_pictures.clear();
    m_side = side;
    m_ratio = ratio;
    QImage& image = m_pictures[{mark, state}];
    if (!image.isNull()) return image;
    const int pixels = 2 * static_cast<int>(std::ceil((0.6 * side + 1.5) * ratio)) + 1;  // an odd number has a middle
    image = QImage(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.scale(ratio, ratio);
    draw(painter, mark, QPointF(0.5 * pixels / ratio, 0.5 * pixels / ratio), side, state);
    painter.end();
    image.setDevicePixelRatio(ratio);
    return image;
}

}  // namespace prososcope::widgets
