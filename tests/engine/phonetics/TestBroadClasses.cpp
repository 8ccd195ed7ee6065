// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/Arpabet.h"
#include "engine/phonetics/BroadClasses.h"
#include "engine/phonetics/Ipa.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::phonetics;

namespace {

QString classesOf(const BroadClasses& classes, const Pronunciation& phones) {
    QString text;
    for (const auto& phone : phones) {
        const auto index = classes.classOf(phone);
        text += index ? QString::fromStdString(classes.symbols()[*index]) : QString("?");
    }
    return text;
}

Pronunciation ipa(const char* text) {
    UnknownSymbols unknown;
    return ipaPhones(text, IpaText::Running, unknown);
}

const std::string kAll = "V monophthong diphthong\nC stop affricate fricative nasal liquid glide\n";

}  // namespace

class TestBroadClasses : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void presets_data();
    void presets();
    void presetsSpeakEveryLanguage();
    void ownFile();
    void namedPhonesComeBeforeManners();
    void errorsNameTheLine_data();
    void errorsNameTheLine();
    void absentFile();
};

void TestBroadClasses::presets_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("classes");  // of the phones of "judge says hello around my yellow thing"
    QTest::newRow("manner5") << "manner5" << 5 << "SVSFVFFVRVVVNSNVRVRVFVN";
    QTest::newRow("manner6") << "manner6" << 6 << "SVSFVFFVLVVVNSNVGVLVFVN";
    QTest::newRow("manner7") << "manner7" << 7 << "AVAFVFFVLVVVNSNVGVLVFVN";
    QTest::newRow("manner8") << "manner8" << 8 << "AVAFVFFVLDVDNSNDGVLDFVN";
}

void TestBroadClasses::presets() {
    QFETCH(QString, name);
    QFETCH(int, count);
    QFETCH(QString, classes);
    const auto read = BroadClasses::find(name.toStdString());
    PROSOSCOPE_VERIFY(read);
    QCOMPARE(read->symbols().size(), static_cast<std::size_t>(count));
    QCOMPARE(classesOf(*read, *arpabetPronunciation("JH AH JH S EH Z HH AH L OW ER AW N D M AY Y EH L OW TH IH NG")), classes);
}

void TestBroadClasses::presetsSpeakEveryLanguage() {
    for (const auto name : BroadClasses::presets()) {
        const auto read = BroadClasses::find(std::string(name));
        PROSOSCOPE_VERIFY(read);
        for (std::size_t manner = 0; manner < kMannerCount; ++manner) {
            QVERIFY(read->classOf({"", static_cast<Manner>(manner), false, -1}));
            QCOMPARE(mannerFromName(mannerName(static_cast<Manner>(manner))), static_cast<Manner>(manner));
        }
    }
    const auto seven = BroadClasses::find("manner7");
    QCOMPARE(classesOf(*seven, ipa("ˈʃtʁaːsə")), QString("FSLVFV"));
    QCOMPARE(classesOf(*seven, ipa("t͡sʲiɲ vl̩k")), QString("AVNFLS"));
    QCOMPARE(classesOf(*seven, ipa("qalbħ")), QString("SVLSF"));
}

void TestBroadClasses::ownFile() {
    const QTemporaryDir folder;
    const auto path = toPath(folder.filePath("mine.txt"));
    QFile file(folder.filePath("mine.txt"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        "\xef\xbb\xbf# voicing\r\nloud monophthong diphthong nasal liquid glide B D G V DH Z ZH JH b d # comment\r\n\r\nmute "
        "stop affricate fricative\r\n");
    file.close();
    const auto read = BroadClasses::find(path.string());
    PROSOSCOPE_VERIFY(read);
    QCOMPARE(read->symbols(), (std::vector<std::string>{"loud", "mute"}));
    QCOMPARE(read->classOf(*arpabetPhone("Z")).value_or(9), std::size_t{0});
    QCOMPARE(read->classOf(*arpabetPhone("S")).value_or(9), std::size_t{1});
}

void TestBroadClasses::namedPhonesComeBeforeManners() {
    const auto read = BroadClasses::parse(kAll + "X t HH r̝\nY tʰ\n", "mine");
    PROSOSCOPE_VERIFY(read);
    QCOMPARE(classesOf(*read, ipa("tadar̝")), QString("XVCVX"));
    QCOMPARE(classesOf(*read, ipa("tʰatːa")), QString("YVXV"));  // with its marks, else without
    QCOMPARE(classesOf(*read, *arpabetPronunciation("HH AH T")), QString("XVC"));
    // What a file does not name has no class, which only happens to phones of other languages.
    std::string phones = "ALL";
    for (const auto name : kArpabet) phones.append(" ").append(name);
    const auto english = BroadClasses::parse(phones, "mine");
    PROSOSCOPE_VERIFY(english);
    QCOMPARE(classesOf(*english, ipa("ta")), QString("??"));
}

void TestBroadClasses::errorsNameTheLine_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    const QString all = QString::fromStdString(kAll);
    QTest::newRow("nothing") << "# nothing\n"
                             << "mine holds no class: a line is the symbol of a class and its members.";
    QTest::newRow("stranger") << all + "X QQ\n"
                              << "mine, line 3: QQ is no ARPAbet phone, no IPA phone and no manner.";
    QTest::newRow("lower case is IPA") << all + "X hh\n"
                                       << "mine, line 3: hh is no ARPAbet phone, no IPA phone and no manner.";
    QTest::newRow("twice") << all + "X t\nY s t\n"
                           << "mine, line 4: t has a class already, in line 3.";
    QTest::newRow("manner twice") << all + "X stop\n"
                                  << "mine, line 3: stop has a class already, in line 2.";
    QTest::newRow("same phone, two ways") << all + "X g ɡ\n"
                                          << "mine, line 3: the phone ɡ has a class already.";
    QTest::newRow("class twice") << all + "V t\n"
                                 << "mine, line 3: the class V has a line already.";
    QTest::newRow("no members") << all + "X # t\n"
                                << "mine, line 3: the class X has no members.";
    QTest::newRow("tag in a symbol")
        << all + "X_hap t\n"
        << "mine, line 3: X_hap cannot be the symbol of a class: at most 16 bytes without _ - < >.";
    QTest::newRow("left out") << "V monophthong\nC stop affricate fricative nasal liquid glide AW AY\n"
                              << "mine gives no class to these phones: EY OW OY.";
}

void TestBroadClasses::errorsNameTheLine() {
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    const auto read = BroadClasses::parse(text.toStdString(), "mine");
    QVERIFY(!read);
    QCOMPARE(QString::fromStdString(read.error().message()), sentence);
}

void TestBroadClasses::absentFile() {
    const auto read = BroadClasses::find("manner9");
    QVERIFY(!read);
    QVERIFY(read.error().message().find("manner5, manner6, manner7, manner8") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestBroadClasses)
#include "TestBroadClasses.moc"
