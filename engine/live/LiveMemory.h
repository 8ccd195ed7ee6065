// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <vector>

#include "engine/live/LiveRecogniser.h"
#include "engine/live/WordChooser.h"

namespace prososcope::live {

/// A result with the word that stood on the display for it.
struct LiveMoment {
    LiveResult result;
    ShownWord word;
};

/// A stretch of sound that was heard, with all that was said of it then. Immutable once made.
struct LiveClip {
    double rateHz = 0.0;
    double startSeconds = 0.0;  ///< on the clock of the results
    std::vector<float> mono;
    /// By the end of their stretch, rising. The first hop may end before the sound begins: it stood when the sound began.
    std::vector<LiveMoment> moments;
    [[nodiscard]] double seconds() const { return rateHz > 0.0 ? static_cast<double>(mono.size()) / rateHz : 0.0; }
    [[nodiscard]] double endSeconds() const { return startSeconds + seconds(); }
    /// The last hop whose stretch ended at that time or before: what the display shows then. Null where there is none.
    [[nodiscard]] const LiveMoment* at(double clockSeconds) const;
};

/// The last seconds of Live, for looking at them again: sound and results, never more than that. `take` copies them, so that
/// Live goes on meanwhile. Sound is given from the first sample on, as the recogniser is, since the results' clock counts its
/// samples. One thread: the one that is given the blocks (the window's GUI thread, by queued signals).
class LiveMemory {
public:
    /// keepSeconds: 0.5 to 60; what is beyond is brought into it.
    explicit LiveMemory(double rateHz, double keepSeconds = 5.0);

    void addSound(std::span<const float> mono);
    void add(const LiveResult& result, const ShownWord& word);
    /// Another device gave another rate: the sound so far is forgotten, the clock runs on.
    void setRate(double rateHz);
    void setKeptSeconds(double seconds);
    /// As if nothing had been heard, the clock at 0.
    void reset();

    [[nodiscard]] double keptSeconds() const { return m_keepSeconds; }
    /// Of sound since the start.
    [[nodiscard]] double seconds() const { return m_startSeconds + static_cast<double>(m_samples) / m_rateHz; }
    /// What is kept now; null where no sound is.
    [[nodiscard]] std::shared_ptr<const LiveClip> take() const;

private:
    [[nodiscard]] std::size_t capacity() const;
    [[nodiscard]] std::size_t held() const;
    void forgetOld();

    double m_rateHz;
    double m_keepSeconds;
    std::vector<float> m_ring;
    std::int64_t m_samples = 0;   ///< since m_startSeconds
    double m_startSeconds = 0.0;  ///< where the present rate began
    std::deque<LiveMoment> m_moments;
};

}  // namespace prososcope::live
