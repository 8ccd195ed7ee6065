// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/MspPodcast.h"

#include <nlohmann/json.hpp>

#include "engine/core/Characters.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

using nlohmann::json;

/// An object, also where a list of one holds it.
const json* objectOf(const json& value) {
    if (value.is_object()) return &value;
    return value.is_array() && !value.empty() && value.front().is_object() ? &value.front() : nullptr;
}

std::string textOf(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) return {};
    if (found->is_string()) return std::string(trimmed(found->get_ref<const std::string&>()));
    return found->is_number_integer() ? std::to_string(found->get<long long>()) : std::string();
}

/// Releases write numbers as numbers or as text.
std::optional<double> numberOf(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) return std::nullopt;
    return found->is_number() ? found->get<double>() : finiteNumber(textOf(object, key));
}

std::optional<json> parsedObject(std::string_view text) {
    auto parsed = json::parse(text, nullptr, false);
    return parsed.is_object() ? std::optional(std::move(parsed)) : std::nullopt;
}

/// "A:4.000000"
std::optional<double> marked(std::string_view piece, char letter) {
    if (piece.size() < 3 || piece[0] != letter || piece[1] != ':') return std::nullopt;
    return finiteNumber(piece.substr(2));
}

Rating parseDetail(std::string_view detail) {
    Rating rating;
    const auto pieces = piecesOf(detail, ';');
    rating.rater = pieces[0];
    if (pieces.size() > 1 && !pieces[1].empty()) rating.labels = {mspEmotion(pieces[1])};
    for (const auto piece : pieces) {
        if (const auto value = marked(piece, 'A')) rating.arousal = value;
        if (const auto value = marked(piece, 'V')) rating.valence = value;
        if (const auto value = marked(piece, 'D')) rating.dominance = value;
    }
    return rating;
}

}  // namespace

std::vector<MspLabel> mspLabelsOf(const core::CsvTable& table) {
    std::vector<MspLabel> labels;
    for (const auto& cells : table.rows) {
        const TableRow row(table, cells);
        labels.push_back({row["FileName"], row["EmoClass"], row.number("EmoAct"), row.number("EmoVal"), row.number("EmoDom"),
                          row["SpkrID"], row["Gender"], row["Split_Set"]});
    }
    return labels;
}

std::optional<std::vector<MspLabel>> parseMspLabels(std::string_view text) {
    const auto root = parsedObject(text);
    if (!root) return std::nullopt;
    std::vector<MspLabel> labels;
    for (const auto& [file, value] : root->items()) {
        const auto* object = objectOf(value);
        if (object == nullptr) continue;
        labels.push_back({file, textOf(*object, "EmoClass"), numberOf(*object, "EmoAct"), numberOf(*object, "EmoVal"),
                          numberOf(*object, "EmoDom"), textOf(*object, "SpkrID"), textOf(*object, "Gender"),
                          textOf(*object, "Split_Set")});
    }
    return labels;
}

MspRatings mspRatingsOf(const core::CsvTable& table) {
    MspRatings ratings;
    const bool packed = table.column("EmoDetail").has_value();
    for (const auto& cells : table.rows) {
        const TableRow row(table, cells);
        auto& list = ratings[row["FileName"]];
        if (packed) {
            list.push_back(parseDetail(row["EmoDetail"]));
            continue;
        }
        Rating rating{row["Workers"], {}, row.number("EmoVal"), row.number("EmoAct"), row.number("EmoDom")};
        if (const auto word = row["EmoClass_Major"]; !word.empty()) rating.labels = {mspEmotion(word)};
        list.push_back(std::move(rating));
    }
    return ratings;
}

std::optional<MspRatings> parseMspRatings(std::string_view text) {
    const auto root = parsedObject(text);
    if (!root) return std::nullopt;
    MspRatings ratings;
    for (const auto& [file, workers] : root->items()) {
        if (!workers.is_object()) continue;
        for (const auto& [worker, value] : workers.items()) {
            const auto* object = objectOf(value);
            if (object == nullptr) continue;
            Rating rating{worker, {}, numberOf(*object, "EmoVal"), numberOf(*object, "EmoAct"), numberOf(*object, "EmoDom")};
            if (const auto word = textOf(*object, "EmoClass_Major"); !word.empty()) rating.labels = {mspEmotion(word)};
            ratings[file].push_back(std::move(rating));
        }
    }
    return ratings;
}

std::string mspEmotion(std::string_view code) {
    static const std::map<std::string, std::string> kWords = {{"a", "angry"},
                                                              {"h", "happy"},
                                                              {"s", "sad"},
                                                              {"n", "neutral"},
                                                              {"u", "surprised"},
                                                              {"f", "fearful"},
                                                              {"d", "disgusted"},
                                                              {"c", "contemptuous"},
                                                              {"o", "other"},
                                                              {"x", std::string(kNoAgreement)},
                                                              {"surprise", "surprised"},
                                                              {"fear", "fearful"},
                                                              {"disgust", "disgusted"},
                                                              {"contempt", "contemptuous"}};
    std::string word = core::lowerCase(trimmed(code));
    if (word.starts_with("other")) return "other";
    const auto found = kWords.find(word);
    return found == kWords.end() ? word : found->second;
}

std::string mspSplit(std::string_view split) {
    const std::string word = core::lowerCase(trimmed(split));
    if (word == "validation") return "development";
    return word == "test1" ? "test" : word;
}

}  // namespace prososcope::corpus
