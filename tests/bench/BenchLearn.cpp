// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of engine/learn on made-up rows of the sizes of EmoDB and nEMO with ComParE's 6373 columns: the matrix of inner
// products, a linear support vector machine with five costs in five inner
// folds, ridge regression, least squares of 88 columns, a forest; and maps of as many rows of 1280 units by principal
// components and by t-SNE. usage: BenchLearn [THREADS [ROWS...]]
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "engine/core/Random.h"
#include "engine/learn/LinearRegression.h"
#include "engine/learn/Products.h"
#include "engine/learn/Projection.h"
#include "engine/learn/RandomForest.h"
#include "engine/learn/Svm.h"

using namespace prososcope;
using namespace prososcope::learn;

namespace {

template <typename Work>
double seconds(const Work& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void measure(std::size_t count, int threads) {
    constexpr std::size_t kColumns = 6373;
    constexpr int kClasses = 7;
    core::Random random(1);
    Matrix<float> rows(count, kColumns);
    Matrix<double> targets(count, 1);
    std::vector<int> labels;
    std::vector<std::string> speakers;
    for (std::size_t i = 0; i < count; ++i) {
        labels.push_back(static_cast<int>(random.below(kClasses)));
        speakers.push_back("s" + std::to_string(i % 10));
        targets.at(i, 0) = labels.back() + random.normal();
        for (std::size_t c = 0; c < kColumns; ++c) {
            const double mean = c % 40 == static_cast<std::size_t>(labels.back()) ? 0.3 : 0.0;
            rows.at(i, c) = static_cast<float>(mean + random.normal());
        }
    }
    core::Progress silent;
    const auto n = static_cast<double>(count);
    const double gram = seconds([&] { static_cast<void>(gramMatrix(rows.view(), threads, silent)); });
    std::printf("%zu rows: inner products %.2f s, %.1f GFLOP/s\n", count, gram, n * n * kColumns / gram * 1e-9);

    Svm svm({.costs = {1e-5, 1e-4, 1e-3, 1e-2, 1e-1}, .threads = threads});
    const TrainingRows training{rows.view(), labels, kClasses, speakers};
    bool fitted = false;
    const double svmTime = seconds([&] { fitted = svm.fit(training, silent).has_value(); });
    std::printf("  linear SVM, 5 costs in 5 folds %.2f s (%.0f rows/s)%s, cost %g, inner UAR %.3f\n", svmTime, n / svmTime,
                fitted ? "" : " FAILED", svm.chosen().cost, svm.chosen().uar);
    const double predicting = seconds([&] { static_cast<void>(svm.predict(rows.view(), silent)); });
    std::printf("  its predictions %.2f s (%.0f rows/s)\n", predicting, n / predicting);

    RandomForest forest({.trees = 100, .threads = threads});
    const double forestTime = seconds([&] { fitted = forest.fit(training, silent).has_value(); });
    std::printf("  forest of 100 trees %.2f s (%.0f rows/s), out of bag %.3f\n", forestTime, n / forestTime,
                forest.outOfBagAccuracy());

    Matrix<double> wide(count, kColumns);
    std::copy(rows.values.begin(), rows.values.end(), wide.values.begin());
    const double ridge =
        seconds([&] { static_cast<void>(LinearRegression::ridge(wide.view(), targets.view(), 100.0, threads, silent)); });
    std::printf("  ridge %.2f s (%.0f rows/s)\n", ridge, n / ridge);
    Matrix<double> narrow(count, 88);
    for (std::size_t i = 0; i < count; ++i) std::copy_n(wide.row(i).begin(), narrow.columns, narrow.row(i).begin());
    const double squares =
        seconds([&] { static_cast<void>(LinearRegression::leastSquares(narrow.view(), targets.view(), silent)); });
    std::printf("  least squares of 88 columns %.2f s (%.0f rows/s)\n", squares, n / squares);
    std::fflush(stdout);
}

void measureMaps(std::size_t count, int threads) {
    constexpr std::size_t kUnits = 1280;
    core::Random random(2);
    Matrix<float> rows(count, kUnits);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t c = 0; c < kUnits; ++c)
            rows.at(i, c) = static_cast<float>((c % 7 == i % 7 ? 1.0 : 0.0) + random.normal());
    core::Progress silent;
    for (const ProjectionMethod method : {ProjectionMethod::PrincipalComponents, ProjectionMethod::TSne}) {
        ProjectionSettings settings;
        settings.method = method;
        settings.threads = threads;
        double trust = 0.0;
        const double time = seconds([&] { trust = project(rows.view(), settings, silent).value().trustworthiness; });
        std::printf("  map of %zu rows of %zu units, %s: %.2f s, trustworthiness %.3f\n", count, kUnits,
                    std::string(projectionName(method)).c_str(), time, trust);
    }
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    const int threads = argc > 1 ? std::atoi(argv[1]) : 2;
    if (argc < 3) {
        measure(535, threads);
        measure(4481, threads);
        measureMaps(10039, threads);
    }
    for (int i = 2; i < argc; ++i) {
        measure(static_cast<std::size_t>(std::atol(argv[i])), threads);
        measureMaps(static_cast<std::size_t>(std::atol(argv[i])), threads);
    }
    return 0;
}
