// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QMenu>
#include <QPushButton>
#include <cmath>

#include "app/gui/corpus/FilterButton.h"
#include "app/gui/layers/ProgressRow.h"
#include "app/gui/results/UtteranceList.h"
#include "engine/core/Paths.h"
#include "engine/core/SafeFile.h"
#include "tests/app/gui/layers/LayersBench.h"

using namespace layers_bench;
using Role = ShownMap::Role;

/// Maps of Layers that are compared with a test, permutations, and corrections over all targets.
class TestLayersComparison : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static QString textOf(const std::filesystem::path& file) {
        return QString::fromStdString(core::readFile(file).value_or(std::string()));
    }
    static QAction* statistic(const Bench& bench, const QString& text) {
        for (auto* menu : bench.page->controls()->statistics()->findChildren<QMenu*>())
            for (QAction* each : menu->actions())
                if (each->text() == text) return each;
        qFatal("no such statistic");
        return nullptr;
    }
    static QStringList entries(const QComboBox* box) {
        QStringList all;
        for (int i = 0; i < box->count(); ++i) all << box->itemText(i);
        return all;
    }
    static const widgets::HeatmapMap& map(const Bench& bench, int index) {
        return bench.page->result()->maps->maps[static_cast<std::size_t>(index)];
    }
    static QString commands(const Bench& bench) {
        QStringList lines;
        for (const auto& each : bench.page->commands()) lines << each.line;
        return lines.join(QLatin1Char('\n'));
    }

private Q_SLOTS:
    void initTestCase() {
        qputenv("XDG_DATA_HOME", m_folder.filePath("data").toUtf8());
        hideBundledSets(m_folder);
    }

    void twoTargetsAreCompared() {
        Bench bench(planted(m_folder));
        QVERIFY(bench.show());
        bench.choose(bench.page->controls()->comparison(), "Valence less Arousal");
        QVERIFY(bench.settle());
        const auto result = bench.page->result();
        QCOMPARE(result->maps->maps.size(), std::size_t{3});
        QCOMPARE(result->roleOf(2), Role::Difference);
        const auto& shown = map(bench, 2);
        QVERIFY(shown.difference != nullptr);
        QCOMPARE(shown.title, QString("Valence less Arousal"));
        // As the engine says, cell by cell.
        core::Progress silent;
        const auto direct = analysis::compareTargets(rowsOf(result->source->set, result->settings.pool), result->targets[0],
                                                     result->targets[1], result->settings.forEngine(), silent);
        PROSOSCOPE_VERIFY(direct);
        QCOMPARE(direct->test, analysis::DifferenceTest::Speakers);
        for (std::size_t unit = 0; unit < kUnits; ++unit) {
            if (std::isnan(direct->difference[unit])) {
                QCOMPARE(unit, std::size_t{4});
                QVERIFY(std::isnan(shown.map.r[unit]));
                continue;
            }
            QCOMPARE(shown.map.r[unit], direct->difference[unit]);
            QCOMPARE(shown.map.adjusted[unit], direct->adjusted[unit]);
            QVERIFY(std::abs(bench.r(0, unit < 6 ? 0 : 1, static_cast<int>(unit < 6 ? unit : unit - 6)) - direct->first[unit]) <
                    1e-5);
        }
        QVERIFY(shown.map.r[2] < -0.5F && shown.map.counts(2, 0.05) && shown.map.counts(7, 0.05));
        QVERIFY(std::abs(shown.map.criticalCorrected) <= std::abs(shown.map.r[7]));
        QVERIFY(result->maps->differenceLimit >= std::abs(static_cast<double>(shown.map.r[2])));
        const QString sentence = bench.page->sentence();
        QVERIFY2(
            sentence.contains("Valence less Arousal: ") && sentence.contains("of 9 units differ (BH q = .05; paired t over 4"),
            qPrintable(sentence));
        QVERIFY(sentence.contains("layer 1 (") && sentence.contains("layer 2 ("));
        // The picked unit.
        bench.page->heatmap()->setCurrent({2, 0, 2});
        QVERIFY(bench.settle());
        const auto* card = bench.page->card();
        QCOMPARE(card->value("Compared"), QString("Valence less Arousal"));
        QCOMPARE(card->value("Difference"), widgets::scoreText(shown.map.r[2], 3));
        QCOMPARE(card->value("r, first"), widgets::scoreText(direct->first[2], 3));
        QCOMPARE(card->value("r, second"), widgets::scoreText(direct->second[2], 3));
        QCOMPARE(card->value("t"), QString::number(direct->statistic[2], 'f', 2));
        QCOMPARE(card->value("n"), QString("80"));
        QCOMPARE(card->value("r, Arousal"), widgets::scoreText(bench.r(1, 0, 2), 3));
        QVERIFY(!card->list()->rows().empty());
        // The table and the command of it.
        QSignalSpy saved(bench.page.get(), &LayersPage::saved);
        bench.page->saveTableTo(m_folder.filePath("maps.csv"));
        QVERIFY(saved.wait(kLong));
        QCOMPARE(
            textOf(toPath(m_folder.filePath("maps-difference.csv"))),
            QString::fromStdString(experiment::differencesCsv({"valence", "arousal", *direct}, result->source->set.info())));
        QVERIFY2(commands(bench).contains("--targets valence,arousal --pool mean --pooling fisher --correction bh --difference "
                                          "correlations-difference.csv"),
                 qPrintable(commands(bench)));
        // It comes back, and goes with one of its targets.
        const QJsonObject state = bench.page->saveState();
        QCOMPARE(LayersSettings::fromJson(state["settings"].toObject()), result->settings);
        auto* list = bench.page->controls()->targets();
        for (int i = 0; i < list->count(); ++i)
            if (list->item(i)->data(Qt::UserRole).toString() == "arousal") list->item(i)->setCheckState(Qt::Unchecked);
        QVERIFY(bench.settle());
        QCOMPARE(bench.page->result()->maps->maps.size(), std::size_t{1});
        QCOMPARE(bench.page->controls()->comparison()->currentText(), QString("Nothing"));
        QVERIFY(!bench.page->sentence().contains("differ ("));
    }

    void oneSpeakersTargetsAreComparedOverUtterances() {
        Bench bench(planted(m_folder));
        QVERIFY(bench.show());
        bench.choose(bench.page->controls()->comparison(), "Valence less Arousal");
        bench.choose(bench.page->controls()->speakers(), "Speaker s1");
        QVERIFY(bench.settle());
        QCOMPARE(map(bench, 2).difference->test, analysis::DifferenceTest::SharedRows);
        QCOMPARE(map(bench, 2).difference->n, std::size_t{20});
        QVERIFY(bench.page->heatmap()->cellSentence({2, 0, 2}).contains("Meng, Rosenthal and Rubin"));
        QVERIFY(commands(bench).contains("--speaker s1 --correction bh --difference"));
    }

    void theUntrainedNetworkIsComparedWith() {
        const auto folder = planted(m_folder);
        addSet(folder, "planted", "output", 1);
        Bench bench(folder);
        QVERIFY(bench.show());
        QVERIFY2(
            entries(bench.page->controls()->comparison()) == QStringList({"Nothing", "Valence less Arousal", "With untrained"}),
            qPrintable(entries(bench.page->controls()->comparison()).join('|')));
        bench.choose(bench.page->controls()->comparison(), "With untrained");
        QVERIFY(bench.settle());
        const auto result = bench.page->result();
        QCOMPARE(result->maps->maps.size(), std::size_t{6});
        const Role roles[] = {Role::Target, Role::Other, Role::Difference, Role::Target, Role::Other, Role::Difference};
        for (int i = 0; i < 6; ++i) QCOMPARE(result->roleOf(i), roles[i]);
        QCOMPARE(map(bench, 1).note, QString("untrained network"));
        QCOMPARE(map(bench, 5).title, QString("Arousal less untrained network"));
        QVERIFY(bench.r(0, 1, 1) < -0.8F && bench.r(1, 1, 1) > 0.8F);
        QVERIFY(bench.r(2, 1, 1) < -1.5F);
        QVERIFY(map(bench, 2).map.counts(7, 0.05) && map(bench, 5).map.counts(2, 0.05));
        QVERIFY(result->limit <= 1.0 && result->maps->differenceLimit > 1.5 && result->maps->differenceLimit <= 2.0);
        QVERIFY2(commands(bench).contains("--targets arousal --pool mean --pooling fisher --correction bh --against 1 "
                                          "--difference correlations-difference-2.csv"),
                 qPrintable(commands(bench)));
        // The unit in the other network has its own utterances.
        const UnitFacts own = unitFacts(*result, 0, 7);
        const UnitFacts other = unitFacts(*result, 1, 7);
        QCOMPARE(own.points.size(), other.points.size());
        QVERIFY(own.drivers.front().product < 0.0 && other.drivers.front().product > 0.0);
        // As a control besides, it is not shown twice.
        bench.choose(bench.page->controls()->control(), "Untrained");
        QVERIFY(bench.settle());
        QCOMPARE(bench.page->result()->maps->maps.size(), std::size_t{6});
        QVERIFY(bench.page->note().isEmpty());
    }

    void anUntrainedNetworkThatIsNotThereIsAskedFor() {
        Bench bench(planted(m_folder));
        QVERIFY(bench.show());
        bench.choose(bench.page->controls()->comparison(), "With untrained");
        QVERIFY(bench.settle());
        QCOMPARE(bench.page->result()->maps->maps.size(), std::size_t{2});
        QVERIFY(bench.page->note().contains("untrained"));
        QCOMPARE(bench.page->controls()->comparison()->currentText(), QString("With untrained"));
    }

    void anotherTapIsComparedWith() {
        const auto folder = planted(m_folder);
        addSet(folder, "planted", "gate", {});
        addSet(folder, "other", "output", {});
        addSet(folder, "wide", "output", {}, {{"near", 6}, {"far", 5}});
        Bench bench(folder);
        bench.page->restoreState({{"settings", QJsonObject{{"encoder", "planted"}, {"tap", "output"}, {"corpus", "c"}}}});
        QVERIFY(bench.show());
        const QStringList offered = entries(bench.page->controls()->comparison());
        QVERIFY2(offered.contains("With gate") && offered.contains("With other, output") && !offered.join(' ').contains("wide"),
                 qPrintable(offered.join('|')));
        bench.choose(bench.page->controls()->comparison(), "With gate");
        QVERIFY(bench.settle());
        QCOMPARE(bench.page->result()->maps->maps.size(), std::size_t{6});
        QVERIFY(bench.r(2, 1, 1) < -1.5F);
        QVERIFY2(commands(bench).contains("--against-tap gate --difference correlations-difference.csv"),
                 qPrintable(commands(bench)));
        bench.choose(bench.page->controls()->comparison(), "With other, output");
        QVERIFY(bench.settle());
        QVERIFY(commands(bench).contains("--against-encoder other --against-tap output"));
        const QJsonObject state = bench.page->saveState();
        Bench again(folder);
        again.page->restoreState(state);
        QVERIFY(again.show());
        QCOMPARE(again.page->result()->maps->maps.size(), std::size_t{6});
        QCOMPARE(again.page->controls()->comparison()->currentText(), QString("With other, output"));
    }

    void permutationsTellWhatCounts() {
        Bench bench(planted(m_folder));
        QVERIFY(bench.show());
        QVERIFY(map(bench, 0).map.permuted.empty());
        statistic(bench, "1000 permutations")->trigger();
        QVERIFY(bench.settle());
        const auto counted = map(bench, 1).map.adjusted;
        QCOMPARE(map(bench, 1).map.permuted.size(), kUnits);
        QVERIFY(map(bench, 1).map.permuted[2] < 0.01);
        bench.page->heatmap()->setCurrent({1, 0, 2});
        QVERIFY(bench.settle());
        QCOMPARE(bench.page->card()->value("p, by permutation"), widgets::probabilityText(map(bench, 1).map.permuted[2]));
        QVERIFY(bench.page->heatmap()->cellSentence({1, 0, 2}).contains("By permutation p "));
        QVERIFY(commands(bench).contains("--correction bh --permutations 1000"));
        QCOMPARE(bench.page->controls()->statistics()->text(), QString("Pearson, permuted"));
        bench.choose(bench.page->controls()->correction(), "Permuted, p < .05");
        QVERIFY(bench.settle());
        const auto& shown = map(bench, 1).map;
        for (std::size_t unit = 0; unit < kUnits; ++unit)
            if (unit != 4) QCOMPARE(shown.adjusted[unit], shown.permuted[unit]);
        QVERIFY(shown.adjusted[2] != counted[2]);
        QVERIFY(shown.counts(2, 0.05) && std::isfinite(shown.criticalCorrected));
        QVERIFY(bench.page->sentence().contains("max |r| of 1000 permutations"));
        QVERIFY(commands(bench).contains("--correction max-r --permutations 1000"));
        // Differences have no permutations: Holm's correction stands in, and says so.
        bench.choose(bench.page->controls()->comparison(), "Valence less Arousal");
        QVERIFY(bench.settle());
        QVERIFY(bench.page->sentence().contains("units differ (Holm, p < .05"));
        QVERIFY(commands(bench).contains("--correction holm --difference"));
        QCOMPARE(LayersSettings::fromJson(bench.page->saveState()["settings"].toObject()), bench.page->result()->settings);
        statistic(bench, "1000 permutations")->trigger();
        QVERIFY(bench.settle());
        QVERIFY(map(bench, 1).map.permuted.empty());
        QCOMPARE(bench.page->controls()->correction()->currentText(), QString("BH q = .05"));
        for (std::size_t unit = 0; unit < kUnits; ++unit)
            if (unit != 4) QCOMPARE(map(bench, 1).map.adjusted[unit], counted[unit]);
    }

    void ranksAreCorrelated() {
        Bench bench(planted(m_folder));
        QVERIFY(bench.show());
        QCOMPARE(bench.page->controls()->statistics()->text(), QString("Pearson"));
        const float before = bench.r(1, 0, 2);
        statistic(bench, "Spearman")->trigger();
        QVERIFY(bench.settle());
        QVERIFY(bench.r(1, 0, 2) != before && bench.r(1, 0, 2) > 0.7F);
        QCOMPARE(bench.page->controls()->statistics()->text(), QString("Spearman"));
        QVERIFY(commands(bench).contains("--spearman"));
        statistic(bench, "Pearson")->trigger();
        QVERIFY(bench.settle());
        QCOMPARE(bench.r(1, 0, 2), before);
    }

    void pValuesAreCorrectedOverAllTargets() {
        Bench bench(planted(m_folder));
        QVERIFY(bench.show());
        statistic(bench, "Corrected over all targets")->trigger();
        QVERIFY(bench.settle());
        std::vector<double> p;
        std::vector<double> corrected;
        for (int target = 0; target < 2; ++target) {
            const auto& each = map(bench, target).map;
            p.insert(p.end(), each.p.begin(), each.p.end());
            corrected.insert(corrected.end(), each.adjusted.begin(), each.adjusted.end());
        }
        const auto expected = analysis::adjusted(p, analysis::Correction::BenjaminiHochberg);
        for (std::size_t i = 0; i < p.size(); ++i)
            QVERIFY(corrected[i] == expected[i] || (std::isnan(corrected[i]) && std::isnan(expected[i])));
        QVERIFY(bench.page->sentence().contains("BH q = .05 over all targets"));
        QVERIFY(commands(bench).contains("--correction bh --all-targets --out"));
    }

    void aLongComputationIsShownAndCancelled() {
        const auto folder = planted(m_folder);
        addSet(folder, "wide", "output", {}, {{"a", 6000}, {"b", 6000}});
        Bench bench(folder);
        bench.page->restoreState({{"settings", QJsonObject{{"encoder", "wide"}, {"tap", "output"}, {"corpus", "c"}}}});
        QVERIFY(bench.show());
        const auto before = bench.page->result();
        QCOMPARE(before->source->set.info().encoder, std::string("wide"));
        bench.choose(bench.page->controls()->correction(), "Permuted, p < .05");
        QVERIFY(bench.page->numbersProgress()->isRunning());
        QTest::mouseClick(bench.page->numbersProgress()->cancelButton(), Qt::LeftButton);
        QVERIFY(bench.settle());
        QCOMPARE(bench.page->result(), before);
        QVERIFY(!bench.page->numbersProgress()->isRunning() && bench.page->numbersProgress()->isHidden());
        QCOMPARE(bench.page->controls()->correction()->currentText(), QString("BH q = .05"));
        QVERIFY(!bench.page->controls()->settings().permutations);
        QVERIFY(!bench.page->heatmap()->isEmpty());
    }

    void progressIsSeenAfterAMoment() {
        QWidget window;
        ProgressRow row("Done", "stop", "Stops", &window);
        window.show();
        Loader loader;
        std::optional<core::ErrorKind> ended;
        std::atomic<bool> release = false;
        row.run<int>(
            loader, "slot", "Working",
            [&](core::Progress& progress) -> core::Result<int> {
                progress.report(0.25);
                while (!progress.stopRequested() && !release) QThread::msleep(5);
                if (progress.stopRequested()) return core::cancelled();
                return 1;
            },
            [&](core::Result<int> result) { ended = result ? core::ErrorKind::BadInput : result.error().kind; });
        QVERIFY(row.isHidden());
        QTRY_VERIFY_WITH_TIMEOUT(row.isVisible(), kLong);
        auto* bar = row.findChild<QProgressBar*>();
        QTRY_COMPARE(bar->value(), 250);
        QTest::mouseClick(row.cancelButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(ended.has_value(), kLong);
        QCOMPARE(*ended, core::ErrorKind::Cancelled);
        QVERIFY(row.isHidden());
        // A newer one takes the place of an older, which stops.
        int done = 0;
        const auto work = [&](core::Progress& progress) -> core::Result<int> {
            while (!progress.stopRequested() && !release) QThread::msleep(5);
            if (progress.stopRequested()) return core::cancelled();
            return 1;
        };
        const auto count = [&](const core::Result<int>& result) { done += result ? 1 : 100; };
        row.run<int>(loader, "slot", "Working", work, count);
        row.run<int>(loader, "slot", "Working", work, count);
        release = true;
        QTRY_VERIFY_WITH_TIMEOUT(loader.isIdle(), kLong);
        QCOMPARE(done, 1);
        QVERIFY(!row.isRunning());
    }
};

QTEST_MAIN(TestLayersComparison)
#include "TestLayersComparison.moc"
