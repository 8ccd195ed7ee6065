// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeFile.h"
#include "engine/phonetics/ChildProcess.h"
#include "engine/phonetics/CorpusUnits.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::phonetics;

namespace {

corpus::Utterance utterance(const char* id, const char* transcript, const char* emotion, const char* language = "en") {
    corpus::Utterance one;
    one.id = id;
    one.transcript = transcript;
    one.emotion = emotion;
    one.language = language;
    return one;
}

}  // namespace

class TestCorpusUnits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void transcriptsBecomeTargets();
    void countsOfEveryKind_data();
    void countsOfEveryKind();
    void withoutTags();
    void nothingToSay();
    void stopsWhenAsked();
    void emoDb();

private:
    [[nodiscard]] CorpusUnitOptions options(UnitKind kind = UnitKind::Phonemes,
                                            SyllableLabel label = SyllableLabel::Shape) const {
        CorpusUnitOptions options;
        options.units = {kind, label, false};
        options.pronouncer.cmudict = toPath(m_folder.filePath("cmu.dict"));
        options.pronouncer.useEspeak = false;
        return options;
    }
    QTemporaryDir m_folder;
    corpus::Corpus m_corpus;
};

void TestCorpusUnits::initTestCase() {
    PROSOSCOPE_VERIFY(core::writeFile(toPath(m_folder.filePath("cmu.dict")),
                                      "hello HH AH0 L OW1\nexcuse IH0 K S K Y UW1 S\nme M IY1\nhmm HH M\n"));
    m_corpus.name = "small";
    m_corpus.utterances = {utterance("a", "Hello!", "happy"),
                           utterance("b", "[LAUGHTER] Excuse me.", "angry"),
                           utterance("c", "", "sad"),
                           utterance("d", "hello", ""),
                           utterance("e", "hello", "no agreement"),
                           utterance("f", "[BREATHING]", "happy", ""),
                           utterance("g", "Hmm", "happy", "")};
}

void TestCorpusUnits::transcriptsBecomeTargets() {
    const auto classes = BroadClasses::find("manner7");
    PROSOSCOPE_VERIFY(classes);
    core::Progress progress;
    const auto result = corpusUnits(m_corpus, *classes, options(), progress);
    PROSOSCOPE_VERIFY(result);
    QCOMPARE(result->utterances.size(), std::size_t{4});
    QCOMPARE(result->utterances[0].id, std::string("a"));
    QCOMPARE(result->utterances[0].units, (std::vector<std::string>{"HH_hap", "AH_hap", "L_hap", "OW_hap"}));
    QCOMPARE(result->utterances[1].units.size(), std::size_t{9});
    QCOMPARE(result->utterances[1].units.back(), std::string("IY_ang"));
    QVERIFY(result->utterances[2].units.empty());
    QCOMPARE(result->utterances[3].language, std::string("en"));
    QCOMPARE(result->words, std::size_t{4});
    QCOMPARE(result->events, std::size_t{2});
    QCOMPARE(result->sources.at("cmudict"), std::size_t{4});
    QCOMPARE(result->remarks.size(), std::size_t{2});
    QCOMPARE(result->remarks[0].english(), std::string("1 utterances have no transcript and were left out."));
    QCOMPARE(result->remarks[1].english(),
             std::string("2 utterances have no emotion that raters agreed on and were left out."));
    // 39 phones of two emotions behind the four special symbols.
    QCOMPARE(result->inventory.size(), std::size_t{4 + 2 * 39});
    std::size_t strangers = 0;
    const auto indices = result->inventory.encode(result->utterances[0].units, &strangers);
    QCOMPARE(strangers, std::size_t{0});
    QCOMPARE(result->inventory.decode(indices), result->utterances[0].units);
}

void TestCorpusUnits::countsOfEveryKind_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("label");
    QTest::addColumn<QList<int>>("counts");  // of the utterances a, b, f, g, by hand
    QTest::addColumn<int>("symbols");
    const auto row = [](const char* name, UnitKind kind, SyllableLabel label, const QList<int>& counts, int symbols) {
        QTest::newRow(name) << static_cast<int>(kind) << static_cast<int>(label) << counts << symbols;
    };
    row("phonemes", UnitKind::Phonemes, SyllableLabel::Shape, {4, 9, 0, 2}, 78);
    row("classes", UnitKind::BroadClasses, SyllableLabel::Shape, {4, 9, 0, 2}, 14);
    row("shapes", UnitKind::Syllables, SyllableLabel::Shape, {2, 3, 0, 1}, 8);
    row("anonymous", UnitKind::Syllables, SyllableLabel::Anonymous, {2, 3, 0, 1}, 2);
    row("nuclei", UnitKind::Syllables, SyllableLabel::Nucleus, {2, 3, 0, 1}, 31);            // and the M of "hmm"
    row("broad strings", UnitKind::Syllables, SyllableLabel::BroadString, {2, 3, 0, 1}, 6);  // FV LV FN, VS FSGVF NV
    row("full", UnitKind::Syllables, SyllableLabel::Full, {2, 3, 0, 1}, 6);
    row("utterance", UnitKind::Utterance, SyllableLabel::Shape, {1, 1, 1, 1}, 2);
}

void TestCorpusUnits::countsOfEveryKind() {
    QFETCH(int, kind);
    QFETCH(int, label);
    QFETCH(QList<int>, counts);
    QFETCH(int, symbols);
    const auto classes = BroadClasses::find("manner7");
    PROSOSCOPE_VERIFY(classes);
    core::Progress progress;
    const auto result =
        corpusUnits(m_corpus, *classes, options(static_cast<UnitKind>(kind), static_cast<SyllableLabel>(label)), progress);
    PROSOSCOPE_VERIFY(result);
    QList<int> got;
    for (const auto& one : result->utterances) got << static_cast<int>(one.units.size());
    QCOMPARE(got, counts);
    QCOMPARE(result->inventory.size(), static_cast<std::size_t>(4 + symbols));
}

void TestCorpusUnits::withoutTags() {
    const auto classes = BroadClasses::find("manner7");
    PROSOSCOPE_VERIFY(classes);
    auto settings = options(UnitKind::BroadClasses);
    settings.tagged = false;
    settings.withClosed = false;
    core::Progress progress;
    const auto result = corpusUnits(m_corpus, *classes, settings, progress);
    PROSOSCOPE_VERIFY(result);
    QCOMPARE(result->utterances.size(), std::size_t{6});
    QCOMPARE(result->utterances[0].units, (std::vector<std::string>{"F", "V", "L", "V"}));
    QCOMPARE(result->inventory.size(), std::size_t{4 + 6});  // no affricate was said
}

void TestCorpusUnits::nothingToSay() {
    const auto classes = BroadClasses::find("manner7");
    PROSOSCOPE_VERIFY(classes);
    corpus::Corpus silent;
    silent.name = "silent";
    silent.utterances = {utterance("a", "", "happy"), utterance("b", "hello", "")};
    core::Progress progress;
    const auto result = corpusUnits(silent, *classes, options(), progress);
    QVERIFY(!result);
    QVERIFY(result.error().message().find("silent") != std::string::npos);
}

void TestCorpusUnits::stopsWhenAsked() {
    if (!findProgram("espeak-ng")) QSKIP("needs espeak-ng, which is absent here");
    const auto classes = BroadClasses::find("manner7");
    PROSOSCOPE_VERIFY(classes);
    auto settings = options();
    settings.pronouncer.useEspeak = true;
    corpus::Corpus german;
    german.utterances = {utterance("a", "Guten Tag", "happy", "de")};
    std::stop_source source;
    source.request_stop();
    core::Progress progress(source.get_token());
    const auto result = corpusUnits(german, *classes, settings, progress);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, core::ErrorKind::Cancelled);
}

/// The ten sentences of a real corpus, whose syllables are easily counted.
void TestCorpusUnits::emoDb() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "data/emodb");
    if (!findProgram("espeak-ng")) QSKIP("needs espeak-ng, which is absent here");
    core::Progress progress;
    const auto corpus = corpus::importCorpus(folder, {}, progress);
    PROSOSCOPE_VERIFY(corpus);
    const auto classes = BroadClasses::find("manner7");
    PROSOSCOPE_VERIFY(classes);
    CorpusUnitOptions settings;
    settings.units = {UnitKind::Syllables, SyllableLabel::Shape, false};
    const auto result = corpusUnits(*corpus, *classes, settings, progress);
    PROSOSCOPE_VERIFY(result);
    QCOMPARE(result->utterances.size(), std::size_t{535});
    QCOMPARE(result->inventory.size(), std::size_t{4 + 7 * 4});
    for (const auto& one : result->utterances) {
        QCOMPARE(one.language, std::string("de"));
        // "Der Lap-pen liegt auf dem Eis-schrank." and "Das will sie am Mitt-woch ab-ge-ben."
        if (one.id.find("a01") != std::string::npos) QCOMPARE(one.units.size(), std::size_t{8});
        if (one.id.find("a02") != std::string::npos) QCOMPARE(one.units.size(), std::size_t{9});
    }
}

QTEST_GUILESS_MAIN(TestCorpusUnits)
#include "TestCorpusUnits.moc"
