// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <numbers>

#include "engine/audio/AudioFile.h"
#include "engine/backend/ActivationPass.h"
#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
#include "engine/store/CorpusFingerprint.h"
#include "tests/TestSupport.h"
#include "tests/engine/backend/ToneEncoder.h"

using namespace prososcope;
using store::ActivationPool;

namespace {

/// One clip for each length, of noise around a value of its own.
corpus::Corpus corpusOf(const std::filesystem::path& folder, const std::vector<double>& seconds, int rateHz = 16000) {
    corpus::Corpus corpus;
    corpus.name = "tones";
    corpus.folder = folder;
    for (std::size_t i = 0; i < seconds.size(); ++i) {
        audio::AudioClip clip;
        clip.rateHz = rateHz;
        clip.channels.resize(1);
        core::Random random(i);
        for (int s = 0; s < static_cast<int>(seconds[i] * rateHz); ++s)
            clip.channels[0].push_back(static_cast<float>(0.002 * static_cast<double>(i + 1) + 0.01 * random.normal()));
        const std::string id = "clip" + std::to_string(1000 + i);
        audio::writeWav(folder / (id + ".wav"), clip, audio::WavEncoding::Float32).or_else([](const core::Error& error) {
            qFatal("%s", error.message().c_str());
        });
        corpus::Utterance utterance;
        utterance.id = id;
        utterance.path = id + ".wav";
        utterance.speaker = i % 2 == 0 ? "a" : "b";
        utterance.recordingSeconds = seconds[i];
        corpus.utterances.push_back(std::move(utterance));
    }
    return corpus;
}

std::vector<double> lengths(std::size_t count) {
    std::vector<double> seconds;
    for (std::size_t i = 0; i < count; ++i) seconds.push_back(0.1 + 0.01 * static_cast<double>((7 * i) % 13));
    return seconds;
}

}  // namespace

class TestActivationPass : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] std::filesystem::path at(const std::string& name) const { return toPath(m_folder.path()) / name; }
    [[nodiscard]] store::ActivationSetInfo wantedOf(const corpus::Corpus& corpus, const ToneEncoder& encoder) const {
        auto wanted = backend::activationSetInfo(encoder.info(), corpus).value();
        core::Progress progress;
        wanted.corpusFingerprint = store::corpusFingerprint(corpus, at("cache"), 2, progress).value();
        return wanted;
    }
    [[nodiscard]] core::Result<backend::ActivationPassOutcome> take(const corpus::Corpus& corpus, ToneEncoder& encoder,
                                                                    const std::string& goal) const {
        core::Progress progress;
        return backend::takeActivations(corpus, encoder, wantedOf(corpus, encoder), at(goal), 2, progress);
    }

private Q_SLOTS:
    void everyUtteranceHasItsRow();
    void theNetworksRateIsUsed();
    void spansAreRead();
    void whatCannotBeUsedIsLeftOutAndNamed();
    void valuesThatAreNotFiniteAreLeftOut();
    void nothingGoodIsAnError();
    void memoryThatRanOutStopsThePass();
    void aStoppedPassGoesOn();
    void progressIsReported();
    void unknownTapsAreNamed();
    void theFingerprintSeesWhatMatters();
    void storedSetsAreFoundWhileTheyFit();
};

void TestActivationPass::everyUtteranceHasItsRow() {
    const auto corpus = corpusOf(at("rows"), lengths(300));
    ToneEncoder encoder;
    const auto outcome = take(corpus, encoder, "rows.safetensors");
    PROSOSCOPE_VERIFY(outcome);
    QVERIFY(outcome->leftOut.empty());
    QVERIFY(encoder.batches == std::vector<std::size_t>({128, 128, 44}));
    const auto& info = outcome->set.info();
    QCOMPARE(info.utterances.size(), corpus.utterances.size());
    QCOMPARE(info.encoder, std::string("tones"));
    QCOMPARE(info.tap, std::string("gate"));
    QCOMPARE(info.units(), std::int64_t{5});
    core::Progress progress;
    for (std::size_t i = 0; i < corpus.utterances.size(); ++i) {
        QCOMPARE(info.utterances[i], corpus.utterances[i].id);
        QCOMPARE(info.speakers[i], corpus.utterances[i].speaker);
        const auto clip = audio::decodeAudio(corpus.folder / corpus.utterances[i].path, {}, progress);
        PROSOSCOPE_VERIFY(clip);
        const auto expected = ToneEncoder::valuesOf((*clip)->channels[0]);
        for (std::size_t unit = 0; unit < 5; ++unit) {
            QCOMPARE(outcome->set.values(ActivationPool::Mean)[i * 5 + unit], expected.mean[unit]);
            QCOMPARE(outcome->set.values(ActivationPool::Maximum)[i * 5 + unit], expected.maximum[unit]);
            QCOMPARE(outcome->set.values(ActivationPool::Deviation)[i * 5 + unit], expected.deviation[unit]);
        }
        QCOMPARE(info.seconds[i], (*clip)->seconds());
        double squares = 0.0;
        for (const float sample : (*clip)->channels[0]) squares += static_cast<double>(sample) * sample;
        const double level = 10.0 * std::log10(squares / static_cast<double>((*clip)->frames()));
        QVERIFY(std::abs(info.levelDb[i] - level) < 1e-9);
    }
}

void TestActivationPass::theNetworksRateIsUsed() {
    const auto corpus = corpusOf(at("rates"), {0.5, 1.0}, 44100);
    ToneEncoder encoder(8000);
    const auto outcome = take(corpus, encoder, "rates.safetensors");
    PROSOSCOPE_VERIFY(outcome);
    QVERIFY(encoder.lengths == std::vector<std::size_t>({4000, 8000}));
    QVERIFY(std::abs(outcome->set.info().seconds[1] - 1.0) < 1e-9);
}

void TestActivationPass::spansAreRead() {
    auto corpus = corpusOf(at("spans"), {2.0});
    corpus.utterances.push_back(corpus.utterances[0]);
    corpus.utterances[0].startSeconds = 0.25;
    corpus.utterances[0].endSeconds = 0.75;
    corpus.utterances[1].id = "rest";
    corpus.utterances[1].startSeconds = 0.75;
    ToneEncoder encoder;
    PROSOSCOPE_VERIFY(take(corpus, encoder, "spans.safetensors"));
    QVERIFY(encoder.lengths == std::vector<std::size_t>({8000, 20000}));
}

void TestActivationPass::whatCannotBeUsedIsLeftOutAndNamed() {
    auto corpus = corpusOf(at("bad"), {0.3, 0.3, 0.3, 0.3, 0.01, 0.3, 0.3});
    std::filesystem::remove(at("bad/clip1001.wav"));
    PROSOSCOPE_VERIFY(core::writeFile(at("bad/clip1002.wav"), "no sound"));
    audio::AudioClip silence;
    silence.rateHz = 16000;
    silence.channels = {std::vector<float>(4000)};
    PROSOSCOPE_VERIFY(audio::writeWav(at("bad/clip1003.wav"), silence));
    corpus.utterances[5].startSeconds = 5.0;  // behind the end
    ToneEncoder encoder;
    const auto outcome = take(corpus, encoder, "bad.safetensors");
    PROSOSCOPE_VERIFY(outcome);
    QVERIFY(outcome->set.info().utterances == std::vector<std::string>({"clip1000", "clip1006"}));
    QCOMPARE(outcome->leftOut.size(), std::size_t{5});
    for (std::size_t i = 0; i < 5; ++i) {
        const std::string id = "clip" + std::to_string(1001 + i);
        QCOMPARE(outcome->leftOut[i].utterance, id);
        QVERIFY2(outcome->leftOut[i].why.find(id) != std::string::npos, outcome->leftOut[i].why.c_str());
        QVERIFY(outcome->leftOut[i].why.ends_with('.'));
    }
    QVERIFY(QString::fromStdString(outcome->leftOut[2].why).contains("silence"));
    QVERIFY(QString::fromStdString(outcome->leftOut[3].why).contains("too short"));
    QVERIFY(outcome->set.info().leftOut == outcome->leftOut);
    // The others are what they are by themselves.
    core::Progress progress;
    const auto clip = audio::decodeAudio(at("bad/clip1006.wav"), {}, progress).value();
    QCOMPARE(outcome->set.values(ActivationPool::Mean)[5 + 4], ToneEncoder::valuesOf(clip->channels[0]).mean[4]);
}

void TestActivationPass::valuesThatAreNotFiniteAreLeftOut() {
    const auto corpus = corpusOf(at("infinite"), {0.3, 0.4, 0.5});
    for (const bool fails : {true, false}) {
        ToneEncoder encoder;
        encoder.failsOnIt = fails;
        encoder.notFinite = [](std::span<const float> mono) { return mono.size() == 6400; };
        const auto outcome = take(corpus, encoder, fails ? "infinite1.safetensors" : "infinite2.safetensors");
        PROSOSCOPE_VERIFY(outcome);
        QVERIFY(outcome->set.info().utterances == std::vector<std::string>({"clip1000", "clip1002"}));
        QCOMPARE(outcome->leftOut.size(), std::size_t{1});
        QVERIFY(outcome->leftOut[0].why.find("clip1001") != std::string::npos);
        QVERIFY(outcome->leftOut[0].why.find("finite") != std::string::npos);
    }
}

void TestActivationPass::nothingGoodIsAnError() {
    const auto corpus = corpusOf(at("short"), {0.01, 0.01});
    ToneEncoder encoder;
    const auto outcome = take(corpus, encoder, "short.safetensors");
    QVERIFY(!outcome);
    QVERIFY(QString::fromStdString(outcome.error().message()).contains("clip1000"));
    QVERIFY(!std::filesystem::exists(at("short.safetensors")));
    core::Progress progress;
    auto other = corpus;
    other.utterances[1].id = "other";
    const auto unlike =
        backend::takeActivations(other, encoder, wantedOf(corpus, encoder), at("short.safetensors"), 1, progress);
    QVERIFY(!unlike && unlike.error().kind == core::ErrorKind::BadInput);
    const auto none = take({"none", at("short"), {}, {}, {}, {}, {}, {}, {}, {}}, encoder, "none.safetensors");
    QVERIFY(!none);
    QVERIFY(QString::fromStdString(none.error().message()).contains("none"));
}

void TestActivationPass::memoryThatRanOutStopsThePass() {
    const auto corpus = corpusOf(at("memory"), lengths(200));
    ToneEncoder encoder;
    encoder.beforeBatch = [&]() -> core::Status {
        if (encoder.batches.empty()) return {};
        return core::fail(core::ErrorKind::OutOfMemory, {"There is not enough memory."});
    };
    const auto outcome = take(corpus, encoder, "memory.safetensors");
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, core::ErrorKind::OutOfMemory);
    encoder.beforeBatch = {};
    const auto again = take(corpus, encoder, "memory.safetensors");
    PROSOSCOPE_VERIFY(again);
    QCOMPARE(again->continued, std::size_t{128});
    QVERIFY(again->leftOut.empty());
}

void TestActivationPass::aStoppedPassGoesOn() {
    auto corpus = corpusOf(at("stopped"), lengths(300));
    std::filesystem::remove(at("stopped/clip1003.wav"));
    ToneEncoder whole;
    PROSOSCOPE_VERIFY(take(corpus, whole, "whole.safetensors"));
    ToneEncoder encoder;
    std::stop_source stop;
    core::Progress progress(stop.get_token());
    encoder.beforeBatch = [&]() -> core::Status {
        if (encoder.batches.size() == 1) stop.request_stop();
        return {};
    };
    const auto wanted = wantedOf(corpus, encoder);
    const auto stopped = backend::takeActivations(corpus, encoder, wanted, at("often.safetensors"), 2, progress);
    QVERIFY(!stopped || encoder.batches.size() == 2);
    if (!stopped) QCOMPARE(stopped.error().kind, core::ErrorKind::Cancelled);
    QVERIFY(!std::filesystem::exists(at("often.safetensors")));
    ToneEncoder next;
    const auto outcome = take(corpus, next, "often.safetensors");
    PROSOSCOPE_VERIFY(outcome);
    QVERIFY(outcome->continued >= 128);
    QVERIFY(next.lengths.size() < 200);
    QCOMPARE(outcome->leftOut.size(), std::size_t{1});
    QCOMPARE(outcome->leftOut[0].utterance, std::string("clip1003"));
    QVERIFY(core::readFile(at("often.safetensors")).value() == core::readFile(at("whole.safetensors")).value());
}

void TestActivationPass::progressIsReported() {
    const auto corpus = corpusOf(at("progress"), lengths(200));
    ToneEncoder encoder;
    const auto wanted = wantedOf(corpus, encoder);
    double last = 0.0;
    bool rising = true;
    std::stop_source stop;
    core::Progress progress(stop.get_token(), [&](double fraction, const core::Text&) {
        rising = rising && fraction >= last;
        last = fraction;
    });
    PROSOSCOPE_VERIFY(backend::takeActivations(corpus, encoder, wanted, at("progress.safetensors"), 2, progress));
    QVERIFY(rising);
    QCOMPARE(last, 1.0);
}

void TestActivationPass::unknownTapsAreNamed() {
    const ToneEncoder encoder;
    const corpus::Corpus corpus;
    const auto unknown = backend::activationSetInfo(encoder.info(), corpus, "residual");
    QVERIFY(!unknown);
    const auto message = QString::fromStdString(unknown.error().message());
    QVERIFY(message.contains("residual") && message.contains("gate, skip"));
    QCOMPARE(backend::activationSetInfo(encoder.info(), corpus, "skip")->units(), std::int64_t{2});
    QVERIFY(backend::activationSetInfo(encoder.info(), corpus, "skip")->overTime);
}

void TestActivationPass::theFingerprintSeesWhatMatters() {
    const auto corpus = corpusOf(at("print"), {0.1, 0.2});
    core::Progress progress;
    const auto print = [&](const corpus::Corpus& of) { return store::corpusFingerprint(of, at("cache"), 2, progress).value(); };
    const auto first = print(corpus);
    QCOMPARE(first, print(corpus));
    auto other = corpus;
    other.utterances[0].emotion = "angry";
    QCOMPARE(print(other), first);
    other.folder = at("print") / "." / "";
    QCOMPARE(print(other), first);
    other = corpus;
    other.utterances[0].speaker = "z";
    QVERIFY(print(other) != first);
    other = corpus;
    other.utterances[1].endSeconds = 0.1;
    QVERIFY(print(other) != first);
    other = corpus;
    std::swap(other.utterances[0].path, other.utterances[1].path);
    QVERIFY(print(other) != first);
    store::ActivationSetInfo info;
    info.corpusFingerprint = first;
    QVERIFY(!store::isStale(info, corpus, at("cache"), 1, progress).value());
    std::filesystem::remove(at("print/clip1001.wav"));
    QVERIFY(print(corpus) != first);
    QVERIFY(store::isStale(info, corpus, at("cache"), 1, progress).value());
    std::stop_source stop;
    stop.request_stop();
    core::Progress stopped(stop.get_token());
    const auto cancelled = store::corpusFingerprint(corpus, at("empty cache"), 1, stopped);
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error().kind, core::ErrorKind::Cancelled);
}

void TestActivationPass::storedSetsAreFoundWhileTheyFit() {
    auto corpus = corpusOf(at("found"), {0.3, 0.3});
    ToneEncoder encoder;
    auto wanted = wantedOf(corpus, encoder);
    const auto workspace = at("workspace");
    QVERIFY(!backend::storedActivations(wanted, workspace));
    wanted.pools = {ActivationPool::Mean, ActivationPool::Deviation};
    core::Progress progress;
    PROSOSCOPE_VERIFY(
        backend::takeActivations(corpus, encoder, wanted, store::activationSetPath(workspace, wanted), 1, progress));
    QVERIFY(backend::storedActivations(wanted, workspace).has_value());
    wanted.pools = {ActivationPool::Deviation};
    QVERIFY(backend::storedActivations(wanted, workspace).has_value());
    auto other = wanted;
    other.pools = {ActivationPool::Maximum};
    QVERIFY(!backend::storedActivations(other, workspace));
    other = wanted;
    other.corpusFingerprint = "changed";
    QVERIFY(!backend::storedActivations(other, workspace));
    other = wanted;
    other.weightsSha256 = "trained anew";
    QVERIFY(!backend::storedActivations(other, workspace));
    other = wanted;
    other.untrainedSeed = 1;
    QVERIFY(!backend::storedActivations(other, workspace));
}

QTEST_GUILESS_MAIN(TestActivationPass)
#include "TestActivationPass.moc"
