// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace prososcope::dsp {

/// Power spectra of several frames at once, each in a lane of its own of the processor's vectors: a frame's arithmetic is
/// the same whatever lies beside it and however wide the vectors are, so bits depend neither on how frames are grouped nor
/// on the processor (AVX2 is taken at run time where it is, without fused multiply-add). Double precision; complex radix 4,
/// decimation in time (Cooley and Tukey 1965), of the even samples as real and the odd ones as imaginary parts. Immutable,
/// any thread, each with a buffer of its own.
class LaneFft {
public:
    static constexpr std::size_t kLanes = 4;

    /// Whether `size` can be transformed: a power of two of at least 8.
    [[nodiscard]] static bool canDo(std::size_t size);
    explicit LaneFft(std::size_t size);
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::size_t bins() const { return m_size / 2 + 1; }
    /// Values of the buffer that `power` works in.
    [[nodiscard]] std::size_t bufferSize() const { return address(m_size / 2); }
    /// Where sample n (of each lane) is expected: buffer[place(n) + lane].
    [[nodiscard]] std::size_t place(std::size_t n) const { return address(m_order[n / 2]) + n % 2 * kLanes; }
    /// 4 |X[k]|^2 of all lanes, rounded to single precision, into power[k * stride + lane] for k = 0..size/2; the samples in
    /// buffer are overwritten.
    void fourfoldPower(double* buffer, float* power, std::size_t stride) const;

    /// Where a complex number starts. A cache line is left free behind every 16, so that the numbers of a butterfly do not
    /// lie a multiple of 4096 bytes apart.
    [[nodiscard]] static constexpr std::size_t address(std::size_t number) { return 2 * kLanes * (number + number / kRun); }
    static constexpr std::size_t kRun = 16;

private:
    std::size_t m_size;
    std::vector<std::uint32_t> m_order;  ///< where each complex number starts
    std::vector<double> m_twiddles;      ///< of each stage: (w, w^2, w^3) as pairs, for k = 0..m - 1
    std::vector<double> m_untangling;    ///< exp(-2 pi i k / size), k = 0..size/4
};

}  // namespace prososcope::dsp
