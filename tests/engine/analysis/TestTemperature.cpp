// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/analysis/Classification.h"
#include "engine/analysis/Temperature.h"
#include "engine/core/Random.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// Posteriors that become as often right as they claim.
class TestTemperature : public QObject {
    Q_OBJECT

private:
    struct Sample {
        std::vector<double> probabilities;
        std::vector<int> truth;
    };
    /// Rows whose truth is drawn by their own probabilities, which are then sharpened by `factor`.
    static Sample sharpened(double factor, std::size_t rows) {
        core::Random random(7);
        Sample sample;
        for (std::size_t row = 0; row < rows; ++row) {
            double logits[3];
            double sum = 0.0;
            for (double& logit : logits) sum += std::exp(logit = 1.5 * random.normal());
            double drawn = random.uniform() * sum;
            int label = 0;
            while (label < 2 && drawn >= std::exp(logits[label])) drawn -= std::exp(logits[label++]);
            sample.truth.push_back(label);
            double sharp = 0.0;
            for (const double logit : logits) sharp += std::exp(factor * logit);
            for (const double logit : logits) sample.probabilities.push_back(std::exp(factor * logit) / sharp);
        }
        return sample;
    }

private Q_SLOTS:
    void findsWhatWasDone_data() {
        QTest::addColumn<double>("factor");
        QTest::newRow("too sure") << 2.5;
        QTest::newRow("right") << 1.0;
        QTest::newRow("too timid") << 0.4;
    }
    void findsWhatWasDone() {
        QFETCH(double, factor);
        const auto sample = sharpened(factor, 8000);
        const double temperature = analysis::fittedTemperature(sample.probabilities, sample.truth, 3);
        QVERIFY2(std::abs(std::log(temperature / factor)) < 0.06, qPrintable(QString::number(temperature)));
        const auto after = analysis::atTemperature(sample.probabilities, 3, temperature);
        QVERIFY(analysis::calibrationError(after, sample.truth, 3) < 0.02);
        QVERIFY(analysis::negativeLogLikelihood(after, sample.truth, 3) <=
                analysis::negativeLogLikelihood(sample.probabilities, sample.truth, 3) + 1e-3);
        for (std::size_t row = 0; row < sample.truth.size(); ++row) {
            const auto winner = [&](const std::vector<double>& values) {
                const auto begin = values.begin() + static_cast<std::ptrdiff_t>(3 * row);
                return std::max_element(begin, begin + 3) - begin;
            };
            QCOMPARE(winner(after), winner(sample.probabilities));
        }
    }

    /// What is always right has no best temperature: the lowest is given. What says nothing has the highest or stays.
    void extremesAreBounded() {
        const std::vector<double> sure{0.9, 0.1, 0.2, 0.8};
        const std::vector<int> right{0, 1};
        const std::vector<int> wrong{1, 0};
        QVERIFY(std::abs(analysis::fittedTemperature(sure, right, 2) - 0.05) < 1e-3);
        QVERIFY(std::abs(analysis::fittedTemperature(sure, wrong, 2) - 20.0) < 1e-3);
        QCOMPARE(analysis::fittedTemperature({}, {}, 2), 1.0);
        const std::vector<double> zeros{1.0, 0.0};
        for (const double value : analysis::atTemperature(zeros, 2, 5.0)) QVERIFY(std::isfinite(value));
        QVERIFY(std::isfinite(analysis::negativeLogLikelihood(zeros, std::vector<int>{1}, 2)));
        QVERIFY(std::isnan(analysis::negativeLogLikelihood({}, {}, 2)));
    }

    /// A fold is judged at the temperature of the others: rows that could mislead it are not its own.
    void foldsAreJudgedAtTheOthersTemperature() {
        const auto sample = sharpened(3.0, 3000);
        std::vector<store::PredictionRecord> records;
        for (std::size_t row = 0; row < sample.truth.size(); ++row) {
            store::PredictionRecord record;
            record.fold = static_cast<int>(row % 3);
            record.speaker = "s" + std::to_string(row % 6);
            record.truth = sample.truth[row];
            for (std::size_t c = 0; c < 3; ++c)
                record.posteriors.push_back(static_cast<float>(sample.probabilities[3 * row + c]));
            records.push_back(record);
        }
        const auto found = analysis::runTemperature(records, 3);
        QVERIFY(found);
        QCOMPARE(found->rows, std::size_t{3000});
        QVERIFY(std::abs(found->temperature - 3.0) < 0.3);
        QVERIFY(found->lossAfter.value < found->lossBefore.value && found->errorAfter.value < 0.5 * found->errorBefore.value);
        QVERIFY(found->lossAfter.interval.low < found->lossAfter.value &&
                found->lossAfter.value < found->lossAfter.interval.high);
        // Fold 0 always wrong: its own loss is judged at what folds 1 and 2 want, which did not change.
        auto misled = records;
        for (auto& record : misled) {
            if (record.fold == 0) record.truth = (record.truth + 1) % 3;
        }
        const auto after = analysis::runTemperature(misled, 3);
        QVERIFY(after && after->temperature > 1.3 * found->temperature);
        records.resize(1);
        records[0].posteriors[0] = std::nanf("");
        QVERIFY(!analysis::runTemperature(records, 3));
        QVERIFY(!analysis::runTemperature({}, 3));
    }

    void aCardGetsItOnce() {
        store::ModelCard card;
        card.figures.push_back({"UAR", 0.8, 0.7, 0.9, 339, 10, "EmoDB, leave-one-speaker-out"});
        analysis::RunTemperature found;
        found.temperature = 3.0;
        found.errorAfter = {0.03, {0.02, 0.05}};
        found.rows = 300;
        analysis::addTemperature(card, found, 1.0);
        analysis::addTemperature(card, found, 0.5);  // its run's predictions were sharper: once more, not on top
        QCOMPARE(card.settings.at("temperature"), 1.5);
        QCOMPARE(card.figures.size(), std::size_t{5});
        QCOMPARE(card.figures[4].value, 0.03);
        QCOMPARE(card.figures[4].high, 0.05);
        QCOMPARE(card.figures[4].n, 300L);
        QVERIFY(card.figures[4].protocol.starts_with("EmoDB, leave-one-speaker-out, at the other folds'"));
        found.temperature = 1e9;
        analysis::addTemperature(card, found, 1.0);
        QCOMPARE(card.settings.at("temperature"), 20.0);  // within what a card may hold
    }

    void oneIsNoChange() {
        const std::vector<double> rows{0.7, 0.2, 0.1};
        const auto same = analysis::atTemperature(rows, 3, 1.0);
        for (std::size_t c = 0; c < 3; ++c) QVERIFY(std::abs(same[c] - rows[c]) < 1e-12);
        QVERIFY(std::abs(analysis::negativeLogLikelihood(rows, std::vector<int>{1}, 3) + std::log(0.2)) < 1e-12);
    }
};

QTEST_GUILESS_MAIN(TestTemperature)
#include "TestTemperature.moc"
