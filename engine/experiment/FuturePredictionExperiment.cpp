// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/FuturePredictionExperiment.h"

#include <algorithm>

#include "engine/core/TomlReader.h"
#include "engine/core/TomlWriter.h"
#include "engine/experiment/ExperimentTables.h"
#include "engine/experiment/FutureModel.h"

namespace prososcope::experiment {

namespace {

using core::tomlList;
using core::TomlReader;
using core::tomlText;

core::Status readNetwork(const toml::table& table, const std::string& source, FuturePredictionExperiment& experiment) {
    TomlReader reader(table, source, "network");
    reader.word("loss", experiment.loss, {"mean-square", "mean-absolute"});
    reader.numbers(experiment.network, {"loss"});
    if (experiment.network.contains("bands"))
        reader.problem("bands", TRANSLATABLE("Engine", "%1, line %2: \"%3\" is decided by the features."));
    return reader.finish();
}

core::Status readSplit(const toml::table& table, const std::string& source, FuturePredictionExperiment& experiment) {
    TomlReader reader(table, source, "split");
    reader.texts("validation_speakers", experiment.validationSpeakers);
    reader.number("validation_share", experiment.validationShare, 0.0, 0.9);
    reader.texts("left_out_speakers", experiment.testSpeakers);
    if (!experiment.validationSpeakers.empty() && table.contains("validation_share")) {
        reader.problem("validation_share",
                       TRANSLATABLE("Engine", "%1, line %2: \"%3\" is for files without validation_speakers."));
    }
    for (const auto& speaker : experiment.validationSpeakers) {
        const auto& left = experiment.testSpeakers;
        if (std::find(left.begin(), left.end(), speaker) == left.end()) continue;
        reader.problem("validation_speakers",
                       TRANSLATABLE("Engine", "%1, line %2: \"%3\" names the speaker %4, who is left out."), {speaker});
    }
    return reader.finish();
}

core::Status readTraining(const toml::table& table, const std::string& source, FuturePredictionExperiment& experiment) {
    TomlReader reader(table, source, "training");
    reader.number("longest_seconds", experiment.longestSeconds, 0.5, 600.0);
    reader.whole("epochs", experiment.epochs, 1, 100000);
    reader.whole("batch", experiment.batch, 1, 4096);
    reader.number("learning_rate", experiment.learningRate, 1e-8, 10.0);
    reader.word("schedule", experiment.schedule, {"constant", "cosine"});
    reader.number("warmup_share", experiment.warmupShare, 0.0, 1.0);
    reader.number("largest_norm", experiment.largestNorm, 1e-6, 1e6);
    reader.whole("patience", experiment.patience, 0, 100000);
    reader.word("precision", experiment.precision, {"float32", "bfloat16"});
    return reader.finish();
}

}  // namespace

bool isFuturePredictionExperiment(std::string_view text) { return isOfKind(text, kFuturePrediction); }

core::Result<FuturePredictionExperiment> parseFuturePredictionExperiment(std::string_view text, std::string_view source) {
    const auto root = core::parseToml(text, source);
    if (!root) return core::fail(root.error());
    const std::string file(source);
    FuturePredictionExperiment experiment;
    TomlReader reader(*root, file);
    readSpeechHead(*root, reader, kFuturePrediction, experiment);
    needTables(*root, reader, {"corpus"});
    const auto* corpus = reader.table("corpus");
    const auto* network = reader.table("network");
    const auto* features = reader.table("features");
    const auto* split = reader.table("split");
    const auto* training = reader.table("training");
    auto read = reader.finish();
    if (read) read = readSpeechCorpus(*corpus, file, experiment);
    if (read && network != nullptr) read = readNetwork(*network, file, experiment);
    if (read && features != nullptr) {
        TomlReader of(*features, file, "features");
        of.word("set", experiment.featureSet, {std::begin(kFutureFeatureSets), std::end(kFutureFeatureSets)});
        read = of.finish();
    }
    if (read && split != nullptr) read = readSplit(*split, file, experiment);
    if (read && training != nullptr) read = readTraining(*training, file, experiment);
    if (!read) return core::fail(read.error());
    return experiment;
}

core::Result<FuturePredictionExperiment> readFuturePredictionExperiment(const std::filesystem::path& file) {
    const auto text = experimentText(file);
    if (!text) return core::fail(text.error());
    return parseFuturePredictionExperiment(*text, file.string());
}

std::string formatFuturePredictionExperiment(const FuturePredictionExperiment& experiment) {
    std::string text = speechHeadText(kFuturePrediction, experiment);
    const auto line = [&](const std::string& key, const std::string& value) { text += key + " = " + value + "\n"; };
    if (experiment.featureSet != kFutureFeatureSets[0]) {  // so that a training from before there was a choice goes on
        text += "\n[features]\n";
        line("set", tomlText(experiment.featureSet));
    }
    text += "\n[network]\n";
    line("loss", tomlText(experiment.loss));
    for (const auto& [key, value] : experiment.network) line(core::tomlKey(key), core::tomlNumber(value));
    text += "\n[split]\n";
    line("validation_speakers", tomlList(experiment.validationSpeakers));
    if (experiment.validationSpeakers.empty()) line("validation_share", core::tomlNumber(experiment.validationShare));
    line("left_out_speakers", tomlList(experiment.testSpeakers));
    text += "\n[training]\n";
    line("longest_seconds", core::tomlNumber(experiment.longestSeconds));
    line("epochs", std::to_string(experiment.epochs));
    line("batch", std::to_string(experiment.batch));
    line("learning_rate", core::tomlNumber(experiment.learningRate));
    line("schedule", tomlText(experiment.schedule));
    line("warmup_share", core::tomlNumber(experiment.warmupShare));
    line("largest_norm", core::tomlNumber(experiment.largestNorm));
    line("patience", std::to_string(experiment.patience));
    line("precision", tomlText(experiment.precision));
    return text;
}

}  // namespace prososcope::experiment
