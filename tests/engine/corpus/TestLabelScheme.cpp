// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Paths.h"
#include "engine/corpus/LabelScheme.h"
#include "tests/engine/corpus/LayoutTestSupport.h"

using namespace prososcope;
using namespace prososcope::corpus;

namespace {

const std::string kSmall = "name = \"small\"\nclasses = [\"angry\", \"happy\"]\n";

Corpus wordsCorpus(const std::vector<std::string>& words) {
    Corpus corpus;
    corpus.name = "mine";
    corpus.layout = "manifest";
    for (const auto& word : words) {
        Utterance utterance;
        utterance.id = std::to_string(corpus.utterances.size());
        utterance.emotion = word;
        corpus.utterances.push_back(utterance);
    }
    return corpus;
}

Corpus valenceCorpus(const std::vector<double>& values, const Scale& scale = {1, 5}) {
    Corpus corpus = wordsCorpus(std::vector<std::string>(values.size(), std::string("sad")));
    corpus.scales["valence"] = scale;
    for (std::size_t i = 0; i < values.size(); ++i) corpus.utterances[i].valence = values[i];
    return corpus;
}

LabelScheme bundled(const char* name) {
    return readLabelScheme(std::filesystem::path(PROSOSCOPE_SOURCE_DIR) / "resources/schemes" / (std::string(name) + ".toml"))
        .value();
}

}  // namespace

class TestLabelScheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyKeyRoundTrips();
    void errorsNameLineAndKey_data();
    void errorsNameLineAndKey();
    void bundledSchemes_data();
    void bundledSchemes();
    void schemesAreFound();
    void wordsBecomeClasses();
    void corporaHaveTheirOwnRules();
    void codesOfTheFourClasses_data();
    void codesOfTheFourClasses();
    void readingsOfADimension_data();
    void readingsOfADimension();
    void ratersDecideLevels();
    void scalesAreConverted();
    void damagedSchemes();
    void realCorpora();
};

void TestLabelScheme::everyKeyRoundTrips() {
    const auto scheme = parseLabelScheme(R"(
name = "full"
title = "All \"keys\""
classes = ["low", "mid", "high"]
drop = ["other", "no agreement"]
[merge]
"very sad" = "low"
excited = "high"
[corpora.msp-podcast]
F = ""
C = "low"
[corpora."my corpus"]
x = "high"
[levels]
dimension = "arousal"
edges = [2, 4.5]
right = [true, false]
from = "majority"
scale = [1, 7]
[scale]
low = -1
high = 1
)",
                                         "full.toml");
    PROSOSCOPE_VERIFY(scheme);
    QCOMPARE(scheme->title, std::string("All \"keys\""));
    QCOMPARE(scheme->merge.at("very sad"), std::string("low"));
    QCOMPARE(scheme->corpora.at("my corpus").at("x"), std::string("high"));
    QCOMPARE(scheme->corpora.at("msp-podcast").at("F"), std::string());
    QVERIFY(scheme->levels.has_value());
    QCOMPARE(scheme->levels->edges, (std::vector<double>{2.0, 4.5}));
    QCOMPARE(scheme->levels->right, (std::vector<bool>{true, false}));
    QVERIFY(scheme->levels->from == DimensionLevels::From::Majority);
    QCOMPARE(scheme->levels->scale, (Scale{1, 7}));
    QCOMPARE(scheme->scale, (Scale{-1, 1}));
    const auto again = parseLabelScheme(formatLabelScheme(*scheme), "again");
    PROSOSCOPE_VERIFY(again);
    QVERIFY(*again == *scheme);
    const auto small = parseLabelScheme(kSmall, "small.toml");
    PROSOSCOPE_VERIFY(small);
    QCOMPARE(small->title, std::string("small"));
    QVERIFY(*parseLabelScheme(formatLabelScheme(*small), "again") == *small);
}

void TestLabelScheme::errorsNameLineAndKey_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    const QString small = QString::fromStdString(kSmall);
    const auto row = [](const char* name, const QString& text, const char* part) { QTest::newRow(name) << text << part; };
    row("no name", QString(small).remove("name = \"small\"\n"), "the key \"name\" is missing");
    row("unsafe name", QString(small).replace("small", "../x"), "line 1: \"name\" must be a name");
    row("no classes", "name = \"a\"\n", "\"classes\" is missing");
    row("one class", "name = \"a\"\nclasses = [\"a\"]\n", "line 2: \"classes\" must name at least two");
    row("unknown key", small + "merges = 1\n", "line 3: the key \"merges\" is not known");
    row("dropped class", small + "drop = [\"happy\"]\n", "line 3: \"drop\" names \"happy\", which is a class");
    row("merge into nothing", small + "[merge]\nx = \"sad\"\n", "line 4: \"merge.x\" is merged into \"sad\"");
    row("merge of a class", small + "[merge]\nangry = \"happy\"\n", "line 4: \"merge.angry\" cannot be merged");
    row("own rule into nothing", small + "[corpora.c]\nx = \"sad\"\n", "line 4: \"corpora.c.x\" is merged into \"sad\"");
    row("corpora without a name", small + "[corpora]\nx = \"sad\"\n", "line 4: \"corpora.x\" must be a table");
    row("no dimension", small + "[levels]\nedges = [3]\n", "\"levels.dimension\" is missing");
    row("other dimension", small + "[levels]\ndimension = \"power\"\nedges = [3]\n", "one of: valence, arousal, dominance");
    row("no edges", small + "[levels]\ndimension = \"valence\"\n", "\"levels.edges\" is missing");
    row("too many edges", small + "[levels]\ndimension = \"valence\"\nedges = [2, 3]\n",
        "one fewer than there are classes (2)");
    row("edges as words", small + "[levels]\ndimension = \"valence\"\nedges = [\"a\"]\n", "list of numbers");
    row("falling edges", "name = \"a\"\nclasses = [\"a\", \"b\", \"c\"]\n[levels]\ndimension = \"valence\"\nedges = [3, 3]\n",
        "ascending");
    row("too many sides", small + "[levels]\ndimension = \"valence\"\nedges = [3]\nright = [true, false]\n",
        "one of them for each edge");
    row("sides as words", small + "[levels]\ndimension = \"valence\"\nedges = [3]\nright = \"x\"\n", "true or false");
    row("other source", small + "[levels]\ndimension = \"valence\"\nedges = [3]\nfrom = \"x\"\n", "mean, majority, raters");
    row("falling scale", small + "[levels]\ndimension = \"valence\"\nedges = [3]\nscale = [5, 1]\n", "two numbers");
    row("target scale", small + "[scale]\nlow = 2\nhigh = 2\n", "line 5: \"scale.high\" must be above low");
    row("not TOML", small + "[[\n", "is not valid TOML");
}

void TestLabelScheme::errorsNameLineAndKey() {
    QFETCH(QString, text);
    QFETCH(QString, part);
    const auto scheme = parseLabelScheme(text.toStdString(), "x.toml");
    QVERIFY(!scheme);
    const auto message = QString::fromStdString(scheme.error().message());
    QVERIFY2(message.startsWith("x.toml, line ") && message.contains(part), qPrintable(message));
}

void TestLabelScheme::bundledSchemes_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("classes");
    for (const auto& [name, classes] : std::vector<std::pair<const char*, int>>{{"four-classes", 4},
                                                                                {"six-classes", 6},
                                                                                {"seven-classes", 7},
                                                                                {"eight-classes", 8},
                                                                                {"eight-classes-contempt", 8},
                                                                                {"polarity", 3}}) {
        QTest::newRow(name) << name << classes;
    }
    for (const char* dimension : {"valence", "arousal", "dominance"}) {
        for (const char* reading : {"", "-metallinou", "-majority", "-raters"}) {
            const QString name = QString(dimension) + "-levels" + reading;
            QTest::newRow(qPrintable(name)) << name << 3;
        }
    }
}

void TestLabelScheme::bundledSchemes() {
    QFETCH(QString, name);
    QFETCH(int, classes);
    const auto file = std::filesystem::path(PROSOSCOPE_SOURCE_DIR) / "resources/schemes" / (name.toStdString() + ".toml");
    const auto scheme = readLabelScheme(file);
    PROSOSCOPE_VERIFY(scheme);
    QCOMPARE(scheme->name, name.toStdString());
    QCOMPARE(scheme->classes.size(), static_cast<std::size_t>(classes));
    QVERIFY(scheme->title != scheme->name);
    if (scheme->levels) QVERIFY(name.startsWith(QString::fromStdString(scheme->levels->dimension)));
}

void TestLabelScheme::schemesAreFound() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    qputenv("XDG_DATA_HOME", QFile::encodeName(place.path()));
    qputenv("PROSOSCOPE_RESOURCES", PROSOSCOPE_SOURCE_DIR "/resources");
    PROSOSCOPE_VERIFY(findLabelScheme("four-classes"));
    writeText(core::dataFolder() / "schemes" / "four-classes.toml", kSmall);
    writeText(core::dataFolder() / "schemes" / "own.toml", kSmall);
    QCOMPARE(findLabelScheme("own")->name, std::string("small"));
    QCOMPARE(findLabelScheme("four-classes")->name, std::string("small"));  // one's own come first
    QVERIFY(labelSchemeFiles().contains("polarity"));
    writeText(folder / "sub" / "x.toml", kSmall);
    QCOMPARE(findLabelScheme("sub/x.toml", folder)->name, std::string("small"));
    QCOMPARE(findLabelScheme("x.toml", folder / "sub")->name, std::string("small"));
    QCOMPARE(findLabelScheme((folder / "sub" / "x.toml").string(), "/elsewhere")->name, std::string("small"));
    VERIFY_SAYS(findLabelScheme("five-classes"), "no label scheme \"five-classes\"");
    VERIFY_SAYS(findLabelScheme("five-classes"), "six-classes");
    QVERIFY(!findLabelScheme("none.toml", folder));
}

void TestLabelScheme::wordsBecomeClasses() {
    auto scheme = parseLabelScheme(kSmall, "small").value();
    scheme.merge = {{"excited", "happy"}};
    scheme.drop = {"other"};
    const auto corpus = wordsCorpus({"happy", "excited", "angry", "calm", "other", "", "no agreement", "calm", "Happy"});
    const auto result = applyScheme(scheme, corpus);
    QCOMPARE(result.labels, (std::vector<int>{1, 1, 0}));
    QCOMPARE(result.utterances[1].id, std::string("1"));
    QCOMPARE(result.utterances[1].emotion, std::string("happy"));
    QCOMPARE(result.dimensions.size(), std::size_t{3});
    QCOMPARE(result.dropped, (std::vector<Dropped>{{DropReason::OnPurpose, "other", 1},
                                                   {DropReason::NotInScheme, "Happy", 1},
                                                   {DropReason::NotInScheme, "calm", 2},
                                                   {DropReason::NoLabel, "", 1},
                                                   {DropReason::NoAgreement, "no agreement", 1}}));
    std::string said;
    for (const auto& remark : result.remarks()) said += remark.english() + "\n";
    QCOMPARE(said, std::string("Left out, as the label scheme says: other 1.\n"
                               "Left out, labels that the label scheme does not name: Happy 1, calm 2.\n"
                               "Left out, without a label: 1.\nLeft out, because the raters did not agree: 1.\n"));
    // A class may be named "no agreement" by a rule.
    scheme.merge["no agreement"] = "angry";
    QCOMPARE(applyScheme(scheme, corpus).labels.size(), std::size_t{4});
}

void TestLabelScheme::corporaHaveTheirOwnRules() {
    auto scheme = parseLabelScheme(kSmall, "small").value();
    scheme.merge = {{"F", "happy"}, {"A", "angry"}};
    scheme.corpora = {{"manifest", {{"F", "angry"}, {"A", ""}}}, {"mine", {{"F", ""}}}, {"other", {{"A", "happy"}}}};
    auto corpus = wordsCorpus({"F", "A", "angry"});
    auto result = applyScheme(scheme, corpus);
    QCOMPARE(result.labels, (std::vector<int>{0}));  // the name's rule before the layout's
    QCOMPARE(result.dropped, (std::vector<Dropped>{{DropReason::OnPurpose, "A", 1}, {DropReason::OnPurpose, "F", 1}}));
    corpus.name = "yours";
    QCOMPARE(applyScheme(scheme, corpus).labels, (std::vector<int>{0, 0}));
    corpus.layout = "csv";
    QCOMPARE(applyScheme(scheme, corpus).labels, (std::vector<int>{1, 0, 0}));
}

void TestLabelScheme::codesOfTheFourClasses_data() {
    QTest::addColumn<QString>("word");
    QTest::addColumn<QStringList>("labels");
    QTest::newRow("angry") << "angry" << QStringList{"angry", "ang", "A", "W", "ANG", "05", "anger"};
    QTest::newRow("happy") << "happy" << QStringList{"happy", "hap", "exc", "H", "F", "HAP", "03", "elation", "excited"};
    QTest::newRow("sad") << "sad" << QStringList{"sad", "S", "T", "SAD", "04"};
    QTest::newRow("neutral") << "neutral" << QStringList{"neutral", "neu", "N", "NEU", "01"};
    QTest::newRow("none") << "" << QStringList{"fru", "calm", "xxx", "", "02", "frustrated"};
}

void TestLabelScheme::codesOfTheFourClasses() {
    QFETCH(QString, word);
    QFETCH(QStringList, labels);
    const auto scheme = bundled("four-classes");
    for (const auto& label : labels) {
        const auto result = applyScheme(scheme, wordsCorpus({label.toStdString()}));
        const std::string got = result.utterances.empty() ? std::string() : result.utterances[0].emotion;
        QVERIFY2(got == word.toStdString(), qPrintable(label + " became " + QString::fromStdString(got)));
    }
}

void TestLabelScheme::readingsOfADimension_data() {
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QVector<int>>("levels");  // of 1, 2, 2.33, 2.5, 2.67, 3, 3.49, 3.5, 4, 5
    QTest::newRow("rounded") << "valence-levels" << QVector<int>{0, 0, 0, 1, 1, 1, 1, 2, 2, 2};
    QTest::newRow("thresholds") << "valence-levels-metallinou" << QVector<int>{0, 0, 1, 1, 1, 1, 1, 1, 2, 2};
}

void TestLabelScheme::readingsOfADimension() {
    QFETCH(QString, scheme);
    QFETCH(QVector<int>, levels);
    const std::vector<double> values = {1, 2, 2.33, 2.5, 2.67, 3, 3.49, 3.5, 4, 5};
    auto corpus = valenceCorpus(values);
    corpus.utterances.emplace_back();  // not rated
    const auto result = applyScheme(bundled(qPrintable(scheme)), corpus);
    QCOMPARE(result.labels, std::vector<int>(levels.begin(), levels.end()));
    QCOMPARE(result.utterances[0].emotion, std::string("low"));
    QCOMPARE(result.dropped, (std::vector<Dropped>{{DropReason::NoValue, "", 1}}));
    // The same answers on another scale, and on none.
    std::vector<double> unit;
    for (const double value : values) unit.push_back((value - 1.0) / 4.0);
    QCOMPARE(applyScheme(bundled(qPrintable(scheme)), valenceCorpus(unit, {0, 1})).labels, result.labels);
    auto unknown = valenceCorpus(values);
    unknown.scales.clear();
    QCOMPARE(applyScheme(bundled(qPrintable(scheme)), unknown).labels, result.labels);
}

void TestLabelScheme::ratersDecideLevels() {
    auto corpus = valenceCorpus({3, 3, 3, 3});
    const auto rate = [&](std::size_t i, const std::vector<std::pair<std::string, double>>& ratings) {
        for (const auto& [rater, value] : ratings) {
            Rating rating;
            rating.rater = rater;
            rating.valence = value;
            corpus.utterances[i].ratings.push_back(rating);
        }
    };
    rate(0, {{"E1", 1}, {"E2", 2}, {"E3", 5}, {"self", 5}});
    rate(1, {{"E1", 2}, {"E2", 4}});
    rate(2, {{"self", 1}});
    const auto majority = applyScheme(bundled("valence-levels-majority"), corpus);
    QCOMPARE(majority.labels, (std::vector<int>{0}));
    QCOMPARE(majority.dropped, (std::vector<Dropped>{{DropReason::NoAgreement, "", 1}, {DropReason::NoValue, "", 2}}));
    const auto raters = applyScheme(bundled("valence-levels-raters"), corpus);
    QCOMPARE(raters.labels, (std::vector<int>{0, 0, 2, 0, 2}));
    QCOMPARE(raters.utterances[1].id, std::string("0@E2"));
    QCOMPARE(raters.dropped, (std::vector<Dropped>{{DropReason::NoValue, "", 2}}));
}

void TestLabelScheme::scalesAreConverted() {
    QCOMPARE(convertScale(4, {1, 7}, {0, 1}), 0.5);
    QCOMPARE(convertScale(-1, {-1, 1}, {1, 5}), 1.0);
    auto scheme = parseLabelScheme(kSmall, "small").value();
    auto corpus = wordsCorpus({"happy", "angry"});
    corpus.scales = {{"valence", {1, 7}}, {"dominance", {0, 10}}};
    corpus.utterances[0].valence = 4.0;
    corpus.utterances[0].arousal = 2.0;
    corpus.utterances[1].dominance = 10.0;
    auto result = applyScheme(scheme, corpus);
    QCOMPARE(result.dimensions[0].valence.value(), 0.5);
    QVERIFY(!result.dimensions[0].arousal && !result.dimensions[0].dominance);
    QCOMPARE(result.dimensions[1].dominance.value(), 1.0);
    QCOMPARE(result.withoutScale, (std::map<std::string, std::size_t>{{"arousal", 1}}));
    QVERIFY(result.remarks().back().english().find("arousal") != std::string::npos);
    QCOMPARE(result.utterances[0].valence.value(), 4.0);  // the corpus's own value stays
    scheme.scale = {-1, 1};
    QCOMPARE(applyScheme(scheme, corpus).dimensions[0].valence.value(), 0.0);
}

void TestLabelScheme::damagedSchemes() {
    const std::string text = formatLabelScheme(bundled("valence-levels")) + "[merge]\nx = \"low\"\n[corpora.a]\ny = \"high\"\n";
    PROSOSCOPE_VERIFY(parseLabelScheme(text, "x"));
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        const auto scheme = parseLabelScheme(damaged(text, seed), "x");
        if (!scheme) {
            QVERIFY(scheme.error().message().starts_with("x"));
            continue;
        }
        const auto again = parseLabelScheme(formatLabelScheme(*scheme), "again");
        PROSOSCOPE_VERIFY(again);
        QVERIFY(*again == *scheme);
    }
}

void TestLabelScheme::realCorpora() {
    PROSOSCOPE_SHARED_OR_SKIP(data, "data");
    const auto ravdess = importBy(data / "ravdess", "manifest");
    PROSOSCOPE_VERIFY(ravdess);
    const auto four = applyScheme(bundled("four-classes"), *ravdess);
    QCOMPARE(four.utterances.size(), std::size_t{672});  // 3 x 192 + 96
    const auto eight = applyScheme(bundled("eight-classes"), *ravdess);
    QCOMPARE(eight.utterances.size(), std::size_t{1440});
    QVERIFY(eight.dropped.empty());
    const auto emodb = importBy(data / "emodb", "manifest");
    PROSOSCOPE_VERIFY(emodb);
    QCOMPARE(applyScheme(bundled("seven-classes"), *emodb).utterances.size(), std::size_t{535});
}

QTEST_GUILESS_MAIN(TestLabelScheme)
#include "TestLabelScheme.moc"
