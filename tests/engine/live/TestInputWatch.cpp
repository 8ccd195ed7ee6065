// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/InputWatch.h"
#include "engine/live/SleepWatch.h"
#include "tests/TestSupport.h"
#include "tests/engine/live/LiveFakes.h"

using namespace prososcope;
using Finding = live::InputWatch::Finding;

namespace {

/// Seconds of sound at which something was found, in blocks of 20 ms.
QList<double> momentsOf(
    Finding wanted, live::InputWatch& watch, const std::vector<float>& sound,
    const std::function<std::size_t(std::size_t)>& clipped = [](std::size_t) { return std::size_t{0}; }) {
    QList<double> moments;
    constexpr std::size_t kBlock = fakes::kRateHz / 50;
    for (std::size_t at = 0; at + kBlock <= sound.size(); at += kBlock) {
        if (watch.add(std::span(sound).subspan(at, kBlock), clipped(at), fakes::kRateHz) == wanted) {
            moments << static_cast<double>(at + kBlock) / fakes::kRateHz;
        }
    }
    return moments;
}

std::vector<float> silence(double seconds, float value = 0.0F) {
    return std::vector<float>(static_cast<std::size_t>(seconds * fakes::kRateHz), value);
}

void append(std::vector<float>& sound, const std::vector<float>& more) { sound.insert(sound.end(), more.begin(), more.end()); }

}  // namespace

/// What is wrong at a microphone, and whether the computer stood still.
class TestInputWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void silenceIsToldOnce_data();
    void silenceIsToldOnce();
    void silenceIsToldAgainAfterSound();
    void pausesAreNoSilence();
    void noiseIsNoSilence();
    void clippingIsThrottled();
    void aFullSampleIsNoClipping();
    void anotherDeviceStartsAnew();
    void sleepOfTheComputer();
    void stoppedProgram();
};

void TestInputWatch::silenceIsToldOnce_data() {
    QTest::addColumn<float>("value");
    QTest::newRow("zeros") << 0.0F;
    QTest::newRow("constant") << 0.013F;
}

void TestInputWatch::silenceIsToldOnce() {
    QFETCH(const float, value);
    live::InputWatch watch;
    const auto moments = momentsOf(Finding::OnlySilence, watch, silence(120.0, value));
    QCOMPARE(moments.size(), 1);
    QVERIFY2(moments[0] >= 3.0 && moments[0] < 3.1, qPrintable(QString::number(moments[0])));
}

void TestInputWatch::silenceIsToldAgainAfterSound() {
    auto sound = silence(4.0);
    append(sound, fakes::quiet(1.0));
    append(sound, silence(8.0));  // too soon
    append(sound, fakes::quiet(25.0));
    append(sound, silence(10.0));
    live::InputWatch watch;
    const auto moments = momentsOf(Finding::OnlySilence, watch, sound);
    QCOMPARE(moments.size(), 2);
    QVERIFY(std::abs(moments[1] - 41.0) < 0.1);
}

void TestInputWatch::pausesAreNoSilence() {
    live::InputWatch watch;
    std::vector<float> sound;
    for (int i = 0; i < 20; ++i) {
        append(sound, silence(2.9));
        append(sound, fakes::quiet(0.2));
    }
    QCOMPARE(momentsOf(Finding::OnlySilence, watch, sound), QList<double>());
}

void TestInputWatch::noiseIsNoSilence() {
    live::InputWatch watch;
    auto sound = fakes::quiet(10.0);
    for (float& sample : sound) sample = sample > 0.0F ? 1.0F / 32768.0F : 0.0F;  // the last bit alone
    QCOMPARE(momentsOf(Finding::OnlySilence, watch, sound), QList<double>());
}

void TestInputWatch::clippingIsThrottled() {
    live::InputWatch watch;
    const auto moments = momentsOf(Finding::Clipped, watch, fakes::quiet(12.5), [](std::size_t) { return std::size_t{1}; });
    QCOMPARE(moments, (QList<double>{1.0, 6.0, 11.0}));
}

void TestInputWatch::aFullSampleIsNoClipping() {
    live::InputWatch watch;
    const auto one = [](std::size_t at) { return std::size_t{at == 0 ? 15U : 0U}; };  // of 16,000 in that second
    QCOMPARE(momentsOf(Finding::Clipped, watch, fakes::quiet(5.0), one), QList<double>());
}

void TestInputWatch::anotherDeviceStartsAnew() {
    live::InputWatch watch;
    QCOMPARE(momentsOf(Finding::OnlySilence, watch, silence(4.0)).size(), 1);
    watch.reset();
    QCOMPARE(momentsOf(Finding::OnlySilence, watch, silence(4.0)).size(), 1);
}

void TestInputWatch::sleepOfTheComputer() {
    std::int64_t steady = 5'000'000'000;
    std::int64_t always = 9'000'000'000;
    live::SleepWatch watch({[&] { return steady; }, [&] { return always; }});
    const auto pass = [&](double awake, double asleep) {
        steady += std::llround(1e9 * awake);
        always += std::llround(1e9 * (awake + asleep));
    };
    pass(10.0, 0.0);  // the model is loaded
    QCOMPARE(watch.sleptSeconds(), 0.0);
    pass(0.3, 0.0);
    QCOMPARE(watch.sleptSeconds(), 0.0);
    watch.working();
    pass(7.0, 0.0);  // a slow prediction
    QCOMPARE(watch.sleptSeconds(), 0.0);
    watch.working();
    pass(0.2, 3600.0);
    QCOMPARE(watch.sleptSeconds(), 3600.0);
    QCOMPARE(watch.sleptSeconds(), 0.0);
}

void TestInputWatch::stoppedProgram() {
    std::int64_t now = 0;
    live::SleepWatch watch({[&] { return now; }, [&] { return now; }});
    QCOMPARE(watch.sleptSeconds(), 0.0);
    now += 30'000'000'000;
    QCOMPARE(watch.sleptSeconds(), 30.0);
    QVERIFY(live::SleepWatch::Clocks::system().always() > 0);
}

QTEST_GUILESS_MAIN(TestInputWatch)
#include "TestInputWatch.moc"
