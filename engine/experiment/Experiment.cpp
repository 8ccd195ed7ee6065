// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/Experiment.h"

#include <algorithm>
#include <functional>
#include <set>
#include <sstream>

#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/experiment/AutoencoderModel.h"
#include "engine/experiment/CorrelationTargets.h"
#include "engine/experiment/DimensionScales.h"
#include "engine/experiment/FutureModel.h"
#include "engine/store/ChosenOnTest.h"

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

namespace {

std::optional<double> ratingOf(const corpus::Utterance& utterance, const std::string& dimension) {
    if (dimension == "valence") return utterance.valence;
    if (dimension == "arousal") return utterance.arousal;
    if (dimension == "dominance") return utterance.dominance;
    if (isDerivedDimension(dimension)) {
        const auto place = circumplexPlace(utterance.emotion);
        if (!place) return std::nullopt;
        return bareDimension(dimension) == "valence" ? place->valence : place->arousal;
    }
    const auto found = utterance.numbers.find(dimension);
    return found == utterance.numbers.end() ? std::nullopt : std::optional<double>(found->second);
}

/// The utterances that are rated on every dimension.
core::Result<LabelledUtterances> applyDimensions(const Experiment& experiment, std::span<const corpus::Corpus> corpora) {
    LabelledUtterances result;
    std::size_t unrated = 0;
    for (const auto& corpus : corpora) {
        const auto chosen = experiment.where.empty() ? corpus : filtered(experiment, corpus);
        for (auto utterance : chosen.utterances) {
            std::vector<double> values;
            for (const auto& dimension : experiment.dimensions) {
                const auto value = ratingOf(utterance, dimension);
                if (value) values.push_back(*value);
            }
            if (values.size() < experiment.dimensions.size()) {
                ++unrated;
                continue;
            }
            result.values.push_back(std::move(values));
            result.utterances.push_back(corpora.size() > 1 ? corpus::amongOthers(std::move(utterance), corpus)
                                                           : std::move(utterance));
        }
    }
    if (unrated > 0) {
        result.dropped["(not rated)"] = unrated;
        result.remarks.emplace_back(TRANSLATABLE("Engine", "Not rated on every dimension: %1."),
                                    std::vector<std::string>{std::to_string(unrated)});
    }
    if (!result.utterances.empty()) return result;
    return core::fail(
        core::ErrorKind::BadInput,
        {TRANSLATABLE("Engine", "The corpus %1 has no utterance that is rated on %2, which experiment %3 predicts."),
         {experiment.corpus, core::joined(experiment.dimensions, ", "), experiment.name}});
}

}  // namespace

core::Result<LabelledUtterances> applyLabels(const Experiment& experiment, std::span<const corpus::Corpus> corpora) {
    if (!experiment.dimensions.empty()) return applyDimensions(experiment, corpora);
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
    static const std::vector<std::string> kKinds = {
        "logmel-network", kSpeechEncoder,  kFuturePrediction, kAdversarialAutoencoder, kIaan,
        "svm-linear",     "svm-rbf",       "svm-linear-rest", "random-forest",         "kernel-ridge",
        "ridge",          "least-squares", "fusion"};
    return kKinds;
}

bool isRegression(std::string_view model) { return model == "ridge" || model == "least-squares"; }

bool isClassical(std::string_view model) {
    return model.starts_with("svm-") || model == "random-forest" || model == "kernel-ridge" || isRegression(model);
}

bool hasTemperature(std::string_view model) { return model == "logmel-network" || model == kSpeechEncoder; }

std::vector<std::string> featureSetNames(const std::string& featureSets) {
    std::vector<std::string> names;
    std::istringstream words(featureSets);
    for (std::string word; std::getline(words, word, '+');) names.push_back(word);
    return names;
}

std::vector<FusionMember> systemsOf(const Experiment& experiment) {
    if (experiment.model == "fusion") return experiment.members;
    return {{experiment.featureSet, experiment.normalise, experiment.model, experiment.modelSettings, experiment.start, 1.0,
             experiment.dialogue}};
}

bool trainsNetwork(const Experiment& experiment) {
    const auto systems = systemsOf(experiment);
    return std::any_of(systems.begin(), systems.end(), [](const FusionMember& each) { return !learnsFromRows(each); });
}

bool hearsByEncoder(const Experiment& experiment) {
    const auto systems = systemsOf(experiment);
    return std::any_of(systems.begin(), systems.end(), [](const FusionMember& each) {
        return each.model == kSpeechEncoder || (each.model == kIaan && !each.start.empty());
    });
}

bool choosesOnTest(const Experiment& experiment) {
    return experiment.training.selectBy == "test-oracle" && trainsNetwork(experiment);
}

corpus::FoldSettings foldSettings(const Experiment& experiment) {
    auto folds = experiment.folds;
    if (!trainsNetwork(experiment) || choosesOnTest(experiment)) {
        folds.innerSpeakers = 0;
        folds.innerSessions = 0;
    }
    return folds;
}

namespace {

std::string memberName(const FusionMember& member, bool dimensions) {
    static const std::map<std::string, std::string, std::less<>> kNames = {
        {"logmel-network", "log-mel network"},
        {"svm-linear", "linear SVM"},
        {"svm-rbf", "RBF SVM"},
        {"svm-linear-rest", "linear SVM, one against the rest,"},
        {"random-forest", "random forest"},
        {"kernel-ridge", "kernel ridge"},
        {"ridge", "ridge regression"},
        {"least-squares", "least squares"},
    };
    if (member.model == kSpeechEncoder) {
        const auto layers = member.modelSettings.find("layers");
        const bool probe = layers == member.modelSettings.end() || layers->second == 0.0;
        const std::string learns =
            probe ? (dimensions ? "regression head" : "linear probe") : "top " + core::numberText(layers->second) + " layers";
        return learns + " of " + member.start;
    }
    if (member.model == kFuturePrediction) return futureSystemName(member);
    if (member.model == kAdversarialAutoencoder) return autoencoderSystemName(member);
    if (member.model == kIaan) {
        const auto& [layer, context] = member.dialogue;
        std::string name = "interaction-aware attention on ";
        name += member.start.empty() ? member.featureSet : member.start + (layer.empty() ? std::string() : ", " + layer);
        if (context == "none") name += ", without context";
        if (context == "shuffled") name += ", with shuffled context (a control)";
        return name;
    }
    const auto found = kNames.find(member.model);
    const std::string name = found == kNames.end() ? member.model : found->second;
    const auto fisher = member.modelSettings.find("fisher");
    return isClassical(member.model)
               ? name + " on " + core::joined(featureSetNames(member.featureSet), " and ") +
                     (fisher != member.modelSettings.end() && fisher->second > 0.0 ? " (Fisher vectors of frames)" : "")
               : name + (member.start.empty() ? std::string() : ", fine-tuned from " + member.start);
}

}  // namespace

std::string systemName(const Experiment& experiment) {
    const auto systems = systemsOf(experiment);
    std::vector<std::string> names;
    bool bySpeaker = false;
    for (const auto& each : systems) {
        names.push_back(memberName(each, !experiment.dimensions.empty()));
        bySpeaker = bySpeaker || each.normalise == "speaker";
    }
    const std::string name = experiment.model == "fusion" ? "fusion of " + core::joined(names, " + ") : names.front();
    std::string how;
    if (bySpeaker) how += ", standardised by speaker (uses the test speaker's unlabelled data)";
    if (choosesOnTest(experiment)) how += std::string(", ") + store::kChosenOnTest + " (figures too good)";
    return name + how;
}

bool takesFeatures(std::string_view model, std::string_view featureSet) {
    if (model == kSpeechEncoder) return featureSet == kSpeechEncoder;
    if (model == kAdversarialAutoencoder) return true;        // of sets over time mean and deviation, as classical learners do
    if (model == kIaan) return featureSet != kSpeechEncoder;  // any set of frames
    if (model == kFuturePrediction) return std::ranges::find(kFutureFeatureSets, featureSet) != std::end(kFutureFeatureSets);
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
