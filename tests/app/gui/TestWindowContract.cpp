// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QScrollBar>
#include <QTextEdit>
#include <QTranslator>

#include "app/gui/MainWindow.h"
#include "app/gui/Pages.h"
#include "app/gui/results/ResultsPage.h"
#include "app/gui/results/RunData.h"
#include "tests/TestSupport.h"
#include "widgets/Accessible.h"

using namespace prososcope::gui;

/// What holds for the whole real window with all its workspaces.
class TestWindowContract : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

private Q_SLOTS:
    void initTestCase() {
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toUtf8());
        prososcope::widgets::installAccessibleFactory();
        m_window = std::make_unique<MainWindow>(
            MainWindow::Options{.workspaceFolder = m_folder.filePath(QStringLiteral("workspace")),
                                .pages = standardPages(),
                                .settingsFile = toPath(m_folder.filePath(QStringLiteral("window.json"))),
                                .restoreSession = true});
        m_window->show();
        m_window->finishStart();
        for (const PageEntry& entry : standardPages()) {
            m_window->showPage(entry.id);
            QTest::qWait(50);
        }
    }
    void cleanupTestCase() { m_window.reset(); }

    void pagesAreWhatTheirEntriesSay() {
        for (const PageEntry& entry : standardPages()) {
            Page* page = m_window->page(entry.id);
            QVERIFY(page != nullptr);
            QCOMPARE(page->id(), entry.id);
            QCOMPARE(page->title(), entry.title);
        }
    }

    void noMenuRepeatsALetter_data() {
        QTest::addColumn<bool>("german");
        QTest::newRow("English") << false;
        QTest::newRow("German") << true;
    }
    void noMenuRepeatsALetter() {
        QFETCH(bool, german);
        QTranslator translator;
        std::unique_ptr<MainWindow> other;
        MainWindow* window = m_window.get();
        if (german) {
            QVERIFY(translator.load(QStringLiteral(":/translations/prososcope_de.qm")));
            QCoreApplication::installTranslator(&translator);
            other = std::make_unique<MainWindow>(
                MainWindow::Options{.workspaceFolder = m_folder.filePath(QStringLiteral("german")),
                                    .pages = standardPages(),
                                    .settingsFile = toPath(m_folder.filePath(QStringLiteral("german.json")))});
            window = other.get();
            window->finishStart();
            for (const PageEntry& entry : standardPages()) window->showPage(entry.id);
        }
        QCOMPARE(window->menuBar()->actions().first()->text(), german ? QStringLiteral("&Datei") : QStringLiteral("&File"));
        QStringList repeated;
        QList<QWidget*> menus{window->menuBar()};
        for (auto* menu : window->menuBar()->findChildren<QMenu*>()) menus << menu;
        QVERIFY(menus.size() > 6);
        for (const QWidget* menu : std::as_const(menus)) {
            if (menu->objectName() == QStringLiteral("menu.view")) continue;  // it has more entries than there are letters
            QHash<QChar, QString> letters;
            for (const QAction* action : menu->actions()) {
                const QKeySequence letter = QKeySequence::mnemonic(action->text());
                if (letter.isEmpty()) continue;
                const QChar key(letter[0].key());
                if (letters.contains(key))
                    repeated << QStringLiteral("%1: %2 / %3").arg(menu->objectName(), letters[key], action->text());
                letters[key] = action->text();
            }
        }
        if (german) QCoreApplication::removeTranslator(&translator);
        other.reset();
        QVERIFY2(repeated.isEmpty(), qPrintable(repeated.join(QStringLiteral("; "))));
    }

    void noTwoActionsShareAKey() { QCOMPARE(m_window->actions()->conflicts(), QStringList()); }

    void everyActionSaysWhatItIs() {
        QSet<QString> ids;
        QSet<QString> texts;
        for (const ActionSpec& spec : m_window->actions()->specs()) {
            QVERIFY2(!spec.id.isEmpty() && !ids.contains(spec.id), qPrintable(spec.id));
            ids.insert(spec.id);
            QVERIFY2(!ActionRegistry::plainText(spec).trimmed().isEmpty(), qPrintable(spec.id));
            QVERIFY2(!texts.contains(ActionRegistry::plainText(spec)), qPrintable(spec.text));
            texts.insert(ActionRegistry::plainText(spec));
            QVERIFY2(spec.description.endsWith(QLatin1Char('.')),
                     qPrintable(spec.id + QStringLiteral(": ") + spec.description));
            QVERIFY2(!spec.description.contains(QLatin1Char('!')) && !spec.text.contains(QLatin1Char('!')),
                     qPrintable(spec.id));
            if (!spec.icon.isEmpty()) {
                QVERIFY2(QFile::exists(QStringLiteral(":/icons/%1.svg").arg(spec.icon)), qPrintable(spec.icon));
            }
        }
    }

    void plainLettersAndDigitsActOnlyInPanes() {
        for (const ActionSpec& spec : m_window->actions()->specs()) {
            if (spec.scope != KeyScope::Window) continue;
            for (const QKeySequence& keys : spec.keys) {
                const QKeyCombination first = keys[0];
                const bool plain =
                    (first.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) == 0;
                const bool printable = first.key() >= Qt::Key_Space && first.key() < Qt::Key_Escape;
                QVERIFY2(!(plain && printable), qPrintable(spec.id));
                // Tab moves the focus; with Ctrl it goes through what is open, as in every window of tabs.
                const bool tab = first.key() == Qt::Key_Tab || first.key() == Qt::Key_Backtab;
                QVERIFY2(!(plain && tab), qPrintable(spec.id));
            }
        }
    }

    void everyControlHasAnAccessibleName() {
        QStringList nameless;
        for (const auto* widget : m_window->findChildren<QWidget*>()) {
            const bool control =
                qobject_cast<const QAbstractButton*>(widget) != nullptr || qobject_cast<const QLineEdit*>(widget) != nullptr ||
                qobject_cast<const QComboBox*>(widget) != nullptr || qobject_cast<const QAbstractSpinBox*>(widget) != nullptr ||
                (qobject_cast<const QAbstractSlider*>(widget) != nullptr &&
                 qobject_cast<const QScrollBar*>(widget) == nullptr) ||
                qobject_cast<const QAbstractItemView*>(widget) != nullptr ||
                qobject_cast<const QTextEdit*>(widget) != nullptr ||
                dynamic_cast<const prososcope::widgets::PlotSummary*>(widget) != nullptr;
            if (!control) continue;
            bool inner = false;  // parts of a control (a spin box's field, a header, Qt's own helpers) speak through it
            for (const auto* above = widget->parentWidget(); above != nullptr && above != m_window.get();
                 above = above->parentWidget()) {
                inner = inner || qobject_cast<const QAbstractSpinBox*>(above) != nullptr ||
                        qobject_cast<const QComboBox*>(above) != nullptr ||
                        qobject_cast<const QAbstractItemView*>(above) != nullptr ||
                        qobject_cast<const QLineEdit*>(above) != nullptr;
            }
            if (inner || widget->objectName().startsWith(QStringLiteral("qt_"))) continue;
            auto* face = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
            if (face == nullptr || face->text(QAccessible::Name).trimmed().isEmpty()) {
                nameless << QStringLiteral("%1 '%2' in %3")
                                .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                     QLatin1String(widget->parentWidget()->metaObject()->className()));
            }
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral("; "))));
    }

    void tabGoesAllTheWayRound_data() {
        QTest::addColumn<QString>("id");
        for (const char* id : {"train", "results"}) QTest::newRow(id) << QString::fromLatin1(id);
    }
    void tabGoesAllTheWayRound() {  // in Inspect the panes keep Tab, and F6 leads on
        QFETCH(QString, id);
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->showPage(id);
        if (id == QStringLiteral("train")) {
            QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QAbstractButton*>(QStringLiteral("getEmoDb"))->isVisible(),
                                     10000 * kPatience);
        } else {
            QTRY_VERIFY_WITH_TIMEOUT(qobject_cast<ResultsPage*>(m_window->page(id))->current() != nullptr, 10000 * kPatience);
        }
        QSet<QWidget*> expected;
        for (auto* widget : m_window->findChildren<QWidget*>()) {
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            const bool other = button != nullptr && button->autoExclusive() && !button->isChecked();  // the arrow keys' part
            if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0 && !other &&
                (button != nullptr || qobject_cast<QLineEdit*>(widget) != nullptr))
                expected.insert(widget);
        }
        QVERIFY(expected.size() > 1);
        for (const bool forward : {true, false}) {
            QSet<QWidget*> missed = expected;
            m_window->findChild<QAbstractButton*>(QStringLiteral("rail.%1").arg(id))->setFocus(Qt::TabFocusReason);
            for (int i = 0; i < 100 && !missed.isEmpty(); ++i) {
                missed.remove(QApplication::focusWidget());
                QTest::keyClick(QApplication::focusWidget(), forward ? Qt::Key_Tab : Qt::Key_Backtab);
            }
            QStringList names;
            for (const QWidget* widget : std::as_const(missed))
                names << widget->objectName() + QLatin1Char(' ') + QLatin1String(widget->metaObject()->className());
            QVERIFY2(missed.isEmpty(), qPrintable(names.join(QStringLiteral(", "))));
        }
    }

    void everyPlotHasASummary() {
        for (auto* widget : m_window->findChildren<QWidget*>()) {
            const auto* plot = dynamic_cast<const prososcope::widgets::PlotSummary*>(widget);
            if (plot == nullptr) {
                bool partOfOne = !widget->inherits("QCustomPlot");  // a plot inside a view that sums it up
                for (const auto* above = widget->parentWidget(); above != nullptr && !partOfOne; above = above->parentWidget())
                    partOfOne = dynamic_cast<const prososcope::widgets::PlotSummary*>(above) != nullptr;
                QVERIFY2(partOfOne, qPrintable(widget->objectName()));
                continue;
            }
            QCOMPARE(QAccessible::queryAccessibleInterface(widget)->role(), QAccessible::Chart);
        }
    }
};

QTEST_MAIN(TestWindowContract)
#include "TestWindowContract.moc"
