// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include <cmath>

#include "engine/backend/TorchBackend.h"
#include "engine/models/las/LasNetwork.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/DialogueSystem.h"
#include "engine/training/DialogueTrainee.h"
#include "engine/training/DialogueTurns.h"
#include "engine/training/StoredNetworks.h"
#include "tests/TestSupport.h"
#include "tests/fixtures/DialogueFixture.h"

using namespace prososcope;
namespace fs = std::filesystem;

/// Classification of turns in their dialogues: contexts from a corpus, the frames of features or of a recogniser's layer, and
/// trainings on generated dialogues in which the context decides.
class TestDialogueTraining : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;
    corpus::Corpus m_corpus;
    backend::TorchBackend* m_backend = nullptr;

    /// Remembers what it is told.
    struct Listener : backend::RunObserver {
        std::vector<std::string> remarks;
        void remark(const core::Text& text) override { remarks.push_back(text.english()); }
        [[nodiscard]] bool told(const std::string& words) const {
            return std::any_of(remarks.begin(), remarks.end(),
                               [&](const auto& remark) { return remark.find(words) != std::string::npos; });
        }
    };

    [[nodiscard]] fs::path place(const char* name) const { return toPath(m_home.filePath(name)); }
    [[nodiscard]] store::Workspace workspace() const { return store::Workspace::open(place("ws")).value(); }
    core::Result<store::RunRecord> run(const experiment::Experiment& experiment, const corpus::Corpus& corpus,
                                       Listener& listener) {
        core::Progress progress;
        return m_backend->run({experiment, corpus, place("ws"), {}, {}, "test", {}, {}, {}}, listener, progress);
    }
    core::Result<store::RunRecord> run(const experiment::Experiment& experiment) {
        Listener nobody;
        return run(experiment, m_corpus, nobody);
    }

    static experiment::Experiment asFile(const std::string& model, const std::string& training = {},
                                         const std::string& protocol = "las-iaan-five-sessions", bool features = true) {
        const auto text =
            "name = \"talk\"\nseed = 3\nthreads = 1\ndevice = \"cpu\"\n[corpus]\nname = \"talk\"\n[labels]\n"
            "classes = [\"angry\", \"happy\", \"neutral\", \"sad\"]\n" +
            std::string(features ? "[features]\nset = \"logmel80\"\n" : "") +
            "[model]\nkind = \"iaan\"\nhidden = 16\nattention = 8\nmlp = 16\n" + model +
            "\n[training]\nepochs = 25\nbatch = 16\nlearning_rate = 0.005\nweight_decay = 0\n"
            "class_balance = \"none\"\n" +
            training + "\n[folds]\nprotocol = \"" + protocol + "\"\n";
        const auto parsed = experiment::parseExperiment(text, "made.toml");
        [&] { PROSOSCOPE_VERIFY(parsed); }();
        if (!parsed) return {};
        const auto again = experiment::parseExperiment(experiment::formatExperiment(*parsed), "again.toml");
        [&] {
            PROSOSCOPE_VERIFY(again);
            QCOMPARE(experiment::formatExperiment(*again), experiment::formatExperiment(*parsed));
            QVERIFY(again->dialogue == parsed->dialogue);
        }();
        return *parsed;
    }

    static corpus::Utterance turn(const std::string& id, const std::string& speaker, const std::string& dialogue, int number,
                                  const std::string& session = "S1") {
        corpus::Utterance utterance;
        utterance.id = id;
        utterance.speaker = speaker;
        utterance.dialogue = dialogue;
        utterance.turn = number;
        utterance.session = session;
        return utterance;
    }
    static std::string english(const training::DialogueTurns& turns) {
        std::string text;
        for (const auto& remark : turns.remarks) text += remark.english() + "\n";
        return text;
    }
    static features::FeatureMatrixPtr matrix(std::size_t frames, std::size_t columns, std::uint64_t seed) {
        auto made = std::make_shared<features::FeatureMatrix>();
        made->frames = frames;
        made->columns = columns;
        core::Random random(seed);
        for (std::size_t i = 0; i < frames * columns; ++i) made->values.push_back(static_cast<float>(random.normal()));
        return made;
    }
    /// A recogniser of random weights that has been trained on these speakers, so to say.
    void storeRecogniser(const std::string& name, std::uint64_t seed, const std::vector<std::string>& speakers) {
        models::LasSettings settings;
        settings.cells = 6;
        settings.decoder = 8;
        settings.embedding = 4;
        settings.attention = 4;
        settings.symbols = 6;
        const auto set = training::lasFeatures();
        PROSOSCOPE_VERIFY(set);
        const auto network = models::makeLasNetwork(settings, seed);
        store::ModelCard card;
        card.name = name;
        card.kind = training::kLasKind;
        card.featureSet = (*set)->name();
        card.featureParameters = (*set)->parameters();
        card.rateHz = (*set)->rateHz();
        card.settings = settings.values();
        card.trainingCorpus = "talk";
        card.trainingSpeakers = speakers;
        PROSOSCOPE_VERIFY(
            training::saveRecogniser(nn::stateOf(*network), {"a", "b", "c"}, workspace().modelsFolder() / name, card));
    }

private Q_SLOTS:
    void initTestCase() {
        const auto backend = backend::torchBackend();
        PROSOSCOPE_VERIFY(backend);
        m_backend = *backend;
    }

    /// The last turns before it, of the same dialogue and session, whatever their labels; in the order of their numbers.
    void contexts() {
        corpus::Corpus corpus;
        corpus.name = "talk";
        corpus.utterances = {turn("a1", "F", "d", 1), turn("a2", "M", "d", 2), turn("a3", "M", "d", 3), turn("a4", "F", "d", 4),
                             turn("b1", "X", "d", 5, "S2")};  // another session's dialogue of the same name
        const std::vector<corpus::Utterance> labelled = {corpus.utterances[3], corpus.utterances[2], corpus.utterances[4]};
        const auto turns = training::dialogueTurns(labelled, std::span(&corpus, 1), "dialogue", 1);
        QCOMPARE(turns.contexts.size(), std::size_t{3});
        // a4: the last of M is a3, which is labelled; the last of F is a1, which is not.
        QCOMPARE(turns.contexts[0].interlocutor, std::optional<std::size_t>(1));
        QCOMPARE(turns.contexts[0].previous.value() >= labelled.size(), true);
        QCOMPARE(turns.further[*turns.contexts[0].previous - labelled.size()].id, std::string("a1"));
        QCOMPARE(turns.further[*turns.contexts[1].previous - labelled.size()].id, std::string("a2"));
        QCOMPARE(turns.further[*turns.contexts[1].interlocutor - labelled.size()].id, std::string("a1"));
        QVERIFY(turns.contexts[2] == models::TurnContext());
        QCOMPARE(turns.further.size(), std::size_t{2});
        QVERIFY2(english(turns).find("Of 3 turns, 1 have no turn") != std::string::npos, english(turns).c_str());
        QVERIFY2(
            english(turns).find("Dialogues with one speaker, whose turns have no interlocutor: 1 (d)") != std::string::npos,
            english(turns).c_str());

        const auto none = training::dialogueTurns(labelled, std::span(&corpus, 1), "none", 1);
        QVERIFY(none.further.empty());
        QVERIFY(none.contexts == std::vector<models::TurnContext>(3));
        const auto shuffled = training::dialogueTurns(labelled, std::span(&corpus, 1), "shuffled", 1);
        QVERIFY(shuffled.contexts[2] == models::TurnContext());  // alone in its session
        QVERIFY((shuffled.contexts[0] == turns.contexts[0] && shuffled.contexts[1] == turns.contexts[1]) ||
                (shuffled.contexts[0] == turns.contexts[1] && shuffled.contexts[1] == turns.contexts[0]));
    }

    void whatIsOddIsCounted() {
        corpus::Corpus corpus;
        corpus.name = "talk";
        corpus.utterances = {turn("a1", "F", "d", 1), turn("a2", "M", "d", 2), turn("a3", "F", "d", 2), turn("a4", "M", "d", 3),
                             turn("a5", "F", "d", 0)};
        corpus.utterances[4].turn.reset();
        for (const auto& [i, start] : {std::pair{0, 3.0}, {1, 1.0}, {2, 5.0}, {3, 6.0}})
            corpus.utterances[static_cast<std::size_t>(i)].numbers["dialogue_start"] = start;
        const auto turns = training::dialogueTurns(corpus.utterances, std::span(&corpus, 1), "dialogue", 1);
        const auto told = english(turns);
        QVERIFY2(told.find("no context and are none: 1 (a5)") != std::string::npos, told.c_str());
        QVERIFY2(told.find("ordered by name: 1 (a3)") != std::string::npos, told.c_str());
        QVERIFY2(
            told.find("out of order, which begin before the one with the number ahead of theirs: 1 (a2)") != std::string::npos,
            told.c_str());
        QCOMPARE(turns.contexts[3].interlocutor, std::optional<std::size_t>(2));
        QVERIFY(turns.contexts[4] == models::TurnContext());

        for (auto& utterance : corpus.utterances) utterance.dialogue.clear();
        const auto silent = training::dialogueTurns(corpus.utterances, std::span(&corpus, 1), "dialogue", 1);
        QCOMPARE(english(silent), std::string("The corpus talk names no dialogues: every utterance is classified without "
                                              "context.\n"));
        QVERIFY(silent.contexts == std::vector<models::TurnContext>(5));
    }

    /// The two speakers of a dialogue are in one part of a fold, or the run does not begin.
    void contextsCrossNoFold() {
        corpus::Corpus corpus;
        corpus.name = "talk";
        corpus.utterances = {turn("a1", "F", "d", 1), turn("a2", "M", "d", 2)};
        const auto turns = training::dialogueTurns(corpus.utterances, std::span(&corpus, 1), "dialogue", 1);
        corpus::Fold fold;
        fold.name = "M";
        fold.train = {0};
        fold.test = {1};
        fold.trainSpeakers = {"F"};
        fold.testSpeakers = {"M"};
        const auto refused = training::refuseCrossingContexts(turns, corpus.utterances, {fold});
        QVERIFY(!refused);
        QVERIFY(refused.error().message().find("In fold M the context of the turn a2 is spoken by F") != std::string::npos);
        fold.speakerDependent = true;
        PROSOSCOPE_VERIFY(training::refuseCrossingContexts(turns, corpus.utterances, {fold}));
        fold.speakerDependent = false;
        const auto none = training::dialogueTurns(corpus.utterances, std::span(&corpus, 1), "none", 1);
        PROSOSCOPE_VERIFY(training::refuseCrossingContexts(none, corpus.utterances, {fold}));
    }

    void rowsAreMeansOfNeighbours() {
        auto made = std::make_shared<features::FeatureMatrix>();
        made->frames = 5;
        made->columns = 2;
        made->values = {1, 10, 3, 20, 5, 30, 7, 40, 9, 60};
        training::TurnRows rows;
        rows.pool = 2;
        QCOMPARE(rows.rowsOf(made), std::size_t{3});
        std::vector<float> values(6);
        rows.fill(made, 2, values);
        QCOMPARE(values, (std::vector<float>{2, 15, 6, 35, 9, 60}));
        rows.scale = {{2, 15}, {0.5F, 0.1F}};
        rows.fill(made, 2, values);
        QCOMPARE(values, (std::vector<float>{0, 0, 2, 2, 3.5F, 4.5F}));
        QCOMPARE(rows.rowsOf(nullptr), std::size_t{1});  // one of zeros
        std::vector<float> one(2, 7.0F);
        rows.fill(nullptr, 2, one);
        QCOMPARE(one, (std::vector<float>{0, 0}));
        const auto standard = training::standardisedRows(1, {{made, 0}});
        QCOMPARE(standard.scale.mean, (std::vector<float>{5, 32}));
        QVERIFY(std::abs(standard.scale.scale[0] - 1.0F / std::sqrt(8.0F)) < 1e-6F);
    }

    /// What else is in a batch changes nothing.
    void posteriorsDoNotDependOnTheBatch() {
        models::IaanSettings settings;
        settings.inputs = 5;
        settings.hidden = 7;
        settings.attention = 3;
        settings.mlp = 4;
        settings.classes = 3;
        auto network = models::makeIaanNetwork(settings, 4);
        std::vector<training::Example> examples;
        for (std::size_t i = 0; i < 6; ++i) {
            examples.push_back({matrix(3 + 7 * i, 5, i),
                                0,
                                {},
                                i % 2 == 0 ? matrix(30 - 4 * i, 5, 50 + i) : nullptr,
                                i == 3 ? nullptr : matrix(2 + i, 5, 90 + i)});
        }
        training::TurnRows rows;
        rows.pool = 2;
        core::Progress silent;
        const auto together = training::dialoguePosteriors(network, rows, examples, "cpu", silent);
        PROSOSCOPE_VERIFY(together);
        for (std::size_t i = 0; i < examples.size(); ++i) {
            const auto alone = training::dialoguePosteriors(network, rows, {examples[i]}, "cpu", silent);
            PROSOSCOPE_VERIFY(alone);
            for (std::size_t c = 0; c < 3; ++c) QVERIFY(std::abs((*alone)[0][c] - (*together)[i][c]) < 1e-5F);
        }
        examples.front().previous = nullptr;
        const auto changed = training::dialoguePosteriors(network, rows, examples, "cpu", silent);
        QVERIFY(std::abs((*changed)[0][0] - (*together)[0][0]) > 1e-6F);  // it does listen to it
    }

    /// The current turn leaves two classes open, its context does not; a context that is another turn's is worth nothing.
    void theContextDecides() {
        if (!fixture::dialogues::canSpeak()) QSKIP("needs espeak-ng, which is absent here");
        QVERIFY(fixture::dialogues::write(place("corpus"), {2, 28, 5}));
        core::Progress silent;
        auto imported = corpus::importCorpus(place("corpus"), {"iemocap", "talk", {}}, silent);
        PROSOSCOPE_VERIFY(imported);
        m_corpus = std::move(*imported);
        QCOMPARE(m_corpus.utterances.size(), std::size_t{280});
        std::map<std::string, double> recalls;
        for (const std::string context : {"dialogue", "none", "shuffled"}) {
            const auto finished = run(asFile("pool = 8\ncontext = \"" + context + "\""));
            PROSOSCOPE_VERIFY(finished);
            recalls[context] = *finished->uar;
            QVERIFY(!finished->speakerDependent);
            const auto marked = context == "none"       ? ", without context"
                                : context == "shuffled" ? ", with shuffled context (a control)"
                                                        : "";
            QCOMPARE(finished->system, std::string("interaction-aware attention on logmel80") + marked);
            qInfo("%s: UAR %.3f [%.3f, %.3f], n = %d", context.c_str(), *finished->uar, *finished->uarLow, *finished->uarHigh,
                  static_cast<int>(finished->utterances));
        }
        QVERIFY(recalls["none"] < 0.65);
        QVERIFY(recalls["dialogue"] >= 0.85);
        QVERIFY(std::abs(recalls["shuffled"] - recalls["none"]) <= 0.03);
    }

    /// The authors' way to choose the step is there, and is said of every figure.
    void chosenOnTheTestPart() {
        if (m_corpus.utterances.empty()) QSKIP("needs the dialogues");
        auto experiment = asFile("pool = 8", "select_by = \"test-oracle\"\n");
        experiment.training.epochs = 2;
        const auto finished = run(experiment);
        PROSOSCOPE_VERIFY(finished);
        QVERIFY2(finished->system.ends_with(", epoch chosen on the test part (figures too good)"), finished->system.c_str());
        QVERIFY(finished->speakerDependent);
        const auto folds = workspace().folds(finished->id);
        PROSOSCOPE_VERIFY(folds);
        for (const auto& fold : *folds) {
            QVERIFY(fold.innerSpeakers.empty());
            QCOMPARE(fold.trainSpeakers.size(), std::size_t{8});
        }
        experiment.saveModel = true;
        const auto refused = run(experiment);
        QVERIFY(!refused && refused.error().message().find("needs the turns before") != std::string::npos);
    }

    /// The layers of a stored recogniser, one for all folds or one for each, that has not heard its test part.
    void aRecognisersLayer() {
        if (m_corpus.utterances.empty()) QSKIP("needs the dialogues");
        const auto speakers = m_corpus.speakers();
        for (int s = 1; s <= 5; ++s) {  // each has heard all but a session
            std::vector<std::string> heard;
            for (const auto& speaker : speakers) {
                if (speaker.substr(0, 5) != "Ses0" + std::to_string(s)) heard.push_back(speaker);
            }
            storeRecogniser("own-Session" + std::to_string(s), static_cast<std::uint64_t>(s), heard);
        }
        const auto layered = [&](const std::string& start, const std::string& layer) {
            auto experiment = asFile("start = \"" + start + "\"\n" + layer, {}, "las-iaan-five-sessions", false);
            experiment.training.epochs = 1;
            return experiment;
        };
        Listener listener;
        const auto each = run(layered("own-{fold}", "layer = \"pBLSTM-Layer1\""), m_corpus, listener);
        PROSOSCOPE_VERIFY(each);
        QCOMPARE(each->system, std::string("interaction-aware attention on own-{fold}, pBLSTM-Layer1"));
        QVERIFY(!each->speakerDependent);  // every fold's recogniser has not heard its test part
        QVERIFY(listener.told("have no turn of their own speaker among the last 8"));
        const auto one = run(layered("own-Session1", ""));
        PROSOSCOPE_VERIFY(one);
        QVERIFY(one->speakerDependent);  // it has heard the other sessions
        QVERIFY2(one->system.ends_with("own-Session1, pBLSTM-Layer2") || one->system.ends_with("own-Session1"),
                 one->system.c_str());

        const auto sentence = [&](const experiment::Experiment& experiment) {
            const auto refused = run(experiment);
            return refused ? std::string("it ran") : refused.error().message();
        };
        QCOMPARE(sentence(layered("own-Session1", "layer = \"pyramid\"")),
                 std::string("The recogniser own-Session1 has no layer pyramid. Its layers are: BLSTM, dense, recurrent 1, "
                             "pBLSTM-Layer1, recurrent 2, pBLSTM-Layer2."));
        QVERIFY(sentence(layered("nobody", "")).find("nobody") != std::string::npos);
        QVERIFY(sentence(asFile("heads = 2")).find("heads") != std::string::npos);
        QVERIFY(sentence(asFile("pool = 0.5")).find("whole number") != std::string::npos);
        QVERIFY(sentence(asFile("inputs = 39")).find("80 columns") != std::string::npos);
        auto functionals = asFile("");
        functionals.featureSet = "eGeMAPSv02";
        QVERIFY(sentence(functionals).find("one row for a whole recording") != std::string::npos);
        auto copies = asFile("");
        copies.copies.speeds = {0.9};
        QVERIFY(sentence(copies).find("[copies]") != std::string::npos);
        QVERIFY(sentence(asFile("", {}, "leave-one-speaker-out")).find("belongs to another part") != std::string::npos);
    }

    /// The layer's rows are the listener's, at its rate.
    void layersAreTheListeners() {
        storeRecogniser("heard", 9, {"nobody"});
        const auto layer = training::RecogniserLayer::open("heard", "pBLSTM-Layer1", workspace().modelsFolder(), "cpu", {});
        PROSOSCOPE_VERIFY(layer);
        QCOMPARE((*layer)->columns().size(), std::size_t{12});
        std::vector<float> sound(16000);
        core::Random random(3);
        for (auto& value : sound) value = 0.1F * static_cast<float>(random.normal());
        const auto rows = (*layer)->compute(sound);
        PROSOSCOPE_VERIFY(rows);
        const auto features = training::lasFeatures().value()->compute(sound);
        PROSOSCOPE_VERIFY(features);
        QCOMPARE(rows->frames, (features->frames + 1) / 2);
        auto stored = training::loadLasNetwork(store::findModel("heard", workspace().modelsFolder()).value());
        PROSOSCOPE_VERIFY(stored);
        const torch::NoGradGuard noGrad;
        const auto input = torch::tensor(features->values).view({1, static_cast<std::int64_t>(features->frames), -1});
        const auto heard = stored->network->listener->forward(input, {static_cast<std::int64_t>(features->frames)});
        const auto expected = heard.layer1[0].contiguous();
        QCOMPARE(expected.numel(), static_cast<std::int64_t>(rows->values.size()));
        const auto* values = expected.const_data_ptr<float>();
        for (std::size_t i = 0; i < rows->values.size(); ++i) QVERIFY(std::abs(values[i] - rows->values[i]) < 1e-6F);
        QCOMPARE((*layer)->compute(std::vector<float>(3)).value().frames, std::size_t{0});  // too short for one
    }
};

QTEST_GUILESS_MAIN(TestDialogueTraining)
#include "TestDialogueTraining.moc"
