// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include <cmath>
#include <fstream>
#include <limits>

#include "engine/audio/AudioFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using audio::AudioClip;

/// Reading and writing sound files: round trips, spans, channels, and files that are not what they seem.
class TestAudioFile : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] std::filesystem::path file(const char* name) const { return toPath(m_folder.filePath(name)); }

    static AudioClip ramp(int rateHz, std::size_t channels, std::size_t frames) {
        AudioClip clip;
        clip.rateHz = rateHz;
        clip.channels.resize(channels);
        for (std::size_t c = 0; c < channels; ++c) {
            for (std::size_t i = 0; i < frames; ++i) {
                const auto value = static_cast<int>((i * 37 + c * 11003) % 65536) - 32768;
                clip.channels[c].push_back(static_cast<float>(value) / 32768.0F);
            }
        }
        return clip;
    }

    static core::Result<audio::AudioClipPtr> decode(const std::filesystem::path& path,
                                                    const audio::DecodeOptions& options = {}) {
        core::Progress progress;
        return audio::decodeAudio(path, options, progress);
    }

    static void writeBytes(const std::filesystem::path& path, const std::string& bytes) {
        std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }

    static std::string readBytes(const std::filesystem::path& path) {
        std::ifstream stream(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    }

private Q_SLOTS:
    void pcm16ComesBackExactly() {
        const AudioClip clip = ramp(22050, 3, 70000);
        PROSOSCOPE_VERIFY(audio::writeWav(file("a.wav"), clip));
        const auto read = decode(file("a.wav"));
        PROSOSCOPE_VERIFY(read);
        QCOMPARE((*read)->rateHz, 22050);
        QVERIFY((*read)->channels == clip.channels);
    }

    void float32ComesBackExactlyEvenAboveFullScale() {
        AudioClip clip = ramp(48000, 1, 1001);
        clip.channels[0][5] = 1.75F;
        clip.channels[0][6] = 1e-20F;
        PROSOSCOPE_VERIFY(audio::writeWav(file("f.wav"), clip, audio::WavEncoding::Float32));
        const auto read = decode(file("f.wav"));
        PROSOSCOPE_VERIFY(read);
        QVERIFY((*read)->channels == clip.channels);
        const auto info = audio::probeAudio(file("f.wav"));
        PROSOSCOPE_VERIFY(info);
        QCOMPARE(info->format, std::string("WAV, 32-bit float"));
        QCOMPARE(info->frames, std::int64_t{1001});
    }

    void pcm16RoundsAndLimits() {
        const AudioClip clip{16000,
                             {{2.0F, -2.0F, 1.0F, 0.6F / 32768.0F, std::numeric_limits<float>::quiet_NaN(), 1e30F, -1e30F}}};
        PROSOSCOPE_VERIFY(audio::writeWav(file("l.wav"), clip));
        const auto read = decode(file("l.wav"));
        PROSOSCOPE_VERIFY(read);
        const float top = 32767.0F / 32768.0F;
        QVERIFY(((*read)->channels[0] == std::vector<float>{top, -1.0F, top, 1.0F / 32768.0F, 0.0F, top, -1.0F}));
    }

    void notFiniteSamplesBecomeSilence() {
        const AudioClip clip{16000,
                             {{0.5F, std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(), -0.5F}}};
        PROSOSCOPE_VERIFY(audio::writeWav(file("nan.wav"), clip, audio::WavEncoding::Float32));
        const auto read = decode(file("nan.wav"));
        PROSOSCOPE_VERIFY(read);
        QVERIFY(((*read)->channels[0] == std::vector<float>{0.5F, 0.0F, 0.0F, -0.5F}));
    }

    void spanEqualsThatPartOfTheWhole() {
        const AudioClip clip = ramp(16000, 2, 48000);
        PROSOSCOPE_VERIFY(audio::writeWav(file("s.wav"), clip));
        const auto part = decode(file("s.wav"), {.startSeconds = 0.5, .endSeconds = 1.25});
        PROSOSCOPE_VERIFY(part);
        QCOMPARE((*part)->frames(), std::size_t{12000});
        QVERIFY(std::equal((*part)->channels[1].begin(), (*part)->channels[1].end(), clip.channels[1].begin() + 8000));
        const auto beyond = decode(file("s.wav"), {.startSeconds = 2.9, .endSeconds = 99.0});
        PROSOSCOPE_VERIFY(beyond);
        QCOMPARE((*beyond)->frames(), std::size_t{1600});
        const auto backwards = decode(file("s.wav"), {.startSeconds = 2.0, .endSeconds = 1.0});
        PROSOSCOPE_VERIFY(backwards);
        QCOMPARE((*backwards)->frames(), std::size_t{0});
        QCOMPARE((*backwards)->channels.size(), std::size_t{2});
    }

    void monoIsTheMeanOfTheChannels() {
        const AudioClip clip = ramp(16000, 6, 30000);
        PROSOSCOPE_VERIFY(audio::writeWav(file("m.wav"), clip));
        const auto mono = decode(file("m.wav"), {.mono = true});
        PROSOSCOPE_VERIFY(mono);
        QCOMPARE((*mono)->channels.size(), std::size_t{1});
        for (const std::size_t i : {std::size_t{0}, std::size_t{10922}, std::size_t{10923}, std::size_t{29999}}) {
            double sum = 0.0;
            for (const auto& channel : clip.channels) sum += static_cast<double>(channel[i]);
            QCOMPARE((*mono)->channels[0][i], static_cast<float>(sum / 6.0));
        }
    }

    void readerReadsAnyPlaceInAnyOrder() {
        const AudioClip clip = ramp(16000, 2, 5000);
        PROSOSCOPE_VERIFY(audio::writeWav(file("r.wav"), clip));
        auto reader = audio::AudioReader::open(file("r.wav"));
        PROSOSCOPE_VERIFY(reader);
        std::vector<float> block(400);
        for (const int start : {4000, 0, 100, 4900, 5000, 7000, -1}) {
            const auto got = (*reader)->read(start, 200, block);
            PROSOSCOPE_VERIFY(got);
            const int expected = start < 0 ? 0 : std::clamp(5000 - start, 0, 200);
            QCOMPARE(static_cast<int>(*got), expected);
            for (int i = 0; i < expected; ++i) {
                QCOMPARE(block[static_cast<std::size_t>(2 * i + 1)], clip.channels[1][static_cast<std::size_t>(start + i)]);
            }
        }
        const auto small = (*reader)->read(0, 1000, std::span(block).first(10));
        PROSOSCOPE_VERIFY(small);
        QCOMPARE(*small, std::size_t{5});
    }

    void resamplesWhileDecoding() {
        AudioClip clip{48000, {{}}};
        for (int i = 0; i < 48000; ++i)
            clip.channels[0].push_back(static_cast<float>(0.5 * std::sin(2.0 * M_PI * 440.0 * i / 48000.0)));
        PROSOSCOPE_VERIFY(audio::writeWav(file("48.wav"), clip, audio::WavEncoding::Float32));
        const auto speech = audio::decodeSpeech16k(file("48.wav"));
        PROSOSCOPE_VERIFY(speech);
        QCOMPARE(speech->size(), std::size_t{16000});
        for (std::size_t i = 1000; i < 15000; ++i) {
            const double expected = 0.5 * std::sin(2.0 * M_PI * 440.0 * static_cast<double>(i) / 16000.0);
            QVERIFY(std::abs(static_cast<double>((*speech)[i]) - expected) < 2e-5);
        }
    }

    void refusesWhatIsNoFile() {
        const auto absent = audio::probeAudio(file("absent.wav"));
        QVERIFY(!absent);
        QCOMPARE(absent.error().kind, core::ErrorKind::NotFound);
        QVERIFY(absent.error().message().find("absent.wav") != std::string::npos);
        const auto folder = audio::probeAudio(toPath(m_folder.path()));
        QVERIFY(!folder);
        QVERIFY(folder.error().message().find("is a folder") != std::string::npos);
        QCOMPARE(::mkfifo(file("pipe.wav").c_str(), 0600), 0);
        const auto pipe = audio::probeAudio(file("pipe.wav"));
        QVERIFY(!pipe);
        QCOMPARE(pipe.error().kind, core::ErrorKind::BadInput);
    }

    void saysWhatIsWrongWithAFile_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        QTest::newRow("empty") << QByteArray() << "x.wav"
                               << "is empty";
        QTest::newRow("text") << QByteArray("no sound in here\n").repeated(50) << "x.wav"
                              << "not a sound file";
        QTest::newRow("text named raw") << QByteArray("no sound in here\n").repeated(50) << "x.raw"
                                        << "not a sound file";
        QTest::newRow("text named mp3") << QByteArray("no sound in here\n").repeated(50) << "x.mp3"
                                        << "not a sound file";
        QTest::newRow("text named vox") << QByteArray("no sound in here\n").repeated(50) << "x.vox"
                                        << "not a sound file";
        QTest::newRow("cut header") << QByteArray("RIFF\x24\0\0\0WAVEfmt \x10\0\0\0", 20) << "x.wav"
                                    << "damaged";
        QTest::newRow("shorten") << QByteArray("NIST_1A\n   1024\nsample_coding -s26 pcm,embedded-shorten-v2.00\nend_head\n")
                                        .leftJustified(1100, ' ')
                                 << "x.sph"
                                 << "shorten";
        QByteArray unknown(
            "RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\x77\x77\x01\0\x80\x3e\0\0\0\x7d\0\0\x02\0\x10\0data\x08\0\0\0\0\0\0\0\0\0\0\0",
            52);
        QTest::newRow("encoding") << unknown << "x.wav"
                                  << "encoding";
        QByteArray rate(
            "RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\0\0\0\0\0\0\0\0\x02\0\x10\0data\x08\0\0\0\0\0\0\0\0\0\0\0", 52);
        QTest::newRow("rate 0") << rate << "x.wav"
                                << "damaged";
        rate.replace(24, 4, QByteArray("\xff\xff\xff\x7f", 4));
        QTest::newRow("rate 2 GHz") << rate << "x.wav"
                                    << "damaged";
        QByteArray channels = rate;
        channels.replace(22, 6, QByteArray("\xff\xff\x80\x3e\0\0", 6));
        QTest::newRow("65535 channels") << channels << "x.wav"
                                        << "damaged";
    }
    void saysWhatIsWrongWithAFile() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        QFETCH(QString, words);
        writeBytes(file(qPrintable(name)), bytes.toStdString());
        const auto info = audio::probeAudio(file(qPrintable(name)));
        QVERIFY(!info);
        QCOMPARE(info.error().kind, core::ErrorKind::BadInput);
        QVERIFY2(QString::fromStdString(info.error().message()).contains(words), info.error().message().c_str());
    }

    void cutAndForgedFilesNeverCrash() {
        PROSOSCOPE_VERIFY(audio::writeWav(file("whole.wav"), ramp(16000, 2, 500)));
        const std::string whole = readBytes(file("whole.wav"));
        for (std::size_t length = 0; length <= whole.size(); length += length < 60 ? 1 : 97) {
            writeBytes(file("cut.wav"), whole.substr(0, length));
            const auto clip = decode(file("cut.wav"));
            if (length < 36) QVERIFY(!clip);
            if (clip) QVERIFY((*clip)->frames() <= (length - std::min<std::size_t>(length, 44)) / 4);
        }
        for (std::size_t at = 0; at < 44; ++at) {
            for (const char value : {'\x00', '\x01', '\x7f', '\xff'}) {
                std::string forged = whole;
                forged[at] = value;
                writeBytes(file("forged.wav"), forged);
                const auto clip = decode(file("forged.wav"));
                if (clip) QVERIFY((*clip)->frames() <= forged.size());
            }
        }
    }

    void fileCutWhileOpenGivesFewerFrames() {
        PROSOSCOPE_VERIFY(audio::writeWav(file("live.wav"), ramp(16000, 1, 100000)));
        auto reader = audio::AudioReader::open(file("live.wav"));
        PROSOSCOPE_VERIFY(reader);
        std::filesystem::resize_file(file("live.wav"), 44 + 2 * 60000);
        std::vector<float> block(100000);
        const auto got = (*reader)->read(50000, 50000, block);
        PROSOSCOPE_VERIFY(got);
        QCOMPARE(*got, std::size_t{10000});
    }

    void cancelStopsDecoding() {
        PROSOSCOPE_VERIFY(audio::writeWav(file("long.wav"), ramp(16000, 1, 400000)));
        std::stop_source stop;
        int reports = 0;
        core::Progress progress(stop.get_token(), [&](double, const core::Text&) {
            ++reports;
            stop.request_stop();
        });
        const auto clip = audio::decodeAudio(file("long.wav"), {}, progress);
        QVERIFY(!clip);
        QCOMPARE(clip.error().kind, core::ErrorKind::Cancelled);
        QCOMPARE(reports, 1);
    }

    void writingRefusesUnevenClipsAndKeepsTheOldFile() {
        PROSOSCOPE_VERIFY(audio::writeWav(file("old.wav"), ramp(16000, 1, 10)));
        const std::string before = readBytes(file("old.wav"));
        QVERIFY(!audio::writeWav(file("old.wav"), AudioClip{16000, {{0.0F, 0.1F}, {0.0F}}}));
        QVERIFY(!audio::writeWav(file("old.wav"), AudioClip{0, {{0.0F}}}));
        QVERIFY(!audio::writeWav(file("old.wav"), AudioClip{16000, {}}));
        QCOMPARE(readBytes(file("old.wav")), before);
    }

    void endingsOfSoundFiles() {
        for (const char* name : {"a.wav", "A.WAV", "b.Flac", "c.opus", "d.sph", "e.aiff", "dir.x/f.mp3"})
            QVERIFY2(audio::hasAudioEnding(name), name);
        for (const char* name : {"a.txt", "wav", ".wav", "a.wav.txt", "a", "b.raw"})
            QVERIFY2(!audio::hasAudioEnding(name), name);
    }
};

QTEST_GUILESS_MAIN(TestAudioFile)
#include "TestAudioFile.moc"
