// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QImage>
#include <QList>
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/dsp/Spectrogram.h"
#include "widgets/FrequencyScale.h"

namespace prososcope::widgets {

/// Where a tile lies: columns are 2^level seconds apart, and tile `index` holds the columns from index * kTileColumns.
struct TileKey {
    int level = 0;
    std::int64_t index = 0;
    bool operator==(const TileKey&) const = default;
};
inline size_t qHash(const TileKey& key, size_t seed = 0) { return qHashMulti(seed, key.level, key.index); }

/// Levels in dB of one stretch, kept [bin][column], so that rows of a picture are read in order.
struct SpectrogramTile {
    std::size_t columns = 0;
    std::size_t bins = 0;
    double binHz = 0.0;
    float highest = -200.0F;
    std::vector<float> decibels;
    [[nodiscard]] std::size_t bytes() const { return decibels.size() * sizeof(float); }
};
using SpectrogramTilePtr = std::shared_ptr<const SpectrogramTile>;

/// What each pixel column of a picture shows, so that a picture that is kept is painted anew only where that changes. The
/// keeper clears it when he changes the size, the colours, the range or the scale of the picture, and moves it with the pixels.
struct PaintedColumns {
    struct Column {
        std::uint64_t tile = 0;  ///< which insertion; 0: nothing
        std::size_t first = 0;   ///< columns of the tile that the pixel covers, both included
        std::size_t last = 0;
        bool operator==(const Column&) const = default;
    };
    std::vector<Column> columns;  ///< one per pixel; empty: the picture is not known
    float reference = 0.0F;
    QRgb ground = 0;  ///< above the last bin
};

/// The tiles of one recording at one setting, least recently used dropped above a number of bytes, and their picture.
/// Holds values only; loaders compute, the GUI thread inserts and draws. `reference` is the highest level seen so far:
/// it never falls, so that a picture keeps its tones while one scrolls.
class SpectrogramTiles {
public:
    static constexpr int kTileColumns = 256;
    static constexpr std::size_t kMostBytes = std::size_t{64} << 20;

    /// The level whose columns are at most `secondsPerPixel` apart.
    [[nodiscard]] static int levelFor(double secondsPerPixel);
    [[nodiscard]] static double columnSeconds(int level);
    [[nodiscard]] static double tileSeconds(int level) { return columnSeconds(level) * kTileColumns; }
    /// The tiles that a picture of [start, end) needs, in time order.
    [[nodiscard]] static QList<TileKey> needed(double start, double end, double duration, double secondsPerPixel);
    /// Turns what the engine computed into a tile.
    [[nodiscard]] static SpectrogramTilePtr fromImage(const dsp::SpectrogramImage& image);

    void insert(const TileKey& key, SpectrogramTilePtr tile);
    /// Where several sets belong to one recording, each has a share of the bytes.
    void setMostBytes(std::size_t bytes) { m_mostBytes = bytes; }
    [[nodiscard]] bool contains(const TileKey& key) const { return m_tiles.contains(key); }
    [[nodiscard]] float reference() const { return m_reference; }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }
    [[nodiscard]] bool isEmpty() const { return m_tiles.isEmpty(); }
    void clear();

    /// The level at a time and frequency in dB from the finest tile at hand, or a not-a-number.
    [[nodiscard]] float levelAt(double seconds, double hz) const;
    /// The same of many frequencies at one time; `levels` is as long as `hertz`.
    void levelsAt(double seconds, std::span<const double> hertz, std::span<float> levels) const;

    /// Fills `image` (32 bit): x is start..end in seconds, y the scale's axis from 0 to `top` at the upper edge (Hz on
    /// the linear one). Where the wanted tiles are missing,
    /// others of the same place are scaled; where there are none, and above the last bin, the pixel is left as it is.
    /// With `painted` only the columns that it does not hold already are painted, and those whose tile has been dropped stay.
    /// Returns whether every pixel column was drawn from the wanted level.
    bool paint(QImage& image, double start, double end, double top, double rangeDecibels, const std::array<QRgb, 256>& colors,
               const FrequencyScale& scale = {}, PaintedColumns* painted = nullptr);

private:
    struct Entry {
        SpectrogramTilePtr tile;
        std::uint64_t used = 0;
        std::uint64_t serial = 0;  ///< of the insertion
    };
    struct Column {
        const SpectrogramTile* tile = nullptr;
        PaintedColumns::Column shown;
    };
    Column columnsAt(double seconds, double width, int wantedLevel, bool& exact);

    QHash<TileKey, Entry> m_tiles;
    QList<int> m_levels;  ///< sorted, with at least one tile each
    std::size_t m_bytes = 0;
    std::size_t m_mostBytes = kMostBytes;
    std::uint64_t m_clock = 0;
    std::uint64_t m_serial = 0;
    float m_reference = -200.0F;
};

}  // namespace prososcope::widgets
