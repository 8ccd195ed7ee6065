// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/iaan/DialogueContext.h"

namespace prososcope::models {

std::vector<TurnContext> turnContexts(const std::vector<std::string>& speakers, std::size_t reach) {
    std::vector<TurnContext> contexts(speakers.size());
    for (std::size_t i = 0; i < speakers.size(); ++i) {
        for (std::size_t back = 1; back <= reach && back <= i; ++back) {
            auto& found = speakers[i - back] == speakers[i] ? contexts[i].previous : contexts[i].interlocutor;
            if (!found) found = i - back;
        }
    }
    return contexts;
}

}  // namespace prososcope::models
