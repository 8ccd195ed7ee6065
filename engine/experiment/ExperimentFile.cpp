// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/core/TomlReader.h"
#include "engine/core/TomlWriter.h"
#include "engine/corpus/LabelSchemeToml.h"
#include "engine/experiment/Experiment.h"

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
};
constexpr std::array kNumberKeys = {
    NumberKey{"learning_rate", &TrainingSettings::learningRate, 1e-8, 10.0},
    NumberKey{"weight_decay", &TrainingSettings::weightDecay, 0.0, 10.0},
    NumberKey{"warmup_share", &TrainingSettings::warmupShare, 0.0, 1.0},
    NumberKey{"label_smoothing", &TrainingSettings::labelSmoothing, 0.0, 0.99},
    NumberKey{"gradient_clip", &TrainingSettings::gradientClip, 0.0, 1e6},
    NumberKey{"crop_seconds", &TrainingSettings::cropSeconds, 0.0, 600.0},
    NumberKey{"time_stretch", &TrainingSettings::timeStretch, 0.0, 1.0},
    NumberKey{"frequency_warp", &TrainingSettings::frequencyWarp, 0.0, 1.0},
    NumberKey{"equaliser_db", &TrainingSettings::equaliserDb, 0.0, 60.0},
    NumberKey{"noise_probability", &TrainingSettings::noiseProbability, 0.0, 1.0},
    NumberKey{"noise_snr_low_db", &TrainingSettings::noiseSnrLowDb, -20.0, 120.0},
    NumberKey{"noise_snr_high_db", &TrainingSettings::noiseSnrHighDb, -20.0, 120.0},
    NumberKey{"time_mask_seconds", &TrainingSettings::timeMaskSeconds, 0.0, 60.0},
    NumberKey{"mixup", &TrainingSettings::mixup, 0.0, 10.0},
    NumberKey{"average_decay", &TrainingSettings::averageDecay, 0.0, 0.99999},
};

const std::vector<std::string>& classBalances() {
    static const std::vector<std::string> kWords = {"sampler", "weights", "none"};
    return kWords;
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

core::Status readModel(const toml::table& table, const std::string& source, Experiment& experiment) {
    TomlReader reader(table, source, "model");
    reader.word("kind", experiment.model, modelKinds());
    reader.numbers(experiment.modelSettings, {"kind"});
    return reader.finish();
}

core::Status readTraining(const toml::table& table, const std::string& source, TrainingSettings& training) {
    TomlReader reader(table, source, "training");
    for (const auto& key : kWholeKeys) reader.whole(key.key, training.*key.member, key.lowest, key.highest);
    for (const auto& key : kNumberKeys) reader.number(key.key, training.*key.member, key.lowest, key.highest);
    reader.word("class_balance", training.classBalance, classBalances());
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

core::Result<Experiment> readTables(const toml::table& root, const std::string& source, const std::filesystem::path& folder) {
    Experiment experiment;
    TomlReader reader(root, source);
    reader.text("name", experiment.name, true);
    reader.text("title", experiment.title);
    reader.seed("seed", experiment.seed);
    reader.whole("threads", experiment.threads, 0, 256);
    reader.word("device", experiment.device, {"auto", "cpu", "cuda"});
    reader.boolean("save_model", experiment.saveModel);
    reader.text("model_licence", experiment.modelLicence);
    if (root.contains("name") && !isFileSafe(experiment.name)) {
        reader.problem("name", TRANSLATABLE("Engine",
                                            "%1, line %2: \"%3\" must be a name of at most 80 letters, digits, - _ or . that "
                                            "begins with a letter or digit."));
    }
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
    for (const char* needed : {"corpus", "labels"}) {
        if (!root.contains(needed)) reader.problem(needed, TRANSLATABLE("Engine", "%1, line %2: the table [%3] is missing."));
    }
    if (auto read = reader.finish(); !read) return fail(read.error());
    core::Status read;
    if (corpusTable != nullptr) read = readCorpusTable(*corpusTable, source, experiment);
    if (read) read = readLabels(*labels, source, folder, experiment);
    if (read && model != nullptr) read = readModel(*model, source, experiment);
    if (read && features != nullptr) {
        TomlReader featuresReader(*features, source, "features");
        featuresReader.text("set", experiment.featureSet, true);
        featuresReader.word("normalise", experiment.normalise, {"training", "speaker"});
        if (experiment.normalise != "training" && !isClassical(experiment.model)) {
            featuresReader.problem(
                "normalise", TRANSLATABLE("Engine", "%1, line %2: \"%3\" is not for the model %4, which normalises itself."),
                {experiment.model});
        }
        read = featuresReader.finish();
    }
    if (read && training != nullptr) read = readTraining(*training, source, experiment.training);
    if (read && folds != nullptr) read = readFolds(*folds, source, experiment.folds);
    if (!read) return fail(read.error());
    if (experiment.title.empty()) experiment.title = experiment.name;
    return experiment;
}

}  // namespace

core::Result<Experiment> parseExperiment(std::string_view text, std::string_view source, const std::filesystem::path& folder) {
    const auto root = core::parseToml(text, source);
    if (!root) return fail(root.error());
    return readTables(*root, std::string(source), folder);
}

core::Result<Experiment> readExperiment(const std::filesystem::path& file) {
    constexpr std::size_t kLargest = 1 << 20;
    std::error_code code;
    if (std::filesystem::is_directory(file, code)) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 is a folder; an experiment is one TOML file."), {file.string()}});
    }
    const auto text = core::readFile(file, kLargest);
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
    line("model_licence", tomlText(experiment.modelLicence));
    text += "\n[corpus]\n";
    line("name", experiment.corpora.empty() ? tomlText(experiment.corpus) : tomlList(experiment.corpora));
    line("folders", tomlList(experiment.corpusFolders));
    if (!experiment.where.empty()) {
        text += "\n[corpus.where]\n";
        for (const auto& [column, word] : experiment.where) line(tomlKey(column), tomlText(word));
    }
    text += "\n[labels]\n";
    text += corpus::formatLabelRules(labelScheme(experiment), "labels");
    text += "\n[features]\n";
    line("set", tomlText(experiment.featureSet));
    if (isClassical(experiment.model)) line("normalise", tomlText(experiment.normalise));
    text += "\n[model]\n";
    line("kind", tomlText(experiment.model));
    for (const auto& [key, value] : experiment.modelSettings) line(tomlKey(key), core::numberText(value));
    text += "\n[training]\n";
    for (const auto& key : kWholeKeys) line(key.key, std::to_string(experiment.training.*key.member));
    for (const auto& key : kNumberKeys) line(key.key, core::numberText(experiment.training.*key.member));
    line("class_balance", tomlText(experiment.training.classBalance));
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
