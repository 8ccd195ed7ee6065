// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/AudioFile.h"
#include "engine/live/LivePipeline.h"
#include "tests/TestSupport.h"
#include "tests/engine/live/LiveFakes.h"

using namespace prososcope;
using live::LiveResult;
using live::LiveSource;

namespace {

std::unique_ptr<LiveSource> microphone(fakes::Hardware& hardware) {
    return std::move(*live::microphoneSource("", [&] { return std::make_unique<fakes::FakeInput>(hardware); }));
}

live::LiveControl::MakeSource switchTo(fakes::Hardware& hardware, const std::string& label = {}) {
    return [&, label] { return live::microphoneSource(label, [&] { return std::make_unique<fakes::FakeInput>(hardware); }); };
}

live::LiveRecogniser recogniserFor(const LiveSource& source, live::LiveSettings settings = {}) {
    return std::move(*live::LiveRecogniser::create(std::make_unique<fakes::LevelModel>(), source.rateHz(), settings));
}

/// `seconds` of the hum on every channel, as the hardware would give it.
void speak(fakes::Hardware& hardware, double seconds, double level = 0.2) {
    const int rateHz = static_cast<int>(hardware.rateHz);
    auto mono = fakes::quiet(seconds, rateHz);
    fakes::hum(mono, 0.0, seconds, level, rateHz);
    for (const float sample : mono)
        hardware.heard.insert(hardware.heard.end(), static_cast<std::size_t>(hardware.channels), sample);
}

}  // namespace

class TestLiveControl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void latestWishCounts();
    void newSpeakerAdaptsAnew();
    void mutedMeansSilenceForAllButTheLevel();
    void anotherDeviceIsHeard();
    void sameDeviceIsOpenedAnew();
    void deviceThatFailsLeavesTheOldOne();
    void recordingGoesBackToTheDevice();
};

void TestLiveControl::latestWishCounts() {
    live::LiveControl control;
    QVERIFY(!control.takeSource() && !control.takeNewSpeaker() && !control.muted());
    int made = 0;
    for (const int wish : {1, 2}) {
        control.switchSource([&made, wish]() -> core::Result<std::unique_ptr<LiveSource>> {
            made = wish;
            return core::cancelled();
        });
    }
    control.newSpeaker();
    const auto make = control.takeSource();
    QVERIFY(make);
    QVERIFY(!make());
    QCOMPARE(made, 2);
    QVERIFY(!control.takeSource());
    QVERIFY(control.takeNewSpeaker());
    QVERIFY(!control.takeNewSpeaker());
}

void TestLiveControl::newSpeakerAdaptsAnew() {
    fakes::Hardware hardware;
    auto source = microphone(hardware);
    auto recogniser = recogniserFor(*source);
    live::LiveControl control;
    std::stop_source stop;
    speak(hardware, 60.0);
    std::vector<bool> adapting;
    live::LiveOutput output;
    bool asked = false;
    output.result = [&](const LiveResult& result) {
        if (result.kind != LiveResult::Kind::Hop) return;
        adapting.push_back(result.adapting);
        if (!asked && !result.adapting) {
            asked = true;
            control.newSpeaker();
            speak(hardware, 1.0);
        }
        if (asked && result.adapting) stop.request_stop();
        if (result.endSeconds >= 60.5) stop.request_stop();
    };
    PROSOSCOPE_VERIFY(live::runLive(*source, recogniser, output, stop.get_token(), &control));
    QVERIFY(adapting.front());
    QVERIFY(asked);
    QVERIFY(adapting.back());
}

void TestLiveControl::mutedMeansSilenceForAllButTheLevel() {
    fakes::Hardware hardware;
    auto source = microphone(hardware);
    auto recogniser = recogniserFor(*source);
    live::LiveControl control;
    control.setMuted(true);
    std::stop_source stop;
    speak(hardware, 3.0);
    live::LiveOutput output;
    float loudest = 0.0F;
    int hops = 0;
    output.sound = [&](std::span<const float> mono, double) {
        if (control.muted()) {
            for (const float sample : mono) QCOMPARE(sample, 0.0F);
        } else {
            for (const float sample : mono) loudest = std::max(loudest, std::abs(sample));
        }
    };
    output.result = [&](const LiveResult& result) {
        if (++hops <= 12) QCOMPARE(result.state, LiveResult::State::NoSpeech);
        if (hops == 1) QVERIFY(result.peak > 0.3F);
        if (hops == 12) {
            control.setMuted(false);
            speak(hardware, 2.0);
        }
        if (result.state != LiveResult::State::NoSpeech) stop.request_stop();
    };
    PROSOSCOPE_VERIFY(live::runLive(*source, recogniser, output, stop.get_token(), &control));
    QVERIFY(hops > 12);
    QVERIFY(loudest > 0.3F);
}

void TestLiveControl::anotherDeviceIsHeard() {
    fakes::Hardware first, second;
    second.name = "Headset";
    second.rateHz = 48000;
    second.channels = 1;
    second.overflows = 3;
    first.overflows = 2;
    auto source = microphone(first);
    auto recogniser = recogniserFor(*source);
    live::LiveControl control;
    std::stop_source stop;
    speak(first, 1.0);
    speak(second, 1.1);
    live::LiveOutput output;
    std::vector<std::string> heard;
    int hops = 0;
    output.source = [&](const LiveSource& now) { heard.push_back(now.name()); };
    output.result = [&](const LiveResult& result) {
        if (++hops == 4) {
            QCOMPARE(result.overflows, 2);
            control.switchSource(switchTo(second, "Headset (Fake)"));
        }
        if (hops == 8) {
            QCOMPARE(result.overflows, 5);
            QVERIFY(!first.open);
            stop.request_stop();
        }
    };
    PROSOSCOPE_VERIFY(live::runLive(*source, recogniser, output, stop.get_token(), &control));
    QCOMPARE(heard, (std::vector<std::string>{"Microphone (Fake)", "Headset (Fake)"}));
    QVERIFY2(std::abs(recogniser.seconds() - 2.1) < 0.01, qPrintable(QString::number(recogniser.seconds())));
    QVERIFY(!second.open);
}

void TestLiveControl::sameDeviceIsOpenedAnew() {
    fakes::Hardware hardware;
    auto source = microphone(hardware);
    auto recogniser = recogniserFor(*source);
    live::LiveControl control;
    std::stop_source stop;
    live::LiveOutput output;
    speak(hardware, 0.6);
    int hops = 0;
    std::vector<std::string> notices;
    output.notice = [&](const core::Text& text) { notices.push_back(text.english()); };
    output.result = [&](const LiveResult&) {
        if (++hops == 1) control.switchSource(switchTo(hardware, "Microphone (Fake)"));
        if (hops == 2) speak(hardware, 0.3);
        if (hops == 3) stop.request_stop();
    };
    PROSOSCOPE_VERIFY(live::runLive(*source, recogniser, output, stop.get_token(), &control));
    QCOMPARE(hardware.opened, 2);
    QCOMPARE(notices, std::vector<std::string>());
}

void TestLiveControl::deviceThatFailsLeavesTheOldOne() {
    fakes::Hardware first, second;
    second.plugged = false;
    auto source = microphone(first);
    auto recogniser = recogniserFor(*source);
    live::LiveControl control;
    std::stop_source stop;
    live::LiveOutput output;
    speak(first, 2.0);
    std::vector<std::string> notices;
    int hops = 0;
    output.notice = [&](const core::Text& text) { notices.push_back(text.english()); };
    output.source = [&](const LiveSource& now) { QCOMPARE(now.name(), std::string("Microphone (Fake)")); };
    output.result = [&](const LiveResult&) {
        if (++hops == 4) {
            control.switchSource(switchTo(second, "Headset (Fake)"));
            speak(first, 1.0);
        }
        if (hops == 10) stop.request_stop();
    };
    PROSOSCOPE_VERIFY(live::runLive(*source, recogniser, output, stop.get_token(), &control));
    QCOMPARE(notices.size(), std::size_t{2});
    QVERIFY2(QString::fromStdString(notices[0]).contains("Headset (Fake)"), notices[0].c_str());
    QCOMPARE(notices[1], std::string("Live goes on with Microphone (Fake)."));
}

void TestLiveControl::recordingGoesBackToTheDevice() {
    const QTemporaryDir place;
    audio::AudioClip clip;
    clip.rateHz = 44100;
    clip.channels = {fakes::quiet(1.0, clip.rateHz)};
    const auto path = toPath(place.filePath("rehearsed.wav"));
    PROSOSCOPE_VERIFY(audio::writeWav(path, clip));
    fakes::Hardware hardware;
    auto source = microphone(hardware);
    auto recogniser = recogniserFor(*source);
    live::LiveControl control;
    std::stop_source stop;
    live::LiveOutput output;
    speak(hardware, 0.3);
    std::vector<std::string> heard;
    std::vector<std::string> notices;
    output.source = [&](const LiveSource& now) {
        heard.push_back((now.recording() ? "recording " : "device ") + now.name());
        if (heard.size() == 3) speak(hardware, 1.0);
    };
    output.notice = [&](const core::Text& text) { notices.push_back(text.english()); };
    output.result = [&](const LiveResult& result) {
        if (heard.size() == 1) control.switchSource([&] { return live::fileSource(path, true); });
        if (heard.size() == 3 && result.endSeconds >= 1.75) stop.request_stop();
    };
    PROSOSCOPE_VERIFY(live::runLive(*source, recogniser, output, stop.get_token(), &control));
    QCOMPARE(heard,
             (std::vector<std::string>{"device Microphone (Fake)", "recording rehearsed.wav", "device Microphone (Fake)"}));
    QCOMPARE(notices.size(), std::size_t{1});
    QCOMPARE(hardware.opened, 2);
    QVERIFY2(std::abs(recogniser.seconds() - 2.3) < 0.01, qPrintable(QString::number(recogniser.seconds())));
}

QTEST_GUILESS_MAIN(TestLiveControl)
#include "TestLiveControl.moc"
