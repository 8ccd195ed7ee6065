// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/EachRecording.h"

#include <nlohmann/json.hpp>

#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/Edits.h"
#include "engine/core/Text.h"

namespace prososcope::cli {

namespace {

/// With an interval tier more, behind the others.
core::Result<annotation::Annotation> withTier(const annotation::Annotation& annotation, const std::string& name,
                                              std::vector<annotation::Item> items) {
    annotation::TierHeader header;
    header.name = name;
    const auto edit = annotation::addTier(annotation, header, annotation.tiers().size(), std::move(items));
    if (!edit) return core::fail(edit.error());
    return annotation::apply(annotation, *edit);
}

}  // namespace

std::optional<std::string> resultEnding(const CommandLine& line, const std::string& out) {
    const std::string ending = out.empty() ? (line.json ? ".json" : ".csv") : endingOf(out);
    if (ending != ".csv" && ending != ".json" && ending != ".textgrid") return std::nullopt;
    return ending;
}

core::Result<std::optional<core::SafeFile>> openGoal(const std::string& out) {
    std::optional<core::SafeFile> goal;
    if (out.empty()) return goal;
    auto opened = core::SafeFile::open(out);
    if (!opened) return core::fail(opened.error());
    goal.emplace(std::move(*opened));
    return goal;
}

bool forEachRecording(const CommandLine& line, const std::vector<std::filesystem::path>& paths,
                      const std::function<core::Status(const std::filesystem::path&, core::Progress&)>& work, bool& failed) {
    ProgressBar bar(line);
    const auto count = static_cast<double>(paths.size());
    for (std::size_t i = 0; i < paths.size(); ++i) {
        auto part = bar.progress().part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
        part.report(0.0, {"%1", {paths[i].filename().string()}});
        const auto done = work(paths[i], part);
        if (line.stopToken().stop_requested()) {
            bar.clear();
            (void)line.failed(core::cancelled().value());
            return false;
        }
        if (done) continue;
        bar.clear();
        line.error(done.error().message());
        failed = true;
    }
    bar.clear();
    return true;
}

int writeResult(const CommandLine& line, std::optional<core::SafeFile>& goal, const std::string& out, const std::string& text,
                std::size_t done, std::size_t all) {
    if (!goal) {
        line.print(text);
        return kDone;
    }
    auto written = goal->write(text);
    if (written) written = goal->commit();
    if (!written) return line.failed(written.error());
    if (line.json)
        line.printJson(nlohmann::json{{"out", out}, {"files", done}, {"failed", all - done}});
    else
        line.message(core::Text("%1: %2 recordings.", {out, std::to_string(done)}).english());
    return kDone;
}

std::variant<ModelJob, int> beginWithModel(const CommandLine& line, const std::string& model,
                                           const std::vector<std::string>& inputs, const std::string& out) {
    ModelJob job;
    const auto ending = resultEnding(line, out);
    if (!ending) return line.wrongUse("--out must end in .csv, .json or .TextGrid.");
    job.ending = *ending;
    auto entry = store::findModel(model, line.workspacePath() / "models");
    if (!entry) return line.failed(entry.error());
    job.model = std::move(*entry);
    job.paths = expandInputs(line, inputs, job.failed);
    if (job.ending == ".textgrid" && job.paths.size() > 1)
        return line.wrongUse("A TextGrid belongs to one recording; use .csv or .json for several.");
    if (job.paths.empty()) return kFailed;
    auto goal = openGoal(out);
    if (!goal) return line.failed(goal.error());
    if (*goal) job.goal.emplace(std::move(**goal));
    const auto torch = backend::torchBackend();
    if (!torch) return line.failed(torch.error());
    job.torch = *torch;
    return job;
}

core::Result<std::string> gridOf(const std::string& tier, double seconds, std::vector<annotation::Item> items) {
    const auto whole = withTier(annotation::Annotation(0.0, seconds, {}, 1), tier, std::move(items));
    if (!whole) return core::fail(whole.error());
    return annotation::formatAnnotation(*whole, annotation::FileFormat::TextGrid);
}

core::Result<std::string> gridOf(double seconds, const std::vector<annotation::DetectedTier>& tiers) {
    annotation::Annotation whole(0.0, seconds, {}, 1);
    for (const auto& tier : tiers) {
        auto more =
            withTier(whole, tier.name, annotation::intervalsFrom(tier.spans, 0.0, seconds, {.mergeEqualNeighbours = false}));
        if (!more) return core::fail(more.error());
        whole = std::move(*more);
    }
    return annotation::formatAnnotation(whole, annotation::FileFormat::TextGrid);
}

}  // namespace prososcope::cli
