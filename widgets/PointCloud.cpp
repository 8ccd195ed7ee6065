// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PointCloud.h"

#include <algorithm>
#include <cmath>

#include "widgets/PanePlottable.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr double kCloudRoom = 1.06;  // of the extent that is seen when all is
constexpr int kSmallLegend = 96;
constexpr int kLargeLegend = 200;
constexpr int kAroundWords = 24;  // beside the words of the legend: symbol and gaps

QString cloudNumber(double value) { return QString::number(value, 'g', 4); }

}  // namespace

/// The points as a part of the plot, so that they stand in pictures and drawings of it.
class CloudPlottable : public PanePlottable {
public:
    explicit CloudPlottable(PointCloud* cloud) : PanePlottable(cloud->plot().xAxis, cloud->plot().yAxis), m_cloud(cloud) {}

protected:
    void draw(QCPPainter* painter) override { m_cloud->drawPoints(*painter, FigureScope::active()); }

private:
    PointCloud* m_cloud;
};

PointCloud::PointCloud(QWidget* parent) : PickPlot(parent) {
    setAccessibleName(tr("Map"));
    new CloudPlottable(this);  // the plot's
    plot().axisRect()->setupFullAxesBox();
    for (QCPAxis* axis : {plot().xAxis, plot().yAxis}) axis->ticker()->setTickCount(5);
    connect(&plot(), &QCustomPlot::afterLayout, this, &PointCloud::fit);
    redraw();
}

PointCloud::~PointCloud() = default;

void PointCloud::setPoints(const QString& what, const QString& xTitle, const QString& yTitle, std::vector<CloudPoint> points) {
    m_what = what;
    m_xTitle = xTitle;
    m_yTitle = yTitle;
    m_points = std::move(points);
    m_detail = {};
    m_empty.clear();
    m_colouring = {};
    m_pressed.reset();
    m_lasso.clear();
    m_hovered = -1;
    m_extent = {};
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const QPointF place(m_points[i].x, m_points[i].y);
        if (i == 0) m_extent = QRectF(place, QSizeF(0.0, 0.0));
        m_extent.setLeft(std::min(m_extent.left(), place.x()));
        m_extent.setRight(std::max(m_extent.right(), place.x()));
        m_extent.setTop(std::min(m_extent.top(), place.y()));
        m_extent.setBottom(std::max(m_extent.bottom(), place.y()));
    }
    m_zoom = 1.0;
    m_middle = m_extent.center();
    const bool some = !m_selection.empty();
    m_selection.clear();
    m_selected.assign(m_points.size(), 0);
    setCurrent(-1);
    redraw();
    if (some) Q_EMIT selectionChanged();
}

void PointCloud::setEmpty(const QString& sentence) {
    setPoints({}, {}, {}, {});
    m_empty = sentence;
    redraw();
}

void PointCloud::setColouring(PointColouring colouring) {
    m_colouring = std::move(colouring);
    redraw();
}

void PointCloud::setSelection(std::vector<int> items) {
    std::erase_if(items, [this](int item) { return item < 0 || item >= this->items(); });
    std::ranges::sort(items);
    items.erase(std::unique(items.begin(), items.end()), items.end());
    if (items == m_selection) return;
    m_selection = std::move(items);
    m_selected.assign(m_points.size(), 0);
    for (const int item : m_selection) m_selected[static_cast<std::size_t>(item)] = 1;
    replot();
    summaryChanged(this);
    Q_EMIT selectionChanged();
}

void PointCloud::showAll() {
    m_zoom = 1.0;
    m_middle = m_extent.center();
    replot();
}

void PointCloud::replot() {
    plot().replot(QCustomPlot::rpQueuedReplot);
    updateOver();
}

void PointCloud::redraw() {
    m_marks = PointMarks(m_colouring);
    for (QCPAxis* axis : {plot().xAxis, plot().yAxis}) {
        const QString& title = axis == plot().xAxis ? m_xTitle : m_yTitle;
        axis->setLabel(title);
        axis->setTickLabels(!title.isEmpty());
    }
    plot().axisRect()->setMinimumMargins(QMargins(8, 8, items() > 0 ? legendWidth() : 12, 8));
    finishRedraw();
    plot().yAxis->grid()->setVisible(false);
    for (QCPAxis* axis : {plot().xAxis2, plot().yAxis2}) axis->setVisible(items() > 0);
}

/// The part of the plane that is seen, in one scale both ways, once the place of the axes is known.
void PointCloud::fit() {
    const QSizeF room = plot().axisRect()->size();
    if (room.width() < 1.0 || room.height() < 1.0) return;
    double unit = std::max(m_extent.width() / room.width(), m_extent.height() / room.height()) * kCloudRoom / m_zoom;
    if (!(unit > 0.0)) unit = 1.0 / (room.width() * m_zoom);
    const QCPRange x(m_middle.x() - 0.5 * unit * room.width(), m_middle.x() + 0.5 * unit * room.width());
    const QCPRange y(m_middle.y() - 0.5 * unit * room.height(), m_middle.y() + 0.5 * unit * room.height());
    if (x == plot().xAxis->range() && y == plot().yAxis->range()) return;
    plot().xAxis->setRange(x);
    plot().yAxis->setRange(y);
    plot().axisRect()->update(QCPLayoutElement::upPreparation);  // ticks of these ranges
    updateOver();
}

QPointF PointCloud::itemPixel(int item) const {
    const CloudPoint& point = m_points[static_cast<std::size_t>(item)];
    return {plot().xAxis->coordToPixel(point.x), plot().yAxis->coordToPixel(point.y)};
}

int PointCloud::itemAt(const QPoint& point) const {
    return plot().axisRect()->rect().contains(point) ? PickPlot::itemAt(point) : -1;
}

QString PointCloud::itemText(int item) const {
    QString text = m_points[static_cast<std::size_t>(item)].name;
    if (const QString known = detail(item); !known.isEmpty())
        text = tr("%1: %2", "an utterance and what is known of it")
                   .arg(text, QString(known).replace(QLatin1Char('\n'), QStringLiteral(", ")));
    if (m_selected[static_cast<std::size_t>(item)] != 0) text = tr("%1, selected").arg(text);
    return text + QLatin1Char('.');
}

std::vector<std::size_t> PointCloud::counts() const {
    std::vector<std::size_t> counts(static_cast<std::size_t>(m_colouring.words.size()), 0);
    for (const int place : m_colouring.places)
        if (place >= 0) ++counts[static_cast<std::size_t>(place)];
    return counts;
}

QString PointCloud::countsText() const {
    if (!m_colouring.byWords()) return {};
    const std::vector<std::size_t> counts = this->counts();
    QStringList parts;
    for (int word = 0; word < m_colouring.words.size(); ++word)
        parts << tr("%1 %2", "a word and how many utterances have it")
                     .arg(m_colouring.wordTitles.value(word))
                     .arg(counts[static_cast<std::size_t>(word)]);
    return parts.join(QStringLiteral(", "));
}

QString PointCloud::summary() const {
    QStringList parts{tr("%1, %n utterances.", "what a map is of", items()).arg(m_what)};
    if (m_colouring.byWords())
        parts << tr("Coloured by %1: %2.").arg(m_colouring.title, countsText());
    else if (m_colouring.byNumbers())
        parts << tr("Coloured by %1, from %2 to %3.")
                     .arg(m_colouring.title, cloudNumber(m_marks.lowest()), cloudNumber(m_marks.highest()));
    if (!m_selection.empty()) parts << tr("%n selected.", nullptr, static_cast<int>(m_selection.size()));
    return parts.join(QLatin1Char(' '));
}

NumberTable PointCloud::numbers() const {
    NumberTable table;
    table.columns << tr("utterance") << QStringLiteral("x") << QStringLiteral("y");
    const bool coloured = m_colouring.byWords() || m_colouring.byNumbers();
    if (coloured) table.columns << m_colouring.title;
    table.columns << tr("selected");
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const CloudPoint& point = m_points[i];
        QStringList row{point.name, QString::number(point.x, 'g', 6), QString::number(point.y, 'g', 6)};
        if (m_colouring.byWords())
            row << (m_colouring.places[i] < 0 ? QString() : m_colouring.wordTitles.value(m_colouring.places[i]));
        else if (m_colouring.byNumbers())
            row << (std::isnan(m_colouring.numbers[i]) ? QString() : QString::number(m_colouring.numbers[i], 'g', 6));
        table.rows.push_back(row << QString::number(m_selected[i] != 0 ? 1 : 0));
    }
    return table;
}

int PointCloud::legendWidth() const {
    if (!m_colouring.byWords() && !m_colouring.byNumbers()) return 12;
    const QFontMetrics small(Theme::instance().font(Theme::Size::Small));
    const QFontMetrics bold(Theme::instance().font(Theme::Size::Small, true));
    int widest = bold.horizontalAdvance(m_colouring.title) - kAroundWords / 2;
    for (const QString& word : m_colouring.wordTitles)
        widest = std::max(widest, small.horizontalAdvance(word + QStringLiteral("  0000")));
    return 16 + std::clamp(widest + kAroundWords, kSmallLegend, kLargeLegend);
}

void PointCloud::drawFigure(QCPPainter* painter, const QSize& size) {
    redraw();
    painter->fillRect(QRect(QPoint(), size), Theme::instance().color(Ink::Data));
    plot().toPainter(painter, size.width(), size.height());
    if (items() > 0) paintLegend(*painter, size);
    QMetaObject::invokeMethod(
        this, [this] { redraw(); }, Qt::QueuedConnection);  // in the colours of the screen again
}

}  // namespace prososcope::widgets
