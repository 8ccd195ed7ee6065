// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/Classifier.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "engine/learn/RandomForest.h"
#include "engine/learn/Svm.h"
#include "engine/store/Safetensors.h"

namespace prososcope::learn {

core::Status checkTraining(const TrainingRows& training) {
    const auto bad = [](core::Text text) { return core::fail(core::ErrorKind::BadInput, std::move(text)); };
    if (const auto status = checkNumbers(training.rows); !status) return status;
    if (training.labels.size() != training.rows.rows)
        return bad({TRANSLATABLE("Engine", "There are %1 rows of features but %2 labels."),
                    {std::to_string(training.rows.rows), std::to_string(training.labels.size())}});
    if (!training.speakers.empty() && training.speakers.size() != training.rows.rows)
        return bad({TRANSLATABLE("Engine", "There are %1 rows of features but %2 names of speakers."),
                    {std::to_string(training.rows.rows), std::to_string(training.speakers.size())}});
    const auto outside = [&](int label) { return label < 0 || label >= training.classes; };
    if (const auto found = std::ranges::find_if(training.labels, outside); found != training.labels.end())
        return bad(
            {TRANSLATABLE("Engine", "Row %1 has the label %2, but there are %3 classes."),
             {std::to_string(found - training.labels.begin() + 1), std::to_string(*found), std::to_string(training.classes)}});
    if (std::ranges::all_of(training.labels, [&](int label) { return label == training.labels.front(); }))
        return bad({TRANSLATABLE("Engine", "All rows to learn from are of one class; at least two are needed.")});
    return {};
}

core::Result<std::vector<int>> Classifier::predict(MatrixView<float> rows, core::Progress& progress) const {
    const auto all = scores(rows, progress);
    if (!all) return core::fail(all.error());
    std::vector<int> result;
    for (std::size_t i = 0; i < all->rows; ++i) {
        const auto row = all->row(i);
        result.push_back(static_cast<int>(std::ranges::max_element(row) - row.begin()));
    }
    return result;
}

core::Status saveClassifier(const std::filesystem::path& path, const Classifier& classifier, const Standardiser* standardiser) {
    auto state = classifier.state();
    if (standardiser != nullptr) {
        Matrix<double> moments(2, standardiser->columns());
        std::ranges::copy(standardiser->means(), moments.row(0).begin());
        std::ranges::copy(standardiser->deviations(), moments.row(1).begin());
        state.tensors["standardiser"] = std::move(moments);
        if (std::isfinite(standardiser->bound())) state.numbers["bound"] = standardiser->bound();
    }
    std::vector<store::TensorView> views;
    for (const auto& [name, tensor] : state.tensors)
        views.push_back({name,
                         store::TensorType::Float64,
                         {static_cast<std::int64_t>(tensor.rows), static_cast<std::int64_t>(tensor.columns)},
                         std::as_bytes(std::span(tensor.values))});
    const nlohmann::json head{{"kind", state.kind}, {"numbers", state.numbers}};
    return store::writeSafetensors(path, views, {{"learner", head.dump()}});
}

core::Result<StoredClassifier> loadClassifier(const std::filesystem::path& path) {
    const auto bad = [&](std::string details) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 holds no classifier that can be used here."), {path.string()}},
                          std::move(details));
    };
    const auto file = store::SafetensorsFile::open(path);
    if (!file) return core::fail(file.error());
    const auto metadata = file->metadata().find("learner");
    if (metadata == file->metadata().end()) return bad("no metadata of a learner");
    ModelState state;
    const auto head = nlohmann::json::parse(metadata->second, nullptr, false);
    if (!head.is_object() || !head.contains("kind") || !head["kind"].is_string() || !head.contains("numbers") ||
        !head["numbers"].is_object())
        return bad("unreadable head");
    state.kind = head["kind"].get<std::string>();
    for (const auto& [name, number] : head["numbers"].items()) {
        if (!number.is_number()) return bad("no number: " + name);
        state.numbers[name] = number.get<double>();
    }
    for (const auto& tensor : file->tensors()) {
        if (tensor.type != store::TensorType::Float64 || tensor.shape.size() != 2) return bad("tensor " + tensor.name);
        Matrix<double> matrix(static_cast<std::size_t>(tensor.shape[0]), static_cast<std::size_t>(tensor.shape[1]));
        if (!tensor.bytes.empty()) std::memcpy(matrix.values.data(), tensor.bytes.data(), tensor.bytes.size());
        if (!std::ranges::all_of(matrix.values, [](double value) { return std::isfinite(value); }))
            return bad("tensor " + tensor.name + " holds what is no finite number");
        state.tensors[tensor.name] = std::move(matrix);
    }
    StoredClassifier result;
    if (const auto moments = state.tensors.find("standardiser"); moments != state.tensors.end()) {
        if (moments->second.rows != 2) return bad("standardiser");
        const auto means = moments->second.row(0);
        const auto deviations = moments->second.row(1);
        const auto bound = state.numbers.find("bound");
        auto standardiser = Standardiser::of({means.begin(), means.end()}, {deviations.begin(), deviations.end()},
                                             bound == state.numbers.end() ? kUnbounded : bound->second);
        if (!standardiser) return bad(standardiser.error().message());
        result.standardiser = std::move(*standardiser);
    }
    if (state.kind == "svm") {
        auto svm = Svm::restore(state);
        if (!svm) return bad(svm.error().message());
        result.classifier = std::make_unique<Svm>(std::move(*svm));
        return result;
    }
    if (state.kind == "forest") {
        auto forest = RandomForest::restore(state);
        if (!forest) return bad(forest.error().message());
        result.classifier = std::make_unique<RandomForest>(std::move(*forest));
        return result;
    }
    return bad("kind " + state.kind);
}

}  // namespace prososcope::learn
