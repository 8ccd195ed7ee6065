// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/checkpoints/EncoderConfig.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/store/ModelCard.h"

/// Public encoders as models of a workspace. Plain values, no torch: whether the network runs is seen when it is opened.
namespace prososcope::checkpoints {

/// The keys under which the texts of the layout's JSON files stand in the metadata of an imported model's tensors.
inline constexpr const char* kConfigKey = "config";
inline constexpr const char* kPreprocessorKey = "preprocessor";
inline constexpr const char* kVocabularyKey = "vocabulary";

/// Whether a path looks like something to import: a folder with a config.json and a file of weights, or such a file by its
/// ending. Asks the file system alone and reads nothing; for drops on a window.
[[nodiscard]] bool looksLikeModel(const std::filesystem::path& path);

/// What a folder in the Hugging Face layout or a checkpoint file holds, before anything is written.
struct ImportPreview {
    std::filesystem::path folder;   ///< of config.json, or of the file
    std::filesystem::path weights;  ///< the file of weights; of several, the one that names them
    EncoderConfig config;
    EncoderConfigText text;
    std::string name;                ///< proposed: the folder's, in lower case, of letters that a name may have
    std::string licence;             ///< of the front matter of README.md; empty: it says none
    std::vector<std::string> types;  ///< of the tensors: "float32"
    std::size_t tensors = 0;
    std::int64_t parameters = 0;      ///< elements of all tensors
    std::uint64_t bytes = 0;          ///< of all tensors
    std::vector<core::Text> remarks;  ///< what a person should know and need not act on
};

/// Looks at a folder, or at a file of weights: with its config.json beside it, or described by what is in it. Reads headers and
/// texts, no tensors. Fails with one sentence where there are no weights, and as openEncoderSource,
/// parseEncoderConfig and checkMatch do: a tensor that is missing, too many or of another shape is named.
[[nodiscard]] core::Result<ImportPreview> lookAtModel(const std::filesystem::path& path);

struct ImportRequest {
    std::filesystem::path source;  ///< folder or file
    std::string name;              ///< in the workspace; empty: as ImportPreview proposes
    std::string origin;            ///< where it came from, for the card's note; empty: the source's path
    std::string command;           ///< what was typed
};

/// Writes NAME.safetensors (every tensor as it was found, by its name and in its type; the texts of the JSON files as metadata)
/// and then NAME.json into the folder of a workspace's models. Complete or not at all: after a failure (a name that is taken
/// or cannot be one, a full disk, a damaged file) or Cancelled nothing is left behind. Bounded memory.
[[nodiscard]] core::Result<store::ModelEntry> importModel(const ImportRequest& request,
                                                          const std::filesystem::path& modelsFolder, core::Progress& progress);

}  // namespace prososcope::checkpoints
