// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/ModelImport.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/checkpoints/EncoderSource.h"
#include "engine/checkpoints/EncoderTensors.h"
#include "engine/checkpoints/ModelFolder.h"
#include "engine/core/Hash.h"
#include "engine/core/Join.h"
#include "engine/core/Log.h"
#include "engine/core/SafeFile.h"
#include "engine/corpus/Words.h"
#include "engine/store/ModelFiles.h"

namespace prososcope::checkpoints {

namespace {

namespace fs = std::filesystem;
constexpr std::size_t kImportPiece = 4 << 20;         // bytes between two looks at whether to stop
constexpr std::uint64_t kImportSpareBytes = 1 << 20;  // for the header and the card
constexpr double kShareOfWriting = 0.95;              // the rest brings it to the disk

std::string_view typeWord(store::TensorType type) {
    switch (type) {
        case store::TensorType::Float32:
            return "float32";
        case store::TensorType::Float16:
            return "float16";
        case store::TensorType::BFloat16:
            return "bfloat16";
        case store::TensorType::Float64:
            return "float64";
        case store::TensorType::Int32:
            return "int32";
        case store::TensorType::Int64:
            return "int64";
        case store::TensorType::UInt8:
            return "uint8";
        case store::TensorType::Bool:
            return "bool";
    }
    return "";
}

void countTensors(ImportPreview& preview, const std::vector<store::TensorView>& tensors) {
    std::set<std::string> types;
    for (const auto& tensor : tensors) {
        types.emplace(typeWord(tensor.type));
        preview.parameters += static_cast<std::int64_t>(tensor.elements());
        preview.bytes += tensor.bytes.size();
    }
    preview.tensors = tensors.size();
    preview.types.assign(types.begin(), types.end());
}

void remarkOn(ImportPreview& preview, NameLayout layout) {
    if (preview.licence.empty())
        preview.remarks.emplace_back(TRANSLATABLE("Engine", "No licence is named. Look at where the model comes from."));
    if (preview.text.preprocessor.empty() && layout == NameLayout::HuggingFace)
        preview.remarks.emplace_back(TRANSLATABLE(
            "Engine", "There is no preprocessor_config.json: how the sound is normalised follows from the family."));
    const EncoderConfig& config = preview.config;
    const auto head = config.head;
    if (head == HeadKind::None || (head != HeadKind::Ctc && config.labels.empty() && config.dimensions.empty()))
        preview.remarks.emplace_back(
            TRANSLATABLE("Engine", "An encoder without a head: it names no emotions, but its layers can be looked at."));
    if (head == HeadKind::Ctc)
        preview.remarks.emplace_back(
            TRANSLATABLE("Engine", "A recogniser of tokens: it names no emotions, but its layers can be looked at."));
}

/// A preview with the tensors it was made of.
struct Looked {
    ImportPreview preview;
    EncoderSource source;
};

core::Result<Looked> lookClosely(const fs::path& path) {
    auto place = findModelPlace(path);
    if (!place) return core::fail(place.error());
    auto source = openEncoderSource(place->wholeFolder ? place->folder : place->weights);
    if (!source) return core::fail(source.error());
    auto config = parseEncoderConfig(source->text, (place->folder / kConfigFile).string());
    if (!config) return core::fail(config.error());
    if (source->tensors.empty())
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 holds no tensors."), {place->weights.string()}});
    ImportPreview preview;
    preview.folder = place->folder;
    preview.weights = place->weights;
    preview.config = std::move(*config);
    std::vector<std::string> names;
    for (const auto& tensor : source->tensors) names.push_back(tensor.name);
    settleHead(preview.config, names);
    const auto match = matchTensors(preview.config, std::span<const store::TensorView>(source->tensors));
    if (auto fits = checkMatch(match, preview.config, place->weights.string()); !fits) return core::fail(fits.error());
    preview.text = source->text;
    preview.name = proposedName(*place);
    preview.licence = licenceOf(place->folder);
    preview.remarks = source->remarks;
    countTensors(preview, source->tensors);
    remarkOn(preview, source->layout);
    return Looked{std::move(preview), std::move(*source)};
}

/// Labels in the program's words ("ang" is angry), so that they have their colours; as they are where two would be the same.
std::vector<std::string> emotionWords(const std::vector<std::string>& labels) {
    std::vector<std::string> words;
    for (const std::string& label : labels) words.push_back(corpus::emotionWord(label).value_or(label));
    const std::set<std::string> different(words.begin(), words.end());
    return different.size() == words.size() ? words : labels;
}

store::ModelCard cardOf(const ImportPreview& preview, const ImportRequest& request, const std::string& name) {
    const EncoderConfig& config = preview.config;
    store::ModelCard card;
    card.name = name;
    card.title = std::string(familyName(config.family)) + ", " + std::to_string(config.layers) + " layers of " +
                 std::to_string(config.hidden);
    card.kind = kSpeechEncoderKind;
    card.classes = emotionWords(config.labels);
    card.dimensions = config.dimensions;
    card.rateHz = config.rateHz;
    card.settings = config.cardSettings(preview.parameters);
    card.licence = preview.licence;
    card.note = "Imported from " + (request.origin.empty() ? fs::absolute(preview.folder).string() : request.origin) + ".";
    if (card.classes != config.labels) card.note += " Its own names of the classes: " + core::joined(config.labels) + ".";
    card.command = request.command;
    card.versions = nlohmann::json{{"prososcope", core::programVersion()}}.dump();
    return card;
}

core::Status checkSpace(const fs::path& folder, std::uint64_t bytes) {
    std::error_code code;
    fs::create_directories(folder, code);
    const auto space = fs::space(folder, code);
    if (code || space.available >= bytes + kImportSpareBytes) return {};
    return core::fail(core::ErrorKind::NoSpace,
                      {TRANSLATABLE("Engine", "The model needs %1 MB and %2 has %3 MB left. Make room and import it again."),
                       {std::to_string((bytes + kImportSpareBytes) / 1'000'000), folder.string(),
                        std::to_string(space.available / 1'000'000)}});
}

/// Writes the tensors aside and puts them in place; gives the file's SHA-256.
core::Result<std::string> writeTensors(const fs::path& goal, const ImportPreview& preview, const EncoderSource& source,
                                       core::Progress& progress) {
    // The widest elements first: each then lies where it can be read in place.
    std::vector<const store::TensorView*> order;
    for (const auto& tensor : source.tensors) order.push_back(&tensor);
    std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
        return store::bytesPerElement(a->type) > store::bytesPerElement(b->type);
    });
    std::vector<store::TensorShape> shapes;
    for (const auto* tensor : order) shapes.push_back({tensor->name, tensor->type, tensor->shape});
    std::map<std::string, std::string> metadata{{kConfigKey, preview.text.config}};
    if (!preview.text.preprocessor.empty()) metadata[kPreprocessorKey] = preview.text.preprocessor;
    if (!preview.text.vocabulary.empty()) metadata[kVocabularyKey] = preview.text.vocabulary;
    const auto header = store::safetensorsHeader(goal, shapes, metadata);
    if (!header) return core::fail(header.error());
    auto file = core::SafeFile::open(goal);
    if (!file) return core::fail(file.error());
    core::Hash hash;
    std::uint64_t written = 0;
    const auto add = [&](std::span<const std::byte> bytes) {
        hash.add(bytes);
        return file->write(bytes);
    };
    if (auto done = add(std::as_bytes(std::span(header->data(), header->size()))); !done) return core::fail(done.error());
    for (const auto* tensor : order) {
        for (std::size_t at = 0; at < tensor->bytes.size(); at += kImportPiece) {
            if (progress.stopRequested()) return core::cancelled();
            const auto piece = tensor->bytes.subspan(at, std::min(kImportPiece, tensor->bytes.size() - at));
            if (auto done = add(piece); !done) return core::fail(done.error());
            written += piece.size();
            progress.report(
                kShareOfWriting * static_cast<double>(written) / static_cast<double>(std::max<std::uint64_t>(1, preview.bytes)),
                {TRANSLATABLE("Engine", "Writing %1"), {goal.filename().string()}});
        }
        source.checkpoint.release(*tensor);
    }
    if (progress.stopRequested()) return core::cancelled();
    if (auto done = file->commit(); !done) return core::fail(done.error());
    return hash.hex();
}

}  // namespace

core::Result<ImportPreview> lookAtModel(const fs::path& path) {
    auto looked = lookClosely(path);
    if (!looked) return core::fail(looked.error());
    return std::move(looked->preview);
}

core::Result<store::ModelEntry> importModel(const ImportRequest& request, const fs::path& modelsFolder,
                                            core::Progress& progress) {
    if (progress.stopRequested()) return core::cancelled();
    const auto looked = lookClosely(request.source);
    if (!looked) return core::fail(looked.error());
    const ImportPreview& preview = looked->preview;
    const std::string name = request.name.empty() ? preview.name : request.name;
    if (auto usable = store::checkModelName(name, modelsFolder); !usable) return core::fail(usable.error());
    if (auto room = checkSpace(modelsFolder, preview.bytes); !room) return core::fail(room.error());
    store::ModelEntry entry;
    entry.tensors = modelsFolder / (name + ".safetensors");
    entry.cardPath = modelsFolder / (name + ".json");
    entry.card = cardOf(preview, request, name);
    auto hash = writeTensors(entry.tensors, preview, looked->source, progress);
    if (!hash) return core::fail(hash.error());
    entry.card.tensorsSha256 = std::move(*hash);
    // The card makes it a model: before it is there, nobody sees the tensors.
    if (auto written = store::writeModelCard(entry.cardPath, entry.card); !written) {
        std::error_code ignored;
        fs::remove(entry.tensors, ignored);
        return core::fail(written.error());
    }
    progress.report(1.0);
    return entry;
}

}  // namespace prososcope::checkpoints
