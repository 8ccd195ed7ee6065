// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <optional>

#include "engine/analysis/CorrelationMap.h"
#include "engine/store/ActivationSet.h"

namespace prososcope::gui {

/// What stands beside each map for comparison.
enum class LayersControl {
    None,
    ShuffledLabels,   ///< the target's values change places within each speaker
    UntrainedNetwork  ///< the same network with weights that have learned nothing
};

/// Everything that is chosen in Layers. A value; reading from JSON takes what fits.
struct LayersSettings {
    QString encoder;  ///< a model's name
    QString tap;      ///< empty: the network's usual one
    QString corpus;
    store::ActivationPool pool = store::ActivationPool::Mean;
    QStringList targets;  ///< keys (see experiment::TargetChoice)
    analysis::SpeakerPooling pooling = analysis::SpeakerPooling::FisherZ;
    QString speaker;  ///< of SpeakerPooling::One
    analysis::CorrelationKind kind = analysis::CorrelationKind::Pearson;
    bool partialDuration = false;
    bool partialLevel = false;
    std::optional<analysis::Correction> correction = analysis::Correction::BenjaminiHochberg;
    LayersControl control = LayersControl::None;
    // How the maps are drawn; nothing is computed anew for these.
    QString order;  ///< key of the target by whose r units are sorted; empty: as they are
    bool absolute = false;

    bool operator==(const LayersSettings&) const = default;
    /// Whether the same numbers are shown.
    [[nodiscard]] bool sameNumbers(const LayersSettings& other) const;
    /// Whether they are of the same activations.
    [[nodiscard]] bool sameSet(const LayersSettings& other) const;
    [[nodiscard]] analysis::CorrelationSettings forEngine() const;

    /// What tells prososcope-cli correlate the same of targets, speakers and statistics.
    [[nodiscard]] QStringList forCommandLine() const;

    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static LayersSettings fromJson(const QJsonObject& json);
};

/// "BH q = .05", "Bonferroni, p < .05", "uncorrected, p < .05".
[[nodiscard]] QString correctionText(const std::optional<analysis::Correction>& correction, double alpha);

}  // namespace prososcope::gui
