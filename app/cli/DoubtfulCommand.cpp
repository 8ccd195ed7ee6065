// SPDX-License-Identifier: GPL-3.0-or-later
// Utterances whose label is to be looked at again: `corpus doubtful`.
#include <nlohmann/json.hpp>
#include <set>

#include "app/cli/CommandLine.h"
#include "engine/store/DoubtfulUtterances.h"

namespace prososcope::cli {

namespace {

int change(const CommandLine& line, const std::string& corpus, const std::vector<std::string>& utterances, bool doubtful) {
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto stored = workspace->corpus(corpus);
    if (!stored) return line.failed(stored.error());
    std::set<std::string> known;
    for (const auto& utterance : stored->utterances) known.insert(utterance.id);
    for (const auto& id : utterances) {
        if (known.contains(id)) continue;
        line.error("The corpus " + corpus + " has no utterance " + id + ". `corpus rows " + corpus + "` lists their ids.");
        return kFailed;
    }
    const auto marked = store::markDoubtful(*workspace, corpus, utterances, doubtful);
    return marked ? kDone : line.failed(marked.error());
}

int list(const CommandLine& line, const std::string& corpus) {
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto stored = workspace->corpus(corpus);
    if (!stored) return line.failed(stored.error());
    const auto marks = store::doubtfulUtterances(*workspace, corpus);
    if (!marks) return line.failed(marks.error());
    auto json = nlohmann::json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& utterance : stored->utterances) {
        const auto mark = marks->find(utterance.id);
        if (mark == marks->end()) continue;
        const auto& [who, madeAt] = mark->second;
        json.push_back({{"utterance", utterance.id},
                        {"speaker", utterance.speaker},
                        {"emotion", utterance.emotion},
                        {"who", who},
                        {"made_at", madeAt}});
        rows.push_back({utterance.id, utterance.speaker, utterance.emotion, who, madeAt});
    }
    if (line.json)
        line.printJson(json);
    else if (rows.empty())
        line.message("No utterance of the corpus " + corpus + " is marked as doubtful.");
    else
        line.print(formatTable({"utterance", "speaker", "emotion", "who", "marked"}, rows));
    return kDone;
}

}  // namespace

void addDoubtfulCommand(CLI::App& corpus, CommandLine& line) {
    auto* command = corpus.add_subcommand("doubtful", "List, mark and unmark utterances whose label is to be looked at again");
    auto name = std::make_shared<std::string>();
    auto marked = std::make_shared<std::vector<std::string>>();
    auto unmarked = std::make_shared<std::vector<std::string>>();
    command->add_option("NAME", *name, "A corpus of the workspace")->required();
    auto* mark = command->add_option("--mark", *marked, "Ids of utterances to mark");
    command->add_option("--unmark", *unmarked, "Ids of utterances whose mark is taken away")->excludes(mark);
    command->callback([&line, name, marked, unmarked] {
        line.action = [&line, name, marked, unmarked] {
            if (!marked->empty()) return change(line, *name, *marked, true);
            if (!unmarked->empty()) return change(line, *name, *unmarked, false);
            return list(line, *name);
        };
    });
}

}  // namespace prososcope::cli
