// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <cmath>
#include <thread>

#include "FakeOutput.h"
#include "engine/audio/AudioFile.h"
#include "engine/audio/Player.h"
#include "engine/audio/TimeStretcher.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using audio::Player;

/// What a device is given and what becomes of the position, with devices that the test moves on itself.
class TestPlayerDevices : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_ramp;    // 2 s, mono, 16 kHz: every sample tells its place
    std::filesystem::path m_stereo;  // 1 s, left 0.5, right 0.25
    std::shared_ptr<FakeHardware> m_hardware;

    static constexpr int kRate = 16000;
    static float rampAt(int frame) { return static_cast<float>(frame) / 40000.0F; }
    static int frameOf(float value) { return static_cast<int>(std::lround(value * 40000.0F)); }

    /// Lets the device take sound until it has heard so many frames.
    void hear(std::size_t frames) const {
        std::size_t heard = 0;
        QVERIFY(QTest::qWaitFor([&] { return (heard += m_hardware->take(frames - heard)) == frames; }, 20000));
    }
    [[nodiscard]] std::vector<float> heard() const { return m_hardware->get(&FakeHardware::heard); }

private Q_SLOTS:
    void initTestCase() {
        audio::AudioClip ramp{kRate, {{}}};
        for (int i = 0; i < 2 * kRate; ++i) ramp.channels[0].push_back(rampAt(i));
        m_ramp = toPath(m_folder.filePath("ramp.wav"));
        PROSOSCOPE_VERIFY(audio::writeWav(m_ramp, ramp, audio::WavEncoding::Float32));
        const audio::AudioClip stereo{kRate, {std::vector<float>(kRate, 0.5F), std::vector<float>(kRate, 0.25F)}};
        m_stereo = toPath(m_folder.filePath("stereo.wav"));
        PROSOSCOPE_VERIFY(audio::writeWav(m_stereo, stereo, audio::WavEncoding::Float32));
    }
    void init() { m_hardware = std::make_shared<FakeHardware>(); }

    void theDeviceIsGivenTheSpanAndNothingElse() {
        Player player(FakeOutput::of(m_hardware));
        player.play({.path = m_ramp, .startSeconds = 0.5, .endSeconds = 1.5});
        hear(kRate);
        const auto sound = heard();
        QCOMPARE(sound.size(), std::size_t{2} * kRate);
        for (int i = 0; i < kRate; i += 997) {
            QCOMPARE(frameOf(sound[2 * i]), kRate / 2 + i);
            QCOMPARE(sound[2 * i], sound[2 * i + 1]);
        }
        QTRY_COMPARE(player.state(), Player::State::Stopped);
        QCOMPARE(player.positionSeconds(), 1.5);
        QVERIFY(!player.silent());
    }

    void thePositionIsWhatIsHeardNotWhatWasGiven() {
        m_hardware->set(&FakeHardware::latencySeconds, 30.0);
        Player player(FakeOutput::of(m_hardware));
        player.play({.path = m_ramp, .startSeconds = 0.25});
        hear(8000);
        QCOMPARE(player.positionSeconds(), 0.25);  // half a second was taken, none of it has left the loudspeaker
        player.stop();
        m_hardware->set(&FakeHardware::latencySeconds, 0.0);
        player.play({.path = m_ramp, .startSeconds = 0.25});
        QTRY_COMPARE(m_hardware->get(&FakeHardware::opened), 2);
        hear(8000);
        QTRY_COMPARE(player.positionSeconds(), 0.75);
        QTest::qWait(50);
        QCOMPARE(player.positionSeconds(), 0.75);  // nothing more was taken
    }

    void aLoopBeginsInsideAndGoesOnFromItsStart() {
        Player player(FakeOutput::of(m_hardware));
        player.play({.path = m_ramp, .startSeconds = 0.5, .endSeconds = 0.75, .loop = true, .beginSeconds = 0.625});
        hear(2000 + 4000 + 100);
        const auto sound = heard();
        QCOMPARE(frameOf(sound[0]), 10000);
        QCOMPARE(frameOf(sound[2 * 1999]), 11999);
        QCOMPARE(frameOf(sound[2 * 2000]), 8000);
        QCOMPARE(frameOf(sound[2 * 6000]), 8000);
        QTRY_VERIFY(std::abs(player.positionSeconds() - (0.5 + 100.0 / kRate)) < 1e-9);
    }

    void onlyAudibleChannelsAreHeard_data() {
        QTest::addColumn<quint64>("muted");
        QTest::addColumn<float>("left");
        QTest::addColumn<float>("right");
        QTest::newRow("both") << quint64{0} << 0.5F << 0.25F;
        QTest::newRow("left") << quint64{2} << 0.5F << 0.5F;
        QTest::newRow("right") << quint64{1} << 0.25F << 0.25F;
        QTest::newRow("none") << quint64{3} << 0.0F << 0.0F;
    }
    void onlyAudibleChannelsAreHeard() {
        QFETCH(quint64, muted);
        Player player(FakeOutput::of(m_hardware));
        player.play({.path = m_stereo, .muted = muted});
        hear(100);
        QTEST(heard()[100], "left");
        QTEST(heard()[101], "right");
    }

    void channelsAreMutedWhilePlaying() {
        Player player(FakeOutput::of(m_hardware));
        player.play({.path = m_stereo});
        hear(1600);
        QTRY_COMPARE(player.positionSeconds(), 0.1);
        player.setMuted(1);
        QTRY_COMPARE(m_hardware->get(&FakeHardware::opened), 2);
        hear(100);
        QCOMPARE(heard()[0], 0.25F);
        QVERIFY(player.positionSeconds() >= 0.1);
    }

    void whatIsStillBeingDecodedIsWaitedFor() {
        /// Half a second at first, all of it once `whole` is set.
        class Growing : public audio::SampleSource {
        public:
            Growing() { m_info.rateHz = kRate, m_info.channels = 1, m_info.frames = kRate; }
            std::atomic<bool> whole{false};
            [[nodiscard]] const audio::AudioInfo& info() const override { return m_info; }
            core::Result<std::size_t> read(std::int64_t start, std::size_t frames, std::span<float> interleaved) override {
                const std::int64_t ready = framesReady();
                const auto got =
                    static_cast<std::size_t>(std::clamp<std::int64_t>(ready - start, 0, static_cast<std::int64_t>(frames)));
                std::fill_n(interleaved.begin(), got, 0.5F);
                return got;
            }
            [[nodiscard]] std::int64_t framesReady() const override { return whole ? kRate : kRate / 2; }
            [[nodiscard]] bool growing() const override { return !whole; }

        private:
            audio::AudioInfo m_info;
        };
        const auto source = std::make_shared<Growing>();
        Player player(FakeOutput::of(m_hardware));
        player.play({.path = "decoded", .source = source});
        hear(kRate / 2);
        QTest::qWait(100);
        QCOMPARE(player.state(), Player::State::Playing);  // it waits
        source->whole = true;
        hear(kRate / 2);
        QTRY_COMPARE(player.state(), Player::State::Stopped);
        QCOMPARE(player.positionSeconds(), 1.0);
        QVERIFY(player.problem().empty());
    }

    void quietSoundIsRaisedAndNothingIsClipped() {
        Player player(FakeOutput::of(m_hardware));
        player.play({.path = m_ramp, .gain = 4.0F});  // the ramp reaches 0.8
        hear(2 * kRate);
        const auto sound = heard();
        QCOMPARE(sound[2 * 1000], 4.0F * rampAt(1000));
        QVERIFY(*std::max_element(sound.begin(), sound.end()) <= 1.0F);
        // What is too loud is turned down, not cut off: a clipped end would be all ones.
        audio::AudioClip beat{kRate, {{}}};
        for (int i = 0; i < kRate; ++i) beat.channels[0].push_back(i % 2 == 0 ? 0.4F : 0.8F);
        const auto file = toPath(m_folder.filePath("beat.wav"));
        PROSOSCOPE_VERIFY(audio::writeWav(file, beat, audio::WavEncoding::Float32));
        player.play({.path = file, .gain = 4.0F});
        QTRY_COMPARE(m_hardware->get(&FakeHardware::opened), 2);
        hear(8000);
        const auto loud = heard();
        QVERIFY(std::abs(loud[2 * 6001] - 1.0F) < 0.01F);
        QVERIFY(std::abs(loud[2 * 6000] - 0.5F) < 0.01F);
    }

    void volumeActsWhilePlaying() {
        m_hardware->set(&FakeHardware::queueFrames, std::size_t{256});
        Player player(FakeOutput::of(m_hardware));
        player.setVolume(0.5F);
        player.play({.path = m_stereo, .loop = true});
        hear(100);
        QCOMPARE(heard()[0], 0.25F);
        player.setVolume(0.0F);
        hear(2000);
        QCOMPARE(heard().back(), 0.0F);
        player.setVolume(std::nanf(""));
        hear(2000);
        QCOMPARE(heard().back(), 0.25F);
    }

    void theChosenDeviceIsUsed() {
        m_hardware->plugged.push_back({"Headphones", "Fake", false});
        Player player(FakeOutput::of(m_hardware));
        player.setDevice("Headphones (Fake)");
        player.play({.path = m_ramp});
        hear(100);
        QCOMPARE(m_hardware->get(&FakeHardware::openLabel), std::string("Headphones (Fake)"));
        QVERIFY(player.notice().empty());
    }

    void anAbsentDeviceIsReplacedByTheDefault() {
        Player player(FakeOutput::of(m_hardware));
        player.setDevice("Headphones (Fake)");
        player.play({.path = m_ramp});
        hear(100);
        QCOMPARE(m_hardware->get(&FakeHardware::openLabel), std::string());
        QTRY_VERIFY(!player.notice().empty());
        QVERIFY(player.notice().english().find("Headphones (Fake)") != std::string::npos);
        QVERIFY(!player.silent());
    }

    void aLostDeviceIsReplacedWhereItStopped() {
        m_hardware->plugged.push_back({"Headphones", "Fake", false});
        Player player(FakeOutput::of(m_hardware));
        player.setDevice("Headphones (Fake)");
        player.play({.path = m_ramp});
        hear(8000);
        QTRY_COMPARE(player.positionSeconds(), 0.5);
        m_hardware->unplug("Headphones (Fake)");
        QTRY_COMPARE(m_hardware->get(&FakeHardware::opened), 2);
        hear(100);
        QCOMPARE(frameOf(heard()[0]), 8000);  // nothing is lost, nothing said twice
        QTRY_VERIFY(player.notice().english().find("was lost") != std::string::npos);
        QCOMPARE(player.state(), Player::State::Playing);
        hear(2 * kRate - 8100);
        QTRY_COMPARE(player.state(), Player::State::Stopped);
        QCOMPARE(player.positionSeconds(), 2.0);
        QVERIFY(player.problem().empty());
    }

    void withoutAnyDeviceItGoesOnSilently() {
        Player player(FakeOutput::of(m_hardware));
        player.play({.path = m_ramp, .startSeconds = 1.0});
        hear(8000);
        m_hardware->unplug("Speaker (Fake)");
        QTRY_VERIFY(player.silent());
        QVERIFY(!player.notice().empty());
        QVERIFY(player.positionSeconds() >= 1.0);
        QTRY_COMPARE(player.state(), Player::State::Stopped);
        QCOMPARE(player.positionSeconds(), 2.0);
    }

    void anotherDeviceTakesOverWhilePlaying() {
        m_hardware->plugged.push_back({"Headphones", "Fake", false});
        Player player(FakeOutput::of(m_hardware));
        player.play({.path = m_ramp});
        hear(1600);
        QTRY_COMPARE(player.positionSeconds(), 0.1);
        player.setDevice("Headphones (Fake)");
        QTRY_COMPARE(m_hardware->get(&FakeHardware::openLabel), std::string("Headphones (Fake)"));
        hear(100);
        QCOMPARE(frameOf(heard()[0]), 1600);
        QVERIFY(player.notice().empty());
    }

    void pausedSoundStaysPausedOnAnotherDevice() {
        m_hardware->plugged.push_back({"Headphones", "Fake", false});
        Player player(FakeOutput::of(m_hardware));
        player.play({.path = m_ramp});
        hear(1600);
        QTRY_COMPARE(player.positionSeconds(), 0.1);
        player.pause();
        QTRY_VERIFY(m_hardware->get(&FakeHardware::paused));
        player.setDevice("Headphones (Fake)");
        QTRY_COMPARE(m_hardware->get(&FakeHardware::opened), 2);
        QTRY_VERIFY(m_hardware->get(&FakeHardware::paused));
        QCOMPARE(player.state(), Player::State::Paused);
        player.resume();
        hear(100);
        QCOMPARE(frameOf(heard()[0]), 1600);
    }

    void devicesAreListedOnDemand() {
        Player player(FakeOutput::of(m_hardware));
        QVERIFY(player.devices().empty());
        player.lookForDevices();
        QTRY_COMPARE(player.devicesSeen(), 1);
        QCOMPARE(player.devices().size(), std::size_t{1});
        QCOMPARE(player.devices()[0].label(), std::string("Speaker (Fake)"));
        Player none(Player::Output::None);
        none.lookForDevices();
        QTRY_COMPARE(none.devicesSeen(), 1);
        QVERIFY(none.devices().empty());
    }

    void speedChangesThePaceOfThePosition() {
        if (!audio::TimeStretcher::available()) QSKIP("built without Rubber Band");
        Player player(FakeOutput::of(m_hardware));
        player.setSpeed(2.0);
        player.play({.path = m_ramp});
        hear(4000);
        QTRY_COMPARE(player.positionSeconds(), 0.5);
        player.setSpeed(0.5);
        QTRY_COMPARE(m_hardware->get(&FakeHardware::opened), 2);
        hear(8000);
        QTRY_COMPARE(player.positionSeconds(), 0.75);
        m_hardware->set(&FakeHardware::runs, true);
        QTRY_COMPARE(player.state(), Player::State::Stopped);
        QCOMPARE(player.positionSeconds(), 2.0);
    }

    void withoutADeviceSpeedIsKeptToo() {
        if (!audio::TimeStretcher::available()) QSKIP("built without Rubber Band");
        Player player(Player::Output::None);
        player.setSpeed(2.0);
        player.play({.path = m_ramp});
        QTRY_COMPARE(player.state(), Player::State::Playing);
        const auto before = std::chrono::steady_clock::now();
        const double first = player.positionSeconds();
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        const double moved = player.positionSeconds() - first;
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - before;
        QVERIFY2(moved >= 0.4 - 1e-3 && moved <= 2.0 * passed.count() + 1e-3, qPrintable(QString::number(moved)));
    }

    void stretchingKeepsPitchLengthAndPlaces_data() {
        QTest::addColumn<double>("speed");
        for (const double speed : {0.5, 0.75, 1.25, 2.0}) QTest::newRow(qPrintable(QString::number(speed))) << speed;
    }
    void stretchingKeepsPitchLengthAndPlaces() {
        if (!audio::TimeStretcher::available()) QSKIP("built without Rubber Band");
        QFETCH(double, speed);
        // Silence, then a tone of 300 Hz from 0.5 to 1.0 s, then silence.
        std::vector<std::vector<float>> input(1);
        for (int i = 0; i < 24000; ++i) {
            const double t = i / 16000.0;
            input[0].push_back(t >= 0.5 && t < 1.0 ? static_cast<float>(0.5 * std::sin(2.0 * M_PI * 300.0 * t)) : 0.0F);
        }
        std::vector<std::vector<float>> output(1);
        audio::TimeStretcher stretcher(16000.0, 1, speed);
        for (std::size_t at = 0; at < input[0].size(); at += 1000) {
            const std::vector<std::vector<float>> part{{input[0].begin() + static_cast<std::ptrdiff_t>(at),
                                                        input[0].begin() + static_cast<std::ptrdiff_t>(at) + 1000}};
            stretcher.process(part, output);
        }
        stretcher.finish(output);
        const auto& sound = output[0];
        QCOMPARE(static_cast<double>(sound.size()), std::round(24000.0 / speed));
        const auto first = std::find_if(sound.begin(), sound.end(), [](float v) { return std::fabs(v) > 0.1F; });
        const auto last = std::find_if(sound.rbegin(), sound.rend(), [](float v) { return std::fabs(v) > 0.1F; });
        const double begins = static_cast<double>(first - sound.begin()) / 16000.0;
        const double ends = static_cast<double>(sound.rend() - last) / 16000.0;
        QVERIFY2(std::abs(begins - 0.5 / speed) < 0.02, qPrintable(QString::number(begins)));
        QVERIFY2(std::abs(ends - 1.0 / speed) < 0.03, qPrintable(QString::number(ends)));
        int crossings = 0;
        const auto from = static_cast<std::size_t>(0.6 / speed * 16000.0);
        const auto to = static_cast<std::size_t>(0.9 / speed * 16000.0);
        for (std::size_t i = from; i < to; ++i) crossings += sound[i] < 0.0F && sound[i + 1] >= 0.0F ? 1 : 0;
        const double hertz = crossings / (static_cast<double>(to - from) / 16000.0);
        QVERIFY2(std::abs(hertz - 300.0) < 10.0, qPrintable(QString::number(hertz)));
    }
};

QTEST_GUILESS_MAIN(TestPlayerDevices)
#include "TestPlayerDevices.moc"
