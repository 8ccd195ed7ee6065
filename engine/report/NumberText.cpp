// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/NumberText.h"

#include <algorithm>
#include <cmath>

#include "engine/core/Csv.h"

namespace prososcope::report {

namespace {
constexpr const char* kNothing = "\u2013";
}

std::string scoreText(double value, int digits) {
    if (!std::isfinite(value)) return kNothing;
    const std::string text = core::fixedText(value, digits);
    // What rounds to zero has no sign.
    const bool zero = text.find_first_not_of("-0.") == std::string::npos;
    return zero && text.starts_with('-') ? text.substr(1) : text;
}

std::string rangeText(const analysis::Interval& interval, int digits) {
    if (!std::isfinite(interval.low) || !std::isfinite(interval.high)) return kNothing;
    const bool negative = interval.low < 0.0 || interval.high < 0.0;
    return scoreText(interval.low, digits) + (negative ? " to " : "\u2013") + scoreText(interval.high, digits);
}

std::string intervalText(double value, const analysis::Interval& interval, int digits) {
    if (!std::isfinite(value) || !std::isfinite(interval.low) || !std::isfinite(interval.high)) return scoreText(value, digits);
    return scoreText(value, digits) + " (" + rangeText(interval, std::max(digits - 1, 1)) + ")";
}

std::string pText(double p) {
    if (!std::isfinite(p)) return kNothing;
    return p < 0.001 ? "< 0.001" : core::fixedText(p, 3);
}

std::string percentText(double share) {
    return std::isfinite(share) ? core::fixedText(100.0 * share, 1) + " %" : std::string(kNothing);
}

std::string durationText(double seconds) {
    const auto whole = std::llround(seconds);
    if (whole < 60) return std::to_string(whole) + " s";
    if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
    return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

}  // namespace prososcope::report
