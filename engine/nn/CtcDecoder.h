// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace prososcope::nn {

/// What a CTC network (Graves et al. 2006) says of each frame: [frames, classes], row-major, natural logarithms of
/// probabilities; the last class is the blank.
struct LogPosteriors {
    std::span<const float> values;
    std::size_t classes = 0;

    [[nodiscard]] std::size_t frames() const { return classes == 0 ? 0 : values.size() / classes; }
    [[nodiscard]] int blank() const { return static_cast<int>(classes) - 1; }
    [[nodiscard]] float at(std::size_t frame, int symbol) const {
        return values[frame * classes + static_cast<std::size_t>(symbol)];
    }
};

/// The best class of each frame (the lowest of equal ones), repeats merged, blanks dropped. Pure.
[[nodiscard]] std::vector<int> ctcBestPath(const LogPosteriors& posteriors);

/// The labelling of the highest probability among `beam` prefixes kept after each frame, each with all its paths: prefix beam
/// search (Hannun et al. 2014, algorithm 1, without a language model). With a beam as wide as there are prefixes it is exact.
/// Of equal prefixes the one found first goes first. A value that is no number counts as impossible. Pure; time grows with
/// frames x beam x classes.
[[nodiscard]] std::vector<int> ctcPrefixBeam(const LogPosteriors& posteriors, std::size_t beam);

}  // namespace prososcope::nn
