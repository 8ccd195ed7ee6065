// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/annotation/AutomaticTiers.h"
#include "engine/annotation/DetectedTiers.h"
#include "engine/annotation/Edits.h"
#include "tests/engine/annotation/Examples.h"

using namespace examples;  // NOLINT

/// Interval tiers from what a detector or a model found.
class TestAutomaticTiers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spansBecomeIntervals_data();
    void spansBecomeIntervals();
    void shortSpansAreLeftOut();
    void theTierCanBeAdded();
    void scoresBecomeStretches();
};

void TestAutomaticTiers::spansBecomeIntervals_data() {
    QTest::addColumn<QString>("spans");
    QTest::addColumn<QString>("items");
    QTest::newRow("none") << ""
                          << "0 ";
    QTest::newRow("gap before and after") << "1 2 a"
                                          << "0 |1 a|2 ";
    QTest::newRow("whole") << "0 4 a"
                           << "0 a";
    QTest::newRow("beyond both ends") << "-1 5 a"
                                      << "0 a";
    QTest::newRow("outside") << "5 6 a,-2 -1 b"
                             << "0 ";
    QTest::newRow("touching, unsorted") << "2 3 b,1 2 a"
                                        << "0 |1 a|2 b|3 ";
    QTest::newRow("touching, equal") << "1 2 a,2 3 a"
                                     << "0 |1 a|3 ";
    QTest::newRow("overlap: the later wins") << "0 3 a,2 4 b"
                                             << "0 a|2 b";
    QTest::newRow("no duration") << "2 2 a,3 1 b,nan 2 c"
                                 << "0 ";
}

void TestAutomaticTiers::spansBecomeIntervals() {
    QFETCH(QString, spans);
    QFETCH(QString, items);
    std::vector<Span> list;
    for (const QString& one : spans.split(',', Qt::SkipEmptyParts)) {
        const QStringList parts = one.split(' ');
        list.push_back({parts[0].toDouble(), parts[1].toDouble(), parts[2].toStdString()});
    }
    Tier tier;
    tier.items = intervalsFrom(list, 0.0, 4.0);
    QCOMPARE(text(tier), items);
}

void TestAutomaticTiers::shortSpansAreLeftOut() {
    Tier tier;
    tier.items = intervalsFrom({{0.0, 0.1, "a"}, {1.0, 2.0, "b"}, {2.0, 2.1, "b"}}, 0.0, 4.0, {0.2, true});
    QCOMPARE(text(tier), QString("0 |1 b|2.1 "));
    tier.items = intervalsFrom({{1.0, 2.0, "b"}, {2.0, 3.0, "b"}}, 0.0, 4.0, {0.0, false});
    QCOMPARE(text(tier), QString("0 |1 b|2 b|3 "));
}

void TestAutomaticTiers::theTierCanBeAdded() {
    const auto start = speech();
    const std::vector<Span> spans{{0.5, 1.0, "calm"}, {1.0, 3.0, "glad"}};
    TierHeader header;
    header.name = "emotion";
    const auto edit = addTier(start, header, 4, intervalsFrom(spans, start.start(), start.end()));
    PROSOSCOPE_VERIFY(edit);
    const auto next = apply(start, *edit);
    PROSOSCOPE_VERIFY(next);
    QCOMPARE(problems(*next), QString());
    const auto back = spansOf(*next, next->tier(4));
    QCOMPARE(back.size(), std::size_t{2});
    QCOMPARE(back[1].start, 1.0);
    QCOMPARE(back[1].end, 3.0);
    QCOMPARE(QString::fromStdString(back[1].label), QString("glad"));
}

void TestAutomaticTiers::scoresBecomeStretches() {
    // Windows of 2 s every second; the winner is a, but for a flicker at 3 s, and b from 6 s on; nothing is known about 9 s.
    std::vector<WindowScores> windows;
    for (int i = 0; i <= 12; ++i) {
        const bool b = i == 3 || i >= 6;
        windows.push_back({static_cast<double>(i), i + 2.0, {b ? 0.3F : 0.7F, b ? 0.7F : 0.3F}});
    }
    windows[9].scores.clear();
    const auto text = [](const DetectedTier& tier) {
        QStringList parts;
        for (const auto& span : tier.spans)
            parts << QString("%1-%2 %3").arg(span.start).arg(span.end).arg(QString::fromStdString(span.label));
        return parts.join(", ");
    };
    QCOMPARE(text(emotionTier(windows, {"a", "b"}, 14.0, {1, 0.0})),
             QString("0-3.5 a, 3.5-4.5 b, 4.5-6.5 a, 6.5-9.5 b, 10.5-14 b"));
    QCOMPARE(text(emotionTier(windows, {"a", "b"}, 14.0, {3, 0.0})), QString("0-6.5 a, 6.5-9.5 b, 10.5-14 b"));
    QCOMPARE(text(emotionTier(windows, {"a", "b"}, 14.0, {1, 1.5})), QString("0-6.5 a, 6.5-9.5 b, 10.5-14 b"));
    QCOMPARE(text(emotionTier({}, {"a", "b"}, 14.0)), QString());
    QCOMPARE(text(emotionTier(windows, {"a", "b", "c"}, 14.0)), QString());  // scores of another model
}

QTEST_GUILESS_MAIN(TestAutomaticTiers)
#include "TestAutomaticTiers.moc"
