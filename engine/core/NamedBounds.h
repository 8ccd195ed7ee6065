// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <span>
#include <string>

#include "engine/core/Result.h"

namespace prososcope::core {

/// What a setting that comes as a name and a number may be.
struct NamedBounds {
    const char* name;
    double lowest;
    double highest;
    bool whole;
};

/// Fails with one sentence on a name that is not among the bounds, which it lists, and on a value that is no number, lies
/// outside, or is not whole where it counts something.
[[nodiscard]] Status checkBounds(const std::map<std::string, double>& values, std::span<const NamedBounds> bounds);

}  // namespace prososcope::core
