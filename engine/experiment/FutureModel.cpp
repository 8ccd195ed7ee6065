// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/FutureModel.h"

#include <algorithm>
#include <array>

#include "engine/core/Csv.h"
#include "engine/core/TomlWriter.h"

namespace prososcope::experiment {

namespace {

constexpr const char* kHead = "head";
constexpr const char* kColumns = "columns";
constexpr int kMostFutureLayers = 12;

struct ColumnsWord {
    const char* word;
    int number;
};
constexpr std::array kWords = {ColumnsWord{"frames", kFutureFrames}, ColumnsWord{"add", kFutureAdd},
                               ColumnsWord{"concat", kFutureConcat}, ColumnsWord{"concat-projected", kFutureConcatProjected}};

std::vector<std::string> columnsWords() {
    std::vector<std::string> words;
    for (const auto& each : kWords) words.emplace_back(each.word);
    for (int layer = 1; layer <= kMostFutureLayers; ++layer) words.push_back(futureColumnsWord(layer));
    return words;
}

int wholeOf(const std::map<std::string, double>& settings, const char* key, int absent) {
    const auto found = settings.find(key);
    return found == settings.end() ? absent : static_cast<int>(found->second);
}

/// The words of "head", in the order of their numbers.
const std::vector<std::string>& futureHeads() {
    static const std::vector<std::string> kHeads = {"pooling", "attention-lstm", "svm-rbf", "svm-linear", "random-forest"};
    return kHeads;
}

}  // namespace

std::string futureColumnsWord(int columns) {
    const auto* found =
        std::find_if(kWords.begin(), kWords.end(), [&](const ColumnsWord& each) { return each.number == columns; });
    return found == kWords.end() ? "h" + std::to_string(columns) : found->word;
}

FutureHead futureHead(const std::map<std::string, double>& settings) {
    return static_cast<FutureHead>(std::clamp(wholeOf(settings, kHead, 0), 0, static_cast<int>(futureHeads().size()) - 1));
}

FutureHead futureHeadNamed(std::string_view word) {
    const auto found = std::find(futureHeads().begin(), futureHeads().end(), word);
    return found == futureHeads().end() ? FutureHead::Pooling : static_cast<FutureHead>(found - futureHeads().begin());
}

int futureColumns(const std::map<std::string, double>& settings) { return wholeOf(settings, kColumns, kFutureConcat); }

std::string futureLearner(FutureHead head) {
    return head == FutureHead::Pooling || head == FutureHead::AttentionLstm ? std::string()
                                                                            : futureHeads()[static_cast<std::size_t>(head)];
}

bool learnsFromRows(const FusionMember& system) {
    return isClassical(system.model) ||
           (system.model == kFuturePrediction && !futureLearner(futureHead(system.modelSettings)).empty());
}

const std::set<std::string>& futureWords() {
    static const std::set<std::string> kKeys{"kind", "start", kHead, kColumns, "set", "weight", "normalise"};
    return kKeys;
}

void readFutureKeys(core::TomlReader& reader, const std::string& start, std::map<std::string, double>& settings) {
    std::string head = futureHeads().front();
    std::string columns;
    reader.word(kHead, head, futureHeads());
    reader.word(kColumns, columns, columnsWords());
    const auto place = std::find(futureHeads().begin(), futureHeads().end(), head);
    settings[kHead] = place == futureHeads().end() ? 0.0 : static_cast<double>(place - futureHeads().begin());
    const bool pools = futureHead(settings) == FutureHead::Pooling;
    if (pools && !columns.empty()) {
        reader.problem(kColumns, TRANSLATABLE("Engine", "%1, line %2: \"%3\" is for heads other than pooling."));
        return;
    }
    if (pools) return;
    int number = kFutureConcat;
    for (const auto& each : kWords) {
        if (columns == each.word) number = each.number;
    }
    for (int layer = 1; layer <= kMostFutureLayers; ++layer) {
        if (columns == futureColumnsWord(layer)) number = layer;
    }
    settings[kColumns] = number;
    if (number != kFutureFrames && start.empty()) {
        reader.problem("start", TRANSLATABLE("Engine",
                                             "%1, line %2: \"%3\" is missing: the network that predicts speech to come, whose "
                                             "layers are taken."));
    }
}

void writeFutureKeys(const std::map<std::string, double>& settings,
                     const std::function<void(const std::string&, const std::string&)>& line) {
    line(kHead, core::tomlText(futureHeads()[static_cast<std::size_t>(futureHead(settings))]));
    if (futureHead(settings) != FutureHead::Pooling) line(kColumns, core::tomlText(futureColumnsWord(futureColumns(settings))));
    for (const auto& [key, value] : settings) {
        if (key != kHead && key != kColumns) line(core::tomlKey(key), core::numberText(value));
    }
}

std::string futureSystemName(const FusionMember& system) {
    const auto head = futureHead(system.modelSettings);
    if (head == FutureHead::Pooling) {
        return system.start.empty() ? std::string("future prediction from scratch")
                                    : "future prediction, fine-tuned from " + system.start;
    }
    const auto columns = futureColumns(system.modelSettings);
    const std::string learner = head == FutureHead::AttentionLstm  ? "attention LSTM"
                                : head == FutureHead::SvmRbf       ? "RBF SVM"
                                : head == FutureHead::RandomForest ? "random forest"
                                                                   : "linear SVM";
    if (columns == kFutureFrames) return learner + " on mel bands";
    const auto word = futureColumnsWord(columns);
    return learner + " on " + (columns < kFutureAdd ? word : "h_" + word) + " of " + system.start;
}

}  // namespace prososcope::experiment
