// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/VoiceActivity.h"
#include "tests/TestSupport.h"
#include "tests/engine/live/VoiceScenes.h"

using namespace prososcope;
using live::VoiceFrame;

namespace {

std::vector<VoiceFrame> framesOf(std::span<const float> samples, std::size_t block) {
    live::VoiceActivity activity;
    std::vector<VoiceFrame> frames;
    for (std::size_t at = 0; at < samples.size(); at += block)
        activity.process(samples.subspan(at, std::min(block, samples.size() - at)), frames);
    activity.finish(frames);
    return frames;
}

std::size_t marked(const std::vector<VoiceFrame>& frames) {
    return static_cast<std::size_t>(
        std::count_if(frames.begin(), frames.end(), [](const auto& frame) { return frame.speech; }));
}

/// Vowel-like sound: harmonics of 120 Hz that rise and fall four times a second.
std::vector<float> hummed(double seconds, double level) {
    std::vector<float> samples(static_cast<std::size_t>(seconds * voices::kRateHz));
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double time = static_cast<double>(i) / voices::kRateHz;
        double sum = 0.0;
        for (int h = 1; h < 30; ++h) sum += std::sin(2.0 * std::numbers::pi * 120.0 * h * time) / h;
        samples[i] = static_cast<float>(level * sum * (0.6 + 0.4 * std::sin(2.0 * std::numbers::pi * 4.0 * time)));
    }
    return samples;
}

}  // namespace

class TestVoiceActivity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void blocksDoNotMatter();
    void decidesInTime();
    void silenceIsNoSpeech();
    void steadyNoiseIsNoSpeech_data();
    void steadyNoiseIsNoSpeech();
    void badSamplesAreSilence();
    void realSpeechInNoise_data();
    void realSpeechInNoise();

private:
    std::vector<voices::Clip> m_clips;
};

void TestVoiceActivity::blocksDoNotMatter() {
    core::Random random(3);
    auto samples = voices::pinkNoise(5 * voices::kRateHz + 77, random);
    const auto voice = hummed(1.5, 20.0);
    for (std::size_t i = 0; i < voice.size(); ++i) samples[2 * voices::kRateHz + i] += voice[i];
    for (float& sample : samples) sample *= 0.002F;
    const auto whole = framesOf(samples, samples.size());
    QCOMPARE(whole.size(), samples.size() / live::VoiceActivity::kHop);
    QVERIFY(marked(whole) > 50);
    for (const std::size_t block : {1U, 159U, 4096U}) {
        const auto pieces = framesOf(samples, block);
        QCOMPARE(pieces.size(), whole.size());
        for (std::size_t i = 0; i < whole.size(); ++i) QCOMPARE(pieces[i].odds, whole[i].odds);
    }
}

void TestVoiceActivity::decidesInTime() {
    live::VoiceActivity activity;
    std::vector<VoiceFrame> frames;
    const std::vector<float> hop(live::VoiceActivity::kHop);
    for (int i = 1; i <= 300; ++i) {
        activity.process(hop, frames);
        const double behind = 0.01 * (i - static_cast<double>(frames.size()));
        QVERIFY(frames.empty() || behind <= live::VoiceActivity::kLookAheadSeconds + 0.01 + 1e-9);
    }
    QVERIFY(frames.size() >= 270);
}

void TestVoiceActivity::silenceIsNoSpeech() {
    const auto frames = framesOf(std::vector<float>(10 * voices::kRateHz), 1600);
    QCOMPARE(frames.size(), std::size_t{1000});
    QCOMPARE(marked(frames), std::size_t{0});
    QVERIFY(framesOf({}, 1).empty());
    QVERIFY(framesOf(std::vector<float>(100), 100).empty());
}

void TestVoiceActivity::steadyNoiseIsNoSpeech_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("level");
    QTest::newRow("pink, loud") << 1 << 0.2;
    QTest::newRow("pink, soft") << 1 << 0.0005;
    QTest::newRow("room") << 2 << 0.02;
}

void TestVoiceActivity::steadyNoiseIsNoSpeech() {
    QFETCH(int, kind);
    QFETCH(double, level);
    core::Random random(5);
    constexpr std::size_t kCount = 30 * voices::kRateHz;
    auto noise = kind == 1 ? voices::pinkNoise(kCount, random) : voices::roomNoise(kCount, random);
    const double is = voices::levelOf(noise);
    for (float& sample : noise) sample = static_cast<float>(sample * level / is);
    const auto frames = framesOf(noise, 1600);
    QVERIFY2(marked(frames) < frames.size() / 20, qPrintable(QString::number(marked(frames))));
}

void TestVoiceActivity::badSamplesAreSilence() {
    std::vector<float> samples(voices::kRateHz, std::numeric_limits<float>::quiet_NaN());
    samples[500] = std::numeric_limits<float>::infinity();
    for (const auto& frame : framesOf(samples, 333)) {
        QVERIFY(std::isfinite(frame.odds));
        QVERIFY(!frame.speech);
    }
}

void TestVoiceActivity::realSpeechInNoise_data() {
    QTest::addColumn<int>("noise");
    QTest::newRow("babble of eight") << static_cast<int>(voices::Noise::Babble);
    QTest::newRow("pink") << static_cast<int>(voices::Noise::Pink);
    QTest::newRow("room") << static_cast<int>(voices::Noise::Room);
}

/// Speakers that the weights were not fitted on; the whole table is BenchVoiceActivity's.
void TestVoiceActivity::realSpeechInNoise() {
    PROSOSCOPE_SHARED_OR_SKIP(corpus, "data/emodb");
    QFETCH(int, noise);
    if (m_clips.empty()) {
        QTemporaryDir labels;
        m_clips = voices::readClips(corpus, toPath(labels.filePath("labels")));
    }
    QVERIFY(m_clips.size() > 500);
    std::vector<const voices::Clip*> clips;
    for (const auto& clip : m_clips) {
        if (!voices::kFitted.contains(clip.speaker)) clips.push_back(&clip);
    }
    voices::Shares shares;
    core::Random random(2);
    for (const char* speaker : {"11", "12", "14", "15", "16"}) {
        const auto scene = voices::makeScene(clips, speaker, {.noise = static_cast<voices::Noise>(noise), .clips = 20}, random);
        const auto frames = framesOf(scene.samples, 4000);
        for (std::size_t i = 0; i < frames.size(); ++i) {
            if (const auto truth = voices::truthAt(scene, i)) shares.add(*truth, frames[i].speech);
        }
    }
    qInfo("speech marked %.3f, others marked %.3f", shares.found(), shares.wrong());
    QVERIFY(shares.found() >= 0.95);
    QVERIFY(shares.wrong() <= 0.05);
}

QTEST_GUILESS_MAIN(TestVoiceActivity)
#include "TestVoiceActivity.moc"
