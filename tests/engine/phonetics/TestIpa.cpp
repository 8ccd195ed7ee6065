// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/Arpabet.h"
#include "engine/phonetics/EnglishIpa.h"
#include "engine/phonetics/EspeakProcess.h"
#include "engine/phonetics/Ipa.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::phonetics;

namespace {

/// One letter a manner; capitals for nuclei.
QString manners(const Pronunciation& phones) {
    QString text;
    for (const auto& phone : phones) text += QString(" mdsafnlg")[static_cast<int>(phone.manner) + 1];
    for (std::size_t i = 0; i < phones.size(); ++i) {
        if (phones[i].nucleus) text[static_cast<qsizetype>(i)] = text[static_cast<qsizetype>(i)].toUpper();
    }
    return text;
}

QString symbols(const Pronunciation& phones) { return QString::fromStdString(phoneText(phones)); }

}  // namespace

class TestIpa : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runningText_data();
    void runningText();
    void segments_data();
    void segments();
    void stressGoesToTheNextNucleus();
    void unknownSymbolsAreCounted();
    void marksAreTakenOff();
    void everyArpabetSoundHasItsIpa_data();
    void everyArpabetSoundHasItsIpa();
    void englishWords_data();
    void englishWords();
    void unknownEnglishSounds();
};

void TestIpa::runningText_data() {
    QTest::addColumn<QString>("ipa");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("classes");
    QTest::newRow("German") << "ˈʃtʁaːsə"
                            << "ʃ t ʁ aː s ə"
                            << "fslMfM";
    QTest::newRow("German affricate with a tie") << "ˈt͡suːk"
                                                 << "tsuːk"
                                                 << "";
    QTest::newRow("diphthong") << "haʊs"
                               << "h aʊ s"
                               << "fDf";
    QTest::newRow("hiatus") << "ˈteaːtɐ"
                            << "t e aː t ɐ"
                            << "sMMsM";
    QTest::newRow("stop and fricative stay apart") << "kæts"
                                                   << "k æ t s"
                                                   << "sMsf";
    QTest::newRow("usual affricates need no tie") << "tʃɛst"
                                                  << "tʃ ɛ s t"
                                                  << "aMfs";
    QTest::newRow("ligature") << "ʧɛʦ"
                              << "ʧ ɛ ʦ"
                              << "aMa";
    QTest::newRow("Polish") << "ˈd͡ʑɛɲ ˈdɔ.brɨ"
                            << "dʑ ɛ ɲ d ɔ b r ɨ"
                            << "aMnsMslM";
    QTest::newRow("Arabic") << "sˤa.baːħ ʔal.xajr"
                            << "sˤ a b aː ħ ʔ a l x a j r"
                            << "fMsMfsMlfMgl";
    QTest::newRow("tone letters") << "ni˧˥ xaʊ˨˩˦"
                                  << "n i x aʊ"
                                  << "nMfD";
    QTest::newRow("tone accents") << "mā má mǎ mà"
                                  << "m a m a m a m a"
                                  << "nMnMnMnM";
    QTest::newRow("nasal vowel, either way") << "bɔ̃ bõ"
                                             << "b ɔ̃ b õ"
                                             << "sMsM";
    QTest::newRow("not syllabic") << "ai̯ pi̯a"
                                  << "ai̯ p i̯ a"
                                  << "DsgM";
    QTest::newRow("syllabic consonants") << "vl̩k ˈbʌtn̩"
                                         << "v l̩ k b ʌ t n̩"
                                         << "fLssMsN";
    QTest::newRow("Czech r") << "r̝eka"
                             << "r̝ e k a"
                             << "fMsM";
    QTest::newRow("ejective, aspirated, long") << "tʼa tʰa tːa"
                                               << "tʼ a tʰ a tː a"
                                               << "sMsMsM";
    QTest::newRow("clicks and implosives") << "ǃa ɓa"
                                           << "ǃ a ɓ a"
                                           << "sMsM";
}

void TestIpa::runningText() {
    QFETCH(QString, ipa);
    QFETCH(QString, wanted);
    QFETCH(QString, classes);
    UnknownSymbols unknown;
    const auto phones = ipaPhones(ipa.toStdString(), IpaText::Running, unknown);
    QVERIFY2(unknown.empty(), unknown.sentence().english().c_str());
    // The tie's own row joins the symbols by hand; marks may be composed or not.
    if (classes.isEmpty()) {
        QCOMPARE(symbols(phones).remove(' '), wanted);
        QCOMPARE(phones.front().manner, Manner::Affricate);
        return;
    }
    QCOMPARE(symbols(phones).normalized(QString::NormalizationForm_C), wanted.normalized(QString::NormalizationForm_C));
    QCOMPARE(manners(phones), classes);
}

void TestIpa::segments_data() {
    QTest::addColumn<QString>("espeak");
    QTest::addColumn<bool>("tonal");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("classes");
    // Lines that espeak-ng 1.51 wrote.
    QTest::newRow("German") << "pf_ˈy_ts_ə d_ˈɔø_t_ʃ k_ɔ_m_p_j_ˈuː_t_ɜ (en)_ɡ_ˈuː_ɡ_əl_(de)" << false
                            << "pf y ts ə d ɔø t ʃ k ɔ m p j uː t ɜ ɡ uː ɡ ə l"
                            << "aMaMsDsfsMnsgMsMsMsMl";
    QTest::newRow("empty segments") << "_ˌyː_b_ɜ _ ʃ_p_ɾ_ˈɪ_ŋ_t__ _ʊ_n_t" << false << "yː b ɜ ʃ p ɾ ɪ ŋ t ʊ n t"
                                    << "MsMfslMnsMns";
    QTest::newRow("Polish") << "x_ʃ_ˈɔ̃_ʃ_tʃ ʑ_dʑ_b_w_ˈɔ pʲ_ɛ_ɲ_dʑ" << false << "x ʃ ɔ̃ ʃ tʃ ʑ dʑ b w ɔ pʲ ɛ ɲ dʑ"
                            << "ffMfafasgMsMna";
    QTest::newRow("Arabic") << "ʔ_a_l_ʕ_a_r_ˈa_b_iː_j_ˌa dˤ_ˈa._r_a_b_ˌa q_ˈi_t̪_t̪_a" << false
                            << "ʔ a l ʕ a r a b iː j a dˤ a r a b a q i t̪ t̪ a"
                            << "sMlfMlMsMgMsMlMsMsMssM";
    QTest::newRow("Mandarin") << "n_ˈiɜ_ χ_ˈɑu2_ ts._ˈonɡ5_ k_ˈuoɜ_ s._ˈi.5_ tɕh_ˈi5_ ʐ_ˈo-5_ ˈərɜ_ th_ˈiɛ5_n_" << true
                              << "n i χ ɑu ʈʂ o ŋ k uo ʂ ɨ tɕʰ i ʐ ɤ ə r tʰ iɛ n"
                              << "nMfDaMnsDfMaMfMMlsDn";
    QTest::newRow("Vietnamese") << "v_ˈiɛ6_t̪_ k_ˈaː4_m_ ˈəː1_n_" << true << "v iɛ t̪ k aː m əː n"
                                << "fDssMnMn";
    QTest::newRow("Danish stød, Korean tense") << "h_ˈʔu_n q-_ˈo_t" << false << "h u n q o t"
                                               << "fMnsMs";
    QTest::newRow("Russian") << "ˈju_k z_d__r_ˈɑ tʃʲ_ˈɵ_r" << false << "j u k z d r ɑ tʃʲ ɵ r"
                             << "gMsfslMaMl";
    QTest::newRow("doubled long vowel") << "ˈɔːɔː" << false << "ɔː"
                                        << "M";
}

void TestIpa::segments() {
    QFETCH(QString, espeak);
    QFETCH(bool, tonal);
    QFETCH(QString, wanted);
    QFETCH(QString, classes);
    UnknownSymbols unknown;
    Pronunciation phones;
    for (const auto& word : parseEspeakLine(espeak.toStdString(), tonal)) {
        for (const auto& segment : word) {
            for (auto& phone : ipaPhones(segment, IpaText::Segment, unknown)) phones.push_back(phone);
        }
    }
    QVERIFY2(unknown.empty(), unknown.sentence().english().c_str());
    QCOMPARE(symbols(phones), wanted);
    QCOMPARE(manners(phones), classes);
}

void TestIpa::stressGoesToTheNextNucleus() {
    UnknownSymbols unknown;
    const auto phones = ipaPhones("ˌɪntəˈnæʃnəl", IpaText::Running, unknown);
    QCOMPARE(phoneText(phones, true), std::string("ɪ2 n t ə0 n æ1 ʃ n ə0 l"));
    for (const auto& phone : phones) QVERIFY(phone.nucleus || phone.stress == -1);
}

void TestIpa::unknownSymbolsAreCounted() {
    UnknownSymbols unknown;
    const auto phones = ipaPhones(
        "pΩaΩ\xff"
        "t",
        IpaText::Running, unknown);
    QCOMPARE(phoneText(phones), std::string("p a t"));
    QCOMPARE(unknown.total(), std::size_t{3});
    QCOMPARE(unknown.counts().at("Ω"), std::size_t{2});
    UnknownSymbols more;
    more.add("Ω");
    more.add(unknown);
    QCOMPARE(more.counts().at("Ω"), std::size_t{3});
    QVERIFY(more.sentence().english().find("Ω (3)") != std::string::npos);
    QVERIFY(UnknownSymbols().sentence().empty());
    QVERIFY(ipaPhones("", IpaText::Running, unknown).empty());
    QVERIFY(ipaPhones("ˈː͡ ̃", IpaText::Segment, unknown).empty());
}

void TestIpa::marksAreTakenOff() {
    QCOMPARE(withoutMarks("tɕʰ"), std::string("tɕ"));
    QCOMPARE(withoutMarks("aː"), std::string("a"));
    QCOMPARE(withoutMarks("n̩"), std::string("n"));
    QCOMPARE(withoutMarks("SH"), std::string("SH"));
}

void TestIpa::everyArpabetSoundHasItsIpa_data() {
    QTest::addColumn<QString>("ipa");
    QTest::addColumn<QString>("phone");
    const char* pairs[][2] = {{"ɑː", "AA"}, {"æ", "AE"}, {"ʌ", "AH"},  {"ə", "AH"},  {"ɐ", "AH"},  {"ɔː", "AO"}, {"aʊ", "AW"},
                              {"aɪ", "AY"}, {"ɛ", "EH"}, {"ɜː", "ER"}, {"ɚ", "ER"},  {"eɪ", "EY"}, {"ɪ", "IH"},  {"ᵻ", "IH"},
                              {"iː", "IY"}, {"i", "IY"}, {"oʊ", "OW"}, {"ɔɪ", "OY"}, {"ʊ", "UH"},  {"uː", "UW"}, {"tʃ", "CH"},
                              {"dʒ", "JH"}, {"θ", "TH"}, {"ð", "DH"},  {"ʃ", "SH"},  {"ʒ", "ZH"},  {"ŋ", "NG"},  {"ɹ", "R"},
                              {"j", "Y"},   {"h", "HH"}, {"ɾ", "T"},   {"p", "P"},   {"b", "B"},   {"t", "T"},   {"d", "D"},
                              {"k", "K"},   {"ɡ", "G"},  {"f", "F"},   {"v", "V"},   {"s", "S"},   {"z", "Z"},   {"m", "M"},
                              {"n", "N"},   {"l", "L"},  {"w", "W"},   {"ʔ", ""}};
    for (const auto& pair : pairs) QTest::newRow(pair[0]) << pair[0] << pair[1];
}

void TestIpa::everyArpabetSoundHasItsIpa() {
    QFETCH(QString, ipa);
    QFETCH(QString, phone);
    UnknownSymbols unknown;
    QCOMPARE(symbols(arpabetFromIpa(std::vector{ipa.toStdString()}, unknown)), phone);
    QVERIFY(unknown.empty());
}

void TestIpa::englishWords_data() {
    QTest::addColumn<QString>("espeak");
    QTest::addColumn<QString>("wanted");
    // Lines that espeak-ng 1.51 wrote for en-us.
    QTest::newRow("hello") << "h_ə_l_ˈoʊ"
                           << "HH AH0 L OW1";
    QTest::newRow("button") << "b_ˈʌ_ʔ_n̩"
                            << "B AH1 T AH0 N";
    QTest::newRow("water") << "w_ˈɔː_ɾ_ɚ"
                           << "W AO1 T ER0";
    QTest::newRow("little") << "l_ˈɪ_ɾ_əl"
                            << "L IH1 T AH0 L";
    QTest::newRow("car") << "k_ˈɑːɹ"
                         << "K AA1 R";
    QTest::newRow("fire") << "f_ˈaɪɚ"
                          << "F AY1 ER0";
    QTest::newRow("area") << "ˈɛ_ɹ_iə"
                          << "EH1 R IY0 AH0";
    QTest::newRow("discouragement") << "d_ɪ_s_k_ˈɜː_ɹ_ɪ_dʒ_m_ə_n_t"
                                    << "D IH0 S K ER1 IH0 JH M AH0 N T";
    QTest::newRow("around") << "ɐ_ɹ_ˈaʊ_n_d"
                            << "ER0 AW1 N D";
    QTest::newRow("tomorrow") << "t_ə_m_ˈɑːɹ_ɹ_oʊ"
                              << "T AH0 M AA1 R OW0";
    QTest::newRow("secondary") << "s_ˈɛ_k_ə_n_d_ˌɛ_ɹ_i"
                               << "S EH1 K AH0 N D EH2 R IY0";
}

void TestIpa::englishWords() {
    QFETCH(QString, espeak);
    QFETCH(QString, wanted);
    UnknownSymbols unknown;
    const auto line = parseEspeakLine(espeak.toStdString());
    QCOMPARE(line.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(phoneText(arpabetFromIpa(line[0], unknown), true)), wanted);
    QVERIFY(unknown.empty());
}

void TestIpa::unknownEnglishSounds() {
    UnknownSymbols unknown;
    QCOMPARE(symbols(arpabetFromIpa(std::vector<std::string>{"k", "Ωaɪ", "ħ"}, unknown)), QString("K AY"));
    QCOMPARE(unknown.total(), std::size_t{2});
    QVERIFY(arpabetFromIpa({}, unknown).empty());
}

QTEST_GUILESS_MAIN(TestIpa)
#include "TestIpa.moc"
