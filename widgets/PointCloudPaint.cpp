// SPDX-License-Identifier: GPL-3.0-or-later
// How a PointCloud is drawn: points, legend, lasso, and the plate that tells of one point.
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "widgets/Plot.h"
#include "widgets/PointCloud.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr std::size_t kSomePoints = 800;  // from which they are drawn smaller
constexpr std::size_t kManyPoints = 4000;
constexpr int kLegendSymbol = 9;
constexpr int kCloudBarHeight = 200;
constexpr int kCloudBar = 14;
constexpr double kRing = 8.0;
constexpr int kPlateGap = 12;
constexpr int kPlateMargin = 6;
constexpr int kMostPlate = 300;
constexpr float kCloudPlateOpacity = 0.94F;

}  // namespace

double PointCloud::side() const {
    const double side = m_points.size() > kManyPoints ? 5.5 : m_points.size() > kSomePoints ? 7.0 : 9.5;
    return side * std::clamp(std::sqrt(m_zoom), 1.0, 1.6);
}

void PointCloud::drawPoints(QPainter& painter, bool vectors) const {
    const QRectF room = QRectF(plot().axisRect()->rect()).adjusted(-side(), -side(), side(), side());
    const double ratio = plot().bufferDevicePixelRatio();
    const double size = side();
    const auto snapped = [ratio](double at) { return std::round(at * ratio) / ratio; };
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    const auto drawThose = [&](bool chosen) {
        for (std::size_t i = 0; i < m_points.size(); ++i) {
            if ((m_selected[i] != 0) != chosen) continue;
            const QPointF place = itemPixel(static_cast<int>(i));
            if (!room.contains(place)) continue;
            const auto state = chosen                ? PointMarks::State::Chosen
                               : m_selection.empty() ? PointMarks::State::Plain
                                                     : PointMarks::State::Faded;
            const int mark = m_marks.markOf(m_colouring, i);
            if (vectors) {
                m_marks.draw(painter, mark, place, size, state);
                continue;
            }
            const QImage& picture = m_marks.picture(mark, size, state, ratio);
            const double half = 0.5 * picture.width() / ratio;
            painter.drawImage(QPointF(snapped(place.x() - half), snapped(place.y() - half)), picture);
        }
    };
    drawThose(false);
    drawThose(true);
}

QRect PointCloud::legendRoom(const QSize& size) const {
    const int width = legendWidth() - 16;
    return {size.width() - width, 10, width, size.height() - 20};
}

std::vector<PointCloud::LegendLine> PointCloud::legendLines(const QRect& room) const {
    std::vector<LegendLine> lines;
    if (!m_colouring.byWords()) return lines;
    const int height = QFontMetrics(Theme::instance().font(Theme::Size::Small)).height() + 4;
    const int fits = std::max(1, room.height() / height - 1);
    const int words = static_cast<int>(m_colouring.words.size());
    const int shown = words <= fits ? words : fits - 1;
    for (int word = 0; word < shown; ++word)
        lines.push_back({QRect(room.left(), room.top() + (word + 1) * height, room.width(), height), word});
    if (shown < words) lines.push_back({QRect(room.left(), room.top() + (shown + 1) * height, room.width(), height), -1});
    return lines;
}

QRect PointCloud::legendPlace(int word) const {
    for (const LegendLine& line : legendLines(legendRoom(plot().size())))
        if (line.word == word && word >= 0) return line.box.translated(plot().pos());
    return {};
}

void PointCloud::paintLegend(QPainter& painter, const QSize& size) const {
    if (!m_colouring.byWords() && !m_colouring.byNumbers()) return;
    const Theme& theme = Theme::instance();
    const QRect room = legendRoom(size);
    painter.setFont(theme.font(Theme::Size::Small, true));
    painter.setPen(theme.color(Ink::Text));
    painter.drawText(room, Qt::AlignLeft | Qt::AlignTop,
                     painter.fontMetrics().elidedText(m_colouring.title, Qt::ElideRight, room.width()));
    painter.setFont(theme.font(Theme::Size::Small));
    paintUnknown(painter, m_colouring.byWords() ? paintWords(painter, room) : paintBar(painter, room), room);
}

/// How many points have none of that, where some have not.
void PointCloud::paintUnknown(QPainter& painter, const QRect& place, const QRect& room) const {
    std::size_t unknown = 0;
    for (std::size_t i = 0; i < m_points.size(); ++i)
        if (m_marks.markOf(m_colouring, i) == m_marks.unknown()) ++unknown;
    if (unknown == 0 || !room.contains(place.center())) return;
    m_marks.draw(painter, m_marks.unknown(), QPointF(place.left() + kLegendSymbol / 2.0 + 1.0, place.center().y() + 1.0),
                 kLegendSymbol, PointMarks::State::Plain);
    painter.setPen(Theme::instance().color(Ink::Muted));
    painter.drawText(place.adjusted(kLegendSymbol + 8, 0, -8, 0), Qt::AlignLeft | Qt::AlignVCenter, tr("unknown"));
    painter.drawText(place.adjusted(kLegendSymbol + 8, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter, QString::number(unknown));
}

QRect PointCloud::paintWords(QPainter& painter, const QRect& room) const {
    const Theme& theme = Theme::instance();
    const std::vector<std::size_t> counts = this->counts();
    const auto lines = legendLines(room);
    for (const LegendLine& line : lines) {
        if (line.word < 0) {
            painter.setPen(theme.color(Ink::Muted));
            painter.drawText(line.box, Qt::AlignLeft | Qt::AlignVCenter,
                             tr("and %n more", "words of a legend",
                                static_cast<int>(m_colouring.words.size()) - static_cast<int>(lines.size()) + 1));
            continue;
        }
        const QPointF middle(line.box.left() + kLegendSymbol / 2.0 + 1.0, line.box.center().y() + 1.0);
        m_marks.draw(painter, line.word, middle, kLegendSymbol, PointMarks::State::Plain);
        const QRect words = line.box.adjusted(kLegendSymbol + 8, 0, -8, 0);
        const QString count = QString::number(counts[static_cast<std::size_t>(line.word)]);
        const int left = words.width() - painter.fontMetrics().horizontalAdvance(count) - 6;
        painter.setPen(theme.color(Ink::Text));
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_colouring.wordTitles.value(line.word), Qt::ElideRight, left));
        painter.setPen(theme.color(Ink::Muted));
        painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, count);
    }
    return lines.empty() ? room : lines.back().box.translated(0, lines.back().box.height());
}

QRect PointCloud::paintBar(QPainter& painter, const QRect& room) const {
    const Theme& theme = Theme::instance();
    const int line = painter.fontMetrics().height();
    const QRect bar(room.left(), room.top() + line + 10, kCloudBar, std::min(kCloudBarHeight, room.height() - line - 20));
    if (bar.height() < 2 * line) return {};
    for (int y = 0; y < bar.height(); ++y)
        painter.fillRect(QRect(bar.left(), bar.top() + y, bar.width(), 1),
                         PointMarks::shade(1.0 - static_cast<double>(y) / (bar.height() - 1)));
    painter.setPen(theme.color(Ink::Text));
    const auto words = [&](double share, Qt::Alignment alignment) {
        const double value = m_marks.lowest() + share * (m_marks.highest() - m_marks.lowest());
        painter.drawText(QRect(bar.right() + 8, bar.top(), room.width() - kCloudBar - 8, bar.height()),
                         Qt::AlignLeft | alignment, QString::number(value, 'g', 3));
    };
    words(1.0, Qt::AlignTop);
    words(0.5, Qt::AlignVCenter);
    words(0.0, Qt::AlignBottom);
    return {room.left(), bar.bottom() + 8, room.width(), line + 4};
}

void PointCloud::paintOver(QPainter& painter) const {
    const Theme& theme = Theme::instance();
    paintLegend(painter, plot().size());
    painter.setClipRect(plot().axisRect()->rect());
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_lasso.size() > 1) {
        painter.setPen(QPen(theme.color(Ink::Accent), 1.5));
        painter.setBrush(theme.color(Ink::SelectionFill));
        painter.drawPolygon(m_lasso);
    }
    const auto ring = [&](int item, double width) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.color(Ink::Data), width + 2.0));
        painter.drawEllipse(itemPixel(item), kRing, kRing);
        painter.setPen(QPen(theme.color(Ink::Accent), width));
        painter.drawEllipse(itemPixel(item), kRing, kRing);
    };
    if (m_hovered >= 0 && m_hovered != current()) ring(m_hovered, 1.0);
    if (current() >= 0) ring(current(), 2.0);
    painter.setClipping(false);
    if (!m_lasso.isEmpty()) return;
    if (m_hovered >= 0)
        paintPlate(painter, m_hovered);
    else if (current() >= 0 && hasFocus())
        paintPlate(painter, current());
}

void PointCloud::paintPlate(QPainter& painter, int item) const {
    const Theme& theme = Theme::instance();
    const QPointF place = itemPixel(item);
    if (!plot().axisRect()->rect().contains(place.toPoint())) return;
    const QString& title = m_points[static_cast<std::size_t>(item)].name;
    const QString known = detail(item);
    const QFont bold = theme.font(Theme::Size::Small, true);
    const QFont plain = theme.font(Theme::Size::Small);
    const QRect most(0, 0, kMostPlate, plot().height());
    const QRect name = QFontMetrics(bold).boundingRect(most, Qt::TextWrapAnywhere, title);
    const QRect lines = QFontMetrics(plain).boundingRect(most, Qt::TextWordWrap, known);
    QRect plate(0, 0, std::max(name.width(), lines.width()) + 2 * kPlateMargin + 2,
                name.height() + (known.isEmpty() ? 0 : lines.height()) + 2 * kPlateMargin);
    plate.moveTopLeft((place + QPointF(kPlateGap, kPlateGap)).toPoint());
    if (plate.right() > plot().width() - 2) plate.moveRight(static_cast<int>(place.x()) - kPlateGap);
    if (plate.bottom() > plot().height() - 2) plate.moveBottom(static_cast<int>(place.y()) - kPlateGap);
    QColor ground = theme.color(Ink::Panel);
    ground.setAlphaF(kCloudPlateOpacity);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(theme.color(Ink::ControlBorder));
    painter.setBrush(ground);
    painter.drawRect(plate);
    const QRect inside = plate.adjusted(kPlateMargin, kPlateMargin, -kPlateMargin, -kPlateMargin);
    painter.setPen(theme.color(Ink::Text));
    painter.setFont(bold);
    painter.drawText(inside, Qt::TextWrapAnywhere, title);
    painter.setFont(plain);
    painter.drawText(inside.adjusted(0, name.height(), 0, 0), Qt::TextWordWrap, known);
}

}  // namespace prososcope::widgets
