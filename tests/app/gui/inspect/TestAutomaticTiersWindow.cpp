// SPDX-License-Identifier: GPL-3.0-or-later
#include <QInputDialog>
#include <QLineEdit>
#include <QPushButton>
#include <cmath>

#include "PageTest.h"
#include "app/gui/inspect/AutomaticTiers.h"
#include "engine/audio/AudioFile.h"

using namespace prososcope;
using namespace prososcope::gui;

/// Tiers that the program proposes, in the window: one step of undo each, names that can be changed at once.
class TestAutomaticTiersWindow : public QObject, private PageTest {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void speechAndPausesBecomeATier();
    void speakersGetNames();
    void emotionBecomesATier();
    void aClosedRecordingEndsIt();
};

void TestAutomaticTiersWindow::init() {
    makeFolder();
    audio::AudioClip clip{16000, {std::vector<float>(5 * 16000)}};
    for (std::size_t i = 0; i < clip.channels[0].size(); ++i) {
        const bool loud = (i > 16000 && i < 32000) || (i > 48000 && i < 64000);
        if (loud) clip.channels[0][i] = i % 100 < 50 ? 0.2F : -0.2F;
    }
    QVERIFY(audio::writeWav(toPath(path("two.wav")), clip));
    start();
    page->activated();  // models are looked for now
}

void TestAutomaticTiersWindow::cleanup() { end(); }

void TestAutomaticTiersWindow::speechAndPausesBecomeATier() {
    QVERIFY(!actions->action("tier.speech")->isEnabled());
    auto* model = openAnnotated(*page, path("two.wav"));
    QVERIFY(model != nullptr);
    actions->action("tier.speech")->trigger();
    QTRY_COMPARE(model->annotation().tiers().size(), std::size_t{1});
    const auto& tier = model->annotation().tier(0);
    QCOMPARE(tier.header.name, std::string("speech"));
    QCOMPARE(tier.items.size(), std::size_t{5});
    QCOMPARE(tier.items[0].label, std::string("pause"));
    QCOMPARE(tier.items[1].label, std::string("speech"));
    QVERIFY(std::abs(tier.items[1].time - 1.0) < 0.03);
    QCOMPARE(model->place().tier, tier.header.id);
    actions->action("tier.speech")->trigger();
    QTRY_COMPARE(model->annotation().tiers().size(), std::size_t{2});
    QCOMPARE(model->annotation().tier(1).header.name, std::string("speech 2"));
    QVERIFY(model->undo());
    QVERIFY(model->undo());
    QVERIFY(model->annotation().tiers().empty());
}

void TestAutomaticTiersWindow::speakersGetNames() {
    auto* model = openAnnotated(*page, path("two.wav"));
    QVERIFY(model != nullptr);
    actions->action("tier.speakers")->trigger();
    QTRY_COMPARE(model->annotation().tiers().size(), std::size_t{1});
    const auto id = model->annotation().tier(0).header.id;
    QCOMPARE(model->annotation().tier(0).items[1].label, std::string("speaker 1"));
    model->select({id, 1, false});
    actions->action("tier.relabel")->trigger();
    QInputDialog* dialog = nullptr;
    QTRY_VERIFY((dialog = page->findChild<QInputDialog*>("relabel")) != nullptr && dialog->isVisible());
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
    auto* model = openAnnotated(*page, path("two.wav"));
    QVERIFY(model != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(page->tracker()->track() != nullptr && page->tracker()->track()->missing() == 0,
                             10000 * kPatience);
    actions->action("tier.emotion")->trigger();
    QTRY_COMPARE(model->annotation().tiers().size(), std::size_t{1});
    QCOMPARE(model->annotation().tier(0).header.name, std::string("emotion"));
    const auto classes = page->tracker()->track()->classes;
    for (const auto& item : model->annotation().tier(0).items)
        QVERIFY(item.label.empty() || classes.contains(QString::fromStdString(item.label)));
    QVERIFY(!model->annotation().tier(0).items[0].label.empty());
}

void TestAutomaticTiersWindow::aClosedRecordingEndsIt() {
    QVERIFY(openAnnotated(*page, path("two.wav")) != nullptr);
    actions->action("tier.speakers")->trigger();
    page->closeDocument(0);
    QTRY_VERIFY(page->findChild<AutomaticTiers*>()->isIdle());
    QVERIFY(page->current() == nullptr);
}

QTEST_MAIN(TestAutomaticTiersWindow)
#include "TestAutomaticTiersWindow.moc"
