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

FrameCutter::FrameCutter(const Framing& framing, std::size_t largestRun)
    : m_framing(framing), m_largestRun(std::max<std::size_t>(largestRun, 1)) {
    m_framing.hop = std::max<std::size_t>(m_framing.hop, 1);
    m_framing.window = std::max<std::size_t>(m_framing.window, 1);
}

void FrameCutter::push(std::span<const float> samples, const Use& use) {
    if (samples.empty()) return;
    if (m_samples == 0) m_held.assign(m_framing.before, m_framing.padding == Padding::Edge ? samples.front() : 0.0F);
    m_samples += samples.size();
    m_last = samples.back();
    // Pieces no longer than a run and a window, so that a recording in memory is not copied as a whole.
    const std::size_t piece = m_largestRun * m_framing.hop + m_framing.window;
    while (!samples.empty()) {
        const std::size_t skipped = std::min(m_skip, samples.size());
        m_skip -= skipped;
        samples = samples.subspan(skipped);
        const auto part = samples.first(std::min(piece, samples.size()));
        m_held.insert(m_held.end(), part.begin(), part.end());
        samples = samples.subspan(part.size());
        give(m_held.size() < m_framing.window ? 0 : 1 + (m_held.size() - m_framing.window) / m_framing.hop, use);
    }
}

void FrameCutter::finish(const Use& use) {
    const std::size_t total = m_framing.frames(m_samples);
    if (m_samples == 0) m_held.assign(m_framing.before, 0.0F);
    if (total > m_next) {
        const float pad = m_framing.padding == Padding::Edge ? m_last : 0.0F;
        const std::size_t missing = total - m_next;
        // What lies between the frames when they do not overlap is not needed and stays where the next one starts.
        m_held.resize(std::max(m_held.size(), (missing - 1) * m_framing.hop + m_framing.window), pad);
        give(missing, use);
    }
    m_held.clear();
    m_next = m_samples = m_skip = 0;
    m_last = 0.0F;
}

void FrameCutter::give(std::size_t frames, const Use& use) {
    std::size_t at = 0;
    while (frames > 0) {
        const std::size_t run = std::min(frames, m_largestRun);
        use(m_held.data() + at, m_next, run);
        at += run * m_framing.hop;
        m_next += run;
        frames -= run;
    }
    const std::size_t dropped = std::min(at, m_held.size());
    m_held.erase(m_held.begin(), m_held.begin() + static_cast<std::ptrdiff_t>(dropped));
    m_skip += at - dropped;
}

}  // namespace prososcope::dsp
