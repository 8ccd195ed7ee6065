// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/Folds.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "engine/core/Join.h"
#include "engine/core/Random.h"

namespace prososcope::corpus {

namespace {

using core::ErrorKind;
using core::fail;
using Words = std::vector<std::string>;

bool contains(const Words& sorted, const std::string& word) { return std::binary_search(sorted.begin(), sorted.end(), word); }

/// Runs of neighbours whose sizes differ by at most one.
std::vector<Words> neighbours(const Words& names, std::size_t groups) {
    std::vector<Words> sets(groups);
    std::size_t next = 0;
    for (std::size_t g = 0; g < groups; ++g) {
        const std::size_t size = names.size() / groups + (g < names.size() % groups ? 1 : 0);
        for (std::size_t i = 0; i < size; ++i) sets[g].push_back(names[next++]);
    }
    return sets;
}

/// Draws `count` speakers, each time from the gender with most speakers left and, among equals, the fewest drawn, so that
/// both the training part and the inner part stay balanced.
Words drawSpeakers(const Words& candidates, const std::map<std::string, std::string>& genders, std::size_t count,
                   core::Random& random) {
    struct Pool {
        Words left;
        std::size_t drawn = 0;
    };
    std::map<std::string, Pool> byGender;
    for (const auto& speaker : candidates) byGender[genders.at(speaker)].left.push_back(speaker);
    std::vector<Pool> pools;
    for (auto& [gender, pool] : byGender) pools.push_back(std::move(pool));
    for (auto& pool : pools) random.shuffle(std::span(pool.left));
    random.shuffle(std::span(pools));  // equals in every respect are taken in random order
    Words drawn;
    while (drawn.size() < count) {
        const auto worse = [](const Pool& a, const Pool& b) {
            return a.left.size() != b.left.size() ? a.left.size() < b.left.size() : a.drawn > b.drawn;
        };
        Pool& pool = *std::max_element(pools.begin(), pools.end(), worse);
        drawn.push_back(pool.left.back());
        pool.left.pop_back();
        ++pool.drawn;
    }
    std::sort(drawn.begin(), drawn.end());
    return drawn;
}

enum class Part : unsigned char { None, Train, Inner, Test };

/// A fold as a part for each utterance.
struct Plan {
    std::string name;
    std::vector<Part> parts;
};

using Plans = core::Result<std::vector<Plan>>;

/// One splitting: what is known of the utterances, and a function for each kind of protocol.
class Splitter {
public:
    Splitter(const std::vector<Utterance>& utterances, const FoldSettings& settings)
        : m_utterances(utterances), m_settings(settings) {
        std::set<std::string> sessions;
        for (const auto& utterance : utterances) {
            m_classes.insert(utterance.emotion);
            if (!utterance.session.empty()) sessions.insert(utterance.session);
            if (utterance.speaker.empty()) continue;
            auto& gender = m_genders[utterance.speaker];
            if (gender.empty()) gender = utterance.gender;
        }
        for (const auto& [speaker, gender] : m_genders) m_speakers.push_back(speaker);
        m_sessions.assign(sessions.begin(), sessions.end());
    }

    core::Result<std::vector<Fold>> folds() {
        const auto plans = plan();
        if (!plans) return fail(plans.error());
        std::vector<Fold> folds;
        for (const auto& each : *plans) {
            auto fold = foldOf(each);
            if (!fold) return fail(fold.error());
            folds.push_back(std::move(*fold));
        }
        return folds;
    }

private:
    Plans plan() {
        const std::string& protocol = m_settings.protocol;
        if (m_settings.innerSpeakers < 0 || m_settings.innerSessions < 0) {
            return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The number of inner speakers must be 0 or more, not %1."),
                                              {std::to_string(std::min(m_settings.innerSpeakers, m_settings.innerSessions))}});
        }
        const auto speakers = m_settings.innerSessions > 0 ? 0 : static_cast<std::size_t>(m_settings.innerSpeakers);
        if (protocol == "leave-one-speaker-out") return bySpeakers(m_speakers.size(), speakers);
        if (protocol == "gcu-ten-speakers" || protocol == "units-ten-speakers") return bySpeakers(m_speakers.size(), 0);
        if (protocol == "units-seven-groups") return bySpeakers(7, 0);
        if (protocol == "speaker-groups") {
            if (m_settings.groups < 2) {
                return fail(ErrorKind::BadInput,
                            {TRANSLATABLE("Engine", "The protocol speaker-groups needs at least 2 groups, not %1."),
                             {std::to_string(m_settings.groups)}});
            }
            return bySpeakers(static_cast<std::size_t>(m_settings.groups), speakers);
        }
        if (protocol == "leave-one-session-out") return bySessions();
        if (protocol == "las-iaan-five-sessions" || protocol == "fop-five-sessions") return roundTheSessions(m_sessions.size());
        if (protocol == "fop-first-session") return roundTheSessions(1);
        if (protocol == "aae-ten-splits") return pairsTurnAbout();
        if (protocol == "official") return official();
        if (protocol == "random") return atRandom();
        std::string names;
        for (const auto& known : foldProtocols()) names += (names.empty() ? "" : ", ") + std::string(known.name);
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "The protocol \"%1\" is not known; known are: %2."), {protocol, names}});
    }

    core::Status needSpeakers() const {
        for (const auto& utterance : m_utterances) {
            if (!utterance.speaker.empty()) continue;
            return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine",
                                                           "Utterance %1 has no speaker, but folds are made by speaker. Add "
                                                           "the speaker to the corpus or leave the utterance out."),
                                              {utterance.id}});
        }
        return {};
    }

    core::Status needSessions(std::size_t atLeast) const {
        for (const auto& utterance : m_utterances) {
            if (!utterance.session.empty()) continue;
            return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine",
                                                           "Utterance %1 has no session, but the protocol %2 splits by "
                                                           "session. Choose a protocol by speaker."),
                                              {utterance.id, m_settings.protocol}});
        }
        if (m_sessions.size() >= atLeast) return {};
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "Too few sessions for %1: the corpus has %2 (%3), %4 are needed."),
             {m_settings.protocol, std::to_string(m_sessions.size()), core::joined(m_sessions), std::to_string(atLeast)}});
    }

    /// Parts by what a word of each utterance is in; `test` and `inner` are sorted.
    Plan planBy(std::string name, const std::string Utterance::*word, const Words& test, const Words& inner,
                const std::string Utterance::*innerWord) const {
        Plan plan{std::move(name), std::vector<Part>(m_utterances.size(), Part::Train)};
        for (std::size_t i = 0; i < m_utterances.size(); ++i) {
            if (contains(test, m_utterances[i].*word)) {
                plan.parts[i] = Part::Test;
            } else if (contains(inner, m_utterances[i].*innerWord)) {
                plan.parts[i] = Part::Inner;
            }
        }
        return plan;
    }

    Plans bySpeakers(std::size_t groups, std::size_t inner) const {
        if (const auto known = needSpeakers(); !known) return fail(known.error());
        if (m_settings.innerSessions > 0) {
            if (const auto known = needSessions(1); !known) return fail(known.error());
        }
        const bool enoughForGroups = groups >= 2 && m_speakers.size() >= groups;
        const std::size_t largestTest = enoughForGroups ? (m_speakers.size() + groups - 1) / groups : 1;
        if (!enoughForGroups || m_speakers.size() < largestTest + inner + 1) {
            return fail(
                ErrorKind::BadInput,
                {TRANSLATABLE("Engine",
                              "Too few speakers for %1 with %2 set aside for early stopping: the corpus has %3 (%4). "
                              "At least one must be left to train on."),
                 {m_settings.protocol, std::to_string(inner), std::to_string(m_speakers.size()), core::joined(m_speakers)}});
        }
        std::vector<Plan> plans;
        for (const auto& test : neighbours(m_speakers, groups)) {
            auto plan = planBy(test.size() == 1 ? test.front() : test.front() + "-" + test.back(), &Utterance::speaker, test,
                               {}, &Utterance::speaker);
            if (const auto set = setInnerAside(plan, inner, plans.size()); !set) return fail(set.error());
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    Plans bySessions() const {
        if (const auto known = needSessions(m_settings.innerSessions > 0 ? 3 : 2); !known) return fail(known.error());
        const auto inner = m_settings.innerSessions > 0 ? 0 : static_cast<std::size_t>(m_settings.innerSpeakers);
        if (inner > 0) {
            if (const auto known = needSpeakers(); !known) return fail(known.error());
        }
        std::vector<Plan> plans;
        for (const auto& session : m_sessions) {
            auto plan = planBy(session, &Utterance::session, {session}, {}, &Utterance::session);
            if (const auto set = setInnerAside(plan, inner, plans.size()); !set) return fail(set.error());
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// Moves speakers, or sessions where those are asked for, from training to the inner part.
    core::Status setInnerAside(Plan& plan, std::size_t speakers, std::size_t index) const {
        const bool bySession = m_settings.innerSessions > 0;
        const std::size_t wanted = bySession ? static_cast<std::size_t>(m_settings.innerSessions) : speakers;
        if (wanted == 0) return {};
        const std::string Utterance::*word = bySession ? &Utterance::session : &Utterance::speaker;
        std::set<std::string> trained;
        std::set<std::string> tested;
        for (std::size_t i = 0; i < m_utterances.size(); ++i) {
            if (plan.parts[i] == Part::Train) trained.insert(m_utterances[i].*word);
            if (plan.parts[i] == Part::Test) tested.insert(m_utterances[i].*word);
        }
        trained.erase(std::string());
        Words candidates;
        std::set_difference(trained.begin(), trained.end(), tested.begin(), tested.end(), std::back_inserter(candidates));
        if (candidates.size() <= wanted) {
            return fail(
                ErrorKind::BadInput,
                {bySession ? TRANSLATABLE("Engine",
                                          "Fold %1 of %2 has too few sessions left to train on for %3 set aside for early "
                                          "stopping (%4).")
                           : TRANSLATABLE("Engine",
                                          "Fold %1 of %2 has too few speakers left to train on for %3 set aside for early "
                                          "stopping (%4)."),
                 {plan.name, m_settings.protocol, std::to_string(wanted), core::joined(candidates)}});
        }
        core::Random random(core::deriveSeed(m_settings.seed, bySession ? "inner sessions" : "inner speakers", index));
        Words inner;
        if (bySession) {
            random.shuffle(std::span(candidates));
            inner.assign(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(wanted));
            std::sort(inner.begin(), inner.end());
        } else {
            inner = drawSpeakers(candidates, m_genders, wanted, random);
        }
        for (std::size_t i = 0; i < m_utterances.size(); ++i) {
            if (plan.parts[i] == Part::Train && contains(inner, m_utterances[i].*word)) plan.parts[i] = Part::Inner;
        }
        return {};
    }

    /// The first `count` sessions are tested in turn; the session before each, going round, is set aside.
    Plans roundTheSessions(std::size_t count) const {
        if (const auto known = needSessions(3); !known) return fail(known.error());
        std::vector<Plan> plans;
        for (std::size_t i = 0; i < count; ++i) {
            const auto& before = m_sessions[(i + m_sessions.size() - 1) % m_sessions.size()];
            plans.push_back(planBy(m_sessions[i], &Utterance::session, {m_sessions[i]}, {before}, &Utterance::session));
        }
        return plans;
    }

    /// A session of two speakers is left out of training: one of them tests, the other one chooses the epoch, then they swap.
    Plans pairsTurnAbout() const {
        if (const auto known = needSpeakers(); !known) return fail(known.error());
        if (const auto known = needSessions(2); !known) return fail(known.error());
        std::map<std::string, std::set<std::string>> pairs;
        std::map<std::string, std::set<std::string>> sessionsOf;
        for (const auto& utterance : m_utterances) {
            pairs[utterance.session].insert(utterance.speaker);
            sessionsOf[utterance.speaker].insert(utterance.session);
        }
        std::vector<Plan> plans;
        for (const auto& [session, pair] : pairs) {
            const bool alone = std::all_of(pair.begin(), pair.end(), [&](const auto& s) { return sessionsOf[s].size() == 1; });
            if (pair.size() != 2 || !alone) {
                return fail(
                    ErrorKind::BadInput,
                    {TRANSLATABLE("Engine",
                                  "The protocol %1 needs two speakers in each session who are in no other one; session %2 "
                                  "has %3."),
                     {m_settings.protocol, session, core::joined({pair.begin(), pair.end()})}});
            }
            for (const auto& tested : pair) {
                const auto& other = *pair.begin() == tested ? *pair.rbegin() : *pair.begin();
                plans.push_back(planBy(tested, &Utterance::speaker, {tested}, {other}, &Utterance::speaker));
            }
        }
        return plans;
    }

    /// The corpus's own parts. Those that are neither trained on, nor set aside, nor tested are left out.
    Plans official() const {
        Plan plan{m_settings.testSplit, std::vector<Part>(m_utterances.size(), Part::None)};
        std::set<std::string> splits;
        bool development = false;
        for (std::size_t i = 0; i < m_utterances.size(); ++i) {
            const auto& split = m_utterances[i].split;
            if (!split.empty()) splits.insert(split);
            plan.parts[i] = split == m_settings.testSplit ? Part::Test
                            : split == "train"            ? Part::Train
                            : split == "development"      ? Part::Inner
                                                          : Part::None;
            development = development || plan.parts[i] == Part::Inner;
        }
        if (!splits.contains("train") || !splits.contains(m_settings.testSplit) || m_settings.testSplit == "train") {
            return fail(
                ErrorKind::BadInput,
                {TRANSLATABLE("Engine",
                              "The corpus does not come with the parts train and %1 that the protocol official needs; its "
                              "parts are: %2. Choose a protocol by speaker."),
                 {m_settings.testSplit, splits.empty() ? "-" : core::joined({splits.begin(), splits.end()})}});
        }
        if (!development) {
            if (const auto set = setInnerAside(plan, static_cast<std::size_t>(m_settings.innerSpeakers), 0); !set) {
                return fail(set.error());
            }
        }
        return std::vector<Plan>{std::move(plan)};
    }

    /// Parts of equal size with the classes spread evenly, whoever speaks.
    Plans atRandom() const {
        const std::size_t count = m_settings.groups == 0 ? 5 : static_cast<std::size_t>(std::max(0, m_settings.groups));
        if (count < 2 || m_utterances.size() < count) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "%1 utterances cannot be split at random into %2 parts; 2 or more are needed."),
                         {std::to_string(m_utterances.size()), std::to_string(count)}});
        }
        std::map<std::string, std::vector<std::size_t>> byClass;
        for (std::size_t i = 0; i < m_utterances.size(); ++i) byClass[m_utterances[i].emotion].push_back(i);
        core::Random random(core::deriveSeed(m_settings.seed, "random parts"));
        std::vector<std::size_t> partOf(m_utterances.size());
        std::size_t next = 0;
        for (auto& [word, indices] : byClass) {
            random.shuffle(std::span(indices));
            for (const auto i : indices) partOf[i] = next++ % count;
        }
        std::vector<Plan> plans;
        for (std::size_t k = 0; k < count; ++k) {
            Plan plan{std::to_string(k + 1), std::vector<Part>(m_utterances.size(), Part::Train)};
            std::vector<std::size_t> rest;
            for (std::size_t i = 0; i < partOf.size(); ++i) {
                if (partOf[i] == k) plan.parts[i] = Part::Test;
                if (partOf[i] != k) rest.push_back(i);
            }
            core::Random inner(core::deriveSeed(m_settings.seed, "random inner", k));
            inner.shuffle(std::span(rest));
            const std::size_t aside = m_settings.innerSpeakers > 0 || m_settings.innerSessions > 0 ? rest.size() / 10 : 0;
            for (std::size_t i = 0; i < aside; ++i) plan.parts[rest[i]] = Part::Inner;
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    core::Result<Fold> foldOf(const Plan& plan) const {
        Fold fold;
        fold.name = plan.name;
        std::set<std::string> missing = m_classes;
        std::set<std::string> speakers[4];
        bool nameless = false;
        for (std::size_t i = 0; i < m_utterances.size(); ++i) {
            const Part part = plan.parts[i];
            if (part == Part::None) continue;
            auto& indices = part == Part::Test ? fold.test : part == Part::Inner ? fold.inner : fold.train;
            indices.push_back(i);
            if (part == Part::Train) missing.erase(m_utterances[i].emotion);
            if (m_utterances[i].speaker.empty()) {
                nameless = nameless || part == Part::Test;
            } else {
                speakers[static_cast<std::size_t>(part)].insert(m_utterances[i].speaker);
            }
        }
        const auto listOf = [&](Part part) {
            const auto& set = speakers[static_cast<std::size_t>(part)];
            return Words(set.begin(), set.end());
        };
        fold.trainSpeakers = listOf(Part::Train);
        fold.innerSpeakers = listOf(Part::Inner);
        fold.testSpeakers = listOf(Part::Test);
        fold.speakerDependent = nameless || std::any_of(fold.testSpeakers.begin(), fold.testSpeakers.end(), [&](const auto& s) {
                                    return contains(fold.trainSpeakers, s) || contains(fold.innerSpeakers, s);
                                });
        const auto* protocol = findFoldProtocol(m_settings.protocol);
        if (protocol != nullptr && protocol->speakerDependent) fold.speakerDependent = true;
        if (!missing.empty()) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine",
                                      "Fold %1 cannot be trained: its training speakers (%2) have no utterance of the class "
                                      "\"%3\". Use fewer inner speakers, or other classes."),
                         {fold.name, core::joined(fold.trainSpeakers), *missing.begin()}});
        }
        return fold;
    }

    const std::vector<Utterance>& m_utterances;
    const FoldSettings& m_settings;
    std::map<std::string, std::string> m_genders;  ///< by speaker
    Words m_speakers;
    Words m_sessions;
    std::set<std::string> m_classes;
};

}  // namespace

bool isSpeakerDependent(const std::vector<Fold>& folds) {
    return std::any_of(folds.begin(), folds.end(), [](const Fold& fold) { return fold.speakerDependent; });
}

core::Result<std::vector<Fold>> makeFolds(const std::vector<Utterance>& utterances, const FoldSettings& settings) {
    if (utterances.empty()) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "There is no utterance to split into folds.")});
    }
    return Splitter(utterances, settings).folds();
}

}  // namespace prososcope::corpus
