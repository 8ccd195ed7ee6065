// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/store/Workspace.h"

namespace prososcope::store {

/// A person's way through a corpus: every utterance once, in a random order of this round's own. The person hears the
/// utterances and is shown neither labels nor predictions.
struct RatingRound {
    std::int64_t id = 0;
    std::string corpus;
    std::string rater;
    std::vector<std::string> classes;  ///< to choose from; empty: valence and arousal are traced while the sound plays
    std::uint64_t seed = 1;            ///< of the order
    std::string startedAt;             ///< UTC, ISO 8601
    std::int64_t rated = 0;
    [[nodiscard]] bool isTraced() const { return classes.empty(); }
};

/// Where the pointer was at a moment of the sound; -1 to 1, pleasant and excited are up.
struct TracePoint {
    float seconds = 0.0F;  ///< of the sound as it was heard, from the utterance's start
    float valence = 0.0F;
    float arousal = 0.0F;
    bool operator==(const TracePoint&) const = default;
};

/// What a person said of one utterance.
struct Rating {
    std::string utterance;          ///< Utterance::id
    std::string label;              ///< one of the round's classes
    std::vector<TracePoint> trace;  ///< of a traced round, by increasing seconds
    double reactionSeconds = 0.0;   ///< from the sound's start to the answer; of a trace, to the first movement
    int plays = 1;                  ///< how often it was heard before
    std::string ratedAt;            ///< UTC; set by saveRating
};
/// Means over the time that a trace covers; nothing without points. `delaySeconds` is what people take to follow a sound with
/// their hand: points before it are left out, where later ones are there.
struct TraceMeans {
    double valence = 0.0;
    double arousal = 0.0;
};
inline constexpr double kHandSeconds = 0.5;  ///< unless somebody says otherwise, in the window as on the command line
[[nodiscard]] std::optional<TraceMeans> traceMeans(const std::vector<TracePoint>& trace, double delaySeconds);

/// Begins a round; id, startedAt and rated are set here. Fails where the corpus is not there, the rater has no name, or a class
/// is empty or there twice.
[[nodiscard]] core::Result<RatingRound> startRatingRound(Workspace& workspace, RatingRound round);
/// The rounds of a corpus, newest first.
[[nodiscard]] core::Result<std::vector<RatingRound>> ratingRounds(const Workspace& workspace, std::string_view corpus);
/// Ids of all utterances of the round's corpus in the round's order.
[[nodiscard]] core::Result<std::vector<std::string>> ratingOrder(const Workspace& workspace, const RatingRound& round);
/// Takes the place of an earlier rating of the utterance in this round.
core::Status saveRating(Workspace& workspace, std::int64_t round, Rating rating);
/// Takes a rating back. Nothing happens where there is none.
core::Status removeRating(Workspace& workspace, std::int64_t round, std::string_view utterance);
/// In the order in which they were made.
[[nodiscard]] core::Result<std::vector<Rating>> ratings(const Workspace& workspace, std::int64_t round);
/// Removes a round with all its ratings.
core::Status removeRatingRound(Workspace& workspace, std::int64_t round);

/// Makes what raters said the labels of the corpus, as edits that can be undone together (see LabelEdits.h): of classes the one
/// chosen most often, where two are chosen equally often none; of traces the means over raters, put on the corpus's scale where
/// it has one. Of several rounds of a rater the newest counts. Gives the batch of edits, 0 where nothing changes.
[[nodiscard]] core::Result<std::int64_t> adoptRatings(Workspace& workspace, std::string_view corpus, double delaySeconds,
                                                      core::Progress& progress);
/// The newest round of every rater that has ratings, of classes or traced.
[[nodiscard]] core::Result<std::vector<RatingRound>> newestRounds(const Workspace& workspace, std::string_view corpus,
                                                                  bool traced);

}  // namespace prososcope::store
