// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/dsp/Fft.h"
#include "engine/dsp/Window.h"

namespace prososcope::dsp {

/// Where frames lie. Centred: frame i is centred at sample i * hop, the signal is continued with zeros, and there are
/// 1 + floor(n / hop) frames (librosa's center=True, pad_mode="constant"). Snipped: frame i starts at i * hop and only
/// whole windows count, 1 + floor((n - window) / hop), none below one window (Kaldi's snip_edges).
enum class Framing { Centred, Snipped };

struct StftSettings {
    std::size_t fftSize = 512;       ///< at least windowLength
    std::size_t windowLength = 400;  ///< samples; zero-padded to fftSize (about the middle if centred, else at the end)
    std::size_t hop = 160;           ///< samples, at least 1
    WindowShape window = WindowShape::Hann;
    WindowSymmetry symmetry = WindowSymmetry::Periodic;
    Framing framing = Framing::Centred;
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
    [[nodiscard]] const StftSettings& settings() const { return m_settings; }
    [[nodiscard]] std::size_t bins() const { return m_fft->bins(); }
    [[nodiscard]] std::size_t frames(std::size_t samples) const;
    [[nodiscard]] Workspace workspace() const { return {FftBuffer(m_fft->size()), FftBuffer(2 * m_fft->bins())}; }

    /// The spectrum of one frame, left in workspace.spectrum as (real, imaginary) pairs.
    void spectrum(std::span<const float> samples, std::size_t frame, Workspace& workspace) const;
    /// |X|^2, taken in double precision, of frames first .. first + count - 1 into power, [count, bins].
    void power(std::span<const float> samples, std::size_t first, std::size_t count, std::span<float> power,
               Workspace& workspace) const;

private:
    StftSettings m_settings;
    const RealFft* m_fft;
    std::vector<double> m_window;
    std::size_t m_offset = 0;  ///< of the window in the transform
};

}  // namespace prososcope::dsp
