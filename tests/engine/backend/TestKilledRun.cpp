// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>

#include "engine/store/Workspace.h"
#include "tests/app/cli/CliTestSupport.h"
#include "tests/engine/training/ToneCorpus.h"

using namespace prososcope;

/// A run whose process is killed again and again ends with the numbers of a run that was left alone.
class TestKilledRun : public QObject {
    Q_OBJECT

private:
    static constexpr int kEpochs = 25;
    [[nodiscard]] CliResult cli(const QStringList& arguments) { return runCli(m_home.path(), arguments, 120); }
    /// Lets the program run for so long, then kills it as a power failure would. Says whether it ended by itself.
    bool runAndKill(const QStringList& arguments, int milliseconds) {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_DATA_HOME", m_home.filePath("data"));
        environment.insert("XDG_CACHE_HOME", m_home.filePath("cache"));
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_home.path());
        process.start(cliProgram(), arguments);
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

    QTemporaryDir m_home;

private Q_SLOTS:
    void resumesToTheSameNumbers() {
        tones::writeCorpus(toPath(m_home.filePath("corpus")), 4, 3);
        auto experiment = tones::experiment(kEpochs);
        experiment.corpusFolders = {"corpus"};
        experiment.threads = 2;
        PROSOSCOPE_VERIFY(core::writeFile(toPath(m_home.filePath("tones.toml")), experiment::formatExperiment(experiment)));
        const auto began = std::chrono::steady_clock::now();
        const auto undisturbed = cli({"--workspace", "alone", "run", "tones.toml"});
        CLI_EXIT(undisturbed, 0);
        const auto took =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began).count();
        const auto alone = stored("alone");
        QCOMPARE(alone.predictions.size(), std::size_t{24});
        QCOMPARE(alone.epochs.size(), std::size_t{4 * kEpochs});

        core::Random random(static_cast<std::uint64_t>(took));  // the moments differ each time; the result must not
        int kills = 0;
        while (kills < 5) {
            const auto list = cli({"--workspace", "killed", "runs", "list", "--json"});
            CLI_EXIT(list, 0);
            const auto runs = list.json().array();
            QVERIFY2(runs.size() <= 1, qPrintable(list.out));
            QStringList arguments{"--workspace", "killed", "run", "tones.toml"};
            if (runs.size() == 1) {
                QCOMPARE(runs[0].toObject()["state"].toString(), QString("interrupted"));
                arguments = QStringList{"--workspace", "killed", "run", "--resume", "1"};
            }
            // Later moments for the first kills: a start takes a good part of the time, and every sitting gets somewhat
            // further.
            const auto wait = static_cast<int>(random.uniform(0.2, 0.7) * static_cast<double>(took));
            if (runAndKill(arguments, wait)) break;
            ++kills;
        }
        QVERIFY(kills >= 2);
        const auto list = cli({"--workspace", "killed", "runs", "list", "--json"});
        const auto runs = list.json().array();
        QVERIFY(runs.size() <= 1);
        if (runs.isEmpty()) {
            const auto last = cli({"--workspace", "killed", "run", "tones.toml"});
            CLI_EXIT(last, 0);
        } else if (runs[0].toObject()["state"].toString() != "finished") {
            QCOMPARE(runs[0].toObject()["state"].toString(), QString("interrupted"));
            const auto last = cli({"--workspace", "killed", "run", "--resume", "1"});
            CLI_EXIT(last, 0);
        }

        const auto killed = stored("killed");
        QVERIFY(killed.state == store::RunState::Finished);
        QCOMPARE(killed.folds.size(), alone.folds.size());
        QCOMPARE(killed.predictions.size(), alone.predictions.size());
        for (std::size_t i = 0; i < alone.predictions.size(); ++i) {
            QCOMPARE(killed.predictions[i].utterance, alone.predictions[i].utterance);
            QVERIFY(killed.predictions[i].posteriors == alone.predictions[i].posteriors);  // every bit
        }
        QCOMPARE(killed.epochs.size(), alone.epochs.size());
        for (std::size_t i = 0; i < alone.epochs.size(); ++i) {
            QCOMPARE(killed.epochs[i].epoch, alone.epochs[i].epoch);
            QVERIFY(killed.epochs[i].trainLoss == alone.epochs[i].trainLoss &&
                    killed.epochs[i].innerLoss == alone.epochs[i].innerLoss);
        }
        for (std::size_t i = 0; i < alone.folds.size(); ++i) QCOMPARE(killed.folds[i].bestEpoch, alone.folds[i].bestEpoch);
    }
};

QTEST_GUILESS_MAIN(TestKilledRun)
#include "TestKilledRun.moc"
