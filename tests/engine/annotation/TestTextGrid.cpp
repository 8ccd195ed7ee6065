// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/TextEncoding.h"
#include "engine/annotation/TextGrid.h"
#include "tests/engine/annotation/Files.h"

using namespace examples;  // NOLINT

namespace {

/// As Praat 6.1 writes a TextGrid of two interval tiers and a point tier.
const std::string kLong = R"(File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0 
xmax = 2.3 
tiers? <exists> 
size = 3 
item []: 
    item [1]:
        class = "IntervalTier" 
        name = "words" 
        xmin = 0 
        xmax = 2.3 
        intervals: size = 3 
        intervals [1]:
            xmin = 0 
            xmax = 0.70 
            text = "" 
        intervals [2]:
            xmin = 0.70 
            xmax = 1.1 
            text = "say ""a""" 
        intervals [3]:
            xmin = 1.1 
            xmax = 2.3 
            text = "two
lines" 
    item [2]:
        class = "IntervalTier" 
        name = "phones" 
        xmin = 0 
        xmax = 2.3 
        intervals: size = 1 
        intervals [1]:
            xmin = 0 
            xmax = 2.3 
            text = "" 
    item [3]:
        class = "TextTier" 
        name = "bell" 
        xmin = 0 
        xmax = 2.3 
        points: size = 1 
        points [1]:
            number = 0.3333333333333333 
            mark = "x" 
)";
const std::string kShort = R"(File type = "ooTextFile"
Object class = "TextGrid"

0
2.3
<exists>
2
"IntervalTier"
"words"
0
2.3
2
0
0.7
""
0.7
2.3
"say ""a"""
"TextTier"
"bell"
0
2.3
1
0.3333333333333333
"x"
)";

std::string withLineEnds(std::string text, const std::string& lineEnd) {
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += lineEnd.size())
        text.replace(at, 1, lineEnd);
    return text;
}

/// A short TextGrid of 4 s with one tier of intervals "start end label".
std::string shortGrid(const QStringList& intervals) {
    std::string text =
        "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n4\n<exists>\n1\n\"IntervalTier\"\n\"t\"\n0\n4\n" +
        std::to_string(intervals.size()) + "\n";
    for (const QString& one : intervals) {
        const QStringList parts = one.split(' ');
        text += (parts[0] + "\n" + parts[1] + "\n\"" + parts.value(2) + "\"\n").toStdString();
    }
    return text;
}

}  // namespace

/// Praat's TextGrid: both styles, all encodings, what stays when something is edited, and what is refused.
class TestTextGrid : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsBothStyles();
    void unmodifiedFilesStayAsTheyAre_data();
    void unmodifiedFilesStayAsTheyAre();
    void editsChangeNothingElse();
    void writesLikePraat();
    void repairsAreReported_data();
    void repairsAreReported();
    void spansThatDisagreeAreReported();
    void refusesWithASentence_data();
    void refusesWithASentence();
    void survivesAnyTruncation();
};

void TestTextGrid::readsBothStyles() {
    const auto grid = read(kLong, FileFormat::TextGrid);
    QCOMPARE(sentences(grid.notes), QString());
    QCOMPARE(grid.annotation.end(), 2.3);
    QCOMPARE(text(grid.annotation.tier(0)), QString("0 |0.7 say \"a\"|1.1 two\nlines"));
    QCOMPARE(text(grid.annotation.tier(2)), QString("0.333333 x"));
    QCOMPARE(grid.annotation.tier(2).items[0].time, 0.3333333333333333);
    QVERIFY(!grid.annotation.tier(2).isInterval());
    const auto other = read(kShort, FileFormat::TextGrid);
    QCOMPARE(text(other.annotation.tier(0)), QString("0 |0.7 say \"a\""));
    const auto old = replaced(replaced(kShort, "ooTextFile\"", "ooTextFile short\""), "Object class = ", "");
    QVERIFY(sameContent(read(old, FileFormat::TextGrid).annotation, other.annotation));
    const auto commented = replaced(kShort, "2.3\n<exists>", "2.3 ! until \"here\n<exists>");
    QVERIFY(sameContent(read(commented, FileFormat::TextGrid).annotation, other.annotation));
    const auto empty =
        read("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n1.5\n<absent>\n", FileFormat::TextGrid);
    QCOMPARE(empty.annotation.tiers().size(), std::size_t{0});
    QCOMPARE(empty.annotation.end(), 1.5);
}

void TestTextGrid::unmodifiedFilesStayAsTheyAre_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("label");
    const std::string wide = replaced(kLong, "text = \"\"", "text = \"äß 日本 😀\"");
    const auto add = [](const char* name, const std::string& bytes, const char* label) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString(label);
    };
    add("long", kLong, "");
    add("short", kShort, "");
    add("UTF-8", wide, "äß 日本 😀");
    add("UTF-8 with mark", encodeText(wide, Encoding::Utf8WithMark), "äß 日本 😀");
    add("UTF-16 little", encodeText(wide, Encoding::Utf16Little), "äß 日本 😀");
    add("UTF-16 big", encodeText(wide, Encoding::Utf16Big), "äß 日本 😀");
    add("UTF-16 without mark", encodeText(wide, Encoding::Utf16Big).substr(2), "äß 日本 😀");
    add("Latin-1", encodeText(replaced(kLong, "text = \"\"", "text = \"äß\""), Encoding::Latin1), "äß");
    add("CR LF", withLineEnds(wide, "\r\n"), "äß 日本 😀");
    add("CR", withLineEnds(wide, "\r"), "äß 日本 😀");
    add("no trailing blanks", withLineEnds(replaced(kLong, " \n", "\n"), "\n"), "");
    add("crumpled",
        "File type = \"ooTextFile\" Object class = \"TextGrid\" 0 1 <exists> 1 \"IntervalTier\" \"w\" 0 1 1 0 1 \"a\"", "a");
}

void TestTextGrid::unmodifiedFilesStayAsTheyAre() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, label);
    const auto grid = read(bytes.toStdString(), FileFormat::TextGrid);
    QCOMPARE(QString::fromStdString(grid.annotation.tier(0).items[0].label), label);
    QCOMPARE(QByteArray::fromStdString(written(grid.annotation, FileFormat::TextGrid)), bytes);
    // A change that is taken back leaves the file as it was, too.
    const auto edit = setLabel(grid.annotation, 1, 0, "other");
    PROSOSCOPE_VERIFY(edit);
    const auto changed = *apply(grid.annotation, *edit);
    QVERIFY(QByteArray::fromStdString(written(changed, FileFormat::TextGrid)) != bytes);
    QCOMPARE(QByteArray::fromStdString(written(*apply(changed, edit->inverse()), FileFormat::TextGrid)), bytes);
    const auto again = read(written(changed, FileFormat::TextGrid), FileFormat::TextGrid);
    QVERIFY(sameContent(again.annotation, changed));
}

void TestTextGrid::editsChangeNothingElse() {
    const std::string wide = replaced(kLong, "name = \"phones\"", "name = \"Läute\"");
    for (const auto& [encoding, lineEnd] : {std::pair{Encoding::Utf8, "\n"},
                                            {Encoding::Utf16Big, "\n"},
                                            {Encoding::Utf16Little, "\r\n"},
                                            {Encoding::Latin1, "\r"},
                                            {Encoding::Utf8WithMark, "\r\n"}}) {
        const auto bytesOf = [&, e = encoding, l = lineEnd](const std::string& content) {
            return encodeText(withLineEnds(content, l), e);
        };
        const auto grid = read(bytesOf(wide), FileFormat::TextGrid);
        const auto changed = edited(grid.annotation, setLabel(grid.annotation, 1, 1, "quote \" and\nbreak"));
        QCOMPARE(QByteArray::fromStdString(written(changed, FileFormat::TextGrid)),
                 QByteArray::fromStdString(bytesOf(replaced(wide, "say \"\"a\"\"", "quote \"\" and\nbreak"))));
    }
    const auto brief = read(kShort, FileFormat::TextGrid);
    const auto moved = edited(brief.annotation, moveBoundary(brief.annotation, 1, 1, 0.75, false));
    QCOMPARE(QString::fromStdString(written(moved, FileFormat::TextGrid)),
             QString::fromStdString(replaced(kShort, "0.7\n\"\"\n0.7", "0.75\n\"\"\n0.75")));
    // A first number on the line of the header: nothing of the header is lost.
    const auto joined = read(
        "File type = \"ooTextFile\"\nObject class = \"TextGrid\" 0 4\n<exists>\n1\n\"IntervalTier\"\n\"t\"\n"
        "0\n4\n1\n0\n4\n\"a\"\n",
        FileFormat::TextGrid);
    const auto relabelled = edited(joined.annotation, setLabel(joined.annotation, 1, 0, "b"));
    QCOMPARE(read(written(relabelled, FileFormat::TextGrid), FileFormat::TextGrid).annotation.tier(0).items[0].label,
             std::string("b"));
}

void TestTextGrid::writesLikePraat() {
    const Annotation made(0.0, 2.3,
                          {intervals(1, "words", {{0, ""}, {0.7, "say \"a\""}, {1.1, "two\nlines"}}),
                           intervals(2, "phones", {{0, ""}}), points(3, "bell", {{0.3333333333333333, "x"}})},
                          4);
    QCOMPARE(QString::fromStdString(written(made, FileFormat::TextGrid)), QString::fromStdString(kLong).replace("0.70", "0.7"));
}

void TestTextGrid::repairsAreReported_data() {
    QTest::addColumn<QStringList>("intervals");
    QTest::addColumn<QString>("tiers");
    QTest::addColumn<QString>("note");
    const auto add = [](const char* name, const QStringList& intervals, const char* tiers, const char* note) {
        QTest::newRow(name) << intervals << QString(tiers) << QString(note);
    };
    add("sound", {"0 1 a", "1 4 b"}, "0 a|1 b", "");
    add("gap", {"0 1 a", "2 4 b"}, "0 a|1 |2 b", "Tier t: gaps filled with empty intervals: 1.");
    add("late begin, early end", {"1 2 a"}, "0 |1 a|2 ", "Tier t: gaps filled with empty intervals: 2.");
    add("unsorted", {"2 4 b", "0 2 a"}, "0 a|2 b", "Tier t: the times were sorted (1 stood too late).");
    add("reversed", {"2 0 a", "2 4 b"}, "0 a|2 b", "Tier t: intervals whose begin and end were swapped: 1.");
    add("torn by rounding", {"0 1 a", "1.000001 4 b"}, "0 a|1 b",
        "Tier t: boundaries joined that differed by less than 0.01 ms: 1.");
    add("overlap", {"0 2 a", "1 4 b"}, "0 a|2  // 0 |1 b", "Tier t: overlapping intervals moved to a tier of their own: 1.");
    add("empty overlap", {"0 2 a", "1 4"}, "0 a|2 ",
        "Tier t: empty intervals without a place of their own, shortened or left out: 1.");
    add("label over an empty one", {"0 3", "1 4 b"}, "0 |1 b",
        "Tier t: empty intervals without a place of their own, shortened or left out: 1.");
    add("no duration", {"0 1 a", "1 1 b", "1 4 c"}, "0 a|1 c // 1 b",
        "Tier t: intervals without duration moved to a point tier: 1.");
    add("no duration, no label", {"0 1 a", "1 1", "1 4 c"}, "0 a|1 c",
        "Tier t: empty intervals without a place of their own, shortened or left out: 1.");
    add("none", {}, "0 ", "");
}

void TestTextGrid::repairsAreReported() {
    QFETCH(QStringList, intervals);
    QFETCH(QString, tiers);
    QFETCH(QString, note);
    const std::string bytes = shortGrid(intervals);
    const auto grid = read(bytes, FileFormat::TextGrid);
    QStringList all;
    for (const auto& tier : grid.annotation.tiers()) all << text(*tier);
    QCOMPARE(all.join(" // "), tiers);
    const QStringList said = sentences(grid.notes).split('\n', Qt::SkipEmptyParts);
    QVERIFY2(note.isEmpty() ? said.isEmpty() : said.contains(note), qPrintable(said.join('\n')));
    QCOMPARE(written(grid.annotation, FileFormat::TextGrid), bytes);
}

void TestTextGrid::spansThatDisagreeAreReported() {
    const auto longer = read(replaced(kShort, "0\n2.3\n<exists>", "0\n2\n<exists>"), FileFormat::TextGrid);
    QCOMPARE(longer.annotation.end(), 2.3);
    QCOMPARE(sentences(longer.notes), QString("a.file says that it lasts from 0 to 2 s, but its tiers reach from 0 to 2.3 s."));
    const auto audio = read(kShort, FileFormat::TextGrid, {2.5});
    QCOMPARE(sentences(audio.notes), QString("a.file lasts 2.3 s, but the recording 2.5 s."));
    QCOMPARE(sentences(read(kShort, FileFormat::TextGrid, {2.3001}).notes), QString());
    QCOMPARE(sentences(read(kShort + "\n\"more\"", FileFormat::TextGrid).notes),
             QString("a.file: what follows the last tier is not part of a TextGrid and was left out."));
}

void TestTextGrid::refusesWithASentence_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("sentence");
    const auto add = [](const char* name, const std::string& bytes, const char* sentence) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString(sentence);
    };
    add("empty", "", "a.file is no TextGrid (“” was found). Choose a TextGrid saved as text.");
    add("binary", std::string("ooBinaryFile\x08TextGrid\0\0", 23),
        "a.file is a binary TextGrid. Open it in Praat and save it as a text file first.");
    add("another class", replaced(kLong, "\"TextGrid\"", "\"Sound\""),
        "a.file is no TextGrid (“Sound” was found). Choose a TextGrid saved as text.");
    add("other text", "hello", "a.file is no TextGrid (“” was found). Choose a TextGrid saved as text.");
    add("open quote", "File type = \"ooTextFile\"\nObject class = \"TextGrid\n",
        "a.file, line 2: a quote is opened and never closed. Correct that line.");
    add("too many announced", replaced(kShort, "<exists>\n2", "<exists>\n2000000"),
        "a.file, line 7: the file is too short for the 2000000 items announced here. It is damaged or cut off.");
    add("half a tier", replaced(kShort, "<exists>\n2", "<exists>\n1.5"),
        "a.file, line 7: the file is too short for the 1.5 items announced here. It is damaged or cut off.");
    add("another kind of tier", replaced(kShort, "TextTier", "PitchTier"),
        "a.file, line 19: “PitchTier” is no kind of tier. IntervalTier or TextTier is expected.");
    add("text for a time", replaced(kShort, "0.7\n\"\"", "\"x\"\n\"\""),
        "a.file, line 14: a number is expected, but x was found. Correct that line.");
    add("no time", replaced(kShort, "0.7\n\"\"", "-inf\n\"\""),
        "a.file, line 14: -inf is no time in seconds. Correct that line.");
    add("beyond all time", replaced(kShort, "0.7\n\"\"", "7e99\n\"\""),
        "a.file, line 14: 7e99 is no time in seconds. Correct that line.");
    add("cut off", kShort.substr(0, kShort.size() - 5), "a.file ends too early, at line 24: it is damaged or cut off.");
    add("odd UTF-16", "\xfe\xff" + std::string("\0F\0", 3), "a.file is damaged UTF-16 text. Save it again as UTF-8.");
    add("half a surrogate", "\xfe\xff\xd8" + std::string(1, '\0'), "a.file is damaged UTF-16 text. Save it again as UTF-8.");
    add("mark of UTF-8 before other bytes", "\xef\xbb\xbf\xff\xff",
        "a.file says that it is UTF-8, but it is not. Save it again as UTF-8.");
}

void TestTextGrid::refusesWithASentence() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, sentence);
    QCOMPARE(refusal(bytes.toStdString(), FileFormat::TextGrid), sentence);
}

void TestTextGrid::survivesAnyTruncation() {
    int whole = 0;
    for (std::size_t length = 0; length <= kLong.size(); ++length) {
        const auto result = parseAnnotation(kLong.substr(0, length), FileFormat::TextGrid, "a.file");
        QVERIFY(result ? result->annotation.problems().empty() : !result.error().message().empty());
        whole += result ? 1 : 0;
    }
    QVERIFY2(whole >= 1 && whole <= 3, "only the closing white space may be missing");
}

QTEST_GUILESS_MAIN(TestTextGrid)
#include "TestTextGrid.moc"
