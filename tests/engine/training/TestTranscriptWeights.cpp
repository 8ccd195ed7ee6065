// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/models/las/LasLengths.h"
#include "engine/training/LayeredNetwork.h"
#include "engine/training/Recognisers.h"
#include "engine/training/StoredNetworks.h"
#include "engine/training/Transcribing.h"
#include "tests/engine/training/SpellingTraining.h"

using namespace prososcope;

/// Where recognisers of both kinds found the characters that they wrote: of the text that they transcribe, with weights that
/// sum to 1 for each character, whatever else is listened to beside it.
class TestTranscriptWeights : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;
    corpus::Corpus m_corpus;

    [[nodiscard]] std::filesystem::path at(const std::string& name) const {
        return toPath(m_home.filePath(QString::fromStdString(name)));
    }

    [[nodiscard]] backend::RecogniserOutcome trained(const char* network, int epochs) const {
        backend::RecogniserRequest request;
        request.experiment = spelling::settings(epochs);
        request.experiment.name = network;
        request.experiment.network = network;
        request.experiment.learningRate = 1e-2;
        request.experiment.largestNorm = 5.0;
        auto& attention = request.experiment.attention;
        attention.cells = 16;
        attention.decoderCells = 32;
        attention.embedding = 8;
        attention.attention = 16;
        request.corpus = m_corpus;
        request.folder = at(std::string("run-") + network);
        request.modelsFolder = at("models");
        request.cacheFolder = at("cache");
        request.command = "test";
        training::Recognisers recognisers;
        core::Progress silent;
        auto outcome = recognisers.train(request, {}, silent);
        [&] { PROSOSCOPE_VERIFY(outcome); }();
        return outcome.value_or(backend::RecogniserOutcome());
    }

    [[nodiscard]] std::vector<std::vector<float>> sounds(const backend::RecogniserOutcome& outcome) const {
        std::vector<std::vector<float>> all;
        for (const auto& each : outcome.tested)
            all.push_back(*audio::decodeSpeech16k(m_corpus.folder / (each.utterance + ".wav")));
        return all;
    }

    /// Of each tested sound: the text is that of the test, heard alone or among others; rows, times and order are sound.
    void check(const backend::RecogniserOutcome& outcome, backend::Recogniser& recogniser, std::size_t fewest) const {
        core::Progress silent;
        const auto monos = sounds(outcome);
        const std::vector<std::span<const float>> spans(monos.begin(), monos.end());
        const auto texts = recogniser.transcribe(spans, {}, silent);
        PROSOSCOPE_VERIFY(texts);
        std::size_t characters = 0;
        for (std::size_t i = 0; i < monos.size(); ++i) {
            const auto found = recogniser.align(monos[i], silent);
            PROSOSCOPE_VERIFY(found);
            QCOMPARE(found->text(), (*texts)[i]);
            QCOMPARE(found->text(), outcome.tested[i].hypothesis);
            const double seconds = static_cast<double>(monos[i].size()) / recogniser.card().rateHz;
            QCOMPARE(found->seconds, seconds);
            QCOMPARE(found->weights.size(), found->characters.size() * found->frames);
            const double last = found->firstSeconds + static_cast<double>(found->frames - 1) * found->hopSeconds;
            QVERIFY2(std::abs(last - seconds) < 2.0 * found->hopSeconds, qPrintable(QString("%1 %2").arg(last).arg(seconds)));
            for (std::size_t c = 0; c < found->characters.size(); ++c) {
                const auto row = found->row(c);
                QVERIFY(std::abs(std::accumulate(row.begin(), row.end(), 0.0) - 1.0) < 1e-4);
                const auto& one = found->characters[c];
                QVERIFY(one.startSeconds >= 0.0 && one.startSeconds <= one.endSeconds && one.endSeconds <= seconds);
                QVERIFY(one.entropyBits >= 0.0 && one.entropyBits <= std::log2(static_cast<double>(found->frames)) + 1e-6);
                QVERIFY(one.middleSeconds >= 0.0 && one.middleSeconds <= seconds);
            }
            characters += found->characters.size();
        }
        QVERIFY2(characters >= fewest, qPrintable(QString::number(characters)));
    }

    static void refusals(backend::Recogniser& recogniser) {
        core::Progress silent;
        const auto rate = static_cast<std::size_t>(recogniser.card().rateHz);
        QVERIFY(recogniser.align({}, silent).error().message().find("empty") != std::string::npos);
        std::vector<float> broken(rate, 0.1F);
        broken[rate / 2] = std::numeric_limits<float>::quiet_NaN();
        QVERIFY(!recogniser.align(broken, silent));
        const std::vector<float> tooLong(121 * rate, 0.0F);
        const auto refused = recogniser.align(tooLong, silent);
        QVERIFY(!refused && refused.error().message().find("at most 120 s") != std::string::npos);
        const std::vector<float> single(1, 0.1F);
        const auto one = recogniser.align(single, silent);  // a frame or a sentence, as the transcript of it
        const std::span<const float> spans[] = {single};
        const auto text = recogniser.transcribe(spans, {}, silent);
        QCOMPARE(one.has_value(), text.has_value());
        if (!one) QCOMPARE(one.error().message(), text.error().message());
        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        QCOMPARE(recogniser.align(std::vector<float>(rate, 0.1F), stopped).error().kind, core::ErrorKind::Cancelled);
    }

private Q_SLOTS:
    void initTestCase() {
        spelling::writeCorpus(at("corpus"), 3);
        m_corpus = spelling::import(at("corpus"));
    }

    void anAttentionRecogniserSaysWhereItLooked() {
        const auto outcome = trained(experiment::kLasRecogniser, 25);
        training::Recognisers recognisers;
        const auto opened = recognisers.open(outcome.model, "cpu", 1);
        PROSOSCOPE_VERIFY(opened);
        check(outcome, **opened, 12);
        refusals(**opened);
        core::Progress silent;
        const auto mono = sounds(outcome).front();
        const auto found = (*opened)->align(mono, silent);
        PROSOSCOPE_VERIFY(found);
        QCOMPARE(found->basis, backend::AlignmentBasis::Attention);
        // Its frames are those of the listener's last layer.
        const auto taps = training::lasTaps(outcome.model.card);
        PROSOSCOPE_VERIFY(taps);
        const auto& top = taps->front().layers.back();
        QCOMPARE(found->hopSeconds, top.hopSeconds);
        QCOMPARE(found->firstSeconds, top.firstSeconds);
        const auto set = training::lasFeatures();
        PROSOSCOPE_VERIFY(set);
        const auto features = (*set)->compute(mono);
        PROSOSCOPE_VERIFY(features);
        QCOMPARE(static_cast<std::int64_t>(found->frames), models::heardFrames(static_cast<std::int64_t>(features->frames)));
    }

    void aRecogniserByFramesSaysWhichAreBest() {
        const auto outcome = trained(experiment::kGcuRecogniser, 25);
        training::Recognisers recognisers;
        const auto opened = recognisers.open(outcome.model, "cpu", 1);
        PROSOSCOPE_VERIFY(opened);
        check(outcome, **opened, 12);
        refusals(**opened);
        core::Progress silent;
        const auto found = (*opened)->align(sounds(outcome).front(), silent);
        PROSOSCOPE_VERIFY(found);
        QCOMPARE(found->basis, backend::AlignmentBasis::FramePosteriors);
        const auto plan = training::gcuPlan(outcome.model.card, "card");
        PROSOSCOPE_VERIFY(plan);
        QCOMPARE(found->hopSeconds, plan->set->times().hopSeconds);
    }

    /// Of posteriors by hand: "aab" of the path a a - a b b, each character's share within its own frames.
    void charactersOfTheBestPath() {
        const auto rows = torch::log(torch::tensor({{0.6F, 0.1F, 0.3F},
                                                    {0.9F, 0.0F, 0.1F},
                                                    {0.2F, 0.2F, 0.6F},
                                                    {0.7F, 0.2F, 0.1F},
                                                    {0.3F, 0.4F, 0.3F},
                                                    {0.1F, 0.8F, 0.1F}}));
        const auto heard = training::heardCharacters(rows);
        QCOMPARE(training::heardText(rows, {"a", "b"}, 1), std::string("aab"));
        QCOMPARE(heard.size(), std::size_t{3});
        const auto near = [](float a, double b) { return std::abs(static_cast<double>(a) - b) < 1e-6; };
        QCOMPARE(heard[0].symbol, 0);
        QCOMPARE(heard[0].firstFrame, std::size_t{0});
        QVERIFY(heard[0].weights.size() == 2 && near(heard[0].weights[0], 0.4) && near(heard[0].weights[1], 0.6));
        QCOMPARE(heard[1].firstFrame, std::size_t{3});
        QCOMPARE(heard[1].weights, std::vector<float>{1.0F});
        QCOMPARE(heard[2].symbol, 1);
        QCOMPARE(heard[2].firstFrame, std::size_t{4});
        QVERIFY(near(heard[2].weights[0], 1.0 / 3.0) && near(heard[2].weights[1], 2.0 / 3.0));
    }
};

QTEST_GUILESS_MAIN(TestTranscriptWeights)
#include "TestTranscriptWeights.moc"
