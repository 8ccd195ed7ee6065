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
        return isBegun(stage) && m_stages[stage.name].value("done", false);
    }
    [[nodiscard]] bool isKnown(const experiment::ChainStage& stage) const { return !textOf(stage, "key").empty(); }
    /// The run that a stage gave, or had reached; 0: none.
    [[nodiscard]] std::int64_t runOf(const experiment::ChainStage& stage) const {
        const auto found = m_stages.find(stage.name);
        return found == m_stages.end() || !found->is_object() ? 0 : found->value("run", std::int64_t{0});
    }
    core::Status write(const experiment::ChainStage& stage, bool done, std::int64_t run) {
        m_stages[stage.name] = {{"key", stage.key}, {"done", done}, {"run", run}};
        std::error_code code;
        fs::create_directories(m_file.parent_path(), code);
        return core::writeFile(m_file, m_stages.dump(2) + "\n");
    }

private:
    [[nodiscard]] std::string textOf(const experiment::ChainStage& stage, const char* key) const {
        const auto found = m_stages.find(stage.name);
        if (found == m_stages.end() || !found->is_object()) return {};
        const auto text = found->find(key);
        return text == found->end() || !text->is_string() ? std::string() : text->get<std::string>();
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
    std::error_code code;
    const auto folder = line.workspacePath() / "recognisers";
    for (const auto& entry : fs::directory_iterator(folder, code)) {
        const auto name = entry.path().filename().string();
        const bool mine = name == stage.name || (!stage.every.empty() && name.starts_with(stage.name + "-"));
        std::error_code ignored;
        if (mine) fs::remove(entry.path() / "checkpoint.safetensors", ignored);
    }
}

/// The run of this stage to go on with, where it was interrupted.
core::Result<std::optional<std::int64_t>> interruptedRun(const CommandLine& line, const experiment::ChainStage& stage,
                                                         const ChainState& state) {
    if (stage.recogniser || !state.isBegun(stage)) return std::nullopt;
    const auto newest = newestRun(line, stage.name);
    if (!newest) return core::fail(newest.error());
    if (!*newest || (*newest)->id <= state.runOf(stage) || (*newest)->state == store::RunState::Finished ||
        (*newest)->state == store::RunState::Running)
        return std::nullopt;
    return (*newest)->id;
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
        line.message(core::Text("Stage %1 of %2, %3", place).english());
        const auto resume = interruptedRun(line, stage, state);
        if (!resume) return line.failed(resume.error());
        if (!state.isBegun(stage)) {
            if (stage.recogniser && state.isKnown(stage)) removeCheckpoints(line, stage);
            // Earlier runs of this name are none of this chain.
            const auto earlier = newestRun(line, stage.name);
            if (!earlier) return line.failed(earlier.error());
            if (auto written = state.write(stage, false, *earlier ? (*earlier)->id : 0); !written)
                return line.failed(written.error());
        }
        if (const int code = runStage(stage, *resume); code != kDone) {
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
