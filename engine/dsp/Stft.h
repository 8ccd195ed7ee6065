// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/dsp/Fft.h"
#include "engine/dsp/FrameCutter.h"
#include "engine/dsp/LaneFft.h"
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

/// rows[i * width + k] = lanes[k * 8 + i] for i < count: frames that lie side by side become rows.
void lanesToRows(const float* lanes, std::size_t width, std::size_t count, float* rows);

/// Short-time Fourier transform, the only one in the program. Immutable: any thread may use it, each with a
/// Workspace of its own. A frame's values depend on its samples alone, so blocks of any size give the same bits.
/// Settings outside their limits are moved to the nearest usable ones.
class Stft {
public:
    /// Scratch memory of one thread.
    struct Workspace {
        FftBuffer frame;
        FftBuffer spectrum;
        FftBuffer lanes;
        std::vector<float> powers;
    };
    /// Frames whose power spectra are taken side by side.
    static constexpr std::size_t kLanes = 8;

    explicit Stft(const StftSettings& settings);
    /// With weights of one's own, settings.windowLength of them, instead of settings.window and its symmetry.
    Stft(const StftSettings& settings, std::vector<double> window);
    [[nodiscard]] const StftSettings& settings() const { return m_settings; }
    [[nodiscard]] std::size_t bins() const { return m_fft->bins(); }
    /// How a FrameCutter is to cut the signal.
    [[nodiscard]] Framing framing() const;
    [[nodiscard]] std::size_t frames(std::size_t samples) const { return framing().frames(samples); }
    [[nodiscard]] Workspace workspace() const;

    /// The spectrum of one frame of windowLength samples, left in workspace.spectrum as (real, imaginary) pairs.
    void spectrum(const float* frame, Workspace& workspace) const;
    /// |X|^2, taken in double precision, of the `count` frames that start at samples, samples + hop, ... into power,
    /// [count, bins]. Sizes that are powers of two are transformed side by side (LaneFft), so that the last bits may differ
    /// from those of `spectrum`.
    void power(const float* samples, std::size_t count, std::span<float> power, Workspace& workspace) const;
    /// The same bits of 1 to kLanes frames, side by side: lanes[bin * kLanes + frame]; lanes behind the last hold any values.
    void powerLanes(std::span<const float* const> frames, float* lanes, Workspace& workspace) const;

private:
    void shape(const float* frame, double* target) const;
    void loadLanes(const float* const* frames, double* buffer) const;

    StftSettings m_settings;
    const RealFft* m_fft;
    std::vector<double> m_window;
    std::optional<LaneFft> m_laneFft;
    std::vector<double> m_halfWindow;     ///< half of m_window: the transform gives four times the power
    std::vector<std::uint32_t> m_places;  ///< of the window's samples in the lanes' buffer
    std::vector<std::uint32_t> m_zeros;   ///< the other places
    std::size_t m_offset = 0;             ///< of the window in the transform
};

}  // namespace prososcope::dsp
