// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/RunComparison.h"
#include "engine/core/Random.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using analysis::ComparedRun;

class TestRunComparison : public QObject {
    Q_OBJECT

private:
    core::Progress m_progress;

    /// Two hundred utterances of ten speakers; right with this probability.
    static ComparedRun run(double accuracy, std::uint64_t seed, std::vector<std::string> classes = {"angry", "sad"}) {
        ComparedRun run{std::move(classes), {}};
        core::Random random(seed);
        const bool swapped = run.classes.front() == "sad";
        for (int i = 0; i < 200; ++i) {
            store::PredictionRecord prediction;
            prediction.utterance = "u" + std::to_string(i);
            prediction.speaker = "s" + std::to_string(i % 10);
            const int truth = (i / 10) % 2;
            const int predicted = random.chance(accuracy) ? truth : 1 - truth;
            prediction.truth = swapped ? 1 - truth : truth;
            prediction.predicted = swapped ? 1 - predicted : predicted;
            run.predictions.push_back(prediction);
        }
        return run;
    }

private Q_SLOTS:
    void plantedDifferenceIsFound() {
        const auto compared = analysis::compareRuns(run(0.9, 1), run(0.6, 2), m_progress);
        PROSOSCOPE_VERIFY(compared);
        QCOMPARE(compared->utterances, std::size_t{200});
        QCOMPARE(compared->speakers, std::size_t{10});
        QVERIFY(compared->uar.difference > 0.15);
        QVERIFY(compared->uar.interval.low > 0.0);
        QVERIFY(compared->uar.permutation < 0.01 && compared->uar.mcNemar.exact < 0.01);
    }
    void noDifferenceIsNone() {
        const auto compared = analysis::compareRuns(run(0.8, 1), run(0.8, 9), m_progress);
        PROSOSCOPE_VERIFY(compared);
        QVERIFY(compared->uar.interval.low < 0.0 && compared->uar.interval.high > 0.0);
        QVERIFY(compared->uar.permutation > 0.05);
    }
    /// The same predictions with the classes the other way round are the same run.
    void classesAreMatchedByName() {
        const auto compared = analysis::compareRuns(run(0.8, 4), run(0.8, 4, {"sad", "angry"}), m_progress);
        PROSOSCOPE_VERIFY(compared);
        QCOMPARE(compared->uar.difference, 0.0);
        QCOMPARE(compared->uar.mcNemar.onlyFirst + compared->uar.mcNemar.onlySecond, std::size_t{0});
    }
    void utterancesOfOneRunAloneAreLeftOut() {
        auto shorter = run(0.8, 4);
        shorter.predictions.resize(150);
        shorter.predictions[0].utterance = "another";
        shorter.predictions[1].startSeconds = 2.0;  // another span of the recording
        const auto compared = analysis::compareRuns(run(0.8, 5), shorter, m_progress);
        PROSOSCOPE_VERIFY(compared);
        QCOMPARE(compared->utterances, std::size_t{148});
        QCOMPARE(compared->onlyFirst, std::size_t{52});
        QCOMPARE(compared->onlySecond, std::size_t{2});
    }
    /// Pairs, matrices and speakers add up to the figures.
    void whatStandsBehindTheFigures() {
        auto other = run(0.6, 2, {"sad", "angry"});
        other.predictions.erase(other.predictions.begin());
        const auto first = run(0.9, 1);
        const auto compared = analysis::compareRuns(first, other, m_progress);
        PROSOSCOPE_VERIFY(compared);
        QCOMPARE(compared->pairs.size(), std::size_t{199});
        std::size_t alone = 0;
        for (const auto& pair : compared->pairs) {
            QCOMPARE(first.predictions[pair.first].utterance, other.predictions[pair.second].utterance);
            QCOMPARE(pair.secondPredicted, 1 - other.predictions[pair.second].predicted);
            alone += pair.firstPredicted == pair.truth && pair.secondPredicted != pair.truth ? 1 : 0;
        }
        QCOMPARE(alone, compared->uar.mcNemar.onlyFirst);
        QCOMPARE(analysis::unweightedAverageRecall(compared->firstMatrix), compared->uar.first);
        QCOMPARE(analysis::unweightedAverageRecall(compared->secondMatrix), compared->uar.second);
        QCOMPARE(compared->bySpeaker.size(), std::size_t{10});
        std::size_t utterances = 0;
        for (const auto& speaker : compared->bySpeaker) {
            QCOMPARE(speaker.difference, speaker.first - speaker.second);
            utterances += speaker.utterances;
        }
        QCOMPARE(utterances, std::size_t{199});
    }
    void refusals() {
        const auto other = analysis::compareRuns(run(0.8, 1), run(0.8, 2, {"angry", "happy"}), m_progress);
        QVERIFY(!other && other.error().message().find("classes differ") != std::string::npos);
        auto contradicting = run(0.8, 2);
        contradicting.predictions[3].truth = 1 - contradicting.predictions[3].truth;
        const auto truths = analysis::compareRuns(run(0.8, 1), contradicting, m_progress);
        QVERIFY(!truths && truths.error().message().find("u3") != std::string::npos);
        auto hostile = run(0.8, 2);
        hostile.predictions[0].predicted = 77;
        QVERIFY(!analysis::compareRuns(run(0.8, 1), hostile, m_progress));
        QVERIFY(!analysis::compareRuns(run(0.8, 1), {{"angry", "sad"}, {}}, m_progress));
        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        const auto cancelled = analysis::compareRuns(run(0.8, 1), run(0.8, 2), stopped);
        QVERIFY(!cancelled && cancelled.error().kind == core::ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestRunComparison)
#include "TestRunComparison.moc"
