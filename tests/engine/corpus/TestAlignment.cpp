// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/AlignmentFormats.h"
#include "tests/engine/corpus/CorpusTestSupport.h"

using namespace prososcope;
using namespace prososcope::corpus;

namespace {

/// "0.000-0.540 SIL | 0.540-0.810 EXCUSE"
QString shown(const core::Result<std::vector<AlignedLabel>>& labels) {
    if (!labels) return "failed: " + QString::fromStdString(labels.error().message());
    QStringList parts;
    for (const auto& label : *labels) {
        parts << QString("%1-%2 %3")
                     .arg(label.startSeconds, 0, 'f', 3)
                     .arg(label.endSeconds, 0, 'f', 3)
                     .arg(QString::fromStdString(label.label));
    }
    return parts.join(" | ");
}

QString parsed(const std::string& text, AlignmentFormat format, const std::string& tier) {
    return shown(parseAlignment(text, format, tier, "file"));
}

const std::string kWords =
    "\t SFrm\t EFrm\t SegAScr\tWord\n\t    0\t   53\t-175312\t<s>\n\t   54\t   80\t-1234567\tEXCUSE(2)\n"
    "\t   81\t   81\t-2\t++BREATHING++\nTotal score:     -7513455\n";

}  // namespace

class TestAlignment : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sphinx();
    void sphinxWithOtherLineEnds();
    void xlabel();
    void onsetList();
    void textGrid();
    void damagedFiles_data();
    void damagedFiles();
    void readsTheTierOfAnUtterance();
    void spansOfLongRecordings();
    void endings();
};

void TestAlignment::sphinx() {
    QCOMPARE(parsed(kWords, AlignmentFormat::Sphinx, "words"),
             "0.000-0.540 <s> | 0.540-0.810 EXCUSE | 0.810-0.820 ++BREATHING++");
    const std::string phones =
        "SFrm EFrm SegAScr Phone\n0 6 -345 SIL\n7 10 -12.5 IH SIL K b\n11 11 3 +LAUGHTER+\nTotal score: -1\n";
    QCOMPARE(parsed(phones, AlignmentFormat::Sphinx, "phones"), "0.000-0.070 SIL | 0.070-0.110 IH | 0.110-0.120 +LAUGHTER+");
    QCOMPARE(parsed("SFrm EFrm SegAScr Syl\n3 9 -1 K Y UW Z\n", AlignmentFormat::Sphinx, "syllables"), "0.030-0.100 K Y UW Z");
    QCOMPARE(parsed("SFrm EFrm SegAScr Word\nTotal score: 0\n", AlignmentFormat::Sphinx, "words"), "");
}

void TestAlignment::sphinxWithOtherLineEnds() {
    std::string text = kWords;
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) text.insert(at, "\r");
    QCOMPARE(parsed("\xef\xbb\xbf" + text, AlignmentFormat::Sphinx, "words"), parsed(kWords, AlignmentFormat::Sphinx, "words"));
}

void TestAlignment::xlabel() {
    // A row without a label (a change of the voice) belongs to the phone before it; the last row is the end. "\xe4" is Latin-1.
    const std::string text =
        "signal wochenAO\ntype 0\ncolor 125\nfont -misc-*\nseparator ;\nnfields 1\n#\n"
        "    0.080000   -1 _t\n    0.119000   -1 !t\t+asp\n    0.244000   125 a\t\t2\n    0.300000   -1 \t+hoe\n"
        "    0.427000   -1 (\n    0.600000   -1 k\xe4n\t0.4\n    1.841000   -1 .\n";
    QCOMPARE(parsed(text, AlignmentFormat::XLabel, "phones"),
             QString::fromUtf8("0.080-0.119 _t | 0.119-0.244 !t | 0.244-0.427 a | 0.427-0.600 ( | 0.600-1.841 kän"));
    QCOMPARE(parsed("#\n", AlignmentFormat::XLabel, "phones"), "");
}

void TestAlignment::onsetList() {
    QCOMPARE(parsed("0.080\tder\n0.244\tla\n1.841\t.\n", AlignmentFormat::OnsetList, "syllables"),
             "0.080-0.244 der | 0.244-1.841 la");
    QCOMPARE(parsed("0.080    der\n0.244    la\n1.841    .\n", AlignmentFormat::OnsetList, "syllables"),
             "0.080-0.244 der | 0.244-1.841 la");
    QCOMPARE(parsed("", AlignmentFormat::OnsetList, "syllables"), "");
}

void TestAlignment::textGrid() {
    const std::string text =
        "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n2\n<exists>\n3\n"
        "\"TextTier\"\n\"words\"\n0\n2\n1\n1\n\"point\"\n"
        "\"IntervalTier\"\n\"anna - Words\"\n0\n2\n3\n0\n0.5\n\"\"\n0.5\n1.25\n\"na\"\n1.25\n2\n\"ja\"\n"
        "\"IntervalTier\"\n\"phone\"\n0\n2\n1\n0\n2\n\"a\"\n";
    QCOMPARE(parsed(text, AlignmentFormat::TextGrid, "words"), "0.500-1.250 na | 1.250-2.000 ja");
    QCOMPARE(parsed(text, AlignmentFormat::TextGrid, "phones"), "0.000-2.000 a");
    QCOMPARE(parsed(text, AlignmentFormat::TextGrid, "syllables"), "");
}

void TestAlignment::damagedFiles_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* name, const QByteArray& text, AlignmentFormat format, const char* part) {
        QTest::newRow(name) << text << static_cast<int>(format) << QString(part);
    };
    const QByteArray header = "SFrm EFrm SegAScr Word\n";
    row("empty Sphinx", "", AlignmentFormat::Sphinx, "line 1");
    row("no header", "0 1 2 A\n", AlignmentFormat::Sphinx, "line 1");
    row("too short", header + "0 1 2\n", AlignmentFormat::Sphinx, "line 2");
    row("backwards", header + "0 1 2 A\n5 4 2 A\n", AlignmentFormat::Sphinx, "line 3");
    row("overlapping", header + "0 4 2 A\n4 5 2 B\n", AlignmentFormat::Sphinx, "line 3");
    row("negative", header + "-1 1 2 A\n", AlignmentFormat::Sphinx, "line 2");
    row("not a number", header + "a b c d\n", AlignmentFormat::Sphinx, "line 2");
    row("no end of days", header + "0 1e300 2 A\n", AlignmentFormat::Sphinx, "line 2");
    row("not finite", header + "0 inf 2 A\n", AlignmentFormat::Sphinx, "line 2");
    row("xlabel without rows", "signal a\ntype 0\n", AlignmentFormat::XLabel, "line 3");
    row("xlabel without colour", "#\n0.1 x y\n", AlignmentFormat::XLabel, "line 2");
    row("xlabel backwards", "#\n0.2 -1 x\n0.1 -1 y\n", AlignmentFormat::XLabel, "line 3");
    row("no onset", "der\t0.1\n", AlignmentFormat::OnsetList, "line 1");
    row("no TextGrid", "0 1 2\n", AlignmentFormat::TextGrid, "file");
    row("half of UTF-16", QByteArray("\xff\xfe#", 3), AlignmentFormat::XLabel, "UTF-16");
}

void TestAlignment::damagedFiles() {
    QFETCH(QByteArray, text);
    QFETCH(int, format);
    QFETCH(QString, part);
    const auto labels = parseAlignment(text.toStdString(), static_cast<AlignmentFormat>(format), "words", "file");
    QVERIFY(!labels);
    const auto message = QString::fromStdString(labels.error().message());
    QVERIFY2(message.contains("file") && message.contains(part), qPrintable(message));
}

void TestAlignment::readsTheTierOfAnUtterance() {
    QTemporaryDir place;
    Corpus corpus;
    corpus.folder = toPath(place.path());
    writeText(corpus.folder / "a" / "one.wdseg", kWords);
    writeText(corpus.folder / "a" / "one.odd", kWords);
    Utterance utterance;
    utterance.alignments = {{"words", "a/one.wdseg"}, {"phones", "a/one.phseg"}, {"syllables", "a/one.odd"}};
    QCOMPARE(shown(readAlignment(corpus, utterance, "words")), parsed(kWords, AlignmentFormat::Sphinx, "words"));
    QCOMPARE(shown(readAlignment(corpus, utterance, "gestures")), "");
    const auto missing = readAlignment(corpus, utterance, "phones");
    QVERIFY(!missing);
    QVERIFY(missing.error().message().find("one.phseg") != std::string::npos);
    const auto odd = readAlignment(corpus, utterance, "syllables");
    QVERIFY(!odd);
    QVERIFY(odd.error().message().find("one.odd is no alignment") != std::string::npos);
}

void TestAlignment::spansOfLongRecordings() {
    QTemporaryDir place;
    Corpus corpus;
    corpus.folder = toPath(place.path());
    writeText(corpus.folder / "one.silb", "0.5\ta\n1.0\tb\n2.0\tc\n3.0\t.\n");
    Utterance utterance;
    utterance.alignments = {{"syllables", "one.silb"}};
    utterance.startSeconds = 0.75;
    utterance.endSeconds = 2.25;
    QCOMPARE(shown(readAlignment(corpus, utterance, "syllables")), "0.000-0.250 a | 0.250-1.250 b | 1.250-1.500 c");
    utterance.endSeconds = -1.0;  // to the end of a recording whose length is not known
    QCOMPARE(shown(readAlignment(corpus, utterance, "syllables")), "0.000-0.250 a | 0.250-1.250 b | 1.250-2.250 c");
}

void TestAlignment::endings() {
    QVERIFY(alignmentFormatOf("a/b.PHSEG") == AlignmentFormat::Sphinx);
    QVERIFY(alignmentFormatOf("b.textgrid") == AlignmentFormat::TextGrid);
    QVERIFY(!alignmentFormatOf("b.lab"));
}

QTEST_GUILESS_MAIN(TestAlignment)
#include "TestAlignment.moc"
