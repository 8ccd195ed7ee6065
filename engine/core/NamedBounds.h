// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <map>
#include <span>
#include <string>
#include <type_traits>

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

/// Takes what has a name among the bounds out of `values` and gives it back.
[[nodiscard]] std::map<std::string, double> extractNamed(std::map<std::string, double>& values,
                                                         std::span<const NamedBounds> bounds);

/// Sets a field to the value of its name, rounded where it is whole; leaves it as it is where the name is not there.
template <typename Field>
void takeNamed(const std::map<std::string, double>& values, const char* name, Field& field) {
    const auto found = values.find(name);
    if (found == values.end()) return;
    if constexpr (std::is_floating_point_v<Field>)
        field = static_cast<Field>(found->second);
    else
        field = static_cast<Field>(std::llround(found->second));
}

}  // namespace prososcope::core
