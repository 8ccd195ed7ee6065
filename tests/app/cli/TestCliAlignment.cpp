// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/AnnotationFile.h"
#include "engine/core/Csv.h"
#include "tests/app/cli/CliTestSupport.h"
#include "tests/engine/training/SpellingCorpus.h"

using namespace prososcope;

/// `prososcope-cli transcribe --alignment`.
class TestCliAlignment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// `transcribe --alignment` of an attention recogniser, which writes something even when it has learnt little.
    void saysWhereCharactersWereFound() {
        QTemporaryDir home;
        spelling::writeCorpus(toPath(home.filePath("corpus")), 3);
        writeText(toPath(home.filePath("r.toml")),
                  "kind = \"recogniser\"\nname = \"ear\"\nthreads = 1\ndevice = \"cpu\"\n[corpus]\nname = \"spelling\"\n"
                  "folders = [\"corpus\"]\n[recogniser]\nnetwork = \"las-recogniser\"\ncells = 16\ndecoder_cells = 32\n"
                  "[split]\ntest_speakers = [\"s0\"]\nvalidation_speakers = [\"s1\"]\n"
                  "[training]\nepochs = 12\nbatch = 6\nlearning_rate = 1e-2\n");
        CLI_EXIT(runCli(home.path(), {"--workspace", "w", "run", "r.toml"}, 240), 0);
        const QStringList base{"--workspace", "w", "transcribe", "--model", "ear"};
        const auto ran = runCli(home.path(), base + QStringList{"corpus/s0_0.wav", "corpus/s0_1.wav", "--alignment", "a.csv"});
        CLI_EXIT(ran, 0);
        const auto text = core::readFile(toPath(home.filePath("a.csv")));
        PROSOSCOPE_VERIFY(text);
        const auto table = core::parseCsv(*text, "a.csv");
        PROSOSCOPE_VERIFY(table);
        QCOMPARE(table->columns, (std::vector<std::string>{"file", "character", "start", "end", "middle", "entropy_bits"}));
        QVERIFY(!table->rows.empty());
        std::string written;
        for (const auto& row : table->rows) {
            if (row[0] == "corpus/s0_0.wav") written += row[1];
            const auto number = [&row](std::size_t column) { return QString::fromStdString(row[column]).toDouble(); };
            QVERIFY(number(2) >= 0.0 && number(2) <= number(3) && number(4) > 0.0 && number(5) >= 0.0);
        }
        const auto plain = runCli(home.path(), QStringList{"--json"} + base + QStringList{"corpus/s0_0.wav"});
        CLI_EXIT(plain, 0);
        QCOMPARE(plain.json().array()[0].toObject()["text"].toString().toStdString(), written);

        CLI_EXIT(runCli(home.path(), base + QStringList{"corpus/s0_0.wav", "--alignment", "a.TextGrid", "--out", "t.TextGrid",
                                                        "--start", "0.2", "--end", "0.9"}),
                 0);
        const auto grid = annotation::readAnnotation(toPath(home.filePath("a.TextGrid")));
        PROSOSCOPE_VERIFY(grid);
        QCOMPARE(grid->annotation.tiers().size(), std::size_t{2});
        QCOMPARE(grid->annotation.tier(0).header.name, std::string("words"));
        QCOMPARE(grid->annotation.tier(1).header.name, std::string("characters (attention)"));
        for (const auto& item : grid->annotation.tier(1).items)
            QVERIFY(item.label.empty() || (item.time > 0.19 && item.time < 0.9));
        const auto texts = annotation::readAnnotation(toPath(home.filePath("t.TextGrid")));
        PROSOSCOPE_VERIFY(texts);
        QCOMPARE(texts->annotation.end(), grid->annotation.end());

        const QString sound = "corpus/s0_0.wav";
        CLI_EXIT(runCli(home.path(), base + QStringList{sound, "--alignment", "a.json"}), 2);
        CLI_EXIT(runCli(home.path(), base + QStringList{sound, "--alignment", "a.csv", "--beam", "5"}), 2);
        CLI_EXIT(runCli(home.path(), base + QStringList{sound, "--start", "1"}), 2);
        CLI_EXIT(runCli(home.path(), base + QStringList{sound, "corpus/s0_1.wav", "--alignment", "b.TextGrid"}), 2);
        QVERIFY(!QFile::exists(home.filePath("b.TextGrid")));
        const auto beyond = runCli(home.path(), base + QStringList{sound, "--alignment", "c.csv", "--start", "100"});
        CLI_EXIT(beyond, 1);
        QVERIFY(beyond.err.contains("holds no sound"));
        QVERIFY(!QFile::exists(home.filePath("c.csv")));
        audio::AudioClip clip;
        clip.rateHz = 8000;
        clip.channels = {std::vector<float>(std::size_t{8000} * 125, 0.0F)};
        PROSOSCOPE_VERIFY(audio::writeWav(toPath(home.filePath("long.wav")), clip));
        const auto tooLong = runCli(home.path(), base + QStringList{"long.wav", "--alignment", "c.csv"});
        CLI_EXIT(tooLong, 1);
        QVERIFY2(tooLong.err.contains("at most 120 s"), qPrintable(tooLong.err));
    }
};

QTEST_GUILESS_MAIN(TestCliAlignment)
#include "TestCliAlignment.moc"
