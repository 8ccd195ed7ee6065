// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Versions.h"

#include "engine/core/Log.h"

#include <nlohmann/json.hpp>
#include <torch/version.h>

namespace prososcope::training {

std::string versionsJson() {
    return nlohmann::json{{"prososcope", core::programVersion()}, {"libtorch", TORCH_VERSION}, {"compiler", __VERSION__}}.dump();
}

}  // namespace prososcope::training
