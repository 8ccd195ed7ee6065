// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/analysis/Bootstrap.h"
#include "engine/store/Workspace.h"

namespace prososcope::analysis {

/// One setting of a group of runs (a sweep, several seeds): its figure over the seeds.
struct GroupPoint {
    std::string group;
    std::string point;               ///< RunRecord::point
    bool dimensions = false;         ///< the figure is the mean CCC, else the UAR
    Spread score;                    ///< over the finished runs
    std::vector<std::int64_t> runs;  ///< those, in the order given
};
/// The points of all groups among the runs, groups and points in the order in which they come first; runs by themselves and
/// runs without a figure are left out.
[[nodiscard]] std::vector<GroupPoint> groupPoints(std::span<const store::RunRecord> runs);

/// "training.epochs = 20, model.kind = \"a, b\"" in its parts, key and value; commas in quotes and brackets separate nothing.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> sweptValues(const std::string& point);
/// By the values of their settings, one after the other, where all of them are numbers; else as they are.
[[nodiscard]] std::vector<GroupPoint> inOrderOfValues(std::vector<GroupPoint> points);

}  // namespace prososcope::analysis
