// SPDX-License-Identifier: GPL-3.0-or-later
#include <QInputDialog>
#include <QLineEdit>
#include <QPushButton>
#include <cmath>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/AutomaticTiers.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "engine/audio/AudioFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::gui;

/// Tiers that the program proposes, in the window: one step of undo each, names that can be changed at once.
class TestAutomaticTiersWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void speechAndPausesBecomeATier();
    void speakersGetNames();
    void emotionBecomesATier();
    void aClosedRecordingEndsIt();

private:
    AnnotationModel* open(const char* name);
    QTemporaryDir m_folder;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<InspectPage> m_page;
};

void TestAutomaticTiersWindow::init() {
    qputenv("XDG_DATA_HOME", m_folder.filePath("data").toUtf8());
    audio::AudioClip clip{16000, {std::vector<float>(5 * 16000)}};
    for (std::size_t i = 0; i < clip.channels[0].size(); ++i) {
        const bool loud = (i > 16000 && i < 32000) || (i > 48000 && i < 64000);
        if (loud) clip.channels[0][i] = i % 100 < 50 ? 0.2F : -0.2F;
    }
    QVERIFY(audio::writeWav(toPath(m_folder.filePath("two.wav")), clip));
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder.path()},
                                           fakeBackend(std::make_shared<FakeCalls>()));
    m_page->resize(1200, 800);
    m_page->activated();  // models are looked for now
    static_cast<QWidget*>(m_page.get())->show();
}

void TestAutomaticTiersWindow::cleanup() {
    m_page.reset();
    m_actions.reset();
    m_engine.reset();
}

AnnotationModel* TestAutomaticTiersWindow::open(const char* name) {
    auto* recording = m_page->openRecording(m_folder.filePath(name));
    AnnotationModel* model = nullptr;
    const auto opened = [&] {
        model = m_page->annotations()->of(recording);
        return model != nullptr && !model->isLoading() && m_page->annotations()->isIdle() && recording->complete();
    };
    return QTest::qWaitFor(opened, 10000 * kPatience) ? model : nullptr;
}

void TestAutomaticTiersWindow::speechAndPausesBecomeATier() {
    QVERIFY(!m_actions->action("tier.speech")->isEnabled());
    auto* model = open("two.wav");
    QVERIFY(model != nullptr);
    m_actions->action("tier.speech")->trigger();
    QTRY_COMPARE(model->annotation().tiers().size(), std::size_t{1});
    const auto& tier = model->annotation().tier(0);
    QCOMPARE(tier.header.name, std::string("speech"));
    QCOMPARE(tier.items.size(), std::size_t{5});
    QCOMPARE(tier.items[0].label, std::string("pause"));
    QCOMPARE(tier.items[1].label, std::string("speech"));
    QVERIFY(std::abs(tier.items[1].time - 1.0) < 0.03);
    QCOMPARE(model->place().tier, tier.header.id);
    m_actions->action("tier.speech")->trigger();
    QTRY_COMPARE(model->annotation().tiers().size(), std::size_t{2});
    QCOMPARE(model->annotation().tier(1).header.name, std::string("speech 2"));
    QVERIFY(model->undo());
    QVERIFY(model->undo());
    QVERIFY(model->annotation().tiers().empty());
}

void TestAutomaticTiersWindow::speakersGetNames() {
    auto* model = open("two.wav");
    QVERIFY(model != nullptr);
    m_actions->action("tier.speakers")->trigger();
    QTRY_COMPARE(model->annotation().tiers().size(), std::size_t{1});
    const auto id = model->annotation().tier(0).header.id;
    QCOMPARE(model->annotation().tier(0).items[1].label, std::string("speaker 1"));
    model->select({id, 1, false});
    m_actions->action("tier.relabel")->trigger();
    QInputDialog* dialog = nullptr;
    QTRY_VERIFY((dialog = m_page->findChild<QInputDialog*>("relabel")) != nullptr && dialog->isVisible());
    auto* edit = dialog->findChild<QLineEdit*>();
    QCOMPARE(edit->text(), QString("speaker 1"));
    dialog->activateWindow();
    edit->setFocus();
    QTRY_VERIFY(edit->hasFocus());  // elsewhere a shortcut of the page would take the keys
    edit->selectAll();
    QTest::keyClicks(edit, "Anna");
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(model->annotation().tier(0).items[1].label, std::string("Anna"));
    QCOMPARE(model->annotation().tier(0).items[3].label, std::string("Anna"));
    QVERIFY(model->undo());  // both in one step
    QCOMPARE(model->annotation().tier(0).items[1].label, std::string("speaker 1"));
    QCOMPARE(model->annotation().tier(0).items[3].label, std::string("speaker 1"));
}

void TestAutomaticTiersWindow::emotionBecomesATier() {
    auto* model = open("two.wav");
    QVERIFY(model != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->tracker()->track() != nullptr && m_page->tracker()->track()->missing() == 0,
                             10000 * kPatience);
    m_actions->action("tier.emotion")->trigger();
    QCOMPARE(model->annotation().tiers().size(), std::size_t{1});
    QCOMPARE(model->annotation().tier(0).header.name, std::string("emotion"));
    const auto classes = m_page->tracker()->track()->classes;
    for (const auto& item : model->annotation().tier(0).items)
        QVERIFY(item.label.empty() || classes.contains(QString::fromStdString(item.label)));
    QVERIFY(!model->annotation().tier(0).items[0].label.empty());
}

void TestAutomaticTiersWindow::aClosedRecordingEndsIt() {
    QVERIFY(open("two.wav") != nullptr);
    m_actions->action("tier.speakers")->trigger();
    m_page->closeDocument(0);
    QTRY_VERIFY(m_page->findChild<AutomaticTiers*>()->isIdle());
    QVERIFY(m_page->current() == nullptr);
}

QTEST_MAIN(TestAutomaticTiersWindow)
#include "TestAutomaticTiersWindow.moc"
