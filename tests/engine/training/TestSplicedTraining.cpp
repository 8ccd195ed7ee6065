// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "engine/nn/ModuleState.h"
#include "engine/training/RecogniserTraining.h"
#include "engine/training/SpokenBatches.h"
#include "tests/engine/training/SpellingTraining.h"

using namespace prososcope;
using spelling::equal;
using spelling::small;
using spelling::train;

/// Training on pieces that the network itself has found: where it finds them, that it goes on exactly, and who chooses the
/// epoch.
class TestSplicedTraining : public QObject {
    Q_OBJECT

private:
    static constexpr double kLetterSeconds = 0.2;  ///< of SpellingCorpus, a fifth more or less
    QTemporaryDir m_home;
    corpus::Corpus m_corpus;

    [[nodiscard]] std::filesystem::path at(const char* name) const { return toPath(m_home.filePath(name)); }

    static experiment::RecogniserExperiment settings(int epochs) {
        auto made = spelling::settings(epochs);
        made.heldOutTexts = 3;
        made.timeStretch = 0.1;
        made.spliceFewest = 1;
        made.spliceMost = 3;
        return made;
    }
    core::Result<training::RecogniserData> load(const experiment::RecogniserExperiment& made) const {
        core::Progress silent;
        return training::loadRecogniserData(made, m_corpus, at("cache"), 1, silent);
    }

    /// Mean distance, in seconds, of stored cuts from where letters of equal length would meet.
    static double meanCutError(const training::RecogniserData& data, const nn::StateDict& stored) {
        const auto& values = stored.entries.front().values;
        double sum = 0.0;
        int count = 0;
        std::size_t place = 0;
        for (const auto& spoken : data.train) {
            [&] { QCOMPARE(values[place], static_cast<float>(spoken.labels.size() + 1)); }();
            for (std::size_t k = 1; k < spoken.labels.size(); ++k, ++count) {
                const double seconds = double(values[place + 1 + k]) * spoken.features->hopSeconds;
                sum += std::abs(seconds - kLetterSeconds * double(k + 1));
            }
            place += spoken.labels.size() + 2;
        }
        return sum / count;
    }

private Q_SLOTS:
    void initTestCase() {
        spelling::writeCorpus(at("corpus"), 4);
        m_corpus = spelling::import(at("corpus"));
    }

    void keepsHeldOutTextsInTheValidationVoiceApart() {
        const auto data = load(settings(1));
        PROSOSCOPE_VERIFY(data);
        QCOMPARE(data->heldOutValidation.size(), std::size_t{3});
        for (const auto& spoken : data->heldOutValidation) {
            QCOMPARE(spoken.speaker, std::string("s1"));
            for (const auto* part : {&data->train, &data->validation}) {
                for (const auto& other : *part) QVERIFY(other.text != spoken.text);
            }
        }
        auto none = settings(1);
        none.heldOutTexts = 0;
        QVERIFY(load(none)->heldOutValidation.empty());
    }

    /// A network that spells cuts between letters, of which it was never told where they lie.
    void alignsLettersWhereTheyAre() {
        auto made = settings(40);
        const auto data = load(made);
        const auto trained = train({*data, made, small(), "cpu", 1, {}});
        PROSOSCOPE_VERIFY(trained);
        const auto network = training::makeSpokenNetwork(made, *data, trained->sizes, torch::kCPU);
        PROSOSCOPE_VERIFY(network);
        PROSOSCOPE_VERIFY(nn::loadState((*network)->module(), trained->state, "trained"));
        training::SpokenBatches batches(*data, made);
        QCOMPARE(batches.aligned(), std::size_t{0});
        core::Progress silent;
        batches.align(**network, silent);
        QCOMPARE(batches.aligned(), data->train.size());
        nn::StateDict stored;
        batches.store(stored);
        const double error = meanCutError(*data, stored);
        QVERIFY2(error < 0.5 * kLetterSeconds, qPrintable(QString::number(error)));
        training::SpokenBatches untrained(*data, made);
        const auto drawn = training::makeSpokenNetwork(made, *data, trained->sizes, torch::kCPU);
        PROSOSCOPE_VERIFY(drawn);
        untrained.align(**drawn, silent);
        nn::StateDict guessed;
        untrained.store(guessed);
        const double chance = meanCutError(*data, guessed);
        QVERIFY2(chance > 2.0 * error, qPrintable(QString::number(chance)));

        training::SpokenBatches again(*data, made);
        QVERIFY(again.restore(stored));
        core::Random one(6);
        core::Random same(6);
        const auto first = batches.make({0, 3, 5}, one);
        const auto second = again.make({0, 3, 5}, same);
        QVERIFY(first.inputs.equal(second.inputs) && first.labels == second.labels && first.frames == second.frames);
        auto broken = stored;
        broken.entries.front().values[2] = 1e6F;
        QVERIFY(!again.restore(broken));
        broken = stored;
        broken.entries.front().values.pop_back();
        QVERIFY(!again.restore(broken));
    }

    void alignsAgainAsItIsTold() {
        auto made = settings(1);
        const auto data = load(made);
        const auto epochs = [&](int from, int every) {
            made.spliceFromEpoch = from;
            made.alignEvery = every;
            const training::SpokenBatches batches(*data, made);
            std::vector<int> told;
            for (int epoch = 1; epoch <= 8; ++epoch) {
                if (batches.alignsBefore(epoch)) told.push_back(epoch);
            }
            return told;
        };
        QCOMPARE(epochs(0, 2), (std::vector<int>{}));
        QCOMPARE(epochs(3, 0), (std::vector<int>{3}));
        QCOMPARE(epochs(2, 3), (std::vector<int>{2, 5, 8}));
    }

    /// Before the first alignment it is the training without pieces; afterwards another one, the same whenever it is stopped.
    void resumesExactlyWhereItWasStopped() {
        auto made = settings(6);
        const auto data = load(made);
        const auto plain = train({*data, made, small(), "cpu", 1, {}});
        made.spliceFromEpoch = 3;
        made.spliceShare = 0.8;
        made.alignEvery = 2;
        const auto whole = train({*data, made, small(), "cpu", 1, {}});
        PROSOSCOPE_VERIFY(whole);
        for (std::size_t i = 0; i < 6; ++i) QCOMPARE(whole->epochs[i].trainLoss == plain->epochs[i].trainLoss, i < 2);
        for (const int stopped : {2, 3, 4}) {
            const auto checkpoint = at(("stopped" + std::to_string(stopped) + ".safetensors").c_str());
            const training::RecogniserTask task{*data, made, small(), "cpu", 1, checkpoint};
            QCOMPARE(train(task, stopped).error().kind, core::ErrorKind::Cancelled);
            const auto resumed = train(task);
            PROSOSCOPE_VERIFY(resumed);
            QVERIFY(equal(whole->state, resumed->state));
            QCOMPARE(resumed->bestEpoch, whole->bestEpoch);
            for (std::size_t i = 0; i < 6; ++i) {
                QCOMPARE(resumed->epochs[i].trainLoss, whole->epochs[i].trainLoss);
                QCOMPARE(resumed->epochs[i].heldOutErrors, whole->epochs[i].heldOutErrors);
            }
            auto other = made;
            other.spliceMost = 2;
            QVERIFY(!train({*data, other, small(), "cpu", 1, checkpoint}));
        }
    }

    void theEpochIsChosenAsItIsTold() {
        auto made = settings(12);
        const auto data = load(made);
        const auto byLoss = train({*data, made, small(), "cpu", 1, {}});
        PROSOSCOPE_VERIFY(byLoss);
        const auto& lowest = byLoss->epochs[static_cast<std::size_t>(byLoss->bestEpoch - 1)];
        for (const auto& epoch : byLoss->epochs) QVERIFY(lowest.validationLoss <= epoch.validationLoss);
        made.selectBy = "held-out-validation";
        const auto byErrors = train({*data, made, small(), "cpu", 1, {}});
        PROSOSCOPE_VERIFY(byErrors);
        const auto& best = byErrors->epochs[static_cast<std::size_t>(byErrors->bestEpoch - 1)];
        for (const auto& epoch : byErrors->epochs) {
            QVERIFY(epoch.heldOutErrors && *best.heldOutErrors <= *epoch.heldOutErrors);
            QVERIFY(epoch.epoch >= best.epoch || *epoch.heldOutErrors > *best.heldOutErrors);  // the first of equal ones
        }
        auto elsewhere = m_corpus;
        std::erase_if(elsewhere.utterances, [&](const auto& utterance) {
            return utterance.speaker == "s1" && std::any_of(data->heldOutValidation.begin(), data->heldOutValidation.end(),
                                                            [&](const auto& spoken) { return spoken.id == utterance.id; });
        });
        core::Progress silent;
        const auto refused = training::loadRecogniserData(made, elsewhere, at("cache"), 1, silent);
        QVERIFY(!refused && refused.error().message().find("held-out") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestSplicedTraining)
#include "TestSplicedTraining.moc"
