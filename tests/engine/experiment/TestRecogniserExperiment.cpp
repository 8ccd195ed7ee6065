// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeFile.h"
#include "engine/dsp/AudioChange.h"
#include "engine/experiment/Chain.h"
#include "engine/experiment/Experiment.h"
#include "engine/experiment/RecogniserExperiment.h"
#include "engine/experiment/RecogniserRank.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// Files of recognisers: read, checked, written out again.
class TestRecogniserExperiment : public QObject {
    Q_OBJECT

private:
    static std::string text() {
        return "kind = \"recogniser\"\n"
               "name = \"nemo\"\n"
               "seed = 3\n"
               "[corpus]\n"
               "name = \"nemo\"\n"
               "[recogniser]\n"
               "rate_hz = 22050\n"
               "[split]\n"
               "test_speakers = [\"WR0\"]\n"
               "validation_speakers = [\"TP0\"]\n"
               "held_out_texts = 18\n"
               "[training]\n"
               "optimiser = \"maxprop\"\n"
               "learning_rate = 1e-3\n"
               "schedule = \"cosine\"\n"
               "warmup_share = 0.1\n"
               "precision = \"bfloat16\"\n"
               "time_stretch = 0.15\n"
               "frequency_warp = 0.1\n"
               "equaliser_db = 6.0\n"
               "splice_from_epoch = 4\n"
               "splice_share = 0.75\n"
               "splice_fewest = 3\n"
               "splice_most = 12\n"
               "splice_words = 0.25\n"
               "time_masks = 3\n"
               "longest_time_mask = 15\n"
               "align_every = 2\n"
               "select_by = \"held-out-validation\"\n";
    }

private Q_SLOTS:
    void readsAndWritesBack() {
        const auto made = experiment::parseRecogniserExperiment(text(), "x.toml");
        PROSOSCOPE_VERIFY(made);
        QCOMPARE(made->title, std::string("nemo"));
        QCOMPARE(made->rateHz, 22050);
        QCOMPARE(made->heldOutTexts, 18);
        QCOMPARE(made->optimiser, std::string("maxprop"));
        QCOMPARE(made->learningRate, 1e-3);
        QCOMPARE(made->schedule, std::string("cosine"));
        QCOMPARE(made->warmupShare, 0.1);
        QCOMPARE(made->precision, std::string("bfloat16"));
        QVERIFY(made->timeStretch == 0.15 && made->frequencyWarp == 0.1 && made->equaliserDb == 6.0);
        QCOMPARE(made->epochs, 50);
        QVERIFY(made->spliceFromEpoch == 4 && made->spliceShare == 0.75 && made->alignEvery == 2);
        QVERIFY(made->spliceFewest == 3 && made->spliceMost == 12 && made->spliceWords == 0.25);
        QVERIFY(made->timeMasks == 3 && made->longestTimeMask == 15);
        QCOMPARE(made->selectBy, std::string("held-out-validation"));
        const auto again = experiment::parseRecogniserExperiment(experiment::formatRecogniserExperiment(*made), "again");
        PROSOSCOPE_VERIFY(again);
        QVERIFY(*again == *made);
    }

    void anotherRankHasAnotherName() {
        auto made = experiment::parseRecogniserExperiment(text(), "x.toml").value();
        QVERIFY(!experiment::setRank(made, 64));  // there is nothing to factorise
        QCOMPARE(made.name, std::string("nemo"));
        made.network = experiment::kLasRecogniser;
        made.attention.start = "las-nemo";
        PROSOSCOPE_VERIFY(experiment::setRank(made, 64));
        QCOMPARE(made.name, std::string("nemo-rank64"));
        QCOMPARE(made.attention.rank, 64);
        QCOMPARE(made.attention.start, std::string("las-nemo"));
        experiment::Experiment emotion;
        emotion.name = "emotion";
        QVERIFY(!experiment::hearByRank(emotion, 64));
        emotion.start = "nemo-{fold}";
        QVERIFY(!experiment::hearByRank(emotion, 64));  // no model that hears by a recogniser
        emotion.model = experiment::kIaan;
        PROSOSCOPE_VERIFY(experiment::hearByRank(emotion, 64));
        QCOMPARE(emotion.name, std::string("emotion-rank64"));
        QCOMPARE(emotion.start, std::string("nemo-rank64-{fold}"));
    }

    void copiesAreReadAndWrittenBack() {
        QVERIFY(
            experiment::formatRecogniserExperiment(*experiment::parseRecogniserExperiment(text(), "x.toml")).find("copies") ==
            std::string::npos);
        const auto made =
            experiment::parseRecogniserExperiment(text() + "\n[copies]\nspeeds = [0.9, 1.1]\nnoises = 2\n", "x.toml");
        PROSOSCOPE_VERIFY(made);
        QCOMPARE(made->copies.speeds, (std::vector<double>{0.9, 1.1}));
        QCOMPARE(made->copies.count(), std::size_t{4});
        const auto again = experiment::parseRecogniserExperiment(experiment::formatRecogniserExperiment(*made), "again");
        PROSOSCOPE_VERIFY(again);
        QVERIFY(*again == *made);
        const auto refused = experiment::parseRecogniserExperiment(text() + "\n[copies]\nspeeds = [3.0]\n", "x.toml");
        QVERIFY(!refused && refused.error().message().find("speeds") != std::string::npos);
    }

    void domainsAreReadAndWrittenBack() {
        const auto plain = experiment::parseRecogniserExperiment(text(), "x.toml");
        QVERIFY(!plain->domain.isOther());
        QVERIFY(experiment::formatRecogniserExperiment(*plain).find("domain") == std::string::npos);
        const auto made =
            experiment::parseRecogniserExperiment(text() + "\n[domain]\nband_hz = 4000\nnoise_snr_db = 10\n", "x.toml");
        PROSOSCOPE_VERIFY(made);
        QCOMPARE(made->domain.bandHz, 4000.0);
        QCOMPARE(*made->domain.noiseSnrDb, 10.0);
        const auto again = experiment::parseRecogniserExperiment(experiment::formatRecogniserExperiment(*made), "again");
        PROSOSCOPE_VERIFY(again);
        QVERIFY(*again == *made);
        for (const char* wrong : {"band_hz = 20", "noise_snr_db = 500", "rooms = 1"})
            QVERIFY2(!experiment::parseRecogniserExperiment(text() + "\n[domain]\n" + wrong + "\n", "x.toml"), wrong);
        // A copy's own noise takes the place of the domain's; the band is the domain's always.
        dsp::AudioChange copy;
        copy.noiseSnrDb = 25.0;
        copy.speed = 1.1;
        const auto placed = experiment::inDomain(made->domain, copy);
        QVERIFY(placed.noiseSnrDb == 25.0 && placed.bandHz == 4000.0 && placed.speed == 1.1);
        const auto whole = experiment::domainChange(made->domain);
        QVERIFY(whole.noiseSnrDb == 10.0 && whole.bandHz == 4000.0 && whole.speed == 1.0);
    }

    /// Sessions, subsets and the corpus's own parts instead of speakers.
    void partsBecomeSpeakers() {
        corpus::Corpus corpus;
        corpus.name = "books";
        for (const auto& [speaker, session, subset, split] : {std::tuple{"14", "", "train-clean-360", "train"},
                                                              {"84", "", "dev-clean", "development"},
                                                              {"61", "", "test-clean", "test"},
                                                              {"62", "", "test-clean", "test"},
                                                              {"F1", "Session1", "", ""}}) {
            corpus::Utterance utterance;
            utterance.speaker = speaker;
            utterance.session = session;
            utterance.split = split;
            if (*subset != '\0') utterance.texts["subset"] = subset;
            corpus.utterances.push_back(std::move(utterance));
        }
        const auto with = [](const std::string& split) {
            return experiment::parseRecogniserExperiment(
                "kind = \"recogniser\"\nname = \"las\"\n[corpus]\nname = \"books\"\n[split]\n" + split, "las.toml");
        };
        auto made = with("test_parts = [\"test-clean\", \"Session1\"]\nvalidation_parts = [\"development\"]\n");
        PROSOSCOPE_VERIFY(made);
        const auto again = experiment::parseRecogniserExperiment(experiment::formatRecogniserExperiment(*made), "again");
        PROSOSCOPE_VERIFY(again);
        QVERIFY(*again == *made);
        PROSOSCOPE_VERIFY(experiment::nameSpeakers(*made, corpus));
        QCOMPARE(made->testSpeakers, (std::vector<std::string>{"61", "62", "F1"}));
        QCOMPARE(made->validationSpeakers, (std::vector<std::string>{"84"}));
        QVERIFY(made->testParts.empty() && made->validationParts.empty());
        auto absent = with("test_parts = [\"test-other\"]\nvalidation_speakers = [\"84\"]\n");
        PROSOSCOPE_VERIFY(absent);
        const auto refused = experiment::nameSpeakers(*absent, corpus);
        QVERIFY(!refused && refused.error().message().find("test-other") != std::string::npos);
        auto both = with("test_parts = [\"test\"]\nvalidation_parts = [\"test-clean\"]\n");
        PROSOSCOPE_VERIFY(both);
        const auto twice = experiment::nameSpeakers(*both, corpus);
        QVERIFY(!twice && twice.error().message().find("The speaker 61") != std::string::npos);
        QVERIFY(!with("test_parts = [\"test\"]\ntest_speakers = [\"61\"]\nvalidation_parts = [\"dev-clean\"]\n"));
        QVERIFY(!with("test_parts = [\"test\"]\n"));
        QCOMPARE(experiment::sessionsOf(corpus), (std::vector<std::string>{"Session1"}));
    }

    /// A stage goes on from what an earlier one makes, also where its start holds the seed: its key follows that of the earlier
    /// one.
    void aChainKnowsSeededStarts() {
        QTemporaryDir home;
        const auto at = [&](const char* name) { return toPath(home.filePath(name)); };
        const auto write = [&](int epochs, const std::string& start) {
            const std::string rest =
                "[corpus]\nname = \"nemo\"\n[split]\ntest_speakers = [\"a\"]\nvalidation_speakers = "
                "[\"b\"]\n[training]\nepochs = ";
            PROSOSCOPE_VERIFY(core::writeFile(at("first.toml"),
                                              "kind = \"recogniser\"\nname = \"heard-5\"\n[recogniser]\nnetwork = "
                                              "\"las-recogniser\"\n" +
                                                  rest + std::to_string(epochs) + "\n"));
            PROSOSCOPE_VERIFY(core::writeFile(at("next.toml"),
                                              "kind = \"recogniser\"\nname = \"next\"\nseed = 5\n[recogniser]\nnetwork = "
                                              "\"las-recogniser\"\nstart = \"" +
                                                  start + "\"\n" + rest + "2\n"));
            PROSOSCOPE_VERIFY(core::writeFile(at("chain.toml"),
                                              "kind = \"chain\"\nname = \"both\"\n[[stage]]\nfile = \"first.toml\"\n"
                                              "[[stage]]\nfile = \"next.toml\"\n"));
        };
        const auto key = [&] {
            const auto chain = experiment::readChain(at("chain.toml"));
            [&] { PROSOSCOPE_VERIFY(chain); }();
            return chain->stages.at(1).key;
        };
        write(2, "heard-{seed}");
        const auto before = key();
        QCOMPARE(key(), before);
        write(3, "heard-{seed}");
        QVERIFY(key() != before);
        write(2, "other-{seed}");  // of another chain's making
        const auto other = key();
        write(3, "other-{seed}");
        QCOMPARE(key(), other);
    }

    /// Those of a stage of a chain: "las-nemo" has no part in "las-nemo-structured".
    void namesTheTrainingsOfAStage() {
        corpus::Corpus corpus;
        for (const char* session : {"2", "1", ""}) {
            auto& utterance = corpus.utterances.emplace_back();
            utterance.session = session;
            utterance.speaker = std::string("s") + session;
        }
        experiment::ChainStage stage;
        stage.name = "las-nemo";
        QCOMPARE(experiment::trainingNames(stage, corpus), (std::vector<std::string>{"las-nemo"}));
        stage.every = "session";
        QCOMPARE(experiment::trainingNames(stage, corpus), (std::vector<std::string>{"las-nemo", "las-nemo-1", "las-nemo-2"}));
        stage.every = "speaker";
        QCOMPARE(experiment::trainingNames(stage, corpus),
                 (std::vector<std::string>{"las-nemo", "las-nemo-s", "las-nemo-s1", "las-nemo-s2"}));
        QCOMPARE(experiment::trainingNames(stage, {}), (std::vector<std::string>{"las-nemo"}));
    }

    /// No epoch at all: a network is tested as it is, which has to be named.
    void testsWithoutTraining() {
        const auto with = [](const std::string& start) {
            return experiment::parseRecogniserExperiment(
                "kind = \"recogniser\"\nname = \"las\"\n[corpus]\nname = \"books\"\n[recogniser]\nnetwork = "
                "\"las-recogniser\"\n" +
                    start + "[split]\ntest_speakers = [\"a\"]\nvalidation_speakers = [\"b\"]\n[training]\nepochs = 0\n",
                "las.toml");
        };
        PROSOSCOPE_VERIFY(with("start = \"other\"\n"));
        const auto refused = with("");
        QVERIFY(!refused && refused.error().message().find("epochs") != std::string::npos);
    }

    void readsAttentionAndStages() {
        const std::string text =
            "kind = \"recogniser\"\nname = \"las\"\n[corpus]\nname = \"nemo\"\n"
            "[recogniser]\nnetwork = \"las-recogniser\"\nstart = \"other\"\nrank = 64\n"
            "[split]\ntest_speakers = [\"a\"]\nvalidation_speakers = [\"b\"]\n"
            "[training]\nlearning_rate = 1e-4\nlargest_norm = 5\nlabel_smoothing = 0.05\nselect_by = \"validation-errors\"\n"
            "[stage.1]\nparts = \"listener\"\nepochs = 3\nteacher_forcing = 1\n"
            "[stage.2]\nepochs = 2\nlearning_rate = 1e-5\ndropout = 0.2\n";
        const auto made = experiment::parseRecogniserExperiment(text, "las.toml");
        PROSOSCOPE_VERIFY(made);
        QCOMPARE(made->attention.start, std::string("other"));
        QCOMPARE(made->attention.rank, 64);
        QCOMPARE(made->attention.labelSmoothing, 0.05);
        QCOMPARE(made->epochs, 5);
        const auto stages = experiment::stagesOf(*made);
        QCOMPARE(stages.size(), std::size_t{2});
        QVERIFY((stages[0] == experiment::RecogniserStage{"listener", 3, 1e-4, 1.0, 0.5}));
        QVERIFY((stages[1] == experiment::RecogniserStage{"all", 2, 1e-5, 0.9, 0.2}));
        const auto again = experiment::parseRecogniserExperiment(experiment::formatRecogniserExperiment(*made), "again");
        PROSOSCOPE_VERIFY(again);
        QVERIFY(*again == *made);
        const auto refused = [&](const std::string& from, const std::string& to, const std::string& named) {
            auto other = text;
            other.replace(other.find(from), from.size(), to);
            const auto read = experiment::parseRecogniserExperiment(other, "las.toml");
            QVERIFY2(!read && read.error().message().find("\"" + named) != std::string::npos,
                     read ? "read" : read.error().message().c_str());
        };
        refused("rank = 64", "rank = 64\ncells = 128", "recogniser.cells");
        refused("label_smoothing", "ctc_weight = 1.5\nlabel_smoothing", "training.ctc_weight");
        refused("label_smoothing", "splice_from_epoch = 3\nlabel_smoothing", "training.splice_from_epoch");
        auto heard = text;
        heard.replace(heard.find("label_smoothing"), 0, "ctc_weight = 0.3\nsplice_from_epoch = 3\n");
        heard += "\n[search]\nbeam = 8\nctc_share = 0.4\n";
        const auto spliced = experiment::parseRecogniserExperiment(heard, "las.toml");
        PROSOSCOPE_VERIFY(spliced);
        QVERIFY((spliced->search == experiment::TextSearch{8, 0.4}));
        QVERIFY(spliced->attention.ctcWeight == 0.3 && spliced->spliceFromEpoch == 3);
        QVERIFY(*experiment::parseRecogniserExperiment(experiment::formatRecogniserExperiment(*spliced), "again") == *spliced);
        refused("start = \"other\"\n", "", "recogniser.rank");
        QVERIFY(experiment::parseRecogniserExperiment(text + "\n[search]\nctc_share = 0.4\n", "las.toml"));  // may have it
        refused("start = \"other\"\nrank = 64\n", "[search]\nctc_share = 0.4\n", "search.ctc_share");
        refused("label_smoothing", "precision = \"bfloat16\"\nlabel_smoothing", "training.precision");
        refused("largest_norm", "epochs = 9\nlargest_norm", "stage");
        refused("network = \"las-recogniser\"\nstart = \"other\"\nrank = 64", "", "training.label_smoothing");
        refused("parts = \"listener\"", "parts = \"ears\"", "stage.1.parts");
    }

    void knowsItsOwnFiles() {
        QVERIFY(experiment::isRecogniserExperiment(text()));
        QVERIFY(!experiment::isRecogniserExperiment("name = \"a\"\n[labels]\nclasses = [\"sad\"]\n"));
        QVERIFY(!experiment::isRecogniserExperiment("kind = 3"));
        QVERIFY(!experiment::isRecogniserExperiment("kind = \"recogniser"));
    }

    void bundledFilesAreGood() {
        const auto folder = std::filesystem::path(PROSOSCOPE_SOURCE_DIR) / "resources" / "experiments";
        const auto plain = experiment::readRecogniserExperiment(folder / "nemo-recogniser.toml");
        PROSOSCOPE_VERIFY(plain);
        auto control = experiment::readRecogniserExperiment(folder / "nemo-recogniser-shuffled.toml");
        PROSOSCOPE_VERIFY(control);
        QVERIFY(control->shuffledTexts && !plain->shuffledTexts);
        control->shuffledTexts = false;
        control->name = plain->name;
        control->title = plain->title;
        QVERIFY(*control == *plain);
        const auto attentive = experiment::readRecogniserExperiment(folder / "las-nemo.toml");
        PROSOSCOPE_VERIFY(attentive);
        auto shuffled = experiment::readRecogniserExperiment(folder / "las-nemo-shuffled.toml");
        PROSOSCOPE_VERIFY(shuffled);
        QVERIFY(shuffled->shuffledTexts);
        shuffled->shuffledTexts = false;
        shuffled->name = attentive->name;
        shuffled->title = attentive->title;
        QVERIFY(*shuffled == *attentive);
        const auto structured = experiment::readRecogniserExperiment(folder / "las-nemo-structured.toml");
        PROSOSCOPE_VERIFY(structured);
        QCOMPARE(structured->attention.start, attentive->name);
        QCOMPARE(structured->stages.size(), std::size_t{3});
        // Adapted and as it is are heard over the same line.
        const auto adapted = experiment::readRecogniserExperiment(folder / "las-nemo-telephone.toml");
        const auto unadapted = experiment::readRecogniserExperiment(folder / "las-nemo-telephone-unadapted.toml");
        PROSOSCOPE_VERIFY(adapted);
        PROSOSCOPE_VERIFY(unadapted);
        QCOMPARE(adapted->attention.start, attentive->name);
        QCOMPARE(adapted->stages, structured->stages);
        QVERIFY(adapted->domain.isOther() && adapted->domain == unadapted->domain);
        QVERIFY(unadapted->stages.empty() && unadapted->epochs == 0);
        // The control of the search differs in nothing else.
        const auto greedy = experiment::readRecogniserExperiment(folder / "las-nemo-greedy.toml");
        PROSOSCOPE_VERIFY(greedy);
        QCOMPARE(greedy->attention.start, attentive->name);
        QVERIFY(greedy->search == experiment::TextSearch{} && attentive->search.ctcShare > 0.0);
        QVERIFY(greedy->epochs == 0 && !greedy->domain.isOther());
        for (const auto* each : {&*structured, &*adapted, &*unadapted, &*greedy}) {
            QCOMPARE(each->testSpeakers, attentive->testSpeakers);
            QCOMPARE(each->heldOutTexts, attentive->heldOutTexts);
        }
    }

    void namesLineAndKey_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("said");
        QTest::newRow("unknown key") << "seed = 3"
                                     << "sead = 3"
                                     << "line 3";
        QTest::newRow("wrong kind") << "kind = \"recogniser\""
                                    << "kind = \"emotion\""
                                    << "line 1";
        QTest::newRow("no name") << "name = \"nemo\"\nseed"
                                 << "seed"
                                 << "name";
        QTest::newRow("name of a file elsewhere") << "name = \"nemo\"\nseed"
                                                  << "name = \"../nemo\"\nseed"
                                                  << "line 2";
        QTest::newRow("no search") << "[split]"
                                   << "[search]\nbeam = 0\n\n[split]"
                                   << "search.beam";
        QTest::newRow("share of CTC beside nothing") << "[split]"
                                                     << "[search]\nctc_share = 0.5\n\n[split]"
                                                     << "search.ctc_share";
        QTest::newRow("rate") << "22050"
                              << "20000"
                              << "line 7";
        QTest::newRow("no speaker") << "[\"WR0\"]"
                                    << "[]"
                                    << "line 9";
        QTest::newRow("tested speaker validates") << "[\"TP0\"]"
                                                  << "[\"WR0\"]"
                                                  << "WR0";
        QTest::newRow("optimiser") << "maxprop"
                                   << "sgd"
                                   << "line 13";
        QTest::newRow("rate of learning") << "1e-3"
                                          << "-1.0"
                                          << "line 14";
        QTest::newRow("pieces that end before they begin") << "splice_most = 12"
                                                           << "splice_most = 2"
                                                           << "line 24";
        QTest::newRow("chosen by what is not there") << "held_out_texts = 18"
                                                     << "held_out_texts = 0"
                                                     << "select_by";
        QTest::newRow("no table") << "[split]"
                                  << "[splits]"
                                  << "split";
    }
    void namesLineAndKey() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, said);
        QString changed = QString::fromStdString(text());
        const auto at = changed.indexOf(from);
        QVERIFY(at >= 0);
        changed.replace(at, from.size(), to);
        const auto refused = experiment::parseRecogniserExperiment(changed.toStdString(), "x.toml");
        QVERIFY(!refused);
        const auto message = QString::fromStdString(refused.error().message());
        QVERIFY2(message.contains("x.toml") && message.contains(said), qPrintable(message));
    }
};

QTEST_GUILESS_MAIN(TestRecogniserExperiment)
#include "TestRecogniserExperiment.moc"
