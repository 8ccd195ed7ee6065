// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <filesystem>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/backend/UnitTrace.h"
#include "engine/store/ModelCard.h"

namespace prososcope::gui {

/// A unit that Inspect shows over time. Values.
struct ShownUnit {
    QString model;  ///< its name
    std::optional<quint64> untrainedSeed;
    backend::UnitChoice unit;

    bool operator==(const ShownUnit&) const = default;
    [[nodiscard]] QJsonObject toJson() const;
    /// Nothing where no model is named or a number is none.
    [[nodiscard]] static std::optional<ShownUnit> fromJson(const QJsonObject& json);
    /// "emodb-4class, block 3, unit 17 (gate)"; `layer` is its name, or empty where it is not known.
    [[nodiscard]] QString caption(const QString& layer) const;
    /// The same without the model.
    [[nodiscard]] QString shortCaption(const QString& layer) const;
    /// "emodb-4class", or "emodb-4class, untrained".
    [[nodiscard]] QString network() const;
};

/// A model whose layers can be looked at.
struct UnitNetwork {
    store::ModelEntry entry;
    backend::EncoderInfo info;
};

/// How Inspect reaches the units of networks, so that tests put one of their own in the place of LibTorch. `networks` is called
/// on a loader's thread, `open` within a look. Errors are those of the functions behind.
struct UnitBackend {
    std::function<core::Result<std::vector<UnitNetwork>>()> networks;
    std::function<core::Result<std::unique_ptr<backend::Encoder>>(const store::ModelEntry&,
                                                                  std::optional<std::uint64_t> untrainedSeed)>
        open;

    /// The program's own: the networks of a workspace and those bundled, run by LibTorch.
    [[nodiscard]] static UnitBackend ofEngine(const std::filesystem::path& workspace);
};

/// Networks that looks have opened, a few of them, so that none is opened twice. What is in it belongs to the look thread.
class OpenedNetworks {
public:
    explicit OpenedNetworks(UnitBackend backend) : m_backend(std::move(backend)) {}
    /// Opens it unless it is opened. Good until the next call.
    core::Result<backend::Encoder*> get(const store::ModelEntry& model, std::optional<std::uint64_t> untrainedSeed);

private:
    struct Entry {
        std::string key;
        std::unique_ptr<backend::Encoder> encoder;
    };
    UnitBackend m_backend;
    std::list<Entry> m_entries;  ///< most recent first
};

}  // namespace prososcope::gui
