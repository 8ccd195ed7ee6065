// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/FineTuning.h"

#include <algorithm>
#include <set>

#include "engine/core/TomlWriter.h"
#include "engine/experiment/Experiment.h"
#include "engine/experiment/FutureModel.h"

namespace prososcope::experiment {

bool canStartFrom(const store::ModelCard& card) { return card.kind == "logmel-network" || card.kind == kSpeechEncoder; }

bool learnsWithoutLabels(const store::ModelCard& card) { return card.kind == kFuturePrediction && card.classes.empty(); }

std::vector<std::string> heardSpeakers(const store::ModelCard& model, std::span<const corpus::Corpus> corpora,
                                       std::span<const std::string> speakers) {
    const auto trainedOn = [&](const std::string& name) {
        // Several corpora are joined by " + ".
        const std::string joined = " + " + model.trainingCorpus + " + ";
        return !name.empty() && joined.find(" + " + name + " + ") != std::string::npos;
    };
    const std::set<std::string> trained(model.trainingSpeakers.begin(), model.trainingSpeakers.end());
    std::vector<std::string> heard;
    for (const auto& corpus : corpora) {
        const bool known = trainedOn(corpus.name) || trainedOn(corpus.title);
        // Among several corpora each speaker is named with the corpus's name, see corpus::amongOthers.
        const std::string prefix = corpus.name + "/";
        for (const auto& speaker : speakers) {
            if (corpora.size() > 1 && !speaker.starts_with(prefix)) continue;
            const std::string bare = corpora.size() > 1 ? speaker.substr(prefix.size()) : speaker;
            if (trained.contains(prefix + bare) || (known && (trained.empty() || trained.contains(bare))))
                heard.push_back(speaker);
        }
    }
    return heard;
}

std::string fineTuningText(const store::ModelCard& model, const corpus::Corpus& corpus) {
    std::set<std::string> words;
    std::set<std::string> speakers;
    for (const auto& utterance : corpus.utterances) {
        if (utterance.emotion.empty()) continue;
        words.insert(utterance.emotion);
        speakers.insert(utterance.speaker);
    }
    const auto classes = corpus::inDisplayOrder({words.begin(), words.end()});
    const std::string title = corpus.title.empty() ? corpus.name : corpus.title;
    std::string text =
        "# Fine-tunes a model on a corpus of one's own. What else may stand here: resources/experiments/README.md\n";
    const auto line = [&](const std::string& key, const std::string& value) { text += key + " = " + value + "\n"; };
    line("name", core::tomlText(corpus.name + "-from-" + model.name));
    line("title", core::tomlText(title + ", fine-tuned from " + model.name));
    line("save_model", "true");
    text += "\n[corpus]\n";
    line("name", core::tomlText(corpus.name));
    text += "\n[labels]\n";
    line("classes", core::tomlList(classes));
    const bool encoder = model.kind == kSpeechEncoder;
    if (!encoder) {
        text += "\n[features]\n";
        line("set", core::tomlText(model.featureSet));
    }
    text += "\n[model]\n";
    line("kind", core::tomlText(model.kind));
    line("start", core::tomlText(model.name));
    if (encoder) line("train", core::tomlText("probe"));
    text += "\n[training]\n";
    line("epochs", encoder ? "60" : "20");
    line("learning_rate", encoder ? "0.002" : "0.0005");
    text += "\n[folds]\n";
    if (speakers.size() >= 2) {
        line("protocol", core::tomlText("leave-one-speaker-out"));
        line("inner_speakers", speakers.size() >= 3 ? "1" : "0");
    } else {
        line("protocol", core::tomlText("random"));
        line("groups", "5");
        line("inner_speakers", "0");
    }
    return text;
}

}  // namespace prososcope::experiment
