// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/Corpus.h"

#include <algorithm>
#include <set>

namespace prososcope::corpus {

double Utterance::seconds() const {
    const double end = endSeconds >= 0.0 ? endSeconds : recordingSeconds;
    return std::max(0.0, end - startSeconds);
}

std::vector<std::string> Corpus::speakers() const {
    std::set<std::string> names;
    for (const auto& utterance : utterances) {
        if (!utterance.speaker.empty()) names.insert(utterance.speaker);
    }
    return {names.begin(), names.end()};
}

std::map<std::string, std::size_t> Corpus::emotionCounts() const {
    std::map<std::string, std::size_t> counts;
    for (const auto& utterance : utterances) ++counts[utterance.emotion];
    return counts;
}

Utterance amongOthers(Utterance utterance, const Corpus& corpus) {
    for (auto* name : {&utterance.id, &utterance.speaker, &utterance.session, &utterance.dialogue}) {
        if (!name->empty()) name->insert(0, corpus.name + "/");
    }
    utterance.path = corpus.folder / utterance.path;
    for (auto& alignment : utterance.alignments) alignment.path = corpus.folder / alignment.path;
    return utterance;
}

const std::vector<std::string>& emotionWords() {
    static const std::vector<std::string> kWords = {"angry",     "happy",     "sad",  "neutral", "fearful",
                                                    "disgusted", "surprised", "calm", "bored"};
    return kWords;
}

std::vector<std::string> inDisplayOrder(std::vector<std::string> classes) {
    const auto& words = emotionWords();
    const auto rank = [&](const std::string& word) { return std::find(words.begin(), words.end(), word) - words.begin(); };
    std::sort(classes.begin(), classes.end(),
              [&](const std::string& a, const std::string& b) { return rank(a) != rank(b) ? rank(a) < rank(b) : a < b; });
    return classes;
}

}  // namespace prososcope::corpus
