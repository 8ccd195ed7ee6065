// SPDX-License-Identifier: GPL-3.0-or-later
// Databases in audformat: a header db.yaml and a table for each split, db.TABLE.csv. Texts of the header are written as JSON
// strings, which YAML reads as they are.
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/core/Csv.h"
#include "engine/corpus/ExportParts.h"

namespace prososcope::corpus {

namespace {

std::string quoted(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// As pandas writes a span of time: "0 days 00:01:02.500000".
std::string timeText(double seconds) {
    const auto micros = static_cast<long long>(std::llround(seconds * 1e6));
    const long long whole = micros / 1'000'000;
    char text[64];
    std::snprintf(text, sizeof(text), "%lld days %02lld:%02lld:%02lld.%06lld", whole / 86400, whole / 3600 % 24,
                  whole / 60 % 60, whole % 60, micros % 1'000'000);
    return text;
}

struct Column {
    std::string name;
    std::string (*word)(const Utterance&) = nullptr;
    std::optional<double> Utterance::*number = nullptr;
};

const std::vector<Column>& columns() {
    static const std::vector<Column> kColumns = {
        {"emotion", [](const Utterance& u) { return u.emotion; }},
        {"valence", nullptr, &Utterance::valence},
        {"arousal", nullptr, &Utterance::arousal},
        {"dominance", nullptr, &Utterance::dominance},
        {"speaker", [](const Utterance& u) { return u.speaker; }},
        {"intensity", [](const Utterance& u) { return u.intensity; }},
        {"transcription", [](const Utterance& u) { return u.transcript; }},
        {"session", [](const Utterance& u) { return u.session; }},
        {"dialogue", [](const Utterance& u) { return u.dialogue; }},
        {"turn", [](const Utterance& u) { return u.turn ? std::to_string(*u.turn) : std::string(); }},
        {"language", [](const Utterance& u) { return u.language; }}};
    return kColumns;
}

std::string cellOf(const Column& column, const Utterance& utterance) {
    if (column.word != nullptr) return column.word(utterance);
    const auto& value = utterance.*column.number;
    return value ? core::numberText(*value) : std::string();
}

/// The columns in which some utterance has a value.
std::vector<Column> usedColumns(const Corpus& corpus) {
    std::vector<Column> used;
    for (const auto& column : columns()) {
        for (const auto& utterance : corpus.utterances) {
            if (cellOf(column, utterance).empty()) continue;
            used.push_back(column);
            break;
        }
    }
    return used;
}

/// "emotion" for utterances without a split, else "emotion.train".
std::string tableName(const std::string& split) { return split.empty() ? "emotion" : "emotion." + split; }

std::string schemesText(const Corpus& corpus, const std::vector<Column>& used, const std::set<std::string>& numbers) {
    std::string text = "schemes:\n";
    const auto scaleText = [&](const std::string& name) {
        const auto scale = corpus.scales.find(name);
        return scale == corpus.scales.end() ? std::string()
                                            : "    minimum: " + core::numberText(scale->second.low) +
                                                  "\n    maximum: " + core::numberText(scale->second.high) + "\n";
    };
    for (const auto& column : used) {
        text += "  " + column.name + ":\n";
        if (column.number != nullptr) {
            text += "    dtype: float\n" + scaleText(column.name);
        } else if (column.name == "turn") {
            text += "    dtype: int\n";
        } else if (column.name == "speaker") {
            std::map<std::string, std::string> genders;
            for (const auto& u : corpus.utterances) {
                if (!u.speaker.empty() && genders[u.speaker].empty()) genders[u.speaker] = u.gender;
            }
            text += "    dtype: str\n    labels:\n";
            for (const auto& [speaker, gender] : genders)
                text += "      " + quoted(speaker) + ": {" + (gender.empty() ? "" : "gender: " + quoted(gender)) + "}\n";
        } else if (column.name == "emotion") {
            std::vector<std::string> words;
            for (const auto& [word, count] : corpus.emotionCounts()) {
                if (!word.empty()) words.push_back(word);
            }
            text += "    dtype: str\n    labels:\n";
            for (const auto& word : inDisplayOrder(words)) text += "    - " + quoted(word) + "\n";
        } else {
            text += "    dtype: str\n";
        }
    }
    for (const auto& name : numbers) text += "  " + quoted(name) + ":\n    dtype: float\n" + scaleText(name);
    return text;
}

}  // namespace

std::vector<ExportedFile> audformatFiles(const ExportSource& source) {
    const auto& corpus = source.corpus;
    const auto used = usedColumns(corpus);
    std::set<std::string> numbers = source.numbers();
    for (const auto& column : columns()) numbers.erase(column.name);
    const auto splits = source.splits();
    std::set<std::string> languages;
    for (const auto& u : corpus.utterances) {
        if (!u.language.empty()) languages.insert(u.language);
    }
    std::string header = "name: " + quoted(corpus.name) + "\n";
    header += "source: " + quoted(corpus.source.empty() ? corpus.title : corpus.source) + "\n";
    header += "usage: other\n";
    if (!languages.empty()) {
        header += "languages:\n";
        for (const auto& language : languages) header += "- " + quoted(language) + "\n";
    }
    if (!corpus.citation.empty()) header += "description: " + quoted(corpus.citation) + "\n";
    if (!corpus.licence.empty()) header += "license: " + quoted(corpus.licence) + "\n";
    header += "raters:\n  gold:\n    type: vote\n";
    header += schemesText(corpus, used, numbers);
    std::string splitText;
    for (const auto& [split, members] : splits) {
        if (split.empty()) continue;
        const bool known = split == "train" || split == "test";
        const std::string type = known ? split : split == "development" ? "dev" : "undefined";
        splitText += "  " + quoted(split) + ":\n    type: " + type + "\n";
    }
    if (!splitText.empty()) header += "splits:\n" + splitText;
    header += "tables:\n";
    std::vector<ExportedFile> files(1);
    for (const auto& [split, members] : splits) {
        header += "  " + quoted(tableName(split)) + ":\n    type: " + (source.hasSpans ? "segmented" : "filewise") + "\n";
        if (!split.empty()) header += "    split_id: " + quoted(split) + "\n";
        header += "    columns:\n";
        core::CsvTable table;
        table.columns = source.hasSpans ? std::vector<std::string>{"file", "start", "end"} : std::vector<std::string>{"file"};
        for (const auto& column : used) {
            const bool label = column.name == "emotion" || column.number != nullptr;
            header += "      " + column.name + ":\n        scheme_id: " + column.name + "\n" +
                      (label ? "        rater_id: gold\n" : "");
            table.columns.push_back(column.name);
        }
        for (const auto& name : numbers) {
            header += "      " + quoted(name) + ":\n        scheme_id: " + quoted(name) + "\n";
            table.columns.push_back(name);
        }
        for (const std::size_t i : members) {
            const auto& u = corpus.utterances[i];
            std::vector<std::string> row = {source.paths[i]};
            if (source.hasSpans) {
                row.push_back(timeText(u.startSeconds));
                row.push_back(u.endSeconds >= 0.0 ? timeText(u.endSeconds) : std::string());
            }
            for (const auto& column : used) row.push_back(cellOf(column, u));
            for (const auto& name : numbers) {
                const auto value = u.numbers.find(name);
                row.push_back(value == u.numbers.end() ? std::string() : core::numberText(value->second));
            }
            table.rows.push_back(std::move(row));
        }
        files.push_back({"db." + tableName(split) + ".csv", core::formatCsv(table)});
    }
    files.front() = {"db.yaml", header};
    return files;
}

}  // namespace prososcope::corpus
