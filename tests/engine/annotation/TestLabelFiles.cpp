// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/AnnotationFile.h"
#include "tests/engine/annotation/Files.h"

using namespace examples;  // NOLINT

namespace {

const std::string kLabels =
    "0.500000\t1.000000\tfirst\n1.000000\t1.000000\tclick\n\\\t100.000000\t2000.500000\n2.000000\t3.250000\t\n";
const std::string kTable =
    "Speaker;tmin;tier;text;tmax\nAnn;0,50;words;\"a;b \"\"c\"\"\";1.0\nBob;1.0;words;\"two\nlines\";2.0\nAnn;1.5;tones;H;\n";
const std::string kJson = R"({"format": "prososcope-annotation", "version": 1, "start": 0, "end": 3.0, "mine": {"x": [1]},
 "tiers": [{"name": "words", "kind": "interval", "colour": "red", "vocabulary": {"name": "v", "entries": [{"label": "a"}]},
   "items": [{"start": 0, "end": 1.5, "label": "a", "sure": 0.9}, {"start": 1.5, "end": 3, "label": "ü\n"}]},
  {"name": "tones", "kind": "point", "parent": 0, "link": "aligned", "items": [{"start": 1, "label": "H"}]}]})";

}  // namespace

/// Audacity's labels, tables and our JSON: reading, what stays, and what is refused.
class TestLabelFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAudacityLabels();
    void keepsFrequencyLines();
    void readsTables();
    void keepsFurtherColumns();
    void readsTheNamesOfOtherPrograms();
    void readsJson();
    void keepsFurtherKeys();
    void jsonParentsAreChecked();
    void refusesWithASentence_data();
    void refusesWithASentence();
    void choosesTheFormat();
};

void TestLabelFiles::readsAudacityLabels() {
    const auto file = read(kLabels, FileFormat::Audacity, {4.0});
    QCOMPARE(sentences(file.notes), QString());
    QCOMPARE(text(file.annotation.tier(0)), QString("0 |0.5 first|1 |2 |3.25 "));
    QCOMPARE(text(file.annotation.tier(1)), QString("1 click"));
    QVERIFY(!file.annotation.tier(1).isInterval());
    QCOMPARE(written(file.annotation, FileFormat::Audacity), kLabels);
    const auto overlap = read("0\t2\ta\n1\t3\tb\n", FileFormat::Audacity);
    QCOMPARE(text(overlap.annotation.tier(1)), QString("0 |1 b"));
    QCOMPARE(sentences(overlap.notes), QString("Tier labels: overlapping intervals moved to a tier of their own: 1."));
    QCOMPARE(text(read("", FileFormat::Audacity, {2.0}).annotation.tier(0)), QString("0 "));
    QCOMPARE(text(read("0,5\t1,5\ta\tb\n", FileFormat::Audacity).annotation.tier(0)), QString("0 |0.5 a\tb"));
}

void TestLabelFiles::keepsFrequencyLines() {
    auto annotation = read(kLabels, FileFormat::Audacity, {4.0}).annotation;
    annotation = edited(annotation, setLabel(annotation, 1, 1, "other"));
    annotation = edited(annotation, moveBoundary(annotation, 2, 0, 1.25, false));
    annotation = edited(annotation, insertInterval(annotation, 1, {3.5, 3.75}, "new"));
    QCOMPARE(QString::fromStdString(written(annotation, FileFormat::Audacity)),
             QString("0.500000\t1.000000\tother\n1.25\t1.25\tclick\n\\\t100.000000\t2000.500000\n2.000000\t3.250000\t\n3.5\t3."
                     "75\tnew\n"));
}

void TestLabelFiles::readsTables() {
    const auto file = read(kTable, FileFormat::Csv);
    QCOMPARE(sentences(file.notes), QString());
    QCOMPARE(text(file.annotation.tier(0)), QString("0 |0.5 a;b \"c\"|1 two\nlines"));
    QCOMPARE(text(file.annotation.tier(1)), QString("1.5 H"));
    QCOMPARE(file.annotation.end(), 2.0);
    QCOMPARE(written(file.annotation, FileFormat::Csv), kTable);
}

void TestLabelFiles::keepsFurtherColumns() {
    auto annotation = read(kTable, FileFormat::Csv, {3.0}).annotation;
    annotation = edited(annotation, setLabel(annotation, annotation.tier(1).header.id, 0, "L"));
    annotation = edited(annotation, insertInterval(annotation, annotation.tier(0).header.id, {2.25, 2.5}, "new"));
    QCOMPARE(QString::fromStdString(written(annotation, FileFormat::Csv)),
             QString("Speaker;tmin;tier;text;tmax\nAnn;0,50;words;\"a;b \"\"c\"\"\";1.0\nBob;1.0;words;\"two\nlines\";2.0\n"
                     ";2.25;words;new;2.5\nAnn;1.5;tones;L;\n"));
    const auto windows = std::string("\xef\xbb\xbfstart\tend\tlabel\r\n0\t1\ta\r\n1\t2\tb\r\n");
    const auto tabs = read(windows, FileFormat::Csv).annotation;
    QCOMPARE(written(tabs, FileFormat::Csv), windows);
    QCOMPARE(written(edited(tabs, setLabel(tabs, 1, 0, "c")), FileFormat::Csv), replaced(windows, "\ta\r", "\tc\r"));
}

void TestLabelFiles::readsTheNamesOfOtherPrograms() {
    QCOMPARE(text(read("Begin,End,Annotation\n0,1,a\n1,2,b\n", FileFormat::Csv).annotation.tier(0)), QString("0 a|1 b"));
    QCOMPARE(text(read("onset,label\n0.25,a\n1,b\n", FileFormat::Csv).annotation.tier(0)), QString("0.25 a|1 b"));
    QCOMPARE(text(read("start,end,label\n1,1,a\n2,2,b\n", FileFormat::Csv).annotation.tier(0)), QString("1 a|2 b"));
    const auto latin = read("start,end,label\n0,1,\xe4\n", FileFormat::Csv);
    QCOMPARE(QString::fromStdString(latin.annotation.tier(0).items[0].label), QString("ä"));
    QCOMPARE(sentences(latin.notes), QString("a.file is not UTF-8 and was read as Latin-1."));
}

void TestLabelFiles::readsJson() {
    const auto file = read(kJson, FileFormat::Json);
    QCOMPARE(sentences(file.notes), QString());
    QCOMPARE(text(file.annotation.tier(0)), QString("0 a|1.5 ü\n"));
    QCOMPARE(file.annotation.tier(1).header.parent, std::optional(file.annotation.tier(0).header.id));
    QVERIFY(file.annotation.tier(0).header.vocabulary->contains("a"));
    QCOMPARE(written(file.annotation, FileFormat::Json), kJson);
    for (const auto& annotation : {speech(), linked(), Annotation()}) {
        QCOMPARE(sentences(losses(annotation, FileFormat::Json)), QString());
        QVERIFY(sameContent(read(written(annotation, FileFormat::Json), FileFormat::Json).annotation, annotation));
    }
}

void TestLabelFiles::keepsFurtherKeys() {
    const auto annotation = read(kJson, FileFormat::Json).annotation;
    const auto changed = QString::fromStdString(written(edited(annotation, setLabel(annotation, 1, 1, "b")), FileFormat::Json));
    QVERIFY(changed.contains("\"mine\": {\"x\":[1]}") || changed.contains("\"mine\":{\"x\":[1]}"));
    QVERIFY(changed.contains("\"colour\":\"red\""));
    QVERIFY(changed.contains("\"sure\":0.9"));
    QVERIFY(changed.contains("\"label\": \"b\""));
}

void TestLabelFiles::jsonParentsAreChecked() {
    const auto circle = read(replaced(kJson, "\"colour\": \"red\"", "\"parent\": 0"), FileFormat::Json);
    QCOMPARE(sentences(circle.notes), QString("Tier words has a parent that it cannot have: it stands alone now."));
    const auto points = read(replaced(kJson, "\"colour\": \"red\"", "\"parent\": 1"), FileFormat::Json);
    QVERIFY(!points.annotation.tier(0).header.parent);
    const auto unfit = read(replaced(kJson, "\"link\": \"aligned\"", "\"link\": \"association\""), FileFormat::Json);
    QCOMPARE(sentences(unfit.notes), QString("Tier tones does not fit its parent tier and was linked to it by time."));
}

void TestLabelFiles::refusesWithASentence_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("sentence");
    const auto add = [](const char* name, FileFormat format, const std::string& bytes, const char* sentence) {
        QTest::newRow(name) << static_cast<int>(format) << QByteArray::fromStdString(bytes) << QString(sentence);
    };
    add("label without time", FileFormat::Audacity, "0\t1\ta\nhello\n",
        "a.file, line 2 does not begin with a time in seconds and a tab. Correct that line.");
    add("label at no time", FileFormat::Audacity, "nan\t1\ta\n",
        "a.file, line 1 does not begin with a time in seconds and a tab. Correct that line.");
    add("frequencies first", FileFormat::Audacity, "\\\t1\t2\n",
        "a.file, line 1: a frequency range stands before the first label. Correct that line.");
    add("table without columns", FileFormat::Csv, "a,b\n1,2\n",
        "a.file has no columns named start and label. Name the columns tier, start, end and label.");
    add("empty table", FileFormat::Csv, "", "a.file is empty: a header row with column names is expected.");
    add("table without a time", FileFormat::Csv, "start,end,label\n0,1,a\n1,x,b\n",
        "a.file, row 2: “x” is no time in seconds. Correct that row.");
    add("ragged table", FileFormat::Csv, "start,end,label\n0,1\n",
        "a.file, line 2: 2 cells, but the header has 3. Correct that line.");
    add("no JSON", FileFormat::Json, "{\n\"a\": }", "a.file, line 2: this is not valid JSON. Correct that line.");
    add("other JSON", FileFormat::Json, "[1]", "a.file is JSON, but no annotation of this program.");
    add("deep JSON", FileFormat::Json, std::string(100'000, '['), "a.file, line 1: this is not valid JSON. Correct that line.");
    std::string nested = replaced(kJson, "[1]", std::string(1000, '[') + std::string(1000, ']'));
    add("nested JSON", FileFormat::Json, nested, "a.file is nested too deeply. It is no annotation.");
    add("newer JSON", FileFormat::Json, replaced(kJson, "\"version\": 1", "\"version\": 2"),
        "a.file was written by a newer version of this program. Update it to read the file.");
    add("no kind", FileFormat::Json, replaced(kJson, "\"point\"", "\"spot\""),
        "a.file: “spot” is no kind of tier. It is interval or point.");
    add("no time", FileFormat::Json, replaced(kJson, "\"start\": 1,", "\"start\": \"x\","),
        "a.file: \"x\" is no time in seconds. Correct it.");
    add("far time", FileFormat::Json, replaced(kJson, "\"start\": 1,", "\"start\": 1e300,"),
        "a.file: 1e+300 is no time in seconds. Correct it.");
    add("unknown parent", FileFormat::Json, replaced(kJson, "\"parent\": 0", "\"parent\": 7"),
        "a.file: the parent tier 7 is not in the file.");
}

void TestLabelFiles::refusesWithASentence() {
    QFETCH(int, format);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, sentence);
    QCOMPARE(refusal(bytes.toStdString(), static_cast<FileFormat>(format)), sentence);
}

void TestLabelFiles::choosesTheFormat() {
    QTemporaryDir folder;
    const auto put = [&](const char* name, const std::string& bytes) {
        const auto path = toPath(folder.filePath(name));
        QFile file(QString::fromStdString(path.string()));
        if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write");
        file.write(QByteArray::fromStdString(bytes));
        return path;
    };
    const std::string grid = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n1\n<exists>\n0\n";
    QCOMPARE(readAnnotation(put("a.txt", kLabels))->format, FileFormat::Audacity);
    QCOMPARE(readAnnotation(put("b.txt", grid))->format, FileFormat::TextGrid);
    QCOMPARE(readAnnotation(put("ü c.TEXTGRID", grid))->format, FileFormat::TextGrid);
    QCOMPARE(readAnnotation(put("d.Csv", kTable))->format, FileFormat::Csv);
    QCOMPARE(readAnnotation(put("e.json", kJson))->format, FileFormat::Json);
    QVERIFY(!readAnnotation(put("f.doc", kJson)));
    QVERIFY(!readAnnotation(toPath(folder.filePath("absent.csv"))));
    for (const auto format : {FileFormat::TextGrid, FileFormat::Elan, FileFormat::Audacity, FileFormat::Csv, FileFormat::Json})
        QCOMPARE(formatOf(std::string("x") + std::string(endingOf(format))), std::optional(format));
}

QTEST_GUILESS_MAIN(TestLabelFiles)
#include "TestLabelFiles.moc"
