// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/dsp/Fft.h"
#include "engine/dsp/FrameCutter.h"
#include "engine/dsp/Window.h"

namespace prososcope::dsp {

struct StftSettings {
    std::size_t fftSize = 512;       ///< at least windowLength
    std::size_t windowLength = 400;  ///< samples; zero-padded to fftSize (about the middle if centred, else at the end)
    std::size_t hop = 160;           ///< samples, at least 1
    WindowShape window = WindowShape::Hann;
    WindowSymmetry symmetry = WindowSymmetry::Periodic;
    /// Centred: frame i is centred at sample i * hop, the signal continued with zeros (librosa's center=True,
    /// pad_mode="constant"). Snipped: frame i starts at i * hop (Kaldi's snip_edges).
    Framing::Count count = Framing::Count::Centred;
    Padding padding = Padding::Zeros;  ///< of centred frames
    double scale = 1.0;                ///< of the samples, first (32768: the range of 16-bit integers)
    bool removeMean = false;           ///< then each frame's mean is taken away (Kaldi)
    double preEmphasis = 0.0;  ///< then x[n] - a x[n - 1] within each frame, its first sample times 1 - a (HTK Book 5.2, Kaldi)
    bool operator==(const StftSettings&) const = default;
};

/// Short-time Fourier transform, the only one in the program. Immutable: any thread may use it, each with a
/// Workspace of its own. A frame's values depend on its samples alone, so blocks of any size give the same bits.
/// Settings outside their limits are moved to the nearest usable ones.
class Stft {
public:
    /// Scratch memory of one thread.
    struct Workspace {
        FftBuffer frame;
        FftBuffer spectrum;
    };

    explicit Stft(const StftSettings& settings);
    /// With weights of one's own, settings.windowLength of them, instead of settings.window and its symmetry.
    Stft(const StftSettings& settings, std::vector<double> window);
    [[nodiscard]] const StftSettings& settings() const { return m_settings; }
    [[nodiscard]] std::size_t bins() const { return m_fft->bins(); }
    /// How a FrameCutter is to cut the signal.
    [[nodiscard]] Framing framing() const;
    [[nodiscard]] std::size_t frames(std::size_t samples) const { return framing().frames(samples); }
    [[nodiscard]] Workspace workspace() const { return {FftBuffer(m_fft->size()), FftBuffer(2 * m_fft->bins())}; }

    /// The spectrum of one frame of windowLength samples, left in workspace.spectrum as (real, imaginary) pairs.
    void spectrum(const float* frame, Workspace& workspace) const;
    /// |X|^2, taken in double precision, of the `count` frames that start at samples, samples + hop, ... into power,
    /// [count, bins].
    void power(const float* samples, std::size_t count, std::span<float> power, Workspace& workspace) const;

private:
    void shape(const float* frame, double* target) const;

    StftSettings m_settings;
    const RealFft* m_fft;
    std::vector<double> m_window;
    std::size_t m_offset = 0;  ///< of the window in the transform
};

}  // namespace prososcope::dsp
