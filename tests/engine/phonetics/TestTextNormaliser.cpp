// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/NumberWords.h"
#include "engine/phonetics/TextNormaliser.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::phonetics;

namespace {

QString words(const QString& text, const char* language) {
    QStringList list;
    for (const auto& word : normaliseText(text.toStdString(), language).words) list << QString::fromStdString(word);
    return list.join(' ');
}

}  // namespace

class TestTextNormaliser : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cardinals_data();
    void cardinals();
    void ordinals_data();
    void ordinals();
    void english_data();
    void english();
    void german_data();
    void german();
    void polish_data();
    void polish();
    void otherLanguages_data();
    void otherLanguages();
    void eventsAreTakenOutAndCounted();
    void capitals();
    void hostileText();
};

void TestTextNormaliser::cardinals_data() {
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("german");
    QTest::addColumn<QString>("polish");
    const auto row = [](int number, const char* english, const char* german, const char* polish) {
        QTest::addRow("%d", number) << number << english << german << polish;
    };
    row(0, "zero", "null", "zero");
    row(1, "one", "eins", "jeden");
    row(12, "twelve", "zwölf", "dwanaście");
    row(16, "sixteen", "sechzehn", "szesnaście");
    row(17, "seventeen", "siebzehn", "siedemnaście");
    row(21, "twenty one", "einundzwanzig", "dwadzieścia jeden");
    row(40, "forty", "vierzig", "czterdzieści");
    row(66, "sixty six", "sechsundsechzig", "sześćdziesiąt sześć");
    row(77, "seventy seven", "siebenundsiebzig", "siedemdziesiąt siedem");
    row(100, "one hundred", "einhundert", "sto");
    row(101, "one hundred one", "einhunderteins", "sto jeden");
    row(319, "three hundred nineteen", "dreihundertneunzehn", "trzysta dziewiętnaście");
    row(1000, "one thousand", "eintausend", "tysiąc");
    row(2021, "two thousand twenty one", "zweitausendeinundzwanzig", "dwa tysiące dwadzieścia jeden");
    row(5000, "five thousand", "fünftausend", "pięć tysięcy");
    row(12000, "twelve thousand", "zwölftausend", "dwanaście tysięcy");
    row(22000, "twenty two thousand", "zweiundzwanzigtausend", "dwadzieścia dwa tysiące");
    row(101101, "one hundred one thousand one hundred one", "einhunderteintausendeinhunderteins",
        "sto jeden tysięcy sto jeden");
    row(1000000, "one million", "eine Million", "milion");
    row(2000001, "two million one", "zwei Millionen eins", "dwa miliony jeden");
    row(112000000, "one hundred twelve million", "einhundertzwölf Millionen", "sto dwanaście milionów");
    row(999999999, "nine hundred ninety nine million nine hundred ninety nine thousand nine hundred ninety nine",
        "neunhundertneunundneunzig Millionen neunhundertneunundneunzigtausendneunhundertneunundneunzig",
        "dziewięćset dziewięćdziesiąt dziewięć milionów dziewięćset dziewięćdziesiąt dziewięć tysięcy dziewięćset "
        "dziewięćdziesiąt dziewięć");
}

void TestTextNormaliser::cardinals() {
    QFETCH(int, number);
    QFETCH(QString, english);
    QFETCH(QString, german);
    QFETCH(QString, polish);
    const auto value = static_cast<std::uint32_t>(number);
    QCOMPARE(QString::fromStdString(cardinal(value, NumberLanguage::English)), english);
    QCOMPARE(QString::fromStdString(cardinal(value, NumberLanguage::German)), german);
    QCOMPARE(QString::fromStdString(cardinal(value, NumberLanguage::Polish)), polish);
}

void TestTextNormaliser::ordinals_data() {
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("german");
    QTest::addColumn<QString>("polish");
    const auto row = [](int number, const char* english, const char* german, const char* polish) {
        QTest::addRow("%d", number) << number << english << german << polish;
    };
    row(1, "first", "erste", "pierwszy");
    row(2, "second", "zweite", "drugi");
    row(3, "third", "dritte", "trzeci");
    row(7, "seventh", "siebte", "siódmy");
    row(8, "eighth", "achte", "ósmy");
    row(12, "twelfth", "zwölfte", "dwunasty");
    row(20, "twentieth", "zwanzigste", "dwudziesty");
    row(21, "twenty first", "einundzwanzigste", "dwudziesty pierwszy");
    row(101, "one hundred first", "einhunderterste", "");
    row(1000, "one thousandth", "eintausendste", "");
}

void TestTextNormaliser::ordinals() {
    QFETCH(int, number);
    QFETCH(QString, english);
    QFETCH(QString, german);
    QFETCH(QString, polish);
    const auto value = static_cast<std::uint32_t>(number);
    QCOMPARE(QString::fromStdString(*ordinal(value, NumberLanguage::English)), english);
    QCOMPARE(QString::fromStdString(*ordinal(value, NumberLanguage::German)), german);
    QCOMPARE(QString::fromStdString(*ordinal(value, NumberLanguage::German, OrdinalForm::Oblique)), german + "n");
    QCOMPARE(QString::fromStdString(ordinal(value, NumberLanguage::Polish).value_or("")), polish);
}

void TestTextNormaliser::english_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("punctuation") << "Well, I—you know… said: “no”!"
                                 << "Well I you know said no";
    QTest::newRow("apostrophes") << "It’s John’s; don`t say ‘hello’ or 'bye'."
                                 << "It's John's don't say hello or bye";
    QTest::newRow("short forms") << "'Cause 'twas goin' on at the girls' school"
                                 << "'Cause 'twas goin' on at the girls' school";
    QTest::newRow("hyphens") << "well-known -- cut- off - x-ray"
                             << "well-known cut off x-ray";
    QTest::newRow("thousands") << "1,000,000 and 2,500"
                               << "one million and two thousand five hundred";
    QTest::newRow("decimals") << "3.14, 0.05"
                              << "three point one four zero point zero five";
    QTest::newRow("years") << "1984 1905 1900 2009 2015 1100"
                           << "nineteen eighty four nineteen oh five nineteen hundred two thousand "
                              "nine twenty fifteen eleven hundred";
    QTest::newRow("no year with separator") << "1,984"
                                            << "one thousand nine hundred eighty four";
    QTest::newRow("decades") << "the 1990s and 60s"
                             << "the nineteen nineties and sixties";
    QTest::newRow("ordinals") << "1st, 22nd and 13TH"
                              << "first twenty second and thirteenth";
    QTest::newRow("clock") << "10:30 5:05 10:00 25:61"
                           << "ten thirty five oh five ten o'clock twenty five sixty one";
    QTest::newRow("money") << "$5.50 £1 €2.00 $1,000"
                           << "five dollars fifty one pound two euros one thousand dollars";
    QTest::newRow("signs") << "It's 50% -5 +3 2+2=4 R&B 20°"
                           << "It's fifty percent minus five plus three two plus two equals four R "
                              "and B twenty degrees";
    QTest::newRow("measures") << "5km 1 kg 2.5 cm"
                              << "five kilometers one kilogram two point five centimeters";
    QTest::newRow("digit by digit") << "007 12345678901"
                                    << "zero zero seven one two three four five six seven eight nine zero one";
    QTest::newRow("largest") << "999999999"
                             << "nine hundred ninety nine million nine hundred ninety nine thousand nine hundred "
                                "ninety nine";
    QTest::newRow("ranges and mixtures") << "3-5 mp3 B2B"
                                         << "three five mp three B two B";
    QTest::newRow("abbreviations") << "Dr. Smith, Mrs. Jones vs. Mr Bean, e.g. etc."
                                   << "doctor Smith missus Jones versus mister Bean "
                                      "for example et cetera";
    QTest::newRow("initials") << "the U.S. at 5 p.m., J.R.R. Tolkien"
                              << "the u. s. at five p. m. j. r. r. Tolkien";
}

void TestTextNormaliser::english() {
    QFETCH(QString, text);
    QFETCH(QString, wanted);
    QCOMPARE(words(text, "en"), wanted);
    QCOMPARE(words(text, "en-gb"), wanted);
}

void TestTextNormaliser::german_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("thousands, decimals") << "2.500 Leute, 12,5 %"
                                         << "zweitausendfünfhundert Leute zwölf Komma fünf Prozent";
    QTest::newRow("years") << "1984 1800 2015"
                           << "neunzehnhundertvierundachtzig achtzehnhundert zweitausendfünfzehn";
    QTest::newRow("dates") << "Am 1. Mai, der 3. Oktober"
                           << "Am ersten Mai der dritte Oktober";
    QTest::newRow("ordinals by article") << "Die 2. Reihe, zum 3. Mal"
                                         << "Die zweite Reihe zum dritten Mal";
    QTest::newRow("end of a sentence") << "Es waren 3. Dann 4."
                                       << "Es waren drei Dann vier";
    QTest::newRow("clock") << "um 10:30 Uhr oder 1:00"
                           << "um zehn Uhr dreißig oder ein Uhr";
    QTest::newRow("money") << "1 € 3,50 € 5 €"
                           << "ein Euro drei Euro fünfzig fünf Euro";
    QTest::newRow("measures") << "1 km, 3,1 kg"
                              << "ein Kilometer drei Komma eins Kilogramm";
    QTest::newRow("abbreviations") << "z. B. Dr. Weiß, d.h. usw."
                                   << "zum Beispiel Doktor Weiß das heißt und so weiter";
    QTest::newRow("initials") << "die U.S.A."
                              << "die u s a";
}

void TestTextNormaliser::german() {
    QFETCH(QString, text);
    QFETCH(QString, wanted);
    QCOMPARE(words(text, "de"), wanted);
}

void TestTextNormaliser::polish_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("dates") << "3. maja, 21. lipca"
                           << "trzeciego maja dwudziestego pierwszego lipca";
    QTest::newRow("forms") << "1 zł, 2 zł, 5 zł, 12 zł, 22 zł"
                           << "jeden złoty dwa złote pięć złotych dwanaście złotych dwadzieścia "
                              "dwa złote";
    QTest::newRow("decimals") << "2,5 %"
                              << "dwa przecinek pięć procent";
    QTest::newRow("abbreviations") << "np. prof. Kowalski, m.in. tzn."
                                   << "na przykład profesor Kowalski między innymi to znaczy";
}

void TestTextNormaliser::polish() {
    QFETCH(QString, text);
    QFETCH(QString, wanted);
    QCOMPARE(words(text, "pl"), wanted);
}

void TestTextNormaliser::otherLanguages_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("French") << "fr"
                            << "L’oiseau coûte 3,5 € (ou 50 %)."
                            << "L'oiseau coûte 3,5 ou 50";
    QTest::newRow("numbers stay for espeak-ng") << "es"
                                                << "Son 1.000,50€ y -5°, a las 10:30"
                                                << "Son 1.000,50€ y -5° a las 10:30";
    QTest::newRow("Arabic punctuation") << "ar"
                                        << "مرحبا، كيف حالك؟"
                                        << "مرحبا كيف حالك";
    QTest::newRow("Chinese punctuation") << "zh"
                                         << "你好，世界。「好」！"
                                         << "你好 世界 好";
    QTest::newRow("Hindi danda") << "hi"
                                 << "नमस्ते। धन्यवाद॥"
                                 << "नमस्ते धन्यवाद";
    QTest::newRow("combining accents") << "fr" << QString("e\u0301te\u0301") << QString("e\u0301te\u0301");
}

void TestTextNormaliser::otherLanguages() {
    QFETCH(QString, language);
    QFETCH(QString, text);
    QFETCH(QString, wanted);
    QCOMPARE(words(text, language.toUtf8().constData()), wanted);
}

void TestTextNormaliser::eventsAreTakenOutAndCounted() {
    const auto result = normaliseText("[LAUGHTER] Yes [ BREATHING ]<s> no</s> [LAUGHTER][x] 3 < 5 and 7 > 6 [open", "en");
    QCOMPARE(result.events.at("LAUGHTER"), std::size_t{2});
    QCOMPARE(result.events.at("BREATHING"), std::size_t{1});
    QCOMPARE(result.events.at("s"), std::size_t{1});
    QCOMPARE(result.events.at("/s"), std::size_t{1});
    QCOMPARE(result.eventCount(), std::size_t{6});
    QStringList list;
    for (const auto& word : result.words) list << QString::fromStdString(word);
    QCOMPARE(list.join(' '), QString("Yes no three five and seven six open"));
}

void TestTextNormaliser::capitals() {
    QCOMPARE(words("THE CAT, IT'S 5", "en"), QString("the cat it's five"));
    QCOMPARE(words("ŁÓDŹ ŻÓŁĆ", "pl"), QString("łódź żółć"));
    QCOMPARE(words("The NATO cat", "en"), QString("The NATO cat"));
}

void TestTextNormaliser::hostileText() {
    for (const auto* language : {"en", "de", "pl", "fr", "", "x"}) {
        QVERIFY(normaliseText("", language).words.empty());
        QVERIFY(normaliseText(" \t\n … ?! '' -- \xff\xfe\x80", language).words.empty());
        const auto broken = normaliseText(
            "a\xff"
            "b\xc3",
            language);
        QCOMPARE(broken.words, (std::vector<std::string>{"a", "b"}));
        const std::string digits(100000, '7');
        QVERIFY(!normaliseText(digits, language).words.empty());
        QVERIFY(!normaliseText(std::string(100000, '-') + "a" + std::string(100000, '\''), language).words.empty());
    }
}

QTEST_GUILESS_MAIN(TestTextNormaliser)
#include "TestTextNormaliser.moc"
