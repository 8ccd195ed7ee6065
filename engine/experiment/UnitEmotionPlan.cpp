// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/UnitEmotionPlan.h"

#include <algorithm>
#include <set>

#include "engine/core/Join.h"
#include "engine/corpus/LabelScheme.h"
#include "engine/experiment/Starts.h"
#include "engine/phonetics/SpokenSplit.h"
#include "engine/phonetics/Units.h"

namespace prososcope::experiment {

namespace {

/// The utterances of a class that the experiment has.
corpus::Corpus chosenOf(const UnitEmotionExperiment& experiment, const corpus::Corpus& corpus, UnitEmotionPlan* plan) {
    auto applied = corpus::applyScheme(experiment.labels, corpus);
    if (plan != nullptr) {
        plan->counts.assign(experiment.labels.classes.size(), 0);
        for (const int label : applied.labels) ++plan->counts[static_cast<std::size_t>(label)];
        for (const auto& each : applied.dropped) plan->dropped.emplace_back(each.label, each.count);
        plan->utterances = applied.utterances.size();
        std::set<std::string> speakers;
        for (const auto& utterance : applied.utterances) speakers.insert(utterance.speaker);
        plan->speakers = speakers.size();
    }
    corpus::Corpus chosen = corpus;
    chosen.utterances = std::move(applied.utterances);
    return chosen;
}

std::size_t transcribed(const corpus::Corpus& corpus) {
    return static_cast<std::size_t>(
        std::count_if(corpus.utterances.begin(), corpus.utterances.end(), [](const corpus::Utterance& utterance) {
            return !phonetics::spokenText(utterance.transcript, utterance.language).empty();
        }));
}

/// Adds speakers of a corpus as a training of several corpora, or of one, names them.
void addSpeakers(std::vector<std::string>& names, const std::vector<std::string>& speakers, const corpus::Corpus& corpus,
                 bool several) {
    for (const auto& speaker : speakers) {
        corpus::Utterance one;
        one.speaker = speaker;
        if (several) one = corpus::amongOthers(std::move(one), corpus);
        names.push_back(one.speaker);
    }
    std::sort(names.begin(), names.end());
}

}  // namespace

std::vector<std::vector<std::string>> testedInFolds(const UnitEmotionExperiment& experiment, const corpus::Corpus& chosen) {
    if (experiment.protocol != "leave-one-speaker-out") return {experiment.testSpeakers};
    std::vector<std::vector<std::string>> tested;
    for (const auto& speaker : chosen.speakers()) tested.push_back({speaker});
    return tested;
}

std::string unitFoldName(const std::vector<std::string>& speakers) { return core::joined(speakers, "+"); }

std::string unitFoldName(const std::string& name, const corpus::Corpus& tested) {
    return name + (name.empty() ? "" : "+") + tested.name;
}

core::Result<UnitEmotionPlan> planUnitEmotion(const UnitEmotionExperiment& experiment, const corpus::Corpus& corpus,
                                              std::span<const corpus::Corpus> testCorpora) {
    UnitEmotionPlan plan;
    const auto chosen = chosenOf(experiment, corpus, &plan);
    if (plan.utterances == 0) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The corpus %1 has no utterance of the classes of experiment %2."),
                           {corpus.name, experiment.name}});
    }
    const bool several = !testCorpora.empty();
    for (const auto& speakers : testedInFolds(experiment, chosen)) {
        const auto parts =
            phonetics::splitSpoken({speakers, experiment.validationSpeakers, experiment.heldOutTexts, experiment.seed}, chosen);
        if (!parts) return core::fail(parts.error());
        UnitEmotionFoldPlan fold{unitFoldName(speakers), {}, {}, parts->train, parts->validation, 0};
        addSpeakers(fold.testSpeakers, speakers, corpus, several);
        addSpeakers(fold.validationSpeakers, experiment.validationSpeakers, corpus, several);
        fold.test = parts->utterances.size() - parts->train - parts->validation - parts->heldOut;
        plan.folds.push_back(std::move(fold));
    }
    for (const auto& each : testCorpora) {
        auto& fold = plan.folds.front();
        const auto other = chosenOf(experiment, each, nullptr);
        fold.test += transcribed(other);
        fold.name = unitFoldName(fold.name, each);
        addSpeakers(fold.testSpeakers, other.speakers(), each, several);
    }
    return plan;
}

std::string systemName(const UnitEmotionExperiment& experiment) {
    return "wav2vec 2.0 with CTC on " + std::string(phonetics::unitKindName(experiment.units.kind)) + " and emotion";
}

store::RunRecord waitingRecord(const UnitEmotionExperiment& experiment, const std::string& command) {
    store::RunRecord record;
    record.name = experiment.name;
    record.title = experiment.title;
    record.state = store::RunState::Waiting;
    record.experiment = formatUnitEmotionExperiment(experiment);
    record.system = systemName(experiment);
    record.corpus = experiment.corpus;
    record.protocol = experiment.protocol;
    record.device = experiment.device == "auto" ? std::string() : experiment.device;
    record.threads = experiment.threads;
    record.seed = experiment.seed;
    record.classes = experiment.labels.classes;
    record.command = command;
    return record;
}

core::Result<UnitEmotionExperiment> unitEmotionExperimentOf(std::string_view text, const std::filesystem::path& file) {
    auto experiment = parseUnitEmotionExperiment(text, file.string());
    if (!experiment || experiment->encoder.start.empty()) return experiment;
    const auto beside = file.parent_path() / experiment->encoder.start;
    std::error_code code;
    if (std::filesystem::exists(seededStart(beside.string(), experiment->seed), code))
        experiment->encoder.start = beside.string();
    return experiment;
}

}  // namespace prososcope::experiment
