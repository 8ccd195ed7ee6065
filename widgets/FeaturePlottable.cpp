// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/FeaturePlottable.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {
constexpr std::size_t kMostAPixel = 8;  // frames, evenly spaced, so that a picture of an hour is drawn at once too
}

FeaturePlottable::FeaturePlottable(QCPAxis* time, QCPAxis* value) : PanePlottable(time, value), m_map("viridis") {
    connect(&Theme::instance(), &Theme::changed, this, &FeaturePlottable::forgetPicture);
}

void FeaturePlottable::setMatrix(features::FeatureMatrixPtr matrix, const std::vector<features::ColumnStatistics>& statistics,
                                 const QStringList& columns, double offsetSeconds) {
    m_matrix = std::move(matrix);
    m_columns = columns;
    m_offset = offsetSeconds;
    m_means.clear();
    m_scales.clear();
    for (const auto& column : statistics) {
        m_means.push_back(static_cast<float>(column.mean));
        m_scales.push_back(column.deviation > 0.0 ? static_cast<float>(1.0 / column.deviation) : 0.0F);
    }
    forgetPicture();
}

void FeaturePlottable::setColorMap(const QString& name) {
    if (m_map.name() == name) return;
    m_map = ColorMap(name);
    forgetPicture();
}

double FeaturePlottable::frameAt(double seconds) const {
    return (seconds - m_offset - m_matrix->firstSeconds) / m_matrix->hopSeconds;
}

double FeaturePlottable::secondsOf(std::size_t frame) const {
    return m_offset + m_matrix->firstSeconds + static_cast<double>(frame) * m_matrix->hopSeconds;
}

int FeaturePlottable::columnAt(double height) const {
    if (!m_matrix || m_matrix->columns == 0 || height < 0.0 || height > 1.0) return -1;
    const auto count = static_cast<double>(m_matrix->columns);
    return static_cast<int>(std::min(height * count, count - 1.0));
}

double FeaturePlottable::distance(std::size_t frame, std::size_t column) const {
    const float value = (m_matrix->at(frame, column) - m_means[column]) * m_scales[column];
    return std::isfinite(value) ? static_cast<double>(value) : 0.0;
}

QString FeaturePlottable::reading(double seconds, double height) const {
    const int column = columnAt(height);
    if (column < 0) return {};
    const double frame = std::round(frameAt(seconds));
    if (frame < 0.0 || frame >= static_cast<double>(m_matrix->frames)) return {};
    const float value = m_matrix->at(static_cast<std::size_t>(frame), static_cast<std::size_t>(column));
    return QStringLiteral("%1 %2").arg(m_columns.value(column), QLocale().toString(static_cast<double>(value), 'g', 4));
}

void FeaturePlottable::render(const QSize& pixels) {
    m_image = QImage(pixels, QImage::Format_RGB32);
    m_image.fill(Theme::instance().color(Ink::Data));
    m_imageKeys = keyAxis()->range();
    if (!m_matrix || m_matrix->frames == 0 || m_matrix->columns == 0) return;
    const auto frames = static_cast<double>(m_matrix->frames);
    const std::size_t columns = m_matrix->columns;
    const double perPixel = m_imageKeys.size() / pixels.width();
    std::vector<double> means(columns);
    for (int x = 0; x < pixels.width(); ++x) {
        const double left = frameAt(m_imageKeys.lower + x * perPixel) + 0.5;
        const double right = frameAt(m_imageKeys.lower + (x + 1) * perPixel) + 0.5;
        if (right <= 0.0 || left >= frames) continue;
        const auto first = static_cast<std::size_t>(std::clamp(std::floor(left), 0.0, frames - 1.0));
        const auto last = static_cast<std::size_t>(std::clamp(std::floor(right), static_cast<double>(first), frames - 1.0));
        const std::size_t end = std::max(last, first + 1);  // at least one frame
        const std::size_t step = std::max<std::size_t>(1, (end - first) / kMostAPixel);
        std::fill(means.begin(), means.end(), 0.0);
        double taken = 0.0;
        for (std::size_t i = first; i < end; i += step) {
            for (std::size_t c = 0; c < columns; ++c) means[c] += distance(i, c);
            taken += 1.0;
        }
        const double scale = 1.0 / (taken * 2.0 * kDeviations);
        for (int y = 0; y < pixels.height(); ++y) {
            const int column = columnAt(1.0 - (y + 0.5) / pixels.height());
            const double position = 0.5 + means[static_cast<std::size_t>(column)] * scale;
            reinterpret_cast<QRgb*>(m_image.scanLine(y))[x] = m_map.at(position);
        }
    }
}

void FeaturePlottable::draw(QCPPainter* painter) {
    const QRect rect = clipRect();
    const double ratio = pictureRatio();
    const QSize pixels(std::max(1, static_cast<int>(std::lround(rect.width() * ratio))),
                       std::max(1, static_cast<int>(std::lround(rect.height() * ratio))));
    if (m_image.size() != pixels || m_imageKeys != keyAxis()->range()) render(pixels);
    painter->drawImage(QRectF(rect), m_image);
}

QList<PlotSeries> FeaturePlottable::numbers() const {
    QList<PlotSeries> all;
    if (!m_matrix || m_matrix->frames == 0) return all;
    const QCPRange keys = keyAxis()->range();
    const auto frames = static_cast<double>(m_matrix->frames);
    const auto first = static_cast<std::size_t>(std::clamp(std::ceil(frameAt(keys.lower)), 0.0, frames));
    const auto end =
        static_cast<std::size_t>(std::clamp(std::floor(frameAt(keys.upper)) + 1.0, static_cast<double>(first), frames));
    for (std::size_t c = 0; c < m_matrix->columns; ++c) {
        PlotSeries series{m_columns.value(static_cast<qsizetype>(c)), {}, -1.0, {}, {}};
        for (std::size_t i = first; i < end; ++i) {
            series.seconds.push_back(secondsOf(i));
            series.values.push_back(static_cast<double>(m_matrix->at(i, c)));
        }
        all.append(series);
    }
    return all;
}

}  // namespace prososcope::widgets
