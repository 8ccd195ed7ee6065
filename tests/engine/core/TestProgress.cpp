// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Progress.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using core::Progress;

class TestProgress : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void silentByDefault();
    void firstAndLastAlwaysPass();
    void atMostThirtyASecond();
    void partsAreNarrowed();
    void fractionsStayBetweenZeroAndOne();
    void stopReachesParts();
};

void TestProgress::silentByDefault() {
    Progress progress;
    progress.report(0.5);
    progress.part(0.1, 0.2).report(1.0);
    QVERIFY(!progress.stopRequested());
}

void TestProgress::firstAndLastAlwaysPass() {
    std::vector<double> fractions;
    std::vector<std::string> texts;
    Progress progress({}, [&](double fraction, const core::Text& what) {
        fractions.push_back(fraction);
        texts.push_back(what.english());
    });
    progress.report(0.0, {"begin %1", {"a"}});
    progress.report(0.001, {"dropped"});
    progress.report(1.0, {"end"});
    progress.report(1.0, {"end again"});
    QCOMPARE(fractions, (std::vector<double>{0.0, 1.0}));
    QCOMPARE(texts, (std::vector<std::string>{"begin a", "end"}));
}

void TestProgress::atMostThirtyASecond() {
    int calls = 0;
    Progress progress({}, [&](double, const core::Text&) { ++calls; });
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 100000; ++i) progress.report(i / 200000.0);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    QVERIFY2(calls <= 2 + static_cast<int>(31.0 * seconds), qPrintable(QString("%1 in %2 s").arg(calls).arg(seconds)));
    QVERIFY(calls >= 1);
}

void TestProgress::partsAreNarrowed() {
    double last = -1.0;
    const auto shown = [&](double from, double to, double innerFrom, double innerTo, double fraction) {
        Progress progress({}, [&](double value, const core::Text&) { last = value; });
        progress.part(from, to).part(innerFrom, innerTo).report(fraction);
        return last;
    };
    QCOMPARE(shown(0.0, 1.0, 0.0, 1.0, 0.25), 0.25);
    QCOMPARE(shown(0.5, 1.0, 0.0, 1.0, 0.5), 0.75);
    QCOMPARE(shown(0.5, 1.0, 0.5, 1.0, 0.0), 0.75);
    QCOMPARE(shown(0.2, 0.6, 0.25, 0.75, 0.5), 0.4);
    QCOMPARE(shown(0.0, 0.5, 0.0, 1.0, 1.0), 0.5);
}

void TestProgress::fractionsStayBetweenZeroAndOne() {
    double last = -1.0;
    for (const auto& [given, expected] : {std::pair(-3.0, 0.0), std::pair(7.0, 1.0)}) {
        Progress progress({}, [&](double value, const core::Text&) { last = value; });
        progress.report(given);
        QCOMPARE(last, expected);
    }
}

void TestProgress::stopReachesParts() {
    std::stop_source stop;
    Progress progress(stop.get_token());
    auto part = progress.part(0.0, 0.5);
    QVERIFY(!part.stopRequested());
    stop.request_stop();
    QVERIFY(progress.stopRequested());
    QVERIFY(part.stopRequested());
    QVERIFY(part.stopToken().stop_requested());
}

QTEST_GUILESS_MAIN(TestProgress)
#include "TestProgress.moc"
