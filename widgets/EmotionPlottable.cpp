// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/EmotionPlottable.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr int kStrip = 16;  // columns that are drawn before they are laid side by side: a cache line of a row

/// Where an area ends in a column, in pixels from the top, and over how many pixels it fades there: one, or as many as a
/// steep edge crosses within the column.
struct AreaEdge {
    double y = 0.0;
    double softness = 1.0;

    /// How much of the pixel at that row lies below the edge, 0 to 1.
    [[nodiscard]] double below(int row) const { return std::clamp((row + 0.5 - y) / softness + 0.5, 0.0, 1.0); }
};

QRgb blended(QRgb under, QRgb over, double share) {
    const auto mix = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return qRgb(mix(qRed(under), qRed(over)), mix(qGreen(under), qGreen(over)), mix(qBlue(under), qBlue(over)));
}

/// The area between two edges of one column.
void drawArea(QRgb* column, int height, const AreaEdge& top, const AreaEdge& bottom, QRgb color) {
    const auto row = [height](double y) { return static_cast<int>(std::clamp(y, 0.0, static_cast<double>(height))); };
    const int first = row(std::floor(top.y - 0.5 * top.softness - 0.5));
    const int last = row(std::ceil(bottom.y + 0.5 * bottom.softness + 0.5));
    const int full = row(std::ceil(top.y + 0.5 * top.softness - 0.5));
    const int fading = std::max(full, row(std::floor(bottom.y - 0.5 * bottom.softness + 0.5)));
    const auto blend = [&](int from, int to) {
        for (int y = from; y < to; ++y) {
            const double share = top.below(y) - bottom.below(y);
            if (share > 0.0) column[y] = blended(column[y], color, share);
        }
    };
    blend(first, std::min(full, last));
    std::fill(column + full, column + fading, color);
    blend(fading, last);
}

}  // namespace

EmotionPlottable::EmotionPlottable(QCPAxis* time, QCPAxis* value) : PanePlottable(time, value) {
    connect(&Theme::instance(), &Theme::changed, this, &EmotionPlottable::invalidate);
}

void EmotionPlottable::setTrack(std::shared_ptr<const EmotionTrack> track) {
    m_track = std::move(track);
    invalidate();
}

void EmotionPlottable::render(const QSize& pixels, double ratio) {
    const auto& theme = Theme::instance();
    m_image = QImage(pixels, QImage::Format_RGB32);
    m_image.fill(theme.color(Ink::Data));
    m_imageKeys = keyAxis()->range();
    m_valid = true;
    if (!m_track || m_track->isEmpty()) return;

    const int width = pixels.width();
    const double perPixel = m_imageKeys.size() / width;
    std::vector<std::vector<float>> columns(static_cast<std::size_t>(width));
    for (int x = 0; x < width; ++x) {
        const double time = m_imageKeys.lower + (x + 0.5) * perPixel;
        if (time < 0.0 || time > m_track->durationSeconds) continue;
        columns[static_cast<std::size_t>(x)] =
            perPixel > m_track->hopSeconds ? m_track->mean(time - perPixel / 2.0, time + perPixel / 2.0) : m_track->at(time);
    }

    const auto classes = static_cast<std::size_t>(m_track->classes.size());
    const auto known = [&](int x) { return classes > 0 && columns[static_cast<std::size_t>(x)].size() == classes; };
    for (int from = 0; from < width;) {
        int to = from + 1;
        while (to < width && known(to) == known(from)) ++to;
        if (known(from)) {
            drawAreas(columns, from, to, ratio);
        } else {
            QPainter painter(&m_image);
            painter.fillRect(QRectF(from, 0.0, to - from, pixels.height()), QBrush(theme.color(Ink::Hairline), Qt::BDiagPattern));
        }
        from = to;
    }
}

void EmotionPlottable::drawAreas(const std::vector<std::vector<float>>& columns, int from, int to, double ratio) {
    const auto& theme = Theme::instance();
    const int height = m_image.height();
    const std::size_t classes = columns[static_cast<std::size_t>(from)].size();
    std::vector<QRgb> colors;
    for (const auto& name : m_track->classes) colors.push_back(theme.emotionFill(name).rgb());
    const QRgb background = theme.color(Ink::Data).rgb();

    // Edges of the areas in pixels from the top, of each column: the bottom, one between each two areas, the top.
    const auto edgesOf = [&](int x) {
        std::vector<double> edges{static_cast<double>(height)};
        double sum = 0.0;
        for (std::size_t c = 0; c + 1 < classes; ++c) {
            sum += static_cast<double>(columns[static_cast<std::size_t>(x)][c]);
            edges.push_back(height * (1.0 - std::clamp(sum, 0.0, 1.0)));
        }
        edges.push_back(0.0);
        return edges;
    };
    std::vector<QRgb> strip(static_cast<std::size_t>(kStrip * height));
    std::vector<double> before = edgesOf(from);
    std::vector<double> here = before;
    for (int x = from; x < to;) {
        const int stop = std::min(to, x + kStrip);
        std::fill(strip.begin(), strip.end(), background);
        for (int i = x; i < stop; ++i) {
            const std::vector<double> after = i + 1 < to ? edgesOf(i + 1) : here;
            QRgb* column = strip.data() + static_cast<std::ptrdiff_t>(i - x) * height;
            for (std::size_t c = 0; c < classes; ++c) {
                const auto edge = [&](std::size_t number, double inwards) {
                    const bool outer = number == 0 || number == classes;
                    const double slope = outer ? 0.0 : 0.5 * std::abs(after[number] - before[number]);
                    return AreaEdge{here[number] + (outer ? 0.0 : inwards * 0.5 * ratio * std::hypot(1.0, slope)),
                                    std::max(1.0, slope)};
                };
                drawArea(column, height, edge(c + 1, 1.0), edge(c, -1.0), colors[c]);
            }
            before = std::move(here);
            here = after;
        }
        for (int y = 0; y < height; ++y) {
            auto* row = reinterpret_cast<QRgb*>(m_image.scanLine(y));
            for (int i = x; i < stop; ++i) row[i] = strip[static_cast<std::size_t>((i - x) * height + y)];
        }
        x = stop;
    }
}

QList<PlotSeries> EmotionPlottable::numbers() const {
    QList<PlotSeries> all;
    if (!m_track) return all;
    for (qsizetype c = 0; c < m_track->classes.size(); ++c) {
        PlotSeries series{m_track->classes[c], {}, -1.0, {}, {}};
        for (std::size_t window = 0; window < m_track->rows.size(); ++window) {
            const auto& row = m_track->rows[window];
            if (row.size() != static_cast<std::size_t>(m_track->classes.size())) continue;
            if (!keyAxis()->range().contains(m_track->centre(window))) continue;
            series.seconds.push_back(m_track->centre(window));
            series.values.push_back(static_cast<double>(row[static_cast<std::size_t>(c)]));
        }
        all.append(series);
    }
    return all;
}

void EmotionPlottable::draw(QCPPainter* painter) {
    const QRect rect = clipRect();
    const double ratio = pictureRatio();
    const QSize pixels(std::max(1, static_cast<int>(std::lround(rect.width() * ratio))),
                       std::max(1, static_cast<int>(std::lround(rect.height() * ratio))));
    if (!m_valid || m_image.size() != pixels || m_imageKeys != keyAxis()->range()) render(pixels, ratio);
    painter->drawImage(QRectF(rect.left(), rect.top(), rect.width(), rect.height()), m_image);
}

QCPRange EmotionPlottable::getKeyRange(bool& foundRange, QCP::SignDomain) const {
    foundRange = m_track != nullptr && m_track->durationSeconds > 0.0;
    return foundRange ? QCPRange(0.0, m_track->durationSeconds) : QCPRange();
}

QCPRange EmotionPlottable::getValueRange(bool& foundRange, QCP::SignDomain, const QCPRange&) const {
    foundRange = true;
    return {0.0, 1.0};
}

}  // namespace prososcope::widgets
