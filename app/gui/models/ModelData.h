// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <filesystem>
#include <optional>
#include <vector>

#include "engine/backend/ModelSelfTest.h"
#include "engine/checkpoints/ModelImport.h"
#include "engine/store/ModelCard.h"

namespace prososcope::gui {

/// A model as the table of models shows it.
struct ModelRow {
    store::ModelEntry entry;
    std::uint64_t bytes = 0;                            ///< on the disk
    std::optional<checkpoints::EncoderConfig> encoder;  ///< of an imported speech encoder
};

/// Those of a workspace and those that came with the program. Reads cards and headers; any thread.
[[nodiscard]] std::vector<ModelRow> loadModelRows(const std::filesystem::path& modelsFolder);

/// A name and what stands beside it, translated.
struct ModelFact {
    QString name;
    QString value;
};

[[nodiscard]] QString modelFamily(const ModelRow& row);            ///< "wav2vec 2.0", else the network's kind
[[nodiscard]] QString modelOutputs(const store::ModelCard& card);  ///< "angry, happy, sad", "7 classes", "layers alone"
[[nodiscard]] QString byteText(std::uint64_t bytes);               ///< "378.0 MB"
[[nodiscard]] QList<ModelFact> modelFacts(const ModelRow& row);    ///< all that its card and its network say
[[nodiscard]] QList<ModelFact> previewFacts(const checkpoints::ImportPreview& preview);
[[nodiscard]] QString remarksText(const checkpoints::ImportPreview& preview);
/// One sentence about what came out and how long it took.
[[nodiscard]] QString selfTestText(const store::ModelCard& card, const backend::SelfTest& test);

}  // namespace prososcope::gui
