// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QMenu>
#include <QMimeData>
#include <QUrl>

#include "FakeModel.h"
#include "app/gui/MainWindow.h"
#include "app/gui/MessageBar.h"
#include "app/gui/StartOptions.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::gui;

/// Recordings opened in the window in every way there is, the open ones listed and walked through.
class TestOpenRecordings : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
    InspectPage* m_page = nullptr;

    void makeWindow() {
        PageEntry entry{.id = "inspect",
                        .title = "Inspect",
                        .icon = "inspect",
                        .description = {},
                        .key = QKeySequence(Qt::ALT | Qt::Key_1),
                        .make = [](const PageContext& context, QWidget* parent) -> Page* {
                            return new InspectPage(context, fakeBackend(std::make_shared<FakeCalls>()), parent);
                        }};
        m_window = std::make_unique<MainWindow>(MainWindow::Options{.workspaceFolder = m_folder.filePath("workspace"),
                                                                    .pages = {entry},
                                                                    .settingsFile = toPath(m_folder.filePath("settings.json")),
                                                                    .restoreSession = false});
        m_window->show();
        m_window->finishStart();
        m_page = qobject_cast<InspectPage*>(m_window->page("inspect"));
    }
    [[nodiscard]] QString wav(const QString& name, int seconds = 1) const {
        const QString path = m_folder.filePath(name);
        audio::AudioClip clip{16000, {std::vector<float>(static_cast<std::size_t>(16000 * seconds), 0.1F)}};
        return audio::writeWav(toPath(path), clip) ? path : QString();
    }

    void drop(const QStringList& paths) {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& path : paths) urls << QUrl::fromLocalFile(path);
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &enter);
        QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &event);
    }
    void chooseInDialog(const QString& path) {
        m_window->actions()->action("file.open")->trigger();
        auto* dialog = m_window->findChild<QFileDialog*>();
        QVERIFY(dialog != nullptr);
        dialog->setDirectory(QFileInfo(path).path());
        Q_EMIT dialog->filesSelected({path});
        dialog->reject();
        QTRY_VERIFY(m_window->findChild<QFileDialog*>() == nullptr);
    }
    [[nodiscard]] QStringList messages() const { return m_window->findChild<MessageBar*>()->texts(); }

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_CACHE_HOME", m_folder.filePath("cache").toLocal8Bit()); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void theDialogShowsAllThatCanBeOpened() {
        m_window->actions()->action("file.open")->trigger();
        auto* dialog = m_window->findChild<QFileDialog*>();
        QVERIFY(dialog != nullptr);
        const QStringList filters = dialog->nameFilters();
        QCOMPARE(filters.size(), 5);
        for (const char* pattern :
             {"*.wav", "*.amr", "*.TextGrid", "*.eaf", "*.txt", "*.csv", "*.json", "*.prososcope-session"})
            QVERIFY2(filters[0].contains(QLatin1String(pattern)), pattern);
        QVERIFY(filters[1].contains("*.flac") && !filters[1].contains("*.eaf"));
        QVERIFY(filters[2].contains("*.eaf") && !filters[2].contains("*.wav"));
        QCOMPARE(dialog->selectedNameFilter(), filters[0]);
        dialog->reject();
        QTRY_VERIFY(m_window->findChild<QFileDialog*>() == nullptr);
    }

    void everyFormatInEveryWay_data() {
        QTest::addColumn<int>("way");
        QTest::newRow("drop") << 0;
        QTest::newRow("dialog") << 1;
        QTest::newRow("command line") << 2;
    }
    void everyFormatInEveryWay() {
        QFETCH(int, way);
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/formats");
        QFile table(QString::fromStdString((folder / "formats.csv").string()));
        QVERIFY(table.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(table.readAll()).split('\n', Qt::SkipEmptyParts);
        int opened = 0;
        int refused = 0;
        for (int i = 1; i < lines.size(); ++i) {
            const QStringList row = lines[i].split(',');
            const QString path = QString::fromStdString((folder / row[0].toStdString()).string());
            if (way == 0) {
                drop({path});
            } else if (way == 1) {
                chooseInDialog(path);
            } else {
                const auto options = StartOptions::parse({"prososcope", path});
                QCOMPARE(options.paths, QStringList{path});
                m_window->openPaths(options.paths);
            }
            if (row[1] != "ok") {
                QTRY_VERIFY2(m_page->current() == nullptr, qPrintable(row[0]));
                QTRY_VERIFY2(messages().join('\n').contains(row[0]), qPrintable(row[0]));
                ++refused;
                continue;
            }
            auto* recording = m_page->current();
            QVERIFY2(recording != nullptr, qPrintable(row[0]));
            QTRY_VERIFY2(recording->state() == RecordingModel::State::Open && recording->complete(), qPrintable(row[0]));
            QCOMPARE(recording->info().rateHz, row[4].toInt());
            QCOMPARE(recording->info().channels, row[5].toInt());
            const bool lossy = row[3] == "VORBIS" || row[3] == "OPUS" || row[3] == "MPEG_LAYER_III";
            QVERIFY2(std::abs(static_cast<double>(recording->info().frames) - row[6].toDouble()) <= (lossy ? 2304.0 : 0.0),
                     qPrintable(row[0]));
            if (!lossy)
                QVERIFY2(std::abs(static_cast<double>(recording->peaks()->largest()) - row[7].toDouble()) < 1e-6,
                         qPrintable(row[0]));
            m_page->closeDocument(0);
            ++opened;
        }
        QVERIFY(opened >= 35 && refused >= 3);
    }

    void namesInLettersOfTheWorld() {
        const QString path = wav(QString::fromUtf8("Gespräch №1 – 会話 🎙.wav"));
        drop({path});
        QTRY_VERIFY(m_page->current() != nullptr && m_page->current()->complete());
        QCOMPARE(m_page->current()->name(), QFileInfo(path).fileName());
        QVERIFY(m_window->recentFiles().contains(path));
    }

    void openRecordingsAreListedAndWalkedThrough() {
        const QStringList paths{wav("one.wav"), wav("two & a half.wav"), wav("three.wav")};
        for (const QString& path : paths) drop({path});
        QTRY_COMPARE(m_page->current()->path(), paths[2]);
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(m_page->current()->path(), paths[0]);
        QTest::keyClick(m_window.get(), Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(m_page->current()->path(), paths[1]);
        QTest::keyClick(m_window.get(), Qt::Key_Backtab, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClick(m_window.get(), Qt::Key_Backtab, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_page->current()->path(), paths[2]);
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        auto* list = m_window->findChild<QMenu*>("documents");
        QVERIFY(list != nullptr);
        QTRY_VERIFY(list->isVisible());
        QCOMPARE(list->actions().size(), 3);
        for (int i = 0; i < 3; ++i) QCOMPARE(list->actions().at(i)->toolTip(), paths[i]);
        QVERIFY(list->actions().at(2)->isChecked() && !list->actions().at(1)->isChecked());
        QTest::keyClick(list, Qt::Key_2);
        QTRY_COMPARE(m_page->current()->path(), paths[1]);
    }

    void aFileCutShortUnderneathIsTold() {
        // Longer than what is kept in memory, so that not all that is gone can have been read before.
        const QString path = wav("live.wav", 600);
        drop({path});
        QTRY_VERIFY(m_page->current() != nullptr && m_page->current()->complete());
        auto* recording = m_page->current();
        std::filesystem::resize_file(toPath(path), 44 + 2 * 16000 * 60);
        const auto told = [this] { return messages().join('\n').contains("live.wav"); };
        for (double start = 100.0; start < 600.0 && !told(); start += 25.0) {
            recording->view()->setRange(start, start + 1.0);
            QTRY_VERIFY(m_page->isIdle());
        }
        QVERIFY2(told(), qPrintable(messages().join('\n')));
        QCOMPARE(recording->state(), RecordingModel::State::Open);
        recording->view()->setRange(10.0, 11.0);
        QTRY_VERIFY(m_page->isIdle());
    }
};

QTEST_MAIN(TestOpenRecordings)
#include "TestOpenRecordings.moc"
