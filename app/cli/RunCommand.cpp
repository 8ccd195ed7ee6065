// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "app/cli/ChainCommand.h"
#include "app/cli/CommandLine.h"
#include "app/cli/FuturePredictionCommand.h"
#include "app/cli/RecogniserCommand.h"
#include "app/cli/RegressionCommand.h"
#include "app/cli/RunGroups.h"
#include "app/cli/RunPrinter.h"
#include "app/cli/UnitEmotionCommand.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/Join.h"
#include "engine/core/SafeFile.h"
#include "engine/experiment/RecogniserRank.h"
#include "engine/experiment/Sweep.h"
#include "engine/experiment/WaitingRun.h"
#include "engine/store/RunQueue.h"

namespace prososcope::cli {

namespace {

struct RunOptions {
    std::string file;
    std::string device;
    std::optional<std::uint64_t> seed;
    int rank = 0;
    std::string corpusFolder;
    std::optional<std::int64_t> resume;
    std::vector<int> folds;
    bool waiting = false;
    std::optional<std::int64_t> again;
    bool everySpeaker = false;
    bool everySession = false;
};

core::Result<corpus::Corpus> importInto(const CommandLine& line, store::Workspace& workspace,
                                        const std::filesystem::path& folder, const std::string& name) {
    ProgressBar bar(line);
    auto corpus = corpus::importCorpus(folder, {"auto", name, {}}, bar.progress());
    bar.clear();
    if (!corpus) return corpus;
    if (const auto saved = workspace.saveCorpus(*corpus); !saved) return core::fail(saved.error());
    line.message(core::Text("Imported %1 from %2: %3 utterances.",
                            {name, corpus->folder.string(), std::to_string(corpus->utterances.size())})
                     .english());
    for (const auto& remark : corpus->remarks) line.message(remark.english());
    return corpus;
}

/// One corpus: --corpus wins, then the workspace, then the folders that the experiment file proposes; of several, those that
/// bear the corpus's name.
core::Result<corpus::Corpus> chosenCorpus(const CommandLine& line, store::Workspace& workspace, const RunOptions& options,
                                          const experiment::Experiment& experiment, const std::string& name) {
    if (!options.corpusFolder.empty()) return importInto(line, workspace, options.corpusFolder, name);
    auto stored = workspace.corpus(name);
    if (stored || stored.error().kind != core::ErrorKind::NotFound) return stored;
    const auto base = std::filesystem::path(options.file).parent_path();
    for (const auto& folder : experiment.corpusFolders) {
        std::error_code code;
        const auto place = options.file.empty() ? std::filesystem::path(folder) : base / folder;
        if (!experiment.corpora.empty() && place.filename() != name) continue;
        if (std::filesystem::is_directory(place, code)) return importInto(line, workspace, place, name);
    }
    return core::fail(
        core::ErrorKind::NotFound,
        {TRANSLATABLE("Engine",
                      "The corpus %1 is not in the workspace. Import it with: prososcope-cli corpus import FOLDER "
                      "--name %1, or name its folder with --corpus FOLDER."),
         {name}});
}

core::Result<std::vector<corpus::Corpus>> chosenCorpora(const CommandLine& line, store::Workspace& workspace,
                                                        const RunOptions& options, const experiment::Experiment& experiment) {
    std::vector<corpus::Corpus> corpora;
    for (const auto& name : experiment::corpusNames(experiment)) {
        auto corpus = chosenCorpus(line, workspace, options, experiment, name);
        if (!corpus) return core::fail(corpus.error());
        corpora.push_back(std::move(*corpus));
    }
    return corpora;
}

std::string commandText(const CommandLine& line, const RunOptions& options) {
    std::string text = "prososcope-cli run " + options.file;
    if (!options.device.empty()) text += " --device " + options.device;
    if (options.everySpeaker) text += " --every-speaker";
    if (options.everySession) text += " --every-session";
    if (options.seed) text += " --seed " + std::to_string(*options.seed);
    if (options.rank > 0) text += " --rank " + std::to_string(options.rank);
    if (!options.folds.empty()) {
        text += " --folds ";
        for (std::size_t i = 0; i < options.folds.size(); ++i) text += (i > 0 ? "," : "") + std::to_string(options.folds[i]);
    }
    if (line.threads > 0) text += " --threads " + std::to_string(line.threads);
    return text;
}

EndedRun runOne(const CommandLine& line, const backend::RunRequest& request) {
    const auto torch = backend::torchBackend();
    if (!torch) return {core::fail(torch.error()), {}};
    ProgressBar bar(line);
    RunPrinter printer(line, bar);
    auto run = (*torch)->run(request, printer, bar.progress());
    bar.clear();
    if (run) {
        if (!line.json) printer.printResult(*run);
        auto json = printer.result(*run);
        return {std::move(run), std::move(json)};
    }
    if (run.error().kind == core::ErrorKind::Cancelled && printer.run() > 0)
        line.message(core::Text("Go on with: prososcope-cli run --resume %1", {std::to_string(printer.run())}).english());
    return {std::move(run), {}};
}

/// A stored run, interrupted or waiting, with its corpora from the workspace or from where the file says.
core::Result<backend::RunRequest> requestOf(const CommandLine& line, store::Workspace& workspace, const RunOptions& options,
                                            std::int64_t id) {
    const auto run = workspace.run(id);
    if (!run) return core::fail(run.error());
    if (experiment::isUnitEmotionExperiment(run->experiment))
        return core::fail(core::ErrorKind::BadInput,
                          {"Run %1 is a training of emotion-dependent units, which its own command repeats: %2",
                           {std::to_string(id), run->command}});
    auto experiment = experiment::parseExperiment(run->experiment, "run " + std::to_string(id));
    if (!experiment) return core::fail(experiment.error());
    auto corpora = chosenCorpora(line, workspace, options, *experiment);
    if (!corpora) return core::fail(corpora.error());
    backend::RunRequest request;
    request.experiment = std::move(*experiment);
    request.corpus = std::move(corpora->front());
    request.furtherCorpora.assign(corpora->begin() + 1, corpora->end());
    request.workspace = line.workspacePath();
    request.resume = id;
    request.command = run->command;
    return request;
}

/// A stored run of whatever kind, interrupted or waiting.
EndedRun runOneStored(const CommandLine& line, store::Workspace& workspace, const RunOptions& options, std::int64_t id) {
    if (const auto run = workspace.run(id); run && experiment::isUnitEmotionExperiment(run->experiment))
        return resumeUnitEmotion(line, workspace, id);
    const auto request = requestOf(line, workspace, options, id);
    if (!request) return {core::fail(request.error()), {}};
    return runOne(line, *request);
}

/// Runs that belong together, one after the other. What fails is said and does not stop the others, nor does what another
/// window or command has begun meanwhile; Ctrl+C leaves those that have not begun in the queue.
int runWaiting(const CommandLine& line, store::Workspace& workspace, const RunOptions& options,
               const std::vector<std::int64_t>& ids) {
    std::vector<store::RunRecord> finished;
    auto list = nlohmann::json::array();
    int code = kDone;
    for (const auto id : ids) {
        auto ended = runOneStored(line, workspace, options, id);
        if (ended.run) {
            finished.push_back(std::move(*ended.run));
            list.push_back(std::move(ended.json));
            continue;
        }
        if (ended.run.error().kind == core::ErrorKind::Taken) {
            line.message(ended.run.error().message());
            continue;
        }
        code = line.failed(ended.run.error());
        if (ended.run.error().kind != core::ErrorKind::Cancelled) continue;
        line.message("The runs that have not begun wait: prososcope-cli run --waiting");
        break;
    }
    if (line.json)
        line.printJson({{"runs", std::move(list)}, {"groups", groupsJson(finished)}});
    else
        line.print(groupsText(finished));
    return code;
}

int runStored(const CommandLine& line, const RunOptions& options) {
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    if (options.waiting) {
        const auto waiting = store::waitingRuns(*workspace);
        if (!waiting) return line.failed(waiting.error());
        std::vector<std::int64_t> ids;
        for (const auto& run : *waiting) ids.push_back(run.id);
        if (ids.empty()) line.message("No run is waiting.");
        return ids.empty() ? kDone : runWaiting(line, *workspace, options, ids);
    }
    if (!options.file.empty()) {
        const auto file = experiment::readExperiments(options.file);
        if (!file) return line.failed(file.error());
        const auto run = workspace->run(*options.resume);
        if (run && run->name != file->name) {
            return line.failed({core::ErrorKind::BadInput,
                                {TRANSLATABLE("Engine",
                                              "Run %1 is of the experiment %2, not of %3. Leave the file out or choose another "
                                              "run."),
                                 {std::to_string(run->id), run->name, file->name}},
                                {}});
        }
    }
    const auto ended = runOneStored(line, *workspace, options, *options.resume);
    if (!ended.run) return line.failed(ended.run.error());
    if (line.json) line.printJson(ended.json);
    return kDone;
}

/// How far a run repeats another: whether the data are the same, and how many predictions have other posteriors.
void sayRepeated(const CommandLine& line, const store::Workspace& workspace, const store::RunRecord& first,
                 const store::RunRecord& second) {
    if (first.fingerprint != second.fingerprint) {
        line.message(core::Text("The corpus %1 is not what it was when run %2 was made: its labels or its audio differ.",
                                {first.corpus, std::to_string(first.id)})
                         .english());
    }
    const auto before = workspace.predictions(first.id);
    const auto after = workspace.predictions(second.id);
    if (!before || !after) return;
    std::size_t different = before->size() > after->size() ? before->size() - after->size() : after->size() - before->size();
    for (std::size_t i = 0; i < std::min(before->size(), after->size()); ++i) {
        const auto& a = (*before)[i];
        const auto& b = (*after)[i];
        different += a.utterance != b.utterance || a.posteriors != b.posteriors || a.values != b.values;
    }
    line.message(different == 0
                     ? core::Text("All predictions are those of run %1, bit for bit.", {std::to_string(first.id)}).english()
                     : core::Text("%1 of %2 predictions differ from those of run %3.",
                                  {std::to_string(different), std::to_string(before->size()), std::to_string(first.id)})
                           .english());
}

/// The stored experiment of a run once more, as a run of its own.
int runAgain(const CommandLine& line, const RunOptions& options) {
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto first = workspace->run(*options.again);
    if (!first) return line.failed(first.error());
    auto request = requestOf(line, *workspace, options, *options.again);
    if (!request) return line.failed(request.error());
    request->resume.reset();
    request->onlyFolds = first->onlyFolds;
    request->command = "prososcope-cli run --again " + std::to_string(first->id);
    auto ended = runOne(line, *request);
    if (!ended.run) return line.failed(ended.run.error());
    sayRepeated(line, *workspace, *first, *ended.run);
    if (line.json) line.printJson(ended.json);
    return kDone;
}

/// A file with kind = "neural-regression": tables that are computed at once.
int runRegressionFile(const CommandLine& line, const RunOptions& options) {
    if (options.waiting || options.again || options.resume || !options.folds.empty() || options.seed)
        return line.wrongUse("Regressions on a network's units have no seed and no folds to choose, and do not wait.");
    const auto text = core::readFile(options.file);
    if (!text) return line.failed(text.error());
    const auto regression = experiment::parseRegressionExperiment(*text, options.file);
    if (!regression) return line.failed(regression.error());
    {
        auto workspace = line.openWorkspace();
        if (!workspace) return line.failed(workspace.error());
        experiment::Experiment places;
        places.corpusFolders = regression->corpusFolders;
        const auto corpus = chosenCorpus(line, *workspace, options, places, regression->corpus);
        if (!corpus) return line.failed(corpus.error());
    }
    return runRegression(line, *regression, options.device);
}

/// A file with kind = "recogniser": one training, which the same command goes on with.
int runRecogniserFile(const CommandLine& line, const RunOptions& options) {
    if (options.waiting || options.again || options.resume || !options.folds.empty()) {
        return line.wrongUse(
            "The training of a recogniser has no folds and does not wait; the same command goes on from its checkpoint.");
    }
    auto recogniser = experiment::readRecogniserExperiment(options.file);
    if (!recogniser) return line.failed(recogniser.error());
    if (options.rank > 0) {
        if (auto set = experiment::setRank(*recogniser, options.rank); !set) return line.failed(set.error());
    }
    if (!options.device.empty()) recogniser->device = options.device;
    if (options.seed) {  // several seeds beside each other
        recogniser->seed = *options.seed;
        recogniser->name += "-seed" + std::to_string(*options.seed);
    }
    if (line.threads > 0) recogniser->threads = line.threads;
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    experiment::Experiment places;
    places.corpusFolders = recogniser->corpusFolders;
    const auto corpus = chosenCorpus(line, *workspace, options, places, recogniser->corpus);
    if (!corpus) return line.failed(corpus.error());
    if (!options.everySpeaker && !options.everySession) {
        if (auto named = experiment::nameSpeakers(*recogniser, *corpus); !named) return line.failed(named.error());
    }
    const auto run = options.everySpeaker   ? runRecogniserForEverySpeaker
                     : options.everySession ? runRecogniserForEverySession
                                            : runRecogniser;
    return run(line, *workspace, *recogniser, *corpus, commandText(line, options));
}

/// A file with kind = "future-prediction": one training, which the same command goes on with.
int runFuturePredictionFile(const CommandLine& line, const RunOptions& options) {
    if (options.waiting || options.again || options.resume || !options.folds.empty() || options.everySpeaker ||
        options.everySession) {
        return line.wrongUse(
            "The training of a network that predicts speech has no folds and does not wait; the same command goes on from its "
            "checkpoint.");
    }
    auto future = experiment::readFuturePredictionExperiment(options.file);
    if (!future) return line.failed(future.error());
    if (!options.device.empty()) future->device = options.device;
    if (options.seed) {  // several seeds beside each other
        future->seed = *options.seed;
        future->name += "-seed" + std::to_string(*options.seed);
    }
    if (line.threads > 0) future->threads = line.threads;
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    experiment::Experiment places;
    places.corpusFolders = future->corpusFolders;
    const auto corpus = chosenCorpus(line, *workspace, options, places, future->corpus);
    if (!corpus) return line.failed(corpus.error());
    return runFuturePrediction(line, *workspace, *future, *corpus, commandText(line, options));
}

/// A file with kind = "unit-emotion": trainings that the same command goes on with, and a run.
int runUnitEmotionFile(const CommandLine& line, const RunOptions& options) {
    if (options.waiting || options.again || options.resume || !options.folds.empty() || options.everySpeaker ||
        options.everySession) {
        return line.wrongUse(
            "The training of emotion-dependent units does not wait and runs all of its folds; the same command goes on from "
            "its "
            "checkpoints.");
    }
    auto units = experiment::readUnitEmotionExperiment(options.file);
    if (!units) return line.failed(units.error());
    if (!options.device.empty()) units->device = options.device;
    if (options.seed) {  // several seeds beside each other
        units->seed = *options.seed;
        units->name += "-seed" + std::to_string(*options.seed);
    }
    if (line.threads > 0) units->threads = line.threads;
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    experiment::Experiment places;
    places.corpusFolders = units->corpusFolders;
    if (!units->testCorpora.empty()) {
        if (!options.corpusFolder.empty())
            return line.wrongUse(
                "The experiment names several corpora; import each with corpus import, and leave --corpus out.");
        places.corpora = units->testCorpora;  // folders then bear the names of their corpora
    }
    const auto corpus = chosenCorpus(line, *workspace, options, places, units->corpus);
    if (!corpus) return line.failed(corpus.error());
    std::vector<corpus::Corpus> testCorpora;
    for (const auto& name : units->testCorpora) {
        auto test = chosenCorpus(line, *workspace, options, places, name);
        if (!test) return line.failed(test.error());
        testCorpora.push_back(std::move(*test));
    }
    return runUnitEmotion(line, *workspace, *units, *corpus, testCorpora, commandText(line, options));
}

int runExperiment(const CommandLine& line, const RunOptions& options);

/// A file with kind = "chain": what of its stages is not done yet.
int runChainFile(const CommandLine& line, const RunOptions& options) {
    if (options.waiting || options.again || options.resume || !options.folds.empty() || options.seed || options.rank > 0 ||
        options.everySpeaker || options.everySession || !options.corpusFolder.empty()) {
        return line.wrongUse("A chain and its stages' files say everything; the same command goes on where it was stopped.");
    }
    if (line.json) return line.wrongUse("A chain prints one result after the other; leave --json out.");
    const auto chain = experiment::readChain(options.file);
    if (!chain) return line.failed(chain.error());
    return runChain(line, *chain, [&](const experiment::ChainStage& stage, std::optional<std::int64_t> resume) {
        RunOptions each;
        each.file = stage.file.string();
        each.device = options.device;
        each.everySpeaker = stage.every == "speaker";
        each.everySession = stage.every == "session";
        each.rank = resume ? 0 : stage.rank;  // a stored run has it already
        each.resume = resume;
        return runExperiment(line, each);
    });
}

int runExperiment(const CommandLine& line, const RunOptions& options) {
    constexpr std::size_t kLargestExperiment = std::size_t{1} << 20;
    const auto text = options.file.empty() ? std::string() : core::readFile(options.file, kLargestExperiment).value_or("");
    if (options.everySpeaker && options.everySession) return line.wrongUse("Take --every-speaker or --every-session.");
    if (experiment::isChain(text)) return runChainFile(line, options);
    if (experiment::isRecogniserExperiment(text)) return runRecogniserFile(line, options);
    if (options.rank > 0 && (experiment::isUnitEmotionExperiment(text) || experiment::isFuturePredictionExperiment(text) ||
                             experiment::isRegressionExperiment(text)))
        return line.wrongUse("--rank is for recognisers and for experiments that hear by one.");
    if (experiment::isUnitEmotionExperiment(text)) return runUnitEmotionFile(line, options);
    if (experiment::isFuturePredictionExperiment(text)) return runFuturePredictionFile(line, options);
    if (options.everySpeaker || options.everySession)
        return line.wrongUse("--every-speaker and --every-session are for files with kind = \"recogniser\".");
    if (experiment::isRegressionExperiment(text)) return runRegressionFile(line, options);
    const int sources = (options.file.empty() ? 0 : 1) + (options.waiting ? 1 : 0) + (options.again ? 1 : 0);
    if (sources == 0 && !options.resume)
        return line.wrongUse("An experiment file, --resume ID, --again ID or --waiting is needed.");
    if ((options.waiting || options.again) && (sources > 1 || options.resume))
        return line.wrongUse("--waiting and --again stand by themselves.");
    if ((options.resume || options.waiting || options.again) && (options.seed || options.rank > 0))
        return line.wrongUse("A stored run keeps its seed and its rank; leave --seed and --rank out.");
    if (options.again) return runAgain(line, options);
    if (options.resume || options.waiting) return runStored(line, options);
    // The file is read before the workspace exists, so that a mistake in it leaves nothing behind.
    auto group = experiment::readExperiments(options.file);
    if (!group) return line.failed(group.error());
    if (options.seed && group->runs.size() > 1)
        return line.wrongUse("The experiment file lists runs by [sweep] or seeds; leave --seed out.");
    for (auto& each : group->runs) {
        if (options.rank > 0) {
            if (auto set = experiment::hearByRank(each.experiment, options.rank); !set) return line.failed(set.error());
        }
        if (!options.device.empty()) each.experiment.device = options.device;
        if (options.seed) each.experiment.seed = *options.seed;
        if (line.threads > 0) each.experiment.threads = line.threads;
    }
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto& first = group->runs.front().experiment;
    if (!options.corpusFolder.empty() && !first.corpora.empty()) {
        return line.wrongUse("The experiment names several corpora; import each with corpus import, and leave --corpus out.");
    }
    auto corpora = chosenCorpora(line, *workspace, options, first);
    if (!corpora) return line.failed(corpora.error());
    if (group->runs.size() > 1) {
        const auto ids =
            store::addWaitingRuns(*workspace, experiment::waitingRecords(*group, commandText(line, options), options.folds));
        if (!ids) return line.failed(ids.error());
        auto known = options;
        known.corpusFolder.clear();  // it is imported
        return runWaiting(line, *workspace, known, *ids);
    }
    backend::RunRequest request;
    request.experiment = first;
    request.corpus = std::move(corpora->front());
    request.furtherCorpora.assign(corpora->begin() + 1, corpora->end());
    request.workspace = line.workspacePath();
    request.onlyFolds = options.folds;
    request.command = commandText(line, options);
    auto ended = runOne(line, request);
    if (!ended.run) return line.failed(ended.run.error());
    if (line.json) line.printJson(ended.json);
    return kDone;
}

}  // namespace

void addRunCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("run", "Train and test as an experiment file says");
    auto options = std::make_shared<RunOptions>();
    command->add_option("EXPERIMENT", options->file, "Experiment file (TOML); with [sweep] or seeds a group of runs");
    command->add_option("--device", options->device, "auto, cpu or cuda (default: as the file says)")
        ->check(CLI::IsMember({"auto", "cpu", "cuda"}));
    command->add_option("--seed", options->seed, "Another seed than the file's")
        ->check(CLI::Range(std::int64_t{0}, std::numeric_limits<std::int64_t>::max()));
    command
        ->add_option("--rank", options->rank,
                     "Of a recogniser: its network is factorised at this rank instead; of an experiment on a recogniser: it "
                     "hears by the one of this rank")
        ->check(CLI::Range(1, experiment::kMostRank));
    command->add_option("--corpus", options->corpusFolder, "Folder to import the corpus from")->type_name("FOLDER");
    command->add_option("--resume", options->resume, "Continue this run from its last checkpoint")->type_name("ID");
    command
        ->add_option("--again", options->again, "Run the stored experiment of this run once more and compare the predictions")
        ->type_name("ID");
    command->add_flag("--waiting", options->waiting, "The runs that wait in the workspace, one after the other");
    command->add_flag("--every-speaker", options->everySpeaker,
                      "Of a recogniser: a training for each speaker, who is tested, while the next one chooses the epoch");
    command->add_flag("--every-session", options->everySession,
                      "Likewise for each session, while the one before it chooses the epoch");
    command->add_option("--folds", options->folds, "Only these folds, counted from 0, such as 0,3")
        ->delimiter(',')
        ->check(CLI::Range(0, 100000));
    command->callback([&line, options] { line.action = [&line, options] { return runExperiment(line, *options); }; });
}

}  // namespace prososcope::cli
