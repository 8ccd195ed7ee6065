// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QHelpEvent>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QSignalSpy>

#include "app/gui/live/PresentWindow.h"
#include "app/gui/live/ScreenBox.h"
#include "tests/TestSupport.h"
#include "widgets/Theme.h"

using namespace prososcope::gui;

namespace {

PresentScreen screen(const QString& socket, const QString& model, const QString& serial, int x, bool primary = false) {
    return {{socket, QStringLiteral("Maker"), model, serial}, QRect(x, 0, 800, 600), QSize(800, 600), primary};
}

const PresentScreen kLaptop = screen("eDP-1", "Panel", "", 0, true);
const PresentScreen kBeamer = screen("HDMI-1", "Beamer", "4711", 800);
const PresentScreen kOther = screen("DP-2", "Monitor", "12", 1600);

class EventCounter : public QObject {
public:
    explicit EventCounter(QEvent::Type type) : m_type(type) {}
    int count = 0;
    bool eventFilter(QObject* /*watched*/, QEvent* event) override {
        count += event->type() == m_type ? 1 : 0;
        return false;
    }

private:
    QEvent::Type m_type;
};

}  // namespace

/// The audience's window, on screens that the test plugs and unplugs.
class TestPresentWindow : public QObject {
    Q_OBJECT

private:
    QList<PresentScreen> m_screens;
    std::unique_ptr<QMainWindow> m_main;
    std::unique_ptr<PresentWindow> m_window;

    void plug(const QList<PresentScreen>& screens) {
        m_screens = screens;
        m_window->lookAtScreens();
    }

private Q_SLOTS:
    void init() {
        m_screens = {kLaptop, kBeamer};
        m_main = std::make_unique<QMainWindow>();
        m_main->setCentralWidget(new QWidget);
        m_main->show();
        m_window = std::make_unique<PresentWindow>(m_main->centralWidget(), [this] { return m_screens; });
        m_window->setContent(new QLabel("happy"));
    }
    void cleanup() {
        m_window.reset();
        m_main.reset();
    }

    void theOtherScreenIsTheFirstChoice() {
        QCOMPARE(chooseScreen({kLaptop, kBeamer}, {}, 0).index, 1);
        QCOMPARE(chooseScreen({kLaptop, kBeamer}, {}, 1).index, 0);
        QCOMPARE(chooseScreen({kLaptop, kBeamer, kOther}, {}, 1).index, 0);
        QCOMPARE(chooseScreen({kLaptop}, {}, 0).index, 0);
        QCOMPARE(chooseScreen({}, {}, 0).index, -1);
        QVERIFY(!chooseScreen({kLaptop, kBeamer}, {}, 0).isMissing);
    }

    void aScreenIsKnownAgain() {
        const QList<PresentScreen> all{kLaptop, kOther, kBeamer};
        const auto same = chooseScreen(all, kBeamer.key, 0);
        QVERIFY(same.index == 2 && same.isRemembered && !same.isMissing);
        PresentScreen moved = kBeamer;
        moved.key.name = "DP-9";  // the same display on another socket
        QCOMPARE(chooseScreen({kLaptop, kOther, moved}, kBeamer.key, 0).index, 2);
        PresentScreen twin = moved;
        twin.key.serial = "9999";
        const auto missing = chooseScreen({kLaptop, twin}, kBeamer.key, 0);
        QVERIFY(missing.isMissing && !missing.isRemembered && missing.index == 1);
        PresentScreen mute = kLaptop;  // without a serial number the socket counts
        mute.key.name = "eDP-2";
        QVERIFY(chooseScreen({mute}, kLaptop.key, 0).isMissing);
        QVERIFY(ScreenKey::fromJson(kBeamer.key.toJson()) == kBeamer.key);
        QVERIFY(ScreenKey::fromJson({}).isEmpty());
        QCOMPARE((PresentScreen{{}, {}, QSize(800, 600), true}).label(), QString("Screen, 800 x 600"));
        QCOMPARE((PresentScreen{{"HDMI-1", "", "", ""}, {}, QSize(800, 600), true}).label(), QString("HDMI-1, 800 x 600"));
    }

    void opensFullScreenWithNothingButTheContent() {
        QSignalSpy begun(m_window.get(), &PresentWindow::begun);
        QSignalSpy remarks(m_window.get(), &PresentWindow::remark);
        m_window->begin();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QVERIFY(m_window->isFullScreen() && m_window->isPresenting());
        QCOMPARE(begun.count(), 1);
        QCOMPARE(remarks.count(), 0);
        QCOMPARE(m_window->content()->geometry(), m_window->rect());
        QVERIFY(m_window->findChildren<QMenu*>().isEmpty());
        QVERIFY(m_window->windowHandle()->transientParent() == nullptr);
        QVERIFY(!m_window->testAttribute(Qt::WA_QuitOnClose));
        const auto image = m_window->grab().toImage();
        QCOMPARE(image.pixelColor(2, 2), prososcope::widgets::Theme::instance().color(prososcope::widgets::Ink::Data));
    }

    void keysLeave_data() {
        QTest::addColumn<int>("key");
        QTest::newRow("Esc") << static_cast<int>(Qt::Key_Escape);
        QTest::newRow("F11") << static_cast<int>(Qt::Key_F11);
    }
    void keysLeave() {
        QFETCH(int, key);
        QSignalSpy ended(m_window.get(), &PresentWindow::ended);
        m_window->begin();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QTest::keyClick(m_window->windowHandle(), Qt::Key_Space);
        QVERIFY(m_window->isPresenting());
        QTest::keyClick(m_window->windowHandle(), static_cast<Qt::Key>(key));
        QCOMPARE(ended.count(), 1);
        QVERIFY(!m_window->isPresenting() && !m_window->isVisible());
        m_window->begin();
        QVERIFY(m_window->isVisible());
    }

    /// Neither a tooltip nor a click nor the focus reaches the display.
    void theContentIsOutOfReach() {
        auto* content = new QWidget;
        auto* button = new QPushButton("press", content);
        button->setToolTip("a tip");
        button->setGeometry(10, 10, 100, 40);
        QSignalSpy clicked(button, &QPushButton::clicked);
        m_window->setContent(content);
        m_window->begin();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QTest::mouseClick(m_window->windowHandle(), Qt::LeftButton, {}, QPoint(50, 30));
        QCOMPARE(clicked.count(), 0);
        QVERIFY(m_window->childAt(50, 30) == nullptr || !button->underMouse());
        QTest::keyClick(m_window->windowHandle(), Qt::Key_Tab);
        QTest::keyClick(m_window->windowHandle(), Qt::Key_Space);
        QCOMPARE(clicked.count(), 0);
        QVERIFY(!button->hasFocus());
    }

    void theCursorGoesAwayAfterTwoSeconds() {
        m_window->begin();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QVERIFY(m_window->cursor().shape() != Qt::BlankCursor);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->cursor().shape(), Qt::BlankCursor, 4000);
        QTest::mouseMove(m_window->windowHandle(), QPoint(200, 200));
        QTest::mouseMove(m_window->windowHandle(), QPoint(220, 210));
        QTRY_VERIFY(m_window->cursor().shape() != Qt::BlankCursor);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->cursor().shape(), Qt::BlankCursor, 4000);
    }

    void goesWithTheMainWindow() {
        m_window->begin();
        QVERIFY(m_window->isVisible());
        m_main->close();
        QVERIFY(!m_window->isPresenting() && !m_window->isVisible());
    }

    void theChoiceIsRememberedAcrossStarts() {
        QVERIFY(m_window->saveState().isEmpty());
        m_screens = {kLaptop, kBeamer, kOther};
        m_window->lookAtScreens();
        m_window->choose(2);
        const auto state = m_window->saveState();
        PresentWindow again(m_main.get(), [this] { return m_screens; });
        QCOMPARE(again.choice().index, 1);
        again.restoreState(state);
        QVERIFY(again.choice().index == 2 && again.choice().isRemembered);
        again.restoreState({});
        QVERIFY(again.remembered().isEmpty());
    }

    /// The only screen is used, and that is said before it is covered.
    void aMissingScreenIsSaid() {
        m_window->choose(1);
        m_screens = {kLaptop};
        QString said;
        bool shownWhenSaid = true;
        connect(m_window.get(), &PresentWindow::remark, this, [&](const QString& sentence) {
            said = sentence;
            shownWhenSaid = m_window->isVisible();
        });
        m_window->begin();
        QVERIFY2(said.contains("Maker Beamer") && said.contains("Maker Panel"), qPrintable(said));
        QVERIFY(!shownWhenSaid);
        QVERIFY(m_window->isVisible());
        QVERIFY(m_window->remembered() == kBeamer.key);  // what was once chosen stays chosen
    }

    void unpluggedItWaitsAndComesBack() {
        QSignalSpy ended(m_window.get(), &PresentWindow::ended);
        QSignalSpy remarks(m_window.get(), &PresentWindow::remark);
        m_window->begin();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        plug({kLaptop});
        QVERIFY(m_window->isPresenting() && m_window->isWaiting());
        QVERIFY(!m_window->isVisible());  // and does not cover the controls
        QCOMPARE(remarks.count(), 1);
        QVERIFY(remarks.first().first().toString().contains("Maker Beamer"));
        plug({kLaptop});
        QCOMPARE(remarks.count(), 1);
        plug({kLaptop, kBeamer});
        QVERIFY(m_window->isVisible() && m_window->isFullScreen() && !m_window->isWaiting());
        QCOMPARE(remarks.count(), 2);
        QCOMPARE(ended.count(), 0);
        plug({kLaptop});
        m_window->end();  // while it waits
        QCOMPARE(ended.count(), 1);
        plug({kLaptop, kBeamer});
        QVERIFY(!m_window->isVisible());
    }

    /// A display that changes its size while it is looked at.
    void followsTheSizeOfItsScreen() {
        m_window->begin();
        PresentScreen larger = kBeamer;
        larger.geometry.setWidth(1200);
        EventCounter shows(QEvent::Show);
        m_window->installEventFilter(&shows);
        plug({kLaptop, kBeamer});  // nothing has changed
        QCOMPARE(shows.count, 0);
        plug({kLaptop, larger});
        QCOMPARE(shows.count, 1);
        QVERIFY(m_window->isVisible() && m_window->isFullScreen() && !m_window->isWaiting());
    }

    void whileItWaitsAnotherScreenCanBeChosen() {
        m_window->begin();
        plug({kLaptop});
        m_window->choose(0);
        QVERIFY(m_window->isVisible() && !m_window->isWaiting());
        plug({kLaptop, kBeamer});
        QVERIFY(m_window->remembered() == kLaptop.key);
        m_window->choose(1);  // moves while presenting
        QVERIFY(m_window->isVisible() && m_window->isFullScreen());
    }

    void noScreenAtAll() {
        m_screens = {};
        QSignalSpy remarks(m_window.get(), &PresentWindow::remark);
        m_window->begin();
        QVERIFY(!m_window->isPresenting());
        QCOMPARE(remarks.count(), 1);
    }

    void theListShowsNamesAndSizes() {
        ScreenBox box(m_window.get());
        box.show();
        QCOMPARE(box.count(), 2);
        QVERIFY2(box.itemText(1).contains("Maker Beamer") && box.itemText(1).contains("HDMI-1") &&
                     box.itemText(1).contains("800 x 600"),
                 qPrintable(box.itemText(1)));
        QCOMPARE(box.currentIndex(), 1);
        QVERIFY(QTest::qWaitForWindowExposed(&box));
        box.setFocus();
        QTest::keyClick(&box, Qt::Key_Up);
        QCOMPARE(box.currentIndex(), 0);
        QVERIFY(m_window->remembered() == kLaptop.key);
        plug({kLaptop, kBeamer, kOther});
        QCOMPARE(box.count(), 3);
        QCOMPARE(box.currentIndex(), 0);
    }

    /// Of Qt's own screens.
    void thisMachinesScreens() {
        const auto screens = connectedScreens();
        QCOMPARE(screens.size(), QGuiApplication::screens().size());
        QVERIFY(!screens.isEmpty() && screens.first().pixels.width() > 0 && screens.first().isPrimary);
        PresentWindow window(m_main.get());
        window.begin();
        QVERIFY(window.isVisible());
        QCOMPARE(window.geometry(), QGuiApplication::primaryScreen()->geometry());
    }
};

QTEST_MAIN(TestPresentWindow)
#include "TestPresentWindow.moc"
