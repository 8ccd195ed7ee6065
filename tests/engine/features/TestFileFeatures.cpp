// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include "engine/audio/MonoStream.h"
#include "engine/core/Random.h"
#include "engine/features/ColumnStatistics.h"
#include "engine/features/FileFeatures.h"
#include "tests/TestSupport.h"

using namespace prososcope;

namespace {

/// Noise under a slow swell, so that the loudest frame lies somewhere in the middle.
audio::AudioClip noise(int rateHz, std::size_t frames, int channels) {
    audio::AudioClip clip;
    clip.rateHz = rateHz;
    core::Random random(7);
    for (int c = 0; c < channels; ++c) {
        clip.channels.emplace_back();
        for (std::size_t i = 0; i < frames; ++i) {
            const double swell = 0.2 + 0.2 * std::sin(3.0 * static_cast<double>(i) / static_cast<double>(frames));
            clip.channels.back().push_back(static_cast<float>(swell * 0.3 * random.normal()));
        }
    }
    return clip;
}

const features::FeatureSet& setNamed(const char* name) { return *features::featureSet(name).value(); }

core::Result<std::vector<float>> streamed(const features::FeatureSet& set, const std::filesystem::path& path, int threads,
                                          features::FileExtent* extent = nullptr) {
    core::Progress progress;
    std::vector<float> rows;
    const auto result = features::streamFile(set, path, threads, progress, [&](std::span<const float> some) {
        rows.insert(rows.end(), some.begin(), some.end());
        return core::Status();
    });
    if (!result) return core::fail(result.error());
    if (extent != nullptr) *extent = *result;
    return rows;
}

}  // namespace

/// Features of files in blocks: the same bits as of the whole in memory.
class TestFileFeatures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void streamedSamplesAreThoseOfTheWhole_data() {
        QTest::addColumn<int>("rate");
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("frames");
        QTest::newRow("own rate") << 16000 << 1 << 700000;
        QTest::newRow("two channels") << 16000 << 2 << 600000;
        QTest::newRow("exactly a block") << 16000 << 1 << (1 << 18);
        QTest::newRow("44.1 kHz") << 44100 << 2 << 900000;
        QTest::newRow("4 kHz") << 4000 << 1 << 400000;
        QTest::newRow("192 kHz") << 192000 << 1 << 1000000;
        QTest::newRow("one sample") << 44100 << 1 << 1;
        QTest::newRow("none") << 44100 << 1 << 0;
    }
    void streamedSamplesAreThoseOfTheWhole() {
        QFETCH(int, rate);
        QFETCH(int, channels);
        QFETCH(int, frames);
        QTemporaryDir folder;
        const auto path = toPath(folder.filePath("a.wav"));
        PROSOSCOPE_VERIFY(audio::writeWav(path, noise(rate, static_cast<std::size_t>(frames), channels)));
        const auto whole = audio::decodeSpeech16k(path);
        PROSOSCOPE_VERIFY(whole);
        auto stream = audio::MonoStream::open(path, 16000);
        PROSOSCOPE_VERIFY(stream);
        std::vector<float> all;
        std::vector<float> block;
        do {
            PROSOSCOPE_VERIFY(stream->next(block));
            all.insert(all.end(), block.begin(), block.end());
        } while (!block.empty());
        QCOMPARE(stream->fraction(), 1.0);
        QVERIFY(all == *whole);
        for (const char* name : {"logmel80", "mfcc20-librosa"}) {
            const auto matrix = setNamed(name).compute(*whole);
            PROSOSCOPE_VERIFY(matrix);
            for (const int threads : {1, 3}) {
                features::FileExtent extent;
                const auto rows = streamed(setNamed(name), path, threads, &extent);
                PROSOSCOPE_VERIFY(rows);
                QVERIFY(*rows == matrix->values);
                QCOMPARE(extent.rows, matrix->frames);
                QVERIFY(std::abs(extent.seconds - static_cast<double>(whole->size()) / 16000.0) < 1e-9);
            }
        }
    }

    void brokenSamples() {
        QTemporaryDir folder;
        const auto path = toPath(folder.filePath("a.wav"));
        auto clip = noise(16000, 16000, 1);
        clip.channels[0][5000] = std::numeric_limits<float>::quiet_NaN();
        clip.channels[0][7000] = std::numeric_limits<float>::infinity();
        PROSOSCOPE_VERIFY(audio::writeWav(path, clip, audio::WavEncoding::Float32));
        const auto rows = streamed(setNamed("logmel80"), path, 1);  // read as 0
        PROSOSCOPE_VERIFY(rows);
        for (const float value : *rows) QVERIFY(std::isfinite(value));
        clip.rateHz = 44100;
        for (float& sample : clip.channels[0]) sample = std::numeric_limits<float>::max();
        PROSOSCOPE_VERIFY(audio::writeWav(path, clip, audio::WavEncoding::Float32));
        const auto overflown = streamed(setNamed("logmel80"), path, 1);
        QVERIFY(!overflown && overflown.error().kind == core::ErrorKind::BadInput);
        QVERIFY(overflown.error().message().find("a.wav") != std::string::npos);
        QVERIFY(!streamed(setNamed("logmel80"), toPath(folder.filePath("absent.wav")), 1));
    }

    void stopsWhenAsked() {
        QTemporaryDir folder;
        const auto path = toPath(folder.filePath("a.wav"));
        PROSOSCOPE_VERIFY(audio::writeWav(path, noise(16000, 900000, 1)));
        std::stop_source stop;
        core::Progress progress(stop.get_token());
        const auto result = features::streamFile(setNamed("logmel80"), path, 1, progress, [&](std::span<const float>) {
            stop.request_stop();
            return core::Status();
        });
        QVERIFY(!result && result.error().kind == core::ErrorKind::Cancelled);
    }

    void summaryIsMeanAndDeviation() {
        core::Random random(3);
        std::vector<float> rows;
        for (int i = 0; i < 3000; ++i) rows.push_back(static_cast<float>(i % 3 == 2 ? 5.0 : -80.0 + 10.0 * random.normal()));
        features::ColumnMoments whole(3);
        whole.add(rows);
        features::ColumnMoments pieces(3);
        for (std::size_t at = 0; at < rows.size(); at += 3) pieces.add(std::span(rows).subspan(at, 3));
        QVERIFY(whole.pairs() == pieces.pairs());
        for (std::size_t c = 0; c < 2; ++c) {
            double sum = 0.0;
            double squares = 0.0;
            for (std::size_t i = c; i < rows.size(); i += 3) sum += static_cast<double>(rows[i]);
            for (std::size_t i = c; i < rows.size(); i += 3)
                squares += std::pow(static_cast<double>(rows[i]) - sum / 1000.0, 2.0);
            QVERIFY(std::abs(static_cast<double>(whole.pairs()[2 * c]) - sum / 1000.0) < 1e-5);
            QVERIFY(std::abs(static_cast<double>(whole.pairs()[2 * c + 1]) - std::sqrt(squares / 1000.0)) < 1e-5);
        }
        QCOMPARE(whole.pairs()[4], 5.0F);
        QCOMPARE(whole.pairs()[5], 0.0F);
        QVERIFY(std::isnan(features::ColumnMoments(1).pairs()[0]));
    }
};

QTEST_GUILESS_MAIN(TestFileFeatures)
#include "TestFileFeatures.moc"
