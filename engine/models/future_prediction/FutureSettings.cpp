// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/future_prediction/FutureSettings.h"

#include <array>

#include "engine/core/NamedBounds.h"

namespace prososcope::models {

namespace {

/// The largest network of these has about 100 million weights in its layers.
constexpr std::array kFutureBounds = {
    core::NamedBounds{"bands", 1, 512, true},    core::NamedBounds{"units", 1, 1024, true},
    core::NamedBounds{"heads", 1, 64, true},     core::NamedBounds{"inner", 1, 4096, true},
    core::NamedBounds{"layers", 1, 12, true},    core::NamedBounds{"dropout", 0.0, 0.95, false},
    core::NamedBounds{"horizon", 1, 1000, true}, core::NamedBounds{"loss", 0, 1, true},
};
constexpr std::array kLstmBounds = {
    core::NamedBounds{"inputs", 1, 16384, true},
    core::NamedBounds{"cells", 1, 1024, true},
    core::NamedBounds{"bidirectional", 0, 1, true},
    core::NamedBounds{"dropout", 0.0, 0.95, false},
};

/// One list for reading and writing, so that a setting cannot be forgotten in either.
template <typename Settings, typename Visit>
void visitFuture(Settings& s, const Visit& visit) {
    visit("bands", s.bands);
    visit("units", s.units);
    visit("heads", s.heads);
    visit("inner", s.inner);
    visit("layers", s.layers);
    visit("dropout", s.dropout);
    visit("horizon", s.horizon);
    visit("loss", s.loss);
}
template <typename Settings, typename Visit>
void visitLstm(Settings& s, const Visit& visit) {
    visit("inputs", s.inputs);
    visit("cells", s.cells);
    visit("bidirectional", s.bidirectional);
    visit("dropout", s.dropout);
}

/// Takes what `values` has of a field.
auto takenFrom(const std::map<std::string, double>& values) {
    return [&values](const char* name, auto& field) { core::takeNamed(values, name, field); };
}
auto putInto(std::map<std::string, double>& values) {
    return [&values](const char* name, const auto& field) { values[name] = static_cast<double>(field); };
}

}  // namespace

std::map<std::string, double> FutureSettings::values() const {
    std::map<std::string, double> result;
    visitFuture(*this, putInto(result));
    return result;
}

core::Result<FutureSettings> checkedFutureSettings(const std::map<std::string, double>& values, std::int64_t classes) {
    if (const auto good = core::checkBounds(values, kFutureBounds); !good) return core::fail(good.error());
    FutureSettings settings;
    settings.classes = classes;
    visitFuture(settings, takenFrom(values));
    if (settings.units % settings.heads != 0) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The %1 units of the model cannot be shared out evenly among %2 heads."),
                           {std::to_string(settings.units), std::to_string(settings.heads)}});
    }
    return settings;
}

std::map<std::string, double> AttentionLstmSettings::values() const {
    std::map<std::string, double> result;
    visitLstm(*this, putInto(result));
    return result;
}

core::Result<AttentionLstmSettings> checkedAttentionLstmSettings(const std::map<std::string, double>& values,
                                                                 std::int64_t classes) {
    if (const auto good = core::checkBounds(values, kLstmBounds); !good) return core::fail(good.error());
    AttentionLstmSettings settings;
    settings.classes = classes;
    visitLstm(settings, takenFrom(values));
    return settings;
}

}  // namespace prososcope::models
