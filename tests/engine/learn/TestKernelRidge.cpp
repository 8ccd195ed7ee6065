// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/core/Random.h"
#include "engine/learn/Cholesky.h"
#include "engine/learn/KernelRidge.h"
#include "engine/learn/Products.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using learn::Matrix;

namespace {

/// Rows of three classes and several speakers; `distance` between the classes' means, in deviations.
struct Made {
    Matrix<float> rows;
    std::vector<int> labels;
    std::vector<std::string> speakers;
    [[nodiscard]] learn::TrainingRows training() const { return {rows.view(), labels, 3, speakers}; }
};
Made made(std::size_t count, std::size_t columns, double distance, std::uint64_t seed) {
    core::Random random(seed);
    Made result{Matrix<float>(count, columns), {}, {}};
    for (std::size_t i = 0; i < count; ++i) {
        result.labels.push_back(static_cast<int>(i % 7 < 4 ? 0 : i % 7 < 6 ? 1 : 2));  // classes of different sizes
        result.speakers.push_back("s" + std::to_string(i % 5));
        for (std::size_t c = 0; c < columns; ++c) {
            const double mean = static_cast<int>(c % 3) == result.labels.back() ? distance : 0.0;
            result.rows.at(i, c) = static_cast<float>(mean + random.normal());
        }
    }
    return result;
}

std::vector<int> best(const Matrix<double>& scores) {
    std::vector<int> result;
    for (std::size_t i = 0; i < scores.rows; ++i)
        result.push_back(static_cast<int>(std::ranges::max_element(scores.row(i)) - scores.row(i).begin()));
    return result;
}

}  // namespace

class TestKernelRidge : public QObject {
    Q_OBJECT
private:
    core::Progress m_progress;

private Q_SLOTS:
    void choleskyOfManyBlocks() {
        core::Random random(3);
        const std::size_t n = 450;  // more than two blocks
        Matrix<double> rows(n, n + 5);
        for (double& value : rows.values) value = random.normal();
        const auto matrix = learn::gramMatrix(rows.view(), 1, m_progress).value();
        auto factor = matrix;
        QVERIFY(learn::cholesky(factor, 2, m_progress));
        auto again = matrix;
        QVERIFY(learn::cholesky(again, 1, m_progress));
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j <= i; ++j) {
                QVERIFY(factor.at(i, j) == again.at(i, j));
                double sum = 0.0;
                for (std::size_t k = 0; k <= j; ++k) sum += factor.at(i, k) * factor.at(j, k);
                QVERIFY(std::abs(sum - matrix.at(i, j)) < 1e-8 * static_cast<double>(n));
            }
        }
        Matrix<double> inverse;
        QVERIFY(learn::inverseOfFactor(factor, inverse, 2, m_progress));
        std::vector<double> values(n);
        for (double& value : values) value = random.normal();
        auto solved = values;
        learn::solveCholesky(factor, solved);
        const auto whole = learn::gramMatrix(inverse.view(), 1, m_progress).value();
        for (std::size_t i = 0; i < n; ++i) {
            double sum = 0.0;
            double back = 0.0;
            for (std::size_t j = 0; j < n; ++j) {
                sum += whole.at(i, j) * values[j];
                back += matrix.at(i, j) * solved[j];
            }
            QVERIFY(std::abs(sum - solved[i]) < 1e-6 * (1.0 + std::abs(solved[i])));
            QVERIFY(std::abs(back - values[i]) < 1e-6);
        }
        auto negative = matrix;
        negative.at(300, 300) = -1.0;
        QVERIFY(!learn::cholesky(negative, 1, m_progress));
    }

    void findsClassesAndNothingInNoise() {
        const auto training = made(210, 30, 0.8, 1);
        const auto test = made(210, 30, 0.8, 2);
        learn::KernelRidge learner({{}, {0.1, 1.0}, 1});
        PROSOSCOPE_VERIFY(learner.fit(training.training(), m_progress));
        const auto scores = learner.scores(test.rows.view(), m_progress);
        PROSOSCOPE_VERIFY(scores);
        const auto predicted = best(*scores);
        int right = 0;
        for (std::size_t i = 0; i < predicted.size(); ++i) right += predicted[i] == test.labels[i];
        QVERIFY2(right > 180, qPrintable(QString::number(right)));
        QVERIFY(learner.chosen().uar > 0.8);
        const auto noise = made(210, 30, 0.0, 3);
        PROSOSCOPE_VERIFY(learner.fit(noise.training(), m_progress));
        QVERIFY2(std::abs(learner.chosen().uar - 1.0 / 3.0) < 0.15, qPrintable(QString::number(learner.chosen().uar)));
        QVERIFY(learner.temperature() > 0.3);  // nothing is sure there
    }

    /// What the inverse says of a left-out speaker is what a fit without it says.
    void leavingOutIsExact() {
        const auto all = made(120, 12, 0.7, 5);
        learn::KernelRidge whole({{}, {0.5}, 1});
        PROSOSCOPE_VERIFY(whole.fit(all.training(), m_progress));
        std::vector<int> truth;
        std::vector<int> predicted;
        for (int s = 0; s < 5; ++s) {
            std::vector<std::size_t> rest;
            std::vector<std::size_t> out;
            for (std::size_t i = 0; i < all.labels.size(); ++i)
                (all.speakers[i] == "s" + std::to_string(s) ? out : rest).push_back(i);
            Made part{learn::rowsOf(all.rows.view(), std::span(rest)), {}, {}};
            for (const auto i : rest) {
                part.labels.push_back(all.labels[i]);
                part.speakers.push_back(all.speakers[i]);
            }
            learn::KernelRidge learner({{}, {0.5}, 1});
            PROSOSCOPE_VERIFY(learner.fit(part.training(), m_progress));
            const auto scores = learner.scores(learn::rowsOf(all.rows.view(), std::span(out)).view(), m_progress).value();
            const auto found = best(scores);
            for (std::size_t k = 0; k < out.size(); ++k) {
                truth.push_back(all.labels[out[k]]);
                predicted.push_back(found[k]);
            }
        }
        std::array<double, 3> right{};
        std::array<double, 3> count{};
        for (std::size_t i = 0; i < truth.size(); ++i) {
            count[static_cast<std::size_t>(truth[i])] += 1.0;
            right[static_cast<std::size_t>(truth[i])] += truth[i] == predicted[i];
        }
        const double uar = (right[0] / count[0] + right[1] / count[1] + right[2] / count[2]) / 3.0;
        // Weights of classes and the width of the kernel differ a little without a speaker, so a row or two may fall otherwise.
        QVERIFY2(std::abs(uar - whole.chosen().uar) < 0.03, qPrintable(QString("%1 %2").arg(uar).arg(whole.chosen().uar)));
    }

    /// A second block that holds the classes is used.
    void blocksAreChosen() {
        const auto noise = made(150, 20, 0.0, 7);
        const auto signal = made(150, 20, 0.8, 8);
        const auto joined = [](const Made& a, const Made& b) {
            Made result{Matrix<float>(a.rows.rows, a.rows.columns + b.rows.columns), b.labels, b.speakers};
            for (std::size_t i = 0; i < a.rows.rows; ++i) {
                std::ranges::copy(a.rows.row(i), result.rows.row(i).begin());
                std::ranges::copy(b.rows.row(i), result.rows.row(i).begin() + 20);
            }
            return result;
        };
        learn::KernelRidge learner({{20, 20}, {0.1, 1.0}, 1});
        PROSOSCOPE_VERIFY(learner.fit(joined(noise, signal).training(), m_progress));
        QCOMPARE(learner.chosen().blocks, std::size_t{2});
        QCOMPARE(learner.grid().size(), std::size_t{4});
    }

    void sameBitsForAnyThreads() {
        const auto training = made(230, 15, 0.5, 9);
        learn::KernelRidge one({{}, {0.1, 1.0}, 1});
        learn::KernelRidge three({{}, {0.1, 1.0}, 3});
        PROSOSCOPE_VERIFY(one.fit(training.training(), m_progress));
        PROSOSCOPE_VERIFY(three.fit(training.training(), m_progress));
        QVERIFY(one.scores(training.rows.view(), m_progress)->values == three.scores(training.rows.view(), m_progress)->values);
    }

    void refusals() {
        auto training = made(60, 5, 0.5, 9);
        learn::KernelRidge learner({{3, 3}, {0.1}, 1});
        QVERIFY(!learner.fit(training.training(), m_progress));  // six columns were promised
        learn::KernelRidge good({{}, {0.1}, 1});
        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        const auto cancelled = good.fit(training.training(), stopped);
        QVERIFY(!cancelled && cancelled.error().kind == core::ErrorKind::Cancelled);
        PROSOSCOPE_VERIFY(good.fit(training.training(), m_progress));
        QVERIFY(!good.scores(Matrix<float>(2, 4).view(), m_progress));
        training.rows.at(3, 3) = std::nanf("");
        QVERIFY(!good.fit(training.training(), m_progress));
        PROSOSCOPE_VERIFY(good.scores(made(4, 5, 0.5, 1).rows.view(), m_progress));  // what was learned before is still there
    }
};

QTEST_GUILESS_MAIN(TestKernelRidge)
#include "TestKernelRidge.moc"
