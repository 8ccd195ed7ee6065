// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/phonetics/Arpabet.h"
#include "engine/phonetics/Units.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::phonetics;

namespace {

std::string joined(const std::vector<std::string>& units) {
    std::string text;
    for (const auto& unit : units) text += (text.empty() ? "" : " ") + unit;
    return text;
}

std::vector<std::string> unitsOf(const std::vector<Pronunciation>& words, UnitKind kind,
                                 SyllableLabel label = SyllableLabel::Shape, bool acrossWords = false) {
    const auto classes = BroadClasses::find("manner7");
    UnknownSymbols unknown;
    auto units = phonetics::unitsOf(words, {kind, label, acrossWords}, classes.value(), OnsetRule::English, unknown);
    return unknown.empty() ? units : std::vector<std::string>{"unknown"};
}

}  // namespace

class TestUnits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agreeWithTheReference();
    void countsOfUtterances_data();
    void countsOfUtterances();
    void syllablesAcrossWords();
    void tags();
    void closedInventories_data();
    void closedInventories();
    void alignedPhones();
    void phonesWithoutAClassAreCounted();
    void names();
};

/// Words with hand-typed pronunciations: every column of the reference case.
void TestUnits::agreeWithTheReference() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/networks/units");
    const auto input = core::readFile(folder / "in" / "words.csv");
    const auto output = core::readFile(folder / "out" / "units.csv");
    PROSOSCOPE_VERIFY(input);
    PROSOSCOPE_VERIFY(output);
    const auto words = core::parseCsv(*input, "words.csv");
    const auto wanted = core::parseCsv(*output, "units.csv");
    PROSOSCOPE_VERIFY(words);
    PROSOSCOPE_VERIFY(wanted);
    QCOMPARE(words->rows.size(), wanted->rows.size());
    QVERIFY(words->rows.size() >= 30);
    for (std::size_t i = 0; i < words->rows.size(); ++i) {
        const auto& row = words->rows[i];
        const auto cell = [&](const char* column) { return wanted->rows[i][*wanted->column(column)]; };
        const auto phones = arpabetPronunciation(row[*words->column("pronunciation")]);
        QVERIFY(phones);
        const std::vector<Pronunciation> one{*phones};
        const std::string& emotion = row[*words->column("emotion")];
        QCOMPARE(cell("word"), row[0]);
        QCOMPARE(joined(unitsOf(one, UnitKind::Phonemes)), cell("phonemes"));
        QCOMPARE(joined(unitsOf(one, UnitKind::BroadClasses)), cell("broad"));
        QCOMPARE(joined(unitsOf(one, UnitKind::Syllables)), cell("shape"));
        QCOMPARE(joined(unitsOf(one, UnitKind::Syllables, SyllableLabel::Nucleus)), cell("nucleus"));
        QCOMPARE(joined(unitsOf(one, UnitKind::Syllables, SyllableLabel::BroadString)), cell("broad_string"));
        std::string full;
        for (const auto& syllable : unitsOf(one, UnitKind::Syllables, SyllableLabel::Full))
            full += (full.empty() ? "" : " . ") + syllable;
        std::replace(full.begin(), full.end(), '-', ' ');
        QCOMPARE(full, cell("syllables"));
        QCOMPARE(joined(taggedUnits(unitsOf(one, UnitKind::Phonemes), emotion)), cell("target_phonemes"));
        QCOMPARE(joined(taggedUnits(unitsOf(one, UnitKind::BroadClasses), emotion)), cell("target_broad"));
        QCOMPARE(joined(taggedUnits(unitsOf(one, UnitKind::Syllables), emotion)), cell("target_shape"));
    }
}

void TestUnits::countsOfUtterances_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("phones");
    QTest::addColumn<int>("syllables");
    QTest::addColumn<QString>("shapes");
    // Counted by hand.
    QTest::newRow("excuse me") << QStringList{"IH0 K S K Y UW1 S", "M IY1"} << 9 << 3 << "VC CVC CV";
    QTest::newRow("do you have your forms")
        << QStringList{"D UW1", "Y UW1", "HH AE1 V", "Y AO1 R", "F AO1 R M Z"} << 15 << 5 << "CV CV CVC CVC CVC";
    QTest::newRow("is there a problem") << QStringList{"IH1 Z", "DH EH1 R", "AH0", "P R AA1 B L AH0 M"} << 13 << 5
                                        << "VC CVC V CV CVC";
    QTest::newRow("hmm") << QStringList{"HH M"} << 2 << 1 << "CV";
    QTest::newRow("nothing said") << QStringList{} << 0 << 0 << "";
}

void TestUnits::countsOfUtterances() {
    QFETCH(QStringList, words);
    QFETCH(int, phones);
    QFETCH(int, syllables);
    QFETCH(QString, shapes);
    std::vector<Pronunciation> spoken;
    for (const auto& word : words) spoken.push_back(*arpabetPronunciation(word.toStdString()));
    QCOMPARE(unitsOf(spoken, UnitKind::Phonemes).size(), static_cast<std::size_t>(phones));
    QCOMPARE(unitsOf(spoken, UnitKind::BroadClasses).size(), static_cast<std::size_t>(phones));
    for (const auto label : {SyllableLabel::Shape, SyllableLabel::Anonymous, SyllableLabel::Nucleus, SyllableLabel::BroadString,
                             SyllableLabel::Full})
        QCOMPARE(unitsOf(spoken, UnitKind::Syllables, label).size(), static_cast<std::size_t>(syllables));
    QCOMPARE(joined(unitsOf(spoken, UnitKind::Syllables)), shapes.toStdString());
    QCOMPARE(unitsOf(spoken, UnitKind::Utterance), std::vector<std::string>{"utt"});
}

void TestUnits::syllablesAcrossWords() {
    const std::vector<Pronunciation> words{*arpabetPronunciation("IH1 T S"), *arpabetPronunciation("AH0"),
                                           *arpabetPronunciation("M")};
    QCOMPARE(joined(unitsOf(words, UnitKind::Syllables, SyllableLabel::Full)), std::string("IH-T-S AH M"));
    QCOMPARE(joined(unitsOf(words, UnitKind::Syllables, SyllableLabel::Full, true)), std::string("IH-T S-AH-M"));
}

void TestUnits::tags() {
    QCOMPARE(emotionTag("happy"), std::string("hap"));
    QCOMPARE(emotionTag("angry"), std::string("ang"));
    QCOMPARE(emotionTag("neutral"), std::string("neu"));
    QCOMPARE(emotionTag("fearful"), std::string("fea"));
    QCOMPARE(emotionTag("excited"), std::string("excited"));
    QCOMPARE(emotionTag("very_happy <loud> #2"), std::string("very-happy--loud---2"));
    QCOMPARE(emotionTag(""), std::string());
    QCOMPARE(taggedUnit("HH", "hap"), std::string("HH_hap"));
    QCOMPARE(taggedUnit("HH", ""), std::string("HH"));
    for (const auto& [tagged, unit, tag] :
         {std::tuple{"HH_hap", "HH", "hap"}, {"HH", "HH", ""}, {"_x", "_x", ""}, {"a_b_c", "a_b", "c"}}) {
        QCOMPARE(splitUnit(tagged).first, std::string_view(unit));
        QCOMPARE(splitUnit(tagged).second, std::string_view(tag));
    }
}

void TestUnits::closedInventories_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("label");
    QTest::addColumn<int>("count");
    const auto row = [](const char* name, UnitKind kind, SyllableLabel label, int count) {
        QTest::newRow(name) << static_cast<int>(kind) << static_cast<int>(label) << count;
    };
    row("phonemes", UnitKind::Phonemes, SyllableLabel::Shape, 39);
    row("classes", UnitKind::BroadClasses, SyllableLabel::Shape, 7);
    row("shapes", UnitKind::Syllables, SyllableLabel::Shape, 4);
    row("anonymous", UnitKind::Syllables, SyllableLabel::Anonymous, 1);
    row("nuclei", UnitKind::Syllables, SyllableLabel::Nucleus, 15);
    row("broad strings are open", UnitKind::Syllables, SyllableLabel::BroadString, 0);
    row("full syllables are open", UnitKind::Syllables, SyllableLabel::Full, 0);
    row("utterance", UnitKind::Utterance, SyllableLabel::Shape, 1);
}

void TestUnits::closedInventories() {
    QFETCH(int, kind);
    QFETCH(int, label);
    QFETCH(int, count);
    const auto classes = BroadClasses::find("manner7");
    PROSOSCOPE_VERIFY(classes);
    const auto units = closedUnits({static_cast<UnitKind>(kind), static_cast<SyllableLabel>(label), false}, *classes);
    QCOMPARE(units.size(), static_cast<std::size_t>(count));
}

void TestUnits::alignedPhones() {
    UnknownSymbols unknown;
    const std::vector<std::string> labels{"SIL",           "HH",    "AH0 HH L b", "l",  "OW1",     "+LAUGHTER+", "", "sp",
                                          "++BREATHING++", "<sil>", "ç",          "QQ", "[noise]", " "};
    const auto phones = phonesOfLabels(labels, unknown);
    QCOMPARE(phoneText(phones, true), std::string("HH AH0 L OW1 ç"));
    QCOMPARE(unknown.total(), std::size_t{1});
    QVERIFY(unknown.counts().contains("QQ"));
}

void TestUnits::phonesWithoutAClassAreCounted() {
    std::string text = "ALL";
    for (const auto name : kArpabet) text.append(" ").append(name);
    const auto classes = BroadClasses::parse(text, "mine");
    PROSOSCOPE_VERIFY(classes);
    UnknownSymbols unknown;
    const std::vector<Pronunciation> words{{{"ç", Manner::Fricative, false, -1}, {"AH", Manner::Monophthong, true, 0}}};
    QCOMPARE(joined(phonetics::unitsOf(words, {UnitKind::BroadClasses, {}, false}, *classes, OnsetRule::Sonority, unknown)),
             std::string("ALL"));
    QCOMPARE(unknown.counts().at("ç"), std::size_t{1});
    QCOMPARE(joined(phonetics::unitsOf(words, {UnitKind::Syllables, SyllableLabel::BroadString, false}, *classes,
                                       OnsetRule::Sonority, unknown)),
             std::string("?-ALL"));
}

void TestUnits::names() {
    for (const auto kind : {UnitKind::Phonemes, UnitKind::BroadClasses, UnitKind::Syllables, UnitKind::Utterance})
        QCOMPARE(unitKindFromName(unitKindName(kind)), kind);
    QVERIFY(!unitKindFromName("words"));
}

QTEST_GUILESS_MAIN(TestUnits)
#include "TestUnits.moc"
