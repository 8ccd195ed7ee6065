// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "engine/backend/TorchBackend.h"
#include "engine/backend/Versions.h"

namespace prososcope::cli {

namespace {

int printVersions(const CommandLine& line, bool all) {
    core::Result<backend::TorchBackend*> torch = nullptr;
    if (all) torch = backend::torchBackend();
    const auto versions = backend::libraryVersions();
    auto value = nlohmann::json::object();
    std::vector<std::vector<std::string>> rows;
    for (const auto& [name, version] : versions) {
        value[name] = version;
        rows.push_back({name, version});
    }
    if (all && torch) {
        for (const auto& device : (*torch)->devices()) {
            value["devices"][device.id] = device.name;
            rows.push_back({device.id, device.name});
        }
    }
    if (line.json) {
        line.printJson(value);
    } else {
        line.print(formatTable({"", ""}, rows));
    }
    return torch ? kDone : line.failed(torch.error());
}

}  // namespace

void addVersionCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("version", "Versions of the program and its libraries");
    auto all = std::make_shared<bool>(false);
    command->add_flag("--all", *all, "Open LibTorch as well and list the compute devices");
    command->callback([&line, all] { line.action = [&line, all] { return printVersions(line, *all); }; });
}

}  // namespace prososcope::cli
