// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/RunGroups.h"

#include <algorithm>

namespace prososcope::analysis {

std::vector<GroupPoint> groupPoints(std::span<const store::RunRecord> runs) {
    std::vector<GroupPoint> points;
    std::vector<std::vector<double>> scores;
    for (const auto& run : runs) {
        const auto& figure = run.classes.empty() ? run.ccc : run.uar;
        if (run.group.empty() || run.state != store::RunState::Finished || !figure) continue;
        const auto found = std::find_if(points.begin(), points.end(), [&](const GroupPoint& each) {
            return each.group == run.group && each.point == run.point;
        });
        const auto place = static_cast<std::size_t>(found - points.begin());
        if (found == points.end()) {
            points.push_back({run.group, run.point, run.classes.empty(), {}, {}});
            scores.emplace_back();
        }
        points[place].runs.push_back(run.id);
        scores[place].push_back(*figure);
    }
    for (std::size_t i = 0; i < points.size(); ++i) points[i].score = spreadOf(scores[i]);
    return points;
}

}  // namespace prososcope::analysis
