// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/CorrelationMap.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"

/// What the units of a network can be correlated with in a corpus.
namespace prososcope::experiment {

enum class TargetKind {
    Rating,    ///< valence, arousal or dominance as rated, on the corpus's scale
    Number,    ///< a further column of numbers, or the intensity (low 1, normal or medium 2, high or strong 3)
    Category,  ///< an emotion: 1 against 0 for the others
    Derived    ///< valence or arousal, not rated: the place of the emotion on the circumplex
};

/// One thing to correlate with.
struct TargetChoice {
    std::string key;  ///< what --targets takes: "valence", "recognition", "angry", "derived-arousal"
    TargetKind kind = TargetKind::Rating;
    std::string word;            ///< the dimension, column or emotion: "arousal" of "derived-arousal"
    std::size_t utterances = 0;  ///< for which it is known
    std::size_t speakers = 0;    ///< of these
    /// As tables name it: "angry against the rest", "arousal (derived)".
    [[nodiscard]] std::string name() const;
    bool operator==(const TargetChoice&) const = default;
};

/// A place on the circumplex: each -1 .. 1, 0 in the middle.
struct CircumplexPlace {
    double valence = 0.0;
    double arousal = 0.0;
};
/// Of an emotion of corpus::emotionWords; nothing for those that the source does not place (disgusted) and for other words.
[[nodiscard]] std::optional<CircumplexPlace> circumplexPlace(std::string_view emotion);

/// What a corpus can be correlated with: what has at least two different values among the utterances of these ids (none: among
/// all). Ratings, then numbers by name, emotions in their fixed order, derived dimensions.
[[nodiscard]] std::vector<TargetChoice> availableTargets(const corpus::Corpus& corpus,
                                                         std::span<const std::string> utterances = {});

/// The values of each key for each utterance id, in order; NaN where it is not known, also where the corpus does not have the
/// utterance. Fails with a sentence that names what the corpus has where a key is none of `availableTargets`.
[[nodiscard]] core::Result<std::vector<analysis::CorrelationTarget>> correlationTargets(const corpus::Corpus& corpus,
                                                                                        std::span<const std::string> utterances,
                                                                                        std::span<const std::string> keys);

}  // namespace prososcope::experiment
