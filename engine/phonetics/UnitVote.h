// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/phonetics/SymbolRuns.h"
#include "engine/phonetics/UnitInventory.h"

namespace prososcope::phonetics {

/// What a CTC network says of each frame: [frames, symbols], row-major, probabilities in the order of an inventory, whose first
/// symbol is the blank.
struct UnitPosteriors {
    std::span<const double> values;
    std::size_t symbols = 0;

    [[nodiscard]] std::size_t frames() const { return symbols == 0 ? 0 : values.size() / symbols; }
};

/// A unit that was heard: the frames in which it is the best symbol, with the highest posterior within them.
using HeardUnit = SymbolRun<double>;

/// Greedy decoding: the best symbol of each frame, repeats merged, then blank and special symbols dropped. So a unit is heard
/// twice in a row only where a blank or a special symbol stands between. Without a language model, as in the paper.
[[nodiscard]] std::vector<HeardUnit> heardUnits(const UnitPosteriors& posteriors);

/// Which symbols of an inventory speak for which emotion. Special symbols, units without a tag and units of other emotions
/// speak for none. A value; any thread.
class EmotionUnits {
public:
    /// tags: of the emotions in the order of their classes, as `emotionTag` gives them.
    EmotionUnits(const UnitInventory& inventory, std::span<const std::string> tags);

    [[nodiscard]] std::size_t emotions() const { return m_emotions; }
    [[nodiscard]] std::size_t symbols() const { return m_emotionOf.size(); }
    [[nodiscard]] std::optional<std::size_t> emotionOf(int symbol) const;

private:
    std::size_t m_emotions;
    std::vector<std::optional<std::size_t>> m_emotionOf;
};

/// What decided a vote.
enum class VoteRule : std::uint8_t {
    Majority,  ///< more units than any other emotion
    Peak,      ///< of those with as many units: the larger sum of the units' highest posteriors
    Marginal,  ///< of those still equal, or of all where no unit was heard: more of the posterior over all frames
    Order,     ///< of those still equal: the first class
};
inline constexpr std::size_t kVoteRuleCount = 4;
[[nodiscard]] std::string_view voteRuleName(VoteRule rule);  ///< "majority", "peak", "marginal", "order"

/// The vote of one utterance with what it was made of; each list has a place for each emotion.
struct EmotionVote {
    std::vector<HeardUnit> units;     ///< those of other or no emotion included
    std::vector<std::size_t> counts;  ///< units heard
    std::vector<double> peaks;        ///< sums of their highest posteriors
    std::vector<double> marginals;    ///< sums over all frames of the posteriors of all of an emotion's units
    VoteRule rule = VoteRule::Order;
    std::size_t emotion = 0;  ///< the class that the vote gives
    std::size_t soft = 0;     ///< the class that the marginals alone give, the first of equal ones

    /// Whether not a single unit voted.
    [[nodiscard]] bool silent() const;
    /// The marginals over their sum; equal shares where they are all 0.
    [[nodiscard]] std::vector<double> softShares() const;
    /// The counts over their sum; the soft shares of a silent one.
    [[nodiscard]] std::vector<double> shares() const;
};

/// Every unit votes for its emotion; the most frequent one is that of the utterance. Ties and utterances of which nothing was
/// heard are decided by the further rules, in their order. What is no number counts as 0. `posteriors` has the symbols of
/// `units`. Pure.
/// Source: the majority vote of "wav2vec 2.0 on emotion-dependent phonetic units"; the paper says nothing of ties.
[[nodiscard]] EmotionVote emotionVote(const UnitPosteriors& posteriors, const EmotionUnits& units);

/// The vote of an utterance whose frames come piece by piece, in memory for its units alone: that of all of its frames at once,
/// however they are cut. Borrows the units.
class UnitVoting {
public:
    explicit UnitVoting(const EmotionUnits& units) : m_units(&units) {}
    /// The next frames; all pieces have the symbols of the units.
    void add(const UnitPosteriors& posteriors);
    /// Of the frames so far.
    [[nodiscard]] EmotionVote vote() const;

private:
    const EmotionUnits* m_units;
    std::vector<HeardUnit> m_runs;  ///< of all symbols
    std::vector<double> m_sums;     ///< of each symbol's posteriors
    std::size_t m_frames = 0;
};

/// How many utterances each rule decided.
struct VoteLog {
    std::array<std::size_t, kVoteRuleCount> byRule{};
    std::size_t silent = 0;  ///< of all: those without a single voting unit

    void add(VoteRule rule, bool wasSilent);
    [[nodiscard]] std::size_t utterances() const;
};

}  // namespace prososcope::phonetics
