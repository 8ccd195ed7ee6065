// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/gcu_asr/GcuSettings.h"

#include <array>

#include "engine/core/NamedBounds.h"

namespace prososcope::models {

namespace {

/// The largest network of these has about 100 million weights.
constexpr std::array kGcuBounds = {
    core::NamedBounds{"inputs", 1, 256, true},  core::NamedBounds{"units", 1, 512, true},
    core::NamedBounds{"kernel", 1, 15, true},   core::NamedBounds{"blocks", 1, 8, true},
    core::NamedBounds{"dilations", 1, 8, true},
};

}  // namespace

std::map<std::string, double> GcuSettings::values() const {
    return {{"inputs", static_cast<double>(inputs)},
            {"units", static_cast<double>(units)},
            {"kernel", static_cast<double>(kernel)},
            {"blocks", static_cast<double>(blocks)},
            {"dilations", static_cast<double>(dilations.size())}};
}

core::Result<GcuSettings> checkedGcuSettings(const std::map<std::string, double>& values, std::int64_t classes) {
    if (const auto good = core::checkBounds(values, kGcuBounds); !good) return core::fail(good.error());
    GcuSettings settings;
    settings.classes = classes;
    const auto take = [&](const char* name, auto& field) { core::takeNamed(values, name, field); };
    take("inputs", settings.inputs);
    take("units", settings.units);
    take("kernel", settings.kernel);
    take("blocks", settings.blocks);
    auto count = static_cast<std::int64_t>(settings.dilations.size());
    take("dilations", count);
    if (settings.kernel % 2 == 0) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "The setting kernel is %1, but a frame needs as many neighbours before it as behind it: "
                          "take an odd number."),
             {std::to_string(settings.kernel)}});
    }
    settings.dilations.clear();
    for (std::int64_t i = 0; i < count; ++i) settings.dilations.push_back(std::int64_t{1} << i);
    return settings;
}

}  // namespace prososcope::models
