// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/AttentionMaps.h"

#include <cmath>

#include "engine/core/Csv.h"

namespace prososcope::backend {

namespace {

/// Adds what one frame's row says.
void addRow(std::span<const float> row, std::size_t looks, double hopSeconds, AttentionFigures& sum) {
    double whole = 0.0;
    double entropy = 0.0;
    double distance = 0.0;
    double ahead = 0.0;
    for (std::size_t at = 0; at < row.size(); ++at) {
        const auto weight = static_cast<double>(row[at]);
        if (!(weight > 0.0)) continue;
        const double behind = static_cast<double>(looks) - static_cast<double>(at);
        whole += weight;
        entropy -= weight * std::log2(weight);
        distance += weight * std::abs(behind) * hopSeconds;
        if (behind < 0.0) ahead += weight;
    }
    if (!(whole > 0.0)) return;
    sum.entropyBits += entropy / whole + std::log2(whole);
    sum.distanceSeconds += distance / whole;
    sum.aheadShare += ahead / whole;
    sum.ownShare += static_cast<double>(row[looks]) / whole;
}

/// Of heads that look ahead or never do, over so many frames.
double evenBits(bool ahead, std::size_t frames) {
    if (ahead) return std::log2(static_cast<double>(frames));
    double sum = 0.0;
    for (std::size_t looks = 0; looks < frames; ++looks) sum += std::log2(static_cast<double>(looks + 1));
    return sum / static_cast<double>(frames);
}

}  // namespace

std::span<const float> AttentionMaps::map(std::int64_t layer, std::int64_t head) const {
    const auto size = static_cast<std::size_t>(frames * frames);
    return std::span(weights).subspan(static_cast<std::size_t>(layer * heads + head) * size, size);
}

std::vector<AttentionFigures> attentionFigures(const AttentionMaps& maps) {
    std::vector<AttentionFigures> all;
    all.reserve(static_cast<std::size_t>(maps.layers * maps.heads));
    const auto frames = static_cast<std::size_t>(maps.frames);
    for (std::int64_t layer = 0; layer < maps.layers; ++layer) {
        for (std::int64_t head = 0; head < maps.heads; ++head) {
            AttentionFigures each{layer, head};
            const auto map = maps.map(layer, head);
            for (std::size_t looks = 0; looks < frames; ++looks)
                addRow(map.subspan(looks * frames, frames), looks, maps.hopSeconds, each);
            for (double* mean : {&each.distanceSeconds, &each.aheadShare, &each.ownShare, &each.entropyBits})
                *mean /= static_cast<double>(frames);
            each.evenBits = evenBits(each.aheadShare > 0.0, frames);
            all.push_back(each);
        }
    }
    return all;
}

std::string attentionFiguresCsv(const std::vector<AttentionFigures>& figures) {
    core::CsvTable table{{"layer", "head", "distance_seconds", "ahead_share", "own_share", "entropy_bits", "even_bits"}, {}};
    for (const auto& each : figures) {
        table.rows.push_back({std::to_string(each.layer + 1), std::to_string(each.head + 1)});
        for (const double value : {each.distanceSeconds, each.aheadShare, each.ownShare, each.entropyBits, each.evenBits})
            table.rows.back().push_back(core::numberText(value));
    }
    return core::formatCsv(table);
}

}  // namespace prososcope::backend
