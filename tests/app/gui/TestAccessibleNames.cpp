// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>

#include "app/gui/KeyTable.h"
#include "app/gui/MainWindow.h"
#include "app/gui/Pages.h"
#include "app/gui/inspect/FigureDialog.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "tests/TestSupport.h"
#include "tests/app/gui/inspect/FakeModel.h"
#include "widgets/Accessible.h"

using namespace prososcope::gui;

/// Whoever reaches a widget with the keyboard hears what it is: everything that takes the focus has a name, in Inspect with
/// a recording open, and in the dialogs that belong to it.
class TestAccessibleNames : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    /// Parts of a control (a spin box's field, a list's header and viewport) speak through it.
    static bool isInner(const QWidget* widget) {
        for (const auto* above = widget->parentWidget(); above != nullptr; above = above->parentWidget()) {
            if (qobject_cast<const QAbstractSpinBox*>(above) != nullptr || qobject_cast<const QComboBox*>(above) != nullptr ||
                above->inherits("QComboBoxPrivateContainer") || qobject_cast<const QAbstractItemView*>(above) != nullptr ||
                qobject_cast<const QLineEdit*>(above) != nullptr)
                return true;
            if (above->isWindow()) return false;
        }
        return false;
    }

    static QStringList nameless(QWidget* root, int& named) {
        QStringList found;
        for (auto* widget : root->findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || isInner(widget) || qobject_cast<QMenu*>(widget) != nullptr ||
                widget->objectName().startsWith(QStringLiteral("qt_")))
                continue;
            auto* face = QAccessible::queryAccessibleInterface(widget);
            if (face == nullptr || face->text(QAccessible::Name).trimmed().isEmpty()) {
                found << QStringLiteral("%1 '%2' in %3")
                             .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                  QLatin1String(widget->parentWidget()->metaObject()->className()));
            } else {
                ++named;
            }
        }
        return found;
    }

private Q_SLOTS:
    void initTestCase() {
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toUtf8());
        QVERIFY(writeTone(toPath(m_folder.filePath("tone.wav")), 2.0));
        prososcope::widgets::installAccessibleFactory();
        m_window = std::make_unique<MainWindow>(
            MainWindow::Options{.workspaceFolder = m_folder.filePath(QStringLiteral("workspace")),
                                .pages = standardPages(),
                                .settingsFile = toPath(m_folder.filePath(QStringLiteral("window.json"))),
                                .restoreSession = true});
        m_window->show();
        m_window->finishStart();
        m_window->showPage(QStringLiteral("inspect"));
        auto* page = qobject_cast<InspectPage*>(m_window->page(QStringLiteral("inspect")));
        page->openRecording(m_folder.filePath("tone.wav"));
        QTRY_VERIFY(page->current() != nullptr && page->current()->complete());
    }
    void cleanupTestCase() { m_window.reset(); }

    void everythingInInspectHasAName() {
        int named = 0;
        const QStringList found = nameless(m_window->page(QStringLiteral("inspect")), named);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QStringLiteral("; "))));
        QVERIFY2(named > 15, qPrintable(QString::number(named)));
    }

    void everythingInTheFigureDialogHasAName() {
        m_window->actions()->action(QStringLiteral("file.exportFigure"))->trigger();
        auto* dialog = m_window->findChild<FigureDialog*>();
        QVERIFY(dialog != nullptr);
        int named = 0;
        const QStringList found = nameless(dialog, named);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QStringLiteral("; "))));
        QVERIFY(named >= 10);
        dialog->close();
    }

    void everythingInTheKeyTableHasAName() {
        m_window->actions()->action(QStringLiteral("help.keys"))->trigger();
        auto* table = m_window->findChild<KeyTable*>();
        QVERIFY(table != nullptr);
        int named = 0;
        const QStringList found = nameless(table, named);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QStringLiteral("; "))));
        QVERIFY(named >= 8);
        table->close();
    }
};

QTEST_MAIN(TestAccessibleNames)
#include "TestAccessibleNames.moc"
