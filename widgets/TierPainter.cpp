// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/TierPainter.h"

#include <QFontMetricsF>
#include <QHash>
#include <QPainter>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

#include "engine/phonetics/Units.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

using annotation::Item;
using annotation::Tier;

namespace {

constexpr double kIndent = 14.0;  // of a child's plate
constexpr double kWidestPlate = 180.0;
constexpr double kNarrowestLabel = 9.0;  // pixels of an interval that may hold a letter
constexpr double kPadding = 4.0;
constexpr float kTint = 0.3F;     // of an emotion behind its word
constexpr float kChosen = 0.16F;  // of the accent over the selected interval
constexpr float kDense = 0.45F;   // of boundaries too many to tell apart
constexpr qsizetype kLongestLabel = 400;
constexpr std::size_t kLongestEmotion = 32;  // bytes of a class's word

QColor faded(QColor color, float opacity) {
    color.setAlphaF(opacity);
    return color;
}

/// A label on as many lines as the box has room for, the last one elided.
QStringList labelLines(const QString& text, const QFont& font, const QSizeF& box) {
    const QFontMetricsF metrics(font);
    const auto most = static_cast<int>(std::floor(box.height() / metrics.lineSpacing()));
    if (metrics.horizontalAdvance(text) <= box.width()) return {text};
    if (most < 2) return {metrics.elidedText(text, Qt::ElideRight, box.width())};
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    QStringList lines;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(box.width());
        if (lines.size() + 1 == most) {
            lines.append(metrics.elidedText(text.mid(line.textStart()), Qt::ElideRight, box.width()));
            break;
        }
        lines.append(text.mid(line.textStart(), line.textLength()).trimmed());
    }
    layout.endLayout();
    return lines;
}

}  // namespace

QString emotionOfLabel(const std::string& label) {
    if (label.empty() || label.size() > kLongestEmotion) return {};
    const QString word = QString::fromStdString(label).toLower();
    if (Theme::emotionOrder().contains(word)) return word;
    const auto place = label.rfind('_');
    if (place == std::string::npos || place == 0) return {};
    static const QHash<QString, QString> kOfTag = [] {
        QHash<QString, QString> words;
        for (const QString& each : Theme::emotionOrder())
            words.insert(QString::fromStdString(phonetics::emotionTag(each.toStdString())), each);
        return words;
    }();
    return kOfTag.value(QString::fromStdString(label.substr(place + 1)));
}

QString labelText(const std::string& label) {
    const std::string_view part = std::string_view(label).substr(0, static_cast<std::size_t>(kLongestLabel) * 4);
    QString text = QString::fromUtf8(part.data(), static_cast<qsizetype>(part.size())).left(kLongestLabel);
    for (QChar& letter : text) {
        if (letter == '\n' || letter == '\r' || letter == '\t') letter = ' ';
    }
    return text;
}

TierPainter::TierPainter(const annotation::Annotation& annotation, double start, double end, double width, double ratio)
    : m_annotation(annotation),
      m_start(start),
      m_perPixel((end - start) / std::max(1.0, width)),
      m_width(width),
      m_pixel(1.0 / std::max(0.1, ratio)) {}

double TierPainter::xAt(double seconds) const { return (seconds - m_start) / m_perPixel; }
double TierPainter::timeAt(double x) const { return m_start + x * m_perPixel; }

void TierPainter::drawRow(QPainter& painter, const TierRow& row, const QRectF& box, std::size_t number,
                          const TierPlace& place) const {
    const auto& theme = Theme::instance();
    const bool active = place.tier == row.tier->header.id;
    painter.save();
    painter.setClipRect(box, Qt::IntersectClip);
    painter.setFont(theme.font(Theme::Size::Normal));
    const QString name = QStringLiteral("%1  %2").arg(number).arg(labelText(row.tier->header.name));
    const QFontMetricsF metrics(theme.font(Theme::Size::Small, active));
    const double height = std::min(std::ceil(metrics.height()), box.height());
    const QRectF plate(box.left() + 6.0 + row.depth * kIndent, std::floor(box.center().y() - height / 2.0),
                       std::min(std::ceil(metrics.horizontalAdvance(name)) + 10.0, kWidestPlate), height);
    if (row.tier->isInterval()) {
        drawIntervals(painter, *row.tier, box, plate.right(), place);
    } else {
        drawPoints(painter, *row.tier, box, place);
    }
    painter.fillRect(QRectF(box.left(), box.bottom() - m_pixel, box.width(), m_pixel), theme.color(Ink::Hairline));
    painter.fillRect(plate, theme.color(Ink::Data));  // no boundary goes through a name
    if (row.depth > 0) {                              // hangs on the row above
        const double x = plate.left() - 8.0;
        painter.fillRect(QRectF(x, box.top(), 1.0, box.height() / 2.0), theme.color(Ink::Muted));
        painter.fillRect(QRectF(x, std::floor(box.center().y()), 7.0, 1.0), theme.color(Ink::Muted));
    }
    painter.setFont(theme.font(Theme::Size::Small, active));
    painter.setPen(theme.color(active ? Ink::Text : Ink::Muted));
    painter.drawText(plate, Qt::AlignCenter, metrics.elidedText(name, Qt::ElideRight, plate.width() - 6.0));
    painter.restore();
}

std::size_t TierPainter::lastInPixel(const Tier& tier, std::size_t item, double x) const {
    const double border = timeAt((std::floor(x / m_pixel) + 1.0) * m_pixel);
    const auto from = tier.items.begin() + static_cast<std::ptrdiff_t>(item);
    const auto next =
        std::upper_bound(from, tier.items.end(), border, [](double time, const Item& one) { return time < one.time; });
    return next == from ? item : static_cast<std::size_t>(next - tier.items.begin()) - 1;
}

void TierPainter::drawIntervals(QPainter& painter, const Tier& tier, const QRectF& box, double plateRight,
                                const TierPlace& place) const {
    const auto& theme = Theme::instance();
    const auto& items = tier.items;
    const bool active = place.tier == tier.header.id;
    const QColor line = theme.color(active ? Ink::Accent : Ink::Waveform);
    const double end = timeAt(m_width);
    const auto isChosen = [&](std::size_t i) { return active && place.item == i; };
    for (std::size_t i = tier.at(m_start).value_or(0); i < items.size() && items[i].time <= end; ++i) {
        double left = xAt(items[i].time);
        const auto rightOf = [&](std::size_t item) {
            return xAt(item + 1 < items.size() ? items[item + 1].time : m_annotation.end());
        };
        bool merged = false;
        if (i > 0 && rightOf(i) - left < m_pixel) {
            const std::size_t last = lastInPixel(tier, i, left);
            merged = last > i;
            if (merged) {
                painter.fillRect(QRectF(std::floor(left / m_pixel) * m_pixel, box.top(), m_pixel, box.height()),
                                 faded(line, kDense));
                i = last;
                left = xAt(items[i].time);
            }
        }
        const double right = rightOf(i);
        const QRectF visible(QPointF(std::max(left, box.left()), box.top()),
                             QPointF(std::min(right, box.right()), box.bottom()));
        if (visible.width() > m_pixel) {
            const QString emotion = emotionOfLabel(items[i].label);
            if (!emotion.isEmpty()) painter.fillRect(visible, faded(theme.emotionFill(emotion), kTint));
        }
        if (isChosen(i) && !place.boundary) painter.fillRect(visible, faded(theme.color(Ink::Accent), kChosen));
        if (!items[i].label.empty() && visible.width() >= kNarrowestLabel) {
            QRectF room = visible.adjusted(kPadding, 0.0, -kPadding, 0.0);
            // The name's plate covers the beginning of the row: labels step aside, as much of them as has room.
            const bool beside = room.left() >= plateRight;
            if (!beside) room.setLeft(plateRight);
            if (beside || room.width() >= kNarrowestLabel) drawLabel(painter, tier, items[i].label, room, Qt::AlignCenter);
        }
        const bool chosen = isChosen(i) && place.boundary;
        if (i > 0 && (!merged || chosen)) {
            const double x = std::floor(left / m_pixel) * m_pixel;
            painter.fillRect(QRectF(chosen ? x - 1.0 : x, box.top(), chosen ? 2.0 + m_pixel : m_pixel, box.height()), line);
        }
    }
    const double last = xAt(m_annotation.end());
    if (last < box.right() - 1.0) {  // the annotation is shorter than the recording
        painter.fillRect(QRectF(last, box.top(), box.right() - last, box.height()), faded(theme.color(Ink::Hairline), 0.5F));
        painter.fillRect(QRectF(std::floor(last), box.top(), 1.0, box.height()), line);
    }
}

void TierPainter::drawPoints(QPainter& painter, const Tier& tier, const QRectF& box, const TierPlace& place) const {
    const auto& theme = Theme::instance();
    const auto& items = tier.items;
    const bool active = place.tier == tier.header.id;
    const QColor line = theme.color(active ? Ink::Accent : Ink::Waveform);
    const double end = timeAt(m_width);
    // A label reaches to the right of its point, so those before the view may be seen.
    for (std::size_t i = tier.at(m_start).value_or(0); i < items.size() && items[i].time <= end;) {
        const double x = xAt(items[i].time);
        const std::size_t last = lastInPixel(tier, i, x);
        const double left = std::floor(x / m_pixel) * m_pixel;
        const bool chosen = active && place.item == i;
        painter.fillRect(QRectF(chosen ? left - 1.0 : left, box.top(), chosen ? 2.0 + m_pixel : m_pixel, box.height()),
                         last > i ? faded(line, 0.75F) : line);
        const double next = last + 1 < items.size() ? std::min(xAt(items[last + 1].time), box.right()) : box.right();
        if (last == i && !items[i].label.empty() && next - x >= kNarrowestLabel)
            drawLabel(painter, tier, items[i].label, {x + kPadding, box.top(), next - x - 2.0 * kPadding, box.height()},
                      Qt::AlignLeft | Qt::AlignVCenter);
        i = last + 1;
    }
}

void TierPainter::drawLabel(QPainter& painter, const Tier& tier, const std::string& label, const QRectF& box,
                            Qt::Alignment alignment) const {
    if (box.width() < 4.0) return;
    const auto& theme = Theme::instance();
    const QFontMetricsF metrics(painter.font());
    const QStringList lines = labelLines(labelText(label), painter.font(), box.size());
    const bool outside = tier.header.vocabulary && !tier.header.vocabulary->contains(label);
    painter.setPen(theme.color(outside ? Ink::Warning : Ink::Text));
    painter.drawText(box, static_cast<int>(alignment), lines.join(QLatin1Char('\n')));
    if (!outside) return;
    // Not by colour alone: dots below what the vocabulary does not have.
    double width = 0.0;
    for (const QString& line : lines) width = std::max(width, metrics.horizontalAdvance(line));
    width = std::min(width, box.width());
    const double left = alignment.testFlag(Qt::AlignLeft) ? box.left() : box.center().x() - width / 2.0;
    painter.setPen(QPen(theme.color(Ink::Warning), 1.5, Qt::DotLine));
    const double y =
        std::min(box.bottom() - 3.0, box.center().y() + metrics.height() * static_cast<double>(lines.size()) / 2.0);
    painter.drawLine(QPointF(left, y), QPointF(left + width, y));
}

}  // namespace prososcope::widgets
