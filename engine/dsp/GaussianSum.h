// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>

namespace prososcope::dsp {

/// What a Gaussian with full covariance needs to know of frames of `kSize` coefficients: their number, sum and products.
/// Sums of two sets of frames are the sums of both. A value; any thread.
class GaussianSum {
public:
    static constexpr std::size_t kSize = 19;
    static constexpr std::size_t kProducts = kSize * (kSize + 1) / 2;
    /// Free parameters: mean and covariance.
    static constexpr double kParameters = static_cast<double>(kSize + kProducts);

    void add(const float* frame);
    void add(const GaussianSum& other);
    void remove(const GaussianSum& other);
    [[nodiscard]] double frames() const { return m_frames; }
    /// frames() times the logarithm of the determinant of the covariance, which is kept from being singular by a small
    /// variance in every direction. 0 without frames.
    [[nodiscard]] double weightedLogDeterminant() const;

private:
    friend class Gaussian;
    /// The lower triangle of the covariance's Cholesky factor, row by row; returns the logarithm of the determinant.
    double factor(std::array<double, kProducts>& lower) const;

    double m_frames = 0.0;
    std::array<double, kSize> m_sum{};
    std::array<double, kProducts> m_products{};
};

/// The density that belongs to a sum of frames. A value; any thread.
class Gaussian {
public:
    explicit Gaussian(const GaussianSum& sum);
    /// Natural logarithm of the density at a frame, without the constant that all Gaussians of this size share.
    [[nodiscard]] double logDensity(const float* frame) const;

private:
    std::array<double, GaussianSum::kSize> m_mean{};
    std::array<double, GaussianSum::kProducts> m_lower{};
    double m_logDeterminant = 0.0;
};

/// Difference of the Bayesian information criterion between two Gaussians and one for both (Chen and Gopalakrishnan 1998):
/// above 0 where the frames of both are better described apart. `penalty` is their lambda.
[[nodiscard]] double bicDifference(const GaussianSum& a, const GaussianSum& b, double penalty);

}  // namespace prososcope::dsp
