// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/UnitEmotionCommand.h"

#include <nlohmann/json.hpp>

#include "engine/backend/TorchBackend.h"
#include "engine/backend/UnitEmotionResults.h"
#include "engine/backend/UnitEmotionRun.h"
#include "engine/core/Clock.h"
#include "engine/core/Csv.h"

namespace prososcope::cli {

namespace {

constexpr double kPercent = 100.0;

std::string percent(double share) { return core::fixedText(kPercent * share, 1) + " %"; }

std::string percent(const backend::FigureWithInterval& figure) {
    return percent(figure.value) + " [" + percent(figure.interval.low) + ", " + percent(figure.interval.high) + "]";
}

std::string lookText(const char* of, const std::optional<backend::UnitLook>& look) {
    if (!look) return {};
    return std::string(", ") + of + " loss " + core::fixedText(look->loss, 2) + ", unit errors " + percent(look->unitErrors) +
           " (without emotion " + percent(look->unitErrorsWithout) + "), UAR " + percent(look->uar);
}

std::string epochText(int fold, int folds, const backend::UnitEpoch& epoch, int updates) {
    std::string text = folds > 1 ? "fold " + std::to_string(fold + 1) + " of " + std::to_string(folds) + ", " : "";
    return text + "update " + std::to_string(epoch.update) + " of " + std::to_string(updates) + ": loss " +
           core::fixedText(epoch.trainLoss, 2) + lookText("validation", epoch.validation) +
           lookText("held-out sentences", epoch.heldOut) + ", " + core::fixedText(epoch.seconds, 0) + " s\n";
}

std::string errorsText(const analysis::EditCounts& counts, const backend::FigureWithInterval& rate) {
    const auto share = [&](std::size_t count) {
        return core::fixedText(kPercent * static_cast<double>(count) / static_cast<double>(counts.referenceUnits()), 1);
    };
    return percent(rate) + " (substitutions " + share(counts.substitutions) + ", deletions " + share(counts.deletions) +
           ", insertions " + share(counts.insertions) + "), " + std::to_string(counts.referenceUnits()) + " units";
}

std::string votesText(const phonetics::VoteLog& log) {
    std::string text;
    for (std::size_t i = 0; i < phonetics::kVoteRuleCount; ++i) {
        text += (text.empty() ? "" : ", ") + std::string(phonetics::voteRuleName(static_cast<phonetics::VoteRule>(i))) + " " +
                std::to_string(log.byRule[i]);
    }
    return text + "; without a voting unit " + std::to_string(log.silent);
}

std::string figuresText(const std::string& title, const std::optional<backend::UnitEmotionFigures>& figures) {
    if (!figures) return {};
    return title + ": " + std::to_string(figures->utterances) + " utterances, " + std::to_string(figures->speakers) +
           " speakers\n  UAR " + percent(figures->uar) + ", WA " + percent(figures->wa) + "\n  soft vote: UAR " +
           percent(figures->softUar) + ", WA " + percent(figures->softWa) + "\n  unit errors with emotion " +
           errorsText(figures->with, figures->withRate) + "\n  unit errors without emotion " +
           errorsText(figures->without, figures->withoutRate) + "\n  votes decided by " + votesText(figures->log) + "\n";
}

nlohmann::json figuresJson(const std::optional<backend::UnitEmotionFigures>& figures) {
    if (!figures) return nullptr;
    const auto one = [](const backend::FigureWithInterval& figure) {
        return nlohmann::json{{"value", figure.value}, {"low", figure.interval.low}, {"high", figure.interval.high}};
    };
    return {{"utterances", figures->utterances},
            {"uar", one(figures->uar)},
            {"wa", one(figures->wa)},
            {"soft_vote_uar", one(figures->softUar)},
            {"unit_errors_with_emotion", one(figures->withRate)},
            {"unit_errors_without_emotion", one(figures->withoutRate)}};
}

nlohmann::json outcomeJson(const store::RunRecord& run, const experiment::UnitEmotionExperiment& experiment,
                           const std::filesystem::path& folder, const backend::UnitEmotionOutcome& outcome) {
    const auto tested = backend::testedOf(outcome);
    const auto classes = experiment.labels.classes.size();
    nlohmann::json value = {{"name", experiment.name},
                            {"run", run.id},
                            {"results", folder.string()},
                            {"models", nlohmann::json::array()},
                            {"all", figuresJson(backend::unitEmotionFigures(tested, classes))},
                            {"sentences_trained_on", figuresJson(backend::unitEmotionFigures(tested, classes, true))},
                            {"sentences_not_trained_on", figuresJson(backend::unitEmotionFigures(tested, classes, false))}};
    for (const auto& fold : outcome.folds) value["models"].push_back(fold.model.tensors.string());
    return value;
}

void printOutcome(const CommandLine& line, const store::RunRecord& run, const experiment::UnitEmotionExperiment& experiment,
                  const std::filesystem::path& folder, const backend::UnitEmotionOutcome& outcome) {
    const auto tested = backend::testedOf(outcome);
    const auto classes = experiment.labels.classes.size();
    const auto all = backend::unitEmotionFigures(tested, classes);
    line.print(figuresText("all tested", all));
    if (experiment.heldOutTexts > 0) {
        line.print(
            figuresText("sentences that were trained on, in new voices", backend::unitEmotionFigures(tested, classes, true)));
        line.print(figuresText("sentences that were never trained on", backend::unitEmotionFigures(tested, classes, false)));
    }
    if (all) line.print(confusionTable(all->matrix, experiment.labels.classes));
    line.message(core::Text("Run %1, results in %2.", {std::to_string(run.id), folder.string()}).english());
}

}  // namespace

int runUnitEmotion(const CommandLine& line, store::Workspace& workspace, const experiment::UnitEmotionExperiment& experiment,
                   const corpus::Corpus& corpus, const std::vector<corpus::Corpus>& testCorpora, const std::string& command) {
    const auto torch = backend::torchBackend();
    if (!torch) return line.failed(torch.error());
    const auto emotions = backend::unitEmotionBackend(**torch);
    if (!emotions) return line.failed(emotions.error());
    backend::UnitEmotionRequest request;
    request.experiment = experiment;
    request.corpus = corpus;
    request.testCorpora = testCorpora;
    request.folder = line.workspacePath() / "unit-emotion" / experiment.name;
    request.modelsFolder = line.workspacePath() / "models";
    request.command = command;
    const auto startedAt = core::utcNow();
    ProgressBar bar(line);
    const auto looked = [&](int fold, int folds, const backend::UnitEpoch& epoch) {
        bar.clear();
        if (!line.json) line.print(epochText(fold, folds, epoch, experiment.updates));
    };
    const auto outcome = (*emotions)->train(request, looked, bar.progress());
    bar.clear();
    if (!outcome) {
        if (outcome.error().kind == core::ErrorKind::Cancelled) line.message("Go on with the same command: " + command);
        return line.failed(outcome.error());
    }
    for (const auto& remark : outcome->remarks) line.message(remark.english());
    if (auto written = backend::writeUnitEmotionResults(request.folder, experiment, *outcome); !written)
        return line.failed(written.error());
    const auto run = backend::storeUnitEmotionRun(workspace, request, *outcome, startedAt);
    if (!run) return line.failed(run.error());
    if (line.json)
        line.printJson(outcomeJson(*run, experiment, request.folder, *outcome));
    else
        printOutcome(line, *run, experiment, request.folder, *outcome);
    return kDone;
}

EndedRun resumeUnitEmotion(const CommandLine& line, store::Workspace& workspace, std::int64_t run) {
    const auto torch = backend::torchBackend();
    if (!torch) return {core::fail(torch.error()), {}};
    const auto emotions = backend::unitEmotionBackend(**torch);
    if (!emotions) return {core::fail(emotions.error()), {}};
    const auto stored = workspace.run(run);
    if (!stored) return {core::fail(stored.error()), {}};
    const auto experiment = experiment::parseUnitEmotionExperiment(stored->experiment, "run " + std::to_string(run));
    if (!experiment) return {core::fail(experiment.error()), {}};
    /// Says what the window shows.
    class Printer : public backend::RunObserver {
    public:
        explicit Printer(const CommandLine& line) : m_line(line) {}
        void remark(const core::Text& text) override { m_line.message(text.english()); }

    private:
        const CommandLine& m_line;
    };
    Printer printer(line);
    ProgressBar bar(line);
    auto done = backend::runStoredUnitEmotion(**emotions, workspace, run, printer, bar.progress());
    bar.clear();
    if (!done) {
        if (done.error().kind == core::ErrorKind::Cancelled)
            line.message(core::Text("Go on with: prososcope-cli run --resume %1", {std::to_string(run)}).english());
        return {core::fail(done.error()), {}};
    }
    const auto folder = line.workspacePath() / "unit-emotion" / experiment->name;
    if (!line.json) printOutcome(line, done->run, *experiment, folder, done->outcome);
    auto json = outcomeJson(done->run, *experiment, folder, done->outcome);
    return {std::move(done->run), std::move(json)};
}

}  // namespace prososcope::cli
