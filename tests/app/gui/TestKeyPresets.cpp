// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

#include "app/gui/KeyCatcher.h"
#include "app/gui/KeyTable.h"
#include "app/gui/MainWindow.h"
#include "app/gui/Pages.h"
#include "tests/TestSupport.h"

using namespace prososcope::gui;

/// Presets of keys over the whole real window, and changing keys by pressing them.
class TestKeyPresets : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    void makeWindow() {
        m_window.reset();  // its settings are written as it goes
        m_window = std::make_unique<MainWindow>(
            MainWindow::Options{.workspaceFolder = m_folder.filePath(QStringLiteral("workspace")),
                                .pages = standardPages(),
                                .settingsFile = toPath(m_folder.filePath(QStringLiteral("window.json"))),
                                .restoreSession = true});
        m_window->show();
        m_window->finishStart();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    [[nodiscard]] ActionRegistry* actions() const { return m_window->actions(); }
    [[nodiscard]] QList<QKeySequence> keys(const char* id) const { return actions()->spec(QLatin1String(id))->keys; }
    KeyTable* openTable() const {
        actions()->action(QStringLiteral("help.keys"))->trigger();
        auto* table = m_window->findChild<KeyTable*>();
        if (table == nullptr || !QTest::qWaitForWindowActive(table)) return nullptr;
        return table;
    }
    static QPushButton* button(const KeyTable* table, const QString& text) {
        for (auto* one : table->findChildren<QPushButton*>()) {
            if (one->text() == text) return one;
        }
        return nullptr;
    }
    static QString message(const KeyTable* table) { return table->findChild<QLabel*>()->text(); }

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toUtf8()); }
    void init() {
        QFile::remove(m_folder.filePath(QStringLiteral("window.json")));
        makeWindow();
    }
    void cleanup() { m_window.reset(); }

    void presetsLeaveNoKeyToTwoActions_data() {
        QTest::addColumn<int>("preset");
        for (const KeyScheme::Preset preset : KeyScheme::kPresets)
            QTest::newRow(qPrintable(KeyScheme::title(preset))) << static_cast<int>(preset);
    }
    void presetsLeaveNoKeyToTwoActions() {
        QFETCH(int, preset);
        KeyScheme scheme;
        scheme.setPreset(static_cast<KeyScheme::Preset>(preset));
        actions()->setScheme(scheme);
        QCOMPARE(actions()->conflicts(), QStringList());
        for (const ActionSpec& spec : actions()->specs()) {
            QCOMPARE(actions()->action(spec.id)->shortcuts(), spec.keys);
            for (const QKeySequence& key : spec.keys) {
                QVERIFY2(!key.isEmpty() && key[0].key() != Qt::Key_unknown, qPrintable(spec.id));
                QVERIFY2(actions()->action(spec.id)->toolTip().contains(key.toString(QKeySequence::NativeText)),
                         qPrintable(spec.id));
                const bool plain =
                    (key[0].keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) == 0;
                QVERIFY2(spec.scope != KeyScope::Window || !plain || key[0].key() >= Qt::Key_Escape, qPrintable(spec.id));
            }
        }
    }

    void presetsNameOnlyActionsThatExist() {
        for (const QString& id : KeyScheme::presetIds()) QVERIFY2(actions()->spec(id) != nullptr, qPrintable(id));
    }

    void aPresetIsChosenAndKept() {
        const auto standard = keys("inspect.zoomIn");
        auto* table = openTable();
        QVERIFY(table != nullptr);
        auto* preset = table->findChild<QComboBox*>();
        preset->setFocus();
        QTest::keyClick(preset, Qt::Key_Down);
        QCOMPARE(actions()->scheme().preset(), KeyScheme::Preset::Praat);
        QVERIFY(keys("inspect.zoomIn") != standard);
        m_window->close();
        makeWindow();
        QCOMPARE(actions()->scheme().preset(), KeyScheme::Preset::Praat);
        QCOMPARE(keys("inspect.zoomIn"), QList<QKeySequence>{QKeySequence(Qt::CTRL | Qt::Key_I)});
    }

    void aKeyIsChangedByPressingIt() {
        auto* table = openTable();
        table->select(QStringLiteral("play.loop"));
        auto* rows = table->findChild<QTableView*>();
        rows->setFocus();
        QTest::keyClick(rows, Qt::Key_Return);
        auto* catcher = table->findChild<KeyCatcher*>();
        QTRY_VERIFY(catcher->hasFocus());
        QTest::keyClick(catcher, Qt::Key_Control, Qt::ControlModifier);  // a modifier alone is no key
        QVERIFY(catcher->isVisible());
        QTest::keyClick(catcher, Qt::Key_F9, Qt::AltModifier);
        QCOMPARE(keys("play.loop"), QList<QKeySequence>{QKeySequence(Qt::ALT | Qt::Key_F9)});
        QVERIFY(!catcher->isVisible());
        QVERIFY(actions()->action(QStringLiteral("play.loop"))->toolTip().contains(QStringLiteral("F9")));
        m_window->close();
        makeWindow();
        QCOMPARE(keys("play.loop"), QList<QKeySequence>{QKeySequence(Qt::ALT | Qt::Key_F9)});
    }

    void anotherActionsKeyIsRefusedByName() {
        auto* table = openTable();
        table->select(QStringLiteral("play.loop"));
        const auto before = keys("play.loop");
        button(table, QStringLiteral("Change key"))->click();
        auto* catcher = table->findChild<KeyCatcher*>();
        QTest::keyClick(catcher, Qt::Key_Space);
        QCOMPARE(keys("play.loop"), before);
        QVERIFY2(message(table).contains(QStringLiteral("Play or pause")), qPrintable(message(table)));
        QVERIFY(catcher->isVisible());
        QTest::keyClick(catcher, Qt::Key_Q, Qt::ControlModifier);  // of the whole window
        QCOMPARE(keys("play.loop"), before);
        QVERIFY(message(table).contains(QStringLiteral("Quit")));
        QVERIFY(m_window->isVisible());
        QTest::keyClick(catcher, Qt::Key_Escape);
        QVERIFY(!catcher->isVisible());
        QCOMPARE(keys("play.loop"), before);
        QVERIFY(table->isVisible());
    }

    void whatIsHeardEverywhereKeepsItsHandsOffTyping() {
        auto* table = openTable();
        table->select(QStringLiteral("file.open"));
        const auto before = keys("file.open");
        button(table, QStringLiteral("Change key"))->click();
        auto* catcher = table->findChild<KeyCatcher*>();
        QTest::keyClick(catcher, Qt::Key_Y);
        QCOMPARE(keys("file.open"), before);
        QTest::keyClick(catcher, Qt::Key_Tab);
        QCOMPARE(keys("file.open"), before);
        QVERIFY(catcher->isVisible());
    }

    void keysAreAddedRemovedAndRestored() {
        auto* table = openTable();
        table->select(QStringLiteral("play.loop"));
        const auto before = keys("play.loop");
        button(table, QStringLiteral("Add key"))->click();
        QTest::keyClick(table->findChild<KeyCatcher*>(), Qt::Key_Backtab, Qt::ShiftModifier | Qt::AltModifier);
        QCOMPARE(keys("play.loop").size(), before.size() + 1);
        QCOMPARE(keys("play.loop").last(), QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Tab));
        button(table, QStringLiteral("Remove keys"))->click();
        QVERIFY(keys("play.loop").isEmpty());
        // Free now, the key may go to another action; then it cannot come back.
        table->select(QStringLiteral("play.stop"));
        button(table, QStringLiteral("Add key"))->click();
        QTest::keyClick(table->findChild<KeyCatcher*>(), Qt::Key_L);
        QCOMPARE(keys("play.stop").last(), QKeySequence(Qt::Key_L));
        table->select(QStringLiteral("play.loop"));
        button(table, QStringLiteral("Restore keys"))->click();
        QVERIFY(keys("play.loop").isEmpty());
        QVERIFY(message(table).contains(QStringLiteral("Stop")));
        button(table, QStringLiteral("Restore all"))->click();
        QCOMPARE(keys("play.loop"), before);
        QVERIFY(!actions()->scheme().hasChanges());
        QCOMPARE(actions()->conflicts(), QStringList());
    }

    void changesGoBeforePresets() {
        QCOMPARE(actions()->changeKeys(QStringLiteral("play.loop"), {QKeySequence(Qt::CTRL | Qt::Key_I)}), QString());
        KeyScheme scheme = actions()->scheme();
        scheme.setPreset(KeyScheme::Preset::Praat);  // gives Ctrl+I to zooming
        actions()->setScheme(scheme);
        QCOMPARE(actions()->conflicts(), QStringList());
        QCOMPARE(keys("play.loop"), QList<QKeySequence>{QKeySequence(Qt::CTRL | Qt::Key_I)});
        QVERIFY(!keys("inspect.zoomIn").contains(QKeySequence(Qt::CTRL | Qt::Key_I)));
    }

    void hostileSchemesAreSurvived() {
        const KeyScheme scheme = KeyScheme::fromJson({{"preset", 7},
                                                      {"changes", QJsonObject{{"play.loop", 3},
                                                                              {"play.stop", QJsonArray{"", 5, "Ctrl+Nonsense"}},
                                                                              {"no.such", QJsonArray{"F9"}}}}});
        QCOMPARE(scheme.preset(), KeyScheme::Preset::Standard);
        actions()->setScheme(scheme);
        QCOMPARE(actions()->conflicts(), QStringList());
        QCOMPARE(KeyScheme::fromJson(scheme.toJson()), scheme);
    }
};

QTEST_MAIN(TestKeyPresets)
#include "TestKeyPresets.moc"
