// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/ModelCard.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "engine/core/Log.h"
#include "engine/core/Paths.h"
#include "engine/core/SafeFile.h"

namespace prososcope::store {

namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t kLargestCard = 16 << 20;
constexpr std::size_t kDeepestNesting = 16;

/// Names the field that is missing or of another type than expected; caught in `readModelCard`.
struct FieldError {
    std::string field;
};

/// Reads typed fields of one JSON object; `prefix` names it in errors.
class Fields {
public:
    Fields(const Json& json, std::string prefix) : m_json(json), m_prefix(std::move(prefix)) {
        if (!json.is_object()) throw FieldError{m_prefix.empty() ? "{" : m_prefix};
    }
    [[nodiscard]] const Json& at(const char* name) const {
        const auto found = m_json.find(name);
        if (found == m_json.end()) throw FieldError{m_prefix + name};
        return *found;
    }
    [[nodiscard]] std::string text(const char* name) const {
        const auto& value = at(name);
        if (!value.is_string()) throw FieldError{m_prefix + name};
        return value.get<std::string>();
    }
    [[nodiscard]] double number(const char* name) const { return asNumber(at(name), name); }
    [[nodiscard]] std::int64_t whole(const char* name) const {
        const auto& value = at(name);
        if (!value.is_number_integer() || (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX)) {
            throw FieldError{m_prefix + name};
        }
        return value.get<std::int64_t>();
    }
    /// False where it is absent: cards of earlier versions have no flags.
    [[nodiscard]] bool flag(const char* name) const {
        if (!m_json.contains(name)) return false;
        const auto& value = at(name);
        if (!value.is_boolean()) throw FieldError{m_prefix + name};
        return value.get<bool>();
    }
    [[nodiscard]] std::vector<std::string> texts(const char* name) const {
        std::vector<std::string> result;
        for (const auto& value : list(name)) {
            if (!value.is_string()) throw FieldError{m_prefix + name};
            result.push_back(value.get<std::string>());
        }
        return result;
    }
    [[nodiscard]] const Json& list(const char* name) const {
        const auto& value = at(name);
        if (!value.is_array()) throw FieldError{m_prefix + name};
        return value;
    }
    [[nodiscard]] std::map<std::string, double> numbers(const char* name) const {
        const auto& value = at(name);
        if (!value.is_object()) throw FieldError{m_prefix + name};
        std::map<std::string, double> result;
        for (const auto& [key, item] : value.items()) result[key] = asNumber(item, std::string(name) + "." + key);
        return result;
    }

private:
    [[nodiscard]] double asNumber(const Json& value, const std::string& name) const {
        if (value.is_null()) return std::nan("");  // how JSON writes an undefined figure
        if (!value.is_number()) throw FieldError{m_prefix + name};
        return value.get<double>();
    }
    const Json& m_json;
    std::string m_prefix;
};

ModelCard cardFromJson(const Json& json) {
    const Fields fields(json, "");
    ModelCard card;
    card.name = fields.text("name");
    if (card.name.empty()) throw FieldError{"name"};
    card.title = fields.text("title");
    card.kind = fields.text("kind");
    if (card.kind.empty()) throw FieldError{"kind"};
    card.classes = fields.texts("classes");
    if (json.contains("dimensions")) {  // cards written before there were any have no such field
        std::size_t number = 0;
        for (const auto& item : fields.list("dimensions")) {
            const std::string prefix = "dimensions[" + std::to_string(number++) + "].";
            const Fields values(item, prefix);
            card.dimensions.push_back({values.text("name"), values.number("low"), values.number("high")});
            if (card.dimensions.back().name.empty()) throw FieldError{prefix + "name"};
            if (!(card.dimensions.back().high > card.dimensions.back().low)) throw FieldError{prefix + "high"};
        }
    }
    card.featureSet = fields.text("featureSet");
    card.featureParameters = fields.text("featureParameters");
    const auto rate = fields.whole("rateHz");
    if (rate < 1 || rate > 768000) throw FieldError{"rateHz"};
    card.rateHz = static_cast<int>(rate);
    card.settings = fields.numbers("settings");
    card.trainingCorpus = fields.text("trainingCorpus");
    card.trainingSpeakers = fields.texts("trainingSpeakers");
    card.experiment = fields.text("experiment");
    card.command = fields.text("command");
    card.licence = fields.text("licence");
    card.note = fields.text("note");
    card.versions = fields.text("versions");
    if (!fields.at("seed").is_number_unsigned()) throw FieldError{"seed"};
    card.seed = fields.at("seed").get<std::uint64_t>();
    card.tensorsSha256 = fields.text("tensorsSha256");
    std::size_t index = 0;
    for (const auto& item : fields.list("figures")) {
        const Fields values(item, "figures[" + std::to_string(index++) + "].");
        card.figures.push_back({values.text("metric"), values.number("value"), values.number("low"), values.number("high"),
                                static_cast<long>(values.whole("n")), static_cast<long>(values.whole("speakers")),
                                values.text("protocol"), values.flag("speakerDependent")});
    }
    return card;
}

Json toJson(const ModelCard& card) {
    Json json;
    json["name"] = card.name;
    json["title"] = card.title;
    json["kind"] = card.kind;
    json["classes"] = card.classes;
    if (!card.dimensions.empty()) json["dimensions"] = Json::array();
    for (const auto& dimension : card.dimensions)
        json["dimensions"].push_back(Json{{"name", dimension.name}, {"low", dimension.low}, {"high", dimension.high}});
    json["featureSet"] = card.featureSet;
    json["featureParameters"] = card.featureParameters;
    json["rateHz"] = card.rateHz;
    json["settings"] = Json::object();
    for (const auto& [key, value] : card.settings) json["settings"][key] = value;
    json["trainingCorpus"] = card.trainingCorpus;
    json["trainingSpeakers"] = card.trainingSpeakers;
    json["licence"] = card.licence;
    json["note"] = card.note;
    json["seed"] = card.seed;
    json["tensorsSha256"] = card.tensorsSha256;
    json["figures"] = Json::array();
    for (const auto& figure : card.figures) {
        json["figures"].push_back(Json{{"metric", figure.metric},
                                       {"value", figure.value},
                                       {"low", figure.low},
                                       {"high", figure.high},
                                       {"n", figure.n},
                                       {"speakers", figure.speakers},
                                       {"protocol", figure.protocol}});
        if (figure.speakerDependent) json["figures"].back()["speakerDependent"] = true;
    }
    json["command"] = card.command;
    json["versions"] = card.versions;
    json["experiment"] = card.experiment;
    return json;
}

std::filesystem::path withEnding(std::filesystem::path path, const char* ending) {
    // replace_extension would cut "model-v1.2" at its dot
    const auto old = path.extension();
    if (old == ".json" || old == ".safetensors") path.replace_extension();
    path += ending;
    return path;
}

core::Result<ModelEntry> entryAt(const std::filesystem::path& base, bool bundled) {
    ModelEntry entry;
    entry.tensors = withEnding(base, ".safetensors");
    entry.cardPath = withEnding(base, ".json");
    entry.bundled = bundled;
    auto card = readModelCard(entry.cardPath);
    if (!card) return core::fail(card.error());
    std::error_code code;
    if (!std::filesystem::is_regular_file(entry.tensors, code)) {
        return core::fail(core::ErrorKind::NotFound,
                          {TRANSLATABLE("Engine", "%1 is missing: a model needs it beside its card %2."),
                           {entry.tensors.string(), entry.cardPath.string()}});
    }
    entry.card = std::move(*card);
    return entry;
}

void addModels(std::vector<ModelEntry>& models, const std::filesystem::path& folder, bool bundled) {
    std::error_code code;
    std::vector<std::filesystem::path> cards;
    for (std::filesystem::directory_iterator item(folder, code), end; !code && item != end; item.increment(code)) {
        const auto& path = item->path();
        if (path.extension() == ".json" && !path.filename().string().starts_with('.')) cards.push_back(path);
    }
    std::sort(cards.begin(), cards.end());
    for (const auto& path : cards) {
        if (auto entry = entryAt(path, bundled)) {
            models.push_back(std::move(*entry));
        } else {
            core::log(core::LogLevel::Info, entry.error().message());
        }
    }
}

}  // namespace

core::Status writeModelCard(const std::filesystem::path& path, const ModelCard& card) {
    std::string text;
    try {
        text = toJson(card).dump(2) + "\n";
    } catch (const nlohmann::json::exception& error) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 cannot be written: a text in it is not UTF-8."), {path.string()}},
                          error.what());
    }
    return core::writeFile(path, text);
}

core::Result<ModelCard> readModelCard(const std::filesystem::path& path) {
    auto text = core::readFile(path, kLargestCard);
    if (!text) return core::fail(text.error());
    const auto notJson = [&](std::string details) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is not a model card: it is not readable JSON."), {path.string()}},
                          std::move(details));
    };
    try {
        const auto limit = [](int depth, Json::parse_event_t, Json&) {
            if (depth > static_cast<int>(kDeepestNesting)) throw std::length_error("nested too deeply");
            return true;
        };
        return cardFromJson(Json::parse(*text, limit));
    } catch (const FieldError& error) {
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "The model card %1 has no usable field \"%2\"."),
                                                      {path.string(), error.field}});
    } catch (const std::exception& error) {
        return notJson(error.what());
    }
}

std::vector<ModelEntry> findModels(const std::filesystem::path& workspaceModels) {
    std::vector<ModelEntry> models;
    addModels(models, core::resourceFolder() / "models", true);
    if (!workspaceModels.empty()) addModels(models, workspaceModels, false);
    return models;
}

core::Result<ModelEntry> findModel(const std::string& nameOrPath, const std::filesystem::path& workspaceModels) {
    const std::filesystem::path path(nameOrPath);
    const bool isPath = path.has_parent_path() || path.extension() == ".json" || path.extension() == ".safetensors";
    if (isPath) {
        std::error_code code;
        const auto bundled = std::filesystem::equivalent(path.parent_path(), core::resourceFolder() / "models", code);
        return entryAt(path, bundled && !code);
    }
    auto models = findModels(workspaceModels);
    // A model of the workspace goes before a bundled one of the same name: it was put there on purpose.
    const auto found =
        std::find_if(models.rbegin(), models.rend(), [&](const ModelEntry& m) { return m.card.name == nameOrPath; });
    if (found != models.rend()) return std::move(*found);
    for (const auto& folder : {workspaceModels, core::resourceFolder() / "models"}) {
        std::error_code code;
        if (!folder.empty() && !nameOrPath.empty() && std::filesystem::exists(folder / (nameOrPath + ".json"), code)) {
            return entryAt(folder / (nameOrPath + ".json"), folder != workspaceModels);  // says what is wrong with it
        }
    }
    std::string names;
    for (const auto& model : models) names += (names.empty() ? "" : ", ") + model.card.name;
    if (names.empty()) {
        return core::fail(
            core::ErrorKind::NotFound,
            {TRANSLATABLE("Engine", "There is no model named %1: no model was found at all. Train one or give its path."),
             {nameOrPath}});
    }
    return core::fail(core::ErrorKind::NotFound,
                      {TRANSLATABLE("Engine", "There is no model named %1. Known models: %2."), {nameOrPath, names}});
}

}  // namespace prososcope::store
