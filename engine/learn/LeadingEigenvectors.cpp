// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/LeadingEigenvectors.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/core/Random.h"
#include "engine/dsp/Dot.h"

namespace prososcope::learn {

namespace {

constexpr double kEigenEpsilon = std::numeric_limits<double>::epsilon();
constexpr int kInverseSteps = 4;
constexpr std::uint64_t kInverseSeed = 20;

/// A symmetric matrix with its diagonal and what stands beside it.
struct Tridiagonal {
    std::vector<double> diagonal;
    std::vector<double> beside;  ///< one fewer

    [[nodiscard]] double norm() const {
        double largest = 0.0;
        for (std::size_t i = 0; i < diagonal.size(); ++i)
            largest = std::max(largest, std::abs(diagonal[i]) + (i > 0 ? std::abs(beside[i - 1]) : 0.0) +
                                            (i < beside.size() ? std::abs(beside[i]) : 0.0));
        return largest;
    }
    /// How many eigenvalues lie below x.
    [[nodiscard]] std::size_t below(double x, double tiny) const {
        std::size_t count = 0;
        double pivot = 1.0;
        for (std::size_t i = 0; i < diagonal.size(); ++i) {
            pivot = diagonal[i] - x - (i > 0 ? beside[i - 1] * beside[i - 1] / pivot : 0.0);
            if (std::abs(pivot) < tiny) pivot = -tiny;
            if (pivot < 0.0) ++count;
        }
        return count;
    }
};

/// values += a v + b w.
void addBoth(double* values, double a, const double* v, double b, const double* w, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) values[i] += a * v[i] + b * w[i];
}

/// Leaves the reflections in the rows of `matrix`, right of the diagonal, and their factors. False when asked to stop.
bool makeTridiagonal(Matrix<double>& matrix, Tridiagonal& result, std::vector<double>& factors, core::Progress& progress) {
    const std::size_t size = matrix.rows;
    result.diagonal.assign(size, 0.0);
    result.beside.assign(size > 0 ? size - 1 : 0, 0.0);
    factors.assign(size, 0.0);
    std::vector<double> w(size);
    for (std::size_t k = 0; k + 1 < size; ++k) {
        if (progress.stopRequested()) return false;
        const double left = static_cast<double>(size - k) / static_cast<double>(size);
        progress.report(1.0 - left * left * left);
        result.diagonal[k] = matrix.at(k, k);
        const std::size_t rest = size - k - 1;
        double* const v = matrix.row(k).data() + k + 1;
        const double length = std::sqrt(dsp::dot(v, v, rest));
        if (rest == 1 || length == 0.0) {
            result.beside[k] = v[0];
            continue;
        }
        result.beside[k] = v[0] > 0.0 ? -length : length;
        factors[k] = 1.0 / (length * (length + std::abs(v[0])));
        v[0] -= result.beside[k];
        for (std::size_t i = 0; i < rest; ++i) w[i] = factors[k] * dsp::dot(matrix.row(k + 1 + i).data() + k + 1, v, rest);
        const double half = 0.5 * factors[k] * dsp::dot(w.data(), v, rest);
        for (std::size_t i = 0; i < rest; ++i) w[i] -= half * v[i];
        for (std::size_t i = 0; i < rest; ++i) addBoth(matrix.row(k + 1 + i).data() + k + 1, -w[i], v, -v[i], w.data(), rest);
    }
    if (size > 0) result.diagonal[size - 1] = matrix.at(size - 1, size - 1);
    return true;
}

/// The eigenvalue above which `above` others lie.
double eigenvalue(const Tridiagonal& matrix, std::size_t above, double norm, double tiny) {
    double low = -norm;
    double high = norm;
    const std::size_t lower = matrix.diagonal.size() - above;  // eigenvalues up to this one
    while (high - low > 2.0 * kEigenEpsilon * (std::abs(low) + std::abs(high)) + tiny) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;
        (matrix.below(middle, tiny) >= lower ? high : low) = middle;
    }
    return 0.5 * (low + high);
}

/// A tridiagonal matrix less a multiple of the unit matrix as factors, rows exchanged where that keeps them small.
class ShiftedFactors {
public:
    ShiftedFactors(const Tridiagonal& matrix, double shift, double tiny) : m_size(matrix.diagonal.size()) {
        m_pivots.resize(m_size);
        m_first.assign(m_size, 0.0);
        m_second.assign(m_size, 0.0);
        m_factors.assign(m_size, 0.0);
        m_exchanged.assign(m_size, 0);
        double own = matrix.diagonal[0] - shift;
        double next = m_size > 1 ? matrix.beside[0] : 0.0;
        for (std::size_t i = 0; i + 1 < m_size; ++i) {
            const double below = matrix.beside[i];
            double belowOwn = matrix.diagonal[i + 1] - shift;
            double belowNext = i + 2 < m_size ? matrix.beside[i + 1] : 0.0;
            if (std::abs(below) > std::abs(own)) {
                m_exchanged[i] = 1;
                m_pivots[i] = below;
                m_first[i] = belowOwn;
                m_second[i] = belowNext;
                m_factors[i] = own / below;
                own = next - m_factors[i] * belowOwn;
                next = -m_factors[i] * belowNext;
            } else {
                m_pivots[i] = std::abs(own) < tiny ? tiny : own;
                m_first[i] = next;
                m_factors[i] = below / m_pivots[i];
                own = belowOwn - m_factors[i] * next;
                next = belowNext;
            }
        }
        m_pivots[m_size - 1] = std::abs(own) < tiny ? tiny : own;
    }
    void solve(std::span<double> values) const {
        for (std::size_t i = 0; i + 1 < m_size; ++i) {
            if (m_exchanged[i] != 0) std::swap(values[i], values[i + 1]);
            values[i + 1] -= m_factors[i] * values[i];
        }
        for (std::size_t i = m_size; i-- > 0;) {
            if (i + 1 < m_size) values[i] -= m_first[i] * values[i + 1];
            if (i + 2 < m_size) values[i] -= m_second[i] * values[i + 2];
            values[i] /= m_pivots[i];
        }
    }

private:
    std::size_t m_size;
    std::vector<double> m_pivots, m_first, m_second, m_factors;
    std::vector<char> m_exchanged;
};

/// Takes off what lies along the first `count` vectors and gives the rest length 1; false where nothing is left.
bool makeOrthogonal(const Matrix<double>& vectors, std::size_t count, std::span<double> values) {
    double largest = 0.0;
    for (const double value : values) largest = std::max(largest, std::abs(value));
    if (!(largest > 0.0) || !std::isfinite(largest)) return false;
    for (double& value : values) value /= largest;
    const double before = std::sqrt(dsp::dot(values.data(), values.data(), values.size()));
    for (int pass = 0; pass < 2; ++pass) {
        for (std::size_t other = 0; other < count; ++other) {
            const auto vector = vectors.row(other);
            const double along = dsp::dot(vector.data(), values.data(), values.size());
            for (std::size_t i = 0; i < values.size(); ++i) values[i] -= along * vector[i];
        }
    }
    const double length = std::sqrt(dsp::dot(values.data(), values.data(), values.size()));
    if (!(length > 1e-10 * before)) return false;
    for (double& value : values) value /= length;
    return true;
}

}  // namespace

core::Result<EigenPairs> leadingEigenvectors(Matrix<double> matrix, std::size_t count, core::Progress& progress) {
    const std::size_t size = matrix.rows;
    count = std::min(count, size);
    Tridiagonal tridiagonal;
    std::vector<double> factors;
    auto reducing = progress.part(0.0, 0.9);
    if (!makeTridiagonal(matrix, tridiagonal, factors, reducing)) return core::cancelled();
    const double norm = tridiagonal.norm();
    const double tiny = std::max(std::numeric_limits<double>::min() / kEigenEpsilon, kEigenEpsilon * kEigenEpsilon * norm);
    EigenPairs pairs{{}, Matrix<double>(count, size)};
    core::Random random(kInverseSeed);
    for (std::size_t k = 0; k < count; ++k) {
        if (progress.stopRequested()) return core::cancelled();
        pairs.values.push_back(eigenvalue(tridiagonal, k, norm, tiny));
        const ShiftedFactors shifted(tridiagonal, pairs.values.back(), std::max(tiny, kEigenEpsilon * norm));
        const auto vector = pairs.vectors.row(k);
        const auto draw = [&] {
            for (double& value : vector) value = random.normal();
        };
        draw();
        for (int step = 0; step < kInverseSteps; ++step) {
            shifted.solve(vector);
            if (!makeOrthogonal(pairs.vectors, k, vector)) draw();
        }
        while (!makeOrthogonal(pairs.vectors, k, vector)) draw();
    }
    for (std::size_t k = size; k-- > 0;) {
        if (factors[k] == 0.0) continue;
        const std::size_t rest = size - k - 1;
        const double* const v = matrix.row(k).data() + k + 1;
        for (std::size_t each = 0; each < count; ++each) {
            double* const values = pairs.vectors.row(each).data() + k + 1;
            const double along = factors[k] * dsp::dot(v, values, rest);
            for (std::size_t i = 0; i < rest; ++i) values[i] -= along * v[i];
        }
    }
    progress.report(1.0);
    return pairs;
}

}  // namespace prososcope::learn
