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
    double search = 0.25;           ///< a period is sought within this part of the frame's mean period
    double leastCorrelation = 0.5;  ///< of two periods that belong together
};

/// What the periods of one frame say; unvoiced frames are 0. A frame in which no period begins repeats the frame before it,
/// but has no jitterLocal, and that of the frame before as jitterDdp, as the published sets have it.
struct PeriodPerturbation {
    double jitterLocal = 0.0;    ///< mean |T - previous T| over mean T
    double jitterDdp = 0.0;      ///< mean difference of such differences over mean T
    double shimmerLocal = 0.0;   ///< mean |A - previous A| over mean A, A the peak-to-peak amplitude of a period; at most 1
    double harmonicityDb = 0.0;  ///< harmonics to noise, at most 160; below 0 where there is more noise
};

/// Follows the periods of a voice through the waveform: each is matched with the next by the highest local maximum of their
/// normalised correlation, over as many samples as the lag, around the frame's mean period, refined by a parabola (Eyben et
/// al. 2016, "correlation based waveform matching"); the voice's noise is what is not alike in the frame's periods (Yumoto,
/// Gould and Baer 1982). Periods follow one another without a gap from the start of the first voiced frame on. A frame takes
/// the periods whose match lies before its hop ends, and one more if that began before the frame; pairs below the least
/// correlation are passed over. These bounds are not published; they were inferred from the reference's values of made-up
/// voices (steps of amplitude or period at known places) and of recordings; where the pitch jumps by an octave the jitter may
/// differ. Those of the noise remain a guess. How far the functionals agree: tests/bench/agreement.sh. Frames must come in
/// order, one thread; bits depend on the samples and pitches alone.
class PeriodMatcher {
public:
    explicit PeriodMatcher(const PeriodMatcherSettings& settings = {}) : m_settings(settings) {}
    /// The samples that lie from the recording's sample `first` on. start: of the frame, in the recording; hertz: 0 = unvoiced.
    PeriodPerturbation next(std::span<const float> samples, std::int64_t first, std::int64_t start, double hertz);
    /// The earliest sample that a frame which starts at `start` may need.
    [[nodiscard]] std::int64_t needed(std::int64_t start) const;

private:
    class Harmonicity;
    struct Match {
        std::int64_t period = 0;
        double refined = 0.0;
        double correlation = 0.0;
    };
    [[nodiscard]] Match match(const float* samples, double period);

    PeriodMatcherSettings m_settings;
    std::int64_t m_place = 0;   ///< where the next period begins
    bool m_voiced = false;      ///< the frame before
    PeriodPerturbation m_held;  ///< of the last frame that a period began in
    double m_lastPeriod = 0.0;
    double m_lastChange = -1.0;
    std::vector<double> m_correlations;
    std::vector<double> m_sums;
    std::vector<double> m_energies;
    std::vector<double> m_common;  ///< mean of the frame's periods
};

}  // namespace prososcope::dsp
