// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/AlignmentPlottable.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "widgets/ColorMap.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr double kLeastWrittenPicture = 40.0;  // height that words must leave
constexpr double kWrittenGap = 3.0;            // between a character's place and its name
constexpr double kWrittenEdge = 4.0;           // of names from the left edge
constexpr float kWrittenPlate = 0.8F;          // how much of the picture a name's plate covers

double writtenMiddle(const WrittenPart& part) { return 0.5 * (part.startSeconds + part.endSeconds); }

}  // namespace

AlignmentPlottable::AlignmentPlottable(QCPAxis* time, QCPAxis* value) : LayerPlottable(time, value) {}

void AlignmentPlottable::setTranscript(QList<WrittenPart> characters, QList<WrittenPart> words, LayerValues weights) {
    m_characters = std::move(characters);
    m_words = std::move(words);
    // The first unit of a layer is at the bottom.
    const auto units = weights.units();
    for (std::size_t i = 0; i < units / 2; ++i) {
        const auto row = [&](std::size_t unit) {
            return weights.values.begin() + static_cast<std::ptrdiff_t>(unit * weights.frames);
        };
        std::swap_ranges(row(i), row(i + 1), row(units - 1 - i));
    }
    setLayer(std::move(weights));
}

std::size_t AlignmentPlottable::unitOf(qsizetype character) const {
    return layer().units() - 1 - static_cast<std::size_t>(character);
}

AlignmentPlottable::Rows AlignmentPlottable::rows() const {
    const QCPRange seen = keyAxis()->range();
    const auto inSight = [&seen](const WrittenPart& one) {
        return one.endSeconds >= seen.lower && one.startSeconds <= seen.upper;
    };
    const auto first = std::find_if(m_characters.begin(), m_characters.end(), inSight);
    if (first == m_characters.end()) return {};
    const auto last = std::find_if(m_characters.rbegin(), m_characters.rend(), inSight);
    return {first - m_characters.begin(), last.base() - first};
}

QRectF AlignmentPlottable::pictureRect() const {
    const QRectF rect = clipRect();
    double top = nameHeight() + lineHeight() + kWrittenGap;
    if (rect.height() < top + kLeastWrittenPicture) top = nameHeight();
    if (rect.height() < top + kLeastWrittenPicture / 2.0) top = 0.0;
    return rect.adjusted(0.0, top, 0.0, 0.0);
}

QRectF AlignmentPlottable::rowOf(qsizetype character) const {
    const auto shown = rows();
    if (character < shown.first || character >= shown.first + shown.count) return {};
    const QRectF picture = pictureRect();
    const double height = picture.height() / static_cast<double>(shown.count);
    return {picture.left(), picture.top() + height * static_cast<double>(character - shown.first), picture.width(), height};
}

qsizetype AlignmentPlottable::characterAt(double y) const {
    const auto shown = rows();
    const QRectF picture = pictureRect();
    if (shown.count == 0 || y < picture.top() || y >= picture.bottom()) return -1;
    const auto row = static_cast<qsizetype>((y - picture.top()) / picture.height() * static_cast<double>(shown.count));
    return shown.first + std::min(row, shown.count - 1);
}

double AlignmentPlottable::weightAt(double seconds, qsizetype character) const {
    if (character < 0 || character >= m_characters.size()) return std::numeric_limits<double>::quiet_NaN();
    return valueAt(seconds, unitOf(character));
}

QRectF AlignmentPlottable::boxOf(qsizetype word) const {
    const QRectF rect = clipRect();
    const QRectF picture = pictureRect();
    if (picture.top() < rect.top() + nameHeight() + lineHeight()) return {};
    const double left = keyAxis()->coordToPixel(m_words[word].startSeconds);
    const double right = keyAxis()->coordToPixel(m_words[word].endSeconds);
    return {left, rect.top() + nameHeight(), std::max(1.0, right - left), lineHeight() + kWrittenGap};
}

QString AlignmentPlottable::shownCharacter(const QString& character) {
    return character == QLatin1String(" ") ? QStringLiteral("\u2423") : character;
}

QList<PlotSeries> AlignmentPlottable::numbers() const {
    QList<PlotSeries> all;
    const auto shown = rows();
    for (auto i = shown.first; i < shown.first + shown.count; ++i) {
        all.append(seriesOf(
            unitOf(i), tr("character %1, %2", "its number and itself").arg(i + 1).arg(shownCharacter(m_characters[i].text))));
    }
    return all;
}

void AlignmentPlottable::drawWords(QCPPainter* painter) const {
    const auto& theme = Theme::instance();
    painter->setFont(theme.font(Theme::Size::Small));
    painter->setAntialiasing(false);
    const QFontMetricsF metrics(painter->font());
    const QRectF rect = clipRect();
    QList<QRectF> written;
    for (qsizetype i = 0; i < m_words.size(); ++i) {
        const QRectF box = boxOf(i);
        const double wide = metrics.horizontalAdvance(m_words[i].text);
        const QRectF place(box.center().x() - wide / 2.0, box.top() - 1.0, wide + 1.0, lineHeight());
        if (box.isEmpty() || std::max(box.right(), place.right()) < rect.left() ||
            std::min(box.left(), place.left()) > rect.right())
            continue;
        painter->fillRect(QRectF(box.left(), box.bottom() - 2.0, box.width(), 1.0), theme.color(Ink::Muted));
        const bool taken = std::any_of(written.begin(), written.end(), [&place](const QRectF& other) {
            return other.adjusted(-kWrittenGap, 0.0, kWrittenGap, 0.0).intersects(place);
        });
        if (taken) continue;
        written.append(place);
        painter->setPen(theme.color(Ink::Text));
        painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft, m_words[i].text);
    }
}

void AlignmentPlottable::drawNames(QCPPainter* painter, const Rows& rows) const {
    painter->setFont(Theme::instance().font(Theme::Size::Small));
    const QFontMetricsF metrics(painter->font());
    const double line = lineHeight();
    QColor plate = ColorMap::lineOnImage();
    plate.setAlphaF(kWrittenPlate);
    const auto middle = [this](qsizetype i) { return keyAxis()->coordToPixel(writtenMiddle(m_characters[i])); };
    for (auto i = rows.first; i < rows.first + rows.count; ++i) {
        const QRectF row = rowOf(i);
        const QString name = shownCharacter(m_characters[i].text);
        const double wide = metrics.horizontalAdvance(name);
        double left = row.left() + kWrittenEdge;
        if (row.height() < line) {
            left = keyAxis()->coordToPixel(m_characters[i].endSeconds) + kWrittenGap;
            const bool apart = (i == 0 || middle(i) - middle(i - 1) > wide) &&
                               (i + 1 >= m_characters.size() || middle(i + 1) - middle(i) > wide);
            if (!apart || m_characters[i].text == QLatin1String(" ")) continue;
        } else {
            painter->fillRect(QRectF(left - 2.0, row.center().y() - line / 2.0, wide + 4.0, line), plate);
        }
        painter->setPen(ColorMap::casingOnImage());
        painter->drawText(QRectF(left, row.center().y() - line / 2.0, wide + 1.0, line), Qt::AlignVCenter | Qt::AlignLeft,
                          name);
    }
}

void AlignmentPlottable::draw(QCPPainter* painter) {
    const auto shown = rows();
    if (shown.count == 0 || layer().units() != static_cast<std::size_t>(m_characters.size())) return;
    const QRectF picture = pictureRect();
    painter->setAntialiasing(false);
    drawRows(painter, picture.top(), picture.bottom(), static_cast<std::size_t>(shown.first),
             static_cast<std::size_t>(shown.count));
    drawNames(painter, shown);
    drawWords(painter);
}

}  // namespace prososcope::widgets
