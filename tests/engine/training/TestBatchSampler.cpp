// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include <map>
#include <set>

#include "engine/training/BatchSampler.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// Which utterances meet in a batch.
class TestBatchSampler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void balancedDrawsClassesEquallyAndUtterancesInTurn() {
        std::vector<int> labels(90, 0);
        labels.insert(labels.end(), 10, 1);
        experiment::TrainingSettings settings;
        settings.batch = 10;
        const training::BatchSampler sampler(labels, std::vector<std::size_t>(100, 50), 2, settings);
        QCOMPARE(sampler.stepsPerEpoch(), std::size_t{10});
        core::Random random(1);
        std::map<std::size_t, int> times;
        int rare = 0;
        for (int epoch = 0; epoch < 20; ++epoch) {
            for (const auto& batch : sampler.epoch(random)) {
                for (const auto index : batch) {
                    ++times[index];
                    rare += labels[index] == 1 ? 1 : 0;
                }
            }
        }
        QVERIFY2(rare > 900 && rare < 1100, qPrintable(QString::number(rare)));
        for (std::size_t i = 90; i < 100; ++i) QVERIFY(times[i] > 80 && times[i] < 120);
    }

    void unbalancedSeesEveryUtteranceOnce() {
        experiment::TrainingSettings settings;
        settings.batch = 8;
        settings.classBalance = "none";
        const training::BatchSampler sampler(std::vector<int>(33, 0), std::vector<std::size_t>(33, 50), 1, settings);
        core::Random random(3);
        const auto batches = sampler.epoch(random);
        std::multiset<std::size_t> seen;
        for (const auto& batch : batches) {
            QVERIFY(batch.size() > 1);  // batch statistics need two
            seen.insert(batch.begin(), batch.end());
        }
        QCOMPARE(seen.size(), std::size_t{33});
        QCOMPARE(std::set<std::size_t>(seen.begin(), seen.end()).size(), std::size_t{33});
    }

    void wholeUtterancesAreBucketedByLength() {
        experiment::TrainingSettings settings;
        settings.batch = 16;
        settings.cropSeconds = 0.0;
        settings.classBalance = "none";
        std::vector<std::size_t> lengths;
        core::Random random(4);
        for (int i = 0; i < 320; ++i) lengths.push_back(100 + static_cast<std::size_t>(random.below(800)));
        const training::BatchSampler sampler(std::vector<int>(320, 0), lengths, 1, settings);
        std::size_t padded = 0;
        std::size_t used = 0;
        for (const auto& batch : sampler.epoch(random)) {
            std::size_t longest = 0;
            for (const auto index : batch) longest = std::max(longest, lengths[index]);
            for (const auto index : batch) used += lengths[index];
            padded += longest * batch.size();
        }
        QVERIFY(static_cast<double>(padded) < 1.08 * static_cast<double>(used));
    }

    void weightsAreInverseFrequenciesWithMeanOne() {
        std::vector<int> labels(30, 0);
        labels.insert(labels.end(), 10, 2);
        const training::BatchSampler sampler(labels, std::vector<std::size_t>(40, 50), 3, {});
        const auto weights = sampler.classWeights();
        QVERIFY(std::abs(weights[0].item<double>() - 40.0 / 60.0) < 1e-6);
        QCOMPARE(weights[1].item<double>(), 0.0);
        QVERIFY(std::abs(weights[2].item<double>() - 2.0) < 1e-6);
    }
};

QTEST_GUILESS_MAIN(TestBatchSampler)
#include "TestBatchSampler.moc"
