// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace prososcope::analysis {

struct Interval {
    double low = 0.0;
    double high = 0.0;
};

/// The rows 0 .. rows - 1 of each speaker, speakers in the order of their names. With fewer than two speakers, or not one name
/// a row, every row is one for itself.
[[nodiscard]] std::vector<std::vector<std::size_t>> speakerClusters(std::span<const std::string> speakers, std::size_t rows);

/// A figure of the rows given, some of which may occur several times; NaN where it is undefined.
using RowStatistic = std::function<double(std::span<const std::size_t> rows)>;

/// 95 % percentile interval of any figure, by bootstrap over clusters (speakers): clusters are drawn with replacement, all rows
/// of a drawn one count (Davison and Hinkley 1997, section 3.8). Draws of which the figure is undefined are left out; NaN where
/// all are. For the difference of two systems the figure is that difference. Deterministic for a seed.
[[nodiscard]] Interval bootstrapInterval(const std::vector<std::vector<std::size_t>>& clusters, const RowStatistic& statistic,
                                         int repetitions = 2000, std::uint64_t seed = 1);

/// Mean, standard deviation (over n - 1) and range of a figure over several seeds. NaN of no values, the deviation of fewer
/// than two.
struct Spread {
    double mean = 0.0;
    double deviation = 0.0;
    double smallest = 0.0;
    double largest = 0.0;
    std::size_t count = 0;
};
[[nodiscard]] Spread spreadOf(std::span<const double> values);

}  // namespace prososcope::analysis
