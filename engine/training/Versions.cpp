// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Versions.h"

#include <torch/version.h>

#include <nlohmann/json.hpp>

#include "engine/backend/Versions.h"

namespace prososcope::training {

std::string versionsJson() {
    nlohmann::json versions = {{"LibTorch", TORCH_VERSION}, {"compiler", __VERSION__}};
    for (const auto& [name, version] : backend::libraryVersions()) versions[name] = version;
    return versions.dump();
}

}  // namespace prososcope::training
