// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <fstream>

#include "app/gui/live/PreFlightController.h"
#include "app/gui/live/PreFlightList.h"
#include "app/gui/live/PresentWindow.h"
#include "app/gui/live/ScreenBox.h"
#include "app/gui/live/SleepInhibitor.h"
#include "tests/TestSupport.h"
#include "tests/engine/live/LiveFakes.h"
#include "widgets/Theme.h"

using namespace prososcope;
using namespace prososcope::gui;
using live::PreFlightItem;
using Id = PreFlightItem::Id;
using State = PreFlightItem::State;
using widgets::Theme;

/// The list before going on stage: what it shows, that it is reached by keys and read aloud, and what begins.
class TestPreFlightList : public QObject {
    Q_OBJECT

private:
    static std::vector<PreFlightItem> some() {
        return {{Id::Microphone, State::Good, {"Speech is heard at %1 dB.", {"-24"}}, {}},
                {Id::Room, State::Warning, {"Noise at %1 dB, speech about %2 dB above it.", {"-41", "17"}}, "Go closer."},
                {Id::Clipping, State::Bad, {"Clipped for %1 ms of the last %2 s.", {"400", "10"}}, "Lower the level."},
                {Id::Model, State::Pending, "The delay has not been measured yet.", "Speak."}};
    }
    static QPushButton* button(PreFlightList& list, const char* name) { return list.findChild<QPushButton*>(name); }

private Q_SLOTS:
    void initTestCase() { qunsetenv("DBUS_SESSION_BUS_ADDRESS"); }
    void cleanup() { Theme::instance().choose(Theme::Choice::Light); }

    void linesSayWhatIsSo() {
        PreFlightList list;
        list.setItems(some());
        QCOMPARE(list.rows().size(), 4);
        QVERIFY(list.rows()[1]->state() == State::Warning);
        const auto* face = QAccessible::queryAccessibleInterface(list.rows()[1]);
        QCOMPARE(face->text(QAccessible::Name), QString("Room: note"));
        QCOMPARE(face->text(QAccessible::Description), QString("Noise at -41 dB, speech about 17 dB above it. Go closer."));
        QVERIFY2(list.summary().contains("bad"), qPrintable(list.summary()));
        auto better = some();
        better[2].state = State::Good;
        better[3].state = State::Good;
        list.setItems(better);
        QCOMPARE(list.rows().size(), 4);  // the same lines
        QVERIFY(!list.summary().contains("bad"));
        better[1].state = State::Good;
        list.setItems(better);
        QCOMPARE(list.summary(), QString("All is well."));
        better.pop_back();
        list.setItems(better);
        QVERIFY(list.rows()[3]->isHidden());
    }

    /// Told apart by shape and by word, without colour.
    void statesDifferInMoreThanColour() {
        QSet<QString> words;
        QList<QImage> pictures;
        for (const auto state : {State::Pending, State::Good, State::Warning, State::Bad}) {
            words.insert(PreFlightList::word(state));
            PreFlightRow row(Id::Room);
            row.setItem({Id::Room, state, "A sentence.", "An advice."});
            row.resize(600, 60);
            const QImage symbol = row.grab(QRect(8, 8, 20, 20)).toImage();
            QImage ink(symbol.size(), QImage::Format_Mono);
            for (int y = 0; y < symbol.height(); ++y) {
                for (int x = 0; x < symbol.width(); ++x) {
                    const bool drawn = qAbs(qGray(symbol.pixel(x, y)) - qGray(symbol.pixel(0, 0))) > 60;
                    ink.setPixel(x, y, drawn ? 1 : 0);
                }
            }
            for (const auto& other : pictures) QVERIFY(other != ink);
            pictures.append(ink);
        }
        QCOMPARE(words.size(), 4);
    }

    void keysGoThroughItAndBegin() {
        PreFlightList list;
        list.setItems(some());
        list.show();
        list.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&list));
        QSignalSpy begins(&list, &PreFlightList::begin);
        QSignalSpy cancels(&list, &PreFlightList::cancelled);
        QVERIFY(button(list, "live.preflight.begin")->hasFocus());
        list.rows()[0]->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QVERIFY(list.rows()[1]->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(list.rows()[2]->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up);
        QVERIFY(list.rows()[1]->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(begins.count(), 1);  // although something is bad
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QCOMPARE(cancels.count(), 1);
        for (int i = 0; i < 3; ++i) QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY2(button(list, "live.preflight.cancel")->hasFocus(), qPrintable(QApplication::focusWidget()->objectName()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(cancels.count(), 2);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(button(list, "live.preflight.begin")->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(begins.count(), 2);
        QTest::mouseClick(button(list, "live.preflight.begin"), Qt::LeftButton);
        QCOMPARE(begins.count(), 3);
    }

    /// Nothing is cut at the width of a small window, in either theme.
    void isWide_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void isWide() {
        QFETCH(bool, dark);
        Theme::instance().choose(dark ? Theme::Choice::Dark : Theme::Choice::Light);
        PreFlightList list;
        PresentWindow window(&list);
        list.addControl("Screen", new ScreenBox(&window));
        auto items = some();
        items.push_back({Id::Delay, State::Good, {"Sound to result: %1 ms median, %2 ms 95th percentile.", {"61", "84"}}, {}});
        items.push_back({Id::Sleep, State::Warning, "The screen may go dark: no service of this desktop keeps it on.",
                         "Switch off the screen saver and the power saving by hand."});
        list.setItems(items);
        list.show();
        QVERIFY2(list.minimumSizeHint().width() <= 800, qPrintable(QString::number(list.minimumSizeHint().width())));
        for (const int width : {1000, 760}) {
            list.resize(width, 640);
            for (const auto* label : list.findChildren<QLabel*>()) {
                QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
                QVERIFY2(label->mapTo(&list, QPoint(label->width(), 0)).x() <= list.width(), qPrintable(label->text()));
            }
        }
        list.rows()[1]->setFocus();
        if (const QString folder = qEnvironmentVariable("PROSOSCOPE_PICTURES"); !folder.isEmpty())
            QVERIFY(list.grab().save(QStringLiteral("%1/preflight-%2.png").arg(folder, QTest::currentDataTag())));
    }

    void everythingHasAName() {
        PreFlightList list;
        PresentWindow window(&list);
        list.addControl("Screen", new ScreenBox(&window));
        list.setItems(some());
        for (auto* widget : list.findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || widget->parentWidget()->inherits("QComboBox") ||
                widget->objectName().startsWith("qt_"))
                continue;
            if (widget->inherits("QAbstractItemView") || widget->inherits("QScrollBar")) continue;
            QVERIFY2(!QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name).isEmpty(),
                     qPrintable(widget->metaObject()->className() + widget->objectName()));
            QVERIFY(!widget->objectName().isEmpty());
            QVERIFY2(!widget->toolTip().isEmpty(), qPrintable(widget->objectName()));
        }
    }

    /// Sound, results, screen, screen saver and battery come together, and Begin opens the presentation.
    void theControllerBringsItTogether() {
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath("BAT0"));
        std::ofstream(folder.filePath("BAT0/type").toStdString()) << "Battery\n";
        std::ofstream(folder.filePath("BAT0/status").toStdString()) << "Discharging\n";
        std::ofstream(folder.filePath("BAT0/capacity").toStdString()) << "43\n";
        PreFlightList list;
        list.show();
        PresentWindow window(&list);
        SleepInhibitor sleep;
        PreFlightController controller(&list, &window, &sleep);
        controller.setPowerFolder(toPath(folder.path()));
        QSignalSpy finished(&controller, &PreFlightController::finished);
        const auto state = [&](Id id) { return list.rows()[static_cast<int>(id)]->state(); };

        controller.addSound(fakes::quiet(1.0), fakes::kRateHz);  // nobody looks at the list yet
        controller.start();
        QVERIFY(controller.isChecking());
        QVERIFY(state(Id::Microphone) == State::Pending);
        QVERIFY(sleep.state() == SleepInhibitor::State::Refused);  // no bus
        QVERIFY(state(Id::Sleep) == State::Warning);
        QVERIFY(state(Id::Screen) == State::Warning);  // the only one
        QTRY_COMPARE(list.rows().size(), 8);
        QVERIFY(state(Id::Power) == State::Warning);

        std::vector<float> sound = fakes::quiet(6.0);
        fakes::hum(sound, 2.0, 3.0, 0.1);
        controller.addSound(sound, fakes::kRateHz);
        live::LiveResult result;
        result.posteriors = {0.5F, 0.5F};
        result.hopSeconds = 0.25;
        result.computeMilliseconds = 10.0;
        result.delayMilliseconds = 50.0;
        for (int i = 0; i < 20; ++i) controller.addResult(result);
        QTRY_VERIFY(state(Id::Microphone) == State::Good);
        QVERIFY(state(Id::Room) == State::Good && state(Id::Clipping) == State::Good);
        QVERIFY(state(Id::Model) == State::Good && state(Id::Delay) == State::Good);

        QTest::mouseClick(button(list, "live.preflight.begin"), Qt::LeftButton);
        QVERIFY(window.isPresenting() && !controller.isChecking());
        QCOMPARE(finished.count(), 1);
        QCOMPARE(finished.first().first().toBool(), true);
        QVERIFY(sleep.state() != SleepInhibitor::State::Off);  // kept lit while it presents
        window.end();
        QVERIFY(sleep.state() == SleepInhibitor::State::Off);

        controller.start();
        QVERIFY(state(Id::Microphone) == State::Pending);  // another show
        QTest::mouseClick(button(list, "live.preflight.cancel"), Qt::LeftButton);
        QCOMPARE(finished.count(), 2);
        QCOMPARE(finished.last().first().toBool(), false);
        QVERIFY(!window.isPresenting() && sleep.state() == SleepInhibitor::State::Off);
    }
};

QTEST_MAIN(TestPreFlightList)
#include "TestPreFlightList.moc"
