// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/FisherVectors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/core/Random.h"
#include "engine/dsp/Chunks.h"

namespace prososcope::learn {

namespace {

constexpr double kSmallestVariance = 0.01;
constexpr int kMeansRounds = 6;
constexpr std::size_t kChunk = 1024;  ///< frames whose sums are taken together
constexpr std::size_t kFewestOfACluster = 6;

/// Zeroth, first and second sums of frames by component.
struct MixtureSums {
    Matrix<double> first;
    Matrix<double> second;
    std::vector<double> zeroth;

    MixtureSums(std::size_t components, std::size_t columns)
        : first(components, columns), second(components, columns), zeroth(components, 0.0) {}
    void add(std::span<const float> frame, std::span<const float> shares) {
        for (std::size_t k = 0; k < shares.size(); ++k) {
            const double share = shares[k];
            if (share < 1e-8) continue;
            zeroth[k] += share;
            double* const one = first.row(k).data();
            double* const two = second.row(k).data();
            for (std::size_t c = 0; c < frame.size(); ++c) {
                const double value = frame[c];
                one[c] += share * value;
                two[c] += share * value * value;
            }
        }
    }
    void add(const MixtureSums& other) {
        for (std::size_t i = 0; i < zeroth.size(); ++i) zeroth[i] += other.zeroth[i];
        for (std::size_t i = 0; i < first.values.size(); ++i) {
            first.values[i] += other.first.values[i];
            second.values[i] += other.second.values[i];
        }
    }
};

}  // namespace

/// The fit of a mixture to frames drawn.
class MixtureFit {
public:
    MixtureFit(MatrixView<float> frames, const FisherSettings& settings) : m_frames(frames), m_settings(settings) {}

    core::Result<FisherVectors> run(core::Progress& progress) {
        core::Random random(m_settings.seed);
        const std::size_t columns = m_frames.columns;
        std::vector<std::size_t> order(m_frames.rows);
        std::iota(order.begin(), order.end(), std::size_t{0});
        random.shuffle(std::span(order));
        m_result.m_means = Matrix<double>(m_settings.components, columns);
        for (std::size_t k = 0; k < m_settings.components; ++k)
            std::ranges::copy(m_frames.row(order[k]), m_result.m_means.row(k).begin());
        startVariances();
        const int rounds = kMeansRounds + m_settings.rounds;
        for (int round = 0; round < rounds; ++round) {
            const bool clustering = round < kMeansRounds;
            if (!clustering) m_result.prepare();
            const auto sums = sumsOf(clustering, progress);
            if (progress.stopRequested()) return core::cancelled();
            clustering ? moveCentres(sums, random) : maximise(sums);
            progress.report(static_cast<double>(round + 1) / rounds);
        }
        m_result.prepare();
        return std::move(m_result);
    }

private:
    void startVariances() {
        std::vector<double> sums(m_frames.columns, 0.0);
        std::vector<double> squares(m_frames.columns, 0.0);
        for (std::size_t i = 0; i < m_frames.rows; ++i) {
            for (std::size_t c = 0; c < m_frames.columns; ++c) {
                const double value = m_frames.at(i, c);
                sums[c] += value;
                squares[c] += value * value;
            }
        }
        const auto n = static_cast<double>(m_frames.rows);
        m_result.m_variances = Matrix<double>(m_settings.components, m_frames.columns);
        for (std::size_t k = 0; k < m_settings.components; ++k) {
            for (std::size_t c = 0; c < m_frames.columns; ++c)
                m_result.m_variances.at(k, c) = std::max(squares[c] / n - sums[c] / n * sums[c] / n, kSmallestVariance);
        }
        m_result.m_weights.assign(m_settings.components, 1.0 / static_cast<double>(m_settings.components));
    }

    /// The nearest centre has the whole of a frame.
    void nearest(std::span<const float> frame, std::span<float> shares) const {
        double smallest = std::numeric_limits<double>::infinity();
        std::size_t best = 0;
        for (std::size_t k = 0; k < shares.size(); ++k) {
            double distance = 0.0;
            const double* const mean = m_result.m_means.row(k).data();
            for (std::size_t c = 0; c < frame.size(); ++c) distance += (frame[c] - mean[c]) * (frame[c] - mean[c]);
            if (distance < smallest) {
                smallest = distance;
                best = k;
            }
        }
        std::ranges::fill(shares, 0.0F);
        shares[best] = 1.0F;
    }

    MixtureSums sumsOf(bool clustering, core::Progress& progress) const {
        const std::size_t chunks = (m_frames.rows + kChunk - 1) / kChunk;
        std::vector<MixtureSums> parts(chunks, MixtureSums(m_settings.components, m_frames.columns));
        core::Progress silent(progress.stopToken());
        const bool done = dsp::runChunks(chunks, m_settings.threads, silent, [&] {
            return [&, shares = std::vector<float>(m_settings.components)](std::size_t chunk) mutable {
                const std::size_t to = std::min((chunk + 1) * kChunk, m_frames.rows);
                for (std::size_t i = chunk * kChunk; i < to; ++i) {
                    clustering ? nearest(m_frames.row(i), shares) : m_result.sharesOf(m_frames.row(i), shares);
                    parts[chunk].add(m_frames.row(i), shares);
                }
            };
        });
        MixtureSums sums(m_settings.components, m_frames.columns);
        for (std::size_t chunk = 0; done && chunk < chunks; ++chunk) sums.add(parts[chunk]);
        return sums;
    }

    void moveCentres(const MixtureSums& sums, core::Random& random) {
        for (std::size_t k = 0; k < m_settings.components; ++k) {
            if (sums.zeroth[k] < static_cast<double>(kFewestOfACluster)) {  // hardly anyone's centre: begin elsewhere
                std::ranges::copy(m_frames.row(random.below(m_frames.rows)), m_result.m_means.row(k).begin());
                continue;
            }
            for (std::size_t c = 0; c < m_frames.columns; ++c) m_result.m_means.at(k, c) = sums.first.at(k, c) / sums.zeroth[k];
        }
    }

    void maximise(const MixtureSums& sums) {
        const double total = std::accumulate(sums.zeroth.begin(), sums.zeroth.end(), 0.0);
        for (std::size_t k = 0; k < m_settings.components; ++k) {
            const double count = sums.zeroth[k] + 1e-3;
            m_result.m_weights[k] = count / (total + 1e-3 * static_cast<double>(m_settings.components));
            for (std::size_t c = 0; c < m_frames.columns; ++c) {
                const double mean = sums.first.at(k, c) / count;
                m_result.m_means.at(k, c) = mean;
                m_result.m_variances.at(k, c) = std::max(sums.second.at(k, c) / count - mean * mean, kSmallestVariance);
            }
        }
    }

    MatrixView<float> m_frames;
    const FisherSettings& m_settings;
    FisherVectors m_result;
};

core::Result<FisherVectors> FisherVectors::fit(MatrixView<float> frames, const FisherSettings& settings,
                                               core::Progress& progress) {
    if (const auto status = checkNumbers(frames); !status) return core::fail(status.error());
    if (settings.components < 1 || frames.rows < settings.components) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 frames are too few for a mixture of %2 components."),
                           {std::to_string(frames.rows), std::to_string(settings.components)}});
    }
    if (frames.rows <= settings.mostFrames) return MixtureFit(frames, settings).run(progress);
    core::Random random(core::deriveSeed(settings.seed, "frames"));
    std::vector<std::size_t> order(frames.rows);
    std::iota(order.begin(), order.end(), std::size_t{0});
    random.shuffle(std::span(order));
    order.resize(std::max(settings.mostFrames, settings.components));
    const auto drawn = rowsOf(frames, std::span(order));
    return MixtureFit(drawn.view(), settings).run(progress);
}

void FisherVectors::prepare() {
    const std::size_t components = m_means.rows;
    m_linear = Matrix<float>(components, m_means.columns);
    m_quadratic = m_linear;
    m_constant.assign(components, 0.0F);
    for (std::size_t k = 0; k < components; ++k) {
        double constant = std::log(m_weights[k]);
        for (std::size_t c = 0; c < m_means.columns; ++c) {
            const double variance = m_variances.at(k, c);
            const double mean = m_means.at(k, c);
            constant -= 0.5 * (std::log(variance) + mean * mean / variance);
            m_linear.at(k, c) = static_cast<float>(mean / variance);
            m_quadratic.at(k, c) = static_cast<float>(-0.5 / variance);
        }
        m_constant[k] = static_cast<float>(constant);
    }
}

void FisherVectors::sharesOf(std::span<const float> frame, std::span<float> shares) const {
    float most = -std::numeric_limits<float>::infinity();
    for (std::size_t k = 0; k < shares.size(); ++k) {
        const float* const linear = m_linear.row(k).data();
        const float* const quadratic = m_quadratic.row(k).data();
        std::array<float, 4> sums{};  // partial sums in a fixed order, which a vector unit can keep apart
        std::size_t c = 0;
        for (; c + 4 <= frame.size(); c += 4) {
            for (std::size_t lane = 0; lane < 4; ++lane)
                sums[lane] += frame[c + lane] * (linear[c + lane] + quadratic[c + lane] * frame[c + lane]);
        }
        float sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
        for (; c < frame.size(); ++c) sum += frame[c] * (linear[c] + quadratic[c] * frame[c]);
        shares[k] = m_constant[k] + sum;
        most = std::max(most, shares[k]);
    }
    float total = 0.0F;
    for (float& share : shares) total += share = std::exp(share - most);
    for (float& share : shares) share /= total;
}

void FisherVectors::encode(MatrixView<float> frames, std::span<float> row) const {
    const std::size_t components = m_means.rows;
    const std::size_t width = m_means.columns;
    MixtureSums sums(components, width);
    std::vector<float> shares(components);
    for (std::size_t i = 0; i < frames.rows; ++i) {
        sharesOf(frames.row(i), shares);
        sums.add(frames.row(i), shares);
    }
    const auto n = static_cast<double>(frames.rows);
    double squares = 0.0;
    for (std::size_t k = 0; k < components; ++k) {
        for (std::size_t c = 0; c < width; ++c) {
            const double mean = m_means.at(k, c);
            const double variance = m_variances.at(k, c);
            const double byMean = (sums.first.at(k, c) - sums.zeroth[k] * mean) / (std::sqrt(variance * m_weights[k]) * n);
            const double byVariance =
                (sums.second.at(k, c) - 2.0 * mean * sums.first.at(k, c) + sums.zeroth[k] * (mean * mean - variance)) /
                (variance * std::sqrt(2.0 * m_weights[k]) * n);
            for (const auto& [place, value] : {std::pair(k * width + c, byMean), {(components + k) * width + c, byVariance}}) {
                row[place] = static_cast<float>(std::copysign(std::sqrt(std::abs(value)), value));
                squares += std::abs(value);
            }
        }
    }
    if (squares <= 0.0) return;
    const auto factor = static_cast<float>(1.0 / std::sqrt(squares));
    for (float& value : row) value *= factor;
}

}  // namespace prososcope::learn
