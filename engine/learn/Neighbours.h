// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/learn/Matrix.h"

namespace prososcope::learn {

/// The nearest other rows of each row by Euclidean distance.
struct Neighbours {
    std::size_t count = 0;                ///< of each row
    std::vector<std::uint32_t> rows;      ///< [rows, count], the nearest first; of equals the one of the smaller number
    std::vector<double> squaredDistance;  ///< likewise
};
/// count: at most one fewer than rows. Every pair is compared, in time of the square of their number. Fails with Cancelled.
[[nodiscard]] core::Result<Neighbours> nearestNeighbours(MatrixView<double> rows, std::size_t count, int threads,
                                                         core::Progress& progress);

/// Rows that `trustworthiness` judges at most; of more, so many taken evenly, each against all.
inline constexpr std::size_t kMostJudgedRows = 2048;
/// Neighbours that it looks at.
inline constexpr std::size_t kTrustNeighbours = 10;

struct Trustworthiness {
    double value = 0.0;
    std::size_t neighbours = 0;  ///< that were looked at
};
/// How far the neighbourhoods of a picture may be believed (Venna and Kaski 2001): 1 where the `count` nearest rows in the
/// picture are the nearest ones before, less for each that is not by the rank that it has there; about .5 for places by chance.
/// before: [rows, columns]; places: [rows, 2]. NaN with fewer than four rows; with few rows fewer neighbours are looked at
/// (count below half of them). Fails with Cancelled.
[[nodiscard]] core::Result<Trustworthiness> trustworthiness(MatrixView<float> before, MatrixView<double> places,
                                                            std::size_t count, int threads, core::Progress& progress);

}  // namespace prososcope::learn
