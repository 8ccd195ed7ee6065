// SPDX-License-Identifier: GPL-3.0-or-later
// How a regression on units lies on disk.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

#include "engine/backend/UnitRegression.h"
#include "engine/core/Csv.h"
#include "engine/core/Hash.h"
#include "engine/store/Safetensors.h"

namespace prososcope::backend {

namespace {

using core::ErrorKind;
using core::fail;

constexpr std::size_t kMostTargets = 16;
constexpr std::int64_t kMostUnits = 1 << 22;
constexpr std::size_t kLongestName = 256;
constexpr std::size_t kHashLength = 64;
constexpr const char* kErrorSetting = "rmse.";

std::string tensorName(std::size_t target, const char* what) { return std::to_string(target) + "." + what; }

template <typename T>
std::span<const std::byte> bytesOf(const std::vector<T>& values) {
    return std::as_bytes(std::span<const T>(values));
}

template <typename T>
std::vector<T> valuesOf(const store::TensorView& tensor) {
    std::vector<T> values(tensor.elements());
    if (!values.empty()) std::memcpy(values.data(), tensor.bytes.data(), tensor.bytes.size());
    return values;
}

/// What a file holds, or why it is not such a model's.
class Reader {
public:
    Reader(const store::ModelEntry& entry, const store::SafetensorsFile& file) : m_card(entry.card), m_file(file) {}

    bool read(UnitRegression& regression) {
        const auto text = [&](const char* key) {
            const auto found = m_file.metadata().find(key);
            return found == m_file.metadata().end() || found->second.size() > kLongestName ? std::string() : found->second;
        };
        regression.encoder = text("encoder");
        regression.encoderSha256 = text("encoder_sha256");
        regression.tap = text("tap");
        const auto units = core::parseNumber(text("units"));
        if (text("kind") != kUnitRegressionKind) return refuse("kind");
        if (regression.encoder.empty() || regression.tap.empty()) return refuse("encoder or tap");
        if (text("pool") != "mean") return refuse("pool");
        if (regression.encoderSha256.size() != kHashLength) return refuse("encoder_sha256");
        if (!units || !(*units >= 1.0) || !(*units <= static_cast<double>(kMostUnits)) || *units != std::floor(*units))
            return refuse("units");
        regression.units = static_cast<std::int64_t>(*units);
        const auto& dimensions = m_card.dimensions;
        if (dimensions.empty() || dimensions.size() > kMostTargets) return refuse("dimensions");
        if (m_file.tensors().size() != 2 * dimensions.size()) return refuse("number of tensors");
        for (std::size_t i = 0; i < dimensions.size(); ++i) {
            if (!readTarget(i, regression)) return false;
        }
        return true;
    }
    [[nodiscard]] const std::string& problem() const { return m_problem; }

private:
    bool refuse(std::string what) {
        m_problem = std::move(what);
        return false;
    }

    bool readTarget(std::size_t i, UnitRegression& regression) {
        const auto& dimension = m_card.dimensions[i];
        UnitTarget target{dimension.name, dimension.low, dimension.high, false, {}, 0.0};
        if (!std::isfinite(target.low) || !std::isfinite(target.high)) return refuse("scale of " + target.name);
        const auto setting = [&](const char* prefix) {
            const auto found = m_card.settings.find(prefix + target.name);
            return found == m_card.settings.end() ? 0.0 : found->second;
        };
        target.derived = isDerivedDimension(m_card, target.name);
        target.error = setting(kErrorSetting);
        if (!std::isfinite(target.error) || target.error < 0.0) return refuse("error of " + target.name);
        const auto* columns = m_file.find(tensorName(i, "units"));
        const auto* weights = m_file.find(tensorName(i, "weights"));
        if (columns == nullptr || columns->type != store::TensorType::Int64 || columns->shape.size() != 1 ||
            columns->shape[0] < 1 || columns->shape[0] > regression.units)
            return refuse(tensorName(i, "units"));
        if (weights == nullptr || weights->type != store::TensorType::Float64 || weights->shape.size() != 1 ||
            weights->shape[0] != columns->shape[0] + 1)
            return refuse(tensorName(i, "weights"));
        std::set<std::int64_t> known;
        for (const auto column : valuesOf<std::int64_t>(*columns)) {
            if (column < 0 || column >= regression.units || !known.insert(column).second)
                return refuse("unit " + std::to_string(column));
            target.regression.columns.push_back(static_cast<std::size_t>(column));
        }
        target.regression.weights = valuesOf<double>(*weights);
        if (!std::all_of(target.regression.weights.begin(), target.regression.weights.end(),
                         [](double weight) { return std::isfinite(weight); }))
            return refuse("a weight that is no number");
        target.regression.intercept = target.regression.weights.back();
        target.regression.weights.pop_back();
        regression.targets.push_back(std::move(target));
        return true;
    }

    const store::ModelCard& m_card;
    const store::SafetensorsFile& m_file;
    std::string m_problem;
};

}  // namespace

core::Status saveUnitRegression(const UnitRegression& regression, const std::filesystem::path& stem, store::ModelCard card) {
    card.kind = kUnitRegressionKind;
    card.classes.clear();
    card.dimensions.clear();
    card.settings.clear();
    std::vector<std::vector<std::int64_t>> units;
    std::vector<std::vector<double>> weights;
    for (const auto& target : regression.targets) {
        card.dimensions.push_back({target.name, target.low, target.high});
        if (target.derived) card.settings[derivedSetting(target.name)] = 1.0;
        card.settings[kErrorSetting + target.name] = target.error;
        card.settings["units." + target.name] = static_cast<double>(target.regression.columns.size());
        units.emplace_back(target.regression.columns.begin(), target.regression.columns.end());
        weights.push_back(target.regression.weights);
        weights.back().push_back(target.regression.intercept);
    }
    std::vector<store::TensorView> tensors;
    for (std::size_t i = 0; i < units.size(); ++i) {
        tensors.push_back({tensorName(i, "units"),
                           store::TensorType::Int64,
                           {static_cast<std::int64_t>(units[i].size())},
                           bytesOf(units[i])});
        tensors.push_back({tensorName(i, "weights"),
                           store::TensorType::Float64,
                           {static_cast<std::int64_t>(weights[i].size())},
                           bytesOf(weights[i])});
    }
    auto goal = stem;
    goal += ".safetensors";
    const std::map<std::string, std::string> metadata{{"kind", kUnitRegressionKind},
                                                      {"encoder", regression.encoder},
                                                      {"encoder_sha256", regression.encoderSha256},
                                                      {"tap", regression.tap},
                                                      {"pool", "mean"},
                                                      {"units", std::to_string(regression.units)}};
    if (auto written = store::writeSafetensors(goal, tensors, metadata); !written) return written;
    core::Progress silent;
    auto hash = core::hashFile(goal, silent);
    if (!hash) return fail(hash.error());
    card.tensorsSha256 = std::move(*hash);
    auto json = stem;
    json += ".json";
    return store::writeModelCard(json, card);
}

core::Result<UnitRegression> loadUnitRegression(const store::ModelEntry& entry) {
    core::Progress silent;
    const auto hash = core::hashFile(entry.tensors, silent);
    if (!hash) return fail(hash.error());
    if (*hash != entry.card.tensorsSha256) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "%1 is not the file that its card describes: it was changed or cut short. Get the model again."),
             {entry.tensors.string()}});
    }
    const auto file = store::SafetensorsFile::open(entry.tensors);
    if (!file) return fail(file.error());
    UnitRegression regression;
    Reader reader(entry, *file);
    if (reader.read(regression)) return regression;
    return fail(ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "%1 holds no regression on units that fits its card. Get the model again."),
                 {entry.tensors.string()}},
                reader.problem());
}

std::string errorMetric(const std::string& dimension) { return "RMSE " + dimension; }

const store::Figure* errorFigure(const store::ModelCard& card, const std::string& dimension) {
    if (card.kind != kUnitRegressionKind) return nullptr;
    const auto found = std::find_if(card.figures.begin(), card.figures.end(),
                                    [&](const store::Figure& figure) { return figure.metric == errorMetric(dimension); });
    return found == card.figures.end() ? nullptr : &*found;
}

std::string derivedSetting(const std::string& dimension) { return "derived." + dimension; }

bool isDerivedDimension(const store::ModelCard& card, const std::string& dimension) {
    const auto found = card.settings.find(derivedSetting(dimension));
    return found != card.settings.end() && found->second == 1.0;
}

}  // namespace prososcope::backend
