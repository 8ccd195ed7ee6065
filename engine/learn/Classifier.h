// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/learn/Matrix.h"
#include "engine/learn/Standardiser.h"

namespace prososcope::learn {

/// What a classifier learns from: rows of features, standardised by the caller, the class 0 .. classes - 1 of each row and,
/// where settings are chosen inside it, the speaker of each row. Views: what they point to must outlive the call.
struct TrainingRows {
    MatrixView<float> rows;
    std::span<const int> labels;
    int classes = 0;
    std::span<const std::string> speakers;  ///< may be empty where nothing is chosen
};

/// Fails with a sentence on NaN, labels outside, other counts of labels or speakers, and fewer than two classes present.
[[nodiscard]] core::Status checkTraining(const TrainingRows& training);

/// All that a fitted classifier is, as plain numbers to store. A value.
struct ModelState {
    std::string kind;  ///< "svm", "forest"
    std::map<std::string, double> numbers;
    std::map<std::string, Matrix<double>> tensors;
};

/// A classical classifier. `fit` replaces what was learned before, and leaves it when it fails or is cancelled; it needs a
/// thread to itself, `scores` any number of threads at once. The same rows and settings give the same bits, for any number of
/// threads.
class Classifier {
public:
    virtual ~Classifier() = default;
    [[nodiscard]] virtual core::Status fit(const TrainingRows& training, core::Progress& progress) = 0;
    /// [rows, classes]: the largest is the class predicted; of a class that the training lacked the lowest of all.
    [[nodiscard]] virtual core::Result<Matrix<double>> scores(MatrixView<float> rows, core::Progress& progress) const = 0;
    [[nodiscard]] virtual int classes() const = 0;  ///< 0 before it is fitted
    [[nodiscard]] virtual ModelState state() const = 0;
    /// The class with the largest score of each row, the first among equals.
    [[nodiscard]] core::Result<std::vector<int>> predict(MatrixView<float> rows, core::Progress& progress) const;
};

/// A classifier from a file, with the standardiser that was stored with it.
struct StoredClassifier {
    std::unique_ptr<Classifier> classifier;
    std::optional<Standardiser> standardiser;
};
/// One safetensors file; its metadata hold the kind and the numbers as JSON ("learner"). Written completely or not at all.
[[nodiscard]] core::Status saveClassifier(const std::filesystem::path& path, const Classifier& classifier,
                                          const Standardiser* standardiser = nullptr);
/// Fails with a sentence on any other file, and where numbers and tensors do not fit together.
[[nodiscard]] core::Result<StoredClassifier> loadClassifier(const std::filesystem::path& path);

}  // namespace prososcope::learn
