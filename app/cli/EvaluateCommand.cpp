// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "app/cli/CommandLine.h"
#include "engine/audio/AudioFile.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/Csv.h"
#include "engine/experiment/FineTuning.h"

namespace prososcope::cli {

namespace {

struct EvaluateOptions {
    std::string model;
    std::string corpus;
    std::string device = "cpu";
    bool card = false;
};

struct Evaluation {
    std::vector<int> truth;
    std::vector<int> predicted;
    std::vector<std::string> speakers;
    std::size_t otherLabels = 0;  ///< utterances whose label the model does not know
    std::size_t unreadable = 0;
};

core::Result<Evaluation> evaluateCorpus(const CommandLine& line, backend::EmotionModel& model, const corpus::Corpus& corpus,
                                        core::Progress& progress) {
    const auto& classes = model.card().classes;
    Evaluation result;
    for (std::size_t i = 0; i < corpus.utterances.size(); ++i) {
        if (progress.stopRequested()) return core::cancelled();
        progress.report(static_cast<double>(i) / static_cast<double>(corpus.utterances.size()));
        const auto& utterance = corpus.utterances[i];
        const auto label = std::find(classes.begin(), classes.end(), utterance.emotion);
        if (label == classes.end()) {
            ++result.otherLabels;
            continue;
        }
        const auto posteriors =
            backend::predictFile(model, corpus.folder / utterance.path, utterance.startSeconds, utterance.endSeconds);
        if (!posteriors) {
            line.error(posteriors.error().message());
            ++result.unreadable;
            continue;
        }
        result.truth.push_back(static_cast<int>(label - classes.begin()));
        result.predicted.push_back(
            static_cast<int>(std::max_element(posteriors->begin(), posteriors->end()) - posteriors->begin()));
        result.speakers.push_back(utterance.speaker);
    }
    progress.report(1.0);
    return result;
}

/// Whether a speaker of the corpus was trained on: then the figure would be no test.
bool sharesSpeakers(const store::ModelCard& card, const corpus::Corpus& corpus) {
    std::set<std::string> speakers;
    for (const auto& utterance : corpus.utterances) speakers.insert(utterance.speaker);
    return !experiment::heardSpeakers(card, {&corpus, 1}, std::vector<std::string>(speakers.begin(), speakers.end())).empty();
}

int evaluate(const CommandLine& line, const EvaluateOptions& options) {
    auto entry = store::findModel(options.model, line.workspacePath() / "models");
    if (!entry) return line.failed(entry.error());
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto corpus = workspace->corpus(options.corpus);
    if (!corpus) return line.failed(corpus.error());
    if (sharesSpeakers(entry->card, *corpus)) {
        line.error(
            core::Text("%1 was trained on the speakers of %2: such a figure would mean nothing. Use the folds of its run.",
                       {entry->card.name, corpus->name})
                .english());
        return kFailed;
    }
    const auto torch = backend::torchBackend();
    if (!torch) return line.failed(torch.error());
    auto model = (*torch)->openModel(*entry, options.device, line.workThreads());
    if (!model) return line.failed(model.error());
    ProgressBar bar(line);
    const auto result = evaluateCorpus(line, **model, *corpus, bar.progress());
    bar.clear();
    if (!result) return line.failed(result.error());
    if (result->truth.empty()) {
        line.error(core::Text("No utterance of %1 has a label of %2.", {corpus->name, entry->card.name}).english());
        return kFailed;
    }
    const auto& classes = entry->card.classes;
    const auto matrix = analysis::confusionMatrix(result->truth, result->predicted, classes.size());
    const auto interval = analysis::bootstrapUar(result->truth, result->predicted, result->speakers, classes.size());
    store::Figure figure;
    figure.metric = "UAR";
    figure.value = analysis::unweightedAverageRecall(matrix);
    figure.low = interval.low;
    figure.high = interval.high;
    figure.n = static_cast<long>(result->truth.size());
    figure.speakers = static_cast<long>(std::set<std::string>(result->speakers.begin(), result->speakers.end()).size());
    figure.protocol = core::Text("trained on %1, tested on %2 without adaptation",
                                 {entry->card.trainingCorpus, corpus->title.empty() ? corpus->name : corpus->title})
                          .english();
    if (line.json) {
        line.printJson({{"model", entry->card.name},
                        {"corpus", corpus->name},
                        {"uar", figure.value},
                        {"uar_low", figure.low},
                        {"uar_high", figure.high},
                        {"wa", analysis::weightedAccuracy(matrix)},
                        {"macro_f1", analysis::macroF1(matrix)},
                        {"n", figure.n},
                        {"speakers", figure.speakers},
                        {"other_labels", result->otherLabels},
                        {"unreadable", result->unreadable},
                        {"classes", classes},
                        {"confusion", matrix.counts}});
    } else {
        line.print(
            core::Text("%1 on %2: UAR %3  WA %4  macro-F1 %5  n = %6  speakers = %7  (%8 with other labels left out)\n\n",
                       {entry->card.name, corpus->name, intervalText(figure.value, figure.low, figure.high),
                        core::fixedText(analysis::weightedAccuracy(matrix), 3), core::fixedText(analysis::macroF1(matrix), 3),
                        std::to_string(figure.n), std::to_string(figure.speakers), std::to_string(result->otherLabels)})
                .english());
        line.print(confusionTable(matrix, classes));
    }
    if (options.card) {
        auto& figures = entry->card.figures;
        std::erase_if(figures,
                      [&](const store::Figure& old) { return old.protocol == figure.protocol && old.metric == figure.metric; });
        figures.push_back(figure);
        if (auto written = store::writeModelCard(entry->cardPath, entry->card); !written) return line.failed(written.error());
    }
    return result->unreadable > 0 ? kFailed : kDone;
}

}  // namespace

void addEvaluateCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("evaluate", "A model on a corpus that it was not trained on");
    auto options = std::make_shared<EvaluateOptions>();
    command->add_option("--model", options->model, "Name of a model, or its .safetensors file")->required()->type_name("M");
    command->add_option("CORPUS", options->corpus, "Name of a corpus of the workspace")->required();
    command->add_option("--device", options->device, "cpu or cuda")
        ->check(CLI::IsMember({"cpu", "cuda"}))
        ->capture_default_str();
    command->add_flag("--card", options->card, "Write the figure into the model's card");
    command->callback([&line, options] { line.action = [&line, options] { return evaluate(line, *options); }; });
}

}  // namespace prososcope::cli
