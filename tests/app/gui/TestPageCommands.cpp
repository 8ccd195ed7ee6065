// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "app/gui/CommandsDialog.h"
#include "tests/app/cli/CliTestSupport.h"
#include "tests/app/gui/corpus/CorpusBench.h"
#include "tests/app/gui/results/ExampleRun.h"
#include "tests/app/gui/results/ResultsBench.h"

using namespace prososcope;
using namespace prososcope::gui;

namespace {

/// A line as one would type it.
CliResult typed(const QString& line, const QString& home) {
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("PATH", QStringLiteral(PROSOSCOPE_BINARY_DIR "/bin:") + environment.value("PATH"));
    environment.insert("XDG_DATA_HOME", home + "/data");
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(home);
    process.start("sh", {"-c", line});
    process.waitForFinished(60000);
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

}  // namespace

/// The command lines that pages give are understood by the program and give what the page shows.
class TestPageCommands : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void quotesAsAShellNeedsIt() {
        const QString line = shellCommand("/tmp/two words", {"info", "it's.wav", "plain.wav", "$HOME", ""});
        QCOMPARE(line, QString("prososcope-cli --workspace '/tmp/two words' info 'it'\\''s.wav' plain.wav '$HOME' ''"));
    }

    void utterancesOfACorpus() {
        const auto folder = toPath(m_folder.filePath("corpus workspace"));
        auto workspace = store::Workspace::open(folder);
        PROSOSCOPE_VERIFY(workspace);
        PROSOSCOPE_VERIFY(workspace->saveCorpus(corpus_bench::madeUp("c", 60, folder / "audio")));
        corpus_bench::Bench bench(folder);
        QVERIFY(bench.browse("c"));
        bench.page->filters()->setValues("emotion", {"angry", "sad"});
        bench.page->filters()->setRange("seconds", {5.0, 12.5});
        bench.page->filters()->setWords("guten");
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->isIdle() && bench.rows() < 20, corpus_bench::kLong);
        const int rows = bench.rows();
        QVERIFY(rows > 0);
        const auto commands = bench.page->commands();
        QCOMPARE(commands.size(), 3);
        const auto listed = typed(commands[0].line + " --json", m_folder.path());
        CLI_EXIT(listed, 0);
        const auto json = listed.json();
        QCOMPARE((json.isArray() ? json.array() : json.object()["rows"].toArray()).size(), rows);
        CLI_EXIT(typed(commands[1].line, m_folder.path()), 0);
    }

    void figuresOfARun() {
        const auto folder = toPath(m_folder.filePath("runs"));
        PROSOSCOPE_VERIFY(addExampleRun(folder, folder / "audio"));
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        const auto commands = bench.page->commands();
        QVERIFY(commands.size() >= 3);
        const auto shown = typed(commands[1].line + " --json", m_folder.path());
        CLI_EXIT(shown, 0);
        QCOMPARE(shown.json().object()["id"].toInt(), 1);
        const auto report = typed(commands[2].line + " --format html", m_folder.path());
        CLI_EXIT(report, 0);
    }

    void theDialogCopies() {
        QVERIFY(!CommandsDialog("Train", {}, nullptr).findChildren<QLabel*>().isEmpty());
        auto* dialog =
            new CommandsDialog("Results", {{"Figures", "prososcope-cli runs show 1"}, {"All", "prososcope-cli runs list"}});
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        const auto fields = dialog->findChildren<QLineEdit*>();
        QCOMPARE(fields.size(), 2);
        QCOMPARE(fields[1]->accessibleName(), QString("All"));
        QPushButton* copy = nullptr;
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->accessibleName() == "Copy: Figures") copy = button;
        QVERIFY(copy != nullptr);
        QTest::mouseClick(copy, Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), QString("prososcope-cli runs show 1"));
        const QPointer<CommandsDialog> watched(dialog);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(watched.isNull());
    }
};

QTEST_MAIN(TestPageCommands)
#include "TestPageCommands.moc"
