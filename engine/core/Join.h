// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace prososcope::core {

/// Words one after another with something between them; empty ones at the beginning leave no trace. Any range of strings.
template <typename Words = std::vector<std::string>>
[[nodiscard]] std::string joined(const Words& words, std::string_view between = ", ") {
    std::string text;
    for (const auto& word : words) {
        if (!text.empty()) text += between;
        text += word;
    }
    return text;
}

}  // namespace prososcope::core
