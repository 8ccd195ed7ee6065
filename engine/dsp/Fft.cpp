// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Fft.h"

#include <fftw3.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <new>

namespace prososcope::dsp {

namespace {
constexpr std::align_val_t kAlignment{64};  // a cache line: what FFTW and the widest vectors want
}

void FftBuffer::Free::operator()(double* data) const { ::operator delete(data, kAlignment); }

FftBuffer::FftBuffer(std::size_t count)
    : m_data(static_cast<double*>(::operator new(std::max<std::size_t>(count, 1) * sizeof(double), kAlignment))),
      m_size(count) {
    std::fill_n(m_data.get(), count, 0.0);
}

FftBuffer::FftBuffer(const FftBuffer& other) : FftBuffer(other.m_size) {
    std::copy_n(other.m_data.get(), m_size, m_data.get());
}

FftBuffer& FftBuffer::operator=(FftBuffer other) noexcept {
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
}

const RealFft& RealFft::ofSize(std::size_t size) {
    static std::mutex mutex;
    static std::map<std::size_t, std::unique_ptr<const RealFft>> plans;
    const std::lock_guard lock(mutex);
    auto& plan = plans[size];
    if (!plan) plan.reset(new RealFft(size));
    return *plan;
}

RealFft::RealFft(std::size_t size) : m_size(size) {
    FftBuffer input(size);
    FftBuffer output(2 * bins());
    m_plan = fftw_plan_dft_r2c_1d(static_cast<int>(size), input.data(), reinterpret_cast<fftw_complex*>(output.data()),
                                  FFTW_ESTIMATE | FFTW_PRESERVE_INPUT);
    m_inversePlan = fftw_plan_dft_c2r_1d(static_cast<int>(size), reinterpret_cast<fftw_complex*>(output.data()), input.data(),
                                         FFTW_ESTIMATE | FFTW_DESTROY_INPUT);
}

RealFft::~RealFft() {
    if (m_plan != nullptr) fftw_destroy_plan(static_cast<fftw_plan>(m_plan));
    if (m_inversePlan != nullptr) fftw_destroy_plan(static_cast<fftw_plan>(m_inversePlan));
}

void RealFft::forward(const FftBuffer& input, FftBuffer& output) const {
    // FFTW's signature is not const, but FFTW_PRESERVE_INPUT keeps the input.
    fftw_execute_dft_r2c(static_cast<fftw_plan>(m_plan), const_cast<double*>(input.data()),
                         reinterpret_cast<fftw_complex*>(output.data()));
}

void RealFft::inverse(FftBuffer& spectrum, FftBuffer& output) const {
    fftw_execute_dft_c2r(static_cast<fftw_plan>(m_inversePlan), reinterpret_cast<fftw_complex*>(spectrum.data()),
                         output.data());
}

}  // namespace prososcope::dsp
