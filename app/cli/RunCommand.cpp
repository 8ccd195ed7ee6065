// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/experiment/Experiment.h"

namespace prososcope::cli {

namespace {

struct RunOptions {
    std::string file;
    std::string device;
    std::optional<std::uint64_t> seed;
    std::string corpusFolder;
    std::optional<std::int64_t> resume;
    std::vector<int> folds;
};

/// Prints one line per fold as it ends, and keeps what the JSON result needs.
class RunPrinter : public backend::RunObserver {
public:
    RunPrinter(const CommandLine& line, ProgressBar& bar) : m_line(line), m_bar(bar) {}
    void runStarted(const store::RunRecord& run, int folds) override {
        m_run = run.id;
        m_folds = folds;
        m_tooGood = run.speakerDependent;
        m_bar.clear();
        m_line.message(core::Text("Run %1: %2 on %3, %4 folds, %5.",
                                  {std::to_string(run.id), run.name, run.corpus, std::to_string(folds), run.device})
                           .english());
    }
    void foldDone(const store::FoldRecord& fold, double testUar) override {
        ++m_done;
        m_list.push_back({{"index", fold.index},
                          {"name", fold.name},
                          {"test_speakers", fold.testSpeakers},
                          {"uar", testUar},
                          {"best_epoch", fold.bestEpoch},
                          {"seconds", fold.seconds}});
        m_bar.clear();
        if (!m_line.json) {
            // Classical learners have no epochs.
            const std::string epoch = fold.bestEpoch > 0 ? "  best epoch " + std::to_string(fold.bestEpoch) : std::string();
            m_line.print(shown(core::Text("fold %1  test %2  UAR %3%4  %5 s\n",
                                          {std::to_string(fold.index), core::joined(fold.testSpeakers),
                                           core::fixedText(testUar, 3), epoch, core::fixedText(fold.seconds, 0)})
                                   .english()));
        }
    }
    [[nodiscard]] const nlohmann::json& folds() const { return m_list; }
    [[nodiscard]] std::int64_t run() const { return m_run; }

private:
    [[nodiscard]] std::string shown(const std::string& text) const { return m_tooGood ? alarming(text, {0}) : text; }
    const CommandLine& m_line;
    ProgressBar& m_bar;
    bool m_tooGood = false;
    std::int64_t m_run = 0;
    int m_folds = 0;
    int m_done = 0;
    nlohmann::json m_list = nlohmann::json::array();
};

core::Result<experiment::Experiment> chosenExperiment(const RunOptions& options, const store::Workspace& workspace) {
    core::Result<experiment::Experiment> fromFile;
    if (!options.file.empty()) {
        fromFile = experiment::readExperiment(options.file);
        if (!fromFile || !options.resume) return fromFile;
    }
    const auto run = workspace.run(*options.resume);
    if (!run) return core::fail(run.error());
    if (!options.file.empty() && run->name != fromFile->name) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "Run %1 is of the experiment %2, not of %3. Leave the file out or choose another run."),
             {std::to_string(run->id), run->name, fromFile->name}});
    }
    return experiment::parseExperiment(run->experiment, "run " + std::to_string(run->id));
}

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
    if (options.seed) text += " --seed " + std::to_string(*options.seed);
    if (!options.folds.empty()) {
        text += " --folds ";
        for (std::size_t i = 0; i < options.folds.size(); ++i) text += (i > 0 ? "," : "") + std::to_string(options.folds[i]);
    }
    if (line.threads > 0) text += " --threads " + std::to_string(line.threads);
    return text;
}

int runExperiment(const CommandLine& line, const RunOptions& options) {
    if (options.file.empty() && !options.resume) return line.wrongUse("An experiment file or --resume ID is needed.");
    if (options.resume && options.seed) return line.wrongUse("A resumed run keeps its seed; leave --seed out.");
    // The file is read before the workspace exists, so that a mistake in it leaves nothing behind.
    if (!options.file.empty()) {
        if (const auto checked = experiment::readExperiment(options.file); !checked) return line.failed(checked.error());
    }
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    auto experiment = chosenExperiment(options, *workspace);
    if (!experiment) return line.failed(experiment.error());
    if (!options.device.empty()) experiment->device = options.device;
    if (options.seed) experiment->seed = *options.seed;
    if (line.threads > 0) experiment->threads = line.threads;
    if (!options.corpusFolder.empty() && !experiment->corpora.empty()) {
        return line.wrongUse("The experiment names several corpora; import each with corpus import, and leave --corpus out.");
    }
    auto corpora = chosenCorpora(line, *workspace, options, *experiment);
    if (!corpora) return line.failed(corpora.error());
    const auto torch = backend::torchBackend();
    if (!torch) return line.failed(torch.error());

    backend::RunRequest request{*experiment,
                                std::move(corpora->front()),
                                line.workspacePath(),
                                options.resume,
                                options.folds,
                                commandText(line, options),
                                {corpora->begin() + 1, corpora->end()}};
    ProgressBar bar(line);
    RunPrinter printer(line, bar);
    const auto run = (*torch)->run(request, printer, bar.progress());
    bar.clear();
    if (!run) {
        if (run.error().kind == core::ErrorKind::Cancelled && printer.run() > 0) {
            line.message(core::Text("Go on with: prososcope-cli run --resume %1", {std::to_string(printer.run())}).english());
        }
        return line.failed(run.error());
    }
    if (line.json) {
        const auto number = [](const std::optional<double>& value) {
            return value ? nlohmann::json(*value) : nlohmann::json();
        };
        line.printJson(nlohmann::json{{"run", run->id},
                                      {"name", run->name},
                                      {"corpus", run->corpus},
                                      {"protocol", run->protocol},
                                      {"speaker_dependent", run->speakerDependent},
                                      {"uar", number(run->uar)},
                                      {"uar_low", number(run->uarLow)},
                                      {"uar_high", number(run->uarHigh)},
                                      {"wa", number(run->wa)},
                                      {"macro_f1", number(run->macroF1)},
                                      {"utterances", run->utterances},
                                      {"speakers", run->speakers},
                                      {"seed", run->seed},
                                      {"threads", run->threads},
                                      {"device", run->device},
                                      {"seconds", run->seconds},
                                      {"folds", printer.folds()}});
    } else {
        const std::vector<std::size_t> tooGood(run->speakerDependent ? 1 : 0);  // its only line
        line.print(alarming(core::Text("pooled UAR %1  WA %2  n = %3  speakers = %4  %5  %6 s  run %7\n",
                                       {intervalText(run->uar, run->uarLow, run->uarHigh), intervalText(run->wa, {}, {}),
                                        std::to_string(run->utterances), std::to_string(run->speakers), protocolText(*run),
                                        core::fixedText(run->seconds, 0), std::to_string(run->id)})
                                .english(),
                            tooGood));
    }
    return kDone;
}

}  // namespace

void addRunCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("run", "Train and test as an experiment file says");
    auto options = std::make_shared<RunOptions>();
    command->add_option("EXPERIMENT", options->file, "Experiment file (TOML)");
    command->add_option("--device", options->device, "auto, cpu or cuda (default: as the file says)")
        ->check(CLI::IsMember({"auto", "cpu", "cuda"}));
    command->add_option("--seed", options->seed, "Another seed than the file's")
        ->check(CLI::Range(std::int64_t{0}, std::numeric_limits<std::int64_t>::max()));
    command->add_option("--corpus", options->corpusFolder, "Folder to import the corpus from")->type_name("FOLDER");
    command->add_option("--resume", options->resume, "Continue this run from its last checkpoint")->type_name("ID");
    command->add_option("--folds", options->folds, "Only these folds, counted from 0, such as 0,3")
        ->delimiter(',')
        ->check(CLI::Range(0, 100000));
    command->callback([&line, options] { line.action = [&line, options] { return runExperiment(line, *options); }; });
}

}  // namespace prososcope::cli
