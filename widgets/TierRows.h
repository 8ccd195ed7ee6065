// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/annotation/Annotation.h"

namespace prososcope::widgets {

/// One row of a stack of tiers: child tiers stand beneath their parents, indented. A value.
struct TierRow {
    annotation::TierPointer tier;
    int depth = 0;
};

/// The rows of an annotation from top to bottom: tiers without parent in the order of the file, each followed by its
/// children in theirs. The n-th row is what people see as tier n.
[[nodiscard]] std::vector<TierRow> tierRows(const annotation::Annotation& annotation);

}  // namespace prososcope::widgets
