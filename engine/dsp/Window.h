// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace prososcope::dsp {

enum class WindowShape { Rectangular, Hann, Hamming, Povey, Gaussian };
/// Periodic windows have the period `length` (for spectra), symmetric ones length - 1 (HTK, Kaldi).
enum class WindowSymmetry { Periodic, Symmetric };

/// Weights of an analysis window, computed in double precision. Pure. Hann and Hamming as Harris (1978); Povey is
/// Hann to the power 0.85 (Kaldi); Gaussian is exp(-12 x^2) for x = -1..1, lowered so that it is 0 just outside
/// (Boersma 1993, whose physical window is twice its effective length). A length of 0 gives no weights.
[[nodiscard]] std::vector<double> makeWindow(WindowShape shape, std::size_t length,
                                             WindowSymmetry symmetry = WindowSymmetry::Periodic);

/// The Gaussian of a physical window of `physicalSamples` (may be fractional) at `length` samples spread
/// symmetrically about its middle.
[[nodiscard]] std::vector<double> gaussianWindow(double physicalSamples, std::size_t length);

/// exp(-x^2 / 2) where x counts standard deviations from the middle of `length` samples; `deviation` is one of them as a part
/// of the half window (length - 1) / 2 (Harris 1978).
[[nodiscard]] std::vector<double> gaussianOfDeviation(std::size_t length, double deviation);

}  // namespace prososcope::dsp
