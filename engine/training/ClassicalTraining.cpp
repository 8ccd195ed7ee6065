// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/ClassicalTraining.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/learn/KernelRidge.h"
#include "engine/training/FoldRows.h"
#include "engine/training/RegressionTraining.h"

namespace prososcope::training {

namespace {

using core::ErrorKind;
using core::fail;

constexpr double kShareOfRows = 0.2;  ///< of a fold's progress

/// Mean and deviation of every column.
void summarise(const features::FeatureMatrix& matrix, std::span<float> row) {
    for (std::size_t c = 0; c < matrix.columns; ++c) {
        double sum = 0.0;
        double squares = 0.0;
        for (std::size_t f = 0; f < matrix.frames; ++f) sum += matrix.values[f * matrix.columns + c];
        const double mean = sum / static_cast<double>(matrix.frames);
        for (std::size_t f = 0; f < matrix.frames; ++f) {
            const double distance = matrix.values[f * matrix.columns + c] - mean;
            squares += distance * distance;
        }
        row[c] = static_cast<float>(mean);
        row[matrix.columns + c] = static_cast<float>(std::sqrt(squares / static_cast<double>(matrix.frames)));
    }
}

std::unique_ptr<learn::Classifier> learnerOf(const ClassicalSettings& settings, std::size_t speakers, std::uint64_t seed,
                                             int threads) {
    if (settings.model == "random-forest") {
        auto forest = settings.forest;
        forest.threads = threads;
        forest.seed = seed;
        return std::make_unique<learn::RandomForest>(forest);
    }
    auto svm = settings.svm;
    svm.threads = threads;
    svm.innerFolds = std::min(svm.innerFolds, std::max<std::size_t>(speakers, 2));
    return std::make_unique<learn::Svm>(svm);
}

std::size_t countOf(const std::vector<std::string>& speakers) {
    return std::set<std::string>(speakers.begin(), speakers.end()).size();
}

/// The labels and speakers of rows.
struct RowLabels {
    std::vector<int> labels;
    std::vector<std::string> speakers;
};
RowLabels labelsOf(const ExperimentData& data, const std::vector<std::size_t>& origin) {
    RowLabels result;
    for (const auto i : origin) {
        result.labels.push_back(data.labelled.labels[i]);
        result.speakers.push_back(data.labelled.utterances[i].speaker);
    }
    return result;
}

core::Result<learn::Matrix<double>> kernelScores(const SystemData& system, const FoldRows& rows,
                                                 const learn::TrainingRows& training, int threads, core::Progress& progress) {
    learn::KernelRidge learner({rows.blocks, system.classical.penalties, threads});
    if (const auto fitted = learner.fit(training, progress); !fitted) return fail(fitted.error());
    return learner.scores(rows.test.view(), progress);
}

core::Result<learn::Matrix<double>> learnerScores(learn::Classifier& learner, const learn::TrainingRows& training,
                                                  const learn::Matrix<float>& test, core::Progress& progress) {
    if (const auto fitted = learner.fit(training, progress); !fitted) return fail(fitted.error());
    return learner.scores(test.view(), progress);
}

}  // namespace

std::size_t classicalColumns(const features::FeatureSet& set) {
    return set.descriptors() != nullptr ? set.columns().size() : 2 * set.columns().size();
}

void classicalRow(const features::FeatureSet& set, const features::FeatureMatrix& matrix, std::span<float> row) {
    if (set.descriptors() != nullptr)
        std::copy_n(matrix.values.begin(), row.size(), row.begin());
    else
        summarise(matrix, row);
}

core::Result<learn::Matrix<float>> classicalRows(const experiment::LabelledUtterances& labelled,
                                                 const features::FeatureSet& set,
                                                 const std::vector<features::FeatureMatrixPtr>& features) {
    learn::Matrix<float> rows(features.size(), classicalColumns(set));
    for (std::size_t i = 0; i < features.size(); ++i) {
        const auto row = rows.row(i);
        classicalRow(set, *features[i], row);
        if (std::all_of(row.begin(), row.end(), [](float value) { return std::isfinite(value); })) continue;
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "The features %1 of utterance %2 are not all finite. Leave it out of the corpus."),
                     {std::string(set.name()), labelled.utterances[i].id}});
    }
    return rows;
}

std::vector<std::string> classicalColumnNames(const features::FeatureSet& set) {
    if (set.descriptors() != nullptr) return set.columns();
    std::vector<std::string> names;
    for (const char* what : {", mean", ", deviation"}) {
        for (const auto& column : set.columns()) names.push_back(column + what);
    }
    return names;
}

core::Result<learn::Matrix<float>> classicalRowOf(const features::FeatureSet& set, std::span<const float> mono, int threads,
                                                  core::Progress& progress) {
    if (mono.empty())
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The sound is empty: there is nothing to predict from.")});
    const auto matrix = features::computeFeatures(set, mono, threads, progress);
    if (!matrix) return fail(matrix.error());
    learn::Matrix<float> row(1, classicalColumns(set));
    if (matrix->frames > 0) classicalRow(set, *matrix, row.row(0));
    if (matrix->frames > 0 && features::allFinite(row.row(0))) return row;
    return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The sound is too short or too silent for the features %1."),
                                      {std::string(set.name())}});
}

std::vector<float> posteriorsOfScores(const std::string& model, std::span<const double> scores) {
    if (model == "random-forest") return {scores.begin(), scores.end()};
    const double most = *std::max_element(scores.begin(), scores.end());
    std::vector<float> shares;
    double sum = 0.0;
    for (const double score : scores) sum += std::exp(score - most);
    for (const double score : scores) shares.push_back(static_cast<float>(std::exp(score - most) / sum));
    return shares;
}

core::Result<ClassicalFold> trainClassical(const ExperimentData& data, const SystemData& system, std::size_t index,
                                           std::uint64_t seed, int threads, core::Progress& progress) {
    const auto& fold = data.folds[index];
    auto train = fold.train;
    train.insert(train.end(), fold.inner.begin(), fold.inner.end());
    std::sort(train.begin(), train.end());
    core::Progress preparing = progress.part(0.0, kShareOfRows);
    core::Progress learning = progress.part(kShareOfRows, 1.0);
    const auto prepared = foldRows({data, system, train, fold.test, seed, threads}, preparing);
    if (!prepared) return fail(prepared.error());
    ClassicalFold result;
    if (experiment::isRegression(system.classical.model)) {
        auto values = trainRegression({prepared->train, prepared->test, prepared->origin}, data.labelled, system.classical,
                                      threads, learning);
        if (!values) return fail(values.error());
        result.values = std::move(*values);
        return result;
    }
    const auto rows = labelsOf(data, prepared->origin);
    const learn::TrainingRows training{prepared->train.view(), rows.labels, data.classes, rows.speakers};
    const auto scores = system.classical.model == "kernel-ridge"
                            ? kernelScores(system, *prepared, training, threads, learning)
                            : learnerScores(*learnerOf(system.classical, countOf(rows.speakers), seed, threads), training,
                                            prepared->test, learning);
    if (!scores) return fail(scores.error());
    for (std::size_t i = 0; i < scores->rows; ++i)
        result.posteriors.push_back(posteriorsOfScores(system.classical.model, scores->row(i)));
    return result;
}

core::Result<KeptClassifier> fitClassifier(const ExperimentData& data, const SystemData& system, std::uint64_t seed,
                                           int threads, core::Progress& progress) {
    std::vector<std::size_t> all(data.labelled.utterances.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    const auto& part = system.parts.front();
    const auto rows = withCopies(part.rows, part.copyRows, all);
    auto standardiser = learn::Standardiser::fit(rows.view(), system.classical.bound);
    if (!standardiser) return fail(standardiser.error());
    const auto standardised = standardiser->apply(rows.view());
    if (!standardised) return fail(standardised.error());
    const auto labels = labelsOf(data, originsOf(all, part.copyRows.size()));
    auto learner = learnerOf(system.classical, countOf(labels.speakers), seed, threads);
    if (const auto fitted = learner->fit({standardised->rows.view(), labels.labels, data.classes, labels.speakers}, progress);
        !fitted)
        return fail(fitted.error());
    return KeptClassifier{std::move(learner), std::move(*standardiser)};
}

}  // namespace prososcope::training
