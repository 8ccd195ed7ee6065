// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

#include "engine/core/Progress.h"

namespace prososcope::dsp {

/// Runs work(chunk) for chunk = 0 .. count - 1 on up to `threads` threads (the caller's is one of them), each chunk once.
/// Chunks must not depend on each other, so that the result is the same for any number of threads. Returns false when
/// the progress asked to stop: then some chunks were not run. Reports from the caller's thread.
/// `makeWork()` gives each thread a callable of its own, with its own scratch memory.
template <typename MakeWork>
[[nodiscard]] bool runChunks(std::size_t count, int threads, core::Progress& progress, const MakeWork& makeWork) {
    std::atomic<std::size_t> next{0};
    const auto helper = [&] {
        auto work = makeWork();
        for (std::size_t chunk = next++; chunk < count && !progress.stopRequested(); chunk = next++) work(chunk);
    };
    {
        std::vector<std::jthread> helpers;
        const std::size_t others = std::min(static_cast<std::size_t>(std::max(threads, 1) - 1), count);
        for (std::size_t i = 0; i < others; ++i) helpers.emplace_back(helper);
        auto work = makeWork();
        for (std::size_t chunk = next++; chunk < count && !progress.stopRequested(); chunk = next++) {
            progress.report(static_cast<double>(chunk) / static_cast<double>(count));
            work(chunk);
        }
    }
    return !progress.stopRequested();
}

}  // namespace prososcope::dsp
