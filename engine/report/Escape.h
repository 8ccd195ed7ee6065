// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace prososcope::report {

/// Text from data as it may stand in an HTML or SVG element or between the quotes of an attribute. Bytes that are no UTF-8 and
/// characters that no document may hold become a replacement character.
[[nodiscard]] std::string escapedHtml(std::string_view text);
/// The same for running text of LaTeX with UTF-8 input: no character acts as a command, line ends become spaces.
[[nodiscard]] std::string escapedLatex(std::string_view text);
/// Valid UTF-8 without control characters other than line ends and tabs.
[[nodiscard]] std::string cleanText(std::string_view text);

}  // namespace prososcope::report
