// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/ModuleState.h"
#include "engine/training/Recognisers.h"
#include "engine/training/SpokenNetwork.h"
#include "tests/engine/training/SpellingTraining.h"

using namespace prososcope;
using spelling::equal;
using spelling::train;

/// Training an attention recogniser on made-up spelling: it learns, its stages move what they may, it goes on from another
/// one, whole or factorised, and resumes exactly.
class TestAttentionTraining : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;
    corpus::Corpus m_corpus;

    [[nodiscard]] std::filesystem::path at(const char* name) const { return toPath(m_home.filePath(name)); }

    static experiment::RecogniserExperiment settings(int epochs) {
        auto made = spelling::settings(epochs);
        made.network = experiment::kLasRecogniser;
        made.learningRate = 1e-2;
        made.largestNorm = 5.0;
        made.attention.cells = 16;
        made.attention.decoderCells = 32;
        made.attention.embedding = 8;
        made.attention.attention = 16;
        made.attention.dropout = 0.1;
        return made;
    }

    core::Result<training::RecogniserData> load(const experiment::RecogniserExperiment& made,
                                                std::vector<std::string> alphabet = {}) const {
        core::Progress silent;
        return training::loadRecogniserData(made, m_corpus, at("cache"), 1, silent, std::move(alphabet));
    }

    backend::RecogniserRequest request(const experiment::RecogniserExperiment& made, const char* folder) const {
        backend::RecogniserRequest asked;
        asked.experiment = made;
        asked.corpus = m_corpus;
        asked.folder = at(folder);
        asked.modelsFolder = at("models");
        asked.cacheFolder = at("cache");
        asked.command = "test";
        return asked;
    }

    core::Result<backend::RecogniserOutcome> run(const experiment::RecogniserExperiment& made, const char* folder) const {
        training::Recognisers recognisers;
        core::Progress silent;
        return recognisers.train(request(made, folder), {}, silent);
    }

    static nn::StateDict drawn(const experiment::RecogniserExperiment& made, const training::RecogniserData& data) {
        const auto network = training::makeSpokenNetwork(made, data, {}, torch::kCPU);
        return network ? nn::stateOf((*network)->module()) : nn::StateDict();
    }

    /// Whether the values of the entries whose names begin so are the same.
    static bool same(const nn::StateDict& a, const nn::StateDict& b, const std::string& prefix) {
        bool equal = true;
        for (const auto& entry : a.entries) {
            if (entry.name.starts_with(prefix)) equal = equal && b.find(entry.name)->values == entry.values;
        }
        return equal;
    }

private Q_SLOTS:
    void initTestCase() {
        spelling::writeCorpus(at("corpus"), 4);
        m_corpus = spelling::import(at("corpus"));
        QCOMPARE(m_corpus.utterances.size(), 4 * spelling::texts().size());
    }

    void learnsToSpell() {
        const auto made = settings(60);
        const auto data = load(made);
        PROSOSCOPE_VERIFY(data);
        QCOMPARE(data->set->name(), std::string("mfcc39-speechpy"));
        const auto trained = train({*data, made, {}, "cpu", 1, {}});
        PROSOSCOPE_VERIFY(trained);
        QVERIFY(trained->epochs.back().trainLoss < 0.3 * trained->epochs.front().trainLoss);
        const auto& best = trained->epochs[static_cast<std::size_t>(trained->bestEpoch - 1)];
        QVERIFY2(best.validationErrors < 0.3, qPrintable(QString::number(best.validationErrors)));
    }

    void stagesMoveTheirParts() {
        auto made = settings(1);
        const auto data = load(made);
        PROSOSCOPE_VERIFY(data);
        const auto before = drawn(made, *data);
        for (const auto& [parts, listener, speller] :
             {std::tuple{"listener", true, false}, std::tuple{"speller", false, true}, std::tuple{"all", true, true}}) {
            made.stages = {{parts, 1, 1e-2, 1.0, 0.1}};
            const auto trained = train({*data, made, {}, "cpu", 1, {}});
            PROSOSCOPE_VERIFY(trained);
            QCOMPARE(same(before, trained->state, "listener."), !listener);
            QCOMPARE(same(before, trained->state, "speller."), !speller);
        }
    }

    /// Each stage begins with the best weights so far, so that the validation loss never gets worse for good.
    void goesOnAsIfItHadNotStopped() {
        auto made = settings(5);
        made.stages = {{"listener", 2, 1e-2, 1.0, 0.1}, {"speller", 1, 5e-3, 0.8, 0.0}, {"all", 2, 3e-3, 0.8, 0.1}};
        const auto data = load(made);
        PROSOSCOPE_VERIFY(data);
        const auto whole = train({*data, made, {}, "cpu", 1, {}});
        PROSOSCOPE_VERIFY(whole);
        QCOMPARE(whole->epochs.size(), std::size_t{5});
        QCOMPARE(whole->epochs[1].learningRate, 1e-2);
        QCOMPARE(whole->epochs[2].learningRate, 5e-3);
        QCOMPARE(whole->epochs[4].learningRate, 3e-3);
        for (const int stopped : {1, 2, 3, 4}) {
            const auto checkpoint = at(("stopped" + std::to_string(stopped) + ".safetensors").c_str());
            const training::RecogniserTask task{*data, made, {}, "cpu", 1, checkpoint};
            QCOMPARE(train(task, stopped).error().kind, core::ErrorKind::Cancelled);
            const auto resumed = train(task);
            PROSOSCOPE_VERIFY(resumed);
            QVERIFY(equal(whole->state, resumed->state));
            QCOMPARE(resumed->bestEpoch, whole->bestEpoch);
            for (std::size_t i = 0; i < 5; ++i) QCOMPARE(resumed->epochs[i].trainLoss, whole->epochs[i].trainLoss);
        }
    }

    /// With symbols of single frames beside the speller: these learn with the listener, say where characters lie, and are
    /// stored; a network without them cannot be asked for them.
    void hearsSymbolsOfFrames() {
        auto made = settings(40);
        made.name = "hearing";
        made.attention.ctcWeight = 0.4;
        made.spliceFromEpoch = 25;
        made.spliceShare = 0.5;
        made.spliceFewest = 1;
        const auto data = load(made);
        PROSOSCOPE_VERIFY(data);
        const auto before = drawn(made, *data);
        const auto* weight = before.find("ctc.weight");
        QVERIFY(weight != nullptr);
        QCOMPARE(weight->shape, (std::vector<std::int64_t>{static_cast<std::int64_t>(data->alphabet.size()) + 1, 32}));
        const auto trained = train({*data, made, {}, "cpu", 1, {}});
        PROSOSCOPE_VERIFY(trained);
        const auto& best = trained->epochs[static_cast<std::size_t>(trained->bestEpoch - 1)];
        QVERIFY2(best.validationErrors < 0.5, qPrintable(QString::number(best.validationErrors)));

        const auto network = training::makeSpokenNetwork(made, *data, trained->sizes, torch::kCPU);
        PROSOSCOPE_VERIFY(network);
        PROSOSCOPE_VERIFY(nn::loadState((*network)->module(), trained->state, "network"));
        std::vector<training::PreparedSound> sounds;
        for (const auto& spoken : data->train) sounds.push_back(training::wholeSound(*spoken.features));
        core::Progress silent;
        const auto spans = (*network)->align(sounds, data->train, silent);
        QCOMPARE(spans.size(), sounds.size());
        std::size_t aligned = 0;
        for (std::size_t i = 0; i < spans.size(); ++i) {
            if (!spans[i]) continue;
            ++aligned;
            QCOMPARE(spans[i]->size(), data->train[i].labels.size());
            std::size_t next = 0;
            for (const auto& span : *spans[i]) {
                QVERIFY(span.first >= next && span.first <= span.peak && span.peak <= span.last);
                next = span.last + 1;
            }
            QVERIFY(next <= static_cast<std::size_t>(sounds[i].frames));
        }
        QVERIFY(aligned > spans.size() / 2);

        // A search with CTC writes the tested texts, and a file that only tests does so too.
        auto tested = made;
        tested.name = "joint";
        tested.search = {4, 0.4};
        const auto joint = run(tested, "joint");
        PROSOSCOPE_VERIFY(joint);
        training::Recognisers recognisers;
        const auto opened = recognisers.open(joint->model, "cpu", 1);
        PROSOSCOPE_VERIFY(opened);
        const auto mono = audio::decodeSpeech16k(m_corpus.folder / (joint->tested[2].utterance + ".wav"));
        PROSOSCOPE_VERIFY(mono);
        const std::vector<std::span<const float>> one{*mono};
        QVERIFY((*opened)->testedSearch() == tested.search);
        QCOMPARE((*opened)->transcribe(one, tested.search, silent)->front(), joint->tested[2].hypothesis);
        const auto looked = (*opened)->align(*mono, silent);  // the text that was tested, with where each character looked
        PROSOSCOPE_VERIFY(looked);
        QCOMPARE(looked->text(), joint->tested[2].hypothesis);
        tested.attention.start = "joint";
        tested.epochs = 0;
        tested.name = "joint-again";
        const auto again = run(tested, "joint-again");
        PROSOSCOPE_VERIFY(again);
        for (std::size_t i = 0; i < again->tested.size(); ++i)
            QCOMPARE(again->tested[i].hypothesis, joint->tested[i].hypothesis);

        auto speller = made;
        speller.spliceFromEpoch = 0;
        speller.epochs = 1;
        speller.stages = {{"speller", 1, 1e-2, 1.0, 0.1}};
        QVERIFY(same(before, train({*data, speller, {}, "cpu", 1, {}})->state, "ctc."));
        speller.stages = {{"listener", 1, 1e-2, 1.0, 0.1}};
        QVERIFY(!same(before, train({*data, speller, {}, "cpu", 1, {}})->state, "ctc."));

        auto plain = settings(1);
        plain.name = "deaf";
        PROSOSCOPE_VERIFY(run(plain, "deaf"));
        plain.attention.start = "deaf";
        plain.attention.ctcWeight = 0.4;
        const auto refused = run(plain, "refused");
        QVERIFY(!refused && refused.error().message().find("deaf has no layer for CTC") != std::string::npos);
        plain.attention.ctcWeight = 0.0;
        plain.search.ctcShare = 0.5;
        const auto unheard = run(plain, "unheard");
        QVERIFY(!unheard && unheard.error().message().find("leave ctc_share out") != std::string::npos);
    }

    /// The whole way: a model, one that goes on from it at full rank and is as good before it learns, and one of low rank.
    void goesOnFromAModel() {
        auto made = settings(3);
        made.name = "attentive";
        const auto first = run(made, "first");
        PROSOSCOPE_VERIFY(first);
        QCOMPARE(first->model.card.kind, std::string("las-recogniser"));
        training::Recognisers recognisers;
        const auto opened = recognisers.open(first->model, "cpu", 1);
        PROSOSCOPE_VERIFY(opened);
        core::Progress silent;
        const auto mono = audio::decodeSpeech16k(m_corpus.folder / (first->tested[2].utterance + ".wav"));
        PROSOSCOPE_VERIFY(mono);
        const std::vector<std::span<const float>> one{*mono};
        QCOMPARE((*opened)->transcribe(one, {}, silent)->front(), first->tested[2].hypothesis);
        PROSOSCOPE_VERIFY((*opened)->transcribe(one, {.beam = 4}, silent));

        auto next = settings(1);
        next.name = "factorised";
        next.learningRate = 1e-8;
        next.attention.dropout = 0.0;
        next.attention.start = "attentive";
        next.attention.rank = 32;
        const auto full = run(next, "full");
        PROSOSCOPE_VERIFY(full);
        QVERIFY(full->factorisation && full->factorisation->layers.size() == 2);
        QVERIFY(full->factorisation->parametersAfter > full->factorisation->parametersBefore);
        for (const auto& layer : full->factorisation->layers) {
            QCOMPARE(layer.singularValues.size(), std::size_t{32});
            QVERIFY(layer.relativeError < 1e-5);
        }
        QVERIFY(std::abs(full->epochs[0].validationLoss -
                         first->epochs[static_cast<std::size_t>(first->bestEpoch - 1)].validationLoss) < 1e-3);
        next.name = "low";
        next.attention.rank = 4;
        const auto low = run(next, "low");
        PROSOSCOPE_VERIFY(low);
        QVERIFY(low->factorisation->parametersAfter < low->factorisation->parametersBefore);
        QCOMPARE(low->model.card.settings.at("rank"), 4.0);
        PROSOSCOPE_VERIFY(recognisers.open(low->model, "cpu", 1));
        next.attention.rank = 33;
        QVERIFY(run(next, "high").error().message().find("33") != std::string::npos);
        next.attention.start = "nothing";
        QVERIFY(!run(next, "none"));
        // Each seed goes on from a model of its own.
        made.name = "attentive-seed9";
        made.epochs = 1;
        PROSOSCOPE_VERIFY(run(made, "ninth"));
        next.name = "seeded";
        next.attention.start = "attentive-seed{seed}";
        next.attention.rank = 4;
        next.seed = 9;
        PROSOSCOPE_VERIFY(run(next, "seeded"));
        next.seed = 8;
        QVERIFY(run(next, "eighth").error().message().find("attentive-seed8") != std::string::npos);
    }

    void leavesOutOtherCharacters() {
        const auto data = load(settings(1), {" ", "a", "b"});
        PROSOSCOPE_VERIFY(data);
        QVERIFY(data->otherCharacters > 0);
        for (const auto& spoken : data->train) QVERIFY(spoken.text.find('c') == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestAttentionTraining)
#include "TestAttentionTraining.moc"
