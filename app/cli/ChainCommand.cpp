// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ChainCommand.h"

#include <nlohmann/json.hpp>

#include "engine/core/SafeFile.h"

namespace prososcope::cli {

namespace {

namespace fs = std::filesystem;

/// What is known of the stages of a chain: {"NAME": {"key": "...", "done": true, "run": 7}}.
class ChainState {
public:
    explicit ChainState(fs::path file) : m_file(std::move(file)) {
        if (const auto text = core::readFile(m_file)) m_stages = nlohmann::json::parse(*text, nullptr, false);
        if (!m_stages.is_object()) m_stages = nlohmann::json::object();
    }

    /// Whether the stage was begun, or done, as the experiment that it is now.
    [[nodiscard]] bool isBegun(const experiment::ChainStage& stage) const { return textOf(stage, "key") == stage.key; }
    [[nodiscard]] bool isDone(const experiment::ChainStage& stage) const {
        const auto* done = valueOf(stage, "done");
        return isBegun(stage) && done != nullptr && done->is_boolean() && done->get<bool>();
    }
    [[nodiscard]] bool isKnown(const experiment::ChainStage& stage) const { return !textOf(stage, "key").empty(); }
    /// The run that a stage gave, or had reached; 0: none.
    [[nodiscard]] std::int64_t runOf(const experiment::ChainStage& stage) const {
        const auto* run = valueOf(stage, "run");
        return run == nullptr || !run->is_number_integer() ? 0 : run->get<std::int64_t>();
    }
    core::Status write(const experiment::ChainStage& stage, bool done, std::int64_t run) {
        m_stages[stage.name] = {{"key", stage.key}, {"done", done}, {"run", run}};
        std::error_code code;
        fs::create_directories(m_file.parent_path(), code);
        return core::writeFile(m_file, m_stages.dump(2) + "\n");
    }

private:
    /// nullptr where it is not there.
    [[nodiscard]] const nlohmann::json* valueOf(const experiment::ChainStage& stage, const char* key) const {
        const auto found = m_stages.find(stage.name);
        if (found == m_stages.end() || !found->is_object()) return nullptr;
        const auto value = found->find(key);
        return value == found->end() ? nullptr : &*value;
    }
    [[nodiscard]] std::string textOf(const experiment::ChainStage& stage, const char* key) const {
        const auto* text = valueOf(stage, key);
        return text == nullptr || !text->is_string() ? std::string() : text->get<std::string>();
    }

    fs::path m_file;
    nlohmann::json m_stages;
};

/// The newest run of a stage's experiment; nothing where there is none.
core::Result<std::optional<store::RunRecord>> newestRun(const CommandLine& line, const std::string& name) {
    auto workspace = line.openWorkspace();
    if (!workspace) return core::fail(workspace.error());
    const auto runs = workspace->runs();
    if (!runs) return core::fail(runs.error());
    for (const auto& run : *runs) {
        if (run.name == name) return run;
    }
    return std::nullopt;
}

/// Whether what a stage gave is still there.
core::Result<bool> isThere(const CommandLine& line, const experiment::ChainStage& stage, std::int64_t run) {
    std::error_code code;
    if (stage.recogniser) {
        const auto folder = line.workspacePath() / "recognisers" / stage.name;
        const auto model = line.workspacePath() / "models" / (stage.name + ".safetensors");
        return fs::exists(folder / "tested.csv", code) && (!stage.every.empty() || fs::exists(model, code));
    }
    auto workspace = line.openWorkspace();
    if (!workspace) return core::fail(workspace.error());
    const auto stored = workspace->run(run);
    return stored && stored->state == store::RunState::Finished && stored->deletedAt.empty();
}

/// What trainings of another experiment of this name have left: checkpoints that would be refused.
void removeCheckpoints(const CommandLine& line, const experiment::ChainStage& stage) {
    corpus::Corpus corpus;
    if (const auto workspace = line.openWorkspace()) corpus = workspace->corpus(stage.corpus).value_or(corpus::Corpus());
    for (const auto& name : experiment::trainingNames(stage, corpus)) {
        std::error_code ignored;
        fs::remove(line.workspacePath() / "recognisers" / name / "checkpoint.safetensors", ignored);
    }
}

/// The newest run of a stage that was begun after it; nothing of a recogniser.
core::Result<std::optional<store::RunRecord>> runSince(const CommandLine& line, const experiment::ChainStage& stage,
                                                       const ChainState& state) {
    if (stage.recogniser || !state.isBegun(stage)) return std::nullopt;
    auto newest = newestRun(line, stage.name);
    if (newest && *newest && (*newest)->id <= state.runOf(stage)) newest->reset();
    return newest;
}

}  // namespace

int runChain(const CommandLine& line, const experiment::Chain& chain, const RunStage& runStage) {
    ChainState state(line.workspacePath() / "chains" / (chain.name + ".json"));
    for (std::size_t i = 0; i < chain.stages.size(); ++i) {
        const auto& stage = chain.stages[i];
        const std::vector<std::string> place = {std::to_string(i + 1), std::to_string(chain.stages.size()), stage.name};
        const auto there = isThere(line, stage, state.runOf(stage));
        if (!there) return line.failed(there.error());
        if (state.isDone(stage) && *there) {
            line.message(core::Text("Stage %1 of %2, %3: done already.", place).english());
            continue;
        }
        const auto since = runSince(line, stage, state);
        if (!since) return line.failed(since.error());
        if (*since && (*since)->state == store::RunState::Finished) {  // the program ended before it could note that
            if (auto written = state.write(stage, true, (*since)->id); !written) return line.failed(written.error());
            line.message(core::Text("Stage %1 of %2, %3: done already.", place).english());
            continue;
        }
        line.message(core::Text("Stage %1 of %2, %3", place).english());
        std::optional<std::int64_t> resume;
        if (*since && (*since)->state != store::RunState::Running) resume = (*since)->id;
        if (!state.isBegun(stage)) {
            if (stage.recogniser && state.isKnown(stage)) removeCheckpoints(line, stage);
            // Earlier runs of this name are none of this chain.
            const auto earlier = newestRun(line, stage.name);
            if (!earlier) return line.failed(earlier.error());
            if (auto written = state.write(stage, false, *earlier ? (*earlier)->id : 0); !written)
                return line.failed(written.error());
        }
        if (const int code = runStage(stage, resume); code != kDone) {
            line.message("The same command goes on with this stage.");
            return code;
        }
        const auto newest = newestRun(line, stage.name);
        if (!newest) return line.failed(newest.error());
        if (auto written = state.write(stage, true, *newest ? (*newest)->id : 0); !written) return line.failed(written.error());
    }
    line.message(core::Text("All %1 stages of %2 are done.", {std::to_string(chain.stages.size()), chain.name}).english());
    return kDone;
}

}  // namespace prososcope::cli
