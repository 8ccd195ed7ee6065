// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QMainWindow>
#include <QScreen>
#include <QSignalSpy>
#include <QWindow>

#include "app/gui/live/PresentWindow.h"
#include "tests/TestSupport.h"

using namespace prososcope::gui;

/// The audience's window on Qt's own screens, of which this test has two: a laptop's and a larger one at its right.
class TestPresentScreens : public QObject {
    Q_OBJECT

private:
    /// The platform has an order of its own.
    static int indexOf(const QString& name) {
        const auto screens = QGuiApplication::screens();
        for (int i = 0; i < screens.size(); ++i) {
            if (screens[i]->name() == name) return i;
        }
        return -1;
    }

private Q_SLOTS:
    void bothAreListed() {
        if (QGuiApplication::screens().size() != 2) QSKIP("needs an offscreen platform with two screens");
        const auto screens = connectedScreens();
        QCOMPARE(screens.size(), 2);
        const auto& beamer = screens[indexOf("beamer")];
        const auto& laptop = screens[indexOf("laptop")];
        QCOMPARE(beamer.geometry, QRect(1280, 0, 1920, 1080));
        QVERIFY2(beamer.label().contains("beamer, 1920 x 1080"), qPrintable(beamer.label()));
        QCOMPARE(laptop.geometry, QRect(0, 0, 1280, 800));
        QVERIFY(screens[0].isPrimary && !screens[1].isPrimary);
    }

    /// Wherever the controls are, the audience gets the other one, whole.
    void opensOnTheOther() {
        if (QGuiApplication::screens().size() != 2) QSKIP("needs an offscreen platform with two screens");
        QMainWindow main;
        main.setGeometry(100, 100, 800, 600);
        main.show();
        main.windowHandle()->setScreen(QGuiApplication::screens()[indexOf("laptop")]);
        PresentWindow window(&main);
        window.setContent(new QLabel("happy"));
        window.begin();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QCOMPARE(window.windowHandle()->screen()->name(), QString("beamer"));
        QCOMPARE(window.geometry(), QRect(1280, 0, 1920, 1080));
        window.choose(indexOf("laptop"));
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QCOMPARE(window.windowHandle()->screen()->name(), QString("laptop"));
        QCOMPARE(window.geometry(), QRect(0, 0, 1280, 800));
        window.end();

        main.setGeometry(1400, 100, 800, 600);
        main.windowHandle()->setScreen(QGuiApplication::screens()[indexOf("beamer")]);
        PresentWindow again(&main);
        again.begin();
        QCOMPARE(again.geometry(), QRect(0, 0, 1280, 800));
    }

    /// A display that changes its mode leaves and comes back within a moment: nothing is said of it.
    void goneForAMoment() {
        if (QGuiApplication::screens().size() != 2) QSKIP("needs an offscreen platform with two screens");
        QMainWindow main;
        main.show();
        main.windowHandle()->setScreen(QGuiApplication::screens()[indexOf("laptop")]);
        PresentWindow window(&main);
        QSignalSpy remarks(&window, &PresentWindow::remark);
        window.begin();
        Q_EMIT qGuiApp->screenRemoved(QGuiApplication::screens()[indexOf("laptop")]);  // another one
        QVERIFY(window.isVisible());
        Q_EMIT qGuiApp->screenRemoved(QGuiApplication::screens()[indexOf("beamer")]);
        QVERIFY(!window.isVisible() && window.isPresenting());
        QTRY_VERIFY(window.isVisible());
        QCOMPARE(window.geometry(), QRect(1280, 0, 1920, 1080));
        QCOMPARE(remarks.count(), 0);
    }
};

/// The screens must be there before the application is.
int main(int argc, char** argv) {
    const QTemporaryDir folder;
    QFile config(folder.filePath("screens.json"));
    if (config.open(QIODevice::WriteOnly)) {
        config.write(
            "{\"screens\": [{\"name\": \"laptop\", \"x\": 0, \"y\": 0, \"width\": 1280, \"height\": 800},"
            " {\"name\": \"beamer\", \"x\": 1280, \"y\": 0, \"width\": 1920, \"height\": 1080}]}");
        config.close();
    }
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + config.fileName().toUtf8());
    QApplication application(argc, argv);
    TestPresentScreens test;
    return QTest::qExec(&test, argc, argv);
}
#include "TestPresentScreens.moc"
