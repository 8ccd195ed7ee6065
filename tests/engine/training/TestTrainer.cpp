// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <new>
#include <thread>

#include "engine/core/Random.h"
#include "engine/training/Inference.h"
#include "engine/training/Trainer.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// The training loop on small made-up data: it learns, repeats itself, resumes exactly, and stops when asked.
class TestTrainer : public QObject {
    Q_OBJECT

private:
    /// Two classes that differ in where the energy lies, in noise.
    static training::Example clip(int label, std::uint64_t seed, std::size_t frames = 110) {
        core::Random random(seed);
        auto matrix = std::make_shared<features::FeatureMatrix>();
        matrix->frames = frames;
        matrix->columns = 80;
        matrix->values.resize(frames * 80);
        for (std::size_t t = 0; t < frames; ++t) {
            for (std::size_t b = 0; b < 80; ++b) {
                const double centre = label == 0 ? 20.0 : 55.0;
                const double bump = 30.0 * std::exp(-std::pow((static_cast<double>(b) - centre) / 8.0, 2.0));
                matrix->values[t * 80 + b] = static_cast<float>(-60.0 + bump + 4.0 * random.normal());
            }
        }
        return {matrix, label};
    }
    static training::TrainingTask smallTask() {
        training::TrainingTask task;
        for (int i = 0; i < 12; ++i) task.train.push_back(clip(i % 2, static_cast<std::uint64_t>(i)));
        for (int i = 0; i < 6; ++i)
            task.inner.push_back(clip(i % 2, static_cast<std::uint64_t>(100 + i), 100 + 7 * static_cast<std::size_t>(i)));
        task.classes = {"low", "high"};
        task.network.classes = 2;
        task.network.channels1 = task.network.channels2 = task.network.channels3 = task.network.channels4 = 8;
        task.network.projection = 16;
        task.network.hidden = 8;
        task.network.attention = 8;
        task.settings.epochs = 8;
        task.settings.batch = 6;
        task.settings.cropSeconds = 1.0;
        task.settings.learningRate = 5e-3;
        task.settings.averageDecay = 0.9;
        task.seed = 5;
        return task;
    }
    static std::vector<training::EpochReport> run(const training::TrainingTask& task,
                                                  training::TrainedNetwork* trained = nullptr) {
        std::vector<training::EpochReport> reports;
        core::Progress progress;
        auto result = training::trainNetwork(
            task, [&](const training::EpochReport& report) { reports.push_back(report); }, progress);
        if (!result) qWarning("%s", result.error().message().c_str());
        if (result && trained != nullptr) *trained = std::move(*result);
        return result ? reports : std::vector<training::EpochReport>();
    }
    static bool equal(const nn::StateDict& a, const nn::StateDict& b) {
        if (a.entries.size() != b.entries.size()) return false;
        for (std::size_t i = 0; i < a.entries.size(); ++i) {
            if (a.entries[i].name != b.entries[i].name || a.entries[i].values != b.entries[i].values) return false;
        }
        return true;
    }

private Q_SLOTS:
    void learnsWhatIsThere() {
        auto task = smallTask();
        task.settings.epochs = 30;
        training::TrainedNetwork trained;
        const auto reports = run(task, &trained);
        QCOMPARE(reports.size(), std::size_t{30});
        QVERIFY(reports.back().trainLoss < reports.front().trainLoss);
        QCOMPARE(*reports[static_cast<std::size_t>(trained.bestEpoch - 1)].innerUar, 1.0);
        std::vector<features::FeatureMatrixPtr> unseen;
        for (int i = 0; i < 20; ++i)
            unseen.push_back(clip(i % 2, static_cast<std::uint64_t>(1000 + i), 90 + 11 * static_cast<std::size_t>(i)).features);
        core::Progress progress;
        const auto posteriors = training::predictFeatures(trained.state, task.network, unseen, "cpu", 1, progress);
        PROSOSCOPE_VERIFY(posteriors);
        for (std::size_t i = 0; i < unseen.size(); ++i) {
            QVERIFY((*posteriors)[i][i % 2] > 0.5F);
            QVERIFY(std::abs((*posteriors)[i][0] + (*posteriors)[i][1] - 1.0F) < 1e-5F);
        }
    }

    void doesNotLearnWhatIsNotThere() {
        auto task = smallTask();
        core::Random random(8);
        for (auto& example : task.inner) example = clip(0, random.bits());
        for (std::size_t i = 0; i < task.inner.size(); ++i) task.inner[i].label = static_cast<int>(i % 2);
        const auto reports = run(task);
        QVERIFY(!reports.empty());
        QVERIFY(*reports.back().innerUar <= 0.7);
    }

    void sameSeedSameLosses() {
        training::TrainedNetwork first;
        training::TrainedNetwork second;
        const auto a = run(smallTask(), &first);
        const auto b = run(smallTask(), &second);
        QCOMPARE(a.size(), std::size_t{8});
        for (std::size_t i = 0; i < a.size(); ++i) {
            QCOMPARE(a[i].trainLoss, b[i].trainLoss);
            QCOMPARE(*a[i].innerLoss, *b[i].innerLoss);
        }
        QVERIFY(equal(first.state, second.state));
        auto other = smallTask();
        other.seed = 6;
        QVERIFY(run(other).front().trainLoss != a.front().trainLoss);
    }

    void resumesExactlyWhereItWasStopped() {
        QTemporaryDir folder;
        training::TrainedNetwork whole;
        const auto reports = run(smallTask(), &whole);
        auto task = smallTask();
        task.checkpoint = toPath(folder.filePath("fold.safetensors"));
        std::stop_source stop;
        core::Progress progress(stop.get_token());
        const auto stopped = training::trainNetwork(
            task,
            [&](const training::EpochReport& report) {
                if (report.epoch == 3) stop.request_stop();
            },
            progress);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().kind, core::ErrorKind::Cancelled);
        training::TrainedNetwork resumed;
        const auto rest = run(task, &resumed);
        QCOMPARE(rest.size(), std::size_t{5});
        for (std::size_t i = 0; i < rest.size(); ++i) {
            QCOMPARE(rest[i].epoch, static_cast<int>(i) + 4);
            QCOMPARE(rest[i].trainLoss, reports[i + 3].trainLoss);
        }
        QVERIFY(equal(whole.state, resumed.state));
        QCOMPARE(resumed.bestEpoch, whole.bestEpoch);
    }

    void refusesACheckpointOfOtherSettings() {
        QTemporaryDir folder;
        auto task = smallTask();
        task.settings.epochs = 2;
        task.checkpoint = toPath(folder.filePath("fold.safetensors"));
        QCOMPARE(run(task).size(), std::size_t{2});
        task.settings.epochs = 3;
        core::Progress progress;
        const auto refused = training::trainNetwork(task, {}, progress);
        QVERIFY(!refused);
        QVERIFY(QString::fromStdString(refused.error().message()).contains("fold.safetensors"));
    }

    void aCutCheckpointIsNamed() {
        QTemporaryDir folder;
        auto task = smallTask();
        task.settings.epochs = 1;
        task.checkpoint = toPath(folder.filePath("fold.safetensors"));
        QCOMPARE(run(task).size(), std::size_t{1});
        std::filesystem::resize_file(task.checkpoint, std::filesystem::file_size(task.checkpoint) / 2);
        core::Progress progress;
        const auto refused = training::trainNetwork(task, {}, progress);
        QVERIFY(!refused);
        QVERIFY(QString::fromStdString(refused.error().message()).contains("fold.safetensors"));
    }

    void patienceStopsEarly() {
        auto task = smallTask();
        task.settings.epochs = 60;
        task.settings.patience = 3;
        task.settings.learningRate = 2e-2;
        training::TrainedNetwork trained;
        const auto reports = run(task, &trained);
        QVERIFY(reports.size() < 60);
        QCOMPARE(static_cast<int>(reports.size()), trained.bestEpoch + 3);
    }

    void wholeUtterancesOfAllLengthsTrainToo() {
        auto task = smallTask();
        for (std::size_t i = 0; i < task.train.size(); ++i) task.train[i] = clip(static_cast<int>(i % 2), i, 80 + 20 * i);
        task.settings.cropSeconds = 0.0;
        task.settings.epochs = 3;
        const auto reports = run(task);
        QCOMPARE(reports.size(), std::size_t{3});
        QVERIFY(std::isfinite(reports.back().trainLoss));
    }

    void schedulesHaveTheirShapes_data() {
        QTest::addColumn<QString>("schedule");
        QTest::addColumn<double>("middle");
        QTest::addColumn<double>("last");
        QTest::newRow("cosine") << "cosine" << 0.7 << 0.012;
        QTest::newRow("constant") << "constant" << 1.0 << 1.0;
        QTest::newRow("tri-stage") << "tri-stage" << 1.0 << 0.013;
    }
    /// The rate of each epoch's last step, by its peak: a warm-up of 4 of 40 steps, tri-stage then holds for 20.
    void schedulesHaveTheirShapes() {
        QFETCH(QString, schedule);
        QFETCH(double, middle);
        QFETCH(double, last);
        auto task = smallTask();
        task.settings.epochs = 20;
        task.settings.schedule = schedule.toStdString();
        task.settings.holdShare = 0.5;
        const auto reports = run(task);
        QCOMPARE(reports.size(), std::size_t{20});
        const auto share = [&](int epoch) { return reports[static_cast<std::size_t>(epoch - 1)].learningRate / 5e-3; };
        QVERIFY(std::abs(share(1) - 0.5) < 1e-9);
        QVERIFY(std::abs(share(2) - 1.0) < 1e-9);
        QVERIFY2(std::abs(share(9) - middle) < 0.05, qPrintable(QString::number(share(9))));
        QVERIFY2(std::abs(share(20) - last) < 0.015, qPrintable(QString::number(share(20))));
    }

    void accumulatedBatchesMakeOneStep() {
        auto task = smallTask();
        task.settings.warmupShare = 0.5;
        const auto single = run(task);
        task.settings.accumulate = 2;  // both batches of an epoch
        const auto both = run(task);
        QCOMPARE(both.size(), single.size());
        // 8 steps instead of 16: the first epoch's last step is a quarter up the slope both times.
        QVERIFY(std::abs(both.front().learningRate - 5e-3 / 4.0) < 1e-9);
        QVERIFY(std::abs(single.front().learningRate - 5e-3 / 4.0) < 1e-9);
        QVERIFY(both.back().trainLoss < both.front().trainLoss);
        QVERIFY(both.back().trainLoss != single.back().trainLoss);
    }

    void fullDevicesGetHalvesOfBatches() {
        auto task = smallTask();
        std::vector<std::string> remarks;
        task.remark = [&](const core::Text& text) { remarks.push_back(text.english()); };
        task.beforePass = [](std::int64_t rows) {
            if (rows > 3) throw std::bad_alloc();
        };
        const auto reports = run(task);
        QCOMPARE(reports.size(), std::size_t{8});
        for (const auto& report : reports) QVERIFY(std::isfinite(report.trainLoss));
        QCOMPARE(remarks.size(), std::size_t{1});
        QVERIFY2(remarks.front().find("2 parts") != std::string::npos, remarks.front().c_str());
    }

    void deviceTooSmallForTwoRows() {
        auto task = smallTask();
        task.beforePass = [](std::int64_t) { throw std::bad_alloc(); };
        core::Progress progress;
        const auto result = training::trainNetwork(task, {}, progress);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, core::ErrorKind::OutOfMemory);
    }

    /// A hundred trainings stopped at random moments: each ends at once, and memory does not grow.
    void stopsAHundredTimes() {
        const auto task = smallTask();
        const auto residentKib = [] {
            QFile file(QStringLiteral("/proc/self/statm"));
            if (!file.open(QIODevice::ReadOnly)) return 0LL;
            return file.readAll().split(' ').value(1).toLongLong() * 4;
        };
        core::Random random(11);
        long long after20 = 0;
        qint64 slowest = 0;
        for (int i = 0; i < 100; ++i) {
            std::stop_source stop;
            core::Progress progress(stop.get_token());
            QElapsedTimer since;
            std::jthread stopper([&, wait = random.uniform(0.0, 20.0)] {
                std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(wait));
                since.start();
                stop.request_stop();
            });
            const auto result = training::trainNetwork(task, {}, progress);
            stopper.join();
            QVERIFY(!result && result.error().kind == core::ErrorKind::Cancelled);
            slowest = std::max(slowest, since.elapsed());
            if (i == 20) after20 = residentKib();
        }
        QVERIFY2(slowest <= 200, qPrintable(QString::number(slowest)));
        QVERIFY2(residentKib() - after20 < 20 * 1024, qPrintable(QString::number(residentKib() - after20)));
    }

    void undefinedLossIsNamed() {
        auto task = smallTask();
        task.settings.learningRate = 1e30;
        task.settings.gradientClip = 0.0;
        task.settings.warmupShare = 0.0;
        core::Progress progress;
        const auto failed = training::trainNetwork(task, {}, progress);
        QVERIFY(!failed);
        QVERIFY(QString::fromStdString(failed.error().message()).contains("learning rate"));
    }
};

QTEST_GUILESS_MAIN(TestTrainer)
#include "TestTrainer.moc"
