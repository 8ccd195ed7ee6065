// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/DialogueTurns.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>

#include "engine/core/Join.h"
#include "engine/core/Random.h"

namespace prososcope::training {

namespace {

using corpus::Utterance;
using models::TurnContext;

constexpr std::size_t kNamed = 3;  ///< of what is counted

/// A number of things with the names of the first ones.
class Counted {
public:
    void add(const std::string& name) {
        ++m_count;
        if (m_names.size() < kNamed) m_names.push_back(name);
    }
    void say(const char* pattern, std::vector<core::Text>& remarks) const {
        if (m_count == 0) return;
        remarks.emplace_back(pattern,
                             std::vector<std::string>{std::to_string(m_count),
                                                      core::joined(m_names, ", ") + (m_count > m_names.size() ? ", ..." : "")});
    }

private:
    std::size_t m_count = 0;
    std::vector<std::string> m_names;
};

/// All turns of the corpora, with names as labelled utterances have them.
std::vector<Utterance> allTurns(std::span<const corpus::Corpus> corpora) {
    std::vector<Utterance> turns;
    for (const auto& corpus : corpora) {
        for (const auto& utterance : corpus.utterances) {
            if (utterance.dialogue.empty()) continue;
            turns.push_back(corpora.size() > 1 ? corpus::amongOthers(utterance, corpus) : utterance);
        }
    }
    return turns;
}

/// When a turn begins in its dialogue, where its corpus says that.
std::optional<double> beginOf(const Utterance& turn) {
    const auto found = turn.numbers.find("dialogue_start");
    return found == turn.numbers.end() ? std::nullopt : std::optional(found->second);
}

/// Finds contexts dialogue by dialogue, and counts what is odd about them.
class ContextSearch {
public:
    explicit ContextSearch(std::vector<Utterance> turns) : m_turns(std::move(turns)), m_contexts(m_turns.size()) {
        std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> dialogues;
        for (std::size_t i = 0; i < m_turns.size(); ++i) {
            const auto& turn = m_turns[i];
            if (turn.turn && !turn.speaker.empty())
                dialogues[{turn.session, turn.dialogue}].push_back(i);
            else
                m_placeless.add(turn.id);
        }
        for (auto& [place, members] : dialogues) search(place.second, members);
    }

    [[nodiscard]] const std::vector<Utterance>& turns() const { return m_turns; }
    [[nodiscard]] const std::vector<TurnContext>& contexts() const { return m_contexts; }
    void sayOddities(std::vector<core::Text>& remarks) const {
        m_placeless.say(
            TRANSLATABLE("Engine", "Turns without a number or a speaker, which have no context and are none: %1 (%2)."),
            remarks);
        m_alike.say(TRANSLATABLE("Engine", "Turns with the number of another one in their dialogue, ordered by name: %1 (%2)."),
                    remarks);
        m_early.say(TRANSLATABLE("Engine",
                                 "Turns out of order, which begin before the one with the number ahead of theirs: %1 (%2). The "
                                 "numbers were followed."),
                    remarks);
        m_alone.say(TRANSLATABLE("Engine", "Dialogues with one speaker, whose turns have no interlocutor: %1 (%2)."), remarks);
    }

private:
    void search(const std::string& name, std::vector<std::size_t>& members) {
        std::sort(members.begin(), members.end(), [&](std::size_t a, std::size_t b) {
            return std::tie(*m_turns[a].turn, m_turns[a].id) < std::tie(*m_turns[b].turn, m_turns[b].id);
        });
        std::vector<std::string> speakers;
        for (std::size_t k = 0; k < members.size(); ++k) {
            const auto& turn = m_turns[members[k]];
            speakers.push_back(turn.speaker);
            if (k == 0) continue;
            const auto& before = m_turns[members[k - 1]];
            if (before.turn == turn.turn) m_alike.add(turn.id);
            const auto begin = beginOf(turn);
            const auto earlier = beginOf(before);
            if (begin && earlier && *begin < *earlier) m_early.add(turn.id);
        }
        if (std::set<std::string>(speakers.begin(), speakers.end()).size() == 1) m_alone.add(name);
        const auto found = models::turnContexts(speakers);
        for (std::size_t k = 0; k < members.size(); ++k) {
            auto& context = m_contexts[members[k]];
            if (found[k].previous) context.previous = members[*found[k].previous];
            if (found[k].interlocutor) context.interlocutor = members[*found[k].interlocutor];
        }
    }

    std::vector<Utterance> m_turns;
    std::vector<TurnContext> m_contexts;  ///< places among m_turns
    Counted m_placeless;
    Counted m_alike;
    Counted m_early;
    Counted m_alone;
};

/// Contexts change places among the turns of a session; those without a session, of a dialogue.
void shuffle(std::span<const Utterance> labelled, std::uint64_t seed, std::vector<TurnContext>& contexts) {
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < labelled.size(); ++i)
        groups[{labelled[i].session, labelled[i].session.empty() ? labelled[i].dialogue : std::string()}].push_back(i);
    core::Random random(core::deriveSeed(seed, "context"));
    const auto before = contexts;
    for (const auto& [name, members] : groups) {
        auto from = members;
        random.shuffle(std::span(from));
        for (std::size_t k = 0; k < members.size(); ++k) contexts[members[k]] = before[from[k]];
    }
}

void sayMissing(const std::vector<TurnContext>& contexts, std::vector<core::Text>& remarks) {
    std::size_t own = 0;
    std::size_t other = 0;
    for (const auto& context : contexts) {
        own += context.previous ? 0 : 1;
        other += context.interlocutor ? 0 : 1;
    }
    remarks.push_back(
        {TRANSLATABLE("Engine",
                      "Of %1 turns, %2 have no turn of their own speaker among the last %3 of their dialogue and "
                      "%4 none of the other; an empty turn stands for each."),
         {std::to_string(contexts.size()), std::to_string(own), std::to_string(models::kContextTurns), std::to_string(other)}});
}

}  // namespace

DialogueTurns dialogueTurns(std::span<const Utterance> labelled, std::span<const corpus::Corpus> corpora,
                            const std::string& context, std::uint64_t seed) {
    DialogueTurns made;
    made.contexts.resize(labelled.size());
    if (context == "none") {
        made.remarks.emplace_back(
            TRANSLATABLE("Engine", "Every turn is classified without its context, as the experiment says."));
        return made;
    }
    const ContextSearch search(allTurns(corpora));
    if (search.turns().empty()) {
        std::vector<std::string> names;
        for (const auto& corpus : corpora) names.push_back(corpus.name);
        made.remarks.push_back(
            {TRANSLATABLE("Engine", "The corpus %1 names no dialogues: every utterance is classified without context."),
             {core::joined(names, ", ")}});
        return made;
    }
    search.sayOddities(made.remarks);
    std::unordered_map<std::string, std::size_t> place;  // among the labelled, then `further`
    for (std::size_t i = 0; i < labelled.size(); ++i) place.emplace(labelled[i].id, i);
    const auto placeOf = [&](std::size_t turn) {
        const auto& utterance = search.turns()[turn];
        const auto [found, isNew] = place.emplace(utterance.id, labelled.size() + made.further.size());
        if (isNew) made.further.push_back(utterance);
        return found->second;
    };
    for (std::size_t i = 0; i < search.turns().size(); ++i) {
        const auto found = place.find(search.turns()[i].id);
        if (found == place.end() || found->second >= labelled.size()) continue;
        const auto& before = search.contexts()[i];
        auto& target = made.contexts[found->second];
        if (before.previous) target.previous = placeOf(*before.previous);
        if (before.interlocutor) target.interlocutor = placeOf(*before.interlocutor);
    }
    sayMissing(made.contexts, made.remarks);
    if (context == "shuffled") {
        shuffle(labelled, seed, made.contexts);
        made.remarks.emplace_back(
            TRANSLATABLE("Engine", "A control: the contexts are shuffled among the turns of each session."));
    }
    return made;
}

core::Status refuseCrossingContexts(const DialogueTurns& turns, std::span<const Utterance> labelled,
                                    const std::vector<corpus::Fold>& folds) {
    const auto speakerOf = [&](std::size_t place) -> const std::string& {
        return place < labelled.size() ? labelled[place].speaker : turns.further[place - labelled.size()].speaker;
    };
    for (const auto& fold : folds) {
        if (fold.speakerDependent) continue;
        std::map<std::string, int> partOf;
        int part = 0;
        for (const auto* speakers : {&fold.trainSpeakers, &fold.innerSpeakers, &fold.testSpeakers}) {
            for (const auto& speaker : *speakers) partOf[speaker] = part;
            ++part;
        }
        part = 0;
        for (const auto* members : {&fold.train, &fold.inner, &fold.test}) {
            for (const auto i : *members) {
                for (const auto& place : {turns.contexts[i].previous, turns.contexts[i].interlocutor}) {
                    if (!place) continue;
                    const auto found = partOf.find(speakerOf(*place));
                    if (found == partOf.end() || found->second == part) continue;
                    return core::fail(
                        core::ErrorKind::BadInput,
                        {TRANSLATABLE("Engine",
                                      "In fold %1 the context of the turn %2 is spoken by %3, who belongs to another part. "
                                      "Leave out whole sessions: protocol = \"las-iaan-five-sessions\", or "
                                      "\"leave-one-session-out\" with inner_sessions = 1."),
                         {fold.name, labelled[i].id, speakerOf(*place)}});
                }
            }
            ++part;
        }
    }
    return {};
}

}  // namespace prososcope::training
