// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QPlainTextEdit>
#include <QStandardItemModel>
#include <QToolButton>
#include <map>

#include "app/gui/FeatureSetBox.h"
#include "app/gui/train/ImportDialog.h"
#include "engine/audio/AudioFile.h"
#include "engine/store/ModelCard.h"
#include "tests/TestSupport.h"
#include "tests/app/gui/train/TrainBench.h"
#include "widgets/ClassCounts.h"
#include "widgets/Theme.h"

using namespace prososcope;
using namespace prososcope::gui;

class TestTrainPage : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path m_experiments;
    int m_count = 0;
    std::filesystem::path fresh() { return toPath(m_folder.filePath("w" + QString::number(++m_count))); }

private Q_SLOTS:
    void initTestCase() {
        m_experiments = toPath(m_folder.filePath("experiments"));
        PROSOSCOPE_VERIFY(core::writeFile(m_experiments / "tiny.toml", kExperiment));
        PROSOSCOPE_VERIFY(core::writeFile(m_experiments / "broken.toml", "name = "));
    }

    void showsClassesDroppedLabelsAndFoldsBeforeTheStart() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(makeCorpus(folder, 3));
        Bench bench(folder, m_experiments);
        bool ok = false;
        QVERIFY(bench.open(&ok));
        QVERIFY(ok);
        const auto counts = bench.page->findChild<widgets::ClassCounts*>()->counts();
        QCOMPARE(counts.size(), std::size_t{2});
        QCOMPARE(counts[0].utterances, std::size_t{6});
        QCOMPARE(bench.folds()->rowCount(), 3);
        QCOMPARE(bench.folds()->index(0, FoldModel::TestSpeakers).data().toString(), QString("s1"));
        QCOMPARE(bench.page->plan()->dropped.front(), (std::pair<std::string, std::size_t>{"happy", 3}));
        QVERIFY(bench.button("start")->isEnabled());
        QVERIFY(!bench.button("cancel")->isVisible());
        QVERIFY(bench.actions.conflicts().isEmpty());
        QVERIFY(!bench.page->grab().isNull());
    }

    /// Where tested speakers are trained on, everything that shows a figure is in the error colour.
    void figuresThatAreTooGoodAreMarked() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(makeCorpus(folder, 3));
        const auto experiments = folder / "own";
        PROSOSCOPE_VERIFY(
            core::writeFile(experiments / "random.toml",
                            "name = \"random\"\n[corpus]\nname = \"tiny\"\n[labels]\nclasses = [\"angry\", \"sad\"]\n"
                            "[folds]\nprotocol = \"random\"\ngroups = 2\ninner_speakers = 0\n"));
        const auto ink = [](widgets::Ink color) { return widgets::Theme::instance().color(color); };
        for (const bool random : {true, false}) {
            Bench bench(folder, random ? experiments : m_experiments);
            QVERIFY(bench.open());
            const auto* facts = bench.page->findChild<QLabel*>("facts");
            QCOMPARE(facts->text().contains("the figures will be too good"), random);
            QCOMPARE(facts->palette().color(QPalette::WindowText), ink(random ? widgets::Ink::Error : widgets::Ink::Muted));
            const auto color = bench.folds()->index(0, FoldModel::TestUar).data(Qt::ForegroundRole).value<QColor>();
            QCOMPARE(color, ink(random ? widgets::Ink::Error : widgets::Ink::Text));
        }
    }

    /// An experiment chooses the corpus that it names, where that is there; what stands in the way is said under its title.
    void anExperimentChoosesItsCorpus() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(makeCorpus(folder, 2, "one"));
        PROSOSCOPE_VERIFY(makeCorpus(folder, 3, "two"));
        const auto experiments = folder / "both";
        for (const char* const name : {"one", "two", "three"}) {
            PROSOSCOPE_VERIFY(core::writeFile(experiments / (std::string(name) + ".toml"),
                                              "name = \"of-" + std::string(name) + "\"\n[corpus]\nname = \"" + name +
                                                  "\"\n[labels]\nclasses = [\"angry\", \"" +
                                                  (std::string(name) == "three" ? "bored" : "sad") + "\"]\n" +
                                                  "[folds]\ninner_speakers = 0\n"));
        }
        Bench bench(folder, experiments);
        QVERIFY(bench.open());
        auto* list = bench.page->findChild<QComboBox*>("experiment");
        QSignalSpy planned(bench.page.get(), &TrainPage::planShown);
        for (const auto& [name, speakers] : std::map<QString, std::size_t>{{"of-one", 2}, {"of-two", 3}}) {
            planned.clear();
            list->setCurrentIndex(list->findData(name));
            QTRY_VERIFY_WITH_TIMEOUT(bench.page->plan() && bench.page->plan()->experiment.name == name.toStdString(), 10000);
            QCOMPARE(bench.page->plan()->speakers, speakers);
        }
        planned.clear();
        list->setCurrentIndex(list->findData("of-three"));  // neither is there nor has what was chosen its classes
        QTRY_COMPARE_WITH_TIMEOUT(planned.size(), 1, 10000);
        QVERIFY(!planned[0][0].toBool());
        QCOMPARE(bench.page->saveState()["corpus"].toString(), QString("two"));
        QCOMPARE(bench.label("heading"), QString("of-three"));
    }

    /// What Inspect asks for: its tier becomes a corpus, and the training that goes on from the model with it is chosen.
    void aTierBecomesAFineTuning() {
        const auto folder = fresh();
        const auto recordings = folder / "recordings";
        for (const char* const name : {"anna", "bert", "cleo"}) {
            std::vector<float> samples(32000, 0.1F);
            PROSOSCOPE_VERIFY(audio::writeWav(recordings / (std::string(name) + ".wav"), {16000, {samples}}));
            PROSOSCOPE_VERIFY(core::writeFile(
                recordings / (std::string(name) + ".TextGrid"),
                "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0\nxmax = 2\ntiers? <exists>\nsize = 1\n"
                "item []:\n    item [1]:\n        class = \"IntervalTier\"\n        name = \"emotion\"\n        xmin = 0\n"
                "        xmax = 2\n        intervals: size = 2\n        intervals [1]:\n            xmin = 0\n            xmax "
                "= 1\n"
                "            text = \"angry\"\n        intervals [2]:\n            xmin = 1\n            xmax = 2\n"
                "            text = \"sad\"\n"));
        }
        store::ModelCard card;
        card.name = "base";
        card.kind = "logmel-network";
        card.classes = {"angry", "sad"};
        card.featureSet = "logmel80";
        PROSOSCOPE_VERIFY(core::writeFile(folder / "models" / "base.safetensors", "not looked at before the start"));
        PROSOSCOPE_VERIFY(store::writeModelCard(folder / "models" / "base.json", card));
        Bench bench(folder, m_experiments);
        bench.page->QWidget::show();
        bench.page->show(QJsonObject{{"import", QString::fromStdString(recordings.string())},
                                     {"layout", "annotation"},
                                     {"tier", "emotion"},
                                     {"fineTune", "base"}});
        auto* dialog = bench.page->findChild<ImportDialog*>();
        QVERIFY(dialog != nullptr && dialog->windowTitle().contains("base"));
        QTRY_VERIFY_WITH_TIMEOUT(dialog->importButton()->isEnabled() && !dialog->isLooking(), 10000);
        QTest::mouseClick(dialog->importButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->plan() && bench.page->plan()->experiment.start == "base", 20000);
        const auto& plan = *bench.page->plan();
        QCOMPARE(plan.utterances, std::size_t{6});
        QCOMPARE(plan.experiment.classes, (std::vector<std::string>{"angry", "sad"}));
        QVERIFY(plan.experiment.saveModel);
        QTRY_VERIFY_WITH_TIMEOUT(bench.button("start")->isEnabled(), 10000);
        QTest::mouseClick(bench.button("start"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(bench.runner.runs.load(), 1, 10000);
        {
            const std::lock_guard lock(bench.runner.mutex);
            QCOMPARE(bench.runner.requests.front().experiment.start, std::string("base"));
        }
        // It stays in the list of experiments, marked as one's own.
        auto* list = bench.page->findChild<QComboBox*>("experiment");
        QVERIFY(list != nullptr && list->currentText().endsWith("(own)"));
    }

    /// Each seed and each fold may go on from a model of its own, and an encoder from a folder of another program. The plan
    /// says which folds are too good.
    void whatItGoesOnFrom() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(makeCorpus(folder, 3));
        const auto card = [&](const std::string& name, const std::string& kind, std::vector<std::string> speakers) {
            store::ModelCard made;
            made.name = name;
            made.kind = kind;
            made.trainingCorpus = "Tiny";
            made.trainingSpeakers = std::move(speakers);
            if (kind == "logmel-network") made.classes = {"angry", "sad"};
            PROSOSCOPE_VERIFY(core::writeFile(folder / "models" / (name + ".safetensors"), "not looked at before the start"));
            PROSOSCOPE_VERIFY(store::writeModelCard(folder / "models" / (name + ".json"), made));
        };
        card("own-s1", "las", {"s2", "s3"});
        card("own-s2", "las", {"s1", "s2"});  // has heard whom it is tested on
        card("own-s3", "las", {"s1", "s2"});
        card("tiny-seed4", "logmel-network", {"s1"});
        card("future-seed4", "future-prediction", {"s1"});  // without labels
        std::filesystem::create_directories(folder / "encoder");
        struct Case {
            std::string model;
            std::vector<bool> tooGood;  // folds of s1, s2, s3; empty: refused
        };
        const std::vector<Case> cases = {
            {"kind = \"iaan\"\nstart = \"own-{fold}\"", {false, true, false}},
            {"kind = \"logmel-network\"\nstart = \"tiny-seed{seed}\"", {true, false, false}},
            {"kind = \"future-prediction\"\nstart = \"future-seed{seed}\"", {false, false, false}},
            {"kind = \"speech-encoder\"\nstart = \"" + (folder / "encoder").string() + "\"", {false, false, false}},
            {"kind = \"logmel-network\"\nstart = \"tiny-seed{seed}{seed}\"", {}},
        };
        for (std::size_t i = 0; i < cases.size(); ++i) {
            const auto experiments = folder / ("own" + std::to_string(i));
            const std::string features = i == 2 ? "[features]\nset = \"logmel80-htk\"\n" : "";
            PROSOSCOPE_VERIFY(core::writeFile(experiments / "tiny.toml", "seed = 4\n" + std::string(kExperiment) + features +
                                                                             "[model]\n" + cases[i].model + "\n"));
            Bench bench(folder, experiments);
            bool planned = false;
            QVERIFY(bench.open(&planned));
            QCOMPARE(planned, !cases[i].tooGood.empty());
            if (!planned) continue;
            std::vector<bool> found;
            for (const auto& fold : bench.page->plan()->folds) found.push_back(fold.speakerDependent);
            QVERIFY2(found == cases[i].tooGood, cases[i].model.c_str());
        }
    }

    /// An experiment that names several corpora is planned and run with them, whichever one is chosen in the list.
    void severalCorporaOfAnExperiment() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(makeCorpus(folder, 2, "one"));
        PROSOSCOPE_VERIFY(makeCorpus(folder, 3, "two"));
        const auto experiments = folder / "own";
        PROSOSCOPE_VERIFY(
            core::writeFile(experiments / "both.toml",
                            "name = \"both\"\ncorpus = [\"two\", \"one\"]\n[labels]\nclasses = [\"angry\", \"sad\"]\n"));
        Bench bench(folder, experiments);
        QVERIFY(bench.open());
        QCOMPARE(bench.folds()->rowCount(), 5);
        QCOMPARE(bench.folds()->index(4, FoldModel::TestSpeakers).data().toString(), QString("two/s3"));
        QSignalSpy ended(bench.page.get(), &TrainPage::runEnded);
        QTest::mouseClick(bench.button("start"), Qt::LeftButton);
        QTRY_COMPARE(ended.count(), 1);
        const auto& request = bench.runner.requests.front();
        QCOMPARE(request.corpus.name, std::string("two"));
        QCOMPARE(request.furtherCorpora.size(), std::size_t{1});
        QCOMPARE(request.furtherCorpora.front().name, std::string("one"));
        QCOMPARE(experiment::corpusNames(request.experiment), (std::vector<std::string>{"two", "one"}));
    }

    void trainsAndShowsEpochsFoldsAndTheResult() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(makeCorpus(folder, 3));
        Bench bench(folder, m_experiments);
        QVERIFY(bench.open());
        QSignalSpy ended(bench.page.get(), &TrainPage::runEnded);
        QSignalSpy opened(bench.page.get(), &Page::openRequested);
        QTest::mouseClick(bench.button("start"), Qt::LeftButton);
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(ended.first().first().toBool());
        QCOMPARE(bench.curves()->foldCount(), 3);
        QCOMPARE(bench.curves()->points(2), 3);
        QCOMPARE(bench.folds()->testUar(1).value(), 0.75);
        QCOMPARE(bench.label("outcome"), QString("UAR .742 [.70, .78], 3 speakers, leave one speaker out, 1 seed"));
        QTRY_VERIFY(bench.button("showResults")->isVisible());
        QTest::mouseClick(bench.button("showResults"), Qt::LeftButton);
        QCOMPARE(opened.first().at(0).toString(), QString("results"));
        QCOMPARE(opened.first().at(1).toJsonObject()["run"].toInt(), 1);
        QCOMPARE(bench.runner.requests.front().corpus.utterances.size(), std::size_t{12});
        QVERIFY(bench.runner.requests.front().command.find("prososcope-cli") == 0);
    }

    void epochsArriveWhileItRunsAndCancelStopsIt() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(makeCorpus(folder, 3));
        Bench bench(folder, m_experiments);
        QVERIFY(bench.open());
        bench.runner.hold = true;
        QSignalSpy ended(bench.page.get(), &TrainPage::runEnded);
        QTest::mouseClick(bench.button("start"), Qt::LeftButton);
        QTRY_COMPARE(bench.curves()->points(0), 1);
        QCOMPARE(bench.folds()->stateText(0), QString("epoch 1 of %1").arg(bench.page->plan()->experiment.training.epochs));
        QVERIFY(bench.button("cancel")->isVisible());
        QCOMPARE(bench.button("start")->text(), QString("Add to queue"));
        QTest::mouseClick(bench.button("cancel"), Qt::LeftButton);
        QVERIFY(!bench.button("cancel")->isEnabled());
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(!ended.first().first().toBool());
        QVERIFY(bench.label("outcome").startsWith("Cancelled"));
        QTRY_VERIFY(bench.button("resume")->isVisible());

        bench.runner.hold = false;
        QTest::mouseClick(bench.button("resume"), Qt::LeftButton);
        QTRY_COMPARE(ended.count(), 2);
        QVERIFY(ended.last().first().toBool());
        QCOMPARE(bench.runner.requests.back().resume, std::optional<std::int64_t>{1});
        QCOMPARE(bench.runner.requests.back().experiment.name, std::string("tiny"));
        QCOMPARE(bench.runner.requests.back().corpus.name, std::string("tiny"));
        QTRY_VERIFY(!bench.button("resume")->isVisible());
    }

    void aFailureIsOneSentence() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(makeCorpus(folder, 3));
        Bench bench(folder, m_experiments);
        QVERIFY(bench.open());
        bench.runner.failWith = "this network";
        QSignalSpy ended(bench.page.get(), &TrainPage::runEnded);
        QSignalSpy said(bench.page.get(), &Page::message);
        bench.actions.action("train.start")->trigger();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(bench.label("outcome"), QString("The device has no memory left for this network."));
        QCOMPARE(said.last().at(1).toBool(), true);
        QVERIFY(bench.button("start")->isEnabled());
    }

    void oneFoldForAQuickTry() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(makeCorpus(folder, 3));
        Bench bench(folder, m_experiments);
        QVERIFY(bench.open());
        QSignalSpy plan(bench.page.get(), &TrainPage::planShown);
        bench.page->findChild<TrainSetup*>()->chooseOneFold();
        QTRY_COMPARE(plan.count(), 1);
        QCOMPARE(bench.folds()->stateText(1), QString("not chosen"));
        auto* command = bench.page->findChild<QPlainTextEdit*>("command");
        QTest::mouseClick(bench.page->findChild<QToolButton*>("showCommand"), Qt::LeftButton);
        QVERIFY(command->isVisible());
        QVERIFY2(command->toPlainText().contains("run ") && command->toPlainText().contains("tiny.toml --folds 0"),
                 qPrintable(command->toPlainText()));
        QSignalSpy ended(bench.page.get(), &TrainPage::runEnded);
        bench.page->start();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(bench.runner.requests.front().onlyFolds, std::vector<int>{0});
    }

    void aCorpusWithOneSpeakerCannotStart() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(makeCorpus(folder, 1));
        Bench bench(folder, m_experiments);
        bool ok = true;
        QVERIFY(bench.open(&ok));
        QVERIFY(!ok);
        QVERIFY(bench.label("problem").contains("speaker"));
        QVERIFY(!bench.button("start")->isEnabled());
        bench.page->start();
        QCOMPARE(bench.runner.runs.load(), 0);
    }

    void theEditedExperimentIsCheckedAndStored() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(makeCorpus(folder, 3));
        Bench bench(folder, m_experiments);
        QVERIFY(bench.open());
        auto* editor = bench.page->findChild<QPlainTextEdit*>("toml");
        QTest::mouseClick(bench.page->findChild<QToolButton*>("advanced"), Qt::LeftButton);
        QVERIFY(editor->isVisible());
        QSignalSpy plan(bench.page.get(), &TrainPage::planShown);
        editor->setPlainText(QString(kExperiment).replace("inner_speakers", "iner_speakers"));
        QTRY_COMPARE(plan.count(), 1);
        QVERIFY(!plan.last().first().toBool());
        QVERIFY2(bench.label("problem").contains("iner_speakers"), qPrintable(bench.label("problem")));
        editor->setPlainText(QString(kExperiment) + "seed = 1\n[training]\nepochs = 4\n");
        QTRY_COMPARE(plan.count(), 2);
        if (!plan.last().first().toBool()) QFAIL(qPrintable(bench.label("problem")));
        QSignalSpy ended(bench.page.get(), &TrainPage::runEnded);
        bench.page->start();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(bench.runner.requests.front().experiment.training.epochs, 4);
        const auto stored = core::readFile(folder / "experiments" / "tiny.toml");
        PROSOSCOPE_VERIFY(stored);
        QVERIFY(stored->find("epochs = 4") != std::string::npos);
        QVERIFY(bench.runner.requests.front().command.find("experiments/tiny.toml") != std::string::npos);
    }

    void everyFeatureSetIsOfferedAndSaysWhetherTheModelTakesIt() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(makeCorpus(folder, 3));
        Bench bench(folder, m_experiments);
        QVERIFY(bench.open());
        auto* box = bench.page->findChild<FeatureSetBox*>("featureSet");
        QVERIFY(box != nullptr && box->isVisible());
        QCOMPARE(static_cast<std::size_t>(box->count()), features::allFeatureSets().size());
        QCOMPARE(box->currentText(), QString("logmel80"));
        QVERIFY(bench.label("aboutFeatures").contains("Slaney"));
        const auto* items = qobject_cast<const QStandardItemModel*>(box->model());
        for (int i = 0; i < box->count(); ++i) {
            const bool takes = box->itemText(i) == "logmel80";
            QCOMPARE(items->item(i)->isEnabled(), takes);
            QCOMPARE(box->itemData(i, Qt::ToolTipRole).toString().contains("logmel-network"), !takes);
        }
        // What the text says is shown, and what is chosen is written into the text.
        auto* editor = bench.page->findChild<QPlainTextEdit*>("toml");
        const QString text = QString(kExperiment) + "\n[features]\n# the cepstra\nset = \"mfcc20-librosa\"\n";
        editor->setPlainText(text);
        QTRY_COMPARE(box->currentText(), QString("mfcc20-librosa"));
        QVERIFY(bench.label("aboutFeatures").contains("cepstral"));
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        QCOMPARE(editor->toPlainText(), QString(text).replace("mfcc20-librosa", "logmel80"));
        QTRY_VERIFY(bench.label("aboutFeatures").contains("Slaney"));
        // An experiment that cannot be read names none.
        editor->setPlainText("name = ");
        QTRY_COMPARE(box->currentIndex(), -1);
    }

    void withoutACorpusItTeachesAndTakesAFolder() {
        const auto folder = fresh();
        Bench bench(folder, m_experiments);
        QSignalSpy shown(bench.page.get(), &TrainPage::choicesShown);
        bench.page->QWidget::show();
        bench.page->activated();
        QTRY_COMPARE(shown.count(), 1);
        QVERIFY(bench.button("getEmoDb")->isVisible());
        QVERIFY(bench.button("getEmoDb")->text().contains("MB"));
        QVERIFY(!bench.button("start")->isVisible());
        QVERIFY(!bench.page->openPaths({m_folder.filePath("no such thing.txt")}));
    }

    void aManifestWithMissingColumnsIsOneSentence() {
        const auto folder = fresh();
        const auto corpus = fresh();
        PROSOSCOPE_VERIFY(core::writeFile(corpus / "manifest.csv", "path,emotion\na.wav,angry\n"));
        Bench bench(folder, m_experiments);
        bench.page->QWidget::show();
        QSignalSpy ended(bench.page.get(), &TrainPage::importEnded);
        QSignalSpy said(bench.page.get(), &Page::message);
        QVERIFY(bench.page->openPaths({QString::fromStdString(corpus.string())}));
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(!ended.first().first().toBool());
        QVERIFY2(said.first().first().toString().contains("speaker"), qPrintable(said.first().first().toString()));
    }

    void importsEmoDbFromACopyOnThisMachine() {
        PROSOSCOPE_SHARED_OR_SKIP(emodb, "data/emodb");
        const auto folder = fresh();
        Bench bench(folder, m_experiments);
        bench.page->QWidget::show();
        QSignalSpy ended(bench.page.get(), &TrainPage::importEnded);
        QSignalSpy plan(bench.page.get(), &TrainPage::planShown);
        bench.page->installEmoDb(QString::fromStdString(emodb.string()));
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 60000 * kPatience);
        QVERIFY(ended.first().first().toBool());
        QTRY_VERIFY(plan.count() > 0);
        QTRY_COMPARE(bench.page->findChild<TrainSetup*>()->corpus(), QString("emodb"));
        QTRY_COMPARE(bench.page->findChild<TrainSetup*>()->onlyFolds(), std::vector<int>{0});
        QTRY_COMPARE(bench.folds()->rowCount(), 10);
    }

    void closingThePageCancelsItsTraining() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(makeCorpus(folder, 3));
        Bench bench(folder, m_experiments);
        QVERIFY(bench.open());
        bench.runner.hold = true;
        bench.page->start();
        QTRY_COMPARE(bench.curves()->points(0), 1);
        bench.page.reset();
        QTRY_VERIFY(!bench.engine.isRunning());
        const auto workspace = store::Workspace::open(folder);
        QVERIFY(workspace->run(1)->state == store::RunState::Cancelled);
    }
};

QTEST_MAIN(TestTrainPage)
#include "TestTrainPage.moc"
