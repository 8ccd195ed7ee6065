// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <stop_token>

#include "engine/audio/AudioFile.h"
#include "engine/core/Random.h"
#include "engine/nn/ModuleState.h"
#include "engine/phonetics/Units.h"
#include "engine/training/UnitDecoding.h"
#include "engine/training/UnitEmotionTraining.h"
#include "engine/training/UnitEmotions.h"
#include "engine/training/UnitNetwork.h"
#include "tests/engine/training/UnitCorpus.h"

using namespace prososcope;
using namespace prososcope::training;

namespace {

experiment::UnitEmotionExperiment settings() {
    experiment::UnitEmotionExperiment made;
    made.name = "small";
    made.title = "Small";
    made.corpus = "made-up";
    made.labels.classes = {"neutral", "angry"};
    made.testSpeakers = {"s0"};
    made.validationSpeakers = {"s1"};
    made.heldOutTexts = 1;
    made.encoder.channels = 8;
    made.encoder.layers = 1;
    made.encoder.width = 16;
    made.encoder.heads = 2;
    made.encoder.feedForward = 32;
    made.encoder.positionKernel = 8;
    made.encoder.positionGroups = 2;
    made.encoder.channelMaskLength = 4;
    made.encoder.layerDrop = 0.0;
    made.updates = 12;
    made.learningRate = 2e-3;
    made.batchSeconds = 6.0;
    made.accumulate = 2;
    made.evaluateEvery = 4;
    made.threads = 1;
    made.device = "cpu";
    made.seed = 4;
    return made;
}

core::Result<UnitEmotionData> load(const experiment::UnitEmotionExperiment& experiment, const corpus::Corpus& corpus,
                                   const std::vector<corpus::Corpus>& others = {}) {
    core::Progress silent;
    return loadUnitEmotionData(experiment, corpus, others, 1, silent);
}

bool equal(const nn::StateDict& a, const nn::StateDict& b) {
    return std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(),
                      [](const auto& x, const auto& y) { return x.name == y.name && x.values == y.values; });
}

core::Result<TrainedUnits> train(const UnitEmotionTask& task, int stopAfter = 0) {
    std::stop_source stop;
    core::Progress progress(stop.get_token());
    return trainUnits(
        task,
        [&](const backend::UnitEpoch& epoch) {
            if (epoch.update == stopAfter) stop.request_stop();
        },
        progress);
}

}  // namespace

class TestUnitTraining : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;
    corpus::Corpus m_corpus;

    /// Two minutes are heard at once; longer sound in pieces, much as at once, and from the file as from memory.
    void listensToAnyLength(backend::UnitListener& listener, const store::ModelEntry& model) {
        core::Progress silent;
        audio::AudioClip clip{unit_corpus::kRate, {{}}};
        auto& mono = clip.channels[0];
        for (std::size_t i = 0; mono.size() < 130 * std::size_t{unit_corpus::kRate}; ++i) {
            const auto& utterance = m_corpus.utterances[i % m_corpus.utterances.size()];
            const auto sound = audio::decodeSpeech16k(m_corpus.folder / utterance.path);
            PROSOSCOPE_VERIFY(sound);
            mono.insert(mono.end(), sound->begin(), sound->end());
        }
        mono.resize(130 * std::size_t{unit_corpus::kRate});
        auto stored = loadUnitNetwork(model);
        PROSOSCOPE_VERIFY(stored);
        std::vector<std::string> tags;
        for (const auto& word : model.card.classes) tags.push_back(phonetics::emotionTag(word));
        const phonetics::EmotionUnits units(stored->inventory, tags);
        const auto atOnce = [&](std::span<const float> sound) {
            phonetics::EmotionVote vote;
            const std::span<const float> one[] = {sound};
            forUnitLogits(stored->network, one, torch::kCPU, silent, [&](std::size_t, const torch::Tensor& rows) {
                const auto posteriors = unitPosteriors(rows);
                vote = phonetics::emotionVote({posteriors, stored->inventory.size()}, units);
            });
            return vote;
        };
        const auto twoMinutes = std::span<const float>(mono).first(120 * std::size_t{unit_corpus::kRate});
        const auto whole = listener.listen(twoMinutes, silent);
        PROSOSCOPE_VERIFY(whole);
        QCOMPARE(whole->pieces, std::size_t{1});
        QCOMPARE(whole->seconds, 120.0);
        const auto wholeVote = atOnce(twoMinutes);
        QCOMPARE(whole->vote.counts, wholeVote.counts);
        QCOMPARE(whole->vote.emotion, wholeVote.emotion);
        for (std::size_t i = 0; i < tags.size(); ++i)
            QVERIFY(std::abs(whole->vote.marginals[i] - wholeVote.marginals[i]) < 1e-3 * wholeVote.marginals[i]);

        double told = 0.0;
        core::Progress watched({}, [&told](double fraction, const core::Text&) { told = std::max(told, fraction); });
        const auto heard = listener.listen(mono, watched);
        PROSOSCOPE_VERIFY(heard);
        QCOMPARE(heard->pieces, std::size_t{2});
        QVERIFY(told > 0.0 && told <= 1.0);
        const auto vote = atOnce(mono);
        for (std::size_t i = 0; i < tags.size(); ++i) {
            qInfo("%s: %zu units, %zu at once; %.1f of the posterior, %.1f at once", tags[i].c_str(), heard->vote.counts[i],
                  vote.counts[i], heard->vote.marginals[i], vote.marginals[i]);
            QVERIFY(std::abs(heard->vote.marginals[i] - vote.marginals[i]) < 0.1 * vote.marginals[i] + 1.0);
        }
        double before = 0.0;
        for (const auto& unit : heard->units) {
            QVERIFY(unit.startSeconds >= before && unit.startSeconds < unit.endSeconds);
            before = unit.endSeconds;
        }
        QVERIFY(before <= 130.0);

        const auto file = toPath(m_home.filePath("long.wav"));
        PROSOSCOPE_VERIFY(audio::writeWav(file, clip));
        const auto read = backend::listenToRecording(listener, file, silent);
        PROSOSCOPE_VERIFY(read);
        const auto decoded = audio::decodeSpeech16k(file);
        PROSOSCOPE_VERIFY(decoded);
        const auto again = listener.listen(*decoded, silent);
        PROSOSCOPE_VERIFY(again);
        QCOMPARE(read->seconds, again->seconds);
        QCOMPARE(read->vote.units, again->vote.units);
        QCOMPARE(read->vote.marginals, again->vote.marginals);
        const auto missing = backend::listenToRecording(listener, "/nowhere.wav", silent);
        QVERIFY(!missing && QString::fromStdString(missing.error().message()).count("/nowhere.wav") == 1);
        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        const auto cancelled = backend::listenToRecording(listener, file, stopped);
        QVERIFY(!cancelled && cancelled.error().kind == core::ErrorKind::Cancelled);
    }

private Q_SLOTS:
    void initTestCase() {
        unit_corpus::writeCorpus(toPath(m_home.filePath("corpus")), 3);
        m_corpus = unit_corpus::import(toPath(m_home.filePath("corpus")));
        QCOMPARE(m_corpus.utterances.size(), 3 * 2 * unit_corpus::texts().size());
    }

    void partsAndTargets() {
        const auto data = load(settings(), m_corpus);
        PROSOSCOPE_VERIFY(data);
        QCOMPARE(data->folds.size(), std::size_t{1});
        const auto& fold = data->folds.front();
        const auto words = unit_corpus::texts().size();
        QCOMPARE(fold.test.size(), 2 * words);
        QCOMPARE(fold.validation.size(), 2 * (words - 1));
        QCOMPARE(fold.heldOut.size(), std::size_t{2});
        QCOMPARE(fold.train.size(), 2 * (words - 1));
        QCOMPARE(data->speakersOf(fold.train), std::vector<std::string>{"s2"});
        std::size_t unseen = 0;
        for (const auto place : fold.test) unseen += data->isSeen(fold, data->utterances[place]) ? 0 : 1;
        QCOMPARE(unseen, std::size_t{2});
        // Seven classes times two emotions behind four special symbols.
        QCOMPARE(data->inventory.size(), std::size_t{18});
        for (const auto& each : data->utterances) {
            QVERIFY(!each.units.empty() && each.units.size() == each.labels.size());
            const auto& tag = data->tags[static_cast<std::size_t>(each.emotion)];
            for (const auto& unit : each.units) QVERIFY(unit.ends_with("_" + tag));
            if (each.text == "see") QCOMPARE(each.units.size(), std::size_t{2});
            QVERIFY(!each.samples.empty());
        }
        QVERIFY(data->fingerprint(fold) == load(settings(), m_corpus)->fingerprint(fold));
    }

    void everySpeakerIsLeftOutOnce() {
        auto changed = settings();
        changed.protocol = "leave-one-speaker-out";
        changed.testSpeakers.clear();
        changed.validationSpeakers.clear();
        changed.heldOutTexts = 0;
        const auto data = load(changed, m_corpus);
        PROSOSCOPE_VERIFY(data);
        QCOMPARE(data->folds.size(), std::size_t{3});
        for (const auto& fold : data->folds) {
            QCOMPARE(data->speakersOf(fold.test), std::vector<std::string>{fold.name});
            QCOMPARE(fold.train.size() + fold.test.size(), data->utterances.size());
            QVERIFY(fold.validation.empty());
        }
        changed.protocol = "other-corpora";
        changed.testCorpora = {"other"};
        auto other = m_corpus;
        other.name = "other";
        const auto across = load(changed, m_corpus, {other});
        PROSOSCOPE_VERIFY(across);
        QCOMPARE(across->folds.front().name, std::string("other"));
        QCOMPARE(across->folds.front().test.size(), m_corpus.utterances.size());
        QCOMPARE(across->folds.front().train.size(), m_corpus.utterances.size());
        for (const auto place : across->folds.front().test) QVERIFY(across->utterances[place].speaker.starts_with("other/"));
    }

    void whatCannotBeIsSaid() {
        auto changed = settings();
        changed.testSpeakers = {"nobody"};
        auto refused = load(changed, m_corpus);
        QVERIFY(!refused && refused.error().message().find("nobody") != std::string::npos);
        changed = settings();
        changed.labels.classes = {"neutral", "neutrality"};
        changed.labels.merge = {{"angry", "neutrality"}};
        PROSOSCOPE_VERIFY(load(changed, m_corpus));  // only the program's own words are shortened
        changed.labels.classes = {"neutral", "ne u"};
        changed.labels.merge = {{"angry", "ne u"}};
        changed.labels.classes[0] = "ne_u";
        changed.labels.merge["neutral"] = "ne_u";
        refused = load(changed, m_corpus);
        QVERIFY(!refused && refused.error().message().find("same tag") != std::string::npos);
        changed = settings();
        changed.heldOutTexts = 100;
        QVERIFY(!load(changed, m_corpus));
    }

    void lossesByHand() {
        // Two frames, blank 0 and one unit: all paths but two blanks spell it.
        const auto logits = torch::log(torch::tensor({{0.25F, 0.75F}, {0.5F, 0.5F}})).unsqueeze(0);
        const auto loss = unitLosses(logits, {2}, {{1}});
        QVERIFY(std::abs(loss.item<double>() + std::log(1.0 - 0.25 * 0.5)) < 1e-6);
        // Too few frames for the labels count for nothing.
        QCOMPARE(unitLosses(logits, {2}, {{1, 1}}).item<double>(), 0.0);
    }

    void learnsAndGoesOn() {
        const auto data = load(settings(), m_corpus);
        PROSOSCOPE_VERIFY(data);
        const auto experiment = settings();
        const UnitEmotionTask whole{*data, data->folds.front(), experiment, "cpu", 1, {}, {}};
        const auto straight = train(whole);
        PROSOSCOPE_VERIFY(straight);
        QCOMPARE(straight->epochs.size(), std::size_t{3});
        QCOMPARE(straight->bestUpdate, 12);
        QVERIFY(straight->epochs.back().trainLoss < straight->epochs.front().trainLoss);
        QVERIFY(straight->epochs.back().validation && straight->epochs.back().heldOut);
        const auto checkpoint = toPath(m_home.filePath("checkpoint.safetensors"));
        const UnitEmotionTask task{*data, data->folds.front(), experiment, "cpu", 1, {}, checkpoint};
        const auto stopped = train(task, 4);
        QVERIFY(!stopped && stopped.error().kind == core::ErrorKind::Cancelled);
        const auto resumed = train(task);
        PROSOSCOPE_VERIFY(resumed);
        QVERIFY(equal(resumed->state, straight->state));
        QCOMPARE(resumed->epochs.size(), std::size_t{3});
        // A finished one is read back without its moments, and nothing is trained.
        const auto again = train(task);
        PROSOSCOPE_VERIFY(again);
        QVERIFY(equal(again->state, straight->state));
        auto other = settings();
        other.learningRate = 1e-3;
        const UnitEmotionTask foreign{*data, data->folds.front(), other, "cpu", 1, {}, checkpoint};
        const auto refused = train(foreign);
        QVERIFY(!refused && refused.error().message().find("other settings") != std::string::npos);
    }

    /// The convolutions alone learn first, then units spread evenly, then CTC: each in its updates, and across a stop in each.
    void beginsWithSpectraAndEvenUnits() {
        auto experiment = settings();
        experiment.encoder.timeMaskProbability = 0.0;
        experiment.spectralStartUpdates = 5;
        experiment.flatStartUpdates = 4;
        experiment.evaluateEvery = 2;
        experiment.selectBy = "last";
        const auto data = load(experiment, m_corpus);
        PROSOSCOPE_VERIFY(data);
        const auto straight = train({*data, data->folds.front(), experiment, "cpu", 1, {}, {}});
        PROSOSCOPE_VERIFY(straight);
        const auto checkpoint = toPath(m_home.filePath("starts.safetensors"));
        const UnitEmotionTask task{*data, data->folds.front(), experiment, "cpu", 1, {}, checkpoint};
        QVERIFY(!train(task, 4));
        const auto drawn =
            makeUnitNetwork(experiment.encoder, data->inventory, {}, core::deriveSeed(experiment.seed, "weights"));
        PROSOSCOPE_VERIFY(drawn);
        const auto stored = nn::loadStateDict(checkpoint);
        PROSOSCOPE_VERIFY(stored);
        QVERIFY(stored->state.find("spectral.weight") != nullptr);
        const auto live = stored->state.part("live.");
        for (const auto& entry : nn::stateOf(**drawn).entries) {
            const bool hears =
                entry.name.starts_with("feature_extractor") || entry.name.starts_with("feature_projection.layer_norm");
            QVERIFY2((live.find(entry.name)->values != entry.values) == hears, entry.name.c_str());
        }
        for (const int stop : {6, 10}) QVERIFY(!train(task, stop));
        const auto resumed = train(task);
        PROSOSCOPE_VERIFY(resumed);
        QVERIFY(equal(resumed->state, straight->state));
        QVERIFY(straight->state.find("spectral.weight") == nullptr);
    }

    void runIsTestedStoredAndListensAgain() {
        backend::UnitEmotionRequest request;
        request.experiment = settings();
        request.corpus = m_corpus;
        request.folder = toPath(m_home.filePath("run"));
        request.modelsFolder = toPath(m_home.filePath("models"));
        request.command = "prososcope-cli run small.toml";
        UnitEmotions emotions;
        core::Progress silent;
        int looks = 0;
        const auto outcome = emotions.train(
            request, [&](int, int folds, const backend::UnitEpoch&) { looks += folds; }, silent);
        PROSOSCOPE_VERIFY(outcome);
        QCOMPARE(looks, 3);
        QCOMPARE(outcome->folds.size(), std::size_t{1});
        const auto& fold = outcome->folds.front();
        QCOMPARE(fold.tested.size(), 2 * unit_corpus::texts().size());
        QCOMPARE(std::count_if(fold.tested.begin(), fold.tested.end(), [](const auto& each) { return !each.seenText; }), 2);
        QCOMPARE(fold.model.card.kind, std::string(backend::kUnitEmotionKind));
        QCOMPARE(fold.model.card.figures.size(), std::size_t{3});
        const auto listener = emotions.open(fold.model, "cpu", 1);
        PROSOSCOPE_VERIFY(listener);
        for (const auto& each : fold.tested) {
            const auto sound = audio::decodeSpeech16k(each.path);
            PROSOSCOPE_VERIFY(sound);
            const auto heard = (*listener)->listen(*sound, silent);
            PROSOSCOPE_VERIFY(heard);
            QCOMPARE(static_cast<int>(heard->vote.emotion), each.predicted);
            QCOMPARE(heard->units.size(), each.hypothesis.size());
            for (const auto& unit : heard->units) QVERIFY(unit.startSeconds < unit.endSeconds);
        }
        const std::vector<float> tooShort(100);
        QVERIFY(!(*listener)->listen(tooShort, silent));
        QVERIFY(!(*listener)->listen(std::span<const float>(), silent));
        std::vector<float> damaged(16000);
        damaged[8000] = std::nanf("");
        QVERIFY(!(*listener)->listen(damaged, silent));
        listensToAnyLength(**listener, fold.model);
        auto wrong = fold.model;
        wrong.card.settings["heads"] = 3;
        QVERIFY(!emotions.open(wrong, "cpu", 1));
        wrong.card.kind = "logmel-network";
        QVERIFY(!emotions.open(wrong, "cpu", 1));
    }
};

QTEST_GUILESS_MAIN(TestUnitTraining)
#include "TestUnitTraining.moc"
