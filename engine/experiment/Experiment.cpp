// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/Experiment.h"

#include <algorithm>

namespace prososcope::experiment {

corpus::LabelScheme labelScheme(const Experiment& experiment) {
    corpus::LabelScheme scheme = experiment.scheme.value_or(corpus::LabelScheme());
    scheme.classes = experiment.classes;
    scheme.merge = experiment.merge;
    return scheme;
}

core::Result<LabelledUtterances> applyLabels(const Experiment& experiment, const corpus::Corpus& corpus) {
    auto applied = corpus::applyScheme(labelScheme(experiment), corpus);
    LabelledUtterances result{std::move(applied.utterances), std::move(applied.labels), {}, applied.remarks()};
    for (const auto& each : applied.dropped) result.dropped[each.label] += each.count;
    std::vector<std::size_t> counts(experiment.classes.size());
    for (const int label : result.labels) ++counts[static_cast<std::size_t>(label)];
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
