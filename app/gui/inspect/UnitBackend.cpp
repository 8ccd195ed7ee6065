// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/UnitBackend.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "engine/backend/TorchBackend.h"

namespace prososcope::gui {

namespace {

constexpr int kLookThreads = 1;
constexpr std::size_t kMostOpened = 3;  ///< of units, of a layer's picture, of attention
constexpr double kLargestNumber = 1e9;

struct UnitBackendWords {
    Q_DECLARE_TR_FUNCTIONS(ShownUnit)
};

std::optional<std::int64_t> wholeNumber(const QJsonValue& value) {
    const double number = value.toDouble(-1.0);
    if (!(number >= 0.0 && number < kLargestNumber) || std::floor(number) != number) return std::nullopt;
    return static_cast<std::int64_t>(number);
}

}  // namespace

QJsonObject ShownUnit::toJson() const {
    QJsonObject json{{"model", model},
                     {"tap", QString::fromStdString(unit.tap)},
                     {"layer", static_cast<qint64>(unit.layer)},
                     {"unit", static_cast<qint64>(unit.unit)}};
    if (untrainedSeed) json["untrained"] = static_cast<qint64>(*untrainedSeed);
    return json;
}

std::optional<ShownUnit> ShownUnit::fromJson(const QJsonObject& json) {
    const auto layer = wholeNumber(json["layer"]);
    const auto unit = wholeNumber(json["unit"]);
    const QString model = json["model"].toString();
    if (model.isEmpty() || !layer || !unit) return std::nullopt;
    ShownUnit shown{model, {}, {json["tap"].toString().toStdString(), static_cast<std::size_t>(*layer), *unit}};
    if (const auto seed = wholeNumber(json["untrained"])) shown.untrainedSeed = static_cast<quint64>(*seed);
    return shown;
}

QString ShownUnit::network() const {
    return untrainedSeed ? UnitBackendWords::tr("%1, untrained", "a network").arg(model) : model;
}

QString ShownUnit::shortCaption(const QString& layer) const {
    const QString tap = QString::fromStdString(unit.tap);
    return layer.isEmpty()
               ? UnitBackendWords::tr("layer %1, unit %2 (%3)").arg(unit.layer + 1).arg(unit.unit + 1).arg(tap)
               : UnitBackendWords::tr("%1, unit %2 (%3)", "layer, unit, tap").arg(layer).arg(unit.unit + 1).arg(tap);
}

QString ShownUnit::caption(const QString& layer) const {
    return UnitBackendWords::tr("%1, %2", "network, unit").arg(network(), shortCaption(layer));
}

UnitBackend UnitBackend::ofEngine(const std::filesystem::path& workspace) {
    UnitBackend made;
    made.networks = [models = workspace / "models"]() -> core::Result<std::vector<UnitNetwork>> {
        auto torch = backend::torchBackend();
        if (!torch) return core::fail(torch.error());
        std::vector<UnitNetwork> networks;
        for (auto& entry : store::findModels(models)) {
            if (!(*torch)->encoders().hasLayers(entry.card)) continue;
            auto info = (*torch)->encoders().describe(entry.card);
            if (info) networks.push_back({std::move(entry), std::move(*info)});
        }
        return networks;
    };
    made.open = [](const store::ModelEntry& model,
                   std::optional<std::uint64_t> untrainedSeed) -> core::Result<std::unique_ptr<backend::Encoder>> {
        auto torch = backend::torchBackend();
        if (!torch) return core::fail(torch.error());
        return (*torch)->encoders().open(model, "cpu", kLookThreads, untrainedSeed);
    };
    return made;
}

core::Result<backend::Encoder*> OpenedNetworks::get(const store::ModelEntry& model,
                                                    std::optional<std::uint64_t> untrainedSeed) {
    const std::string key = model.tensors.string() + '#' + model.card.tensorsSha256 + '#' +
                            (untrainedSeed ? std::to_string(*untrainedSeed) : std::string());
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return entry.key == key; });
    if (found != m_entries.end()) {
        m_entries.splice(m_entries.begin(), m_entries, found);
        return m_entries.front().encoder.get();
    }
    auto opened = m_backend.open(model, untrainedSeed);
    if (!opened) return core::fail(opened.error());
    m_entries.push_front({key, std::move(*opened)});
    if (m_entries.size() > kMostOpened) m_entries.pop_back();
    return m_entries.front().encoder.get();
}

}  // namespace prososcope::gui
