// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeFile.h"
#include "engine/phonetics/ChildProcess.h"
#include "engine/phonetics/EspeakProcess.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::phonetics;
using Lines = std::vector<std::string>;

namespace {

QString text(const EspeakLine& line) {
    QStringList words;
    for (const auto& word : line) {
        QStringList segments;
        for (const auto& segment : word) segments << QString::fromStdString(segment);
        words << segments.join(' ');
    }
    return words.join(" | ");
}

}  // namespace

class TestEspeakProcess : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void voicesOfLanguages();
    void linesAreCleaned_data();
    void linesAreCleaned();
    void outputIsParsed();
    void realWords();
    void manyLinesKeepTheirPlaces();
    void languagesAreDifferent();
    void unknownVoice();
    void absentProgramIsExplained();
    void partedLinesAreJoined();
    void argumentsAndInputAreApart();
    void failingProgram();
    void stopsWhenAsked();

private:
    /// A program that stands for espeak-ng: the body of a shell script.
    std::filesystem::path fake(const QString& body);
    QTemporaryDir m_folder;
    int m_fakes = 0;
};

std::filesystem::path TestEspeakProcess::fake(const QString& body) {
    const QString path = m_folder.filePath("fake" + QString::number(m_fakes++));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return {};
    file.write(("#!/bin/sh\n" + body + "\n").toUtf8());
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner);
    return toPath(path);
}

void TestEspeakProcess::voicesOfLanguages() {
    QCOMPARE(espeakVoice("en"), std::string("en-us"));
    QCOMPARE(espeakVoice("en-GB"), std::string("en-gb"));
    QCOMPARE(espeakVoice("deu"), std::string("de"));
    QCOMPARE(espeakVoice("zh"), std::string("cmn-latn-pinyin"));
    QCOMPARE(espeakVoice("pt_BR"), std::string("pt-br"));
    QCOMPARE(espeakVoice("ar"), std::string("ar"));
    for (const char* wrong : {"", "-w", "../x", "de;rm", "de fr", "ä"}) QVERIFY2(espeakVoice(wrong).empty(), wrong);
    QVERIFY(!EspeakProcess::create("-w/tmp/x"));
}

void TestEspeakProcess::linesAreCleaned_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("clauses") << "Hello, world. How? So: yes; no!"
                             << "Hello world How So yes no";
    QTest::newRow("phoneme input") << "[[h@l@U]] [x]"
                                   << "h l U x";
    QTest::newRow("line ends and control characters") << "a\nb\r\nc\td\x01"
                                                      << "a b c d";
    QTest::newRow("apostrophes and hyphens") << "it's 'em dogs' well-known - -x"
                                             << "it's 'em dogs' well-known x";
    QTest::newRow("numbers") << "3.5 1,000 10:30 1/2 -5 50% 3."
                             << "3.5 1,000 10:30 1/2 -5 50% 3";
    QTest::newRow("other scripts") << "مرحبا، كيف؟ 你好。"
                                   << "مرحبا كيف 你好";
    QTest::newRow("markup") << "<s>a</s> &amp;"
                            << "s a s amp";
    QTest::newRow("nothing") << " …—. "
                             << "";
}

void TestEspeakProcess::linesAreCleaned() {
    QFETCH(QString, line);
    QFETCH(QString, wanted);
    QCOMPARE(QString::fromStdString(cleanEspeakLine(line.toStdString())), wanted);
}

void TestEspeakProcess::outputIsParsed() {
    QCOMPARE(text(parseEspeakLine("h_ə_l_ˈoʊ w_ˈɜː_l_d")), QString("h ə l ˈoʊ | w ˈɜː l d"));
    QCOMPARE(text(parseEspeakLine(" _ (en)_ɡ_ˈuː__(de) __ ")), QString("ɡ ˈuː"));
    QCOMPARE(text(parseEspeakLine("a_(en")), QString("a"));
    QCOMPARE(text(parseEspeakLine("n_ˈiɜ_ ɜ", true)), QString("n ˈi | ɜ"));
    QCOMPARE(text(parseEspeakLine("n_ˈiɜ_ ɜ")), QString("n ˈiɜ | ɜ"));
    QVERIFY(parseEspeakLine("").empty());
}

void TestEspeakProcess::realWords() {
    const auto espeak = EspeakProcess::create("en");
    if (!espeak) QSKIP("needs espeak-ng, which is absent here");
    core::Progress progress;
    const auto lines = espeak->phonemise(Lines{"hello", "", "-v de", "hello, world. Again!", "--help"}, progress);
    PROSOSCOPE_VERIFY(lines);
    QCOMPARE(lines->size(), std::size_t{5});
    QCOMPARE(text((*lines)[0]), QString("h ə l ˈoʊ"));
    QVERIFY((*lines)[1].empty());
    QCOMPARE((*lines)[2].size(), std::size_t{2});  // words, no option
    QCOMPARE((*lines)[3].size(), std::size_t{3});
    QCOMPARE(text((*lines)[4]), QString("h ˈɛ l p"));
}

void TestEspeakProcess::manyLinesKeepTheirPlaces() {
    const auto espeak = EspeakProcess::create("en");
    if (!espeak) QSKIP("needs espeak-ng, which is absent here");
    // Odd lines among many: nothing to say, initials, one that is longer than espeak-ng takes at once.
    std::string longLine;
    for (int i = 0; i < 300; ++i) longLine += "hello ";
    Lines lines;
    for (int i = 0; i < 400; ++i) {
        lines.emplace_back(i % 2 == 0 ? "hello" : "world");
        if (i % 50 == 7) lines.emplace_back("…");
        if (i % 100 == 11) lines.emplace_back("U.S. of A. 3.5 e.g. this");
        if (i == 200) lines.push_back(longLine);
        if (i == 300) lines.emplace_back(5000, 'x');
    }
    core::Progress progress;
    const auto spoken = espeak->phonemise(lines, progress);
    PROSOSCOPE_VERIFY(spoken);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i] == "hello") QCOMPARE(text((*spoken)[i]), QString("h ə l ˈoʊ"));
        if (lines[i] == "world") QCOMPARE(text((*spoken)[i]), QString("w ˈɜː l d"));
        if (lines[i] == "…") QVERIFY((*spoken)[i].empty());
        if (lines[i] == longLine) QCOMPARE((*spoken)[i].size(), std::size_t{300});
    }
}

void TestEspeakProcess::languagesAreDifferent() {
    if (!findProgram("espeak-ng")) QSKIP("needs espeak-ng, which is absent here");
    core::Progress progress;
    const auto said = [&](const char* language, const char* word) {
        const auto lines = EspeakProcess::create(language)->phonemise(Lines{word}, progress);
        return lines ? text(lines->front()) : QString::fromStdString(lines.error().message());
    };
    QCOMPARE(said("de", "Tag"), QString("t ˈɑː k"));
    QCOMPARE(said("pl", "dżem"), QString("dʒ ˈɛ m"));
    QCOMPARE(said("ar", "قلب"), QString("q ˈa l b"));
    QCOMPARE(said("zh", "你好"), QString("n ˈi | χ ˈɑu2"));
}

void TestEspeakProcess::unknownVoice() {
    const auto espeak = EspeakProcess::create("xx");
    if (!espeak) QSKIP("needs espeak-ng, which is absent here");
    core::Progress progress;
    const auto lines = espeak->phonemise(Lines{"hello"}, progress);
    QVERIFY(!lines);
    QCOMPARE(lines.error().kind, core::ErrorKind::BadInput);
    QVERIFY(lines.error().message().find("no voice for the language xx") != std::string::npos);
    QVERIFY(espeak->phonemise(Lines{}, progress)->empty());
}

void TestEspeakProcess::absentProgramIsExplained() {
    const QByteArray before = qgetenv("PATH");
    qputenv("PATH", m_folder.path().toUtf8());
    const auto espeak = EspeakProcess::create("de");
    qputenv("PATH", before);
    QVERIFY(!espeak);
    QCOMPARE(espeak.error().kind, core::ErrorKind::Unavailable);
    QVERIFY(espeak.error().message().find("Install the Debian package espeak-ng.") != std::string::npos);
}

void TestEspeakProcess::partedLinesAreJoined() {
    // A line with "two" comes out as two: halves are tried until the odd one is alone.
    const auto program =
        fake("while read -r line; do case \"$line\" in *two*) echo a; echo b;; *) echo \"$line\";; esac; done");
    core::Progress progress;
    const auto lines = EspeakProcess::create("en", program)->phonemise(Lines{"p", "q", "two", "r", "s", "two"}, progress);
    PROSOSCOPE_VERIFY(lines);
    QStringList all;
    for (const auto& line : *lines) all << text(line);
    QCOMPARE(all, (QStringList{"p", "q", "a | b", "r", "s", "a | b"}));
}

void TestEspeakProcess::argumentsAndInputAreApart() {
    const auto program = fake("echo \"$*\" > '" + m_folder.filePath("arguments") + "'; cat");
    core::Progress progress;
    const auto lines = EspeakProcess::create("de", program)->phonemise(Lines{"-w x", "$(id)"}, progress);
    PROSOSCOPE_VERIFY(lines);
    QCOMPARE(core::readFile(toPath(m_folder.filePath("arguments"))).value(), std::string("-v de -b 1 -q --ipa --sep=_\n"));
    QCOMPARE(text((*lines)[0]), QString("w | x"));
    QCOMPARE(text((*lines)[1]), QString("id"));
}

void TestEspeakProcess::failingProgram() {
    core::Progress progress;
    const auto lines = EspeakProcess::create("de", fake("echo broken >&2; exit 5"))->phonemise(Lines{"a"}, progress);
    QVERIFY(!lines);
    QVERIFY(lines.error().message().find("exit code 5") != std::string::npos);
    QCOMPARE(lines.error().details, std::string("broken\n"));
}

void TestEspeakProcess::stopsWhenAsked() {
    std::stop_source source;
    source.request_stop();
    core::Progress progress(source.get_token());
    const auto lines = EspeakProcess::create("de", fake("sleep 30"))->phonemise(Lines{"a"}, progress);
    QVERIFY(!lines);
    QCOMPARE(lines.error().kind, core::ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(TestEspeakProcess)
#include "TestEspeakProcess.moc"
