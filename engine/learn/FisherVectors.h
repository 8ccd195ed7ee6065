// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/learn/Matrix.h"

namespace prososcope::learn {

struct FisherSettings {
    std::size_t components = 32;     ///< of the mixture
    std::size_t mostFrames = 60000;  ///< drawn to fit it
    int rounds = 12;                 ///< of expectation and maximisation, after six of k-means
    std::uint64_t seed = 1;
    int threads = 1;
};

/// A recording of any length as one row: how its frames pull at the means and variances of a mixture of Gaussians that all
/// frames share (Perronnin and Dance 2007, "Fisher kernels on visual vocabularies for image categorization"; Perronnin, Sanchez
/// and Mensink 2010, "Improving the Fisher kernel for large-scale image classification", section 2: signed square roots, then
/// length 1). Covariances are diagonal, variances at least 0.01, so frames are to be standardised before. A value; any thread
/// may encode. The same frames and seed give the same bits for any number of threads.
class FisherVectors {
public:
    /// frames: [frames, columns] of the training part, of which at most mostFrames are drawn. Fails with a sentence where there
    /// are fewer frames than components or a value is not finite, and with Cancelled.
    [[nodiscard]] static core::Result<FisherVectors> fit(MatrixView<float> frames, const FisherSettings& settings,
                                                         core::Progress& progress);

    [[nodiscard]] std::size_t columns() const { return 2 * m_means.rows * m_means.columns; }
    /// frames: [frames, columns], at least one; row: columns() values, derivatives by means, then by variances. A row of zeros
    /// stays one.
    void encode(MatrixView<float> frames, std::span<float> row) const;

    [[nodiscard]] const Matrix<double>& means() const { return m_means; }          ///< [components, columns]
    [[nodiscard]] const Matrix<double>& variances() const { return m_variances; }  ///< likewise
    [[nodiscard]] const std::vector<double>& weights() const { return m_weights; }

private:
    friend class MixtureFit;
    void prepare();
    /// Shares of the components in one frame: `shares` gets one value each, which add up to 1.
    void sharesOf(std::span<const float> frame, std::span<float> shares) const;

    Matrix<double> m_means;
    Matrix<double> m_variances;
    std::vector<double> m_weights;
    Matrix<float> m_linear;         ///< [components, columns] mean / variance
    Matrix<float> m_quadratic;      ///< likewise -1 / (2 variance)
    std::vector<float> m_constant;  ///< of each component
};

}  // namespace prososcope::learn
