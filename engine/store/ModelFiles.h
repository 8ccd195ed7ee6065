// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/Result.h"
#include "engine/store/ModelCard.h"

namespace prososcope::store {

/// Whether a new model may have this name: 1 to 64 letters, digits, '.', '_' and '-', no '.' at its beginning, and neither a
/// model of the workspace nor a bundled one has it.
[[nodiscard]] core::Status checkModelName(const std::string& name, const std::filesystem::path& modelsFolder);

/// Refuses with one sentence a file of tensors that is not the one its card describes. Reads the whole file.
[[nodiscard]] core::Status checkTensors(const ModelEntry& model);

/// Bytes of a model's two files.
[[nodiscard]] std::uint64_t modelBytes(const ModelEntry& model);

/// Deletes the files of a model of a workspace for good. A bundled model is refused.
[[nodiscard]] core::Status removeModel(const ModelEntry& model);

/// Models of one workspace that a person has removed: moved into a hidden folder beside the others and brought back by undo,
/// the last one first; they go for good with this object. What a program that was killed has left there is brought back by the
/// next one. One thread; several processes may do it at once.
class RemovedModels {
public:
    explicit RemovedModels(std::filesystem::path modelsFolder);
    ~RemovedModels();
    RemovedModels(const RemovedModels&) = delete;
    RemovedModels& operator=(const RemovedModels&) = delete;

    /// A bundled model is refused.
    [[nodiscard]] core::Status remove(const ModelEntry& model);
    [[nodiscard]] bool canRestore() const { return !m_removed.empty(); }
    /// The model that `restore` would bring back; empty where there is none.
    [[nodiscard]] std::string last() const;
    /// Fails where its name has been taken meanwhile, and keeps it.
    [[nodiscard]] core::Status restore();

private:
    void recover();

    std::filesystem::path m_models;
    std::filesystem::path m_aside;  ///< made at the first removal
    int m_lock = -1;                ///< held while this process lives
    std::vector<ModelEntry> m_removed;
};

}  // namespace prososcope::store
