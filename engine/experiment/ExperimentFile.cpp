// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/experiment/Experiment.h"
#include "engine/experiment/TomlReader.h"

namespace prososcope::experiment {

namespace {

using core::ErrorKind;
using core::fail;

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

core::Status readCorpusTable(const toml::table& table, const std::string& source, Experiment& experiment) {
    TomlReader reader(table, source, "corpus");
    reader.text("name", experiment.corpus, true);
    reader.texts("folders", experiment.corpusFolders);
    return reader.finish();
}

core::Status readLabels(const toml::table& table, const std::string& source, Experiment& experiment) {
    TomlReader reader(table, source, "labels");
    reader.texts("classes", experiment.classes, true);
    const auto* merge = reader.table("merge");
    const std::set<std::string> classes(experiment.classes.begin(), experiment.classes.end());
    if (table.contains("classes") && (classes.size() < 2 || classes.size() != experiment.classes.size())) {
        reader.problem("classes",
                       TRANSLATABLE("Engine", "%1, line %2: \"%3\" must name at least two different classes, each once."));
    }
    if (auto read = reader.finish(); !read || merge == nullptr) return read;
    TomlReader mergeReader(*merge, source, "labels.merge");
    mergeReader.textMap(experiment.merge);
    for (const auto& [label, word] : experiment.merge) {
        if (!classes.contains(word)) {
            mergeReader.problem(
                label, TRANSLATABLE("Engine", "%1, line %2: \"%3\" is merged into \"%4\", which is not one of the classes."),
                {word});
        } else if (classes.contains(label)) {
            mergeReader.problem(label,
                                TRANSLATABLE("Engine", "%1, line %2: \"%3\" cannot be merged, because it is a class itself."));
        }
    }
    return mergeReader.finish();
}

core::Status readModel(const toml::table& table, const std::string& source, Experiment& experiment) {
    TomlReader reader(table, source, "model");
    reader.text("kind", experiment.model);
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
    reader.word("protocol", folds.protocol, {"leave-one-speaker-out", "speaker-groups"});
    reader.whole("groups", folds.groups, 0, 10000);
    reader.whole("inner_speakers", folds.innerSpeakers, 0, 10000);
    reader.seed("seed", folds.seed);
    if (folds.protocol == "speaker-groups" && folds.groups < 2) {
        reader.problem("groups",
                       TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be at least 2 for the protocol speaker-groups."));
    }
    return reader.finish();
}

core::Result<Experiment> readTables(const toml::table& root, const std::string& source) {
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
    const auto* corpusTable = reader.table("corpus");
    const auto* labels = reader.table("labels");
    const auto* features = reader.table("features");
    const auto* model = reader.table("model");
    const auto* training = reader.table("training");
    const auto* folds = reader.table("folds");
    for (const char* needed : {"corpus", "labels"}) {
        if (!root.contains(needed)) reader.problem(needed, TRANSLATABLE("Engine", "%1, line %2: the table [%3] is missing."));
    }
    if (auto read = reader.finish(); !read) return fail(read.error());
    core::Status read = readCorpusTable(*corpusTable, source, experiment);
    if (read) read = readLabels(*labels, source, experiment);
    if (read && features != nullptr) {
        TomlReader featuresReader(*features, source, "features");
        featuresReader.text("set", experiment.featureSet, true);
        read = featuresReader.finish();
    }
    if (read && model != nullptr) read = readModel(*model, source, experiment);
    if (read && training != nullptr) read = readTraining(*training, source, experiment.training);
    if (read && folds != nullptr) read = readFolds(*folds, source, experiment.folds);
    if (!read) return fail(read.error());
    if (experiment.title.empty()) experiment.title = experiment.name;
    return experiment;
}

std::string tomlText(std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string result = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            result += '\\';
            result += c;
        } else if (c == '\n') {
            result += "\\n";
        } else if (byte < 0x20 || byte == 0x7f) {
            result += std::string("\\u00") + kHex[byte >> 4U] + kHex[byte & 15U];
        } else {
            result += c;
        }
    }
    return result + '"';
}

std::string keyText(const std::string& key) {
    const auto bare = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return !key.empty() && std::all_of(key.begin(), key.end(), bare) ? key : tomlText(key);
}

std::string list(const std::vector<std::string>& texts) {
    std::string result = "[";
    for (std::size_t i = 0; i < texts.size(); ++i) result += (i > 0 ? ", " : "") + tomlText(texts[i]);
    return result + "]";
}

}  // namespace

core::Result<Experiment> parseExperiment(std::string_view text, std::string_view source) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    try {
        const toml::table root = toml::parse(text, source);
        return readTables(root, std::string(source));
    } catch (const toml::parse_error& error) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1, line %2: this is not valid TOML (%3). Correct that line."),
                     {std::string(source), std::to_string(error.source().begin.line), std::string(error.description())}});
    } catch (const std::exception& error) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 cannot be read as an experiment."), {std::string(source)}},
                    error.what());
    }
}

bool takesFeatures(std::string_view model, std::string_view featureSet) {
    return model == "logmel-network" && featureSet == "logmel80";
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
    return parseExperiment(*text, file.string());
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
    line("name", tomlText(experiment.corpus));
    line("folders", list(experiment.corpusFolders));
    text += "\n[labels]\n";
    line("classes", list(experiment.classes));
    if (!experiment.merge.empty()) {
        text += "\n[labels.merge]\n";
        for (const auto& [label, word] : experiment.merge) line(keyText(label), tomlText(word));
    }
    text += "\n[features]\n";
    line("set", tomlText(experiment.featureSet));
    text += "\n[model]\n";
    line("kind", tomlText(experiment.model));
    for (const auto& [key, value] : experiment.modelSettings) line(keyText(key), core::numberText(value));
    text += "\n[training]\n";
    for (const auto& key : kWholeKeys) line(key.key, std::to_string(experiment.training.*key.member));
    for (const auto& key : kNumberKeys) line(key.key, core::numberText(experiment.training.*key.member));
    line("class_balance", tomlText(experiment.training.classBalance));
    text += "\n[folds]\n";
    line("protocol", tomlText(experiment.folds.protocol));
    line("groups", std::to_string(experiment.folds.groups));
    line("inner_speakers", std::to_string(experiment.folds.innerSpeakers));
    line("seed", std::to_string(experiment.folds.seed));
    return text;
}

}  // namespace prososcope::experiment
