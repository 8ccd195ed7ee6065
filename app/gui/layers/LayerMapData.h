// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <memory>
#include <vector>

#include "app/gui/layers/LayersData.h"
#include "engine/experiment/UtteranceMap.h"
#include "widgets/PointMarks.h"

/// What the map of utterances in Layers shows, computed on threads of a Loader and then shared unchanged.
namespace prososcope::gui {

/// What is chosen of the map. A value; reading from JSON takes what fits.
struct LayerMapSettings {
    /// As prososcope-cli takes it: a number from 1 or "all"; empty: the last.
    QString layer;
    learn::ProjectionMethod method = learn::ProjectionMethod::PrincipalComponents;
    double perplexity = 30.0;
    QString colour = QStringLiteral("emotion");  ///< name of a column; empty: none
    bool playOnHover = false;
    bool operator==(const LayerMapSettings&) const = default;

    /// The layer among those of a set; nothing for all. What a set does not have is the last.
    [[nodiscard]] std::optional<std::size_t> layerOf(const store::ActivationSetInfo& info) const;
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static LayerMapSettings fromJson(const QJsonObject& json);
};

/// The utterances of one layer in the plane.
struct LayerMapResult {
    std::shared_ptr<const LayersSet> source;
    std::optional<std::size_t> layer;  ///< none: all
    store::ActivationPool pool = store::ActivationPool::Mean;
    std::shared_ptr<const learn::Projection> projection;
    std::shared_ptr<const std::vector<experiment::MapColumn>> columns;
};
/// columns: those of the set where they are known already; null: they are taken too. before: the same places of the same
/// activations, which are taken over; null: they are computed. Fails with the engine's sentence and with Cancelled.
[[nodiscard]] core::Result<std::shared_ptr<const LayerMapResult>> computeLayerMap(
    std::shared_ptr<const LayersSet> set, const LayerMapSettings& settings, store::ActivationPool pool,
    std::shared_ptr<const std::vector<experiment::MapColumn>> columns, std::shared_ptr<const learn::Projection> before,
    core::Progress& progress);

/// "Layer 3 (gated 3)", "All layers".
[[nodiscard]] QString layerTitle(const store::ActivationSetInfo& info, std::optional<std::size_t> layer);
/// The name of a column for people: "Class", "Arousal, derived".
[[nodiscard]] QString columnTitle(const experiment::MapColumn& column);
/// What is known of an utterance, a line for each of the first columns.
[[nodiscard]] QString knownOf(const std::vector<experiment::MapColumn>& columns, std::size_t row);
/// The colours of a column; of null none.
[[nodiscard]] widgets::PointColouring colouringOf(const experiment::MapColumn* column);
/// What is shown and how far it may be believed, in a few sentences to be copied.
[[nodiscard]] QString layerMapSentence(const LayerMapResult& result);

}  // namespace prososcope::gui
