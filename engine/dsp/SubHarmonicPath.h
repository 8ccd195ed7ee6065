// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "engine/dsp/SubHarmonicSum.h"

namespace prososcope::dsp {

/// Settings of the path: costs of a frame's candidates and of the steps between frames.
struct SubHarmonicPathSettings {
    double threshold = 0.7;        ///< voicing from which a frame counts as voiced
    double voicing = 2.0;          ///< times -ln(voicing) of a candidate
    double belowThreshold = 10.0;  ///< of a voiced candidate below the threshold
    double aboveThreshold = 8.0;   ///< of leaving a frame unvoiced that has a candidate above it
    double unvoiced = 2.0;         ///< of an unvoiced frame
    double jump = 15.0;            ///< times |ln(f / previous f)|
    double change = 10.0;          ///< of starting or ending a voiced stretch
    std::size_t lookAhead = 50;    ///< frames that decide on a frame beside itself
};

/// The cheapest path through the candidates of successive frames (Viterbi), decided with a finite look-ahead so that it
/// follows a stream. In the first frame candidates below 100 Hz and above 350 Hz cost (100 - f) / 100 and (f - 350) / 250, at
/// most 1, more. After Eyben et al. 2016 ("on-line Viterbi post-smoothing"), whose costs are not published: these were found by
/// agreement with published values (99 % of frames have the same pitch); costs fitted to the frames of a hundred other
/// recordings agreed no better on further ones. Not thread-safe.
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
        std::array<double, kStates> cost{};
        std::array<unsigned char, kStates> before{};
    };
    [[nodiscard]] std::array<double, kStates> localCosts(const SubHarmonicFrame& frame) const;
    [[nodiscard]] double stepCost(const SubHarmonicFrame& before, std::size_t i, const SubHarmonicFrame& now,
                                  std::size_t j) const;
    [[nodiscard]] std::size_t cheapest() const;
    [[nodiscard]] static Point point(const SubHarmonicFrame& frame, std::size_t state);

    SubHarmonicPathSettings m_settings;
    std::vector<Step> m_steps;  ///< a ring of lookAhead + 1
    std::size_t m_count = 0;
};

}  // namespace prososcope::dsp
