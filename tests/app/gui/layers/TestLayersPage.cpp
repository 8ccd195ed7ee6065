// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QJsonArray>
#include <QPushButton>
#include <cmath>

#include "app/gui/results/UtteranceList.h"
#include "engine/analysis/Regression.h"
#include "engine/core/Csv.h"
#include "engine/core/Paths.h"
#include "engine/core/SafeFile.h"
#include "tests/app/gui/layers/LayersBench.h"

using namespace layers_bench;
using Cell = widgets::CorrelationHeatmap::Cell;

/// The Layers page on a small stored set with planted effects, and with a made-up network that computes one.
class TestLayersPage : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QByteArray m_own;  ///< where this build's resources are, if the environment says so

    /// Pearson's r of a unit with a target over one speaker's utterances, from the stored values.
    static double expected(const Bench& bench, std::size_t unit, const std::string& speaker, bool arousal) {
        const LayersSet& set = *bench.page->result()->source;
        const auto values = set.set.values(store::ActivationPool::Mean);
        std::vector<double> x;
        std::vector<double> y;
        for (std::size_t row = 0; row < set.utterances.size(); ++row) {
            const auto& each = set.corpus.utterances[static_cast<std::size_t>(set.utterances[row])];
            if (each.speaker != speaker) continue;
            x.push_back(values[row * kUnits + unit]);
            y.push_back(arousal ? *each.arousal : *each.valence);
        }
        return analysis::pearson(x, y).r;
    }

private Q_SLOTS:
    void initTestCase() {
        qputenv("XDG_DATA_HOME", m_folder.filePath("data").toUtf8());
        m_own = qgetenv("PROSOSCOPE_RESOURCES");
        hideBundledSets(m_folder);
    }

    void theSetThatComesWithTheProgramIsOpened() {
        const auto without = qgetenv("PROSOSCOPE_RESOURCES");
        if (m_own.isEmpty())
            qunsetenv("PROSOSCOPE_RESOURCES");
        else
            qputenv("PROSOSCOPE_RESOURCES", m_own);
        {
            const QTemporaryDir empty;
            Bench bench(toPath(empty.path()));
            QVERIFY(bench.show());
            QVERIFY(bench.page->result() != nullptr);
            const auto& info = bench.page->result()->source->set.info();
            QCOMPARE(info.encoder, std::string("emodb-4class"));
            QCOMPARE(info.utterances.size(), std::size_t{535});
            QVERIFY(bench.page->sentence().contains("units count"));
        }
        qputenv("PROSOSCOPE_RESOURCES", without);
    }

    void plantedEffectsAreShown() {
        Bench bench(planted(m_folder));
        QVERIFY(bench.show());
        const auto result = bench.page->result();
        QVERIFY(result != nullptr);
        QCOMPARE(result->settings.targets, QStringList({"valence", "arousal"}));
        QCOMPARE(result->titles, QStringList({"Valence", "Arousal"}));
        QVERIFY(bench.r(1, 0, 2) > 0.8F);
        QVERIFY(bench.r(0, 1, 1) < -0.8F);
        QVERIFY(std::abs(bench.r(0, 0, 2)) < 0.5F);
        QVERIFY(std::isnan(bench.r(0, 0, 4)));  // constant
        const auto& arousal = result->maps->maps[1].map;
        QVERIFY(arousal.counts(2, 0.05) && !arousal.counts(4, 0.05));
        QCOMPARE(arousal.speakers, std::size_t{4});
        // Fisher's z of the four speakers, back again.
        double z = 0.0;
        for (const char* speaker : {"s0", "s1", "s2", "s3"}) z += std::atanh(expected(bench, 2, speaker, true)) / 4.0;
        QVERIFY(std::abs(bench.r(1, 0, 2) - std::tanh(z)) < 1e-5);
        QVERIFY2(bench.page->sentence().contains("planted, output on c, Pearson: all speakers"),
                 qPrintable(bench.page->sentence()));
        QVERIFY(bench.page->sentence().contains("First layer mean |r|"));
        QCOMPARE(bench.page->strip()->maps().size(), std::size_t{4});
        QVERIFY(bench.page->note().isEmpty());
        QTest::mouseClick(bench.page->findChild<QPushButton*>("copySentence"), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), bench.page->sentence());
    }

    void aPickedUnitTellsItsNumbersAndUtterances() {
        Bench bench(planted(m_folder, kUtterances));
        QVERIFY(bench.show());
        QSignalSpy told(bench.page.get(), &LayersPage::unitShown);
        QTest::mouseClick(bench.page->heatmap(), Qt::LeftButton, {}, bench.page->heatmap()->cellRect({1, 0, 2}).center());
        QVERIFY(told.wait(kLong));
        const auto* card = bench.page->card();
        QCOMPARE(card->value("r"), widgets::scoreText(bench.r(1, 0, 2), 3));
        QCOMPARE(card->value("r, Valence"), widgets::scoreText(bench.r(0, 0, 2), 3));
        QCOMPARE(card->value("n"), QString("80"));
        QCOMPARE(card->value("Target"), QString("Arousal"));
        QCOMPARE(card->value("Speakers of its sign"), QString("4 of 4"));
        QCOMPARE(card->scatter()->items(), kUtterances);
        QVERIFY(card->scatter()->fit().slope > 0.5);
        // The products of all rows within a speaker sum to r (n - 1); the largest ones come first.
        const auto& rows = card->list()->rows();
        QCOMPARE(rows.size(), std::size_t{12});
        QVERIFY(rows.front().posterior > 1.0);
        QVERIFY(rows.front().value.startsWith('+'));
        QVERIFY(rows.front().audible);
        for (std::size_t i = 1; i < rows.size(); ++i) QVERIFY(rows[i - 1].posterior >= rows[i].posterior);
        // Opened in Inspect by its key.
        QSignalSpy opened(bench.page.get(), &LayersPage::openRequested);
        bench.page->card()->list()->setFocus();
        QTRY_VERIFY(bench.page->card()->list()->hasFocus());
        QTest::keyClick(bench.page->card()->list(), Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().toString(), QString("inspect"));
        const QString path = opened.first().last().toJsonObject()["path"].toString();
        QVERIFY2(path.endsWith(rows.front().id + ".wav") && QFile::exists(path), qPrintable(path));
        // With the unit, to be followed over the utterance.
        QCOMPARE(opened.first().last().toJsonObject()["unit"].toObject(),
                 (QJsonObject{{"model", "planted"}, {"tap", "output"}, {"layer", 0}, {"unit", 2}}));
        QTest::keyClick(bench.page->card()->list(), Qt::Key_Backspace);
        QVERIFY(bench.page->heatmap()->hasFocus());
        // A constant unit is undefined, not 0.
        bench.page->heatmap()->setCurrent({1, 0, 4});
        QCOMPARE(bench.page->card()->value("r"), QString("undefined"));
        QVERIFY(bench.settle());
        QVERIFY(bench.page->card()->list()->rows().empty());
    }

    void productsAreThoseWhoseMeanIsR() {
        Bench bench(planted(m_folder));
        QVERIFY(bench.show());
        bench.choose(bench.page->controls()->speakers(), "Speaker s1");
        QVERIFY(bench.settle());
        const UnitFacts facts = unitFacts(*bench.page->result(), 1, 2);
        QCOMPARE(facts.points.size(), std::size_t{20});
        double x = 0.0;
        double y = 0.0;
        for (const auto& point : facts.points) {
            x += point.activation / 20.0;
            y += point.value / 20.0;
        }
        double xx = 0.0;
        double yy = 0.0;
        for (const auto& point : facts.points) {
            xx += std::pow(point.activation - x, 2.0) / 19.0;
            yy += std::pow(point.value - y, 2.0) / 19.0;
        }
        const auto& first = facts.drivers.front();
        const auto found =
            std::find_if(facts.points.begin(), facts.points.end(), [&](const auto& p) { return p.id == first.row; });
        QVERIFY(found != facts.points.end());
        QVERIFY(std::abs(first.product - (found->activation - x) * (found->value - y) / std::sqrt(xx * yy)) < 1e-9);
        double largest = 0.0;
        for (const auto& p : facts.points)
            largest = std::max(largest, std::abs((p.activation - x) * (p.value - y) / std::sqrt(xx * yy)));
        QVERIFY(std::abs(std::abs(first.product) - largest) < 1e-9);
    }

    void choosingASpeakerRecomputes() {
        Bench bench(planted(m_folder));
        QVERIFY(bench.show());
        QSignalSpy shown(bench.page.get(), &LayersPage::resultShown);
        bench.page->heatmap()->setCurrent({1, 0, 2});
        bench.choose(bench.page->controls()->speakers(), "Speaker s2");
        QVERIFY(shown.wait(kLong));
        QVERIFY(std::abs(bench.r(1, 0, 2) - expected(bench, 2, "s2", true)) < 1e-5);
        QVERIFY(std::abs(bench.r(0, 1, 1) - expected(bench, 7, "s2", false)) < 1e-5);
        QCOMPARE(bench.page->card()->value("r"), widgets::scoreText(bench.r(1, 0, 2), 3));
        QCOMPARE(bench.page->card()->value("n"), QString("20"));
        QCOMPARE(bench.page->strip()->shown(), QString("s2"));
        // By the strip, with keys; the same again goes back to all.
        bench.page->strip()->setFocus();
        QTest::keyClick(bench.page->strip(), Qt::Key_Home);
        QTest::keyClick(bench.page->strip(), Qt::Key_Return);
        QVERIFY(shown.wait(kLong));
        QCOMPARE(bench.page->result()->settings.speaker, QString("s0"));
        QVERIFY(std::abs(bench.r(1, 0, 2) - expected(bench, 2, "s0", true)) < 1e-5);
        QTest::keyClick(bench.page->strip(), Qt::Key_Return);
        QVERIFY(shown.wait(kLong));
        QCOMPARE(bench.page->result()->settings.pooling, analysis::SpeakerPooling::FisherZ);
        QCOMPARE(bench.page->controls()->speakers()->currentText(), QString("All, Fisher z"));
    }

    void choosingTargetsRecomputes() {
        Bench bench(planted(m_folder));
        QVERIFY(bench.show());
        QSignalSpy shown(bench.page.get(), &LayersPage::resultShown);
        auto* list = bench.page->controls()->targets();
        QStringList keys;
        for (int i = 0; i < list->count(); ++i) keys << list->item(i)->data(Qt::UserRole).toString();
        for (const char* key : {"valence", "arousal", "angry", "derived-arousal"})
            QVERIFY2(keys.contains(QLatin1String(key)), qPrintable(keys.join(' ')));
        list->item(static_cast<int>(keys.indexOf("valence")))->setCheckState(Qt::Unchecked);
        list->item(static_cast<int>(keys.indexOf("angry")))->setCheckState(Qt::Checked);
        QVERIFY(shown.wait(kLong));
        QVERIFY(bench.settle());
        QCOMPARE(bench.page->result()->titles, QStringList({"Arousal", "angry against the rest"}));
        QCOMPARE(bench.page->heatmap()->data()->maps.size(), std::size_t{2});
        QVERIFY(bench.r(0, 0, 2) > 0.8F);
    }

    /// A speaker who is never angry has no map of it, and the others all the same.
    void aTargetThatCannotBeIsSaid() {
        const auto folder = planted(m_folder);
        {
            auto workspace = store::Workspace::open(folder);
            PROSOSCOPE_VERIFY(workspace);
            auto corpus = workspace->corpus("c");
            PROSOSCOPE_VERIFY(corpus);
            for (auto& each : corpus->utterances)
                if (each.speaker == "s1") each.emotion = "sad";
            PROSOSCOPE_VERIFY(workspace->saveCorpus(*corpus));
        }
        Bench bench(folder);
        bench.page->restoreState(
            {{"settings",
              QJsonObject{{"targets", QJsonArray{"arousal", "angry"}}, {"speakers", "speaker"}, {"speaker", "s1"}}}});
        QVERIFY(bench.show());
        QVERIFY(bench.page->result() != nullptr);
        QVERIFY(std::isfinite(bench.r(0, 0, 2)));
        QVERIFY(std::isnan(bench.r(1, 0, 2)));
        QVERIFY(!bench.page->result()->maps->maps[1].note.isEmpty());
        QVERIFY(bench.page->strip()->maps()[1].r.size() == kUnits);
        bench.page->heatmap()->setCurrent({1, 0, 2});
        QCOMPARE(bench.page->card()->value("r"), QString("undefined"));
        QVERIFY(bench.settle());
        QVERIFY(bench.page->strip()->maps()[1].r.empty());
    }

    /// Neither the order of units nor the colours cost a computation.
    void theLookIsChangedAtOnce() {
        Bench bench(planted(m_folder));
        QVERIFY(bench.show());
        const auto before = bench.page->result();
        bench.choose(bench.page->controls()->order(), "By r of Arousal");
        QCOMPARE(bench.page->heatmap()->sortedBy(), 1);
        QCOMPARE(bench.page->heatmap()->unitOf({1, 0, 0}), 2);
        bench.choose(bench.page->controls()->look(), "|r|");
        QVERIFY(bench.page->heatmap()->isAbsolute());
        QVERIFY(bench.page->isIdle());
        QCOMPARE(bench.page->result(), before);
    }

    void shuffledLabelsStandBesideTheMaps() {
        Bench bench(planted(m_folder));
        QVERIFY(bench.show());
        QSignalSpy shown(bench.page.get(), &LayersPage::resultShown);
        bench.choose(bench.page->controls()->control(), "Shuffled labels");
        QVERIFY(shown.wait(kLong));
        const auto result = bench.page->result();
        QCOMPARE(result->maps->maps.size(), std::size_t{4});
        QVERIFY(result->isControl(3) && !result->isControl(2));
        QCOMPARE(result->maps->maps[3].note, QString("labels shuffled"));
        QVERIFY(bench.r(2, 0, 2) > 0.8F);
        QVERIFY(std::abs(bench.r(3, 0, 2)) < 0.6F);
        QVERIFY(bench.page->sentence().contains("Control (labels shuffled)"));
        bench.page->heatmap()->setCurrent({3, 0, 2});
        QVERIFY(bench.settle());
        QVERIFY(bench.page->card()->list()->rows().empty() && bench.page->card()->list()->isHidden());
        // There is no untrained one: it is said, and the button offers it; no map pretends to be it.
        bench.choose(bench.page->controls()->control(), "Untrained");
        QVERIFY(shown.wait(kLong));
        QCOMPARE(bench.page->result()->maps->maps.size(), std::size_t{2});
        QVERIFY(bench.page->note().contains("untrained"));
    }

    void aChangedCorpusIsNamed() {
        const auto folder = planted(m_folder);
        {
            auto workspace = store::Workspace::open(folder);
            PROSOSCOPE_VERIFY(workspace);
            auto corpus = workspace->corpus("c");
            PROSOSCOPE_VERIFY(corpus);
            corpus->utterances[3].speaker = "somebody else";
            PROSOSCOPE_VERIFY(workspace->saveCorpus(*corpus));
        }
        Bench bench(folder);
        QVERIFY(bench.show());
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->note().contains("has changed"), kLong);
        QVERIFY(bench.page->result() != nullptr);
    }

    void anUnknownCorpusIsSaid() {
        const auto folder = planted(m_folder);
        const QTemporaryDir other;
        std::filesystem::create_directories(toPath(other.path()) / "activations");
        for (const auto& each : std::filesystem::directory_iterator(folder / "activations"))
            std::filesystem::copy(each.path(), toPath(other.path()) / "activations" / each.path().filename());
        Bench bench(toPath(other.path()));
        QVERIFY(bench.show());
        QVERIFY(bench.page->heatmap()->isEmpty());
        QVERIFY2(bench.page->heatmap()->plotSummary().contains("The corpus c is not in this workspace"),
                 qPrintable(bench.page->heatmap()->plotSummary()));
    }

    void activationsAreComputedByAJob() {
        Bench bench(corpus_bench::fresh(m_folder, 40, 40));
        QVERIFY(bench.show());
        QVERIFY(bench.page->result() == nullptr);
        auto* encoder = bench.page->controls()->encoder();
        QVERIFY(encoder->findText("emodb-4class") >= 0);
        QVERIFY(bench.page->heatmap()->isEmpty());
        auto* button = bench.page->controls()->compute();
        QVERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(bench.page->job()->isRunning());
        QVERIFY(!button->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->result() != nullptr && bench.page->isIdle(), kLong);
        QCOMPARE(bench.page->result()->source->set.info().encoder, std::string("emodb-4class"));
        QCOMPARE(bench.page->result()->source->set.info().utterances.size(), std::size_t{40});
        QVERIFY(!button->isEnabled());  // there is nothing left to compute
        // Its control by the untrained network.
        bench.choose(bench.page->controls()->control(), "Untrained");
        QVERIFY(bench.settle());
        QVERIFY(button->isEnabled());
        QCOMPARE(button->text(), QString("Compute control"));
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->isIdle() && bench.page->result()->hasControl(), kLong);
        QVERIFY(bench.page->note().isEmpty());
        QVERIFY(std::isnan(bench.page->result()->maps->maps[1].map.r[1]));  // constant in the untrained one
    }

    void aCancelledPassLeavesNoSet() {
        const auto folder = corpus_bench::fresh(m_folder, 40, 40);
        Bench bench(folder);
        QVERIFY(bench.show());
        QVERIFY(bench.page->result() == nullptr);
        LayersBackend slow = bench.page->job()->backend();
        slow.open = [](const store::ModelEntry&,
                       std::optional<std::uint64_t>) -> core::Result<std::unique_ptr<backend::Encoder>> {
            QThread::msleep(300);
            return std::make_unique<FakeEncoder>(std::nullopt);
        };
        bench.page->job()->setBackend(slow);
        bench.page->compute();
        QTest::mouseClick(bench.page->findChild<QPushButton*>("cancel"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.page->job()->isRunning(), kLong);
        QVERIFY(bench.settle());
        QVERIFY(bench.page->result() == nullptr);
        QVERIFY(store::findActivationSets(folder).empty());
        QVERIFY(bench.page->controls()->compute()->isEnabled());
    }

    void figuresAndTablesAreSaved() {
        Bench bench(planted(m_folder));
        QVERIFY(bench.show());
        const QTemporaryDir out;
        QSignalSpy saved(bench.page.get(), &LayersPage::saved);
        for (const char* ending : {"png", "svg", "pdf"}) {
            bench.page->saveFigureTo(out.filePath("maps.") + QLatin1String(ending));
            QVERIFY(saved.wait(kLong));
        }
        const QImage png(out.filePath("maps.png"));
        QVERIFY(png.width() > 3 * bench.page->heatmap()->width());
        QVERIFY(png.text("Description").contains("Arousal"));
        const auto read = [&](const char* name) { return core::readFile(toPath(out.filePath(QLatin1String(name)))).value(); };
        QVERIFY(read("maps.svg").find("<image") != std::string::npos);
        QVERIFY(read("maps.svg").find("Valence") != std::string::npos);
        QVERIFY(read("maps.pdf").starts_with("%PDF"));
        bench.page->saveTableTo(out.filePath("maps.csv"));
        QVERIFY(saved.wait(kLong));
        const auto table = core::parseCsv(read("maps.csv"), "maps.csv");
        PROSOSCOPE_VERIFY(table);
        QCOMPARE(table->rows.size(), 2 * kUnits);
        const auto& row = table->rows[kUnits + 2];  // arousal, layer 1, unit 3
        QCOMPARE(row[0] + "/" + row[1] + "/" + row[2] + "/" + row[3], std::string("1/near/3/arousal"));
        QVERIFY(std::abs(core::parseNumber(row[6]).value() - static_cast<double>(bench.r(1, 0, 2))) < 1e-6);
        QVERIFY(table->rows[4][6].empty());  // undefined
    }

    void theCommandLineOfTheMapsIsGiven() {
        Bench bench(planted(m_folder));
        QVERIFY(bench.show());
        bench.choose(bench.page->controls()->speakers(), "Speaker s1");
        QVERIFY(bench.settle());
        const auto commands = bench.page->commands();
        QCOMPARE(commands.size(), 3);
        QVERIFY(commands[2].line.contains("regress --encoder planted"));
        QVERIFY2(
            commands[1].line.contains("correlate --encoder planted --corpus c --tap output --targets valence,arousal --pool "
                                      "mean --speaker s1 --correction bh --out correlations.csv"),
            qPrintable(commands[1].line));
    }

    void labelsThatCameAlongAreUsedWhereTheCorpusIsNotImported() {
        const auto folder = planted(m_folder);
        const QTemporaryDir other;
        const auto sets = toPath(other.path()) / "activations";
        std::filesystem::create_directories(sets);
        for (const auto& each : std::filesystem::directory_iterator(folder / "activations"))
            std::filesystem::copy(each.path(), sets / each.path().filename());
        std::string table = "id,speaker,emotion\n";
        const auto corpus = store::Workspace::open(folder)->corpus("c");
        PROSOSCOPE_VERIFY(corpus);
        for (const auto& each : corpus->utterances) table += each.id + ',' + each.speaker + ',' + each.emotion + '\n';
        PROSOSCOPE_VERIFY(core::writeFile(sets / "c.csv", table));
        Bench bench(toPath(other.path()));
        QVERIFY(bench.show());
        QVERIFY(bench.page->result() != nullptr);
        QVERIFY(bench.page->result()->titles.contains("Arousal"));  // of the emotions
        QVERIFY(!bench.page->result()->source->imported);
        bench.page->heatmap()->setCurrent({0, 0, 0});
        QVERIFY(bench.settle());
        QVERIFY(!bench.page->card()->list()->rows().empty() && !bench.page->card()->list()->rows().front().audible);
    }

    void theStateReturns() {
        const auto folder = planted(m_folder);
        QJsonObject state;
        {
            Bench bench(folder);
            QVERIFY(bench.show());
            bench.choose(bench.page->controls()->speakers(), "Speaker s3");
            bench.choose(bench.page->controls()->look(), "|r|");
            QVERIFY(bench.settle());
            bench.page->heatmap()->setCurrent({1, 1, 2});
            state = bench.page->saveState();
        }
        Bench bench(folder);
        bench.page->restoreState(state);
        QVERIFY(bench.show());
        QCOMPARE(bench.page->result()->settings.speaker, QString("s3"));
        QVERIFY(bench.page->heatmap()->isAbsolute());
        QCOMPARE(bench.page->heatmap()->current(), (Cell{1, 1, 2}));
        QCOMPARE(bench.page->saveState()["settings"], state["settings"]);
    }

    void nothingToLookAtTeaches() {
        const QTemporaryDir empty;
        Bench bench(toPath(empty.path()));
        QVERIFY(bench.show());
        QPushButton* begin = nullptr;
        for (auto* each : bench.page->findChildren<QPushButton*>())
            if (each->text() == "Import a corpus") begin = each;
        QVERIFY(begin != nullptr && begin->isVisible());
        QSignalSpy asked(bench.page.get(), &LayersPage::openRequested);
        QTest::mouseClick(begin, Qt::LeftButton);
        QCOMPARE(asked.first().first().toString(), QString("train"));
    }
};

QTEST_MAIN(TestLayersPage)
#include "TestLayersPage.moc"
