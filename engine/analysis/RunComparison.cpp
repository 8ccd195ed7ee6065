// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/RunComparison.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/core/Csv.h"
#include "engine/core/Join.h"

namespace prososcope::analysis {

namespace {

using core::ErrorKind;
using core::fail;

std::string keyOf(const store::PredictionRecord& prediction) {
    return prediction.utterance + '\n' + core::numberText(prediction.startSeconds) + '\n' +
           core::numberText(prediction.endSeconds);
}

/// The first run's number of each class of the second one; empty where the names differ.
std::vector<int> numbersOf(const std::vector<std::string>& first, const std::vector<std::string>& second) {
    std::vector<int> numbers;
    if (first.size() != second.size()) return numbers;
    for (const auto& name : second) {
        const auto found = std::find(first.begin(), first.end(), name);
        if (found == first.end()) return {};
        numbers.push_back(static_cast<int>(found - first.begin()));
    }
    return numbers;
}

std::vector<SpeakerDifference> differences(const std::vector<PairedPrediction>& pairs, const ComparedRun& first) {
    struct Part {
        std::string gender;
        std::vector<int> truth, predicted, other;
    };
    std::map<std::string, Part> parts;
    for (const auto& pair : pairs) {
        const auto& prediction = first.predictions[pair.first];
        if (prediction.speaker.empty()) continue;
        Part& part = parts[prediction.speaker];
        if (part.gender.empty()) part.gender = prediction.gender;
        part.truth.push_back(pair.truth);
        part.predicted.push_back(pair.firstPredicted);
        part.other.push_back(pair.secondPredicted);
    }
    std::vector<SpeakerDifference> result;
    for (const auto& [speaker, part] : parts) {
        const auto uarOf = [&](const std::vector<int>& predicted) {
            return unweightedAverageRecall(confusionMatrix(part.truth, predicted, first.classes.size()));
        };
        const double a = uarOf(part.predicted);
        const double b = uarOf(part.other);
        result.push_back({speaker, part.gender, a, b, a - b, part.truth.size()});
    }
    return result;
}

}  // namespace

core::Result<RunPairs> pairRuns(const ComparedRun& first, const ComparedRun& second) {
    const auto numbers = numbersOf(first.classes, second.classes);
    if (numbers.empty()) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "The runs cannot be compared: their classes differ (%1 and %2)."),
                     {core::joined(first.classes), core::joined(second.classes)}});
    }
    const auto known = [&](int number) { return number >= 0 && number < static_cast<int>(numbers.size()); };
    std::map<std::string, std::size_t> ofSecond;
    for (std::size_t i = 0; i < second.predictions.size(); ++i) ofSecond[keyOf(second.predictions[i])] = i;
    RunPairs result;
    for (std::size_t i = 0; i < first.predictions.size(); ++i) {
        const auto& prediction = first.predictions[i];
        const auto found = ofSecond.find(keyOf(prediction));
        if (found == ofSecond.end()) {
            ++result.onlyFirst;
            continue;
        }
        const auto& match = second.predictions[found->second];
        if (!known(prediction.predicted) || !known(match.truth) || !known(match.predicted) ||
            numbers[static_cast<std::size_t>(match.truth)] != prediction.truth) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "The runs cannot be compared: they say different classes of utterance %1."),
                         {prediction.utterance}});
        }
        result.pairs.push_back(
            {i, found->second, prediction.truth, prediction.predicted, numbers[static_cast<std::size_t>(match.predicted)]});
    }
    result.onlySecond = ofSecond.size() - std::min(ofSecond.size(), result.pairs.size());
    if (result.pairs.empty()) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The runs cannot be compared: they share no utterance.")});
    }
    return result;
}

core::Result<RunComparison> compareRuns(const ComparedRun& first, const ComparedRun& second, core::Progress& progress) {
    auto paired = pairRuns(first, second);
    if (!paired) return fail(paired.error());
    std::vector<int> truth;
    std::vector<int> predicted;
    std::vector<int> other;
    std::vector<std::string> speakers;
    for (const auto& pair : paired->pairs) {
        truth.push_back(pair.truth);
        predicted.push_back(pair.firstPredicted);
        other.push_back(pair.secondPredicted);
        speakers.push_back(first.predictions[pair.first].speaker);
    }
    RunComparison result;
    result.utterances = truth.size();
    result.speakers = std::set<std::string>(speakers.begin(), speakers.end()).size();
    result.onlyFirst = paired->onlyFirst;
    result.onlySecond = paired->onlySecond;
    result.firstMatrix = confusionMatrix(truth, predicted, first.classes.size());
    result.secondMatrix = confusionMatrix(truth, other, first.classes.size());
    result.bySpeaker = differences(paired->pairs, first);
    result.pairs = std::move(paired->pairs);
    auto uar = compareUar(truth, predicted, other, speakers, first.classes.size(), progress);
    if (!uar) return fail(uar.error());
    result.uar = *uar;
    return result;
}

}  // namespace prososcope::analysis
