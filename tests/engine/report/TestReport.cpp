// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/RunComparison.h"
#include "engine/store/Workspace.h"
#include "tests/engine/report/ReportExamples.h"

using namespace prososcope;
using examples::findTable;
using examples::number;
using examples::storedRun;

/// What a report says is what the functions of engine/analysis say.
class TestReport : public QObject {
    Q_OBJECT

private:
    core::Progress m_progress;

private Q_SLOTS:
    void scoresAreThoseOfTheAnalysis() {
        const auto stored = storedRun(0.7, 1);
        std::vector<int> truth;
        std::vector<int> predicted;
        std::vector<std::string> speakers;
        std::vector<double> posteriors;
        for (const auto& each : stored.predictions) {
            truth.push_back(each.truth);
            predicted.push_back(each.predicted);
            speakers.push_back(each.speaker);
            posteriors.insert(posteriors.end(), each.posteriors.begin(), each.posteriors.end());
        }
        const auto matrix = analysis::confusionMatrix(truth, predicted, 3);
        const auto interval = analysis::bootstrapUar(truth, predicted, speakers, 3);
        const auto document = report::makeReport({stored}, {}, m_progress);
        PROSOSCOPE_VERIFY(document);
        const auto* scores = findTable(*document, "run-1-scores");
        QVERIFY(scores != nullptr);
        QCOMPARE(number(*scores, "score", "uar", "value"), analysis::unweightedAverageRecall(matrix));
        QCOMPARE(number(*scores, "score", "uar", "low"), interval.low);
        QCOMPARE(number(*scores, "score", "uar", "high"), interval.high);
        QCOMPARE(number(*scores, "score", "wa", "value"), analysis::weightedAccuracy(matrix));
        QCOMPARE(number(*scores, "score", "macro_f1", "value"), analysis::macroF1(matrix));
        QCOMPARE(number(*scores, "score", "ece", "value"), analysis::calibrationError(posteriors, truth, 3));
        QCOMPARE(number(*scores, "score", "brier", "value"), analysis::brierScore(posteriors, truth, 3));
        QVERIFY(number(*scores, "score", "wa", "low") < number(*scores, "score", "wa", "value"));
        const auto* classes = findTable(*document, "run-1-classes");
        QVERIFY(classes != nullptr);
        QCOMPARE(number(*classes, "class", "happy", "recall"), analysis::recalls(matrix)[1]);
        QCOMPARE(number(*classes, "class", "sad", "precision"), analysis::precisions(matrix)[2]);
        const auto* confusion = findTable(*document, "run-1-confusion");
        QVERIFY(confusion != nullptr);
        QCOMPARE(number(*confusion, "truth", "sad", "angry"), static_cast<double>(matrix.at(2, 0)));
        // The bins hold the calibration error: 120 utterances at the largest posterior of 0.6.
        const auto figures = report::computeFigures(stored, m_progress);
        PROSOSCOPE_VERIFY(figures);
        double error = 0.0;
        for (const auto& bin : figures->calibration->bins) {
            if (bin.rows > 0) error += static_cast<double>(bin.rows) / 120.0 * std::abs(bin.accuracy - bin.probability);
        }
        QVERIFY(std::abs(error - figures->calibration->error) < 1e-9);
        QCOMPARE(figures->bySpeaker.size(), std::size_t{6});
        QCOMPARE(figures->byGender.size(), std::size_t{2});
        QCOMPARE(figures->byGender[0].utterances, std::size_t{60});
    }
    void comparisonIsThatOfTheAnalysis() {
        const auto first = storedRun(0.9, 1, 4);
        const auto second = storedRun(0.6, 2, 7);
        const auto document = report::makeReport({first, second}, {}, m_progress);
        PROSOSCOPE_VERIFY(document);
        const auto compared =
            analysis::compareRuns({first.run.classes, first.predictions}, {second.run.classes, second.predictions}, m_progress);
        PROSOSCOPE_VERIFY(compared);
        const auto* table = findTable(*document, "comparisons");
        QVERIFY(table != nullptr);
        QCOMPARE(number(*table, "first", "4", "difference"), compared->uar.difference);
        QCOMPARE(number(*table, "first", "4", "low"), compared->uar.interval.low);
        QCOMPARE(number(*table, "first", "4", "permutation_p"), compared->uar.permutation);
        QCOMPARE(number(*table, "first", "4", "permutation_p_holm"), compared->uar.permutation);  // one pair
        QCOMPARE(number(*table, "first", "4", "mcnemar_p"), compared->uar.mcNemar.exact);
    }
    /// Three seeds of one point: mean, deviation and range by hand.
    void seedsOfAGroup() {
        std::vector<report::StoredRun> runs;
        std::vector<double> uar;
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            auto stored = storedRun(0.5 + 0.1 * static_cast<double>(seed), seed, static_cast<std::int64_t>(seed));
            stored.run.group = "g";
            stored.run.point = "model.cost = 1";
            uar.push_back(report::computeFigures(stored, m_progress)->uar.value);
            runs.push_back(std::move(stored));
        }
        auto other = storedRun(0.9, 9, 9);
        other.run.group = "g";
        other.run.point = "model.cost = 2";  // alone at its point
        runs.push_back(std::move(other));
        const auto document = report::makeReport(runs, {}, m_progress);
        PROSOSCOPE_VERIFY(document);
        const auto* table = findTable(*document, "seeds");
        QVERIFY(table != nullptr);
        const double mean = (uar[0] + uar[1] + uar[2]) / 3.0;
        double squares = 0.0;
        for (const double value : uar) squares += (value - mean) * (value - mean);
        QCOMPARE(number(*table, "score", "UAR", "mean"), mean);
        QCOMPARE(number(*table, "score", "UAR", "sd"), std::sqrt(squares / 2.0));
        QCOMPARE(number(*table, "score", "UAR", "seeds"), 3.0);
        for (const auto& row : csvOf(*table).rows) QCOMPARE(row[1], std::string("model.cost = 1"));
        QCOMPARE(csvOf(*findTable(*document, "comparisons")).rows.size(), std::size_t{6});
    }
    void dimensions() {
        auto stored = storedRun(0.5, 3);
        stored.run.classes.clear();
        stored.run.dimensions = {"valence", "arousal"};
        for (std::size_t i = 0; i < stored.predictions.size(); ++i) {
            auto& each = stored.predictions[i];
            each.truth = each.predicted = -1;
            each.posteriors.clear();
            const auto value = static_cast<float>(i % 5);
            each.trueValues = {value, i % 2 == 0 ? value : std::nanf("")};
            each.values = {value + 1.0F, value};
        }
        const auto document = report::makeReport({stored}, {}, m_progress);
        PROSOSCOPE_VERIFY(document);
        QVERIFY(findTable(*document, "run-1-classes") == nullptr);
        const auto* table = findTable(*document, "run-1-dimensions");
        QVERIFY(table != nullptr);
        QCOMPARE(number(*table, "dimension", "valence", "rmse"), 1.0);
        QCOMPARE(number(*table, "dimension", "valence", "n"), 120.0);
        // Variance 2 on both sides, one apart: 2 * 2 / (2 + 2 + 1).
        QVERIFY(std::abs(number(*table, "dimension", "valence", "ccc") - 0.8) < 1e-9);
        QVERIFY(std::abs(number(*table, "dimension", "arousal", "ccc") - 1.0) < 1e-9);
        QCOMPARE(number(*table, "dimension", "arousal", "n"), 60.0);
    }
    void hostileRuns() {
        auto stored = storedRun(0.5, 3);
        stored.predictions[0].predicted = 77;
        stored.predictions[1].truth = -5;
        stored.predictions[2].posteriors.clear();  // not in the calibration then
        const auto figures = report::computeFigures(stored, m_progress);
        PROSOSCOPE_VERIFY(figures);
        QCOMPARE(figures->matrix.total(), std::size_t{118});
        QVERIFY(figures->calibration && figures->calibration->rows < 120);
        stored.predictions.clear();
        stored.folds.clear();
        stored.epochs.clear();
        stored.run.versions = "not JSON";
        const auto empty = report::makeReport({stored}, {}, m_progress);
        PROSOSCOPE_VERIFY(empty);
        QVERIFY(report::htmlText(*empty).find("no predictions") != std::string::npos);
        QVERIFY(!report::makeReport({}, {}, m_progress));
        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        const auto cancelled = report::makeReport({storedRun(0.5, 1)}, {}, stopped);
        QVERIFY(!cancelled && cancelled.error().kind == core::ErrorKind::Cancelled);
    }
    /// Other classes: the report says so instead of failing.
    void runsThatCannotBeCompared() {
        auto other = storedRun(0.8, 2, 2);
        other.run.classes = {"a", "b", "c"};
        const auto document = report::makeReport({storedRun(0.8, 1), other}, {}, m_progress);
        PROSOSCOPE_VERIFY(document);
        QVERIFY(findTable(*document, "comparisons") == nullptr);
        QVERIFY(report::htmlText(*document).find("classes differ") != std::string::npos);
    }
    /// The bundled example: the figures that it was stored with come out again.
    void bundledExample() {
        const QTemporaryDir folder;
        auto workspace = store::Workspace::open(toPath(folder.path()));
        PROSOSCOPE_VERIFY(workspace);
        const auto id = workspace->importRun(PROSOSCOPE_SOURCE_DIR "/resources/examples/emodb-4class", true);
        PROSOSCOPE_VERIFY(id);
        const auto stored = report::loadStoredRun(*workspace, *id);
        PROSOSCOPE_VERIFY(stored);
        const auto document = report::makeReport({*stored}, {}, m_progress);
        PROSOSCOPE_VERIFY(document);
        const auto* scores = findTable(*document, "run-" + std::to_string(*id) + "-scores");
        QVERIFY(scores != nullptr);
        QCOMPARE(number(*scores, "score", "uar", "value"), *stored->run.uar);
        QCOMPARE(number(*scores, "score", "uar", "low"), *stored->run.uarLow);
        QCOMPARE(number(*scores, "score", "uar", "high"), *stored->run.uarHigh);
        QCOMPARE(number(*scores, "score", "wa", "value"), *stored->run.wa);
        const std::string html = report::htmlText(*document);
        for (const char* fact : {"0.826", "0.773\u20130.873", "leave one speaker out", stored->run.fingerprint.c_str(), "339",
                                 "libtorch 2.11.0", "channels4 = 96"})
            QVERIFY2(html.find(fact) != std::string::npos, fact);
        QVERIFY(!report::loadStoredRun(*workspace, 99));
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "TestReport.moc"
