// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/RunData.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <sstream>

#include "engine/analysis/RunGroups.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/store/DoubtfulUtterances.h"
#include "engine/store/RunNotes.h"

namespace prososcope::gui {

namespace {

namespace fs = std::filesystem;

bool inRange(const RunData& data, int index) { return index >= 0 && index < static_cast<int>(data.run.classes.size()); }

std::vector<widgets::SpeakerScore> shown(const std::vector<analysis::PartScore>& scores) {
    std::vector<widgets::SpeakerScore> result;
    for (const analysis::PartScore& each : scores)
        result.push_back({QString::fromStdString(each.name), QString::fromStdString(each.gender), each.uar,
                          static_cast<int>(each.utterances)});
    return result;
}

void computeFigures(RunData& data) {
    const std::size_t classes = data.run.classes.size();
    data.matrix = analysis::confusionOf(data.predictions, classes);
    data.dimensions = analysis::dimensionScores(data.predictions, data.run.dimensions);
    if (data.matrix.total() == 0) return;
    data.speakers = shown(analysis::scoresBySpeaker(data.predictions, classes));
    data.genders = shown(analysis::scoresByGender(data.predictions, classes));
    data.classScores = analysis::classScores(data.matrix);
    data.calibration = analysis::runCalibration(data.predictions, classes);
    // A run that was stopped half way has no summary yet; what is there is summed up the same way.
    if (!data.run.uar) data.run.uar = analysis::unweightedAverageRecall(data.matrix);
    if (!data.run.wa) data.run.wa = analysis::weightedAccuracy(data.matrix);
    if (!data.run.macroF1) data.run.macroF1 = analysis::macroF1(data.matrix);
    if (data.run.utterances == 0) data.run.utterances = static_cast<std::int64_t>(data.matrix.total());
    if (data.run.speakers == 0) data.run.speakers = static_cast<std::int64_t>(data.speakers.size());
}

core::Status findDoubtful(const store::Workspace& workspace, RunData& data) {
    std::map<std::string, std::map<std::string, store::DoubtfulMark>> marks;
    for (const store::PredictionRecord& each : data.predictions) {
        const UtterancePlace place = placeOf(data.run, each.utterance);
        auto known = marks.find(place.corpus);
        if (known == marks.end()) {
            auto read = store::doubtfulUtterances(workspace, place.corpus);
            if (!read) return core::fail(read.error());
            known = marks.emplace(place.corpus, std::move(*read)).first;
        }
        if (known->second.contains(place.utterance)) data.doubtful.insert(each.utterance);
    }
    return {};
}

/// The places where a run's audio may be: its corpus in this workspace.
struct Places {
    fs::path folder;
    std::map<std::string, fs::path, std::less<>> byId;
};

/// Reads the run's corpora: where its audio may be, and whether they name dialogues.
Places findPlaces(const store::Workspace& workspace, RunData& data) {
    Places places;
    const bool relative = std::any_of(data.predictions.begin(), data.predictions.end(),
                                      [](const store::PredictionRecord& each) { return !fs::path(each.path).is_absolute(); });
    std::vector<std::string> names;
    for (const store::RunCorpus& each : data.run.corpora) names.push_back(each.name);
    if (names.empty()) names.push_back(data.run.corpus);
    for (const std::string& name : names) {
        const auto corpus = workspace.corpus(name);
        if (!corpus) continue;
        data.dialogues = data.dialogues || std::ranges::any_of(corpus->utterances, [](const corpus::Utterance& each) {
                             return !each.dialogue.empty() && each.turn;
                         });
        if (!relative || name != data.run.corpus) continue;
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

UtterancePlace placeOf(const store::RunRecord& run, const std::string& utterance) {
    std::vector<std::string> names;
    for (const store::RunCorpus& each : run.corpora) names.push_back(each.name);
    if (names.empty()) {  // older runs say the name alone
        std::istringstream parts(run.corpus);
        for (std::string name; std::getline(parts, name, '+');) names.push_back(name);
    }
    if (names.size() < 2) return {run.corpus, utterance};
    UtterancePlace place{run.corpus, utterance};
    std::size_t longest = 0;  // a corpus's name may begin with another one's and a '/'
    for (const std::string& name : names) {
        if (name.size() < longest || !utterance.starts_with(name + "/")) continue;
        longest = name.size();
        place = {name, utterance.substr(name.size() + 1)};
    }
    return place;
}

QStringList classNames(const store::RunRecord& run) {
    QStringList names;
    for (const std::string& name : run.classes) names << QString::fromStdString(name);
    return names;
}

QString foldName(const RunData& data, int index) {
    const auto fold = std::find_if(data.folds.begin(), data.folds.end(),
                                   [index](const store::FoldRecord& each) { return each.index == index; });
    return fold == data.folds.end() || fold->name.empty() ? QString::number(index) : QString::fromStdString(fold->name);
}

namespace {

/// The runs of the same settings as this one, by seed; fewer than two where it has no other seeds.
std::vector<store::RunRecord> seedsOf(const store::RunRecord& run, std::span<const store::RunRecord> all) {
    std::vector<store::RunRecord> seeds;
    if (run.group.empty()) return seeds;
    for (const auto& point : analysis::groupPoints(all)) {
        if (point.group != run.group || point.point != run.point) continue;
        for (const auto& each : all)
            if (std::ranges::find(point.runs, each.id) != point.runs.end()) seeds.push_back(each);
    }
    std::ranges::sort(seeds, {}, &store::RunRecord::seed);
    return seeds;
}

std::optional<core::Result<analysis::SeedComparison>> compareSeeds(const store::Workspace& workspace,
                                                                   const store::RunRecord& first,
                                                                   const store::RunRecord& second) {
    if (first.group == second.group && first.point == second.point) return std::nullopt;  // two seeds of one system
    const auto all = workspace.runs();
    if (!all) return core::fail(all.error());
    std::vector<analysis::ComparedRun> runs;
    std::size_t firsts = 0;
    for (const auto* of : {&first, &second}) {
        const auto seeds = seedsOf(*of, *all);
        if (seeds.size() < 2) return std::nullopt;
        if (of == &first) firsts = seeds.size();
        for (const auto& run : seeds) {
            auto predictions = workspace.predictions(run.id);
            if (!predictions) return core::fail(predictions.error());
            runs.push_back({run.classes, std::move(*predictions)});
        }
    }
    return analysis::compareSeeds(std::span(runs).first(firsts), std::span(runs).subspan(firsts));
}

}  // namespace

core::Result<std::shared_ptr<const RunPair>> loadPair(const fs::path& workspaceFolder,
                                                      const std::shared_ptr<const RunData>& first, std::int64_t second,
                                                      core::Progress& progress) {
    const auto workspace = store::Workspace::open(workspaceFolder);
    if (!workspace) return core::fail(workspace.error());
    auto pair = std::make_shared<RunPair>();
    pair->first = first;
    auto run = workspace->run(second);
    if (!run) return core::fail(run.error());
    pair->second = std::move(*run);
    auto predictions = workspace->predictions(second);
    if (!predictions) return core::fail(predictions.error());
    auto figures = analysis::compareRuns({first->run.classes, first->predictions},
                                         {pair->second.classes, std::move(*predictions)}, progress);
    if (!figures) return core::fail(figures.error());
    pair->figures = std::move(*figures);
    pair->seeds = compareSeeds(*workspace, first->run, pair->second);
    return std::shared_ptr<const RunPair>(std::move(pair));
}

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
    computeFigures(*data);
    if (const auto found = findDoubtful(*workspace, *data); !found) return core::fail(found.error());
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
    for (const std::string& name : data.run.dimensions) {
        table.columns.push_back("true_" + name);
        table.columns.push_back("predicted_" + name);
    }
    const auto word = [&data](int index) {
        return inRange(data, index) ? data.run.classes[static_cast<std::size_t>(index)] : std::string();
    };
    for (std::size_t i = 0; i < data.predictions.size(); ++i) {
        const store::PredictionRecord& each = data.predictions[i];
        std::vector<std::string> row{std::to_string(data.run.id),
                                     foldName(data, each.fold).toStdString(),
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
        const auto number = [](const std::vector<float>& values, std::size_t at) {
            return at < values.size() ? core::cellText(values[at]) : std::string();
        };
        for (std::size_t d = 0; d < data.run.dimensions.size(); ++d) {
            row.push_back(number(each.trueValues, d));
            row.push_back(number(each.values, d));
        }
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
    const auto deleted = store::deletedRuns(*workspace);  // whoever deleted the example does not want it again
    if (!deleted) return core::fail(deleted.error());
    if (!deleted->empty()) return 0;
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
