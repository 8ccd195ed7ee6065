// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/ModelTracks.h"
#include "app/gui/inspect/PropertiesPanel.h"
#include "app/gui/inspect/ReadingLabel.h"
#include "app/gui/inspect/ReadingsBar.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/TransportBar.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::gui;

namespace {
const QString kDash = QStringLiteral("\u2013");
}

class TestReadings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void valuesStayWithThePanelCollapsed();
    void selectionGivesMeansAndLength();
    void narrowWindowsTakeASecondRow();
    void dimensionsAreReadOfTheFirstModelThatHasThem();
    void silenceReadsDashes();
    void tipsTellTheSettings();
    void numberUnderThePointerIsCopied();
    void selectedTextInAFieldGoesFirst();

private:
    ReadingLabel* label(const char* name) const { return m_page->findChild<ReadingLabel*>(QLatin1String(name)); }
    QString text(const char* name) const { return label(name)->text(); }
    RecordingModel* open(const char* name);

    QTemporaryDir m_folder;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<InspectPage> m_page;
};

void TestReadings::initTestCase() {
    QVERIFY(writeTone(toPath(m_folder.filePath("tone.wav")), 4.0));
    QVERIFY(writeTone(toPath(m_folder.filePath("silence.wav")), 3.0, 16000, 0.0F));
}

void TestReadings::init() {
    QGuiApplication::clipboard()->clear();
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder.path()},
                                           fakeBackend(std::make_shared<FakeCalls>()));
    m_page->resize(1200, 800);
    m_page->activated();
    static_cast<QWidget*>(m_page.get())->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestReadings::cleanup() {
    m_page.reset();
    m_actions.reset();
    m_engine.reset();
}

RecordingModel* TestReadings::open(const char* name) {
    auto* recording = m_page->openRecording(m_folder.filePath(QLatin1String(name)));
    return QTest::qWaitFor([&] { return m_page->isIdle(); }, kPatience * 20000) ? recording : nullptr;
}

void TestReadings::valuesStayWithThePanelCollapsed() {
    auto* recording = open("tone.wav");
    QVERIFY(recording != nullptr);
    if (m_page->panelShown()) m_actions->action("inspect.panel")->trigger();
    recording->view()->setCursor(2.0);
    QTRY_COMPARE(text("barPitch"), QLocale().toString(440.0, 'f', 1) + " Hz");
    QCOMPARE(text("barTime"), QLocale().toString(2.0, 'f', 3) + " s");
    QCOMPARE(text("barDuration"), kDash);
    for (const char* name : {"barTime", "barPitch", "barIntensity", "barHarmonicity", "barEmotion"}) {
        QVERIFY2(label(name)->isVisible(), name);
        QVERIFY2(label(name)->accessibleName().contains(text(name)), name);
    }
    QTRY_VERIFY(text("barIntensity").endsWith(" dB"));
    QTRY_VERIFY(text("barHarmonicity").endsWith(" dB"));
    QTRY_VERIFY(text("barEmotion") != kDash);
}

void TestReadings::selectionGivesMeansAndLength() {
    auto* recording = open("tone.wav");
    recording->view()->setSelection(1.0, 2.5);
    QTRY_COMPARE(text("barDuration"), QLocale().toString(1.5, 'f', 3) + " s");
    QVERIFY(text("barTime").contains(QLocale().toString(1.0, 'f', 3)));
    QVERIFY(text("barTime").contains(QLocale().toString(2.5, 'f', 3)));
    QTRY_COMPARE(text("barPitch"), QLocale().toString(440.0, 'f', 1) + " Hz");
    recording->view()->clearSelection();
    QTRY_COMPARE(text("barDuration"), kDash);
}

void TestReadings::narrowWindowsTakeASecondRow() {
    auto* recording = open("tone.wav");
    recording->view()->setSelection(1.234, 3.456);
    const char* names[] = {"barTime", "barDuration", "barPitch",       "barIntensity", "barF1",
                           "barF2",   "barF3",       "barHarmonicity", "barEmotion"};
    const auto* bar = m_page->findChild<ReadingsBar*>();
    for (const int width : {1600, 1000, 900, 780}) {
        m_page->resize(width, 700);
        QTRY_VERIFY(label("barTime")->text().contains("3.456"));
        QCoreApplication::processEvents();
        QList<QRect> boxes;
        for (const char* name : names) {  // all of them, whole, none over another
            const auto* one = label(name);
            QVERIFY2(one->isVisible(), name);
            const QRect box(one->mapTo(bar, QPoint(0, 0)), one->size());
            QVERIFY2(bar->rect().contains(box), name);
            QVERIFY2(box.width() >= one->sizeHint().width(), name);
            for (const QRect& other : std::as_const(boxes)) QVERIFY2(!other.intersects(box), name);
            boxes.append(box);
        }
        QVERIFY2(width > 800 || boxes.last().top() > boxes.first().top(), "a second row");
        if (width == 1600) QCOMPARE(boxes.last().top(), boxes.first().top());
    }
    const auto* transport = m_page->findChild<TransportBar*>();
    for (const int width : {1000, 780, 700, 640}) {  // nor is the legend ever cut
        m_page->resize(width, 700);
        QCoreApplication::processEvents();
        for (const auto* word : transport->findChildren<QLabel*>()) {
            if (word->isVisible()) QVERIFY2(word->width() >= word->sizeHint().width(), qPrintable(word->text()));
        }
    }
    m_page->resize(1600, 700);
    QTRY_COMPARE(label("barEmotion")->mapTo(bar, QPoint()).y(), label("barTime")->mapTo(bar, QPoint()).y());
}

void TestReadings::dimensionsAreReadOfTheFirstModelThatHasThem() {
    cleanup();
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder.path()},
                                           fakeBackend(std::make_shared<FakeCalls>(), true));
    m_page->resize(1600, 800);
    m_page->activated();
    static_cast<QWidget*>(m_page.get())->show();
    auto* recording = open("tone.wav");
    QVERIFY(recording != nullptr);
    recording->view()->setCursor(2.0);
    QTRY_VERIFY(text("barEmotion") != kDash);
    QVERIFY(!label("barDimension1")->isVisible() && !label("barDimension2")->isVisible());
    m_page->modelTracks()->choose(3, "fake3");
    const QLocale locale;
    // Windows of 2.5 s whose valence is their begin over the length: at 2 s, the middle of a window from 0.75 s on.
    QTRY_COMPARE_WITH_TIMEOUT(text("barDimension1"), locale.toString(0.75 / 4.0, 'f', 2), kPatience * 20000);
    QCOMPARE(text("barDimension2"), locale.toString(4.0, 'f', 2));
    QVERIFY(label("barDimension1")->isVisible() && label("barDimension2")->isVisible());
    QVERIFY(!label("barDimension3")->isVisible());  // it gives two
    QVERIFY(label("barDimension1")->accessibleName().contains("valence"));
    QVERIFY(label("barDimension1")->toolTip().contains("fake3"));
    QVERIFY(!label("barDimension1")->toolTip().contains("deviation"));
    QVERIFY(label("barDimension2")->toolTip().contains(locale.toString(0.6, 'f', 2)));
    // The mean over the windows whose middles lie within: begins 0.75 to 1.25 s.
    recording->view()->setSelection(2.0, 2.5);
    QTRY_COMPARE(text("barDimension1"), locale.toString(1.0 / 4.0, 'f', 2));
    QCOMPARE(text("barDimension2"), locale.toString(4.0, 'f', 2));
    // Where there is less room nothing goes.
    if (m_page->panelShown()) m_actions->action("inspect.panel")->trigger();
    QTRY_COMPARE((m_page->resize(1010, 800), m_page->width()), 1010);  // once the layout lets it
    QVERIFY(label("barF3")->isVisible() && label("barDimension1")->isVisible() && label("barDimension2")->isVisible());
    m_page->resize(1600, 800);
    m_page->modelTracks()->choose(3, {});
    QTRY_VERIFY(!label("barDimension1")->isVisible());
    // As the first model: the panel reads it too.
    if (!m_page->panelShown()) m_actions->action("inspect.panel")->trigger();
    Q_EMIT m_page->properties()->modelChosen(2);
    QTRY_COMPARE_WITH_TIMEOUT(text("barDimension1"), locale.toString(1.0 / 4.0, 'f', 2), kPatience * 20000);
    QCOMPARE(text("barEmotion"), kDash);
    const auto reads = [this](const QString& number) {
        for (const auto* one : m_page->properties()->findChildren<ReadingLabel*>()) {
            if (one->text() == number && one->isVisible()) return true;
        }
        return false;
    };
    QTRY_VERIFY(reads(locale.toString(1.0 / 4.0, 'f', 2)) && reads(locale.toString(4.0, 'f', 2)));
}

void TestReadings::silenceReadsDashes() {
    auto* recording = open("silence.wav");
    recording->view()->setCursor(1.0);
    QTRY_COMPARE(text("barTime"), QLocale().toString(1.0, 'f', 3) + " s");
    for (const char* name : {"barPitch", "barIntensity", "barF1", "barF2", "barF3", "barHarmonicity"})
        QCOMPARE(text(name), kDash);
    m_page->closeDocument(0);
    QTRY_COMPARE(text("barTime"), kDash);
}

void TestReadings::tipsTellTheSettings() {
    open("tone.wav");
    QTRY_VERIFY(label("barPitch")->toolTip().contains("600"));
    InspectSettings settings = m_page->settings();
    settings.voice.pitch.ceilingHz = 555.0;
    m_page->setSettings(settings);
    QTRY_VERIFY(label("barPitch")->toolTip().contains("555"));
    QVERIFY(label("barF1")->toolTip().contains("5500"));
    for (auto* one : m_page->findChildren<ReadingLabel*>()) QVERIFY2(!one->toolTip().isEmpty(), qPrintable(one->objectName()));
}

void TestReadings::numberUnderThePointerIsCopied() {
    auto* recording = open("tone.wav");
    recording->view()->setCursor(2.0);
    QTRY_COMPARE(text("barPitch"), QLocale().toString(440.0, 'f', 1) + " Hz");
    QWidget* pane = m_page->panes()->waveformPane();
    pane->setFocus();
    QTest::mouseMove(label("barPitch"), QPoint(4, 4));
    QTest::mouseMove(label("barPitch"), label("barPitch")->rect().center());
    QTest::keyClick(pane, Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), text("barPitch"));
    QVERIFY(pane->hasFocus());
    // A click gives the focus, which copies as well.
    QTest::mouseMove(pane, pane->rect().center());
    QTest::mouseClick(label("barTime"), Qt::LeftButton);
    QTest::mouseMove(pane, pane->rect().center());
    QTest::keyClick(label("barTime"), Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), text("barTime"));
}

void TestReadings::selectedTextInAFieldGoesFirst() {
    auto* recording = open("tone.wav");
    recording->view()->setCursor(2.0);
    QTRY_VERIFY(text("barPitch") != kDash);
    QLineEdit field(m_page.get());
    field.setText("mine");
    field.show();
    field.setFocus();
    field.selectAll();
    QTRY_VERIFY(field.hasFocus());
    QTest::mouseMove(label("barPitch"), QPoint(4, 4));
    QTest::mouseMove(label("barPitch"), label("barPitch")->rect().center());
    QTest::keyClick(&field, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString("mine"));
}

QTEST_MAIN(TestReadings)
#include "TestReadings.moc"
