// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/EncoderStart.h"

#include "engine/checkpoints/EncoderSource.h"
#include "engine/checkpoints/EncoderTensors.h"
#include "engine/checkpoints/ModelImport.h"
#include "engine/core/Hash.h"
#include "engine/store/ModelFiles.h"

namespace prososcope::checkpoints {

namespace {

namespace fs = std::filesystem;

/// The configuration settled by the tensors, which must fit it.
core::Result<EncoderStart> settled(EncoderStart start) {
    auto config = parseEncoderConfig(start.text, start.file);
    if (!config) return core::fail(config.error());
    std::vector<std::string> names;
    for (const auto& tensor : start.tensors) names.push_back(tensor.name);
    settleHead(*config, names);
    const auto match = matchTensors(*config, std::span<const store::TensorView>(start.tensors));
    if (auto fits = checkMatch(match, *config, start.file); !fits) return core::fail(fits.error());
    start.config = std::move(*config);
    return start;
}

core::Result<EncoderStart> openStored(const store::ModelEntry& entry) {
    if (entry.card.kind != kSpeechEncoderKind) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is of the kind %2, and no speech encoder to start from."),
                           {entry.card.name, entry.card.kind}});
    }
    if (auto same = store::checkTensors(entry); !same) return core::fail(same.error());
    auto checkpoint = Checkpoint::open(entry.tensors);
    if (!checkpoint) return core::fail(checkpoint.error());
    const auto& metadata = checkpoint->metadata();
    const auto text = [&](const char* key) {
        const auto found = metadata.find(key);
        return found == metadata.end() ? std::string() : found->second;
    };
    EncoderConfigText texts{text(kConfigKey), text(kPreprocessorKey), text(kVocabularyKey)};
    auto tensors = checkpoint->tensors();
    return settled({entry.tensors.string(), {}, std::move(texts), std::move(*checkpoint), std::move(tensors), entry.card});
}

/// Of the files of weights together.
core::Result<std::string> hashOf(const std::vector<fs::path>& files) {
    std::string hashes;
    core::Progress silent;
    for (const auto& file : files) {
        const auto hash = core::hashFile(file, silent);
        if (!hash) return core::fail(hash.error());
        hashes += *hash;
    }
    return files.size() == 1 ? hashes : core::sha256(hashes);
}

core::Result<EncoderStart> openForeign(const fs::path& path) {
    auto source = openEncoderSource(path);
    if (!source) return core::fail(source.error());
    store::ModelCard card;
    card.name = path.string();
    auto hash = hashOf(source->checkpoint.files());
    if (!hash) return core::fail(hash.error());
    card.tensorsSha256 = std::move(*hash);
    const auto file = source->checkpoint.files().front().string();
    return settled(
        {file, {}, std::move(source->text), std::move(source->checkpoint), std::move(source->tensors), std::move(card)});
}

}  // namespace

core::Result<EncoderStart> openEncoderStart(const std::string& nameOrPath, const fs::path& modelsFolder) {
    std::error_code code;
    if (fs::is_directory(nameOrPath, code)) return openForeign(nameOrPath);
    const auto entry = store::findModel(nameOrPath, modelsFolder);
    if (entry) return openStored(*entry);
    if (fs::is_regular_file(nameOrPath, code)) return openForeign(nameOrPath);
    return core::fail(entry.error());
}

}  // namespace prososcope::checkpoints
