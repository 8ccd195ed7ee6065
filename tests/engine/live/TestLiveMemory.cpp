// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/LiveMemory.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using live::LiveMemory;
using live::LiveResult;
using live::ShownWord;

/// The last seconds of Live: sound and results stay together, whatever the blocks, and no more is kept than was asked for.
class TestLiveMemory : public QObject {
    Q_OBJECT

private:
    static constexpr int kRate = 1000;

    static LiveResult hop(double end, float first = 0.5F) {
        LiveResult result;
        result.endSeconds = end;
        result.posteriors = {first, 1.0F - first};
        return result;
    }
    static ShownWord word(int best) { return {ShownWord::Kind::Word, best, -1, 0.0}; }
    /// Sound that tells its place, from sample `from` on.
    static std::vector<float> ramp(int from, int count) {
        std::vector<float> samples;
        for (int i = from; i < from + count; ++i) samples.push_back(static_cast<float>(i) * 1e-6F);
        return samples;
    }

private Q_SLOTS:
    void nothingWasHeard() {
        LiveMemory memory(kRate);
        QCOMPARE(memory.keptSeconds(), 5.0);
        QVERIFY(memory.take() == nullptr);
        memory.addSound(ramp(0, 10));
        memory.reset();
        QVERIFY(memory.take() == nullptr);
        QCOMPARE(memory.seconds(), 0.0);
    }

    void blocks_data() {
        QTest::addColumn<int>("block");
        for (const int block : {1, 7, 250, 1999, 2000, 2001, 9000}) QTest::newRow(qPrintable(QString::number(block))) << block;
    }
    void blocks() {
        QFETCH(int, block);
        LiveMemory memory(kRate, 2.0);
        for (int at = 0; at < 9000; at += block) memory.addSound(ramp(at, std::min(block, 9000 - at)));
        QCOMPARE(memory.seconds(), 9.0);
        const auto clip = memory.take();
        QVERIFY(clip != nullptr);
        QCOMPARE(clip->mono, ramp(7000, 2000));
        QCOMPARE(clip->startSeconds, 7.0);
        QCOMPARE(clip->endSeconds(), 9.0);
    }

    void soundShorterThanKept() {
        LiveMemory memory(kRate, 2.0);
        memory.addSound(ramp(0, 300));
        const auto clip = memory.take();
        QCOMPARE(clip->mono, ramp(0, 300));
        QCOMPARE(clip->startSeconds, 0.0);
    }

    /// The state that stood when the sound begins is kept, older ones are not.
    void resultsBelongToTheSound() {
        LiveMemory memory(kRate, 2.0);
        for (int i = 1; i <= 40; ++i) {
            memory.addSound(ramp(250 * (i - 1), 250));
            memory.add(hop(0.25 * i, static_cast<float>(i) / 100.0F), word(i));
        }
        const auto clip = memory.take();  // 8 to 10 s
        QCOMPARE(clip->moments.size(), std::size_t{9});
        QCOMPARE(clip->moments.front().result.endSeconds, 8.0);
        QCOMPARE(clip->moments.back().word.best, 40);
        QCOMPARE(clip->at(8.0)->word.best, 32);
        QCOMPARE(clip->at(8.24)->word.best, 32);
        QCOMPARE(clip->at(8.25)->word.best, 33);
        QCOMPARE(clip->at(99.0)->word.best, 40);
        QVERIFY(clip->at(7.9) == nullptr);
    }

    /// It is a copy: what comes later changes nothing of it.
    void aTakenClipIsFrozen() {
        LiveMemory memory(kRate, 2.0);
        memory.addSound(ramp(0, 2000));
        memory.add(hop(1.5, 0.9F), word(0));
        const auto clip = memory.take();
        memory.addSound(ramp(2000, 2000));
        memory.add(hop(3.5, 0.1F), word(1));
        QCOMPARE(clip->mono, ramp(0, 2000));
        QCOMPARE(clip->moments.size(), std::size_t{1});
        QCOMPARE(clip->moments[0].result.posteriors[0], 0.9F);
    }

    /// An utterance is judged after later hops; the display follows hops.
    void utterancesTakeTheirPlaceInTime() {
        LiveMemory memory(kRate, 5.0);
        memory.addSound(ramp(0, 4000));
        memory.add(hop(1.0), word(1));
        memory.add(hop(2.0), word(2));
        LiveResult utterance = hop(1.4);
        utterance.kind = LiveResult::Kind::Utterance;
        memory.add(utterance, word(2));
        const auto clip = memory.take();
        QCOMPARE(clip->moments.size(), std::size_t{3});
        QVERIFY(clip->moments[1].result.kind == LiveResult::Kind::Utterance);
        QCOMPARE(clip->at(1.5)->word.best, 1);
    }

    void memoryIsBounded() {
        LiveMemory memory(kRate, 0.5);
        for (int i = 0; i < 100000; ++i) memory.add(hop(1.0), word(0));  // results without sound: a fault of the caller
        memory.addSound(ramp(0, 100));
        QVERIFY(memory.take()->moments.size() <= 20);
    }

    void anotherRateRunsTheClockOn() {
        LiveMemory memory(kRate, 2.0);
        memory.addSound(ramp(0, 3000));
        memory.setRate(500);
        QCOMPARE(memory.seconds(), 3.0);
        QVERIFY(memory.take() == nullptr);
        memory.addSound(ramp(0, 250));
        const auto clip = memory.take();
        QCOMPARE(clip->rateHz, 500.0);
        QCOMPARE(clip->startSeconds, 3.0);
        QCOMPARE(clip->endSeconds(), 3.5);
    }

    void keepsMoreOrLessFromNowOn() {
        LiveMemory memory(kRate, 2.0);
        memory.addSound(ramp(0, 3000));
        memory.setKeptSeconds(4.0);
        QCOMPARE(memory.seconds(), 3.0);
        QCOMPARE(memory.take()->mono, ramp(1000, 2000));
        memory.addSound(ramp(3000, 3000));
        QCOMPARE(memory.take()->mono, ramp(2000, 4000));
        memory.setKeptSeconds(1.0);
        QCOMPARE(memory.take()->mono, ramp(5000, 1000));
        QCOMPARE(memory.take()->startSeconds, 5.0);
        memory.setKeptSeconds(0.0);
        QCOMPARE(memory.keptSeconds(), 0.5);
        memory.setKeptSeconds(1e9);
        QCOMPARE(memory.keptSeconds(), 60.0);
    }
};

QTEST_GUILESS_MAIN(TestLiveMemory)
#include "TestLiveMemory.moc"
