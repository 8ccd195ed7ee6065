// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <memory>
#include <thread>
#include <vector>

#include "app/engine_thread/Inbox.h"

using prososcope::engine_thread::Inbox;

class TestInbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void callsAreMadeHereInTheOrderOfEachThread() {
        constexpr int kCalls = 500;
        Inbox inbox;
        std::vector<int> seen[3];
        int elsewhere = 0;
        {
            std::vector<std::jthread> threads;
            for (int t = 0; t < 3; ++t) {
                threads.emplace_back([&, t] {
                    for (int i = 0; i < kCalls; ++i) {
                        inbox.post([&, t, i, here = std::this_thread::get_id()] {
                            seen[t].push_back(i);
                            elsewhere += here == std::this_thread::get_id() || QThread::currentThread() != thread() ? 1 : 0;
                        });
                    }
                });
            }
        }
        const auto count = [&] { return static_cast<int>(seen[0].size() + seen[1].size() + seen[2].size()); };
        QTRY_COMPARE(count(), 3 * kCalls);
        for (const auto& one : seen) QVERIFY(std::is_sorted(one.begin(), one.end()));
        QCOMPARE(elsewhere, 0);
    }

    void nothingIsCalledBeforeTheLoopTurns() {
        Inbox inbox;
        bool called = false;
        inbox.post([&] { called = true; });
        QVERIFY(!called);
        QCoreApplication::processEvents();
        QVERIFY(called);
    }

    void whatWaitsGoesWithTheInbox() {
        auto held = std::make_shared<int>(0);
        bool called = false;
        {
            Inbox inbox;
            inbox.post([&called, held] { called = true; });
            QCOMPARE(held.use_count(), 2L);
        }
        QCOMPARE(held.use_count(), 1L);
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }

    void aCallMayEndItsInbox() {
        auto inbox = std::make_unique<Inbox>();
        int calls = 0;
        inbox->post([&] {
            ++calls;
            inbox.reset();
        });
        inbox->post([&] { ++calls; });
        QTRY_VERIFY(inbox == nullptr);
        QCoreApplication::processEvents();
        QCOMPARE(calls, 1);
    }

    void aCallMayPostAnother() {
        Inbox inbox;
        int calls = 0;
        inbox.post([&] { inbox.post([&] { ++calls; }); });
        QTRY_COMPARE(calls, 1);
    }
};

QTEST_MAIN(TestInbox)
#include "TestInbox.moc"
