// SPDX-License-Identifier: GPL-3.0-or-later
// A run as a folder of text files that people and other programs can read.
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/store/Workspace.h"
#include "engine/store/WorkspaceImpl.h"

namespace prososcope::store {

namespace {

using Json = nlohmann::ordered_json;
constexpr int kFormat = 1;

const std::vector<std::string> kFoldColumns{"fold",         "name",     "trainSpeakers", "innerSpeakers",
                                            "testSpeakers", "complete", "bestEpoch",     "seconds"};
const std::vector<std::string> kCurveColumns{"fold", "epoch", "trainLoss", "innerLoss", "innerUar", "learningRate", "seconds"};
const std::vector<std::string> kPredictionColumns{"fold",    "utterance", "path",  "start",    "end",
                                                  "speaker", "gender",    "truth", "predicted"};

/// What is wrong with a file of an imported folder; caught in importRun.
struct Inconsistent {
    core::Error error;
};

[[noreturn]] void inconsistent(const std::filesystem::path& file, std::string what) {
    throw Inconsistent{
        {core::ErrorKind::BadInput,
         {TRANSLATABLE("Engine",
                       "%1 does not fit the rest of the run or is damaged, so nothing was imported. Export the run again."),
          {file.string()}},
         std::move(what)}};
}

/// Words in one cell: joined by semicolons, which are marked by a backslash inside a word.
std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += ';';
        for (const char c : words[i]) {
            if (c == ';' || c == '\\') text += '\\';
            text += c;
        }
        if (words.size() == 1 && words[0].empty()) text += "\\e";  // one empty word, unlike no word
    }
    return text;
}

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> words;
    if (text.empty()) return words;
    words.emplace_back();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) {
            if (text[++i] != 'e') words.back() += text[i];
        } else if (text[i] == ';') {
            words.emplace_back();
        } else {
            words.back() += text[i];
        }
    }
    return words;
}

std::string optionalText(const std::optional<double>& value) { return value ? core::numberText(*value) : std::string(); }

Json optionalJson(const std::optional<double>& value) { return value && std::isfinite(*value) ? Json(*value) : Json(nullptr); }

Json toJson(const RunRecord& run) {
    Json json;
    json["format"] = kFormat;
    json["name"] = run.name;
    json["title"] = run.title;
    json["state"] = runStateName(run.state);
    json["startedAt"] = run.startedAt;
    json["finishedAt"] = run.finishedAt;
    json["system"] = run.system;
    json["corpus"] = run.corpus;
    json["protocol"] = run.protocol;
    json["speakerDependent"] = run.speakerDependent;
    json["device"] = run.device;
    json["threads"] = run.threads;
    json["seed"] = run.seed;
    json["seeds"] = run.seeds;
    json["classes"] = run.classes;
    json["utterances"] = run.utterances;
    json["speakers"] = run.speakers;
    json["uar"] = optionalJson(run.uar);
    json["uarLow"] = optionalJson(run.uarLow);
    json["uarHigh"] = optionalJson(run.uarHigh);
    json["wa"] = optionalJson(run.wa);
    json["macroF1"] = optionalJson(run.macroF1);
    json["seconds"] = run.seconds;
    json["example"] = run.example;
    json["note"] = run.note;
    json["fingerprint"] = run.fingerprint;
    json["versions"] = run.versions;
    json["corpora"] = Json::parse(corporaText(run.corpora));
    json["group"] = run.group;
    json["point"] = run.point;
    json["dimensions"] = run.dimensions;
    json["ccc"] = optionalJson(run.ccc);
    json["cccLow"] = optionalJson(run.cccLow);
    json["cccHigh"] = optionalJson(run.cccHigh);
    json["tags"] = run.tags;
    json["comment"] = run.comment;
    json["command"] = run.command;
    json["onlyFolds"] = run.onlyFolds;
    json["experiment"] = run.experiment;
    return json;
}

RunRecord runFromJson(const Json& json, const std::filesystem::path& file) {
    if (json.at("format").get<int>() != kFormat) inconsistent(file, "unknown format");
    RunRecord run;
    const auto text = [&](const char* name) { return json.at(name).get<std::string>(); };
    const auto number = [&](const char* name) { return json.at(name).is_null() ? std::nan("") : json.at(name).get<double>(); };
    const auto optional = [&](const char* name) {
        return json.at(name).is_null() ? std::optional<double>() : std::optional<double>(json.at(name).get<double>());
    };
    run.name = text("name");
    run.title = text("title");
    const auto state = text("state");
    bool known = false;
    for (const auto candidate :
         {RunState::Running, RunState::Interrupted, RunState::Cancelled, RunState::Failed, RunState::Finished}) {
        if (state != runStateName(candidate)) continue;
        known = true;
        run.state = candidate == RunState::Running ? RunState::Interrupted : candidate;  // its process is not here
    }
    if (!known) inconsistent(file, "unknown state");
    run.startedAt = text("startedAt");
    run.finishedAt = text("finishedAt");
    run.system = text("system");
    run.corpus = text("corpus");
    run.protocol = text("protocol");
    run.speakerDependent = json.at("speakerDependent").get<bool>();
    run.device = text("device");
    run.threads = json.at("threads").get<int>();
    run.seed = json.at("seed").get<std::uint64_t>();
    run.seeds = json.at("seeds").get<int>();
    run.classes = json.at("classes").get<std::vector<std::string>>();
    run.utterances = json.at("utterances").get<std::int64_t>();
    run.speakers = json.at("speakers").get<std::int64_t>();
    run.uar = optional("uar");
    run.uarLow = optional("uarLow");
    run.uarHigh = optional("uarHigh");
    run.wa = optional("wa");
    run.macroF1 = optional("macroF1");
    run.seconds = number("seconds");
    run.example = json.at("example").get<bool>();
    run.note = text("note");
    run.fingerprint = text("fingerprint");
    run.versions = text("versions");
    if (json.contains("corpora")) run.corpora = corporaFromText(json.at("corpora").dump());
    if (json.contains("group")) {  // what came later
        run.group = text("group");
        run.point = text("point");
        run.dimensions = json.at("dimensions").get<std::vector<std::string>>();
        run.ccc = optional("ccc");
        run.cccLow = optional("cccLow");
        run.cccHigh = optional("cccHigh");
        run.tags = json.at("tags").get<std::vector<std::string>>();
        run.comment = text("comment");
        run.command = text("command");
        run.onlyFolds = json.at("onlyFolds").get<std::vector<int>>();
    }
    run.experiment = text("experiment");
    const std::set<std::string> classes(run.classes.begin(), run.classes.end());
    const std::set<std::string> dimensions(run.dimensions.begin(), run.dimensions.end());
    if ((classes.empty() && dimensions.empty()) || classes.size() != run.classes.size() || classes.contains(""))
        inconsistent(file, "classes");
    if (dimensions.size() != run.dimensions.size() || dimensions.contains("")) inconsistent(file, "dimensions");
    return run;
}

core::CsvTable readTable(const std::filesystem::path& file, const std::vector<std::string>& columns) {
    auto text = core::readFile(file);
    if (!text) throw Inconsistent{text.error()};
    auto table = core::parseCsv(*text, file.string());
    if (!table) throw Inconsistent{table.error()};
    if (table->columns != columns) inconsistent(file, "other columns than expected");
    return std::move(*table);
}

int wholeNumber(const std::string& text, const std::filesystem::path& file, int least) {
    int value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size() || value < least)
        inconsistent(file, "number " + text);
    return value;
}

double number(const std::string& text, const std::filesystem::path& file) {
    const auto value = core::parseNumber(text);
    if (!value) inconsistent(file, "number " + text);
    return *value;
}

float single(const std::string& text, const std::filesystem::path& file) {
    float value = 0.0F;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size()) inconsistent(file, "number " + text);
    return value;
}

std::optional<double> optionalNumber(const std::string& text, const std::filesystem::path& file) {
    if (text.empty()) return std::nullopt;
    return number(text, file);
}

int classIndex(const std::string& word, const std::vector<std::string>& classes, const std::filesystem::path& file) {
    if (word.empty()) return -1;
    const auto found = std::find(classes.begin(), classes.end(), word);
    if (found == classes.end()) inconsistent(file, "class " + word);
    return static_cast<int>(found - classes.begin());
}

std::vector<std::string> predictionColumns(const RunRecord& run) {
    auto columns = kPredictionColumns;
    columns.insert(columns.end(), run.classes.begin(), run.classes.end());
    for (const auto& dimension : run.dimensions) {
        columns.push_back(dimension + " truth");
        columns.push_back(dimension + " predicted");
    }
    return columns;
}

std::vector<FoldRecord> readFolds(const std::filesystem::path& file) {
    std::vector<FoldRecord> folds;
    std::set<int> indices;
    for (const auto& row : readTable(file, kFoldColumns).rows) {
        FoldRecord fold;
        fold.index = wholeNumber(row[0], file, 0);
        if (!indices.insert(fold.index).second) inconsistent(file, "fold twice");
        fold.name = row[1];
        fold.trainSpeakers = split(row[2]);
        fold.innerSpeakers = split(row[3]);
        fold.testSpeakers = split(row[4]);
        if (row[5] != "yes" && row[5] != "no") inconsistent(file, "complete: " + row[5]);
        fold.complete = row[5] == "yes";
        fold.bestEpoch = wholeNumber(row[6], file, 0);
        fold.seconds = number(row[7], file);
        folds.push_back(std::move(fold));
    }
    return folds;
}

std::vector<EpochRecord> readCurves(const std::filesystem::path& file, const std::vector<FoldRecord>& folds) {
    std::vector<EpochRecord> epochs;
    std::set<std::pair<int, int>> seen;
    for (const auto& row : readTable(file, kCurveColumns).rows) {
        EpochRecord e;
        e.fold = wholeNumber(row[0], file, 0);
        e.epoch = wholeNumber(row[1], file, 1);
        if (std::none_of(folds.begin(), folds.end(), [&](const FoldRecord& f) { return f.index == e.fold; }))
            inconsistent(file, "unknown fold");
        if (!seen.emplace(e.fold, e.epoch).second) inconsistent(file, "epoch twice");
        e.trainLoss = number(row[2], file);
        e.innerLoss = optionalNumber(row[3], file);
        e.innerUar = optionalNumber(row[4], file);
        e.learningRate = number(row[5], file);
        e.seconds = number(row[6], file);
        epochs.push_back(e);
    }
    return epochs;
}

std::vector<PredictionRecord> readPredictions(const std::filesystem::path& file, const RunRecord& run,
                                              const std::vector<FoldRecord>& folds) {
    std::set<int> complete;
    for (const auto& fold : folds) {
        if (fold.complete) complete.insert(fold.index);
    }
    std::set<int> seen;
    std::vector<PredictionRecord> predictions;
    for (const auto& row : readTable(file, predictionColumns(run)).rows) {
        PredictionRecord p;
        p.fold = wholeNumber(row[0], file, 0);
        if (!complete.contains(p.fold)) inconsistent(file, "prediction of a fold that is not complete");
        seen.insert(p.fold);
        p.utterance = row[1];
        p.path = row[2];
        p.startSeconds = number(row[3], file);
        p.endSeconds = number(row[4], file);
        p.speaker = row[5];
        p.gender = row[6];
        p.truth = classIndex(row[7], run.classes, file);
        p.predicted = classIndex(row[8], run.classes, file);
        bool anyEmpty = false;
        const std::size_t dimensions = kPredictionColumns.size() + run.classes.size();
        for (std::size_t i = kPredictionColumns.size(); i < dimensions; ++i) {
            if (row[i].empty()) {
                anyEmpty = true;
                continue;
            }
            p.posteriors.push_back(single(row[i], file));
        }
        for (std::size_t i = dimensions; i + 1 < row.size(); i += 2) {
            p.trueValues.push_back(row[i].empty() ? std::nanf("") : single(row[i], file));
            p.values.push_back(row[i + 1].empty() ? std::nanf("") : single(row[i + 1], file));
        }
        if (anyEmpty && !p.posteriors.empty()) inconsistent(file, "posteriors are missing");
        predictions.push_back(std::move(p));
    }
    if (seen != complete) inconsistent(file, "complete fold without predictions");
    return predictions;
}

std::string formatPredictions(const RunRecord& run, const std::vector<PredictionRecord>& predictions,
                              const std::string& corpusFolder) {
    core::CsvTable table{predictionColumns(run), {}};
    const auto word = [&](int index) {
        return index >= 0 && static_cast<std::size_t>(index) < run.classes.size() ? run.classes[static_cast<std::size_t>(index)]
                                                                                  : std::string();
    };
    for (const auto& p : predictions) {
        std::string path = p.path;
        if (!corpusFolder.empty() && path.starts_with(corpusFolder)) path.erase(0, corpusFolder.size());
        std::vector<std::string> row{std::to_string(p.fold),
                                     p.utterance,
                                     path,
                                     core::numberText(p.startSeconds),
                                     core::numberText(p.endSeconds),
                                     p.speaker,
                                     p.gender,
                                     word(p.truth),
                                     word(p.predicted)};
        for (std::size_t i = 0; i < run.classes.size(); ++i) {
            row.push_back(p.posteriors.size() == run.classes.size() ? core::numberText(p.posteriors[i]) : std::string());
        }
        for (std::size_t i = 0; i < run.dimensions.size(); ++i) {
            for (const auto* values : {&p.trueValues, &p.values}) {
                const bool known = values->size() == run.dimensions.size() && std::isfinite((*values)[i]);
                row.push_back(known ? core::numberText((*values)[i]) : std::string());
            }
        }
        table.rows.push_back(std::move(row));
    }
    return core::formatCsv(table);
}

}  // namespace

core::Status Workspace::exportRun(std::int64_t id, const std::filesystem::path& folder) const {
    auto record = run(id);
    if (!record) return core::fail(record.error());
    const auto foldList = folds(id);
    if (!foldList) return core::fail(foldList.error());
    const auto epochList = epochs(id);
    if (!epochList) return core::fail(epochList.error());
    const auto predictionList = predictions(id);
    if (!predictionList) return core::fail(predictionList.error());

    core::CsvTable foldTable{kFoldColumns, {}};
    for (const auto& f : *foldList) {
        foldTable.rows.push_back({std::to_string(f.index), f.name, joined(f.trainSpeakers), joined(f.innerSpeakers),
                                  joined(f.testSpeakers), f.complete ? "yes" : "no", std::to_string(f.bestEpoch),
                                  core::numberText(f.seconds)});
    }
    core::CsvTable curves{kCurveColumns, {}};
    for (const auto& e : *epochList) {
        curves.rows.push_back({std::to_string(e.fold), std::to_string(e.epoch), core::numberText(e.trainLoss),
                               optionalText(e.innerLoss), optionalText(e.innerUar), core::numberText(e.learningRate),
                               core::numberText(e.seconds)});
    }
    // An exported run is for others: its paths count from the corpus folder where that is known.
    std::string corpusFolder;
    if (const auto known = corpora()) {
        for (const auto& summary : *known) {
            if (summary.name == record->corpus && !summary.folder.empty())
                corpusFolder = summary.folder + (summary.folder.ends_with('/') ? "" : "/");
        }
    }
    // run.json comes last: without it a folder is not taken for a run.
    std::error_code code;
    std::filesystem::remove(folder / "run.json", code);
    if (auto done = core::writeFile(folder / "folds.csv", core::formatCsv(foldTable)); !done) return done;
    if (auto done = core::writeFile(folder / "curves.csv", core::formatCsv(curves)); !done) return done;
    if (auto done = core::writeFile(folder / "predictions.csv", formatPredictions(*record, *predictionList, corpusFolder));
        !done)
        return done;
    return core::writeFile(folder / "run.json", toJson(*record).dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

core::Result<std::int64_t> Workspace::importRun(const std::filesystem::path& folder, bool example) {
    return m_impl->attempt([&]() -> core::Result<std::int64_t> {
        const auto file = folder / "run.json";
        try {
            const auto text = core::readFile(file);
            if (!text) return core::fail(text.error());
            auto record = runFromJson(Json::parse(*text), file);
            const auto foldList = readFolds(folder / "folds.csv");
            const auto epochList = readCurves(folder / "curves.csv", foldList);
            const auto predictionList = readPredictions(folder / "predictions.csv", record, foldList);
            record.example = example;
            return insertRun(*m_impl->database, record, foldList, epochList, predictionList);
        } catch (const Inconsistent& error) {
            return core::fail(error.error);
        } catch (const nlohmann::json::exception& error) {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE(
                     "Engine",
                     "%1 does not fit the rest of the run or is damaged, so nothing was imported. Export the run again."),
                 {file.string()}},
                error.what());
        }
    });
}

}  // namespace prososcope::store
