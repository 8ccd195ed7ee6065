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
    invalidate();
}

void SpectrogramPlottable::setFormerTiles(std::shared_ptr<SpectrogramTiles> tiles) {
    m_former = std::move(tiles);
    invalidate();
}

void SpectrogramPlottable::setColorMap(const ColorMap& map) {
    m_map = map;
    invalidate();
}

void SpectrogramPlottable::setDynamicRange(double decibels) {
    m_range = decibels;
    invalidate();
}

void SpectrogramPlottable::setFrequencyScale(const FrequencyScale& scale) {
    m_scale = scale;
    invalidate();
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

void SpectrogramPlottable::draw(QCPPainter* painter) {
    const QRect rect = clipRect();
    const double ratio = pictureRatio();
    const QSize pixels(std::max(1, static_cast<int>(std::lround(rect.width() * ratio))),
                       std::max(1, static_cast<int>(std::lround(rect.height() * ratio))));
    const QCPRange keys = keyAxis()->range();
    const QCPRange values = valueAxis()->range();
    if (!m_valid || m_image.size() != pixels || keys != m_imageKeys || values != m_imageValues) {
        m_image = QImage(pixels, QImage::Format_RGB32);
        m_image.fill(m_map.at(0.0));
        if (m_tiles) {
            if (m_former) m_former->paint(m_image, keys.lower, keys.upper, values.upper, m_range, m_map.table(), m_scale);
            const bool complete =
                m_tiles->paint(m_image, keys.lower, keys.upper, values.upper, m_range, m_map.table(), m_scale);
            if (complete) m_former.reset();
        }
        m_imageKeys = keys;
        m_imageValues = values;
        m_valid = true;
    }
    painter->drawImage(QRectF(rect.left(), rect.top(), rect.width(), rect.height()), m_image);
}

}  // namespace prososcope::widgets
