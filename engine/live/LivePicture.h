// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/dsp/Spectrogram.h"

namespace prososcope::live {

/// What a strip that scrolls with the sound shows of one short stretch.
struct PictureColumn {
    double seconds = 0.0;  ///< its middle, from the first sample on
    float low = 0.0F;      ///< smallest and largest sample of the stretch
    float high = 0.0F;
    std::span<const float> decibels;  ///< power in dB re full scale squared per Hz, from 0 Hz on; valid within the call
};

/// Cuts sound as it comes into columns of a waveform and a wide-band spectrogram. The columns are those of
/// dsp::computeSpectrogram over the whole, whatever the blocks. Bounded memory. Used by one thread.
class LivePicture {
public:
    /// rateHz: of the mono samples that will come.
    explicit LivePicture(int rateHz, double columnSeconds = 0.02, const dsp::SpectrogramSettings& settings = {});

    /// Calls `column` for each one that the new samples complete: its window must have been heard whole.
    void add(std::span<const float> samples, const std::function<void(const PictureColumn&)>& column);
    /// From the first sample again.
    void reset();
    [[nodiscard]] double columnSeconds() const { return static_cast<double>(m_hop) / m_rateHz; }

private:
    int m_rateHz;
    std::size_t m_hop;  ///< samples
    dsp::SpectrogramSettings m_settings;
    std::size_t m_margin;
    std::vector<float> m_samples;  ///< from m_first on
    std::int64_t m_first = 0;
    std::int64_t m_column = 0;
};

}  // namespace prososcope::live
