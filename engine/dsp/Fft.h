// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>

namespace prososcope::dsp {

/// Memory with the alignment that FFTW's plans expect: with any other the last bits of a transform may differ.
/// Zeroed at construction. Throws std::bad_alloc like a container.
class FftBuffer {
public:
    explicit FftBuffer(std::size_t count);
    FftBuffer(const FftBuffer& other);
    FftBuffer(FftBuffer&&) noexcept = default;
    FftBuffer& operator=(FftBuffer other) noexcept;
    ~FftBuffer() = default;
    [[nodiscard]] double* data() { return m_data.get(); }
    [[nodiscard]] const double* data() const { return m_data.get(); }
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    struct Free {
        void operator()(double* data) const;
    };
    std::unique_ptr<double, Free> m_data;
    std::size_t m_size;
};

/// Fourier transform of real signals of one size, X[k] = sum x[n] exp(-2 pi i k n / size) for k = 0..size/2, by FFTW in
/// double precision: single precision costs the same here (measured at 512 points) and its rounding alone would move
/// bands 80 dB below the loudest by 2e-3 dB. Plans are made once a size under a lock (FFTW_ESTIMATE, so that every run takes
/// the same steps) and kept for the life of the program; `forward` is safe in any number of threads, each with buffers of its
/// own.
class RealFft {
public:
    /// The shared transform of `size` >= 1 points.
    [[nodiscard]] static const RealFft& ofSize(std::size_t size);

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::size_t bins() const { return m_size / 2 + 1; }
    /// input: `size` values, kept; output: `bins` complex numbers as 2 * bins values (real, imaginary). Both from
    /// FftBuffer, starting at its first element.
    void forward(const FftBuffer& input, FftBuffer& output) const;
    /// The unscaled inverse, so that inverse(forward(x)) = size * x. `spectrum` (2 * bins values, conjugate symmetric, the
    /// imaginary parts of bin 0 and of half the rate not read) is overwritten; output: `size` values.
    void inverse(FftBuffer& spectrum, FftBuffer& output) const;

    ~RealFft();
    RealFft(const RealFft&) = delete;
    RealFft& operator=(const RealFft&) = delete;

private:
    explicit RealFft(std::size_t size);
    std::size_t m_size;
    void* m_plan = nullptr;
    void* m_inversePlan = nullptr;
};

}  // namespace prososcope::dsp
