// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of labels: `corpus edit`, `edits`, `undo`, `redo`.
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "app/cli/CorpusParts.h"
#include "engine/store/LabelEdits.h"

namespace prososcope::cli {

namespace {

int editCommand(const CommandLine& line, const std::string& corpus, const std::vector<std::string>& utterances,
                const std::vector<std::string>& labels) {
    std::vector<store::LabelChange> changes;
    for (const auto& label : labels) {
        const auto at = label.find('=');
        if (at == std::string::npos) return line.wrongUse("--label takes COLUMN=VALUE, not \"" + label + "\".");
        for (const auto& utterance : utterances) changes.push_back({utterance, label.substr(0, at), label.substr(at + 1)});
    }
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    ProgressBar bar(line);
    const auto batch = store::editLabels(*workspace, corpus, changes, bar.progress());
    bar.clear();
    if (!batch) return line.failed(batch.error());
    printEdit(line, *batch);
    return kDone;
}

int editsCommand(const CommandLine& line, const std::string& corpus, const std::string& utterance, std::size_t limit) {
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto edits = store::labelEdits(*workspace, corpus, limit, utterance);
    if (!edits) return line.failed(edits.error());
    auto list = nlohmann::json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& e : *edits) {
        list.push_back({{"edit", e.batch},
                        {"utterance", e.utterance},
                        {"label", e.field},
                        {"old", e.oldValue},
                        {"new", e.newValue},
                        {"who", e.who},
                        {"made_at", e.madeAt},
                        {"undone_at", e.undoneAt}});
        rows.push_back({std::to_string(e.batch), e.utterance, e.field, e.oldValue, e.newValue, e.who, e.madeAt, e.undoneAt});
    }
    if (line.json)
        line.printJson(list);
    else if (rows.empty())
        line.message("No label of the corpus " + corpus + " was edited.");
    else
        line.print(formatTable({"edit", "utterance", "label", "old", "new", "who", "made", "undone"}, rows, {0}));
    return kDone;
}

int undoCommand(const CommandLine& line, std::int64_t batch, bool redo) {
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto done = redo ? store::redoLabelEdits(*workspace, batch) : store::undoLabelEdits(*workspace, batch);
    return done ? kDone : line.failed(done.error());
}

}  // namespace

void printEdit(const CommandLine& line, std::int64_t edit) {
    const std::string number = std::to_string(edit);
    if (line.json)
        line.printJson({{"edit", edit}});
    else if (edit == 0)
        line.message("Every label is as wanted already.");
    else
        line.message("Edit " + number + " stored. `corpus undo " + number + "` takes it back.");
}

void addLabelCommands(CLI::App& group, CommandLine& line) {
    auto* edit = group.add_subcommand("edit", "Give utterances other labels; what was imported stays beside them");
    auto corpus = std::make_shared<std::string>();
    auto utterances = std::make_shared<std::vector<std::string>>();
    auto labels = std::make_shared<std::vector<std::string>>();
    edit->add_option("NAME", *corpus, "A corpus of the workspace")->required();
    edit->add_option("UTTERANCE", *utterances, "Ids of utterances")->required();
    edit->add_option("--label", *labels, "COLUMN=VALUE, such as emotion=sad; an empty value is unknown")->required();
    edit->callback([&line, corpus, utterances, labels] {
        line.action = [&line, corpus, utterances, labels] { return editCommand(line, *corpus, *utterances, *labels); };
    });

    auto* edits = group.add_subcommand("edits", "Who changed which label, when, from what to what");
    auto edited = std::make_shared<std::string>();
    auto utterance = std::make_shared<std::string>();
    auto limit = std::make_shared<std::size_t>(1000);
    edits->add_option("NAME", *edited, "A corpus of the workspace")->required();
    edits->add_option("--utterance", *utterance, "Of this utterance alone");
    edits->add_option("--limit", *limit, "At most so many, the newest")->capture_default_str();
    edits->callback([&line, edited, utterance, limit] {
        line.action = [&line, edited, utterance, limit] { return editsCommand(line, *edited, *utterance, *limit); };
    });

    for (const bool redo : {false, true}) {
        auto* undo = group.add_subcommand(redo ? "redo" : "undo", redo ? "Put an edit in force again" : "Take an edit back");
        auto batch = std::make_shared<std::int64_t>(0);
        undo->add_option("EDIT", *batch, "Its number, as `corpus edits` lists it")->required();
        undo->callback(
            [&line, batch, redo] { line.action = [&line, batch, redo] { return undoCommand(line, *batch, redo); }; });
    }
}

}  // namespace prososcope::cli
