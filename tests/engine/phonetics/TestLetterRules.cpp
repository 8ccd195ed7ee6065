// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/LetterRules.h"
#include "engine/phonetics/Lexicon.h"
#include "engine/phonetics/Pronouncer.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::phonetics;

class TestLetterRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void words_data();
    void words();
    void otherScripts();
    void agreesWithCmudict();
};

void TestLetterRules::words_data() {
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("wanted");
    const char* rows[][2] = {{"cat", "K AE T"},          {"make", "M EY K"},
                             {"making", "M EY K IH NG"}, {"city", "S IH T IY"},
                             {"night", "N AY T"},        {"phone", "F OW N"},
                             {"chair", "CH EH R"},       {"school", "S K UW L"},
                             {"knee", "N IY"},           {"wrong", "R AA NG"},
                             {"nation", "N EY SH AH N"}, {"judge", "JH AH JH"},
                             {"thin", "TH IH N"},        {"weather", "W EH DH ER"},
                             {"walked", "W AO K T"},     {"wanted", "W AA N T IH D"},
                             {"boxes", "B AA K S IH Z"}, {"my", "M AY"},
                             {"happy", "HH AE P IY"},    {"queen", "K W IY N"},
                             {"little", "L IH T AH L"},  {"singing", "S IH NG IH NG"},
                             {"Zürich", "Z UH R IH CH"}};
    for (const auto& row : rows) QTest::newRow(row[0]) << row[0] << row[1];
}

void TestLetterRules::words() {
    QFETCH(QString, word);
    QFETCH(QString, wanted);
    if (word == "Zürich") {
        QVERIFY(!spellEnglish(word.toStdString()).empty());
        QCOMPARE(spellEnglish(word.toStdString()), spellEnglish("zurich"));
        return;
    }
    QCOMPARE(QString::fromStdString(phoneText(spellEnglish(word.toStdString()))), wanted);
    QCOMPARE(spellEnglish(word.toUpper().toStdString()), spellEnglish(word.toStdString()));
}

void TestLetterRules::otherScripts() {
    QVERIFY(spellEnglish("").empty());
    QVERIFY(spellEnglish("你好").empty());
    QVERIFY(spellEnglish("123").empty());
    QVERIFY(spellEnglish("'-'").empty());
    QVERIFY(spellEnglish("\xff\xc3").empty());
}

/// A rule that is changed for the worse shows here: words of which all phones are right, over every tenth word.
void TestLetterRules::agreesWithCmudict() {
    const auto path = findCmudict();
    if (path.empty()) QSKIP("needs CMUdict, which packaging/fetch-cmudict.sh brings");
    const auto lexicon = Lexicon::read(path);
    PROSOSCOPE_VERIFY(lexicon);
    std::size_t all = 0;
    std::size_t right = 0;
    lexicon->forEach([&](std::string_view word, const Pronunciation& phones) {
        if (++all % 10 == 0) right += phoneText(spellEnglish(word)) == phoneText(phones);
    });
    const double share = 10.0 * static_cast<double>(right) / static_cast<double>(all);
    QVERIFY2(share > 0.36, qPrintable(QString::number(share)));
}

QTEST_GUILESS_MAIN(TestLetterRules)
#include "TestLetterRules.moc"
