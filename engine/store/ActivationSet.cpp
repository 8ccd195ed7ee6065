// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/ActivationSet.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "engine/annotation/Beside.h"
#include "engine/core/Log.h"
#include "engine/core/Paths.h"
#include "engine/store/ActivationSetText.h"
#include "engine/store/Safetensors.h"

namespace prososcope::store {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<ActivationPool, std::string_view>, 3> kPools{
    {{ActivationPool::Mean, "mean"}, {ActivationPool::Maximum, "max"}, {ActivationPool::Deviation, "sd"}}};
constexpr int kDeepestNesting = 8;
constexpr std::int64_t kMostUnits = 100'000'000;  ///< of all layers
constexpr const char* kEnding = ".safetensors";

struct InfoError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

const Json& field(const Json& json, const char* name) {
    const auto found = json.find(name);
    if (found == json.end()) throw InfoError(std::string("no field ") + name);
    return *found;
}

std::string textOf(const Json& json, const char* name) {
    const auto& value = field(json, name);
    if (!value.is_string()) throw InfoError(std::string(name) + " is no text");
    return value.get<std::string>();
}

std::vector<std::string> textsOf(const Json& json, const char* name) {
    const auto& list = field(json, name);
    if (!list.is_array()) throw InfoError(std::string(name) + " is no list");
    std::vector<std::string> texts;
    for (const auto& value : list) {
        if (!value.is_string()) throw InfoError(std::string(name) + " holds what is no text");
        texts.push_back(value.get<std::string>());
    }
    return texts;
}

std::vector<double> numbersOf(const Json& json, const char* name) {
    const auto& list = field(json, name);
    if (!list.is_array()) throw InfoError(std::string(name) + " is no list");
    std::vector<double> numbers;
    for (const auto& value : list) {
        if (!value.is_number() || !std::isfinite(value.get<double>())) {
            throw InfoError(std::string(name) + " holds what is no number");
        }
        numbers.push_back(value.get<double>());
    }
    return numbers;
}

std::vector<ActivationLayer> layersOf(const Json& json) {
    const auto& list = field(json, "layers");
    if (!list.is_array() || list.empty()) throw InfoError("no layers");
    std::vector<ActivationLayer> layers;
    std::int64_t units = 0;
    for (const auto& value : list) {
        const auto& count = field(value, "units");
        if (!count.is_number_integer()) throw InfoError("units that are no number");
        const auto wide = count.get<std::int64_t>();
        if (wide < 1 || wide > kMostUnits || (units += wide) > kMostUnits) throw InfoError("units out of range");
        layers.push_back({textOf(value, "name"), wide});
    }
    return layers;
}

/// Sets of before it was written down: of all kinds that there were, autoencoders alone hear an utterance as a whole.
bool overTimeOf(const Json& json, std::string_view encoderKind) {
    const auto found = json.find("overTime");
    if (found == json.end()) return encoderKind != "adversarial-autoencoder";
    if (!found->is_boolean()) throw InfoError("overTime is neither true nor false");
    return found->get<bool>();
}

ActivationSetInfo infoOf(const Json& json) {
    ActivationSetInfo info;
    info.encoder = textOf(json, "encoder");
    info.encoderKind = textOf(json, "encoderKind");
    info.weightsSha256 = textOf(json, "weightsSha256");
    if (const auto& seed = field(json, "untrainedSeed"); seed.is_number_unsigned()) {
        info.untrainedSeed = seed.get<std::uint64_t>();
    } else if (!seed.is_null()) {
        throw InfoError("untrainedSeed is no number");
    }
    info.tap = textOf(json, "tap");
    info.layers = layersOf(json);
    info.overTime = overTimeOf(json, info.encoderKind);
    info.corpus = textOf(json, "corpus");
    info.corpusFingerprint = textOf(json, "corpusFingerprint");
    info.utterances = textsOf(json, "utterances");
    info.speakers = textsOf(json, "speakers");
    info.seconds = numbersOf(json, "seconds");
    info.levelDb = numbersOf(json, "levelDb");
    info.pools.clear();
    for (const auto& name : textsOf(json, "pools")) {
        const auto pool = activationPoolNamed(name);
        if (!pool || info.has(*pool)) throw InfoError("pools that are unknown or named twice");
        info.pools.push_back(*pool);
    }
    const auto& leftOut = field(json, "leftOut");
    if (!leftOut.is_array()) throw InfoError("leftOut is no list");
    for (const auto& value : leftOut) info.leftOut.push_back({textOf(value, "utterance"), textOf(value, "why")});
    const std::size_t rows = info.utterances.size();
    if (rows == 0 || info.pools.empty()) throw InfoError("no rows or no pools");
    if (info.speakers.size() != rows || info.seconds.size() != rows || info.levelDb.size() != rows) {
        throw InfoError("lists of different lengths");
    }
    if (std::set<std::string_view>(info.utterances.begin(), info.utterances.end()).size() != rows) {
        throw InfoError("an utterance twice");
    }
    return info;
}

tl::unexpected<core::Error> broken(const std::filesystem::path& path, std::string details) {
    return core::fail(
        core::ErrorKind::BadInput,
        {TRANSLATABLE("Engine", "%1 is damaged or holds no activations. Delete it and compute them again."), {path.string()}},
        std::move(details));
}

void addSets(std::vector<ActivationSetEntry>& sets, const std::filesystem::path& folder, bool bundled) {
    std::vector<std::filesystem::path> files;
    std::error_code code;
    std::filesystem::directory_iterator item(folder, code);
    for (; !code && item != std::filesystem::directory_iterator(); item.increment(code)) {
        const auto& path = item->path();
        if (path.extension() == kEnding && !path.filename().string().starts_with('.')) files.push_back(path);
    }
    std::sort(files.begin(), files.end());
    for (const auto& path : files) {
        if (const auto set = ActivationSet::open(path)) {
            sets.push_back({path, set->info(), bundled});
        } else {
            core::log(core::LogLevel::Info, set.error().message());
        }
    }
}

}  // namespace

std::string_view activationPoolName(ActivationPool pool) { return kPools[static_cast<std::size_t>(pool)].second; }

std::optional<ActivationPool> activationPoolNamed(std::string_view name) {
    for (const auto& [pool, known] : kPools) {
        if (known == name) return pool;
    }
    return std::nullopt;
}

std::int64_t ActivationSetInfo::units() const {
    std::int64_t sum = 0;
    for (const auto& layer : layers) sum += layer.units;
    return sum;
}

bool ActivationSetInfo::has(ActivationPool pool) const { return std::find(pools.begin(), pools.end(), pool) != pools.end(); }

std::optional<std::string> activationInfoText(const ActivationSetInfo& info) {
    Json json;
    json["encoder"] = info.encoder;
    json["encoderKind"] = info.encoderKind;
    json["weightsSha256"] = info.weightsSha256;
    json["untrainedSeed"] = info.untrainedSeed ? Json(*info.untrainedSeed) : Json();
    json["tap"] = info.tap;
    json["layers"] = Json::array();
    for (const auto& layer : info.layers) json["layers"].push_back({{"name", layer.name}, {"units", layer.units}});
    json["overTime"] = info.overTime;
    json["corpus"] = info.corpus;
    json["corpusFingerprint"] = info.corpusFingerprint;
    json["pools"] = Json::array();
    for (const auto pool : info.pools) json["pools"].push_back(activationPoolName(pool));
    json["utterances"] = info.utterances;
    json["speakers"] = info.speakers;
    json["seconds"] = info.seconds;
    json["levelDb"] = info.levelDb;
    json["leftOut"] = Json::array();
    for (const auto& [utterance, why] : info.leftOut) json["leftOut"].push_back({{"utterance", utterance}, {"why", why}});
    try {
        return json.dump();
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

std::optional<ActivationSetInfo> activationInfoFrom(const std::string& text, std::string& problem) {
    try {
        const auto limit = [](int depth, Json::parse_event_t, Json&) {
            if (depth > kDeepestNesting) throw InfoError("nested too deeply");
            return true;
        };
        return infoOf(Json::parse(text, limit));
    } catch (const std::exception& error) {
        problem = error.what();
        return std::nullopt;
    }
}

core::Result<ActivationSet> ActivationSet::open(const std::filesystem::path& path) {
    auto file = SafetensorsFile::map(path);
    if (!file) return core::fail(file.error());
    const auto& metadata = file->metadata();
    const auto form = metadata.find(kActivationForm);
    if (form == metadata.end()) return broken(path, "not a set of activations");
    if (form->second != kActivationFormVersion) return broken(path, "of another form: " + form->second.substr(0, 20));
    const auto text = metadata.find(kActivationInfo);
    std::string problem = "no info";
    auto info = text == metadata.end() ? std::nullopt : activationInfoFrom(text->second, problem);
    if (!info) return broken(path, problem);
    if (file->tensors().size() != info->pools.size()) return broken(path, "other tensors than the info names");
    const std::vector<std::int64_t> shape{static_cast<std::int64_t>(info->utterances.size()), info->units()};
    for (const auto pool : info->pools) {
        const auto* tensor = file->find(activationPoolName(pool));
        if (tensor == nullptr || tensor->type != TensorType::Float32 || tensor->shape != shape) {
            return broken(path, "the tensor " + std::string(activationPoolName(pool)) + " does not fit the info");
        }
    }
    ActivationSet set;
    set.m_path = path;
    set.m_info = std::make_shared<const ActivationSetInfo>(std::move(*info));
    set.m_file = std::make_shared<const SafetensorsFile>(std::move(*file));
    return set;
}

std::span<const float> ActivationSet::values(ActivationPool pool) const {
    const auto* tensor = m_file ? m_file->find(activationPoolName(pool)) : nullptr;
    return tensor == nullptr ? std::span<const float>() : tensor->floats();
}

std::vector<ActivationSetEntry> findActivationSets(const std::filesystem::path& workspace) {
    std::vector<ActivationSetEntry> sets;
    addSets(sets, core::resourceFolder() / "activations", true);
    if (!workspace.empty()) addSets(sets, workspace / "activations", false);
    return sets;
}

std::filesystem::path activationSetPath(const std::filesystem::path& workspace, const ActivationSetInfo& info) {
    std::string name =
        annotation::safeName(info.encoder) + "." + annotation::safeName(info.tap) + "." + annotation::safeName(info.corpus);
    if (info.untrainedSeed) name += ".untrained" + std::to_string(*info.untrainedSeed);
    return workspace / "activations" / (name + kEnding);
}

}  // namespace prososcope::store
