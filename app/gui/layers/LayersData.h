// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/gui/layers/LayersSettings.h"
#include "engine/analysis/CorrelationMap.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/experiment/CorrelationTargets.h"
#include "engine/experiment/DifferenceTable.h"
#include "engine/store/ActivationSet.h"
#include "engine/store/ModelCard.h"
#include "engine/store/Workspace.h"
#include "widgets/CorrelationHeatmap.h"
#include "widgets/CorrelationStrip.h"
#include "widgets/UnitScatter.h"

/// What Layers shows, read and computed on threads of a Loader and then shared unchanged.
namespace prososcope::gui {

/// What there is to look at.
struct LayersChoices {
    std::vector<store::ActivationSetEntry> sets;
    std::vector<store::ModelEntry> models;  ///< networks; classical learners have no layers
    std::vector<store::Workspace::CorpusSummary> corpora;

    /// Of the trained network, or of the one with new weights; null where there is none.
    [[nodiscard]] const store::ActivationSetEntry* set(const LayersSettings& settings, bool untrained) const;
    [[nodiscard]] const store::ModelEntry* model(const QString& name) const;
    /// Other stored sets of the same utterances with as many layers and units, the untrained control apart.
    [[nodiscard]] std::vector<const store::ActivationSetEntry*> comparable(const LayersSettings& settings) const;
    /// The one of these with this file name; null where there is none.
    [[nodiscard]] const store::ActivationSetEntry* stored(const LayersSettings& settings) const;
};
[[nodiscard]] core::Result<LayersChoices> loadLayersChoices(const std::filesystem::path& workspace);

/// A stored set with what is known of its utterances.
struct LayersSet {
    store::ActivationSet set;
    /// Its corpus as the workspace has it now, else the labels that came along with the set (CORPUS.csv beside it).
    corpus::Corpus corpus;
    bool known = false;                             ///< there is one
    bool imported = false;                          ///< it is the workspace's
    std::vector<std::ptrdiff_t> utterances;         ///< of each row its place in the corpus; -1: gone
    std::vector<experiment::TargetChoice> targets;  ///< what there is to correlate with
    std::vector<std::string> speakers;              ///< sorted, each once
    std::optional<store::ActivationSet> untrained;  ///< the control
    [[nodiscard]] std::vector<std::int64_t> widths() const;
};
/// Where the utterance of a row is to be heard.
struct UtteranceSound {
    std::filesystem::path path;  ///< empty: the corpus does not have it any more, or labels alone came along
    double startSeconds = 0.0;
    double endSeconds = -1.0;
};
[[nodiscard]] UtteranceSound soundOf(const LayersSet& set, std::size_t row);
/// untrained: the control, kept where it has the same layers and utterances; may be null.
[[nodiscard]] core::Result<std::shared_ptr<const LayersSet>> loadLayersSet(const std::filesystem::path& workspace,
                                                                           const store::ActivationSetEntry& entry,
                                                                           const store::ActivationSetEntry* untrained);

/// The first layers against the last, of one target.
struct LayerContrast {
    int layers = 0;      ///< at each end: three, or as many as half of all; 0: there is one layer only
    double first = 0.0;  ///< mean |r| over their defined units
    double last = 0.0;
    /// Mean over speakers of (first - last), each speaker's from its own map, with the 95 % interval (Student's t over
    /// speakers); NaN with fewer than three speakers.
    double difference = 0.0;
    double low = 0.0;
    double high = 0.0;
    int speakers = 0;
};

/// What a map is of.
struct ShownMap {
    enum class Role {
        Target,
        Control,
        Other,      ///< the target in the activations that are compared with
        Difference  ///< of the two before it, or of two targets
    };
    Role role = Role::Target;
    int target = 0;       ///< of two targets the first
    int difference = -1;  ///< of Role::Difference: which
};

struct LayersResult {
    LayersSettings settings;
    std::shared_ptr<const LayersSet> source;
    std::vector<analysis::CorrelationTarget> targets;  ///< of the maps, values of the set's rows
    QStringList titles;                                ///< of these, translated
    /// Each target's, behind it the one it is compared with, their difference, and its control; at last that of two targets.
    std::shared_ptr<const widgets::HeatmapData> maps;
    std::vector<ShownMap> shown;                           ///< what each of them is
    std::vector<experiment::NamedDifference> differences;  ///< named as the command line names them
    std::optional<store::ActivationSet> other;  ///< that is compared with, where it is not the source's untrained one
    std::vector<std::vector<widgets::SpeakerMap>> speakers;  ///< of each target
    std::vector<LayerContrast> contrasts;                    ///< of each target
    double limit = 0.0;                                      ///< the largest |r| of all maps, rounded up to .05
    double speakerLimit = 0.0;

    /// The map of this target in this role; -1: there is none.
    [[nodiscard]] int find(ShownMap::Role role, int target) const;
    [[nodiscard]] bool hasControl() const { return find(ShownMap::Role::Control, 0) >= 0; }
    [[nodiscard]] int targetOf(int map) const { return shown[static_cast<std::size_t>(map)].target; }
    [[nodiscard]] ShownMap::Role roleOf(int map) const { return shown[static_cast<std::size_t>(map)].role; }
    [[nodiscard]] bool isControl(int map) const { return roleOf(map) == ShownMap::Role::Control; }
    [[nodiscard]] int mapOf(int target) const { return find(ShownMap::Role::Target, target); }
    /// Those of a map's units; null of shuffled labels, of which no utterance has its own.
    [[nodiscard]] const store::ActivationSet* activationsOf(int map) const;
};
/// Correlates. Targets that the set does not have are left out; without any the first ones are taken (valence and arousal where
/// rated, else derived). A comparison that cannot be is left out likewise. other: the file of LayersComparison::With::Stored.
/// Fails with the engine's sentence and with Cancelled.
[[nodiscard]] core::Result<std::shared_ptr<const LayersResult>> computeLayers(std::shared_ptr<const LayersSet> set,
                                                                              const LayersSettings& settings,
                                                                              const std::filesystem::path& other,
                                                                              core::Progress& progress);
/// The rows of a set as the engine takes them. Views of the set.
[[nodiscard]] analysis::ActivationRows rowsOf(const store::ActivationSet& set, store::ActivationPool pool);

/// An utterance that drives a unit's correlation: the product of its standardised activation and its standardised target.
struct DrivingUtterance {
    std::size_t row = 0;
    double product = 0.0;
    std::filesystem::path audio;  ///< empty: not on this machine
};
/// What is known of one unit and one map beyond its numbers.
struct UnitFacts {
    std::vector<widgets::UnitPoint> points;  ///< id: the row
    QString activationTitle;
    std::vector<DrivingUtterance> drivers;  ///< the largest |product| first, at most twelve
};
/// unit: among all layers. Values less their speaker's mean where speakers are pooled, as the correlation takes them; products
/// standardised within each speaker for the mean of Fisher's z. Of a difference those of its first part; of shuffled labels
/// none.
[[nodiscard]] UnitFacts unitFacts(const LayersResult& result, int map, std::size_t unit);

/// A target's name for people: "Arousal", "angry against the rest".
[[nodiscard]] QString targetTitle(const experiment::TargetChoice& choice);
/// "derived from the emotion", or nothing.
[[nodiscard]] QString targetNote(const experiment::TargetChoice& choice);
/// What is shown in a few sentences, to be copied: units that count, first layers against last.
[[nodiscard]] QString layersSentence(const LayersResult& result);
/// How many units of each layer differ, in which direction; one sentence for each difference. Empty where there is none.
[[nodiscard]] QString differencesSentence(const LayersResult& result);
/// "Valence less Arousal".
[[nodiscard]] QString differenceTitle(const QString& first, const QString& second);
/// otherActivations() for people: "untrained", "gate".
[[nodiscard]] QString otherTitle(const store::ActivationSetInfo& of, const store::ActivationSetInfo& other);
/// "all speakers, Fisher z", "speaker 03".
[[nodiscard]] QString speakersText(const LayersSettings& settings);

}  // namespace prososcope::gui
