// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <condition_variable>
#include <mutex>

#include "engine/live/LiveCaptions.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using live::LiveCaptions;
using live::LiveResult;

namespace {

constexpr int kRateHz = 16000;

/// Writes down the length of what it hears and its first sample, both in thousandths; may be held up.
struct Gate {
    std::mutex mutex;
    std::condition_variable opened;
    bool open = true;
    std::atomic<int> asked = 0;
    std::atomic<bool> fails = false;
};

class CountingRecogniser : public backend::Recogniser {
public:
    explicit CountingRecogniser(std::shared_ptr<Gate> gate) : m_gate(std::move(gate)) { m_card.rateHz = kRateHz; }
    [[nodiscard]] const store::ModelCard& card() const override { return m_card; }
    core::Result<std::vector<std::string>> transcribe(std::span<const std::span<const float>> monos,
                                                      const experiment::TextSearch& /*search*/,
                                                      core::Progress& /*progress*/) override {
        ++m_gate->asked;
        std::unique_lock lock(m_gate->mutex);
        m_gate->opened.wait(lock, [this] { return m_gate->open; });
        if (m_gate->fails) return core::fail(core::ErrorKind::Failed, {"The recogniser is broken."});
        std::vector<std::string> texts;
        for (const auto& mono : monos) {
            texts.push_back(std::to_string(std::llround(1000.0 * static_cast<double>(mono.size()) / kRateHz)) + " ms from " +
                            std::to_string(std::lround(1000.0F * mono.front())));
        }
        return texts;
    }
    core::Result<backend::TranscriptAlignment> align(std::span<const float> /*mono*/, core::Progress& /*progress*/) override {
        return core::cancelled();
    }

private:
    std::shared_ptr<Gate> m_gate;
    store::ModelCard m_card;
};

/// Sound whose value is its own time in thousands of seconds: 12.5 s is 0.0125.
std::vector<float> clockSound(double from, double to, double rateHz = kRateHz) {
    std::vector<float> samples;
    for (auto i = std::llround(from * rateHz); i < std::llround(to * rateHz); ++i)
        samples.push_back(static_cast<float>(1e-3 * static_cast<double>(i) / rateHz));
    return samples;
}

LiveResult utterance(double start, double end) {
    LiveResult result;
    result.kind = LiveResult::Kind::Utterance;
    result.startSeconds = start;
    result.endSeconds = end;
    return result;
}

}  // namespace

class TestLiveCaptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hearsTheUtterance();
    void convertsTheRate();
    void beginsLater();
    void neverHoldsUpTheCaller();
    void endsWhileItWaits();
    void saysOnceThatItFailed();
};

void TestLiveCaptions::hearsTheUtterance() {
    LiveCaptions captions(std::make_unique<CountingRecogniser>(std::make_shared<Gate>()));
    // A minute in blocks, so that what is older than 20 s is gone.
    const auto sound = clockSound(0.0, 60.0);
    for (std::size_t at = 0; at < sound.size(); at += 700)
        captions.add(std::span(sound).subspan(at, std::min<std::size_t>(700, sound.size() - at)), kRateHz);
    LiveResult hop = utterance(50.0, 52.0);
    hop.kind = LiveResult::Kind::Hop;
    captions.add(hop);
    captions.add(utterance(50.0, 52.5));
    captions.add(utterance(58.0, 60.0));  // no margin behind it: there is no more sound
    captions.add(utterance(2.0, 3.0));    // forgotten
    const auto done = captions.finish();
    QCOMPARE(done.size(), std::size_t{2});
    QCOMPARE(done[0].startSeconds, 50.0);
    QCOMPARE(done[0].endSeconds, 52.5);
    QCOMPARE(done[0].text, std::string("2700 ms from 50"));
    QCOMPARE(done[1].text, std::string("2100 ms from 58"));
    QVERIFY(captions.take().empty());
    QCOMPARE(captions.dropped(), 0);
    QVERIFY(!captions.takeFailure());
}

void TestLiveCaptions::convertsTheRate() {
    LiveCaptions captions(std::make_unique<CountingRecogniser>(std::make_shared<Gate>()));
    captions.add(clockSound(0.0, 4.0, 48000), 48000.0);
    captions.add(clockSound(4.0, 8.0), kRateHz);
    captions.add(clockSound(8.0, 12.0, 44100), 44100.0);
    for (const double start : {1.0, 5.0, 9.0}) captions.add(utterance(start, start + 1.0));
    const auto done = captions.finish();
    QCOMPARE(done.size(), std::size_t{3});
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(done[i].text, std::string("1200 ms from ") + std::to_string(1 + 4 * static_cast<int>(i)));
}

void TestLiveCaptions::beginsLater() {
    LiveCaptions captions(std::make_unique<CountingRecogniser>(std::make_shared<Gate>()), 100.0);
    captions.add(clockSound(100.0, 104.0), kRateHz);
    captions.add(utterance(102.0, 103.0));
    captions.add(utterance(99.0, 101.0));  // only its end was heard
    captions.add(utterance(97.0, 99.0));   // nothing of it
    const auto done = captions.finish();
    QCOMPARE(done.size(), std::size_t{2});
    QCOMPARE(done[0].text, std::string("1200 ms from 102"));
    QCOMPARE(done[1].text, std::string("1100 ms from 100"));
}

/// The recogniser stands still: whoever hands it utterances goes on, the newest ones are kept, and the rest is counted.
void TestLiveCaptions::neverHoldsUpTheCaller() {
    auto gate = std::make_shared<Gate>();
    gate->open = false;
    LiveCaptions captions(std::make_unique<CountingRecogniser>(gate));
    captions.add(clockSound(0.0, 20.0), kRateHz);
    QElapsedTimer timer;
    timer.start();
    captions.add(utterance(0.0, 1.0));
    QTRY_COMPARE(gate->asked.load(), 1);
    qint64 longest = 0;
    for (int i = 1; i <= 10; ++i) {
        timer.restart();
        captions.add(utterance(i, i + 1.0));
        QVERIFY(captions.take().empty());
        longest = std::max(longest, timer.elapsed());
    }
    QVERIFY2(longest < 50 * kPatience, qPrintable(QString::number(longest)));
    QCOMPARE(captions.dropped(), 6);
    {
        const std::scoped_lock lock(gate->mutex);
        gate->open = true;
    }
    gate->opened.notify_all();
    std::vector<double> starts;
    for (const auto& caption : captions.finish()) starts.push_back(caption.startSeconds);
    QCOMPARE(starts, (std::vector<double>{0.0, 7.0, 8.0, 9.0, 10.0}));
}

void TestLiveCaptions::endsWhileItWaits() {
    auto gate = std::make_shared<Gate>();
    {
        LiveCaptions captions(std::make_unique<CountingRecogniser>(gate));
        captions.add(clockSound(0.0, 5.0), kRateHz);
        gate->open = false;
        for (int i = 0; i < 4; ++i) captions.add(utterance(i, i + 1.0));
        QTRY_COMPARE(gate->asked.load(), 1);
        const std::scoped_lock lock(gate->mutex);
        gate->open = true;
        gate->opened.notify_all();
    }
    // What waited behind the one in work was dropped, or was taken before the end was asked for.
    QVERIFY(gate->asked.load() <= 4);
    const LiveCaptions idle(std::make_unique<CountingRecogniser>(gate));
}

void TestLiveCaptions::saysOnceThatItFailed() {
    auto gate = std::make_shared<Gate>();
    gate->fails = true;
    LiveCaptions captions(std::make_unique<CountingRecogniser>(gate));
    captions.add(clockSound(0.0, 5.0), kRateHz);
    captions.add(utterance(0.0, 1.0));
    captions.add(utterance(2.0, 3.0));
    QVERIFY(captions.finish().empty());
    const auto failure = captions.takeFailure();
    QVERIFY(failure && failure->message() == "The recogniser is broken.");
    QVERIFY(!captions.takeFailure());
    captions.add(utterance(3.0, 4.0));
    QVERIFY(captions.finish().empty());
    QCOMPARE(gate->asked.load(), 1);
}

QTEST_GUILESS_MAIN(TestLiveCaptions)
#include "TestLiveCaptions.moc"
