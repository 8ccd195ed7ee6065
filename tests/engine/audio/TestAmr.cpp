// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include "engine/audio/Recording.h"
#include "tests/TestSupport.h"

using namespace prososcope;

namespace {

// Frames of the storage format (RFC 4867, section 5.3; 3GPP TS 26.101): an octet that tells the mode, then its bits.
const std::string kHeader = "#!AMR\n";
std::string speech() { return '\x3C' + std::string(31, '\0'); }      // 12.2 kbit/s, mode 7
std::string comfort() { return '\x44' + std::string(5, '\0'); }      // SID, mode 8
std::string nothing() { return "\x7C"; }                             // mode 15
std::string wideSpeech() { return '\x04' + std::string(17, '\0'); }  // wide band, 6.6 kbit/s, mode 0
constexpr int kFrame = 160;                                          // 20 ms at 8000 Hz

std::string times(int count, const std::string& frame) {
    std::string all;
    for (int i = 0; i < count; ++i) all += frame;
    return all;
}

}  // namespace

/// AMR, as telephones record it, written here octet by octet; skipped where FFmpeg's libraries are absent.
class TestAmr : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path write(const char* name, const std::string& bytes) const {
        const auto path = toPath(m_folder.filePath(name));
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }
    static std::vector<float> samplesOf(const std::filesystem::path& path) {
        core::Progress progress;
        const auto clip = audio::decodeAudio(path, {}, progress);
        return clip && !(*clip)->channels.empty() ? (*clip)->channels[0] : std::vector<float>();
    }

private Q_SLOTS:
    void initTestCase() {
        qputenv("XDG_CACHE_HOME", m_folder.filePath("cache").toLocal8Bit());
        const auto probe = audio::probeAudio(write("probe.amr", kHeader + times(5, speech())));
        if (!probe && probe.error().kind == core::ErrorKind::Unavailable)
            QSKIP(qPrintable("needs FFmpeg's libraries: " + QString::fromStdString(probe.error().message())));
        PROSOSCOPE_VERIFY(probe);
    }

    void narrowBandIsReadWithItsRateAndLength() {
        const auto path = write("speech.amr", kHeader + times(50, speech()));
        const auto info = audio::probeAudio(path);
        PROSOSCOPE_VERIFY(info);
        QCOMPARE(info->rateHz, 8000);
        QCOMPARE(info->channels, 1);
        QCOMPARE(info->frames, std::int64_t{50 * kFrame});
        QCOMPARE(info->seconds(), 1.0);
        QVERIFY2(info->format.find("amr") != std::string::npos, info->format.c_str());
        QCOMPARE(samplesOf(path).size(), std::size_t{50 * kFrame});
        QCOMPARE(audio::decodeSpeech16k(path).value().size(), std::size_t{16000});
    }

    void wideBandHasTwiceTheRate() {
        const auto path = write("wide.amr", "#!AMR-WB\n" + times(25, wideSpeech()));
        const auto info = audio::probeAudio(path);
        PROSOSCOPE_VERIFY(info);
        QCOMPARE(info->rateHz, 16000);
        QCOMPARE(info->seconds(), 0.5);
        QCOMPARE(samplesOf(path).size(), std::size_t{8000});
    }

    void pausesThatWereNotSentKeepTheirTime() {
        const auto path =
            write("pauses.amr", kHeader + times(10, speech()) + comfort() + times(29, nothing()) + times(10, speech()));
        const auto info = audio::probeAudio(path);
        PROSOSCOPE_VERIFY(info);
        QCOMPARE(info->frames, std::int64_t{50 * kFrame});
        const auto samples = samplesOf(path);
        QCOMPARE(samples.size(), std::size_t{50 * kFrame});
        // From any place what reading from the start gives.
        auto reader = audio::AudioReader::open(path);
        PROSOSCOPE_VERIFY(reader);
        std::vector<float> part(kFrame);
        for (const std::int64_t start : {45 * kFrame + 17, 20 * kFrame, 5 * kFrame - 3, 49 * kFrame}) {
            QCOMPARE((*reader)->read(start, part.size(), part).value(), part.size());
            QVERIFY(std::equal(part.begin(), part.end(), samples.begin() + start));
        }
        // Nothing but a pause.
        const auto silent = write("silent.amr", kHeader + times(50, nothing()));
        QCOMPARE(audio::probeAudio(silent)->seconds(), 1.0);
        const auto silence = samplesOf(silent);
        QCOMPARE(silence.size(), std::size_t{8000});
        QVERIFY(std::all_of(silence.begin(), silence.end(), [](float sample) { return sample == 0.0F; }));
    }

    void brokenFilesGiveSentences() {
        const std::string whole = kHeader + times(50, speech());
        for (const std::size_t size : {std::size_t{3}, kHeader.size(), kHeader.size() + 1}) {
            const auto path = write("broken.amr", whole.substr(0, size));
            core::Progress progress;
            const auto clip = audio::decodeAudio(path, {}, progress);
            QVERIFY(!clip);
            QVERIFY2(clip.error().message().find("broken.amr") != std::string::npos, clip.error().message().c_str());
        }
        // The last frame is cut: what was whole is there; a frame that was begun may be silence.
        const auto samples = samplesOf(write("whole.amr", whole));
        const auto cut = write("cut.amr", whole.substr(0, whole.size() - 10));
        const auto info = audio::probeAudio(cut);
        PROSOSCOPE_VERIFY(info);
        const auto left = samplesOf(cut);
        QCOMPARE(left.size(), static_cast<std::size_t>(info->frames));
        QVERIFY(left.size() == 49 * kFrame || left.size() == 50 * kFrame);
        QVERIFY(std::equal(left.begin(), left.begin() + 49 * kFrame, samples.begin()));
        // Octets that mean nothing are survived.
        std::string forged = whole;
        for (std::size_t i = kHeader.size(); i < forged.size(); i += 7) forged[i] = static_cast<char>(i * 37);
        const auto odd = write("odd.amr", forged);
        const auto read = audio::probeAudio(odd);
        if (read) QCOMPARE(samplesOf(odd).size(), static_cast<std::size_t>(read->frames));
    }
};

QTEST_GUILESS_MAIN(TestAmr)
#include "TestAmr.moc"
