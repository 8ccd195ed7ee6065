// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/UnitVote.h"

#include <algorithm>
#include <numeric>

#include "engine/phonetics/Units.h"

namespace prososcope::phonetics {

namespace {

/// Those among `candidates` whose value is the largest.
template <typename Value>
std::vector<std::size_t> best(const std::vector<std::size_t>& candidates, const std::vector<Value>& values) {
    std::vector<std::size_t> result;
    for (const auto each : candidates) {
        if (!result.empty() && values[each] < values[result.front()]) continue;
        if (!result.empty() && values[each] > values[result.front()]) result.clear();
        result.push_back(each);
    }
    return result;
}

double orZero(double value) { return std::isnan(value) ? 0.0 : value; }

std::vector<double> sharesOf(const std::vector<double>& values) {
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    std::vector<double> shares(values.size(), 1.0 / static_cast<double>(std::max<std::size_t>(1, values.size())));
    for (std::size_t i = 0; sum > 0.0 && i < shares.size(); ++i) shares[i] = values[i] / sum;
    return shares;
}

void decide(EmotionVote& vote) {
    std::vector<std::size_t> all(vote.counts.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    vote.soft = best(all, vote.marginals).front();
    vote.rule = VoteRule::Majority;
    auto left = best(all, vote.counts);
    const bool heard = vote.counts[left.front()] > 0;
    if (heard && left.size() > 1) {
        vote.rule = VoteRule::Peak;
        left = best(left, vote.peaks);
    }
    if (!heard || left.size() > 1) {
        vote.rule = VoteRule::Marginal;
        left = best(left, vote.marginals);
    }
    if (left.size() > 1) vote.rule = VoteRule::Order;
    vote.emotion = left.front();
}

std::vector<HeardUnit> unitsAmong(std::vector<HeardUnit> runs) {
    std::erase_if(runs, [](const HeardUnit& run) { return run.symbol < UnitInventory::kFirstUnit; });
    return runs;
}

}  // namespace

std::vector<HeardUnit> heardUnits(const UnitPosteriors& posteriors) {
    return unitsAmong(symbolRuns(posteriors.values, posteriors.symbols));
}

EmotionUnits::EmotionUnits(const UnitInventory& inventory, std::span<const std::string> tags)
    : m_emotions(tags.size()), m_emotionOf(inventory.size()) {
    for (std::size_t i = UnitInventory::kFirstUnit; i < m_emotionOf.size(); ++i) {
        const auto tag = splitUnit(inventory.symbols()[i]).second;
        const auto found = std::find(tags.begin(), tags.end(), tag);
        if (!tag.empty() && found != tags.end()) m_emotionOf[i] = static_cast<std::size_t>(found - tags.begin());
    }
}

std::optional<std::size_t> EmotionUnits::emotionOf(int symbol) const {
    const auto place = static_cast<std::size_t>(symbol);
    return symbol >= 0 && place < m_emotionOf.size() ? m_emotionOf[place] : std::nullopt;
}

std::string_view voteRuleName(VoteRule rule) {
    constexpr std::array<std::string_view, kVoteRuleCount> kNames = {"majority", "peak", "marginal", "order"};
    return kNames[static_cast<std::size_t>(rule)];
}

bool EmotionVote::silent() const {
    return std::all_of(counts.begin(), counts.end(), [](std::size_t count) { return count == 0; });
}

std::vector<double> EmotionVote::softShares() const { return sharesOf(marginals); }

std::vector<double> EmotionVote::shares() const { return silent() ? softShares() : sharesOf({counts.begin(), counts.end()}); }

void UnitVoting::add(const UnitPosteriors& posteriors) {
    for (auto run : symbolRuns(posteriors.values, posteriors.symbols)) {
        run.begin += m_frames;
        run.end += m_frames;
        if (!m_runs.empty() && m_runs.back().symbol == run.symbol) {  // runs cover all frames, so they touch
            m_runs.back().end = run.end;
            if (run.peak > m_runs.back().peak) m_runs.back().peak = run.peak;
        } else {
            m_runs.push_back(run);
        }
    }
    m_sums.resize(std::max(m_sums.size(), posteriors.symbols));
    for (std::size_t symbol = 0; symbol < posteriors.symbols; ++symbol) {
        for (std::size_t frame = 0; frame < posteriors.frames(); ++frame)
            m_sums[symbol] += orZero(posteriors.values[frame * posteriors.symbols + symbol]);
    }
    m_frames += posteriors.frames();
}

EmotionVote UnitVoting::vote() const {
    EmotionVote vote;
    const std::size_t places = std::max<std::size_t>(1, m_units->emotions());
    vote.counts.resize(places);
    vote.peaks.resize(places);
    vote.marginals.resize(places);
    vote.units = unitsAmong(m_runs);
    for (const auto& unit : vote.units) {
        const auto emotion = m_units->emotionOf(unit.symbol);
        if (!emotion) continue;
        ++vote.counts[*emotion];
        vote.peaks[*emotion] += orZero(unit.peak);
    }
    for (std::size_t symbol = 0; symbol < m_sums.size(); ++symbol) {
        if (const auto emotion = m_units->emotionOf(static_cast<int>(symbol))) vote.marginals[*emotion] += m_sums[symbol];
    }
    decide(vote);
    return vote;
}

EmotionVote emotionVote(const UnitPosteriors& posteriors, const EmotionUnits& units) {
    UnitVoting voting(units);
    voting.add(posteriors);
    return voting.vote();
}

void VoteLog::add(VoteRule rule, bool wasSilent) {
    ++byRule[static_cast<std::size_t>(rule)];
    if (wasSilent) ++silent;
}

std::size_t VoteLog::utterances() const { return std::accumulate(byRule.begin(), byRule.end(), std::size_t{0}); }

}  // namespace prososcope::phonetics
