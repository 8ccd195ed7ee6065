// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace prososcope::core {

/// Pieces of a TOML file that parse back to what they were made from.
[[nodiscard]] std::string tomlText(std::string_view text);  ///< in quotes, with escapes
[[nodiscard]] std::string tomlKey(std::string_view key);    ///< bare where it may be, else in quotes
[[nodiscard]] std::string tomlNumber(double value);         ///< always with a dot or an exponent, so that it stays no integer
[[nodiscard]] std::string tomlList(const std::vector<std::string>& texts);
[[nodiscard]] std::string tomlList(const std::vector<double>& numbers);
[[nodiscard]] std::string tomlList(const std::vector<bool>& flags);

}  // namespace prososcope::core
