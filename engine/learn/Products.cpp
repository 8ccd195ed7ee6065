// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/Products.h"

#include <algorithm>
#include <array>

#include "engine/dsp/Chunks.h"
#include "engine/dsp/Vector.h"

namespace prososcope::learn {

namespace {

constexpr std::size_t kTile = 48;    // rows of a tile: a multiple of both sizes of the kernel
constexpr std::size_t kPanel = 512;  // columns that a tile runs over at once
constexpr std::size_t kDown = 3;
constexpr std::size_t kAcross = 4;

using Sums = std::array<double, kDown * kAcross>;

// Twelve sums of lanes at once: each value loaded serves three or four of them. Compiled for AVX2 and for all processors;
// neither fuses multiplication and addition, so both give the same bits.
#define PROSOSCOPE_KERNEL(NAME, T)                                                                            \
    PROSOSCOPE_WIDE void NAME(const T* const* a, const T* const* b, std::size_t count, Sums& sums) {          \
        typedef T Lanes __attribute__((vector_size(32)));                                                     \
        constexpr std::size_t kLanes = sizeof(Lanes) / sizeof(T);                                             \
        Lanes s00{}, s01{}, s02{}, s03{}, s10{}, s11{}, s12{}, s13{}, s20{}, s21{}, s22{}, s23{};             \
        std::size_t k = 0;                                                                                    \
        for (; k + kLanes <= count; k += kLanes) {                                                            \
            Lanes x0, x1, x2, y;                                                                              \
            PROSOSCOPE_LOAD(x0, a[0] + k);                                                                    \
            PROSOSCOPE_LOAD(x1, a[1] + k);                                                                    \
            PROSOSCOPE_LOAD(x2, a[2] + k);                                                                    \
            PROSOSCOPE_LOAD(y, b[0] + k);                                                                     \
            s00 += x0 * y, s10 += x1 * y, s20 += x2 * y;                                                      \
            PROSOSCOPE_LOAD(y, b[1] + k);                                                                     \
            s01 += x0 * y, s11 += x1 * y, s21 += x2 * y;                                                      \
            PROSOSCOPE_LOAD(y, b[2] + k);                                                                     \
            s02 += x0 * y, s12 += x1 * y, s22 += x2 * y;                                                      \
            PROSOSCOPE_LOAD(y, b[3] + k);                                                                     \
            s03 += x0 * y, s13 += x1 * y, s23 += x2 * y;                                                      \
        }                                                                                                     \
        const Lanes all[] = {s00, s01, s02, s03, s10, s11, s12, s13, s20, s21, s22, s23};                     \
        for (std::size_t s = 0; s < kDown * kAcross; ++s) {                                                   \
            double sum = 0.0;                                                                                 \
            for (std::size_t lane = 0; lane < kLanes; ++lane) sum += static_cast<double>(all[s][lane]);       \
            for (std::size_t rest = k; rest < count; ++rest)                                                  \
                sum += static_cast<double>(a[s / kAcross][rest]) * static_cast<double>(b[s % kAcross][rest]); \
            sums[s] += sum;                                                                                   \
        }                                                                                                     \
    }
PROSOSCOPE_KERNEL(kernelFloat, float)
PROSOSCOPE_KERNEL(kernelDouble, double)
#undef PROSOSCOPE_KERNEL

void kernel(const float* const* a, const float* const* b, std::size_t count, Sums& sums) { kernelFloat(a, b, count, sums); }
void kernel(const double* const* a, const double* const* b, std::size_t count, Sums& sums) { kernelDouble(a, b, count, sums); }

/// The products of the rows of two tiles.
template <typename T>
void tileProducts(MatrixView<T> a, std::size_t fromA, MatrixView<T> b, std::size_t fromB, Matrix<T>& result,
                  std::vector<Sums>& sums) {
    const std::size_t toA = std::min(fromA + kTile, a.rows);
    const std::size_t toB = std::min(fromB + kTile, b.rows);
    constexpr std::size_t kBlocksAcross = kTile / kAcross;
    std::ranges::fill(sums, Sums{});
    for (std::size_t column = 0; column < a.columns; column += kPanel) {
        const std::size_t count = std::min(kPanel, a.columns - column);
        for (std::size_t i = fromA; i < toA; i += kDown) {
            const T* down[kDown];  // beyond the last row the last one again, whose sums are not used
            for (std::size_t d = 0; d < kDown; ++d) down[d] = a.row(std::min(i + d, toA - 1)).data() + column;
            for (std::size_t j = fromB; j < toB; j += kAcross) {
                const T* across[kAcross];
                for (std::size_t d = 0; d < kAcross; ++d) across[d] = b.row(std::min(j + d, toB - 1)).data() + column;
                kernel(down, across, count, sums[(i - fromA) / kDown * kBlocksAcross + (j - fromB) / kAcross]);
            }
        }
    }
    for (std::size_t i = fromA; i < toA; ++i) {
        for (std::size_t j = fromB; j < toB; ++j) {
            const Sums& block = sums[(i - fromA) / kDown * kBlocksAcross + (j - fromB) / kAcross];
            result.at(i, j) = static_cast<T>(block[(i - fromA) % kDown * kAcross + (j - fromB) % kAcross]);
        }
    }
}

template <typename T>
core::Result<Matrix<T>> allProducts(MatrixView<T> a, MatrixView<T> b, bool same, int threads, core::Progress& progress) {
    Matrix<T> result(a.rows, b.rows);
    const std::size_t tiles = (a.rows + kTile - 1) / kTile;
    const bool done = dsp::runChunks(tiles, threads, progress, [&] {
        return [&, sums = std::vector<Sums>(kTile / kDown * (kTile / kAcross))](std::size_t tile) mutable {
            const std::size_t from = tile * kTile;
            for (std::size_t other = same ? from : 0; other < b.rows && !progress.stopRequested(); other += kTile)
                tileProducts(a, from, b, other, result, sums);
        };
    });
    if (!done) return core::cancelled();
    for (std::size_t i = 0; same && i < a.rows; ++i) {
        for (std::size_t j = 0; j < i; ++j) result.at(i, j) = result.at(j, i);
    }
    return result;
}

}  // namespace

template <typename T>
core::Result<Matrix<T>> products(MatrixView<T> a, MatrixView<T> b, int threads, core::Progress& progress) {
    if (const auto status = checkColumns(a, b.columns); !status) return core::fail(status.error());
    return allProducts(a, b, false, threads, progress);
}

template <typename T>
core::Result<Matrix<T>> gramMatrix(MatrixView<T> rows, int threads, core::Progress& progress) {
    return allProducts(rows, rows, true, threads, progress);
}

template core::Result<Matrix<float>> products(MatrixView<float>, MatrixView<float>, int, core::Progress&);
template core::Result<Matrix<double>> products(MatrixView<double>, MatrixView<double>, int, core::Progress&);
template core::Result<Matrix<float>> gramMatrix(MatrixView<float>, int, core::Progress&);
template core::Result<Matrix<double>> gramMatrix(MatrixView<double>, int, core::Progress&);

}  // namespace prososcope::learn
