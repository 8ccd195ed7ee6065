// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/CliTestSupport.h"

using namespace prososcope;

/// Sweeps, seeds, the queue, runs made again, and what people say of runs, from the command line.
class TestCliSweep : public QObject {
    Q_OBJECT
private:
    [[nodiscard]] CliResult cli(const QStringList& arguments) { return runCli(m_home.path(), arguments, 300); }
    [[nodiscard]] QString at(const QString& name) const { return m_home.filePath(name); }
    QTemporaryDir m_home;

private Q_SLOTS:
    void initTestCase() {
        writeToneCorpus(toPath(at("tones")), 4, 4);
        writeText(toPath(at("sweep.toml")),
                  "name = \"sweep\"\nseeds = [1, 2]\n[corpus]\nname = \"tones\"\nfolders = [\"tones\"]\n"
                  "[labels]\nclasses = [\"angry\", \"sad\"]\n[features]\nset = \"mfcc39\"\n[model]\nkind = \"random-forest\"\n"
                  "[sweep]\nmodel.trees = [5, 9]\n");
        writeText(toPath(at("wrong.toml")),
                  "name = \"wrong\"\n[corpus]\nname = \"tones\"\n[labels]\nclasses = [\"angry\", \"sad\"]\n"
                  "[sweep]\ntraining.epochs = [5, -1]\n");
    }

    void aSweepIsAGroup() {
        const auto run = cli({"run", "sweep.toml", "--json"});
        CLI_EXIT(run, 0);
        const auto object = run.json().object();
        QCOMPARE(object["runs"].toArray().size(), 4);
        const auto groups = object["groups"].toArray();
        QCOMPARE(groups.size(), 2);
        QCOMPARE(groups[0].toObject()["point"].toString(), QString("model.trees = 5"));
        QCOMPARE(groups[0].toObject()["seeds"].toInt(), 2);
        QVERIFY(groups[0].toObject()["mean"].toDouble() > 0.5);
        QCOMPARE(object["runs"].toArray()[0].toObject()["group"], object["runs"].toArray()[3].toObject()["group"]);
        QCOMPARE(cli({"runs", "queue", "--json"}).json().array().size(), 0);
    }

    void nothingBeginsWhereOneSettingIsWrong() {
        const auto run = cli({"run", "wrong.toml"});
        CLI_EXIT(run, 1);
        QVERIFY2(run.err.contains("training.epochs = -1"), qPrintable(run.err));
        QCOMPARE(cli({"runs", "list", "--json"}).json().array().size(), 4);
        CLI_EXIT(cli({"run", "sweep.toml", "--seed", "3"}), 2);
        CLI_EXIT(cli({"run", "--waiting", "--resume", "1"}), 2);
    }

    void madeAgain() {
        const auto run = cli({"run", "--again", "1"});
        CLI_EXIT(run, 0);
        QVERIFY2(run.err.contains("bit for bit"), qPrintable(run.err));
        CLI_EXIT(cli({"run", "--again", "99"}), 1);
    }

    /// A chain that ended between a run and the note of it, whose file then was damaged by hand.
    void aChainKnowsItsFinishedRun() {
        QTemporaryDir home;
        writeToneCorpus(toPath(home.filePath("tones")), 3, 2);
        writeText(
            toPath(home.filePath("one.toml")),
            "name = \"one\"\n[corpus]\nname = \"tones\"\nfolders = [\"tones\"]\n[labels]\nclasses = [\"angry\", \"sad\"]\n"
            "[features]\nset = \"mfcc39\"\n[model]\nkind = \"random-forest\"\ntrees = 5\n");
        writeText(toPath(home.filePath("c.toml")), "kind = \"chain\"\nname = \"c\"\n[[stage]]\nfile = \"one.toml\"\n");
        const auto run = [&] { return runCli(home.path(), {"--workspace", "w", "run", "c.toml"}, 300); };
        CLI_EXIT(run(), 0);
        const auto file = toPath(home.filePath("w/chains/c.json"));
        const auto written = core::readFile(file);
        PROSOSCOPE_VERIFY(written);
        auto damaged = QString::fromStdString(*written);
        QVERIFY(damaged.contains("\"done\": true") && damaged.contains("\"run\": 1"));
        damaged.replace("\"done\": true", "\"done\": \"perhaps\"").replace("\"run\": 1", "\"run\": \"one\"");
        writeText(file, damaged.toStdString());
        const auto again = run();
        CLI_EXIT(again, 0);
        QVERIFY2(again.err.contains("Stage 1 of 1, one: done already."), qPrintable(again.err));
        QCOMPARE(runCli(home.path(), {"--workspace", "w", "--json", "runs", "list"}).json().array().size(), 1);
        QCOMPARE(core::readFile(file).value(), *written);
    }

    void tagsCommentsDeletion() {
        CLI_EXIT(cli({"runs", "tag", "2", "best", "final"}), 0);
        CLI_EXIT(cli({"runs", "comment", "2", "to be reported"}), 0);
        const auto shown = cli({"runs", "show", "2", "--json"}).json().object();
        QCOMPARE(shown["tags"].toArray().size(), 2);
        QCOMPARE(shown["comment"].toString(), QString("to be reported"));
        CLI_EXIT(cli({"runs", "delete", "2", "3"}), 0);
        QCOMPARE(cli({"runs", "list", "--json"}).json().array().size(), 3);
        QCOMPARE(cli({"runs", "deleted", "--json"}).json().array().size(), 2);
        CLI_EXIT(cli({"runs", "restore", "2"}), 0);
        QCOMPARE(cli({"runs", "list", "--json"}).json().array().size(), 4);
        CLI_EXIT(cli({"runs", "deleted", "--remove-older", "0"}), 0);
        QCOMPARE(cli({"runs", "deleted", "--json"}).json().array().size(), 0);
        CLI_EXIT(cli({"runs", "show", "3"}), 1);
        CLI_EXIT(cli({"runs", "delete", "99"}), 1);
    }

    void doubtfulUtterances() {
        const QString name = cli({"corpus", "list", "--json"}).json().array()[0].toObject()["name"].toString();
        const auto rows = cli({"corpus", "rows", name, "--json"}).json();
        const auto first = (rows.isArray() ? rows.array() : rows.object()["rows"].toArray())[0].toObject();
        const QString id = first["id"].toString(first["utterance"].toString());
        QVERIFY(!id.isEmpty());
        CLI_EXIT(cli({"corpus", "doubtful", name, "--mark", id}), 0);
        const auto marks = cli({"corpus", "doubtful", name, "--json"}).json().array();
        QCOMPARE(marks.size(), 1);
        QCOMPARE(marks[0].toObject()["utterance"].toString(), id);
        const auto unknown = cli({"corpus", "doubtful", name, "--mark", id, "nobody"});
        CLI_EXIT(unknown, 1);
        QVERIFY2(unknown.err.contains("nobody"), qPrintable(unknown.err));
        CLI_EXIT(cli({"corpus", "doubtful", name, "--unmark", id}), 0);
        QCOMPARE(cli({"corpus", "doubtful", name, "--json"}).json().array().size(), 0);
        CLI_EXIT(cli({"corpus", "doubtful", name, "--mark", id, "--unmark", id}), 2);
    }

    void nothingWaits() {
        const auto run = cli({"run", "--waiting"});
        CLI_EXIT(run, 0);
        QVERIFY(run.err.contains("No run is waiting"));
    }
};

QTEST_GUILESS_MAIN(TestCliSweep)
#include "TestCliSweep.moc"
