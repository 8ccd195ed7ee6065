// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/MaskSpans.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace prososcope::training {

namespace {

/// So many of the numbers below `count`, rising.
std::vector<std::size_t> choose(std::size_t count, std::size_t wanted, core::Random& random) {
    std::vector<std::size_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), std::size_t{0});
    const auto kept = std::min(wanted, count);
    for (std::size_t i = 0; i < kept; ++i) std::swap(numbers[i], numbers[i + random.below(count - i)]);
    numbers.resize(kept);
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

std::vector<std::size_t> drawRow(std::size_t places, const MaskSpanSettings& settings, core::Random& random) {
    const auto share = settings.probability * static_cast<double>(places) / static_cast<double>(settings.length);
    auto spans = std::max(static_cast<std::size_t>(std::floor(share + random.uniform())), settings.fewest);
    if (places < 2 || spans == 0) return {};
    auto length = std::min(settings.length, places - 1);
    spans = std::min(spans, places - 1);
    if (places - length <= spans) length = std::max<std::size_t>(1, places - spans - 1);
    std::vector<std::size_t> masked;
    for (const auto begin : choose(places - length, spans, random)) {
        const auto from = masked.empty() ? begin : std::max(begin, masked.back() + 1);
        for (auto place = from; place < std::min(begin + length, places); ++place) masked.push_back(place);
    }
    return masked;
}

}  // namespace

std::vector<std::vector<std::size_t>> drawMasks(std::span<const std::size_t> lengths, const MaskSpanSettings& settings,
                                                core::Random& random) {
    std::vector<std::vector<std::size_t>> rows(lengths.size());
    if (settings.probability <= 0.0 || rows.empty()) return rows;
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = drawRow(lengths[i], settings, random);
    const auto least =
        std::min_element(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); })->size();
    for (auto& row : rows) {
        if (row.size() == least) continue;
        std::vector<std::size_t> thinned;
        for (const auto place : choose(row.size(), least, random)) thinned.push_back(row[place]);
        row = std::move(thinned);
    }
    return rows;
}

}  // namespace prososcope::training
