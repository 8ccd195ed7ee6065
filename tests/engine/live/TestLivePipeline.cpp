// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/AudioFile.h"
#include "engine/live/LivePipeline.h"
#include "tests/TestSupport.h"
#include "tests/engine/live/LiveFakes.h"

using namespace prososcope;
using live::LiveResult;
using live::LiveSource;

namespace {

std::filesystem::path soundFile(const QTemporaryDir& place, double seconds) {
    audio::AudioClip clip;
    clip.rateHz = fakes::kRateHz;
    auto sound = fakes::quiet(seconds);
    fakes::hum(sound, 0.8, seconds - 1.0);
    clip.channels = {sound};
    const auto path = toPath(place.filePath("speech.wav"));
    static_cast<void>(audio::writeWav(path, clip));
    return path;
}

live::LiveRecogniser recogniserOf(const LiveSource& source, bool newestOnly, int milliseconds = 0) {
    auto model = std::make_unique<fakes::LevelModel>(std::make_shared<fakes::LevelModel::Log>(), milliseconds);
    return std::move(*live::LiveRecogniser::create(std::move(model), source.rateHz(), {.newestOnly = newestOnly}));
}

}  // namespace

class TestLivePipeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fileAtItsOwnPace();
    void slowModelWidensTheHop();
    void stopsWhenAsked();
    void lostMicrophoneComesBack();
    void saysWhatIsWrongAtTheMicrophone();
    void opensTheDeviceAnewAfterSleep();
    void microphoneGivesTheMeanOfItsChannels();
    void absentSourcesAreRefused();
};

void TestLivePipeline::fileAtItsOwnPace() {
    const QTemporaryDir place;
    auto source = live::fileSource(soundFile(place, 2.5), true);
    PROSOSCOPE_VERIFY(source);
    auto recogniser = recogniserOf(**source, true);
    std::vector<LiveResult> hops;
    std::vector<float> heard;
    live::LiveOutput output;
    output.result = [&](const LiveResult& result) {
        // What is judged was given out before.
        QVERIFY(static_cast<double>(heard.size()) / fakes::kRateHz >= result.endSeconds);
        if (result.kind == LiveResult::Kind::Hop) hops.push_back(result);
    };
    output.sound = [&](std::span<const float> mono, double rateHz) {
        QCOMPARE(rateHz, double{fakes::kRateHz});
        heard.insert(heard.end(), mono.begin(), mono.end());
    };
    QElapsedTimer timer;
    timer.start();
    PROSOSCOPE_VERIFY(live::runLive(**source, recogniser, output, std::stop_token()));
    QVERIFY2(timer.elapsed() >= 2400 && timer.elapsed() < 3500 * kPatience, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(hops.size() >= 6 && hops.size() <= 10);
    QCOMPARE(hops.back().endSeconds, 2.5);
    core::Progress progress;
    const auto whole = audio::decodeAudio(toPath(place.filePath("speech.wav")), {}, progress);
    PROSOSCOPE_VERIFY(whole);
    QCOMPARE(heard, (*whole)->channels.front());
    for (const auto& hop : hops) {
        QVERIFY(hop.delayMilliseconds >= 0.0 && hop.delayMilliseconds < 400.0 * kPatience);
        QCOMPARE(hop.overflows, 0);
    }
}

void TestLivePipeline::slowModelWidensTheHop() {
    const QTemporaryDir place;
    auto source = live::fileSource(soundFile(place, 5.0), true);
    PROSOSCOPE_VERIFY(source);
    auto recogniser = recogniserOf(**source, true, 600);
    std::vector<LiveResult> judged;
    std::vector<std::string> notices;
    const live::LiveOutput output{[&](const LiveResult& result) {
                                      if (result.kind == LiveResult::Kind::Hop && !result.window.empty())
                                          judged.push_back(result);
                                  },
                                  [&](const core::Text& text) { notices.push_back(text.english()); }};
    PROSOSCOPE_VERIFY(live::runLive(**source, recogniser, output, std::stop_token()));
    QCOMPARE(notices.size(), std::size_t{1});
    QVERIFY2(QString::fromStdString(notices[0]).contains("slower than the sound"), notices[0].c_str());
    for (const auto& hop : judged) QVERIFY(hop.busyMilliseconds >= 599.0);
    QVERIFY(judged.size() >= 3);
    // It falls no further behind: each result is of the newest sound.
    for (std::size_t i = 1; i < judged.size(); ++i) QVERIFY(judged[i].hopSeconds >= 0.5);
    for (const auto& hop : judged) QVERIFY(hop.delayMilliseconds < 1000.0 * kPatience);
}

void TestLivePipeline::stopsWhenAsked() {
    const QTemporaryDir place;
    auto source = live::fileSource(soundFile(place, 30.0), true);
    PROSOSCOPE_VERIFY(source);
    auto recogniser = recogniserOf(**source, true);
    std::stop_source stop;
    QElapsedTimer timer;
    timer.start();
    PROSOSCOPE_VERIFY(live::runLive(**source, recogniser, {[&](const LiveResult&) { stop.request_stop(); }}, stop.get_token()));
    QVERIFY(timer.elapsed() < 1500 * kPatience);
}

void TestLivePipeline::lostMicrophoneComesBack() {
    fakes::Hardware hardware;
    hardware.overflows = 2;
    auto source = live::microphoneSource("Microphone (Fake)", [&] { return std::make_unique<fakes::FakeInput>(hardware); });
    PROSOSCOPE_VERIFY(source);
    auto recogniser = recogniserOf(**source, false);
    std::stop_source stop;
    std::vector<std::string> notices;
    int hops = 0;
    hardware.heard.resize(2 * fakes::kRateHz);  // a second of both channels
    const live::LiveOutput output{[&](const LiveResult& result) {
                                      ++hops;
                                      if (hops == 4) hardware.plugged = false;
                                      if (hops == 8) {
                                          QCOMPARE(result.overflows, 4);
                                          stop.request_stop();
                                      }
                                  },
                                  [&](const core::Text& text) {
                                      notices.push_back(text.english());
                                      if (notices.size() == 1) {
                                          // It comes back at another rate.
                                          hardware.plugged = true;
                                          hardware.rateHz = 48000;
                                          hardware.heard.assign(2 * 48000 + 20000, 0.0F);
                                      }
                                  }};
    PROSOSCOPE_VERIFY(live::runLive(**source, recogniser, output, stop.get_token()));
    QCOMPARE(notices.size(), std::size_t{2});
    QVERIFY(QString::fromStdString(notices[0]).contains("Microphone (Fake)"));
    QCOMPARE(hardware.opened, 2);
    QVERIFY(std::abs(recogniser.seconds() - 2.1) < 0.2);
}

void TestLivePipeline::saysWhatIsWrongAtTheMicrophone() {
    fakes::Hardware hardware;
    auto source = live::microphoneSource("", [&] { return std::make_unique<fakes::FakeInput>(hardware); });
    PROSOSCOPE_VERIFY(source);
    auto recogniser = recogniserOf(**source, false);
    std::stop_source stop;
    std::vector<std::string> notices;
    hardware.heard.assign(2 * 5 * fakes::kRateHz, 0.0F);  // five seconds
    // Then two, with one channel at full scale: their mean is not.
    for (int i = 0; i < 2 * fakes::kRateHz; ++i)
        hardware.heard.insert(hardware.heard.end(), {1.0F, -0.01F * static_cast<float>(i % 7)});
    const live::LiveOutput output{[&](const LiveResult& result) {
                                      if (result.endSeconds >= 6.75) stop.request_stop();
                                  },
                                  [&](const core::Text& text) { notices.push_back(text.english()); }};
    PROSOSCOPE_VERIFY(live::runLive(**source, recogniser, output, stop.get_token()));
    QCOMPARE(notices,
             (std::vector<std::string>{
                 "The microphone Microphone (Fake) gives only silence: is it muted?",
                 "The microphone Microphone (Fake) is too loud and clips. Turn it down, or speak further away from it."}));
}

void TestLivePipeline::opensTheDeviceAnewAfterSleep() {
    fakes::Hardware hardware;
    std::int64_t asleep = 0;
    const auto system = live::SleepWatch::Clocks::system();
    auto source = live::microphoneSource("Microphone (Fake)", [&] { return std::make_unique<fakes::FakeInput>(hardware); },
                                         {system.steady, [&] { return system.steady() + asleep; }});
    PROSOSCOPE_VERIFY(source);
    auto recogniser = recogniserOf(**source, false);
    std::stop_source stop;
    std::vector<std::string> notices;
    hardware.heard.assign(2 * fakes::kRateHz, 0.0F);
    const live::LiveOutput output{[&](const LiveResult& result) {
                                      if (result.endSeconds == 1.0) asleep = 3'600'000'000'000;
                                      if (result.endSeconds == 2.0) stop.request_stop();
                                  },
                                  [&](const core::Text& text) {
                                      notices.push_back(text.english());
                                      hardware.heard.assign(2 * fakes::kRateHz + 2000, 0.0F);
                                  }};
    PROSOSCOPE_VERIFY(live::runLive(**source, recogniser, output, stop.get_token()));
    QCOMPARE(notices, std::vector<std::string>{"The computer stood still for 3600 s: Live opens Microphone (Fake) anew."});
    QCOMPARE(hardware.opened, 2);
}

void TestLivePipeline::microphoneGivesTheMeanOfItsChannels() {
    fakes::Hardware hardware;
    auto source = live::microphoneSource("", [&] { return std::make_unique<fakes::FakeInput>(hardware); });
    PROSOSCOPE_VERIFY(source);
    hardware.heard = {1.0F, 0.0F, 0.5F, 0.5F};
    std::vector<float> mono;
    const auto block = (*source)->read(mono);
    PROSOSCOPE_VERIFY(block);
    QCOMPARE(block->state, LiveSource::State::Running);
    QCOMPARE(mono, (std::vector<float>{0.5F, 0.5F}));
    QVERIFY((*source)->realTime());
    QCOMPARE((*source)->name(), std::string("Microphone (Fake)"));
}

void TestLivePipeline::absentSourcesAreRefused() {
    fakes::Hardware hardware;
    hardware.plugged = false;
    const auto make = [&] { return std::make_unique<fakes::FakeInput>(hardware); };
    for (const char* label : {"", "Headset (ALSA)"}) {
        const auto source = live::microphoneSource(label, make);
        QVERIFY(!source);
        QCOMPARE(source.error().kind, core::ErrorKind::Unavailable);
        QVERIFY(QString::fromStdString(source.error().message()).contains(label));
    }
    hardware.plugged = true;
    hardware.failure = audio::InputFailure::Busy;
    const auto busy = live::microphoneSource("Microphone (Fake)", make);
    QVERIFY(!busy);
    QVERIFY(QString::fromStdString(busy.error().message()).contains("Another program uses"));
    QVERIFY(!live::microphoneSource("no such device (nowhere)"));
    QVERIFY(!live::fileSource("no such file.wav", false));
}

QTEST_GUILESS_MAIN(TestLivePipeline)
#include "TestLivePipeline.moc"
