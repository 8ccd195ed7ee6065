// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLineEdit>
#include <QVBoxLayout>
#include <QWidget>

#include "app/gui/ActionRegistry.h"
#include "tests/TestSupport.h"

using namespace prososcope::gui;

class TestActionRegistry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tooltipsHoldTextAndKeys() {
        ActionRegistry registry;
        QAction* action = registry.add({.id = QStringLiteral("a"),
                                        .text = QStringLiteral("Cut && &paste"),
                                        .description = QStringLiteral("Does both."),
                                        .keys = {QKeySequence(Qt::CTRL | Qt::Key_K), QKeySequence(Qt::Key_F7)}},
                                       {});
        QCOMPARE(action->toolTip(), QStringLiteral("Cut & paste (Ctrl+K, F7)\nDoes both."));
        QCOMPARE(registry.action(QStringLiteral("a")), action);
        QVERIFY(registry.action(QStringLiteral("b")) == nullptr);
    }

    void keysOfPanesAreHeardOnlyThere() {
        ActionRegistry registry;
        int play = 0;
        int all = 0;
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        auto* pane = new QWidget;
        pane->setFocusPolicy(Qt::StrongFocus);
        auto* field = new QLineEdit;
        column->addWidget(pane);
        column->addWidget(field);
        registry.attach(pane, KeyScope::SignalPane);  // before the action exists
        registry.add({.id = QStringLiteral("play"),
                      .text = QStringLiteral("Play"),
                      .keys = {QKeySequence(Qt::Key_L)},
                      .scope = KeyScope::SignalPane},
                     [&] { ++play; });
        registry.add({.id = QStringLiteral("all"), .text = QStringLiteral("All"), .keys = {QKeySequence(Qt::CTRL | Qt::Key_J)}},
                     [&] { ++all; });
        registry.attach(&window, KeyScope::Window);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        pane->setFocus();
        QTest::keyClick(pane, Qt::Key_L);
        QCOMPARE(play, 1);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_L);
        QCOMPARE(play, 1);
        QCOMPARE(field->text(), QStringLiteral("l"));
        QTest::keyClick(field, Qt::Key_J, Qt::ControlModifier);
        QCOMPARE(all, 1);
    }

    void conflictsAreFound() {
#ifdef QT_NO_DEBUG
        ActionRegistry registry;
        registry.add({.id = QStringLiteral("window"), .text = QStringLiteral("w"), .keys = { QKeySequence(Qt::Key_S) }}, {});
        registry.add({.id = QStringLiteral("table"),
                      .text = QStringLiteral("t"),
                      .keys = {QKeySequence(Qt::Key_T)},
                      .scope = KeyScope::Table},
                     {});
        registry.add({.id = QStringLiteral("pane"),
                      .text = QStringLiteral("p"),
                      .keys = {QKeySequence(Qt::Key_T)},
                      .scope = KeyScope::SignalPane},
                     {});
        QVERIFY(registry.conflicts().isEmpty());  // a pane and a table never have the focus both
        registry.add({.id = QStringLiteral("pane2"),
                      .text = QStringLiteral("p"),
                      .keys = {QKeySequence(Qt::Key_X), QKeySequence(Qt::Key_S)},
                      .scope = KeyScope::SignalPane},
                     {});
        QCOMPARE(registry.conflicts().size(), 1);
        QVERIFY(registry.conflicts().front().contains(QStringLiteral("window")) &&
                registry.conflicts().front().contains(QStringLiteral("pane2")));
        // a chord that begins with another action's key would never be reached
        registry.add({.id = QStringLiteral("chord"),
                      .text = QStringLiteral("c"),
                      .keys = {QKeySequence(Qt::Key_T, Qt::Key_U)},
                      .scope = KeyScope::Table},
                     {});
        QCOMPARE(registry.conflicts().size(), 2);
        QCOMPARE(registry.add({.id = QStringLiteral("window"), .text = QStringLiteral("again")}, {}),
                 registry.action(QStringLiteral("window")));
#else
        QSKIP("a conflict stops a debug build by assertion");
#endif
    }
};

QTEST_MAIN(TestActionRegistry)
#include "TestActionRegistry.moc"
