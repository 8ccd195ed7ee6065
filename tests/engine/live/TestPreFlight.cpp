// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <fstream>

#include "LiveFakes.h"
#include "engine/live/PreFlight.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using live::LiveResult;
using live::PreFlight;
using live::PreFlightItem;
using Id = PreFlightItem::Id;
using State = PreFlightItem::State;

namespace {

LiveResult hop(double computeMs, double delayMs, bool speech = true) {
    LiveResult result;
    result.hopSeconds = 0.25;
    result.computeMilliseconds = computeMs;
    result.delayMilliseconds = delayMs;
    if (speech) result.posteriors = {0.7F, 0.3F};
    return result;
}

PreFlightItem itemOf(const PreFlight& checks, Id id) {
    for (const auto& item : checks.items()) {
        if (item.id == id) return item;
    }
    return {id, State::Pending, {}, {}};
}

QString sentence(const PreFlight& checks, Id id) { return QString::fromStdString(itemOf(checks, id).sentence.english()); }

/// Six seconds: two of noise alone, a tone of that level on the noise, a second of noise.
std::vector<float> toneInNoise(double toneDb, double noiseDb) {
    core::Random random(7);
    std::vector<float> samples(static_cast<std::size_t>(6 * fakes::kRateHz));
    const double noise = std::pow(10.0, noiseDb / 20.0);
    const double tone = std::sqrt(2.0) * std::pow(10.0, toneDb / 20.0);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double time = static_cast<double>(i) / fakes::kRateHz;
        samples[i] = static_cast<float>(noise * random.normal());
        if (time >= 2.0 && time < 5.0) samples[i] += static_cast<float>(tone * std::sin(2.0 * std::numbers::pi * 200.0 * time));
    }
    return samples;
}

void speak(PreFlight& checks, int hops = 12, double computeMs = 12.0, double delayMs = 60.0) {
    for (int i = 0; i < hops; ++i) checks.add(hop(computeMs, delayMs));
}

}  // namespace

/// Synthetic sound and results: what the list says of them, with which numbers.
class TestPreFlight : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void atFirstEverythingWaits() {
        const PreFlight checks;
        QCOMPARE(checks.items().size(), std::size_t{7});  // nothing is known of a battery
        for (const auto& item : checks.items()) {
            QVERIFY(item.state == State::Pending);
            QVERIFY(!item.sentence.empty());
        }
        QVERIFY(checks.overall() == State::Pending);
    }

    void levelsAreThoseOfTheSound() {
        PreFlight checks;
        checks.add(toneInNoise(-20.0, -60.0), fakes::kRateHz);
        QVERIFY(std::isnan(checks.speechDb()));  // nobody said that it was speech
        speak(checks);
        QVERIFY2(std::abs(checks.speechDb() + 20.0) < 0.3, qPrintable(QString::number(checks.speechDb())));
        QVERIFY2(std::abs(checks.noiseFloorDb() + 60.0) < 0.7, qPrintable(QString::number(checks.noiseFloorDb())));
        QVERIFY2(std::abs(checks.snrDb() - 40.0) < 1.0, qPrintable(QString::number(checks.snrDb())));
        QVERIFY(itemOf(checks, Id::Microphone).state == State::Good);
        QVERIFY2(sentence(checks, Id::Microphone).contains("-20 dB"), qPrintable(sentence(checks, Id::Microphone)));
        QVERIFY(itemOf(checks, Id::Room).state == State::Good);
        QVERIFY2(sentence(checks, Id::Room).contains("-60 dB") && sentence(checks, Id::Room).contains("40 dB"),
                 qPrintable(sentence(checks, Id::Room)));
        QVERIFY(itemOf(checks, Id::Clipping).state == State::Good);
    }

    /// The ratio is that of speech without the noise on it: at 3 dB above the floor it is 0 dB.
    void noiseIsTakenOffTheSpeech() {
        PreFlight checks;
        checks.add(toneInNoise(-40.0, -40.0), fakes::kRateHz);
        speak(checks);
        QVERIFY2(std::abs(checks.snrDb()) < 1.0, qPrintable(QString::number(checks.snrDb())));
        QVERIFY(itemOf(checks, Id::Room).state == State::Bad);
        QVERIFY(!itemOf(checks, Id::Room).advice.empty());
    }

    void rooms_data() {
        QTest::addColumn<double>("noise");
        QTest::addColumn<int>("state");
        QTest::newRow("quiet") << -50.0 << static_cast<int>(State::Good);
        QTest::newRow("busy") << -35.0 << static_cast<int>(State::Warning);
        QTest::newRow("loud") << -26.0 << static_cast<int>(State::Bad);
    }
    void rooms() {
        QFETCH(double, noise);
        QFETCH(int, state);
        PreFlight checks;
        checks.add(toneInNoise(-20.0, noise), fakes::kRateHz);
        QVERIFY(itemOf(checks, Id::Room).state == State::Pending);  // to be compared with speech
        speak(checks);
        QCOMPARE(static_cast<int>(itemOf(checks, Id::Room).state), state);
    }

    void microphones_data() {
        QTest::addColumn<double>("level");
        QTest::addColumn<int>("state");
        QTest::newRow("far") << -47.0 << static_cast<int>(State::Warning);
        QTest::newRow("right") << -25.0 << static_cast<int>(State::Good);
        QTest::newRow("loud") << -4.0 << static_cast<int>(State::Warning);
    }
    void microphones() {
        QFETCH(double, level);
        QFETCH(int, state);
        PreFlight checks;
        checks.add(toneInNoise(level, -80.0), fakes::kRateHz);
        speak(checks);
        QCOMPARE(static_cast<int>(itemOf(checks, Id::Microphone).state), state);
        QVERIFY(itemOf(checks, Id::Microphone).advice.empty() == (itemOf(checks, Id::Microphone).state == State::Good));
    }

    void aMutedMicrophoneIsNamed() {
        PreFlight checks;
        checks.add(std::vector<float>(2 * fakes::kRateHz, 0.0F), fakes::kRateHz);
        QVERIFY(itemOf(checks, Id::Microphone).state == State::Bad);
        QVERIFY(sentence(checks, Id::Microphone).contains("digital silence"));
        QVERIFY(checks.overall() == State::Bad);
        checks.add(fakes::quiet(2.0), fakes::kRateHz);  // unmuted
        QVERIFY(itemOf(checks, Id::Microphone).state == State::Pending);
    }

    void clippingIsSeenAndForgotten() {
        PreFlight checks;
        auto sound = toneInNoise(-20.0, -60.0);
        for (int i = 0; i < 10; ++i) sound[static_cast<std::size_t>(40000 + i)] = 1.0F;
        checks.add(sound, fakes::kRateHz);
        speak(checks);
        QVERIFY(itemOf(checks, Id::Clipping).state == State::Warning);
        QVERIFY2(sentence(checks, Id::Clipping).contains("50 ms"), qPrintable(sentence(checks, Id::Clipping)));
        checks.add(fakes::quiet(10.0), fakes::kRateHz);
        QVERIFY(itemOf(checks, Id::Clipping).state == State::Good);
        for (float& sample : sound) sample = std::clamp(40.0F * sample, -1.0F, 1.0F);
        checks.add(sound, fakes::kRateHz);
        QVERIFY(itemOf(checks, Id::Clipping).state == State::Bad);
    }

    void blocksMakeNoDifference() {
        const auto sound = toneInNoise(-20.0, -60.0);
        PreFlight whole;
        PreFlight cut;
        whole.add(sound, fakes::kRateHz);
        for (std::size_t at = 0; at < sound.size(); at += 37)
            cut.add(std::span(sound).subspan(at, std::min<std::size_t>(37, sound.size() - at)), fakes::kRateHz);
        QCOMPARE(cut.noiseFloorDb(), whole.noiseFloorDb());
    }

    /// The first answers are slow and say nothing of the others.
    void theModelWarmsUp() {
        PreFlight checks;
        for (int i = 0; i < 3; ++i) checks.add(hop(900.0, 1000.0));
        QVERIFY(itemOf(checks, Id::Model).state == State::Pending);
        for (int i = 0; i < 5; ++i) checks.add(hop(900.0, 1000.0, false));  // nobody spoke: nothing was computed
        QVERIFY(itemOf(checks, Id::Model).state == State::Pending);
        speak(checks, 10, 12.0, 61.0);
        QVERIFY(itemOf(checks, Id::Model).state == State::Good);
        QVERIFY2(sentence(checks, Id::Model).contains("12 ms") && sentence(checks, Id::Model).contains("250 ms"),
                 qPrintable(sentence(checks, Id::Model)));
        QVERIFY(itemOf(checks, Id::Delay).state == State::Good);
        QVERIFY2(sentence(checks, Id::Delay).contains("61 ms median"), qPrintable(sentence(checks, Id::Delay)));
    }

    void aSlowModelIsAdvisedAgainst() {
        PreFlight checks;
        speak(checks, 20, 180.0, 200.0);
        QVERIFY(itemOf(checks, Id::Model).state == State::Warning);
        QVERIFY(itemOf(checks, Id::Delay).state == State::Warning);
        PreFlight worse;
        speak(worse, 20, 400.0, 2000.0);
        QVERIFY(itemOf(worse, Id::Model).state == State::Bad);
        QVERIFY(itemOf(worse, Id::Delay).state == State::Bad);
    }

    /// The list counts from where it began to look.
    void lostSoundIsBad() {
        PreFlight checks;
        LiveResult result = hop(12.0, 60.0);
        result.overflows = 5;
        for (int i = 0; i < 20; ++i) checks.add(result);
        QVERIFY(itemOf(checks, Id::Delay).state == State::Good);
        result.overflows = 7;
        checks.add(result);
        QVERIFY(itemOf(checks, Id::Delay).state == State::Bad);
        QVERIFY2(sentence(checks, Id::Delay).contains(": 2."), qPrintable(sentence(checks, Id::Delay)));
    }

    void screens() {
        PreFlight checks;
        checks.setScreen({"Epson (HDMI-1), 1920 x 1080", "", false});
        QVERIFY(itemOf(checks, Id::Screen).state == State::Good);
        checks.setScreen({"eDP-1", "Epson", true});
        QVERIFY(itemOf(checks, Id::Screen).state == State::Warning);
        QVERIFY(sentence(checks, Id::Screen).contains("Epson") && sentence(checks, Id::Screen).contains("eDP-1"));
        checks.setScreen({"eDP-1", "", true});
        QVERIFY(itemOf(checks, Id::Screen).state == State::Warning);
    }

    void sleepAndPower() {
        PreFlight checks;
        checks.setSleep(live::PreFlightSleep::Refused);
        QVERIFY(itemOf(checks, Id::Sleep).state == State::Warning);
        QVERIFY(sentence(checks, Id::Sleep).contains("go dark"));
        checks.setSleep(live::PreFlightSleep::Held);
        QVERIFY(itemOf(checks, Id::Sleep).state == State::Good);
        checks.setPower(live::PowerSupply{true, 43});
        QCOMPARE(checks.items().size(), std::size_t{8});
        QVERIFY(itemOf(checks, Id::Power).state == State::Warning);
        QVERIFY(sentence(checks, Id::Power).contains("43 %"));
        checks.setPower(live::PowerSupply{false, 43});
        QVERIFY(itemOf(checks, Id::Power).state == State::Good);
    }

    void allGoodAndAgainFromTheStart() {
        PreFlight checks;
        checks.add(toneInNoise(-20.0, -60.0), fakes::kRateHz);
        speak(checks, 20);
        checks.setScreen({"Epson", "", false});
        checks.setSleep(live::PreFlightSleep::Held);
        QVERIFY(checks.overall() == State::Good);
        checks.reset();
        QVERIFY(itemOf(checks, Id::Microphone).state == State::Pending);
        QVERIFY(itemOf(checks, Id::Model).state == State::Pending);
        QVERIFY(itemOf(checks, Id::Screen).state == State::Good);  // the screen is what it was
    }

    void theKernelTellsOfBatteries() {
        QTemporaryDir folder;
        const auto root = toPath(folder.path());
        const auto write = [&](const std::string& supply, const std::string& file, const std::string& content) {
            std::filesystem::create_directories(root / supply);
            std::ofstream(root / supply / file) << content << '\n';
        };
        QVERIFY(!live::readPowerSupply(root));
        QVERIFY(!live::readPowerSupply(root / "absent"));
        write("AC", "type", "Mains");
        write("AC", "online", "0");
        QVERIFY(!live::readPowerSupply(root));  // a machine without a battery
        write("mouse", "type", "Battery");
        write("mouse", "scope", "Device");
        write("mouse", "status", "Discharging");
        QVERIFY(!live::readPowerSupply(root));
        write("BAT0", "type", "Battery");
        write("BAT0", "status", "Discharging");
        write("BAT0", "capacity", "43");
        QCOMPARE(live::readPowerSupply(root), std::optional(live::PowerSupply{true, 43}));
        write("BAT0", "capacity", "nonsense");
        QCOMPARE(live::readPowerSupply(root), std::optional(live::PowerSupply{true, std::nullopt}));
        write("AC", "online", "1");
        QCOMPARE(live::readPowerSupply(root), std::optional(live::PowerSupply{false, std::nullopt}));
    }
};

QTEST_GUILESS_MAIN(TestPreFlight)
#include "TestPreFlight.moc"
