// SPDX-License-Identifier: GPL-3.0-or-later
// How a CorrelationHeatmap is drawn, on the screen and into figures.
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <cstring>

#include "widgets/CorrelationColors.h"
#include "widgets/CorrelationHeatmap.h"
#include "widgets/ScoreText.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr int kBarWidth = 300;  // of the colour bar, at most
constexpr int kBetweenBars = 24;
constexpr int kBeforeWords = 16;
constexpr int kBarTop = 9;     // pixels in colour, above
constexpr int kBarBottom = 6;  // those in grey
constexpr double kProfileTone = 0.75;
constexpr double kShareText = 38.0;    // pixels for "100 %"
constexpr double kGapFrom = 5.0;       // height of a row from which a hairline parts it from the next
constexpr double kWideGapFrom = 16.0;  // and a line of two pixels

/// Steps of 1, 2 or 5 times a power of ten (of 1 at least) of which about `most` go into `range`.
std::int64_t roundStep(std::int64_t range, int most) {
    std::int64_t step = 1;
    const std::int64_t factors[] = {2, 5, 10};
    for (std::int64_t power = 1; range / step > most; power *= 10) {
        for (const std::int64_t factor : factors) {
            if (range / step > most) step = factor * power;
        }
    }
    return step;
}

int barWidth(int room) { return std::min(kBarWidth, std::max(80, room / 3)); }

void outline(QPainter& painter, const QRect& cell, const QColor& color, int pen) {
    const Theme& theme = Theme::instance();
    const QRect around = cell.adjusted(-1, -1, 0, 0);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(Ink::Data), pen + 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(around);
    painter.setPen(QPen(color, pen, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(around);
}

}  // namespace

QImage CorrelationHeatmap::picture(const HeatmapLayout& layout, int map, double ratio) const {
    const QRect plot = layout.plot(map);
    const auto pixels = [ratio](double logical) { return static_cast<int>(std::lround(logical * ratio)); };
    QImage image(std::max(1, pixels(plot.width())), std::max(1, pixels(plot.height())), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(Theme::instance().color(Ink::Data));
    const CorrelationColors colors(m_absolute && !isDifference(map), limitOf(map));
    const analysis::CorrelationMap& shown = m_data->maps[static_cast<std::size_t>(map)].map;
    const int gap = layout.rowHeight() >= kWideGapFrom ? std::max(2, pixels(2.0))
                    : layout.rowHeight() >= kGapFrom   ? std::max(1, pixels(1.0))
                                                       : 0;
    for (int layer = 0; layer < layout.layers(); ++layer) {
        const int top = std::min(image.height(), pixels(layout.layerTop(layer)));
        const int bottom = std::min(image.height(), std::max(top + 1, pixels(layout.layerTop(layer + 1)) - gap));
        if (top >= bottom) continue;
        auto* first = reinterpret_cast<QRgb*>(image.scanLine(top));
        std::vector<QRect> undefined;
        for (int column = 0; column < layout.columns(layer); ++column) {
            const int left = std::min(image.width(), pixels(column * layout.columnWidth()));
            const int right = std::min(image.width(), std::max(left + 1, pixels((column + 1) * layout.columnWidth())));
            const std::int64_t from = layout.firstUnit() + column * layout.unitsPerColumn();
            const std::int64_t to = std::min(m_data->widths[static_cast<std::size_t>(layer)], from + layout.unitsPerColumn());
            std::size_t best = offset(layer) + m_order[offset(layer) + static_cast<std::size_t>(from)];
            for (std::int64_t at = from + 1; at < to; ++at) {
                const std::size_t unit = offset(layer) + m_order[offset(layer) + static_cast<std::size_t>(at)];
                if (std::isnan(shown.r[best]) || std::abs(shown.r[unit]) > std::abs(shown.r[best])) best = unit;
            }
            if (std::isnan(shown.r[best]))
                undefined.emplace_back(left, top, right - left, bottom - top);
            else
                std::fill(first + left, first + right, colors.at(shown.r[best], shown.counts(best, m_data->alpha)));
        }
        for (int line = top + 1; line < bottom; ++line)
            std::memcpy(image.scanLine(line), first, static_cast<std::size_t>(image.width()) * sizeof(QRgb));
        for (const QRect& each : undefined) colors.hatch(image, each);
    }
    return image;
}

void CorrelationHeatmap::paintLabels(QPainter& painter, const HeatmapLayout& layout, int map) const {
    const Theme& theme = Theme::instance();
    const QRect place = layout.labels(map);
    painter.setFont(theme.font(Theme::Size::Small));
    painter.setPen(theme.color(Ink::Muted));
    const int tall = painter.fontMetrics().height();
    const int every = std::max(1, static_cast<int>(std::ceil((tall - 2) / layout.rowHeight())));
    for (int layer = 0; layer < layout.layers(); layer += every) {
        painter.setPen(theme.color(isWhole(layer) ? Ink::Accent : Ink::Muted));
        const int middle = place.top() + (layout.layerTop(layer) + layout.layerTop(layer + 1)) / 2;
        painter.drawText(QRect(place.left(), middle - tall / 2, place.width(), tall), Qt::AlignRight | Qt::AlignVCenter,
                         layerWord(layer));
    }
}

void CorrelationHeatmap::paintAxis(QPainter& painter, const HeatmapLayout& layout, int map) const {
    const Theme& theme = Theme::instance();
    const QRect place = layout.axis(map);
    painter.setFont(theme.font(Theme::Size::Small));
    painter.setPen(theme.color(Ink::Muted));
    const QFontMetrics metrics = painter.fontMetrics();
    const int wide = metrics.horizontalAdvance(QString::number(layout.widest())) + 24;
    const std::int64_t step = roundStep(layout.visibleUnits(), std::max(1, place.width() / wide));
    const auto centre = [&](std::int64_t unit) {
        const double column =
            std::floor(static_cast<double>(unit - layout.firstUnit()) / static_cast<double>(layout.unitsPerColumn()));
        return place.left() + static_cast<int>((column + 0.5) * layout.columnWidth());
    };
    int free = -1000;  // what is to the left of it is taken
    for (std::int64_t number = layout.firstUnit() + 1; number <= layout.firstUnit() + layout.visibleUnits();
         number = (number / step + 1) * step) {
        const QString text = QString::number(number);
        const int half = metrics.horizontalAdvance(text) / 2;
        const int x = std::clamp(centre(number - 1), place.left() + half, std::max(place.left() + half, place.right() - half));
        if (x - half < free) continue;
        painter.drawText(QRect(x - half - 4, place.top(), 2 * half + 8, place.height()), Qt::AlignHCenter | Qt::AlignTop, text);
        free = x + half + 8;
    }
    if (layout.unitsPerColumn() > 1) {
        const QString note = tr("a column is the strongest of %1 units").arg(layout.unitsPerColumn());
        const int left = place.right() + 10;
        painter.drawText(QRect(left, place.top(), layout.profile(map).right() - left, place.height()),
                         Qt::AlignLeft | Qt::AlignTop,
                         metrics.elidedText(note, Qt::ElideRight, std::max(0, layout.profile(map).right() - left)));
    }
}

void CorrelationHeatmap::paintProfile(QPainter& painter, const HeatmapLayout& layout, int map) const {
    const Theme& theme = Theme::instance();
    const QRect place = layout.profile(map);
    const QRect title = layout.title(map);
    painter.setFont(theme.font(Theme::Size::Small));
    const QFontMetrics metrics = painter.fontMetrics();
    const bool words = layout.rowHeight() >= metrics.height() - 1;
    const double full = place.width() - (words ? kShareText : 0.0) - 2.0;
    painter.setPen(theme.color(Ink::Muted));
    painter.drawText(QRect(place.left(), title.top(), place.width(), title.height()), Qt::AlignLeft | Qt::AlignBottom,
                     isDifference(map) ? tr("|\u0394r|", "size of the difference of two correlations") : tr("mean |r|"));
    if (words)
        painter.drawText(QRect(place.left(), title.top(), place.width(), title.height()), Qt::AlignRight | Qt::AlignBottom,
                         isDifference(map) ? tr("differ") : tr("count"));
    for (int layer = 0; layer < layout.layers(); ++layer) {
        const analysis::LayerProfile& profile =
            m_data->maps[static_cast<std::size_t>(map)].profile[static_cast<std::size_t>(layer)];
        if (profile.defined == 0) continue;
        const int top = place.top() + layout.layerTop(layer);
        const int tall = layout.layerTop(layer + 1) - layout.layerTop(layer);
        const int inset = tall >= 12 ? tall / 5 : tall >= 4 ? 1 : 0;
        const auto length = [&](double r) {
            return static_cast<int>(std::lround(full * std::clamp(r / limitOf(map), 0.0, 1.0)));
        };
        painter.fillRect(QRect(place.left(), top + inset, std::max(1, length(profile.meanR)), std::max(1, tall - 2 * inset)),
                         theme.sequential(kProfileTone));
        painter.fillRect(QRect(place.left() + length(profile.largestR), top + inset, 1, std::max(1, tall - 2 * inset)),
                         theme.color(Ink::Muted));
        if (words)
            painter.drawText(QRect(place.left(), top, place.width(), tall), Qt::AlignRight | Qt::AlignVCenter,
                             tr("%1 %").arg(std::lround(100.0 * profile.share)));
    }
}

/// That of correlations, and beside it that of differences; each tells the critical values of the current map, if it is its
/// own.
void CorrelationHeatmap::paintColorBars(QPainter& painter, const HeatmapLayout& layout) const {
    const int maps = static_cast<int>(m_data->maps.size());
    const auto shown = [&](bool difference) {
        if (m_current.isValid() && isDifference(m_current.map) == difference) return m_current.map;
        for (int map = 0; map < maps; ++map)
            if (isDifference(map) == difference) return map;
        return -1;
    };
    QRect place = layout.colorBar();
    const int correlations = shown(false);
    const int differences = shown(true);
    if (correlations >= 0 && differences >= 0) {
        QRect half = place;
        half.setWidth((place.width() - kBetweenBars) / 2);
        paintColorBar(painter, half, correlations);
        place.setLeft(half.right() + kBetweenBars);
        paintColorBar(painter, place, differences);
        return;
    }
    paintColorBar(painter, place, std::max(correlations, differences));
}

int CorrelationHeatmap::wordLines(int width, const QFontMetrics& metrics) const {
    const int maps = static_cast<int>(m_data->maps.size());
    int differences = 0;
    for (int map = 0; map < maps; ++map) differences += isDifference(map) ? 1 : 0;
    if (differences == 0 || differences == maps) return 2;
    const int half = (width - kBetweenBars) / 2;
    const QRect room(0, 0, std::max(40, half - barWidth(half) - 2 * kBeforeWords), 1 << 16);
    int tallest = 0;
    for (int map = 0; map < maps; ++map)
        tallest = std::max(tallest, metrics.boundingRect(room, Qt::AlignLeft | Qt::TextWordWrap, barText(map)).height());
    return std::max(2, (tallest + metrics.height() - 1) / metrics.height());
}

void CorrelationHeatmap::paintColorBar(QPainter& painter, const QRect& place, int map) const {
    const Theme& theme = Theme::instance();
    const bool absolute = m_absolute && !isDifference(map);
    const double limit = limitOf(map);
    const int wide = barWidth(place.width());
    const CorrelationColors colors(absolute, limit);
    QImage bar(wide, kBarTop + kBarBottom, QImage::Format_RGB32);
    for (int x = 0; x < wide; ++x) {
        const double share = wide > 1 ? static_cast<double>(x) / (wide - 1) : 0.0;
        const double r = limit * (absolute ? share : 2.0 * share - 1.0);
        for (int y = 0; y < bar.height(); ++y) bar.setPixel(x, y, colors.at(r, y < kBarTop));
    }
    painter.drawImage(place.topLeft(), bar);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(Ink::ControlBorder), 0));
    painter.drawRect(QRect(place.topLeft(), bar.size()).adjusted(0, 0, -1, -1));
    const auto at = [&](double r) {
        const double share = absolute ? r / limit : 0.5 + 0.5 * r / limit;
        return place.left() + static_cast<int>(std::lround(share * (wide - 1)));
    };
    // Critical |r|: uncorrected a short line in the grey half, corrected one through both.
    const analysis::CorrelationMap& shown = m_data->maps[static_cast<std::size_t>(map)].map;
    const auto mark = [&](double critical, int from, int to) {
        if (!std::isfinite(critical) || critical > limit) return;
        for (const double r : {-critical, critical}) {
            if (absolute && r < 0.0) continue;
            painter.fillRect(QRect(at(r) - 1, place.top() + from, 3, to - from), theme.color(Ink::Data));
            painter.fillRect(QRect(at(r), place.top() + from, 1, to - from), theme.color(Ink::Text));
        }
    };
    mark(shown.critical, kBarTop, kBarTop + kBarBottom + 3);
    mark(shown.criticalCorrected, -3, kBarTop + kBarBottom + 3);
    painter.setFont(theme.font(Theme::Size::Small));
    painter.setPen(theme.color(Ink::Muted));
    const int tall = painter.fontMetrics().height();
    const auto number = [&](double r, Qt::Alignment align) {
        painter.drawText(QRect(at(r) - (align == Qt::AlignLeft    ? 0
                                        : align == Qt::AlignRight ? 60
                                                                  : 30),
                               place.top() + bar.height() + 3, 60, tall),
                         align | Qt::AlignTop, r == 0.0 ? QStringLiteral("0") : scoreText(r, 2));
    };
    number(absolute ? 0.0 : -limit, Qt::AlignLeft);
    if (!absolute) number(0.0, Qt::AlignHCenter);
    number(limit, Qt::AlignRight);
    const QRect words(place.left() + wide + kBeforeWords, place.top() - 4, place.width() - wide - kBeforeWords,
                      place.height() + 4);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, barText(map));
}

void CorrelationHeatmap::paintAll(QPainter& painter, const HeatmapLayout& layout, const std::vector<QImage>& pictures) const {
    const Theme& theme = Theme::instance();
    for (int map = 0; map < static_cast<int>(m_data->maps.size()); ++map) {
        const HeatmapMap& shown = m_data->maps[static_cast<std::size_t>(map)];
        painter.drawImage(layout.plot(map).topLeft(), pictures[static_cast<std::size_t>(map)]);
        const QRect title = layout.title(map);
        painter.setFont(theme.font(Theme::Size::Normal, true));
        painter.setPen(theme.color(Ink::Text));
        const QString name = painter.fontMetrics().elidedText(shown.title, Qt::ElideRight, title.width());
        painter.drawText(title, Qt::AlignLeft | Qt::AlignBottom, name);
        const int used = painter.fontMetrics().horizontalAdvance(name) + 8;
        painter.setFont(theme.font(Theme::Size::Small));
        painter.setPen(theme.color(Ink::Muted));
        if (!shown.note.isEmpty() && used < title.width())
            painter.drawText(title.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignBottom,
                             painter.fontMetrics().elidedText(shown.note, Qt::ElideRight, title.width() - used));
        paintLabels(painter, layout, map);
        paintAxis(painter, layout, map);
        paintProfile(painter, layout, map);
    }
    for (int map = 0; map < static_cast<int>(m_data->maps.size()); ++map) paintSelection(painter, layout, map);
    paintColorBars(painter, layout);
    if (!m_current.isValid()) return;
    const int column = columnIn(layout, m_current).column;
    if (column < 0 || column >= layout.columns(m_current.layer)) return;
    outline(painter, layout.cellRect({m_current.map, m_current.layer, column}), theme.color(Ink::Accent), 2);
}

void CorrelationHeatmap::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Ink::Data));
    if (m_data == nullptr) {
        painter.setFont(theme.font(Theme::Size::Normal));
        painter.setPen(theme.color(Ink::Muted));
        painter.drawText(rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, m_sentence);
        return;
    }
    const HeatmapLayout layout = layoutOf();
    const int maps = static_cast<int>(m_data->maps.size());
    if (m_pictures.empty() || m_pictureRatio != devicePixelRatioF()) {
        m_pictureRatio = devicePixelRatioF();
        m_pictures.clear();
        for (int map = 0; map < maps; ++map) m_pictures.push_back(picture(layout, map, m_pictureRatio));
    }
    paintAll(painter, layout, m_pictures);
    for (int map = 0; m_hover && map < maps; ++map)
        outline(painter, layout.cellRect({map, m_hover->layer, m_hover->column}), theme.color(Ink::Text), 1);
    if (!hasFocus()) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(theme.color(Ink::Accent));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void CorrelationHeatmap::drawFigure(QCPPainter* painter, const QSize& size) {
    painter->fillRect(QRect(QPoint(), size), Theme::instance().color(Ink::Data));
    if (m_data == nullptr) return;
    const double ratio = FigureScope::ratio(devicePixelRatioF());
    const HeatmapLayout layout = layoutFor(size);
    std::vector<QImage> pictures;
    for (int map = 0; map < static_cast<int>(m_data->maps.size()); ++map) pictures.push_back(picture(layout, map, ratio));
    paintAll(*painter, layout, pictures);
}

}  // namespace prososcope::widgets
