// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <functional>

#include "engine/core/Csv.h"
#include "engine/experiment/Experiment.h"
#include "engine/store/Workspace.h"
#include "tests/app/cli/CliTestSupport.h"

using namespace prososcope;

namespace {

/// Small enough for a few seconds: tones of two pitches, three speakers, two epochs.
std::string experimentText(const std::string& name, int epochs, bool save) {
    return "name = \"" + name + "\"\ndevice = \"cpu\"\nthreads = 2\nsave_model = " + (save ? "true" : "false") +
           "\nmodel_licence = \"CC0-1.0\"\n[corpus]\nname = \"tones\"\nfolders = [\"absent\", \"tones\"]\n"
           "[labels]\nclasses = [\"angry\", \"sad\"]\n[training]\nepochs = " +
           std::to_string(epochs) + "\nbatch = 8\ncrop_seconds = 0.5\n";
}

}  // namespace

/// The commands that need LibTorch: a run from file to result, its export, and predictions of the kept model.
class TestCliRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void runPrintsFoldsAndResult();
    void runsAreShown();
    void sameSeedSameNumbers();
    void someFoldsOnly();
    void runTravelsAsAFolder();
    void predictions();
    void textGrid();
    void predictionGoesOnAfterABadFile();
    void oneSpeakerIsRefused();
    void corpusInFolds();
    void labelsBySchemes();
    void tableWithSettings();
    void severalCorporaInOneRun();
    void speakerDependentRunsAreMarked();
    void interruptAndResume();
    void twoSystemsOfSeveralSeeds();

private:
    [[nodiscard]] CliResult cli(const QStringList& arguments) { return runCli(m_home.path(), arguments, 300); }
    [[nodiscard]] QString at(const QString& name) const { return m_home.filePath(name); }
    QTemporaryDir m_home;
    QJsonObject m_result;
};

void TestCliRun::initTestCase() {
    const auto version = cli({"version", "--all", "--json"});
    CLI_EXIT(version, 0);
    QVERIFY(!version.json().object()["LibTorch"].toString().isEmpty());
    writeToneCorpus(toPath(at("tones")), 4, 4);
    writeText(toPath(at("toy.toml")), experimentText("toy", 2, true));
}

void TestCliRun::runPrintsFoldsAndResult() {
    const auto run = cli({"run", "toy.toml", "--json"});  // the corpus comes from the folder that the file proposes
    CLI_EXIT(run, 0);
    m_result = run.json().object();
    QCOMPARE(m_result["run"].toInt(), 1);
    QCOMPARE(m_result["utterances"].toInt(), 32);
    QCOMPARE(m_result["speakers"].toInt(), 4);
    QCOMPARE(m_result["protocol"].toString(), QString("leave-one-speaker-out"));
    QCOMPARE(m_result["folds"].toArray().size(), 4);
    QVERIFY(m_result["uar"].toDouble() >= m_result["uar_low"].toDouble());
    QVERIFY(m_result["uar"].toDouble() <= m_result["uar_high"].toDouble());
}

void TestCliRun::runsAreShown() {
    const auto list = cli({"runs", "list", "--json"});
    CLI_EXIT(list, 0);
    QCOMPARE(list.json().array().at(0).toObject()["state"].toString(), QString("finished"));
    const auto show = cli({"runs", "show", "1", "--json"});
    CLI_EXIT(show, 0);
    const auto object = show.json().object();
    QCOMPARE(object["uar"].toDouble(), m_result["uar"].toDouble());
    int sum = 0;
    for (const auto& row : object["confusion"].toArray()) {
        for (const auto& cell : row.toArray()) sum += cell.toInt();
    }
    QCOMPARE(sum, 32);
    QCOMPARE(object["folds"].toArray().size(), 4);
    for (const auto& fold : object["folds"].toArray()) {
        QCOMPARE(fold.toObject()["test_speakers"].toArray().size(), 1);
        QCOMPARE(fold.toObject()["inner_speakers"].toArray().size(), 1);
        QCOMPARE(fold.toObject()["train_speakers"].toArray().size(), 2);
    }
    const auto text = cli({"runs", "show", "1"});
    CLI_EXIT(text, 0);
    for (const char* part : {"UAR [95 %]", "WA", "macro-F1", "recall", "leave-one-speaker-out", "test speakers"})
        QVERIFY2(text.out.contains(part), part);
}

void TestCliRun::sameSeedSameNumbers() {
    const auto again = cli({"run", "toy.toml", "--json"});
    CLI_EXIT(again, 0);
    QCOMPARE(again.json().object()["uar"].toDouble(), m_result["uar"].toDouble());
    const auto first = cli({"runs", "show", "1", "--json"}).json().object();
    const auto second = cli({"runs", "show", "2", "--json"}).json().object();
    QCOMPARE(first["confusion"].toArray(), second["confusion"].toArray());
    QCOMPARE(first["fingerprint"].toString(), second["fingerprint"].toString());
}

void TestCliRun::twoSystemsOfSeveralSeeds() {
    const auto show = [&](int id) {
        return cli({"runs", "show", QString::number(id), "--json"}).json().object()["uar"].toDouble(-1.0);
    };
    std::vector<int> ids;
    for (const char* seed : {"11", "12", "13", "14"}) {
        const auto run = cli({"run", "toy.toml", "--seed", seed, "--json"});
        CLI_EXIT(run, 0);
        ids.push_back(run.json().object()["run"].toInt());
    }
    const auto list = [&](std::size_t from, std::size_t to) {
        QStringList words;
        for (auto i = from; i < to; ++i) words << QString::number(ids[i]);
        return words.join(',');
    };
    const auto seeds = cli({"runs", "compare", list(0, 3), list(3, 4), "--json"});
    CLI_EXIT(seeds, 0);
    const auto compared = seeds.json().object();
    const double first = (show(ids[0]) + show(ids[1]) + show(ids[2])) / 3.0;
    const double second = show(ids[3]);
    QVERIFY(first > 0.0 && second > 0.0);
    QCOMPARE(compared["first"].toObject()["runs"].toArray().size(), 3);
    QCOMPARE(compared["second"].toObject()["runs"].toArray().size(), 1);
    QVERIFY(std::abs(compared["first"].toObject()["uar"].toDouble() - first) < 1e-9);
    QVERIFY(std::abs(compared["second"].toObject()["uar"].toDouble() - second) < 1e-9);
    QVERIFY(std::abs(compared["difference"].toDouble() - (first - second)) < 1e-9);
    QVERIFY(compared["difference_low"].toDouble() <= compared["difference"].toDouble() &&
            compared["difference"].toDouble() <= compared["difference_high"].toDouble());
    QVERIFY(!compared.contains("seeds_p") && !compared.contains("welch_p"));  // three against one
    const auto paired = cli({"runs", "compare", list(0, 2), list(2, 4), "--json"}).json().object();
    QVERIFY(std::abs(paired["seeds_difference"].toDouble(9.0) - paired["difference"].toDouble()) < 1e-9);
    QVERIFY(paired["seeds_p"].toDouble(-1.0) >= 0.0);
    for (const char* key : {"seeds_one_tailed_p", "welch_degrees", "welch_p", "welch_one_tailed_p"})
        QVERIFY2(paired[key].isDouble(), key);
    // JSON has no infinity: of systems whose seeds give the same each, t is null.
    QCOMPARE(paired["welch_t"].isDouble(), paired["welch_p"].toDouble() > 0.0);
    const auto tail = paired["welch_one_tailed_p"].toDouble();
    QVERIFY(std::abs(2.0 * std::min(tail, 1.0 - tail) - paired["welch_p"].toDouble()) < 1e-9);
    const auto words = cli({"runs", "compare", list(0, 2), list(2, 4)});
    QVERIFY2(words.out.contains("one-tailed, first above, paired t") && words.out.contains("one-tailed, first above, Welch"),
             qPrintable(words.out));
    CLI_EXIT(cli({"runs", "compare", list(0, 2), list(2, 4)}), 0);
    CLI_EXIT(cli({"runs", "compare", list(0, 2) + ',', list(2, 3)}), 2);
    CLI_EXIT(cli({"runs", "compare", list(0, 1) + ',' + list(0, 1), list(2, 3)}), 2);  // one run twice is no second seed
    const auto repeated = cli({"runs", "compare", "1,2", list(2, 3)});                 // nor is one that was repeated
    CLI_EXIT(repeated, 2);
    QVERIFY2(repeated.err.contains("same seed"), qPrintable(repeated.err));
    // A name may end with the seed; runs of a sweep share theirs, and what was swept lies beside it. What counts is the
    // experiment.
    const auto changed = [&](int id, const std::function<void(store::RunRecord&)>& change) {
        auto workspace = store::Workspace::open(toPath(at("data/prososcope/workspace")));
        auto run = *workspace->run(id);
        change(run);
        [&] { PROSOSCOPE_VERIFY(workspace->updateRun(run)); }();
    };
    changed(ids[1], [](store::RunRecord& run) { run.name += "-seed12"; });
    CLI_EXIT(cli({"runs", "compare", list(0, 2), list(2, 4)}), 0);
    changed(ids[1], [](store::RunRecord& run) { run.point = "training.epochs = 40"; });
    CLI_EXIT(cli({"runs", "compare", list(0, 2), list(2, 4)}), 0);  // one of its seeds came by a file of its own
    changed(ids[1], [](store::RunRecord& run) {
        auto other = experiment::parseExperiment(run.experiment, run.name);
        PROSOSCOPE_VERIFY(other);
        ++other->training.epochs;
        run.experiment = experiment::formatExperiment(*other);
    });
    CLI_EXIT(cli({"runs", "compare", list(0, 2), list(2, 4)}), 2);
}

void TestCliRun::someFoldsOnly() {
    const auto run = cli({"run", "toy.toml", "--folds", "0,2", "--seed", "5"});
    CLI_EXIT(run, 0);
    QVERIFY2(run.out.contains("fold 0") && run.out.contains("fold 2") && !run.out.contains("fold 1"), qPrintable(run.out));
    QVERIFY2(run.out.contains("pooled UAR") && run.out.contains("n = 16") && run.out.contains("speakers = 2"),
             qPrintable(run.out));
    const auto beyond = cli({"run", "toy.toml", "--folds", "9"});
    CLI_EXIT(beyond, 1);
}

void TestCliRun::runTravelsAsAFolder() {
    CLI_EXIT(cli({"runs", "export", "1", "exported"}), 0);
    QVERIFY(QFile::exists(at("exported/run.json")));
    const auto import = cli({"--workspace", "other", "runs", "import", "exported", "--json"});
    CLI_EXIT(import, 0);
    const auto id = QString::number(import.json().object()["run"].toInt());
    const auto show = cli({"--workspace", "other", "runs", "show", id, "--json"});
    CLI_EXIT(show, 0);
    QCOMPARE(show.json().object()["uar"].toDouble(), m_result["uar"].toDouble());
    CLI_EXIT(cli({"--workspace", "other", "runs", "import", "tones"}), 1);
}

void TestCliRun::predictions() {
    writeTone(toPath(at("long.wav")), 900.0, 5.0, 44100);
    const auto json = cli({"predict", "--model", "toy", "tones/s0_0.wav", "long.wav", "--json"});
    CLI_EXIT(json, 0);
    QCOMPARE(json.json().array().size(), 2);
    const auto posteriors = json.json().array().at(1).toObject()["posteriors"].toObject();
    QVERIFY(std::abs(posteriors["angry"].toDouble() + posteriors["sad"].toDouble() - 1.0) < 1e-5);
    CLI_EXIT(cli({"predict", "--model", "toy", "long.wav", "--timeline", "--window", "1", "--hop", "0.5", "--out", "t.csv"}),
             0);
    const auto table = core::parseCsv(core::readFile(toPath(at("t.csv"))).value(), "t.csv").value();
    QCOMPARE(table.columns, (std::vector<std::string>{"file", "start", "end", "predicted", "angry", "sad"}));
    QCOMPARE(table.rows.size(), std::size_t{9});
    QCOMPARE(table.rows[1][1], std::string("0.5000"));
    QCOMPARE(table.rows[8][2], std::string("5.0000"));
    CLI_EXIT(cli({"predict", "--model", "toy", "tones", "--out", "p.json"}), 0);
    QCOMPARE(QJsonDocument::fromJson(QByteArray::fromStdString(core::readFile(toPath(at("p.json"))).value())).array().size(),
             32);
}

void TestCliRun::textGrid() {
    CLI_EXIT(cli({"predict", "--model", "toy", "long.wav", "--out", "t.TextGrid"}), 0);
    const auto text = QString::fromStdString(core::readFile(toPath(at("t.TextGrid"))).value());
    QVERIFY(text.startsWith("File type = \"ooTextFile\"\nObject class = \"TextGrid\""));
    QVERIFY(text.contains("name = \"emotion\"") && text.contains("xmax = 5 "));
    CLI_EXIT(cli({"predict", "--model", "toy", "tones", "--out", "u.TextGrid"}), 2);
    QVERIFY(!QFile::exists(at("u.TextGrid")));
}

void TestCliRun::predictionGoesOnAfterABadFile() {
    writeText(toPath(at("bad.wav")), "no sound");
    const auto result = cli({"predict", "--model", "toy", "bad.wav", "long.wav"});
    CLI_EXIT(result, 1);
    QVERIFY(result.err.contains("bad.wav"));
    QVERIFY(result.out.contains("long.wav"));
    const auto unwritable = cli({"predict", "--model", "toy", "long.wav", "--out", "bad.wav/p.csv"});
    CLI_EXIT(unwritable, 1);
    QVERIFY(unwritable.err.contains("cannot be written"));
}

void TestCliRun::oneSpeakerIsRefused() {
    writeToneCorpus(toPath(at("alone")), 1, 4);
    const auto run = cli({"--workspace", "alone-ws", "run", "toy.toml", "--corpus", "alone"});
    CLI_EXIT(run, 1);
    QVERIFY2(run.err.contains("Too few speakers"), qPrintable(run.err));
}

void TestCliRun::interruptAndResume() {
    writeText(toPath(at("endless.toml")), experimentText("endless", 3000, false));
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("XDG_DATA_HOME", at("data"));
    environment.insert("XDG_CACHE_HOME", at("cache"));
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_home.path());
    process.start(cliProgram(), {"run", "endless.toml"});
    QVERIFY(process.waitForStarted());
    QByteArray heard;
    while (!heard.contains("Run ") && process.waitForReadyRead(60000)) heard += process.readAllStandardError();
    heard += process.readAllStandardError();
    QTest::qWait(1500);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(30000));
    heard += process.readAllStandardError();
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    QVERIFY2(heard.contains("Cancelled.") && heard.contains("run --resume"), heard.constData());
    const auto list = cli({"runs", "list", "--json"}).json().array();
    const auto record = list.at(0).toObject();
    QCOMPARE(record["name"].toString(), QString("endless"));
    QCOMPARE(record["state"].toString(), QString("cancelled"));
    const auto other = cli({"run", "toy.toml", "--resume", QString::number(record["id"].toInt())});
    CLI_EXIT(other, 1);
    QVERIFY(other.err.contains("is of the experiment endless"));
}

void TestCliRun::corpusInFolds() {
    const auto folds = cli({"corpus", "folds", "tones", "--protocol", "leave-one-speaker-out", "--out", "folds.csv", "--json"});
    CLI_EXIT(folds, 0);
    QCOMPARE(folds.json().object()["folds"].toArray().size(), 4);
    QVERIFY(!folds.json().object()["speaker_dependent"].toBool());
    const auto table = core::parseCsv(core::readFile(toPath(at("folds.csv"))).value(), "folds.csv");
    PROSOSCOPE_VERIFY(table);
    QCOMPARE(table->columns, (std::vector<std::string>{"fold", "name", "part", "speaker", "gender", "utterances"}));
    QCOMPARE(table->rows.size(), std::size_t{16});  // each speaker in one part of each fold
    QCOMPARE(table->rows[3], (std::vector<std::string>{"0", "s0", "test", "s0", "female", "8"}));
    const auto single =
        cli({"corpus", "folds", "tones", "--inner", "0", "--scheme", "four-classes", "--utterances", "--out", "each.csv"});
    CLI_EXIT(cli({"corpus", "folds", "tones", "--inner", "0", "--utterances", "--out", "each.csv"}), 0);
    QCOMPARE(core::parseCsv(core::readFile(toPath(at("each.csv"))).value(), "each.csv")->rows.size(), std::size_t{4 * 32});
    CLI_EXIT(single, 0);
    const auto random = cli({"corpus", "folds", "tones", "--protocol", "random", "--groups", "2"});
    CLI_EXIT(random, 0);
    QVERIFY(random.err.contains("figures will be too good"));
    CLI_EXIT(cli({"corpus", "folds", "tones", "--protocol", "aae-ten-splits"}), 1);
    CLI_EXIT(cli({"corpus", "folds", "tones", "--protocol", "by-moon"}), 2);
    // A copy of one speaker's clip under another's name is found, and nothing is written.
    writeToneCorpus(toPath(at("copied")), 3, 2);
    QVERIFY(QFile::remove(at("copied/s2_0.wav")) && QFile::copy(at("copied/s0_0.wav"), at("copied/s2_0.wav")));
    CLI_EXIT(cli({"corpus", "import", "copied"}), 0);
    const auto leaking = cli({"corpus", "folds", "copied", "--out", "leaking.csv"});
    CLI_EXIT(leaking, 1);
    QVERIFY2(leaking.err.contains("s0_0") && leaking.err.contains("s2_0"), qPrintable(leaking.err));
    QVERIFY(!QFile::exists(at("leaking.csv")));
}

void TestCliRun::labelsBySchemes() {
    writeText(toPath(at("mine.toml")), "name = \"mine\"\nclasses = [\"loud\", \"soft\"]\n[merge]\nangry = \"loud\"\n");
    const auto shown = cli({"corpus", "show", "tones", "--scheme", "mine.toml"});
    CLI_EXIT(shown, 0);
    QVERIFY2(shown.out.contains("loud") && !shown.out.contains("sad"), qPrintable(shown.out));
    QVERIFY2(shown.err.contains("labels that the label scheme does not name: sad 16"), qPrintable(shown.err));
    CLI_EXIT(cli({"corpus", "show", "tones", "--scheme", "none"}), 1);
    const auto list = cli({"corpus", "schemes", "--json"});
    CLI_EXIT(list, 0);
    QVERIFY(list.json().array().size() >= 18);
}

void TestCliRun::tableWithSettings() {
    writeTone(toPath(at("german/a.wav")), 300.0);
    writeTone(toPath(at("german/b.wav")), 300.0, 0.5, 16000, 2);
    writeText(toPath(at("german/liste.csv")), "aufnahme,wer,klang\na.wav,s0,W\nb.wav,s1,T\n");
    const auto imported = cli({"corpus", "import", "german", "--layout", "csv", "--set", "speaker=wer", "--set",
                               "emotion=klang", "--set", "map=W=angry,T=sad", "--json"});
    CLI_EXIT(imported, 0);
    QCOMPARE(imported.json().object()["emotions"].toObject()["angry"].toInt(), 1);
    QVERIFY2(imported.err.contains("T = sad, W = angry"), qPrintable(imported.err));
    CLI_EXIT(cli({"corpus", "import", "german", "--layout", "csv", "--set", "nonsense=1"}), 1);
    CLI_EXIT(cli({"corpus", "import", "german", "--set", "nonsense"}), 2);
}

void TestCliRun::severalCorporaInOneRun() {
    writeToneCorpus(toPath(at("others/more")), 3, 2);
    // The same tones under the same names: other noise makes them other recordings.
    for (int s = 0; s < 3; ++s) {
        for (int i = 0; i < 4; ++i) {
            writeTone(toPath(at(QString("others/more/s%1_%2.wav").arg(s).arg(i))), (i % 2 == 0 ? 900.0 : 250.0), 0.6, 16000,
                      static_cast<std::uint64_t>(5000 + 10 * s + i));
        }
    }
    auto text = experimentText("both", 1, false);
    text.replace(text.find("name = \"tones\""), std::string("name = \"tones\"").size(), "name = [\"tones\", \"more\"]");
    text.replace(text.find("\"absent\""), std::string("\"absent\"").size(), "\"others/more\"");
    writeText(toPath(at("both.toml")), text);
    const auto run = cli({"run", "both.toml", "--json"});  // the second one comes from the folder of its name
    CLI_EXIT(run, 0);
    QCOMPARE(run.json().object()["corpus"].toString(), QString("tones+more"));
    QCOMPARE(run.json().object()["utterances"].toInt(), 44);
    QCOMPARE(run.json().object()["speakers"].toInt(), 7);
    CLI_EXIT(cli({"run", "both.toml", "--corpus", "tones"}), 2);
}

void TestCliRun::speakerDependentRunsAreMarked() {
    writeText(toPath(at("random.toml")), experimentText("random", 1, true) + "[folds]\nprotocol = \"random\"\ngroups = 2\n");
    const auto run = cli({"run", "random.toml"});
    CLI_EXIT(run, 0);
    QVERIFY2(run.out.contains("random (speaker-dependent)"), qPrintable(run.out));
    QVERIFY(!run.out.contains('\x1b'));  // colours are for terminals
    const auto list = cli({"runs", "list"});
    QVERIFY2(list.out.contains("random (speaker-dependent)"), qPrintable(list.out));
}

QTEST_GUILESS_MAIN(TestCliRun)
#include "TestCliRun.moc"
