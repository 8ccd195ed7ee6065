// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeFile.h"
#include "engine/phonetics/ChildProcess.h"
#include "engine/phonetics/Pronouncer.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::phonetics;
using Words = std::vector<std::string>;

class TestPronouncer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void lexiconsComeInOrder();
    void compoundsAreTakenApart();
    void unknownWordsGoToOneProcess();
    void lettersAreTheLastResort();
    void nobodyKnows();
    void otherLanguagesNeedEspeak();
    void ownLexiconOfAnotherLanguage();
    void absentCmudictIsExplained();
    void wrongSettings();
    void realLanguages_data();
    void realLanguages();

private:
    [[nodiscard]] std::filesystem::path path(const char* name) const { return toPath(m_folder.filePath(name)); }
    [[nodiscard]] PronouncerOptions options(const char* language = "en") const {
        PronouncerOptions options;
        options.language = language;
        options.cmudict = path("cmu.dict");
        options.espeak = path("espeak");
        return options;
    }
    QTemporaryDir m_folder;
};

void TestPronouncer::initTestCase() {
    PROSOSCOPE_VERIFY(core::writeFile(path("cmu.dict"),
                                      "hello HH AH0 L OW1\nhello(2) HH EH0 L OW1\nso S OW1\ncalled K AO1 L D\n"
                                      "girls G ER1 L Z\nx-ray EH1 K S R EY2\n"));
    PROSOSCOPE_VERIFY(core::writeFile(path("mine.dict"), "hello Y OW1\nzorb Z AO1 R B\nmute #\n"));
    PROSOSCOPE_VERIFY(core::writeFile(path("de.dict"), "Straße ʃ t ʁ aː s ə\n"));
    // Stands for espeak-ng: every word is "ʃ_ˈɔ", an x nothing; each start leaves a line.
    QFile file(m_folder.filePath("espeak"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(("#!/bin/sh\necho start >> '" + m_folder.filePath("starts") +
                "'\nwhile read -r line; do case \"$line\" in x*) echo;; *) echo ʃ_ˈɔ;; esac; done\n")
                   .toUtf8());
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner);
}

void TestPronouncer::lexiconsComeInOrder() {
    auto settings = options();
    settings.userLexicon = path("mine.dict");
    auto pronouncer = Pronouncer::open(settings);
    PROSOSCOPE_VERIFY(pronouncer);
    core::Progress progress;
    const auto words = pronouncer->pronounce(Words{"Hello", "SO", "zorb", "girls'"}, progress);
    PROSOSCOPE_VERIFY(words);
    QCOMPARE((*words)[0].source, PronunciationSource::UserLexicon);
    QCOMPARE(phoneText((*words)[0].spoken.at(0), true), std::string("Y OW1"));
    QCOMPARE((*words)[0].text, std::string("Hello"));
    QCOMPARE((*words)[1].source, PronunciationSource::Cmudict);
    QCOMPARE((*words)[2].source, PronunciationSource::UserLexicon);
    QCOMPARE(phoneText((*words)[3].spoken.at(0)), std::string("G ER L Z"));
    QCOMPARE((*words)[3].text, std::string("girls'"));
    QCOMPARE(pronouncer->remarks().size(), std::size_t{1});  // the bad line of mine.dict
    // Without one's own lexicon the first entry of the other.
    auto plain = Pronouncer::open(options());
    PROSOSCOPE_VERIFY(plain);
    QCOMPARE(phoneText(plain->pronounce(Words{"hello"}, progress)->front().spoken.at(0), true), std::string("HH AH0 L OW1"));
}

void TestPronouncer::compoundsAreTakenApart() {
    auto pronouncer = Pronouncer::open(options());
    PROSOSCOPE_VERIFY(pronouncer);
    core::Progress progress;
    const auto words = pronouncer->pronounce(Words{"so-called", "x-ray", "so-zorb", "-"}, progress);
    PROSOSCOPE_VERIFY(words);
    QCOMPARE((*words)[0].spoken.size(), std::size_t{2});
    QCOMPARE((*words)[0].source, PronunciationSource::Cmudict);
    QCOMPARE((*words)[1].spoken.size(), std::size_t{1});
    QCOMPARE((*words)[2].source, PronunciationSource::Espeak);
    QVERIFY((*words)[3].spoken.empty());
}

void TestPronouncer::unknownWordsGoToOneProcess() {
    QFile::remove(m_folder.filePath("starts"));
    auto pronouncer = Pronouncer::open(options());
    PROSOSCOPE_VERIFY(pronouncer);
    core::Progress progress;
    const auto words = pronouncer->pronounce(Words{"zorb", "blip", "zorb", "hello"}, progress);
    PROSOSCOPE_VERIFY(words);
    QCOMPARE((*words)[0].source, PronunciationSource::Espeak);
    QCOMPARE(phoneText((*words)[0].spoken.at(0), true), std::string("SH AO1"));
    QVERIFY((*words)[0] == (*words)[2]);
    PROSOSCOPE_VERIFY(pronouncer->pronounce(Words{"blip", "so"}, progress));
    QCOMPARE(core::readFile(path("starts")).value(), std::string("start\n"));
}

void TestPronouncer::lettersAreTheLastResort() {
    auto settings = options();
    settings.useEspeak = false;
    auto pronouncer = Pronouncer::open(settings);
    PROSOSCOPE_VERIFY(pronouncer);
    core::Progress progress;
    const auto words = pronouncer->pronounce(Words{"blip"}, progress);
    PROSOSCOPE_VERIFY(words);
    QCOMPARE((*words)[0].source, PronunciationSource::LetterRules);
    QCOMPARE(phoneText((*words)[0].spoken.at(0)), std::string("B L IH P"));
    // Also where espeak-ng has nothing to say.
    auto other = Pronouncer::open(options());
    QCOMPARE(other->pronounce(Words{"xap"}, progress)->front().source, PronunciationSource::LetterRules);
}

void TestPronouncer::nobodyKnows() {
    auto pronouncer = Pronouncer::open(options("de"));
    PROSOSCOPE_VERIFY(pronouncer);
    core::Progress progress;
    const auto words = pronouncer->pronounce(Words{"xa", "Tag", "xb"}, progress);
    PROSOSCOPE_VERIFY(words);
    QCOMPARE((*words)[0].source, PronunciationSource::None);
    QVERIFY((*words)[0].spoken.empty());
    QCOMPARE(phoneText((*words)[1].spoken.at(0)), std::string("ʃ ɔ"));
    QCOMPARE(pronouncer->remarks().back().english(),
             std::string("Words without a pronunciation were left out (2 in all): xa, xb."));
}

void TestPronouncer::otherLanguagesNeedEspeak() {
    auto settings = options("de");
    settings.useEspeak = false;
    auto pronouncer = Pronouncer::open(settings);
    PROSOSCOPE_VERIFY(pronouncer);
    core::Progress progress;
    const auto words = pronouncer->pronounce(Words{"Tag"}, progress);
    QVERIFY(!words);
    QCOMPARE(words.error().kind, core::ErrorKind::Unavailable);
    PROSOSCOPE_VERIFY(pronouncer->pronounce(Words{}, progress));
}

void TestPronouncer::ownLexiconOfAnotherLanguage() {
    auto settings = options("de");
    settings.useEspeak = false;
    settings.userLexicon = path("de.dict");
    auto pronouncer = Pronouncer::open(settings);
    PROSOSCOPE_VERIFY(pronouncer);
    core::Progress progress;
    const auto words = pronouncer->pronounce(Words{"STRAßE", "hello"}, progress);
    QVERIFY(!words);  // CMUdict does not speak German
    const auto street = pronouncer->pronounce(Words{"Straße"}, progress);
    PROSOSCOPE_VERIFY(street);
    QCOMPARE(phoneText(street->front().spoken.at(0)), std::string("ʃ t ʁ aː s ə"));
}

void TestPronouncer::absentCmudictIsExplained() {
    const QTemporaryDir empty;
    const QByteArray resources = qgetenv("PROSOSCOPE_RESOURCES");
    qputenv("PROSOSCOPE_RESOURCES", empty.path().toUtf8());
    qputenv("PROSOSCOPE_CACHE", empty.path().toUtf8());
    const auto given = qgetenv("PROSOSCOPE_CMUDICT");
    qunsetenv("PROSOSCOPE_CMUDICT");
    QVERIFY(findCmudict().empty());
    auto settings = options();
    settings.cmudict.clear();
    auto pronouncer = Pronouncer::open(settings);
    PROSOSCOPE_VERIFY(pronouncer);
    QCOMPARE(pronouncer->remarks().size(), std::size_t{1});
    QVERIFY(pronouncer->remarks()[0].english().find("fetch-cmudict.sh") != std::string::npos);
    QCOMPARE(Pronouncer::open(options("de"))->remarks().size(), std::size_t{0});
    // Fetched into the cache, or named.
    QVERIFY(QDir(empty.path()).mkdir("cmudict"));
    PROSOSCOPE_VERIFY(core::writeFile(toPath(empty.filePath("cmudict/cmudict.dict")), "a AH0\n"));
    QCOMPARE(findCmudict(), toPath(empty.filePath("cmudict/cmudict.dict")));
    qputenv("PROSOSCOPE_CMUDICT", path("cmu.dict").string().c_str());
    QCOMPARE(findCmudict(), path("cmu.dict"));
    qunsetenv("PROSOSCOPE_CACHE");
    if (resources.isNull()) {
        qunsetenv("PROSOSCOPE_RESOURCES");
    } else {
        qputenv("PROSOSCOPE_RESOURCES", resources);
    }
    if (given.isNull()) {
        qunsetenv("PROSOSCOPE_CMUDICT");
    } else {
        qputenv("PROSOSCOPE_CMUDICT", given);
    }
}

void TestPronouncer::wrongSettings() {
    QVERIFY(!Pronouncer::open(options("../de")));
    auto settings = options();
    settings.userLexicon = path("absent.dict");
    const auto absent = Pronouncer::open(settings);
    QVERIFY(!absent);
    QVERIFY(absent.error().message().find("absent.dict") != std::string::npos);
    settings = options();
    settings.cmudict = path("espeak");  // a shell script
    QVERIFY(!Pronouncer::open(settings));
}

void TestPronouncer::realLanguages_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("classes");
    QTest::addColumn<QString>("shapes");
    QTest::newRow("English without CMUdict") << "en"
                                             << "strength button"
                                             << "FSLVNF SVSVN"
                                             << "CVC CV CVC";
    QTest::newRow("German") << "de"
                            << "Pfütze schöne"
                            << "AVAV FVNV"
                            << "CV CV CV CV";
    QTest::newRow("Polish") << "pl"
                            << "chrząszcz dżem"
                            << "FFVFA AVN"
                            << "CVC CVC";
    QTest::newRow("Arabic") << "ar"
                            << "قلب صباح"
                            << "SVLS FVSVF"
                            << "CVC CV CVC";
    QTest::newRow("Mandarin") << "zh"
                              << "你好 中国"
                              << "NVFV SVNSV"
                              << "CV CV CVC CV";
}

void TestPronouncer::realLanguages() {
    if (!findProgram("espeak-ng")) QSKIP("needs espeak-ng, which is absent here");
    QFETCH(QString, language);
    QFETCH(QString, words);
    QFETCH(QString, classes);
    QFETCH(QString, shapes);
    if (language == "zh") classes = "NVFV AVNSV";
    PronouncerOptions settings;
    settings.language = language.toStdString();
    settings.cmudict = path("cmu.dict");
    auto pronouncer = Pronouncer::open(settings);
    PROSOSCOPE_VERIFY(pronouncer);
    Words list;
    for (const auto& word : words.split(' ')) list.push_back(word.toStdString());
    core::Progress progress;
    const auto spoken = pronouncer->pronounce(list, progress);
    PROSOSCOPE_VERIFY(spoken);
    QVERIFY(pronouncer->remarks().empty());
    const auto manner7 = BroadClasses::find("manner7");
    PROSOSCOPE_VERIFY(manner7);
    QStringList classList;
    QStringList shapeList;
    for (const auto& word : *spoken) {
        QString text;
        for (const auto& phones : word.spoken) {
            for (const auto& phone : phones)
                text += QString::fromStdString(manner7->symbols()[manner7->classOf(phone).value()]);
            for (const auto& syllable : syllablesOf(phones, pronouncer->onsetRule()))
                shapeList << QString::fromStdString(labelOf(phones, syllable, SyllableLabel::Shape, *manner7));
        }
        classList << text;
    }
    QCOMPARE(classList.join(' '), classes);
    QCOMPARE(shapeList.join(' '), shapes);
}

QTEST_GUILESS_MAIN(TestPronouncer)
#include "TestPronouncer.moc"
