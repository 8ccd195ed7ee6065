// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/HeardUnitPlottable.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "widgets/SignalPane.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr double kSymbol = 9.0;
constexpr double kInside = 4.0;      // between a symbol and its word
constexpr double kBetween = 14.0;    // between two emotions at the top
constexpr double kEdge = 8.0;        // from the edge of the pane
constexpr double kLeastBand = 10.0;  // height
constexpr double kUsualBand = 22.0;
constexpr double kNarrowest = 2.0;  // of a unit, as long as that covers no neighbour
constexpr double kGapped = 4.0;     // from this width on, neighbours are parted by a pixel

}  // namespace

HeardUnitPlottable::HeardUnitPlottable(QCPAxis* time, QCPAxis* value) : PanePlottable(time, value) {}

void HeardUnitPlottable::setUnits(QList<HeardUnit> units) {
    m_units = std::move(units);
    m_emotions.clear();
    m_kind.clear();
    m_kind.reserve(static_cast<std::size_t>(m_units.size()));
    for (const auto& unit : std::as_const(m_units)) {
        auto place = m_emotions.indexOf(unit.emotion);
        if (place < 0) {
            place = m_emotions.size();
            m_emotions.append(unit.emotion);
        }
        m_kind.push_back(static_cast<int>(place));
    }
}

void HeardUnitPlottable::setCounts(QList<EmotionCount> counts) { m_counts = std::move(counts); }

int HeardUnitPlottable::heightWanted() { return static_cast<int>(nameHeight() + lineHeight() + kUsualBand + 4.0); }

qsizetype HeardUnitPlottable::unitAt(double seconds, double tolerance) const {
    qsizetype best = -1;
    double nearest = std::numeric_limits<double>::infinity();
    const auto after = std::upper_bound(m_units.begin(), m_units.end(), seconds,
                                        [](double at, const HeardUnit& unit) { return at < unit.startSeconds; });
    const auto place = after - m_units.begin();
    for (auto unit = std::max<qsizetype>(0, place - 1); unit < std::min(m_units.size(), place + 1); ++unit) {
        const double away = std::max({0.0, m_units[unit].startSeconds - seconds, seconds - m_units[unit].endSeconds});
        if (away > tolerance || away >= nearest) continue;
        nearest = away;
        best = unit;
    }
    return best;
}

/// Below the name and the labels; a low pane gives up the labels first, then the name's row.
QRectF HeardUnitPlottable::band() const {
    const QRectF rect = clipRect();
    double top = nameHeight() + lineHeight() + 2.0;
    if (rect.height() < top + kLeastBand) top = nameHeight();
    if (rect.height() < top + kLeastBand) top = 0.0;
    return {rect.left(), rect.top() + top, rect.width(), std::max(1.0, rect.height() - top - 2.0)};
}

QRectF HeardUnitPlottable::boxOf(qsizetype unit) const {
    const QRectF rows = band();
    const double left = keyAxis()->coordToPixel(m_units[unit].startSeconds);
    const double right = keyAxis()->coordToPixel(m_units[unit].endSeconds);
    double room = right;
    if (right - left < kNarrowest) {
        room = left + kNarrowest;
        if (unit + 1 < m_units.size()) room = std::min(room, keyAxis()->coordToPixel(m_units[unit + 1].startSeconds));
    }
    const double width = std::max(right, room) - left;
    return {left, rows.top(), width >= kGapped ? width - 1.0 : std::max(0.5, width), rows.height()};
}

QList<PlotSeries> HeardUnitPlottable::numbers() const {
    QList<PlotSeries> all;
    for (const auto& unit : m_units) {
        const double middle = 0.5 * (unit.startSeconds + unit.endSeconds);
        if (!keyAxis()->range().contains(middle)) continue;
        const QString name = unit.emotion.isEmpty() ? tr("units without an emotion")
                                                    : tr("units, %1", "an emotion").arg(Theme::emotionWord(unit.emotion));
        auto found = std::find_if(all.begin(), all.end(), [&](const PlotSeries& series) { return series.quantity == name; });
        if (found == all.end()) found = all.insert(all.end(), PlotSeries{name, {}, -1.0, {}, {}});
        found->seconds.push_back(middle);
        found->values.push_back(unit.posterior);
    }
    return all;
}

void HeardUnitPlottable::drawSymbol(QCPPainter* painter, const QString& emotion, const QPointF& centre) {
    painter->setAntialiasing(true);
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::instance().emotionFill(emotion));
    painter->save();
    painter->translate(centre);
    painter->drawPath(Theme::emotionSymbol(emotion, kSymbol));
    painter->restore();
}

void HeardUnitPlottable::drawLabel(QCPPainter* painter, qsizetype unit) const {
    const auto& own = m_units[unit];
    const auto middle = [this](qsizetype i) {
        return keyAxis()->coordToPixel(0.5 * (m_units[i].startSeconds + m_units[i].endSeconds));
    };
    const double centre = middle(unit);
    const double infinity = std::numeric_limits<double>::infinity();
    const double left = unit > 0 ? 0.5 * (middle(unit - 1) + centre) : -infinity;
    const double right = unit + 1 < m_units.size() ? 0.5 * (centre + middle(unit + 1)) : infinity;
    const double room = 2.0 * std::min(centre - left, right - centre) - 1.0;
    const QFontMetricsF metrics(painter->font());
    const double symbol = own.emotion.isEmpty() ? 0.0 : kSymbol;
    const double text = metrics.horizontalAdvance(own.unit);
    const double wide = symbol + (symbol > 0.0 ? kInside : 0.0) + text;
    const QRectF row(centre - wide / 2.0, band().top() - lineHeight() - 1.0, wide, lineHeight());
    if (wide > room) {
        if (symbol > 0.0 && symbol <= room) drawSymbol(painter, own.emotion, {centre, row.center().y()});
        return;
    }
    if (symbol > 0.0) drawSymbol(painter, own.emotion, {row.left() + symbol / 2.0, row.center().y()});
    painter->setPen(Theme::instance().color(Ink::Text));
    painter->drawText(row.adjusted(wide - text, 0.0, 1.0, 0.0), Qt::AlignVCenter | Qt::AlignLeft, own.unit);
}

void HeardUnitPlottable::drawCounts(QCPPainter* painter) const {
    const QRectF rect = clipRect();
    const auto* pane = qobject_cast<const SignalPane*>(parentPlot());
    const double from = (pane != nullptr ? pane->gripRect().right() : rect.left()) + kBetween;
    const auto& theme = Theme::instance();
    for (const bool words : {true, false}) {  // the counts alone where the words find no room
        QStringList texts;
        double wide = 0.0;
        for (const auto& count : m_counts) {
            texts.append(words
                             ? tr("%1 %2", "emotion and how many units").arg(Theme::emotionWord(count.emotion)).arg(count.units)
                             : QString::number(count.units));
            const QFontMetricsF metrics(theme.font(Theme::Size::Small, count.wins));
            wide += kSymbol + kInside + std::ceil(metrics.horizontalAdvance(texts.last())) + kBetween;
        }
        double x = rect.right() - kEdge - wide + kBetween;
        if (x < from) continue;
        for (qsizetype i = 0; i < m_counts.size(); ++i) {
            const QRectF row(x, rect.top() + kNameTop, wide, lineHeight() + 2.0);
            drawSymbol(painter, m_counts[i].emotion, {x + kSymbol / 2.0, row.center().y()});
            const QFont font = theme.font(Theme::Size::Small, m_counts[i].wins);
            painter->setFont(font);
            painter->setPen(theme.color(m_counts[i].wins ? Ink::Text : Ink::Muted));
            x += kSymbol + kInside;
            painter->drawText(QRectF(x, row.top(), wide, row.height()), Qt::AlignVCenter | Qt::AlignLeft, texts[i]);
            x += std::ceil(QFontMetricsF(font).horizontalAdvance(texts[i])) + kBetween;
        }
        return;
    }
}

void HeardUnitPlottable::draw(QCPPainter* painter) {
    const QRectF rect = clipRect();
    const QCPRange seen = keyAxis()->range();
    const auto& theme = Theme::instance();
    const bool named = band().top() >= rect.top() + nameHeight();
    const bool labelled = band().top() >= rect.top() + nameHeight() + lineHeight();
    if (named) drawCounts(painter);
    painter->setFont(theme.font(Theme::Size::Small));
    auto first = std::lower_bound(m_units.begin(), m_units.end(), seen.lower,
                                  [](const HeardUnit& unit, double at) { return unit.endSeconds < at; }) -
                 m_units.begin();
    auto end = std::upper_bound(m_units.begin(), m_units.end(), seen.upper,
                                [](double at, const HeardUnit& unit) { return at < unit.startSeconds; }) -
               m_units.begin();
    painter->setAntialiasing(false);
    if (static_cast<double>(end - first) > rect.width()) {
        drawColumns(painter, first, end);
        return;
    }
    first = std::max<qsizetype>(0, first - 1);  // labels reach into the pane
    end = std::min(m_units.size(), end + 1);
    for (auto unit = first; unit < end; ++unit) {
        const QRectF box = boxOf(unit).intersected(rect.adjusted(-1.0, 0.0, 1.0, 0.0));
        const QString& emotion = m_units[unit].emotion;
        painter->setAntialiasing(false);
        if (!box.isEmpty()) painter->fillRect(box, emotion.isEmpty() ? theme.color(Ink::Muted) : theme.emotionFill(emotion));
        if (labelled) drawLabel(painter, unit);
    }
}

void HeardUnitPlottable::drawColumns(QCPPainter* painter, qsizetype first, qsizetype end) const {
    const QRectF rows = band();
    const auto& theme = Theme::instance();
    const auto width = static_cast<std::size_t>(std::max(1.0, std::ceil(rows.width())));
    const auto kinds = static_cast<std::size_t>(m_emotions.size());
    std::vector<int> counts(width * kinds, 0);
    const double start = keyAxis()->range().lower;
    const double perSecond = rows.width() / keyAxis()->range().size();
    for (auto unit = first; unit < end; ++unit) {
        const double middle = 0.5 * (m_units[unit].startSeconds + m_units[unit].endSeconds);
        const double x = std::clamp((middle - start) * perSecond, 0.0, static_cast<double>(width - 1));
        ++counts[static_cast<std::size_t>(x) * kinds + static_cast<std::size_t>(m_kind[static_cast<std::size_t>(unit)])];
    }
    std::vector<QColor> colors;
    for (const QString& emotion : m_emotions)
        colors.push_back(emotion.isEmpty() ? theme.color(Ink::Muted) : theme.emotionFill(emotion));
    for (std::size_t x = 0; x < width; ++x) {
        const auto own = counts.begin() + static_cast<std::ptrdiff_t>(x * kinds);
        const auto most = std::max_element(own, own + static_cast<std::ptrdiff_t>(kinds));
        if (*most == 0) continue;
        painter->fillRect(QRectF(rows.left() + static_cast<double>(x), rows.top(), 1.0, rows.height()),
                          colors[static_cast<std::size_t>(most - own)]);
    }
}

}  // namespace prososcope::widgets
