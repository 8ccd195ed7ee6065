// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <map>

#include "engine/audio/AudioFile.h"
#include "tests/NpyFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// Every file of the shared collection of encodings against the values that another version of libsndfile gave.
class TestAudioFormats : public QObject {
    Q_OBJECT

private:
    static bool lossy(const std::string& encoding) {
        return encoding == "VORBIS" || encoding == "OPUS" || encoding == "MPEG_LAYER_III";
    }

    /// Largest normalised correlation over shifts of up to 2400 samples.
    static double alignedCorrelation(const std::vector<float>& a, const std::vector<float>& b) {
        double best = 0.0;
        for (int shift = -2400; shift <= 2400; ++shift) {
            double ab = 0.0;
            double aa = 0.0;
            double bb = 0.0;
            for (int i = 0; i < static_cast<int>(a.size()); ++i) {
                const int j = i + shift;
                if (j < 0 || j >= static_cast<int>(b.size())) continue;
                const double x = static_cast<double>(a[static_cast<std::size_t>(i)]);
                const double y = static_cast<double>(b[static_cast<std::size_t>(j)]);
                ab += x * y;
                aa += x * x;
                bb += y * y;
            }
            if (aa > 0.0 && bb > 0.0) best = std::max(best, ab / std::sqrt(aa * bb));
        }
        return best;
    }

private Q_SLOTS:
    void everyFile_data() {
        QTest::addColumn<QStringList>("row");
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/formats");
        QFile table(QString::fromStdString((folder / "formats.csv").string()));
        QVERIFY(table.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(table.readAll()).split('\n', Qt::SkipEmptyParts);
        for (int i = 1; i < lines.size(); ++i) {
            const QStringList row = lines[i].split(',');
            QTest::newRow(qPrintable(row[0])) << row;
        }
        QCOMPARE(lines.size(), 41);
    }
    void everyFile() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/formats");
        QFETCH(QStringList, row);
        const std::string name = row[0].toStdString();
        core::Progress progress;
        const auto clip = audio::decodeAudio(folder / name, {}, progress);
        if (row[1] != "ok") {
            QVERIFY(!clip);
            QCOMPARE(clip.error().kind, core::ErrorKind::BadInput);
            QVERIFY(clip.error().message().find(name) != std::string::npos);
            return;
        }
        PROSOSCOPE_VERIFY(clip);
        const bool isLossy = lossy(row[3].toStdString());
        QCOMPARE((*clip)->rateHz, row[4].toInt());
        QCOMPARE(static_cast<int>((*clip)->channels.size()), row[5].toInt());
        const auto frames = static_cast<double>((*clip)->frames());
        QVERIFY2(std::abs(frames - row[6].toDouble()) <= (isLossy ? 2304.0 : 0.0), qPrintable(QString::number(frames)));
        double sum = 0.0;
        double peak = 0.0;
        for (const auto& channel : (*clip)->channels) {
            for (const float value : channel) {
                sum += static_cast<double>(value);
                peak = std::max(peak, std::abs(static_cast<double>(value)));
            }
        }
        if (!isLossy) {
            QVERIFY(std::abs(sum - row[9].toDouble()) < 1e-4);  // 32-bit and 64-bit samples are rounded to float
            QVERIFY(std::abs(peak - row[7].toDouble()) < 1e-6);
        }

        const auto speech = audio::decodeSpeech16k(folder / name);
        PROSOSCOPE_VERIFY(speech);
        const auto reference = NpyFile::read(folder / "decoded16k" / (name + ".npy"));
        if (row[6] == "0") {
            QVERIFY(speech->empty());
            return;
        }
        QVERIFY(reference.ok);
        if (isLossy) {
            const double correlation = alignedCorrelation(*speech, reference.values);
            QVERIFY2(correlation >= 0.99, qPrintable(QString::number(correlation)));
            return;
        }
        QCOMPARE(speech->size(), reference.values.size());
        // At 16 kHz one channel is exact; conversion of the rate differs by rounding.
        const bool exact = row[4] == "16000" && row[5] == "1";
        for (std::size_t i = 0; i < speech->size(); ++i) {
            const float difference = std::abs((*speech)[i] - reference.values[i]);
            QVERIFY2(difference <= (exact ? 0.0F : 2e-6F),
                     qPrintable(QString("sample %1: %2").arg(i).arg(static_cast<double>(difference))));
        }
    }

    void firstSamples() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/formats");
        QFile table(QString::fromStdString((folder / "first_samples.csv").string()));
        QVERIFY(table.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(table.readAll()).split('\n', Qt::SkipEmptyParts);
        std::map<std::string, audio::AudioClipPtr> clips;
        int compared = 0;
        for (int line = 1; line < lines.size(); ++line) {
            const QStringList row = lines[line].split(',');
            const std::string name = row[0].toStdString();
            if (name.ends_with(".mp3") || name.ends_with(".ogg") || name.ends_with(".opus")) continue;
            if (!clips.contains(name)) {
                core::Progress progress;
                const auto clip = audio::decodeAudio(folder / name, {}, progress);
                PROSOSCOPE_VERIFY(clip);
                clips[name] = *clip;
            }
            const auto& channel = clips[name]->channels[static_cast<std::size_t>(row[1].toInt())];
            for (int i = 0; i < row[2].toInt(); ++i) {
                QCOMPARE(channel[static_cast<std::size_t>(i)], static_cast<float>(row[3 + i].toDouble()));
                ++compared;
            }
        }
        QVERIFY(compared > 800);
    }

    void formatInWords() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/formats");
        const std::map<std::string, std::string> expected{{"pcm24_48000_stereo.wav", "WAV, 24-bit PCM"},
                                                          {"flac_renamed.wav", "FLAC, 16-bit PCM"},
                                                          {"mp3_44100_mono.mp3", "MP3"},
                                                          {"opus_48000_mono.opus", "Ogg, Opus"},
                                                          {"nist_sox.sph", "NIST SPHERE, 16-bit PCM"},
                                                          {"alaw_8000_mono.wav", "WAV, A-law"}};
        for (const auto& [name, words] : expected) {
            const auto info = audio::probeAudio(folder / name);
            PROSOSCOPE_VERIFY(info);
            QCOMPARE(info->format, words);
        }
    }
};

QTEST_GUILESS_MAIN(TestAudioFormats)
#include "TestAudioFormats.moc"
