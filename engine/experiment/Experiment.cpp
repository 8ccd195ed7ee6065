// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/Experiment.h"

#include <algorithm>
#include <set>

#include "engine/core/Join.h"

namespace prososcope::experiment {

corpus::LabelScheme labelScheme(const Experiment& experiment) {
    corpus::LabelScheme scheme = experiment.scheme.value_or(corpus::LabelScheme());
    scheme.classes = experiment.classes;
    scheme.merge = experiment.merge;
    return scheme;
}

namespace {

/// What [corpus.where] may ask of an utterance.
std::string wordOf(const corpus::Utterance& utterance, const std::string& column) {
    static const std::map<std::string, std::string corpus::Utterance::*> kColumns = {
        {"gender", &corpus::Utterance::gender},   {"language", &corpus::Utterance::language},
        {"session", &corpus::Utterance::session}, {"dialogue", &corpus::Utterance::dialogue},
        {"split", &corpus::Utterance::split},     {"intensity", &corpus::Utterance::intensity}};
    if (const auto member = kColumns.find(column); member != kColumns.end()) return utterance.*member->second;
    const auto text = utterance.texts.find(column);
    return text == utterance.texts.end() ? std::string() : text->second;
}

/// A corpus without the utterances that [corpus.where] leaves out.
corpus::Corpus filtered(const Experiment& experiment, const corpus::Corpus& corpus) {
    corpus::Corpus kept = corpus;
    std::erase_if(kept.utterances, [&](const corpus::Utterance& utterance) {
        return std::any_of(experiment.where.begin(), experiment.where.end(),
                           [&](const auto& pair) { return wordOf(utterance, pair.first) != pair.second; });
    });
    return kept;
}

core::Status refuseAbsentClass(const Experiment& experiment, std::span<const corpus::Corpus> corpora,
                               const LabelledUtterances& result) {
    std::vector<std::size_t> counts(experiment.classes.size());
    for (const int label : result.labels) ++counts[static_cast<std::size_t>(label)];
    const auto absent = std::find(counts.begin(), counts.end(), std::size_t{0});
    if (absent == counts.end()) return {};
    std::vector<std::string> names;
    std::set<std::string> labels;
    for (const auto& corpus : corpora) {
        names.push_back(corpus.name);
        for (const auto& [word, count] : corpus.emotionCounts()) {
            if (!word.empty()) labels.insert(word);
        }
    }
    return core::fail(core::ErrorKind::BadInput,
                      {TRANSLATABLE("Engine",
                                    "The corpus %1 has no utterance of the class \"%2\" of experiment %3. Its labels are: "
                                    "%4."),
                       {core::joined(names, ", "), experiment.classes[static_cast<std::size_t>(absent - counts.begin())],
                        experiment.name, core::joined({labels.begin(), labels.end()}, ", ")}});
}

}  // namespace

core::Result<LabelledUtterances> applyLabels(const Experiment& experiment, const corpus::Corpus& corpus) {
    return applyLabels(experiment, std::span(&corpus, 1));
}

core::Result<LabelledUtterances> applyLabels(const Experiment& experiment, std::span<const corpus::Corpus> corpora) {
    const auto scheme = labelScheme(experiment);
    LabelledUtterances result;
    std::size_t leftOut = 0;
    for (const auto& corpus : corpora) {
        std::optional<corpus::Corpus> chosen;
        if (!experiment.where.empty()) {
            chosen = filtered(experiment, corpus);
            leftOut += corpus.utterances.size() - chosen->utterances.size();
        }
        auto applied = corpus::applyScheme(scheme, chosen ? *chosen : corpus);
        for (const auto& each : applied.dropped) result.dropped[each.label] += each.count;
        for (auto& remark : applied.remarks()) result.remarks.push_back(std::move(remark));
        for (auto& utterance : applied.utterances) {
            result.utterances.push_back(corpora.size() > 1 ? corpus::amongOthers(std::move(utterance), corpus)
                                                           : std::move(utterance));
        }
        result.labels.insert(result.labels.end(), applied.labels.begin(), applied.labels.end());
    }
    if (leftOut > 0) {
        result.remarks.emplace_back(TRANSLATABLE("Engine", "Left out by [corpus.where]: %1."),
                                    std::vector<std::string>{std::to_string(leftOut)});
    }
    if (const auto present = refuseAbsentClass(experiment, corpora, result); !present) return core::fail(present.error());
    return result;
}

const std::vector<std::string>& modelKinds() {
    static const std::vector<std::string> kKinds = {"logmel-network", "svm-linear", "svm-rbf", "svm-linear-rest",
                                                    "random-forest"};
    return kKinds;
}

bool isClassical(std::string_view model) { return model.starts_with("svm-") || model == "random-forest"; }

corpus::FoldSettings foldSettings(const Experiment& experiment) {
    auto folds = experiment.folds;
    if (isClassical(experiment.model)) {
        folds.innerSpeakers = 0;
        folds.innerSessions = 0;
    }
    return folds;
}

std::string systemName(const Experiment& experiment) {
    if (!isClassical(experiment.model)) return "log-mel network";
    const std::string name = experiment.model == "random-forest"     ? "random forest"
                             : experiment.model == "svm-rbf"         ? "RBF SVM"
                             : experiment.model == "svm-linear-rest" ? "linear SVM, one against the rest,"
                                                                     : "linear SVM";
    return name + " on " + experiment.featureSet +
           (experiment.normalise == "speaker" ? ", standardised by speaker (uses the test speaker's unlabelled data)" : "");
}

bool takesFeatures(std::string_view model, std::string_view featureSet) {
    return isClassical(model) || (model == "logmel-network" && featureSet == "logmel80");
}

std::vector<std::string> corpusNames(const Experiment& experiment) {
    return experiment.corpora.empty() ? std::vector<std::string>{experiment.corpus} : experiment.corpora;
}

void setCorpora(Experiment& experiment, const std::vector<std::string>& names) {
    experiment.corpus = core::joined(names, "+");
    experiment.corpora = names.size() > 1 ? names : std::vector<std::string>();
}

core::Result<std::vector<corpus::Corpus>> loadCorpora(const Experiment& experiment, const store::Workspace& workspace) {
    std::vector<corpus::Corpus> corpora;
    for (const auto& name : corpusNames(experiment)) {
        auto corpus = workspace.corpus(name);
        if (!corpus) return core::fail(corpus.error());
        corpora.push_back(std::move(*corpus));
    }
    return corpora;
}

}  // namespace prososcope::experiment
