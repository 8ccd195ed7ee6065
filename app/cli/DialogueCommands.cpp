// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/ReportCommands.h"
#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/report/DialogueTurns.h"

namespace prososcope::cli {

namespace {

constexpr double kPercent = 100.0;

/// A share for each part of a turn as a bar of eight heights, the largest as the highest.
std::string bars(const std::vector<float>& shares) {
    static const std::vector<std::string> kBars = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    if (shares.empty()) return "";
    const float most = *std::max_element(shares.begin(), shares.end());
    std::string text;
    for (const float share : shares) {
        const auto height =
            most > 0.0F ? static_cast<std::size_t>(share / most * static_cast<float>(kBars.size() - 1) + 0.5F) : 0;
        text += kBars[std::min(height, kBars.size() - 1)];
    }
    return text;
}

int listDialogues(const CommandLine& line, const std::vector<report::Dialogue>& dialogues) {
    if (line.json) {
        auto list = nlohmann::json::array();
        for (const auto& each : dialogues)
            list.push_back({{"dialogue", each.name},
                            {"session", each.session},
                            {"speakers", each.speakers},
                            {"turns", each.turns.size()},
                            {"judged", each.judged()},
                            {"right", each.right()}});
        line.printJson(list);
        return kDone;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& each : dialogues)
        rows.push_back({each.name, each.session, core::joined(each.speakers), std::to_string(each.turns.size()),
                        std::to_string(each.judged()), std::to_string(each.right())});
    line.print(formatTable({"dialogue", "session", "speakers", "turns", "judged", "right"}, rows, {3, 4, 5}));
    return kDone;
}

int printDialogue(const CommandLine& line, const store::RunRecord& run, const report::Dialogue& dialogue) {
    const auto wordOf = [&](int index) {
        return index >= 0 && index < static_cast<int>(run.classes.size()) ? run.classes[static_cast<std::size_t>(index)]
                                                                          : std::string();
    };
    if (line.json) {
        auto turns = nlohmann::json::array();
        for (const auto& turn : dialogue.turns)
            turns.push_back({{"turn", turn.id},
                             {"speaker", turn.speaker},
                             {"label", turn.label},
                             {"said", turn.transcript},
                             {"truth", wordOf(turn.truth)},
                             {"predicted", wordOf(turn.predicted)},
                             {"posteriors", turn.posteriors},
                             {"previous", turn.previous},
                             {"interlocutor", turn.interlocutor},
                             {"attention", turn.whenJudged},
                             {"attention_as_previous", turn.asPrevious},
                             {"attention_as_interlocutor", turn.asInterlocutor}});
        line.printJson({{"run", run.id}, {"dialogue", dialogue.name}, {"session", dialogue.session}, {"turns", turns}});
        return kDone;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& turn : dialogue.turns) {
        const bool wrong = turn.predicted >= 0 && turn.predicted != turn.truth;
        rows.push_back({turn.id, turn.speaker, turn.label, wordOf(turn.predicted) + (wrong ? " (wrong)" : ""),
                        bars(turn.whenJudged), bars(turn.asPrevious), bars(turn.asInterlocutor), turn.transcript});
    }
    line.print(formatTable({"turn", "speaker", "label", "predicted", "attention, judged", "as the speaker's turn before",
                            "as the interlocutor's", "said"},
                           rows));
    return kDone;
}

int showDialogues(const CommandLine& line, std::int64_t id, const std::string& name) {
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto run = workspace->run(id);
    if (!run) return line.failed(run.error());
    const auto dialogues = report::dialoguesOf(*workspace, id);
    if (!dialogues) return line.failed(dialogues.error());
    if (dialogues->empty()) {
        return line.failed(
            {core::ErrorKind::NotFound,
             {TRANSLATABLE("Engine", "The corpus %1 of run %2 names no dialogues."), {run->corpus, std::to_string(id)}},
             {}});
    }
    if (name.empty()) return listDialogues(line, *dialogues);
    for (const auto& dialogue : *dialogues) {
        if (dialogue.name == name) return printDialogue(line, *run, dialogue);
    }
    return line.failed({core::ErrorKind::NotFound,
                        {TRANSLATABLE("Engine", "Run %1 has judged no turn of a dialogue %2."), {std::to_string(id), name}},
                        {}});
}

int showRecognition(const CommandLine& line) {
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto models = report::recognitionAndEmotion(*workspace);
    if (!models) return line.failed(models.error());
    if (line.json) {
        auto list = nlohmann::json::array();
        for (const auto& each : *models)
            list.push_back({{"run", each.run},
                            {"name", each.name},
                            {"recogniser", each.recogniser},
                            {"wer", each.wordErrors},
                            {"wer_low", each.wordsLow},
                            {"wer_high", each.wordsHigh},
                            {"words", each.words},
                            {"uar", each.uar},
                            {"uar_low", each.uarLow},
                            {"uar_high", each.uarHigh},
                            {"utterances", each.utterances},
                            {"speaker_dependent", each.tooGood},
                            {"rank", each.rank > 0 ? nlohmann::json(each.rank) : nlohmann::json()}});
        line.printJson(list);
        return kDone;
    }
    const auto percent = [](double share) { return core::fixedText(kPercent * share, 1); };
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> tooGood;
    for (const auto& each : *models) {
        if (each.tooGood) tooGood.push_back(rows.size() + 1);
        rows.push_back({std::to_string(each.run), each.name, each.recogniser,
                        each.rank > 0 ? std::to_string(each.rank) : std::string("-"),
                        percent(each.wordErrors) + " [" + percent(each.wordsLow) + ", " + percent(each.wordsHigh) + "]",
                        std::to_string(each.words),
                        intervalText(each.uar, each.uarLow, each.uarHigh) + (each.tooGood ? " (too good)" : ""),
                        std::to_string(each.utterances)});
    }
    line.print(alarming(
        formatTable({"run", "name", "recogniser", "rank", "WER % [95 %]", "words", "UAR [95 %]", "n"}, rows, {0, 3, 5, 7}),
        tooGood));
    if (rows.empty()) line.message("No run of the workspace hears by the layer of a recogniser whose word errors are known.");
    return kDone;
}

}  // namespace

void addDialogueCommands(CLI::App& runs, CommandLine& line) {
    auto id = std::make_shared<std::int64_t>(0);
    auto name = std::make_shared<std::string>();
    auto* dialogues =
        runs.add_subcommand("dialogues", "The dialogues of a run, or one turn by turn with the attention of each");
    dialogues->add_option("ID", *id, "Number of the run")->required();
    dialogues->add_option("NAME", *name, "A dialogue; default: all are listed");
    dialogues->callback([&line, id, name] { line.action = [&line, id, name] { return showDialogues(line, *id, *name); }; });
    auto* recognition =
        runs.add_subcommand("recognition", "Word errors of recognisers beside the emotion heard by their layers");
    recognition->callback([&line] { line.action = [&line] { return showRecognition(line); }; });
}

}  // namespace prososcope::cli
