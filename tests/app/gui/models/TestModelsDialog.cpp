// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTextEdit>
#include <cmath>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/CommandsDialog.h"
#include "app/gui/MainWindow.h"
#include "app/gui/Pages.h"
#include "app/gui/StartOptions.h"
#include "app/gui/TextTable.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/PropertiesPanel.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/models/ModelFacts.h"
#include "app/gui/models/ModelImportDialog.h"
#include "app/gui/models/ModelsDialog.h"
#include "engine/core/Paths.h"
#include "tests/TestSupport.h"
#include "tests/app/gui/models/HubServer.h"
#include "tests/fixtures/EncoderFixture.h"
#include "widgets/PaneStack.h"

using namespace prososcope;
using namespace prososcope::gui;
using fixture::TinyHead;

namespace {

constexpr int kLong = 30000 * kPatience;

/// A window of its own workspace, as the program makes it.
struct Opened {
    explicit Opened(const QString& folder, const QString& hub = {})
        : workspace(folder + "/workspace"),
          window({.workspaceFolder = workspace,
                  .pages = standardPages(),
                  .settingsFile = toPath(folder + "/window.json"),
                  .restoreSession = true,
                  .hub = hub}) {
        window.show();
        window.finishStart();
    }
    ModelsDialog* models() {
        window.actions()->action("tools.models")->trigger();
        auto* dialog = window.findChild<ModelsDialog*>();
        return dialog != nullptr &&
                       QTest::qWaitFor([&] { return dialog->isIdle() && dialog->table()->model()->rowCount() > 0; }, kLong)
                   ? dialog
                   : nullptr;
    }
    bool drop(const QString& path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &enter);
        QDropEvent event(QPointF(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &event);
        return enter.isAccepted() && event.isAccepted();
    }
    QStringList inspectModels() {
        QStringList names;
        for (const auto& model : qobject_cast<InspectPage*>(window.page("inspect"))->models())
            names << QString::fromStdString(model.card.name);
        return names;
    }

    QString workspace;
    MainWindow window;
};

template <typename T>
T* child(QWidget* parent, const char* name) {
    auto* found = parent->findChild<T*>(QLatin1String(name));
    if (found == nullptr) qFatal("no %s", name);
    return found;
}

bool waitFor(ModelImportDialog* dialog) {
    return QTest::qWaitFor([&] { return !dialog->isBusy(); }, kLong);
}

void typeInto(QWidget* dialog, const char* name, const QString& text) {
    auto* field = child<QLineEdit>(dialog, name);
    field->setFocus();
    field->selectAll();
    QTest::keyClick(field, Qt::Key_Delete);
    QTest::keyClicks(field, text);
}

}  // namespace

class TestModelsDialog : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_place;
    int m_made = 0;

    QString fresh() {
        const QString folder = m_place.filePath(QString::number(++m_made));
        QDir().mkpath(folder);
        return folder;
    }
    QString tiny(const char* name, TinyHead head) {
        const QString folder = fresh() + "/" + name;
        if (!fixture::writeTinyModel(toPath(folder), head)) qFatal("no disk");
        return folder;
    }

private Q_SLOTS:
    void initTestCase() {
        for (const char* name : {"http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
            qunsetenv(name);
        qputenv("XDG_DATA_HOME", m_place.filePath("data").toUtf8());
    }

    void showsWhatThereIs() {
        Opened opened(fresh());
        auto* dialog = opened.models();
        QVERIFY(dialog != nullptr);
        QVERIFY(!dialog->isModal());
        QCOMPARE(dialog->current(), QString("emodb-4class"));
        QVERIFY(dialog->facts()->value("Classes").contains("angry"));
        QVERIFY(dialog->facts()->value("UAR").contains("CI"));
        QVERIFY(!child<QPushButton>(dialog, "removeModel")->isEnabled());  // it came with the program
        QVERIFY(!child<QPushButton>(dialog, "undoRemoveModel")->isVisible());
        for (auto* widget : dialog->findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith("qt_") ||
                dialog->table()->isAncestorOf(widget))
                continue;
            const auto* label = qobject_cast<QLabel*>(widget);
            if (label != nullptr && label->text().isEmpty() && label->isHidden()) continue;  // nothing was said yet
            const auto* face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(face != nullptr && !face->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName()));
        }
        // The same once more, not a second window.
        QCOMPARE(opened.models(), dialog);
        QTest::keyClick(dialog, Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        auto* commands = dialog->findChild<CommandsDialog*>();
        QVERIFY(commands != nullptr);
        QStringList lines;
        for (auto* line : commands->findChildren<QLineEdit*>()) lines << line->text();
        QVERIFY2(lines.filter("models show emodb-4class").size() == 1, qPrintable(lines.join('\n')));
    }

    void aDroppedFolderIsLookedAtAndImported() {
        Opened opened(fresh());
        auto* inspect = qobject_cast<InspectPage*>(opened.window.page("inspect"));
        opened.window.showPage("inspect");
        QTRY_VERIFY_WITH_TIMEOUT(inspect->models().size() == 1, kLong);
        QVERIFY(opened.drop(tiny("Feelings", TinyHead::Classification)));
        auto* dialog = opened.window.findChild<ModelsDialog*>();
        QVERIFY(dialog != nullptr && dialog->importDialog() != nullptr);
        auto* import = dialog->importDialog();
        QVERIFY(waitFor(import));
        QCOMPARE(import->problem(), QString());
        QCOMPARE(import->facts()->title(), QString("Feelings"));
        QCOMPARE(import->facts()->value("Classes"), QString("neutral, happy, angry, sad"));
        QCOMPARE(import->facts()->value("Licence"), QString("cc-by-4.0"));
        QCOMPARE(import->facts()->value("Family"), QString("wav2vec 2.0"));
        QVERIFY(!QFile::exists(opened.workspace + "/models/feelings.json"));  // only looked at
        QTest::mouseClick(import->goButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->importDialog() == nullptr, kLong);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->current(), QString("feelings"), kLong);
        QVERIFY(dialog->news().contains("feelings"));
        QTRY_VERIFY_WITH_TIMEOUT(opened.inspectModels().contains("feelings"), kLong);  // at once, without a change of page

        // Away with it by Del, and back by Ctrl+Z.
        dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        dialog->table()->setFocus();
        QTest::keyClick(dialog->table(), Qt::Key_Delete);
        QVERIFY(!QFile::exists(opened.workspace + "/models/feelings.safetensors"));
        QTRY_VERIFY_WITH_TIMEOUT(!opened.inspectModels().contains("feelings"), kLong);
        QVERIFY(child<QPushButton>(dialog, "undoRemoveModel")->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(dialog->table()->model()->rowCount(), 1, kLong);
        QTest::keyClick(dialog, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->current(), QString("feelings"), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(opened.inspectModels().contains("feelings"), kLong);
        QVERIFY(!child<QPushButton>(dialog, "undoRemoveModel")->isVisible());
    }

    /// Both kinds of head, dropped on the window and followed through a recording in Inspect.
    void whatIsDroppedIsUsedInInspect() {
        Opened opened(fresh());
        auto* inspect = qobject_cast<InspectPage*>(opened.window.page("inspect"));
        opened.window.showPage("inspect");
        auto* recording =
            inspect->openRecording(QString::fromStdString((core::resourceFolder() / "example" / "example.wav").string()));
        QTRY_VERIFY_WITH_TIMEOUT(recording->complete() && inspect->models().size() == 1, kLong);
        const auto dropAndChoose = [&](const QString& folder, const QString& name) {
            QVERIFY(opened.drop(folder));
            auto* dialog = opened.window.findChild<ModelsDialog*>();
            QVERIFY(dialog != nullptr && dialog->importDialog() != nullptr);
            QVERIFY(waitFor(dialog->importDialog()));
            QTest::mouseClick(dialog->importDialog()->goButton(), Qt::LeftButton);
            QTRY_VERIFY_WITH_TIMEOUT(opened.inspectModels().contains(name), kLong);
            QTest::mouseClick(child<QPushButton>(dialog, "closeModels"), Qt::LeftButton);
            QComboBox* models = nullptr;
            for (auto* box : inspect->properties()->findChildren<QComboBox*>())
                if (box->accessibleName() == QLatin1String("Model")) models = box;
            QVERIFY(models != nullptr);
            QTest::keyClick(models, Qt::Key_Home);
            for (int i = 0; i < models->count() && models->currentText() != name; ++i) QTest::keyClick(models, Qt::Key_Down);
            QCOMPARE(models->currentText(), name);
            QTRY_VERIFY_WITH_TIMEOUT(inspect->tracker()->model().card.name == name.toStdString() &&
                                         inspect->tracker()->track() && inspect->tracker()->track()->missing() == 0,
                                     2 * kLong);
        };
        const auto shown = [&] { return inspect->panes()->stack()->shownPanes(); };
        dropAndChoose(tiny("Feelings", TinyHead::Classification), "feelings");
        const auto track = inspect->tracker()->track();
        QCOMPARE(track->classes, (QStringList{"neutral", "happy", "angry", "sad"}));
        QVERIFY(track->rows.size() > 3);
        for (const auto& row : track->rows) {
            QCOMPARE(row.size(), std::size_t{4});
            QVERIFY(std::abs(row[0] + row[1] + row[2] + row[3] - 1.0F) < 1e-4F);
        }
        QVERIFY(shown().contains("emotion:1") && !shown().contains("dimensions:1"));
        QVERIFY(inspect->panes()->emotionPane()->name().contains("feelings"));
        dropAndChoose(tiny("Vad", TinyHead::Regression), "vad");
        const auto values = inspect->tracker()->track();
        QCOMPARE(values->dimensions, (QStringList{"arousal", "dominance", "valence"}));
        QVERIFY(values->dimensionRows.size() > 3);
        for (const auto& row : values->dimensionRows) QVERIFY(row.size() >= 3 && std::isfinite(row[0]));
        QTRY_VERIFY(shown().contains("dimensions:1") && !shown().contains("emotion:1"));
    }

    /// As wide as it opens: no column is out of sight, and no long word of the facts is cut.
    void everyColumnAndFactIsSeen() {
        Opened opened(fresh());
        QVERIFY(opened.drop(tiny("A-rather-long-name-of-a-model-with-everything-in-it", TinyHead::Classification)));
        auto* dialog = opened.window.findChild<ModelsDialog*>();
        QVERIFY(waitFor(dialog->importDialog()));
        QTest::mouseClick(dialog->importDialog()->goButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->importDialog() == nullptr && dialog->table()->model()->rowCount() == 2, kLong);
        const auto* table = dialog->table();
        const auto seen = [&] {
            const int last = table->model()->columnCount() - 1;
            return table->columnViewportPosition(last) + table->columnWidth(last) <= table->viewport()->width();
        };
        QTRY_VERIFY2(seen(), qPrintable(QString::number(table->viewport()->width())));
        dialog->resize(1100, 600);
        QTRY_VERIFY(seen());
        QTRY_VERIFY(dialog->facts()->value("Architecture").startsWith("Wav2Vec2For"));
        for (auto* text : dialog->facts()->findChildren<QTextEdit*>()) {
            const auto size = text->document()->size();
            QVERIFY2(size.height() <= text->height() + 1 && size.width() <= text->width() + 1, qPrintable(text->toPlainText()));
            QVERIFY(text->verticalScrollBar()->maximum() == 0);
        }
    }

    void aRegressionIsImportedByTheKeyboard() {
        const QString source = tiny("vad", TinyHead::Regression);
        Opened opened(fresh());
        auto* dialog = opened.models();
        QVERIFY(dialog != nullptr);
        child<QPushButton>(dialog, "importModel")->setFocus();
        QTest::keyClick(child<QPushButton>(dialog, "importModel"), Qt::Key_Space);
        auto* import = dialog->importDialog();
        QVERIFY(import != nullptr);
        QVERIFY(!import->goButton()->isEnabled());
        typeInto(import, "modelSource", source + "/nowhere");
        QVERIFY(waitFor(import));
        QVERIFY2(import->problem().contains("no folder or file"), qPrintable(import->problem()));
        QVERIFY(!import->goButton()->isEnabled());
        typeInto(import, "modelSource", source + "/model.safetensors");
        typeInto(import, "modelName", "emodb-4class");
        QVERIFY(waitFor(import));
        QVERIFY2(import->problem().contains("already"), qPrintable(import->problem()));
        QVERIFY(!import->goButton()->isEnabled());
        typeInto(import, "modelName", "my-vad");
        QVERIFY(waitFor(import));
        QCOMPARE(import->problem(), QString());
        QVERIFY(import->facts()->value("Dimensions").startsWith("arousal (0 to 1), dominance"));
        QTest::keyClick(child<QLineEdit>(import, "modelName"), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->current(), QString("my-vad"), kLong);
        QVERIFY(dialog->facts()->value("Note").contains(source));
        const auto entry = store::findModel("my-vad", toPath(opened.workspace + "/models"));
        PROSOSCOPE_VERIFY(entry);
        QCOMPARE(entry->card.dimensions.size(), std::size_t{3});
        QVERIFY(QString::fromStdString(entry->card.command).contains("models import"));
    }

    void theExampleIsHeard() {
        Opened opened(fresh());
        auto* dialog = opened.models();
        QVERIFY(dialog != nullptr);
        QTest::mouseClick(child<QPushButton>(dialog, "testModel"), Qt::LeftButton);
        QVERIFY(!child<QPushButton>(dialog, "testModel")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(!dialog->news().isEmpty(), 2 * kLong);
        for (const char* word : {"emodb-4class hears", "angry", "happy", "neutral", "sad"})
            QVERIFY2(dialog->news().contains(word), qPrintable(dialog->news()));
        // And stopped.
        QTest::mouseClick(child<QPushButton>(dialog, "testModel"), Qt::LeftButton);
        QTest::mouseClick(child<QPushButton>(dialog, "cancelModelWork"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isIdle(), 2 * kLong);
        QVERIFY2(dialog->news().contains("stopped") || dialog->news().contains("hears"), qPrintable(dialog->news()));
    }

    void anImportedModelRunsOnTheExample() {
        Opened opened(fresh());
        QVERIFY(opened.drop(tiny("runs", TinyHead::Classification)));
        auto* dialog = opened.window.findChild<ModelsDialog*>();
        QVERIFY(waitFor(dialog->importDialog()));
        QTest::mouseClick(dialog->importDialog()->goButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->current(), QString("runs"), kLong);
        QTest::mouseClick(child<QPushButton>(dialog, "testModel"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isIdle(), 2 * kLong);
        QVERIFY2(dialog->news().contains("runs hears") && dialog->news().contains("neutral"), qPrintable(dialog->news()));
    }

    void anImportedModelIsExported() {
        Opened opened(fresh());
        QVERIFY(opened.drop(tiny("goes", TinyHead::Classification)));
        auto* dialog = opened.window.findChild<ModelsDialog*>();
        QVERIFY(waitFor(dialog->importDialog()));
        QTest::mouseClick(dialog->importDialog()->goButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->current(), QString("goes"), kLong);
        QVERIFY(child<QPushButton>(dialog, "exportModel")->isEnabled());
        QTest::mouseClick(child<QPushButton>(dialog, "exportModel"), Qt::LeftButton);
        auto* asked = dialog->findChild<QFileDialog*>("modelExportFolder");
        QVERIFY(asked != nullptr);
        asked->close();
        QTemporaryDir folder;
        dialog->exportInto(folder.path());
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isIdle() && !dialog->news().isEmpty(), kLong);
        QVERIFY2(dialog->news().contains(folder.filePath("goes")), qPrintable(dialog->news()));
        for (const char* file : {"config.json", "model.safetensors", "README.md"})
            QVERIFY2(QFileInfo::exists(folder.filePath("goes") + "/" + file), file);
        dialog->exportInto(folder.path());  // it is there now
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isIdle() && dialog->news().contains("not empty"), kLong);
        dialog->choose("emodb-4class");
        QVERIFY(!child<QPushButton>(dialog, "exportModel")->isEnabled());  // no encoder that the layout knows
    }

    void aRepositoryIsFetchedAndImported() {
        HubServer server;
        server.addFolder(tiny("x", TinyHead::Classification));
        server.breakFile = "model.safetensors";
        server.breakAfter = 9000;
        Opened opened(fresh(), server.address());
        opened.window.actions()->action("file.importModel")->trigger();
        auto* dialog = opened.window.findChild<ModelsDialog*>();
        auto* import = dialog->importDialog();
        QVERIFY(import != nullptr);
        QVERIFY(!child<QLineEdit>(import, "modelHub")->isVisible());
        typeInto(import, "modelSource", "owner/tiny");
        QVERIFY(waitFor(import));
        QVERIFY(child<QLineEdit>(import, "modelHub")->isVisible());
        QCOMPARE(import->hub(), server.address());
        QCOMPARE(import->goButton()->text(), QString("Fetch"));
        QVERIFY(server.requests.isEmpty());  // nothing is asked before it is wanted
        QTest::mouseClick(import->goButton(), Qt::LeftButton);
        QVERIFY(waitFor(import));
        QVERIFY2(import->problem().contains("broke"), qPrintable(import->problem()));
        QVERIFY(!QFile::exists(opened.workspace + "/models/tiny.json"));
        server.breakFile.clear();
        QTest::mouseClick(import->goButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!import->facts()->value("Classes").isEmpty(), kLong);
        QCOMPARE(import->problem(), QString());
        QCOMPARE(import->goButton()->text(), QString("Import"));
        QTest::mouseClick(import->goButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->current(), QString("tiny"), kLong);
        QVERIFY2(dialog->facts()->value("Note").contains("owner/tiny at " + server.address()),
                 qPrintable(dialog->facts()->value("Note")));
        QVERIFY(!QFile::exists(opened.workspace + "/downloads/owner"));
    }

    void offlineAndCancelAreSaid() {
        HubServer server;
        server.addFolder(tiny("x", TinyHead::None));
        server.stallFile = "model.safetensors";
        Opened opened(fresh(), server.address());
        auto* dialog = opened.window.showModels();
        dialog->askImport("owner/tiny");
        auto* import = dialog->importDialog();
        QVERIFY(waitFor(import));
        QTest::mouseClick(import->goButton(), Qt::LeftButton);
        const QString part = opened.workspace + "/downloads/owner/tiny/model.safetensors.part";
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(part).size() > 0, kLong);
        QVERIFY(!child<QLineEdit>(import, "modelSource")->isEnabled());
        QTest::mouseClick(child<QPushButton>(import, "cancelModelImport"), Qt::LeftButton);
        QVERIFY(waitFor(import));
        QCOMPARE(import->problem(), QString());
        QVERIFY(QFile::exists(part));
        QVERIFY(child<QLineEdit>(import, "modelSource")->isEnabled());
        server.close();
        QTest::mouseClick(import->goButton(), Qt::LeftButton);
        QVERIFY(waitFor(import));
        QVERIFY2(import->problem().startsWith("No connection"), qPrintable(import->problem()));
        typeInto(import, "modelHub", "http://example.org");
        QVERIFY(waitFor(import));
        QVERIFY(import->problem().contains("https"));
        QVERIFY(!import->goButton()->isEnabled());
        QTest::keyClick(import, Qt::Key_Escape);
        QTRY_VERIFY(dialog->importDialog() == nullptr);
        QVERIFY(dialog->isVisible());
    }

    void theHubOfAStartIsChecked() {
        QCOMPARE(StartOptions::parse({"prososcope", "--hub", "https://hub.example.org"}).hub,
                 QString("https://hub.example.org"));
        const auto refused = StartOptions::parse({"prososcope", "--hub", "ftp://hub.example.org"});
        QCOMPARE(refused.exitCode, 2);
        QVERIFY(refused.answer.contains("https"));
    }
};

QTEST_MAIN(TestModelsDialog)
#include "TestModelsDialog.moc"
