// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/CorpusFields.h"

#include <algorithm>

#include "engine/core/Csv.h"
#include "engine/core/Undefined.h"

namespace prososcope::store {

namespace {

using corpus::Utterance;

double orUnknown(const std::optional<double>& value) { return value.value_or(core::kUndefined); }
double orUnknown(int value) { return value > 0 ? value : core::kUndefined; }

/// The words of an utterance by name; null for other fields.
const std::string* wordOf(const Utterance& u, std::string_view field) {
    if (field == "emotion") return &u.emotion;
    if (field == "speaker") return &u.speaker;
    if (field == "gender") return &u.gender;
    if (field == "language") return &u.language;
    if (field == "intensity") return &u.intensity;
    if (field == "dialogue") return &u.dialogue;
    if (field == "session") return &u.session;
    if (field == "split") return &u.split;
    if (field == "transcript") return &u.transcript;
    if (field == "id") return &u.id;
    return nullptr;
}

std::optional<double>* dimensionOf(Utterance& u, std::string_view field) {
    if (field == "valence") return &u.valence;
    if (field == "arousal") return &u.arousal;
    if (field == "dominance") return &u.dominance;
    return nullptr;
}

}  // namespace

const std::vector<CorpusField>& standardFields() {
    static const std::vector<CorpusField> kFields = {
        {"id", FieldKind::Text, false},         {"emotion", FieldKind::Word, true},     {"speaker", FieldKind::Word, true},
        {"gender", FieldKind::Word, true},      {"seconds", FieldKind::Number, false},  {"valence", FieldKind::Number, true},
        {"arousal", FieldKind::Number, true},   {"dominance", FieldKind::Number, true}, {"intensity", FieldKind::Word, true},
        {"transcript", FieldKind::Text, true},  {"split", FieldKind::Word, true},       {"session", FieldKind::Word, true},
        {"dialogue", FieldKind::Word, true},    {"turn", FieldKind::Number, false},     {"language", FieldKind::Word, true},
        {"raters", FieldKind::Number, false},   {"start", FieldKind::Number, false},    {"rate", FieldKind::Number, false},
        {"channels", FieldKind::Number, false}, {"path", FieldKind::Text, false}};
    return kFields;
}

std::optional<CorpusField> corpusField(std::string_view name) {
    const auto& all = standardFields();
    const auto found = std::find_if(all.begin(), all.end(), [&](const CorpusField& field) { return field.name == name; });
    if (found != all.end()) return *found;
    if (name == "corpus" || name == "layout") return CorpusField{std::string(name), FieldKind::Word, false};
    for (const auto prefix : {kNumbersPrefix, kQualityPrefix}) {
        if (name.starts_with(prefix) && name.size() > prefix.size())
            return CorpusField{std::string(name), FieldKind::Number, false};
    }
    return std::nullopt;
}

std::string fieldText(const Utterance& utterance, std::string_view field) {
    if (field == "path") return utterance.path.string();
    const auto* word = wordOf(utterance, field);
    return word == nullptr ? std::string() : *word;
}

double fieldNumber(const Utterance& u, std::string_view field) {
    if (field == "seconds") return u.seconds() > 0.0 ? u.seconds() : core::kUndefined;
    if (field == "valence") return orUnknown(u.valence);
    if (field == "arousal") return orUnknown(u.arousal);
    if (field == "dominance") return orUnknown(u.dominance);
    if (field == "turn") return u.turn ? *u.turn : core::kUndefined;
    if (field == "raters") return orUnknown(static_cast<int>(u.ratings.size()));
    if (field == "start") return u.startSeconds;
    if (field == "rate") return orUnknown(u.rateHz);
    if (field == "channels") return orUnknown(u.channels);
    if (field.starts_with(kNumbersPrefix)) {
        const auto found = u.numbers.find(std::string(field.substr(kNumbersPrefix.size())));
        if (found != u.numbers.end()) return found->second;
    }
    return core::kUndefined;
}

bool setField(Utterance& utterance, std::string_view field, const std::string& value) {
    const auto known = corpusField(field);
    if (!known || !known->editable) return false;
    if (known->kind != FieldKind::Number) {
        *const_cast<std::string*>(wordOf(utterance, field)) = value;
        return true;
    }
    const auto number = core::parseNumber(value);
    if (!number && !value.empty()) return false;
    *dimensionOf(utterance, field) = number;
    return true;
}

}  // namespace prososcope::store
