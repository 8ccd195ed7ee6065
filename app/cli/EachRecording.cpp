// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/EachRecording.h"

#include <nlohmann/json.hpp>

#include "engine/core/Text.h"

namespace prososcope::cli {

std::optional<std::string> resultEnding(const CommandLine& line, const std::string& out) {
    const std::string ending = out.empty() ? (line.json ? ".json" : ".csv") : endingOf(out);
    if (ending != ".csv" && ending != ".json" && ending != ".textgrid") return std::nullopt;
    return ending;
}

core::Result<std::optional<core::SafeFile>> openGoal(const std::string& out) {
    std::optional<core::SafeFile> goal;
    if (out.empty()) return goal;
    auto opened = core::SafeFile::open(out);
    if (!opened) return core::fail(opened.error());
    goal.emplace(std::move(*opened));
    return goal;
}

bool forEachRecording(const CommandLine& line, const std::vector<std::filesystem::path>& paths,
                      const std::function<core::Status(const std::filesystem::path&, core::Progress&)>& work, bool& failed) {
    ProgressBar bar(line);
    const auto count = static_cast<double>(paths.size());
    for (std::size_t i = 0; i < paths.size(); ++i) {
        auto part = bar.progress().part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
        part.report(0.0, {"%1", {paths[i].filename().string()}});
        const auto done = work(paths[i], part);
        if (line.stopToken().stop_requested()) {
            bar.clear();
            (void)line.failed(core::cancelled().value());
            return false;
        }
        if (done) continue;
        bar.clear();
        line.error(done.error().message());
        failed = true;
    }
    bar.clear();
    return true;
}

int writeResult(const CommandLine& line, std::optional<core::SafeFile>& goal, const std::string& out, const std::string& text,
                std::size_t done, std::size_t all) {
    if (!goal) {
        line.print(text);
        return kDone;
    }
    auto written = goal->write(text);
    if (written) written = goal->commit();
    if (!written) return line.failed(written.error());
    if (line.json)
        line.printJson(nlohmann::json{{"out", out}, {"files", done}, {"failed", all - done}});
    else
        line.message(core::Text("%1: %2 recordings.", {out, std::to_string(done)}).english());
    return kDone;
}

}  // namespace prososcope::cli
