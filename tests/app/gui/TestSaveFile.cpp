// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

#include "app/gui/PageParts.h"
#include "app/gui/SaveFile.h"
#include "app/gui/SentenceRow.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::gui;

/// Asking for a file, writing it, and the small parts that pages share.
class TestSaveFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void theEndingFollowsTheFilter() {
        QWidget parent;
        QStringList chosen;
        askSaveFile(&parent, "Save", {"PNG picture (*.png)", "Tables (*.csv)"}, m_folder.filePath("map"),
                    [&](const QString& file) { chosen << file; });
        auto* dialog = parent.findChild<QFileDialog*>();
        QVERIFY(dialog != nullptr);
        dialog->setOption(QFileDialog::DontUseNativeDialog);
        QCOMPARE(dialog->defaultSuffix(), QString("png"));
        QCOMPARE(dialog->selectedFiles(), QStringList{m_folder.filePath("map.png")});
        dialog->selectNameFilter("Tables (*.csv)");
        Q_EMIT dialog->filterSelected("Tables (*.csv)");
        QCOMPARE(dialog->selectedFiles(), QStringList{m_folder.filePath("map.csv")});
        QVERIFY(chosen.isEmpty());
        QMetaObject::invokeMethod(dialog, "accept");
        QCOMPARE(chosen, QStringList{m_folder.filePath("map.csv")});
    }

    void whatIsMadeIsWritten() {
        Loader loader;
        QStringList problems;
        const auto told = [&](const QString& problem) { problems << problem; };
        const QString file = m_folder.filePath("a.txt");
        saveFile(
            loader, file, []() -> core::Result<QByteArray> { return QByteArray("one\0two", 7); }, told);
        QTRY_COMPARE(problems, QStringList{QString()});
        QCOMPARE(core::readFile(toPath(file)).value(), std::string("one\0two", 7));
        // What cannot be made leaves the file as it was.
        saveFile(
            loader, file, []() -> core::Result<QByteArray> { return core::cancelled(); }, told);
        QTRY_COMPARE(problems.size(), 2);
        QVERIFY(!problems[1].isEmpty());
        QCOMPARE(core::readFile(toPath(file)).value(), std::string("one\0two", 7));
        // A file stands in the way of a folder.
        saveFile(
            loader, file + "/b.txt", []() -> core::Result<QByteArray> { return QByteArray("x"); }, told);
        QTRY_COMPARE(problems.size(), 3);
        QVERIFY(problems[2].contains("b.txt"));
    }

    void aSentenceIsCopied() {
        SentenceRow row("said", "Copies", nullptr);
        row.show();
        auto* button = row.findChild<QPushButton*>("copySaid");
        QVERIFY(button != nullptr && !button->isVisible() && !row.copy());
        row.setText("Units count.");
        QVERIFY(button->isVisible());
        QSignalSpy wished(&row, &SentenceRow::copyRequested);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(wished.count(), 1);
        QVERIFY(row.copy());
        QCOMPARE(row.text(), QString("Units count."));
        QCOMPARE(QGuiApplication::clipboard()->text(), QString("Units count."));
    }

    void textKeepsItsLastInk() {
        QLabel label("words");
        paintText(&label, widgets::Ink::Muted);
        paintText(&label, widgets::Ink::Error);
        auto& theme = widgets::Theme::instance();
        const QColor before = theme.color(widgets::Ink::Error);
        QCOMPARE(label.palette().color(QPalette::WindowText), before);
        const bool dark = theme.isDark();
        theme.choose(dark ? widgets::Theme::Choice::Light : widgets::Theme::Choice::Dark);
        QVERIFY(theme.color(widgets::Ink::Error) != before);
        QCOMPARE(label.palette().color(QPalette::WindowText), theme.color(widgets::Ink::Error));
        theme.choose(widgets::Theme::Choice::System);
    }
};

QTEST_MAIN(TestSaveFile)
#include "TestSaveFile.moc"
