// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/audio/AudioFile.h"
#include "engine/audio/Player.h"
#include "engine/audio/Resampler.h"
#include "engine/audio/TimeStretcher.h"

namespace prososcope::audio {

/// Keeps sound within full scale without clipping it: where a sample would pass it, everything becomes quieter at once
/// and comes back within half a second. Interleaved frames of any number of channels.
class Limiter {
public:
    void setRate(double rateHz);
    void process(std::span<float> interleaved, int channels);

private:
    float m_factor = 1.0F;
    float m_recovery = 0.0F;
};

/// The wanted span of a file as interleaved frames for a device: its rate and channels, the wanted speed and volume,
/// repeated if looping. A file of two channels is heard in stereo on a device of two while both are audible; else the
/// mean of the audible channels is heard on all. Player's thread only.
class PlaySource {
public:
    PlaySource(std::shared_ptr<SampleSource> reader, const Player::Request& request);

    [[nodiscard]] double startSeconds() const { return static_cast<double>(m_start) / m_reader->info().rateHz; }
    [[nodiscard]] double lengthSeconds() const { return static_cast<double>(m_end - m_start) / m_reader->info().rateHz; }
    /// Where the first turn begins, in seconds of the span.
    [[nodiscard]] double beginSeconds() const { return static_cast<double>(m_next - m_start) / m_reader->info().rateHz; }

    /// Prepares to be heard from a place of the span (in a loop it may be turns ahead); false where the rates cannot be
    /// converted.
    [[nodiscard]] bool prepare(double fromSeconds, double rateHz, int channels, double speed);
    void setGain(float gain) { m_gain = gain; }
    /// Takes effect with the next `prepare`.
    void setMuted(std::uint64_t muted) { m_muted = muted; }

    /// Up to `frames` frames; fewer only at the end, or where the rest is still being decoded.
    [[nodiscard]] core::Result<std::span<const float>> next(std::size_t frames);
    [[nodiscard]] bool finished() const { return m_finished && m_pending[0].empty(); }

private:
    core::Status readMore();
    core::Result<std::size_t> readSides(std::size_t frames);

    std::shared_ptr<SampleSource> m_reader;
    std::int64_t m_start = 0;
    std::int64_t m_end = 0;
    std::int64_t m_next = 0;
    bool m_loop = false;
    std::uint64_t m_muted = 0;
    float m_gain = 1.0F;
    int m_channels = 1;       ///< of the device
    std::size_t m_sides = 1;  ///< of the sound: 2 for stereo on stereo, else 1
    bool m_finished = false;
    bool m_waiting = false;  ///< for what is not decoded yet
    std::vector<Resampler> m_resamplers;
    std::optional<TimeStretcher> m_stretcher;
    Limiter m_limiter;
    std::vector<std::vector<float>> m_pending;
    std::vector<std::vector<float>> m_read;
    std::vector<std::vector<float>> m_resampled;
    std::vector<float> m_block;
    std::vector<float> m_output;
};

}  // namespace prososcope::audio
