// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/learn/Matrix.h"

namespace prososcope::learn {

struct TSneSettings {
    double perplexity = 30.0;  ///< about how many neighbours a row has; bounded by boundedPerplexity
    int iterations = 750;      ///< of these the first 250 with attractions twelve times as strong
    double angle = 0.5;        ///< size of a cell over its distance below which it stands for its points; 0: none does
    int threads = 1;           ///< the result is the same for any number
};

/// The perplexity that so many rows allow: at least 1, at most a third of the other rows.
[[nodiscard]] double boundedPerplexity(double wanted, std::size_t rows);

/// Places in the plane, [rows, 2], at which rows that are near each other before are near each other, and others are not: t-SNE
/// (van der Maaten and Hinton 2008, "Visualizing data using t-SNE") by attractions along nearest neighbours and repulsions by
/// the tree of Barnes and Hut (van der Maaten 2014, "Accelerating t-SNE using tree-based algorithms"), begun at the first two
/// columns of `rows` (Kobak and Berens 2019), with the step of Belkina et al. (2019). Columns are to be principal components,
/// the largest first. The same each time. Distances between groups and their sizes mean little, which is to be said.
/// `rows` must be finite. Fails with a sentence on fewer than four rows, and with Cancelled.
[[nodiscard]] core::Result<Matrix<double>> tSne(MatrixView<double> rows, const TSneSettings& settings,
                                                core::Progress& progress);

}  // namespace prososcope::learn
