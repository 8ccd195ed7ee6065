// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/UnitEmotionPlan.h"
#include "engine/store/RunQueue.h"
#include "tests/app/cli/CliTestSupport.h"
#include "tests/engine/training/UnitCorpus.h"

using namespace prososcope;

/// `prososcope-cli run` of a file of emotion-dependent units, and `units`.
class TestCliUnits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trainsVotesAndListens() {
        QTemporaryDir home;
        unit_corpus::writeCorpus(toPath(home.filePath("corpus")), 3);
        writeText(toPath(home.filePath("u.toml")),
                  "kind = \"unit-emotion\"\nname = \"small\"\nthreads = 1\ndevice = \"cpu\"\n[corpus]\nname = \"made-up\"\n"
                  "folders = [\"corpus\"]\n[labels]\nclasses = [\"neutral\", \"angry\"]\n[split]\ntest_speakers = [\"s0\"]\n"
                  "held_out_texts = 1\n[encoder]\nchannels = 8\nlayers = 1\nwidth = 16\nheads = 2\nfeed_forward = 32\n"
                  "position_kernel = 8\nposition_groups = 2\nchannel_mask_length = 4\n[training]\nupdates = 4\n"
                  "learning_rate = 1e-3\nbatch_seconds = 6.0\naccumulate = 1\n");
        const auto ran = runCli(home.path(), {"--workspace", "w", "run", "u.toml"}, 120);
        CLI_EXIT(ran, 0);
        QVERIFY(ran.out.contains("update 4 of 4"));
        QVERIFY(ran.out.contains("sentences that were never trained on: 2 utterances"));
        QVERIFY(ran.out.contains("votes decided by majority"));
        for (const char* file : {"experiment.toml", "epochs.csv", "tested.csv", "confusion.csv", "summary.json"})
            QVERIFY2(QFile::exists(home.filePath(QString("w/unit-emotion/small/") + file)), file);
        CLI_EXIT(runCli(home.path(), {"--workspace", "w", "run", "u.toml", "--folds", "0"}), 2);

        const auto runs = runCli(home.path(), {"--workspace", "w", "--json", "runs", "list"});
        CLI_EXIT(runs, 0);
        QVERIFY(runs.out.contains("\"small\""));
        const auto again = runCli(home.path(), {"--workspace", "w", "run", "--again", "1"});
        CLI_EXIT(again, 1);
        QVERIFY(again.err.contains("prososcope-cli run u.toml"));

        // One that the window put into the queue: `run --waiting` trains it, and it is the run that waited.
        {
            auto workspace = store::Workspace::open(toPath(home.filePath("w")));
            PROSOSCOPE_VERIFY(workspace);
            auto units = experiment::parseUnitEmotionExperiment(workspace->run(1)->experiment, "run");
            PROSOSCOPE_VERIFY(units);
            units->name = "second";
            PROSOSCOPE_VERIFY(store::addWaitingRuns(*workspace, {experiment::waitingRecord(*units, "a window")}));
        }
        const auto waited = runCli(home.path(), {"--workspace", "w", "run", "--waiting"}, 120);
        CLI_EXIT(waited, 0);
        QVERIFY(waited.out.contains("all tested"));
        {
            const auto workspace = store::Workspace::open(toPath(home.filePath("w")));
            const auto run = workspace->run(2);
            PROSOSCOPE_VERIFY(run);
            QCOMPARE(run->name, std::string("second"));
            QVERIFY(run->state == store::RunState::Finished && run->uar);
            QVERIFY(!workspace->predictions(2)->empty() && !workspace->epochs(2)->empty());
        }
        const auto finished = runCli(home.path(), {"--workspace", "w", "run", "--resume", "2"});
        CLI_EXIT(finished, 1);
        QVERIFY(finished.err.contains("is finished"));

        const auto heard = runCli(home.path(), {"--workspace", "w", "--json", "units", "--model", "small",
                                                "corpus/s0_0_angry.wav", "corpus/s0_1_neutral.wav"});
        CLI_EXIT(heard, 0);
        QCOMPARE(heard.json().array().size(), 2);
        const auto first = heard.json().array()[0].toObject();
        QVERIFY(first["emotion"] == "angry" || first["emotion"] == "neutral");
        QVERIFY(first["votes"].toObject().contains("angry"));
        const auto said = runCli(home.path(), {"--workspace", "w", "units", "--model", "small", "corpus/s0_0_angry.wav"});
        CLI_EXIT(said, 0);
        QVERIFY(said.out.contains("decided by"));
        CLI_EXIT(runCli(home.path(), {"--workspace", "w", "units", "--model", "small", "corpus", "--out", "votes.csv"}), 0);
        const auto table = core::readFile(toPath(home.filePath("votes.csv")));
        QVERIFY(table && table->starts_with("file,emotion,rule,soft_vote,units_neutral,units_angry,"));
        CLI_EXIT(runCli(home.path(),
                        {"--workspace", "w", "units", "--model", "small", "corpus/s0_0_angry.wav", "--out", "a.TextGrid"}),
                 0);
        const auto grid = core::readFile(toPath(home.filePath("a.TextGrid")));
        QVERIFY(grid && grid->find("\"units\"") != std::string::npos);
        // Longer than what is heard at once.
        audio::AudioClip clip{unit_corpus::kRate, {std::vector<float>(125 * std::size_t{unit_corpus::kRate})}};
        core::Random random(5);
        for (float& sample : clip.channels[0]) sample = static_cast<float>(0.05 * random.normal());
        PROSOSCOPE_VERIFY(audio::writeWav(toPath(home.filePath("long.wav")), clip));
        const auto longer = runCli(home.path(), {"--workspace", "w", "--json", "units", "--model", "small", "long.wav"}, 120);
        CLI_EXIT(longer, 0);
        QCOMPARE(longer.json().array()[0].toObject()["seconds"].toDouble(), 125.0);
        const auto refused =
            runCli(home.path(), {"--workspace", "w", "units", "--model", "emodb-4class", "corpus/s0_0_angry.wav"});
        CLI_EXIT(refused, 1);
        QVERIFY(refused.err.contains("logmel-network"));
    }

    void namesTheMistakeInTheFile() {
        QTemporaryDir home;
        writeText(toPath(home.filePath("u.toml")), "kind = \"unit-emotion\"\nname = \"small\"\nsplat = 1\n");
        const auto ran = runCli(home.path(), {"--workspace", "w", "run", "u.toml"});
        CLI_EXIT(ran, 1);
        QVERIFY(ran.err.contains("u.toml, line"));
        QVERIFY(!QFile::exists(home.filePath("w")));
    }
};

QTEST_GUILESS_MAIN(TestCliUnits)
#include "TestCliUnits.moc"
