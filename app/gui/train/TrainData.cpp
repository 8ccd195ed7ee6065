// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/TrainData.h"

#include <QStringList>
#include <algorithm>
#include <iterator>
#include <set>

#include "app/gui/ShellCommand.h"
#include "engine/analysis/DimensionScores.h"
#include "engine/analysis/RunSummary.h"
#include "engine/core/SafeFile.h"
#include "engine/corpus/Folds.h"
#include "engine/experiment/FineTuning.h"
#include "engine/experiment/Starts.h"
#include "engine/experiment/UnitEmotionPlan.h"

namespace prososcope::gui {

namespace {

namespace fs = std::filesystem;
constexpr std::size_t kMostResumable = 20;
constexpr std::size_t kLargestExperiment = 1 << 20;
constexpr double kUnknownSeconds = 3.0;

std::vector<ExperimentFile> experimentsIn(const fs::path& folder, bool own) {
    std::vector<ExperimentFile> files;
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(folder, code)) {
        if (entry.path().extension() != ".toml") continue;
        auto text = core::readFile(entry.path(), kLargestExperiment);
        if (!text) continue;
        const auto add = [&](const auto& experiment) {
            files.push_back({entry.path(), *text, experiment.name, experiment.title, experiment.corpus, own});
        };
        const auto source = entry.path().filename().string();
        if (experiment::isUnitEmotionExperiment(*text)) {
            if (const auto units = experiment::parseUnitEmotionExperiment(*text, source)) add(*units);
        } else if (const auto parsed = experiment::parseExperiments(*text, source, folder)) {
            add(parsed->runs.front().experiment);
        }
    }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

}  // namespace

core::Result<std::string> writeFineTuning(const fs::path& workspaceFolder, const std::string& corpusName,
                                          const std::string& modelName) {
    const auto workspace = store::Workspace::open(workspaceFolder);
    if (!workspace) return core::fail(workspace.error());
    const auto corpus = workspace->corpus(corpusName);
    if (!corpus) return core::fail(corpus.error());
    const auto model = store::findModel(modelName, workspace->modelsFolder());
    if (!model) return core::fail(model.error());
    const std::string text = experiment::fineTuningText(model->card, *corpus);
    const auto parsed = experiment::parseExperiments(text, modelName);
    if (!parsed) return core::fail(parsed.error());
    const std::string name = parsed->runs.front().experiment.name;
    // One that was made before, and perhaps edited, stays as it is under its name.
    const auto folder = workspaceFolder / "experiments";
    auto path = folder / (name + ".toml");
    std::error_code code;
    for (int i = 2; fs::exists(path, code); ++i) {
        const auto there = core::readFile(path, kLargestExperiment);
        if (there && *there == text) break;
        path = folder / (name + "-" + std::to_string(i) + ".toml");
    }
    if (auto written = core::writeFile(path, text); !written) return core::fail(written.error());
    return path.string();
}

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
    choices.experiments = experimentsIn(experimentFolder, false);
    for (auto& each : experimentsIn(workspaceFolder / "experiments", true)) choices.experiments.push_back(std::move(each));
    return choices;
}

namespace {

core::Result<TrainPlan> planUnits(const fs::path& workspaceFolder, const std::string& corpusName, const std::string& toml,
                                  const fs::path& source) {
    auto units = experiment::unitEmotionExperimentOf(toml, source);
    if (!units) return core::fail(units.error());
    units->corpus = corpusName;
    const auto workspace = store::Workspace::open(workspaceFolder);
    if (!workspace) return core::fail(workspace.error());
    const auto corpus = workspace->corpus(units->corpus);
    if (!corpus) return core::fail(corpus.error());
    std::vector<corpus::Corpus> others;
    for (const auto& name : units->testCorpora) {
        auto other = workspace->corpus(name);
        if (!other) return core::fail(other.error());
        others.push_back(std::move(*other));
    }
    const auto planned = experiment::planUnitEmotion(*units, *corpus, others);
    if (!planned) return core::fail(planned.error());
    TrainPlan plan;
    plan.counts = planned->counts;
    plan.dropped = planned->dropped;
    plan.utterances = planned->utterances;
    plan.speakers = planned->speakers;
    for (const auto& fold : planned->folds) {
        plan.folds.push_back(
            {fold.name, fold.testSpeakers, fold.validationSpeakers, fold.train, fold.validation, fold.test, false});
    }
    auto& shown = plan.experiment;
    shown.name = units->name;
    shown.title = units->title;
    shown.classes = units->labels.classes;
    shown.training.epochs = units->updates;
    shown.device = units->device;
    experiment::setCorpora(shown, {corpusName});
    plan.group.name = units->name;
    plan.group.runs = {{shown, {}}};
    plan.units = std::move(*units);
    return plan;
}

/// The card of what a network goes on from, without a look at its weights. A folder or file of another program's encoder has an
/// empty one: it names nobody whom it has heard. Opened in the order of checkpoints::openEncoderStart.
core::Result<store::ModelCard> startCard(const std::string& nameOrPath, const fs::path& modelsFolder) {
    std::error_code code;
    if (fs::is_directory(nameOrPath, code)) return store::ModelCard();
    const auto model = store::findModel(nameOrPath, modelsFolder);
    if (model) return model->card;
    if (fs::is_regular_file(nameOrPath, code)) return store::ModelCard();
    return core::fail(model.error());
}

}  // namespace

core::Result<TrainPlan> planTraining(const fs::path& workspaceFolder, const std::string& corpusName, const std::string& toml,
                                     const fs::path& source) {
    if (experiment::isUnitEmotionExperiment(toml)) return planUnits(workspaceFolder, corpusName, toml, source);
    TrainPlan plan;
    auto parsed = experiment::parseExperiments(toml, source.filename().string(), source.parent_path());
    if (!parsed) return core::fail(parsed.error());
    plan.group = std::move(*parsed);
    for (auto& run : plan.group.runs)
        if (run.experiment.corpora.empty()) experiment::setCorpora(run.experiment, {corpusName});
    plan.experiment = plan.group.runs.front().experiment;
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
    for (const auto& utterance : labelled->utterances) {
        speakers.insert(utterance.speaker);
        plan.soundSeconds += utterance.seconds() > 0.0 ? utterance.seconds() : kUnknownSeconds;
    }
    plan.speakers = speakers.size();
    const auto folds = corpus::makeFolds(labelled->utterances, experiment::foldSettings(plan.experiment));
    if (!folds) return core::fail(folds.error());
    std::vector<std::string> foldNames;
    for (const auto& fold : *folds) foldNames.push_back(fold.name);
    std::vector<std::vector<store::ModelCard>> starts;  // of a system: one, or one for each fold
    for (const auto& system : experiment::seededSystems(plan.experiment)) {
        auto& cards = starts.emplace_back();
        for (const auto& name : experiment::startNames(system.start, foldNames)) {
            const auto card = startCard(name, workspace->modelsFolder());
            if (!card) return core::fail(card.error());
            cards.push_back(*card);
        }
    }
    for (std::size_t i = 0; i < folds->size(); ++i) {
        const corpus::Fold& fold = (*folds)[i];
        const bool heard = std::any_of(starts.begin(), starts.end(), [&](const std::vector<store::ModelCard>& cards) {
            if (cards.empty()) return false;
            const auto& card = cards[cards.size() > 1 ? i : 0];
            return !experiment::learnsWithoutLabels(card) &&
                   !experiment::heardSpeakers(card, *corpora, fold.testSpeakers).empty();
        });
        plan.folds.push_back({fold.name, fold.testSpeakers, fold.innerSpeakers, fold.train.size(), fold.inner.size(),
                              fold.test.size(), fold.speakerDependent || heard});
    }
    return plan;
}

namespace {

experiment::Workload workloadOf(const TrainPlan& plan, const std::vector<int>& only) {
    experiment::Workload load;
    load.utterances = plan.utterances;
    load.soundSeconds = plan.soundSeconds;
    for (std::size_t i = 0; i < plan.folds.size(); ++i) {
        if (!only.empty() && std::find(only.begin(), only.end(), static_cast<int>(i)) == only.end()) continue;
        load.trained.push_back(plan.folds[i].train);
        load.tested += plan.folds[i].test;
    }
    return load;
}

/// Of phonetic units: as long as the newest finished run of the same experiment on the same corpus took.
void estimateUnits(TrainPlan& plan, const fs::path& workspaceFolder, const std::string& device) {
    const auto workspace = store::Workspace::open(workspaceFolder);
    const auto runs =
        workspace ? workspace->runs() : core::Result<std::vector<store::RunRecord>>(std::vector<store::RunRecord>());
    if (!runs) return;
    for (const store::RunRecord& each : *runs) {
        const bool same = each.name == plan.units->name && each.corpus == plan.units->corpus && each.seconds > 0.0;
        if (!same || each.state != store::RunState::Finished || (device != "auto" && !each.device.starts_with(device)))
            continue;
        plan.cost.seconds = each.seconds;
        plan.cost.reference = each.id;
        plan.cost.referenceDevice = each.device;
        return;
    }
}

/// Finished runs whose system may be the same, as the list of runs tells it; their experiments are read one by one.
constexpr int kMostLookedAt = 20;

}  // namespace

void estimateCost(TrainPlan& plan, const fs::path& workspaceFolder, const std::string& device, const std::vector<int>& only) {
    if (plan.units) {
        estimateUnits(plan, workspaceFolder, device);
        return;
    }
    auto load = workloadOf(plan, only);
    std::optional<experiment::Reference> reference;
    const auto key = experiment::systemKey(plan.experiment);
    const auto workspace = store::Workspace::open(workspaceFolder);
    const auto runs =
        workspace ? workspace->runs() : core::Result<std::vector<store::RunRecord>>(std::vector<store::RunRecord>());
    struct Earlier {
        experiment::Experiment experiment;
        experiment::Workload load;
        std::string corpus;
    };
    std::optional<Earlier> earlier;
    int looked = 0;
    for (const store::RunRecord& each : runs ? *runs : std::vector<store::RunRecord>()) {
        if (each.state != store::RunState::Finished || each.example || looked >= kMostLookedAt) continue;
        ++looked;
        const auto stored = workspace->run(each.id);
        if (!stored) continue;
        auto experiment = experiment::parseExperiment(stored->experiment, "run");
        if (!experiment || experiment::systemKey(*experiment) != key) continue;
        load.cached = load.cached || (each.corpus == plan.experiment.corpus && experiment->copies == plan.experiment.copies);
        // One before it on the same data shows that it found its features.
        if (earlier && earlier->corpus == each.corpus && earlier->experiment.copies == experiment->copies)
            earlier->load.cached = true;
        if (earlier || each.seconds <= 0.0 || (device != "auto" && !each.device.starts_with(device))) continue;
        const auto old = planTraining(workspaceFolder, each.corpus, stored->experiment, "run");
        if (!old) continue;
        earlier = {std::move(*experiment), workloadOf(*old, stored->onlyFolds), each.corpus};
        reference = {each.id, each.seconds, {}, each.device};
    }
    if (reference) reference->units = experiment::workUnits(earlier->experiment, earlier->load);
    plan.cost = experiment::estimateRuns(plan.experiment, load, plan.group.runs.size(), device, reference);
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
    if (folds->empty()) view.chosen = run->onlyFolds;
    for (const store::FoldRecord& fold : *folds) {
        view.chosen.push_back(fold.index);
        std::vector<store::PredictionRecord> own;
        std::copy_if(predictions->begin(), predictions->end(), std::back_inserter(own),
                     [&](const store::PredictionRecord& each) { return each.fold == fold.index; });
        if (!fold.complete || own.empty()) continue;
        view.finished.emplace_back(fold.index, run->classes.empty()
                                                   ? analysis::meanConcordance(own, run->dimensions.size(), 0).value
                                                   : analysis::pooledUar(own, run->classes.size()));
    }
    return view;
}

QString commandLine(const fs::path& workspace, const fs::path& experimentFile, const QString& device,
                    const std::vector<int>& onlyFolds, std::optional<std::int64_t> resume) {
    QStringList words{QStringLiteral("run")};
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
    return shellCommand(workspace, words);
}

}  // namespace prososcope::gui
