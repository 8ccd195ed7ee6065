// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/analysis/MultipleTests.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"

/// Correlations of every unit of every layer with something known of each utterance: the heatmaps of the neural-features paper
/// (valence and arousal), with the statistics that say what may be believed of them.
namespace prososcope::analysis {

/// What the units are correlated with. A category becomes 1 against 0 for the rest.
struct CorrelationTarget {
    std::string name;            ///< "valence", "angry against the rest"
    std::vector<double> values;  ///< of each row; NaN: not known, the row is left out for this target
    bool derived = false;        ///< not rated: made from the category by the circumplex
};

enum class CorrelationKind { Pearson, Spearman };
enum class SpeakerPooling {
    One,      ///< the rows of one speaker
    FisherZ,  ///< of each speaker by itself, then the mean of Fisher's z with its interval between speakers
    Centred,  ///< all rows, each speaker's mean taken off activations and targets, which takes a degree of freedom a speaker
    Raw       ///< all rows as they are: speakers' means confound it, which is said
};

struct CorrelationSettings {
    CorrelationKind kind = CorrelationKind::Pearson;
    SpeakerPooling pooling = SpeakerPooling::FisherZ;
    std::string speaker;           ///< of SpeakerPooling::One
    bool partialDuration = false;  ///< what duration explains is taken off both sides first (of FisherZ in each speaker)
    bool partialLevel = false;     ///< likewise the level
    std::optional<Correction> correction = Correction::BenjaminiHochberg;  ///< none: p as it is
    bool familyOfAllTargets = false;    ///< corrected over all maps together instead of each by itself
    double alpha = 0.05;                ///< level, or the false discovery rate
    int permutations = 0;               ///< of max |r|, within speakers; 0: none
    bool adjustByPermutations = false;  ///< what counts follows the permutations, of which there must be some, not `correction`
    std::uint64_t seed = 1;             ///< of permutations and shuffled labels
    bool shuffledLabels = false;        ///< a control: the target's values change places within each speaker
    int threads = 1;
};

/// One target's map. Every vector has one value for each unit, layers one behind the other; NaN is undefined (a constant unit,
/// fewer than four rows), never 0.
struct CorrelationMap {
    std::string target;
    bool derived = false;
    std::vector<float> r;
    std::vector<double> p;             ///< two-sided: t with n - 2 (- controls) degrees of freedom, of Centred n - 1 - speakers
                                       ///< (- controls); of FisherZ t on z over speakers
    std::vector<double> adjusted;      ///< corrected, or `permuted` where that is asked for
    std::vector<double> permuted;      ///< family-wise, by max |r|; empty without permutations
    std::vector<float> low, high;      ///< 95 % interval
    std::vector<float> heterogeneity;  ///< I^2 in 0 .. 1, FisherZ only
    std::vector<std::uint16_t> sameSign;       ///< speakers whose r has the sign of the mean, FisherZ only
    std::size_t n = 0;                         ///< rows used
    std::size_t speakers = 0;                  ///< with enough rows
    std::vector<std::string> speakersLeftOut;  ///< with fewer than four rows or one value of the target
    double critical = 0.0;           ///< |r| at which p = alpha, uncorrected; of FisherZ where speakers differ by chance
    double criticalCorrected = 0.0;  ///< smallest |r| that counts after the correction; NaN where none does
    double zError = 0.0;             ///< standard error of Fisher's z of r; NaN of FisherZ, where each unit has its own
    [[nodiscard]] bool counts(std::size_t unit, double alpha) const;  ///< adjusted p at most alpha
};

/// Rows of activations with whom they are of. Views: what they point to must outlive the call.
struct ActivationRows {
    std::span<const float> values;  ///< [rows, units], row-major
    std::size_t units = 0;
    std::span<const std::string> speakers;  ///< of each row
    std::span<const double> seconds;        ///< may be empty without partial correlations
    std::span<const double> levelDb;
};

/// One map for each target. Fails with a sentence that names what is wrong: another number of rows, activations that are not
/// finite, a speaker without rows, a target with one value alone. Cancelled between blocks of units.
[[nodiscard]] core::Result<std::vector<CorrelationMap>> correlationMaps(const ActivationRows& rows,
                                                                        std::span<const CorrelationTarget> targets,
                                                                        const CorrelationSettings& settings,
                                                                        core::Progress& progress);

/// What one layer is worth.
struct LayerProfile {
    double meanR = 0.0;     ///< mean |r| over its defined units; NaN, as the next two, where there is none
    double largestR = 0.0;  ///< largest |r|
    double share = 0.0;     ///< of defined units that count after the correction
    std::size_t defined = 0;
};
/// widths: units of each layer.
[[nodiscard]] std::vector<LayerProfile> layerProfiles(const CorrelationMap& map, std::span<const std::int64_t> widths,
                                                      double alpha);

}  // namespace prososcope::analysis
