// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <limits>

#include "engine/audio/AudioFile.h"
#include "engine/live/LivePipeline.h"
#include "tests/TestSupport.h"
#include "tests/engine/live/LiveFakes.h"

using namespace prososcope;
using live::LiveResult;
using live::LiveSettings;

namespace {

live::LiveRecogniser recogniserOf(const LiveSettings& settings, double rateHz = fakes::kRateHz,
                                  std::shared_ptr<fakes::LevelModel::Log> log = std::make_shared<fakes::LevelModel::Log>(),
                                  int modelRateHz = fakes::kRateHz) {
    auto made =
        live::LiveRecogniser::create(std::make_unique<fakes::LevelModel>(std::move(log), 0, modelRateHz), rateHz, settings);
    return std::move(*made);
}

std::vector<LiveResult> resultsOf(live::LiveRecogniser& recogniser, std::span<const float> samples, std::size_t block) {
    std::vector<LiveResult> results;
    const auto sink = [&](const LiveResult& result) { results.push_back(result); };
    for (std::size_t at = 0; at < samples.size(); at += block) {
        const auto done = recogniser.process(samples.subspan(at, std::min(block, samples.size() - at)), sink);
        if (!done) qFatal("%s", done.error().message().c_str());
    }
    if (!recogniser.finish(sink)) qFatal("the end failed");
    return results;
}

std::vector<LiveResult> ofKind(const std::vector<LiveResult>& results, LiveResult::Kind kind) {
    std::vector<LiveResult> found;
    std::copy_if(results.begin(), results.end(), std::back_inserter(found), [&](const auto& one) { return one.kind == kind; });
    return found;
}

}  // namespace

class TestLiveRecogniser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void windowsEqualOfflineOnes_data();
    void windowsEqualOfflineOnes();
    void blocksDoNotMatter();
    void silenceIsNeverAClass();
    void utterancesEndAtPauses();
    void talkingOnIsCut();
    void smoothingHasItsTimeConstant();
    void unsureBelowTheThreshold();
    void adaptationSettlesAndStartsAnew();
    void tenSecondsOfNeutralSpeechAreTakenAsSuch();
    void aModelOfDimensionsJudgesEachHopToo();
    void newestOnlyLeavesHopsOut();
    void memoryIsBounded();
    void badSamplesAreHarmless();
    void impossibleSettingsAreRefused();
};

void TestLiveRecogniser::windowsEqualOfflineOnes_data() {
    QTest::addColumn<int>("rateHz");
    QTest::addColumn<int>("modelRateHz");
    QTest::addColumn<double>("window");
    QTest::addColumn<double>("hop");
    QTest::newRow("the model's rate") << 16000 << 16000 << 2.5 << 0.25;
    QTest::newRow("a microphone's rate") << 44100 << 16000 << 2.5 << 0.25;
    QTest::newRow("a model of another rate") << 48000 << 22050 << 1.0 << 0.2;
}

/// The live path fed a file gives the posteriors of the timeline of that file.
void TestLiveRecogniser::windowsEqualOfflineOnes() {
    QFETCH(int, rateHz);
    QFETCH(int, modelRateHz);
    QFETCH(double, window);
    QFETCH(double, hop);
    const QTemporaryDir place;
    audio::AudioClip clip;
    clip.rateHz = rateHz;
    auto sound = fakes::quiet(9.3, rateHz);
    fakes::hum(sound, 2.0, 3.0, 0.2, rateHz);
    fakes::hum(sound, 6.5, 2.0, 0.05, rateHz);
    clip.channels = {sound, sound};
    const auto path = toPath(place.filePath("speech.wav"));
    PROSOSCOPE_VERIFY(audio::writeWav(path, clip, audio::WavEncoding::Float32));

    fakes::LevelModel offline({std::make_shared<fakes::LevelModel::Log>()}, 0, modelRateHz);
    core::Progress silent;
    const auto rows =
        backend::predictTimeline(offline, path, {window, hop}, 0.0, std::numeric_limits<double>::infinity(), silent);
    PROSOSCOPE_VERIFY(rows);

    auto source = live::fileSource(path, false);
    PROSOSCOPE_VERIFY(source);
    auto recogniser = recogniserOf({.windowSeconds = window, .hopSeconds = hop, .adapt = false}, (*source)->rateHz(),
                                   std::make_shared<fakes::LevelModel::Log>(), modelRateHz);
    std::vector<LiveResult> results;
    PROSOSCOPE_VERIFY(
        live::runLive(**source, recogniser, {[&](const LiveResult& result) { results.push_back(result); }}, std::stop_token()));
    int compared = 0;
    for (const auto& result : ofKind(results, LiveResult::Kind::Hop)) {
        if (result.window.empty() || result.endSeconds < window - 1e-9) continue;
        const auto row = std::find_if(rows->begin(), rows->end(),
                                      [&](const auto& one) { return std::abs(one.startSeconds - result.startSeconds) < 1e-6; });
        QVERIFY(row != rows->end());
        for (std::size_t c = 0; c < row->posteriors.size(); ++c)
            QVERIFY(std::abs(row->posteriors[c] - result.window[c]) < 1e-4F);
        ++compared;
    }
    QVERIFY2(compared > 8, qPrintable(QString::number(compared)));
}

void TestLiveRecogniser::blocksDoNotMatter() {
    auto sound = fakes::quiet(8.0, 44100);
    fakes::hum(sound, 1.5, 2.0, 0.2, 44100);
    fakes::hum(sound, 4.5, 2.0, 0.1, 44100);
    auto whole = recogniserOf({}, 44100);
    const auto expected = resultsOf(whole, sound, sound.size());
    QCOMPARE(ofKind(expected, LiveResult::Kind::Hop).size(), std::size_t{32});
    for (const std::size_t block : {441U, 5000U}) {
        auto recogniser = recogniserOf({}, 44100);
        const auto results = resultsOf(recogniser, sound, block);
        QCOMPARE(results.size(), expected.size());
        for (std::size_t i = 0; i < results.size(); ++i) {
            QCOMPARE(results[i].posteriors, expected[i].posteriors);
            QCOMPARE(results[i].speechShare, expected[i].speechShare);
            QCOMPARE(results[i].endSeconds, expected[i].endSeconds);
            QCOMPARE(results[i].peak, expected[i].peak);
        }
    }
}

void TestLiveRecogniser::silenceIsNeverAClass() {
    const auto log = std::make_shared<fakes::LevelModel::Log>();
    auto recogniser = recogniserOf({}, fakes::kRateHz, log);
    auto sound = std::vector<float>(5 * fakes::kRateHz);
    const auto noise = fakes::quiet(5.0);
    sound.insert(sound.end(), noise.begin(), noise.end());
    for (const auto& result : resultsOf(recogniser, sound, 1600)) {
        QCOMPARE(result.state, LiveResult::State::NoSpeech);
        QCOMPARE(result.label, -1);
        QVERIFY(result.posteriors.empty());
    }
    QCOMPARE(log->asked, 0);
}

void TestLiveRecogniser::utterancesEndAtPauses() {
    auto sound = fakes::quiet(9.0);
    fakes::hum(sound, 2.0, 2.0);
    fakes::hum(sound, 5.5, 1.5);
    auto recogniser = recogniserOf({});
    const auto results = resultsOf(recogniser, sound, 160);
    const auto utterances = ofKind(results, LiveResult::Kind::Utterance);
    QCOMPARE(utterances.size(), std::size_t{2});
    QVERIFY(std::abs(utterances[0].startSeconds - 2.0) < 0.3 && std::abs(utterances[0].endSeconds - 4.0) < 0.3);
    QVERIFY(std::abs(utterances[1].startSeconds - 5.5) < 0.3 && std::abs(utterances[1].endSeconds - 7.0) < 0.3);
    // A second and a half after the last word the display shows nothing.
    for (const auto& hop : ofKind(results, LiveResult::Kind::Hop)) {
        if (hop.endSeconds > 8.5 || hop.endSeconds < 2.0) QCOMPARE(hop.state, LiveResult::State::NoSpeech);
        if (hop.endSeconds > 3.0 && hop.endSeconds < 4.0) QVERIFY(hop.state != LiveResult::State::NoSpeech);
    }
}

void TestLiveRecogniser::talkingOnIsCut() {
    auto sound = fakes::quiet(44.0);
    // Syllables without a pause between them that would end an utterance.
    for (double at = 2.0; at < 40.0; at += 0.5) fakes::hum(sound, at, 0.35);
    const auto log = std::make_shared<fakes::LevelModel::Log>();
    auto recogniser = recogniserOf({}, fakes::kRateHz, log);
    const auto utterances = ofKind(resultsOf(recogniser, sound, 1600), LiveResult::Kind::Utterance);
    QVERIFY(utterances.size() >= 2);
    for (const auto& utterance : utterances) QVERIFY(utterance.endSeconds - utterance.startSeconds <= 15.0 + 1e-9);
    QVERIFY(log->longest <= static_cast<std::size_t>(15.2 * fakes::kRateHz));
}

void TestLiveRecogniser::smoothingHasItsTimeConstant() {
    auto sound = fakes::quiet(8.0);
    fakes::hum(sound, 1.5, 2.5, 0.05);
    fakes::hum(sound, 4.0, 3.0, 0.5);
    auto recogniser = recogniserOf({.smoothingSeconds = 1.0, .adapt = false});
    const auto hops = ofKind(resultsOf(recogniser, sound, 800), LiveResult::Kind::Hop);
    const double share = 1.0 - std::exp(-0.25 / 1.0);
    backend::Posteriors smoothed;
    int compared = 0;
    for (const auto& hop : hops) {
        if (hop.window.empty()) {
            smoothed.clear();
            continue;
        }
        if (smoothed.empty()) {
            smoothed = hop.window;
        } else {
            for (std::size_t c = 0; c < smoothed.size(); ++c)
                smoothed[c] += static_cast<float>(share * (hop.window[c] - smoothed[c]));
        }
        for (std::size_t c = 0; c < smoothed.size(); ++c) QVERIFY(std::abs(smoothed[c] - hop.posteriors[c]) < 1e-5F);
        ++compared;
    }
    QVERIFY(compared > 10);
}

void TestLiveRecogniser::unsureBelowTheThreshold() {
    auto sound = fakes::quiet(6.0);
    fakes::hum(sound, 1.5, 3.5);
    for (const double threshold : {0.0, 1.0}) {
        auto recogniser = recogniserOf({.unsureBelow = threshold, .adapt = false});
        int judged = 0;
        for (const auto& hop : resultsOf(recogniser, sound, 1600)) {
            if (hop.posteriors.empty()) continue;
            ++judged;
            const auto largest = std::max_element(hop.posteriors.begin(), hop.posteriors.end());
            QCOMPARE(hop.state, threshold > 0.5 ? LiveResult::State::Unsure : LiveResult::State::Certain);
            QCOMPARE(hop.label, threshold > 0.5 ? -1 : static_cast<int>(largest - hop.posteriors.begin()));
        }
        QVERIFY(judged > 5);
    }
}

void TestLiveRecogniser::adaptationSettlesAndStartsAnew() {
    auto sound = fakes::quiet(42.0);
    for (double at = 2.0; at < 40.0; at += 3.0) fakes::hum(sound, at, 2.0, at < 20.0 ? 0.2 : 0.1);
    auto recogniser = recogniserOf({});
    std::vector<LiveResult> results;
    const auto sink = [&](const LiveResult& result) { results.push_back(result); };
    PROSOSCOPE_VERIFY(recogniser.process(sound, sink));
    QVERIFY(results.front().adapting);
    QVERIFY(!results.back().adapting);
    bool differs = false;
    for (const auto& result : results) differs = differs || (!result.window.empty() && result.window != result.posteriors);
    QVERIFY(differs);
    recogniser.newSpeaker();
    results.clear();
    PROSOSCOPE_VERIFY(recogniser.process(std::span(sound).first(5 * fakes::kRateHz), sink));
    QVERIFY(results.back().adapting);
}

void TestLiveRecogniser::tenSecondsOfNeutralSpeechAreTakenAsSuch() {
    class NeutralModel : public fakes::LevelModel {
    public:
        NeutralModel() : m_neutral(LevelModel::card()) { m_neutral.classes = {"loud", "neutral", "rising"}; }
        [[nodiscard]] const store::ModelCard& card() const override { return m_neutral; }

    private:
        store::ModelCard m_neutral;
    };
    auto other = recogniserOf({});
    QVERIFY(!other.learnNeutral());  // it has no such class
    auto sound = fakes::quiet(30.0);
    for (double at = 1.0; at < 28.0; at += 2.0) fakes::hum(sound, at, 1.6);
    std::vector<float> last[2];
    for (const bool learns : {false, true}) {
        auto made = live::LiveRecogniser::create(std::make_unique<NeutralModel>(), fakes::kRateHz, {.smoothingSeconds = 0.0});
        PROSOSCOPE_VERIFY(made);
        if (learns) QVERIFY(made->learnNeutral());
        double left = live::LiveRecogniser::kNeutralSeconds;
        PROSOSCOPE_VERIFY(made->process(sound, [&](const LiveResult& result) {
            if (result.kind != LiveResult::Kind::Hop) return;
            QVERIFY(result.neutralSeconds <= left);
            left = learns ? result.neutralSeconds : left;
            if (left == 0.0 && last[1].empty() && !result.posteriors.empty()) last[1] = result.posteriors;
            if (!learns && !result.posteriors.empty()) last[0] = result.posteriors;
        }));
        QCOMPARE(left, learns ? 0.0 : live::LiveRecogniser::kNeutralSeconds);
    }
    // What the model calls loud is this voice's neutral.
    QVERIFY2(last[1][1] > 0.6F && last[1][1] > last[0][1] + 0.1F,
             qPrintable(QStringLiteral("%1 %2").arg(last[0][1]).arg(last[1][1])));
}

void TestLiveRecogniser::aModelOfDimensionsJudgesEachHopToo() {
    /// Arousal 1 to 7 by the level, dominance between, valence its opposite.
    class AffectModel : public fakes::LevelModel {
    public:
        AffectModel(bool valence, int rateHz) : LevelModel(std::make_shared<Log>(), 0, rateHz), m_affect(LevelModel::card()) {
            m_affect.classes.clear();
            m_affect.dimensions = {{"arousal", 1.0, 7.0}, {"dominance", 1.0, 7.0}};
            if (valence) m_affect.dimensions.push_back({"valence", 1.0, 7.0});
        }
        [[nodiscard]] const store::ModelCard& card() const override { return m_affect; }
        core::Result<std::vector<backend::DimensionValues>> dimensionsOf(std::span<const std::span<const float>> monos,
                                                                         core::Progress&) override {
            std::vector<backend::DimensionValues> all;
            for (const auto& mono : monos) {
                const float loud = (*predict(mono))[0];
                all.push_back({{1.0F + 6.0F * loud, 4.0F, 7.0F - 6.0F * loud}, {}});
            }
            return all;
        }

    private:
        store::ModelCard m_affect;
    };
    auto recogniser = recogniserOf({.smoothingSeconds = 0.0, .adapt = false});
    QVERIFY(recogniser.dimensionCard() == nullptr);
    QVERIFY(!recogniser.setDimensionModel(std::make_unique<AffectModel>(false, fakes::kRateHz)));
    QVERIFY(!recogniser.setDimensionModel(std::make_unique<AffectModel>(true, 8000)));
    PROSOSCOPE_VERIFY(recogniser.setDimensionModel(std::make_unique<AffectModel>(true, fakes::kRateHz)));
    QVERIFY(recogniser.dimensionCard() != nullptr);
    auto sound = fakes::quiet(9.0);
    fakes::hum(sound, 1.0, 4.0);
    int spoken = 0;
    int silent = 0;
    for (const auto& hop : resultsOf(recogniser, sound, 1600)) {
        if (hop.kind != LiveResult::Kind::Hop) continue;
        if (hop.posteriors.empty()) {
            QVERIFY(hop.dimensions.empty());
            ++silent;
            continue;
        }
        ++spoken;
        QCOMPARE(hop.dimensions.size(), std::size_t{2});
        QVERIFY(std::abs(hop.dimensions[1] - (1.0F + 6.0F * hop.window[0])) < 1e-4F);
        QVERIFY(std::abs(hop.dimensions[0] - (7.0F - 6.0F * hop.window[0])) < 1e-4F);
    }
    QVERIFY(spoken > 5 && silent > 5);
}

void TestLiveRecogniser::newestOnlyLeavesHopsOut() {
    auto sound = fakes::quiet(6.0);
    fakes::hum(sound, 2.0, 4.0);
    const auto log = std::make_shared<fakes::LevelModel::Log>();
    auto recogniser = recogniserOf({.newestOnly = true}, fakes::kRateHz, log);
    std::vector<LiveResult> results;
    const auto sink = [&](const LiveResult& result) { results.push_back(result); };
    // As when the model took a second and a half for the window before.
    for (std::size_t at = 0; at < sound.size(); at += 24000)
        PROSOSCOPE_VERIFY(recogniser.process(std::span(sound).subspan(at, 24000), sink));
    QCOMPARE(results.size(), std::size_t{4});
    for (const auto& result : results) QCOMPARE(result.hopSeconds, 1.5);
    QCOMPARE(results.back().endSeconds, 6.0);
    QVERIFY(log->asked <= 3);
}

void TestLiveRecogniser::memoryIsBounded() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("a sanitizer keeps what was freed");
#endif
    const auto resident = [] {
        std::ifstream file("/proc/self/statm");
        long pages = 0;
        long inMemory = 0;
        file >> pages >> inMemory;
        return inMemory * 4096L;
    };
    auto recogniser = recogniserOf({.hopSeconds = 1.0});
    auto minute = fakes::quiet(60.0);
    for (double at = 1.0; at < 55.0; at += 4.0) fakes::hum(minute, at, 2.5);
    const auto sink = [](const LiveResult&) {};
    for (int i = 0; i < 3; ++i) PROSOSCOPE_VERIFY(recogniser.process(minute, sink));
    const long before = resident();
    for (int i = 0; i < 30; ++i) PROSOSCOPE_VERIFY(recogniser.process(minute, sink));
    QVERIFY(resident() - before < 4L << 20);
    QVERIFY(std::abs(recogniser.seconds() - 33.0 * 60.0) < 1.0);
}

void TestLiveRecogniser::badSamplesAreHarmless() {
    auto sound = fakes::quiet(5.0);
    fakes::hum(sound, 1.5, 3.0);
    for (std::size_t i = 0; i < sound.size(); i += 1000) sound[i] = std::numeric_limits<float>::quiet_NaN();
    auto recogniser = recogniserOf({});
    for (const auto& result : resultsOf(recogniser, sound, 999)) {
        for (const float value : result.posteriors) QVERIFY(std::isfinite(value));
        QVERIFY(std::isfinite(result.peak));
    }
    auto empty = recogniserOf({});
    QVERIFY(resultsOf(empty, {}, 1).empty());
}

void TestLiveRecogniser::impossibleSettingsAreRefused() {
    for (const LiveSettings& settings :
         {LiveSettings{.windowSeconds = 0.1}, LiveSettings{.hopSeconds = 0.0}, LiveSettings{.smoothingSeconds = -1.0},
          LiveSettings{.unsureBelow = 1.5}, LiveSettings{.hopSeconds = std::numeric_limits<double>::quiet_NaN()}}) {
        const auto made = live::LiveRecogniser::create(std::make_unique<fakes::LevelModel>(), 16000, settings);
        QVERIFY(!made);
        QCOMPARE(made.error().kind, core::ErrorKind::BadInput);
    }
    QVERIFY(!live::LiveRecogniser::create(std::make_unique<fakes::LevelModel>(), 0.0, {}));
}

QTEST_GUILESS_MAIN(TestLiveRecogniser)
#include "TestLiveRecogniser.moc"
