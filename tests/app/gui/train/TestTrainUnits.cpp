// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QPlainTextEdit>
#include <QToolButton>
#include <atomic>
#include <chrono>
#include <thread>

#include "app/gui/train/ExperimentForm.h"
#include "engine/backend/UnitEmotionRun.h"
#include "tests/TestSupport.h"
#include "tests/app/gui/train/TrainBench.h"
#include "widgets/ClassCounts.h"

using namespace prososcope;
using namespace prososcope::gui;

namespace {

constexpr const char* kUnits = R"(kind = "unit-emotion"
name = "units"
title = "Units with emotion"
[corpus]
name = "spoken"
[labels]
classes = ["angry", "sad"]
[units]
kind = "classes"
[split]
protocol = "leave-one-speaker-out"
[encoder]
channels = 8
layers = 1
width = 16
heads = 1
feed_forward = 8
[training]
updates = 40
evaluate_every = 10
)";

core::Status makeSpokenCorpus(const std::filesystem::path& folder, bool transcribed = true) {
    if (auto made = makeCorpus(folder, 2, "spoken"); !made) return made;
    auto workspace = store::Workspace::open(folder);
    if (!workspace) return core::fail(workspace.error());
    auto corpus = workspace->corpus("spoken");
    if (!corpus) return core::fail(corpus.error());
    for (auto& utterance : corpus->utterances)
        if (transcribed) utterance.transcript = "the evening is long";
    return workspace->saveCorpus(*corpus);
}

/// Stands in for the networks: looks every ten updates, from where a training was stopped; held until let go.
class FakeUnits : public backend::UnitEmotionBackend {
public:
    std::atomic<bool> hold{true};
    std::atomic<int> trainings{0};

    core::Result<std::unique_ptr<backend::UnitListener>> open(const store::ModelEntry& /*model*/, const std::string& /*device*/,
                                                              int /*threads*/) override {
        return core::fail(core::ErrorKind::Failed, {"None."});
    }
    core::Result<backend::UnitEmotionOutcome> train(const backend::UnitEmotionRequest& request,
                                                    const std::function<void(int, int, const backend::UnitEpoch&)>& looked,
                                                    core::Progress& progress) override {
        ++trainings;
        backend::UnitEmotionOutcome outcome;
        outcome.device = "cpu";
        outcome.versions = "{}";
        for (int fold = 0; fold < 2; ++fold) {
            backend::UnitEmotionFold made;
            const std::string speaker = "s" + std::to_string(fold + 1);
            made.name = speaker;
            made.testSpeakers = {speaker};
            made.seconds = 1.0;
            for (int update = 10; update <= request.experiment.updates; update += 10) {
                const bool known = fold == 0 && update <= m_done;
                backend::UnitEpoch epoch;
                epoch.update = update;
                epoch.trainLoss = 20.0 / update;
                epoch.validation = backend::UnitLook{1.0, 0.5, 0.25, 0.75};
                made.epochs.push_back(epoch);
                if (known) continue;
                looked(fold, 2, epoch);
                if (fold == 0) m_done = update;
                do {  // as a training does: at every update, between two looks, too
                    progress.report((fold * 40.0 + update) / 80.0);
                    std::this_thread::sleep_for(std::chrono::milliseconds(2));
                } while (hold && update == 20 && !progress.stopRequested());
                if (progress.stopRequested()) return core::cancelled();
            }
            for (int i = 0; i < 3; ++i) {
                backend::VotedUtterance voted;
                voted.utterance = speaker + "_" + std::to_string(i);
                voted.path = voted.utterance + ".wav";
                voted.speaker = speaker;
                voted.corpus = "spoken";
                voted.truth = i < 2 ? 0 : 1;
                voted.predicted = voted.soft = fold == 0 ? voted.truth : 0;
                voted.shares = {voted.predicted == 0 ? 0.75F : 0.25F, voted.predicted == 1 ? 0.75F : 0.25F};
                voted.reference = {"V_a", "N_a"};
                voted.hypothesis = {"V_a", "N_a"};
                made.tested.push_back(std::move(voted));
            }
            outcome.folds.push_back(std::move(made));
        }
        return outcome;
    }

private:
    int m_done = 0;
};

}  // namespace

/// Files of phonetic units (kind = "unit-emotion") on the Train page.
class TestTrainUnits : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path m_experiments;
    int m_count = 0;
    std::filesystem::path fresh() { return toPath(m_folder.filePath("w" + QString::number(++m_count))); }
    static void connectUnits(Bench& bench, FakeUnits& units) {
        bench.page->setUnitRunner([&units](const std::filesystem::path& folder, std::int64_t run,
                                           backend::RunObserver& observer,
                                           core::Progress& progress) -> core::Result<store::RunRecord> {
            auto workspace = store::Workspace::open(folder);
            if (!workspace) return core::fail(workspace.error());
            auto done = backend::runStoredUnitEmotion(units, *workspace, run, observer, progress);
            if (!done) return core::fail(done.error());
            return std::move(done->run);
        });
    }
    static store::RunState stateOf(const std::filesystem::path& folder, std::int64_t run) {
        return store::Workspace::open(folder)->run(run)->state;
    }

private Q_SLOTS:
    void initTestCase() {
        m_experiments = toPath(m_folder.filePath("experiments"));
        PROSOSCOPE_VERIFY(core::writeFile(m_experiments / "a-tiny.toml", kExperiment));
        PROSOSCOPE_VERIFY(core::writeFile(m_experiments / "units.toml", kUnits));
    }

    /// Chosen by the keyboard, started, cancelled and resumed by the mouse; its run lies in the workspace as others do.
    void startedCancelledResumed() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(makeSpokenCorpus(folder));
        FakeUnits units;
        Bench bench(folder, m_experiments);
        connectUnits(bench, units);
        QVERIFY(bench.open());
        auto* list = bench.page->findChild<QComboBox*>("experiment");
        QCOMPARE(list->count(), 2);
        auto* form = bench.page->findChild<ExperimentForm*>();
        QVERIFY(form->isVisible());
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(list->currentText(), QString("Units with emotion"));
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->plan() && bench.page->plan()->units, 10000);
        QVERIFY(!form->isVisible());
        QVERIFY(bench.page->findChild<QLabel*>("aboutUnits")->isVisible());
        QCOMPARE(bench.folds()->rowCount(), 2);
        QCOMPARE(bench.folds()->index(1, FoldModel::TestSpeakers).data().toString(), QString("s2"));
        QCOMPARE(bench.folds()->index(1, FoldModel::Train).data().toInt(), 3);
        QCOMPARE(bench.page->findChild<widgets::ClassCounts*>()->counts()[0].utterances, std::size_t{4});
        QVERIFY(bench.page->commands().first().line.contains("run") &&
                bench.page->commands().first().line.contains("units.toml"));

        QSignalSpy ended(bench.page.get(), &TrainPage::runEnded);
        QTest::mouseClick(bench.button("start"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(bench.folds()->stateText(0), QString("update 20 of 40"), 10000);
        QTRY_COMPARE(bench.curves()->points(0), 2);
        QTRY_VERIFY2(bench.label("progress").contains("update 20 of 40"), qPrintable(bench.label("progress")));
        QVERIFY2(bench.label("progress").contains("unit errors 50.0 %") && bench.label("progress").contains("UAR 75.0 %"),
                 qPrintable(bench.label("progress")));
        QCOMPARE(stateOf(folder, 1), store::RunState::Running);
        QTest::mouseClick(bench.button("cancel"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 10000);
        QCOMPARE(stateOf(folder, 1), store::RunState::Cancelled);
        QVERIFY(bench.label("outcome").startsWith("Cancelled"));

        units.hold = false;
        QTRY_VERIFY(bench.button("resume")->isVisible() && bench.button("resume")->isEnabled());
        QTest::mouseClick(bench.button("resume"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 2, 10000);
        QVERIFY(ended.last().first().toBool());
        QCOMPARE(units.trainings.load(), 2);
        const auto workspace = store::Workspace::open(folder);
        const auto run = workspace->run(1);
        PROSOSCOPE_VERIFY(run);
        QCOMPARE(run->state, store::RunState::Finished);
        QCOMPARE(*run->uar, 0.75);
        QVERIFY(experiment::isUnitEmotionExperiment(run->experiment));
        QCOMPARE(workspace->predictions(1)->size(), std::size_t{6});
        QCOMPARE(workspace->epochs(1)->size(), std::size_t{8});  // each look once, over both sittings
        QCOMPARE(workspace->folds(1)->size(), std::size_t{2});
        QCOMPARE(*bench.folds()->testUar(0), 1.0);
        QCOMPARE(*bench.folds()->testUar(1), 0.5);
        QVERIFY(std::filesystem::exists(folder / "unit-emotion" / "units" / "tested.csv"));
        QSignalSpy opened(bench.page.get(), &Page::openRequested);
        QTest::mouseClick(bench.button("showResults"), Qt::LeftButton);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened[0][0].toString(), QString("results"));
    }

    /// Back to an ordinary experiment the form and the choice of folds are there again.
    void theFormComesBack() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(makeSpokenCorpus(folder));
        PROSOSCOPE_VERIFY(makeCorpus(folder, 3));
        Bench bench(folder, m_experiments);
        QVERIFY(bench.open());
        QVERIFY(bench.page->findChild<ExperimentForm*>()->isVisible());
        QComboBox* folds = nullptr;
        for (auto* box : bench.page->findChildren<QComboBox*>())
            if (box->itemText(0) == "All folds") folds = box;
        QVERIFY(folds != nullptr);
        folds->setFocus();
        QTest::keyClick(folds, Qt::Key_Down);
        auto* list = bench.page->findChild<QComboBox*>("experiment");
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->plan() && bench.page->plan()->units, 10000);
        QVERIFY(!folds->isEnabled());
        QCOMPARE(bench.folds()->rowCount(), 2);
        QTest::keyClick(list, Qt::Key_Up);
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->plan() && !bench.page->plan()->units, 10000);
        QVERIFY(bench.page->findChild<ExperimentForm*>()->isVisible());
        QVERIFY(!bench.page->findChild<QLabel*>("aboutUnits")->isVisible());
        QCOMPARE(folds->currentIndex(), 1);  // as it was chosen
        QVERIFY(folds->isEnabled() && folds->toolTip() == folds->currentText());
        QVERIFY(bench.page->grab().width() > 0);
    }

    /// What stands in the way is said before the start: no transcripts, a wrong key.
    void whatCannotBeIsSaid() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(makeSpokenCorpus(folder, false));
        Bench bench(folder, m_experiments);
        QVERIFY(bench.open());
        auto* list = bench.page->findChild<QComboBox*>("experiment");
        list->setFocus();
        QSignalSpy planned(bench.page.get(), &TrainPage::planShown);
        QTest::keyClick(list, Qt::Key_Down);
        QTRY_VERIFY_WITH_TIMEOUT(!planned.isEmpty(), 10000);
        QVERIFY(!planned.last().first().toBool());
        QVERIFY2(bench.label("problem").contains("no transcripts"), qPrintable(bench.label("problem")));
        QVERIFY(!bench.button("start")->isEnabled());
        planned.clear();
        auto* text = bench.page->findChild<QPlainTextEdit*>("toml");
        text->setPlainText(QString::fromLatin1(kUnits) + "speed = 3\n");
        QTRY_VERIFY_WITH_TIMEOUT(!planned.isEmpty(), 10000);
        QVERIFY2(bench.label("problem").contains("speed"), qPrintable(bench.label("problem")));
    }
};

QTEST_MAIN(TestTrainUnits)
#include "TestTrainUnits.moc"
