// SPDX-License-Identifier: GPL-3.0-or-later
#include <sndfile.h>

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>
#include <algorithm>
#include <atomic>
#include <thread>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/SpectrogramLoader.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::gui;

/// Opens an hour of 16 kHz sound while a timer beats in the event loop: the waveform is complete and painted, and no beat is
/// late. How late is printed; it fails above 50 ms only where the machine is this test's own, at the second attempt.
class TestLongRecording : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void anHourIsShownWithoutBlocking();
    void anHoursSpectrogramComes();
    void panningStaysFluidBesideAJob();

private:
    struct Outcome {
        double seconds = 0.0;
        double largestGapMs = 0.0;
        bool complete = false;
        bool painted = false;
    };
    Outcome openOnce();

    QTemporaryDir m_folder;
    QString m_file;
};

void TestLongRecording::initTestCase() {
    m_file = m_folder.filePath("hour.wav");
    SF_INFO info{};
    info.samplerate = 16000;
    info.channels = 1;
    info.format = SF_FORMAT_WAV | SF_FORMAT_PCM_16;
    SNDFILE* file = sf_open(m_file.toLocal8Bit().constData(), SFM_WRITE, &info);
    QVERIFY(file != nullptr);
    std::vector<short> second(16000);
    unsigned state = 1;
    for (int s = 0; s < 3600; ++s) {
        for (auto& sample : second) {
            state = state * 1664525U + 1013904223U;
            sample = static_cast<short>(static_cast<int>(state >> 17) / (2 + s % 7) - 8000 / (2 + s % 7));
        }
        QCOMPARE(sf_write_short(file, second.data(), 16000), sf_count_t{16000});
    }
    sf_close(file);
}

TestLongRecording::Outcome TestLongRecording::openOnce() {
    engine_thread::EngineThread engine(m_folder.path());
    ActionRegistry actions;
    InspectPage page(PageContext{&actions, &engine, m_folder.path()}, fakeBackend(std::make_shared<FakeCalls>()));
    page.resize(1600, 1000);
    static_cast<QWidget&>(page).show();
    if (!QTest::qWaitForWindowExposed(&page)) return {};
    QTest::qWait(200);

    Outcome outcome;
    QElapsedTimer beat;
    QTimer heart;
    heart.setTimerType(Qt::PreciseTimer);
    heart.setInterval(5);
    connect(&heart, &QTimer::timeout, this, [&] {
        outcome.largestGapMs = std::max(outcome.largestGapMs, static_cast<double>(beat.nsecsElapsed()) / 1e6);
        beat.restart();
    });
    QElapsedTimer clock;
    clock.start();
    beat.start();
    heart.start();
    auto* recording = page.openRecording(m_file);
    outcome.complete = QTest::qWaitFor([&] { return recording->complete(); }, 60000);
    outcome.seconds = static_cast<double>(clock.elapsed()) / 1000.0;
    QTest::qWait(300);  // the last paint and the first tiles are under way too
    heart.stop();
    const QImage image = page.panes()->waveformPane()->grab().toImage();
    outcome.painted = true;
    for (const double share : {0.01, 0.25, 0.5, 0.75, 0.99}) {
        const int x = static_cast<int>(share * image.width());
        const int y = image.height() / 2 - 6;
        outcome.painted = outcome.painted && image.pixel(x, y) != image.pixel(x, image.height() - 3);
    }
    return outcome;
}

void TestLongRecording::anHourIsShownWithoutBlocking() {
    Outcome outcome = openOnce();
    if (outcome.largestGapMs > 50.0) outcome = openOnce();
    qInfo("60 minutes at 16 kHz: complete after %.2f s, largest event-loop gap %.1f ms", outcome.seconds, outcome.largestGapMs);
    QVERIFY(outcome.complete);
    QVERIFY(outcome.painted);
    if (qEnvironmentVariableIsSet("PROSOSCOPE_MEASURE")) {
        QVERIFY2(outcome.largestGapMs <= 50.0, qPrintable(QString::number(outcome.largestGapMs)));
        QVERIFY2(outcome.seconds <= 2.0, qPrintable(QString::number(outcome.seconds)));
    }
}

void TestLongRecording::anHoursSpectrogramComes() {
    auto reader = audio::AudioReader::open(toPath(m_file));
    PROSOSCOPE_VERIFY(reader);
    const auto keys = widgets::SpectrogramTiles::needed(0.0, 3600.0, 3600.0, 3600.0 / 1400.0);
    QVERIFY(keys.size() >= 6 && keys.size() <= 12);
    const auto tile = computeTile(**reader, keys.last(), {}, {});
    QVERIFY(tile != nullptr);
    // Noise: the mean power of a column lies close to that of its neighbours of the same loudness.
    const std::size_t bin = tile->bins / 2;
    for (std::size_t c = 0; c < std::min<std::size_t>(tile->columns, 20); ++c)
        QVERIFY(tile->decibels[bin * tile->columns + c] > -90.0F);
    std::stop_source stopped;
    stopped.request_stop();
    QVERIFY(computeTile(**reader, keys.first(), {}, stopped.get_token()) == nullptr);
}

/// Pans through the hour at 60 views a second while a job keeps every core busy, at the priority of the worker that trains.
/// The gaps between turns of the event loop are printed; the goal of one frame is held to where the machine is this test's own.
void TestLongRecording::panningStaysFluidBesideAJob() {
    std::atomic<int> busy{0};  // outlives the engine, whose job counts in it
    engine_thread::EngineThread engine(m_folder.path());
    ActionRegistry actions;
    InspectPage page(PageContext{&actions, &engine, m_folder.path()}, fakeBackend(std::make_shared<FakeCalls>()));
    page.resize(1600, 1000);
    static_cast<QWidget&>(page).show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    auto* recording = page.openRecording(m_file);
    QTRY_VERIFY_WITH_TIMEOUT(recording->complete(), 60000);

    const auto job = engine.enqueue(
        QStringLiteral("busy"), this,
        [&busy](core::Progress& progress) -> core::Result<std::any> {
            std::vector<std::jthread> threads;  // made by the worker, so at its priority
            for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) {
                threads.emplace_back([&busy, progress]() mutable {
                    ++busy;
                    volatile double sum = 0.0;
                    while (!progress.stopRequested())
                        for (int k = 1; k < 10000; ++k) sum = sum + 1.0 / k;
                    --busy;
                });
            }
            threads.clear();
            return core::cancelled();
        },
        [](const core::Result<std::any>&) {});
    QTRY_VERIFY_WITH_TIMEOUT(busy.load() > 0, 30000);

    widgets::TimeView* view = recording->view();
    view->setRange(0.0, 10.0);
    constexpr int kTurns = 600;
    std::vector<double> gaps;
    QElapsedTimer beat;
    QTimer heart;
    heart.setTimerType(Qt::PreciseTimer);
    heart.setInterval(16);
    QEventLoop loop;
    connect(&heart, &QTimer::timeout, this, [&] {
        gaps.push_back(static_cast<double>(beat.nsecsElapsed()) / 1e6);
        beat.restart();
        view->scroll(0.02);
        if (static_cast<int>(gaps.size()) == kTurns) loop.quit();
    });
    beat.start();
    heart.start();
    loop.exec();
    heart.stop();
    engine.cancel(job);
    QTRY_COMPARE_WITH_TIMEOUT(busy.load(), 0, 30000);

    QVERIFY(view->start() > 100.0);  // it did pan
    std::sort(gaps.begin(), gaps.end());
    qInfo("panning beside a job on all cores: n %d, median gap %.1f ms, 99th percentile %.1f ms, largest %.1f ms", kTurns,
          gaps[kTurns / 2], gaps[kTurns * 99 / 100], gaps.back());
    if (qEnvironmentVariableIsSet("PROSOSCOPE_MEASURE"))
        QVERIFY2(gaps[kTurns * 99 / 100] <= 17.7, qPrintable(QString::number(gaps[kTurns * 99 / 100])));
}

QTEST_MAIN(TestLongRecording)
#include "TestLongRecording.moc"
