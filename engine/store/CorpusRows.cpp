// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/CorpusRows.h"

#include <nlohmann/json.hpp>

namespace prososcope::store {

namespace {

using nlohmann::json;

std::string compact(const json& value) {
    return value.empty() ? std::string() : value.dump(-1, ' ', false, json::error_handler_t::replace);
}

json numberOrNull(const std::optional<double>& value) { return value ? json(*value) : json(nullptr); }
std::optional<double> optionalNumber(const json& value) {
    if (!value.is_number()) return std::nullopt;
    return value.get<double>();
}

std::string ratingsText(const std::vector<corpus::Rating>& ratings) {
    auto list = json::array();
    for (const auto& rating : ratings) {
        list.push_back({rating.rater, rating.labels, numberOrNull(rating.valence), numberOrNull(rating.arousal),
                        numberOrNull(rating.dominance)});
    }
    return compact(list);
}

std::string alignmentsText(const std::vector<corpus::AlignmentFile>& alignments) {
    auto list = json::array();
    for (const auto& alignment : alignments) list.push_back({alignment.tier, alignment.path.string()});
    return compact(list);
}

/// Reads JSON that this file wrote; what is damaged is taken for absent.
template <typename Read>
void readJson(const std::string& text, Read&& read) {
    if (text.empty()) return;
    try {
        read(json::parse(text));
    } catch (const json::exception&) {  // NOLINT: a list that cannot be read is an unknown one
    }
}

std::vector<corpus::Rating> ratingsFrom(const std::string& text) {
    std::vector<corpus::Rating> ratings;
    readJson(text, [&](const json& list) {
        for (const auto& item : list) {
            ratings.push_back({item.at(0).get<std::string>(), item.at(1).get<std::vector<std::string>>(),
                               optionalNumber(item.at(2)), optionalNumber(item.at(3)), optionalNumber(item.at(4))});
        }
    });
    return ratings;
}

}  // namespace

void insertUtterance(Statement& insert, std::int64_t corpus, std::int64_t position, const corpus::Utterance& u) {
    insert
        .bind(corpus, position, u.id, u.path.native(), u.startSeconds, u.endSeconds, u.speaker, u.gender, u.language, u.emotion,
              u.valence, u.arousal, u.dominance, u.intensity, u.transcript, u.dialogue, u.turn, u.session, u.split,
              u.ratings.empty() ? std::string() : ratingsText(u.ratings),
              u.numbers.empty() ? std::string() : compact(u.numbers),
              u.alignments.empty() ? std::string() : alignmentsText(u.alignments), u.recordingSeconds, u.rateHz, u.channels,
              u.texts.empty() ? std::string() : compact(u.texts))
        .run();
}

corpus::Utterance readUtterance(const Statement& row, int first) {
    corpus::Utterance u;
    u.id = row.text(first);
    u.path = row.text(first + 1);
    u.startSeconds = row.number(first + 2);
    u.endSeconds = row.number(first + 3);
    u.speaker = row.text(first + 4);
    u.gender = row.text(first + 5);
    u.language = row.text(first + 6);
    u.emotion = row.text(first + 7);
    u.valence = row.optionalNumber(first + 8);
    u.arousal = row.optionalNumber(first + 9);
    u.dominance = row.optionalNumber(first + 10);
    u.intensity = row.text(first + 11);
    u.transcript = row.text(first + 12);
    u.dialogue = row.text(first + 13);
    if (!row.isNull(first + 14)) u.turn = static_cast<int>(row.integer(first + 14));
    u.session = row.text(first + 15);
    u.split = row.text(first + 16);
    u.ratings = ratingsFrom(row.text(first + 17));
    readJson(row.text(first + 18), [&](const json& map) {
        for (const auto& [key, value] : map.items()) {
            if (value.is_number()) u.numbers[key] = value.get<double>();
        }
    });
    readJson(row.text(first + 19), [&](const json& list) {
        for (const auto& item : list) u.alignments.push_back({item.at(0).get<std::string>(), item.at(1).get<std::string>()});
    });
    u.recordingSeconds = row.optionalNumber(first + 20).value_or(0.0);
    u.rateHz = static_cast<int>(row.integer(first + 21));
    u.channels = static_cast<int>(row.integer(first + 22));
    readJson(row.text(first + 23), [&](const json& map) {
        for (const auto& [key, value] : map.items()) {
            if (value.is_string()) u.texts[key] = value.get<std::string>();
        }
    });
    return u;
}

std::string remarksText(const std::vector<core::Text>& remarks) {
    auto list = json::array();
    for (const auto& remark : remarks) list.push_back({{"source", remark.source()}, {"arguments", remark.arguments()}});
    return list.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string scalesText(const std::map<std::string, corpus::Scale>& scales) {
    auto map = json::object();
    for (const auto& [field, scale] : scales) map[field] = {scale.low, scale.high};
    return compact(map);
}

StoredHead readHead(const Statement& row, int first) {
    StoredHead head;
    head.id = row.integer(first);
    head.revision = row.integer(first + 1);
    head.utterances = row.integer(first + 2);
    head.speakers = row.integer(first + 3);
    auto& corpus = head.corpus;
    corpus.name = row.text(first + 4);
    corpus.title = row.text(first + 5);
    corpus.folder = row.text(first + 6);
    corpus.layout = row.text(first + 7);
    corpus.licence = row.text(first + 8);
    corpus.citation = row.text(first + 9);
    readJson(row.text(first + 10), [&](const json& list) {
        for (const auto& item : list) {
            corpus.remarks.emplace_back(item.at("source").get<std::string>().c_str(),
                                        item.at("arguments").get<std::vector<std::string>>());
        }
    });
    corpus.source = row.text(first + 11);
    readJson(row.text(first + 12), [&](const json& map) {
        for (const auto& [field, ends] : map.items()) {
            corpus.scales[field] = {ends.at(0).get<double>(), ends.at(1).get<double>()};
        }
    });
    return head;
}

}  // namespace prososcope::store
