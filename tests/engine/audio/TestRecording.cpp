// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sndfile.h>
#include <sys/file.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <random>
#include <thread>

#include "engine/audio/PeakPyramid.h"
#include "engine/audio/Recording.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using audio::DecodedCache;
using audio::Recording;

/// What is read through the shared recording is what the file holds: from blocks, from memory, from the disk cache, while it is
/// being decoded, by many threads, and after others have damaged the cache or the file.
class TestRecording : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    static constexpr int kFrames = 300000;

    [[nodiscard]] std::filesystem::path file(const char* name) const { return toPath(m_folder.filePath(name)); }
    [[nodiscard]] std::filesystem::path cacheFolder() const { return file("cache"); }

    /// Stereo noise in a file of libsndfile's format; different for each seed.
    [[nodiscard]] std::filesystem::path makeFile(const char* name, int format, unsigned seed = 1, int frames = kFrames) const {
        SF_INFO info{};
        info.samplerate = 44100;
        info.channels = 2;
        info.format = format;
        const auto path = file(name);
        SNDFILE* out = sf_open(path.c_str(), SFM_WRITE, &info);
        if (out == nullptr) return {};
        std::mt19937 random(seed);
        std::vector<short> values(static_cast<std::size_t>(2 * frames));
        for (auto& value : values) value = static_cast<short>(static_cast<int>(random() % 20001) - 10000);
        sf_writef_short(out, values.data(), frames);
        sf_close(out);
        return path;
    }

    static std::vector<float> fromStart(const std::filesystem::path& path) {
        auto reader = audio::AudioReader::open(path);
        if (!reader) return {};
        const auto& info = (*reader)->info();
        std::vector<float> values(static_cast<std::size_t>(info.frames * info.channels));
        const auto got = (*reader)->read(0, static_cast<std::size_t>(info.frames), values);
        values.resize(got.value_or(0) * static_cast<std::size_t>(info.channels));
        return values;
    }

    [[nodiscard]] std::shared_ptr<Recording> open(const std::filesystem::path& path, std::size_t cacheBytes = 1 << 18) const {
        auto recording = Recording::open(path, {.cacheBytes = cacheBytes, .decodedFolder = cacheFolder()});
        return recording ? *recording : nullptr;
    }
    static core::Status prepare(Recording& recording, core::Progress progress = {}) {
        const auto& info = recording.info();
        audio::PeakPyramid peaks(info.frames, info.channels, info.rateHz);
        return recording.prepare(peaks, progress);
    }
    static bool same(Recording& recording, const std::vector<float>& whole, std::int64_t start, std::size_t frames) {
        std::vector<float> part(frames * 2);
        const auto got = recording.read(start, frames, part);
        return got && *got == frames && std::equal(part.begin(), part.end(), whole.begin() + 2 * start);
    }
    static bool sameEverywhere(Recording& recording, const std::vector<float>& whole, unsigned seed = 5) {
        std::mt19937 random(seed);
        const auto frames = static_cast<std::int64_t>(whole.size() / 2);
        for (int i = 0; i < 200; ++i) {
            const auto start = static_cast<std::int64_t>(random() % static_cast<unsigned>(frames));
            const auto count = std::min<std::int64_t>(1 + random() % 40000, frames - start);
            if (!same(recording, whole, start, static_cast<std::size_t>(count))) return false;
        }
        return same(recording, whole, 0, static_cast<std::size_t>(frames));
    }
    [[nodiscard]] QStringList entries() const {
        return QDir(QString::fromStdString(cacheFolder().string())).entryList(QDir::Files | QDir::Hidden);
    }

private Q_SLOTS:
    void init() { std::filesystem::remove_all(cacheFolder()); }
    void cleanup() { DecodedCache::setLimit(DecodedCache::kStandardBytes); }

    void blocksAreBoundedAndExact() {
        const auto path = makeFile("plain.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16);
        const auto whole = fromStart(path);
        QCOMPARE(whole.size(), std::size_t{2 * kFrames});
        const auto recording = open(path);
        QVERIFY(recording);
        QVERIFY(!recording->growing());
        QVERIFY(sameEverywhere(*recording, whole));
        QVERIFY(recording->cachedBytes() > 0 && recording->cachedBytes() <= (1 << 18));
        QVERIFY(recording->warning().empty());
        std::vector<float> block(20);
        QCOMPARE(recording->read(kFrames, 10, block).value(), std::size_t{0});
        QCOMPARE(recording->read(kFrames - 3, 10, block).value(), std::size_t{3});
        QCOMPARE(recording->read(-1, 10, block).value(), std::size_t{0});
        QCOMPARE(recording->readOnce(1000, 10, block).value(), std::size_t{10});
        QVERIFY(std::equal(block.begin(), block.end(), whole.begin() + 2000));
        QVERIFY(entries().isEmpty());
    }

    void channelsAndTheirMean() {
        const auto path = makeFile("channels.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16);
        const auto whole = fromStart(path);
        const auto recording = open(path);
        QVERIFY(recording);
        std::vector<float> mono(90000);
        for (const int channel : {-1, 0, 1, 7}) {
            QCOMPARE(recording->readChannel({channel}, 777, mono.size(), mono).value(), mono.size());
            for (std::size_t i = 0; i < mono.size(); i += 97) {
                const float left = whole[2 * (777 + i)];
                const float right = whole[2 * (777 + i) + 1];
                const float expected = channel == 0 ? left : channel == 1 ? right : 0.5F * (left + right);
                QVERIFY(std::abs(mono[i] - expected) < 1e-7F);
            }
        }
    }

    void threadsReadTheSame() {
        const auto plain = makeFile("threads.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16);
        const auto packed = makeFile("threads.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
        for (const auto& path : {plain, packed}) {
            const auto whole = fromStart(path);
            const auto recording = open(path);
            QVERIFY(recording);
            std::atomic<int> wrong{0};
            std::vector<std::jthread> threads;
            for (unsigned t = 0; t < 4; ++t) {
                threads.emplace_back([&, t] {
                    std::mt19937 random(t);
                    while (recording->growing()) {
                        const std::int64_t ready = recording->framesReady();
                        if (ready < 2) continue;
                        const auto count = std::min<std::int64_t>(1 + random() % 30000, ready);
                        const auto start = static_cast<std::int64_t>(random() % static_cast<unsigned>(ready - count + 1));
                        if (!same(*recording, whole, start, static_cast<std::size_t>(count))) ++wrong;
                    }
                    if (!sameEverywhere(*recording, whole, t)) ++wrong;
                });
            }
            PROSOSCOPE_VERIFY(prepare(*recording));
            threads.clear();
            QCOMPARE(wrong.load(), 0);
        }
    }

    void shortCompressedFilesAreDecodedIntoMemory() {
        const auto path = makeFile("short.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
        const auto whole = fromStart(path);
        const auto recording = open(path, std::size_t{16} << 20);
        QVERIFY(recording);
        QVERIFY(recording->growing());
        std::vector<float> block(20);
        QCOMPARE(recording->read(0, 10, block).value(), std::size_t{0});
        PROSOSCOPE_VERIFY(prepare(*recording));
        QVERIFY(!recording->growing());
        QVERIFY(!recording->usesDisk());
        QVERIFY(sameEverywhere(*recording, whole));
        QVERIFY(entries().isEmpty());
    }

    void longCompressedFilesAreDecodedToDisk_data() {
        QTest::addColumn<int>("format");
        QTest::addColumn<bool>("sixteenBit");
        QTest::newRow("FLAC, 16 bit") << int{SF_FORMAT_FLAC | SF_FORMAT_PCM_16} << true;
        QTest::newRow("FLAC, 24 bit") << int{SF_FORMAT_FLAC | SF_FORMAT_PCM_24} << false;
        QTest::newRow("Vorbis") << int{SF_FORMAT_OGG | SF_FORMAT_VORBIS} << false;
    }
    void longCompressedFilesAreDecodedToDisk() {
        QFETCH(int, format);
        QFETCH(bool, sixteenBit);
        const auto path = makeFile("long.sound", format);
        const auto whole = fromStart(path);
        {
            const auto recording = open(path);
            QVERIFY(recording);
            PROSOSCOPE_VERIFY(prepare(*recording));
            QVERIFY(recording->usesDisk());
            QVERIFY(sameEverywhere(*recording, whole));
            QVERIFY(recording->cachedBytes() <= (1 << 18));
        }
        QCOMPARE(entries().size(), 1);
        const auto bytes = DecodedCache(cacheFolder()).bytes();
        QVERIFY(std::abs(static_cast<double>(bytes) - (sixteenBit ? 4.0 : 8.0) * kFrames) < 1000.0);
        const auto again = open(path);
        QVERIFY(again);
        QVERIFY(!again->growing() && again->usesDisk());
        QVERIFY(sameEverywhere(*again, whole));
        audio::PeakPyramid fresh(again->info().frames, 2, 44100);
        audio::PeakPyramid direct(again->info().frames, 2, 44100);
        core::Progress progress;
        PROSOSCOPE_VERIFY(again->prepare(fresh, progress));
        PROSOSCOPE_VERIFY(audio::fillPeaks(**audio::AudioReader::open(path), direct, progress));
        QCOMPARE(fresh.largest(), direct.largest());
        QCOMPARE(entries().size(), 1);
    }

    void aChangedRecordingIsAnother() {
        const auto path = makeFile("edition.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 1);
        {
            const auto first = open(path);
            PROSOSCOPE_VERIFY(prepare(*first));
        }
        (void)makeFile("edition.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 2);
        const auto second = open(path);
        QVERIFY(second->growing());
        PROSOSCOPE_VERIFY(prepare(*second));
        QVERIFY(sameEverywhere(*second, fromStart(path)));
    }

    void damagedEntriesAreRemovedAndNotBelieved() {
        const auto path = makeFile("damage.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
        const auto whole = fromStart(path);
        PROSOSCOPE_VERIFY(prepare(*open(path)));
        const auto entry = cacheFolder() / entries().value(0).toStdString();
        const auto size = std::filesystem::file_size(entry);
        for (const auto place : {std::uintmax_t{200}, size / 2, size - 20}) {
            {
                std::fstream bytes(entry, std::ios::in | std::ios::out | std::ios::binary);
                bytes.seekp(static_cast<std::streamoff>(place));
                bytes.write("\x55\xAA\x55", 3);
            }
            const auto recording = open(path);
            QVERIFY(recording);
            if (recording->growing()) PROSOSCOPE_VERIFY(prepare(*recording));
            QVERIFY(sameEverywhere(*recording, whole));
            const auto fresh = open(path);
            PROSOSCOPE_VERIFY(prepare(*fresh));
            QVERIFY(sameEverywhere(*fresh, whole));
            QVERIFY(std::filesystem::exists(entry));
        }
        // While it is being summarised.
        std::filesystem::resize_file(entry, size);
        {
            std::fstream bytes(entry, std::ios::in | std::ios::out | std::ios::binary);
            bytes.seekp(static_cast<std::streamoff>(size / 3));
            bytes.write("\x55\xAA\x55", 3);
        }
        const auto recording = open(path);
        PROSOSCOPE_VERIFY(prepare(*recording));
        QVERIFY(!recording->usesDisk());
        QVERIFY(sameEverywhere(*recording, whole));
        QVERIFY(entries().isEmpty());
        // Cut short.
        PROSOSCOPE_VERIFY(prepare(*open(path)));
        std::filesystem::resize_file(entry, size - 1);
        QVERIFY(open(path)->growing());
        QVERIFY(entries().isEmpty());
    }

    void theOldestGoFirst() {
        std::vector<std::filesystem::path> paths;
        for (const char* name : {"one.flac", "two.flac", "three.flac"})
            paths.push_back(makeFile(name, SF_FORMAT_FLAC | SF_FORMAT_PCM_16, static_cast<unsigned>(paths.size())));
        const DecodedCache cache(cacheFolder());
        PROSOSCOPE_VERIFY(prepare(*open(paths[0])));
        const auto one = cache.bytes();
        DecodedCache::setLimit(2 * one + 1000);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        PROSOSCOPE_VERIFY(prepare(*open(paths[1])));
        QCOMPARE(cache.bytes(), 2 * one);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        QVERIFY(!open(paths[0])->growing());  // used again
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        PROSOSCOPE_VERIFY(prepare(*open(paths[2])));
        QCOMPARE(cache.bytes(), 2 * one);
        QVERIFY(cache.find(paths[0]) && !cache.find(paths[1]) && cache.find(paths[2]));
        cache.trim(0);
        QCOMPARE(cache.bytes(), std::int64_t{0});
    }

    void withoutRoomItIsReadInPlace() {
        const auto path = makeFile("tight.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
        const auto whole = fromStart(path);
        DecodedCache::setLimit(0);
        const auto recording = open(path);
        PROSOSCOPE_VERIFY(prepare(*recording));
        QVERIFY(!recording->usesDisk() && !recording->growing());
        QVERIFY(sameEverywhere(*recording, whole));
        QVERIFY(entries().isEmpty());
    }

    void leftOversOfDeadWritersGo() {
        std::filesystem::create_directories(cacheFolder());
        const auto dead = cacheFolder() / ".decoding-1-0.part";
        const auto alive = cacheFolder() / ".decoding-2-0.part";
        std::ofstream(dead) << "x";
        std::ofstream(alive) << "x";
        const int held = ::open(alive.c_str(), O_RDWR | O_CLOEXEC);
        QCOMPARE(::flock(held, LOCK_EX | LOCK_NB), 0);
        DecodedCache(cacheFolder()).trim(1 << 20);
        QVERIFY(!std::filesystem::exists(dead) && std::filesystem::exists(alive));
        ::close(held);
    }

    void twoAtATimeShareTheFolder() {
        const auto path = makeFile("both.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
        const auto whole = fromStart(path);
        const auto first = open(path);
        const auto second = open(path);
        std::jthread other([&] { (void)prepare(*second); });
        PROSOSCOPE_VERIFY(prepare(*first));
        other.join();
        QVERIFY(sameEverywhere(*first, whole) && sameEverywhere(*second, whole));
        QCOMPARE(entries().size(), 1);
    }

    void cancellingLeavesNothing() {
        const auto path = makeFile("stopped.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
        std::stop_source stop;
        core::Progress progress(stop.get_token(), [&](double, const core::Text&) { stop.request_stop(); });
        {
            const auto recording = open(path);
            const auto status = prepare(*recording, progress);
            QVERIFY(!status && status.error().kind == core::ErrorKind::Cancelled);
        }
        QVERIFY(entries().isEmpty());
    }

    void aFileCutShortIsTold() {
        const auto path = makeFile("cut.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16);
        const auto whole = fromStart(path);
        const auto recording = open(path);
        QVERIFY(same(*recording, whole, 0, 100));
        std::filesystem::resize_file(path, 44 + 4 * 200000);
        std::vector<float> block(20000);
        const auto got = recording->read(195000, 10000, block);
        PROSOSCOPE_VERIFY(got);
        QCOMPARE(*got, std::size_t{5000});
        QVERIFY(std::equal(block.begin(), block.begin() + 10000, whole.begin() + 2 * 195000));
        QCOMPARE(recording->read(250000, 1000, block).value(), std::size_t{0});
        QVERIFY2(recording->warning().english().find("cut short") != std::string::npos, recording->warning().english().c_str());
        PROSOSCOPE_VERIFY(prepare(*recording));
    }

    void aFileReplacedOrRemovedIsTold() {
        const auto path = makeFile("gone.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16);
        const auto whole = fromStart(path);
        const auto replaced = open(path);
        const auto other = makeFile("other.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 9);
        std::filesystem::rename(other, path);
        QVERIFY(same(*replaced, whole, 0, 100));  // what was opened stays what one sees
        QVERIFY(replaced->warning().english().find("changed") != std::string::npos);
        const auto removed = open(path);
        std::filesystem::remove(path);
        std::vector<float> block(200);
        QCOMPARE(removed->read(0, 100, block).value(), std::size_t{100});
        QVERIFY(removed->warning().english().find("removed") != std::string::npos);
        QVERIFY(!prepare(*removed));
    }
};

QTEST_GUILESS_MAIN(TestRecording)
#include "TestRecording.moc"
