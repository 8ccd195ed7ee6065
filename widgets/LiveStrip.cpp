// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/LiveStrip.h"

#include <QLocale>
#include <QPainter>
#include <QPolygonF>
#include <algorithm>
#include <cmath>

#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {
constexpr double kWaveShare = 0.26;  ///< of the height
constexpr double kBandShare = 0.28;
constexpr int kBandPixels = 64;  ///< of the ring's picture
constexpr int kMostColumns = 8192;
constexpr double kSteps = 255.0;  ///< of the colour map

ColorMap mapOfTheme() { return ColorMap(Theme::instance().isDark() ? QStringLiteral("viridis") : QStringLiteral("grey")); }
}  // namespace

LiveStrip::LiveStrip(QWidget* parent) : QWidget(parent), m_map(mapOfTheme()) {
    setAccessibleName(tr("The last seconds"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSpan(20.0, m_columnSeconds);
    connect(&Theme::instance(), &Theme::changed, this, &LiveStrip::takeTheme);
}

void LiveStrip::takeTheme() {
    m_map = mapOfTheme();
    if (!m_spectrum.isNull()) m_spectrum.setColorTable({m_map.table().begin(), m_map.table().end()});
    redrawBand();
    update();
}

void LiveStrip::setClasses(const QStringList& classes) {
    m_classes = classes;
    m_posteriors.clear();
    for (auto& column : m_columns) column.posteriors.clear();
    redrawBand();
    update();
}

void LiveStrip::setSpan(double spanSeconds, double columnSeconds) {
    m_columnSeconds = std::max(1e-3, columnSeconds);
    const int columns = std::clamp(static_cast<int>(std::lround(spanSeconds / m_columnSeconds)), 16, kMostColumns);
    m_band = QImage(columns, kBandPixels, QImage::Format_RGB32);
    m_spectrum = QImage();
    clear();
}

void LiveStrip::setRange(double floorDb, double ceilingDb) {
    m_floorDb = floorDb;
    m_ceilingDb = std::max(ceilingDb, floorDb + 1.0);
}

void LiveStrip::clear() {
    m_columns.clear();
    m_posteriors.clear();
    m_next = 0;
    if (!m_spectrum.isNull()) m_spectrum.fill(0);
    m_band.fill(Theme::instance().color(Ink::Hairline));
    summaryChanged(this);
    update();
}

int LiveStrip::ringPlace(std::size_t column) const {
    const auto width = static_cast<int>(capacity());
    return (m_next - static_cast<int>(m_columns.size()) + static_cast<int>(column) + 2 * width) % width;
}

void LiveStrip::addColumn(float low, float high, std::span<const float> decibels) {
    const auto bins = static_cast<int>(decibels.size());
    if (bins > 0 && m_spectrum.height() != bins) {
        m_spectrum = QImage(m_band.width(), bins, QImage::Format_Indexed8);
        m_spectrum.setColorTable({m_map.table().begin(), m_map.table().end()});
        m_spectrum.fill(0);
    }
    for (int b = 0; b < bins; ++b) {
        const double share =
            (static_cast<double>(decibels[static_cast<std::size_t>(b)]) - m_floorDb) / (m_ceilingDb - m_floorDb);
        const double step = share > 0.0 ? std::min(1.0, share) * kSteps : 0.0;  // not a number: the ground
        m_spectrum.scanLine(bins - 1 - b)[m_next] = static_cast<uchar>(std::lround(step));
    }
    drawBand(m_next, m_posteriors);
    m_columns.push_back({low, high, m_markNext, m_posteriors});
    m_markNext = false;
    if (m_columns.size() > capacity()) m_columns.pop_front();
    m_next = (m_next + 1) % m_band.width();
    update();
}

void LiveStrip::setPosteriors(std::vector<double> posteriors) {
    m_posteriors =
        static_cast<qsizetype>(posteriors.size()) == m_classes.size() ? std::move(posteriors) : std::vector<double>();
    summaryChanged(this);
}

void LiveStrip::addMark() { m_markNext = true; }

void LiveStrip::drawBand(int x, const std::vector<double>& posteriors) {
    const QRgb ground = Theme::instance().color(Ink::Data).rgb();
    int from = kBandPixels;
    double sum = 0.0;
    const auto fill = [&](int to, QRgb color) {
        const int end = std::clamp(to, 0, from);
        for (int y = end; y < from; ++y) reinterpret_cast<QRgb*>(m_band.scanLine(y))[x] = color;
        // What is stacked on another keeps a gap.
        if (from < kBandPixels && end < from - 1) reinterpret_cast<QRgb*>(m_band.scanLine(from - 1))[x] = ground;
        from = end;
    };
    for (std::size_t i = 0; i < posteriors.size(); ++i) {
        if (posteriors[i] > 0.0) sum += std::min(1.0, posteriors[i]);  // nor not a number
        fill(static_cast<int>(std::lround(kBandPixels * (1.0 - sum))),
             Theme::instance().emotionFill(m_classes[static_cast<qsizetype>(i)]).rgb());
    }
    fill(0, Theme::instance().color(Ink::Hairline).rgb());
}

void LiveStrip::redrawBand() {
    m_band.fill(Theme::instance().color(Ink::Hairline));
    for (std::size_t i = 0; i < m_columns.size(); ++i) drawBand(ringPlace(i), m_columns[i].posteriors);
}

QString LiveStrip::plotSummary() const {
    const QString seconds = QLocale().toString(static_cast<double>(m_columns.size()) * m_columnSeconds, 'f', 0);
    if (m_posteriors.empty()) return tr("%1 s of sound; no speech now.").arg(seconds);
    const auto best = std::max_element(m_posteriors.begin(), m_posteriors.end()) - m_posteriors.begin();
    return tr("%1 s of sound; now most likely %2.").arg(seconds, Theme::emotionWord(m_classes[best]));
}

/// Two parts of the ring, the older at the left, so that the newest column touches the right edge.
void LiveStrip::paintRing(QPainter& painter, const QRectF& area, const QImage& ring) const {
    const auto count = static_cast<int>(m_columns.size());
    if (ring.isNull() || count == 0) return;
    const double wide = area.width() / static_cast<double>(capacity());
    const int start = ringPlace(0);
    const int first = std::min(count, ring.width() - start);
    // The two parts meet at a whole device pixel, or a seam would run through the picture.
    const double ratio = devicePixelRatioF();
    const auto edge = [&](int columns) { return std::round((area.right() - wide * (count - columns)) * ratio) / ratio; };
    int done = 0;
    for (const auto& [from, columns] : {std::pair{start, first}, std::pair{0, count - first}}) {
        if (columns <= 0) continue;
        const double left = edge(done);
        done += columns;
        painter.drawImage(QRectF(left, area.top(), edge(done) - left, area.height()), ring,
                          QRectF(from, 0.0, columns, ring.height()));
    }
}

void LiveStrip::paintWave(QPainter& painter, const QRectF& area) const {
    const double wide = area.width() / static_cast<double>(capacity());
    const double half = area.height() / 2.0 - 2.0;
    QPolygonF shape;
    const auto x = [&](std::size_t i) { return area.right() - wide * static_cast<double>(m_columns.size() - i); };
    const auto y = [&](float value) { return area.center().y() - half * std::clamp(static_cast<double>(value), -1.0, 1.0); };
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        shape << QPointF(x(i), std::min(y(m_columns[i].high), area.center().y()));
    for (std::size_t i = m_columns.size(); i-- > 0;)
        shape << QPointF(x(i), std::max(y(m_columns[i].low), area.center().y() + 1.0));
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::instance().color(Ink::Waveform));
    painter.drawPolygon(shape);
}

void LiveStrip::paintMarks(QPainter& painter, const QRectF& area) const {
    const double wide = area.width() / static_cast<double>(capacity());
    painter.setPen(QPen(Theme::instance().color(Ink::Accent), 2.0));
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (!m_columns[i].mark) continue;
        const double x = area.right() - wide * static_cast<double>(m_columns.size() - i);
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    }
}

void LiveStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = Theme::instance();
    painter.fillRect(rect(), theme.color(Ink::Data));
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF all(rect());
    const QRectF wave(all.left(), all.top(), all.width(), kWaveShare * all.height());
    const QRectF band(all.left(), all.bottom() - kBandShare * all.height(), all.width(), kBandShare * all.height());
    const QRectF picture(all.left(), wave.bottom(), all.width(), band.top() - wave.bottom());
    paintRing(painter, picture, m_spectrum);
    paintRing(painter, band, m_band);
    paintWave(painter, wave);
    paintMarks(painter, all);
    painter.setPen(theme.color(Ink::Hairline));
    painter.drawLine(wave.bottomLeft(), wave.bottomRight());
    painter.drawLine(band.topLeft(), band.topRight());
}

}  // namespace prososcope::widgets
