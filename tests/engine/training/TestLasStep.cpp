// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include "engine/models/las/LasDecoding.h"
#include "engine/models/las/LasLengths.h"
#include "engine/models/las/SvdAdaptation.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/LasStep.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using torch::Tensor;

/// Teaching an attention recogniser: a task that it learns in seconds, stages that leave the rest alone, going on after a stop.
class TestLasStep : public QObject {
    Q_OBJECT

private:
    static constexpr std::int64_t kLetters = 4;
    static constexpr std::int64_t kFramesOfLetter = 4;

    static models::LasSettings small() {
        models::LasSettings settings;
        settings.inputs = kLetters;
        settings.cells = 16;
        settings.embedding = 8;
        settings.attention = 16;
        settings.decoder = 32;
        settings.symbols = 4 + kLetters;
        return settings;
    }
    /// Words of two or three letters, each letter four noisy frames of its own channel.
    static training::LasBatch copying(std::uint64_t seed, std::int64_t count) {
        torch::manual_seed(seed);
        training::LasBatch batch;
        batch.features = torch::zeros({count, 3 * kFramesOfLetter, kLetters});
        std::vector<std::vector<std::int64_t>> targets;
        for (std::int64_t b = 0; b < count; ++b) {
            auto& word = targets.emplace_back();
            const auto letters = 2 + b % 2;
            for (std::int64_t i = 0; i < letters; ++i) {
                const auto letter = torch::randint(kLetters, {1}, torch::kLong).item<std::int64_t>();
                word.push_back(4 + letter);
                auto frames = batch.features[b].narrow(0, i * kFramesOfLetter, kFramesOfLetter);
                frames.add_(0.1 * torch::randn({kFramesOfLetter, kLetters}));
                frames.select(1, letter).add_(1.0);
            }
            word.push_back(models::kLasEnd);
            batch.frames.push_back(letters * kFramesOfLetter);
        }
        batch.targets = models::paddedTargets(targets);
        return batch;
    }

private Q_SLOTS:
    void learnsToCopy() {
        auto network = models::makeLasNetwork(small(), 1);
        training::LasTeaching teaching;
        teaching.teacherForcing = 0.9;
        training::LasStep step(network, teaching, torch::kCPU, 5);
        const auto unseen = copying(1'000, 40);
        const double before = step.measure(unseen);
        for (std::uint64_t i = 0; i < 250; ++i) QVERIFY(std::isfinite(step.run(copying(i, 24), 0.01)));
        const double after = step.measure(unseen);
        QVERIFY2(after < 0.3 && before > 1.0, qPrintable(QString("%1 to %2").arg(before).arg(after)));
        const torch::NoGradGuard noGrad;
        const auto sound = network->listen(unseen.features, unseen.frames);
        const auto texts = models::spellGreedily(network, sound, std::vector<std::int64_t>(40, 8));
        int right = 0;
        for (std::size_t b = 0; b < texts.size(); ++b) {
            auto word = texts[b].symbols;
            word.push_back(models::kLasEnd);
            word.resize(4, models::kLasPadding);
            right += torch::equal(torch::tensor(word), unseen.targets[static_cast<std::int64_t>(b)]) ? 1 : 0;
        }
        QVERIFY2(right >= 36, qPrintable(QString::number(right)));
    }

    void stagesLeaveTheRestAlone_data() {
        QTest::addColumn<int>("stage");
        for (int stage = 0; stage < 3; ++stage) QTest::addRow("stage %d", stage + 1) << stage;
    }
    void stagesLeaveTheRestAlone() {
        QFETCH(int, stage);
        const auto& plan = models::kLasStages[static_cast<std::size_t>(stage)];
        for (const std::int64_t rank : {0, 5}) {
            auto settings = small();
            settings.rank = rank;
            auto network = models::makeLasNetwork(settings, 2);
            const auto listener = models::digestOf(network, models::LasGroup::Listener);
            const auto speller = models::digestOf(network, models::LasGroup::Speller);
            training::LasTeaching teaching;
            teaching.trained = plan.trained;
            teaching.teacherForcing = plan.teacherForcing;
            teaching.dropout = plan.dropout;
            training::LasStep step(network, teaching, torch::kCPU, 5);
            for (std::uint64_t i = 0; i < 3; ++i) step.run(copying(i, 8), plan.rate);
            QCOMPARE(models::digestOf(network, models::LasGroup::Listener) == listener,
                     plan.trained == models::LasGroup::Speller);
            QCOMPARE(models::digestOf(network, models::LasGroup::Speller) == speller,
                     plan.trained == models::LasGroup::Listener);
            // What is trained is trained wholly: every parameter has a gradient.
            const auto trained = models::trainOnly(network, plan.trained);
            QVERIFY(!trained.empty());
            for (const auto& [name, parameter] : trained) QVERIFY2(parameter.grad().defined(), name.c_str());
        }
    }

    void goesOnAfterAStop() {
        training::LasTeaching teaching;
        teaching.teacherForcing = 0.5;
        teaching.dropout = 0.2;
        auto whole = models::makeLasNetwork(small(), 3);
        training::LasStep first(whole, teaching, torch::kCPU, 9);
        for (std::uint64_t i = 0; i < 4; ++i) first.run(copying(i, 6), 0.01);
        auto stored = nn::stateOf(*whole);
        nn::StateDict moments;
        first.store(moments);
        for (std::uint64_t i = 4; i < 7; ++i) first.run(copying(i, 6), 0.01);
        auto again = models::makeLasNetwork(small(), 4);
        PROSOSCOPE_VERIFY(nn::loadState(*again, stored, "state"));
        training::LasStep second(again, teaching, torch::kCPU, 9);
        second.restore(moments, 4);
        for (std::uint64_t i = 4; i < 7; ++i) second.run(copying(i, 6), 0.01);
        QCOMPARE(models::digestOf(again, models::LasGroup::All), models::digestOf(whole, models::LasGroup::All));
    }

    void keepsItsWeightsFromWhatIsNoNumber() {
        auto network = models::makeLasNetwork(small(), 3);
        training::LasStep step(network, {}, torch::kCPU, 9);
        const auto before = models::digestOf(network, models::LasGroup::All);
        auto batch = copying(1, 4);
        batch.features[0][0][0] = std::nan("");
        QVERIFY(!std::isfinite(step.run(batch, 0.01)));
        QCOMPARE(models::digestOf(network, models::LasGroup::All), before);
        QCOMPARE(step.steps(), std::int64_t{0});
    }
};

QTEST_GUILESS_MAIN(TestLasStep)
#include "TestLasStep.moc"
