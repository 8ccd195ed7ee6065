// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/iaan/IaanSettings.h"

#include <array>

#include "engine/core/NamedBounds.h"

namespace prososcope::models {

namespace {

constexpr std::int64_t kMostClasses = 1024;

/// The largest network of these has about 150 million weights.
constexpr std::array kIaanBounds = {
    core::NamedBounds{"inputs", 1, 4096, true},     core::NamedBounds{"hidden", 1, 2048, true},
    core::NamedBounds{"attention", 1, 1024, true},  core::NamedBounds{"mlp", 1, 4096, true},
    core::NamedBounds{"dropout", 0.0, 0.95, false}, core::NamedBounds{"mlp_dropout", 0.0, 0.95, false},
};

}  // namespace

std::map<std::string, double> IaanSettings::values() const {
    return {{"inputs", static_cast<double>(inputs)},
            {"hidden", static_cast<double>(hidden)},
            {"attention", static_cast<double>(attention)},
            {"mlp", static_cast<double>(mlp)},
            {"dropout", dropout},
            {"mlp_dropout", mlpDropout}};
}

core::Result<IaanSettings> checkedIaanSettings(const std::map<std::string, double>& values, std::int64_t classes) {
    if (const auto good = core::checkBounds(values, kIaanBounds); !good) return core::fail(good.error());
    if (classes < 2 || classes > kMostClasses) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "A classifier of dialogues cannot have %1 classes; it may have 2 to %2."),
                           {std::to_string(classes), std::to_string(kMostClasses)}});
    }
    IaanSettings settings;
    settings.classes = classes;
    const auto take = [&](const char* name, auto& field) { core::takeNamed(values, name, field); };
    take("inputs", settings.inputs);
    take("hidden", settings.hidden);
    take("attention", settings.attention);
    take("mlp", settings.mlp);
    take("dropout", settings.dropout);
    take("mlp_dropout", settings.mlpDropout);
    return settings;
}

}  // namespace prososcope::models
