// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>

#include <bit>
#include <csignal>

#include "engine/audio/AudioFile.h"
#include "engine/audio/GrowingSound.h"
#include "engine/core/GrowingFile.h"
#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using audio::GrowingFormat;
using audio::GrowingSound;

Q_DECLARE_METATYPE(prososcope::audio::GrowingFormat)

namespace {

constexpr int kRateHz = 16000;
constexpr std::size_t kFlacBlock = 4096;

/// Loud noise that reaches beyond full scale now and then, with the edges of what a float holds.
std::vector<float> noise(std::size_t count) {
    core::Random random(7);
    std::vector<float> samples(count);
    for (float& sample : samples) sample = static_cast<float>(0.4 * random.normal());
    if (count > 8) {
        samples[1] = 1.0F;
        samples[2] = -1.0F;
        samples[3] = 1.0F / 16777216.0F;
        samples[4] = -1e-30F;
    }
    return samples;
}

/// What the format keeps of a sample: all of it, or the nearest of 2^24 steps within full scale.
float kept(float sample, GrowingFormat format) {
    if (format == GrowingFormat::Wav) return sample;
    constexpr double kSteps = 8388608.0;
    return static_cast<float>(std::clamp(std::nearbyint(sample * kSteps), -kSteps, kSteps - 1.0) / kSteps);
}

void compare(const std::filesystem::path& path, std::span<const float> given, GrowingFormat format, std::size_t least) {
    core::Progress progress;
    const auto clip = audio::decodeAudio(path, {}, progress);
    PROSOSCOPE_VERIFY(clip);
    QCOMPARE((*clip)->channels.size(), std::size_t{1});
    const auto& heard = (*clip)->channels.front();
    QVERIFY2(heard.size() >= least && heard.size() <= given.size(), qPrintable(QString::number(heard.size())));
    for (std::size_t i = 0; i < heard.size(); ++i) {
        const float expected = kept(given[i], format);
        if (std::bit_cast<std::uint32_t>(heard[i]) != std::bit_cast<std::uint32_t>(expected) && heard[i] != expected)
            QFAIL(qPrintable(QString("sample %1: %2 is not %3").arg(i).arg(heard[i], 0, 'g', 12).arg(expected, 0, 'g', 12)));
    }
}

void writeAll(GrowingSound& sound, std::span<const float> samples) {
    for (std::size_t at = 0; at < samples.size(); at += 777)
        PROSOSCOPE_VERIFY(sound.write(samples.subspan(at, std::min<std::size_t>(777, samples.size() - at))));
}

void formats() {
    QTest::addColumn<GrowingFormat>("format");
    QTest::newRow("wav") << GrowingFormat::Wav;
    QTest::newRow("flac") << GrowingFormat::Flac;
}

}  // namespace

/// Sound files that can be opened while they grow.
class TestGrowingSound : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsEverySample_data();
    void keepsEverySample();
    void opensWhileItGrows_data() { formats(); }
    void opensWhileItGrows();
    void repairsWhatWasCutOff_data() { formats(); }
    void repairsWhatWasCutOff();
    void fullDiskKeepsWhatWasWritten_data() { formats(); }
    void fullDiskKeepsWhatWasWritten();
    void longerThanFourGigabytes();
    void refusesWhatIsThere();

private:
    [[nodiscard]] std::filesystem::path pathOf(GrowingFormat format) const {
        return toPath(m_home.filePath(QString::fromUtf8(QTest::currentTestFunction()) + "-" +
                                      QString::fromUtf8(QTest::currentDataTag()))) += std::string(audio::endingOf(format));
    }
    QTemporaryDir m_home;
};

void TestGrowingSound::keepsEverySample_data() {
    QTest::addColumn<GrowingFormat>("format");
    QTest::addColumn<int>("rateHz");
    for (const int rateHz : {8000, 11025, 16000, 44100, 48000, 96000, 192000}) {
        QTest::addRow("wav %d", rateHz) << GrowingFormat::Wav << rateHz;
        QTest::addRow("flac %d", rateHz) << GrowingFormat::Flac << rateHz;
    }
}

void TestGrowingSound::keepsEverySample() {
    QFETCH(GrowingFormat, format);
    QFETCH(int, rateHz);
    const auto path = pathOf(format);
    auto sound = GrowingSound::create(path, rateHz, format);
    PROSOSCOPE_VERIFY(sound);
    const auto samples = noise(30001);
    writeAll(**sound, std::span(samples).first(20000));
    PROSOSCOPE_VERIFY((*sound)->flush());
    writeAll(**sound, std::span(samples).subspan(20000));
    QCOMPARE((*sound)->frames(), 30001);
    PROSOSCOPE_VERIFY((*sound)->finish());
    const auto info = audio::probeAudio(path);
    PROSOSCOPE_VERIFY(info);
    QCOMPARE(info->rateHz, rateHz);
    QCOMPARE(info->frames, 30001);
    compare(path, samples, format, samples.size());
}

void TestGrowingSound::opensWhileItGrows() {
    QFETCH(GrowingFormat, format);
    const auto path = pathOf(format);
    auto sound = GrowingSound::create(path, kRateHz, format);
    PROSOSCOPE_VERIFY(sound);
    const auto samples = noise(5 * kRateHz);
    for (std::size_t second = 0; second < 5; ++second) {
        writeAll(**sound, std::span(samples).subspan(second * kRateHz, kRateHz));
        PROSOSCOPE_VERIFY((*sound)->flush());
        const std::size_t given = (second + 1) * kRateHz;
        const std::size_t least = format == GrowingFormat::Wav ? given : given - kFlacBlock - 1;
        const auto info = audio::probeAudio(path);
        PROSOSCOPE_VERIFY(info);
        // The header says it, without counting.
        QVERIFY(static_cast<std::size_t>(info->frames) >= least && static_cast<std::size_t>(info->frames) <= given);
        compare(path, std::span(samples).first(given), format, least);
    }
}

void TestGrowingSound::repairsWhatWasCutOff() {
    QFETCH(GrowingFormat, format);
    const auto samples = noise(3 * kRateHz);
    for (const bool flushed : {false, true}) {
        const auto path = pathOf(format).string() + (flushed ? "1" : "0");
        {
            auto sound = GrowingSound::create(path, kRateHz, format);
            PROSOSCOPE_VERIFY(sound);
            writeAll(**sound, samples);
            if (flushed) PROSOSCOPE_VERIFY((*sound)->flush());
            // What a kill leaves, before anything is closed.
            std::filesystem::copy_file(path, path + "-whole");
        }
        const auto bytes = std::filesystem::file_size(path + "-whole");
        for (const std::uintmax_t cut :
             {std::uintmax_t{0}, std::uintmax_t{1}, std::uintmax_t{2}, std::uintmax_t{3}, std::uintmax_t{1000}, bytes / 2}) {
            const auto victim = path + "-cut" + std::to_string(cut);
            std::filesystem::copy_file(path + "-whole", victim);
            std::filesystem::resize_file(victim, bytes - cut);
            const auto frames = audio::repairGrowingSound(victim);
            PROSOSCOPE_VERIFY(frames);
            const auto info = audio::probeAudio(victim);
            PROSOSCOPE_VERIFY(info);
            QCOMPARE(info->frames, *frames);
            if (format == GrowingFormat::Wav) QCOMPARE(*frames, static_cast<std::int64_t>(3 * kRateHz - (cut + 3) / 4));
            if (cut == 0) QVERIFY(*frames >= static_cast<std::int64_t>(3 * kRateHz - kFlacBlock - 1));
            compare(victim, samples, format, static_cast<std::size_t>(*frames));
            auto reader = audio::AudioReader::open(victim);
            PROSOSCOPE_VERIFY(reader);
            for (const std::int64_t place : {*frames - 1, *frames / 2, *frames - 5000, std::int64_t{0}}) {
                std::vector<float> one(1);
                QCOMPARE((*reader)->read(place, 1, one).value_or(0), std::size_t{1});
                QCOMPARE(one[0], kept(samples[static_cast<std::size_t>(place)], format));
            }
            // A file that is right stays as it is.
            const auto before = core::readFile(victim);
            QCOMPARE(audio::repairGrowingSound(victim).value_or(-1), *frames);
            QVERIFY(before.value_or("a") == core::readFile(victim).value_or("b"));
        }
    }
    const auto nothing = pathOf(format).string() + "-none";
    PROSOSCOPE_VERIFY(core::writeFile(nothing, ""));
    QVERIFY(!audio::repairGrowingSound(nothing));
    PROSOSCOPE_VERIFY(core::writeFile(nothing, std::string(5000, 'f')));
    QVERIFY(!audio::repairGrowingSound(nothing));
    QCOMPARE(std::filesystem::file_size(nothing), std::uintmax_t{5000});
    QVERIFY(!audio::repairGrowingSound(pathOf(format).string() + "-absent"));
}

void TestGrowingSound::fullDiskKeepsWhatWasWritten() {
    QFETCH(GrowingFormat, format);
    const auto path = pathOf(format);
    const auto samples = noise(20 * kRateHz);
    auto sound = GrowingSound::create(path, kRateHz, format);
    PROSOSCOPE_VERIFY(sound);
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit = before;
    limit.rlim_cur = 200001;
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limit), 0);
    core::Status written;
    for (std::size_t at = 0; at < samples.size() && written; at += 800)
        written = (*sound)->write(std::span(samples).subspan(at, 800));
    const auto kept = (*sound)->frames();
    const auto flushed = (*sound)->flush();
    const auto finished = (*sound)->finish();
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!written);
    QCOMPARE(written.error().kind, core::ErrorKind::NoSpace);
    QVERIFY(QString::fromStdString(written.error().message()).contains("disk is full"));
    QVERIFY(kept > (format == GrowingFormat::Wav ? 49000 : 50000));
    if (format == GrowingFormat::Wav) {
        PROSOSCOPE_VERIFY(flushed);
        PROSOSCOPE_VERIFY(finished);
    }
    sound->reset();
    QCOMPARE(audio::probeAudio(path).value().frames, kept);
    compare(path, samples, format, static_cast<std::size_t>(kept));
}

/// Beyond 4 GB the header is that of RF64: repaired on a file with a hole, whose last samples are known.
void TestGrowingSound::longerThanFourGigabytes() {
    const auto path = toPath(m_home.filePath("long.wav"));
    const std::vector<float> few{0.25F, -0.5F};
    {
        auto sound = GrowingSound::create(path, 48000, GrowingFormat::Wav);
        PROSOSCOPE_VERIFY(sound);
        PROSOSCOPE_VERIFY((*sound)->write(few));
        PROSOSCOPE_VERIFY((*sound)->finish());
    }
    constexpr std::uint64_t kHeaderBytes = 94;
    constexpr std::uint64_t kFrames = (std::uint64_t{1} << 30) + 1000;
    QCOMPARE(std::filesystem::file_size(path), kHeaderBytes + 8);
    {
        auto file = core::GrowingFile::open(path);
        PROSOSCOPE_VERIFY(file);
        if (!file->writeAt(kHeaderBytes + 4 * (kFrames - 2), std::as_bytes(std::span(few))))
            QSKIP("the disk takes no file with a hole of 4 GB");
    }
    QCOMPARE(audio::repairGrowingSound(path).value_or(-1), static_cast<std::int64_t>(kFrames));
    auto reader = audio::AudioReader::open(path);
    PROSOSCOPE_VERIFY(reader);
    QCOMPARE((*reader)->info().frames, static_cast<std::int64_t>(kFrames));
    QCOMPARE((*reader)->info().rateHz, 48000);
    std::vector<float> last(3);
    QCOMPARE((*reader)->read(static_cast<std::int64_t>(kFrames) - 3, 3, last).value_or(0), std::size_t{3});
    QCOMPARE(last, (std::vector<float>{0.0F, 0.25F, -0.5F}));
}

void TestGrowingSound::refusesWhatIsThere() {
    const auto path = toPath(m_home.filePath("mine.wav"));
    PROSOSCOPE_VERIFY(core::writeFile(path, "mine"));
    QVERIFY(!GrowingSound::create(path, kRateHz, GrowingFormat::Wav));
    QVERIFY(!GrowingSound::create(path, kRateHz, GrowingFormat::Flac));
    QCOMPARE(core::readFile(path).value_or(""), std::string("mine"));
    QVERIFY(!GrowingSound::create(toPath(m_home.filePath("rate.wav")), 0, GrowingFormat::Wav));
    QVERIFY(!std::filesystem::exists(toPath(m_home.filePath("rate.wav"))));
    QVERIFY(!GrowingSound::create("/proc/nowhere/a.wav", kRateHz, GrowingFormat::Wav));
}

QTEST_GUILESS_MAIN(TestGrowingSound)
#include "TestGrowingSound.moc"
