// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <algorithm>
#include <chrono>

#include "engine/store/Workspace.h"
#include "tests/app/cli/CliTestSupport.h"
#include "tests/engine/training/ToneCorpus.h"

using namespace prososcope;

/// A run whose process is killed again and again ends with the numbers of a run that was left alone.
class TestKilledRun : public QObject {
    Q_OBJECT

private:
    static constexpr std::size_t kEpochs = 25;
    [[nodiscard]] CliResult cli(const QStringList& arguments) { return runCli(m_home.path(), arguments, 120); }
    /// Epochs of the run in the workspace "killed" that are stored by now; 0 while there is no run.
    [[nodiscard]] std::size_t epochsSoFar() const {
        const auto open = store::Workspace::open(toPath(m_home.filePath("killed")));
        if (!open) return 0;
        const auto epochs = open->epochs(1);
        return epochs ? epochs->size() : 0;
    }
    void start(QProcess& process, const QStringList& arguments) {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_DATA_HOME", m_home.filePath("data"));
        environment.insert("XDG_CACHE_HOME", m_home.filePath("cache"));
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_home.path());
        process.start(cliProgram(), arguments);
    }
    /// Lets the program run until so many epochs are stored and a little longer, then kills it as a power failure would.
    /// Says whether it ended by itself.
    bool runAndKill(const QStringList& arguments, std::size_t epochs, int milliseconds) {
        QProcess process;
        start(process, arguments);
        while (epochsSoFar() < epochs)
            if (process.waitForFinished(20)) return true;
        if (process.waitForFinished(milliseconds)) return true;
        process.kill();
        process.waitForFinished();
        return false;
    }
    struct Stored {
        store::RunState state = store::RunState::Failed;
        std::vector<store::FoldRecord> folds;
        std::vector<store::EpochRecord> epochs;
        std::vector<store::PredictionRecord> predictions;
    };
    [[nodiscard]] Stored stored(const char* workspace) const {
        const auto open = store::Workspace::open(toPath(m_home.filePath(workspace)));
        if (!open) return {};
        const auto run = open->run(1);
        if (!run) return {};
        return {run->state, open->folds(1).value(), open->epochs(1).value(), open->predictions(1).value()};
    }

    /// Kills the program after a time, unless it has ended by itself.
    void killAfter(const QStringList& arguments, int milliseconds) {
        QProcess process;
        start(process, arguments);
        if (process.waitForFinished(milliseconds)) return;
        process.kill();
        process.waitForFinished();
    }
    /// The finished run of a workspace has every bit of the one that was left alone.
    void compareWithUndisturbed(const char* workspace) {
        const auto alone = stored("alone");
        const auto killed = stored(workspace);
        QVERIFY(killed.state == store::RunState::Finished);
        QCOMPARE(killed.folds.size(), alone.folds.size());
        QCOMPARE(killed.predictions.size(), alone.predictions.size());
        for (std::size_t i = 0; i < alone.predictions.size(); ++i) {
            QCOMPARE(killed.predictions[i].utterance, alone.predictions[i].utterance);
            QVERIFY(killed.predictions[i].posteriors == alone.predictions[i].posteriors);
        }
        QCOMPARE(killed.epochs.size(), alone.epochs.size());
        for (std::size_t i = 0; i < alone.epochs.size(); ++i) {
            QCOMPARE(killed.epochs[i].epoch, alone.epochs[i].epoch);
            QVERIFY(killed.epochs[i].trainLoss == alone.epochs[i].trainLoss &&
                    killed.epochs[i].innerLoss == alone.epochs[i].innerLoss);
        }
        for (std::size_t i = 0; i < alone.folds.size(); ++i) QCOMPARE(killed.folds[i].bestEpoch, alone.folds[i].bestEpoch);
    }

    QTemporaryDir m_home;

private Q_SLOTS:
    void resumesToTheSameNumbers() {
        tones::writeCorpus(toPath(m_home.filePath("corpus")), 4, 3);
        auto experiment = tones::experiment(static_cast<int>(kEpochs));
        experiment.corpusFolders = {"corpus"};
        experiment.threads = 2;
        PROSOSCOPE_VERIFY(core::writeFile(toPath(m_home.filePath("tones.toml")), experiment::formatExperiment(experiment)));
        const auto undisturbed = cli({"--workspace", "alone", "run", "tones.toml"});
        CLI_EXIT(undisturbed, 0);
        const auto alone = stored("alone");
        QCOMPARE(alone.predictions.size(), std::size_t{24});
        QCOMPARE(alone.epochs.size(), 4 * kEpochs);

        // In the middle of a fold, about the end of one, and twice in a row; the moments after it differ each time, the
        // result must not.
        core::Random random(static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count()));
        for (const std::size_t epochs : {kEpochs / 2, kEpochs - 1, kEpochs + 3, 2 * kEpochs}) {
            const auto list = cli({"--workspace", "killed", "runs", "list", "--json"});
            CLI_EXIT(list, 0);
            const auto runs = list.json().array();
            QVERIFY2(runs.size() <= 1, qPrintable(list.out));
            QStringList arguments{"--workspace", "killed", "run", "tones.toml"};
            if (runs.size() == 1) {
                QCOMPARE(runs[0].toObject()["state"].toString(), QString("interrupted"));
                arguments = QStringList{"--workspace", "killed", "run", "--resume", "1"};
            }
            QVERIFY2(!runAndKill(arguments, epochs, static_cast<int>(random.uniform(0.0, 40.0))), "it ended before the kill");
        }
        const auto last = cli({"--workspace", "killed", "run", "--resume", "1"});
        CLI_EXIT(last, 0);

        compareWithUndisturbed("killed");
    }

    /// At any moment, whatever the program is about: each training loses at most the epoch it is in, the workspace opens as
    /// if nothing had been, and the end is the same. PROSOSCOPE_KILLS sets how often (6 by itself).
    void atAnyMoment() {
        const int kills = std::max(qEnvironmentVariableIntValue("PROSOSCOPE_KILLS"), 6);
        QElapsedTimer clock;
        clock.start();
        CLI_EXIT(cli({"--workspace", "timed", "run", "tones.toml"}), 0);
        const double whole = static_cast<double>(clock.elapsed());
        core::Random random(static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count()));
        int workspaces = 1;
        std::size_t before = 0;
        QByteArray name = "any1";
        bool begun = false;
        for (int kill = 0; kill < kills; ++kill) {
            const QStringList arguments = begun ? QStringList{"--workspace", name, "run", "--resume", "1"}
                                                : QStringList{"--workspace", name, "run", "tones.toml"};
            killAfter(arguments, static_cast<int>(random.uniform(0.0, whole)));
            const auto open = store::Workspace::open(toPath(m_home.filePath(name)));
            PROSOSCOPE_VERIFY(open);
            QVERIFY2(open->remark().empty(), open->remark().english().c_str());
            const auto now = stored(name.constData());
            begun = !open->runs().value().empty();
            // Killed between its last word and its end, it is finished as well.
            if (begun && now.state == store::RunState::Finished) {
                compareWithUndisturbed(name.constData());
                name = "any" + QByteArray::number(++workspaces);
                begun = false;
                before = 0;
                continue;
            }
            constexpr std::size_t kSideBySide = 2;  // trainings, one in each thread
            QVERIFY2(now.epochs.size() + kSideBySide >= before,
                     qPrintable(QString("%1 epochs after %2").arg(now.epochs.size()).arg(before)));
            before = now.epochs.size();
        }
        if (!begun) return;
        CLI_EXIT(cli({"--workspace", name, "run", "--resume", "1"}), 0);
        compareWithUndisturbed(name.constData());
    }
};

QTEST_GUILESS_MAIN(TestKilledRun)
#include "TestKilledRun.moc"
