// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/TrainData.h"

#include <QStringList>
#include <algorithm>
#include <set>

#include "engine/analysis/Classification.h"
#include "engine/core/Paths.h"
#include "engine/core/SafeFile.h"
#include "engine/corpus/Folds.h"

namespace prososcope::gui {

namespace {

namespace fs = std::filesystem;
constexpr std::size_t kMostResumable = 20;
constexpr std::size_t kLargestExperiment = 1 << 20;

QString shellWord(const QString& word) {
    static const QString kPlain = QStringLiteral("/._-+=,:@%");
    const bool plain = !word.isEmpty() && std::all_of(word.begin(), word.end(), [](QChar c) {
        return (c.unicode() < 128 && c.isLetterOrNumber()) || kPlain.contains(c);
    });
    if (plain) return word;
    QString quoted = word;
    return QLatin1Char('\'') + quoted.replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
}

}  // namespace

core::Result<TrainChoices> loadChoices(const fs::path& workspaceFolder, const fs::path& experimentFolder) {
    TrainChoices choices;
    const auto workspace = store::Workspace::open(workspaceFolder);
    if (!workspace) return core::fail(workspace.error());
    auto corpora = workspace->corpora();
    if (!corpora) return core::fail(corpora.error());
    choices.corpora = std::move(*corpora);
    const auto runs = workspace->runs();
    if (!runs) return core::fail(runs.error());
    for (const store::RunRecord& run : *runs) {
        const bool open = run.state == store::RunState::Interrupted || run.state == store::RunState::Cancelled ||
                          run.state == store::RunState::Failed;
        if (open && !run.example && choices.resumable.size() < kMostResumable) choices.resumable.push_back(run);
    }
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(experimentFolder, code)) {
        if (entry.path().extension() != ".toml") continue;
        auto text = core::readFile(entry.path(), kLargestExperiment);
        if (!text) continue;
        auto parsed = experiment::parseExperiment(*text, entry.path().filename().string());
        if (parsed) choices.experiments.push_back({entry.path(), std::move(*text), std::move(*parsed)});
    }
    std::sort(choices.experiments.begin(), choices.experiments.end(),
              [](const ExperimentFile& a, const ExperimentFile& b) { return a.path < b.path; });
    return choices;
}

core::Result<TrainPlan> planTraining(const fs::path& workspaceFolder, const std::string& corpusName, const std::string& toml,
                                     const std::string& source) {
    TrainPlan plan;
    auto parsed = experiment::parseExperiment(toml, source);
    if (!parsed) return core::fail(parsed.error());
    plan.experiment = std::move(*parsed);
    if (plan.experiment.corpora.empty()) experiment::setCorpora(plan.experiment, {corpusName});
    const auto workspace = store::Workspace::open(workspaceFolder);
    if (!workspace) return core::fail(workspace.error());
    const auto corpora = experiment::loadCorpora(plan.experiment, *workspace);
    if (!corpora) return core::fail(corpora.error());
    const auto labelled = experiment::applyLabels(plan.experiment, *corpora);
    if (!labelled) return core::fail(labelled.error());
    plan.counts.assign(plan.experiment.classes.size(), 0);
    for (const int label : labelled->labels) ++plan.counts[static_cast<std::size_t>(label)];
    plan.dropped.assign(labelled->dropped.begin(), labelled->dropped.end());
    plan.utterances = labelled->utterances.size();
    std::set<std::string> speakers;
    for (const auto& utterance : labelled->utterances) speakers.insert(utterance.speaker);
    plan.speakers = speakers.size();
    const auto folds = corpus::makeFolds(labelled->utterances, experiment::foldSettings(plan.experiment));
    if (!folds) return core::fail(folds.error());
    for (const corpus::Fold& fold : *folds)
        plan.folds.push_back({fold.name, fold.testSpeakers, fold.innerSpeakers, fold.train.size(), fold.inner.size(),
                              fold.test.size(), fold.speakerDependent});
    return plan;
}

core::Result<ResumeView> viewRun(const fs::path& workspaceFolder, std::int64_t id) {
    const auto workspace = store::Workspace::open(workspaceFolder);
    if (!workspace) return core::fail(workspace.error());
    const auto run = workspace->run(id);
    if (!run) return core::fail(run.error());
    ResumeView view;
    auto plan = planTraining(workspaceFolder, run->corpus, run->experiment, "run " + std::to_string(id));
    if (!plan) return core::fail(plan.error());
    view.plan = std::move(*plan);
    const auto folds = workspace->folds(id);
    if (!folds) return core::fail(folds.error());
    auto epochs = workspace->epochs(id);
    if (!epochs) return core::fail(epochs.error());
    view.epochs = std::move(*epochs);
    const auto predictions = workspace->predictions(id);
    if (!predictions) return core::fail(predictions.error());
    for (const store::FoldRecord& fold : *folds) {
        view.chosen.push_back(fold.index);
        std::vector<int> truth;
        std::vector<int> predicted;
        for (const store::PredictionRecord& each : *predictions) {
            if (each.fold != fold.index) continue;
            truth.push_back(each.truth);
            predicted.push_back(each.predicted);
        }
        if (fold.complete && !truth.empty())
            view.finished.emplace_back(fold.index, analysis::unweightedAverageRecall(
                                                       analysis::confusionMatrix(truth, predicted, run->classes.size())));
    }
    return view;
}

QString commandLine(const fs::path& workspace, const fs::path& experimentFile, const QString& device,
                    const std::vector<int>& onlyFolds, std::optional<std::int64_t> resume) {
    QStringList words{QStringLiteral("prososcope-cli")};
    if (workspace != core::defaultWorkspaceFolder())
        words << QStringLiteral("--workspace") << QString::fromStdString(workspace.string());
    words << QStringLiteral("run");
    if (resume) {
        words << QStringLiteral("--resume") << QString::number(*resume);
    } else {
        words << QString::fromStdString(experimentFile.string());
        if (device != QLatin1String("auto")) words << QStringLiteral("--device") << device;
        if (!onlyFolds.empty()) {
            QStringList folds;
            for (const int fold : onlyFolds) folds << QString::number(fold);
            words << QStringLiteral("--folds") << folds.join(QLatin1Char(','));
        }
    }
    for (QString& word : words) word = shellWord(word);
    return words.join(QLatin1Char(' '));
}

}  // namespace prososcope::gui
