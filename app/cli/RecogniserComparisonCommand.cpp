// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/RecogniserCommand.h"
#include "engine/backend/RecogniserComparison.h"
#include "engine/core/Csv.h"

namespace prososcope::cli {

namespace {

std::string points(double share) { return core::fixedText(100.0 * share, 1); }

std::string ratesText(const char* rate, const backend::RecogniserDifference& compared) {
    return std::string(rate) + " " + points(compared.first) + " % and " + points(compared.second) + " %, difference " +
           points(compared.difference) + " points [" + points(compared.low) + ", " + points(compared.high) + "], ";
}

std::string differenceText(const backend::RecogniserDifference& compared, const backend::RecogniserDifference& words,
                           bool seen) {
    std::string text =
        seen ? "sentences that both were trained on (no measure of recognition): " : "sentences that neither was trained on: ";
    text += ratesText("CER", compared) + ratesText("WER", words) + std::to_string(compared.utterances) + " utterances, " +
            std::to_string(compared.speakers) + (compared.speakers == 1 ? " speaker" : " speakers");
    if (compared.leftOut > 0) text += "; tested or trained on by one alone, left out: " + std::to_string(compared.leftOut);
    return text + "\n";
}

nlohmann::json differenceJson(const backend::RecogniserDifference& compared, const backend::RecogniserDifference& words) {
    return {{"first_cer", compared.first},       {"second_cer", compared.second},      {"difference", compared.difference},
            {"difference_low", compared.low},    {"difference_high", compared.high},   {"first_wer", words.first},
            {"second_wer", words.second},        {"wer_difference", words.difference}, {"wer_difference_low", words.low},
            {"wer_difference_high", words.high}, {"utterances", compared.utterances},  {"speakers", compared.speakers},
            {"left_out", compared.leftOut}};
}

}  // namespace

int compareRecognisers(const CommandLine& line, const std::string& first, const std::string& second) {
    std::vector<std::vector<backend::RecognisedUtterance>> tested;
    for (const auto& name : {first, second}) {
        if (name.empty() || name == ".." || std::filesystem::path(name).filename() != name)
            return line.wrongUse("Runs are named by their numbers, trainings of recognisers by their names.");
        auto read = backend::readTestedUtterances(line.workspacePath() / "recognisers" / name);
        if (!read) return line.failed(read.error());
        tested.push_back(std::move(*read));
    }
    nlohmann::json json = {{"first", first}, {"second", second}};
    std::string text;
    for (const bool seen : {false, true}) {
        const auto compared = backend::compareRecognisers(tested[0], tested[1], seen);
        if (!compared) return line.failed(compared.error());
        if (compared->utterances == 0) continue;
        const auto words = backend::compareRecognisers(tested[0], tested[1], seen, backend::ErrorUnit::Words);
        if (!words) return line.failed(words.error());
        json[seen ? "sentences_trained_on" : "sentences_not_trained_on"] = differenceJson(*compared, *words);
        text += differenceText(*compared, *words, seen);
    }
    if (text.empty()) {
        return line.failed(core::Error{core::ErrorKind::BadInput,
                                       core::Text("The trainings %1 and %2 tested no utterance in common whose text both or "
                                                  "neither were trained on.",
                                                  {first, second}),
                                       {}});
    }
    if (line.json)
        line.printJson(json);
    else
        line.print(first + " less " + second + "\n" + text);
    return kDone;
}

}  // namespace prososcope::cli
