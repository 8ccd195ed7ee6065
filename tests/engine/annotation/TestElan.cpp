// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/Elan.h"
#include "tests/engine/annotation/Files.h"

using namespace examples;  // NOLINT

namespace {

/// An utterance tier with words below it (an open slot between them), a gloss for each word, its syllables, and notes.
const std::string kElan = R"(<?xml version="1.0" encoding="UTF-8"?>
<!-- kept: <TIER> in a comment -->
<ANNOTATION_DOCUMENT AUTHOR="me &amp; you" DATE="2024-01-01T00:00:00+00:00" FORMAT="3.0" VERSION="3.0">
    <LICENSE LICENSE_URL=""/>
    <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">
        <MEDIA_DESCRIPTOR MEDIA_URL="file:///a.wav" MIME_TYPE="audio/x-wav" RELATIVE_MEDIA_URL="./a.wav"/>
        <PROPERTY NAME="URN">urn:x</PROPERTY>
        <PROPERTY NAME="lastUsedAnnotationId">9</PROPERTY>
    </HEADER>
    <TIME_ORDER>
        <TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="500"/>
        <TIME_SLOT TIME_SLOT_ID="ts2"/>
        <TIME_SLOT TIME_SLOT_ID="ts3" TIME_VALUE="1500"/>
        <TIME_SLOT TIME_SLOT_ID="ts4" TIME_VALUE="2000"/>
        <TIME_SLOT TIME_SLOT_ID="ts5" TIME_VALUE="2250"/>
    </TIME_ORDER>
    <TIER DEFAULT_LOCALE="en" LINGUISTIC_TYPE_REF="utterance" PARTICIPANT="Ann" TIER_ID="text">
        <ANNOTATION>
            <ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" SVG_REF="s1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts3">
                <ANNOTATION_VALUE>gut &lt;ja&gt;</ANNOTATION_VALUE>
            </ALIGNABLE_ANNOTATION>
        </ANNOTATION>
        <ANNOTATION>
            <ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="ts4" TIME_SLOT_REF2="ts5">
                <ANNOTATION_VALUE></ANNOTATION_VALUE>
            </ALIGNABLE_ANNOTATION>
        </ANNOTATION>
    </TIER>
    <!-- before the words -->
    <TIER LINGUISTIC_TYPE_REF="words" PARENT_REF="text" TIER_ID="words">
        <ANNOTATION>
            <ALIGNABLE_ANNOTATION ANNOTATION_ID="a3" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2">
                <ANNOTATION_VALUE>gut</ANNOTATION_VALUE>
            </ALIGNABLE_ANNOTATION>
        </ANNOTATION>
        <ANNOTATION>
            <ALIGNABLE_ANNOTATION ANNOTATION_ID="a4" TIME_SLOT_REF1="ts2" TIME_SLOT_REF2="ts3">
                <ANNOTATION_VALUE>ja</ANNOTATION_VALUE>
            </ALIGNABLE_ANNOTATION>
        </ANNOTATION>
    </TIER>
    <TIER LINGUISTIC_TYPE_REF="gloss" PARENT_REF="words" TIER_ID="gloss">
        <ANNOTATION>
            <REF_ANNOTATION ANNOTATION_ID="a5" ANNOTATION_REF="a4" CVE_REF="cveid1">
                <ANNOTATION_VALUE>yes</ANNOTATION_VALUE>
            </REF_ANNOTATION>
        </ANNOTATION>
    </TIER>
    <TIER LINGUISTIC_TYPE_REF="parts" PARENT_REF="words" TIER_ID="letters">
        <ANNOTATION>
            <REF_ANNOTATION ANNOTATION_ID="a7" ANNOTATION_REF="a4" PREVIOUS_ANNOTATION="a6">
                <ANNOTATION_VALUE>a</ANNOTATION_VALUE>
            </REF_ANNOTATION>
        </ANNOTATION>
        <ANNOTATION>
            <REF_ANNOTATION ANNOTATION_ID="a6" ANNOTATION_REF="a4">
                <ANNOTATION_VALUE>j</ANNOTATION_VALUE>
            </REF_ANNOTATION>
        </ANNOTATION>
    </TIER>
    <TIER LINGUISTIC_TYPE_REF="utterance" TIER_ID="empty"/>
    <LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="utterance" TIME_ALIGNABLE="true"/>
    <LINGUISTIC_TYPE CONSTRAINTS="Time_Subdivision" GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="words" TIME_ALIGNABLE="true"/>
    <LINGUISTIC_TYPE CONSTRAINTS="Symbolic_Association" CONTROLLED_VOCABULARY_REF="answers" LINGUISTIC_TYPE_ID="gloss" TIME_ALIGNABLE="false"/>
    <LINGUISTIC_TYPE CONSTRAINTS="Symbolic_Subdivision" LINGUISTIC_TYPE_ID="parts" TIME_ALIGNABLE="false"/>
    <LANGUAGE LANG_DEF="x" LANG_ID="eng" LANG_LABEL="English"/>
    <CONTROLLED_VOCABULARY CV_ID="answers">
        <DESCRIPTION LANG_REF="eng">words</DESCRIPTION>
        <CV_ENTRY_ML CVE_ID="cveid1">
            <CVE_VALUE DESCRIPTION="affirmed" LANG_REF="eng">yes</CVE_VALUE>
        </CV_ENTRY_ML>
        <CV_ENTRY DESCRIPTION="denied">no</CV_ENTRY>
    </CONTROLLED_VOCABULARY>
</ANNOTATION_DOCUMENT>
)";

Id idOf(const Annotation& annotation, const char* name) { return annotation.find(std::string_view(name))->header.id; }

std::string minimal(const std::string& slots, const std::string& tiers) {
    return "<ANNOTATION_DOCUMENT><HEADER/><TIME_ORDER>" + slots + "</TIME_ORDER>" + tiers +
           "<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID=\"t\"/></ANNOTATION_DOCUMENT>";
}

}  // namespace

/// ELAN files: hierarchy and vocabularies, what stays byte for byte, new tiers, and what is refused.
class TestElan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheHierarchy();
    void readsVocabularies();
    void unmodifiedFilesStayAsTheyAre();
    void aChangedLabelChangesNothingElse();
    void aMovedBoundaryGetsASlot();
    void changesAreReadBack();
    void tiersComeAndGo();
    void newTiersGetTypesAndVocabularies();
    void writesNewFiles();
    void overlapsAreKept();
    void refusesWithASentence_data();
    void refusesWithASentence();
    void survivesAnyTruncation();
};

void TestElan::readsTheHierarchy() {
    const auto file = read(kElan, FileFormat::Elan, {4.0});
    const auto& annotation = file.annotation;
    QCOMPARE(annotation.end(), 4.0);
    QCOMPARE(sentences(file.notes), QString("Tier words: 1 times that the file leaves open were spread evenly."));
    QCOMPARE(text(annotation.tier(0)), QString("0 |0.5 gut <ja>|1.5 |2 |2.25 "));
    QCOMPARE(text(annotation.tier(1)), QString("0 |0.5 gut|1 ja|1.5 "));
    QCOMPARE(text(annotation.tier(2)), QString("0 |0.5 |1 yes|1.5 "));
    QCOMPARE(text(annotation.tier(3)), QString("0 |0.5 |1 j|1.25 a|1.5 "));
    QCOMPARE(text(annotation.tier(4)), QString("0 "));
    QCOMPARE(annotation.tier(1).header.parent, std::optional(annotation.tier(0).header.id));
    QCOMPARE(annotation.tier(1).header.link, ParentLink::Aligned);
    QCOMPARE(annotation.tier(2).header.link, ParentLink::Association);
    QCOMPARE(annotation.tier(3).header.link, ParentLink::Subdivision);
    QCOMPARE(annotation.parentLabel(annotation.tier(3), 3), std::optional<std::string>("ja"));
}

void TestElan::readsVocabularies() {
    const auto annotation = read(kElan, FileFormat::Elan).annotation;
    QVERIFY(!annotation.tier(0).header.vocabulary);
    const auto vocabulary = annotation.tier(2).header.vocabulary;
    QVERIFY(vocabulary);
    QCOMPARE(*vocabulary, (Vocabulary{"answers", {{"yes", "affirmed"}, {"no", "denied"}}}));
}

void TestElan::unmodifiedFilesStayAsTheyAre() {
    const auto annotation = read(kElan, FileFormat::Elan).annotation;
    QCOMPARE(QString::fromStdString(written(annotation, FileFormat::Elan)), QString::fromStdString(kElan));
    QVERIFY(losses(annotation, FileFormat::Elan).empty());
    std::string windows;
    for (const char c : kElan) windows += c == '\n' ? "\r\n" : std::string(1, c);
    QCOMPARE(written(read(windows, FileFormat::Elan).annotation, FileFormat::Elan), windows);
}

void TestElan::aChangedLabelChangesNothingElse() {
    const auto annotation = read(kElan, FileFormat::Elan).annotation;
    const auto word = edited(annotation, setLabel(annotation, idOf(annotation, "words"), 1, "gut & \"fein\""));
    QCOMPARE(QString::fromStdString(written(word, FileFormat::Elan)),
             QString::fromStdString(replaced(kElan, ">gut<", ">gut &amp; \"fein\"<")));
    const auto gloss = edited(annotation, setLabel(annotation, idOf(annotation, "gloss"), 2, "no"));
    QCOMPARE(QString::fromStdString(written(gloss, FileFormat::Elan)),
             QString::fromStdString(
                 replaced(replaced(kElan, ">yes</ANNOTATION_VALUE>", ">no</ANNOTATION_VALUE>"), " CVE_REF=\"cveid1\"", "")));
}

void TestElan::aMovedBoundaryGetsASlot() {
    const auto annotation = read(kElan, FileFormat::Elan).annotation;
    const auto moved = edited(annotation, moveBoundary(annotation, idOf(annotation, "text"), 2, 1.75, false));
    std::string expected = replaced(kElan, R"(        <TIME_SLOT TIME_SLOT_ID="ts3" TIME_VALUE="1500"/>)",
                                    R"(        <TIME_SLOT TIME_SLOT_ID="ts6" TIME_VALUE="1750"/>)");
    for (int i = 0; i < 2; ++i) expected = replaced(expected, "TIME_SLOT_REF2=\"ts3\"", "TIME_SLOT_REF2=\"ts6\"");
    // The open time between the words stays where it was seen.
    expected = replaced(expected, "TIME_SLOT_ID=\"ts2\"", "TIME_SLOT_ID=\"ts7\" TIME_VALUE=\"1000\"");
    expected = replaced(expected, "TIME_SLOT_REF2=\"ts2\"", "TIME_SLOT_REF2=\"ts7\"");
    expected = replaced(expected, "TIME_SLOT_REF1=\"ts2\"", "TIME_SLOT_REF1=\"ts7\"");
    QCOMPARE(QString::fromStdString(written(moved, FileFormat::Elan)), QString::fromStdString(expected));
}

void TestElan::changesAreReadBack() {
    auto annotation = read(kElan, FileFormat::Elan, {4.0}).annotation;
    annotation = edited(annotation, insertBoundary(annotation, idOf(annotation, "words"), 0.75));
    annotation = edited(annotation, setLabel(annotation, idOf(annotation, "words"), 2, "new"));
    annotation = edited(annotation, setLabel(annotation, idOf(annotation, "gloss"), 2, "no"));
    annotation = edited(annotation, moveBoundary(annotation, idOf(annotation, "words"), 3, 1.1, false));
    annotation = edited(annotation, insertInterval(annotation, idOf(annotation, "empty"), {3.0, 3.5}, "late"));
    annotation = edited(annotation, removeBoundary(annotation, idOf(annotation, "text"), 4, MergeLabels::KeepRight));
    QVERIFY2(annotation.problems().empty(), qPrintable(problems(annotation)));
    const auto bytes = written(annotation, FileFormat::Elan);
    const auto back = read(bytes, FileFormat::Elan, {4.0}).annotation;
    for (const char* name : {"words", "gloss", "empty"})
        QCOMPARE(text(back, idOf(back, name)), text(annotation, idOf(annotation, name)));
    QVERIFY(QString::fromStdString(bytes).contains("RELATIVE_MEDIA_URL=\"./a.wav\""));
    QVERIFY(QString::fromStdString(bytes).contains("SVG_REF=\"s1\""));
    QVERIFY(QString::fromStdString(bytes).contains("<!-- before the words -->"));
    QVERIFY(!QString::fromStdString(bytes).contains("lastUsedAnnotationId\">9<"));
    // What has been written is read and written without a change.
    QCOMPARE(written(back, FileFormat::Elan), bytes);
}

void TestElan::tiersComeAndGo() {
    const auto annotation = read(kElan, FileFormat::Elan).annotation;
    const auto renamed =
        written(edited(annotation, renameTier(annotation, idOf(annotation, "words"), "Wörter")), FileFormat::Elan);
    const auto back = read(renamed, FileFormat::Elan).annotation;
    QVERIFY(back.find(std::string_view("Wörter")));
    QCOMPARE(back.find(std::string_view("gloss"))->header.parent, std::optional(idOf(back, "Wörter")));
    const auto less = written(edited(annotation, removeTier(annotation, idOf(annotation, "letters"))), FileFormat::Elan);
    QVERIFY(!QString::fromStdString(less).contains("letters"));
    QCOMPARE(read(less, FileFormat::Elan).annotation.tiers().size(), std::size_t{4});
    const auto alone = edited(annotation, removeTier(annotation, idOf(annotation, "text")));
    const auto orphan = read(written(alone, FileFormat::Elan), FileFormat::Elan, {alone.end()}).annotation;
    QVERIFY(!orphan.find(std::string_view("words"))->header.parent);
    QCOMPARE(text(orphan, idOf(orphan, "words")), text(alone, idOf(alone, "words")));
    const auto last = written(edited(annotation, moveTier(annotation, idOf(annotation, "text"), 4)), FileFormat::Elan);
    QCOMPARE(QString::fromStdString(read(last, FileFormat::Elan).annotation.tier(4).header.name), QString("text"));
}

void TestElan::newTiersGetTypesAndVocabularies() {
    const auto annotation = read(kElan, FileFormat::Elan).annotation;
    TierHeader header;
    header.name = "mood";
    header.parent = idOf(annotation, "text");
    header.link = ParentLink::Association;
    header.vocabulary = std::make_shared<Vocabulary>(Vocabulary{"moods", {{"calm", "low"}, {"<angry>", ""}}});
    auto changed = edited(annotation, addTier(annotation, header, 1));
    changed = edited(changed, setLabel(changed, idOf(changed, "mood"), 1, "calm"));
    const auto bytes = written(changed, FileFormat::Elan);
    const auto back = read(bytes, FileFormat::Elan).annotation;
    const auto mood = back.find(std::string_view("mood"));
    QVERIFY(mood);
    QCOMPARE(back.indexOf(mood->header.id), std::optional<std::size_t>(1));
    QCOMPARE(mood->header.link, ParentLink::Association);
    QVERIFY(mood->header.vocabulary && *mood->header.vocabulary == *header.vocabulary);
    QCOMPARE(mood->items[1].label, std::string("calm"));
    QVERIFY2(!back.find(std::string_view("gloss"))->header.vocabulary->contains("calm"), "other vocabularies stay");
}

void TestElan::writesNewFiles() {
    auto words = std::make_shared<Tier>(*intervals(1, "words", {{0, ""}, {0.5, "a & b"}, {1.25, "ü"}, {2, ""}}));
    words->header.vocabulary = std::make_shared<Vocabulary>(Vocabulary{"v", {{"ü", ""}}});
    const Annotation made(0.0, 3.0,
                          {words, child(intervals(2, "parts", {{0, ""}, {0.5, "a"}, {0.875, "b"}, {1.25, ""}, {2, ""}}), 1,
                                        ParentLink::Subdivision)},
                          3);
    QCOMPARE(problems(made), QString());
    QCOMPARE(sentences(losses(made, FileFormat::Elan)), QString());
    const auto bytes = written(made, FileFormat::Elan);
    const auto back = read(bytes, FileFormat::Elan, {3.0}).annotation;
    QVERIFY2(sameContent(made, back), bytes.c_str());
    QCOMPARE(sentences(losses(speech(), FileFormat::Elan)),
             QString("ELAN has no point tiers: the points of tier tones become annotations of 1 ms."));
    const Annotation fine(
        0.0, 1.0, {intervals(1, "t", {{0, ""}, {0.12345, "a"}, {0.5, ""}, {0.6, ""}}), intervals(2, "t", {{0, "\x01"}})}, 3);
    QCOMPARE(losses(fine, FileFormat::Elan).size(), std::size_t{4});
    QCOMPARE(read(written(fine, FileFormat::Elan), FileFormat::Elan).annotation.tiers().size(), std::size_t{2});
}

void TestElan::overlapsAreKept() {
    const std::string bytes =
        minimal(R"(<TIME_SLOT TIME_SLOT_ID="1" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="2" TIME_VALUE="2000"/>)"
                R"(<TIME_SLOT TIME_SLOT_ID="3" TIME_VALUE="1000"/><TIME_SLOT TIME_SLOT_ID="4" TIME_VALUE="3000"/>)",
                R"(<TIER TIER_ID="x" LINGUISTIC_TYPE_REF="t"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a" )"
                R"(TIME_SLOT_REF1="1" TIME_SLOT_REF2="2"><ANNOTATION_VALUE>A</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>)"
                R"(</ANNOTATION><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="b" TIME_SLOT_REF1="3" )"
                R"(TIME_SLOT_REF2="4"><ANNOTATION_VALUE>B</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>)");
    const auto file = read(bytes, FileFormat::Elan);
    QCOMPARE(file.annotation.tiers().size(), std::size_t{2});
    QCOMPARE(text(file.annotation.tier(1)), QString("0 |1 B"));
    QCOMPARE(sentences(file.notes), QString("Tier x: overlapping intervals moved to a tier of their own: 1."));
    QCOMPARE(written(file.annotation, FileFormat::Elan), bytes);
    const auto changed = edited(file.annotation, setLabel(file.annotation, file.annotation.tier(0).header.id, 0, "C"));
    const auto back = read(written(changed, FileFormat::Elan), FileFormat::Elan);
    QCOMPARE(sentences(back.notes), QString());
    QCOMPARE(text(back.annotation.tier(0)), QString("0 C|2 "));
    QCOMPARE(text(back.annotation.tier(1)), QString("0 |1 B"));
}

void TestElan::refusesWithASentence_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("sentence");
    const auto add = [](const char* name, const std::string& bytes, const char* sentence) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString(sentence);
    };
    const std::string entities =
        "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n<x>&b;</x>";
    add("document type", entities, "a.file, line 2: document types and entities are not read. Remove them from the file.");
    add("entity", "<x>\n&evil;</x>", "a.file, line 1: document types and entities are not read. Remove them from the file.");
    add("empty", "", "a.file, line 1: no XML element was found.");
    add("other text", "hello", "a.file, line 1: this is not valid XML. Correct that line.");
    add("other root", "<html></html>", "a.file is no ELAN file: it begins with <html>. Choose an .eaf file.");
    add("tags that do not match", "<a>\n<b></a>", "a.file, line 2: this is not valid XML. Correct that line.");
    add("cut off", "<a><b>", "a.file ends before <b> is closed: it is damaged or cut off.");
    add("doubled attribute", "<a b=\"1\" b=\"2\"/>", "a.file, line 1: this is not valid XML. Correct that line.");
    add("no quotes", "<a b=1/>", "a.file, line 1: this is not valid XML. Correct that line.");
    add("two roots", "<a/><a/>", "a.file, line 1: this is not valid XML. Correct that line.");
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    add("too deep", deep, "a.file, line 1: the elements are nested too deeply, or there are too many.");
    add("frames", replaced(kElan, "TIME_UNITS=\"milliseconds\"", "TIME_UNITS=\"PAL-frames\""),
        "a.file, line 5: the times are in PAL-frames. Save the file with milliseconds in ELAN.");
    add("no time", replaced(kElan, "\"1500\"", "\"nan\""),
        "a.file, line 13: “nan” is no time in milliseconds. Correct that line.");
    add("unknown slot", replaced(kElan, "TIME_SLOT_REF2=\"ts5\"", "TIME_SLOT_REF2=\"ts9\""),
        "a.file, line 24: the time slot “ts9” is not in the file. Correct that line.");
    add("doubled slot", replaced(kElan, "\"ts5\" TIME_VALUE", "\"ts4\" TIME_VALUE"),
        "a.file, line 15: the time slot “ts4” has no name of its own. Correct that line.");
    add("doubled annotation", replaced(kElan, "\"a2\"", "\"a1\""),
        "a.file, line 24: the annotation “a1” has no name of its own. Correct that line.");
    add("doubled tier", replaced(kElan, "TIER_ID=\"empty\"", "TIER_ID=\"text\""),
        "a.file, line 61: there are two tiers named “text”. Rename one.");
    add("unknown parent", replaced(kElan, "PARENT_REF=\"text\"", "PARENT_REF=\"nobody\""),
        "a.file, line 30: the parent tier “nobody” is not in the file. Correct that line.");
    add("circle", replaced(kElan, "PARENT_REF=\"text\"", "PARENT_REF=\"gloss\""),
        "a.file, line 30: tier “words” is above itself. Correct its PARENT_REF.");
    add("reference beside the parent", replaced(kElan, "ANNOTATION_REF=\"a4\" CVE_REF", "ANNOTATION_REF=\"a1\" CVE_REF"),
        "a.file, line 44: the annotation “a1” is not in the parent tier. Correct that line.");
    add("open slot without neighbours", replaced(kElan, "TIME_SLOT_ID=\"ts1\" TIME_VALUE=\"500\"", "TIME_SLOT_ID=\"ts1\""),
        "a.file, line 19: the time slot “ts1” has no time, and none follows from its neighbours.");
}

void TestElan::refusesWithASentence() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, sentence);
    QCOMPARE(refusal(bytes.toStdString(), FileFormat::Elan), sentence);
}

void TestElan::survivesAnyTruncation() {
    for (std::size_t length = 0; length < kElan.size() - 1; length += 3)
        QVERIFY(refusal(kElan.substr(0, length), FileFormat::Elan) != "read");
}

QTEST_GUILESS_MAIN(TestElan)
#include "TestElan.moc"
