// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Text.h"

namespace prososcope::core {

std::string fillIn(std::string_view pattern, const std::vector<std::string>& arguments) {
    std::string result;
    result.reserve(pattern.size() + 32 * arguments.size());
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' && pattern[i + 1] <= '9') {
            const auto index = static_cast<std::size_t>(pattern[i + 1] - '1');
            if (index < arguments.size()) {
                result += arguments[index];
                ++i;
                continue;
            }
        }
        result += pattern[i];
    }
    return result;
}

std::string Text::english() const { return fillIn(m_source, m_arguments); }

}  // namespace prososcope::core
