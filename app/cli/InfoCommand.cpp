// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "engine/audio/AudioFile.h"
#include "engine/core/Csv.h"

namespace prososcope::cli {

namespace {

int printInfo(const CommandLine& line, const std::vector<std::string>& inputs) {
    bool failed = false;
    auto list = nlohmann::json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& path : expandInputs(line, inputs, failed)) {
        if (line.stopToken().stop_requested()) return line.failed(core::cancelled().value());
        const auto info = audio::probeAudio(path);
        if (!info) {
            line.error(info.error().message());
            failed = true;
            continue;
        }
        list.push_back({{"file", path.string()},
                        {"seconds", info->seconds()},
                        {"rate_hz", info->rateHz},
                        {"channels", info->channels},
                        {"frames", info->frames},
                        {"format", info->format}});
        rows.push_back({path.string(), core::fixedText(info->seconds(), 3), std::to_string(info->rateHz),
                        std::to_string(info->channels), std::to_string(info->frames), info->format});
    }
    if (line.json) {
        line.printJson(list);
    } else if (!rows.empty()) {
        line.print(formatTable({"file", "seconds", "rate_hz", "channels", "frames", "format"}, rows, {1, 2, 3, 4}));
    }
    return failed ? kFailed : kDone;
}

}  // namespace

void addInfoCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("info", "What the headers of sound files say");
    auto inputs = std::make_shared<std::vector<std::string>>();
    command->add_option("FILE", *inputs, "Sound files or folders")->required();
    command->callback([&line, inputs] { line.action = [&line, inputs] { return printInfo(line, *inputs); }; });
}

}  // namespace prososcope::cli
