// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeFile.h"
#include "engine/experiment/UnitEmotionExperiment.h"
#include "engine/experiment/UnitEmotionPlan.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// Files of emotion-dependent units: read, checked, written out again.
class TestUnitEmotionExperiment : public QObject {
    Q_OBJECT

private:
    static std::string text() {
        return "kind = \"unit-emotion\"\n"
               "name = \"units\"\n"
               "seed = 3\n"
               "[corpus]\n"
               "name = \"nemo\"\n"
               "[labels]\n"
               "classes = [\"neutral\", \"happy\"]\n"
               "merge.excited = \"happy\"\n"
               "[units]\n"
               "kind = \"syllables\"\n"
               "label = \"nucleus\"\n"
               "across_words = true\n"
               "[split]\n"
               "test_speakers = [\"WR0\"]\n"
               "validation_speakers = [\"TP0\"]\n"
               "held_out_texts = 18\n"
               "[encoder]\n"
               "channels = 128\n"
               "width = 256\n"
               "heads = 4\n"
               "[training]\n"
               "updates = 100\n"
               "hold_share = 0.5\n"
               "evaluate_every = 10\n"
               "select_by = \"validation\"\n";
    }

private Q_SLOTS:
    void readsAndWritesBack() {
        const auto made = experiment::parseUnitEmotionExperiment(text(), "x.toml");
        PROSOSCOPE_VERIFY(made);
        QCOMPARE(made->title, std::string("units"));
        QCOMPARE(made->labels.classes, (std::vector<std::string>{"neutral", "happy"}));
        QCOMPARE(made->labels.merge.at("excited"), std::string("happy"));
        QVERIFY(made->units.kind == phonetics::UnitKind::Syllables);
        QVERIFY(made->units.label == phonetics::SyllableLabel::Nucleus);
        QVERIFY(made->units.acrossWords);
        QVERIFY(made->encoder.channels == 128 && made->encoder.width == 256 && made->encoder.layers == 12);
        QVERIFY(made->updates == 100 && made->holdShare == 0.5 && made->accumulate == 4);
        QCOMPARE(made->heldOutTexts, 18);
        const auto again = experiment::parseUnitEmotionExperiment(experiment::formatUnitEmotionExperiment(*made), "again");
        PROSOSCOPE_VERIFY(again);
        QVERIFY(*again == *made);
        auto begun = *made;
        begun.spectralStartUpdates = 40;
        begun.flatStartUpdates = 20;
        const auto third = experiment::parseUnitEmotionExperiment(experiment::formatUnitEmotionExperiment(begun), "third");
        PROSOSCOPE_VERIFY(third);
        QVERIFY(*third == begun);
    }

    void knowsItsOwnFiles() {
        QVERIFY(experiment::isUnitEmotionExperiment(text()));
        QVERIFY(!experiment::isUnitEmotionExperiment("kind = \"recogniser\""));
        QVERIFY(!experiment::isUnitEmotionExperiment("kind = \"unit-emotion"));
        QVERIFY(!experiment::isUnitEmotionExperiment(""));
    }

    void bundledFilesAreGood() {
        const auto folder = std::filesystem::path(PROSOSCOPE_SOURCE_DIR) / "resources" / "experiments";
        const auto nemo = experiment::readUnitEmotionExperiment(folder / "nemo-phonetic-units.toml");
        PROSOSCOPE_VERIFY(nemo);
        QVERIFY(nemo->encoder.start.empty());
        QCOMPARE(nemo->encoder.channels, 128);
        const auto paper = experiment::readUnitEmotionExperiment(folder / "wav2vec2-phonetic-units.toml");
        PROSOSCOPE_VERIFY(paper);
        QVERIFY(paper->updates == 15000 && paper->frozenUpdates == 10000 && paper->learningRate == 5e-5);
        QCOMPARE(paper->protocol, std::string("leave-one-speaker-out"));
        const auto across = experiment::readUnitEmotionExperiment(folder / "wav2vec2-phonetic-units-emodb.toml");
        PROSOSCOPE_VERIFY(across);
        QCOMPARE(across->testCorpora, std::vector<std::string>{"emodb"});
        QVERIFY(across->encoder == paper->encoder && across->labels == paper->labels);
        for (const auto& each : {*nemo, *paper, *across}) {
            const auto again = experiment::parseUnitEmotionExperiment(experiment::formatUnitEmotionExperiment(each), "again");
            PROSOSCOPE_VERIFY(again);
            QVERIFY(*again == each);
        }
    }

    void startsFromAFolderBesideTheFile() {
        QTemporaryDir home;
        std::filesystem::create_directories(toPath(home.filePath("encoder")));
        auto changed = text();
        const std::string sizes = "channels = 128\nwidth = 256\nheads = 4\n";
        changed.replace(changed.find(sizes), sizes.size(), "start = \"encoder\"\n");
        PROSOSCOPE_VERIFY(core::writeFile(toPath(home.filePath("x.toml")), changed));
        const auto found = experiment::readUnitEmotionExperiment(toPath(home.filePath("x.toml")));
        PROSOSCOPE_VERIFY(found);
        QCOMPARE(found->encoder.start, home.filePath("encoder").toStdString());
        const auto named = experiment::parseUnitEmotionExperiment(changed, "x.toml");
        PROSOSCOPE_VERIFY(named);
        QCOMPARE(named->encoder.start, std::string("encoder"));
        // One for each seed lies there too, and is named without it.
        std::filesystem::create_directories(toPath(home.filePath("encoder-" + QString::number(found->seed))));
        const std::string plain = "start = \"encoder\"";
        changed.replace(changed.find(plain), plain.size(), "start = \"encoder-{seed}\"");
        PROSOSCOPE_VERIFY(core::writeFile(toPath(home.filePath("x.toml")), changed));
        const auto seeded = experiment::readUnitEmotionExperiment(toPath(home.filePath("x.toml")));
        PROSOSCOPE_VERIFY(seeded);
        QCOMPARE(seeded->encoder.start, home.filePath("encoder-{seed}").toStdString());
    }

    /// With several corpora a plan names speakers as the training does, sorted.
    void plansNameSpeakersOfSeveralCorpora() {
        const auto corpusOf = [](const char* name) {
            corpus::Corpus corpus;
            corpus.name = name;
            for (const char* speaker : {"b", "a"}) {
                for (const char* emotion : {"neutral", "happy"}) {
                    auto& utterance = corpus.utterances.emplace_back();
                    utterance.id = std::string(speaker) + emotion;
                    utterance.speaker = speaker;
                    utterance.emotion = emotion;
                    utterance.language = "en";
                    utterance.transcript = "she saw";
                }
            }
            return corpus;
        };
        const auto nemo = corpusOf("nemo");
        const std::vector others{corpusOf("one"), corpusOf("another")};
        experiment::UnitEmotionExperiment made;
        made.labels.classes = {"neutral", "happy"};
        made.protocol = "other-corpora";
        made.validationSpeakers = {"b"};
        made.testCorpora = {"one", "another"};
        const auto across = experiment::planUnitEmotion(made, nemo, others);
        PROSOSCOPE_VERIFY(across);
        QCOMPARE(across->folds.size(), std::size_t{1});
        const auto& fold = across->folds.front();
        QCOMPARE(fold.name, std::string("one+another"));
        QCOMPARE(fold.validationSpeakers, (std::vector<std::string>{"nemo/b"}));
        QCOMPARE(fold.testSpeakers, (std::vector<std::string>{"another/a", "another/b", "one/a", "one/b"}));
        QCOMPARE(fold.test, std::size_t{8});

        made.protocol = "leave-one-speaker-out";
        made.validationSpeakers.clear();
        made.testCorpora.clear();
        const auto alone = experiment::planUnitEmotion(made, nemo, {});
        PROSOSCOPE_VERIFY(alone);
        QCOMPARE(alone->folds.size(), std::size_t{2});
        QCOMPARE(alone->folds[1].name, std::string("b"));
        QCOMPARE(alone->folds[1].testSpeakers, (std::vector<std::string>{"b"}));
    }

    void namesLineAndKey_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const char* from, const char* to, const char* said) {
            QTest::newRow(name) << from << to << said;
        };
        row("unknown key", "seed = 3", "sead = 3", "line 3");
        row("wrong kind", "unit-emotion", "units-emotion", "line 1");
        row("one class", "[\"neutral\", \"happy\"]", "[\"happy\"]", "classes");
        row("unit", "syllables", "letters", "line 10");
        row("no speaker", "[\"WR0\"]", "[]", "test_speakers");
        row("tested speaker validates", "[\"TP0\"]", "[\"WR0\"]", "WR0");
        row("protocol names none", "[split]\n", "[split]\nprotocol = \"leave-one-speaker-out\"\n", "protocol");
        row("other corpora are none", "[split]\n", "[split]\nprotocol = \"other-corpora\"\n", "split");
        row("corpora without their protocol", "[split]\n", "[split]\ntest_corpora = [\"emodb\"]\n", "test_corpora");
        row("heads", "heads = 4", "heads = 3", "heads");
        row("sizes of a start", "channels = 128", "start = \"a\"\nchannels = 128", "channels");
        row("frozen at random", "updates = 100", "frozen_updates = 10", "frozen_updates");
        row("nothing left for CTC", "updates = 100", "updates = 100\nspectral_start_updates = 60\nflat_start_updates = 40",
            "flat_start_updates");
        row("beginning of a start", "channels = 128\nwidth = 256\nheads = 4\n[training]\n",
            "start = \"a\"\n[training]\nspectral_start_updates = 5\n", "spectral_start_updates");
        row("shares", "hold_share = 0.5", "hold_share = 0.95", "hold_share");
        row("nobody to choose", "validation_speakers = [\"TP0\"]\n", "", "select_by");
        row("no table", "[split]", "[splits]", "split");
        row("name of a file elsewhere", "name = \"units\"", "name = \"../units\"", "line 2");
    }
    void namesLineAndKey() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, said);
        QString changed = QString::fromStdString(text());
        const auto at = changed.indexOf(from);
        QVERIFY(at >= 0);
        changed.replace(at, from.size(), to);
        const auto refused = experiment::parseUnitEmotionExperiment(changed.toStdString(), "x.toml");
        QVERIFY(!refused);
        const auto message = QString::fromStdString(refused.error().message());
        QVERIFY2(message.contains("x.toml") && message.contains(said), qPrintable(message));
    }
};

QTEST_GUILESS_MAIN(TestUnitEmotionExperiment)
#include "TestUnitEmotionExperiment.moc"
