// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/EncoderSource.h"

#include "engine/checkpoints/EncoderDescription.h"
#include "engine/checkpoints/FairseqSettings.h"

namespace prososcope::checkpoints {

namespace {

/// HuBERT without the tensors of its pretraining is told from wav2vec 2.0 by the name in its settings alone.
bool isNamedHubert(const PickleValue& root) {
    const FairseqSettings settings(root);
    for (const char* field : {"_name", "arch"}) {
        if (settings.encoderText(field).value_or("").starts_with("hubert")) return true;
    }
    return false;
}

}  // namespace

core::Result<EncoderSource> openEncoderSource(const std::filesystem::path& fileOrFolder) {
    auto checkpoint = Checkpoint::open(fileOrFolder);
    if (!checkpoint) return core::fail(checkpoint.error());
    std::error_code code;
    const bool isFolder = std::filesystem::is_directory(fileOrFolder, code);
    const auto file = isFolder ? checkpoint->files().front() : fileOrFolder;
    const auto folder = isFolder ? fileOrFolder : fileOrFolder.parent_path();
    const bool configured = std::filesystem::exists(folder / "config.json", code);
    auto renamed = huggingFaceNames(checkpoint->tensors(), file.string());
    EncoderSource source{std::move(*checkpoint), NameLayout::HuggingFace, {}, {}, {}, {}};
    if (configured && (!renamed || renamed->layout == NameLayout::HuggingFace)) {
        auto text = readEncoderConfigText(folder);
        if (!text) return core::fail(text.error());
        source.text = std::move(*text);
        source.tensors = source.checkpoint.tensors();
        return source;
    }
    if (!renamed) return core::fail(renamed.error());
    if (renamed->family == EncoderFamily::Wav2Vec2 && isNamedHubert(source.checkpoint.settings())) {
        renamed->family = EncoderFamily::Hubert;
    }
    auto description = describeEncoder(*renamed, source.checkpoint.settings(), file);
    if (!description) return core::fail(description.error());
    source.layout = renamed->layout;
    source.text = std::move(description->text);
    source.remarks = std::move(description->remarks);
    source.leftOut = std::move(renamed->leftOut);
    // Bare names for an encoder alone, the family's prefix where a head stands beside it.
    const std::string prefix(renamed->others.empty() ? std::string_view() : familyPrefix(renamed->family));
    for (auto& tensor : renamed->encoder) {
        tensor.name.insert(0, prefix);
        source.tensors.push_back(std::move(tensor));
    }
    for (auto& tensor : renamed->others) source.tensors.push_back(std::move(tensor));
    return source;
}

}  // namespace prososcope::checkpoints
