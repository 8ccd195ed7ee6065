// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <set>

#include "engine/core/Csv.h"
#include "engine/core/TomlReader.h"
#include "engine/core/TomlWriter.h"
#include "engine/corpus/LabelSchemeToml.h"
#include "engine/experiment/AutoencoderModel.h"
#include "engine/experiment/Experiment.h"
#include "engine/experiment/ExperimentTables.h"
#include "engine/experiment/FutureModel.h"
#include "engine/experiment/Sweep.h"

namespace prososcope::experiment {

namespace {

using core::ErrorKind;
using core::fail;
using core::tomlKey;
using core::tomlList;
using core::TomlReader;
using core::tomlText;

struct WholeKey {
    const char* key;
    int TrainingSettings::*member;
    int lowest;
    int highest;
};
struct NumberKey {
    const char* key;
    double TrainingSettings::*member;
    double lowest;
    double highest;
};

/// The keys of [training] with their ranges, in the order in which they are written.
constexpr std::array kWholeKeys = {
    WholeKey{"epochs", &TrainingSettings::epochs, 1, 100000},
    WholeKey{"batch", &TrainingSettings::batch, 1, 4096},
    WholeKey{"time_masks", &TrainingSettings::timeMasks, 0, 100},
    WholeKey{"frequency_masks", &TrainingSettings::frequencyMasks, 0, 100},
    WholeKey{"frequency_mask_bands", &TrainingSettings::frequencyMaskBands, 0, 1000},
    WholeKey{"evaluate_every", &TrainingSettings::evaluateEvery, 1, 100000},
    WholeKey{"patience", &TrainingSettings::patience, 0, 100000},
    WholeKey{"accumulate", &TrainingSettings::accumulate, 1, 4096},
};
constexpr std::array kNumberKeys = {
    NumberKey{"learning_rate", &TrainingSettings::learningRate, 1e-8, 10.0},
    NumberKey{"weight_decay", &TrainingSettings::weightDecay, 0.0, 10.0},
    NumberKey{"warmup_share", &TrainingSettings::warmupShare, 0.0, 1.0},
    NumberKey{"hold_share", &TrainingSettings::holdShare, 0.0, 1.0},
    NumberKey{"label_smoothing", &TrainingSettings::labelSmoothing, 0.0, 0.99},
    NumberKey{"gradient_clip", &TrainingSettings::gradientClip, 0.0, 1e6},
    NumberKey{"crop_seconds", &TrainingSettings::cropSeconds, 0.0, 600.0},
    NumberKey{"time_stretch", &TrainingSettings::timeStretch, 0.0, 1.0},
    NumberKey{"frequency_warp", &TrainingSettings::frequencyWarp, 0.0, 1.0},
    NumberKey{"equaliser_db", &TrainingSettings::equaliserDb, 0.0, 60.0},
    NumberKey{"noise_probability", &TrainingSettings::noiseProbability, 0.0, 1.0},
    NumberKey{"noise_snr_low_db", &TrainingSettings::noiseSnrLowDb, -20.0, 120.0},
    NumberKey{"noise_snr_high_db", &TrainingSettings::noiseSnrHighDb, -20.0, 120.0},
    NumberKey{"room_probability", &TrainingSettings::roomProbability, 0.0, 1.0},
    NumberKey{"room_seconds", &TrainingSettings::roomSeconds, 0.1, 3.0},
    NumberKey{"band_probability", &TrainingSettings::bandProbability, 0.0, 1.0},
    NumberKey{"time_mask_seconds", &TrainingSettings::timeMaskSeconds, 0.0, 60.0},
    NumberKey{"mixup", &TrainingSettings::mixup, 0.0, 10.0},
    NumberKey{"average_decay", &TrainingSettings::averageDecay, 0.0, 0.99999},
};

struct WordKey {
    const char* key;
    std::string TrainingSettings::*member;
    std::vector<std::string> allowed;
};
const std::vector<WordKey>& wordKeys() {
    static const std::vector<WordKey> kWordKeys = {
        {"class_balance", &TrainingSettings::classBalance, {"sampler", "weights", "none"}},
        {"schedule", &TrainingSettings::schedule, {"cosine", "constant", "tri-stage"}},
        {"precision", &TrainingSettings::precision, {"float32", "bfloat16"}},
        {"select_by", &TrainingSettings::selectBy, {"inner-loss", "inner-uar", "test-oracle"}},
    };
    return kWordKeys;
}

bool isFileSafe(const std::string& name) {
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    };
    return !name.empty() && name.size() <= 80 && name[0] != '.' && name[0] != '-' &&
           std::all_of(name.begin(), name.end(), good);
}

/// "name" is a text, or a list of several.
void readNames(TomlReader& reader, const toml::node* node, std::string_view key, Experiment& experiment) {
    std::vector<std::string> names;
    if (node != nullptr && node->is_array()) {
        reader.texts(key, names, true);
        if (names.empty() || std::set<std::string>(names.begin(), names.end()).size() != names.size()) {
            reader.problem(key, TRANSLATABLE("Engine", "%1, line %2: \"%3\" must name different corpora, each once."));
        }
    } else {
        names.emplace_back();
        reader.text(key, names.front(), true);
    }
    setCorpora(experiment, names);
}

core::Status readCorpusTable(const toml::table& table, const std::string& source, Experiment& experiment) {
    TomlReader reader(table, source, "corpus");
    readNames(reader, table.get("name"), "name", experiment);
    reader.texts("folders", experiment.corpusFolders);
    const auto* where = reader.table("where");
    if (auto read = reader.finish(); !read || where == nullptr) return read;
    TomlReader whereReader(*where, source, "corpus.where");
    whereReader.textMap(experiment.where);
    return whereReader.finish();
}

/// [labels] names a scheme, or holds its rules; classes and merges alone are the simplest ones.
core::Status readLabels(const toml::table& table, const std::string& source, const std::filesystem::path& folder,
                        Experiment& experiment) {
    TomlReader reader(table, source, "labels");
    if (table.contains("dimensions")) {
        reader.texts("dimensions", experiment.dimensions, true);
        const std::set<std::string> different(experiment.dimensions.begin(), experiment.dimensions.end());
        if (different.empty() || different.size() != experiment.dimensions.size() || different.contains("")) {
            reader.problem("dimensions",
                           TRANSLATABLE("Engine", "%1, line %2: \"%3\" must name different dimensions, such as \"valence\"."));
        }
        return reader.finish();
    }
    std::string name;
    reader.text("scheme", name);
    if (!name.empty()) {
        if (table.size() > 1) {
            reader.problem(
                "scheme",
                TRANSLATABLE("Engine", "%1, line %2: \"%3\" holds all rules; leave the other keys of that table out."));
            return reader.finish();
        }
        auto found = corpus::findLabelScheme(name, folder);
        if (!found) {
            reader.problem("scheme", TRANSLATABLE("Engine", "%1, line %2: \"%3\": %4"), {found.error().message()});
            return reader.finish();
        }
        experiment.scheme = std::move(*found);
        experiment.classes = experiment.scheme->classes;
        experiment.merge = experiment.scheme->merge;
        return reader.finish();
    }
    corpus::LabelScheme scheme;
    if (auto read = corpus::readLabelRules(table, reader, source, "labels", scheme); !read) return read;
    experiment.classes = scheme.classes;
    experiment.merge = scheme.merge;
    corpus::LabelScheme plain;
    plain.classes = scheme.classes;
    plain.merge = scheme.merge;
    if (scheme != plain) experiment.scheme = std::move(scheme);
    return {};
}

bool predictsDimensions(std::string_view model) { return isRegression(model) || model == kSpeechEncoder; }

const std::set<std::string> kEncoderWords{"kind", "start", "train", "set", "weight", "normalise"};

/// The keys of the model speech-encoder in [model] or [[member]]: "train" says in a word what "layers" counts.
void readEncoderKeys(TomlReader& reader, const std::string& start, std::map<std::string, double>& settings) {
    constexpr double kUsualLayers = 2.0;
    std::string train;
    reader.word("train", train, {"probe", "top-layers"});
    const auto layers = settings.find("layers");
    if (train == "top-layers" && layers == settings.end()) settings["layers"] = kUsualLayers;
    const bool some = layers != settings.end() && layers->second > 0.0;
    if (train == "probe" && some) {
        reader.problem("layers", TRANSLATABLE("Engine",
                                              "%1, line %2: \"%3\": of a probe no layer learns; write train = "
                                              "\"top-layers\"."));
    } else if (train == "top-layers" && layers != settings.end() && !some) {
        reader.problem("layers", TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be at least 1 where top layers learn."));
    } else if (start.empty()) {
        reader.problem("start", TRANSLATABLE("Engine", "%1, line %2: \"%3\" is missing: the speech encoder to start from."));
    }
}

void writeEncoderKeys(const std::map<std::string, double>& settings,
                      const std::function<void(const std::string&, const std::string&)>& line) {
    const auto layers = settings.find("layers");
    line("train", tomlText(layers == settings.end() || layers->second == 0.0 ? "probe" : "top-layers"));
}

const std::set<std::string> kDialogueWords{"kind", "start", "layer", "context"};

/// The keys of the model iaan.
void readDialogueKeys(TomlReader& reader, Experiment& experiment) {
    reader.text("layer", experiment.dialogue.layer);
    reader.word("context", experiment.dialogue.context, {"dialogue", "none", "shuffled"});
    if (!experiment.start.empty()) {
        experiment.featureSet = kRecogniserLayer;
    } else if (!experiment.dialogue.layer.empty()) {
        reader.problem("layer", TRANSLATABLE("Engine", "%1, line %2: \"%3\" is a recogniser's, which \"start\" must name."));
    }
}

core::Status readModel(const toml::table& table, const std::string& source, Experiment& experiment) {
    TomlReader reader(table, source, "model");
    reader.word("kind", experiment.model, modelKinds());
    reader.text("start", experiment.start);
    const bool encoder = experiment.model == kSpeechEncoder;
    const bool future = experiment.model == kFuturePrediction;
    const bool autoencoder = experiment.model == kAdversarialAutoencoder;
    const bool dialogue = experiment.model == kIaan;
    auto words = encoder       ? kEncoderWords
                 : future      ? futureWords()
                 : autoencoder ? autoencoderWords()
                 : dialogue    ? kDialogueWords
                               : std::set<std::string>{"kind", "start"};
    for (const char* ofMembers : {"set", "weight", "normalise"}) words.erase(ofMembers);  // else they would have no effect
    reader.numbers(experiment.modelSettings, words);
    if (dialogue) readDialogueKeys(reader, experiment);
    if (future) readFutureKeys(reader, experiment.start, experiment.modelSettings);
    if (autoencoder) readAutoencoderKeys(reader, experiment.modelSettings);
    if (autoencoder && !experiment.start.empty())
        reader.problem("start", TRANSLATABLE("Engine", "%1, line %2: \"%3\" is not for the model %4."), {experiment.model});
    if (encoder) {
        readEncoderKeys(reader, experiment.start, experiment.modelSettings);
        experiment.featureSet = kSpeechEncoder;
    }
    if (!experiment.start.empty() && (isClassical(experiment.model) || experiment.model == "fusion"))
        reader.problem("start", TRANSLATABLE("Engine", "%1, line %2: \"%3\" is for networks alone."));
    const bool classes = experiment.dimensions.empty();
    if (classes ? isRegression(experiment.model) : !predictsDimensions(experiment.model)) {
        reader.problem("kind",
                       classes
                           ? TRANSLATABLE("Engine", "%1, line %2: \"%3\" predicts dimensions; give \"dimensions\" in [labels].")
                           : TRANSLATABLE("Engine",
                                          "%1, line %2: \"%3\" predicts classes; for dimensions take ridge, least-squares "
                                          "or speech-encoder."));
    } else if (encoder && !classes && experiment.modelSettings.contains("projector")) {
        reader.problem("projector",
                       TRANSLATABLE("Engine",
                                    "%1, line %2: \"%3\" belongs to a head of classes; that of dimensions is as wide as its "
                                    "encoder."));
    }
    return reader.finish();
}

core::Status readMember(const toml::table& table, const std::string& source, FusionMember& member) {
    TomlReader reader(table, source, "member");
    std::vector<std::string> kinds;
    for (const auto& kind : modelKinds()) {
        if (kind != "fusion" && kind != kIaan && !isRegression(kind)) kinds.push_back(kind);
    }
    const auto* kind = table.get("kind");
    const bool encoder = kind != nullptr && kind->value<std::string>() == kSpeechEncoder;
    const bool future = kind != nullptr && kind->value<std::string>() == kFuturePrediction;
    const bool autoencoder = kind != nullptr && kind->value<std::string>() == kAdversarialAutoencoder;
    reader.text("set", member.featureSet, !encoder);
    if (!table.contains("kind")) reader.text("kind", member.model, true);
    reader.word("kind", member.model, kinds);
    reader.word("normalise", member.normalise, {"training", "speaker"});
    reader.number("weight", member.weight, 1e-6, 1e6);
    reader.text("start", member.start);
    reader.numbers(member.modelSettings, encoder       ? kEncoderWords
                                         : future      ? futureWords()
                                         : autoencoder ? autoencoderWords()
                                                       : std::set<std::string>{"set", "kind", "normalise", "weight", "start"});
    if (future) readFutureKeys(reader, member.start, member.modelSettings);
    if (autoencoder) readAutoencoderKeys(reader, member.modelSettings);
    if (autoencoder && !member.start.empty())
        reader.problem("start", TRANSLATABLE("Engine", "%1, line %2: \"%3\" is not for the model %4."), {member.model});
    if (encoder) {
        readEncoderKeys(reader, member.start, member.modelSettings);
        if (!member.featureSet.empty() && member.featureSet != kSpeechEncoder)
            reader.problem("set",
                           TRANSLATABLE("Engine",
                                        "%1, line %2: \"%3\" is not for the model %4, which hears the sound "
                                        "itself."),
                           {member.model});
        member.featureSet = kSpeechEncoder;
    }
    if (!member.start.empty() && isClassical(member.model))
        reader.problem("start", TRANSLATABLE("Engine", "%1, line %2: \"%3\" is for networks alone."));
    return reader.finish();
}

/// [[member]], once for each system of a fusion.
core::Status readMembers(const toml::table& root, TomlReader& reader, const std::string& source, Experiment& experiment) {
    const auto* node = root.get("member");
    const bool fusion = experiment.model == "fusion";
    const auto* list = node == nullptr ? nullptr : node->as_array();
    if (fusion != (node != nullptr) || (fusion && (list == nullptr || list->size() < 2 || !list->is_array_of_tables()))) {
        reader.problem(
            "member",
            TRANSLATABLE("Engine",
                         "%1, line %2: the model fusion, and no other, needs [[%3]] at least twice, each with its set "
                         "and kind."));
        return reader.finish();
    }
    if (!fusion) return {};
    for (const auto& each : *list) {
        FusionMember member;
        if (auto read = readMember(*each.as_table(), source, member); !read) return read;
        experiment.members.push_back(std::move(member));
    }
    return {};
}

core::Status readTraining(const toml::table& table, const std::string& source, TrainingSettings& training) {
    TomlReader reader(table, source, "training");
    for (const auto& key : kWholeKeys) reader.whole(key.key, training.*key.member, key.lowest, key.highest);
    for (const auto& key : kNumberKeys) reader.number(key.key, training.*key.member, key.lowest, key.highest);
    for (const auto& key : wordKeys()) reader.word(key.key, training.*key.member, key.allowed);
    if (training.schedule == "tri-stage" && training.warmupShare + training.holdShare > 1.0) {
        reader.problem("hold_share",
                       TRANSLATABLE("Engine", "%1, line %2: \"%3\" and warmup_share must not exceed 1 together."));
    }
    if (training.noiseSnrLowDb > training.noiseSnrHighDb) {
        reader.problem("noise_snr_low_db", TRANSLATABLE("Engine", "%1, line %2: \"%3\" must not be above noise_snr_high_db."));
    }
    return reader.finish();
}

core::Status readFolds(const toml::table& table, const std::string& source, corpus::FoldSettings& folds) {
    TomlReader reader(table, source, "folds");
    std::vector<std::string> protocols;
    for (const auto& each : corpus::foldProtocols()) protocols.emplace_back(each.name);
    reader.word("protocol", folds.protocol, protocols);
    reader.whole("groups", folds.groups, 0, 10000);
    reader.whole("inner_speakers", folds.innerSpeakers, 0, 10000);
    reader.whole("inner_sessions", folds.innerSessions, 0, 10000);
    reader.text("test_split", folds.testSplit);
    reader.texts("allow", folds.allowed);
    reader.seed("seed", folds.seed);
    if (folds.protocol == "speaker-groups" && folds.groups < 2) {
        reader.problem("groups",
                       TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be at least 2 for the protocol speaker-groups."));
    }
    for (const auto& word : folds.allowed) {
        if (word == "speakers" || word == "recordings") continue;
        reader.problem("allow", TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be one of: %4."), {"speakers, recordings"});
    }
    return reader.finish();
}

}  // namespace

void checkFileSafe(TomlReader& reader, std::string_view key, const std::string& name) {
    if (isFileSafe(name)) return;
    reader.problem(key, TRANSLATABLE("Engine",
                                     "%1, line %2: \"%3\" must be a name of at most 80 letters, digits, - _ or . that begins "
                                     "with a letter or digit."));
}

core::Result<Experiment> experimentFromTables(const toml::table& root, const std::string& source,
                                              const std::filesystem::path& folder) {
    Experiment experiment;
    TomlReader reader(root, source);
    reader.text("name", experiment.name, true);
    reader.text("title", experiment.title);
    reader.seed("seed", experiment.seed);
    reader.whole("threads", experiment.threads, 0, 256);
    reader.word("device", experiment.device, {"auto", "cpu", "cuda"});
    reader.boolean("save_model", experiment.saveModel);
    reader.boolean("calibrate", experiment.calibrate);
    reader.text("model_licence", experiment.modelLicence);
    if (root.contains("name")) checkFileSafe(reader, "name", experiment.name);
    // corpus = "a" or corpus = ["a", "b"] stands for a table [corpus] with nothing but names.
    const auto* corpusNode = root.get("corpus");
    const bool named = corpusNode != nullptr && (corpusNode->is_string() || corpusNode->is_array());
    if (named) readNames(reader, corpusNode, "corpus", experiment);
    const auto* corpusTable = named ? nullptr : reader.table("corpus");
    const auto* labels = reader.table("labels");
    const auto* features = reader.table("features");
    const auto* model = reader.table("model");
    const auto* training = reader.table("training");
    const auto* folds = reader.table("folds");
    const auto* copies = reader.table("copies");
    reader.known("member");
    for (const char* needed : {"corpus", "labels"}) {
        if (!root.contains(needed)) reader.problem(needed, TRANSLATABLE("Engine", "%1, line %2: the table [%3] is missing."));
    }
    if (auto read = reader.finish(); !read) return fail(read.error());
    TomlReader again(root, source);  // for what is known to be wrong only now
    core::Status read;
    if (corpusTable != nullptr) read = readCorpusTable(*corpusTable, source, experiment);
    if (read) read = readLabels(*labels, source, folder, experiment);
    if (read && model != nullptr) read = readModel(*model, source, experiment);
    if (read && model == nullptr && !experiment.dimensions.empty()) {
        again.problem("labels", TRANSLATABLE("Engine",
                                             "%1, line %2: the dimensions of [%3] need a [model] that predicts some: ridge, "
                                             "least-squares or speech-encoder."));
        read = again.finish();
    }
    if (read) read = readMembers(root, again, source, experiment);
    if (read && copies != nullptr) read = readCopies(*copies, source, experiment.copies);
    if (read && features != nullptr) {
        TomlReader featuresReader(*features, source, "features");
        if (experiment.model != "fusion" && hearsByEncoder(experiment)) {
            featuresReader.problem(
                "set", TRANSLATABLE("Engine", "%1, line %2: \"%3\" is not for the model %4, which hears the sound itself."),
                {experiment.model});
        }
        featuresReader.text("set", experiment.featureSet, true);
        featuresReader.word("normalise", experiment.normalise, {"training", "speaker"});
        const bool ofRows = isClassical(experiment.model) || experiment.model == kAdversarialAutoencoder;
        if (experiment.normalise != "training" && !ofRows) {
            featuresReader.problem(
                "normalise", TRANSLATABLE("Engine", "%1, line %2: \"%3\" is not for the model %4, which normalises itself."),
                {experiment.model});
        }
        read = featuresReader.finish();
    }
    if (read && training != nullptr) read = readTraining(*training, source, experiment.training);
    if (read && folds != nullptr) read = readFolds(*folds, source, experiment.folds);
    if (read && experiment.calibrate && (isClassical(experiment.model) || experiment.model == "fusion")) {
        again.problem("calibrate", TRANSLATABLE("Engine", "%1, line %2: \"%3\" is for networks alone."));
        read = again.finish();
    }
    if (read && experiment.calibrate && !hasTemperature(experiment.model)) {
        again.problem("calibrate", TRANSLATABLE("Engine", "%1, line %2: \"%3\" is not for the model %4."), {experiment.model});
        read = again.finish();
    }
    if (read && experiment.calibrate && !experiment.dimensions.empty()) {
        again.problem("calibrate",
                      TRANSLATABLE("Engine", "%1, line %2: \"%3\" is for classes: dimensions have no temperature."));
        read = again.finish();
    }
    if (!read) return fail(read.error());
    if (experiment.title.empty()) experiment.title = experiment.name;
    return experiment;
}

core::Result<Experiment> parseExperiment(std::string_view text, std::string_view source, const std::filesystem::path& folder) {
    auto group = parseExperiments(text, source, folder);
    if (!group) return fail(group.error());
    if (group->runs.size() > 1) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 describes %2 runs by [sweep] or several seeds, but one is wanted here."),
                     {std::string(source), std::to_string(group->runs.size())}});
    }
    return std::move(group->runs.front().experiment);
}

core::Result<Experiment> readExperiment(const std::filesystem::path& file) {
    const auto text = experimentText(file);
    if (!text) return fail(text.error());
    return parseExperiment(*text, file.string(), file.parent_path());
}

std::string formatExperiment(const Experiment& experiment) {
    std::string text;
    const auto line = [&](const std::string& key, const std::string& value) { text += key + " = " + value + "\n"; };
    const auto flag = [](bool value) { return std::string(value ? "true" : "false"); };
    line("name", tomlText(experiment.name));
    line("title", tomlText(experiment.title));
    line("seed", std::to_string(experiment.seed));
    line("threads", std::to_string(experiment.threads));
    line("device", tomlText(experiment.device));
    line("save_model", flag(experiment.saveModel));
    line("calibrate", flag(experiment.calibrate));
    line("model_licence", tomlText(experiment.modelLicence));
    text += "\n[corpus]\n";
    line("name", experiment.corpora.empty() ? tomlText(experiment.corpus) : tomlList(experiment.corpora));
    line("folders", tomlList(experiment.corpusFolders));
    if (!experiment.where.empty()) {
        text += "\n[corpus.where]\n";
        for (const auto& [column, word] : experiment.where) line(tomlKey(column), tomlText(word));
    }
    text += "\n[labels]\n";
    if (experiment.dimensions.empty())
        text += corpus::formatLabelRules(labelScheme(experiment), "labels");
    else
        line("dimensions", tomlList(experiment.dimensions));
    const auto settings = [&](const std::map<std::string, double>& values) {
        for (const auto& [key, value] : values) line(tomlKey(key), core::numberText(value));
    };
    if (experiment.model != "fusion" && !hearsByEncoder(experiment)) {
        text += "\n[features]\n";
        line("set", tomlText(experiment.featureSet));
        if (isClassical(experiment.model) || experiment.model == kAdversarialAutoencoder)
            line("normalise", tomlText(experiment.normalise));
    }
    text += "\n[model]\n";
    line("kind", tomlText(experiment.model));
    if (!experiment.start.empty()) line("start", tomlText(experiment.start));
    if (experiment.model == kSpeechEncoder) writeEncoderKeys(experiment.modelSettings, line);
    if (experiment.model == kIaan) {
        if (!experiment.dialogue.layer.empty()) line("layer", tomlText(experiment.dialogue.layer));
        line("context", tomlText(experiment.dialogue.context));
    }
    if (experiment.model == kFuturePrediction)
        writeFutureKeys(experiment.modelSettings, line);
    else if (experiment.model == kAdversarialAutoencoder)
        writeAutoencoderKeys(experiment.modelSettings, line);
    else
        settings(experiment.modelSettings);
    for (const auto& member : experiment.members) {
        text += "\n[[member]]\n";
        line("set", tomlText(member.featureSet));
        line("normalise", tomlText(member.normalise));
        line("kind", tomlText(member.model));
        line("weight", core::numberText(member.weight));
        if (!member.start.empty()) line("start", tomlText(member.start));
        if (member.model == kSpeechEncoder) writeEncoderKeys(member.modelSettings, line);
        if (member.model == kFuturePrediction)
            writeFutureKeys(member.modelSettings, line);
        else if (member.model == kAdversarialAutoencoder)
            writeAutoencoderKeys(member.modelSettings, line);
        else
            settings(member.modelSettings);
    }
    text += "\n[training]\n";
    for (const auto& key : kWholeKeys) line(key.key, std::to_string(experiment.training.*key.member));
    for (const auto& key : kNumberKeys) line(key.key, core::numberText(experiment.training.*key.member));
    for (const auto& key : wordKeys()) line(key.key, tomlText(experiment.training.*key.member));
    text += copiesText(experiment.copies);
    text += "\n[folds]\n";
    line("protocol", tomlText(experiment.folds.protocol));
    line("groups", std::to_string(experiment.folds.groups));
    line("inner_speakers", std::to_string(experiment.folds.innerSpeakers));
    const corpus::FoldSettings usual;
    if (experiment.folds.innerSessions != usual.innerSessions)
        line("inner_sessions", std::to_string(experiment.folds.innerSessions));
    if (experiment.folds.testSplit != usual.testSplit) line("test_split", tomlText(experiment.folds.testSplit));
    if (!experiment.folds.allowed.empty()) line("allow", tomlList(experiment.folds.allowed));
    line("seed", std::to_string(experiment.folds.seed));
    return text;
}

}  // namespace prososcope::experiment
