// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"

namespace prososcope::store {

/// Runs work(0) .. work(count - 1) on up to `threads` threads while the calling thread reports `what` with how many are done
/// (%1) of how many (%2). The error returned is that of the lowest index that failed, whatever the number of threads; those
/// that have not begun are left out then. Memory that ran out is an error too.
[[nodiscard]] core::Status forEach(std::size_t count, int threads, core::Progress& progress, const char* what,
                                   const std::function<core::Status(std::size_t, core::Progress&)>& work);

}  // namespace prososcope::store
