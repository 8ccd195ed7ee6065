// SPDX-License-Identifier: GPL-3.0-or-later
// What a person says of runs (tags, a comment, deletion) and the order of those that wait, below "runs".
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "engine/core/Join.h"
#include "engine/store/RunNotes.h"
#include "engine/store/RunQueue.h"

namespace prososcope::cli {

namespace {

/// Opens the workspace and does one thing with it.
template <typename Action>
int withWorkspace(const CommandLine& line, Action action) {
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    if (const core::Status done = action(*workspace); !done) return line.failed(done.error());
    return kDone;
}

std::string countText(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + (count == 1 ? one : many);
}

int showRuns(const CommandLine& line, const core::Result<std::vector<store::RunRecord>>& runs, bool deleted) {
    if (!runs) return line.failed(runs.error());
    if (line.json) {
        auto list = nlohmann::json::array();
        for (const auto& run : *runs) {
            list.push_back({{"id", run.id},
                            {"name", run.name},
                            {"point", run.point},
                            {"seed", run.seed},
                            {"corpus", run.corpus},
                            {"system", run.system},
                            {"deleted", run.deletedAt}});
        }
        line.printJson(list);
        return kDone;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& run : *runs) {
        rows.push_back({std::to_string(run.id), run.name, run.point.empty() ? "-" : run.point, std::to_string(run.seed),
                        run.corpus, deleted ? run.deletedAt : run.system});
    }
    line.print(formatTable({"run", "experiment", "setting", "seed", "corpus", deleted ? "deleted" : "system"}, rows, {0, 3}));
    return kDone;
}

void addQueue(CLI::App& runs, CommandLine& line) {
    struct Options {
        std::optional<std::int64_t> move;
        std::int64_t before = 0;
        std::vector<std::int64_t> remove;
    };
    auto options = std::make_shared<Options>();
    auto* queue = runs.add_subcommand("queue", "The runs that wait, in their order; run --waiting starts them");
    auto* move = queue->add_option("--move", options->move, "Put this run at the end, or before another")->type_name("ID");
    queue->add_option("--before", options->before, "The run to put it before")->type_name("ID")->needs(move);
    queue->add_option("--remove", options->remove, "Take these runs out of the queue")->type_name("ID")->excludes(move);
    queue->callback([&line, options] {
        line.action = [&line, options] {
            auto workspace = line.openWorkspace();
            if (!workspace) return line.failed(workspace.error());
            if (options->move) {
                if (const auto moved = store::moveWaitingRun(*workspace, *options->move, options->before); !moved)
                    return line.failed(moved.error());
            }
            for (const auto id : options->remove) {
                if (const auto removed = store::removeWaitingRun(*workspace, id); !removed) return line.failed(removed.error());
            }
            return showRuns(line, store::waitingRuns(*workspace), false);
        };
    });
}

void addDeletion(CLI::App& runs, CommandLine& line) {
    auto ids = std::make_shared<std::vector<std::int64_t>>();
    auto* remove = runs.add_subcommand("delete", "Put runs aside; runs restore takes them back");
    remove->add_option("ID", *ids, "Numbers of runs")->required();
    remove->callback([&line, ids] {
        line.action = [&line, ids] {
            return withWorkspace(line, [&](store::Workspace& workspace) -> core::Status {
                if (auto deleted = store::deleteRuns(workspace, *ids); !deleted) return deleted;
                line.message(countText(ids->size(), " run", " runs") + " deleted. To take back: prososcope-cli runs restore " +
                             [&] {
                                 std::vector<std::string> words;
                                 for (const auto id : *ids) words.push_back(std::to_string(id));
                                 return core::joined(words, " ");
                             }());
                return {};
            });
        };
    });
    auto* restore = runs.add_subcommand("restore", "Take deleted runs back");
    restore->add_option("ID", *ids, "Numbers of runs")->required();
    restore->callback([&line, ids] {
        line.action = [&line, ids] {
            return withWorkspace(line, [&](store::Workspace& workspace) { return store::restoreRuns(workspace, *ids); });
        };
    });
    auto days = std::make_shared<std::optional<int>>();
    auto* deleted = runs.add_subcommand("deleted", "The deleted runs");
    deleted->add_option("--remove-older", *days, "Remove for good what was deleted so many days ago, 0 for all")
        ->check(CLI::Range(0, 100000))
        ->type_name("DAYS");
    deleted->callback([&line, days] {
        line.action = [&line, days] {
            auto workspace = line.openWorkspace();
            if (!workspace) return line.failed(workspace.error());
            if (*days) {
                const auto removed = store::removeDeletedRuns(*workspace, **days);
                if (!removed) return line.failed(removed.error());
                line.message(countText(*removed, " run", " runs") + " removed for good.");
            }
            return showRuns(line, store::deletedRuns(*workspace), true);
        };
    });
}

}  // namespace

void addRunNotesCommands(CLI::App& runs, CommandLine& line) {
    auto id = std::make_shared<std::int64_t>(0);
    auto words = std::make_shared<std::vector<std::string>>();
    auto* tag = runs.add_subcommand("tag", "Give a run these tags instead of those it has; none takes them off");
    tag->add_option("ID", *id, "Number of the run")->required();
    tag->add_option("TAG", *words, "Words");
    tag->callback([&line, id, words] {
        line.action = [&line, id, words] {
            return withWorkspace(line, [&](store::Workspace& workspace) { return store::setRunTags(workspace, *id, *words); });
        };
    });
    auto text = std::make_shared<std::string>();
    auto* comment = runs.add_subcommand("comment", "Say something about a run");
    comment->add_option("ID", *id, "Number of the run")->required();
    comment->add_option("TEXT", *text, "The comment; empty takes it off")->required();
    comment->callback([&line, id, text] {
        line.action = [&line, id, text] {
            return withWorkspace(line,
                                 [&](store::Workspace& workspace) { return store::setRunComment(workspace, *id, *text); });
        };
    });
    addDeletion(runs, line);
    addQueue(runs, line);
}

}  // namespace prososcope::cli
