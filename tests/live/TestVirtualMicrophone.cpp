// SPDX-License-Identifier: GPL-3.0-or-later
#include <thread>

#include "engine/audio/AudioFile.h"
#include "engine/live/InputLevels.h"
#include "engine/live/LivePipeline.h"
#include "tests/TestSupport.h"
#include "tests/engine/live/LiveFakes.h"
#include "tests/live/VirtualMicrophone.h"

using namespace prososcope;
using live::LiveResult;

namespace {

/// Live on a thread of its own, as the window runs it, with a made-up model.
class Listening {
public:
    explicit Listening(std::string label = {}) {
        m_thread = std::jthread([this, label = std::move(label)](const std::stop_token& stop) {
            auto source = live::microphoneSource(label);
            if (!source) {
                say(source.error().message());
                return;
            }
            auto recogniser =
                live::LiveRecogniser::create(std::make_unique<fakes::LevelModel>(), (*source)->rateHz(), {.newestOnly = true});
            live::LiveOutput output;
            output.result = [this](const LiveResult& result) {
                const std::lock_guard lock(m_mutex);
                if (result.kind != LiveResult::Kind::Hop) return;
                m_end = result.endSeconds;
                m_peak = result.peak;
            };
            output.notice = [this](const core::Text& text) { say(text.english()); };
            output.source = [this](const live::LiveSource& now) {
                const std::lock_guard lock(m_mutex);
                m_name = now.name();
            };
            if (const auto done = live::runLive(**source, *recogniser, output, stop, &control); !done)
                say(done.error().message());
        });
    }
    live::LiveControl control;

    [[nodiscard]] double end() const { return locked(m_end); }
    [[nodiscard]] float peak() const { return locked(m_peak); }
    [[nodiscard]] QString name() const { return QString::fromStdString(locked(m_name)); }
    [[nodiscard]] QStringList notices() const { return locked(m_notices); }
    [[nodiscard]] bool told(const QString& words) const { return notices().join('\n').contains(words); }

private:
    void say(const std::string& text) {
        const std::lock_guard lock(m_mutex);
        m_notices << QString::fromStdString(text);
    }
    template <typename T>
    T locked(const T& value) const {
        const std::lock_guard lock(m_mutex);
        return value;
    }
    mutable std::mutex m_mutex;
    double m_end = 0.0;
    float m_peak = 0.0F;
    std::string m_name;
    QStringList m_notices;
    std::jthread m_thread;  // last: it uses all of these
};

constexpr int kWait = 20000 * kPatience;  // milliseconds; nothing here is measured

}  // namespace

/// What befalls a microphone, through a sound server of the test's own; skipped where that is not installed.
class TestVirtualMicrophone : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void hearsWhatIsPlayed();
    void anotherDefaultIsFollowed();
    void unpluggedDeviceIsLeftForTheDefault();
    void mutedDeviceIsNoticed();
    void levelsBesideARun();
    void switchesWhileRunning();
    void serverThatEndsAndComesBack();

private:
    VirtualMicrophone m_microphone;
    QTemporaryDir m_place;
    QString m_speech;
};

void TestVirtualMicrophone::initTestCase() {
    if (const QString absent = m_microphone.start(); !absent.isEmpty()) QSKIP(qPrintable(absent));
    audio::AudioClip clip;
    clip.rateHz = fakes::kRateHz;
    auto hum = fakes::quiet(5.0);
    fakes::hum(hum, 0.0, 5.0);
    clip.channels.resize(1);
    for (int i = 0; i < 40; ++i) clip.channels[0].insert(clip.channels[0].end(), hum.begin(), hum.end());
    m_speech = m_place.filePath("hum.wav");
    PROSOSCOPE_VERIFY(audio::writeWav(toPath(m_speech), clip));
}

void TestVirtualMicrophone::hearsWhatIsPlayed() {
    Listening listening;
    QTRY_VERIFY_WITH_TIMEOUT(listening.end() > 0.5, kWait);
    QCOMPARE(listening.name(), QString("default (ALSA)"));
    QCOMPARE(listening.peak(), 0.0F);
    m_microphone.play(m_speech);
    QTRY_VERIFY_WITH_TIMEOUT(listening.peak() > 0.1F, kWait);
    QCOMPARE(listening.notices(), QStringList());
}

void TestVirtualMicrophone::anotherDefaultIsFollowed() {
    m_microphone.play(m_speech, "second");
    Listening listening;
    QTRY_VERIFY_WITH_TIMEOUT(listening.end() > 0.5, kWait);
    QCOMPARE(listening.peak(), 0.0F);
    m_microphone.pactl({"set-default-source", "second.monitor"});
    QTRY_VERIFY_WITH_TIMEOUT(listening.peak() > 0.1F, kWait);
    m_microphone.pactl({"set-default-source", "speaker.monitor"});
    QTRY_COMPARE_WITH_TIMEOUT(listening.peak(), 0.0F, kWait);
    QVERIFY2(!listening.told("is gone"), qPrintable(listening.notices().join('\n')));
}

void TestVirtualMicrophone::unpluggedDeviceIsLeftForTheDefault() {
    const QString module = m_microphone.pactl({"load-module", "module-null-sink", "sink_name=third", "rate=44100"});
    QVERIFY2(module.toInt() > 0, qPrintable(module));
    m_microphone.pactl({"set-default-source", "third.monitor"});
    m_microphone.play(m_speech);
    Listening listening;
    QTRY_VERIFY_WITH_TIMEOUT(listening.end() > 0.5, kWait);
    QCOMPARE(listening.peak(), 0.0F);
    m_microphone.pactl({"unload-module", module});
    QTRY_VERIFY_WITH_TIMEOUT(listening.peak() > 0.1F, kWait);  // what is left
    const double end = listening.end();
    m_microphone.pactl({"load-module", "module-null-sink", "sink_name=third", "rate=44100"});
    m_microphone.pactl({"set-default-source", "third.monitor"});
    QTRY_COMPARE_WITH_TIMEOUT(listening.peak(), 0.0F, kWait);  // plugged in again
    m_microphone.pactl({"set-default-source", "speaker.monitor"});
    QTRY_VERIFY_WITH_TIMEOUT(listening.peak() > 0.1F && listening.end() > end, kWait);
}

void TestVirtualMicrophone::mutedDeviceIsNoticed() {
    m_microphone.play(m_speech);
    Listening listening;
    QTRY_VERIFY_WITH_TIMEOUT(listening.peak() > 0.1F, kWait);
    m_microphone.pactl({"set-source-mute", "speaker.monitor", "1"});
    QTRY_VERIFY_WITH_TIMEOUT(listening.told("gives only silence: is it muted?"), kWait);
    m_microphone.pactl({"set-source-mute", "speaker.monitor", "0"});
    QTRY_VERIFY_WITH_TIMEOUT(listening.peak() > 0.1F, kWait);
    QCOMPARE(listening.notices().size(), 1);
}

void TestVirtualMicrophone::levelsBesideARun() {
    m_microphone.play(m_speech);
    Listening listening;
    QTRY_VERIFY_WITH_TIMEOUT(listening.peak() > 0.1F, kWait);
    const double end = listening.end();
    live::InputLevels levels;
    levels.start("default (ALSA)");
    const auto of = [&](const std::string& label) {
        for (const auto& level : levels.snapshot()) {
            if (level.device.label() == label) return level;
        }
        return live::InputLevel();
    };
    QTRY_VERIFY_WITH_TIMEOUT(of("pulse (ALSA)").heard && of("pulse (ALSA)").peakDb > -20.0, kWait);
    QVERIFY(of("default (ALSA)").inUse && of("default (ALSA)").device.isDefault);
    levels.stop();
    QTRY_VERIFY_WITH_TIMEOUT(listening.end() > end + 1.0, kWait);
    QCOMPARE(listening.notices(), QStringList());
}

void TestVirtualMicrophone::switchesWhileRunning() {
    m_microphone.play(m_speech);
    Listening listening;
    QTRY_VERIFY_WITH_TIMEOUT(listening.peak() > 0.1F, kWait);
    listening.control.switchSource([] { return live::microphoneSource("pulse (ALSA)"); });
    QTRY_COMPARE_WITH_TIMEOUT(listening.name(), QString("pulse (ALSA)"), kWait);
    QTRY_VERIFY_WITH_TIMEOUT(listening.peak() > 0.1F, kWait);
    QCOMPARE(listening.notices(), QStringList());
    listening.control.switchSource([] { return live::microphoneSource("Nothing (ALSA)"); });
    QTRY_VERIFY_WITH_TIMEOUT(listening.told("Live goes on with pulse (ALSA)."), kWait);
    QVERIFY(listening.told("The input device Nothing (ALSA) is not there."));
    const double end = listening.end();
    QTRY_VERIFY_WITH_TIMEOUT(listening.end() > end + 1.0 && listening.peak() > 0.1F, kWait);
    QCOMPARE(listening.name(), QString("pulse (ALSA)"));
}

void TestVirtualMicrophone::serverThatEndsAndComesBack() {
    m_microphone.play(m_speech);
    Listening listening;
    QTRY_VERIFY_WITH_TIMEOUT(listening.peak() > 0.1F, kWait);
    m_microphone.stop();
    QTRY_VERIFY_WITH_TIMEOUT(listening.told("is gone"), kWait);
    const double end = listening.end();
    QCOMPARE(m_microphone.start(), QString());
    m_microphone.play(m_speech);
    QTRY_VERIFY_WITH_TIMEOUT(listening.told("is back"), kWait);
    QTRY_VERIFY_WITH_TIMEOUT(listening.end() > end && listening.peak() > 0.1F, kWait);
    QCOMPARE(listening.notices().size(), 2);
}

QTEST_GUILESS_MAIN(TestVirtualMicrophone)
#include "TestVirtualMicrophone.moc"
