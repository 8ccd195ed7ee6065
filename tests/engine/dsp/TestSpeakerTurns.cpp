// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <set>

#include "engine/dsp/SpeakerTurns.h"
#include "tests/TestSupport.h"
#include "tests/engine/dsp/SpeechScenes.h"

using namespace prososcope;
using scenes::kRateHz;

namespace {

core::Result<std::vector<dsp::SpeakerTurn>> turnsIn(const std::vector<float>& samples, const QTemporaryDir& folder,
                                                    core::Progress progress = {}) {
    const auto path = toPath(folder.filePath("sound.wav"));
    const auto written = audio::writeWav(path, audio::AudioClip{kRateHz, {samples}}, audio::WavEncoding::Float32);
    if (!written) return core::fail(written.error());
    auto reader = audio::AudioReader::open(path);
    if (!reader) return core::fail(reader.error());
    return dsp::findSpeakers(**reader, {}, progress);
}

/// Shares of the speech found: of each found speaker that of one person (purity), of each person that under one number
/// (coverage).
struct Quality {
    double purity = 0.0;
    double coverage = 0.0;
    std::size_t speakers = 0;
};
Quality qualityOf(const std::vector<scenes::Stretch>& truth, const std::vector<dsp::SpeakerTurn>& found) {
    std::map<std::size_t, std::map<std::string, double>> people;
    std::map<std::string, std::map<std::size_t, double>> numbers;
    double all = 0.0;
    for (const auto& one : truth) {
        for (const auto& turn : found) {
            const double shared = std::min(one.time.to, turn.time.to) - std::max(one.time.from, turn.time.from);
            if (shared <= 0.0) continue;
            people[turn.speaker][one.who] += shared;
            numbers[one.who][turn.speaker] += shared;
            all += shared;
        }
    }
    const auto largest = [](const auto& shares) {
        double result = 0.0;
        for (const auto& [key, seconds] : shares) result = std::max(result, seconds);
        return result;
    };
    Quality quality;
    for (const auto& [number, shares] : people) quality.purity += largest(shares) / all;
    for (const auto& [who, shares] : numbers) quality.coverage += largest(shares) / all;
    quality.speakers = people.size();
    return quality;
}

/// Twenty turns of one to three neutral clips each by `people` speakers of a corpus, chosen by `seed`.
scenes::Scene conversation(const std::vector<scenes::Clip>& clips, std::size_t people, unsigned seed) {
    std::map<std::string, std::vector<scenes::Clip>> bySpeaker;
    for (const auto& clip : clips)
        if (clip.emotion == "neutral") bySpeaker[clip.speaker].push_back(clip);
    std::vector<std::string> names;
    for (const auto& [name, list] : bySpeaker) names.push_back(name);
    std::mt19937 random(seed);
    std::shuffle(names.begin(), names.end(), random);
    names.resize(people);
    scenes::Scene scene;
    std::size_t who = 0;
    for (int turn = 0; turn < 20; ++turn) {
        who = people == 1 ? 0 : (who + 1 + random() % (people - 1)) % people;
        const auto& own = bySpeaker[names[who]];
        for (std::size_t i = 0, count = 1 + random() % 3; i < count; ++i) {
            auto clip = own[random() % own.size()];
            const auto samples = audio::decodeSpeech16k(clip.path);
            if (!samples) continue;
            const double seconds = static_cast<double>(samples->size()) / kRateHz;
            clip.speech = {{0.0, seconds}};
            scenes::append(scene, clip, *samples, {0.0, seconds}, 1.0F);
        }
    }
    scenes::addNoise(scene.samples, scenes::Noise::White, -75.0, seed);
    return scene;
}

}  // namespace

/// Who speaks when: conversations put together from clips of real speakers, one speaker alone, and nobody.
class TestSpeakerTurns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void speakersAreToldApart_data();
    void speakersAreToldApart();
    void oneSpeakerStaysOne();
    void nobodySpeaks();
    void turnsLieInSpeechAndRise();
    void stopsWhenAsked();

private:
    QTemporaryDir m_folder;
};

void TestSpeakerTurns::speakersAreToldApart_data() {
    QTest::addColumn<QString>("corpus");
    QTest::addColumn<int>("people");
    QTest::newRow("EmoDB, 2") << "emodb" << 2;
    QTest::newRow("EmoDB, 4") << "emodb" << 4;
    QTest::newRow("nEMO, 2") << "nemo" << 2;
    QTest::newRow("nEMO, 4") << "nemo" << 4;
    QTest::newRow("RAVDESS, 3") << "ravdess" << 3;
}

void TestSpeakerTurns::speakersAreToldApart() {
    PROSOSCOPE_SHARED_OR_SKIP(data, "data");
    QFETCH(QString, corpus);
    QFETCH(int, people);
    const auto clips = scenes::clipsOf(data / corpus.toStdString());
    QVERIFY(!clips.empty());
    double purity = 0.0;
    double coverage = 0.0;
    constexpr unsigned kScenes = 4;
    for (unsigned seed = 0; seed < kScenes; ++seed) {
        const auto scene = conversation(clips, static_cast<std::size_t>(people), seed);
        const auto found = turnsIn(scene.samples, m_folder);
        PROSOSCOPE_VERIFY(found);
        const auto quality = qualityOf(scene.truth, *found);
        purity += quality.purity / kScenes;
        coverage += quality.coverage / kScenes;
    }
    qInfo("%d speakers of %s: purity %.3f, coverage %.3f", people, qPrintable(corpus), purity, coverage);
    QVERIFY(purity > 0.7);
    QVERIFY(coverage > 0.85);
}

void TestSpeakerTurns::oneSpeakerStaysOne() {
    PROSOSCOPE_SHARED_OR_SKIP(corpus, "data/nemo");
    const auto clips = scenes::clipsOf(corpus);
    std::size_t most = 0;
    for (unsigned seed = 0; seed < 3; ++seed) {
        const auto found = turnsIn(conversation(clips, 1, seed).samples, m_folder);
        PROSOSCOPE_VERIFY(found);
        QVERIFY(!found->empty());
        for (const auto& turn : *found) most = std::max(most, turn.speaker + 1);
    }
    QCOMPARE(most, std::size_t{1});
}

void TestSpeakerTurns::nobodySpeaks() {
    for (const double seconds : {0.0, 1.0 / kRateHz, 0.5, 30.0}) {
        std::vector<float> samples(static_cast<std::size_t>(std::lround(seconds * kRateHz)));
        const auto silence = turnsIn(samples, m_folder);
        PROSOSCOPE_VERIFY(silence);
        QVERIFY(silence->empty());
        scenes::addNoise(samples, scenes::Noise::Pink, -30.0, 1);
        const auto noise = turnsIn(samples, m_folder);
        PROSOSCOPE_VERIFY(noise);
        QVERIFY(noise->empty());
    }
}

void TestSpeakerTurns::turnsLieInSpeechAndRise() {
    PROSOSCOPE_SHARED_OR_SKIP(corpus, "data/emodb");
    const auto scene = conversation(scenes::clipsOf(corpus), 3, 9);
    const auto found = turnsIn(scene.samples, m_folder);
    PROSOSCOPE_VERIFY(found);
    double reached = 0.0;
    std::set<std::size_t> known;
    for (const auto& turn : *found) {
        QVERIFY(turn.time.from >= reached);
        QVERIFY(turn.time.to > turn.time.from);
        reached = turn.time.to;
        if (!known.contains(turn.speaker)) QCOMPARE(turn.speaker, known.size());  // numbered as they come
        known.insert(turn.speaker);
    }
    QVERIFY(reached <= scene.seconds());
}

void TestSpeakerTurns::stopsWhenAsked() {
    std::stop_source stop;
    stop.request_stop();
    const auto found = turnsIn(std::vector<float>(kRateHz), m_folder, core::Progress(stop.get_token()));
    QVERIFY(!found);
    QCOMPARE(found.error().kind, core::ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(TestSpeakerTurns)
#include "TestSpeakerTurns.moc"
