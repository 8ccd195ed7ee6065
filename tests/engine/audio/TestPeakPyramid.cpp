// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <cmath>
#include <random>
#include <thread>

#include "engine/audio/PeakPyramid.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using audio::Peak;
using audio::PeakPyramid;

/// Summaries at any zoom equal those taken from the samples, also while the pyramid is being filled.
class TestPeakPyramid : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    static audio::AudioClip noise(std::size_t channels, std::size_t frames) {
        std::mt19937 random(7);
        audio::AudioClip clip;
        clip.rateHz = 16000;
        clip.channels.resize(channels);
        for (auto& channel : clip.channels) {
            for (std::size_t i = 0; i < frames; ++i) {
                channel.push_back(static_cast<float>(static_cast<int>(random() % 60001) - 30000) / 32768.0F);
            }
        }
        return clip;
    }

    [[nodiscard]] std::unique_ptr<audio::AudioReader> reader(const audio::AudioClip& clip) const {
        const auto path = toPath(m_folder.filePath("peaks.wav"));
        if (!audio::writeWav(path, clip)) return nullptr;
        auto opened = audio::AudioReader::open(path);
        return opened ? std::move(*opened) : nullptr;
    }

    /// A column from the samples, its ends rounded outwards to whole base blocks, up to `done` frames.
    static Peak fromSamples(const std::vector<float>& samples, double from, double to, std::int64_t done) {
        const auto frames = static_cast<std::int64_t>(samples.size());
        const auto first = static_cast<std::int64_t>(std::floor(std::max(from, 0.0) / 256)) * 256;
        const auto last = std::min({static_cast<std::int64_t>(std::ceil(to / 256)) * 256, frames, done});
        if (to <= 0.0 || from >= static_cast<double>(std::min(frames, done)) || first >= last) return {1.0F, -1.0F, 0.0F};
        Peak peak{2.0F, -2.0F, 0.0F};
        double energy = 0.0;
        for (std::int64_t i = first; i < last; ++i) {
            const float value = samples[static_cast<std::size_t>(i)];
            peak.low = std::min(peak.low, value);
            peak.high = std::max(peak.high, value);
            energy += static_cast<double>(value) * static_cast<double>(value);
        }
        peak.meanSquare = static_cast<float>(energy / static_cast<double>(last - first));
        return peak;
    }

    static void compare(const PeakPyramid& pyramid, const audio::AudioClip& clip, double start, double end, std::size_t count) {
        std::vector<Peak> columns(count);
        const double width = (end - start) / static_cast<double>(count);
        for (std::size_t channel = 0; channel < clip.channels.size(); ++channel) {
            pyramid.summarise(static_cast<int>(channel), start, end, columns);
            for (std::size_t i = 0; i < count; ++i) {
                const double from = start + width * static_cast<double>(i);
                const Peak expected = fromSamples(clip.channels[channel], from, from + width, pyramid.framesDone());
                QCOMPARE(columns[i].low, expected.low);
                QCOMPARE(columns[i].high, expected.high);
                QVERIFY(std::abs(columns[i].meanSquare - expected.meanSquare) <= 2e-5F * expected.meanSquare);
            }
        }
    }

private Q_SLOTS:
    void equalsTheSamplesAtEveryZoom_data() {
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("frames");
        QTest::newRow("one sample") << 1 << 1;
        QTest::newRow("one block") << 1 << 256;
        QTest::newRow("one more") << 1 << 257;
        QTest::newRow("ragged") << 1 << 300123;
        QTest::newRow("whole") << 1 << 262144;
        QTest::newRow("stereo") << 2 << 150001;
        QTest::newRow("six channels") << 6 << 20000;
    }
    void equalsTheSamplesAtEveryZoom() {
        QFETCH(int, channels);
        QFETCH(int, frames);
        const auto clip = noise(static_cast<std::size_t>(channels), static_cast<std::size_t>(frames));
        const auto file = reader(clip);
        QVERIFY(file);
        PeakPyramid pyramid(frames, channels, 16000);
        core::Progress progress;
        PROSOSCOPE_VERIFY(audio::fillPeaks(*file, pyramid, progress));
        QVERIFY(pyramid.complete());
        compare(pyramid, clip, 0.0, frames, 1);
        compare(pyramid, clip, 0.0, frames, 7);
        compare(pyramid, clip, 0.0, frames, static_cast<std::size_t>(std::max(1, frames / 256)));
        compare(pyramid, clip, 0.3 * frames, 0.7 * frames, 11);
        compare(pyramid, clip, -0.5 * frames, 1.5 * frames, 13);
        compare(pyramid, clip, 1000.25, 9000.75, 29);
        float largest = 0.0F;
        for (const auto& channel : clip.channels) {
            for (const float value : channel) largest = std::max(largest, std::abs(value));
        }
        QCOMPARE(pyramid.largest(), largest);
    }

    void showsOnlyWhatIsFilled() {
        const auto clip = noise(2, 400000);
        const auto file = reader(clip);
        QVERIFY(file);
        PeakPyramid pyramid(400000, 2, 16000);
        std::vector<Peak> columns(10);
        pyramid.summarise(0, 0.0, 400000.0, columns);
        for (const Peak& peak : columns) QVERIFY(peak.low > peak.high);
        std::stop_source stop;
        core::Progress progress(stop.get_token(), [&](double fraction, const core::Text&) {
            if (fraction > 0.0) stop.request_stop();
        });
        const auto status = audio::fillPeaks(*file, pyramid, progress);
        QVERIFY(!status);
        QCOMPARE(status.error().kind, core::ErrorKind::Cancelled);
        QVERIFY(pyramid.framesDone() > 0 && !pyramid.complete());
        compare(pyramid, clip, 0.0, 400000.0, 10);
        compare(pyramid, clip, 30000.0, 120000.0, 33);
        core::Progress rest;
        PROSOSCOPE_VERIFY(audio::fillPeaks(*file, pyramid, rest));
        compare(pyramid, clip, 0.0, 400000.0, 10);
    }

    void readersSeeCompleteValuesWhileFilling() {
        const auto clip = noise(1, 2000000);
        const auto file = reader(clip);
        QVERIFY(file);
        PeakPyramid pyramid(2000000, 1, 16000);
        std::atomic<bool> wrong{false};
        std::jthread watcher([&](std::stop_token stop) {
            std::vector<Peak> columns(50);
            while (!stop.stop_requested()) {
                pyramid.summarise(0, 0.0, 2000000.0, columns);
                for (const Peak& peak : columns) {
                    // 256 and more samples of this noise always reach beyond half of the scale.
                    if (peak.low <= peak.high && (peak.low > -0.5F || peak.high < 0.5F)) wrong = true;
                }
            }
        });
        core::Progress progress;
        PROSOSCOPE_VERIFY(audio::fillPeaks(*file, pyramid, progress));
        watcher.request_stop();
        watcher.join();
        QVERIFY(!wrong);
    }

    void fileThatEndsEarlyIsSilentAfterwards() {
        auto clip = noise(1, 10000);
        const auto file = reader(clip);
        QVERIFY(file);
        PeakPyramid pyramid(50000, 1, 16000);
        core::Progress progress;
        PROSOSCOPE_VERIFY(audio::fillPeaks(*file, pyramid, progress));
        QVERIFY(pyramid.complete());
        clip.channels[0].resize(50000, 0.0F);
        compare(pyramid, clip, 0.0, 50000.0, 20);
    }

    void noFramesAndNoSuchChannel() {
        const PeakPyramid pyramid(0, 1, 16000);
        QVERIFY(pyramid.complete());
        QCOMPARE(pyramid.largest(), 0.0F);
        std::vector<Peak> columns(3);
        pyramid.summarise(0, 0.0, 100.0, columns);
        QVERIFY(columns[2].low > columns[2].high);
        pyramid.summarise(5, 0.0, 100.0, columns);
        QVERIFY(columns[0].low > columns[0].high);
    }
};

QTEST_GUILESS_MAIN(TestPeakPyramid)
#include "TestPeakPyramid.moc"
