// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/dsp/FrameCutter.h"
#include "engine/dsp/MelFilterbank.h"
#include "engine/dsp/Stft.h"

namespace prososcope::dsp {

/// Mel spectrogram in dB: power spectrum, mel bands, 10 log10(max(power, smallest)). Works in blocks of a few frames, so
/// that the spectrogram itself is never held. Immutable, any thread; the same samples give the same bits.
class LogMel {
public:
    LogMel(const StftSettings& stft, const MelSettings& mel, float smallest = 1e-10F);
    [[nodiscard]] std::size_t bands() const { return m_mel.bands(); }
    [[nodiscard]] std::size_t frames(std::size_t samples) const { return m_stft.frames(samples); }
    [[nodiscard]] Framing framing() const { return m_stft.framing(); }
    /// Scratch memory of one thread.
    struct Workspace {
        Stft::Workspace stft;
        std::vector<float> power;
    };
    [[nodiscard]] Workspace workspace() const;
    /// The rows of `count` frames that start at samples, samples + hop, ..., as `framing` cuts them: [count, bands].
    void rows(const float* samples, std::size_t count, float* rows, Workspace& workspace) const;
    /// [frames, bands], row-major.
    [[nodiscard]] std::vector<float> compute(std::span<const float> samples) const;

private:
    Stft m_stft;
    MelFilterbank m_mel;
    float m_smallest;
};

/// Raises every value to at least `lowest`, in place (with the loudest value less a range: librosa's top_db). Pure.
void raiseTo(float lowest, std::span<float> values);

}  // namespace prososcope::dsp
