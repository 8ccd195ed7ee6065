// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/checkpoints/FileBytes.h"
#include "engine/checkpoints/PickleValue.h"
#include "engine/core/Result.h"
#include "engine/store/Safetensors.h"

namespace prososcope::checkpoints {

enum class CheckpointForm { Safetensors, TorchArchive, TorchSequence };

/// An entry of a state dictionary that is no tensor which can be read here.
struct SkippedEntry {
    std::string name;
    std::string what;  ///< its class or type, for the log
};

/// The tensors of a public checkpoint, left where they lie on disk: safetensors or PyTorch's files, one or several (shards).
/// Nothing in a file is executed (see readPickle). Of a PyTorch file, the state dictionary is the dictionary that it is, or the
/// one under "model", "state_dict" or "model_state_dict"; what else it holds is `settings`. Copies share the content, which
/// lives as long as one of them. Immutable, any thread; files must not be written into meanwhile (see FileBytes).
///
/// Tensors are contiguous, and aligned to their elements. Those that do not lie so in the file (strided ones, and those of
/// PyTorch's earlier form) are copied when it is opened; the others cost memory only while they are read: see readFloats.
class Checkpoint {
public:
    /// A file; or a folder in the Hugging Face layout, which holds one of, in this order: model.safetensors,
    /// model.safetensors.index.json with its shards, pytorch_model.bin, pytorch_model.bin.index.json with its shards.
    /// Refused with one sentence: what is absent, damaged, cut short or of another kind, names twice, tensors that their shard
    /// lacks, and what the readers of the forms refuse.
    [[nodiscard]] static core::Result<Checkpoint> open(const std::filesystem::path& fileOrFolder);
    /// The same for one file's bytes.
    [[nodiscard]] static core::Result<Checkpoint> read(std::shared_ptr<const FileBytes> file);

    [[nodiscard]] const std::vector<store::TensorView>& tensors() const;
    [[nodiscard]] const store::TensorView* find(std::string_view name) const;
    [[nodiscard]] CheckpointForm form() const;
    /// The files that were read; without index files.
    [[nodiscard]] std::vector<std::filesystem::path> files() const;
    /// The whole value of a PyTorch file (args, cfg ... and the state dictionary); absent for safetensors and shards. Valid
    /// as long as the checkpoint.
    [[nodiscard]] PickleValue settings() const;
    [[nodiscard]] const std::vector<SkippedEntry>& skipped() const;
    [[nodiscard]] const std::map<std::string, std::string>& metadata() const;  ///< of a safetensors file

    /// One of the tensors (or a part of one) as floats, in C order; then gives its pages back, so that reading all tensors
    /// one by one takes the memory of what is read and no more. False where `goal` has another number of elements.
    [[nodiscard]] bool readFloats(const store::TensorView& tensor, std::span<float> goal) const;
    /// Gives the pages of a tensor back, for those who read its bytes themselves.
    void release(const store::TensorView& tensor) const;

private:
    struct Content;
    explicit Checkpoint(std::shared_ptr<const Content> content) : m_content(std::move(content)) {}
    static core::Result<Checkpoint> openShards(const std::filesystem::path& folder, const std::filesystem::path& index);
    std::shared_ptr<const Content> m_content;
};

}  // namespace prososcope::checkpoints
