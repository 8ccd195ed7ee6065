// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/Result.h"
#include "engine/store/Workspace.h"

namespace prososcope::store {

/// A mark that a person put on an utterance of a corpus whose label is to be looked at again. It changes no label; it stays
/// when the corpus is imported again, and holds in every run on it. What is marked already, or is not, stays so.
core::Status markDoubtful(Workspace& workspace, std::string_view corpus, std::span<const std::string> utterances,
                          bool doubtful);
struct DoubtfulMark {
    std::string who;     ///< the login name
    std::string madeAt;  ///< UTC, ISO 8601
};
/// By Utterance::id.
[[nodiscard]] core::Result<std::map<std::string, DoubtfulMark>> doubtfulUtterances(const Workspace& workspace,
                                                                                   std::string_view corpus);

}  // namespace prososcope::store
