// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/Arpabet.h"
#include "engine/phonetics/Ipa.h"
#include "engine/phonetics/Syllables.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::phonetics;

namespace {

QString syllables(const Pronunciation& phones, OnsetRule rule) {
    QString text;
    for (const auto& syllable : syllablesOf(phones, rule)) {
        if (!text.isEmpty()) text += " . ";
        text += QString::fromStdString(phoneText({phones.begin() + static_cast<std::ptrdiff_t>(syllable.begin),
                                                  phones.begin() + static_cast<std::ptrdiff_t>(syllable.end)}));
    }
    return text;
}

}  // namespace

class TestSyllables : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void english_data();
    void english();
    void onsets();
    void otherLanguages_data();
    void otherLanguages();
    void everyPhoneIsInOneSyllable();
    void labels();
    void ruleOfALanguage();
};

void TestSyllables::english_data() {
    QTest::addColumn<QString>("phones");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("extra") << "EH1 K S T R AH0"
                           << "EH K . S T R AH";
    QTest::newRow("excuse") << "IH0 K S K Y UW1 S"
                            << "IH K . S K Y UW S";
    QTest::newRow("athlete: TH L is no onset") << "AE1 TH L IY2 T"
                                               << "AE TH . L IY T";
    QTest::newRow("singing: NG never begins") << "S IH1 NG IH0 NG"
                                              << "S IH NG . IH NG";
    QTest::newRow("measure: ZH may") << "M EH1 ZH ER0"
                                     << "M EH . ZH ER";
    QTest::newRow("secure: Y before UW only") << "S IH0 K Y UH1 R"
                                              << "S IH K . Y UH R";
    QTest::newRow("word edges stay") << "NG D W UW1 T L"
                                     << "NG D W UW T L";
    QTest::newRow("hiatus") << "K R IY0 EY1 T"
                            << "K R IY . EY T";
    QTest::newRow("no vowel: hmm") << "HH M"
                                   << "HH M";
    QTest::newRow("no vowel: psst") << "P S S T"
                                    << "P S S T";
    QTest::newRow("nothing") << ""
                             << "";
}

void TestSyllables::english() {
    QFETCH(QString, phones);
    QFETCH(QString, wanted);
    QCOMPARE(syllables(*arpabetPronunciation(phones.toStdString()), OnsetRule::English), wanted);
}

/// How many clusters are legal, counted by hand from the list.
void TestSyllables::onsets() {
    std::vector<Phone> consonants;
    for (const auto name : kArpabet) {
        if (const auto phone = arpabetPhone(name); !phone->nucleus) consonants.push_back(*phone);
    }
    QCOMPARE(consonants.size(), std::size_t{24});
    const auto aa = *arpabetPhone("AA");
    const auto uw = *arpabetPhone("UW");
    std::size_t single = 0;
    std::size_t pairs = 0;
    std::size_t pairsBeforeUw = 0;
    std::size_t triples = 0;
    std::size_t triplesBeforeUw = 0;
    for (const auto& a : consonants) {
        single += isEnglishOnset(std::vector{a}, aa);
        for (const auto& b : consonants) {
            pairs += isEnglishOnset(std::vector{a, b}, aa);
            pairsBeforeUw += isEnglishOnset(std::vector{a, b}, uw);
            for (const auto& c : consonants) {
                triples += isEnglishOnset(std::vector{a, b, c}, aa);
                triplesBeforeUw += isEnglishOnset(std::vector{a, b, c}, uw);
            }
        }
    }
    QCOMPARE(single, std::size_t{23});
    // P B K G + L R: 8; T D + R W: 4; K G S HH TH + W: 5; F + L R: 2; TH R, SH R: 2; S + P T K M N L F: 7.
    QCOMPARE(pairs, std::size_t{28});
    QCOMPARE(pairsBeforeUw, std::size_t{28 + 14});
    // S P + L R; S T R; S K + R W L; before UW also S + P T K + Y.
    QCOMPARE(triples, std::size_t{6});
    QCOMPARE(triplesBeforeUw, std::size_t{9});
    QVERIFY(isEnglishOnset({}, aa));
    QVERIFY(!isEnglishOnset(std::vector(4, consonants.front()), aa));
}

void TestSyllables::otherLanguages_data() {
    QTest::addColumn<QString>("ipa");
    QTest::addColumn<int>("rule");
    QTest::addColumn<QString>("wanted");
    const int sonority = static_cast<int>(OnsetRule::Sonority);
    const int single = static_cast<int>(OnsetRule::Single);
    QTest::newRow("German Fenster") << "fɛnstɐ" << sonority << "f ɛ n . s t ɐ";
    QTest::newRow("German singen") << "zɪŋən" << sonority << "z ɪ ŋ . ə n";
    QTest::newRow("German Hexe") << "hɛksə" << sonority << "h ɛ k . s ə";
    QTest::newRow("German Problem") << "problem" << sonority << "p r o . b l e m";
    QTest::newRow("German beschreiben") << "bəʃraɪbən" << sonority << "b ə . ʃ r aɪ . b ə n";
    QTest::newRow("German Karpfen") << "karp͡fən" << sonority << "k a r . pf ə n";
    QTest::newRow("Polish siostra") << "ɕɔstra" << sonority << "ɕ ɔ . s t r a";
    QTest::newRow("Czech vlk, one syllabic consonant") << "vl̩k" << sonority << "v l̩ k";
    QTest::newRow("Czech Brno") << "br̩no" << sonority << "b r̩ . n o";
    QTest::newRow("Arabic maktab") << "maktab" << single << "m a k . t a b";
    QTest::newRow("Arabic bint") << "bint" << single << "b i n t";
    QTest::newRow("Mandarin xiao") << "ɕjɑu" << sonority << "ɕ j ɑ . u";
}

void TestSyllables::otherLanguages() {
    QFETCH(QString, ipa);
    QFETCH(int, rule);
    QFETCH(QString, wanted);
    UnknownSymbols unknown;
    const auto phones = ipaPhones(ipa.toStdString(), IpaText::Running, unknown);
    QVERIFY(unknown.empty());
    QCOMPARE(syllables(phones, static_cast<OnsetRule>(rule)), wanted);
}

void TestSyllables::everyPhoneIsInOneSyllable() {
    std::uint32_t state = 1;
    for (int round = 0; round < 2000; ++round) {
        Pronunciation phones;
        const auto next = [&](std::uint32_t below) { return (state = state * 1664525U + 1013904223U) / 65536U % below; };
        for (std::uint32_t i = next(12); i > 0; --i) phones.push_back(*arpabetPhone(kArpabet[next(39)]));
        for (const auto rule : {OnsetRule::English, OnsetRule::Sonority, OnsetRule::Single}) {
            std::size_t at = 0;
            for (const auto& syllable : syllablesOf(phones, rule)) {
                QCOMPARE(syllable.begin, at);
                QVERIFY(syllable.begin <= syllable.nucleus && syllable.nucleus < syllable.end);
                at = syllable.end;
            }
            QCOMPARE(at, phones.size());
        }
    }
}

void TestSyllables::labels() {
    const auto classes = BroadClasses::find("manner7");
    PROSOSCOPE_VERIFY(classes);
    const auto word = *arpabetPronunciation("S T R EH1 NG K TH");
    const auto all = syllablesOf(word, OnsetRule::English);
    QCOMPARE(all.size(), std::size_t{1});
    const auto label = [&](SyllableLabel kind) { return labelOf(word, all[0], kind, *classes); };
    QCOMPARE(label(SyllableLabel::Shape), std::string("CVC"));
    QCOMPARE(label(SyllableLabel::Anonymous), std::string("syl"));
    QCOMPARE(label(SyllableLabel::Nucleus), std::string("EH"));
    QCOMPARE(label(SyllableLabel::BroadString), std::string("FSLVNSF"));
    QCOMPARE(label(SyllableLabel::Full), std::string("S-T-R-EH-NG-K-TH"));
    const auto named = BroadClasses::parse("vow monophthong diphthong\ncon stop affricate fricative nasal liquid glide\n", "x");
    QCOMPARE(labelOf(word, {5, 5, 7}, SyllableLabel::BroadString, *named), std::string("con-con"));
    // "hmm": the nasal is the nucleus.
    const auto hmm = *arpabetPronunciation("HH M");
    const auto one = syllablesOf(hmm, OnsetRule::English);
    QCOMPARE(one, (std::vector<Syllable>{{0, 1, 2}}));
    QCOMPARE(labelOf(hmm, one[0], SyllableLabel::Shape, *classes), std::string("CV"));
    for (const auto kind : {SyllableLabel::Shape, SyllableLabel::Anonymous, SyllableLabel::Nucleus, SyllableLabel::BroadString,
                            SyllableLabel::Full})
        QCOMPARE(syllableLabelFromName(syllableLabelName(kind)), kind);
    QVERIFY(!syllableLabelFromName("none"));
}

void TestSyllables::ruleOfALanguage() {
    QCOMPARE(onsetRuleOf("en"), OnsetRule::English);
    QCOMPARE(onsetRuleOf("en-gb"), OnsetRule::English);
    QCOMPARE(onsetRuleOf("ar"), OnsetRule::Single);
    QCOMPARE(onsetRuleOf("de"), OnsetRule::Sonority);
    QCOMPARE(onsetRuleOf("enm"), OnsetRule::Sonority);
}

QTEST_GUILESS_MAIN(TestSyllables)
#include "TestSyllables.moc"
