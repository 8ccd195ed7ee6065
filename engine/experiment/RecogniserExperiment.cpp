// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/RecogniserExperiment.h"

#include "engine/core/Csv.h"
#include "engine/core/TomlReader.h"
#include "engine/core/TomlWriter.h"
#include "engine/experiment/ExperimentTables.h"

namespace prososcope::experiment {

namespace {

using core::tomlList;
using core::TomlReader;
using core::tomlText;

constexpr const char* kKind = "recogniser";

core::Status readNetwork(const toml::table& table, const std::string& source, RecogniserExperiment& experiment) {
    TomlReader reader(table, source, "recogniser");
    reader.word("network", experiment.network, {"gcu-recogniser"});
    reader.whole("rate_hz", experiment.rateHz, 16000, 22050);
    if (experiment.rateHz != 16000 && experiment.rateHz != 22050)
        reader.problem("rate_hz", TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be 16000 or 22050."));
    return reader.finish();
}

core::Status readSplit(const toml::table& table, const std::string& source, RecogniserExperiment& experiment) {
    TomlReader reader(table, source, "split");
    reader.texts("test_speakers", experiment.testSpeakers, true);
    reader.texts("validation_speakers", experiment.validationSpeakers, true);
    reader.whole("held_out_texts", experiment.heldOutTexts, 0, 1000000);
    reader.boolean("shuffled_texts", experiment.shuffledTexts);
    for (const auto& [key, speakers] : {std::pair{"test_speakers", &experiment.testSpeakers},
                                        std::pair{"validation_speakers", &experiment.validationSpeakers}}) {
        if (table.contains(key) && speakers->empty())
            reader.problem(key, TRANSLATABLE("Engine", "%1, line %2: \"%3\" must name at least one speaker."));
    }
    checkSpeakersApart(reader, experiment);
    return reader.finish();
}

core::Status readTraining(const toml::table& table, const std::string& source, RecogniserExperiment& experiment) {
    TomlReader reader(table, source, "training");
    reader.word("optimiser", experiment.optimiser, {"adam", "maxprop"});
    reader.number("learning_rate", experiment.learningRate, 1e-8, 10.0);
    reader.word("schedule", experiment.schedule, {"constant", "cosine"});
    reader.number("warmup_share", experiment.warmupShare, 0.0, 1.0);
    reader.word("precision", experiment.precision, {"float32", "bfloat16"});
    reader.whole("epochs", experiment.epochs, 1, 100000);
    reader.whole("batch", experiment.batch, 2, 4096);
    reader.boolean("masked_statistics", experiment.maskedStatistics);
    reader.whole("coefficient_roll", experiment.coefficientRoll, 0, 10);
    reader.number("time_stretch", experiment.timeStretch, 0.0, 0.5);
    reader.number("frequency_warp", experiment.frequencyWarp, 0.0, 0.5);
    reader.number("equaliser_db", experiment.equaliserDb, 0.0, 40.0);
    reader.whole("splice_from_epoch", experiment.spliceFromEpoch, 0, 100000);
    reader.number("splice_share", experiment.spliceShare, 0.0, 1.0);
    reader.whole("splice_fewest", experiment.spliceFewest, 1, 1000);
    reader.whole("splice_most", experiment.spliceMost, 1, 1000);
    reader.whole("align_every", experiment.alignEvery, 0, 100000);
    reader.word("select_by", experiment.selectBy, {"validation", "held-out-validation"});
    if (experiment.spliceMost < experiment.spliceFewest) {
        reader.problem(table.contains("splice_most") ? "splice_most" : "splice_fewest",
                       TRANSLATABLE("Engine", "%1, line %2: \"%3\": splice_most is less than splice_fewest."));
    }
    if (experiment.selectBy == "held-out-validation" && experiment.heldOutTexts == 0) {
        reader.problem("select_by", TRANSLATABLE("Engine", "%1, line %2: \"%3\" needs held_out_texts."));
    }
    return reader.finish();
}

}  // namespace

bool isRecogniserExperiment(std::string_view text) { return isOfKind(text, kKind); }

core::Result<RecogniserExperiment> parseRecogniserExperiment(std::string_view text, std::string_view source) {
    const auto root = core::parseToml(text, source);
    if (!root) return core::fail(root.error());
    const std::string file(source);
    RecogniserExperiment experiment;
    TomlReader reader(*root, file);
    readSpeechHead(*root, reader, kKind, experiment);
    needTables(*root, reader, {"corpus", "split"});
    const auto* corpus = reader.table("corpus");
    const auto* network = reader.table("recogniser");
    const auto* split = reader.table("split");
    const auto* training = reader.table("training");
    auto read = reader.finish();
    if (read) read = readSpeechCorpus(*corpus, file, experiment);
    if (read && network != nullptr) read = readNetwork(*network, file, experiment);
    if (read) read = readSplit(*split, file, experiment);
    if (read && training != nullptr) read = readTraining(*training, file, experiment);
    if (!read) return core::fail(read.error());
    return experiment;
}

core::Result<RecogniserExperiment> readRecogniserExperiment(const std::filesystem::path& file) {
    const auto text = experimentText(file);
    if (!text) return core::fail(text.error());
    return parseRecogniserExperiment(*text, file.string());
}

std::string formatRecogniserExperiment(const RecogniserExperiment& experiment) {
    std::string text = speechHeadText(kKind, experiment);
    const auto line = [&](const std::string& key, const std::string& value) { text += key + " = " + value + "\n"; };
    const auto flag = [](bool value) { return std::string(value ? "true" : "false"); };
    text += "\n[recogniser]\n";
    line("network", tomlText(experiment.network));
    line("rate_hz", std::to_string(experiment.rateHz));
    text += "\n[split]\n";
    line("test_speakers", tomlList(experiment.testSpeakers));
    line("validation_speakers", tomlList(experiment.validationSpeakers));
    line("held_out_texts", std::to_string(experiment.heldOutTexts));
    line("shuffled_texts", flag(experiment.shuffledTexts));
    text += "\n[training]\n";
    line("optimiser", tomlText(experiment.optimiser));
    line("learning_rate", core::tomlNumber(experiment.learningRate));
    line("schedule", tomlText(experiment.schedule));
    line("warmup_share", core::tomlNumber(experiment.warmupShare));
    line("precision", tomlText(experiment.precision));
    line("epochs", std::to_string(experiment.epochs));
    line("batch", std::to_string(experiment.batch));
    line("masked_statistics", flag(experiment.maskedStatistics));
    line("coefficient_roll", std::to_string(experiment.coefficientRoll));
    line("time_stretch", core::tomlNumber(experiment.timeStretch));
    line("frequency_warp", core::tomlNumber(experiment.frequencyWarp));
    line("equaliser_db", core::tomlNumber(experiment.equaliserDb));
    line("splice_from_epoch", std::to_string(experiment.spliceFromEpoch));
    line("splice_share", core::tomlNumber(experiment.spliceShare));
    line("splice_fewest", std::to_string(experiment.spliceFewest));
    line("splice_most", std::to_string(experiment.spliceMost));
    line("align_every", std::to_string(experiment.alignEvery));
    line("select_by", tomlText(experiment.selectBy));
    return text;
}

}  // namespace prososcope::experiment
