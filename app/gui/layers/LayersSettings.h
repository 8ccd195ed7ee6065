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

/// With what each map is compared, unit by unit.
struct LayersComparison {
    enum class With {
        Nothing,
        Target,     ///< one target less another, of the same activations
        Untrained,  ///< each target in the network less that in the untrained one
        Stored      ///< each target here less that in another stored set of the same utterances
    };
    With with = With::Nothing;
    QString first, second;  ///< of Target: keys
    QString file;           ///< of Stored: the name of the set's file
    bool operator==(const LayersComparison&) const = default;
    [[nodiscard]] bool ofActivations() const { return with == With::Untrained || with == With::Stored; }

    /// As it stands in choosers and in the state; fromText takes what fits.
    [[nodiscard]] QString toText() const;
    [[nodiscard]] static LayersComparison fromText(const QString& text);
};

/// Order of the units that is no target's: those that go together side by side.
inline constexpr const char* kClusteredOrder = "#clustered";
/// Permutations where some are asked for.
inline constexpr int kPermutations = 1000;

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
    bool permutations = false;    ///< of max |r| within speakers
    bool byPermutations = false;  ///< what counts follows them instead of `correction`; they are there then
    bool allTargets = false;      ///< corrected over all maps together
    LayersControl control = LayersControl::None;
    LayersComparison comparison;
    // How the maps are drawn; no correlation is computed anew for these.
    QString order;  ///< key of the target by whose r units are sorted, or kClusteredOrder; empty: as they are
    bool absolute = false;

    bool operator==(const LayersSettings&) const = default;
    /// Whether the same numbers are shown.
    [[nodiscard]] bool sameNumbers(const LayersSettings& other) const;
    /// Whether they are of the same activations.
    [[nodiscard]] bool sameSet(const LayersSettings& other) const;
    [[nodiscard]] analysis::CorrelationSettings forEngine() const;
    /// Of differences and of single speakers, which have no permutations: Holm's correction stands for theirs.
    [[nodiscard]] analysis::CorrelationSettings withoutPermutations() const;
    [[nodiscard]] bool isClustered() const { return order == QLatin1String(kClusteredOrder); }

    /// What tells prososcope-cli correlate the same of targets, speakers and statistics; of a difference without permutations.
    [[nodiscard]] QStringList forCommandLine(const QStringList& of, bool difference) const;

    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static LayersSettings fromJson(const QJsonObject& json);
};

/// "BH q = .05", "Bonferroni, p < .05", "uncorrected, p < .05".
[[nodiscard]] QString correctionText(const std::optional<analysis::Correction>& correction, double alpha);
/// "max |r| of 1000 permutations, p < .05".
[[nodiscard]] QString permutationText(double alpha);
/// What "adjusted" means with these settings: one of both, and over what.
[[nodiscard]] QString correctionText(const LayersSettings& settings, double alpha);

}  // namespace prososcope::gui
