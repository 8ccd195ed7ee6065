// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace prososcope::dsp {

struct PeriodMatcherSettings {
    double rateHz = 16000.0;
    std::size_t hop = 160;          ///< samples between frames
    double search = 0.075;          ///< a period is sought within this part of the frame's mean period
    double reach = 2.25;            ///< mean periods that must lie before the end of a frame's part of the signal
    double leastCorrelation = 0.5;  ///< of two periods that belong together
};

/// Jitter and shimmer of one frame, relative; 0 where there are too few periods.
struct PeriodPerturbation {
    double jitterLocal = 0.0;   ///< mean |T - previous T| over mean T
    double jitterDdp = 0.0;     ///< mean difference of such differences over mean T
    double shimmerLocal = 0.0;  ///< mean |A - previous A| over mean A, A the peak-to-peak amplitude of a period
    double correlation = 0.0;   ///< mean normalised correlation of periods with their next
};

/// Follows the periods of a voice through the waveform: from where the frame before left off, each period is matched with
/// the next by the highest normalised correlation around the frame's mean period, refined by a parabola (Eyben et al. 2016,
/// "correlation based waveform matching"). A frame is answerable for its hop; the first of a voiced stretch takes two
/// periods if they are longer. Where exactly a frame's part begins and ends is not published; agreement with published
/// values is r = 0.8 for single frames. Frames must come in order, one thread; bits depend on the samples and pitches alone.
class PeriodMatcher {
public:
    explicit PeriodMatcher(const PeriodMatcherSettings& settings = {}) : m_settings(settings) {}
    /// The samples that lie from the recording's sample `first` on. start: of the frame, in the recording; hertz: 0 = unvoiced.
    PeriodPerturbation next(std::span<const float> samples, std::int64_t first, std::int64_t start, double hertz);
    /// The earliest sample that a frame which starts at `start` may need.
    [[nodiscard]] std::int64_t needed(std::int64_t start) const;

private:
    struct Match {
        std::int64_t period = 0;
        double refined = 0.0;
        double correlation = 0.0;
    };
    [[nodiscard]] Match match(const float* samples, std::int64_t available, double period);
    void forget();

    PeriodMatcherSettings m_settings;
    std::int64_t m_place = 0;  ///< where the next period begins
    double m_lastPeriod = 0.0;
    double m_lastChange = -1.0;
    std::vector<double> m_correlations;
    std::vector<double> m_energies;
};

}  // namespace prososcope::dsp
