// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/CorrelationPermutation.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <mutex>
#include <numeric>

#include "engine/core/Random.h"
#include "engine/dsp/Chunks.h"
#include "engine/dsp/Vector.h"

namespace prososcope::analysis {

namespace {

constexpr std::size_t kDown = 6;                             // permuted targets of a tile
constexpr std::size_t kAcross = 16;                          // units of a tile: two vectors
constexpr std::size_t kPanels = kBlockUnits / kAcross;       // of a block of units
constexpr std::size_t kSegment = 1024;                       // rows whose tile stays in the first cache
constexpr std::size_t kTogether = 170 * kDown;               // permuted targets whose sums are kept at once
constexpr std::size_t kMostValues = std::size_t{32} << 20U;  // permuted targets held: 128 MB

/// sums[down][across] += a' z of `rows` rows: a [rows, kDown], z [rows, kAcross], sums with `stride` between its rows.
/// Multiplication and addition are not fused, so that all processors give the same bits.
PROSOSCOPE_WIDE void addTile(const float* a, const float* z, std::size_t rows, float* sums, std::size_t stride) {
    using dsp::Float8;
    Float8 s00{}, s01{}, s10{}, s11{}, s20{}, s21{}, s30{}, s31{}, s40{}, s41{}, s50{}, s51{};
    for (std::size_t i = 0; i < rows; ++i) {
        Float8 x;
        Float8 y;
        PROSOSCOPE_LOAD(x, z + i * kAcross);
        PROSOSCOPE_LOAD(y, z + i * kAcross + 8);
        const float* const row = a + i * kDown;
        s00 += x * row[0], s01 += y * row[0];
        s10 += x * row[1], s11 += y * row[1];
        s20 += x * row[2], s21 += y * row[2];
        s30 += x * row[3], s31 += y * row[3];
        s40 += x * row[4], s41 += y * row[4];
        s50 += x * row[5], s51 += y * row[5];
    }
    const Float8 all[kDown][2] = {{s00, s01}, {s10, s11}, {s20, s21}, {s30, s31}, {s40, s41}, {s50, s51}};
    for (std::size_t d = 0; d < kDown; ++d) {
        for (std::size_t u = 0; u < 8; ++u) {
            sums[d * stride + u] += all[d][0][u];
            sums[d * stride + 8 + u] += all[d][1][u];
        }
    }
}

/// Half the logarithm of (1 + r) / (1 - r), to about 1e-7: the exponent apart, log m = 2 (f + f^3 / 3 + ...) with
/// f = (m - 1) / (m + 1). Without branches, so that it is taken of eight at once.
inline float atanhOf(float r) {
    const float bounded = std::min(std::max(r, -kLargestR), kLargestR);
    const float ratio = (1.0F + bounded) / (1.0F - bounded);
    constexpr std::uint32_t kRootHalf = 0x3f3504f3U;
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(ratio) + (0x3f800000U - kRootHalf);
    const float exponent = static_cast<float>(static_cast<std::int32_t>(bits >> 23U) - 127);
    const float m = std::bit_cast<float>((bits & 0x007fffffU) + kRootHalf);
    const float f = (m - 1.0F) / (m + 1.0F);
    const float g = f * f;
    return exponent * 0.34657359F + f * (1.0F + g * (0.33333333F + g * (0.2F + g * (0.14285714F + g * 0.11111111F))));
}

/// z += atanh(r), and r becomes 0.
PROSOSCOPE_WIDE void moveToZ(float* __restrict r, float* __restrict z, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        z[i] += atanhOf(r[i]);
        r[i] = 0.0F;
    }
}

PROSOSCOPE_WIDE float largestOf(const float* sums, const float* weights) {
    float most[8] = {};
    for (std::size_t from = 0; from < kBlockUnits; from += 8) {
        for (std::size_t u = 0; u < 8; ++u) most[u] = std::max(most[u], std::abs(sums[from + u]) * weights[from + u]);
    }
    return *std::max_element(most, most + 8);
}

/// Some permutations under way: the permuted targets of all of them, and what each gave.
class PermutationRound {
public:
    PermutationRound(const ActivationRows& rows, const CorrelationSample& sample, const CorrelationSettings& settings)
        : m_rows(rows), m_sample(sample), m_settings(settings), m_across(settings.pooling == SpeakerPooling::FisherZ) {}

    core::Status run(std::size_t first, std::size_t count, core::Progress& progress) {
        m_asked = count * m_sample.targets();
        m_panels = (m_asked + kDown - 1) / kDown;
        m_permuted.assign(m_panels * m_sample.rows().size() * kDown, 0.0F);
        m_largest.assign(m_panels * kDown, 0.0F);
        auto drawing = progress.part(0.0, 0.1);
        if (!dsp::runChunks(count, m_settings.threads, drawing,
                            [&] { return [&, scratch = Scratch{}](std::size_t k) mutable { draw(first + k, k, scratch); }; }))
            return core::cancelled();
        const std::size_t blocks = (m_rows.units + kBlockUnits - 1) / kBlockUnits;
        auto part = progress.part(0.1, 1.0);
        if (!dsp::runChunks(blocks, m_settings.threads, part, [&] {
                return [&, work = BlockWork{}](std::size_t block) mutable { correlate(block * kBlockUnits, work, part); };
            }))
            return core::cancelled();
        return {};
    }

    void take(std::size_t first, std::size_t count, PermutedMaxima& result) const {
        for (std::size_t k = 0; k < count; ++k) {
            for (std::size_t t = 0; t < m_sample.targets(); ++t)
                result.largest[t][first + k] = m_largest[k * m_sample.targets() + t];
        }
    }

private:
    struct Scratch {
        std::vector<std::size_t> order;
        std::vector<double> values;
    };
    struct BlockWork {
        UnitBlock block;
        std::vector<float> units;    // [segments' rows in panels of kAcross]
        std::vector<float> weights;  // [targets, kBlockUnits]: of the statistic
        std::vector<float> sums, z;  // [kTogether, kBlockUnits]
        std::vector<float> largest;
    };

    void draw(std::size_t permutation, std::size_t k, Scratch& scratch) {
        core::Random random(core::deriveSeed(m_settings.seed, "permutation", permutation));
        const std::size_t count = m_sample.rows().size();
        const std::size_t targets = m_sample.targets();
        scratch.order.resize(count);
        std::iota(scratch.order.begin(), scratch.order.end(), std::size_t{0});
        for (const auto& group : m_sample.groups()) {
            for (const auto& part : group.speakers)
                random.shuffle(std::span(scratch.order).subspan(part.from, part.to - part.from));
        }
        scratch.values.resize(count);
        for (std::size_t t = 0; t < targets; ++t) {
            for (std::size_t i = 0; i < count; ++i) scratch.values[i] = m_sample.values()[scratch.order[i] * targets + t];
            for (std::size_t g = 0; g < m_sample.groups().size(); ++g) {
                if (m_sample.groups()[g].controls > 0) m_sample.residualise(g, scratch.values);
            }
            const std::size_t place = k * targets + t;
            float* const to = m_permuted.data() + place / kDown * count * kDown + place % kDown;
            for (std::size_t i = 0; i < count; ++i) to[i * kDown] = static_cast<float>(scratch.values[i]);
        }
    }

    /// Units as floats of length 1, in panels, and how the statistic weighs them: 1, or 1 / the speakers of which r is defined.
    void prepare(std::size_t first, BlockWork& work) const {
        m_sample.load(m_rows, first, work.block);
        const std::size_t count = m_sample.rows().size();
        const auto& groups = m_sample.groups();
        work.units.resize(count * kBlockUnits);
        work.weights.assign(m_sample.targets() * kBlockUnits, 0.0F);
        for (std::size_t g = 0; g < groups.size(); ++g) {
            const double* const scales = work.block.scales.data() + g * kBlockUnits;
            for (std::size_t i = groups[g].from; i < groups[g].to; ++i) {
                const double* const row = work.block.values.data() + i * kBlockUnits;
                for (std::size_t panel = 0; panel < kPanels; ++panel) {
                    for (std::size_t u = 0; u < kAcross; ++u)
                        work.units[(panel * count + i) * kAcross + u] =
                            static_cast<float>(row[panel * kAcross + u] * scales[panel * kAcross + u]);
                }
            }
            for (std::size_t t = 0; t < m_sample.targets(); ++t) {
                for (std::size_t u = 0; u < kBlockUnits && m_sample.defined(g, t); ++u)
                    work.weights[t * kBlockUnits + u] += scales[u] > 0.0 ? 1.0F : 0.0F;
            }
        }
        for (float& weight : work.weights) weight = weight > 0.0F ? 1.0F / weight : 0.0F;
    }

    void correlate(std::size_t firstUnit, BlockWork& work, const core::Progress& progress) {
        prepare(firstUnit, work);
        work.largest.assign(m_largest.size(), 0.0F);
        for (std::size_t from = 0; from < m_largest.size() && !progress.stopRequested(); from += kTogether) {
            const std::size_t to = std::min(from + kTogether, m_largest.size());
            work.sums.assign((to - from) * kBlockUnits, 0.0F);
            if (m_across) work.z.assign(work.sums.size(), 0.0F);
            for (const auto& group : m_sample.groups()) {
                for (std::size_t row = group.from; row < group.to; row += kSegment)
                    addRows(row, std::min(row + kSegment, group.to), from, to, work);
                if (m_across) moveToZ(work.sums.data(), work.z.data(), work.sums.size());
            }
            const auto& statistic = m_across ? work.z : work.sums;
            for (std::size_t k = from; k < std::min(to, m_asked); ++k)
                work.largest[k] = largestOf(statistic.data() + (k - from) * kBlockUnits,
                                            work.weights.data() + k % m_sample.targets() * kBlockUnits);
        }
        const std::lock_guard lock(m_mutex);
        for (std::size_t k = 0; k < m_asked; ++k) m_largest[k] = std::max(m_largest[k], work.largest[k]);
    }

    void addRows(std::size_t row, std::size_t end, std::size_t from, std::size_t to, BlockWork& work) const {
        const std::size_t count = m_sample.rows().size();
        for (std::size_t k = from; k < to; k += kDown) {
            const float* const a = m_permuted.data() + (k / kDown * count + row) * kDown;
            for (std::size_t panel = 0; panel < kPanels; ++panel)
                addTile(a, work.units.data() + (panel * count + row) * kAcross, end - row,
                        work.sums.data() + (k - from) * kBlockUnits + panel * kAcross, kBlockUnits);
        }
    }

    const ActivationRows& m_rows;
    const CorrelationSample& m_sample;
    const CorrelationSettings& m_settings;
    const bool m_across;      // Fisher's z is averaged over groups
    std::size_t m_asked = 0;  // permutations times targets
    std::size_t m_panels = 0;
    std::vector<float> m_permuted;  // [panels, rows, kDown]
    std::mutex m_mutex;
    std::vector<float> m_largest;  // guarded while blocks run
};

}  // namespace

float permutationStatistic(float r, SpeakerPooling pooling) {
    return pooling == SpeakerPooling::FisherZ ? std::atanh(std::min(std::abs(r), kLargestR)) : std::abs(r);
}

core::Result<PermutedMaxima> permuteWithinSpeakers(const ActivationRows& rows, const CorrelationSample& sample,
                                                   const CorrelationSettings& settings, core::Progress& progress) {
    const auto permutations = static_cast<std::size_t>(std::max(settings.permutations, 0));
    PermutedMaxima result{std::vector(sample.targets(), std::vector<float>(permutations, 0.0F))};
    const std::size_t values = std::max<std::size_t>(sample.rows().size() * sample.targets(), 1);
    const std::size_t atOnce = std::max<std::size_t>(kMostValues / values, 1);
    PermutationRound round(rows, sample, settings);
    for (std::size_t first = 0; first < permutations; first += atOnce) {
        const std::size_t count = std::min(atOnce, permutations - first);
        auto part = progress.part(static_cast<double>(first) / static_cast<double>(permutations),
                                  static_cast<double>(first + count) / static_cast<double>(permutations));
        if (auto done = round.run(first, count, part); !done) return core::fail(done.error());
        round.take(first, count, result);
    }
    return result;
}

}  // namespace prososcope::analysis
