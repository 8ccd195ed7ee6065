// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/LiveMemory.h"

#include <algorithm>
#include <cmath>

namespace prososcope::live {

namespace {
constexpr double kLeastSeconds = 0.5;
constexpr double kMostSeconds = 60.0;
/// Results per second of what is kept; a hop is no shorter than a twentieth of a second, utterances come on top.
constexpr double kMostResultsPerSecond = 40.0;
}  // namespace

const LiveMoment* LiveClip::at(double clockSeconds) const {
    const LiveMoment* last = nullptr;
    for (const auto& moment : moments) {
        if (moment.result.endSeconds > clockSeconds) break;
        if (moment.result.kind == LiveResult::Kind::Hop) last = &moment;
    }
    return last;
}

LiveMemory::LiveMemory(double rateHz, double keepSeconds)
    : m_rateHz(std::max(1.0, rateHz)), m_keepSeconds(std::clamp(keepSeconds, kLeastSeconds, kMostSeconds)) {
    m_ring.resize(capacity());
}

std::size_t LiveMemory::capacity() const { return static_cast<std::size_t>(std::ceil(m_keepSeconds * m_rateHz)); }

std::size_t LiveMemory::held() const { return std::min(static_cast<std::size_t>(m_samples), m_ring.size()); }

void LiveMemory::addSound(std::span<const float> mono) {
    m_samples += static_cast<std::int64_t>(mono.size());
    if (mono.size() > m_ring.size()) mono = mono.last(m_ring.size());
    auto at = static_cast<std::size_t>(m_samples - static_cast<std::int64_t>(mono.size())) % m_ring.size();
    const std::size_t first = std::min(mono.size(), m_ring.size() - at);
    std::copy_n(mono.begin(), first, m_ring.begin() + static_cast<std::ptrdiff_t>(at));
    std::copy(mono.begin() + static_cast<std::ptrdiff_t>(first), mono.end(), m_ring.begin());
    forgetOld();
}

void LiveMemory::add(const LiveResult& result, const ShownWord& word) {
    // An utterance is judged after hops that end later than it does.
    const auto place =
        std::upper_bound(m_moments.begin(), m_moments.end(), result.endSeconds,
                         [](double seconds, const LiveMoment& moment) { return seconds < moment.result.endSeconds; });
    m_moments.insert(place, {result, word});
    forgetOld();
}

void LiveMemory::forgetOld() {
    const double start = seconds() - static_cast<double>(held()) / m_rateHz;
    auto first = m_moments.begin();  // what stood when the sound began
    for (auto moment = m_moments.begin(); moment != m_moments.end() && moment->result.endSeconds <= start; ++moment) {
        if (moment->result.kind == LiveResult::Kind::Hop) first = moment;
    }
    m_moments.erase(m_moments.begin(), first);
    const auto most = static_cast<std::size_t>(kMostResultsPerSecond * m_keepSeconds);
    while (m_moments.size() > most) m_moments.pop_front();
}

void LiveMemory::setRate(double rateHz) {
    if (rateHz == m_rateHz || rateHz <= 0.0) return;
    m_startSeconds = seconds();
    m_rateHz = rateHz;
    m_samples = 0;
    m_ring.assign(capacity(), 0.0F);
}

void LiveMemory::setKeptSeconds(double seconds) {
    const auto clip = take();
    m_startSeconds = this->seconds();
    m_keepSeconds = std::clamp(seconds, kLeastSeconds, kMostSeconds);
    m_samples = 0;
    m_ring.assign(capacity(), 0.0F);
    if (clip == nullptr) return;
    m_startSeconds = clip->startSeconds;
    addSound(clip->mono);
}

void LiveMemory::reset() {
    m_samples = 0;
    m_startSeconds = 0.0;
    m_moments.clear();
}

std::shared_ptr<const LiveClip> LiveMemory::take() const {
    const std::size_t count = held();
    if (count == 0) return nullptr;
    auto clip = std::make_shared<LiveClip>();
    clip->rateHz = m_rateHz;
    clip->startSeconds = seconds() - static_cast<double>(count) / m_rateHz;
    clip->mono.resize(count);
    const auto from = static_cast<std::size_t>(m_samples - static_cast<std::int64_t>(count)) % m_ring.size();
    const std::size_t first = std::min(count, m_ring.size() - from);
    std::copy_n(m_ring.begin() + static_cast<std::ptrdiff_t>(from), first, clip->mono.begin());
    std::copy_n(m_ring.begin(), count - first, clip->mono.begin() + static_cast<std::ptrdiff_t>(first));
    clip->moments.assign(m_moments.begin(), m_moments.end());
    return clip;
}

}  // namespace prososcope::live
