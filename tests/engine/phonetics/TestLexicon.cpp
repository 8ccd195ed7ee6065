// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Characters.h"
#include "engine/phonetics/Arpabet.h"
#include "engine/phonetics/Lexicon.h"
#include "engine/phonetics/Pronouncer.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::phonetics;

class TestLexicon : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void arpabetNamesAndStress();
    void readsBothReleases_data();
    void readsBothReleases();
    void wordsAreFoundInEitherCase();
    void variantsKeepTheirOrder();
    void badLinesAreCountedAndNamed();
    void commentsAndOddWords();
    void ipaOfOtherLanguages();
    void nothingToRead();
    void wholeCmudict();
};

void TestLexicon::arpabetNamesAndStress() {
    QCOMPARE(kArpabet.size(), std::size_t{39});
    for (std::size_t i = 0; i < kArpabet.size(); ++i) QCOMPARE(arpabetIndex(kArpabet[i]).value_or(99), i);
    const auto vowel = arpabetPhone("ah0");
    QVERIFY(vowel && vowel->symbol == "AH" && vowel->nucleus && vowel->stress == 0);
    QCOMPARE(arpabetPhone("ER2")->stress, 2);
    QCOMPARE(arpabetPhone("OY")->stress, -1);
    QCOMPARE(arpabetPhone("OY")->manner, Manner::Diphthong);
    QCOMPARE(arpabetPhone("HH")->manner, Manner::Fricative);
    QVERIFY(!arpabetPhone("B1") && !arpabetPhone("AH3") && !arpabetPhone("") && !arpabetPhone("AHH") && !arpabetPhone("1"));
    std::size_t vowels = 0;
    for (const auto name : kArpabet) vowels += arpabetPhone(name)->nucleus;
    QCOMPARE(vowels, std::size_t{15});
    QVERIFY(!arpabetPronunciation("HH QQ"));
    QCOMPARE(phoneText(*arpabetPronunciation(" HH\tAH0 L OW1 "), true), std::string("HH AH0 L OW1"));
}

void TestLexicon::readsBothReleases_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("upper case, two spaces") << QByteArray(";;; # comment\nHELLO  HH AH0 L OW1\nWORLD  W ER1 L D\n");
    QTest::newRow("lower case, one space") << QByteArray("hello HH AH0 L OW1\nworld W ER1 L D # as of today\n");
    QTest::newRow("CRLF") << QByteArray("HELLO  HH AH0 L OW1\r\n\r\nWORLD  W ER1 L D\r\n");
    QTest::newRow("old Mac") << QByteArray("HELLO  HH AH0 L OW1\rWORLD  W ER1 L D");
    QTest::newRow("byte-order mark, tabs") << QByteArray("\xef\xbb\xbfHELLO\tHH AH0 L OW1\nWORLD\tW ER1 L D");
    QByteArray wide = "\xff\xfe";
    for (const char c : QByteArray("hello HH AH0 L OW1\nworld W ER1 L D\n")) wide.append(c).append('\0');
    QTest::newRow("UTF-16") << wide;
}

void TestLexicon::readsBothReleases() {
    QFETCH(QByteArray, bytes);
    const auto lexicon = Lexicon::parse(bytes.toStdString(), "test");
    PROSOSCOPE_VERIFY(lexicon);
    QCOMPARE(lexicon->badLines(), std::size_t{0});
    QVERIFY(lexicon->remark().empty());
    QCOMPARE(phoneText(lexicon->first("hello"), true), std::string("HH AH0 L OW1"));
    QCOMPARE(phoneText(lexicon->first("world"), true), std::string("W ER1 L D"));
}

void TestLexicon::wordsAreFoundInEitherCase() {
    const auto lexicon = Lexicon::parse("Élan EY0 L AA1 N\nstraße S T R AA1 S AH0\n", "test");
    PROSOSCOPE_VERIFY(lexicon);
    for (const char* word : {"élan", "ÉLAN", "Élan"}) QVERIFY(lexicon->contains(word));
    QVERIFY(lexicon->contains("STRAßE"));
    QVERIFY(!lexicon->contains("elan") && !lexicon->contains(""));
    QVERIFY(lexicon->first("elan").empty() && lexicon->find("elan").empty());
    QCOMPARE(core::lowerCase("ŻÓŁĆ Ärger ΑΩ ЖЯ İ \xff"), std::string("żółć ärger αω жя i \xff"));
}

void TestLexicon::variantsKeepTheirOrder() {
    const auto lexicon = Lexicon::parse("A  AH0\nA(1)  EY1\nA(2)  AH0\nB(2) B IY1\n(X(2) EH1 K S\n", "test");
    PROSOSCOPE_VERIFY(lexicon);
    const auto all = lexicon->find("a");
    QCOMPARE(all.size(), std::size_t{2});  // the third is the first again
    QCOMPARE(phoneText(all[0]), std::string("AH"));
    QCOMPARE(phoneText(all[1]), std::string("EY"));
    QVERIFY(lexicon->contains("b") && lexicon->contains("(x"));
    QCOMPARE(lexicon->words(), std::size_t{3});
    QCOMPARE(lexicon->pronunciations(), std::size_t{4});
    std::vector<std::string> order;
    lexicon->forEach([&](std::string_view word, const Pronunciation& phones) {
        order.emplace_back(word);
        QVERIFY(!phones.empty());
    });
    QCOMPARE(order, (std::vector<std::string>{"a", "b", "(x"}));
}

void TestLexicon::badLinesAreCountedAndNamed() {
    std::string text = "good G UH1 D\nalone\nbad B QQ D\nstress B1 AE1 D\nmixed HH ʃ AH0\n";
    for (int i = 0; i < 20; ++i) text += "x" + std::to_string(i) + " 9\n";
    text += std::string(300, 'w') + " AH0\nlast L AE1 S T\n";
    const auto lexicon = Lexicon::parse(text, "mine.dict");
    PROSOSCOPE_VERIFY(lexicon);
    QCOMPARE(lexicon->words(), std::size_t{2});
    QCOMPARE(lexicon->badLines(), std::size_t{25});
    QCOMPARE(lexicon->firstBadLines().size(), std::size_t{10});
    QCOMPARE(lexicon->firstBadLines()[0].line, std::size_t{2});
    QCOMPARE(lexicon->firstBadLines()[0].why.english(), std::string("The word has no phones."));
    QCOMPARE(lexicon->firstBadLines()[1].line, std::size_t{3});
    QVERIFY(lexicon->firstBadLines()[1].why.english().find("QQ") != std::string::npos);
    QCOMPARE(lexicon->remark().english(), std::string("mine.dict: lines that cannot be read were left out (25 in all; line 2, "
                                                      "3, 4, 5, 6, 7, 8, 9, 10, 11, …)."));
}

void TestLexicon::commentsAndOddWords() {
    const auto lexicon = Lexicon::parse(
        ";;; HELLO  HH AH0 L OW1\n## a comment\n#HASH-MARK  HH AE1 SH M AA2 R K\n#\n# HH AH0\n!EXCLAMATION-POINT  EH2 K S\n"
        "'bout B AW1 T\naachen AA1 K AH0 N # place, german\n#comment of one piece and no phones\n",
        "test");
    PROSOSCOPE_VERIFY(lexicon);
    QCOMPARE(lexicon->badLines(), std::size_t{0});
    QCOMPARE(lexicon->words(), std::size_t{4});
    for (const char* word : {"#hash-mark", "!exclamation-point", "'bout", "aachen"}) QVERIFY2(lexicon->contains(word), word);
    QCOMPARE(lexicon->first("aachen").size(), std::size_t{4});
}

void TestLexicon::ipaOfOtherLanguages() {
    const auto lexicon = Lexicon::parse("Straße ʃ t ʁ aː s ə\nich ɪ ç\nZug ts uː k\nbad bad\n", "de.dict");
    PROSOSCOPE_VERIFY(lexicon);
    QCOMPARE(lexicon->badLines(), std::size_t{1});  // "bad" is three phones
    const auto street = lexicon->first("straße");
    QCOMPARE(phoneText(street), std::string("ʃ t ʁ aː s ə"));
    QVERIFY(street[3].nucleus && !street[0].nucleus);
    QCOMPARE(lexicon->first("ZUG")[0].manner, Manner::Affricate);
}

void TestLexicon::nothingToRead() {
    for (const char* text : {"", "\n\n", ";;; only a comment\n", "no phones here\n"}) {
        const auto lexicon = Lexicon::parse(text, "empty.dict");
        QVERIFY(!lexicon);
        QVERIFY(lexicon.error().message().find("empty.dict") != std::string::npos);
    }
    QVERIFY(!Lexicon::read("/nowhere/cmudict.dict"));
    QVERIFY(Lexicon().find("a").empty());
}

void TestLexicon::wholeCmudict() {
    const auto path = findCmudict();
    if (path.empty()) QSKIP("needs CMUdict, which packaging/fetch-cmudict.sh brings");
    const auto lexicon = Lexicon::read(path);
    PROSOSCOPE_VERIFY(lexicon);
    QCOMPARE(lexicon->badLines(), std::size_t{0});
    QVERIFY(lexicon->words() > 120000 && lexicon->pronunciations() > 130000);
    QCOMPARE(phoneText(lexicon->first("Hello"), true), std::string("HH AH0 L OW1"));
    QCOMPARE(lexicon->find("tomato").size(), std::size_t{2});
}

QTEST_GUILESS_MAIN(TestLexicon)
#include "TestLexicon.moc"
