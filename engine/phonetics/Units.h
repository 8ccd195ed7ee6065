// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/phonetics/BroadClasses.h"
#include "engine/phonetics/Ipa.h"
#include "engine/phonetics/Phone.h"
#include "engine/phonetics/Syllables.h"

namespace prososcope::phonetics {

/// What an utterance is cut into.
enum class UnitKind {
    Phonemes,      ///< every phone, without stress
    BroadClasses,  ///< the class of every phone; equal classes in a row stay separate units
    Syllables,     ///< every syllable, named as `SyllableLabel` says
    Utterance,     ///< one unit, whatever was said
};
inline constexpr std::string_view kUtteranceUnit = "utt";
[[nodiscard]] std::string_view unitKindName(UnitKind kind);  ///< "phonemes", "classes", "syllables", "utterance"
[[nodiscard]] std::optional<UnitKind> unitKindFromName(std::string_view name);

struct UnitSettings {
    UnitKind kind = UnitKind::BroadClasses;
    SyllableLabel label = SyllableLabel::Shape;
    bool acrossWords = false;  ///< syllables are found in the utterance as a whole, not word by word
    bool operator==(const UnitSettings&) const = default;
};

/// The units of an utterance, whose words are given by their phones. Word borders are no units. A phone without a class (which
/// only IPA phones can be) is counted in `unknown` and gives no unit.
/// Source: "wav2vec 2.0 on emotion-dependent phonetic units" (units and tags as in its data example).
[[nodiscard]] std::vector<std::string> unitsOf(std::span<const Pronunciation> words, const UnitSettings& settings,
                                               const BroadClasses& classes, OnsetRule rule, UnknownSymbols& unknown);

/// All units that English speech can give: 39 phones, the classes, the four shapes, the 15 vowels, ...; empty where they are
/// open (broad strings and full syllables).
[[nodiscard]] std::vector<std::string> closedUnits(const UnitSettings& settings, const BroadClasses& classes);

/// The phones of an alignment's labels: ARPAbet in either case, with or without stress, else IPA; of a label with more words
/// (the context of the phone) the first counts. Silence and noises ("SIL", "sp", "+BREATHING+", "<s>", "[noise]", nothing) are
/// left out; what else is no phone is counted.
[[nodiscard]] Pronunciation phonesOfLabels(std::span<const std::string> labels, UnknownSymbols& unknown);

/// The tag of an emotion in the program's words: "hap" of "happy", the first three letters of all such words; other words
/// without the characters that units and inventories need.
[[nodiscard]] std::string emotionTag(std::string_view emotion);
/// "HH_hap"; the unit alone where the tag is empty.
[[nodiscard]] std::string taggedUnit(std::string_view unit, std::string_view tag);
[[nodiscard]] std::vector<std::string> taggedUnits(std::span<const std::string> units, std::string_view tag);
/// Unit and tag; the tag is empty where there is none.
[[nodiscard]] std::pair<std::string_view, std::string_view> splitUnit(std::string_view tagged);
/// The units without their tags.
[[nodiscard]] std::vector<std::string> untaggedUnits(std::span<const std::string> tagged);

}  // namespace prososcope::phonetics
