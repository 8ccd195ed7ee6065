// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <semaphore>
#include <set>
#include <thread>

#include "engine/core/WorkerPool.h"
#include "tests/TestSupport.h"

using prososcope::core::WorkerPool;

class TestWorkerPool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsAllWorkOnAtMostItsThreads() {
        WorkerPool pool(3);
        std::mutex mutex;
        std::set<std::thread::id> threads;
        std::atomic<int> running{0};
        std::atomic<int> most{0};
        std::atomic<int> done{0};
        for (int i = 0; i < 500; ++i) {
            pool.run([&] {
                const int now = ++running;
                int seen = most;
                while (seen < now && !most.compare_exchange_weak(seen, now)) {
                }
                {
                    const std::lock_guard lock(mutex);
                    threads.insert(std::this_thread::get_id());
                }
                --running;
                ++done;
            });
        }
        pool.waitForDone();
        QCOMPARE(done.load(), 500);
        QVERIFY(most <= 3);
        QVERIFY(!threads.empty() && threads.size() <= 3);
        QVERIFY(threads.count(std::this_thread::get_id()) == 0);
    }

    void threadsStepBackBehindTheCallers() {
        const auto nice = [] { return ::getpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid))); };
        const int here = nice();
        int there = here;
        WorkerPool pool(1);
        pool.run([&] { there = nice(); });
        pool.waitForDone();
        QVERIFY(there > here || here >= 5);  // a process that steps back as a whole is left alone
        QCOMPARE(nice(), here);
    }

    void higherPrioritiesGoFirstAndEqualsInOrder() {
        WorkerPool pool(1);
        std::binary_semaphore begun(0);
        std::binary_semaphore go(0);
        std::string order;
        pool.run([&] {
            begun.release();
            go.acquire();
        });
        begun.acquire();
        pool.run([&] { order += 'c'; }, 0);
        pool.run([&] { order += 'a'; }, 5);
        pool.run([&] { order += 'd'; }, 0);
        pool.run([&] { order += 'b'; }, 5);
        pool.run([&] { order += 'e'; }, -1);
        go.release();
        pool.waitForDone();
        QCOMPARE(order, std::string("abcde"));
    }

    void clearForgetsWhatWaits() {
        WorkerPool pool(1);
        std::binary_semaphore begun(0);
        std::binary_semaphore go(0);
        std::atomic<int> done{0};
        pool.run([&] {
            begun.release();
            go.acquire();
            ++done;
        });
        begun.acquire();
        auto kept = std::make_shared<int>(0);
        const std::weak_ptr<int> watched = kept;
        pool.run([&, kept = std::move(kept)] { ++done; });
        pool.clear();
        QVERIFY(watched.expired());
        go.release();
        pool.waitForDone();
        QCOMPARE(done.load(), 1);
    }

    void destroyingItWaitsForWhatRunsAndDropsTheRest() {
        std::atomic<int> done{0};
        std::binary_semaphore begun(0);
        std::binary_semaphore go(0);
        std::thread releaser;
        {
            WorkerPool pool(1);
            pool.run([&] {
                begun.release();
                go.acquire();
                ++done;
            });
            begun.acquire();
            for (int i = 0; i < 10; ++i) pool.run([&] { done += 100; });
            pool.clear();
            releaser = std::thread([&] { go.release(); });
        }
        QCOMPARE(done.load(), 1);
        releaser.join();
    }

    void capturesAreReleasedBeforeItCountsAsDone() {
        WorkerPool pool(2);
        for (int i = 0; i < 50; ++i) {
            auto kept = std::make_shared<int>(i);
            const std::weak_ptr<int> watched = kept;
            pool.run([kept = std::move(kept)] {});
            pool.waitForDone();
            QVERIFY(watched.expired());
        }
    }
};

QTEST_GUILESS_MAIN(TestWorkerPool)
#include "TestWorkerPool.moc"
