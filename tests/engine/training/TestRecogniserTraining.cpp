// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <set>

#include "engine/backend/RecogniserResults.h"
#include "engine/core/Csv.h"
#include "engine/phonetics/SpokenSplit.h"
#include "engine/training/RecogniserTraining.h"
#include "engine/training/Recognisers.h"
#include "tests/engine/training/SpellingTraining.h"

using namespace prososcope;
using spelling::equal;
using spelling::settings;
using spelling::small;
using spelling::train;

/// Training a recogniser on made-up spelling: it learns, repeats itself, resumes exactly and says what is wrong.
class TestRecogniserTraining : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;
    corpus::Corpus m_corpus;

    [[nodiscard]] std::filesystem::path at(const char* name) const { return toPath(m_home.filePath(name)); }

    core::Result<training::RecogniserData> load(const experiment::RecogniserExperiment& made) const {
        core::Progress silent;
        return training::loadRecogniserData(made, m_corpus, at("cache"), 1, silent);
    }

private Q_SLOTS:
    void initTestCase() {
        spelling::writeCorpus(at("corpus"), 4);
        m_corpus = spelling::import(at("corpus"));
        QCOMPARE(m_corpus.utterances.size(), 4 * spelling::texts().size());
    }

    void splitsBySpeakersAndTexts() {
        auto made = settings(1);
        made.heldOutTexts = 3;
        const auto data = load(made);
        PROSOSCOPE_VERIFY(data);
        QCOMPARE(data->alphabet, (std::vector<std::string>{" ", "a", "b", "c"}));
        QCOMPARE(data->train.size(), std::size_t{18});  // two speakers, nine texts
        QCOMPARE(data->validation.size(), std::size_t{9});
        QCOMPARE(data->test.size(), std::size_t{12});
        QCOMPARE(std::count(data->seenText.begin(), data->seenText.end(), false), std::ptrdiff_t{3});
        std::set<std::string> trained;
        for (const auto& spoken : data->train) {
            QVERIFY(spoken.speaker == "s2" || spoken.speaker == "s3");
            trained.insert(spoken.text);
            QCOMPARE(spoken.labels.size(), spoken.text.size());
        }
        for (const auto& spoken : data->validation) QVERIFY(trained.contains(spoken.text));
        for (std::size_t i = 0; i < data->test.size(); ++i)
            QCOMPARE(static_cast<bool>(data->seenText[i]), trained.contains(data->test[i].text));
        QCOMPARE(load(made)->fingerprint(), data->fingerprint());
        made.seed = 5;
        QVERIFY(load(made)->fingerprint() != data->fingerprint());
    }

    void shuffledTextsKeepTheirCounts() {
        auto made = settings(1);
        const auto plain = load(made);
        made.shuffledTexts = true;
        const auto shuffled = load(made);
        PROSOSCOPE_VERIFY(shuffled);
        std::multiset<std::string> before;
        std::multiset<std::string> after;
        std::size_t moved = 0;
        for (std::size_t i = 0; i < shuffled->train.size(); ++i) {
            before.insert(plain->train[i].text);
            after.insert(shuffled->train[i].text);
            moved += plain->train[i].text != shuffled->train[i].text;
        }
        QVERIFY(before == after && moved > before.size() / 2);
        for (std::size_t i = 0; i < plain->test.size(); ++i) QCOMPARE(shuffled->test[i].text, plain->test[i].text);
    }

    /// Copies at other speeds are learned from, and nothing is judged or chosen by them.
    void speedsMakeCopiesOfTheTraining() {
        const auto plain = load(settings(1));
        auto made = settings(1);
        made.copies.speeds = {0.8, 1.25};
        const auto copied = load(made);
        PROSOSCOPE_VERIFY(copied);
        const auto own = plain->train.size();
        QCOMPARE(copied->train.size(), 3 * own);
        for (std::size_t i = 0; i < own; ++i) {
            const auto& spoken = copied->train[i];
            QVERIFY(spoken.features->values == plain->train[i].features->values);
            for (const auto& [copy, speed] : {std::pair{own + i, 0.8}, {2 * own + i, 1.25}}) {
                const auto& other = copied->train[copy];
                QVERIFY(other.text == spoken.text && other.speaker == spoken.speaker && other.labels == spoken.labels);
                const double frames = static_cast<double>(spoken.features->frames) / speed;
                QVERIFY(std::abs(static_cast<double>(other.features->frames) - frames) <= 2.0);
            }
        }
        QCOMPARE(copied->validation.size(), plain->validation.size());
        QCOMPARE(copied->test.size(), plain->test.size());
        QVERIFY(copied->test.front().features->values == plain->test.front().features->values);
        QVERIFY(copied->fingerprint() != plain->fingerprint());
        QVERIFY(load(made)->fingerprint() == copied->fingerprint());  // from the cache
    }

    /// In another domain every part is heard otherwise, the same in experiments of other seeds.
    void anotherDomainIsHeardEverywhere() {
        const auto plain = load(settings(1));
        auto made = settings(1);
        made.domain.noiseSnrDb = 5.0;
        const auto first = load(made);
        PROSOSCOPE_VERIFY(first);
        QCOMPARE(first->test.size(), plain->test.size());
        QVERIFY(first->train.front().features->values != plain->train.front().features->values);
        QVERIFY(first->validation.front().features->values != plain->validation.front().features->values);
        QVERIFY(first->test.front().features->values != plain->test.front().features->values);
        made.seed += 1;
        made.copies.speeds = {1.25};
        const auto second = load(made);
        PROSOSCOPE_VERIFY(second);
        QCOMPARE(second->test.front().id, first->test.front().id);
        QVERIFY(second->test.front().features->values == first->test.front().features->values);
        made.domain = {};
        QVERIFY(load(made)->train.back().features->values != second->train.back().features->values);
    }

    void namesWhatTheCorpusLacks() {
        auto made = settings(1);
        made.testSpeakers = {"nobody"};
        QVERIFY(load(made).error().message().find("nobody") != std::string::npos);
        made = settings(1);
        made.heldOutTexts = 12;
        QVERIFY(load(made).error().message().find("12") != std::string::npos);
        made = settings(1);
        made.testSpeakers = {"s0", "s2"};
        made.validationSpeakers = {"s1", "s3"};
        QVERIFY(!load(made));
        auto silent = m_corpus;
        for (auto& utterance : silent.utterances) utterance.transcript = "[noise]";
        core::Progress progress;
        const auto refused = training::loadRecogniserData(settings(1), silent, at("cache"), 1, progress);
        QVERIFY(!refused && refused.error().message().find("transcripts") != std::string::npos);
    }

    void spellsWhatIsSpoken() {
        QCOMPARE(phonetics::spokenText("Ala, MA-kota! [LAUGHTER]", "pl"), std::string("ala ma-kota"));
        QCOMPARE(phonetics::spokenText("\xC5\xBB\xC3\x93\xC5\x81W", "pl"), std::string("\xC5\xBC\xC3\xB3\xC5\x82w"));
    }

    /// Learns to spell unseen texts from unseen speakers; what it learns from shuffled texts is none of that.
    void learnsToSpell() {
        auto made = settings(60);
        made.heldOutTexts = 2;
        const auto data = load(made);
        const auto trained = train({*data, made, small(), "cpu", 1, {}});
        PROSOSCOPE_VERIFY(trained);
        QCOMPARE(trained->epochs.size(), std::size_t{60});
        QVERIFY(trained->epochs.back().trainLoss < 0.2 * trained->epochs.front().trainLoss);
        const auto& best = trained->epochs[static_cast<std::size_t>(trained->bestEpoch - 1)];
        for (const auto& epoch : trained->epochs) QVERIFY(best.validationLoss <= epoch.validationLoss);
        QVERIFY2(best.validationErrors < 0.3, qPrintable(QString::number(best.validationErrors)));
    }

    void maxPropLearnsToo() {
        auto made = settings(15);
        made.optimiser = "maxprop";
        made.maskedStatistics = true;
        made.coefficientRoll = 2;
        const auto data = load(made);
        const auto trained = train({*data, made, small(), "cpu", 1, {}});
        PROSOSCOPE_VERIFY(trained);
        QVERIFY(trained->epochs.back().trainLoss < 0.7 * trained->epochs.front().trainLoss);
    }

    /// Convolutions in bfloat16 begin where float32 ones do, learn as well, and leave float32 weights.
    void learnsInBfloat16() {
        auto made = settings(15);
        const auto data = load(made);
        const auto exact = train({*data, made, small(), "cpu", 1, {}});
        PROSOSCOPE_VERIFY(exact);
        made.precision = "bfloat16";
        const auto narrow = train({*data, made, small(), "cpu", 1, {}});
        PROSOSCOPE_VERIFY(narrow);
        const double first = exact->epochs.front().trainLoss;
        QFile processor("/proc/cpuinfo");
        QVERIFY(processor.open(QIODevice::ReadOnly));
        QCOMPARE(narrow->bfloat16, processor.readAll().contains("avx512_bf16"));
        QCOMPARE(narrow->epochs.front().trainLoss != first, narrow->bfloat16);
        QVERIFY(std::abs(narrow->epochs.front().trainLoss - first) < 0.02 * first);
        QVERIFY(narrow->epochs.back().trainLoss < 1.1 * exact->epochs.back().trainLoss);
        const auto longerThanBfloat16 = [](float value) { return (std::bit_cast<std::uint32_t>(value) & 0xFFFFU) != 0; };
        const auto& weights = narrow->state.entries.front().values;
        QVERIFY(std::any_of(weights.begin(), weights.end(), longerThanBfloat16));
    }

    void rateFollowsItsSchedule() {
        auto made = settings(4);
        made.schedule = "cosine";
        made.warmupShare = 0.25;
        const auto data = load(made);
        const auto trained = train({*data, made, small(), "cpu", 1, {}});
        PROSOSCOPE_VERIFY(trained);
        QCOMPARE(trained->epochs[0].learningRate, made.learningRate);  // its last step ends the rise
        for (std::size_t i = 1; i < 4; ++i) QVERIFY(trained->epochs[i].learningRate < trained->epochs[i - 1].learningRate);
        QVERIFY(trained->epochs[3].learningRate < 0.2 * made.learningRate);
    }

    void resumesExactlyWhereItWasStopped_data() {
        QTest::addColumn<QString>("optimiser");
        QTest::addColumn<QString>("schedule");
        QTest::newRow("adam") << "adam"
                              << "constant";
        QTest::newRow("maxprop") << "maxprop"
                                 << "cosine";
    }
    void resumesExactlyWhereItWasStopped() {
        QFETCH(QString, optimiser);
        QFETCH(QString, schedule);
        auto made = settings(5);
        made.optimiser = optimiser.toStdString();
        made.schedule = schedule.toStdString();
        made.coefficientRoll = 1;
        const auto data = load(made);
        const auto whole = train({*data, made, small(), "cpu", 1, {}});
        PROSOSCOPE_VERIFY(whole);
        const auto checkpoint = at((optimiser + ".safetensors").toUtf8().constData());
        const training::RecogniserTask task{*data, made, small(), "cpu", 1, checkpoint};
        QCOMPARE(train(task, 2).error().kind, core::ErrorKind::Cancelled);
        const auto resumed = train(task);
        PROSOSCOPE_VERIFY(resumed);
        QVERIFY(equal(whole->state, resumed->state));
        QCOMPARE(resumed->bestEpoch, whole->bestEpoch);
        QCOMPARE(resumed->epochs.size(), std::size_t{5});
        for (std::size_t i = 0; i < 5; ++i) {
            QCOMPARE(resumed->epochs[i].trainLoss, whole->epochs[i].trainLoss);
            QCOMPARE(resumed->epochs[i].validationLoss, whole->epochs[i].validationLoss);
        }
        auto other = made;
        other.learningRate = 1e-2;
        QVERIFY(!train({*data, other, small(), "cpu", 1, checkpoint}));
        auto longer = made;
        longer.epochs = 6;
        const auto more = train({*data, longer, small(), "cpu", 1, checkpoint});
        QCOMPARE(more.has_value(), made.schedule == "constant");  // a falling rate depends on how many there are
        if (more) QCOMPARE(more->epochs.size(), std::size_t{6});
    }

    void namesTheBatchOfALossThatIsNoNumber() {
        const auto made = settings(2);
        auto data = load(made);
        PROSOSCOPE_VERIFY(data);
        auto broken = std::make_shared<features::FeatureMatrix>(*data->train[7].features);
        broken->values[30] = std::numeric_limits<float>::quiet_NaN();
        data->train[7].features = broken;
        const auto checkpoint = at("broken.safetensors");
        const auto refused = train({*data, made, small(), "cpu", 1, checkpoint});
        QVERIFY(!refused);
        QVERIFY(refused.error().message().find("epoch 1, batch") != std::string::npos);
        QVERIFY(!std::filesystem::exists(checkpoint));
    }

    /// The whole way: model with its card, opened again, and the same texts whatever lies beside a stretch.
    void keepsAModelThatTranscribes() {
        backend::RecogniserRequest request;
        request.experiment = settings(2);
        request.experiment.heldOutTexts = 2;
        request.corpus = m_corpus;
        request.folder = at("run");
        request.modelsFolder = at("models");
        request.cacheFolder = at("cache");
        request.command = "test";
        training::Recognisers recognisers;
        core::Progress silent;
        int told = 0;
        const auto outcome = recognisers.train(
            request, [&](const backend::RecogniserEpoch&) { ++told; }, silent);
        PROSOSCOPE_VERIFY(outcome);
        QCOMPARE(told, 2);
        QCOMPARE(outcome->tested.size(), spelling::texts().size());
        const auto& card = outcome->model.card;
        QCOMPARE(card.kind, std::string("gcu-recogniser"));
        QVERIFY(card.classes.empty() && card.dimensions.empty());
        QCOMPARE(card.figures.size(), std::size_t{2});
        QCOMPARE(card.trainingSpeakers, (std::vector<std::string>{"s2", "s3"}));
        PROSOSCOPE_VERIFY(experiment::parseRecogniserExperiment(card.experiment, "card"));
        const auto opened = recognisers.open(outcome->model, "cpu", 1);
        PROSOSCOPE_VERIFY(opened);
        std::vector<std::vector<float>> sounds;
        for (const auto& each : outcome->tested) {
            const auto mono = audio::decodeSpeech16k(m_corpus.folder / (each.utterance + ".wav"));
            PROSOSCOPE_VERIFY(mono);
            sounds.push_back(*mono);
        }
        const std::vector<std::span<const float>> spans(sounds.begin(), sounds.end());
        const auto texts = (*opened)->transcribe(spans, {}, silent);
        PROSOSCOPE_VERIFY(texts);
        for (std::size_t i = 0; i < texts->size(); ++i) QCOMPARE((*texts)[i], outcome->tested[i].hypothesis);
        QCOMPARE((*opened)->transcribe(std::span(spans).subspan(3, 1), {}, silent)->front(), (*texts)[3]);
        PROSOSCOPE_VERIFY((*opened)->transcribe(spans, {.beam = 10}, silent));
        QVERIFY(!(*opened)->transcribe(std::vector<std::span<const float>>{{}}, {}, silent));

        PROSOSCOPE_VERIFY(backend::writeRecogniserResults(request.folder, request.experiment, *outcome));
        const auto text = core::readFile(request.folder / "tested.csv");
        PROSOSCOPE_VERIFY(text);
        QCOMPARE(core::parseCsv(*text, "tested.csv")->rows.size(), spelling::texts().size());
        for (const char* file : {"experiment.toml", "epochs.csv", "summary.json", "checkpoint.safetensors"})
            QVERIFY2(std::filesystem::exists(request.folder / file), file);
    }

    void errorsAreThoseOfAllCharacters() {
        const std::vector<backend::RecognisedUtterance> tested{
            {"u1", "s", "abcd", "abcd", true}, {"u2", "s", "ab", "", true}, {"u3", "s", "abc", "abd", false}};
        const auto seen = backend::characterErrorsOf(tested, true);
        QCOMPARE(seen.rate, 2.0 / 6.0);
        QCOMPARE(seen.utterances, std::size_t{2});
        QCOMPARE(seen.low, 0.0);
        QCOMPARE(seen.high, 1.0);
        QCOMPARE(seen.wordRate, 1.0 / 2.0);
        QCOMPARE(seen.words, std::size_t{2});
        QVERIFY(seen.wordLow == 0.0 && seen.wordHigh == 1.0);
        QCOMPARE(backend::characterErrorsOf(tested, false).rate, 1.0 / 3.0);
        QCOMPARE(backend::characterErrorsOf(tested, false).wordRate, 1.0);
        QVERIFY(std::isnan(backend::characterErrorsOf({}, true).rate));
        QVERIFY(std::isnan(backend::characterErrorsOf({}, true).wordRate));
    }
};

QTEST_GUILESS_MAIN(TestRecogniserTraining)
#include "TestRecogniserTraining.moc"
