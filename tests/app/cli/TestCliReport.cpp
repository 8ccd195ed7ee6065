// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>

#include "engine/core/Csv.h"
#include "tests/app/cli/CliTestSupport.h"

/// The commands that write reports and published tables, on the bundled example run.
class TestCliReport : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_home;

    CliResult run(const QStringList& arguments) { return runCli(m_home.path(), arguments); }

private Q_SLOTS:
    void initTestCase() {
        CLI_EXIT(run({"runs", "import", QStringLiteral(PROSOSCOPE_SOURCE_DIR "/resources/examples/emodb-4class")}), 0);
    }
    void reportInAllFormats() {
        const QString out = m_home.filePath("out");
        const auto report = run({"runs", "report", "1", "--out", out, "--format", "html,pdf,tex,csv", "--json"});
        CLI_EXIT(report, 0);
        const auto files = report.json()["files"].toArray();
        QVERIFY(files.size() > 10);
        for (const auto& file : files) QVERIFY2(QFile::exists(file.toString()), qPrintable(file.toString()));
        QFile html(out + "/report.html");
        QVERIFY(html.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(html.readAll());
        QVERIFY(text.contains("EmoDB, 4 emotions, leave one speaker out") && text.contains("0.826"));
        // What the table for machines says is what the store says.
        const auto shown = run({"runs", "show", "1", "--json"});
        CLI_EXIT(shown, 0);
        QFile csv(out + "/tables/run-1-scores.csv");
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const auto table = prososcope::core::parseCsv(csv.readAll().toStdString(), "scores");
        PROSOSCOPE_VERIFY(table);
        QCOMPARE(table->rows[0][0], std::string("uar"));
        QVERIFY(std::abs(std::stod(table->rows[0][1]) - shown.json()["uar"].toDouble()) < 1e-12);
    }
    void wrongReports() {
        CLI_EXIT(run({"runs", "report", "1"}), 2);
        CLI_EXIT(run({"runs", "report", "1", "--out", m_home.filePath("x"), "--format", "doc"}), 2);
        const auto absent = run({"runs", "report", "77", "--out", m_home.filePath("x")});
        CLI_EXIT(absent, 1);
        QVERIFY(absent.err.contains("77"));
        QVERIFY(!QFile::exists(m_home.filePath("x")));
    }
    void publishedTables() {
        const auto list = run({"reproduce", "--list", "--json"});
        CLI_EXIT(list, 0);
        QCOMPARE(list.json().array().size(), 14);
        const auto one = run({"reproduce", "las-iaan-1", "--json"});
        CLI_EXIT(one, 0);
        const auto cells = one.json().array().first().toObject()["cells"].toArray();
        QCOMPARE(cells.size(), 15);
        QCOMPARE(cells.first().toObject()["published"].toString(), QString("26.2"));
        QVERIFY(!cells.first().toObject()["missing"].toArray().isEmpty());
        const auto csv = run({"reproduce", "phonetic-units-2", "--csv"});
        CLI_EXIT(csv, 0);
        const auto table = prososcope::core::parseCsv(csv.out.toStdString(), "csv");
        PROSOSCOPE_VERIFY(table);
        QCOMPARE(table->rows.size(), std::size_t{16});
        const auto latex = run({"reproduce", "phonetic-units-2", "--latex"});
        CLI_EXIT(latex, 0);
        QVERIFY(latex.out.contains("\\toprule") && latex.out.contains("1189"));
        const auto text = run({"reproduce"});
        CLI_EXIT(text, 0);
        QVERIFY(text.out.contains("Yeh, Lin, Lee") && text.out.contains("62.6"));
        const auto unknown = run({"reproduce", "no-such"});
        CLI_EXIT(unknown, 2);
        QVERIFY(unknown.err.contains("las-iaan-1"));
        CLI_EXIT(run({"reproduce", "--csv", "--latex"}), 2);
    }
};

QTEST_GUILESS_MAIN(TestCliReport)
#include "TestCliReport.moc"
