// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/CorrelationHeatmap.h"

#include <QResizeEvent>
#include <QScrollBar>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr int kFewestUnits = 8;     // seen at the largest zoom
constexpr int kLongestLabel = 120;  // pixels; longer words of layers are numbers

bool fits(const HeatmapData& data) {
    const std::int64_t units = data.units();
    if (data.maps.empty() || units <= 0 || data.layers.size() != static_cast<qsizetype>(data.widths.size())) return false;
    if (std::any_of(data.widths.begin(), data.widths.end(), [](std::int64_t width) { return width < 0; })) return false;
    const auto all = static_cast<std::size_t>(units);
    return std::all_of(data.maps.begin(), data.maps.end(), [&](const HeatmapMap& each) {
        return each.map.r.size() == all && each.map.p.size() == all && each.map.adjusted.size() == all &&
               each.map.low.size() == all && each.map.high.size() == all && each.profile.size() == data.widths.size();
    });
}

}  // namespace

std::int64_t HeatmapData::units() const { return std::accumulate(widths.begin(), widths.end(), std::int64_t{0}); }

CorrelationHeatmap::CorrelationHeatmap(QWidget* parent) : QWidget(parent), m_scroll(new QScrollBar(Qt::Horizontal, this)) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Correlations of units with targets"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setAccessibleName(tr("Units in sight"));
    m_scroll->hide();
    connect(m_scroll, &QScrollBar::valueChanged, this, [this](int value) { scrollTo(value); });
    connect(&Theme::instance(), &Theme::changed, this, &CorrelationHeatmap::forgetPictures);
}

void CorrelationHeatmap::setData(std::shared_ptr<const HeatmapData> data) {
    if (data == nullptr || !fits(*data)) {
        setEmpty(tr("There is no map to show."));
        return;
    }
    const bool same = m_data != nullptr && m_data->widths == data->widths;
    const bool had = !same && !selection().empty();
    m_data = std::move(data);
    m_offsets.assign(1, 0);
    for (const std::int64_t width : m_data->widths) m_offsets.push_back(m_offsets.back() + static_cast<std::size_t>(width));
    if (!same) {
        m_zoom = 1.0;
        m_first = 0;
        m_current = {};
        m_given.reset();
        m_selected.assign(m_offsets.back(), 0);
        takeAnchor({});
    }
    const int maps = static_cast<int>(m_data->maps.size());
    if (m_current.map >= maps) m_current.map = maps - 1;
    if (m_sortedBy >= maps) m_sortedBy = -1;
    m_hover.reset();
    orderUnits();
    summaryChanged(this);
    updateGeometry();
    placeScrollBar();
    if (had) Q_EMIT selectionChanged();
}

void CorrelationHeatmap::setEmpty(const QString& sentence) {
    const bool had = !selection().empty();
    m_data.reset();
    m_sentence = sentence;
    m_current = {};
    m_hover.reset();
    m_offsets.clear();
    m_order.clear();
    m_places.clear();
    m_given.reset();
    m_selected.clear();
    takeAnchor({});
    placeScrollBar();
    forgetPictures();
    summaryChanged(this);
    updateGeometry();
    if (had) Q_EMIT selectionChanged();
}

void CorrelationHeatmap::setLimit(double limit) {
    if (!(limit > 0.0) || limit == m_limit) return;
    m_limit = limit;
    forgetPictures();
}

void CorrelationHeatmap::setAbsolute(bool absolute) {
    if (absolute == m_absolute) return;
    m_absolute = absolute;
    forgetPictures();
}

void CorrelationHeatmap::sortBy(int map) {
    if (m_data != nullptr && map >= static_cast<int>(m_data->maps.size())) return;
    m_sortedBy = std::max(-1, map);
    m_given.reset();
    orderUnits();
    summaryChanged(this);
}

void CorrelationHeatmap::orderBy(std::shared_ptr<const std::vector<std::uint32_t>> order) {
    if (m_data == nullptr || order == m_given) return;
    if (order != nullptr) {
        if (order->size() != m_offsets.back()) return;
        std::vector<std::uint8_t> seen(order->size(), 0);
        for (int layer = 0; layer < m_data->layers.size(); ++layer) {
            for (std::size_t at = offset(layer); at < offset(layer + 1); ++at) {
                const std::size_t unit = offset(layer) + (*order)[at];
                if (unit >= offset(layer + 1) || seen[unit] != 0) return;
                seen[unit] = 1;
            }
        }
    }
    m_given = std::move(order);
    m_sortedBy = -1;
    orderUnits();
    summaryChanged(this);
}

void CorrelationHeatmap::orderUnits() {
    if (m_data == nullptr) return;
    const auto all = static_cast<std::size_t>(m_data->units());
    m_order.resize(all);
    m_places.resize(all);
    for (int layer = 0; layer < m_data->layers.size(); ++layer) {
        const auto begin = m_order.begin() + static_cast<std::ptrdiff_t>(offset(layer));
        const auto end = m_order.begin() + static_cast<std::ptrdiff_t>(offset(layer + 1));
        std::iota(begin, end, 0U);
        if (m_given != nullptr) {
            std::copy(m_given->begin() + static_cast<std::ptrdiff_t>(offset(layer)),
                      m_given->begin() + static_cast<std::ptrdiff_t>(offset(layer + 1)), begin);
        } else if (m_sortedBy >= 0) {
            const float* r = m_data->maps[static_cast<std::size_t>(m_sortedBy)].map.r.data() + offset(layer);
            std::stable_sort(begin, end, [r](std::uint32_t a, std::uint32_t b) {
                const bool undefined = std::isnan(r[a]);
                if (undefined || std::isnan(r[b])) return !undefined && std::isnan(r[b]);
                return r[a] > r[b];
            });
        }
        for (std::uint32_t place = 0; place < static_cast<std::uint32_t>(end - begin); ++place)
            m_places[offset(layer) + *(begin + place)] = place;
    }
    forgetPictures();
}

void CorrelationHeatmap::forgetPictures() {
    m_pictures.clear();
    update();
}

bool CorrelationHeatmap::namesFit() const {
    const QFontMetrics metrics(Theme::instance().font(Theme::Size::Small));
    return std::all_of(m_data->layers.begin(), m_data->layers.end(), [&](const QString& name) {
        return !name.isEmpty() && metrics.horizontalAdvance(name) <= kLongestLabel;
    });
}

QString CorrelationHeatmap::layerWord(int layer) const {
    return namesFit() ? m_data->layers.at(layer) : QString::number(layer + 1);
}

HeatmapLayout::Input CorrelationHeatmap::inputFor(const QSize& size) const {
    HeatmapLayout::Input input;
    input.size = size;
    if (m_data == nullptr) return input;
    const QFontMetrics metrics(Theme::instance().font(Theme::Size::Small));
    input.maps = static_cast<int>(m_data->maps.size());
    input.widths = m_data->widths;
    input.fontHeight = metrics.height();
    input.labelWidth = 0;
    const bool names = namesFit();
    for (int layer = 0; layer < m_data->layers.size(); ++layer)
        input.labelWidth = std::max(
            input.labelWidth, metrics.horizontalAdvance(names ? m_data->layers.at(layer) : QString::number(layer + 1)) + 12);
    input.wordLines = wordLines(size.width() - input.labelWidth, metrics);
    input.zoom = m_zoom;
    input.first = m_first;
    return input;
}

HeatmapLayout CorrelationHeatmap::layoutFor(const QSize& size) const { return HeatmapLayout(inputFor(size)); }

HeatmapLayout CorrelationHeatmap::layoutOf() const {
    QSize room = size();
    if (!m_scroll->isHidden()) room.rheight() -= m_scroll->sizeHint().height();
    return layoutFor(room);
}

float CorrelationHeatmap::valueAt(int map, int layer, std::int64_t position) const {
    const std::size_t begin = offset(layer);
    return m_data->maps[static_cast<std::size_t>(map)].map.r[begin + m_order[begin + static_cast<std::size_t>(position)]];
}

int CorrelationHeatmap::unitOf(const HeatmapLayout::Cell& cell) const {
    if (m_data == nullptr || cell.map < 0 || cell.layer < 0 || cell.column < 0) return -1;
    const HeatmapLayout layout = layoutOf();
    const std::int64_t from = layout.firstUnit() + cell.column * layout.unitsPerColumn();
    const std::int64_t to = std::min(m_data->widths[static_cast<std::size_t>(cell.layer)], from + layout.unitsPerColumn());
    if (from >= to) return -1;
    std::int64_t best = from;
    double most = -1.0;
    for (std::int64_t at = from; at < to; ++at) {
        const float r = valueAt(cell.map, cell.layer, at);
        if (std::isnan(r) || std::abs(r) <= most) continue;
        most = std::abs(r);
        best = at;
    }
    return static_cast<int>(m_order[offset(cell.layer) + static_cast<std::size_t>(best)]);
}

HeatmapLayout::Cell CorrelationHeatmap::columnOf(const Cell& cell) const { return columnIn(layoutOf(), cell); }

HeatmapLayout::Cell CorrelationHeatmap::columnIn(const HeatmapLayout& layout, const Cell& cell) const {
    if (m_data == nullptr || !cell.isValid()) return {};
    const std::int64_t from = placeOf(cell) - layout.firstUnit();
    return {cell.map, cell.layer, from < 0 ? -1 : static_cast<int>(from / layout.unitsPerColumn())};
}

std::int64_t CorrelationHeatmap::placeOf(const Cell& cell) const {
    return static_cast<std::int64_t>(m_places[offset(cell.layer) + static_cast<std::size_t>(cell.unit)]);
}

QRect CorrelationHeatmap::cellRect(const Cell& cell) const {
    const HeatmapLayout::Cell column = columnOf(cell);
    return column.column < 0 ? QRect() : layoutOf().cellRect(column);
}

CorrelationHeatmap::Cell CorrelationHeatmap::hovered() const {
    return m_hover ? Cell{m_hover->map, m_hover->layer, unitOf(*m_hover)} : Cell{};
}

void CorrelationHeatmap::setCurrent(const Cell& cell) {
    if (m_data == nullptr || cell == m_current) return;
    if (cell.map < 0 || cell.map >= static_cast<int>(m_data->maps.size()) || cell.layer < 0 ||
        cell.layer >= m_data->layers.size() || cell.unit < 0 ||
        cell.unit >= m_data->widths[static_cast<std::size_t>(cell.layer)])
        return;
    m_current = cell;
    makeVisible(cell);
    update();
    summaryChanged(this);
    Q_EMIT currentChanged(cell.map, cell.layer, cell.unit);
}

void CorrelationHeatmap::makeVisible(const Cell& cell) {
    const HeatmapLayout layout = layoutOf();
    const int column = columnOf(cell).column;
    if (column >= 0 && column < layout.columns(cell.layer)) return;
    scrollTo(placeOf(cell) - layout.visibleUnits() / 2);
    placeScrollBar();
}

void CorrelationHeatmap::scrollTo(std::int64_t first) {
    const HeatmapLayout layout = layoutOf();
    const std::int64_t to = std::clamp<std::int64_t>(first, 0, layout.widest() - layout.visibleUnits());
    if (to == m_first) return;
    m_first = to;
    forgetPictures();
}

void CorrelationHeatmap::setZoom(double zoom, double centre) {
    if (m_data == nullptr) return;
    const HeatmapLayout before = layoutOf();
    const double largest = std::max(1.0, static_cast<double>(before.widest()) / kFewestUnits);
    m_zoom = std::clamp(zoom, 1.0, largest);
    const double held = static_cast<double>(before.firstUnit()) + centre * static_cast<double>(before.visibleUnits());
    const HeatmapLayout after = layoutOf();
    m_first = std::clamp<std::int64_t>(
        static_cast<std::int64_t>(std::lround(held - centre * static_cast<double>(after.visibleUnits()))), 0,
        after.widest() - after.visibleUnits());
    placeScrollBar();
    forgetPictures();
}

void CorrelationHeatmap::placeScrollBar() {
    // What is below follows where the rows end.
    const int bar = m_zoom > 1.0 ? m_scroll->sizeHint().height() : 0;
    setMaximumHeight(m_data == nullptr ? QWIDGETSIZE_MAX : HeatmapLayout::largestHeight(inputFor(QSize(width(), 0))) + bar);
    const HeatmapLayout layout = layoutOf();
    const bool needed = m_data != nullptr && layout.visibleUnits() < layout.widest();
    const QSignalBlocker quiet(m_scroll);
    m_scroll->setVisible(needed);
    if (needed) {
        const int tall = m_scroll->sizeHint().height();
        m_scroll->setGeometry(0, height() - tall, width(), tall);
        m_scroll->setRange(0, static_cast<int>(layout.widest() - layout.visibleUnits()));
        m_scroll->setPageStep(static_cast<int>(layout.visibleUnits()));
        m_scroll->setValue(static_cast<int>(m_first));
    }
    forgetPictures();
}

void CorrelationHeatmap::hover(std::optional<HeatmapLayout::Cell> cell) {
    if (cell == m_hover) return;
    m_hover = cell;
    update();
    Q_EMIT hoverChanged(m_hover ? cellSentence(hovered()) : QString());
}

void CorrelationHeatmap::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) updateGeometry();
    placeScrollBar();
}

void CorrelationHeatmap::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) forgetPictures();
    QWidget::changeEvent(event);
}

void CorrelationHeatmap::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void CorrelationHeatmap::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

QSize CorrelationHeatmap::sizeHint() const { return minimumSizeHint().expandedTo({640, 420}); }

QSize CorrelationHeatmap::minimumSizeHint() const {
    if (m_data == nullptr) return {320, 160};
    return {320, HeatmapLayout::leastHeight(inputFor(QSize(std::max(320, width()), 0)))};
}

}  // namespace prososcope::widgets
