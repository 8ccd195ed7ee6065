// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/dsp/FrameCutter.h"
#include "engine/dsp/MelFilterbank.h"
#include "engine/dsp/Stft.h"

namespace prososcope::dsp {

/// How the bands of a mel spectrogram are made of a spectrum.
struct BandSettings {
    enum class Logarithm { Decibels, Natural };
    bool magnitude = false;                     ///< bands sum |X| (HTK's default) instead of |X|^2
    Logarithm logarithm = Logarithm::Decibels;  ///< 10 log10(band) or ln(band)
    float smallest = 1e-10F;                    ///< smaller bands are raised to this first; a positive normal number
    bool operator==(const BandSettings&) const = default;
};

/// Logarithmic mel spectrogram: power or magnitude spectrum, mel bands, logarithm of max(band, smallest). Works in blocks of
/// a few frames, so that the spectrogram itself is never held. Immutable, any thread; the same samples give the same bits.
class LogMel {
public:
    LogMel(const StftSettings& stft, const MelSettings& mel, const BandSettings& bands = {});
    [[nodiscard]] std::size_t bands() const { return m_mel.bands(); }
    [[nodiscard]] std::size_t frames(std::size_t samples) const { return m_stft.frames(samples); }
    [[nodiscard]] Framing framing() const { return m_stft.framing(); }
    /// Scratch memory of one thread.
    struct Workspace {
        Stft::Workspace stft;
        std::vector<float> power;
        std::vector<float> bands;
    };
    [[nodiscard]] Workspace workspace() const;
    /// The rows of `count` frames that start at samples, samples + hop, ..., as `framing` cuts them: [count, bands].
    /// energies, where given, gets ln(max(sum of the power spectrum, smallest)) of each frame.
    void rows(const float* samples, std::size_t count, float* rows, Workspace& workspace, float* energies = nullptr) const;
    /// The same bits of 1 to Stft::kLanes frames side by side: lanes[band * kLanes + frame].
    void lanes(std::span<const float* const> frames, float* lanes, Workspace& workspace, float* energies = nullptr) const;
    /// No band's power or magnitude exceeds this times the sum of the squares of the frame's samples, whatever they are;
    /// infinite where nothing is known (other than for power spectra of samples as they are). Takes about a millisecond.
    [[nodiscard]] double largestShare() const;
    /// The loudest band of the frames that start at samples, samples + hop, ..., or `atLeast` where it is not louder. Only
    /// frames are transformed whose samples allow a louder band; share: as `largestShare` gives it.
    [[nodiscard]] float loudest(const float* samples, std::size_t count, float atLeast, double share,
                                Workspace& workspace) const;
    /// [frames, bands], row-major.
    [[nodiscard]] std::vector<float> compute(std::span<const float> samples) const;

private:
    Stft m_stft;
    MelFilterbank m_mel;
    BandSettings m_settings;
};

/// Raises every value to at least `lowest`, in place (with the loudest value less a range: librosa's top_db). Pure.
void raiseTo(float lowest, std::span<float> values);

}  // namespace prososcope::dsp
