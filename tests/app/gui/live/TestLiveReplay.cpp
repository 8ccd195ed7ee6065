// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <cmath>

#include "app/gui/live/LiveReplay.h"
#include "tests/TestSupport.h"
#include "tests/engine/audio/FakeOutput.h"

using namespace prososcope;
using gui::LiveReplay;

/// What was heard last is heard again, with the posteriors of that time in step; on a device that the test moves on itself.
class TestLiveReplay : public QObject {
    Q_OBJECT

private:
    static constexpr int kRate = 16000;
    std::shared_ptr<FakeHardware> m_hardware;

    static float rampAt(int frame) { return static_cast<float>(frame) / 100000.0F; }

    /// Two seconds that began 7 s after the start, with a hop every quarter of a second.
    static std::shared_ptr<const live::LiveClip> clip() {
        auto made = std::make_shared<live::LiveClip>();
        made->rateHz = kRate;
        made->startSeconds = 7.0;
        for (int i = 0; i < 2 * kRate; ++i) made->mono.push_back(rampAt(i));
        for (int i = 0; i <= 8; ++i) {
            live::LiveMoment moment;
            moment.result.endSeconds = 7.0 + 0.25 * i;
            moment.result.posteriors = {static_cast<float>(i) / 8.0F, 1.0F - static_cast<float>(i) / 8.0F};
            moment.word = {live::ShownWord::Kind::Word, i, -1, 7.0};
            made->moments.push_back(moment);
        }
        return made;
    }
    void hear(std::size_t frames) const {
        std::size_t heard = 0;
        QVERIFY(QTest::qWaitFor([&] { return (heard += m_hardware->take(frames - heard)) == frames; }, 20000));
    }

private Q_SLOTS:
    void init() { m_hardware = std::make_shared<FakeHardware>(); }

    void soundAndPosteriorsAreThoseOfThatTime() {
        LiveReplay replay(FakeOutput::of(m_hardware));
        std::vector<int> words;
        double now = 0.0;
        connect(&replay, &LiveReplay::moment, this, [&](double seconds) { now = seconds; });
        connect(&replay, &LiveReplay::shown, this, [&](const live::LiveMoment* moment) {
            // In step: what is shown was judged of sound that has been heard.
            QVERIFY(moment != nullptr && moment->result.endSeconds <= now && moment->result.endSeconds > now - 0.25 - 1e-9);
            words.push_back(moment->word.best);
        });
        QSignalSpy started(&replay, &LiveReplay::started);
        QSignalSpy ended(&replay, &LiveReplay::ended);
        replay.play(clip());
        QVERIFY(replay.isPlaying());
        QCOMPARE(started.count(), 1);
        QCOMPARE(words, std::vector<int>{0});  // at once: what stood when the sound began
        for (int i = 1; i <= 7; ++i) {
            hear(kRate / 4);
            QTRY_COMPARE(words.back(), i);
        }
        QCOMPARE(words.size(), std::size_t{8});  // each once
        QVERIFY(!replay.isSilent());
        hear(kRate / 4);
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(ended.first().first().toBool(), true);
        QVERIFY(!replay.isPlaying());
        QCOMPARE(words.back(), 8);
        QCOMPARE(now, 9.0);
        const auto heard = m_hardware->get(&FakeHardware::heard);
        QCOMPARE(heard.size(), std::size_t{4} * kRate);  // both loudspeakers
        for (int i = 0; i < 2 * kRate; i += 1009) QVERIFY(std::abs(heard[static_cast<std::size_t>(2 * i)] - rampAt(i)) < 1e-6F);
    }

    void stopsAndPlaysAgain() {
        LiveReplay replay(FakeOutput::of(m_hardware));
        QSignalSpy ended(&replay, &LiveReplay::ended);
        const live::LiveMoment* last = nullptr;
        connect(&replay, &LiveReplay::shown, this, [&](const live::LiveMoment* moment) { last = moment; });
        replay.play(clip());
        hear(kRate);
        QTRY_COMPARE(last->word.best, 4);
        replay.stop();
        QCOMPARE(ended.count(), 1);
        QCOMPARE(ended.first().first().toBool(), false);
        QVERIFY(!replay.isPlaying());
        replay.stop();
        QCOMPARE(ended.count(), 1);
        replay.again();
        QVERIFY(replay.isPlaying());
        QCOMPARE(last->word.best, 0);
        m_hardware->set(&FakeHardware::runs, true);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 2, 10000);
        QCOMPARE(ended.last().first().toBool(), true);
        QCOMPARE(last->word.best, 8);
    }

    void anotherClipReplacesTheFirst() {
        LiveReplay replay(FakeOutput::of(m_hardware));
        QSignalSpy ended(&replay, &LiveReplay::ended);
        replay.play(clip());
        replay.play(clip());
        QCOMPARE(ended.count(), 1);
        QVERIFY(replay.isPlaying());
    }

    void nothingHeardIsOverAtOnce() {
        LiveReplay replay(FakeOutput::of(m_hardware));
        QSignalSpy ended(&replay, &LiveReplay::ended);
        replay.again();
        replay.play(nullptr);
        replay.play(std::make_shared<live::LiveClip>());
        QCOMPARE(ended.count(), 3);
        QCOMPARE(m_hardware->get(&FakeHardware::opened), 0);
        QVERIFY(!replay.isSilent());
    }

    /// The display goes through it by the clock.
    void withoutADeviceItIsSeenOnly() {
        m_hardware->plugged.clear();
        LiveReplay replay(FakeOutput::of(m_hardware));
        QSignalSpy ended(&replay, &LiveReplay::ended);
        QSignalSpy shown(&replay, &LiveReplay::shown);
        replay.play(clip());
        QTRY_VERIFY(replay.isSilent());
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 10000);
        QVERIFY(shown.count() >= 7);
    }

    /// Live goes on: what it remembers meanwhile is not what plays.
    void theMemoryGoesOnUnderneath() {
        live::LiveMemory memory(kRate, 1.0);
        memory.addSound(std::vector<float>(kRate, 0.25F));
        LiveReplay replay(FakeOutput::of(m_hardware));
        replay.play(memory.take());
        memory.addSound(std::vector<float>(kRate, 0.5F));
        hear(kRate / 2);
        for (const float sample : m_hardware->get(&FakeHardware::heard)) QVERIFY(std::abs(sample - 0.25F) < 1e-6F);
        QCOMPARE(memory.take()->mono.front(), 0.5F);
    }
};

QTEST_MAIN(TestLiveReplay)
#include "TestLiveReplay.moc"
