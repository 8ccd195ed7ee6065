// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/inspect/PredictionTable.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::gui;

class TestPredictionTable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void aFolderGivesARowForEachFile();
    void sortingAndFilteringKeepRowsTogether();
    void csvHasDotsAndAllRows();
    void csvFailureIsTold();
    void cancelKeepsWhatIsThere();
    void aFolderWithoutAudioGivesASentence();
    void withoutAModelItSaysSo();
    void stepsThroughRowsAndPlays();
    void copiesSelectedRows();
    void closingWhileRunningIsSafe();

private:
    std::unique_ptr<PredictionTable> table(const QStringList& paths);
    store::ModelEntry model() { return m_backend.models().front(); }

    QTemporaryDir m_folder;
    std::shared_ptr<FakeCalls> m_calls;
    EmotionBackend m_backend;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<FileLoader> m_loader;
};

void TestPredictionTable::initTestCase() {
    QDir(m_folder.path()).mkpath("audio/more");
    QDir(m_folder.path()).mkpath("empty");
    QVERIFY(writeTone(toPath(m_folder.filePath("audio/a.wav")), 1.0, 16000, 0.9F));
    QVERIFY(writeTone(toPath(m_folder.filePath("audio/b.wav")), 2.0, 16000, 0.05F));
    QVERIFY(writeTone(toPath(m_folder.filePath("audio/more/c.wav")), 3.0, 16000, 0.4F));
    QFile broken(m_folder.filePath("audio/broken.wav"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("no sound");
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
    m_loader = std::make_unique<FileLoader>(1);
}

void TestPredictionTable::init() {
    m_calls = std::make_shared<FakeCalls>();
    m_backend = fakeBackend(m_calls);
}

std::unique_ptr<PredictionTable> TestPredictionTable::table(const QStringList& paths) {
    auto made = std::make_unique<PredictionTable>(paths, m_backend, m_engine.get(), m_loader.get());
    made->resize(900, 400);
    made->show();
    return made;
}

void TestPredictionTable::aFolderGivesARowForEachFile() {
    const auto shown = table({m_folder.filePath("audio")});
    QSignalSpy finished(shown.get(), &PredictionTable::finished);
    shown->predict(model());
    QVERIFY(shown->isRunning());
    QVERIFY(finished.wait(10000));
    const auto& rows = shown->model().rows();
    QCOMPARE(rows.size(), std::size_t{4});
    int problems = 0;
    for (const auto& row : rows) {
        if (!row.problem.isEmpty()) {
            ++problems;
            QVERIFY(row.path.endsWith("broken.wav"));
            QVERIFY(row.problem.contains("broken.wav"));
            continue;
        }
        QVERIFY(row.seconds > 0.9);
        QCOMPARE(row.posteriors.size(), std::size_t{2});
        QCOMPARE(row.best(), row.posteriors[0] > 0.5F ? 0 : 1);
    }
    QCOMPARE(problems, 1);
    QVERIFY(shown->statusText().contains('1'));
}

void TestPredictionTable::sortingAndFilteringKeepRowsTogether() {
    const auto shown = table({m_folder.filePath("audio")});
    QSignalSpy finished(shown.get(), &PredictionTable::finished);
    shown->predict(model());
    QVERIFY(finished.wait(10000));
    auto* view = shown->view();
    const int angry = PredictionModel::FirstPosterior;
    view->sortByColumn(angry, Qt::DescendingOrder);
    double last = 2.0;
    for (int row = 0; row < view->model()->rowCount(); ++row) {
        const double value = view->model()->index(row, angry).data(PredictionModel::kSortRole).toDouble();
        QVERIFY(value <= last);
        last = value;
    }
    QVERIFY(view->model()->index(0, 0).data(PredictionModel::kPathRole).toString().endsWith("a.wav"));
    shown->findChild<QLineEdit*>()->setText("more/");
    QCOMPARE(view->model()->rowCount(), 1);
    QVERIFY(view->model()->index(0, 0).data(PredictionModel::kPathRole).toString().endsWith("c.wav"));
}

void TestPredictionTable::csvHasDotsAndAllRows() {
    QLocale::setDefault(QLocale(QLocale::German));
    const auto shown = table({m_folder.filePath("audio")});
    QSignalSpy finished(shown.get(), &PredictionTable::finished);
    shown->predict(model());
    QVERIFY(finished.wait(10000));
    QSignalSpy messages(shown.get(), &PredictionTable::message);
    const QString file = m_folder.filePath("out.csv");
    shown->saveCsv(file);
    QVERIFY(messages.wait(5000));
    QLocale::setDefault(QLocale::c());
    QVERIFY(!messages[0][1].toBool());
    const auto text = core::readFile(toPath(file));
    PROSOSCOPE_VERIFY(text);
    const auto parsed = core::parseCsv(*text, "out.csv");
    PROSOSCOPE_VERIFY(parsed);
    QCOMPARE(parsed->rows.size(), std::size_t{4});
    QCOMPARE(parsed->columns.size(), std::size_t{7});
    const auto best = parsed->column("predicted");
    const auto angry = parsed->column("angry");
    const auto sad = parsed->column("sad");
    QVERIFY(best && angry && sad);
    for (const auto& row : parsed->rows) {
        if (row[*best].empty()) {
            QVERIFY(!row.back().empty());
            continue;
        }
        const auto a = core::parseNumber(row[*angry]);
        const auto s = core::parseNumber(row[*sad]);
        QVERIFY(a && s);
        QVERIFY(std::abs(*a + *s - 1.0) < 1e-5);
        QCOMPARE(row[*best], std::string(*a > *s ? "angry" : "sad"));
    }
}

void TestPredictionTable::csvFailureIsTold() {
    const auto shown = table({m_folder.filePath("audio")});
    QSignalSpy messages(shown.get(), &PredictionTable::message);
    shown->saveCsv("/proc/no/such/place.csv");
    QVERIFY(messages.wait(5000));
    QVERIFY(messages[0][1].toBool());
    QVERIFY(messages[0][0].toString().contains("place.csv"));
}

void TestPredictionTable::cancelKeepsWhatIsThere() {
    m_calls->allowedFiles = 1;
    const auto shown = table({m_folder.filePath("audio")});
    QSignalSpy finished(shown.get(), &PredictionTable::finished);
    QSignalSpy messages(shown.get(), &PredictionTable::message);
    shown->predict(model());
    QTRY_VERIFY(shown->model().rowCount() >= 1);
    shown->cancel();
    m_calls->allowedFiles = 4;
    QVERIFY(finished.wait(5000));
    QVERIFY(!shown->isRunning());
    QVERIFY(shown->model().rowCount() >= 1);
    QVERIFY2(m_calls->files <= 2, "a file was begun after Cancel");
    QVERIFY(shown->model().rowCount() < 4);
    QCOMPARE(messages.size(), 0);
}

void TestPredictionTable::aFolderWithoutAudioGivesASentence() {
    const auto shown = table({m_folder.filePath("empty")});
    QSignalSpy messages(shown.get(), &PredictionTable::message);
    shown->predict(model());
    QVERIFY(messages.wait(5000));
    QVERIFY(messages[0][0].toString().contains("empty"));
    QCOMPARE(shown->model().rowCount(), 0);
}

void TestPredictionTable::withoutAModelItSaysSo() {
    const auto shown = table({m_folder.filePath("audio")});
    shown->predict({});
    QVERIFY(!shown->isRunning());
    QVERIFY(!shown->statusText().isEmpty());
}

void TestPredictionTable::stepsThroughRowsAndPlays() {
    const auto shown = table({m_folder.filePath("audio")});
    QSignalSpy finished(shown.get(), &PredictionTable::finished);
    shown->predict(model());
    QVERIFY(finished.wait(10000));
    QSignalSpy plays(shown.get(), &PredictionTable::playRequested);
    QSignalSpy opens(shown.get(), &PredictionTable::openRequested);
    shown->playStep(1);
    shown->playStep(1);
    shown->playStep(-1);
    QCOMPARE(plays.size(), 3);
    QCOMPARE(plays[0][0], plays[2][0]);
    QVERIFY(plays[0][0] != plays[1][0]);
    shown->openCurrent();
    QCOMPARE(opens.size(), 1);
    const QRect cell = shown->view()->visualRect(shown->view()->model()->index(1, 1));
    QTest::mouseClick(shown->view()->viewport(), Qt::LeftButton, {}, cell.center());
    QTest::mouseDClick(shown->view()->viewport(), Qt::LeftButton, {}, cell.center());
    QCOMPARE(opens.size(), 2);
}

void TestPredictionTable::copiesSelectedRows() {
    const auto shown = table({m_folder.filePath("audio")});
    QSignalSpy finished(shown.get(), &PredictionTable::finished);
    shown->predict(model());
    QVERIFY(finished.wait(10000));
    shown->view()->selectAll();
    shown->copyRows();
    QCOMPARE(QGuiApplication::clipboard()->text().split('\n').size(), 4);
}

void TestPredictionTable::closingWhileRunningIsSafe() {
    m_calls->allowedFiles = 0;
    {
        const auto shown = table({m_folder.filePath("audio")});
        shown->predict(model());
        QTRY_VERIFY(m_calls->files >= 1);
    }
    m_calls->allowedFiles = 4;
    QTRY_VERIFY(!m_engine->isRunning());
}

QTEST_MAIN(TestPredictionTable)
#include "TestPredictionTable.moc"
