// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>

#include "engine/core/Text.h"
#include "engine/live/LiveRecogniser.h"

namespace prososcope::live {

/// Delays in milliseconds.
struct DelayFigures {
    double median = 0.0;
    double percentile95 = 0.0;
    double percentile99 = 0.0;
};

/// The delays of the last minutes of sound, exact: at most `kMost` of them are kept, whatever the hop, so that memory is
/// bounded. One thread.
class RecentDelays {
public:
    static constexpr std::size_t kMost = 8192;
    explicit RecentDelays(double seconds = 300.0) : m_seconds(seconds) {}
    /// A delay at a moment of the sound; moments do not fall.
    void add(double moment, double milliseconds);
    /// Zeros where there is none. A percentile is the smallest delay that so many are not longer than.
    [[nodiscard]] DelayFigures figures() const;

private:
    struct Entry {
        double moment;
        double milliseconds;
    };
    double m_seconds;
    std::deque<Entry> m_entries;
};

/// How well a run keeps up with its sound: what the line under the display and the end of `prososcope-cli live` say. One
/// thread.
class LiveStatistics {
public:
    /// `hopSeconds` as set; delays and real-time factor are of the last `seconds` of sound, counts of the whole run.
    explicit LiveStatistics(double hopSeconds, double seconds = 300.0);
    void add(const LiveResult& result);

    struct Figures {
        DelayFigures delays;          ///< of hops, from their last sample to the result
        double realTimeFactor = 0.0;  ///< time that the live thread worked, per time of sound
        std::int64_t hops = 0;
        std::int64_t widenedHops = 0;
        std::int64_t overflows = 0;
        double seconds = 0.0;  ///< of sound
    };
    [[nodiscard]] Figures figures() const;

private:
    struct Work {
        double moment;
        double hopSeconds;
        double milliseconds;
    };
    double m_hopSeconds;
    double m_seconds;
    RecentDelays m_delays;
    std::deque<Work> m_work;
    Figures m_counts;
};

/// One line of them.
[[nodiscard]] core::Text statisticsText(const LiveStatistics::Figures& figures);

}  // namespace prososcope::live
