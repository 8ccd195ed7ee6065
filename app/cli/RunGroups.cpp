// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/RunGroups.h"

#include "app/cli/CommandLine.h"
#include "engine/analysis/RunGroups.h"
#include "engine/core/Csv.h"

namespace prososcope::cli {

std::string groupsText(const std::vector<store::RunRecord>& runs) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& point : analysis::groupPoints(runs)) {
        const auto& score = point.score;
        rows.push_back({point.group, point.point.empty() ? "-" : point.point, point.dimensions ? "CCC" : "UAR",
                        core::fixedText(score.mean, 3), score.count > 1 ? core::fixedText(score.deviation, 3) : "-",
                        core::fixedText(score.smallest, 3) + " .. " + core::fixedText(score.largest, 3),
                        std::to_string(score.count)});
    }
    return rows.empty() ? std::string()
                        : formatTable({"group", "setting", "", "mean", "sd", "range", "seeds"}, rows, {3, 4, 6});
}

nlohmann::json groupsJson(const std::vector<store::RunRecord>& runs) {
    auto list = nlohmann::json::array();
    for (const auto& point : analysis::groupPoints(runs)) {
        list.push_back({{"group", point.group},
                        {"point", point.point},
                        {"metric", point.dimensions ? "ccc" : "uar"},
                        {"mean", point.score.mean},
                        {"sd", point.score.count > 1 ? nlohmann::json(point.score.deviation) : nlohmann::json()},
                        {"smallest", point.score.smallest},
                        {"largest", point.score.largest},
                        {"seeds", point.score.count},
                        {"runs", point.runs}});
    }
    return list;
}

}  // namespace prososcope::cli
