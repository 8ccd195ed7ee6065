// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QApplication>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QMimeData>
#include <QProgressBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <fstream>
#include <thread>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/CommandPalette.h"
#include "app/gui/CommandsDialog.h"
#include "app/gui/KeyTable.h"
#include "app/gui/MainWindow.h"
#include "app/gui/MessageBar.h"
#include "app/gui/StatusLine.h"
#include "tests/TestSupport.h"
#include "widgets/Theme.h"

using namespace prososcope;
using namespace prososcope::gui;

namespace {

/// A page that remembers what it was asked, with a field and two buttons to focus.
class TestPage : public Page {
public:
    TestPage(QString id, QString suffix, const PageContext& context, QWidget* parent)
        : Page(parent), m_id(std::move(id)), m_suffix(std::move(suffix)) {
        auto* column = new QVBoxLayout(this);
        field = new QLineEdit;
        field->setAccessibleName(QStringLiteral("field"));
        button = new QToolButton;
        button->setAccessibleName(QStringLiteral("button"));
        button->setFocusPolicy(Qt::StrongFocus);
        column->addWidget(field);
        column->addWidget(button);
        context.actions->add({.id = m_id + QStringLiteral(".go"),
                              .menu = QStringLiteral("tools"),
                              .text = QStringLiteral("Go ") + m_id,
                              .description = QStringLiteral("Goes.")},
                             [this] { ++gone; });
    }
    [[nodiscard]] QString id() const override { return m_id; }
    [[nodiscard]] QString title() const override { return m_id; }
    [[nodiscard]] QString iconName() const override { return m_id; }
    bool openPaths(const QStringList& paths) override {
        if (!paths.constFirst().endsWith(m_suffix)) return false;
        opened << paths;
        return true;
    }
    [[nodiscard]] QJsonObject saveState() const override { return {{QStringLiteral("text"), field->text()}}; }
    void restoreState(const QJsonObject& state) override { field->setText(state.value(QStringLiteral("text")).toString()); }
    void activated() override { ++shown; }
    [[nodiscard]] QList<PageCommand> commands() const override {
        return {{QStringLiteral("Facts"), QStringLiteral("prososcope-cli info %1.wav").arg(m_id)}};
    }
    [[nodiscard]] QList<QWidget*> regions() override { return {field, button}; }
    void show(const QJsonObject& what) override { asked = what; }
    using Page::show;

    QStringList opened;
    QJsonObject asked;
    int gone = 0;
    int shown = 0;
    QLineEdit* field;
    QToolButton* button;

private:
    QString m_id;
    QString m_suffix;
};

PageEntry entry(const QString& id, int digit, const QString& suffix) {
    return {id,
            id,
            id,
            QStringLiteral("Shows %1.").arg(id),
            QKeySequence(Qt::ALT | (Qt::Key_0 + digit)),
            [id, suffix](const PageContext& context, QWidget* parent) -> Page* {
                return new TestPage(id, suffix, context, parent);
            }};
}

}  // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::filesystem::path settings() const { return toPath(m_folder.path()) / "window.json"; }
    std::unique_ptr<MainWindow> make() const {
        auto window = std::make_unique<MainWindow>(
            MainWindow::Options{.workspaceFolder = m_folder.path(),
                                .pages = {entry(QStringLiteral("inspect"), 1, QStringLiteral(".wav")),
                                          entry(QStringLiteral("train"), 3, QStringLiteral(".corpus"))},
                                .settingsFile = settings(),
                                .restoreSession = true});
        return window;
    }
    static TestPage* testPage(MainWindow& window, const QString& id) { return dynamic_cast<TestPage*>(window.page(id)); }
    static void shownAndActive(MainWindow& window) {
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
        QApplication::setActiveWindow(&window);
        QTRY_VERIFY(window.isActiveWindow());
    }

private Q_SLOTS:
    void init() { std::filesystem::remove(settings()); }

    void onlyTheFirstPageIsMadeBeforeThePaint() {
        auto window = make();
        QVERIFY(window->findChild<QWidget*>(QStringLiteral("page.inspect")) != nullptr);
        QVERIFY(window->findChild<QWidget*>(QStringLiteral("page.train")) == nullptr);
        QSignalSpy painted(window.get(), &MainWindow::firstPainted);
        shownAndActive(*window);
        QTRY_COMPARE(painted.size(), 1);
        window->finishStart();
        QVERIFY(window->findChild<QWidget*>(QStringLiteral("page.train")) != nullptr);
        window->update();
        QTest::qWait(20);
        QCOMPARE(painted.size(), 1);
    }

    void altDigitsSwitchPages() {
        auto window = make();
        shownAndActive(*window);
        QCOMPARE(window->currentPage(), QStringLiteral("inspect"));
        QTest::keyClick(window.get(), Qt::Key_3, Qt::AltModifier);
        QCOMPARE(window->currentPage(), QStringLiteral("train"));
        auto* button = window->findChild<QAbstractButton*>(QStringLiteral("rail.train"));
        QVERIFY(button != nullptr && button->isChecked());
        QTest::keyClick(window.get(), Qt::Key_1, Qt::AltModifier);
        QCOMPARE(window->currentPage(), QStringLiteral("inspect"));
        QVERIFY(!button->isChecked());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(window->currentPage(), QStringLiteral("train"));
        QVERIFY(testPage(*window, QStringLiteral("train"))->shown == 2);
        QVERIFY(window->actions()->action(QStringLiteral("view.train"))->isChecked());
    }

    void railIsWideEnough() {
        auto window = make();
        shownAndActive(*window);
        const auto* rail = window->findChild<QWidget*>(QStringLiteral("rail"));
        QVERIFY(rail->width() >= 56);
        for (const auto* button : rail->findChildren<QAbstractButton*>()) {
            const QFontMetrics metrics(widgets::Theme::instance().font(widgets::Theme::Size::Small, true));
            QVERIFY(metrics.horizontalAdvance(button->text()) <= button->width());
        }
    }

    void f6CyclesThroughTheRegions() {
        auto window = make();
        shownAndActive(*window);
        auto* page = testPage(*window, QStringLiteral("inspect"));
        page->field->setFocus();
        QTest::keyClick(window.get(), Qt::Key_F6);
        QVERIFY(page->button->hasFocus());
        QTest::keyClick(window.get(), Qt::Key_F6);  // the status line has nothing to focus now
        QVERIFY(window->findChild<QWidget*>(QStringLiteral("rail.inspect"))->hasFocus());
        QTest::keyClick(window.get(), Qt::Key_F6);
        QVERIFY(page->field->hasFocus());
        QTest::keyClick(window.get(), Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(window->findChild<QWidget*>(QStringLiteral("rail.inspect"))->hasFocus());
        QTest::keyClick(window.get(), Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(page->button->hasFocus());
    }

    void paletteFindsAndRuns() {
        auto window = make();
        shownAndActive(*window);
        auto* page = testPage(*window, QStringLiteral("inspect"));
        page->field->setFocus();
        QTest::keyClick(window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        auto* palette = window->findChild<CommandPalette*>();
        QVERIFY(palette->isVisible());
        auto* field = palette->findChild<QLineEdit*>();
        QVERIFY(field->hasFocus());
        auto* list = palette->findChild<QListView*>();
        QCOMPARE(list->model()->rowCount(), static_cast<int>(window->actions()->specs().size()));
        QTest::keyClicks(field, QStringLiteral("go insp"));
        QCOMPARE(list->model()->rowCount(), 1);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(page->gone, 1);
        QVERIFY(!palette->isVisible());
        QVERIFY(page->field->hasFocus());
        // keys are found too, Down chooses, Escape closes without running
        QTest::keyClick(window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClicks(field, QStringLiteral("alt+3"));
        QCOMPARE(list->currentIndex().data(ActionModel::kIdRole).toString(), QStringLiteral("view.train"));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
        QCOMPARE(window->currentPage(), QStringLiteral("inspect"));
        QVERIFY(page->field->text().isEmpty());
        QTest::keyClick(window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClick(field, Qt::Key_Down);
        QCOMPARE(list->currentIndex().row(), 1);
        QTest::keyClicks(field, QStringLiteral("nothing has this name"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(palette->isVisible());
        QTest::keyClick(field, Qt::Key_Escape);
    }

    void keyTableListsAllAndSearches() {
        auto window = make();
        shownAndActive(*window);
        QTest::keyClick(window.get(), Qt::Key_F2);
        auto* table = window->findChild<KeyTable*>();
        QVERIFY(table != nullptr && table->isVisible() && !table->isModal());
        auto* view = table->findChild<QTableView*>();
        QCOMPARE(view->model()->rowCount(), static_cast<int>(window->actions()->specs().size()));
        QTest::keyClicks(table->findChild<QLineEdit*>(), QStringLiteral("F11"));
        QCOMPARE(view->model()->rowCount(), 1);
        table->close();
    }

    void theCommandsOfThePageShown() {
        auto window = make();
        shownAndActive(*window);
        QTest::keyClick(window.get(), Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        auto* dialog = window->findChild<CommandsDialog*>();
        QVERIFY(dialog != nullptr && dialog->isVisible() && !dialog->isModal());
        const auto fields = dialog->findChildren<QLineEdit*>();
        QCOMPARE(fields.size(), 1);
        QCOMPARE(fields[0]->text(), QString("prososcope-cli info inspect.wav"));
        window->showPage(QStringLiteral("train"));
        QTest::keyClick(window.get(), Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(window->findChildren<CommandsDialog*>().size(), 1);  // the earlier one is gone
        QCOMPARE(window->findChild<CommandsDialog*>()->findChild<QLineEdit*>()->text(),
                 QString("prososcope-cli info train.wav"));
    }

    void dropsGoToThePageThatTakesThem() {
        auto window = make();
        shownAndActive(*window);
        window->showPage(QStringLiteral("train"));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/ä b.wav"))});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window.get(), &drop);
        QCOMPARE(testPage(*window, QStringLiteral("inspect"))->opened, QStringList{QStringLiteral("/tmp/ä b.wav")});
        QCOMPARE(window->currentPage(), QStringLiteral("inspect"));
        QCOMPARE(window->recentFiles(), QStringList{QStringLiteral("/tmp/ä b.wav")});
        window->openPaths({QStringLiteral("/tmp/x.unknown")});
        const QStringList messages = window->findChild<MessageBar*>()->texts();
        QCOMPARE(messages.size(), 1);
        QVERIFY(messages.front().contains(QStringLiteral("/tmp/x.unknown")));
        QCOMPARE(window->recentFiles().size(), 1);
        QMimeData text;
        text.setText(QStringLiteral("hello"));
        QDragEnterEvent other(QPoint(5, 5), Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
        other.setAccepted(false);
        QApplication::sendEvent(window.get(), &other);
        QVERIFY(!other.isAccepted());
    }

    void pagesOpenEachOther() {
        auto window = make();
        auto* inspect = testPage(*window, QStringLiteral("inspect"));
        const QJsonObject what{{QStringLiteral("run"), 12}};
        Q_EMIT inspect->openRequested(QStringLiteral("train"), what);
        QCOMPARE(window->currentPage(), QStringLiteral("train"));
        QCOMPARE(testPage(*window, QStringLiteral("train"))->asked, what);
        Q_EMIT inspect->openRequested(QStringLiteral("nowhere"), what);
        QCOMPARE(window->currentPage(), QStringLiteral("train"));
    }

    void stateComesBack() {
        {
            auto window = make();
            shownAndActive(*window);
            testPage(*window, QStringLiteral("inspect"))->field->setText(QStringLiteral("kept"));
            window->openPaths({QStringLiteral("/tmp/a.wav")});
            window->showPage(QStringLiteral("train"));
            window->resize(1111, 777);
            window->actions()->action(QStringLiteral("view.theme.dark"))->trigger();
            window->close();
        }
        widgets::Theme::instance().choose(widgets::Theme::Choice::Light);
        auto window = make();
        QCOMPARE(window->currentPage(), QStringLiteral("train"));
        QCOMPARE(window->size(), QSize(1111, 777));
        QCOMPARE(testPage(*window, QStringLiteral("inspect"))->field->text(), QStringLiteral("kept"));
        QCOMPARE(window->recentFiles(), QStringList{QStringLiteral("/tmp/a.wav")});
        QVERIFY(widgets::Theme::instance().isDark());
        QVERIFY(window->actions()->action(QStringLiteral("view.theme.dark"))->isChecked());
        QVERIFY(window->hasSession());
        widgets::Theme::instance().choose(widgets::Theme::Choice::Light);
    }

    void damagedSettingsAreIgnored_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut short") << QByteArray("{\"page\": \"tra");
        QTest::newRow("a list") << QByteArray("[1, 2]");
        QTest::newRow("bytes") << QByteArray("\xff\xfe\x00\x01", 4);
        QTest::newRow("wrong types") << QByteArray(
            R"({"page": 7, "geometry": [], "recent": {"a": 1}, "pages": "x", "theme": 3, "systemDark": "no"})");
        QTest::newRow("unknown page") << QByteArray(R"({"page": "live", "pages": {"live": {"a": 1}}})");
    }
    void damagedSettingsAreIgnored() {
        QFETCH(QByteArray, content);
        std::ofstream(settings(), std::ios::binary) << content.toStdString();
        auto window = make();
        QCOMPARE(window->currentPage(), QStringLiteral("inspect"));
        QVERIFY(window->recentFiles().isEmpty());
        window->saveSettings();
        SettingsFile(settings()).flush();
    }

    void unknownSettingsAreKept() {
        std::ofstream(settings()) << R"({"later": {"x": 1}, "pages": {"live": {"source": "mic"}}})";
        {
            auto window = make();
            window->saveSettings();
        }
        const QJsonObject kept = SettingsFile(settings()).load();
        QCOMPARE(kept.value(QStringLiteral("later")).toObject().value(QStringLiteral("x")).toInt(), 1);
        QVERIFY(kept.value(QStringLiteral("pages")).toObject().contains(QStringLiteral("live")));
    }

    void statusLineShowsTheJobAndCancelsIt() {
        auto window = make();
        shownAndActive(*window);
        auto* status = window->findChild<StatusLine*>();
        auto* cancel = status->findChild<QToolButton*>(QStringLiteral("status.cancel"));
        QVERIFY(!cancel->isVisible());
        bool stopped = false;
        window->engine()->enqueue(
            QStringLiteral("emodb-loso"), this,
            [](core::Progress& progress) -> core::Result<std::any> {
                progress.report(0.42, {"fold 4"});
                while (!progress.stopRequested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
                return core::cancelled();
            },
            [&](core::Result<std::any> result) { stopped = !result.has_value(); });
        QTRY_COMPARE(status->findChild<QProgressBar*>()->value(), 420);
        QVERIFY(status->jobText().contains(QStringLiteral("emodb-loso")) &&
                status->jobText().contains(QStringLiteral("fold 4")));
        QVERIFY(cancel->isVisible());
        QVERIFY(!window->isIdle());
        QTest::mouseClick(cancel, Qt::LeftButton);
        QVERIFY(!cancel->isEnabled());  // answered at once
        QTRY_VERIFY(stopped);
        QVERIFY(!cancel->isVisible());
        Q_EMIT window->page(QStringLiteral("inspect"))->statusChanged(QStringLiteral("0:01.780"));
        QVERIFY(status->findChildren<QLabel*>().front()->text().contains(QStringLiteral("0:01.780")));
        window->showPage(QStringLiteral("train"));
        QVERIFY(status->findChildren<QLabel*>().front()->text().isEmpty());
    }

    void remainingTimeReadsWell() {
        QCOMPARE(StatusLine::remainingText(-1.0), QString());
        QCOMPARE(StatusLine::remainingText(0.2), QStringLiteral("1 s left"));
        QCOMPARE(StatusLine::remainingText(40.0), QStringLiteral("40 s left"));
        QCOMPARE(StatusLine::remainingText(370.0), QStringLiteral("6 min left"));
        QCOMPARE(StatusLine::remainingText(4800.0), QStringLiteral("1 h 20 min left"));
    }

    void messagesAreFewAndErrorsStay() {
        MessageBar bar;
        QVERIFY(!bar.isVisible());
        bar.show(QStringLiteral("error one"), true);
        bar.show(QStringLiteral("error one"), true);
        QCOMPARE(bar.texts().size(), 1);
        bar.show(QStringLiteral("remark"), false);
        bar.show(QStringLiteral("error two"), true);
        bar.show(QStringLiteral("error three"), true);
        QCOMPARE(bar.texts(),
                 (QStringList{QStringLiteral("error one"), QStringLiteral("error two"), QStringLiteral("error three")}));
        QTest::qWait(20);
        for (auto* button : bar.findChildren<QToolButton*>()) button->click();
        QVERIFY(bar.texts().isEmpty());
        QVERIFY(!bar.isVisible());
    }

    void fullScreenGoesAndComesBack() {
        auto window = make();
        shownAndActive(*window);
        QTest::keyClick(window.get(), Qt::Key_F11);
        QVERIFY(window->isFullScreen());
        QTest::keyClick(window.get(), Qt::Key_F11);
        QVERIFY(!window->isFullScreen());
    }

    void quitStaysLastInItsMenu() {
        auto window = make();
        window->actions()->add({.id = QStringLiteral("file.export"),
                                .menu = QStringLiteral("file"),
                                .text = QStringLiteral("Export"),
                                .description = QStringLiteral("Exports.")},
                               {});
        const auto* file = window->findChild<QMenu*>(QStringLiteral("menu.file"));
        QCOMPARE(file->actions().constLast()->objectName(), QStringLiteral("file.quit"));
        QVERIFY(file->actions().at(file->actions().size() - 2)->isSeparator());
        const auto* edit = window->findChild<QMenu*>(QStringLiteral("menu.edit"));
        QVERIFY(!edit->menuAction()->isVisible());  // nothing empty is shown
    }
};

QTEST_MAIN(TestMainWindow)
#include "TestMainWindow.moc"
