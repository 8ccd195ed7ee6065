// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace prososcope::phonetics {

/// Neighbouring frames, begin <= frame < end, in which the same symbol is the best.
template <typename Value>
struct SymbolRun {
    int symbol = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
    Value peak{};  ///< its highest value within the run
    bool operator==(const SymbolRun&) const = default;
};

/// The best path of a CTC network (Graves et al. 2006) before its blank is dropped: the best symbol of each frame, the lowest
/// of equal ones, with repeats merged. values: [frames, symbols], row-major, probabilities or their logarithms; what is no
/// number is never the best as long as another is one. The runs cover all frames. Pure.
template <typename Value>
[[nodiscard]] std::vector<SymbolRun<Value>> symbolRuns(std::span<const Value> values, std::size_t symbols) {
    std::vector<SymbolRun<Value>> runs;
    const std::size_t frames = symbols == 0 ? 0 : values.size() / symbols;
    for (std::size_t frame = 0; frame < frames; ++frame) {
        const auto row = values.subspan(frame * symbols, symbols);
        std::size_t best = 0;
        for (std::size_t symbol = 1; symbol < symbols; ++symbol) {
            if (row[symbol] > row[best] || (std::isnan(row[best]) && !std::isnan(row[symbol]))) best = symbol;
        }
        const int symbol = static_cast<int>(best);
        if (runs.empty() || runs.back().symbol != symbol) runs.push_back({symbol, frame, frame, row[best]});
        runs.back().end = frame + 1;
        if (row[best] > runs.back().peak) runs.back().peak = row[best];
    }
    return runs;
}

}  // namespace prososcope::phonetics
