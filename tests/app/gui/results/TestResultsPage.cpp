// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

#include "engine/core/SafeFile.h"
#include "tests/app/gui/results/ExampleRun.h"
#include "tests/app/gui/results/ResultsBench.h"

using namespace prososcope;
using namespace prososcope::gui;
using widgets::ConfusionView;

namespace {

using Bench = ResultsBench;

}  // namespace

class TestResultsPage : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    int m_count = 0;
    std::filesystem::path m_audio;

    std::filesystem::path fresh() { return toPath(m_folder.filePath(QString::number(++m_count))); }

private Q_SLOTS:
    void initTestCase() {
        m_audio = toPath(m_folder.filePath("audio"));
        std::filesystem::create_directories(m_audio);
        for (int i = 0; i < 8; ++i)
            PROSOSCOPE_VERIFY(core::writeFile(m_audio / ("03a0" + std::to_string(i) + ".wav"), "not sound, only there"));
    }

    void showsTheNewestRunAndItsLargestConfusion() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(addExampleRun(folder, m_audio));
        Bench bench(folder);
        QVERIFY(bench.load());
        QCOMPARE(bench.table()->model()->rowCount(), 1);
        QCOMPARE(bench.matrix()->countText(1, 0), QString("2"));
        QCOMPARE(bench.matrix()->currentTruth(), 1);
        QCOMPARE(bench.matrix()->currentPredicted(), 0);
        QCOMPARE(bench.panel()->listTitle(), QString("happy heard as angry: 2"));
        QCOMPARE(bench.list()->rows().size(), std::size_t{2});
        QCOMPARE(bench.panel()->absentText(), QString("Audio of 1 of them not on this machine."));
        QVERIFY(bench.actions.conflicts().isEmpty());
    }

    /// A long word of a group, a source or a note pushes no number out of sight; all of it is in its tip.
    void factsFitTheirPanel() {
        const std::string address = "https://example.org/corpora/of/emotional/speech/in/one/long/word";
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(addExampleRun(folder, m_audio, "emodb", [&](store::RunRecord& run) {
            run.group = "emodb-autoencoder 2026-11-30T23:19:41Z";
            run.note = "see " + address;
            run.fingerprint = std::string(64, 'a');
        }));
        Bench bench(folder);
        QVERIFY(bench.load());
        bench.page->resize(1213, 672);
        QCoreApplication::processEvents();
        QScrollArea* area = nullptr;
        const QLabel* note = nullptr;
        for (auto* each : bench.panel()->findChildren<QScrollArea*>())
            for (const auto* label : each->findChildren<QLabel*>())
                if (label->text().startsWith("see ")) area = each, note = label;
        QVERIFY(area != nullptr);
        QVERIFY2(area->widget()->minimumSizeHint().width() <= area->viewport()->width(),
                 qPrintable(QString("%1 in %2").arg(area->widget()->minimumSizeHint().width()).arg(area->viewport()->width())));
        QVERIFY(!note->text().contains(QString::fromStdString(address)));
        QVERIFY(note->toolTip().contains(QString::fromStdString(address)));
    }

    void aClickListsADoubleClickOpensInInspect() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(addExampleRun(folder, m_audio));
        Bench bench(folder);
        QVERIFY(bench.load());
        QTest::mouseClick(bench.matrix(), Qt::LeftButton, {}, bench.matrix()->cellRect(0, 0).center());
        QCOMPARE(bench.panel()->listTitle(), QString("angry recognised: 6"));
        QCOMPARE(bench.list()->rows().size(), std::size_t{6});
        QVERIFY(bench.list()->rows()[0].posterior >= bench.list()->rows()[5].posterior);
        QSignalSpy opened(bench.page.get(), &Page::openRequested);
        int audible = -1;
        for (std::size_t i = 0; i < 6; ++i)
            if (bench.list()->rows()[i].id == "03a01") audible = static_cast<int>(i);
        QVERIFY(audible >= 0);
        const QRect row = bench.list()->visualRect(bench.list()->model()->index(audible, 0));
        QTest::mouseDClick(bench.list()->viewport(), Qt::LeftButton, {}, row.center());
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().at(0).toString(), QString("inspect"));
        const QJsonObject what = opened.first().at(1).toJsonObject();
        QCOMPARE(what["path"].toString(), QString::fromStdString((m_audio / "03a01.wav").string()));
        QCOMPARE(what["start"].toDouble(), 0.25);
        QCOMPARE(what["end"].toDouble(), 1.5);
    }

    void keysWalkFromTheMatrixThroughTheListAndBack() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(addExampleRun(folder, m_audio));
        Bench bench(folder);
        QVERIFY(bench.load());
        QVERIFY(QTest::qWaitForWindowActive(bench.page.get()));
        QSignalSpy played(bench.list(), &UtteranceList::playRequested);
        QSignalSpy opened(bench.list(), &UtteranceList::openRequested);
        bench.matrix()->setFocus();
        QTest::keyClick(bench.matrix(), Qt::Key_Up);
        QTest::keyClick(bench.matrix(), Qt::Key_Return);
        QTRY_VERIFY(bench.list()->hasFocus());
        QCOMPARE(bench.list()->currentIndex().row(), 0);
        QTest::keyClick(bench.list(), Qt::Key_J);
        QCOMPARE(bench.list()->currentIndex().row(), 1);
        QCOMPARE(played.takeLast().first().toInt(), 1);
        QTest::keyClick(bench.list(), Qt::Key_K);
        QCOMPARE(played.takeLast().first().toInt(), 0);
        QTest::keyClick(bench.list(), Qt::Key_K);
        QCOMPARE(bench.list()->currentIndex().row(), 0);
        QTest::keyClick(bench.list(), Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QTest::keyClick(bench.list(), Qt::Key_Backspace);
        QTRY_VERIFY(bench.matrix()->hasFocus());
    }

    void absentAudioIsNamedAndNeverOpened() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(addExampleRun(folder));
        Bench bench(folder);
        QVERIFY(bench.load());
        QCOMPARE(bench.panel()->absentText(), QString("Audio not on this machine."));
        QSignalSpy opened(bench.page.get(), &Page::openRequested);
        QSignalSpy said(bench.page.get(), &Page::message);
        bench.list()->openCurrent();
        bench.list()->playCurrent();
        QCOMPARE(opened.count(), 0);
        QCOMPARE(said.count(), 2);
        QVERIFY(said.first().first().toString().contains("audio not on this machine"));
        QCOMPARE(bench.list()->playing(), -1);
    }

    void filterAndSortKeepTheChosenRun() {
        const auto folder = fresh();
        for (const char* name : {"first", "second", "third"}) PROSOSCOPE_VERIFY(addExampleRun(folder, {}, name));
        Bench bench(folder);
        QVERIFY(bench.load());
        QCOMPARE(bench.page->current()->run.name, std::string("third"));
        auto* filter = bench.page->runs()->filter();
        QTest::keyClicks(filter, "sec");
        QCOMPARE(bench.table()->model()->rowCount(), 1);
        filter->clear();
        bench.page->show(QJsonObject{{"run", 1}});
        QTRY_COMPARE(bench.page->current()->run.id, std::int64_t{1});
        const QJsonObject state = bench.page->saveState();
        Bench other(folder);
        other.page->restoreState(state);
        QVERIFY(other.load());
        QTRY_COMPARE(other.page->current()->run.id, std::int64_t{1});
    }

    void copiesTheSentenceAndSavesCsv() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(addExampleRun(folder));
        Bench bench(folder);
        QVERIFY(bench.load());
        bench.actions.action("results.copySentence")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QString("UAR .778 [.70, .83], 2 speakers, leave one speaker out, 1 seed"));
        QSignalSpy saved(bench.page.get(), &ResultsPage::predictionsSaved);
        const QString path = m_folder.filePath("predictions.csv");
        bench.page->savePredictionsTo(path);
        QTRY_COMPARE(saved.count(), 1);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 17);
    }

    void withoutRunsItTeaches() {
        Bench bench(fresh());
        QSignalSpy shown(bench.page.get(), &ResultsPage::runsShown);
        QSignalSpy opened(bench.page.get(), &Page::openRequested);
        bench.page->QWidget::show();
        bench.page->activated();
        QTRY_COMPARE(shown.count(), 1);
        QVERIFY(!bench.table()->isVisible());
        QPushButton* begin = nullptr;
        for (auto* button : bench.page->findChildren<QPushButton*>())
            if (button->isVisible()) begin = button;
        QVERIFY(begin != nullptr);
        QTest::mouseClick(begin, Qt::LeftButton);
        QCOMPARE(opened.first().first().toString(), QString("train"));
    }

    void theExampleRunComesHoweverOftenThePageIsEntered() {
        const auto folder = fresh();
        Bench bench(folder);
        bench.page->setExampleFolder(PROSOSCOPE_SOURCE_DIR "/resources/examples");
        bench.page->QWidget::show();
        for (int i = 0; i < 5; ++i) bench.page->activated();  // each drops the load before it
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->current() != nullptr, 10000 * kPatience);
        QCOMPARE(bench.table()->model()->rowCount(), 1);
    }

    void theFirstStartShowsTheExampleRun() {
        const auto source = fresh();
        const auto id = addExampleRun(source);
        PROSOSCOPE_VERIFY(id);
        const auto examples = fresh();
        PROSOSCOPE_VERIFY(store::Workspace::open(source)->exportRun(*id, examples / "emodb-test"));
        const auto folder = fresh();
        Bench bench(folder);
        bench.page->setExampleFolder(examples);
        QVERIFY(bench.load());
        QVERIFY(bench.page->current()->run.example);
        Bench second(folder);
        second.page->setExampleFolder(examples);
        QVERIFY(second.load());
        QCOMPARE(second.table()->model()->rowCount(), 1);
    }

    void paintsAtEverySize() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(addExampleRun(folder, m_audio));
        Bench bench(folder);
        QVERIFY(bench.load());
        QVERIFY(!bench.page->grab().isNull());
        bench.page->resize(960, 560);
        QVERIFY(!bench.page->grab().isNull());
    }
};

QTEST_MAIN(TestResultsPage)
#include "TestResultsPage.moc"
