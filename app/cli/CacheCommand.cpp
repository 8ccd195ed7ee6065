// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/CommandLine.h"
#include "engine/audio/DecodedCache.h"
#include "engine/core/Csv.h"
#include "engine/store/FeatureCache.h"

namespace prososcope::cli {

namespace {

constexpr double kGigabyte = 1024.0 * 1024.0 * 1024.0;

std::string gigabytes(std::int64_t bytes) { return core::fixedText(static_cast<double>(bytes) / kGigabyte, 2) + " GB"; }

int cacheCommand(const CommandLine& line, std::optional<double> limit, bool clear) {
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    store::FeatureCache cache(workspace->cacheFolder());
    if (limit) {
        if (const auto set = cache.setLimit(std::llround(*limit * kGigabyte)); !set) return line.failed(set.error());
    }
    if (clear || limit) cache.trim(clear ? 0 : cache.limit());
    const auto use = cache.use();
    const auto decoded = audio::DecodedCache().bytes();
    if (line.json) {
        line.printJson({{"features", {{"entries", use.entries}, {"bytes", use.bytes}, {"limit_bytes", cache.limit()}}},
                        {"decoded_recordings", {{"bytes", decoded}}}});
    } else {
        line.print(formatTable({"", "in use", "at most"},
                               {{"features of this workspace", gigabytes(use.bytes), gigabytes(cache.limit())},
                                {"decoded recordings", gigabytes(decoded), "as set in the window"}},
                               {1, 2}));
    }
    return kDone;
}

}  // namespace

void addCacheCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("cache", "What computed features take on the disk, and how much they may");
    auto limit = std::make_shared<std::optional<double>>();
    auto clear = std::make_shared<bool>(false);
    command->add_option("--limit", *limit, "Features used longest ago go where they take more than this many gigabytes")
        ->check(CLI::Range(0.0, 1e6))
        ->type_name("GB");
    command->add_flag("--clear", *clear, "Remove all of them; they are computed again when they are needed");
    command->callback(
        [&line, limit, clear] { line.action = [&line, limit, clear] { return cacheCommand(line, *limit, *clear); }; });
}

}  // namespace prososcope::cli
