// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "tests/widgets/TierViewSupport.h"

using namespace tier_view;

/// Labels are typed, committed and reverted.
class TestTierLabels : public QObject, private ShownTiers {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void typingStartsALabel();
    void enterCommitsAndControlGoesOn();
    void escapeRevertsALabel();
    void leavingTheFieldCommits();
    void doubleClickEdits();
    void digitsAreEntriesOfAVocabulary();
};

void TestTierLabels::typingStartsALabel() {
    QSignalSpy entered(m_tiers.get(), &TierView::labelEntered);
    type("nothing is chosen");
    QVERIFY(m_tiers->editor() == nullptr);
    m_tiers->setPlace({1, 1, false});
    type("sch");
    QVERIFY(m_tiers->editor() != nullptr);
    m_tiers->editor()->insert("ön");  // as an input method does
    QCOMPARE(m_tiers->editor()->text(), QString("schön"));
    QTest::keyClick(m_tiers->editor(), Qt::Key_Return);
    QVERIFY(m_tiers->editor() == nullptr);
    QVERIFY(m_tiers->hasFocus());
    QCOMPARE(entered.size(), 1);
    QCOMPARE(entered[0][1].value<std::size_t>(), std::size_t{1});
    QCOMPARE(entered[0][2].toString(), QString("schön"));
}

void TestTierLabels::enterCommitsAndControlGoesOn() {
    QSignalSpy entered(m_tiers.get(), &TierView::labelEntered);
    const auto press = [&](Qt::KeyboardModifiers modifiers) {
        m_tiers->setPlace({1, 1, false});
        m_tiers->editLabel();
        QTest::keyClick(m_tiers->editor(), Qt::Key_Return, modifiers);
        return entered.isEmpty() ? LabelEditor::End::Revert : entered.takeLast()[3].value<LabelEditor::End>();
    };
    QCOMPARE(press(Qt::ControlModifier), LabelEditor::End::Next);
    QCOMPARE(press(Qt::ControlModifier | Qt::ShiftModifier), LabelEditor::End::Previous);
    QCOMPARE(press(Qt::NoModifier), LabelEditor::End::Revert);  // nothing was changed: nothing is said
}

void TestTierLabels::escapeRevertsALabel() {
    QSignalSpy entered(m_tiers.get(), &TierView::labelEntered);
    m_tiers->setPlace({1, 1, false});
    type("x");
    QTest::keyClick(m_tiers->editor(), Qt::Key_Escape);
    QVERIFY(m_tiers->editor() == nullptr);
    QCOMPARE(entered.size(), 0);
}

void TestTierLabels::leavingTheFieldCommits() {
    QSignalSpy entered(m_tiers.get(), &TierView::labelEntered);
    m_tiers->setPlace({1, 1, false});
    type("left");
    QTest::mouseClick(m_tiers.get(), Qt::LeftButton, {}, at(0, 8.0));
    QVERIFY(m_tiers->editor() == nullptr);
    QCOMPARE(entered.size(), 1);
    QCOMPARE(entered[0][2].toString(), QString("left"));
    QCOMPARE(m_tiers->place(), (TierPlace{1, 3, false}));
}

void TestTierLabels::doubleClickEdits() {
    QTest::mouseDClick(m_tiers.get(), Qt::LeftButton, {}, at(0, 5.0));
    QVERIFY(m_tiers->editor() != nullptr);
    QCOMPARE(m_tiers->editor()->text(), QString("Morgen"));
    QCOMPARE(m_tiers->editor()->selectedText(), QString("Morgen"));
    QVERIFY(std::abs(m_tiers->editor()->geometry().center().x() - m_tiers->xAt(5.5)) < 2.0);
}

void TestTierLabels::digitsAreEntriesOfAVocabulary() {
    QSignalSpy entries(m_tiers.get(), &TierView::entryChosen);
    m_tiers->setPlace({1, 1, false});
    type("2");
    QVERIFY(m_tiers->editor() != nullptr);  // without vocabulary a digit is a letter
    QTest::keyClick(m_tiers->editor(), Qt::Key_Escape);
    auto vocabulary = std::make_shared<annotation::Vocabulary>();
    vocabulary->entries = {{"happy", ""}, {"sad", ""}};
    const auto edit = annotation::setVocabulary(sample(), 1, vocabulary);
    m_tiers->setAnnotation(*annotation::apply(sample(), *edit));
    type("2");
    QVERIFY(m_tiers->editor() == nullptr);
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries[0][0].value<std::size_t>(), std::size_t{1});
}

QTEST_MAIN(TestTierLabels)
#include "TestTierLabels.moc"
