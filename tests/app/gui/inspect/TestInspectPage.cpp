// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QSignalSpy>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/PredictionTable.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::gui;
using widgets::TimeView;

class TestInspectPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void opensARecordingWithItsPeaks();
    void theSameFileIsOpenedOnce();
    void brokenFilesGiveASentence_data();
    void brokenFilesGiveASentence();
    void keysActInAPane();
    void keysDoNotActInAField();
    void selectionKeysAndEscape();
    void historyGoesBackAndForward();
    void showSelectsAndZoomsToASpan();
    void theVisiblePartIsPredictedFirstAndThenTheRest();
    void longRecordingsArePredictedWhereOneLooks();
    void stateReturnsExactly();
    void hostileStateIsSurvived();
    void playingWithoutADeviceMovesTheCursor();
    void spectrogramAppearsAndSettingsAct();
    void noTwoActionsShareAKey();

private:
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    RecordingModel* open(const QString& file);

    QTemporaryDir m_folder;
    std::shared_ptr<FakeCalls> m_calls;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<InspectPage> m_page;
};

void TestInspectPage::initTestCase() {
    QVERIFY(writeTone(toPath(path("tone.wav")), 10.0));
    QVERIFY(writeTone(toPath(path("other.wav")), 4.0, 22050));
    QVERIFY(writeTone(toPath(path("quiet.wav")), 2.0, 16000, 0.02F));
}

void TestInspectPage::init() {
    m_calls = std::make_shared<FakeCalls>();
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder.path()}, fakeBackend(m_calls));
    m_page->resize(1200, 800);
    m_page->activated();
    static_cast<QWidget*>(m_page.get())->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestInspectPage::cleanup() {
    m_page.reset();
    m_actions.reset();
    m_engine.reset();
}

RecordingModel* TestInspectPage::open(const QString& file) {
    auto* recording = m_page->openRecording(file);
    if (!QTest::qWaitFor([&] { return recording->state() == RecordingModel::State::Open && recording->complete(); }, 10000))
        return nullptr;
    m_page->panes()->waveformPane()->setFocus();
    return recording;
}

void TestInspectPage::opensARecordingWithItsPeaks() {
    auto* recording = open(path("tone.wav"));
    QVERIFY(recording != nullptr);
    QCOMPARE(recording->duration(), 10.0);
    QCOMPARE(recording->view()->end(), 10.0);
    QVERIFY(recording->peaks()->complete());
    QVERIFY(std::abs(recording->levelDecibels(0.0, 10.0) - 10.0 * std::log10(0.125 * 0.44)) < 0.3);
    QCOMPARE(recording->automaticGain(), 1.0);
    auto* quiet = open(path("quiet.wav"));
    QCOMPARE(quiet->automaticGain(), 32.0);
    QVERIFY(m_page->panes()->waveformPane()->name().contains("32"));
    m_actions->action("inspect.automaticGain")->trigger();
    QVERIFY(!m_page->panes()->waveformPane()->name().contains("32"));
}

void TestInspectPage::theSameFileIsOpenedOnce() {
    auto* first = m_page->openRecording(path("tone.wav"));
    auto* second = m_page->openRecording(path("other.wav"));
    QVERIFY(first != second);
    QCOMPARE(m_page->openRecording(path("tone.wav")), first);
    QCOMPARE(m_page->current(), first);
    m_actions->action("file.close")->trigger();
    QCOMPARE(m_page->current(), second);
    m_actions->action("file.close")->trigger();
    QVERIFY(m_page->current() == nullptr);
    m_actions->action("file.close")->trigger();
}

void TestInspectPage::brokenFilesGiveASentence_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("exists");
    QTest::newRow("absent") << QByteArray() << false;
    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("text") << QByteArray("this is not a sound\n") << true;
    QTest::newRow("header only") << QByteArray("RIFF\x24\x00\x00\x00WAVEfmt ", 16) << true;
}

void TestInspectPage::brokenFilesGiveASentence() {
    QFETCH(QByteArray, content);
    QFETCH(bool, exists);
    const QString file = path("broken.wav");
    QFile::remove(file);
    if (exists) {
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(content);
    }
    QSignalSpy messages(m_page.get(), &Page::message);
    m_page->openRecording(file);
    QTRY_COMPARE(messages.size(), 1);
    QVERIFY(messages[0][0].toString().contains("broken.wav"));
    QVERIFY(messages[0][1].toBool());
    QVERIFY(m_page->current() == nullptr);
}

void TestInspectPage::keysActInAPane() {
    auto* recording = open(path("tone.wav"));
    QWidget* pane = m_page->panes()->spectrogramPane();
    pane->setFocus();
    TimeView* view = recording->view();
    view->setCursor(5.0);
    QTest::keyClick(pane, Qt::Key_Up);
    QVERIFY(std::abs(view->span() - 10.0 / 1.5) < 1e-9);
    QVERIFY(view->start() < 5.0 && view->end() > 5.0);
    const double start = view->start();
    QTest::keyClick(pane, Qt::Key_Right);
    QVERIFY(std::abs(view->start() - start - 0.1 * view->span()) < 1e-9);
    QTest::keyClick(pane, Qt::Key_Home);
    QCOMPARE(view->start(), 0.0);
    QCOMPARE(view->cursor(), 0.0);
    QTest::keyClick(pane, Qt::Key_End);
    QCOMPARE(view->end(), 10.0);
    QTest::keyClick(pane, Qt::Key_Down);
    QTest::keyClick(pane, Qt::Key_Down);
    QCOMPARE(view->span(), 10.0);
    QTest::keyClick(pane, Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(view->span() < 9.0);
    QTest::keyClick(pane, Qt::Key_F);
    QCOMPARE(view->span(), 10.0);
    QTest::keyClick(pane, Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(m_page->settings().gainSteps, 1);
    QTest::keyClick(pane, Qt::Key_L);
    QVERIFY(m_actions->action("play.loop")->isChecked());
}

void TestInspectPage::keysDoNotActInAField() {
    auto* recording = open(path("tone.wav"));
    recording->view()->setRange(2.0, 4.0);
    QLineEdit field(m_page.get());
    field.show();
    field.setFocus();
    QTRY_VERIFY(field.hasFocus());
    QTest::keyClicks(&field, "fl ");
    QTest::keyClick(&field, Qt::Key_Home);
    QCOMPARE(field.text(), QString("fl "));
    QCOMPARE(recording->view()->start(), 2.0);
    QVERIFY(!m_actions->action("play.loop")->isChecked());
    QVERIFY(recording->view()->playPosition() < 0.0);
}

void TestInspectPage::selectionKeysAndEscape() {
    auto* recording = open(path("tone.wav"));
    QWidget* pane = m_page->panes()->waveformPane();
    recording->view()->setSelection(2.0, 3.0);
    QTest::keyClick(pane, Qt::Key_E, Qt::ControlModifier);
    QCOMPARE(recording->view()->start(), 2.0);
    QCOMPARE(recording->view()->end(), 3.0);
    QTest::keyClick(pane, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(recording->view()->selectionEnd(), 10.0);
    QTest::keyClick(pane, Qt::Key_Escape);
    QVERIFY(!recording->view()->hasSelection());
}

void TestInspectPage::historyGoesBackAndForward() {
    auto* recording = open(path("tone.wav"));
    QWidget* pane = m_page->panes()->waveformPane();
    QTRY_VERIFY(!m_page->viewIsSettling());
    recording->view()->setRange(1.0, 2.0);
    QVERIFY(m_page->viewIsSettling());
    QTRY_VERIFY(!m_page->viewIsSettling());
    recording->view()->setSelection(1.2, 1.4);
    InspectSettings settings = m_page->settings();
    settings.colors = "viridis";
    m_page->setSettings(settings);
    QTest::keyClick(pane, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(recording->view()->start(), 1.0);
    QVERIFY(!recording->view()->hasSelection());
    QCOMPARE(m_page->settings().colors, QString("grey"));
    QTest::keyClick(pane, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(recording->view()->span(), 10.0);
    QTest::keyClick(pane, Qt::Key_Right, Qt::AltModifier);
    QTest::keyClick(pane, Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(recording->view()->selectionStart(), 1.2);
    QCOMPARE(m_page->settings().colors, QString("viridis"));
}

void TestInspectPage::showSelectsAndZoomsToASpan() {
    m_page->show(QJsonObject{{"path", path("tone.wav")}, {"start", 4.0}, {"end", 5.0}});
    auto* recording = m_page->current();
    QVERIFY(recording != nullptr);
    QTRY_COMPARE(recording->view()->selectionStart(), 4.0);
    QCOMPARE(recording->view()->selectionEnd(), 5.0);
    QVERIFY(recording->view()->start() > 3.5 && recording->view()->end() < 5.5);
    m_page->show(QJsonObject{{"path", path("tone.wav")}, {"start", 1.0}, {"end", 2.0}});
    QCOMPARE(recording->view()->selectionStart(), 1.0);
}

void TestInspectPage::theVisiblePartIsPredictedFirstAndThenTheRest() {
    auto* recording = open(path("tone.wav"));
    QTRY_VERIFY(m_page->tracker()->track() != nullptr);
    QTRY_COMPARE(m_page->tracker()->track()->missing(), std::size_t{0});
    const auto track = m_page->tracker()->track();
    QCOMPARE(track->rows.size(), std::size_t{31});
    QCOMPARE(m_calls->windows.load(), 31);  // each window once
    QVERIFY(std::abs(track->rows[20][0] - 0.5F) < 1e-5F);
    QVERIFY(!m_page->panes()->emotionPane()->isHidden());
    open(path("other.wav"));
    QTRY_VERIFY(m_page->tracker()->track() && m_page->tracker()->track()->missing() == 0);
    const int pieces = m_calls->pieces;
    m_page->openRecording(recording->path());
    QCOMPARE(m_page->tracker()->track()->missing(), std::size_t{0});  // kept
    QCOMPARE(m_calls->pieces.load(), pieces);
}

void TestInspectPage::longRecordingsArePredictedWhereOneLooks() {
    const QString file = path("long.wav");
    QVERIFY(writeTone(toPath(file), 1900.0, 8000));
    auto* recording = open(file);
    QVERIFY(recording != nullptr);
    QTest::qWait(200);
    QCOMPARE(m_calls->pieces.load(), 0);
    QVERIFY(m_page->tracker()->waitsForAsking());
    // The pane says why it is empty, and no longer once one looks closely.
    const auto* pane = m_page->findChild<widgets::SignalPane*>("emotion");
    QVERIFY(pane != nullptr);
    QVERIFY2(pane->name().contains("when asked"), qPrintable(pane->name()));
    recording->view()->setRange(100.0, 110.0);
    QVERIFY2(pane->name().contains("in progress"), qPrintable(pane->name()));
    QTRY_VERIFY(m_calls->windows > 30);
    QTest::qWait(200);
    QVERIFY2(!pane->name().contains("in progress") && !pane->name().contains("asked"), qPrintable(pane->name()));
    recording->view()->showAll();
    QVERIFY2(pane->name().contains("when asked"), qPrintable(pane->name()));
    QVERIFY2(m_calls->windows < 60, qPrintable(QString::number(m_calls->windows)));
    m_page->tracker()->predictAll();
    QTRY_COMPARE_WITH_TIMEOUT(m_page->tracker()->track()->missing(), std::size_t{0}, 20000);
}

void TestInspectPage::stateReturnsExactly() {
    auto* recording = open(path("tone.wav"));
    recording->view()->setRange(1.0 / 3.0, 7.7);
    recording->view()->setCursor(2.0 / 7.0);
    recording->view()->setSelection(1.1, 2.2);
    open(path("other.wav"));
    InspectSettings settings;
    settings.colors = "magma";
    settings.spectrogram.windowSeconds = 0.02;
    settings.gainSteps = 2;
    m_page->setSettings(settings);
    m_page->openRecording(path("tone.wav"));
    m_actions->action("inspect.panel")->trigger();
    const bool shown = m_page->panelShown();
    const QByteArray saved = QJsonDocument(m_page->saveState()).toJson();

    cleanup();
    init();
    m_page->restoreState(QJsonDocument::fromJson(saved).object());
    recording = m_page->current();
    QVERIFY(recording != nullptr);
    QCOMPARE(recording->name(), QString("tone.wav"));
    QTRY_COMPARE(recording->state(), RecordingModel::State::Open);
    QCOMPARE(recording->view()->start(), 1.0 / 3.0);
    QCOMPARE(recording->view()->end(), 7.7);
    QCOMPARE(recording->view()->cursor(), 2.0 / 7.0);
    QCOMPARE(recording->view()->selectionStart(), 1.1);
    QCOMPARE(recording->view()->selectionEnd(), 2.2);
    QVERIFY(m_page->settings() == settings);
    QCOMPARE(m_page->panelShown(), shown);
    QTRY_COMPARE(QJsonDocument(m_page->saveState()).toJson(), saved);  // the other recording opens in its own time
}

void TestInspectPage::hostileStateIsSurvived() {
    m_page->restoreState(
        {{"files", QJsonArray{QJsonObject{{"path", "/no/such/file.wav"}, {"start", "x"}}, 5, QJsonObject{{"table", 3}}}},
         {"current", 99},
         {"panes", "%%%"},
         {"settings", QJsonObject{{"windowSeconds", -5.0}, {"colors", 7}, {"maximumHz", 1e300}}}});
    QVERIFY(m_page->settings().spectrogram.windowSeconds > 0.0);
    QTRY_VERIFY(m_page->current() == nullptr);
}

void TestInspectPage::playingWithoutADeviceMovesTheCursor() {
    auto* recording = open(path("tone.wav"));
    QWidget* pane = m_page->panes()->waveformPane();
    recording->view()->setSelection(1.0, 9.0);
    QTest::keyClick(pane, Qt::Key_Tab);
    QTRY_VERIFY_WITH_TIMEOUT(recording->view()->playPosition() > 1.05, 10000);
    QTest::keyClick(pane, Qt::Key_Escape);
    QTRY_VERIFY(recording->view()->playPosition() < 0.0);
    QVERIFY(recording->view()->hasSelection());
    QTest::keyClick(pane, Qt::Key_Escape);
    QVERIFY(!recording->view()->hasSelection());
}

void TestInspectPage::spectrogramAppearsAndSettingsAct() {
    auto* recording = open(path("tone.wav"));
    recording->view()->setRange(0.0, 0.5);
    QTRY_VERIFY(m_page->isIdle());
    m_page->panes()->spectrogramPane()->replot();
    const auto darkest = [&] {
        const QImage image = m_page->panes()->spectrogramPane()->grab().toImage();
        const int x = image.width() / 3;
        int best = image.height() / 4;  // below the plate
        for (int y = best; y < image.height(); ++y) {
            if (qGray(image.pixel(x, y)) < qGray(image.pixel(x, best))) best = y;
        }
        return 1.0 - (best + 0.5) / image.height();
    };
    QVERIFY2(std::abs(darkest() - 440.0 / 5000.0) < 0.03, qPrintable(QString::number(darkest())));
    InspectSettings settings = m_page->settings();
    settings.spectrogram.maximumHz = 1000.0;
    settings.spectrogram.windowSeconds = 0.03;
    m_page->setSettings(settings);
    QTRY_VERIFY(m_page->isIdle());
    m_page->panes()->spectrogramPane()->replot();
    QVERIFY2(std::abs(darkest() - 0.44) < 0.05, qPrintable(QString::number(darkest())));
}

void TestInspectPage::noTwoActionsShareAKey() {
    QVERIFY2(m_actions->conflicts().isEmpty(), qPrintable(m_actions->conflicts().join('\n')));
}

QTEST_MAIN(TestInspectPage)
#include "TestInspectPage.moc"
