// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/store/Workspace.h"

namespace prososcope::cli {

/// Of each group among the runs a line for each point: mean, standard deviation and range over its seeds; empty without groups.
[[nodiscard]] std::string groupsText(const std::vector<store::RunRecord>& runs);
[[nodiscard]] nlohmann::json groupsJson(const std::vector<store::RunRecord>& runs);

}  // namespace prososcope::cli
