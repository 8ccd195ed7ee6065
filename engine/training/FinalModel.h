// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "engine/backend/TorchBackend.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/store/ModelCard.h"
#include "engine/training/FoldLearning.h"

namespace prososcope::training {

/// Whether the model of an experiment can be kept for predictions; the sentence says why not: a fusion, a regression, rows
/// that are standardised by speaker.
[[nodiscard]] core::Status canBeKept(const experiment::Experiment& experiment);

/// Trains the experiment's one system on all utterances and writes STEM.safetensors and STEM.json. `task.fold` is not used.
[[nodiscard]] core::Status keepModel(const FoldTask& task, const std::filesystem::path& stem, store::ModelCard card,
                                     core::Progress& progress);

/// Opens a kept classical learner: the features of a stretch of sound, standardised as in its training, its scores as
/// posteriors. Refuses, with one sentence, a file that is not its card's or does not fit it.
[[nodiscard]] core::Result<std::unique_ptr<backend::EmotionModel>> openClassicalModel(const store::ModelEntry& entry,
                                                                                      int threads);

}  // namespace prososcope::training
