// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/FrameCutter.h"

#include <algorithm>

namespace prososcope::dsp {

std::size_t Framing::frames(std::size_t samples) const {
    switch (count) {
        case Count::Centred:
            return 1 + samples / hop;
        case Count::Covered: {
            if (samples == 0) return 0;
            const std::size_t reach = samples + before;
            return reach <= window ? 1 : 1 + (reach - window + hop - 1) / hop;
        }
        case Count::Snipped:
            break;
    }
    return complete(samples);
}

std::size_t Framing::complete(std::size_t samples) const {
    const std::size_t reach = samples + before;
    return reach < window ? 0 : 1 + (reach - window) / hop;
}

namespace {

/// Where numpy's "reflect" finds the sample at `place`, before or behind `count` >= 1 samples.
std::size_t mirrored(std::ptrdiff_t place, std::size_t count) {
    const std::ptrdiff_t period = 2 * (static_cast<std::ptrdiff_t>(count) - 1);
    if (period == 0) return 0;
    const std::ptrdiff_t within = ((place % period) + period) % period;
    return static_cast<std::size_t>(std::min(within, period - within));
}

}  // namespace

FrameCutter::FrameCutter(const Framing& framing, std::size_t largestRun)
    : m_framing(framing), m_largestRun(std::max<std::size_t>(largestRun, 1)) {
    m_framing.hop = std::max<std::size_t>(m_framing.hop, 1);
    m_framing.window = std::max<std::size_t>(m_framing.window, 1);
}

void FrameCutter::push(std::span<const float> samples, const Use& use) {
    if (samples.empty()) return;
    m_samples += samples.size();
    m_last = samples.back();
    if (m_framing.padding == Padding::Reflect) keepTail(samples);
    if (!m_begun) samples = begin(samples);
    const std::size_t window = m_framing.window;
    const std::size_t hop = m_framing.hop;
    while (!samples.empty()) {
        const std::size_t skipped = std::min(m_skip, samples.size());
        m_skip -= skipped;
        samples = samples.subspan(skipped);
        if (samples.empty()) return;
        if (m_held.empty()) {  // frames lie in the piece itself and are not copied
            const std::size_t frames = samples.size() < window ? 0 : 1 + (samples.size() - window) / hop;
            give(samples.data(), frames, use);
            const std::size_t used = std::min(frames * hop, samples.size());
            m_skip = frames * hop - used;
            m_held.assign(samples.begin() + static_cast<std::ptrdiff_t>(used), samples.end());
            return;
        }
        // Of the piece only as much as the frames need that start in what is held.
        const std::size_t held = m_held.size();
        const std::size_t starting = (held - 1) / hop + 1;
        const std::size_t wanted = (starting - 1) * hop + window;
        const std::size_t part = std::min(wanted > held ? wanted - held : 0, samples.size());
        m_held.insert(m_held.end(), samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(part));
        const std::size_t whole = m_held.size() < window ? 0 : 1 + (m_held.size() - window) / hop;
        const std::size_t frames = std::min(starting, whole);
        give(m_held.data(), frames, use);
        if (frames < starting) {
            m_held.erase(m_held.begin(), m_held.begin() + static_cast<std::ptrdiff_t>(frames * hop));
            return;
        }
        m_held.clear();
        m_skip = starting * hop - held;
    }
}

std::span<const float> FrameCutter::begin(std::span<const float> samples) {
    if (m_framing.padding != Padding::Reflect) {
        m_held.assign(m_framing.before, m_framing.padding == Padding::Edge ? samples.front() : 0.0F);
        m_begun = true;
        return samples;
    }
    const std::size_t wanted = std::min(m_framing.before + 1 - m_held.size(), samples.size());
    m_held.insert(m_held.end(), samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(wanted));
    if (m_held.size() > m_framing.before) mirrorStart();
    return samples.subspan(wanted);
}

void FrameCutter::mirrorStart() {
    std::vector<float> front(m_framing.before);
    for (std::size_t i = 0; i < front.size(); ++i)
        front[i] = m_held[mirrored(static_cast<std::ptrdiff_t>(i) - static_cast<std::ptrdiff_t>(front.size()), m_held.size())];
    m_held.insert(m_held.begin(), front.begin(), front.end());
    m_begun = true;
}

void FrameCutter::keepTail(std::span<const float> samples) {
    const std::size_t needed = m_framing.window + m_framing.hop + 1;
    const auto last = samples.last(std::min(samples.size(), needed));
    m_tail.insert(m_tail.end(), last.begin(), last.end());
    if (m_tail.size() > 4 * needed) m_tail.erase(m_tail.begin(), m_tail.end() - static_cast<std::ptrdiff_t>(needed));
}

void FrameCutter::finish(const Use& use) {
    const std::size_t total = m_framing.frames(m_samples);
    if (m_samples == 0) m_held.assign(m_framing.before, 0.0F);
    if (m_samples > 0 && !m_begun) mirrorStart();
    if (total > m_next) {
        const float pad = m_framing.padding == Padding::Edge ? m_last : 0.0F;
        const std::size_t missing = total - m_next;
        // What lies between the frames when they do not overlap is not needed and stays where the next one starts.
        const std::size_t held = m_held.size();
        m_held.resize(std::max(held, (missing - 1) * m_framing.hop + m_framing.window), pad);
        for (std::size_t i = held; i < m_held.size() && !m_tail.empty(); ++i)
            m_held[i] = m_tail[mirrored(static_cast<std::ptrdiff_t>(m_tail.size() + i - held), m_tail.size())];
        give(m_held.data(), missing, use);
    }
    m_held.clear();
    m_tail.clear();
    m_begun = false;
    m_next = m_samples = m_skip = 0;
    m_last = 0.0F;
}

void FrameCutter::give(const float* samples, std::size_t frames, const Use& use) {
    while (frames > 0) {
        const std::size_t run = std::min(frames, m_largestRun);
        use(samples, m_next, run);
        samples += run * m_framing.hop;
        m_next += run;
        frames -= run;
    }
}

}  // namespace prososcope::dsp
