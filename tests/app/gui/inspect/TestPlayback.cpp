// SPDX-License-Identifier: GPL-3.0-or-later
#include <QMenu>
#include <QSignalSpy>
#include <cmath>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/Playback.h"
#include "app/gui/inspect/PlaybackController.h"
#include "app/gui/inspect/PlaybackControls.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "engine/audio/TimeStretcher.h"
#include "tests/TestSupport.h"
#include "tests/engine/audio/FakeOutput.h"

using namespace prososcope;
using namespace prososcope::gui;
using widgets::TimeView;

/// Keys, clicks and menus of playing, with a device that takes sound when the test says so.
class TestPlayback : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void spacePlaysFromTheCursorAndPauses();
    void tabPlaysTheSelectionAndShiftTabTheView();
    void aLoopRepeatsTheSelection();
    void onlyTheSelectionIsPlayedWhenWanted();
    void aClickWhilePlayingSeeks();
    void aClickWhilePausedMovesTheStart();
    void escapeReturnsToWhereItBegan();
    void pagesTurnAtNineTenths();
    void scrollingEndsFollowingUntilTheNextPlay();
    void zoomingWhilePlayingGoesOnFollowing();
    void anotherRecordingTakesOver();
    void speedKeysAndMenu();
    void devicesAreChosenByName();
    void aLostDeviceIsToldOnce();
    void withoutADeviceItIsToldAndTheCursorMoves();
    void quietRecordingsAreRaised();
    void settingsReturnExactly();
    void hostileSettingsAreSurvived();

private:
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    RecordingModel* open(const char* name);
    [[nodiscard]] TimeView* view() const { return m_page->current()->view(); }
    [[nodiscard]] QWidget* pane() const { return m_page->panes()->waveformPane(); }
    void key(int key, Qt::KeyboardModifiers modifiers = {}) const { QTest::keyClick(pane(), Qt::Key(key), modifiers); }
    void hear(double seconds) const;
    void click(double seconds) const;
    [[nodiscard]] bool near(double seconds) const { return std::abs(view()->playPosition() - seconds) < 1e-6; }

    QTemporaryDir m_folder;
    std::shared_ptr<FakeHardware> m_hardware;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<InspectPage> m_page;
};

void TestPlayback::initTestCase() {
    QVERIFY(writeTone(toPath(path("tone.wav")), 10.0));
    QVERIFY(writeTone(toPath(path("other.wav")), 4.0));
    QVERIFY(writeTone(toPath(path("quiet.wav")), 2.0, 16000, 0.02F));
}

void TestPlayback::init() {
    m_hardware = std::make_shared<FakeHardware>();
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder.path()},
                                           fakeBackend(std::make_shared<FakeCalls>()));
    m_page->player()->playback()->useOutput(FakeOutput::of(m_hardware));
    m_page->resize(1200, 800);
    m_page->activated();
    static_cast<QWidget*>(m_page.get())->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestPlayback::cleanup() {
    m_page.reset();
    m_actions.reset();
    m_engine.reset();
}

RecordingModel* TestPlayback::open(const char* name) {
    auto* recording = m_page->openRecording(path(name));
    if (!QTest::qWaitFor([&] { return recording->state() == RecordingModel::State::Open && recording->complete(); }, 10000))
        return nullptr;
    pane()->setFocus();
    return recording;
}

void TestPlayback::hear(double seconds) const {
    const auto frames = static_cast<std::size_t>(std::llround(seconds * m_hardware->rateHz));
    std::size_t heard = 0;
    QVERIFY(QTest::qWaitFor([&] { return (heard += m_hardware->take(frames - heard)) == frames; }, 20000));
}

void TestPlayback::click(double seconds) const {
    const double x = (seconds - view()->start()) / view()->span() * pane()->width();
    QTest::mouseClick(pane(), Qt::LeftButton, {}, QPoint(static_cast<int>(std::lround(x)), pane()->height() / 2));
}

void TestPlayback::spacePlaysFromTheCursorAndPauses() {
    QVERIFY(open("tone.wav") != nullptr);
    view()->setCursor(2.0);
    key(Qt::Key_Space);
    hear(0.5);
    QTRY_VERIFY(near(2.5));
    key(Qt::Key_Space);
    QTRY_VERIFY(m_hardware->get(&FakeHardware::paused));
    QVERIFY(m_page->player()->playback()->isPaused());
    QCOMPARE(m_hardware->take(1600), std::size_t{0});
    QVERIFY(near(2.5));
    key(Qt::Key_Space);
    hear(0.25);
    QTRY_VERIFY(near(2.75));
    QCOMPARE(view()->cursor(), 2.0);
    hear(10.0 - 2.75);
    QTRY_VERIFY(view()->playPosition() < 0.0);
    // From the very end it begins anew.
    key(Qt::Key_End);
    key(Qt::Key_Space);
    hear(0.5);
    QTRY_VERIFY(near(0.5));
}

void TestPlayback::tabPlaysTheSelectionAndShiftTabTheView() {
    QVERIFY(open("tone.wav") != nullptr);
    view()->setRange(3.0, 6.0);
    view()->setSelection(4.0, 4.5);
    key(Qt::Key_Tab);
    hear(0.5);
    QTRY_VERIFY(view()->playPosition() < 0.0);
    QCOMPARE(m_hardware->get(&FakeHardware::taken), std::int64_t{8000});
    QVERIFY(pane()->hasFocus());
    key(Qt::Key_Tab, Qt::ShiftModifier);
    hear(3.0);
    QTRY_VERIFY(view()->playPosition() < 0.0);
    QCOMPARE(m_hardware->get(&FakeHardware::taken), std::int64_t{48000});
    view()->clearSelection();
    key(Qt::Key_Tab);
    hear(1.0);
    QTRY_VERIFY2(near(4.0), qPrintable(QString::number(view()->playPosition(), 'g', 12)));
    QVERIFY(pane()->hasFocus());
}

void TestPlayback::aLoopRepeatsTheSelection() {
    QVERIFY(open("tone.wav") != nullptr);
    view()->setSelection(4.0, 4.5);
    key(Qt::Key_L);
    key(Qt::Key_Tab);
    hear(1.6);
    QTRY_VERIFY(near(4.1));
    key(Qt::Key_L);
    QVERIFY(!m_page->player()->loops());
}

void TestPlayback::onlyTheSelectionIsPlayedWhenWanted() {
    QVERIFY(open("tone.wav") != nullptr);
    view()->setSelection(4.0, 5.0);
    view()->setCursor(8.0);
    key(Qt::Key_S);
    key(Qt::Key_Space);
    hear(0.25);
    QTRY_VERIFY(near(4.25));
    hear(0.75);
    QTRY_VERIFY(view()->playPosition() < 0.0);
    view()->setCursor(4.5);
    key(Qt::Key_L);
    key(Qt::Key_Space);
    hear(0.75);
    QTRY_VERIFY(near(4.25));  // from the cursor to the end of the selection, then from its start
    key(Qt::Key_Escape);
    key(Qt::Key_L);
    key(Qt::Key_S);
    view()->setCursor(8.0);
    key(Qt::Key_Space);
    hear(0.25);
    QTRY_VERIFY(near(8.25));
}

void TestPlayback::aClickWhilePlayingSeeks() {
    QVERIFY(open("tone.wav") != nullptr);
    key(Qt::Key_Space);
    hear(0.5);
    click(7.0);
    const double place = view()->cursor();
    QVERIFY(std::abs(place - 7.0) < 0.01);
    QTRY_COMPARE(m_hardware->get(&FakeHardware::opened), 2);
    hear(0.5);
    QTRY_VERIFY(std::abs(view()->playPosition() - place - 0.5) < 1e-3);
}

void TestPlayback::aClickWhilePausedMovesTheStart() {
    QVERIFY(open("tone.wav") != nullptr);
    key(Qt::Key_Space);
    hear(0.5);
    key(Qt::Key_Space);
    QTRY_VERIFY(m_hardware->get(&FakeHardware::paused));
    click(7.0);
    QVERIFY(!m_page->player()->playback()->isActive());
    key(Qt::Key_Space);
    hear(0.5);
    QTRY_VERIFY(view()->playPosition() > 7.4);
}

void TestPlayback::escapeReturnsToWhereItBegan() {
    QVERIFY(open("tone.wav") != nullptr);
    view()->setRange(1.0, 2.0);
    view()->setCursor(1.5);
    view()->setSelection(1.6, 1.7);
    key(Qt::Key_Space);
    hear(2.0);
    QTRY_VERIFY(view()->start() > 2.0);
    key(Qt::Key_Escape);
    QVERIFY(view()->playPosition() < 0.0);
    QCOMPARE(view()->cursor(), 1.5);
    QCOMPARE(view()->start(), 1.0);
    QCOMPARE(view()->end(), 2.0);
    QVERIFY(view()->hasSelection());
    key(Qt::Key_Escape);
    QVERIFY(!view()->hasSelection());
}

void TestPlayback::pagesTurnAtNineTenths() {
    QVERIFY(open("tone.wav") != nullptr);
    view()->setRange(1.0, 2.0);
    view()->setCursor(1.0);
    key(Qt::Key_Space);
    hear(0.89);
    QTRY_VERIFY(near(1.89));
    QCOMPARE(view()->start(), 1.0);
    hear(0.02);
    QTRY_VERIFY(view()->start() > 1.8);
    QVERIFY(std::abs(view()->span() - 1.0) < 1e-9);
    QVERIFY(view()->start() < 1.91 && view()->playPosition() < view()->start() + 0.2);
    m_hardware->set(&FakeHardware::runs, true);
    QTRY_VERIFY(view()->playPosition() < 0.0);
    QCOMPARE(view()->end(), 10.0);  // the last page is full
    // A place out of sight is shown as playing begins.
    m_hardware->set(&FakeHardware::runs, false);
    view()->setCursor(3.0);
    key(Qt::Key_Space);
    QVERIFY(view()->start() <= 3.0 && view()->end() > 3.0);
}

void TestPlayback::scrollingEndsFollowingUntilTheNextPlay() {
    QVERIFY(open("tone.wav") != nullptr);
    view()->setRange(1.0, 2.0);
    view()->setCursor(1.0);
    key(Qt::Key_Space);
    hear(0.5);
    QTRY_VERIFY(near(1.5));
    QVERIFY(m_page->player()->following());
    view()->setRange(1.2, 2.2);  // still in sight, but scrolled by hand
    QVERIFY(!m_page->player()->following());
    hear(2.0);
    QTRY_VERIFY(near(3.5));
    QCOMPARE(view()->start(), 1.2);
    key(Qt::Key_Escape);
    QCOMPARE(view()->start(), 1.2);
    key(Qt::Key_Space);
    QVERIFY(m_page->player()->following());
}

void TestPlayback::zoomingWhilePlayingGoesOnFollowing() {
    QVERIFY(open("tone.wav") != nullptr);
    view()->setRange(1.0, 3.0);
    view()->setCursor(1.0);
    key(Qt::Key_Space);
    hear(0.5);
    QTRY_VERIFY(near(1.5));
    view()->zoom(0.5, 1.5);
    QVERIFY(m_page->player()->following());
    hear(1.0);
    QTRY_VERIFY(near(2.5));
    QVERIFY(view()->start() > 1.25);
}

void TestPlayback::anotherRecordingTakesOver() {
    auto* first = open("tone.wav");
    key(Qt::Key_Space);
    hear(0.5);
    QTRY_VERIFY(near(0.5));
    auto* second = open("other.wav");
    QVERIFY(second != first);
    key(Qt::Key_Space);
    QTRY_COMPARE(m_hardware->get(&FakeHardware::opened), 2);
    hear(0.25);
    QTRY_VERIFY(near(0.25));
    QVERIFY(first->view()->playPosition() < 0.0);
    m_page->closeDocument(1);
    QVERIFY(!m_page->player()->playback()->isActive());
}

void TestPlayback::speedKeysAndMenu() {
    if (!audio::TimeStretcher::available()) QSKIP("built without Rubber Band");
    QVERIFY(open("tone.wav") != nullptr);
    auto* controls = m_page->findChild<PlaybackControls*>();
    key(Qt::Key_Period);
    QCOMPARE(m_page->player()->speed(), 1.25);
    key(Qt::Key_Comma);
    key(Qt::Key_Comma);
    QCOMPARE(m_page->player()->speed(), 0.9);
    for (int i = 0; i < 20; ++i) key(Qt::Key_Comma);
    QCOMPARE(m_page->player()->speed(), 0.5);
    const auto actions = controls->speedMenu()->actions();
    QVERIFY(actions.first()->isChecked());
    actions.last()->trigger();
    QCOMPARE(m_page->player()->speed(), 2.0);
    key(Qt::Key_Space);
    hear(0.5);
    QTRY_VERIFY(near(1.0));  // half a second of sound is a second of the recording
}

void TestPlayback::devicesAreChosenByName() {
    m_hardware->plugged.push_back({"Head & phones", "Fake", false});
    QVERIFY(open("tone.wav") != nullptr);
    auto* controls = m_page->findChild<PlaybackControls*>();
    QSignalSpy listed(m_page->player()->playback(), &Playback::devicesListed);
    controls->outputMenu()->popup(QPoint(0, 0));
    QTRY_COMPARE(listed.size(), 1);
    QStringList texts;
    for (const QAction* action : controls->outputMenu()->actions()) texts << action->text();
    QVERIFY2(texts.contains("System default") && texts.contains("Speaker (Fake)") && texts.contains("Head && phones (Fake)"),
             qPrintable(texts.join('|')));
    QVERIFY(controls->outputMenu()->actions()[texts.indexOf("System default")]->isChecked());
    controls->outputMenu()->actions()[texts.indexOf("Head && phones (Fake)")]->trigger();
    controls->outputMenu()->close();
    QCOMPARE(m_page->player()->playback()->device(), QString("Head & phones (Fake)"));
    key(Qt::Key_Space);
    hear(0.1);
    QCOMPARE(m_hardware->get(&FakeHardware::openLabel), std::string("Head & phones (Fake)"));
    // Gone, it stays chosen and is shown as absent.
    key(Qt::Key_Escape);
    m_hardware->unplug("Head & phones (Fake)");
    m_page->player()->playback()->lookForDevices();
    QTRY_COMPARE(listed.size(), 2);
    QVERIFY(controls->outputMenu()->actions().last()->isChecked());
    QVERIFY(controls->outputMenu()->actions().last()->text().contains("not connected"));
}

void TestPlayback::aLostDeviceIsToldOnce() {
    m_hardware->plugged.push_back({"Headphones", "Fake", false});
    QVERIFY(open("tone.wav") != nullptr);
    QSignalSpy messages(m_page.get(), &Page::message);
    m_page->player()->setDevice("Headphones (Fake)");
    key(Qt::Key_Space);
    hear(0.5);
    QTRY_VERIFY(near(0.5));
    m_hardware->unplug("Headphones (Fake)");
    QTRY_COMPARE(messages.size(), 1);
    QVERIFY(messages[0][0].toString().contains("Headphones (Fake)"));
    QVERIFY(!messages[0][1].toBool());
    hear(0.5);
    QTRY_VERIFY(near(1.0));
    QTest::qWait(100);
    QCOMPARE(messages.size(), 1);
}

void TestPlayback::withoutADeviceItIsToldAndTheCursorMoves() {
    m_hardware->plugged.clear();
    QVERIFY(open("tone.wav") != nullptr);
    QSignalSpy messages(m_page.get(), &Page::message);
    key(Qt::Key_Space);
    QTRY_COMPARE(messages.size(), 1);
    QVERIFY(messages[0][0].toString().contains("without sound"));
    QTRY_VERIFY(view()->playPosition() > 0.1);
    key(Qt::Key_Escape);
    key(Qt::Key_Space);
    QTRY_VERIFY(view()->playPosition() > 0.1);
    QCOMPARE(messages.size(), 1);  // once a recording
}

void TestPlayback::quietRecordingsAreRaised() {
    QVERIFY(open("quiet.wav") != nullptr);
    const auto loudest = [&] {
        key(Qt::Key_Space);
        hear(0.5);
        const auto sound = m_hardware->get(&FakeHardware::heard);
        key(Qt::Key_Escape);
        return *std::max_element(sound.begin(), sound.end());
    };
    const float raised = loudest();
    QVERIFY2(raised > 0.5F && raised <= 1.0F, qPrintable(QString::number(raised)));
    m_actions->action("play.automaticLevel")->trigger();
    QVERIFY(loudest() < 0.03F);
    m_page->player()->setVolume(0.5);
    QVERIFY(loudest() < 0.015F);
}

void TestPlayback::settingsReturnExactly() {
    QVERIFY(open("tone.wav") != nullptr);
    m_page->player()->setSpeed(0.75);
    m_page->player()->setVolume(0.4);
    m_page->player()->setDevice("Headphones (Fake)");
    key(Qt::Key_L);
    key(Qt::Key_S);
    m_actions->action("play.automaticLevel")->trigger();
    const QJsonObject saved = m_page->player()->saveState();
    cleanup();
    init();
    QVERIFY(m_page->player()->saveState() != saved);
    m_page->player()->restoreState(saved);
    QCOMPARE(m_page->player()->saveState(), saved);
    QVERIFY(m_actions->action("play.loop")->isChecked() && m_actions->action("play.onlySelection")->isChecked());
    QVERIFY(!m_actions->action("play.automaticLevel")->isChecked());
}

void TestPlayback::hostileSettingsAreSurvived() {
    m_page->player()->restoreState({{"speed", -3.0}, {"volume", 1e9}, {"device", 7}, {"loop", "yes"}});
    QVERIFY(m_page->player()->speed() >= 0.5);
    QCOMPARE(m_page->player()->volume(), 1.0);
    QVERIFY(m_page->player()->playback()->device().isEmpty());
    QVERIFY(!m_page->player()->loops());
}

QTEST_MAIN(TestPlayback)
#include "TestPlayback.moc"
