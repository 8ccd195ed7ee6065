// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace prososcope::core {

/// Lets the calling thread step back behind others by `nice` steps of the scheduler (0 to 19), never forward. Where the system
/// refuses, the log says so and the thread goes on as it is. For threads that compute while somebody looks at the window.
void stepBack(int nice);

}  // namespace prososcope::core
