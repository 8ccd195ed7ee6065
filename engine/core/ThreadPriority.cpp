// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/ThreadPriority.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "engine/core/Log.h"

namespace prososcope::core {

void stepBack(int nice) {
    if (nice <= 0) return;
    const auto thread = static_cast<id_t>(::syscall(SYS_gettid));
    if (::getpriority(PRIO_PROCESS, thread) < nice && ::setpriority(PRIO_PROCESS, thread, nice) != 0) {
        log(LogLevel::Warning, "The priority of a worker thread could not be lowered.");
    }
}

}  // namespace prososcope::core
