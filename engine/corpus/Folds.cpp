// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/Folds.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/core/Random.h"

namespace prososcope::corpus {

namespace {

using core::ErrorKind;
using core::fail;

constexpr const char* kLeaveOneSpeakerOut = "leave-one-speaker-out";
constexpr const char* kSpeakerGroups = "speaker-groups";

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

/// The speakers of each test set: one each, or runs of neighbours whose sizes differ by at most one.
std::vector<std::vector<std::string>> testSets(const std::vector<std::string>& speakers, std::size_t groups) {
    std::vector<std::vector<std::string>> sets(groups);
    std::size_t next = 0;
    for (std::size_t g = 0; g < groups; ++g) {
        const std::size_t size = speakers.size() / groups + (g < speakers.size() % groups ? 1 : 0);
        for (std::size_t i = 0; i < size; ++i) sets[g].push_back(speakers[next++]);
    }
    return sets;
}

/// Draws `count` speakers, each time from the gender with most speakers left and, among equals, the fewest drawn, so that
/// both the training part and the inner part stay balanced.
std::vector<std::string> drawInner(const std::vector<std::string>& candidates,
                                   const std::map<std::string, std::string>& genders, std::size_t count, core::Random& random) {
    struct Pool {
        std::vector<std::string> left;
        std::size_t drawn = 0;
    };
    std::map<std::string, Pool> byGender;
    for (const auto& speaker : candidates) byGender[genders.at(speaker)].left.push_back(speaker);
    std::vector<Pool> pools;
    for (auto& [gender, pool] : byGender) pools.push_back(std::move(pool));
    for (auto& pool : pools) random.shuffle(std::span(pool.left));
    random.shuffle(std::span(pools));  // equals in every respect are taken in random order
    std::vector<std::string> drawn;
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

bool contains(const std::vector<std::string>& sorted, const std::string& word) {
    return std::binary_search(sorted.begin(), sorted.end(), word);
}

}  // namespace

core::Result<std::vector<Fold>> makeFolds(const std::vector<Utterance>& utterances, const FoldSettings& settings) {
    if (utterances.empty()) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "There is no utterance to split into folds.")});
    }
    std::map<std::string, std::string> genders;
    std::set<std::string> classes;
    for (const auto& utterance : utterances) {
        if (utterance.speaker.empty()) {
            return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine",
                                                           "Utterance %1 has no speaker, but folds are made by speaker. Add "
                                                           "the speaker to the corpus or leave the utterance out."),
                                              {utterance.id}});
        }
        auto& gender = genders[utterance.speaker];
        if (gender.empty()) gender = utterance.gender;
        classes.insert(utterance.emotion);
    }
    std::vector<std::string> speakers;
    for (const auto& [speaker, gender] : genders) speakers.push_back(speaker);

    std::size_t groups = speakers.size();
    if (settings.protocol == kSpeakerGroups) {
        if (settings.groups < 2) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "The protocol speaker-groups needs at least 2 groups, not %1."),
                         {std::to_string(settings.groups)}});
        }
        groups = static_cast<std::size_t>(settings.groups);
    } else if (settings.protocol != kLeaveOneSpeakerOut) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine",
                                                       "The protocol \"%1\" is not known; use leave-one-speaker-out or "
                                                       "speaker-groups."),
                                          {settings.protocol}});
    }
    if (settings.innerSpeakers < 0) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The number of inner speakers must be 0 or more, not %1."),
                                          {std::to_string(settings.innerSpeakers)}});
    }
    const auto inner = static_cast<std::size_t>(settings.innerSpeakers);
    const bool enoughForGroups = groups >= 2 && speakers.size() >= groups;
    const std::size_t largestTest = enoughForGroups ? (speakers.size() + groups - 1) / groups : 1;
    if (!enoughForGroups || speakers.size() < largestTest + inner + 1) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine",
                                  "Too few speakers for %1 with %2 set aside for early stopping: the corpus has %3 (%4). "
                                  "At least one must be left to train on."),
                     {settings.protocol, std::to_string(inner), std::to_string(speakers.size()), joined(speakers)}});
    }

    std::vector<Fold> folds;
    for (const auto& testSpeakers : testSets(speakers, groups)) {
        Fold fold;
        fold.name = testSpeakers.size() == 1 ? testSpeakers.front() : testSpeakers.front() + "-" + testSpeakers.back();
        fold.testSpeakers = testSpeakers;
        std::vector<std::string> rest;
        std::set_difference(speakers.begin(), speakers.end(), testSpeakers.begin(), testSpeakers.end(),
                            std::back_inserter(rest));
        core::Random random(core::deriveSeed(settings.seed, "inner speakers", folds.size()));
        fold.innerSpeakers = drawInner(rest, genders, inner, random);
        std::set_difference(rest.begin(), rest.end(), fold.innerSpeakers.begin(), fold.innerSpeakers.end(),
                            std::back_inserter(fold.trainSpeakers));
        std::set<std::string> missing = classes;
        for (std::size_t i = 0; i < utterances.size(); ++i) {
            if (contains(fold.testSpeakers, utterances[i].speaker)) {
                fold.test.push_back(i);
            } else if (contains(fold.innerSpeakers, utterances[i].speaker)) {
                fold.inner.push_back(i);
            } else {
                fold.train.push_back(i);
                missing.erase(utterances[i].emotion);
            }
        }
        if (!missing.empty()) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine",
                                      "Fold %1 cannot be trained: its training speakers (%2) have no utterance of the class "
                                      "\"%3\". Use fewer inner speakers, or other classes."),
                         {fold.name, joined(fold.trainSpeakers), *missing.begin()}});
        }
        folds.push_back(std::move(fold));
    }
    return folds;
}

}  // namespace prososcope::corpus
