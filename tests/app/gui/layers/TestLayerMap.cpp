// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QJsonArray>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <cmath>

#include "app/gui/TextTable.h"
#include "app/gui/layers/LayerMap.h"
#include "app/gui/layers/LayerMapPanel.h"
#include "app/gui/layers/ProgressRow.h"
#include "app/gui/results/UtteranceList.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/experiment/AutoencoderModel.h"
#include "tests/app/gui/layers/LayersBench.h"
#include "tests/app/gui/layers/PlainCodes.h"
#include "widgets/ClassCounts.h"
#include "widgets/Plot.h"
#include "widgets/PointCloud.h"

using namespace layers_bench;

/// The map of utterances in Layers, on a set whose layer "style" tells three groups apart and whose layer "noise" none.
class TestLayerMap : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// A workspace with the planted corpus, of which row i lies in group i % 3 of the layer "style". rows: 0: as the corpus.
    std::filesystem::path grouped(int sounds = 0, std::size_t units = 6) {
        const auto folder = planted(m_folder, sounds);
        auto workspace = store::Workspace::open(folder);
        const auto corpus = workspace->corpus("c");
        core::Progress progress;
        store::ActivationSetInfo info;
        info.encoder = "groups";
        info.encoderKind = "made up";
        info.weightsSha256 = std::string(64, '7');
        info.tap = "output";
        info.layers = {{"style", static_cast<std::int64_t>(units)}, {"noise", 5}};
        info.corpus = "c";
        info.corpusFingerprint = store::corpusFingerprint(*corpus, workspace->cacheFolder(), 1, progress).value();
        for (const corpus::Utterance& each : corpus->utterances) {
            info.utterances.push_back(each.id);
            info.speakers.push_back(each.speaker);
        }
        auto writer = store::ActivationSetWriter::begin(store::activationSetPath(folder, info), info);
        core::Random random(3);
        for (std::size_t row = 0; row < corpus->utterances.size(); ++row) {
            std::vector<float> values(units + 5);
            for (float& value : values) value = static_cast<float>(random.normal());
            for (std::size_t unit = row % 3; unit < units; unit += 3) values[unit] += 12.0F;
            const std::vector<float> other(values.size(), 1.0F);
            if (!writer->add(values, other, values, corpus->utterances[row].seconds(), -20.0)) qFatal("not added");
        }
        if (!writer->finish()) qFatal("not finished");
        return folder;
    }
    static QJsonObject state(const QJsonObject& map = {}) {
        return {{"settings", QJsonObject{{"encoder", "groups"}, {"tap", "output"}, {"corpus", "c"}}}, {"map", map}};
    }
    /// Opens the map of the layer "style".
    static bool open(Bench& bench, QJsonObject map = {{"shown", true}, {"layer", "1"}}) {
        bench.page->restoreState(state(map));
        return bench.show() && bench.page->map()->result() != nullptr && settle(bench);
    }
    static bool settle(Bench& bench) {
        if (!bench.settle()) return false;
        QTest::qWait(20);
        bench.page->grab();
        return true;
    }
    static QWidget* plotOf(const Bench& bench) { return bench.page->map()->cloud()->findChild<QCustomPlot*>(); }
    static QPoint at(const Bench& bench, int item) {
        const auto* cloud = bench.page->map()->cloud();
        return plotOf(bench)->mapFrom(cloud, cloud->itemPlace(item));
    }
    static void lasso(const Bench& bench, const QRect& box) {
        QWidget* plot = plotOf(bench);
        const QPoint corners[] = {box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()};
        QTest::mousePress(plot, Qt::LeftButton, {}, corners[0]);
        QPoint last = corners[0];
        for (const QPoint& corner : corners) {
            for (int i = 1; i <= 6; ++i) {
                const QPoint place = last + (corner - last) * i / 6;
                QMouseEvent event(QEvent::MouseMove, place, plot->mapToGlobal(place), Qt::NoButton, Qt::LeftButton, {});
                QCoreApplication::sendEvent(plot, &event);
            }
            last = corner;
        }
        QTest::mouseRelease(plot, Qt::LeftButton, {}, last);
    }
    static QRect around(const Bench& bench, int group) {
        QPolygon places;
        for (int row = group; row < kUtterances; row += 3) places << at(bench, row);
        return places.boundingRect().adjusted(-9, -9, 9, 9);
    }
    static std::vector<std::size_t> rowsOfGroup(std::size_t group) {
        std::vector<std::size_t> rows;
        for (std::size_t row = group; row < kUtterances; row += 3) rows.push_back(row);
        return rows;
    }
    static QPushButton* button(const Bench& bench, const char* name) {
        return bench.page->findChild<QPushButton*>(QLatin1String(name));
    }

private Q_SLOTS:
    void initTestCase() {
        qputenv("XDG_DATA_HOME", m_folder.filePath("data").toUtf8());
        hideBundledSets(m_folder);
    }

    void theMapAppears() {
        Bench bench(grouped());
        bench.page->restoreState(state());
        QVERIFY(bench.show());
        QVERIFY(!bench.page->showsMap() && bench.page->map()->result() == nullptr);  // nobody looks
        QVERIFY(bench.page->controls()->speakers()->isVisible() && bench.page->heatmap()->isVisible());
        auto* tabs = bench.page->views();
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
        QVERIFY(bench.page->showsMap());
        QVERIFY(settle(bench));
        const auto* map = bench.page->map();
        QVERIFY(map->result() != nullptr);
        QVERIFY(map->isVisible() && !bench.page->heatmap()->isVisible() && bench.page->mapPanel()->isVisible());
        QVERIFY(!bench.page->controls()->speakers()->isVisible() && bench.page->controls()->encoder()->isVisible());
        QCOMPARE(map->cloud()->items(), kUtterances);
        QCOMPARE(map->layerBox()->currentText(), QString("Layer 2 (noise)"));  // the last at first
        QVERIFY2(map->sentence().contains("Two principal components hold") && map->sentence().contains("Trustworthiness ."),
                 qPrintable(map->sentence()));
        const double before = map->result()->projection->trustworthiness;
        bench.choose(map->layerBox(), "Layer 1 (style)");
        QVERIFY(settle(bench));
        QVERIFY(map->result()->layer == std::size_t{0});
        QVERIFY(map->result()->projection->shares[0] > 0.3);
        QVERIFY(map->result()->projection->trustworthiness != before);
        // Groups lie apart: a group's own box holds none of the others.
        for (int group = 0; group < 3; ++group) {
            for (int row = 0; row < kUtterances; ++row)
                QCOMPARE(around(bench, group).contains(at(bench, row)), row % 3 == group);
        }
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
        QVERIFY(bench.page->heatmap()->isVisible() && bench.page->controls()->speakers()->isVisible());
    }

    void neighboursHaveAPerplexity() {
        Bench bench(grouped());
        QVERIFY(open(bench));
        auto* map = bench.page->map();
        QVERIFY(!map->perplexityBox()->isVisible());
        const auto components = map->result();
        bench.choose(map->methodBox(), "Neighbours (t-SNE)");
        QVERIFY(settle(bench));
        QVERIFY(map->perplexityBox()->isVisible());
        const auto usual = map->result();
        QVERIFY(std::abs(usual->projection->perplexity - 79.0 / 3.0) < 1e-9);  // of 80 rows, a third of the others at most
        QVERIFY(map->sentence().contains("t-SNE of 6 principal components, perplexity 26.33"));
        map->perplexityBox()->setValue(8);
        QVERIFY(settle(bench));
        QVERIFY(map->result() != usual);
        QCOMPARE(map->result()->projection->perplexity, 8.0);
        // What was computed is kept.
        map->perplexityBox()->setValue(30);
        QCOMPARE(map->result()->projection, usual->projection);
        bench.choose(map->methodBox(), "Principal components");
        QCOMPARE(map->result()->projection, components->projection);
        QCOMPARE(map->result()->layer, components->layer);
    }

    void coloursChange() {
        Bench bench(grouped());
        QVERIFY(open(bench));
        auto* map = bench.page->map();
        const auto result = map->result();
        QCOMPARE(map->colourBox()->currentText(), QString("Class"));
        QCOMPARE(map->cloud()->colouring().words, QStringList({"angry", "happy", "sad"}));
        QCOMPARE(map->cloud()->colouring().places[1], 1);
        QCOMPARE(map->cloud()->colouring().places[9], -1);  // without a label
        const QImage byClass = map->cloud()->grab().toImage();
        bench.choose(map->colourBox(), "Speaker");
        QVERIFY(settle(bench));
        QCOMPARE(map->cloud()->colouring().words, QStringList({"s0", "s1", "s2", "s3"}));
        QVERIFY(map->cloud()->grab().toImage() != byClass);
        bench.choose(map->colourBox(), "Valence");
        QVERIFY(map->cloud()->colouring().byNumbers());
        QCOMPARE(map->cloud()->colouring().numbers[3], 4.0);
        bench.choose(map->colourBox(), "Arousal, derived");
        bench.choose(map->colourBox(), "Gender");
        bench.choose(map->colourBox(), "Nothing");
        QVERIFY(!map->cloud()->colouring().byWords() && !map->cloud()->colouring().byNumbers());
        QCOMPARE(map->result(), result);  // nothing is computed anew
        QVERIFY(map->cloud()->itemText(1).contains("Class: happy, Speaker: s1"));
    }

    /// The set is read anew, and its columns are not known yet.
    void coloursChangeWhileTheSetIsReadAgain() {
        const auto folder = grouped();
        Bench bench(folder);
        QVERIFY(open(bench));
        auto* map = bench.page->map();
        const auto before = map->result();
        const auto sets = store::findActivationSets(folder);
        const auto own = std::find_if(sets.begin(), sets.end(), [](const auto& each) { return each.info.encoder == "groups"; });
        auto again = loadLayersSet(folder, *own, nullptr);
        PROSOSCOPE_VERIFY(again);
        map->setSet(*again, store::ActivationPool::Mean);
        bench.choose(map->colourBox(), "Speaker");
        QCOMPARE(map->cloud()->colouring().words, QStringList({"s0", "s1", "s2", "s3"}));
        QVERIFY(settle(bench));
        QVERIFY(map->result()->source == *again && map->result()->projection == before->projection);
        QCOMPARE(map->colourBox()->currentText(), QString("Speaker"));
        QCOMPARE(map->cloud()->colouring().words, QStringList({"s0", "s1", "s2", "s3"}));
    }

    void commandsActOnWhatIsSeen() {
        Bench bench(grouped());
        QVERIFY(open(bench));
        bench.actions.action("layers.copySentence")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), bench.page->map()->sentence());
        bench.actions.action("layers.list")->trigger();
        QVERIFY(!bench.page->showsMap() && bench.page->card()->isVisible());
        bench.actions.action("layers.copySentence")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), bench.page->sentence());
        QVERIFY(!bench.page->sentence().isEmpty() && bench.page->sentence() != bench.page->map()->sentence());
    }

    void theLassoSelectsThePlantedGroup() {
        Bench bench(grouped());
        QVERIFY(open(bench));
        auto* panel = bench.page->mapPanel();
        QCOMPARE(panel->title(), QString("Select utterances"));
        QVERIFY(panel->list()->rows().empty());
        lasso(bench, around(bench, 2));
        QCOMPARE(bench.page->map()->selection(), rowsOfGroup(2));
        QCOMPARE(panel->title(), QString("26 of 80 utterances selected"));
        QCOMPARE(panel->list()->rows().size(), std::size_t{26});
        QCOMPARE(panel->list()->rows().front().id, QString("u00002"));
        QCOMPARE(panel->list()->rows().front().value, QString("sad"));
        // Every tenth has no label: 29 and 59 of this group.
        const auto& counts = panel->classes()->counts();
        QCOMPARE(counts.size(), std::size_t{2});
        QCOMPARE(counts[0].emotion, QString("sad"));
        QCOMPARE(counts[0].utterances, std::size_t{24});
        QCOMPARE(counts[1].utterances, std::size_t{2});
        QCOMPARE(panel->speakers()->model()->rowCount(), 4);
        // Another layer keeps what is selected.
        bench.choose(bench.page->map()->layerBox(), "Layer 2 (noise)");
        QVERIFY(settle(bench));
        QCOMPARE(bench.page->map()->selection(), rowsOfGroup(2));
        QTest::mouseClick(button(bench, "clearMapped"), Qt::LeftButton);
        QVERIFY(bench.page->map()->selection().empty() && panel->list()->rows().empty());
        QVERIFY(bench.page->map()->cloud()->hasFocus());
    }

    /// An autoencoder makes what is selected again; of other networks nothing offers that.
    void selectedUtterancesAreMadeAgain() {
        const auto folder = grouped(kUtterances);
        store::ModelCard card;
        card.name = "groups";
        card.title = "Groups";
        card.classes = {"angry", "sad"};
        card.tensorsSha256 = std::string(64, '7');
        std::filesystem::create_directories(folder / "models");
        PROSOSCOPE_VERIFY(core::writeFile(folder / "models/groups.safetensors", "not read"));
        const auto write = [&](const char* kind, experiment::AutoencoderVariant variant) {
            card.kind = kind;
            card.settings["variant"] = static_cast<double>(variant);
            PROSOSCOPE_VERIFY(store::writeModelCard(folder / "models/groups.json", card));
        };
        // Neither another kind of network makes them again, nor the one of the kind that only tells emotions.
        for (const bool baseline : {false, true}) {
            write(baseline ? "adversarial-autoencoder" : "gcu", experiment::AutoencoderVariant::Baseline);
            Bench bench(folder);
            QVERIFY(open(bench));
            bench.page->map()->cloud()->setSelection({1, 2});
            QVERIFY(bench.page->mapPanel()->list()->isVisible() && !button(bench, "reconstructMapped")->isVisible());
            QSignalSpy said(bench.page.get(), &LayersPage::message);
            bench.actions.action("layers.reconstruct")->trigger();
            QCOMPARE(said.count(), 1);
            QVERIFY(said.first().first().toString().contains("autoencoder") && bench.page->codeDialog() == nullptr);
        }
        // Nor does one that was trained anew under its name: the map is of other weights.
        card.tensorsSha256 = std::string(64, '8');
        write("adversarial-autoencoder", experiment::AutoencoderVariant::Vanilla);
        {
            Bench bench(folder);
            QVERIFY(open(bench));
            bench.page->map()->cloud()->setSelection({1, 2});
            QVERIFY(bench.page->mapPanel()->list()->isVisible() && !button(bench, "reconstructMapped")->isVisible());
        }
        card.tensorsSha256 = std::string(64, '7');
        write("adversarial-autoencoder", experiment::AutoencoderVariant::Vanilla);
        Bench bench(folder);
        const auto heard = std::make_shared<std::atomic<int>>(0);
        bench.page->setCodeBackend(plainCodes(heard));
        QVERIFY(open(bench));
        bench.page->map()->cloud()->setSelection({1, 2});
        QVERIFY(bench.page->codeDialog() == nullptr);
        QTest::mouseClick(button(bench, "reconstructMapped"), Qt::LeftButton);
        auto* dialog = bench.page->codeDialog();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        QVERIFY(QTest::qWaitFor([&] { return dialog->isIdle() && dialog->comparison() != nullptr; }, kLong));
        QVERIFY2(dialog->sentence().startsWith("With the emotion of u00002, u00001 changes"), qPrintable(dialog->sentence()));
        QCOMPARE(heard->load(), 2);
        QCOMPARE(bench.page->commands().last().title, dialog->windowTitle());
        QSignalSpy said(bench.page.get(), &LayersPage::message);
        dialog->saveTo(m_folder.filePath("features.csv"));
        QVERIFY(said.wait(kLong));
        QVERIFY(said.first().first().toString().contains("features.csv") && !said.first().last().toBool());
    }

    void theSelectionIsCopiedAndSaved() {
        Bench bench(grouped());
        QVERIFY(open(bench));
        bench.page->map()->cloud()->setSelection({3, 9});
        QTest::mouseClick(button(bench, "copyMapped"), Qt::LeftButton);
        const QStringList lines = QGuiApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[0].startsWith("id\tx\ty\temotion\tspeaker\tgender"), qPrintable(lines[0]));
        QVERIFY(lines[1].startsWith("u00003\t") && lines[2].startsWith("u00009\t"));
        QSignalSpy saved(bench.page.get(), &LayersPage::saved);
        bench.page->saveMapTo(m_folder.filePath("some.csv"), true);
        QVERIFY(saved.wait(kLong));
        bench.page->saveMapTo(m_folder.filePath("all.csv"), false);
        QVERIFY(saved.wait(kLong));
        const auto some = core::parseCsv(core::readFile(toPath(m_folder.filePath("some.csv"))).value(), "some.csv");
        const auto all = core::parseCsv(core::readFile(toPath(m_folder.filePath("all.csv"))).value(), "all.csv");
        PROSOSCOPE_VERIFY(some);
        PROSOSCOPE_VERIFY(all);
        QCOMPARE(some->rows.size(), std::size_t{2});
        QCOMPARE(all->rows.size(), static_cast<std::size_t>(kUtterances));
        const auto& places = bench.page->map()->result()->projection->places;
        QVERIFY(std::abs(core::parseNumber(some->rows[1][1]).value() - places.at(9, 0)) < 1e-9);
        QCOMPARE(some->rows[0][*some->column("emotion")], std::string("angry"));
        QCOMPARE(some->rows[1][*some->column("emotion")], std::string());
        QVERIFY(all->column("derived-arousal"));
    }

    void whatIsListedIsOpened() {
        Bench bench(grouped(kUtterances));
        QVERIFY(open(bench));
        QSignalSpy opened(bench.page.get(), &LayersPage::openRequested);
        lasso(bench, around(bench, 1));
        auto* list = bench.page->mapPanel()->list();
        QVERIFY(list->rows().front().audible);
        list->setFocus();
        QTRY_VERIFY(list->hasFocus());
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().toString(), QString("inspect"));
        QVERIFY(opened.first().last().toJsonObject()["path"].toString().endsWith("u00001.wav"));
        QVERIFY(!opened.first().last().toJsonObject().contains("unit"));
        QTest::keyClick(list, Qt::Key_Backspace);
        QVERIFY(bench.page->map()->cloud()->hasFocus());
        QTest::mouseDClick(plotOf(bench), Qt::LeftButton, {}, at(bench, 7));
        QCOMPARE(opened.count(), 2);
        QVERIFY(opened.last().last().toJsonObject()["path"].toString().endsWith("u00007.wav"));
    }

    void whatIsHoveredPlaysWhereWanted() {
        Bench bench(grouped());  // no recordings: playing says so
        QVERIFY(open(bench));
        QSignalSpy said(bench.page.get(), &LayersPage::message);
        const auto hover = [&](int item) {
            const QPoint place = at(bench, item);
            QMouseEvent event(QEvent::MouseMove, place, plotOf(bench)->mapToGlobal(place), Qt::NoButton, Qt::NoButton, {});
            QCoreApplication::sendEvent(plotOf(bench), &event);
        };
        hover(4);
        QTest::qWait(500);
        QCOMPARE(said.count(), 0);  // off by itself
        hover(5);
        auto* box = bench.page->map()->playOnHoverBox();
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
        QVERIFY(box->isChecked());
        hover(4);
        QTest::qWait(100);
        QCOMPARE(said.count(), 0);  // not at once
        QTRY_COMPARE(said.count(), 1);
        QVERIFY(said.first().first().toString().contains("u00004"));
        QVERIFY(bench.page->saveState()["map"].toObject()["playOnHover"].toBool());
    }

    void itCanBeCancelled() {
        Bench bench(grouped(0, 9));
        QVERIFY(open(bench));
        auto* map = bench.page->map();
        const auto before = map->result();
        bench.choose(map->methodBox(), "Neighbours (t-SNE)");
        map->progress()->cancelRun();
        QVERIFY(settle(bench));
        QCOMPARE(map->result(), before);
        QCOMPARE(map->methodBox()->currentText(), QString("Principal components"));
        QCOMPARE(map->settings().method, learn::ProjectionMethod::PrincipalComponents);
        // Of the first one nothing is left, and a sentence says so.
        Bench other(grouped());
        other.page->restoreState(state({{"shown", true}, {"method", "tsne"}}));
        other.page->QWidget::show();
        other.page->activated();
        QVERIFY(QTest::qWaitFor([&] { return other.page->map()->progress()->isRunning(); }, kLong));
        other.page->map()->progress()->cancelRun();
        QVERIFY(settle(other));
        QVERIFY(other.page->map()->result() == nullptr);
        QVERIFY(other.page->map()->cloud()->plotSummary().contains("cancelled"));
    }

    void theStateReturns() {
        const auto folder = grouped();
        QJsonObject kept;
        {
            Bench bench(folder);
            QVERIFY(open(bench));
            auto* map = bench.page->map();
            bench.choose(map->layerBox(), "All layers");
            bench.choose(map->methodBox(), "Neighbours (t-SNE)");
            map->perplexityBox()->setValue(7);
            bench.choose(map->colourBox(), "Speaker");
            QVERIFY(settle(bench));
            map->cloud()->setSelection({1, 5, 79});
            kept = bench.page->saveState();
        }
        Bench bench(folder);
        bench.page->restoreState(kept);
        QVERIFY(bench.show());
        const auto* map = bench.page->map();
        QVERIFY(bench.page->showsMap() && map->result() != nullptr);
        QVERIFY(!map->result()->layer.has_value());
        QCOMPARE(map->result()->projection->perplexity, 7.0);
        QCOMPARE(map->colourBox()->currentText(), QString("Speaker"));
        QCOMPARE(map->selection(), (std::vector<std::size_t>{1, 5, 79}));
        // A damaged state does no harm.
        Bench damaged(folder);
        damaged.page->restoreState(state({{"shown", true},
                                          {"layer", "99"},
                                          {"method", "umap"},
                                          {"perplexity", -3.0},
                                          {"colour", "shoes"},
                                          {"selected", QJsonArray{-4, 5000, "x"}}}));
        QVERIFY(damaged.show());
        QVERIFY(damaged.page->map()->result() != nullptr);
        QVERIFY(damaged.page->map()->result()->layer == std::size_t{1});
        QVERIFY(damaged.page->map()->selection().empty());
    }

    void comingBackKeepsTheMap() {
        Bench bench(grouped());
        QVERIFY(open(bench, {{"shown", true}, {"layer", "1"}, {"method", "tsne"}}));
        auto* map = bench.page->map();
        map->cloud()->setSelection({2, 7});
        const auto before = map->result();
        bench.page->activated();  // labels may be others by now, so the set is read again
        QVERIFY(settle(bench));
        QVERIFY(map->result() != before && map->result()->source != before->source);
        QCOMPARE(map->result()->projection, before->projection);  // not computed anew
        QCOMPARE(map->selection(), (std::vector<std::size_t>{2, 7}));
        QCOMPARE(bench.page->mapPanel()->list()->rows().size(), std::size_t{2});
    }

    void theCommandDoesTheSame() {
        Bench bench(grouped());
        QVERIFY(open(bench));
        bench.choose(bench.page->map()->methodBox(), "Neighbours (t-SNE)");
        QVERIFY(settle(bench));
        const auto commands = bench.page->commands();
        const auto found = std::find_if(commands.begin(), commands.end(),
                                        [](const PageCommand& each) { return each.line.contains("--out map.csv"); });
        QVERIFY(found != commands.end());
        QVERIFY2(found->line.contains("project ") &&
                     found->line.contains("--layer 1 --method tsne --perplexity 26.3333333333 --pool mean --out map.csv"),
                 qPrintable(found->line));
        QVERIFY(std::any_of(commands.begin(), commands.end(),
                            [](const PageCommand& each) { return each.line.contains("--colour emotion --figure map.svg"); }));
    }

    void figuresAreSaved() {
        Bench bench(grouped());
        QVERIFY(open(bench));
        QSignalSpy saved(bench.page.get(), &LayersPage::saved);
        for (const char* name : {"map.png", "map.svg", "map.pdf"}) {
            bench.page->saveFigureTo(m_folder.filePath(name));
            QVERIFY(saved.wait(kLong));
            QVERIFY(QFileInfo(m_folder.filePath(name)).size() > 2000);
        }
        const QImage picture(m_folder.filePath("map.png"));
        QVERIFY(picture.width() > bench.page->map()->cloud()->width());
        QVERIFY(core::readFile(toPath(m_folder.filePath("map.svg"))).value().find("Trustworthiness") != std::string::npos);
    }

    void withoutASetThereIsASentence() {
        Bench bench(planted(m_folder));
        bench.page->restoreState(
            {{"settings", QJsonObject{{"encoder", "emodb-4class"}, {"corpus", "c"}}}, {"map", QJsonObject{{"shown", true}}}});
        QVERIFY(bench.show());
        QVERIFY(bench.page->map()->result() == nullptr);
        QVERIFY2(bench.page->map()->cloud()->plotSummary().contains("has not listened to c"),
                 qPrintable(bench.page->map()->cloud()->plotSummary()));
        QCOMPARE(bench.page->commands().size(), qsizetype{1});  // the activations alone
        QCOMPARE(bench.page->mapPanel()->title(), QString("Select utterances"));
    }
};

QTEST_MAIN(TestLayerMap)
#include "TestLayerMap.moc"
