// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/PowerSupply.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <string>
#include <system_error>

namespace prososcope::live {

namespace {

std::string lineOf(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    return line;
}

std::optional<int> numberOf(const std::filesystem::path& file) {
    const std::string line = lineOf(file);
    int value = 0;
    const auto [end, problem] = std::from_chars(line.data(), line.data() + line.size(), value);
    if (problem != std::errc() || end == line.data()) return std::nullopt;
    return value;
}

}  // namespace

std::optional<PowerSupply> readPowerSupply(const std::filesystem::path& folder) {
    std::error_code code;
    std::optional<PowerSupply> supply;
    bool mains = false;
    for (auto entry = std::filesystem::directory_iterator(folder, code);
         !code && entry != std::filesystem::directory_iterator(); entry.increment(code)) {
        const auto& path = entry->path();
        const std::string type = lineOf(path / "type");
        if (type == "Mains" || type == "USB") mains = mains || numberOf(path / "online") == 1;
        // A mouse's battery says that it belongs to a device.
        if (type != "Battery" || lineOf(path / "scope") == "Device") continue;
        if (!supply) supply.emplace();
        supply->onBattery = supply->onBattery || lineOf(path / "status") == "Discharging";
        if (const auto percent = numberOf(path / "capacity"))
            supply->percent = supply->percent ? std::min(*supply->percent, *percent) : *percent;
    }
    if (supply && mains) supply->onBattery = false;
    return supply;
}

}  // namespace prososcope::live
