// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/Units.h"

#include <algorithm>
#include <array>

#include "engine/core/Characters.h"
#include "engine/corpus/Corpus.h"
#include "engine/phonetics/Arpabet.h"

namespace prososcope::phonetics {

using core::lowerCase;

namespace {

constexpr std::array<std::string_view, 4> kKindNames = {"phonemes", "classes", "syllables", "utterance"};

void addSyllables(const Pronunciation& word, const UnitSettings& settings, const BroadClasses& classes, OnsetRule rule,
                  std::vector<std::string>& units) {
    for (const auto& syllable : syllablesOf(word, rule)) units.push_back(labelOf(word, syllable, settings.label, classes));
}

bool isFiller(std::string_view label) {
    constexpr std::array<std::string_view, 9> kFillers = {"sil", "sp", "spn", "nsn", "pau", "ssil", "brth", "h#", "epi"};
    const std::string lower = lowerCase(label);
    return label.empty() || label.front() == '+' || label.front() == '<' || label.front() == '[' ||
           std::find(kFillers.begin(), kFillers.end(), lower) != kFillers.end();
}

}  // namespace

std::string_view unitKindName(UnitKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::optional<UnitKind> unitKindFromName(std::string_view name) {
    const auto* found = std::find(kKindNames.begin(), kKindNames.end(), name);
    if (found == kKindNames.end()) return {};
    return static_cast<UnitKind>(found - kKindNames.begin());
}

std::vector<std::string> unitsOf(std::span<const Pronunciation> words, const UnitSettings& settings,
                                 const BroadClasses& classes, OnsetRule rule, UnknownSymbols& unknown) {
    std::vector<std::string> units;
    switch (settings.kind) {
        case UnitKind::Phonemes:
            for (const auto& word : words)
                for (const auto& phone : word) units.push_back(phone.symbol);
            break;
        case UnitKind::BroadClasses:
            for (const auto& word : words) {
                for (const auto& phone : word) {
                    if (const auto index = classes.classOf(phone)) {
                        units.push_back(classes.symbols()[*index]);
                    } else {
                        unknown.add(phone.symbol);
                    }
                }
            }
            break;
        case UnitKind::Syllables:
            if (settings.acrossWords) {
                Pronunciation all;
                for (const auto& word : words) all.insert(all.end(), word.begin(), word.end());
                addSyllables(all, settings, classes, rule, units);
            } else {
                for (const auto& word : words) addSyllables(word, settings, classes, rule, units);
            }
            break;
        case UnitKind::Utterance:
            units.emplace_back(kUtteranceUnit);
            break;
    }
    return units;
}

std::vector<std::string> closedUnits(const UnitSettings& settings, const BroadClasses& classes) {
    std::vector<std::string> units;
    switch (settings.kind) {
        case UnitKind::Phonemes:
            units.assign(kArpabet.begin(), kArpabet.end());
            break;
        case UnitKind::BroadClasses:
            units = classes.symbols();
            break;
        case UnitKind::Syllables:
            if (settings.label == SyllableLabel::Shape) units = {"V", "CV", "VC", "CVC"};
            if (settings.label == SyllableLabel::Anonymous) units = {std::string(kAnonymousSyllable)};
            if (settings.label == SyllableLabel::Nucleus) {
                for (const auto name : kArpabet) {
                    if (arpabetPhone(name)->nucleus) units.emplace_back(name);
                }
            }
            break;
        case UnitKind::Utterance:
            units = {std::string(kUtteranceUnit)};
            break;
    }
    return units;
}

Pronunciation phonesOfLabels(std::span<const std::string> labels, UnknownSymbols& unknown) {
    Pronunciation phones;
    for (const auto& label : labels) {
        const auto start = label.find_first_not_of(" \t");
        const auto first = start == std::string::npos
                               ? std::string_view()
                               : std::string_view(label).substr(start, label.find_first_of(" \t", start) - start);
        if (isFiller(first)) continue;
        if (auto phone = arpabetPhone(first)) {
            phones.push_back(std::move(*phone));
            continue;
        }
        UnknownSymbols strange;
        auto ipa = ipaPhones(first, IpaText::Segment, strange);
        if (strange.empty() && ipa.size() == 1) {
            phones.push_back(std::move(ipa.front()));
        } else {
            unknown.add(first);
        }
    }
    return phones;
}

std::string emotionTag(std::string_view emotion) {
    const auto& words = corpus::emotionWords();
    if (std::find(words.begin(), words.end(), emotion) != words.end()) return std::string(emotion.substr(0, 3));
    std::string tag;
    for (const char c : emotion) {
        const bool bad = static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '_' || c == '#' || c == '<' || c == '>';
        tag += bad ? '-' : c;
    }
    return tag;
}

std::string taggedUnit(std::string_view unit, std::string_view tag) {
    std::string tagged(unit);
    if (!tag.empty()) tagged.append("_").append(tag);
    return tagged;
}

std::vector<std::string> taggedUnits(std::span<const std::string> units, std::string_view tag) {
    std::vector<std::string> tagged;
    tagged.reserve(units.size());
    for (const auto& unit : units) tagged.push_back(taggedUnit(unit, tag));
    return tagged;
}

std::pair<std::string_view, std::string_view> splitUnit(std::string_view tagged) {
    const auto place = tagged.rfind('_');
    if (place == std::string_view::npos || place == 0) return {tagged, {}};
    return {tagged.substr(0, place), tagged.substr(place + 1)};
}

std::vector<std::string> untaggedUnits(std::span<const std::string> tagged) {
    std::vector<std::string> units;
    units.reserve(tagged.size());
    for (const auto& unit : tagged) units.emplace_back(splitUnit(unit).first);
    return units;
}

}  // namespace prososcope::phonetics
