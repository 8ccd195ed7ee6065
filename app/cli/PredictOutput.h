// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/backend/TorchBackend.h"

namespace prososcope::cli {

/// The predictions for one recording: one row for the whole of it, or one per window.
struct PredictedFile {
    std::filesystem::path path;
    double seconds = 0.0;
    std::vector<backend::TimelineRow> rows;
};

/// Index of the largest posterior.
[[nodiscard]] std::size_t winner(const backend::Posteriors& posteriors);

/// What a model gives: the words of its columns.
struct PredictedColumns {
    std::vector<std::string> classes;
    std::vector<std::string> dimensions;
    explicit PredictedColumns(const store::ModelCard& card);
};

/// file[,start,end], then of a model with classes predicted and one column per class, then of each dimension a column and one
/// with its standard deviation where the model knows it ("valence_sd"), empty elsewhere.
[[nodiscard]] std::string predictionsCsv(const std::vector<PredictedFile>& files, const PredictedColumns& columns,
                                         bool timeline);
[[nodiscard]] nlohmann::json predictionsJson(const std::vector<PredictedFile>& files, const PredictedColumns& columns,
                                             bool timeline);
/// A TextGrid (Praat's long text format) with one interval tier "emotion". Each window speaks for the stretch around its
/// middle, halfway to its neighbours' middles; neighbours with the same emotion become one interval.
[[nodiscard]] std::string predictionsTextGrid(const PredictedFile& file, const std::vector<std::string>& classes);

}  // namespace prososcope::cli
