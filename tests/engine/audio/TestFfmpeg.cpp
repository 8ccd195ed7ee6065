// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QStandardPaths>
#include <cmath>
#include <fstream>
#include <random>

#include "engine/audio/PeakPyramid.h"
#include "engine/audio/Recording.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// Files that FFmpeg's libraries read, made here by its program; skipped, saying so, where it or the module is absent.
class TestFfmpeg : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::vector<float> m_source;
    static constexpr int kRate = 16000;

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }

    /// Runs ffmpeg with the source as first input; false where it cannot make this.
    [[nodiscard]] bool make(const QString& name, const QStringList& options) const {
        QProcess process;
        process.start("ffmpeg", QStringList{"-nostdin", "-v", "error", "-y", "-i", path("source.wav")} + options +
                                    QStringList{path(name)});
        return process.waitForFinished(60000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    }

    /// Largest normalised correlation over shifts of up to 3000 samples.
    [[nodiscard]] static double likeness(const std::vector<float>& a, const std::vector<float>& b) {
        double best = 0.0;
        for (int shift = -3000; shift <= 3000; shift += 1) {
            double ab = 0.0;
            double aa = 0.0;
            double bb = 0.0;
            for (int i = 4000; i < 12000; ++i) {
                const int j = i + shift;
                if (j < 0 || j >= static_cast<int>(b.size())) continue;
                const auto x = static_cast<double>(a[static_cast<std::size_t>(i)]);
                const auto y = static_cast<double>(b[static_cast<std::size_t>(j)]);
                ab += x * y;
                aa += x * x;
                bb += y * y;
            }
            if (aa > 0.0 && bb > 0.0) best = std::max(best, ab / std::sqrt(aa * bb));
        }
        return best;
    }

private Q_SLOTS:
    void initTestCase() {
        qputenv("XDG_CACHE_HOME", path("cache").toLocal8Bit());
        if (QStandardPaths::findExecutable("ffmpeg").isEmpty()) QSKIP("needs the program ffmpeg, which is absent here");
        // Something like a voice: a gliding pulse train, so that no shift looks like another.
        audio::AudioClip clip{kRate, {{}}};
        double phase = 0.0;
        for (int i = 0; i < 3 * kRate; ++i) {
            phase += (110.0 + 60.0 * i / (3.0 * kRate)) / kRate;
            const double loud = 0.3 + 0.2 * std::sin(i * 0.0007);
            const double fraction = phase - std::floor(phase);
            clip.channels[0].push_back(static_cast<float>(loud * (std::exp(-12.0 * fraction) * std::sin(40.0 * fraction))));
        }
        PROSOSCOPE_VERIFY(audio::writeWav(toPath(path("source.wav")), clip));
        m_source = audio::decodeSpeech16k(toPath(path("source.wav"))).value();
        QVERIFY(make("probe.m4a", {"-c:a", "aac"}));
        const auto probe = audio::probeAudio(toPath(path("probe.m4a")));
        if (!probe && probe.error().kind == core::ErrorKind::Unavailable)
            QSKIP(qPrintable("built without FFmpeg's libraries: " + QString::fromStdString(probe.error().message())));
    }

    void readsWhatLibsndfileCannot_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("rate");
        QTest::addColumn<int>("channels");
        QTest::newRow("M4A, AAC") << "aac.m4a" << QStringList{"-c:a", "aac", "-b:a", "96k"} << 16000 << 1;
        QTest::newRow("M4A, AAC, stereo 44.1 kHz")
            << "aac2.m4a" << QStringList{"-c:a", "aac", "-ac", "2", "-ar", "44100"} << 44100 << 2;
        QTest::newRow("M4A, ALAC") << "alac.m4a" << QStringList{"-c:a", "alac"} << 16000 << 1;
        QTest::newRow("MP4 with pictures") << "video.mp4" << QStringList{"-f",   "lavfi", "-i",   "testsrc=size=64x64:rate=10",
                                                                         "-t",   "3",     "-map", "1:v",
                                                                         "-map", "0:a",   "-c:v", "mpeg4",
                                                                         "-c:a", "aac"}
                                           << 16000 << 1;
        QTest::newRow("WebM, Opus") << "opus.webm" << QStringList{"-c:a", "libopus", "-b:a", "64k"} << 48000 << 1;
        QTest::newRow("Matroska, FLAC") << "flac.mka" << QStringList{"-c:a", "flac"} << 16000 << 1;
        QTest::newRow("AMR") << "narrow.amr" << QStringList{"-c:a", "libopencore_amrnb", "-ar", "8000", "-b:a", "12.2k"} << 8000
                             << 1;
        QTest::newRow("ADTS") << "plain.aac" << QStringList{"-c:a", "aac", "-b:a", "96k"} << 16000 << 1;
        QTest::newRow("renamed") << "aac-named.wav" << QStringList{"-c:a", "aac", "-f", "ipod"} << 16000 << 1;
        QTest::newRow("name in letters of the world")
            << QString::fromUtf8("Gespräch №1 – 会話.m4a") << QStringList{"-c:a", "aac"} << 16000 << 1;
    }
    void readsWhatLibsndfileCannot() {
        QFETCH(QString, name);
        QFETCH(QStringList, options);
        QFETCH(int, rate);
        QFETCH(int, channels);
        if (!make(name, options)) QSKIP("this ffmpeg cannot make the file");
        const auto info = audio::probeAudio(toPath(path(name)));
        PROSOSCOPE_VERIFY(info);
        QCOMPARE(info->rateHz, rate);
        QCOMPARE(info->channels, channels);
        QVERIFY(info->compressed);
        QVERIFY2(std::abs(info->seconds() - 3.0) < 0.15, qPrintable(QString::number(info->seconds())));
        const auto speech = audio::decodeSpeech16k(toPath(path(name)));
        PROSOSCOPE_VERIFY(speech);
        QVERIFY2(std::abs(static_cast<double>(speech->size()) / kRate - info->seconds()) < 0.1,
                 qPrintable(QString::number(speech->size())));
        const double alike = likeness(m_source, *speech);
        QVERIFY2(alike > (rate == 8000 ? 0.8 : 0.95), qPrintable(QString::number(alike)));
        if (name == "alac.m4a" || name == "flac.mka") {
            QCOMPARE(speech->size(), m_source.size());
            QVERIFY(std::equal(speech->begin(), speech->end(), m_source.begin()));
        }
    }

    void anyPlaceIsTheSameAsFromTheStart() {
        QVERIFY(make("places.m4a", {"-c:a", "aac"}));
        const auto whole = audio::decodeSpeech16k(toPath(path("places.m4a"))).value();
        auto reader = audio::AudioReader::open(toPath(path("places.m4a")));
        PROSOSCOPE_VERIFY(reader);
        std::mt19937 random(3);
        std::vector<float> part(3000);
        for (int i = 0; i < 40; ++i) {
            const auto start = static_cast<std::int64_t>(random() % (whole.size() - part.size()));
            QCOMPARE((*reader)->read(start, part.size(), part).value(), part.size());
            QVERIFY(std::equal(part.begin(), part.end(), whole.begin() + start));
        }
    }

    void theDecodedCopyServesEveryReader() {
        QVERIFY(make("copy.m4a", {"-c:a", "aac"}));
        const auto file = toPath(path("copy.m4a"));
        const auto before = audio::decodeSpeech16k(file).value();
        auto recording = audio::Recording::open(file, {.cacheBytes = 1 << 16});
        PROSOSCOPE_VERIFY(recording);
        audio::PeakPyramid peaks((*recording)->info().frames, 1, kRate);
        core::Progress progress;
        PROSOSCOPE_VERIFY((*recording)->prepare(peaks, progress));
        QVERIFY((*recording)->usesDisk());
        QVERIFY(audio::DecodedCache().find(file) != nullptr);
        const auto after = audio::decodeSpeech16k(file).value();
        QCOMPARE(after.size(), before.size());
        QVERIFY(std::equal(after.begin(), after.end(), before.begin()));
        QCOMPARE(audio::probeAudio(file)->format, (*recording)->info().format);
    }

    void picturesAloneAreRefused() {
        if (!make("silent.mp4", {"-f", "lavfi", "-i", "testsrc=size=64x64:rate=10", "-t", "1", "-map", "1:v", "-c:v", "mpeg4"}))
            QSKIP("this ffmpeg cannot make the file");
        const auto info = audio::probeAudio(toPath(path("silent.mp4")));
        QVERIFY(!info);
        QCOMPARE(info.error().kind, core::ErrorKind::BadInput);
        QVERIFY(info.error().message().find("silent.mp4") != std::string::npos);
    }

    void damagedFilesGiveSentencesNotCrashes() {
        QVERIFY(make("whole.m4a", {"-c:a", "aac", "-movflags", "+faststart"}));
        QVERIFY(make("whole.webm", {"-c:a", "libopus"}));
        std::mt19937 random(11);
        for (const char* name : {"whole.m4a", "whole.webm"}) {
            std::ifstream stream(path(name).toStdString(), std::ios::binary);
            const std::string whole((std::istreambuf_iterator<char>(stream)), {});
            for (int i = 0; i < 60; ++i) {
                std::string forged = whole;
                if (i % 3 == 0) {
                    forged.resize(random() % forged.size());
                } else {
                    for (int k = 0; k < 1 + i; ++k)
                        forged[random() % (i % 3 == 1 ? 1500 : forged.size())] = static_cast<char>(random());
                }
                std::ofstream(path("forged.m4a").toStdString(), std::ios::binary) << forged;
                core::Progress progress;
                const auto clip = audio::decodeAudio(toPath(path("forged.m4a")), {}, progress);
                if (!clip) QVERIFY(!clip.error().message().empty());
            }
        }
    }

    void listsThatNameOtherFilesAreNotFollowed() {
        std::ofstream(path("list.m4a").toStdString()) << "ffconcat version 1.0\nfile source.wav\n";
        QVERIFY(!audio::probeAudio(toPath(path("list.m4a"))));
        std::ofstream(path("list2.m4a").toStdString()) << "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\nsource.wav\n";
        QVERIFY(!audio::probeAudio(toPath(path("list2.m4a"))));
    }
};

QTEST_GUILESS_MAIN(TestFfmpeg)
#include "TestFfmpeg.moc"
