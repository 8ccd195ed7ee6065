// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QDialogButtonBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/TextTable.h"
#include "app/gui/train/ImportColumns.h"
#include "app/gui/train/ImportDialog.h"
#include "app/gui/train/ImportSettings.h"
#include "app/gui/train/TrainPage.h"
#include "engine/corpus/Layouts.h"
#include "engine/store/Workspace.h"
#include "tests/engine/corpus/CorpusTestSupport.h"

using namespace prososcope;
using namespace prososcope::gui;

namespace {

constexpr int kLong = 10000 * kPatience;

/// A table whose columns are to be guessed: two speak for themselves, one by its values, one is wrong.
void writeTable(const std::filesystem::path& folder) {
    std::string text = "file;Sprecher;mood;note;score\n";
    const char* const moods[] = {"wut", "freude", "wut"};
    for (int i = 0; i < 6; ++i) {
        const std::string name = "a" + std::to_string(i) + ".wav";
        writeClip(folder / name, i);
        text += name + ";s" + std::to_string(i % 2) + ";" + moods[i % 3] + ";x" + std::to_string(i) + ";" +
                std::to_string(1 + i % 5) + "\n";
    }
    writeText(folder / "list.csv", text);
}

struct Shown {
    explicit Shown(const std::filesystem::path& workspace)
        : dialog(QString::fromStdString(workspace.string())), wanted(&dialog, &ImportDialog::importRequested) {
        dialog.show();
    }
    bool look() {
        return QTest::qWaitFor([&] { return !dialog.isLooking(); }, kLong);
    }
    bool take(const std::filesystem::path& path) {
        auto* field = dialog.findChild<QLineEdit*>("importPath");
        field->selectAll();
        QTest::keyClicks(field, QString::fromStdString(path.string()));
        return look();
    }
    bool choose(const char* layout) {
        dialog.layouts()->setCurrentIndex(dialog.layouts()->findData(QString::fromLatin1(layout)));
        return look();
    }
    /// Chooses what a column holds, as a person does.
    bool correct(const QString& column, const QString& field) {
        QComboBox* box = dialog.columns()->box(column);
        if (box == nullptr) return false;
        box->setFocus();
        const int step = box->findData(field) < box->currentIndex() ? Qt::Key_Up : Qt::Key_Down;
        while (box->currentData().toString() != field) QTest::keyClick(box, static_cast<Qt::Key>(step));
        return look();
    }
    bool type(const char* setting, const QString& text) {
        auto* field = qobject_cast<QLineEdit*>(dialog.setting(QString::fromLatin1(setting)));
        if (field == nullptr) return false;
        field->selectAll();
        QTest::keyClicks(field, text);
        return look();
    }

    ImportDialog dialog;
    QSignalSpy wanted;
};

}  // namespace

class TestImportDialog : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_place;
    int m_made = 0;
    std::filesystem::path fresh() {
        const auto folder = toPath(m_place.filePath(QString::number(++m_made)));
        std::filesystem::create_directories(folder);
        return folder;
    }

private Q_SLOTS:
    void aFolderIsRecognisedByItself() {
        const auto folder = fresh() / "Speech";
        writeClip(folder / "a.wav");
        writeClip(folder / "b.wav", 1);
        writeText(folder / "manifest.csv", "path,speaker,emotion\na.wav,s1,angry\nb.wav,s2,sad\nc.wav,s2,sad\n");
        Shown shown(fresh());
        QVERIFY(!shown.dialog.importButton()->isEnabled());
        QVERIFY(shown.take(folder));
        QVERIFY2(shown.dialog.importButton()->isEnabled(), qPrintable(shown.dialog.problem()));
        QCOMPARE(shown.dialog.layouts()->itemText(0), QString("Automatic: manifest.csv"));
        QCOMPARE(
            shown.dialog.summary(),
            QString("3 utterances, 2 speakers: angry 1, sad 2. The recordings of 1 of them are not there; they are left out."));
        QCOMPARE(shown.dialog.rows()->model()->rowCount(), 3);
        QCOMPARE(shown.dialog.rows()->model()->index(1, 1).data().toString(), QString("sad"));
        QVERIFY(!shown.dialog.columns()->isVisible());
        QTest::keyClicks(shown.dialog.findChild<QLineEdit*>("importName"), "mine");
        QVERIFY(shown.look());
        QTest::mouseClick(shown.dialog.importButton(), Qt::LeftButton);
        QCOMPARE(shown.wanted.count(), 1);
        QCOMPARE(shown.wanted.first().at(0).toString(), QString::fromStdString(folder.string()));
        QCOMPARE(shown.dialog.look().options.name, std::string("mine"));
        QVERIFY(!shown.dialog.isVisible());
    }

    void columnsAreGuessedAndCorrected() {
        const auto folder = fresh();
        writeTable(folder);
        Shown shown(fresh());
        QVERIFY(shown.take(folder / "list.csv"));
        auto* columns = shown.dialog.columns();
        QVERIFY(columns->isVisible());
        QCOMPARE(columns->box("file")->currentData().toString(), QString("path"));
        QCOMPARE(columns->box("Sprecher")->currentData().toString(), QString("speaker"));
        QCOMPARE(columns->box("mood")->currentData().toString(), QString("emotion"));
        QCOMPARE(columns->box("score")->currentText(), QString("a further number"));
        QVERIFY(columns->settings().empty());
        QVERIFY(!columns->box("note")->accessibleName().isEmpty());
        // Another column is the class; the one that was is not read any more.
        QVERIFY(shown.correct("note", "emotion"));
        QCOMPARE(columns->box("mood")->currentData().toString(), QString());
        QVERIFY2(shown.dialog.summary().contains("x0 1"), qPrintable(shown.dialog.summary()));
        QCOMPARE(columns->settings(), (std::map<std::string, std::string>{{"emotion", "note"}}));
        QVERIFY(shown.correct("mood", "emotion"));
        QVERIFY(columns->settings().empty());
        QVERIFY(shown.correct("score", "valence"));
        QVERIFY(shown.type("scale", "valence=0:10"));
        QVERIFY2(shown.dialog.importButton()->isEnabled(), qPrintable(shown.dialog.problem()));
        QVERIFY(shown.type("map", "wut=bored"));
        QVERIFY2(shown.dialog.summary().contains("bored 4"), qPrintable(shown.dialog.summary()));
        QTest::mouseClick(shown.dialog.importButton(), Qt::LeftButton);
        QCOMPARE(shown.wanted.count(), 1);
        const auto& options = shown.dialog.look().options;
        QCOMPARE(options.layout, std::string("csv"));
        QCOMPARE(options.settings,
                 (std::map<std::string, std::string>{
                     {"file", "list.csv"}, {"map", "wut=bored"}, {"scale", "valence=0:10"}, {"valence", "score"}}));
        core::Progress silent;
        const auto corpus = corpus::importCorpus(folder, options, silent);
        PROSOSCOPE_VERIFY(corpus);
        QCOMPARE(corpus->utterances.size(), std::size_t{6});
        QCOMPARE(corpus->utterances[0].emotion, std::string("bored"));
        QCOMPARE(*corpus->utterances[1].valence, 2.0);
        QCOMPARE(corpus->scales.at("valence").high, 10.0);
    }

    void aTableOfUnknownColumnsIsToldWhatItHolds() {
        const auto folder = fresh();
        writeClip(folder / "one.wav");
        writeClip(folder / "two.wav", 1);
        writeText(folder / "t.tsv", "q\tw\none\tblau\ntwo\trot\n");
        Shown shown(fresh());
        QVERIFY(shown.take(folder / "t.tsv"));
        QVERIFY(!shown.dialog.importButton()->isEnabled());
        QVERIFY2(shown.dialog.problem().contains("recordings"), qPrintable(shown.dialog.problem()));
        QVERIFY(shown.dialog.columns()->isVisible());
        QVERIFY(shown.correct("q", "path"));
        QVERIFY(shown.correct("w", "emotion"));
        QVERIFY2(shown.dialog.importButton()->isEnabled(), qPrintable(shown.dialog.problem()));
        QCOMPARE(shown.dialog.summary(), QString("2 utterances, 0 speakers: blau 1, rot 1."));
        // Another table has other columns.
        const auto other = fresh();
        writeTable(other);
        QVERIFY(shown.take(other / "list.csv"));
        QVERIFY(shown.dialog.columns()->settings().empty());
        QVERIFY(shown.dialog.columns()->box("q") == nullptr);
    }

    void aPatternIsTriedAsItIsTyped() {
        const auto folder = fresh();
        for (const char* name : {"03_W.wav", "08_F.wav", "hello.wav"}) writeClip(folder / name);
        Shown shown(fresh());
        QVERIFY(shown.take(folder));
        QVERIFY(!shown.dialog.problem().isEmpty());  // no layout fits
        QVERIFY(shown.choose("pattern"));
        QVERIFY(shown.dialog.problem().contains("pattern"));
        QVERIFY(shown.type("pattern", "(?<speaker>\\d+"));
        QVERIFY(!shown.dialog.problem().isEmpty());
        QVERIFY(!shown.dialog.importButton()->isEnabled());
        QVERIFY(shown.type("pattern", "(?<speaker>\\d+)_(?<emotion>[A-Z])"));
        QVERIFY2(shown.dialog.summary().startsWith("2 of 3 names fit. 2 utterances, 2 speakers: F 1, W 1."),
                 qPrintable(shown.dialog.summary()));
        auto* model = shown.dialog.rows()->model();
        QCOMPARE(model->rowCount(), 3);
        QCOMPARE(model->index(0, 0).data().toString(), QString("hello.wav"));  // what does not fit comes first
        QCOMPARE(model->index(0, 1).data().toString(), QString("no"));
        QCOMPARE(model->headerData(2, Qt::Horizontal).toString(), QString("speaker"));
        QCOMPARE(model->index(2, 3).data().toString(), QString("F"));
        QVERIFY(shown.type("map", "W=angry,F=happy"));
        QVERIFY(shown.dialog.summary().contains("angry 1, happy 1"));
        QVERIFY(shown.type("pattern", "(?<speaker>zzz)"));
        QVERIFY(shown.dialog.problem().contains("fits no recording"));
        QVERIFY(!shown.dialog.importButton()->isEnabled());
    }

    void wrongPathsAreNamed() {
        const auto folder = fresh();
        writeText(folder / "notes.txt", "x");
        writeText(folder / "list.csv", "file,emotion\ngone.wav,angry\n");
        Shown shown(fresh());
        QVERIFY(shown.take(folder / "nowhere"));
        QVERIFY2(shown.dialog.problem().contains("There is no folder"), qPrintable(shown.dialog.problem()));
        QVERIFY(shown.take(folder / "notes.txt"));
        QVERIFY(shown.dialog.problem().contains("no table"));
        QVERIFY(shown.take(folder / "list.csv"));
        QVERIFY(shown.dialog.problem().contains("None of the recordings"));
        for (int i = 0; i < 2; ++i) QTest::keyClick(&shown.dialog, Qt::Key_Return);
        QVERIFY(shown.wanted.isEmpty());
        QTest::mouseClick(shown.dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Cancel), Qt::LeftButton);
        QVERIFY(!shown.dialog.isVisible());
        QVERIFY(shown.wanted.isEmpty());
    }

    void manyFilesDoNotStopTheWindow() {
        const auto folder = fresh();
        for (int i = 0; i < 3000; ++i)
            QVERIFY(QFile(QString::fromStdString(
                              (folder / ("s" + std::to_string(i % 10) + "_" + std::to_string(i) + ".wav")).string()))
                        .open(QIODevice::WriteOnly));
        Shown shown(fresh());
        QVERIFY(shown.take(folder));
        QVERIFY(shown.choose("pattern"));
        auto* field = qobject_cast<QLineEdit*>(shown.dialog.setting("pattern"));
        qint64 longest = 0;
        QElapsedTimer timer;
        for (const QChar letter : QStringLiteral("(?<speaker>s\\d)_")) {
            timer.start();
            QTest::keyClick(field, letter.toLatin1());
            QTest::qWait(5);
            longest = std::max(longest, timer.elapsed());
        }
        QVERIFY(shown.look());
        QVERIFY2(shown.dialog.summary().startsWith(QLocale().toString(3000) + " of "), qPrintable(shown.dialog.summary()));
        QVERIFY2(longest < 200 * kPatience, qPrintable(QString::number(longest)));
        // Left while it looks.
        QTest::keyClick(field, ' ');
        shown.dialog.reject();
    }

    void everySettingHasWords() {
        for (const auto& layout : corpus::allLayouts()) {
            QVERIFY(!layoutTitle(layout.name).isEmpty());
            for (const auto key : layout.settings) QVERIFY(!importSetting(layout.name, key).title.isEmpty());
        }
        Shown shown(fresh());
        for (int i = 1; i < shown.dialog.layouts()->count(); ++i) {
            shown.dialog.layouts()->setCurrentIndex(i);
            for (const QWidget* field : shown.dialog.findChildren<QWidget*>(QRegularExpression("^importSetting\\.")))
                QVERIFY(!field->accessibleName().isEmpty());
        }
        QVERIFY(shown.look());
        QVERIFY(shown.dialog.setting("tier") != nullptr);  // annotations are the last
    }

    void importsFromTheDialogOfThePage() {
        const auto folder = fresh();
        writeTable(folder);
        const auto workspace = fresh();
        ActionRegistry actions;
        engine_thread::EngineThread engine(QString::fromStdString(workspace.string()));
        PageContext context;
        context.actions = &actions;
        context.engine = &engine;
        context.workspaceFolder = QString::fromStdString(workspace.string());
        TrainPage page(context);
        page.show();
        actions.action("train.import")->trigger();
        auto* dialog = page.findChild<ImportDialog*>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        dialog->setPath(QString::fromStdString((folder / "list.csv").string()));
        QVERIFY(QTest::qWaitFor([&] { return !dialog->isLooking(); }, kLong));
        QVERIFY2(dialog->importButton()->isEnabled(), qPrintable(dialog->problem()));
        QTest::mouseClick(dialog->importButton(), Qt::LeftButton);
        const std::string name = folder.filename().string();
        QTRY_VERIFY_WITH_TIMEOUT(store::Workspace::open(workspace)->corpus(name).has_value(), kLong);
        QCOMPARE(store::Workspace::open(workspace)->corpus(name)->utterances.size(), std::size_t{6});
        // Once more: it says that the corpus is there.
        QTRY_VERIFY_WITH_TIMEOUT(page.isIdle(), kLong);
        Shown again(workspace);
        QVERIFY(again.take(folder / "list.csv"));
        QVERIFY(again.dialog.look().replaces);
    }
};

QTEST_MAIN(TestImportDialog)
#include "TestImportDialog.moc"
