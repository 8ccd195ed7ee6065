// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/FreeMemory.h"

#include <malloc.h>

#include <chrono>
#include <limits>
#include <mutex>

namespace prososcope::core {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kLargestThreshold = 32 << 20;  // the C library accepts no larger one

struct State {
    std::mutex mutex;
    int kept = 0;                 // guarded
    Clock::time_point lastGiven;  // guarded
};

State& state() {
    static State one;
    return one;
}

}  // namespace

void shareHeaps() { mallopt(M_ARENA_MAX, 2); }

void giveFreeMemoryBack() {
    {
        const std::lock_guard lock(state().mutex);
        const auto now = Clock::now();
        if (state().kept > 0 || now - state().lastGiven < std::chrono::seconds(1)) return;
        state().lastGiven = now;
    }
    malloc_trim(0);
}

KeptMemory::KeptMemory() {
    const std::lock_guard lock(state().mutex);
    if (++state().kept > 1) return;
    mallopt(M_MMAP_THRESHOLD, kLargestThreshold);
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
}

KeptMemory::~KeptMemory() {
    {
        const std::lock_guard lock(state().mutex);
        if (--state().kept > 0) return;
        mallopt(M_TRIM_THRESHOLD, kLargestThreshold);
        state().lastGiven = Clock::now();
    }
    malloc_trim(0);
}

}  // namespace prososcope::core
