// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/Edits.h"
#include "tests/engine/annotation/Examples.h"

using namespace examples;  // NOLINT
using prososcope::core::Result;

namespace {

/// The annotation after an edit that must succeed, checked to be undone exactly.
Annotation after(const Annotation& annotation, const Result<Edit>& edit) {
    if (!edit) {
        QTest::qFail(edit.error().message().c_str(), __FILE__, __LINE__);
        return annotation;
    }
    const auto next = apply(annotation, *edit);
    if (!next || !next->problems().empty()) {
        QTest::qFail(next ? qPrintable(problems(*next)) : next.error().message().c_str(), __FILE__, __LINE__);
        return annotation;
    }
    const auto back = apply(*next, edit->inverse());
    if (!back || !(*back == annotation)) QTest::qFail("the inverse does not restore the annotation", __FILE__, __LINE__);
    return *next;
}

}  // namespace

/// What each edit does to small annotations, written out by hand.
class TestEdits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void insertsBoundaries();
    void refusesTakenAndOutsidePlaces();
    void movesWithNeighboursAsLimits();
    void movesAlignedBoundariesTogether();
    void childrenFollowTheirParent();
    void linkedTiersSplitAndMergeTogether();
    void mergesLabels();
    void insertsIntervals();
    void keepsIntervalsFromOverlapping();
    void tiersComeGoAndMove();
    void parentsAreChecked();
    void shiftsAndScales();
    void changesTheSpan();
    void editsOfOtherSnapshotsAreRefused();
    void listsLabelsOutsideTheVocabulary();
    void extractsAStretch();
};

void TestEdits::insertsBoundaries() {
    const auto start = speech();
    QCOMPARE(text(after(start, insertBoundary(start, 3, 1.25)), 3), QString("0 |1 ja so|1.25 "));
    QCOMPARE(text(after(start, insertBoundary(start, 4, 0.0)), 4), QString("0 |1 H|2.25 L"));
    QCOMPARE(text(after(start, insertPoint(start, 4, 3.0, "end")), 4), QString("1 H|2.25 L|3 end"));
    QCOMPARE(text(after(start, splitInterval(start, 1, 1.5, "j", "a")), 1), QString("0 |1 j|1.5 a|2 so"));
    QVERIFY2(after(start, insertBoundary(start, 1, 1.25)).tiers()[2] == start.tiers()[2], "unchanged tiers are shared");
}

void TestEdits::refusesTakenAndOutsidePlaces() {
    const auto start = speech();
    for (const double time : {0.0, 3.0, 1.0, 1.0 + 1e-9, -1.0, 4.0, std::nan("")}) QVERIFY(!insertBoundary(start, 1, time));
    QVERIFY(!insertPoint(start, 4, 1.0, "x"));
    QVERIFY(!insertPoint(start, 1, 0.5, "x"));
    QVERIFY(!insertBoundary(start, 9, 0.5));
    QVERIFY(!setLabel(start, 1, 3, "x"));
    QVERIFY(!moveBoundary(start, 1, 0, 0.5, false));
    QVERIFY(!removeBoundary(start, 1, 0, MergeLabels::Join));
    QVERIFY(!moveBoundary(start, 1, 1, std::nan(""), false));
}

void TestEdits::movesWithNeighboursAsLimits() {
    const auto start = speech();
    QCOMPARE(text(after(start, moveBoundary(start, 3, 1, 0.5, false)), 3), QString("0 |0.5 ja so"));
    QCOMPARE(text(after(start, moveBoundary(start, 4, 0, -7.0, false)), 4), QString("0 H|2.25 L"));
    const auto range = moveRange(start, 2, 2, false);
    PROSOSCOPE_VERIFY(range);
    QCOMPARE(range->start, 1.0 + kAlignedSeconds);
    QCOMPARE(range->end, 2.0 - kAlignedSeconds);
    QCOMPARE(after(start, moveBoundary(start, 2, 2, 9.0, false)).find(Id{2})->items[2].time, 2.0 - kAlignedSeconds);
    const auto still = moveBoundary(start, 2, 2, 1.5, false);
    QVERIFY(still && still->empty());
}

void TestEdits::movesAlignedBoundariesTogether() {
    const auto start = speech();
    const auto alone = after(start, moveBoundary(start, 3, 1, 1.2, false));
    QCOMPARE(text(alone, 3), QString("0 |1.2 ja so"));
    QCOMPARE(text(alone, 1), text(start, 1));
    const auto all = after(start, moveBoundary(start, 3, 1, 1.2, true));
    QCOMPARE(text(all, 3), QString("0 |1.2 ja so"));
    QCOMPARE(text(all, 1), QString("0 |1.2 ja|2 so"));
    QCOMPARE(text(all, 2), QString("0 |1.2 j|1.5 a|2 s|2.5 o"));
    QCOMPARE(text(all, 4), QString("1.2 H|2.25 L"));
    const auto limited = after(start, moveBoundary(start, 3, 1, 1.9, true));  // the phones have one at 1.5
    QCOMPARE(limited.find(Id{4})->items[0].time, 1.5 - kAlignedSeconds);
}

void TestEdits::childrenFollowTheirParent() {
    const auto start = speech();
    const auto moved = after(start, moveBoundary(start, 1, 2, 2.2, false));
    QCOMPARE(text(moved, 1), QString("0 |1 ja|2.2 so"));
    QCOMPARE(text(moved, 2), QString("0 |1 j|1.5 a|2.2 s|2.5 o"));
    const auto other = linked();
    const auto scaled = after(other, moveBoundary(other, 1, 1, 3.0, false));
    QCOMPARE(text(scaled, 1), QString("0 a|3 b"));
    QCOMPARE(text(scaled, 2), QString("0 A|3 B"));
    QCOMPARE(text(scaled, 3), QString("0 a1|1.5 a2|3 b1|3.5 b2"));
    QVERIFY2(after(other, moveBoundary(other, 2, 1, 3.0, false)) == scaled, "a bound boundary moves its parent's");
    QVERIFY2(after(other, moveBoundary(other, 3, 2, 3.0, false)) == scaled, "a bound boundary moves its parent's");
    QCOMPARE(text(after(other, moveBoundary(other, 3, 1, 0.5, false)), 3), QString("0 a1|0.5 a2|2 b1|3 b2"));
}

void TestEdits::linkedTiersSplitAndMergeTogether() {
    const auto start = linked();
    const auto split = after(start, insertBoundary(start, 1, 1.5));
    QCOMPARE(text(split, 1), QString("0 a|1.5 |2 b"));
    QCOMPARE(text(split, 2), QString("0 A|1.5 |2 B"));
    QCOMPARE(text(split, 3), QString("0 a1|1 a2|1.5 |2 b1|3 b2"));
    const auto fromBelow = after(start, splitInterval(start, 2, 1.5, "A1", "A2"));
    QCOMPARE(text(fromBelow, 1), QString("0 a|1.5 |2 b"));
    QCOMPARE(text(fromBelow, 2), QString("0 A1|1.5 A2|2 B"));
    const auto merged = after(start, removeBoundary(start, 2, 1, MergeLabels::Join));
    QCOMPARE(text(merged, 1), QString("0 a b"));
    QCOMPARE(text(merged, 2), QString("0 A B"));
    QCOMPARE(text(merged, 3), text(start, 3));
    QVERIFY2(!removeBoundary(start, 3, 2, MergeLabels::Join), "it is the parent's");
    QCOMPARE(text(after(start, removeBoundary(start, 3, 1, MergeLabels::Join)), 3), QString("0 a1 a2|2 b1|3 b2"));
}

void TestEdits::mergesLabels() {
    const auto start = speech();
    QCOMPARE(text(after(start, removeBoundary(start, 1, 2, MergeLabels::KeepLeft)), 1), QString("0 |1 ja"));
    QCOMPARE(text(after(start, removeBoundary(start, 1, 2, MergeLabels::KeepRight)), 1), QString("0 |1 so"));
    QCOMPARE(text(after(start, removeBoundary(start, 1, 2, MergeLabels::Join)), 1), QString("0 |1 ja so"));
    QCOMPARE(text(after(start, removeBoundary(start, 1, 1, MergeLabels::Join)), 1), QString("0 ja|2 so"));
    QCOMPARE(text(after(start, removeBoundary(start, 4, 0, MergeLabels::Join)), 4), QString("2.25 L"));
}

void TestEdits::insertsIntervals() {
    const Annotation start(0.0, 4.0, {intervals(1, "x", {{0, ""}, {1, ""}, {2, "b"}, {3, ""}})}, 2);
    QCOMPARE(text(after(start, insertInterval(start, 1, {0.5, 1.5}, "n")), 1), QString("0 |0.5 n|1.5 |2 b|3 "));
    QCOMPARE(text(after(start, insertInterval(start, 1, {0.0, 2.0}, "n")), 1), QString("0 n|2 b|3 "));
    QCOMPARE(text(after(start, insertInterval(start, 1, {3.0, 4.0}, "n")), 1), QString("0 |1 |2 b|3 n"));
    QCOMPARE(text(after(start, insertInterval(start, 1, {3.5, 4.0}, "n")), 1), QString("0 |1 |2 b|3 |3.5 n"));
    QCOMPARE(text(after(start, insertInterval(start, 1, {3.25, 3.5}, "n")), 1), QString("0 |1 |2 b|3 |3.25 n|3.5 "));
    QCOMPARE(text(after(start, insertInterval(start, 1, {1.0, 2.0 + 1e-9}, "n")), 1), QString("0 |1 n|2 b|3 "));
}

void TestEdits::keepsIntervalsFromOverlapping() {
    const Annotation start(0.0, 4.0,
                           {intervals(1, "x", {{0, ""}, {2, "b"}, {3, ""}}),
                            child(intervals(2, "y", {{0, "Y"}, {2, "B"}, {3, ""}}), 1, ParentLink::Association)},
                           3);
    QVERIFY(!insertInterval(start, 1, {1.5, 2.5}, "n"));
    QVERIFY(!insertInterval(start, 1, {-1.0, 0.5}, "n"));
    QVERIFY(!insertInterval(start, 1, {3.5, 3.5}, "n"));
    QVERIFY2(!insertInterval(start, 1, {0.5, 1.0}, "n"), "the label below would be cut");
    QCOMPARE(text(after(start, insertInterval(start, 1, {3.25, 3.5}, "n")), 2), QString("0 Y|2 B|3 |3.25 |3.5 "));
    QVERIFY(!insertInterval(start, 2, {3.25, 3.5}, "n"));
}

void TestEdits::tiersComeGoAndMove() {
    const auto start = speech();
    TierHeader header;
    header.name = "new";
    const auto added = after(start, addTier(start, header, 1));
    QCOMPARE(QString::fromStdString(added.tier(1).header.name), QString("new"));
    QCOMPARE(text(added.tier(1)), QString("0 "));
    QCOMPARE(added.tier(1).header.id, start.nextId());
    const auto gone = after(start, removeTier(start, 1));
    QCOMPARE(gone.tiers().size(), std::size_t{3});
    QVERIFY2(!gone.find(Id{2})->header.parent, "children of a removed tier stand alone");
    QCOMPARE(QString::fromStdString(after(start, renameTier(start, 3, "p")).tier(2).header.name), QString("p"));
    const auto moved = after(start, moveTier(start, 1, 2));
    QCOMPARE(moved.indexOf(1), std::optional<std::size_t>(2));
    QCOMPARE(moved.indexOf(2), std::optional<std::size_t>(0));
    const auto twice = after(start, duplicateTier(start, 2, "phones 2"));
    QCOMPARE(text(twice.tier(2)), text(start, 2));
    QVERIFY(twice.tier(2).header.id != start.tier(1).header.id);
    QVERIFY(!addTier(start, header, 0, {{0.5, "late begin", 0}}));
    QVERIFY(!addTier(start, header, 0, {{0.0, "a", 0}, {0.0, "b", 0}}));
}

void TestEdits::parentsAreChecked() {
    const auto start = speech();
    QVERIFY2(!linkTier(start, 1, 2), "a circle");
    QVERIFY2(!linkTier(start, 1, 1), "itself");
    QVERIFY2(!linkTier(start, 1, 4), "points");
    QVERIFY2(!linkTier(start, 1, 77), "no tier");
    QVERIFY2(!linkTier(start, 3, 1, ParentLink::Association), "other boundaries");
    const auto set = after(start, linkTier(start, 2, 1, ParentLink::Subdivision));
    QCOMPARE(set.find(Id{2})->header.link, ParentLink::Subdivision);
    QCOMPARE(set.parentLabel(*set.find(Id{2}), 3), std::optional<std::string>("so"));
    QCOMPARE(after(start, linkTier(start, 2, std::nullopt)).descendants(1).size(), std::size_t{0});
    TierHeader header;
    header.parent = 1;
    header.link = ParentLink::Association;
    QCOMPARE(text(after(start, addTier(start, header, 9)).tier(4)), QString("0 |1 |2 "));
}

void TestEdits::shiftsAndScales() {
    const auto start = speech();
    const std::vector<Id> words{1};
    const auto shifted = after(start, mapTimes(start, words, {1.0, 2.5}, {0.75, 2.25}));
    QCOMPARE(text(shifted, 1), QString("0 |0.75 ja|1.75 so"));
    QCOMPARE(text(shifted, 2), QString("0 |0.75 j|1.25 a|1.75 s|2.25 o"));
    QCOMPARE(text(shifted, 3), text(start, 3));
    const auto scaled = after(start, mapTimes(start, words, {1.0, 2.5}, {1.0, 1.75}));
    QCOMPARE(text(scaled, 2), QString("0 |1 j|1.25 a|1.5 s|1.75 o"));
    QVERIFY(!mapTimes(start, words, {1.0, 1.5}, {2.0, 2.5}));
    QVERIFY(!mapTimes(start, words, {1.0, 2.5}, {2.0, 3.5}));
    QVERIFY(!mapTimes(start, words, {1.0, 2.5}, {1.0, 1.0}));
    QVERIFY2(!mapTimes(linked(), std::vector<Id>{3}, {0.5, 1.5}, {0.6, 1.6}), "its boundaries are the parent's");
}

void TestEdits::changesTheSpan() {
    const auto start = speech();
    const auto longer = after(start, setSpan(start, {-1.0, 5.0}));
    QCOMPARE(text(longer, 1), QString("-1 |1 ja|2 so|3 "));
    QCOMPARE(text(longer, 4), text(start, 4));
    QCOMPARE(longer.end(), 5.0);
    const auto shorter = after(start, setSpan(start, {0.5, 2.75}));
    QCOMPARE(text(shorter, 2), QString("0.5 |1 j|1.5 a|2 s|2.5 o"));
    QVERIFY2(!setSpan(start, {0.0, 2.4}), "a label would be lost");
    QVERIFY2(!setSpan(start, {0.0, 0.0}), "no duration");
    const auto labelled = Annotation(0.0, 1.0, {intervals(1, "x", {{0, "a"}})}, 2);
    QCOMPARE(text(after(labelled, setSpan(labelled, {-1.0, 2.0})), 1), QString("-1 |0 a|1 "));
}

void TestEdits::editsOfOtherSnapshotsAreRefused() {
    const auto start = speech();
    const auto rename = setLabel(start, 1, 1, "nein");
    PROSOSCOPE_VERIFY(rename);
    const auto other = after(start, setLabel(start, 1, 1, "doch"));
    QVERIFY(!apply(other, *rename));
    QVERIFY(!apply(start, rename->inverse()));
    QVERIFY(!apply(Annotation(), *rename));
}

void TestEdits::listsLabelsOutsideTheVocabulary() {
    const auto start = speech();
    auto words = std::make_shared<Vocabulary>();
    words->entries = {{"ja", "yes"}, {"nein", "no"}};
    const auto set = after(start, setVocabulary(start, 1, words));
    QCOMPARE(outsideVocabulary(*set.find(Id{1})), std::vector<std::size_t>{2});
    QCOMPARE(outsideVocabulary(*start.find(Id{1})), std::vector<std::size_t>{});
    QVERIFY(set.find(Id{1})->header.vocabulary->contains("nein"));
}

void TestEdits::extractsAStretch() {
    const auto part = extract(speech(), 1.25, 2.25);
    QCOMPARE(problems(part), QString());
    QCOMPARE(part.end(), 1.0);
    QCOMPARE(text(part, 1), QString("0 ja|0.75 so"));
    QCOMPARE(text(part, 2), QString("0 j|0.25 a|0.75 s"));
    QCOMPARE(text(part, 4), QString("1 L"));
}

QTEST_GUILESS_MAIN(TestEdits)
#include "TestEdits.moc"
