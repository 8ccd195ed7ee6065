// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>

namespace prososcope::live {

/// Where the machine's power comes from.
struct PowerSupply {
    bool onBattery = false;
    std::optional<int> percent;  ///< of the battery's charge
    bool operator==(const PowerSupply&) const = default;
};

/// Reads what the kernel says of batteries; nothing where the machine has none or does not say. A few small files, which an
/// old machine may take a tenth of a second to answer: not on the GUI thread.
[[nodiscard]] std::optional<PowerSupply> readPowerSupply(const std::filesystem::path& folder = "/sys/class/power_supply");

}  // namespace prososcope::live
