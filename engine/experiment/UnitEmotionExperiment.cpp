// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/UnitEmotionExperiment.h"

#include "engine/core/TomlReader.h"
#include "engine/core/TomlWriter.h"
#include "engine/corpus/LabelSchemeToml.h"
#include "engine/experiment/ExperimentTables.h"
#include "engine/experiment/UnitEmotionPlan.h"

namespace prososcope::experiment {

namespace {

using core::tomlList;
using core::tomlNumber;
using core::TomlReader;
using core::tomlText;

constexpr const char* kUnitEmotionKind = "unit-emotion";
constexpr const char* kSpeakers = "speakers";
constexpr const char* kOtherCorpora = "other-corpora";

core::Status readLabels(const toml::table& table, const std::string& source, UnitEmotionExperiment& experiment) {
    TomlReader reader(table, source, "labels");
    return corpus::readLabelRules(table, reader, source, "labels", experiment.labels);
}

core::Status readUnits(const toml::table& table, const std::string& source, UnitEmotionExperiment& experiment) {
    TomlReader reader(table, source, "units");
    std::string kind(phonetics::unitKindName(experiment.units.kind));
    std::string label(phonetics::syllableLabelName(experiment.units.label));
    reader.word("kind", kind, {"phonemes", "classes", "syllables", "utterance"});
    reader.word("label", label, {"shape", "anonymous", "nucleus", "broad-string", "full"});
    reader.text("classes", experiment.broadClasses);
    reader.boolean("across_words", experiment.units.acrossWords);
    reader.text("language", experiment.language);
    reader.text("lexicon", experiment.lexicon);
    if (auto read = reader.finish(); !read) return read;
    experiment.units.kind = *phonetics::unitKindFromName(kind);
    experiment.units.label = *phonetics::syllableLabelFromName(label);
    return {};
}

/// Which keys a protocol needs and which it cannot have.
void checkProtocol(TomlReader& reader, const UnitEmotionExperiment& experiment) {
    const bool named = experiment.protocol == kSpeakers;
    if (named && experiment.testSpeakers.empty())
        reader.problem("test_speakers", TRANSLATABLE("Engine", "%1, line %2: \"%3\" must name at least one speaker."));
    if (!named && (!experiment.testSpeakers.empty() || !experiment.validationSpeakers.empty()))
        reader.problem("protocol",
                       TRANSLATABLE("Engine", "%1, line %2: \"%3\": only the protocol \"speakers\" names speakers."));
    const bool others = experiment.protocol == kOtherCorpora;
    if (others && experiment.testCorpora.empty())
        reader.problem("test_corpora", TRANSLATABLE("Engine", "%1, line %2: \"%3\" must name at least one corpus."));
    if (!others && !experiment.testCorpora.empty())
        reader.problem("test_corpora",
                       TRANSLATABLE("Engine", "%1, line %2: \"%3\" belongs to the protocol \"other-corpora\"."));
    if (!named && experiment.heldOutTexts > 0)
        reader.problem("held_out_texts", TRANSLATABLE("Engine", "%1, line %2: \"%3\" belongs to the protocol \"speakers\"."));
    checkSpeakersApart(reader, experiment);
}

core::Status readSplit(const toml::table& table, const std::string& source, UnitEmotionExperiment& experiment) {
    TomlReader reader(table, source, "split");
    reader.word("protocol", experiment.protocol, {kSpeakers, "leave-one-speaker-out", kOtherCorpora});
    reader.texts("test_speakers", experiment.testSpeakers);
    reader.texts("validation_speakers", experiment.validationSpeakers);
    reader.texts("test_corpora", experiment.testCorpora);
    reader.whole("held_out_texts", experiment.heldOutTexts, 0, 1000000);
    checkProtocol(reader, experiment);
    return reader.finish();
}

core::Status readEncoder(const toml::table& table, const std::string& source, UnitEncoderSettings& encoder) {
    TomlReader reader(table, source, "encoder");
    reader.text("start", encoder.start);
    if (!encoder.start.empty()) {
        for (const char* key :
             {"channels", "layers", "width", "heads", "feed_forward", "layer_normed", "position_kernel", "position_groups"}) {
            if (table.contains(key))
                reader.problem(key, TRANSLATABLE("Engine", "%1, line %2: \"%3\": the encoder in start has its own sizes."));
        }
    }
    reader.whole("channels", encoder.channels, 1, 4096);
    reader.whole("layers", encoder.layers, 1, 96);
    reader.whole("width", encoder.width, 1, 8192);
    reader.whole("heads", encoder.heads, 1, 256);
    reader.whole("feed_forward", encoder.feedForward, 1, 32768);
    reader.boolean("layer_normed", encoder.layerNormed);
    reader.whole("position_kernel", encoder.positionKernel, 1, 1024);
    reader.whole("position_groups", encoder.positionGroups, 1, 1024);
    reader.number("hidden_dropout", encoder.hiddenDropout, 0.0, 0.99);
    reader.number("attention_dropout", encoder.attentionDropout, 0.0, 0.99);
    reader.number("activation_dropout", encoder.activationDropout, 0.0, 0.99);
    reader.number("final_dropout", encoder.finalDropout, 0.0, 0.99);
    reader.number("layer_drop", encoder.layerDrop, 0.0, 0.99);
    reader.number("time_mask_probability", encoder.timeMaskProbability, 0.0, 1.0);
    reader.whole("time_mask_length", encoder.timeMaskLength, 1, 1000);
    reader.number("channel_mask_probability", encoder.channelMaskProbability, 0.0, 1.0);
    reader.whole("channel_mask_length", encoder.channelMaskLength, 1, 4096);
    if (encoder.width % encoder.heads != 0)
        reader.problem(table.contains("heads") ? "heads" : "width",
                       TRANSLATABLE("Engine", "%1, line %2: \"%3\": the width must be a multiple of the heads."));
    if (encoder.width % encoder.positionGroups != 0)
        reader.problem(table.contains("position_groups") ? "position_groups" : "width",
                       TRANSLATABLE("Engine", "%1, line %2: \"%3\": the width must be a multiple of position_groups."));
    return reader.finish();
}

core::Status readTraining(const toml::table& table, const std::string& source, UnitEmotionExperiment& experiment) {
    TomlReader reader(table, source, "training");
    reader.whole("updates", experiment.updates, 1, 10000000);
    reader.whole("frozen_updates", experiment.frozenUpdates, 0, 10000000);
    reader.whole("spectral_start_updates", experiment.spectralStartUpdates, 0, 10000000);
    reader.whole("flat_start_updates", experiment.flatStartUpdates, 0, 10000000);
    reader.number("learning_rate", experiment.learningRate, 1e-8, 10.0);
    reader.number("warmup_share", experiment.warmupShare, 0.0, 1.0);
    reader.number("hold_share", experiment.holdShare, 0.0, 1.0);
    reader.number("first_share", experiment.firstShare, 0.0, 1.0);
    reader.number("last_share", experiment.lastShare, 1e-6, 1.0);
    reader.number("batch_seconds", experiment.batchSeconds, 0.1, 3600.0);
    reader.whole("accumulate", experiment.accumulate, 1, 4096);
    reader.word("precision", experiment.precision, {"float32", "bfloat16"});
    reader.whole("evaluate_every", experiment.evaluateEvery, 0, 10000000);
    reader.word("select_by", experiment.selectBy, {"last", "validation"});
    if (experiment.frozenUpdates > 0 && experiment.encoder.start.empty())
        reader.problem("frozen_updates", TRANSLATABLE("Engine",
                                                      "%1, line %2: \"%3\": random weights cannot be left as they are; name an "
                                                      "encoder in encoder.start."));
    for (const auto& [key, updates] : {std::pair{"spectral_start_updates", experiment.spectralStartUpdates},
                                       std::pair{"flat_start_updates", experiment.flatStartUpdates}}) {
        if (updates > 0 && !experiment.encoder.start.empty())
            reader.problem(key, TRANSLATABLE("Engine", "%1, line %2: \"%3\" is for random weights, without encoder.start."));
    }
    if (experiment.spectralStartUpdates + experiment.flatStartUpdates >= experiment.updates &&
        experiment.spectralStartUpdates + experiment.flatStartUpdates > 0) {
        reader.problem(experiment.flatStartUpdates > 0 ? "flat_start_updates" : "spectral_start_updates",
                       TRANSLATABLE("Engine", "%1, line %2: \"%3\": no update is left for CTC."));
    }
    if (experiment.warmupShare + experiment.holdShare > 1.0)
        reader.problem(table.contains("hold_share") ? "hold_share" : "warmup_share",
                       TRANSLATABLE("Engine", "%1, line %2: \"%3\": warmup_share and hold_share are more than 1 together."));
    if (experiment.selectBy == "validation" && experiment.validationSpeakers.empty())
        reader.problem("select_by", TRANSLATABLE("Engine", "%1, line %2: \"%3\" needs validation_speakers."));
    return reader.finish();
}

core::Status readTables(const toml::table& root, TomlReader& reader, const std::string& file,
                        UnitEmotionExperiment& experiment) {
    needTables(root, reader, {"corpus", "labels", "split"});
    const auto* corpus = reader.table("corpus");
    const auto* labels = reader.table("labels");
    const auto* units = reader.table("units");
    const auto* split = reader.table("split");
    const auto* encoder = reader.table("encoder");
    const auto* training = reader.table("training");
    auto read = reader.finish();
    if (read) read = readSpeechCorpus(*corpus, file, experiment);
    if (read) read = readLabels(*labels, file, experiment);
    if (read && units != nullptr) read = readUnits(*units, file, experiment);
    if (read) read = readSplit(*split, file, experiment);
    if (read && encoder != nullptr) read = readEncoder(*encoder, file, experiment.encoder);
    if (read && training != nullptr) read = readTraining(*training, file, experiment);
    return read;
}

}  // namespace

bool isUnitEmotionExperiment(std::string_view text) { return isOfKind(text, kUnitEmotionKind); }

core::Result<UnitEmotionExperiment> parseUnitEmotionExperiment(std::string_view text, std::string_view source) {
    const auto root = core::parseToml(text, source);
    if (!root) return core::fail(root.error());
    UnitEmotionExperiment experiment;
    TomlReader reader(*root, std::string(source));
    readSpeechHead(*root, reader, kUnitEmotionKind, experiment);
    if (const auto read = readTables(*root, reader, std::string(source), experiment); !read) return core::fail(read.error());
    return experiment;
}

core::Result<UnitEmotionExperiment> readUnitEmotionExperiment(const std::filesystem::path& file) {
    const auto text = experimentText(file);
    if (!text) return core::fail(text.error());
    return unitEmotionExperimentOf(*text, file);
}

std::string formatUnitEmotionExperiment(const UnitEmotionExperiment& experiment) {
    std::string text = speechHeadText(kUnitEmotionKind, experiment);
    const auto line = [&](const std::string& key, const std::string& value) { text += key + " = " + value + "\n"; };
    const auto flag = [](bool value) { return std::string(value ? "true" : "false"); };
    text += "\n[labels]\n" + corpus::formatLabelRules(experiment.labels, "labels");
    text += "\n[units]\n";
    line("kind", tomlText(phonetics::unitKindName(experiment.units.kind)));
    line("label", tomlText(phonetics::syllableLabelName(experiment.units.label)));
    line("classes", tomlText(experiment.broadClasses));
    line("across_words", flag(experiment.units.acrossWords));
    line("language", tomlText(experiment.language));
    line("lexicon", tomlText(experiment.lexicon));
    text += "\n[split]\n";
    line("protocol", tomlText(experiment.protocol));
    line("test_speakers", tomlList(experiment.testSpeakers));
    line("validation_speakers", tomlList(experiment.validationSpeakers));
    line("test_corpora", tomlList(experiment.testCorpora));
    line("held_out_texts", std::to_string(experiment.heldOutTexts));
    const auto& encoder = experiment.encoder;
    text += "\n[encoder]\n";
    line("start", tomlText(encoder.start));
    if (encoder.start.empty()) {
        line("channels", std::to_string(encoder.channels));
        line("layers", std::to_string(encoder.layers));
        line("width", std::to_string(encoder.width));
        line("heads", std::to_string(encoder.heads));
        line("feed_forward", std::to_string(encoder.feedForward));
        line("layer_normed", encoder.layerNormed ? "true" : "false");
        line("position_kernel", std::to_string(encoder.positionKernel));
        line("position_groups", std::to_string(encoder.positionGroups));
    }
    line("hidden_dropout", tomlNumber(encoder.hiddenDropout));
    line("attention_dropout", tomlNumber(encoder.attentionDropout));
    line("activation_dropout", tomlNumber(encoder.activationDropout));
    line("final_dropout", tomlNumber(encoder.finalDropout));
    line("layer_drop", tomlNumber(encoder.layerDrop));
    line("time_mask_probability", tomlNumber(encoder.timeMaskProbability));
    line("time_mask_length", std::to_string(encoder.timeMaskLength));
    line("channel_mask_probability", tomlNumber(encoder.channelMaskProbability));
    line("channel_mask_length", std::to_string(encoder.channelMaskLength));
    text += "\n[training]\n";
    line("updates", std::to_string(experiment.updates));
    line("frozen_updates", std::to_string(experiment.frozenUpdates));
    line("spectral_start_updates", std::to_string(experiment.spectralStartUpdates));
    line("flat_start_updates", std::to_string(experiment.flatStartUpdates));
    line("learning_rate", tomlNumber(experiment.learningRate));
    line("warmup_share", tomlNumber(experiment.warmupShare));
    line("hold_share", tomlNumber(experiment.holdShare));
    line("first_share", tomlNumber(experiment.firstShare));
    line("last_share", tomlNumber(experiment.lastShare));
    line("batch_seconds", tomlNumber(experiment.batchSeconds));
    line("accumulate", std::to_string(experiment.accumulate));
    line("precision", tomlText(experiment.precision));
    line("evaluate_every", std::to_string(experiment.evaluateEvery));
    line("select_by", tomlText(experiment.selectBy));
    return text;
}

}  // namespace prososcope::experiment
