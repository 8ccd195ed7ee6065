// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/learn/Classifier.h"

namespace prososcope::learn {

struct KernelRidgeSettings {
    /// Columns of each block of the rows, all in order, such as functionals and Fisher vectors; empty: one block.
    std::vector<std::size_t> blocks;
    std::vector<double> penalties{0.03, 0.1, 0.3, 1.0, 3.0};  ///< to choose from
    int threads = 1;
};

/// One point of the choice inside the training rows.
struct KernelRidgeChoice {
    std::size_t blocks = 1;  ///< how many of them were used
    double penalty = 1.0;
    double uar = 0.0;  ///< of all training rows, each predicted without its speaker; NaN where nothing was chosen
};

/// Least-squares classification with kernels (Saunders, Gammerman and Vovk 1998, "Ridge regression learning algorithm in dual
/// variables"), one target for each class, rows weighing so that classes weigh alike. The kernel is the mean of several: of
/// each block the linear one, of the first block a Gaussian one too (its width the median distance of training rows), each
/// divided by its mean over the diagonal, plus a constant. Penalty and number of blocks are those of the best UAR when every
/// training speaker is predicted by what the others teach, which is exact without fitting anew: the residuals of a group are
/// its block of the inverse matrix, inverted, times its dual weights (An, Liu and Venkatesh 2007, "Fast cross-validation
/// algorithms for least squares support vector machine and kernel ridge regression"). Ties go to fewer blocks, then to the
/// smaller penalty.
///
/// Scores are divided by a temperature at which their softmax best explains those left-out training rows, so that it is
/// calibrated to speakers that were not heard. The same rows give the same bits for any number of threads. `fit` needs a thread
/// to itself.
class KernelRidge {
public:
    explicit KernelRidge(KernelRidgeSettings settings) : m_settings(std::move(settings)) {}

    /// Fails like Classifier::fit. Without at least two speakers nothing is chosen: all blocks, the middle penalty.
    [[nodiscard]] core::Status fit(const TrainingRows& training, core::Progress& progress);
    /// [rows, classes]
    [[nodiscard]] core::Result<Matrix<double>> scores(MatrixView<float> rows, core::Progress& progress) const;

    [[nodiscard]] const KernelRidgeChoice& chosen() const { return m_chosen; }
    [[nodiscard]] const std::vector<KernelRidgeChoice>& grid() const { return m_grid; }
    [[nodiscard]] double temperature() const { return m_temperature; }

private:
    friend class KernelRidgeTraining;
    KernelRidgeSettings m_settings;
    int m_classes = 0;
    std::vector<Matrix<float>> m_blocks;  ///< the training rows
    std::vector<double> m_scales;         ///< of each block's linear kernel: 1 / its mean over the diagonal
    double m_gamma = 0.0;                 ///< of the Gaussian kernel of the first block
    Matrix<double> m_weights;             ///< [training rows, classes]
    double m_temperature = 1.0;
    KernelRidgeChoice m_chosen;
    std::vector<KernelRidgeChoice> m_grid;
};

}  // namespace prososcope::learn
