// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/ClassicalTraining.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/NamedBounds.h"
#include "engine/learn/Standardiser.h"

namespace prososcope::training {

namespace {

using core::ErrorKind;
using core::fail;

constexpr std::array kBounds = {core::NamedBounds{"cost", 0.0, 1e6, false},      core::NamedBounds{"gamma", 0.0, 1e6, false},
                                core::NamedBounds{"inner_folds", 2, 1000, true}, core::NamedBounds{"balanced", 0, 1, true},
                                core::NamedBounds{"bound", 1.0, 1e6, false},     core::NamedBounds{"trees", 1, 100000, true}};

/// To choose from. Wide sets separate with small costs, a few dozen columns with larger ones.
const std::vector<double> kCosts = {1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0};
const std::vector<double> kRbfCosts = {0.1, 1.0, 10.0, 100.0};

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

std::vector<float> softmax(std::span<const double> scores) {
    const double most = *std::max_element(scores.begin(), scores.end());
    std::vector<float> shares;
    double sum = 0.0;
    for (const double score : scores) sum += std::exp(score - most);
    for (const double score : scores) shares.push_back(static_cast<float>(std::exp(score - most) / sum));
    return shares;
}

std::unique_ptr<learn::Classifier> learnerOf(const ClassicalSettings& settings, const corpus::Fold& fold, std::uint64_t seed,
                                             int threads) {
    if (settings.model == "random-forest") {
        auto forest = settings.forest;
        forest.threads = threads;
        forest.seed = seed;
        return std::make_unique<learn::RandomForest>(forest);
    }
    auto svm = settings.svm;
    svm.threads = threads;
    const auto speakers = fold.trainSpeakers.size() + fold.innerSpeakers.size();
    svm.innerFolds = std::min(svm.innerFolds, std::max<std::size_t>(speakers, 2));
    return std::make_unique<learn::Svm>(svm);
}

/// Rows of training and test, standardised.
struct FoldRows {
    learn::Matrix<float> train;
    learn::Matrix<float> test;
};

core::Result<FoldRows> standardised(const ExperimentData& data, const learn::Matrix<float>& rows,
                                    const std::vector<std::size_t>& train, const std::vector<std::size_t>& test,
                                    const ClassicalSettings& settings, bool bySpeaker) {
    if (bySpeaker) {
        std::vector<std::string> speakers;
        for (const auto& utterance : data.labelled.utterances) speakers.push_back(utterance.speaker);
        const auto all = learn::standardiseByGroup(rows.view(), std::span<const std::string>(speakers), settings.bound);
        if (!all) return fail(all.error());
        return FoldRows{learn::rowsOf(all->rows.view(), std::span(train)), learn::rowsOf(all->rows.view(), std::span(test))};
    }
    const auto trained = learn::rowsOf(rows.view(), std::span(train));
    const auto standardiser = learn::Standardiser::fit(trained.view(), settings.bound);
    if (!standardiser) return fail(standardiser.error());
    auto first = standardiser->apply(trained.view());
    auto second = standardiser->apply(learn::rowsOf(rows.view(), std::span(test)).view());
    if (!first || !second) return fail(first ? second.error() : first.error());
    return FoldRows{std::move(first->rows), std::move(second->rows)};
}

}  // namespace

std::map<std::string, double> ClassicalSettings::values() const {
    if (model == "random-forest") {
        return {{"trees", static_cast<double>(forest.trees)}, {"balanced", forest.balanced ? 1.0 : 0.0}, {"bound", bound}};
    }
    std::map<std::string, double> values = {{"cost", svm.costs.size() == 1 ? svm.costs.front() : 0.0},
                                            {"inner_folds", static_cast<double>(svm.innerFolds)},
                                            {"balanced", svm.balanced ? 1.0 : 0.0},
                                            {"bound", bound}};
    if (svm.kind == learn::SvmSettings::Kind::Rbf) values["gamma"] = svm.gammas.front();
    return values;
}

core::Result<ClassicalSettings> classicalSettings(const std::string& model, const std::map<std::string, double>& values) {
    if (const auto good = core::checkBounds(values, kBounds); !good) return fail(good.error());
    const auto valueOf = [&](const char* name, double usual) {
        const auto found = values.find(name);
        return found == values.end() ? usual : found->second;
    };
    using Kind = learn::SvmSettings::Kind;
    ClassicalSettings settings;
    settings.model = model;
    settings.forest.trees = static_cast<int>(valueOf("trees", settings.forest.trees));
    settings.forest.balanced = valueOf("balanced", 1.0) != 0.0;
    settings.svm.kind = model == "svm-rbf" ? Kind::Rbf : model == "svm-linear-rest" ? Kind::LinearRest : Kind::Linear;
    const double cost = valueOf("cost", 0.0);
    settings.svm.costs = cost > 0.0 ? std::vector<double>{cost} : settings.svm.kind == Kind::Rbf ? kRbfCosts : kCosts;
    settings.svm.gammas = {valueOf("gamma", 0.0)};
    settings.svm.innerFolds = static_cast<std::size_t>(valueOf("inner_folds", 5.0));
    settings.svm.balanced = valueOf("balanced", 1.0) != 0.0;
    settings.bound = valueOf("bound", settings.bound);
    return settings;
}

core::Result<learn::Matrix<float>> classicalRows(const ExperimentData& data) {
    const bool functionals = data.featureSet->descriptors() != nullptr;
    const std::size_t columns = data.featureSet->columns().size();
    learn::Matrix<float> rows(data.features.size(), functionals ? columns : 2 * columns);
    for (std::size_t i = 0; i < data.features.size(); ++i) {
        const auto& matrix = *data.features[i];
        if (functionals)
            std::copy_n(matrix.values.begin(), columns, rows.row(i).begin());
        else
            summarise(matrix, rows.row(i));
        const auto row = rows.row(i);
        if (std::all_of(row.begin(), row.end(), [](float value) { return std::isfinite(value); })) continue;
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "The features %1 of utterance %2 are not all finite. Leave it out of the corpus."),
                     {std::string(data.featureSet->name()), data.labelled.utterances[i].id}});
    }
    return rows;
}

core::Result<ClassicalFold> trainClassical(const ExperimentData& data, const learn::Matrix<float>& rows, std::size_t index,
                                           const ClassicalSettings& settings, bool bySpeaker, std::uint64_t seed, int threads,
                                           core::Progress& progress) {
    const auto& fold = data.folds[index];
    auto train = fold.train;
    train.insert(train.end(), fold.inner.begin(), fold.inner.end());
    std::sort(train.begin(), train.end());
    const auto prepared = standardised(data, rows, train, fold.test, settings, bySpeaker);
    if (!prepared) return fail(prepared.error());
    std::vector<int> labels;
    std::vector<std::string> speakers;
    for (const auto i : train) {
        labels.push_back(data.labelled.labels[i]);
        speakers.push_back(data.labelled.utterances[i].speaker);
    }
    int classes = 0;
    for (const int label : data.labelled.labels) classes = std::max(classes, label + 1);
    const auto learner = learnerOf(settings, fold, seed, threads);
    if (const auto fitted = learner->fit({prepared->train.view(), labels, classes, speakers}, progress); !fitted)
        return fail(fitted.error());
    const auto scores = learner->scores(prepared->test.view(), progress);
    if (!scores) return fail(scores.error());
    ClassicalFold result;
    for (std::size_t i = 0; i < scores->rows; ++i) {
        const auto row = scores->row(i);
        result.posteriors.push_back(settings.model == "random-forest" ? std::vector<float>(row.begin(), row.end())
                                                                      : softmax(row));
    }
    return result;
}

}  // namespace prososcope::training
