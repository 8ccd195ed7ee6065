// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/PeakPyramid.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prososcope::audio {

namespace {

constexpr std::size_t kLanes = 16;
constexpr std::size_t kReadFrames = std::size_t{1} << 16;

/// Summary of `count` samples. Sixteen independent lanes let the compiler use vector instructions while the order of
/// the additions, and so the result, stays fixed.
Peak summary(const float* samples, std::size_t count) {
    std::array<float, kLanes> low;
    std::array<float, kLanes> high;
    std::array<float, kLanes> squares{};
    low.fill(samples[0]);
    high.fill(samples[0]);
    std::size_t i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        for (std::size_t k = 0; k < kLanes; ++k) {
            const float value = samples[i + k];
            low[k] = value < low[k] ? value : low[k];
            high[k] = value > high[k] ? value : high[k];
            squares[k] += value * value;
        }
    }
    for (std::size_t k = 0; i < count; ++i, ++k) {
        low[k] = std::min(low[k], samples[i]);
        high[k] = std::max(high[k], samples[i]);
        squares[k] += samples[i] * samples[i];
    }
    Peak peak{low[0], high[0], 0.0F};
    float sum = 0.0F;
    for (std::size_t k = 0; k < kLanes; ++k) {
        peak.low = std::min(peak.low, low[k]);
        peak.high = std::max(peak.high, high[k]);
        sum += squares[k];
    }
    peak.meanSquare = sum / static_cast<float>(count);
    return peak;
}

/// Collects blocks of different lengths into one summary.
class Gathered {
public:
    void add(const Peak& peak, double frames) {
        m_low = std::min(m_low, peak.low);
        m_high = std::max(m_high, peak.high);
        m_energy += static_cast<double>(peak.meanSquare) * frames;
        m_frames += frames;
    }
    [[nodiscard]] Peak result() const {
        if (m_frames <= 0.0) return {1.0F, -1.0F, 0.0F};
        return {m_low, m_high, static_cast<float>(m_energy / m_frames)};
    }

private:
    float m_low = HUGE_VALF;
    float m_high = -HUGE_VALF;
    double m_energy = 0.0;
    double m_frames = 0.0;
};

}  // namespace

PeakPyramid::PeakPyramid(std::int64_t frames, int channels, int rateHz)
    : m_frames(std::max<std::int64_t>(frames, 0)), m_channels(std::max(channels, 0)), m_rateHz(rateHz) {
    std::int64_t blockFrames = kBaseFrames;
    for (;;) {
        const std::int64_t blocks = (m_frames + blockFrames - 1) / blockFrames;
        m_levels.push_back({blockFrames, std::vector<std::vector<Peak>>(static_cast<std::size_t>(m_channels),
                                                                        std::vector<Peak>(static_cast<std::size_t>(blocks)))});
        if (blocks <= 1) break;
        blockFrames *= kFactor;
    }
}

void PeakPyramid::append(std::span<const float> interleaved, std::size_t frames) {
    const std::int64_t before = m_framesDone.load(std::memory_order_relaxed);
    const std::int64_t after = std::min(m_frames, before + static_cast<std::int64_t>(frames));
    const auto channels = static_cast<std::size_t>(m_channels);
    std::array<float, kBaseFrames> single{};
    for (std::int64_t at = before; at < after; at += kBaseFrames) {
        const auto count = static_cast<std::size_t>(std::min<std::int64_t>(kBaseFrames, after - at));
        const float* source = interleaved.data() + static_cast<std::size_t>(at - before) * channels;
        for (std::size_t c = 0; c < channels; ++c) {
            const float* samples = source;
            if (channels > 1) {
                for (std::size_t i = 0; i < count; ++i) single[i] = source[i * channels + c];
                samples = single.data();
            }
            m_levels[0].peaks[c][static_cast<std::size_t>(at / kBaseFrames)] = summary(samples, count);
        }
    }
    for (std::size_t level = 1; level < m_levels.size(); ++level) {
        const Level& finer = m_levels[level - 1];
        const std::int64_t blockFrames = m_levels[level].blockFrames;
        // Blocks that became whole; the last one of the recording counts as whole when its end is there.
        const std::int64_t first = before / blockFrames;
        const std::int64_t last = after >= m_frames ? (m_frames + blockFrames - 1) / blockFrames : after / blockFrames;
        for (std::size_t c = 0; c < channels; ++c) {
            for (std::int64_t block = first; block < last; ++block) {
                Gathered gathered;
                for (std::int64_t child = block * kFactor; child < (block + 1) * kFactor; ++child) {
                    const std::int64_t childStart = child * finer.blockFrames;
                    if (childStart >= m_frames) break;
                    gathered.add(finer.peaks[c][static_cast<std::size_t>(child)],
                                 static_cast<double>(std::min(finer.blockFrames, m_frames - childStart)));
                }
                m_levels[level].peaks[c][static_cast<std::size_t>(block)] = gathered.result();
            }
        }
    }
    m_framesDone.store(after, std::memory_order_release);
}

void PeakPyramid::summarise(int channel, double startFrame, double endFrame, std::span<Peak> columns) const {
    const std::int64_t done = framesDone();
    const std::int64_t blocksDone = done >= m_frames ? (m_frames + kBaseFrames - 1) / kBaseFrames : done / kBaseFrames;
    const double width = columns.empty() ? 0.0 : (endFrame - startFrame) / static_cast<double>(columns.size());
    for (std::size_t column = 0; column < columns.size(); ++column) {
        columns[column] = {1.0F, -1.0F, 0.0F};
        if (channel < 0 || channel >= m_channels || !(width > 0.0)) continue;
        const double from = startFrame + width * static_cast<double>(column);
        const double to = from + width;
        if (!(to > 0.0) || !(from < static_cast<double>(done))) continue;
        // In base blocks, rounded outwards; ragged ends come from fine levels, the middle from the coarsest possible.
        auto block = static_cast<std::int64_t>(std::floor(std::max(from, 0.0) / kBaseFrames));
        const auto end = static_cast<std::int64_t>(std::ceil(std::min(to, static_cast<double>(m_frames)) / kBaseFrames));
        const std::int64_t stop = std::min(end, blocksDone);
        Gathered gathered;
        while (block < stop) {
            std::size_t level = 0;
            std::int64_t size = 1;
            while (level + 1 < m_levels.size() && block % (size * kFactor) == 0 && block + size * kFactor <= stop) {
                size *= kFactor;
                ++level;
            }
            const std::int64_t frame = block * kBaseFrames;
            gathered.add(m_levels[level].peaks[static_cast<std::size_t>(channel)][static_cast<std::size_t>(block / size)],
                         static_cast<double>(std::min(size * kBaseFrames, m_frames - frame)));
            block += size;
        }
        columns[column] = gathered.result();
    }
}

float PeakPyramid::largest() const {
    float result = 0.0F;
    std::array<Peak, 1> whole;
    for (int channel = 0; channel < m_channels; ++channel) {
        summarise(channel, 0.0, static_cast<double>(m_frames), whole);
        if (whole[0].low <= whole[0].high) result = std::max({result, -whole[0].low, whole[0].high});
    }
    return result;
}

core::Status fillPeaks(SampleSource& source, PeakPyramid& pyramid, core::Progress& progress, const PeakTap& tap) {
    if (source.info().channels != pyramid.channels()) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 changed while it was being opened. Open it again."), {source.info().path.string()}});
    }
    static_assert(kReadFrames % PeakPyramid::kBaseFrames == 0);
    const auto channels = static_cast<std::size_t>(pyramid.channels());
    std::vector<float> block(kReadFrames * channels);
    while (!pyramid.complete()) {
        if (progress.stopRequested()) return core::cancelled();
        const std::int64_t at = pyramid.framesDone();
        const auto wanted = static_cast<std::size_t>(std::min<std::int64_t>(kReadFrames, pyramid.frames() - at));
        const auto got = source.read(at, wanted, block);
        const std::size_t count = got ? *got : 0;
        // What is missing at the end of a file that was cut short is silence.
        std::fill(block.begin() + static_cast<std::ptrdiff_t>(count * channels),
                  block.begin() + static_cast<std::ptrdiff_t>(wanted * channels), 0.0F);
        if (tap) tap(std::span<const float>(block).first(wanted * channels));
        pyramid.append(block, wanted);
        progress.report(static_cast<double>(pyramid.framesDone()) /
                        static_cast<double>(std::max<std::int64_t>(pyramid.frames(), 1)));
        if (!got) return core::fail(got.error());
    }
    progress.report(1.0);
    return {};
}

}  // namespace prososcope::audio
