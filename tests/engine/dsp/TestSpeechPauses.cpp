// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/dsp/SpeechPauses.h"
#include "tests/TestSupport.h"
#include "tests/engine/dsp/SpeechScenes.h"

using namespace prososcope;
using dsp::TimeRange;
using scenes::kRateHz;

namespace {

/// Through a file, as the program reads it.
core::Result<std::vector<TimeRange>> speechIn(const std::vector<float>& samples, const QTemporaryDir& folder,
                                              const dsp::SpeechSettings& settings = {}, core::Progress progress = {}) {
    const auto path = toPath(folder.filePath("sound.wav"));
    const auto written = audio::writeWav(path, audio::AudioClip{kRateHz, {samples}}, audio::WavEncoding::Float32);
    if (!written) return core::fail(written.error());
    auto reader = audio::AudioReader::open(path);
    if (!reader) return core::fail(reader.error());
    return dsp::findSpeech(**reader, settings, progress);
}

QString text(const std::vector<TimeRange>& stretches) {
    QStringList parts;
    for (const auto& one : stretches) parts << QString("%1-%2").arg(one.from, 0, 'f', 2).arg(one.to, 0, 'f', 2);
    return parts.join(' ');
}

/// A buzz with the modulation of syllables, from..to seconds.
void addBuzz(std::vector<float>& samples, double from, double to, double level) {
    for (auto i = static_cast<std::size_t>(from * kRateHz); i < static_cast<std::size_t>(to * kRateHz); ++i) {
        const double t = static_cast<double>(i) / kRateHz;
        const double wave = std::fmod(150.0 * t, 1.0) - 0.5;
        samples[i] += static_cast<float>(level * wave * (1.0 + 0.8 * std::sin(2.0 * M_PI * 4.0 * t)));
    }
}

/// Median and greatest of the distances between each true border and the found one nearest to it, in seconds.
struct Borders {
    std::vector<double> distances;
    void add(const std::vector<TimeRange>& truth, const std::vector<TimeRange>& found) {
        for (const TimeRange& one : truth) {
            double nearest = 10.0;
            for (const TimeRange& other : found) nearest = std::min(nearest, std::abs(other.from - one.from));
            distances.push_back(nearest);
        }
    }
    [[nodiscard]] double percentile(double share) {
        std::sort(distances.begin(), distances.end());
        return distances.empty() ? 10.0
                                 : distances[static_cast<std::size_t>(share * static_cast<double>(distances.size() - 1))];
    }
};

}  // namespace

/// Where speech is found: planted stretches, real speech with its labels in silence and in noise; and that nothing is found
/// where there is none.
class TestSpeechPauses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plantedStretchesAreFound();
    void gainChangesNothing();
    void shortPausesAndClicksDoNotCount();
    void nothingIsFoundInNothing_data();
    void nothingIsFoundInNothing();
    void levelsAreFollowed();
    void blocksShowWhatTheWholeShows();
    void realSpeechInSilenceAndNoise_data();
    void realSpeechInSilenceAndNoise();
    void quietRecordings();
    void stopsWhenAsked();
    void pausesAreTheRest();

private:
    QTemporaryDir m_folder;
};

void TestSpeechPauses::plantedStretchesAreFound() {
    std::vector<float> samples(8 * kRateHz);
    const std::vector<TimeRange> planted{{0.7, 2.1}, {2.6, 3.0}, {4.5, 7.2}};
    for (const auto& one : planted) addBuzz(samples, one.from, one.to, 0.2);
    scenes::addNoise(samples, scenes::Noise::White, -60.0, 1);
    const auto found = speechIn(samples, m_folder);
    PROSOSCOPE_VERIFY(found);
    QCOMPARE(found->size(), planted.size());
    for (std::size_t i = 0; i < planted.size(); ++i) {
        QVERIFY2(std::abs((*found)[i].from - planted[i].from) < 0.03, qPrintable(text(*found)));
        QVERIFY2(std::abs((*found)[i].to - planted[i].to) < 0.03, qPrintable(text(*found)));
    }
}

void TestSpeechPauses::gainChangesNothing() {
    std::vector<float> samples(6 * kRateHz);
    addBuzz(samples, 1.0, 2.5, 0.3);
    addBuzz(samples, 3.5, 5.0, 0.1);
    scenes::addNoise(samples, scenes::Noise::Pink, -50.0, 2);
    const auto loud = speechIn(samples, m_folder);
    for (float& sample : samples) sample *= 0.0009765625F;  // a power of two: the same digits
    const auto quiet = speechIn(samples, m_folder);
    PROSOSCOPE_VERIFY(loud);
    PROSOSCOPE_VERIFY(quiet);
    QCOMPARE(loud->size(), std::size_t{2});
    QCOMPARE(text(*quiet), text(*loud));
}

void TestSpeechPauses::shortPausesAndClicksDoNotCount() {
    std::vector<float> samples(6 * kRateHz);
    addBuzz(samples, 1.0, 2.0, 0.2);
    addBuzz(samples, 2.1, 3.0, 0.2);
    for (std::size_t i = 0; i < 80; ++i) samples[static_cast<std::size_t>(4.5 * kRateHz) + i] = i % 2 == 0 ? 0.5F : -0.5F;
    const auto found = speechIn(samples, m_folder);
    PROSOSCOPE_VERIFY(found);
    QCOMPARE(found->size(), std::size_t{1});
    const auto all = speechIn(samples, m_folder, {.minimumPause = 0.02, .minimumSpeech = 0.01});
    PROSOSCOPE_VERIFY(all);
    QCOMPARE(all->size(), std::size_t{3});
}

void TestSpeechPauses::nothingIsFoundInNothing_data() {
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("sound");
    for (const char* sound : {"silence", "white", "pink", "hum", "tone"}) {
        for (const double seconds : {0.0, 1.0 / kRateHz, 0.05, 0.3, 2.0, 90.0})
            QTest::newRow(qPrintable(QString("%1, %2 s").arg(sound).arg(seconds))) << seconds << QString(sound);
    }
}

void TestSpeechPauses::nothingIsFoundInNothing() {
    QFETCH(double, seconds);
    QFETCH(QString, sound);
    std::vector<float> samples(static_cast<std::size_t>(std::lround(seconds * kRateHz)));
    if (sound == "white") scenes::addNoise(samples, scenes::Noise::White, -30.0, 3);
    if (sound == "pink") scenes::addNoise(samples, scenes::Noise::Pink, -30.0, 4);
    const double hertz = sound == "hum" ? 50.0 : sound == "tone" ? 440.0 : 0.0;
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] += static_cast<float>(0.1 * std::sin(2.0 * M_PI * hertz * static_cast<double>(i) / kRateHz));
    const auto found = speechIn(samples, m_folder);
    PROSOSCOPE_VERIFY(found);
    QVERIFY2(found->empty(), qPrintable(text(*found)));
    QVERIFY(dsp::findSpeech(dsp::IntensityTrack{}, 0.0).empty());
}

void TestSpeechPauses::levelsAreFollowed() {
    // The noise of the second half is louder than the speech of the first.
    std::vector<float> samples(240 * kRateHz);
    std::vector<float> first(samples.size() / 2);
    std::vector<float> second(samples.size() / 2);
    scenes::addNoise(first, scenes::Noise::White, -80.0, 5);
    scenes::addNoise(second, scenes::Noise::White, -40.0, 6);
    std::copy(first.begin(), first.end(), samples.begin());
    std::copy(second.begin(), second.end(), samples.begin() + static_cast<std::ptrdiff_t>(first.size()));
    std::vector<TimeRange> planted;
    for (double start = 2.0; start < 236.0; start += 4.0) {
        addBuzz(samples, start, start + 2.0, start < 118.0 ? 0.01 : 1.0);
        planted.push_back({start, start + 2.0});
    }
    const auto found = speechIn(samples, m_folder);
    PROSOSCOPE_VERIFY(found);
    scenes::Agreement agreement;
    agreement.add(planted, *found, {0.0, 240.0}, 0.05);
    // Within half a window of the change the levels are those of both halves.
    QVERIFY2(agreement.speechShare() > 0.93, qPrintable(QString::number(agreement.speechShare())));
    QVERIFY2(agreement.pauseShare() > 0.93, qPrintable(QString::number(agreement.pauseShare())));
}

void TestSpeechPauses::blocksShowWhatTheWholeShows() {
    // Longer than a block: nothing begins or ends where blocks meet, and nothing is lost there.
    std::vector<float> samples(65 * kRateHz);
    addBuzz(samples, 15.0, 25.0, 0.2);
    addBuzz(samples, 39.5, 40.5, 0.2);
    addBuzz(samples, 59.9, 65.0, 0.2);
    const auto found = speechIn(samples, m_folder);
    PROSOSCOPE_VERIFY(found);
    QCOMPARE(found->size(), std::size_t{3});
    QVERIFY2(std::abs(found->front().to - 25.0) < 0.03 && std::abs((*found)[1].from - 39.5) < 0.03, qPrintable(text(*found)));
    QCOMPARE(found->back().to, 65.0);
}

void TestSpeechPauses::realSpeechInSilenceAndNoise_data() {
    QTest::addColumn<int>("noise");
    QTest::addColumn<double>("decibels");
    QTest::addColumn<double>("leastSpeech");
    QTest::addColumn<double>("leastPause");
    QTest::addColumn<double>("onset");  // seconds, 90th percentile
    QTest::newRow("digital silence") << 0 << 0.0 << 0.93 << 0.97 << 0.06;
    QTest::newRow("white noise, 42 dB below the speech") << 1 << -60.0 << 0.93 << 0.97 << 0.06;
    QTest::newRow("white noise, 12 dB below the speech") << 1 << -30.0 << 0.87 << 0.97 << 0.13;
    QTest::newRow("pink noise, 12 dB below the speech") << 2 << -30.0 << 0.87 << 0.97 << 0.13;
}

void TestSpeechPauses::realSpeechInSilenceAndNoise() {
    PROSOSCOPE_SHARED_OR_SKIP(corpus, "data/emodb");
    QFETCH(int, noise);
    QFETCH(double, decibels);
    QFETCH(double, leastSpeech);
    QFETCH(double, leastPause);
    QFETCH(double, onset);
    const dsp::SpeechSettings settings;
    QTemporaryDir labels;
    const auto clips = scenes::labelledEmoDb(corpus, toPath(labels.filePath("labels")), settings.minimumPause);
    QVERIFY(clips.size() > 500);
    scenes::Agreement agreement;
    Borders borders;
    std::mt19937 random(7);
    std::uniform_real_distribution<double> pause(0.3, 1.5);
    for (unsigned scene = 0; scene < 6; ++scene) {
        scenes::Scene sound;
        for (int i = 0; i < 8; ++i) {
            sound.samples.resize(sound.samples.size() + static_cast<std::size_t>(pause(random) * kRateHz));
            const auto& clip = clips[random() % clips.size()];
            const auto samples = audio::decodeSpeech16k(clip.path);
            PROSOSCOPE_VERIFY(samples);
            scenes::append(sound, clip, *samples, {clip.speech.front().from, clip.speech.back().to}, 0.5F);
        }
        sound.samples.resize(sound.samples.size() + kRateHz);
        scenes::addNoise(sound.samples, static_cast<scenes::Noise>(noise), decibels - 6.0, scene);
        const auto found = speechIn(sound.samples, m_folder);
        PROSOSCOPE_VERIFY(found);
        const auto truth = scenes::timesOf(sound.truth);
        agreement.add(truth, *found, {0.0, sound.seconds()}, 0.05);
        borders.add(truth, *found);
    }
    qInfo("speech found %.3f, pauses found %.3f, begin of speech within %.0f ms (median), %.0f ms (90 %%)",
          agreement.speechShare(), agreement.pauseShare(), 1000.0 * borders.percentile(0.5), 1000.0 * borders.percentile(0.9));
    QVERIFY(agreement.speechShare() > leastSpeech);
    QVERIFY(agreement.pauseShare() > leastPause);
    QVERIFY(borders.percentile(0.9) < onset);
}

void TestSpeechPauses::quietRecordings() {
    PROSOSCOPE_SHARED_OR_SKIP(corpus, "data/ravdess");
    const auto clips = scenes::clipsOf(corpus);
    int one = 0;
    int seen = 0;
    for (std::size_t i = 0; i < clips.size(); i += 60) {
        const auto samples = audio::decodeSpeech16k(clips[i].path);
        PROSOSCOPE_VERIFY(samples);
        const auto found = speechIn(*samples, m_folder);
        PROSOSCOPE_VERIFY(found);
        // Each is one sentence of one to three seconds with about a second of silence on either side.
        double speech = 0.0;
        for (const auto& stretch : *found) speech += stretch.to - stretch.from;
        QVERIFY2(speech > 0.8 && speech < 4.0, qPrintable(QString::fromStdString(clips[i].path.string()) + " " + text(*found)));
        QVERIFY2(found->front().from > 0.3, qPrintable(QString::fromStdString(clips[i].path.string()) + " " + text(*found)));
        ++seen;
        one += found->size() == 1 ? 1 : 0;
    }
    QVERIFY(seen >= 24 && one >= seen * 3 / 4);
}

void TestSpeechPauses::stopsWhenAsked() {
    std::stop_source stop;
    stop.request_stop();
    const auto found = speechIn(std::vector<float>(kRateHz), m_folder, {}, core::Progress(stop.get_token()));
    QVERIFY(!found);
    QCOMPARE(found.error().kind, core::ErrorKind::Cancelled);
}

void TestSpeechPauses::pausesAreTheRest() {
    QCOMPARE(text(dsp::pausesBetween({}, 2.0)), QString("0.00-2.00"));
    QCOMPARE(text(dsp::pausesBetween({{0.0, 1.0}, {1.5, 2.0}}, 2.0)), QString("1.00-1.50"));
    QCOMPARE(text(dsp::pausesBetween({{0.5, 1.0}}, 2.0)), QString("0.00-0.50 1.00-2.00"));
    QVERIFY(dsp::pausesBetween({}, 0.0).empty());
}

QTEST_GUILESS_MAIN(TestSpeechPauses)
#include "TestSpeechPauses.moc"
