// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/core/SafeFile.h"
#include "engine/corpus/LabelScheme.h"
#include "engine/corpus/LeakCheck.h"
#include "engine/store/ContentHashes.h"

namespace prososcope::cli {

namespace {

struct FoldsOptions {
    std::string corpus;
    corpus::FoldSettings folds;
    std::string scheme;
    std::string out;
    bool utterances = false;
};

/// The utterances to split: with classes by a scheme; without one, nothing is asked of classes.
core::Result<std::vector<corpus::Utterance>> chosenUtterances(const CommandLine& line, const corpus::Corpus& corpus,
                                                              const std::string& schemeName) {
    if (schemeName.empty()) {
        auto utterances = corpus.utterances;
        for (auto& utterance : utterances) utterance.emotion.clear();
        return utterances;
    }
    const auto scheme = corpus::findLabelScheme(schemeName);
    if (!scheme) return core::fail(scheme.error());
    auto applied = corpus::applyScheme(*scheme, corpus);
    for (const auto& remark : applied.remarks()) line.message(remark.english());
    return std::move(applied.utterances);
}

core::Result<std::vector<corpus::Leak>> leaksOf(const CommandLine& line, const store::Workspace& workspace,
                                                const corpus::Corpus& corpus, const std::vector<corpus::Utterance>& utterances,
                                                const std::vector<corpus::Fold>& folds) {
    ProgressBar bar(line);
    store::ContentHashes hashes(workspace.cacheFolder());
    const auto contentOf = [&](const std::filesystem::path& path) { return hashes.contentOf(path, bar.progress()); };
    return corpus::findLeaks({utterances, folds, corpus.folder, contentOf, {}}, bar.progress());
}

/// Calls `use` with the part's name and its utterances.
template <typename Use>
void forEachPart(const corpus::Fold& fold, Use use) {
    use("train", fold.train);
    use("inner", fold.inner);
    use("test", fold.test);
}

/// A row for each speaker of each part of each fold, or for each utterance.
core::CsvTable tableOf(const std::vector<corpus::Fold>& folds, const std::vector<corpus::Utterance>& utterances, bool single) {
    core::CsvTable table;
    table.columns = single ? std::vector<std::string>{"fold", "name", "part", "utterance", "speaker", "session", "class"}
                           : std::vector<std::string>{"fold", "name", "part", "speaker", "gender", "utterances"};
    for (std::size_t f = 0; f < folds.size(); ++f) {
        const auto& fold = folds[f];
        forEachPart(fold, [&](const char* part, const std::vector<std::size_t>& indices) {
            std::map<std::string, std::pair<std::string, std::size_t>> speakers;
            for (const auto i : indices) {
                const auto& utterance = utterances[i];
                if (single) {
                    table.rows.push_back({std::to_string(f), fold.name, part, utterance.id, utterance.speaker,
                                          utterance.session, utterance.emotion});
                    continue;
                }
                auto& [gender, count] = speakers[utterance.speaker];
                if (gender.empty()) gender = utterance.gender;
                ++count;
            }
            for (const auto& [speaker, about] : speakers) {
                table.rows.push_back({std::to_string(f), fold.name, part, speaker, about.first, std::to_string(about.second)});
            }
        });
    }
    return table;
}

void printFolds(const CommandLine& line, const std::vector<corpus::Fold>& folds, const std::string& protocol) {
    const bool dependent = corpus::isSpeakerDependent(folds);
    auto list = nlohmann::json::array();
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> tooGood;
    for (std::size_t f = 0; f < folds.size(); ++f) {
        const auto& fold = folds[f];
        list.push_back({{"name", fold.name},
                        {"speaker_dependent", fold.speakerDependent},
                        {"train_speakers", fold.trainSpeakers},
                        {"inner_speakers", fold.innerSpeakers},
                        {"test_speakers", fold.testSpeakers},
                        {"train", fold.train.size()},
                        {"inner", fold.inner.size()},
                        {"test", fold.test.size()}});
        rows.push_back({std::to_string(f), fold.name, std::to_string(fold.train.size()), std::to_string(fold.inner.size()),
                        std::to_string(fold.test.size()), core::joined(fold.innerSpeakers), core::joined(fold.testSpeakers)});
        if (fold.speakerDependent) tooGood.push_back(f + 1);
    }
    if (line.json) {
        line.printJson({{"protocol", protocol}, {"speaker_dependent", dependent}, {"folds", list}});
        return;
    }
    const auto table =
        formatTable({"fold", "name", "train", "inner", "test", "inner speakers", "test speakers"}, rows, {0, 2, 3, 4});
    line.print(alarming(table, tooGood));
    if (dependent) line.message("Speaker-dependent: speakers of the test are in the training too, figures will be too good.");
}

int foldsCommand(const CommandLine& line, const FoldsOptions& options) {
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto corpus = workspace->corpus(options.corpus);
    if (!corpus) return line.failed(corpus.error());
    const auto utterances = chosenUtterances(line, *corpus, options.scheme);
    if (!utterances) return line.failed(utterances.error());
    const auto folds = corpus::makeFolds(*utterances, options.folds);
    if (!folds) return line.failed(folds.error());
    const auto leaks = leaksOf(line, *workspace, *corpus, *utterances, *folds);
    if (!leaks) return line.failed(leaks.error());
    if (const auto clean = corpus::refuseLeaks(*leaks, options.folds); !clean) return line.failed(clean.error());
    if (!options.out.empty()) {
        const auto text = core::formatCsv(tableOf(*folds, *utterances, options.utterances));
        if (const auto written = core::writeFile(options.out, text); !written) return line.failed(written.error());
    }
    printFolds(line, *folds, options.folds.protocol);
    return kDone;
}

}  // namespace

void addFoldsCommand(CLI::App& corpus, CommandLine& line) {
    auto* command = corpus.add_subcommand("folds", "How a protocol splits a corpus, checked for leaks, with all speakers");
    auto options = std::make_shared<FoldsOptions>();
    std::vector<std::string> protocols;
    std::string help;
    for (const auto& each : corpus::foldProtocols()) {
        protocols.emplace_back(each.name);
        help += "\n" + std::string(each.name) + ": " + each.description;
    }
    command->footer("Protocols:" + help);
    command->add_option("NAME", options->corpus, "A corpus of the workspace")->required();
    command->add_option("--protocol", options->folds.protocol, "How to split")
        ->check(CLI::IsMember(protocols))
        ->capture_default_str();
    command->add_option("--groups", options->folds.groups, "Number of groups (speaker-groups, random)")
        ->check(CLI::Range(2, 10000));
    command->add_option("--inner", options->folds.innerSpeakers, "Speakers set aside for early stopping")
        ->check(CLI::Range(0, 10000))
        ->capture_default_str();
    command->add_option("--inner-sessions", options->folds.innerSessions, "Sessions set aside instead")
        ->check(CLI::Range(0, 10000));
    command->add_option("--seed", options->folds.seed, "Chooses what is set aside, and random parts")->capture_default_str();
    command->add_option("--test-split", options->folds.testSplit, "The part that \"official\" tests")->capture_default_str();
    command->add_option("--allow", options->folds.allowed, "Leaks to let pass: speakers, recordings")
        ->delimiter(',')
        ->check(CLI::IsMember({"speakers", "recordings"}));
    command->add_option("--scheme", options->scheme, "A label scheme: utterances without a class are left out");
    command->add_option("--out", options->out, "Writes a row for each speaker of each part")->type_name("FILE.csv");
    command->add_flag("--utterances", options->utterances, "In that file, a row for each utterance instead");
    command->callback([&line, options] { line.action = [&line, options] { return foldsCommand(line, *options); }; });
}

}  // namespace prososcope::cli
