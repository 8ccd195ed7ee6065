// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/Columns.h"
#include "engine/corpus/Words.h"
#include "tests/engine/corpus/LayoutTestSupport.h"

using namespace prososcope;
using namespace prososcope::corpus;

namespace {

core::CsvTable tableOf(const std::string& text) { return core::parseCsv(text, "t.csv").value(); }

}  // namespace

class TestColumns : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void emotionWords_data();
    void emotionWords();
    void seconds_data();
    void seconds();
    void otherWords();
    void pairs();
    void namesInSeveralLanguages_data();
    void namesInSeveralLanguages();
    void fieldsAreSet();
    void guessByName();
    void guessByContent();
    void guessPrefersWhatExists();
    void guessOfScales();
    void guessIsNotTooBold();
    void separators();
    void realTables();
};

void TestColumns::emotionWords_data() {
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("word");
    QTest::newRow("own word") << "angry"
                              << "angry";
    QTest::newRow("noun") << " Anger "
                          << "angry";
    QTest::newRow("short form") << "HAP"
                                << "happy";
    QTest::newRow("German") << "ÄRGER"
                            << "angry";
    QTest::newRow("French") << "Dégoût"
                            << "disgusted";
    QTest::newRow("Polish") << "Złość"
                            << "angry";
    QTest::newRow("Russian") << "ГНЕВ"
                             << "angry";
    QTest::newRow("Chinese") << "悲伤"
                             << "sad";
    QTest::newRow("further word") << "excitement"
                                  << "excited";
    QTest::newRow("no agreement") << "xxx"
                                  << "no agreement";
    QTest::newRow("one letter says nothing") << "F"
                                             << "";
    QTest::newRow("unknown") << "zeal"
                             << "";
    QTest::newRow("empty") << ""
                           << "";
}

void TestColumns::emotionWords() {
    QFETCH(QString, label);
    QFETCH(QString, word);
    QCOMPARE(emotionWord(label.toStdString()).value_or(""), word.toStdString());
}

void TestColumns::seconds_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("expected");
    QTest::newRow("number") << "1.25" << 1.25;
    QTest::newRow("unit") << "1.5s" << 1.5;
    QTest::newRow("unit apart") << " 2 s " << 2.0;
    QTest::newRow("milliseconds") << "1500ms" << 1.5;
    QTest::newRow("pandas") << "0 days 00:00:01.500000" << 1.5;
    QTest::newRow("pandas, days") << "1 days 01:01:01.250000" << 90061.25;
    QTest::newRow("pandas, one day") << "1 day 00:00:00" << 86400.0;
    QTest::newRow("clock") << "01:02:03.5" << 3723.5;
    QTest::newRow("short clock") << "1:02.5" << 62.5;
    QTest::newRow("ISO 8601") << "P0DT0H1M1.5S" << 61.5;
    for (const char* none : {"", "NaT", "nan", "inf", "1.5x", "days", "0 days", "1:", "1.5:02", "1:2:3:4", "P", "PT", "P1X",
                             "-", "a:b", "1 days x"}) {
        QTest::newRow(none) << none << (QString(none) == "0 days" ? 0.0 : -1.0);
    }
}

void TestColumns::seconds() {
    QFETCH(QString, text);
    QFETCH(double, expected);
    QCOMPARE(parseSeconds(text.toStdString()).value_or(-1.0), expected);
}

void TestColumns::otherWords() {
    QCOMPARE(knownGender("F").value_or(""), std::string("female"));
    QCOMPARE(knownGender("Männlich").value_or(""), std::string("male"));
    QVERIFY(!knownGender("x"));
    QCOMPARE(knownSplit("Validation").value_or(""), std::string("development"));
    QCOMPARE(knownSplit("Test2").value_or(""), std::string("test2"));
    QVERIFY(!knownSplit("fold1"));
    QCOMPARE(languageCode("deu"), std::string("de"));
    QCOMPARE(languageCode("English"), std::string("en"));
    QCOMPARE(languageCode("pt-BR"), std::string("pt"));
    QCOMPARE(languageCode("Klingon"), std::string("klingon"));
    QVERIFY(isMissing(" NaN ") && isMissing("") && !isMissing("Nan") && !isMissing("0"));
}

void TestColumns::pairs() {
    const auto pairs = parsePairs(" W = angry ; F=happy,", "map");
    PROSOSCOPE_VERIFY(pairs);
    QCOMPARE(*pairs, (std::map<std::string, std::string>{{"F", "happy"}, {"W", "angry"}}));
    QVERIFY(parsePairs("", "map")->empty());
    for (const char* wrong : {"W", "=a", "a=b,a=c", "a=b,,c"}) {
        VERIFY_SAYS(parsePairs(wrong, "map"), "\"map\"");
    }
    LabelWords words(std::map<std::string, std::string>{{"W", "angry"}});
    QCOMPARE(words.word("W"), std::string("angry"));
    QCOMPARE(words.word("Freude"), std::string("happy"));
    QCOMPARE(words.word("sad"), std::string("sad"));
    QCOMPARE(words.word("zeal"), std::string("zeal"));
    QCOMPARE(words.word("nan"), std::string());
    Corpus corpus;
    words.addRemark(corpus);
    VERIFY_REMARK(corpus, "Freude = happy, W = angry.");
}

void TestColumns::namesInSeveralLanguages_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("field");
    for (const auto& [name, field] : std::vector<std::pair<const char*, const char*>>{{"Speaker ID", "speaker"},
                                                                                      {"speaker_id", "speaker"},
                                                                                      {"Sprecher", "speaker"},
                                                                                      {"说话人", "speaker"},
                                                                                      {"EmoClass", "emotion"},
                                                                                      {"ÉMOTION", "emotion"},
                                                                                      {"эмоция", "emotion"},
                                                                                      {"file_path", "path"},
                                                                                      {"Ścieżka", "path"},
                                                                                      {"EmoVal", "valence"},
                                                                                      {"Geschlecht", "gender"},
                                                                                      {"start_time", "start"},
                                                                                      {"Ende", "end"},
                                                                                      {"Split_Set", "split"},
                                                                                      {"Dialogue_ID", "dialogue"},
                                                                                      {"confidence", ""},
                                                                                      {"", ""},
                                                                                      {"speaker gender", ""}}) {
        QTest::newRow(name) << name << field;
    }
}

void TestColumns::namesInSeveralLanguages() {
    QFETCH(QString, name);
    QFETCH(QString, field);
    QCOMPARE(fieldNamed(name.toStdString()).value_or(""), field.toStdString());
}

void TestColumns::fieldsAreSet() {
    Utterance utterance;
    for (const auto& [field, text] : std::vector<std::pair<const char*, const char*>>{{"path", "a/b.wav"},
                                                                                      {"id", "x"},
                                                                                      {"speaker", " 03 "},
                                                                                      {"gender", "w"},
                                                                                      {"language", "ger"},
                                                                                      {"emotion", "Wut"},
                                                                                      {"valence", "-0.5"},
                                                                                      {"arousal", "2"},
                                                                                      {"dominance", "3.5"},
                                                                                      {"intensity", "strong"},
                                                                                      {"transcript", "nan"},
                                                                                      {"dialogue", "d"},
                                                                                      {"turn", "7.0"},
                                                                                      {"session", "s"},
                                                                                      {"split", "dev"},
                                                                                      {"start", "0 days 00:00:01"},
                                                                                      {"duration", "0.5"}}) {
        QVERIFY2(setField(utterance, field, text), field);
    }
    QCOMPARE(utterance.path, std::filesystem::path("a/b.wav"));
    QCOMPARE(utterance.speaker, std::string("03"));
    QCOMPARE(utterance.gender, std::string("female"));
    QCOMPARE(utterance.language, std::string("de"));
    QCOMPARE(utterance.emotion, std::string("Wut"));
    QCOMPARE(utterance.valence.value(), -0.5);
    QCOMPARE(utterance.transcript, std::string("nan"));  // words are words
    QCOMPARE(utterance.turn.value(), 7);
    QCOMPARE(utterance.split, std::string("development"));
    QCOMPARE(utterance.startSeconds, 1.0);
    QCOMPARE(utterance.endSeconds, 1.5);
    for (const auto& [field, text] : std::vector<std::pair<const char*, const char*>>{
             {"valence", "high"}, {"arousal", "inf"}, {"turn", "1.5"}, {"turn", "1e20"}, {"start", "soon"}}) {
        QVERIFY2(!setField(utterance, field, text), field);
    }
    QVERIFY(setField(utterance, "valence", "NaN"));  // no value: stays as it was
    QCOMPARE(utterance.valence.value(), -0.5);
    QVERIFY(setField(utterance, "no field", "x"));
}

void TestColumns::guessByName() {
    const auto guess =
        guessColumns(tableOf("FileName,SpkrID,Gender,EmoClass,EmoAct,EmoVal,EmoDom,Split_Set,age\n"
                             "a.wav,1,Male,A,1.5,2,3,Train,40\nb.wav,2,Female,H,6.5,7,1,Test1,30\n"));
    QCOMPARE(guess.columns, (std::map<std::string, std::string>{{"path", "FileName"},
                                                                {"speaker", "SpkrID"},
                                                                {"gender", "Gender"},
                                                                {"emotion", "EmoClass"},
                                                                {"arousal", "EmoAct"},
                                                                {"valence", "EmoVal"},
                                                                {"dominance", "EmoDom"},
                                                                {"split", "Split_Set"}}));
    QVERIFY(guess.byContent.empty() && guess.isUsable());
    QCOMPARE(guess.numbers, std::vector<std::string>{"age"});
    QCOMPARE(guess.scales.at("valence"), (Scale{1, 7}));
    QCOMPARE(guess.scales.at("dominance"), (Scale{1, 5}));
}

void TestColumns::guessByContent() {
    const auto guess =
        guessColumns(tableOf("c1,c2,c3,c4,c5,c6\n"
                             "x/a.wav,Freude,m,train,0 days 00:00:01,0 days 00:00:02\n"
                             "x/b.wav,Trauer,w,test,0 days 00:00:02,\n"
                             "x/c.wav,Neugier,w,dev,0 days 00:00:03,0 days 00:00:04\n"));
    QCOMPARE(guess.columns,
             (std::map<std::string, std::string>{
                 {"path", "c1"}, {"emotion", "c2"}, {"gender", "c3"}, {"split", "c4"}, {"start", "c5"}, {"end", "c6"}}));
    QCOMPARE(guess.byContent, (std::vector<std::string>{"path", "emotion", "gender", "split", "start", "end"}));
    QVERIFY(guess.isUsable() && !guess.emotionIsUnsure);
    // A column that is named as a number but holds words is none; its words decide.
    const auto wrong = guessColumns(tableOf("file,valence\na.wav,angry\nb.wav,sad\n"));
    QCOMPARE(wrong.columns, (std::map<std::string, std::string>{{"path", "file"}, {"emotion", "valence"}}));
    // Few words that come again and again are a suspicion.
    const auto unsure =
        guessColumns(tableOf("file,x\na.wav,p\nb.wav,q\nc.wav,p\nd.wav,q\ne.wav,p\nf.wav,q\ng.wav,p\nh.wav,q\n"));
    QCOMPARE(unsure.columns.at("emotion"), std::string("x"));
    QVERIFY(unsure.emotionIsUnsure && !unsure.isUsable());
}

void TestColumns::guessPrefersWhatExists() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "in" / "one");
    const auto table = tableOf("file,wav,emotion\n1,in/one,sad\n");
    QCOMPARE(guessColumns(table).columns.at("path"), std::string("file"));
    QCOMPARE(guessColumns(table, folder).columns.at("path"), std::string("wav"));
}

void TestColumns::guessOfScales() {
    const auto scale = [](const std::string& low, const std::string& high) {
        return guessColumns(tableOf("file,valence\na.wav," + low + "\nb.wav," + high + "\n")).scales;
    };
    QCOMPARE(scale("0", "1").at("valence"), (Scale{0, 1}));
    QCOMPARE(scale("-0.5", "0.9").at("valence"), (Scale{-1, 1}));
    QCOMPARE(scale("1", "4.5").at("valence"), (Scale{1, 5}));
    QCOMPARE(scale("1", "5.5").at("valence"), (Scale{1, 7}));
    QCOMPARE(scale("0", "66").at("valence"), (Scale{0, 100}));
    QVERIFY(scale("-20", "66").empty());
}

void TestColumns::guessIsNotTooBold() {
    QVERIFY(!guessColumns(tableOf("name,score\nx,1\ny,2\n")).isUsable());
    QVERIFY(!guessColumns(tableOf("file,score\na.wav,1\nb.wav,2\n")).isUsable());
    QVERIFY(!guessColumns(tableOf("emotion,score\nsad,1\n")).isUsable());
    QVERIFY(!guessColumns(tableOf("a\n")).isUsable());
    QCOMPARE(guessColumns(tableOf("start,end,file,emotion\nx,y,a.wav,sad\n")).columns.contains("start"), false);
}

void TestColumns::separators() {
    QCOMPARE(guessSeparator("a,b;c,d\n;;;;;"), ',');
    QCOMPARE(guessSeparator("a;b"), ';');
    QCOMPARE(guessSeparator("a\tb,c\td"), '\t');
    QCOMPARE(guessSeparator("\"a,b,c\"|d"), '|');
    QCOMPARE(guessSeparator("a"), ',');
}

void TestColumns::realTables() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "data/nemo");
    const auto text = core::readFile(folder / "data.tsv");
    PROSOSCOPE_VERIFY(text);
    const auto table = core::parseCsv(*text, "data.tsv", guessSeparator(*text));
    PROSOSCOPE_VERIFY(table);
    const auto guess = guessColumns(*table, folder);
    QCOMPARE(guess.columns, (std::map<std::string, std::string>{{"path", "file_id"},
                                                                {"emotion", "emotion"},
                                                                {"speaker", "speaker_id"},
                                                                {"gender", "gender"},
                                                                {"transcript", "raw_text"}}));
    QCOMPARE(guess.numbers, std::vector<std::string>{"age"});
}

QTEST_GUILESS_MAIN(TestColumns)
#include "TestColumns.moc"
