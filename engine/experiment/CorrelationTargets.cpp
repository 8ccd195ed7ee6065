// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/CorrelationTargets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <set>
#include <unordered_map>

#include "engine/core/Characters.h"
#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/core/Undefined.h"

namespace prososcope::experiment {

namespace {

using corpus::Utterance;
constexpr std::string_view kDerivedPrefix = "derived-";
constexpr std::string_view kNumbersPrefix = "numbers.";
constexpr std::string_view kCategoryPrefix = "category.";
constexpr std::array<std::string_view, 3> kDimensions{"valence", "arousal", "dominance"};

/// Russell (1980), "A circumplex model of affect", Journal of Personality and Social Psychology 39(6), 1161-1178, figure 2:
/// directions of words by direct circular scaling, in degrees from pleasure towards arousal. The words there are happy,
/// astonished, angry, afraid, sad, bored and calm; disgust is none of the 28.
struct Direction {
    std::string_view emotion;
    double degrees;
};
constexpr std::array<Direction, 7> kDirections{{{"happy", 7.8},
                                                {"surprised", 69.8},
                                                {"angry", 99.0},
                                                {"fearful", 116.0},
                                                {"sad", 207.5},
                                                {"bored", 242.0},
                                                {"calm", 316.2}}};

double rating(const Utterance& utterance, std::string_view dimension) {
    const auto& value = dimension == "valence"   ? utterance.valence
                        : dimension == "arousal" ? utterance.arousal
                                                 : utterance.dominance;
    return value.value_or(core::kUndefined);
}

double intensity(const Utterance& utterance) {
    static const std::unordered_map<std::string, double> kSteps{
        {"low", 1.0}, {"normal", 2.0}, {"medium", 2.0}, {"high", 3.0}, {"strong", 3.0}};
    if (const auto number = core::parseNumber(utterance.intensity)) return *number;
    const auto step = kSteps.find(core::lowerCase(utterance.intensity));
    return step == kSteps.end() ? core::kUndefined : step->second;
}

bool hasEmotion(const Utterance& utterance) { return !utterance.emotion.empty() && utterance.emotion != corpus::kNoAgreement; }

double valueOf(const Utterance& utterance, const TargetChoice& choice) {
    switch (choice.kind) {
        case TargetKind::Rating:
            return rating(utterance, choice.word);
        case TargetKind::Number: {
            if (choice.key == "intensity") return intensity(utterance);
            const auto found = utterance.numbers.find(choice.word);
            return found == utterance.numbers.end() ? core::kUndefined : found->second;
        }
        case TargetKind::Category:
            if (!hasEmotion(utterance)) return core::kUndefined;
            return utterance.emotion == choice.word ? 1.0 : 0.0;
        case TargetKind::Derived: {
            const auto place = circumplexPlace(utterance.emotion);
            if (!place) return core::kUndefined;
            return choice.word == "valence" ? place->valence : place->arousal;
        }
    }
    return core::kUndefined;
}

/// All that could be asked for; counts come later.
std::vector<TargetChoice> candidates(const std::vector<const Utterance*>& utterances) {
    std::set<std::string> numbers;
    std::set<std::string> emotions;
    for (const auto* utterance : utterances) {
        for (const auto& [name, value] : utterance->numbers) numbers.insert(name);
        if (hasEmotion(*utterance)) emotions.insert(utterance->emotion);
    }
    std::vector<TargetChoice> choices;
    std::set<std::string> taken{"intensity", "derived-valence", "derived-arousal"};
    const auto add = [&](TargetKind kind, const std::string& word, std::string_view prefix) {
        auto key = word;
        if (!taken.insert(key).second) key = std::string(prefix) + word;
        choices.push_back({key, kind, word, 0, 0});
    };
    for (const auto dimension : kDimensions) add(TargetKind::Rating, std::string(dimension), {});
    choices.push_back({"intensity", TargetKind::Number, "intensity", 0, 0});
    for (const auto& name : numbers) add(TargetKind::Number, name, kNumbersPrefix);
    for (const auto& emotion : corpus::inDisplayOrder({emotions.begin(), emotions.end()}))
        add(TargetKind::Category, emotion, kCategoryPrefix);
    for (const auto dimension : {"valence", "arousal"})
        choices.push_back({std::string(kDerivedPrefix) + dimension, TargetKind::Derived, dimension, 0, 0});
    return choices;
}

using Index = std::unordered_map<std::string_view, const Utterance*>;

Index indexOf(const corpus::Corpus& corpus) {
    Index index;
    for (const auto& utterance : corpus.utterances) index.emplace(utterance.id, &utterance);
    return index;
}

}  // namespace

std::string TargetChoice::name() const {
    if (kind == TargetKind::Category) return word + " against the rest";
    if (kind == TargetKind::Derived) return word + " (derived)";
    return key;
}

std::optional<CircumplexPlace> circumplexPlace(std::string_view emotion) {
    if (emotion == "neutral") return CircumplexPlace{};
    const auto found =
        std::find_if(kDirections.begin(), kDirections.end(), [&](const Direction& d) { return d.emotion == emotion; });
    if (found == kDirections.end()) return std::nullopt;
    const double radians = found->degrees * std::numbers::pi / 180.0;
    return CircumplexPlace{std::cos(radians), std::sin(radians)};
}

std::vector<TargetChoice> availableTargets(const corpus::Corpus& corpus, std::span<const std::string> utterances) {
    std::vector<const Utterance*> chosen;
    if (utterances.empty()) {
        for (const auto& utterance : corpus.utterances) chosen.push_back(&utterance);
    } else {
        const auto index = indexOf(corpus);
        for (const auto& id : utterances) {
            if (const auto found = index.find(id); found != index.end()) chosen.push_back(found->second);
        }
    }
    std::vector<TargetChoice> choices;
    for (auto& choice : candidates(chosen)) {
        std::set<std::string_view> speakers;
        double first = core::kUndefined;
        bool varies = false;
        for (const auto* utterance : chosen) {
            const double value = valueOf(*utterance, choice);
            if (!std::isfinite(value)) continue;
            varies = varies || (choice.utterances > 0 && value != first);
            first = choice.utterances++ == 0 ? value : first;
            speakers.insert(utterance->speaker);
        }
        choice.speakers = speakers.size();
        if (varies) choices.push_back(std::move(choice));
    }
    return choices;
}

core::Result<std::vector<analysis::CorrelationTarget>> correlationTargets(const corpus::Corpus& corpus,
                                                                          std::span<const std::string> utterances,
                                                                          std::span<const std::string> keys) {
    const auto choices = availableTargets(corpus, utterances);
    const auto index = indexOf(corpus);
    std::vector<analysis::CorrelationTarget> targets;
    for (const auto& key : keys) {
        const auto choice = std::find_if(choices.begin(), choices.end(), [&](const TargetChoice& c) { return c.key == key; });
        if (choice == choices.end()) {
            std::vector<std::string> names;
            for (const auto& known : choices) names.push_back(known.key);
            const bool dimension = std::find(kDimensions.begin(), kDimensions.end(), key) != kDimensions.end();
            if (names.empty()) {
                return core::fail(core::ErrorKind::NotFound,
                                  {TRANSLATABLE("Engine",
                                                "The corpus %1 has neither ratings nor labels that differ, so there is "
                                                "nothing to correlate with. Label it first."),
                                   {corpus.name}});
            }
            return core::fail(
                core::ErrorKind::NotFound,
                {dimension ? TRANSLATABLE("Engine", "The corpus %1 has no ratings of %2. Choose one of: %3.")
                           : TRANSLATABLE("Engine", "The corpus %1 has no %2 to correlate with. Choose one of: %3."),
                 {corpus.name, key, core::joined(names)}});
        }
        analysis::CorrelationTarget target{choice->name(), {}, choice->kind == TargetKind::Derived};
        for (const auto& id : utterances) {
            const auto found = index.find(id);
            target.values.push_back(found == index.end() ? core::kUndefined : valueOf(*found->second, *choice));
        }
        targets.push_back(std::move(target));
    }
    return targets;
}

}  // namespace prososcope::experiment
