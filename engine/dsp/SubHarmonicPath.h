// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "engine/dsp/SubHarmonicSum.h"

namespace prososcope::dsp {

/// Settings of the path: costs of a frame's candidates and of the steps between frames.
struct SubHarmonicPathSettings {
    double threshold = 0.7;         ///< voicing from which a frame counts as voiced
    double voicing = 2.0;           ///< times -ln(voicing) of a candidate
    double belowThreshold = 10.0;   ///< of a voiced candidate below the threshold
    double aboveThreshold = 8.0;    ///< of leaving a frame unvoiced that has a candidate above it
    double unvoiced = 2.0;          ///< of an unvoiced frame
    double jump = 14.4;             ///< times |ln(f / previous f)|: 10 an octave
    double bend = 5.0;              ///< times how unevenly three frequencies follow one another, see the class
    double change = 10.6;           ///< of starting or ending a voiced stretch
    double firstStrongest = 11.15;  ///< of the strongest candidate in the first of several frames
    std::size_t lookAhead = 50;     ///< frames that decide on a frame beside itself
};

/// The cheapest path through the candidates of successive frames (Viterbi), decided with a finite look-ahead so that it
/// follows a stream. After Eyben et al. 2016 ("on-line Viterbi post-smoothing"), whose costs are not published. These were
/// found from the reference values: its smoothed pitch was resolved into the candidate of each frame, and of some hundreds of
/// costs those were kept that explain these choices best. How far the functionals of the pitch agree:
/// tests/bench/agreement.sh and reference.sh. Two costs are peculiar. With f the frequency of a candidate and g_k those of the
/// frame before, strongest first, the step from g_k to f costs, beside the jump, bend times |ln f + ln g_k - 2 ln g_(k-1)|,
/// with g_0 in place of g_(-1): for k = 0 it is a second cost of the jump, while a path that stays with a weaker candidate pays
/// for its distance from the one that is next stronger. And in the first of several frames the strongest candidate costs more,
/// and no voice less, than later. Not thread-safe.
class SubHarmonicPath {
public:
    struct Point {
        double hertz = 0.0;    ///< 0: unvoiced
        double voicing = 0.0;  ///< of the candidate taken; of the strongest one, or 0, in an unvoiced frame
    };
    explicit SubHarmonicPath(const SubHarmonicPathSettings& settings = {});
    /// The next frame; appends the point that is now decided, if any.
    void push(const SubHarmonicFrame& frame, std::vector<Point>& decided);
    /// Appends the points of the frames that waited; the path is as new afterwards.
    void finish(std::vector<Point>& decided);

private:
    static constexpr std::size_t kStates = SubHarmonicFrame::kMost + 1;  ///< the last: unvoiced
    struct Step {
        SubHarmonicFrame frame;
        std::array<double, SubHarmonicFrame::kMost> logarithms{};  ///< of the frequencies
        std::array<double, kStates> cost{};
        std::array<unsigned char, kStates> before{};
    };
    [[nodiscard]] std::array<double, kStates> localCosts(const SubHarmonicFrame& frame) const;
    [[nodiscard]] double stepCost(const Step& before, std::size_t i, const Step& now, std::size_t j) const;
    [[nodiscard]] std::size_t cheapest() const;
    [[nodiscard]] static Point point(const SubHarmonicFrame& frame, std::size_t state);

    SubHarmonicPathSettings m_settings;
    std::vector<Step> m_steps;  ///< a ring of lookAhead + 1
    std::size_t m_count = 0;
};

}  // namespace prososcope::dsp
