// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/SpectrogramTiles.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace prososcope::widgets {

namespace {

constexpr int kFinestLevel = -12;  // 0.24 ms between columns
constexpr int kCoarsestLevel = 12;

std::int64_t tileIndexAt(double seconds, int level) {
    return static_cast<std::int64_t>(std::floor(seconds / SpectrogramTiles::tileSeconds(level)));
}

}  // namespace

int SpectrogramTiles::levelFor(double secondsPerPixel) {
    if (!(secondsPerPixel > 0.0)) return kFinestLevel;
    return std::clamp(static_cast<int>(std::floor(std::log2(secondsPerPixel) + 1e-9)), kFinestLevel, kCoarsestLevel);
}

double SpectrogramTiles::columnSeconds(int level) { return std::ldexp(1.0, level); }

QList<TileKey> SpectrogramTiles::needed(double start, double end, double duration, double secondsPerPixel) {
    QList<TileKey> keys;
    start = std::max(start, 0.0);
    end = std::min(end, duration);
    if (!(end > start)) return keys;
    const int level = levelFor(secondsPerPixel);
    const auto last = tileIndexAt(std::nextafter(end, 0.0), level);
    for (auto index = tileIndexAt(start, level); index <= last; ++index) keys.append({level, index});
    return keys;
}

SpectrogramTilePtr SpectrogramTiles::fromImage(const dsp::SpectrogramImage& image) {
    auto tile = std::make_shared<SpectrogramTile>();
    tile->columns = image.columns;
    tile->bins = image.bins;
    tile->binHz = image.binHz;
    tile->decibels.resize(image.columns * image.bins);
    for (std::size_t column = 0; column < image.columns; ++column) {
        for (std::size_t bin = 0; bin < image.bins; ++bin) {
            const float value = image.value(column, bin);
            tile->decibels[bin * image.columns + column] = value;
            tile->highest = std::max(tile->highest, value);
        }
    }
    return tile;
}

void SpectrogramTiles::insert(const TileKey& key, SpectrogramTilePtr tile) {
    if (!tile || tile->columns == 0 || tile->bins == 0) return;
    if (const auto old = m_tiles.constFind(key); old != m_tiles.constEnd()) m_bytes -= old->tile->bytes();
    m_bytes += tile->bytes();
    m_reference = std::max(m_reference, tile->highest);
    m_tiles.insert(key, {std::move(tile), ++m_clock, ++m_serial});
    while (m_bytes > m_mostBytes && m_tiles.size() > 1) {
        const auto oldest =
            std::min_element(m_tiles.begin(), m_tiles.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; });
        m_bytes -= oldest->tile->bytes();
        m_tiles.erase(oldest);
    }
    m_levels.clear();
    for (auto it = m_tiles.keyBegin(); it != m_tiles.keyEnd(); ++it) {
        if (!m_levels.contains(it->level)) m_levels.append(it->level);
    }
    std::sort(m_levels.begin(), m_levels.end());
}

void SpectrogramTiles::clear() {
    m_tiles.clear();
    m_levels.clear();
    m_bytes = 0;
    m_reference = -200.0F;
}

SpectrogramTiles::Column SpectrogramTiles::columnsAt(double seconds, double width, int wantedLevel, bool& exact) {
    const auto find = [&](int level) -> Column {
        const auto index = tileIndexAt(seconds, level);
        const auto found = m_tiles.find({level, index});
        if (found == m_tiles.end()) return {};
        found->used = m_clock;
        const double inside = (seconds - static_cast<double>(index) * tileSeconds(level)) / columnSeconds(level);
        const double half = 0.5 * width / columnSeconds(level);
        const auto most = static_cast<double>(found->tile->columns - 1);
        const auto first = static_cast<std::size_t>(std::clamp(std::round(inside - half), 0.0, most));
        const auto last =
            static_cast<std::size_t>(std::clamp(std::round(inside + half) - 1.0, static_cast<double>(first), most));
        return {found->tile.get(), {found->serial, first, last}};
    };
    if (const Column wanted = find(wantedLevel); wanted.tile != nullptr) return wanted;
    exact = false;
    // The next coarser level covers most, then the finer ones.
    for (const int level : m_levels) {
        if (level > wantedLevel) {
            if (const Column column = find(level); column.tile != nullptr) return column;
        }
    }
    for (auto level = m_levels.crbegin(); level != m_levels.crend(); ++level) {
        if (*level < wantedLevel) {
            if (const Column column = find(*level); column.tile != nullptr) return column;
        }
    }
    return {};
}

float SpectrogramTiles::levelAt(double seconds, double hz) const {
    float level = std::numeric_limits<float>::quiet_NaN();
    levelsAt(seconds, {&hz, 1}, {&level, 1});
    return level;
}

void SpectrogramTiles::levelsAt(double seconds, std::span<const double> hertz, std::span<float> levels) const {
    std::fill(levels.begin(), levels.end(), std::numeric_limits<float>::quiet_NaN());
    for (const int level : m_levels) {
        const auto index = tileIndexAt(seconds, level);
        const auto found = m_tiles.constFind({level, index});
        if (found == m_tiles.constEnd()) continue;
        const auto& tile = *found->tile;
        const double inside = (seconds - static_cast<double>(index) * tileSeconds(level)) / columnSeconds(level);
        const auto column = std::min(static_cast<std::size_t>(std::max(0.0, inside)), tile.columns - 1);
        bool all = true;
        for (std::size_t i = 0; i < hertz.size(); ++i) {
            if (!std::isnan(levels[i])) continue;
            const auto bin = static_cast<std::size_t>(std::max(0.0, std::round(hertz[i] / tile.binHz)));
            if (bin < tile.bins)
                levels[i] = tile.decibels[bin * tile.columns + column];
            else
                all = false;
        }
        if (all) return;
    }
}

bool SpectrogramTiles::paint(QImage& image, double start, double end, double top, double rangeDecibels,
                             const std::array<QRgb, 256>& colors, const FrequencyScale& frequencies, PaintedColumns* painted) {
    const int width = image.width();
    const int height = image.height();
    bool exact = true;
    ++m_clock;
    std::vector<Column> columns(static_cast<std::size_t>(width));
    const int wanted = levelFor((end - start) / width);
    for (int x = 0; x < width; ++x) {
        columns[static_cast<std::size_t>(x)] =
            columnsAt(start + (x + 0.5) * (end - start) / width, (end - start) / width, wanted, exact);
    }
    PaintedColumns none;
    PaintedColumns& before = painted != nullptr ? *painted : none;
    if (before.columns.size() != columns.size() || before.reference != m_reference) before.columns.assign(columns.size(), {});
    before.reference = m_reference;
    const auto stays = [&](int x) {
        const auto& column = columns[static_cast<std::size_t>(x)];
        return column.tile == nullptr || column.shown == before.columns[static_cast<std::size_t>(x)];
    };
    const float low = m_reference - static_cast<float>(rangeDecibels);
    const float scale = static_cast<float>(255.0 / std::max(1.0, rangeDecibels));
    std::vector<double> middles(static_cast<std::size_t>(height));  // of the rows, in Hz
    for (int y = 0; y < height; ++y)
        middles[static_cast<std::size_t>(y)] = frequencies.toHertz((height - 0.5 - y) / height * top);
    std::vector<float> tones;
    // Stretches of pixels from one tile share the row's two bins.
    for (int x = 0; x < width;) {
        if (stays(x)) {
            ++x;
            continue;
        }
        const SpectrogramTile* tile = columns[static_cast<std::size_t>(x)].tile;
        int stop = x + 1;
        while (stop < width && columns[static_cast<std::size_t>(stop)].tile == tile && !stays(stop)) ++stop;
        const std::size_t firstColumn = columns[static_cast<std::size_t>(x)].shown.first;
        const std::size_t lastColumn = columns[static_cast<std::size_t>(stop - 1)].shown.last;
        tones.resize(lastColumn - firstColumn + 1);
        for (int i = x; i < stop; ++i) before.columns[static_cast<std::size_t>(i)] = columns[static_cast<std::size_t>(i)].shown;
        for (int y = 0; y < height; ++y) {
            const double place = middles[static_cast<std::size_t>(y)] / tile->binHz;
            if (place > static_cast<double>(tile->bins)) {
                auto* row = reinterpret_cast<QRgb*>(image.scanLine(y));
                if (painted != nullptr) std::fill(row + x, row + stop, before.ground);
                continue;
            }
            const auto below = std::min(static_cast<std::size_t>(place), tile->bins - 1);
            const auto above = std::min(below + 1, tile->bins - 1);
            const auto share = static_cast<float>(place - static_cast<double>(below));
            const float* a = tile->decibels.data() + below * tile->columns;
            const float* b = tile->decibels.data() + above * tile->columns;
            auto* row = reinterpret_cast<QRgb*>(image.scanLine(y));
            // Each column once, in wide steps; then the pixels take the one or the mean of the few that they cover.
            for (std::size_t c = firstColumn; c <= lastColumn; ++c)
                tones[c - firstColumn] = (a[c] + (b[c] - a[c]) * share - low) * scale;
            for (int i = x; i < stop; ++i) {
                const auto& pixel = columns[static_cast<std::size_t>(i)].shown;
                float value = 0.0F;
                for (std::size_t c = pixel.first; c <= pixel.last; ++c) value += tones[c - firstColumn];
                value /= static_cast<float>(pixel.last - pixel.first + 1);
                row[i] = colors[static_cast<std::size_t>(std::clamp(value, 0.0F, 255.0F))];
            }
        }
        x = stop;
    }
    return exact;
}

}  // namespace prososcope::widgets
