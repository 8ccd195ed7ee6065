// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <numbers>

#include "engine/audio/AudioFile.h"
#include "engine/core/SafeFile.h"
#include "engine/corpus/SoundQuality.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using corpus::SoundQuality;

namespace {

std::vector<float> sine(double hertz, double amplitude, double seconds, int rateHz) {
    std::vector<float> samples(static_cast<std::size_t>(std::lround(seconds * rateHz)));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<float>(amplitude * std::sin(2.0 * std::numbers::pi * hertz * static_cast<double>(i) / rateHz));
    return samples;
}

}  // namespace

class TestSoundQuality : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_files = 0;

    std::filesystem::path write(const audio::AudioClip& clip, audio::WavEncoding encoding = audio::WavEncoding::Pcm16) {
        const auto path = toPath(m_folder.filePath(QString("%1.wav").arg(++m_files)));
        if (!audio::writeWav(path, clip, encoding)) qFatal("not written");
        return path;
    }
    SoundQuality measure(const std::filesystem::path& path, double start = 0.0, double end = -1.0) {
        core::Progress progress;
        const auto measured = corpus::measureQuality(path, start, end, progress);
        if (!measured) qFatal("%s", measured.error().message().c_str());
        return *measured;
    }

private Q_SLOTS:
    void levelsOfASine();
    void cleanSoundIsNotClipped_data();
    void cleanSoundIsNotClipped();
    void clippedAtFullScale();
    void clippedAndMadeQuieter();
    void silence();
    void digitalSilence();
    void spans();
    void contentIsThatOfTheSamples();
    void problems();
};

void TestSoundQuality::levelsOfASine() {
    const auto quality = measure(write({16000, {sine(500.0, 0.5, 1.0, 16000), sine(500.0, 0.5, 1.0, 16000)}}));
    QCOMPARE(quality.rateHz, 16000);
    QCOMPARE(quality.channels, 2);
    QCOMPARE(quality.seconds, 1.0);
    QVERIFY(std::abs(quality.peakDb - 20.0 * std::log10(0.5)) < 0.01);
    QVERIFY(std::abs(quality.levelDb - 10.0 * std::log10(0.125)) < 0.01);
    QCOMPARE(quality.silence, 0.0);
    QCOMPARE(quality.clipped, std::int64_t{0});
}

void TestSoundQuality::cleanSoundIsNotClipped_data() {
    QTest::addColumn<double>("hertz");
    QTest::addColumn<double>("amplitude");
    QTest::addColumn<int>("rate");
    QTest::newRow("low voice, 48 kHz") << 80.0 << 0.9 << 48000;
    QTest::newRow("middle") << 210.0 << 0.3 << 44100;
    QTest::newRow("just below full scale") << 1000.0 << 0.99 << 16000;
    QTest::newRow("faint") << 100.0 << 0.001 << 16000;  // few steps of 16 bits: its crests are flat, and say nothing
}

void TestSoundQuality::cleanSoundIsNotClipped() {
    QFETCH(double, hertz);
    QFETCH(double, amplitude);
    QFETCH(int, rate);
    QCOMPARE(measure(write({rate, {sine(hertz, amplitude, 0.5, rate)}})).clipped, std::int64_t{0});
}

void TestSoundQuality::clippedAtFullScale() {
    auto samples = sine(200.0, 1.5, 0.5, 16000);
    std::int64_t expected = 0;
    for (auto& sample : samples) {
        expected += std::abs(sample) >= 1.0F ? 1 : 0;
        sample = std::clamp(sample, -1.0F, 1.0F);
    }
    QVERIFY(expected > 1000);
    QCOMPARE(measure(write({16000, {samples}})).clipped, expected);
    // One sample at full scale is a peak, not a fault.
    std::vector<float> peak(1600, 0.0F);
    peak[800] = 1.0F;
    QCOMPARE(measure(write({16000, {peak}})).clipped, std::int64_t{0});
}

void TestSoundQuality::clippedAndMadeQuieter() {
    auto samples = sine(200.0, 1.5, 0.5, 16000);
    std::int64_t expected = 0;
    for (auto& sample : samples) {
        expected += std::abs(sample) >= 1.0F ? 1 : 0;
        sample = 0.4F * std::clamp(sample, -1.0F, 1.0F);
    }
    for (const auto encoding : {audio::WavEncoding::Pcm16, audio::WavEncoding::Float32}) {
        const auto quality = measure(write({16000, {sine(300.0, 0.2, 0.5, 16000), samples}}, encoding));
        QCOMPARE(quality.clipped, expected);
    }
}

void TestSoundQuality::silence() {
    auto samples = sine(400.0, 0.5, 1.0, 16000);
    std::fill(samples.begin() + 4000, samples.begin() + 12000, 0.0F);
    const auto quality = measure(write({16000, {samples}}));
    QVERIFY(std::abs(quality.silence - 0.5) < 0.03);
    QVERIFY(std::abs(quality.levelDb - 10.0 * std::log10(0.125)) < 0.2);  // of what is not silent
}

void TestSoundQuality::digitalSilence() {
    const auto quality = measure(write({8000, {std::vector<float>(8000, 0.0F)}}));
    QCOMPARE(quality.silence, 1.0);
    QVERIFY(std::isinf(quality.levelDb) && quality.levelDb < 0.0);
    QVERIFY(std::isinf(quality.peakDb) && quality.peakDb < 0.0);
    QVERIFY(quality.content.empty());  // not a copy of every other silence
}

void TestSoundQuality::spans() {
    auto samples = sine(400.0, 0.5, 1.0, 16000);
    const auto second = sine(400.0, 0.25, 1.0, 16000);
    samples.insert(samples.end(), second.begin(), second.end());
    const auto path = write({16000, {samples}});
    const auto part = measure(path, 1.0, 1.5);
    QCOMPARE(part.seconds, 0.5);
    QVERIFY(std::abs(part.peakDb - 20.0 * std::log10(0.25)) < 0.01);
    QCOMPARE(measure(path, 1.0).content, measure(write({16000, {second}})).content);
    QVERIFY(measure(path, 0.0, 99.0).seconds == 2.0);
}

void TestSoundQuality::contentIsThatOfTheSamples() {
    // 16-bit samples are the same sound in a file of 16 bits and in one of floats; another rate is another sound.
    std::vector<float> samples;
    for (const float sample : sine(440.0, 0.5, 0.2, 16000)) samples.push_back(std::round(sample * 32768.0F) / 32768.0F);
    const auto content = measure(write({16000, {samples}})).content;
    QCOMPARE(content.size(), std::size_t{64});
    QCOMPARE(measure(write({16000, {samples}}, audio::WavEncoding::Float32)).content, content);
    QVERIFY(measure(write({22050, {samples}})).content != content);
    QVERIFY(measure(write({16000, {samples, samples}})).content != content);
    samples[100] += 1.0F / 32768.0F;
    QVERIFY(measure(write({16000, {samples}})).content != content);
}

void TestSoundQuality::problems() {
    core::Progress progress;
    QVERIFY(!corpus::measureQuality(toPath(m_folder.filePath("absent.wav")), 0.0, -1.0, progress));
    const auto text = toPath(m_folder.filePath("text.wav"));
    PROSOSCOPE_VERIFY(core::writeFile(text, "no sound"));
    QVERIFY(!corpus::measureQuality(text, 0.0, -1.0, progress));
    const auto path = write({16000, {sine(440.0, 0.5, 0.2, 16000)}});
    const auto beyond = corpus::measureQuality(path, 5.0, 6.0, progress);
    QVERIFY(beyond.error().message().find("holds no sound") != std::string::npos);
    std::stop_source stop;
    stop.request_stop();
    core::Progress stopped(stop.get_token());
    QCOMPARE(corpus::measureQuality(path, 0.0, -1.0, stopped).error().kind, core::ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(TestSoundQuality)
#include "TestSoundQuality.moc"
