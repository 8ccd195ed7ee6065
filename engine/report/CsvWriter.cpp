// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/Report.h"

namespace prososcope::report {

std::string csvText(const Table& table) { return core::formatCsv(csvOf(table)); }

}  // namespace prososcope::report
