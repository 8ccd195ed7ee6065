// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <new>
#include <semaphore>
#include <stdexcept>
#include <thread>

#include "app/engine_thread/EngineThread.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using engine_thread::EngineThread;

namespace {

core::Result<std::any> untilStopped(core::Progress& progress) {
    while (!progress.stopRequested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return core::cancelled();
}

EngineThread::Work value(int number) {
    return [number](core::Progress&) -> core::Result<std::any> { return std::any(number); };
}

}  // namespace

class TestEngineThread : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void jobsRunInOrderAndAnswerOnTheGuiThread() {
        EngineThread engine(QStringLiteral("/nowhere"));
        QCOMPARE(engine.workspaceFolder(), QStringLiteral("/nowhere"));
        QList<int> answers;
        QThread* const gui = QThread::currentThread();
        bool onGui = true;
        QSignalSpy started(&engine, &EngineThread::jobStarted);
        QSignalSpy finished(&engine, &EngineThread::jobFinished);
        for (int i = 0; i < 20; ++i) {
            engine.enqueue(QString::number(i), this, value(i), [&](core::Result<std::any> result) {
                onGui = onGui && QThread::currentThread() == gui;
                answers << std::any_cast<int>(*result);
            });
        }
        QVERIFY(answers.isEmpty());  // nothing before the event loop runs
        QVERIFY(engine.isRunning());
        QTRY_COMPARE(answers.size(), 20);
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(answers[i], i);
            QCOMPARE(started[i][1].toString(), QString::number(i));
        }
        QVERIFY(onGui);
        QCOMPARE(finished.size(), 20);
        QVERIFY(!engine.isRunning());
    }

    void workerIsNiceAndGuiIsNot() {
        EngineThread engine({});
        int worker = -100;
        int look = -100;
        const int mine = ::getpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)));
        const auto ask = [](core::Progress&) -> core::Result<std::any> {
            return std::any(::getpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid))));
        };
        engine.enqueue({}, this, ask, [&](core::Result<std::any> result) { worker = std::any_cast<int>(*result); });
        engine.look(QStringLiteral("a"), this, ask, [&](core::Result<std::any> result) { look = std::any_cast<int>(*result); });
        QTRY_VERIFY(worker != -100 && look != -100);
        QCOMPARE(worker, std::max(mine, 10));  // setpriority sets, it does not add
        QCOMPARE(look, mine);
        QCOMPARE(::getpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid))), mine);
    }

    void cancelStopsRunningAndWaitingJobsOnce() {
        EngineThread engine({});
        int first = 0;
        int second = 0;
        int third = 0;
        bool secondRan = false;
        QSignalSpy started(&engine, &EngineThread::jobStarted);
        const auto running = engine.enqueue({}, this, untilStopped, [&](core::Result<std::any> result) {
            ++first;
            QVERIFY(!result && result.error().kind == core::ErrorKind::Cancelled);
        });
        const auto waiting = engine.enqueue(
            {}, this,
            [&](core::Progress&) -> core::Result<std::any> {
                secondRan = true;
                return std::any(1);
            },
            [&](core::Result<std::any> result) {
                ++second;
                QVERIFY(!result && result.error().kind == core::ErrorKind::Cancelled);
            });
        engine.enqueue({}, this, value(3), [&](core::Result<std::any> result) {
            ++third;
            QVERIFY(result.has_value());
        });
        QTRY_COMPARE(started.size(), 1);
        engine.cancel(waiting);
        QTRY_COMPARE(second, 1);  // answered while the first still runs
        QCOMPARE(first, 0);
        engine.cancel(running);
        engine.cancel(running);
        QTRY_COMPARE(third, 1);
        engine.cancel(running);
        engine.cancel(4711);
        QTest::qWait(20);
        QCOMPARE(first, 1);
        QCOMPARE(second, 1);
        QVERIFY(!secondRan);
    }

    void aDestroyedOwnerIsNeverCalled() {
        EngineThread engine({});
        auto owner = std::make_unique<QObject>();
        bool called = false;
        auto stopped = std::make_shared<std::atomic<bool>>(false);
        engine.enqueue(
            {}, owner.get(),
            [stopped](core::Progress& progress) {
                auto result = untilStopped(progress);
                *stopped = true;
                return result;
            },
            [&](core::Result<std::any>) { called = true; });
        engine.look(QStringLiteral("slot"), owner.get(), untilStopped, [&](core::Result<std::any>) { called = true; });
        QSignalSpy started(&engine, &EngineThread::jobStarted);
        QSignalSpy finished(&engine, &EngineThread::jobFinished);
        QTRY_COMPARE(started.size(), 1);
        owner.reset();
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(*stopped);
        QTest::qWait(20);
        QVERIFY(!called);
        // an answer already on its way is dropped too
        owner = std::make_unique<QObject>();
        engine.enqueue({}, owner.get(), value(1), [&](core::Result<std::any>) { called = true; });
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        owner.reset();
        QTest::qWait(20);
        QVERIFY(!called);
        QVERIFY(!engine.isRunning());
    }

    void aNewerLookDropsTheStaleOnes() {
        EngineThread engine({});
        QStringList answers;
        const auto note = [&answers](const QString& name) {
            return [&answers, name](core::Result<std::any> result) {
                answers << name + (result ? QStringLiteral(" ok") : QStringLiteral(" dropped"));
            };
        };
        std::binary_semaphore running(0);
        engine.look(
            QStringLiteral("view"), this,
            [&](core::Progress& progress) -> core::Result<std::any> {
                running.release();
                (void)untilStopped(progress);
                return std::any(1);  // finished in spite of the stop: still stale
            },
            note(QStringLiteral("a")));
        running.acquire();
        engine.look(QStringLiteral("other"), this, value(0), note(QStringLiteral("other")));
        engine.look(QStringLiteral("view"), this, value(2), note(QStringLiteral("b")));
        engine.look(QStringLiteral("view"), this, value(3), note(QStringLiteral("c")));
        QTRY_COMPARE(answers.size(), 4);
        QVERIFY(answers.contains(QStringLiteral("a dropped")));
        QVERIFY(answers.contains(QStringLiteral("c ok")));
        QVERIFY(answers.contains(QStringLiteral("other ok")));
        QVERIFY(answers.contains(QStringLiteral("b dropped")));
        QVERIFY(!engine.isRunning());
    }

    void aDroppedLookStopsAndOthersGoOn() {
        EngineThread engine({});
        QStringList answers;
        const auto note = [&answers](const QString& name) {
            return [&answers, name](core::Result<std::any> result) {
                answers << name + (result ? QStringLiteral(" ok") : QStringLiteral(" dropped"));
            };
        };
        engine.dropLook(QStringLiteral("view"));  // there is none
        engine.look(QStringLiteral("view"), this, untilStopped, note(QStringLiteral("a")));
        engine.look(QStringLiteral("other"), this, value(0), note(QStringLiteral("other")));
        engine.dropLook(QStringLiteral("view"));
        QTRY_COMPARE(answers.size(), 2);
        QVERIFY(answers.contains(QStringLiteral("a dropped")) && answers.contains(QStringLiteral("other ok")));
        engine.look(QStringLiteral("view"), this, value(1), note(QStringLiteral("b")));
        QTRY_COMPARE(answers.last(), QStringLiteral("b ok"));
    }

    void looksDoNotWaitForJobs() {
        EngineThread engine({});
        bool looked = false;
        bool jobDone = false;
        const auto job = engine.enqueue({}, this, untilStopped, [&](core::Result<std::any>) { jobDone = true; });
        engine.look(QStringLiteral("x"), this, value(1), [&](core::Result<std::any> result) { looked = result.has_value(); });
        QTRY_VERIFY(looked);
        QVERIFY(!jobDone);
        engine.cancel(job);
        QTRY_VERIFY(jobDone);
    }

    void progressComesAtMostThirtyTimesASecond() {
        EngineThread engine({});
        QThread* const gui = QThread::currentThread();
        bool onGui = true;
        bool done = false;
        double last = -1.0;
        int count = 0;
        connect(&engine, &EngineThread::jobProgress, this, [&](quint64, double fraction, const QString& what, double) {
            onGui = onGui && QThread::currentThread() == gui;
            QVERIFY(fraction >= last);
            QCOMPARE(what, QStringLiteral("step"));
            last = fraction;
            ++count;
        });
        QElapsedTimer clock;
        clock.start();
        engine.enqueue(
            {}, this,
            [](core::Progress& progress) -> core::Result<std::any> {
                const auto start = std::chrono::steady_clock::now();
                while (true) {
                    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
                    if (passed.count() >= 0.5) break;
                    progress.report(passed.count() * 0.5, {"step"});
                }
                return std::any(0);
            },
            [&](core::Result<std::any>) { done = true; });
        QTRY_VERIFY(done);
        const double seconds = static_cast<double>(clock.elapsed()) / 1000.0;
        QVERIFY(onGui);
        QVERIFY2(count >= 1 && count <= 30.0 * seconds + 2.0, qPrintable(QString::number(count)));
    }

    void exceptionsBecomeErrors() {
        EngineThread engine({});
        QList<core::ErrorKind> kinds;
        const auto note = [&](core::Result<std::any> result) { kinds << result.error().kind; };
        engine.enqueue(
            {}, this, [](core::Progress&) -> core::Result<std::any> { throw std::runtime_error("secret detail"); }, note);
        engine.enqueue(
            {}, this, [](core::Progress&) -> core::Result<std::any> { throw std::bad_alloc(); }, note);
        engine.enqueue(
            {}, this, [](core::Progress&) -> core::Result<std::any> { throw 42; }, note);
        QTRY_COMPARE(kinds.size(), 3);
        QCOMPARE(kinds[0], core::ErrorKind::Failed);
        QCOMPARE(kinds[1], core::ErrorKind::OutOfMemory);
        QCOMPARE(kinds[2], core::ErrorKind::Failed);
    }

    void theDestructorCancelsAndJoins() {
        auto ended = std::make_shared<std::atomic<int>>(0);
        bool called = false;
        {
            EngineThread engine({});
            QSignalSpy started(&engine, &EngineThread::jobStarted);
            const auto work = [ended](core::Progress& progress) {
                auto result = untilStopped(progress);
                ++*ended;
                return result;
            };
            engine.enqueue({}, this, work, [&](core::Result<std::any>) { called = true; });
            engine.enqueue({}, this, work, [&](core::Result<std::any>) { called = true; });
            QTRY_COMPARE(started.size(), 1);
        }
        QCOMPARE(ended->load(), 1);  // the running one; the waiting one never began
        QTest::qWait(20);
        QVERIFY(!called);
    }

    void textsAreFilledIn() {
        QCOMPARE(engine_thread::translated({"%1 is empty, %2 is not.", {"a%2.wav", "b.wav"}}),
                 QStringLiteral("a%2.wav is empty, b.wav is not."));
        QCOMPARE(engine_thread::translated({"Größe %1", {"ü"}}), QStringLiteral("Größe ü"));
    }
};

QTEST_GUILESS_MAIN(TestEngineThread)
#include "TestEngineThread.moc"
