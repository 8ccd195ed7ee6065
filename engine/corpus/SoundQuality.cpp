// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/SoundQuality.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "engine/audio/AudioFile.h"
#include "engine/core/Hash.h"

namespace prososcope::corpus {

namespace {

constexpr std::size_t kBlock = 1 << 15;  // frames
constexpr float kFullScale = 32766.0F / 32768.0F;
constexpr std::int64_t kRunAtFullScale = 3;
constexpr std::int64_t kRunBelow = 4;
constexpr float kLeastClipped = 0.1F;  // -20 dB
constexpr double kFrameSeconds = 0.02;
constexpr double kBelowLoudest = 1e-4;  // of the power: -40 dB
constexpr double kSilentPower = 1e-6;   // -60 dB
constexpr double kSilence = -std::numeric_limits<double>::infinity();

/// Runs of samples of one channel that look clipped. Equal samples at the highest magnitude so far are counted, and forgotten
/// where a higher one comes.
class ClippedRuns {
public:
    void add(float sample) {
        const float magnitude = std::abs(sample);
        if (magnitude >= kFullScale) {
            ++m_atFullScale;
        } else {
            endFullScale();
        }
        if (magnitude > m_highest) {
            m_highest = magnitude;
            m_below = 0;
            m_equal = 1;
        } else if (magnitude == m_highest && sample == m_last) {
            ++m_equal;
        } else {
            endEqual();
            m_equal = magnitude == m_highest ? 1 : 0;
        }
        m_last = sample;
    }
    [[nodiscard]] float highest() const { return m_highest; }
    [[nodiscard]] std::int64_t count() {
        endFullScale();
        endEqual();
        const bool quieter = m_highest >= kLeastClipped && m_highest < kFullScale;
        return m_full + (quieter ? m_below : 0);
    }

private:
    void endFullScale() {
        if (m_atFullScale >= kRunAtFullScale) m_full += m_atFullScale;
        m_atFullScale = 0;
    }
    void endEqual() {
        if (m_equal >= kRunBelow) m_below += m_equal;
        m_equal = 0;
    }
    float m_highest = 0.0F;
    float m_last = 0.0F;
    std::int64_t m_atFullScale = 0;
    std::int64_t m_equal = 0;
    std::int64_t m_full = 0;
    std::int64_t m_below = 0;
};

/// Powers of frames of 20 ms; a last one that is shorter counts where it is the only one.
class FramePowers {
public:
    explicit FramePowers(int rateHz) : m_length(std::max(1, static_cast<int>(std::lround(kFrameSeconds * rateHz)))) {}
    void add(double power) {
        m_sum += power;
        if (++m_filled < m_length) return;
        m_powers.push_back(m_sum / m_length);
        m_sum = 0.0;
        m_filled = 0;
    }
    [[nodiscard]] const std::vector<double>& finish() {
        if (m_powers.empty() && m_filled > 0) m_powers.push_back(m_sum / m_filled);
        return m_powers;
    }

private:
    int m_length;
    int m_filled = 0;
    double m_sum = 0.0;
    std::vector<double> m_powers;
};

void setLevels(SoundQuality& quality, const std::vector<double>& powers) {
    const double loudest = *std::max_element(powers.begin(), powers.end());
    const double limit = std::max(kSilentPower, kBelowLoudest * loudest);
    double sum = 0.0;
    std::size_t loud = 0;
    for (const double power : powers) {
        if (power <= limit) continue;
        sum += power;
        ++loud;
    }
    quality.silence = 1.0 - static_cast<double>(loud) / static_cast<double>(powers.size());
    if (loud == 0) {
        for (const double power : powers) sum += power;
        loud = powers.size();
    }
    quality.levelDb = sum > 0.0 ? 10.0 * std::log10(sum / static_cast<double>(loud)) : kSilence;
}

}  // namespace

core::Result<SoundQuality> measureQuality(const std::filesystem::path& path, double startSeconds, double endSeconds,
                                          core::Progress& progress) {
    const auto reader = audio::AudioReader::open(path);
    if (!reader) return core::fail(reader.error());
    const auto& info = (*reader)->info();
    const auto place = [&](double seconds) {
        return std::clamp<std::int64_t>(std::llround(seconds * info.rateHz), 0, info.frames);
    };
    const std::int64_t start = place(startSeconds);
    const std::int64_t end = endSeconds < 0.0 ? info.frames : place(endSeconds);
    SoundQuality quality;
    quality.rateHz = info.rateHz;
    quality.channels = info.channels;
    const auto channels = static_cast<std::size_t>(info.channels);
    std::vector<ClippedRuns> clipped(channels);
    FramePowers powers(info.rateHz);
    core::Hash hash;
    hash.add(std::to_string(info.rateHz) + " " + std::to_string(info.channels) + " ");
    std::vector<float> block(kBlock * channels);
    std::vector<std::int32_t> content;
    std::int64_t at = start;
    while (at < end) {
        if (progress.stopRequested()) return core::cancelled();
        const auto wanted = static_cast<std::size_t>(std::min<std::int64_t>(kBlock, end - at));
        const auto got = (*reader)->read(at, wanted, std::span(block).first(wanted * channels));
        if (!got) return core::fail(got.error());
        if (*got == 0) break;  // the header promised more
        content.clear();
        for (std::size_t frame = 0; frame < *got; ++frame) {
            double power = 0.0;
            for (std::size_t channel = 0; channel < channels; ++channel) {
                const float read = block[frame * channels + channel];
                const float sample = std::isfinite(read) ? read : 0.0F;
                clipped[channel].add(sample);
                power += static_cast<double>(sample) * static_cast<double>(sample);
                content.push_back(static_cast<std::int32_t>(std::lround(std::clamp(sample, -128.0F, 128.0F) * 8388608.0F)));
            }
            powers.add(power / static_cast<double>(channels));
        }
        hash.add(std::as_bytes(std::span(content)));
        at += static_cast<std::int64_t>(*got);
        progress.report(static_cast<double>(at - start) / static_cast<double>(end - start));
    }
    if (at == start) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 holds no sound where the utterance should be."), {path.string()}});
    }
    quality.seconds = static_cast<double>(at - start) / info.rateHz;
    float peak = 0.0F;
    for (auto& runs : clipped) {
        peak = std::max(peak, runs.highest());
        quality.clipped += runs.count();
    }
    quality.peakDb = peak > 0.0F ? 20.0 * std::log10(static_cast<double>(peak)) : kSilence;
    setLevels(quality, powers.finish());
    if (peak > 0.0F) quality.content = hash.hex();
    return quality;
}

}  // namespace prososcope::corpus
