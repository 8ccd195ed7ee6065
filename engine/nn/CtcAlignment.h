// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/nn/CtcDecoder.h"

namespace prososcope::nn {

/// Where one label of an alignment lies.
struct CtcSpan {
    std::size_t first = 0;  ///< its frames are first .. last
    std::size_t last = 0;
    std::size_t peak = 0;  ///< the one in which the label is most probable, the first of equal ones
    bool operator==(const CtcSpan&) const = default;
};

/// Frames that CTC needs for labels: one each, and a blank between two that are equal.
[[nodiscard]] std::size_t ctcFramesNeeded(std::span<const int> labels);

/// The most probable path of frames that spells `labels` (Viterbi over labels and the blanks between them, Graves et al. 2006),
/// as the frames of each label; between them are blanks. Of equally probable paths the one that is further along goes first.
/// Nothing where there are too few frames, or where every such path is impossible; a value that is no number is impossible.
/// Pure; time and memory grow with frames x labels.
[[nodiscard]] std::optional<std::vector<CtcSpan>> ctcAlignment(const LogPosteriors& posteriors, std::span<const int> labels);

}  // namespace prososcope::nn
