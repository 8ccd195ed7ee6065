// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/SpectrogramPlottable.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace prososcope::widgets {

namespace {
constexpr int kMostColumns = 1000;  // of the numbers
constexpr int kRows = 128;
}  // namespace

SpectrogramPlottable::SpectrogramPlottable(QCPAxis* time, QCPAxis* frequency) : PanePlottable(time, frequency) {}

void SpectrogramPlottable::setTiles(std::shared_ptr<SpectrogramTiles> tiles) {
    m_tiles = std::move(tiles);
    m_valid = false;
}

void SpectrogramPlottable::setFormerTiles(std::shared_ptr<SpectrogramTiles> tiles) {
    m_former = std::move(tiles);
    m_valid = false;
}

void SpectrogramPlottable::setColorMap(const ColorMap& map) {
    m_map = map;
    m_valid = false;
}

void SpectrogramPlottable::setDynamicRange(double decibels) {
    m_range = decibels;
    m_valid = false;
}

void SpectrogramPlottable::setFrequencyScale(const FrequencyScale& scale) {
    m_scale = scale;
    m_valid = false;
}

QList<PlotSeries> SpectrogramPlottable::numbers() const {
    QList<PlotSeries> all;
    if (!m_tiles) return all;
    const QCPRange keys = keyAxis()->range();
    const int columns = std::clamp(clipRect().width(), 1, kMostColumns);
    std::vector<double> hertz;
    for (int row = 0; row < kRows; ++row) {
        hertz.push_back(m_scale.toHertz(valueAxis()->range().upper * (row + 0.5) / kRows));
        PlotSeries series{tr("level"), QStringLiteral("dB"), hertz.back(), {}, {}};
        series.seconds.reserve(static_cast<std::size_t>(columns));
        series.values.reserve(static_cast<std::size_t>(columns));
        all.append(std::move(series));
    }
    std::vector<float> levels(hertz.size());
    for (int x = 0; x < columns; ++x) {
        const double seconds = keys.lower + (x + 0.5) / columns * keys.size();
        m_tiles->levelsAt(seconds, hertz, levels);
        for (std::size_t row = 0; row < levels.size(); ++row) {
            all[static_cast<qsizetype>(row)].seconds.push_back(seconds);
            all[static_cast<qsizetype>(row)].values.push_back(static_cast<double>(levels[row]));
        }
    }
    return all;
}

/// Moves the picture by whole pixels to where another range of times has it; false where nothing of it stays.
bool SpectrogramPlottable::shift(const QCPRange& keys) {
    const int width = m_image.width();
    if (std::abs(keys.size() - m_imageKeys.size()) > 1e-9 * keys.size()) return false;
    const double pixels = (keys.lower - m_imageKeys.lower) / keys.size() * width;
    if (!(std::abs(pixels) < width)) return false;
    const int by = static_cast<int>(std::lround(pixels));  // to the left
    const auto move = [&](auto* begin, auto empty) {
        if (by >= 0) {
            std::fill(std::copy(begin + by, begin + width, begin), begin + width, empty);
        } else {
            std::fill(begin, std::copy_backward(begin, begin + width + by, begin + width), empty);
        }
    };
    for (int y = 0; y < m_image.height(); ++y) move(reinterpret_cast<QRgb*>(m_image.scanLine(y)), m_painted.ground);
    if (m_painted.columns.size() == static_cast<std::size_t>(width)) move(m_painted.columns.data(), PaintedColumns::Column());
    return true;
}

void SpectrogramPlottable::renew(const QSize& pixels, const QCPRange& keys, const QCPRange& values) {
    const bool kept = m_valid && !m_former && m_image.size() == pixels && values == m_imageValues;
    if (!kept || (keys != m_imageKeys && !shift(keys))) {
        if (m_image.size() != pixels) m_image = QImage(pixels, QImage::Format_RGB32);
        m_painted.columns.clear();
        m_painted.ground = m_map.at(0.0);
        m_image.fill(m_painted.ground);
    }
    if (m_tiles) {
        if (m_former) m_former->paint(m_image, keys.lower, keys.upper, values.upper, m_range, m_map.table(), m_scale);
        const bool complete =
            m_tiles->paint(m_image, keys.lower, keys.upper, values.upper, m_range, m_map.table(), m_scale, &m_painted);
        if (complete) m_former.reset();
    }
    m_imageKeys = keys;
    m_imageValues = values;
    m_valid = true;
    m_fresh = false;
}

void SpectrogramPlottable::draw(QCPPainter* painter) {
    const QRect rect = clipRect();
    const double ratio = pictureRatio();
    const QSize pixels(std::max(1, static_cast<int>(std::lround(rect.width() * ratio))),
                       std::max(1, static_cast<int>(std::lround(rect.height() * ratio))));
    const QCPRange keys = keyAxis()->range();
    const QCPRange values = valueAxis()->range();
    if (!m_valid || m_fresh || m_image.size() != pixels || keys != m_imageKeys || values != m_imageValues)
        renew(pixels, keys, values);
    painter->drawImage(QRectF(rect.left(), rect.top(), rect.width(), rect.height()), m_image);
}

}  // namespace prososcope::widgets
