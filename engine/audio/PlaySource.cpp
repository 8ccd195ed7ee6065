// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/PlaySource.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace prososcope::audio {

namespace {
constexpr std::size_t kPlayedFrames = 4096;
constexpr double kRecoverySeconds = 0.15;
}  // namespace

void Limiter::setRate(double rateHz) {
    m_factor = 1.0F;
    m_recovery = rateHz > 0.0 ? static_cast<float>(1.0 - std::exp(-1.0 / (kRecoverySeconds * rateHz))) : 0.0F;
}

void Limiter::process(std::span<float> interleaved, int channels) {
    const auto width = static_cast<std::size_t>(std::max(channels, 1));
    for (std::size_t at = 0; at + width <= interleaved.size(); at += width) {
        float peak = 0.0F;
        for (std::size_t i = at; i < at + width; ++i) peak = std::max(peak, std::fabs(interleaved[i]));
        m_factor += (1.0F - m_factor) * m_recovery;
        if (peak * m_factor > 1.0F) m_factor = 1.0F / peak;
        for (std::size_t i = at; i < at + width; ++i)
            interleaved[i] = std::clamp(std::isfinite(interleaved[i]) ? interleaved[i] * m_factor : 0.0F, -1.0F, 1.0F);
    }
}

PlaySource::PlaySource(std::shared_ptr<SampleSource> reader, const Player::Request& request)
    : m_reader(std::move(reader)), m_loop(request.loop), m_muted(request.muted) {
    const AudioInfo& info = m_reader->info();
    const auto frameAt = [&info](double seconds) {
        return static_cast<std::int64_t>(std::clamp(std::round(seconds * info.rateHz), 0.0, static_cast<double>(info.frames)));
    };
    m_start = std::isfinite(request.startSeconds) ? frameAt(request.startSeconds) : 0;
    m_end = request.endSeconds >= 0.0 ? std::max(frameAt(request.endSeconds), m_start) : info.frames;
    m_next = m_start;
    if (request.beginSeconds > request.startSeconds && std::isfinite(request.beginSeconds)) {
        const std::int64_t begin = frameAt(request.beginSeconds);
        if (begin < m_end) m_next = std::max(begin, m_start);
    }
}

bool PlaySource::prepare(double fromSeconds, double rateHz, int channels, double speed) {
    const AudioInfo& info = m_reader->info();
    const double length = lengthSeconds();
    if (m_loop && length > 0.0) fromSeconds = std::fmod(fromSeconds, length);
    m_next = std::clamp(m_start + static_cast<std::int64_t>(std::llround(fromSeconds * info.rateHz)), m_start, m_end);
    m_finished = false;
    m_channels = channels;
    m_sides = info.channels == 2 && channels == 2 && (m_muted & 3U) == 0 ? 2 : 1;
    m_pending.assign(m_sides, {});
    m_read.assign(m_sides, {});
    m_resampled.assign(m_sides, {});
    m_resamplers.clear();
    m_stretcher.reset();
    m_limiter.setRate(rateHz);
    if (rateHz != info.rateHz) {
        for (std::size_t side = 0; side < m_sides; ++side) {
            auto resampler = Resampler::create(info.rateHz, rateHz);
            if (!resampler) return false;
            m_resamplers.push_back(std::move(*resampler));
        }
    }
    if (speed != 1.0 && TimeStretcher::available()) m_stretcher.emplace(rateHz, static_cast<int>(m_sides), speed);
    return true;
}

core::Result<std::span<const float>> PlaySource::next(std::size_t frames) {
    m_waiting = false;
    while (m_pending[0].size() < frames && !m_finished && !m_waiting) {
        if (auto status = readMore(); !status) return core::fail(status.error());
    }
    const std::size_t count = std::min(frames, m_pending[0].size());
    const auto width = static_cast<std::size_t>(m_channels);
    m_output.resize(count * width);
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t channel = 0; channel < width; ++channel)
            m_output[i * width + channel] = m_pending[std::min(channel, m_sides - 1)][i] * m_gain;
    }
    m_limiter.process(m_output, m_channels);
    for (auto& pending : m_pending) pending.erase(pending.begin(), pending.begin() + static_cast<std::ptrdiff_t>(count));
    return std::span<const float>(m_output);
}

core::Result<std::size_t> PlaySource::readSides(std::size_t frames) {
    const auto channels = static_cast<std::size_t>(m_reader->info().channels);
    m_block.resize(kPlayedFrames * channels);
    const auto got = m_reader->read(m_next, frames, m_block);
    if (!got) return got;
    for (auto& side : m_read) side.assign(*got, 0.0F);
    if (m_sides == 2) {
        for (std::size_t i = 0; i < *got; ++i) {
            m_read[0][i] = m_block[2 * i];
            m_read[1][i] = m_block[2 * i + 1];
        }
        return got;
    }
    const std::uint64_t existing = channels >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << channels) - 1;
    const std::uint64_t audible = existing & ~m_muted;
    if (audible == 0) return got;
    const float share = 1.0F / static_cast<float>(std::popcount(audible));
    for (std::size_t i = 0; i < *got; ++i) {
        for (std::size_t channel = 0; channel < channels; ++channel) {
            if ((audible >> channel & 1U) != 0) m_read[0][i] += m_block[i * channels + channel] * share;
        }
    }
    return got;
}

core::Status PlaySource::readMore() {
    const auto wanted = static_cast<std::size_t>(std::min<std::int64_t>(kPlayedFrames, m_end - m_next));
    const bool growing = m_reader->growing();  // asked before reading: what comes meanwhile is read next time
    const auto got = readSides(wanted);
    if (!got) return core::fail(got.error());
    m_waiting = growing && *got < wanted;
    m_next += static_cast<std::int64_t>(*got);
    const bool end = (*got == 0 && !m_waiting) || m_next >= m_end;
    // A loop in which nothing can be read would never end.
    const bool over = end && !(m_loop && m_next > m_start);
    if (m_resamplers.empty()) {
        m_resampled = m_read;
    } else {
        for (std::size_t side = 0; side < m_sides; ++side) {
            m_resampled[side].clear();
            m_resamplers[side].process(m_read[side], m_resampled[side]);
            if (over) m_resamplers[side].finish(m_resampled[side]);
        }
    }
    if (m_stretcher) {
        m_stretcher->process(m_resampled, m_pending);
        if (over) m_stretcher->finish(m_pending);
    } else {
        for (std::size_t side = 0; side < m_sides; ++side)
            m_pending[side].insert(m_pending[side].end(), m_resampled[side].begin(), m_resampled[side].end());
    }
    if (over) {
        m_finished = true;
    } else if (end) {
        m_next = m_start;
    }
    return {};
}

}  // namespace prososcope::audio
