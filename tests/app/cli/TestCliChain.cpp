// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonObject>

#include "engine/experiment/EditText.h"
#include "tests/app/cli/CliTestSupport.h"
#include "tests/fixtures/DialogueFixture.h"

using namespace prososcope;
namespace fs = std::filesystem;

/// `prososcope-cli run` of a chain: the experiment files of the paper on speech recognition and emotion, as they are but for
/// their sizes and epochs, on made-up corpora in the layouts of LibriSpeech and IEMOCAP.
class TestCliChain : public QObject {
    Q_OBJECT

private:
    static constexpr int kMinutes = 5;

    /// Copies a resource's file with other values of its keys.
    static void copy(const char* name, const fs::path& folder, const std::vector<std::pair<std::string, std::string>>& keys) {
        auto text = core::readFile(fs::path(PROSOSCOPE_SOURCE_DIR) / "resources" / "experiments" / name);
        PROSOSCOPE_VERIFY(text);
        for (const auto& [path, value] : keys) {
            auto changed = experiment::setKey(*text, path, value);
            PROSOSCOPE_VERIFY(changed);
            text = std::move(changed);
        }
        writeText(folder / name, *text);
    }
    static void copyAll(const fs::path& folder) {
        using Keys = std::vector<std::pair<std::string, std::string>>;
        const Keys common = {{"threads", "1"}, {"device", "\"cpu\""}, {"training.batch", "8"}};
        const auto with = [&](Keys more) {
            more.insert(more.begin(), common.begin(), common.end());
            return more;
        };
        const auto sizes = with({{"recogniser.cells", "6"},
                                 {"recogniser.decoder_cells", "8"},
                                 {"recogniser.embedding", "4"},
                                 {"recogniser.attention", "4"},
                                 {"training.epochs", "2"}});
        copy("las-librispeech.toml", folder, sizes);
        copy("las-iemocap-baseline.toml", folder, sizes);
        copy("las-iemocap-pretrained.toml", folder, common);
        const Keys stages = {{"stage.1.epochs", "2"}, {"stage.2.epochs", "2"}, {"stage.3.epochs", "2"}};
        copy("las-iemocap-fine-tuned.toml", folder, with(stages));
        auto structured = stages;
        structured.emplace_back("recogniser.rank", "6");
        copy("las-iemocap-structured.toml", folder, with(structured));
        const auto emotion =
            with({{"model.hidden", "8"}, {"model.attention", "4"}, {"model.mlp", "8"}, {"training.epochs", "2"}});
        for (const char* name :
             {"las-emotion-baseline.toml", "las-emotion-pretrained.toml", "las-emotion-fine-tuned-layer1.toml",
              "las-emotion-fine-tuned-layer2.toml", "las-emotion-structured-layer1.toml", "las-emotion-structured-layer2.toml"})
            copy(name, folder, emotion);
        copy("las-iaan.toml", folder, {});
    }
    static int doneAlready(const QString& messages) { return static_cast<int>(messages.count("done already")); }

private Q_SLOTS:
    void theWholeChain() {
        if (!fixture::dialogues::canSpeak()) QSKIP("needs espeak-ng, which is absent here");
        QTemporaryDir home;
        QVERIFY(fixture::dialogues::write(toPath(home.filePath("talk")), {1, 16, 2, 0.5}));
        QVERIFY(fixture::dialogues::writeReaders(toPath(home.filePath("books")), 4, 3));
        CLI_EXIT(runCli(home.path(), {"--workspace", "w", "corpus", "import", "talk", "--name", "iemocap"}), 0);
        CLI_EXIT(runCli(home.path(), {"--workspace", "w", "corpus", "import", "books", "--name", "librispeech"}), 0);
        copyAll(toPath(home.path()));

        // A stage that fails ends it; what was done before stays done.
        const auto emotion = toPath(home.filePath("las-emotion-pretrained.toml"));
        const auto good = core::readFile(emotion);
        PROSOSCOPE_VERIFY(good);
        writeText(emotion, experiment::setKey(*good, "model.layer", "\"pyramid\"").value());
        const auto failed = runCli(home.path(), {"--workspace", "w", "run", "las-iaan.toml"}, kMinutes * 60);
        CLI_EXIT(failed, 1);
        QVERIFY2(failed.err.contains("has no layer pyramid"), qPrintable(failed.err));
        QVERIFY(failed.err.contains("The same command goes on with this stage."));
        writeText(emotion, *good);
        const auto ran = runCli(home.path(), {"--workspace", "w", "run", "las-iaan.toml"}, kMinutes * 60);
        CLI_EXIT(ran, 0);
        QVERIFY2(ran.err.contains("Stage 7 of 11, las-emotion-pretrained"), qPrintable(ran.err));
        QCOMPARE(doneAlready(ran.err), 6);
        QVERIFY(ran.err.contains("All 11 stages of las-iaan are done."));

        // Every figure of both tables is there, and none of them can be taken for the paper's.
        int figures = 0;
        for (const char* table : {"las-iaan-1", "las-iaan-2"}) {
            const auto reproduced = runCli(home.path(), {"--workspace", "w", "--json", "reproduce", table});
            CLI_EXIT(reproduced, 0);
            for (const auto& each : reproduced.json().array()[0].toObject()["cells"].toArray()) {
                const auto cell = each.toObject();
                if (cell["measure"].toString() == "words") continue;
                ++figures;
                const auto place = cell["row"].toString() + ", " + cell["column"].toString();
                QVERIFY2(cell["ours"].isDouble(), qPrintable(place));
                QVERIFY2(cell["departure"].toString().contains("FIXTURE"), qPrintable(place));
                QVERIFY(cell["difference"].isNull() || cell["difference"].isUndefined());
            }
        }
        QCOMPARE(figures, 13 + 8);

        // Words and emotion of each model, and the dialogues of one.
        const auto recognition = runCli(home.path(), {"--workspace", "w", "--json", "runs", "recognition"});
        CLI_EXIT(recognition, 0);
        const auto models = recognition.json().array();
        QCOMPARE(models.size(), 6);
        for (const auto& each : models) {
            const auto model = each.toObject();
            QVERIFY(model["words"].toInt() > 0 && model["utterances"].toInt() > 0);
            QVERIFY(model["wer_low"].toDouble() <= model["wer"].toDouble() &&
                    model["wer"].toDouble() <= model["wer_high"].toDouble());
            QVERIFY(model["uar_low"].toDouble() <= model["uar"].toDouble() &&
                    model["uar"].toDouble() <= model["uar_high"].toDouble());
        }
        const auto run = QString::number(models[0].toObject()["run"].toInt());
        const auto dialogues = runCli(home.path(), {"--workspace", "w", "--json", "runs", "dialogues", run});
        CLI_EXIT(dialogues, 0);
        QCOMPARE(dialogues.json().array().size(), 5);
        const auto told = runCli(home.path(), {"--workspace", "w", "--json", "runs", "dialogues", run, "Ses01F_impro01"});
        CLI_EXIT(told, 0);
        const auto turns = told.json().object()["turns"].toArray();
        QCOMPARE(turns.size(), 16);
        int judged = 0;
        for (const auto& each : turns) {
            const auto turn = each.toObject();
            if (turn["predicted"].toString().isEmpty()) continue;
            ++judged;
            QCOMPARE(turn["attention"].toArray().size(), 20);
            double sum = 0.0;
            for (const auto& share : turn["attention"].toArray()) sum += share.toDouble();
            QVERIFY(std::abs(sum - 1.0) < 1e-3);
        }
        QVERIFY(judged > 10);
        QVERIFY(!turns[0].toObject()["attention_as_previous"].toArray().isEmpty() ||
                !turns[0].toObject()["attention_as_interlocutor"].toArray().isEmpty());
        const auto said = runCli(home.path(), {"--workspace", "w", "runs", "dialogues", run, "Ses01F_impro01"});
        CLI_EXIT(said, 0);
        QVERIFY(said.out.contains("█"));
        CLI_EXIT(runCli(home.path(), {"--workspace", "w", "runs", "dialogues", run, "Ses09F_impro01"}), 1);

        const auto again = runCli(home.path(), {"--workspace", "w", "run", "las-iaan.toml"}, kMinutes * 60);
        CLI_EXIT(again, 0);
        QCOMPARE(doneAlready(again.err), 11);

        // The factorised recogniser at other ranks, and emotion by each of them.
        writeText(toPath(home.filePath("ranks.toml")),
                  "kind = \"chain\"\nname = \"ranks\"\n[[stage]]\nfile = \"las-librispeech.toml\"\n"
                  "[[stage]]\nfile = \"las-iemocap-structured.toml\"\nevery = \"session\"\nranks = [2, 4]\n"
                  "[[stage]]\nfile = \"las-emotion-structured-layer2.toml\"\nranks = [2, 4]\n");
        const auto ranks = runCli(home.path(), {"--workspace", "w", "run", "ranks.toml"}, kMinutes * 60);
        CLI_EXIT(ranks, 0);
        QVERIFY2(ranks.err.contains("Stage 5 of 5, las-emotion-structured-layer2-rank4"), qPrintable(ranks.err));
        const auto ranked = runCli(home.path(), {"--workspace", "w", "--json", "runs", "recognition"});
        std::map<QString, int> rankOf;
        for (const auto& each : ranked.json().array())
            rankOf[each.toObject()["name"].toString()] = each.toObject()["rank"].toInt(-1);
        QCOMPARE(rankOf.size(), std::size_t{8});
        QCOMPARE(rankOf["las-emotion-structured-layer2-rank2"], 2);
        QCOMPARE(rankOf["las-emotion-structured-layer2-rank4"], 4);
        QCOMPARE(rankOf["las-emotion-structured-layer2"], 6);
        QCOMPARE(rankOf["las-emotion-baseline"], -1);

        // Only what goes on from a changed stage is done anew.
        const auto baseline = toPath(home.filePath("las-iemocap-baseline.toml"));
        writeText(baseline, experiment::setKey(core::readFile(baseline).value(), "training.dropout", "0.25").value());
        const auto changed = runCli(home.path(), {"--workspace", "w", "run", "las-iaan.toml"}, kMinutes * 60);
        CLI_EXIT(changed, 0);
        QCOMPARE(doneAlready(changed.err), 9);
    }

    void mistakesAreNamed() {
        QTemporaryDir home;
        const auto sentence = [&](const char* chain) {
            writeText(toPath(home.filePath("c.toml")), chain);
            const auto ran = runCli(home.path(), {"--workspace", "w", "run", "c.toml"});
            return ran.code == 0 ? QString("it ran") : ran.err;
        };
        QVERIFY(sentence("kind = \"chain\"\nname = \"c\"\n").contains("stage"));
        QVERIFY(sentence("kind = \"chain\"\nname = \"c\"\n[[stage]]\nfile = \"absent.toml\"\n").contains("absent.toml"));
        writeText(toPath(home.filePath("e.toml")), "name = \"e\"\ncorpus = \"x\"\n[labels]\nclasses = [\"a\", \"b\"]\n");
        QVERIFY(sentence("kind = \"chain\"\nname = \"c\"\n[[stage]]\nfile = \"e.toml\"\nevery = \"session\"\n")
                    .contains("is for files with kind = \"recogniser\""));
        QVERIFY(sentence("kind = \"chain\"\nname = \"c\"\n[[stage]]\nfile = \"e.toml\"\nranks = [2.5]\n")
                    .contains("must be whole numbers from 1 to 2048"));
        QVERIFY(sentence("kind = \"chain\"\nname = \"c\"\n[[stage]]\nfile = \"e.toml\"\nranks = [2]\n")
                    .contains("hears by no recogniser"));
        QVERIFY(sentence("kind = \"chain\"\nname = \"c\"\n[[stage]]\nfile = \"e.toml\"\n[[stage]]\nfile = \"e.toml\"\n")
                    .contains("is a stage already"));
        writeText(toPath(home.filePath("c.toml")), "kind = \"chain\"\nname = \"c\"\n[[stage]]\nfile = \"e.toml\"\n");
        CLI_EXIT(runCli(home.path(), {"--workspace", "w", "run", "c.toml", "--seed", "2"}), 2);
        CLI_EXIT(runCli(home.path(), {"--workspace", "w", "--json", "run", "c.toml"}), 2);
    }
};

QTEST_GUILESS_MAIN(TestCliChain)
#include "TestCliChain.moc"
