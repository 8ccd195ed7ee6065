// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <cmath>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/PitchCorrector.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/VoiceTracks.h"
#include "tests/TestSupport.h"
#include "widgets/PulsePlottable.h"
#include "widgets/VoicePlottable.h"

using namespace prososcope;
using namespace prososcope::gui;

class TestPitchCorrector : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theSelectionIsMovedAnOctave();
    void unvoicedStretchesHaveNoReading();
    void pulsesFollowTheCorrection();
    void undoAndRedoLeadBackAndForth();
    void correctionsAreThereWhenOpenedAgain();
    void nothingSelectedIsTold();
    void eachRecordingHasItsOwn();

private:
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    RecordingModel* open(const char* name) const;
    void key(int key, Qt::KeyboardModifiers modifiers) const {
        QTest::keyClick(m_page->panes()->spectrogramPane(), Qt::Key(key), modifiers);
    }
    [[nodiscard]] double reading(double seconds) const { return m_page->current()->voice()->at(seconds).pitchHz; }
    /// The pitch that is drawn at a time, 0 where there is none.
    [[nodiscard]] double drawn(double seconds) const {
        for (const auto& line : m_page->panes()->voicePlottable().pitchLines()) {
            for (const auto& point : line) {
                if (std::abs(point.x() - seconds) < 0.006) return point.y();
            }
        }
        return 0.0;
    }
    [[nodiscard]] PitchCorrector* corrector() const { return m_page->findChild<PitchCorrector*>(); }

    QTemporaryDir m_folder;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<InspectPage> m_page;
};

void TestPitchCorrector::initTestCase() {
    qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toUtf8());
    QVERIFY(writeTone(toPath(path("tone.wav")), 4.0));
    QVERIFY(writeTone(toPath(path("other.wav")), 4.0));
}

void TestPitchCorrector::init() {
    QDir(m_folder.filePath(QStringLiteral("data"))).removeRecursively();
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder.path()},
                                           fakeBackend(std::make_shared<FakeCalls>()));
    m_page->resize(1200, 800);
    m_page->activated();
    static_cast<QWidget*>(m_page.get())->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestPitchCorrector::cleanup() {
    m_page.reset();
    m_actions.reset();
    m_engine.reset();
}

RecordingModel* TestPitchCorrector::open(const char* name) const {
    auto* recording = m_page->openRecording(path(name));
    if (!QTest::qWaitFor(
            [&] {
                return recording->state() == RecordingModel::State::Open && recording->complete() && m_page->isIdle() &&
                       corrector()->isIdle();
            },
            20000))
        return nullptr;
    m_page->panes()->spectrogramPane()->setFocus();
    return recording;
}

void TestPitchCorrector::theSelectionIsMovedAnOctave() {
    auto* recording = open("tone.wav");
    QVERIFY(std::abs(reading(1.5) - 440.0) < 1.0);
    QVERIFY(std::abs(drawn(1.5) - 440.0) < 1.0);
    recording->view()->setSelection(1.0, 2.0);
    key(Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
    QVERIFY(std::abs(reading(1.5) - 220.0) < 1.0);
    QVERIFY(std::abs(drawn(1.5) - 220.0) < 1.0);
    QVERIFY(std::abs(reading(2.5) - 440.0) < 1.0);
    QVERIFY(std::abs(recording->voice()->mean(1.0, 2.0).pitchHz - 220.0) < 5.0);
    key(Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
    key(Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
    QVERIFY(std::abs(reading(1.5) - 880.0) < 2.0);
    key(Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(std::abs(reading(1.5) - 440.0) < 1.0);
}

void TestPitchCorrector::unvoicedStretchesHaveNoReading() {
    auto* recording = open("tone.wav");
    recording->view()->setSelection(1.0, 2.0);
    key(Qt::Key_U, Qt::ControlModifier);
    QVERIFY(std::isnan(reading(1.5)));
    QCOMPARE(drawn(1.5), 0.0);
    QVERIFY(std::abs(reading(2.5) - 440.0) < 1.0);
    QVERIFY(std::isnan(recording->voice()->mean(1.1, 1.9).pitchHz));
}

void TestPitchCorrector::pulsesFollowTheCorrection() {
    auto* recording = open("tone.wav");
    QVERIFY(recording != nullptr);
    InspectSettings settings = m_page->settings();
    settings.voice.showPulses = true;
    m_page->setSettings(settings);
    recording->view()->setRange(1.4, 1.6);
    const auto pulses = [this] {
        m_page->panes()->waveformPane()->replot();
        return m_page->panes()->pulsePlottable().drawnPulses().size();
    };
    QTRY_VERIFY_WITH_TIMEOUT(pulses() > 40, 20000);
    recording->view()->setSelection(1.0, 2.0);
    key(Qt::Key_U, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(pulses(), 0, 20000);
    key(Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier);
    QTRY_VERIFY_WITH_TIMEOUT(pulses() > 40, 20000);
}

void TestPitchCorrector::undoAndRedoLeadBackAndForth() {
    auto* recording = open("tone.wav");
    QVERIFY(!m_actions->action("pitch.undo")->isEnabled());
    recording->view()->setSelection(1.0, 2.0);
    key(Qt::Key_U, Qt::ControlModifier);
    recording->view()->setSelection(2.0, 3.0);
    key(Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
    key(Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(std::abs(reading(2.5) - 440.0) < 1.0);
    QVERIFY(std::isnan(reading(1.5)));
    key(Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(std::abs(reading(1.5) - 440.0) < 1.0);
    QVERIFY(!m_actions->action("pitch.undo")->isEnabled());
    key(Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier);
    key(Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier);
    QVERIFY(std::abs(reading(2.5) - 880.0) < 2.0);
    QVERIFY(!m_actions->action("pitch.redo")->isEnabled());
}

void TestPitchCorrector::correctionsAreThereWhenOpenedAgain() {
    auto* recording = open("tone.wav");
    recording->view()->setSelection(1.0, 2.0);
    key(Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
    QTRY_VERIFY(corrector()->isIdle());
    m_page->closeDocument(0);
    QVERIFY(open("tone.wav") != nullptr);  // in the same window
    QTRY_VERIFY(std::abs(reading(1.5) - 220.0) < 1.0);
    cleanup();
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder.path()},
                                           fakeBackend(std::make_shared<FakeCalls>()));
    m_page->resize(1200, 800);
    static_cast<QWidget*>(m_page.get())->show();
    QVERIFY(open("tone.wav") != nullptr);  // and in another
    QTRY_VERIFY(std::abs(reading(1.5) - 220.0) < 1.0);
}

void TestPitchCorrector::nothingSelectedIsTold() {
    open("tone.wav");
    QSignalSpy messages(m_page.get(), &Page::message);
    key(Qt::Key_U, Qt::ControlModifier);
    QCOMPARE(messages.size(), 1);
    QVERIFY(std::abs(reading(1.5) - 440.0) < 1.0);
    QVERIFY(!m_actions->action("pitch.undo")->isEnabled());
}

void TestPitchCorrector::eachRecordingHasItsOwn() {
    auto* first = open("tone.wav");
    first->view()->setSelection(1.0, 2.0);
    key(Qt::Key_U, Qt::ControlModifier);
    auto* second = open("other.wav");
    QVERIFY(std::abs(reading(1.5) - 440.0) < 1.0);
    QVERIFY(!m_actions->action("pitch.undo")->isEnabled());
    second->view()->setSelection(2.0, 3.0);
    key(Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
    QVERIFY(open("tone.wav") == first);
    QVERIFY(std::isnan(reading(1.5)));
    QVERIFY(std::abs(reading(2.5) - 440.0) < 1.0);
}

QTEST_MAIN(TestPitchCorrector)
#include "TestPitchCorrector.moc"
