// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>

#include "engine/annotation/Annotation.h"

namespace prososcope::widgets {

/// What is chosen in a stack of tiers: the active tier (0: none), an item of it, and whether only the item's begin is meant,
/// a boundary that can be removed. Of a point tier an item is a point and has no boundary beside it. A value.
struct TierPlace {
    annotation::Id tier = 0;
    std::optional<std::size_t> item;
    bool boundary = false;

    bool operator==(const TierPlace&) const = default;
};

}  // namespace prososcope::widgets
