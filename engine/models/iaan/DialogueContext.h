// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace prososcope::models {

/// Turns before the one at hand among which its context is looked for, as the authors' code does.
inline constexpr std::size_t kContextTurns = 8;

/// Where the context of a turn is in its dialogue; nothing where there is none.
struct TurnContext {
    std::optional<std::size_t> previous;      ///< the last turn before it of the same speaker
    std::optional<std::size_t> interlocutor;  ///< the last turn before it of anybody else
    bool operator==(const TurnContext&) const = default;
};

/// The context of each turn of one dialogue, whose speakers are given in the order of the turns.
[[nodiscard]] std::vector<TurnContext> turnContexts(const std::vector<std::string>& speakers,
                                                    std::size_t reach = kContextTurns);

}  // namespace prososcope::models
