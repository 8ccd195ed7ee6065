// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/Experiment.h"

#include <algorithm>

namespace prososcope::experiment {

core::Result<LabelledUtterances> applyLabels(const Experiment& experiment, const corpus::Corpus& corpus) {
    LabelledUtterances result;
    std::vector<std::size_t> counts(experiment.classes.size());
    for (const auto& utterance : corpus.utterances) {
        const auto merged = experiment.merge.find(utterance.emotion);
        const std::string& word = merged == experiment.merge.end() ? utterance.emotion : merged->second;
        const auto found = std::find(experiment.classes.begin(), experiment.classes.end(), word);
        if (found == experiment.classes.end()) {
            ++result.dropped[utterance.emotion];
            continue;
        }
        const auto label = found - experiment.classes.begin();
        ++counts[static_cast<std::size_t>(label)];
        result.utterances.push_back(utterance);
        result.utterances.back().emotion = word;
        result.labels.push_back(static_cast<int>(label));
    }
    const auto absent = std::find(counts.begin(), counts.end(), std::size_t{0});
    if (absent != counts.end()) {
        std::string labels;
        for (const auto& [word, count] : corpus.emotionCounts()) {
            if (!word.empty()) labels += (labels.empty() ? "" : ", ") + word;
        }
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "The corpus %1 has no utterance of the class \"%2\" of experiment %3. Its labels are: "
                          "%4."),
             {corpus.name, experiment.classes[static_cast<std::size_t>(absent - counts.begin())], experiment.name, labels}});
    }
    return result;
}

}  // namespace prososcope::experiment
