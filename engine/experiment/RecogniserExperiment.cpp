// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/RecogniserExperiment.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/core/Csv.h"
#include "engine/core/TomlReader.h"
#include "engine/core/TomlWriter.h"
#include "engine/experiment/ExperimentTables.h"

namespace prososcope::experiment {

namespace {

using core::tomlList;
using core::TomlReader;
using core::tomlText;

constexpr const char* kRecogniserKind = "recogniser";

void readAttention(TomlReader& reader, const toml::table& table, AttentionRecogniser& attention) {
    reader.text("start", attention.start);
    reader.whole("rank", attention.rank, 0, kMostRank);
    if (attention.start.empty() && attention.rank > 0)
        reader.problem("rank", TRANSLATABLE("Engine", "%1, line %2: \"%3\" needs a network to factorise: name one in start."));
    if (!attention.start.empty()) {
        for (const char* key :
             {"cell", "cells", "decoder_cells", "embedding", "attention", "first_dense", "location_filters"}) {
            if (table.contains(key))
                reader.problem(key, TRANSLATABLE("Engine", "%1, line %2: \"%3\": the network in start has its own sizes."));
        }
    }
    reader.word("cell", attention.cell, {"lstm", "plain-tanh"});
    reader.whole("cells", attention.cells, 1, 1024);
    reader.whole("decoder_cells", attention.decoderCells, 1, 2048);
    reader.whole("embedding", attention.embedding, 1, 1024);
    reader.whole("attention", attention.attention, 1, 1024);
    reader.boolean("first_dense", attention.firstDense);
    reader.whole("location_filters", attention.locationFilters, 0, 64);
}

core::Status readStages(const toml::table& table, const std::string& source, RecogniserExperiment& experiment) {
    TomlReader reader(table, source, "stage");
    const auto tables = reader.tables();
    if (auto good = reader.finish(); !good) return good;
    int epochs = 0;
    for (const auto& [name, stage] : tables) {
        RecogniserStage made;
        made.learningRate = experiment.learningRate;
        made.teacherForcing = experiment.attention.teacherForcing;
        made.dropout = experiment.attention.dropout;
        TomlReader of(*stage, source, "stage." + name);
        of.word("parts", made.parts, {"all", "listener", "speller"});
        of.whole("epochs", made.epochs, 1, 100000);
        of.number("learning_rate", made.learningRate, 1e-8, 10.0);
        of.number("teacher_forcing", made.teacherForcing, 0.0, 1.0);
        of.number("dropout", made.dropout, 0.0, 0.99);
        if (auto good = of.finish(); !good) return good;
        epochs += made.epochs;
        experiment.stages.push_back(made);
    }
    if (!experiment.stages.empty()) experiment.epochs = epochs;
    return {};
}

/// Keys that are of weight for one kind of network alone.
void checkTrainingOf(TomlReader& reader, const toml::table& table, const RecogniserExperiment& experiment) {
    std::vector<const char*> others;
    if (experiment.network == kLasRecogniser) {
        others = {"masked_statistics", "coefficient_roll", "frequency_warp", "equaliser_db", "precision"};
        if (experiment.attention.ctcWeight == 0.0)
            others.insert(others.end(),
                          {"splice_from_epoch", "splice_share", "splice_fewest", "splice_most", "splice_words", "align_every"});
    } else {
        others = {"ctc_weight", "label_smoothing", "teacher_forcing", "dropout"};
    }
    for (const char* key : others) {
        if (table.contains(key))
            reader.problem(key, TRANSLATABLE("Engine", "%1, line %2: \"%3\" is nothing that a %4 has."), {experiment.network});
    }
}

core::Status readSearch(const toml::table& table, const std::string& source, RecogniserExperiment& experiment) {
    TomlReader reader(table, source, "search");
    reader.whole("beam", experiment.search.beam, 1, kMostBeam);
    reader.number("ctc_share", experiment.search.ctcShare, 0.0, 1.0);
    if (table.contains("ctc_share")) {
        if (experiment.network != kLasRecogniser)
            reader.problem("ctc_share", TRANSLATABLE("Engine", "%1, line %2: \"%3\" is nothing that a %4 has."),
                           {experiment.network});
        else if (experiment.attention.start.empty() && experiment.attention.ctcWeight == 0.0)
            reader.problem("ctc_share", TRANSLATABLE("Engine", "%1, line %2: \"%3\" needs ctc_weight in [training]."));
    }
    return reader.finish();
}

core::Status readNetwork(const toml::table& table, const std::string& source, RecogniserExperiment& experiment) {
    TomlReader reader(table, source, "recogniser");
    reader.word("network", experiment.network, {kGcuRecogniser, kLasRecogniser});
    if (experiment.network == kLasRecogniser) {
        readAttention(reader, table, experiment.attention);
        return reader.finish();
    }
    reader.whole("rate_hz", experiment.rateHz, 16000, 22050);
    if (experiment.rateHz != 16000 && experiment.rateHz != 22050)
        reader.problem("rate_hz", TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be 16000 or 22050."));
    return reader.finish();
}

core::Status readSplit(const toml::table& table, const std::string& source, RecogniserExperiment& experiment) {
    TomlReader reader(table, source, "split");
    reader.texts("test_parts", experiment.testParts);
    reader.texts("validation_parts", experiment.validationParts);
    reader.texts("test_speakers", experiment.testSpeakers, experiment.testParts.empty());
    reader.texts("validation_speakers", experiment.validationSpeakers, experiment.validationParts.empty());
    for (const char* role : {"test", "validation"}) {
        const auto speakers = std::string(role) + "_speakers";
        if (table.contains(speakers) && table.contains(std::string(role) + "_parts"))
            reader.problem(speakers, TRANSLATABLE("Engine", "%1, line %2: \"%3\": name speakers or parts, not both."));
    }
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
    reader.number("ctc_weight", experiment.attention.ctcWeight, 0.0, 0.99);
    checkTrainingOf(reader, table, experiment);
    reader.number("label_smoothing", experiment.attention.labelSmoothing, 0.0, 0.99);
    reader.number("teacher_forcing", experiment.attention.teacherForcing, 0.0, 1.0);
    reader.number("dropout", experiment.attention.dropout, 0.0, 0.99);
    reader.number("largest_norm", experiment.largestNorm, 0.0, 1e6);
    reader.whole("epochs", experiment.epochs, 0, 100000);
    if (experiment.epochs == 0 && experiment.attention.start.empty())
        reader.problem("epochs",
                       TRANSLATABLE("Engine", "%1, line %2: \"%3\" may be 0 only where a network to test is named in start."));
    reader.whole("batch", experiment.batch, 2, 4096);
    reader.boolean("masked_statistics", experiment.maskedStatistics);
    reader.whole("coefficient_roll", experiment.coefficientRoll, 0, 10);
    reader.number("time_stretch", experiment.timeStretch, 0.0, 0.5);
    reader.number("frequency_warp", experiment.frequencyWarp, 0.0, 0.5);
    reader.number("equaliser_db", experiment.equaliserDb, 0.0, 40.0);
    reader.whole("time_masks", experiment.timeMasks, 0, 100);
    reader.whole("longest_time_mask", experiment.longestTimeMask, 1, 10000);
    reader.whole("splice_from_epoch", experiment.spliceFromEpoch, 0, 100000);
    reader.number("splice_share", experiment.spliceShare, 0.0, 1.0);
    reader.whole("splice_fewest", experiment.spliceFewest, 1, 1000);
    reader.whole("splice_most", experiment.spliceMost, 1, 1000);
    reader.number("splice_words", experiment.spliceWords, 0.0, 1.0);
    reader.whole("align_every", experiment.alignEvery, 0, 100000);
    reader.word("select_by", experiment.selectBy, {"validation", "validation-errors", "held-out-validation"});
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

bool isRecogniserExperiment(std::string_view text) { return isOfKind(text, kRecogniserKind); }

core::Result<RecogniserExperiment> parseRecogniserExperiment(std::string_view text, std::string_view source) {
    const auto root = core::parseToml(text, source);
    if (!root) return core::fail(root.error());
    const std::string file(source);
    RecogniserExperiment experiment;
    TomlReader reader(*root, file);
    readSpeechHead(*root, reader, kRecogniserKind, experiment);
    needTables(*root, reader, {"corpus", "split"});
    const auto* corpus = reader.table("corpus");
    const auto* network = reader.table("recogniser");
    const auto* split = reader.table("split");
    const auto* training = reader.table("training");
    const auto* stages = reader.table("stage");
    const auto* copies = reader.table("copies");
    const auto* domain = reader.table("domain");
    const auto* search = reader.table("search");
    if (stages != nullptr && training != nullptr && training->contains("epochs"))
        reader.problem("stage", TRANSLATABLE("Engine",
                                             "%1, line %2: \"%3\": each stage has its epochs, so take them out of "
                                             "[training]."));
    auto read = reader.finish();
    if (read) read = readSpeechCorpus(*corpus, file, experiment);
    if (read && network != nullptr) read = readNetwork(*network, file, experiment);
    if (read) read = readSplit(*split, file, experiment);
    if (read && training != nullptr) read = readTraining(*training, file, experiment);
    if (read && search != nullptr) read = readSearch(*search, file, experiment);
    if (read && domain != nullptr) read = readDomain(*domain, file, experiment.domain);
    if (read && copies != nullptr) read = readCopies(*copies, file, experiment.copies);
    if (read && stages != nullptr) {
        if (experiment.network != kLasRecogniser) {
            TomlReader whole(*root, file);
            whole.problem("stage", TRANSLATABLE("Engine", "%1, line %2: \"%3\" is nothing that a %4 has."),
                          {experiment.network});
            return core::fail(whole.finish().error());
        }
        read = readStages(*stages, file, experiment);
    }
    if (!read) return core::fail(read.error());
    return experiment;
}

std::vector<RecogniserStage> stagesOf(const RecogniserExperiment& experiment) {
    if (!experiment.stages.empty()) return experiment.stages;
    return {
        {"all", experiment.epochs, experiment.learningRate, experiment.attention.teacherForcing, experiment.attention.dropout}};
}

std::vector<std::string> sessionsOf(const corpus::Corpus& corpus) {
    std::set<std::string> sessions;
    for (const auto& utterance : corpus.utterances) {
        if (!utterance.session.empty()) sessions.insert(utterance.session);
    }
    return {sessions.begin(), sessions.end()};
}

core::Status nameSpeakers(RecogniserExperiment& experiment, const corpus::Corpus& corpus) {
    const auto isIn = [](const corpus::Utterance& utterance, const std::string& part) {
        const auto subset = utterance.texts.find("subset");
        return utterance.session == part || utterance.split == part ||
               (subset != utterance.texts.end() && subset->second == part);
    };
    for (const auto& [parts, speakers] : {std::pair{&experiment.testParts, &experiment.testSpeakers},
                                          std::pair{&experiment.validationParts, &experiment.validationSpeakers}}) {
        std::set<std::string> found;
        for (const auto& part : *parts) {
            const auto before = found.size();
            for (const auto& utterance : corpus.utterances) {
                if (isIn(utterance, part)) found.insert(utterance.speaker);
            }
            if (found.size() > before) continue;
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "The corpus %1 has no session, subset or part \"%2\"."), {corpus.name, part}});
        }
        if (!parts->empty()) speakers->assign(found.begin(), found.end());
        parts->clear();
    }
    for (const auto& speaker : experiment.validationSpeakers) {
        if (std::find(experiment.testSpeakers.begin(), experiment.testSpeakers.end(), speaker) == experiment.testSpeakers.end())
            continue;
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "The speaker %1 of the corpus %2 would be tested and choose the epoch as well; take "
                                        "parts without common speakers."),
                           {speaker, corpus.name}});
    }
    return {};
}

core::Result<RecogniserExperiment> readRecogniserExperiment(const std::filesystem::path& file) {
    const auto text = experimentText(file);
    if (!text) return core::fail(text.error());
    return parseRecogniserExperiment(*text, file.string());
}

namespace {

std::string attentionText(const AttentionRecogniser& attention) {
    std::string text;
    const auto line = [&](const std::string& key, const std::string& value) { text += key + " = " + value + "\n"; };
    line("start", tomlText(attention.start));
    line("rank", std::to_string(attention.rank));
    if (!attention.start.empty()) return text;
    line("cell", tomlText(attention.cell));
    line("cells", std::to_string(attention.cells));
    line("decoder_cells", std::to_string(attention.decoderCells));
    line("embedding", std::to_string(attention.embedding));
    line("attention", std::to_string(attention.attention));
    line("first_dense", attention.firstDense ? "true" : "false");
    line("location_filters", std::to_string(attention.locationFilters));
    return text;
}

}  // namespace

std::string formatRecogniserExperiment(const RecogniserExperiment& experiment) {
    std::string text = speechHeadText(kRecogniserKind, experiment);
    const auto line = [&](const std::string& key, const std::string& value) { text += key + " = " + value + "\n"; };
    const auto flag = [](bool value) { return std::string(value ? "true" : "false"); };
    const bool attends = experiment.network == kLasRecogniser;
    text += "\n[recogniser]\n";
    line("network", tomlText(experiment.network));
    if (!attends) line("rate_hz", std::to_string(experiment.rateHz));
    if (attends) text += attentionText(experiment.attention);
    text += "\n[split]\n";
    for (const auto& [role, parts, speakers] :
         {std::tuple{"test", &experiment.testParts, &experiment.testSpeakers},
          std::tuple{"validation", &experiment.validationParts, &experiment.validationSpeakers}}) {
        line(std::string(role) + (parts->empty() ? "_speakers" : "_parts"), tomlList(parts->empty() ? *speakers : *parts));
    }
    line("held_out_texts", std::to_string(experiment.heldOutTexts));
    line("shuffled_texts", flag(experiment.shuffledTexts));
    text += "\n[training]\n";
    line("optimiser", tomlText(experiment.optimiser));
    line("learning_rate", core::tomlNumber(experiment.learningRate));
    line("schedule", tomlText(experiment.schedule));
    line("warmup_share", core::tomlNumber(experiment.warmupShare));
    line("largest_norm", core::tomlNumber(experiment.largestNorm));
    if (experiment.stages.empty()) line("epochs", std::to_string(experiment.epochs));
    line("batch", std::to_string(experiment.batch));
    line("time_stretch", core::tomlNumber(experiment.timeStretch));
    line("time_masks", std::to_string(experiment.timeMasks));
    line("longest_time_mask", std::to_string(experiment.longestTimeMask));
    if (attends) {
        line("ctc_weight", core::tomlNumber(experiment.attention.ctcWeight));
        line("label_smoothing", core::tomlNumber(experiment.attention.labelSmoothing));
        line("teacher_forcing", core::tomlNumber(experiment.attention.teacherForcing));
        line("dropout", core::tomlNumber(experiment.attention.dropout));
    } else {
        line("precision", tomlText(experiment.precision));
        line("masked_statistics", flag(experiment.maskedStatistics));
        line("coefficient_roll", std::to_string(experiment.coefficientRoll));
        line("frequency_warp", core::tomlNumber(experiment.frequencyWarp));
        line("equaliser_db", core::tomlNumber(experiment.equaliserDb));
    }
    if (!attends || experiment.attention.ctcWeight > 0.0) {
        line("splice_from_epoch", std::to_string(experiment.spliceFromEpoch));
        line("splice_share", core::tomlNumber(experiment.spliceShare));
        line("splice_fewest", std::to_string(experiment.spliceFewest));
        line("splice_most", std::to_string(experiment.spliceMost));
        line("splice_words", core::tomlNumber(experiment.spliceWords));
        line("align_every", std::to_string(experiment.alignEvery));
    }
    line("select_by", tomlText(experiment.selectBy));
    if (experiment.search != TextSearch{}) {
        text += "\n[search]\n";
        line("beam", std::to_string(experiment.search.beam));
        if (attends) line("ctc_share", core::tomlNumber(experiment.search.ctcShare));
    }
    text += domainText(experiment.domain);
    text += copiesText(experiment.copies);
    for (std::size_t i = 0; i < experiment.stages.size(); ++i) {
        const auto& stage = experiment.stages[i];
        text += "\n[stage." + std::to_string(i + 1) + "]\n";
        line("parts", tomlText(stage.parts));
        line("epochs", std::to_string(stage.epochs));
        line("learning_rate", core::tomlNumber(stage.learningRate));
        line("teacher_forcing", core::tomlNumber(stage.teacherForcing));
        line("dropout", core::tomlNumber(stage.dropout));
    }
    return text;
}

}  // namespace prososcope::experiment
