// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/Workspace.h"

namespace prososcope::store {

/// What the name of a system (RunRecord::system) says where its networks' epochs were chosen on the tested part itself.
inline constexpr const char* kChosenOnTest = "epoch chosen on the test part";

/// Whether a run's figures are too good for that reason.
[[nodiscard]] inline bool isChosenOnTest(const RunRecord& run) { return run.system.find(kChosenOnTest) != std::string::npos; }

}  // namespace prososcope::store
