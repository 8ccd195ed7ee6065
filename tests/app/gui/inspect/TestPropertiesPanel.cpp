// SPDX-License-Identifier: GPL-3.0-or-later
#include <QScrollBar>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/PanelSection.h"
#include "app/gui/inspect/PropertiesPanel.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::gui;

/// The sections of the panel at the right.
class TestPropertiesPanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void titlesHideAndShowTheirSections();
    void keysHideAndShowThemToo();
    void whatIsHiddenIsRemembered();
    void whatIsOpenedComesIntoSight();
    void hiddenFieldsGoOnWorking();

private:
    void makePage();
    [[nodiscard]] PanelSection* section(const char* name) const {
        return m_page->findChild<PanelSection*>(QLatin1String(name));
    }
    [[nodiscard]] QWidget* field(const char* name) const { return m_page->findChild<QWidget*>(QLatin1String(name)); }

    QTemporaryDir m_folder;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<InspectPage> m_page;
};

void TestPropertiesPanel::init() {
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
    QVERIFY(writeTone(toPath(m_folder.filePath("tone.wav")), 1.0));
    makePage();
}

void TestPropertiesPanel::makePage() {
    m_page.reset();
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder.path()},
                                           fakeBackend(std::make_shared<FakeCalls>()));
    m_page->resize(1500, 700);
    static_cast<QWidget*>(m_page.get())->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    auto* recording = m_page->openRecording(m_folder.filePath("tone.wav"));
    QTRY_VERIFY(recording->state() == RecordingModel::State::Open && recording->complete());
}

void TestPropertiesPanel::cleanup() {
    m_page.reset();
    m_actions.reset();
    m_engine.reset();
}

void TestPropertiesPanel::titlesHideAndShowTheirSections() {
    auto* spectrogram = section("section.spectrogram");
    QVERIFY(spectrogram != nullptr && spectrogram->isOpen());
    QVERIFY(field("preEmphasis")->isVisible());
    const int tall = spectrogram->height();
    QTest::mouseClick(spectrogram->header(), Qt::LeftButton);
    QVERIFY(!spectrogram->isOpen());
    QVERIFY(!field("preEmphasis")->isVisible());
    QTRY_VERIFY(spectrogram->height() < tall / 3);
    QVERIFY(spectrogram->header()->isVisible());
    QVERIFY(!spectrogram->header()->accessibleDescription().isEmpty());
    QTest::mouseClick(spectrogram->header(), Qt::LeftButton);
    QVERIFY(field("preEmphasis")->isVisible());
}

void TestPropertiesPanel::keysHideAndShowThemToo() {
    auto* spectrogram = section("section.spectrogram");
    spectrogram->header()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(spectrogram->header(), Qt::Key_Space);
    QVERIFY(!spectrogram->isOpen());
    QVERIFY(spectrogram->header()->hasFocus());
    QTest::keyClick(spectrogram->header(), Qt::Key_Space);
    QVERIFY(spectrogram->isOpen());
}

void TestPropertiesPanel::whatIsHiddenIsRemembered() {
    QVERIFY(!section("section.furtherModels")->isOpen());  // at first what few need is closed
    QVERIFY(!section("section.slice")->isOpen());
    QTest::mouseClick(section("section.slice")->header(), Qt::LeftButton);
    QTest::mouseClick(section("section.voiceHere")->header(), Qt::LeftButton);
    const QJsonObject state = m_page->saveState();
    makePage();
    QVERIFY(section("section.voiceHere")->isOpen());
    m_page->restoreState(state);
    QVERIFY(!section("section.voiceHere")->isOpen());
    QVERIFY(section("section.slice")->isOpen());
    QVERIFY(!section("section.furtherModels")->isOpen());
    QVERIFY(section("section.spectrogram")->isOpen());
}

void TestPropertiesPanel::whatIsOpenedComesIntoSight() {
    auto* slice = section("section.slice");
    auto* panel = m_page->properties();
    panel->verticalScrollBar()->setValue(panel->verticalScrollBar()->maximum());
    QTest::mouseClick(slice->header(), Qt::LeftButton);
    QTRY_VERIFY(slice->mapTo(panel->viewport(), QPoint(0, slice->height())).y() <= panel->viewport()->height());
    QVERIFY(slice->mapTo(panel->viewport(), QPoint(0, 0)).y() >= 0);
}

void TestPropertiesPanel::hiddenFieldsGoOnWorking() {
    auto* spectrogram = section("section.spectrogram");
    QTest::mouseClick(spectrogram->header(), Qt::LeftButton);
    InspectSettings settings = m_page->settings();
    settings.grid = true;
    m_page->setSettings(settings);
    QTest::mouseClick(spectrogram->header(), Qt::LeftButton);
    QVERIFY(field("grid")->property("checked").toBool());
}

QTEST_MAIN(TestPropertiesPanel)
#include "TestPropertiesPanel.moc"
