// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/UndoHistory.h"
#include "tests/engine/annotation/Examples.h"
#include "tests/engine/annotation/RandomEdits.h"

using namespace examples;  // NOLINT

namespace {

/// Whether every tier that shares boundaries with its parent still does.
bool linksHold(const Annotation& annotation) {
    for (const auto& tier : annotation.tiers()) {
        if (!tier->header.parent || tier->header.link == ParentLink::Aligned) continue;
        const auto parent = annotation.find(*tier->header.parent);
        if (tier->header.link == ParentLink::Association && tier->items.size() != parent->items.size()) return false;
        for (const auto& item : parent->items) {
            const auto at = tier->at(item.time);
            if (!at || tier->items[*at].time != item.time) return false;
        }
    }
    return true;
}

}  // namespace

/// Long random sequences of edits: the invariants hold after each, undoing all restores the first snapshot, redoing all
/// the last.
class TestRandomEdits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sequencesKeepTheInvariants_data();
    void sequencesKeepTheInvariants();
};

void TestRandomEdits::sequencesKeepTheInvariants_data() {
    QTest::addColumn<quint64>("seed");
    QTest::addColumn<int>("start");
    for (quint64 seed = 1; seed <= 24; ++seed) QTest::addRow("seed %llu", seed) << seed << static_cast<int>(seed % 3);
}

void TestRandomEdits::sequencesKeepTheInvariants() {
    QFETCH(quint64, seed);
    QFETCH(int, start);
    Random random(seed);
    const Annotation first = start == 0 ? Annotation() : start == 1 ? speech() : linked();
    UndoHistory history(first);
    std::vector<Annotation> snapshots{first};
    int refused = 0;
    for (int i = 0; i < 400; ++i) {
        const auto edit = randomEdit(history.annotation(), random);
        if (!edit) {
            QVERIFY(!edit.error().message().empty());
            ++refused;
            continue;
        }
        history.endMerging();
        const auto before = history.steps();
        PROSOSCOPE_VERIFY(history.perform(*edit));
        QVERIFY2(history.annotation().problems().empty(),
                 qPrintable(QString::fromStdString(edit->name.english()) + ": " + problems(history.annotation())));
        QVERIFY2(linksHold(history.annotation()), edit->name.english().c_str());
        QCOMPARE(history.steps(), before + (edit->empty() ? 0 : 1));
        if (!edit->empty()) snapshots.push_back(history.annotation());
    }
    QVERIFY2(refused < 300 && snapshots.size() > 50, "the edits are mostly possible");
    for (auto snapshot = snapshots.rbegin(); snapshot != snapshots.rend(); ++snapshot) {
        QVERIFY(history.annotation() == *snapshot);
        QCOMPARE(history.undo(), snapshot + 1 != snapshots.rend());
    }
    QVERIFY(history.annotation() == first);
    while (history.redo()) {
    }
    QVERIFY(history.annotation() == snapshots.back());
}

QTEST_GUILESS_MAIN(TestRandomEdits)
#include "TestRandomEdits.moc"
