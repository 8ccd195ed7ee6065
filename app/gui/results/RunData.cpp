// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/RunData.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"

namespace prososcope::gui {

namespace {

namespace fs = std::filesystem;

bool inRange(const RunData& data, int index) { return index >= 0 && index < static_cast<int>(data.run.classes.size()); }

void computeMatrix(RunData& data) {
    const std::size_t classes = data.run.classes.size();
    data.matrix = {classes, std::vector<std::size_t>(classes * classes, 0)};
    std::map<std::string, std::pair<analysis::ConfusionMatrix, std::string>> bySpeaker;
    for (const store::PredictionRecord& each : data.predictions) {
        if (!inRange(data, each.truth) || !inRange(data, each.predicted)) continue;
        const std::size_t cell = static_cast<std::size_t>(each.truth) * classes + static_cast<std::size_t>(each.predicted);
        ++data.matrix.counts[cell];
        auto& [matrix, gender] = bySpeaker[each.speaker];
        if (matrix.classes == 0) matrix = {classes, std::vector<std::size_t>(classes * classes, 0)};
        ++matrix.counts[cell];
        if (gender.empty()) gender = each.gender;
    }
    for (const auto& [speaker, entry] : bySpeaker) {
        if (speaker.empty()) continue;
        data.speakers.push_back({QString::fromStdString(speaker), QString::fromStdString(entry.second),
                                 analysis::unweightedAverageRecall(entry.first), static_cast<int>(entry.first.total())});
    }
    // A run that was stopped half way has no summary yet; what is there is summed up the same way.
    if (data.matrix.total() == 0) return;
    if (!data.run.uar) data.run.uar = analysis::unweightedAverageRecall(data.matrix);
    if (!data.run.wa) data.run.wa = analysis::weightedAccuracy(data.matrix);
    if (!data.run.macroF1) data.run.macroF1 = analysis::macroF1(data.matrix);
    if (data.run.utterances == 0) data.run.utterances = static_cast<std::int64_t>(data.matrix.total());
    if (data.run.speakers == 0) data.run.speakers = static_cast<std::int64_t>(data.speakers.size());
}

/// The places where a run's audio may be: its corpus in this workspace.
struct Places {
    fs::path folder;
    std::map<std::string, fs::path, std::less<>> byId;
};

Places findPlaces(const store::Workspace& workspace, const RunData& data) {
    Places places;
    const bool relative = std::any_of(data.predictions.begin(), data.predictions.end(),
                                      [](const store::PredictionRecord& each) { return !fs::path(each.path).is_absolute(); });
    if (!relative) return places;
    if (const auto corpus = workspace.corpus(data.run.corpus); corpus) {
        places.folder = corpus->folder;
        for (const auto& utterance : corpus->utterances) places.byId.emplace(utterance.id, corpus->folder / utterance.path);
    }
    return places;
}

fs::path resolve(const Places& places, const store::PredictionRecord& record) {
    std::error_code code;
    const fs::path path(record.path);
    if (path.is_absolute()) return fs::exists(path, code) ? path : fs::path();
    if (!places.folder.empty() && !record.path.empty() && fs::exists(places.folder / path, code)) return places.folder / path;
    const auto found = places.byId.find(record.utterance);
    return found != places.byId.end() && fs::exists(found->second, code) ? found->second : fs::path();
}

}  // namespace

core::Result<std::shared_ptr<const RunData>> loadRun(const fs::path& workspaceFolder, std::int64_t id,
                                                     core::Progress& progress) {
    const auto workspace = store::Workspace::open(workspaceFolder);
    if (!workspace) return core::fail(workspace.error());
    auto data = std::make_shared<RunData>();
    auto run = workspace->run(id);
    if (!run) return core::fail(run.error());
    data->run = std::move(*run);
    auto folds = workspace->folds(id);
    if (!folds) return core::fail(folds.error());
    data->folds = std::move(*folds);
    auto epochs = workspace->epochs(id);
    if (!epochs) return core::fail(epochs.error());
    data->epochs = std::move(*epochs);
    if (progress.stopRequested()) return core::cancelled();
    auto predictions = workspace->predictions(id);
    if (!predictions) return core::fail(predictions.error());
    data->predictions = std::move(*predictions);
    computeMatrix(*data);
    const Places places = findPlaces(*workspace, *data);
    data->audio.reserve(data->predictions.size());
    for (const store::PredictionRecord& each : data->predictions) {
        if (progress.stopRequested()) return core::cancelled();
        data->audio.push_back(resolve(places, each));
        if (data->audio.back().empty()) ++data->absent;
    }
    return std::shared_ptr<const RunData>(std::move(data));
}

core::Status savePredictions(const RunData& data, const fs::path& path) {
    core::CsvTable table;
    table.columns = {"run", "fold", "utterance", "path", "start", "end", "speaker", "gender", "truth", "predicted"};
    for (const std::string& name : data.run.classes) table.columns.push_back("p_" + name);
    const auto word = [&data](int index) {
        return inRange(data, index) ? data.run.classes[static_cast<std::size_t>(index)] : std::string();
    };
    const auto foldName = [&data](int index) {
        const auto fold = std::find_if(data.folds.begin(), data.folds.end(),
                                       [index](const store::FoldRecord& each) { return each.index == index; });
        return fold == data.folds.end() || fold->name.empty() ? std::to_string(index) : fold->name;
    };
    for (std::size_t i = 0; i < data.predictions.size(); ++i) {
        const store::PredictionRecord& each = data.predictions[i];
        std::vector<std::string> row{std::to_string(data.run.id),
                                     foldName(each.fold),
                                     each.utterance,
                                     data.audio[i].empty() ? each.path : data.audio[i].string(),
                                     core::numberText(each.startSeconds),
                                     each.endSeconds < 0.0 ? std::string() : core::numberText(each.endSeconds),
                                     each.speaker,
                                     each.gender,
                                     word(each.truth),
                                     word(each.predicted)};
        for (std::size_t c = 0; c < data.run.classes.size(); ++c)
            row.push_back(c < each.posteriors.size() ? core::numberText(each.posteriors[c]) : std::string());
        table.rows.push_back(std::move(row));
    }
    return core::writeFile(path, core::formatCsv(table));
}

core::Result<int> importExampleRuns(const fs::path& workspaceFolder, const fs::path& examples) {
    std::error_code code;
    if (!fs::is_directory(examples, code)) return 0;
    auto workspace = store::Workspace::open(workspaceFolder);
    if (!workspace) return core::fail(workspace.error());
    const auto runs = workspace->runs();
    if (!runs) return core::fail(runs.error());
    if (!runs->empty()) return 0;
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(examples, code))
        if (entry.is_directory(code) && fs::exists(entry.path() / "run.json", code)) folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    int imported = 0;
    for (const fs::path& folder : folders) {
        const auto run = workspace->importRun(folder, true);
        if (!run) return core::fail(run.error());
        ++imported;
    }
    return imported;
}

}  // namespace prososcope::gui
