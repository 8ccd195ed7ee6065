// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/Neighbours.h"

#include <algorithm>
#include <numeric>

#include "engine/core/Undefined.h"
#include "engine/learn/Products.h"

namespace prososcope::learn {

namespace {

constexpr std::size_t kNeighbourBlock = 192;  // rows whose distances to all are held at once

/// Calls visit(i, distances) for each chosen row, with the squared distances to all rows. False when asked to stop.
template <typename T, typename Visit>
bool eachRow(MatrixView<T> rows, std::span<const std::size_t> chosen, int threads, core::Progress& progress,
             const Visit& visit) {
    const std::vector<double> squares = squaredLengths(rows);
    std::vector<double> distances(rows.rows);
    for (std::size_t from = 0; from < chosen.size(); from += kNeighbourBlock) {
        const auto block = chosen.subspan(from, std::min(kNeighbourBlock, chosen.size() - from));
        const Matrix<T> own = rowsOf(rows, block);
        core::Progress quiet(progress.stopToken());
        const auto inner = products(own.view(), rows, threads, quiet);
        if (!inner) return false;
        for (std::size_t b = 0; b < block.size(); ++b) {
            const auto row = inner->row(b);
            for (std::size_t j = 0; j < rows.rows; ++j)
                distances[j] = std::max(0.0, squares[block[b]] + squares[j] - 2.0 * static_cast<double>(row[j]));
            visit(block[b], std::span<const double>(distances));
        }
        progress.report(static_cast<double>(from + block.size()) / static_cast<double>(chosen.size()));
        if (progress.stopRequested()) return false;
    }
    return true;
}

/// Orders by distance, then by number.
struct Nearer {
    std::span<const double> distances;
    bool operator()(std::uint32_t a, std::uint32_t b) const {
        return distances[a] != distances[b] ? distances[a] < distances[b] : a < b;
    }
};

/// The `count` nearest others of row i, in order, into `found`.
void nearestOf(std::size_t i, std::span<const double> distances, std::size_t count, std::vector<std::uint32_t>& found) {
    found.resize(distances.size());
    std::iota(found.begin(), found.end(), std::uint32_t{0});
    found.erase(found.begin() + static_cast<std::ptrdiff_t>(i));
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(count);
    if (end != found.end()) std::nth_element(found.begin(), end, found.end(), Nearer{distances});
    std::sort(found.begin(), end, Nearer{distances});
    found.resize(count);
}

std::vector<std::size_t> evenly(std::size_t rows, std::size_t most) {
    const std::size_t count = std::min(rows, most);
    std::vector<std::size_t> chosen(count);
    for (std::size_t k = 0; k < count; ++k) chosen[k] = k * rows / count;
    return chosen;
}

}  // namespace

core::Result<Neighbours> nearestNeighbours(MatrixView<double> rows, std::size_t count, int threads, core::Progress& progress) {
    Neighbours made;
    made.count = std::min(count, rows.rows > 0 ? rows.rows - 1 : 0);
    made.rows.reserve(rows.rows * made.count);
    made.squaredDistance.reserve(rows.rows * made.count);
    std::vector<std::uint32_t> found;
    const auto all = evenly(rows.rows, rows.rows);
    const bool done = eachRow(rows, all, threads, progress, [&](std::size_t i, std::span<const double> distances) {
        nearestOf(i, distances, made.count, found);
        made.rows.insert(made.rows.end(), found.begin(), found.end());
        for (const std::uint32_t each : found) made.squaredDistance.push_back(distances[each]);
    });
    if (!done) return core::cancelled();
    return made;
}

core::Result<Trustworthiness> trustworthiness(MatrixView<float> before, MatrixView<double> places, std::size_t count,
                                              int threads, core::Progress& progress) {
    const std::size_t rows = before.rows;
    if (rows < 4) return Trustworthiness{core::kUndefined, 0};
    count = std::clamp<std::size_t>(count, 1, (rows - 1) / 2);
    const auto judged = evenly(rows, kMostJudgedRows);
    std::vector<double> inPicture(rows);
    std::vector<std::uint32_t> found;
    double lost = 0.0;
    const bool done = eachRow(before, judged, threads, progress, [&](std::size_t i, std::span<const double> distances) {
        for (std::size_t j = 0; j < rows; ++j) {
            const double x = places.at(j, 0) - places.at(i, 0);
            const double y = places.at(j, 1) - places.at(i, 1);
            inPicture[j] = x * x + y * y;
        }
        nearestOf(i, inPicture, count, found);
        const Nearer nearer{distances};
        for (const std::uint32_t each : found) {
            std::size_t rank = 1;
            for (std::uint32_t j = 0; j < rows; ++j)
                if (j != i && nearer(j, each)) ++rank;
            if (rank > count) lost += static_cast<double>(rank - count);
        }
    });
    if (!done) return core::cancelled();
    const auto k = static_cast<double>(count);
    const double most = static_cast<double>(judged.size()) * k * (2.0 * static_cast<double>(rows) - 3.0 * k - 1.0);
    return Trustworthiness{1.0 - 2.0 * lost / most, count};
}

}  // namespace prososcope::learn
