// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/CorpusFiles.h"
#include "tests/engine/corpus/CorpusTestSupport.h"
#include "tests/fixtures/WavFixture.h"

using namespace prososcope;
using namespace prososcope::corpus;
namespace fs = std::filesystem;

namespace {

std::string remarks(const CorpusFiles& files) {
    Corpus corpus;
    files.addRemarks(corpus);
    return remarksOf(corpus);
}

std::string joined(const std::vector<fs::path>& paths) {
    std::string text;
    for (const auto& path : paths) text += (text.empty() ? "" : " ") + path.string();
    return text;
}

}  // namespace

class TestCorpusFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anyEncodingBecomesUtf8_data();
    void anyEncodingBecomesUtf8();
    void foldersAreListed();
    void treesAreWalked();
    void foldersThatCannotBeOpened();
    void namesThatAreNotUtf8();
    void textsAreRead();
    void tablesAreRead();
    void manyFiles();
    void lines();
    void publishedCounts();
};

void TestCorpusFiles::anyEncodingBecomesUtf8_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("windows");
    QTest::newRow("utf-8") << QByteArray("M\xc3\xbcller") << QByteArray("Müller") << false;
    QTest::newRow("mark") << QByteArray("\xef\xbb\xbfM\xc3\xbcller") << QByteArray("Müller") << false;
    QTest::newRow("latin-1") << QByteArray("M\xfcller") << QByteArray("Müller") << true;
    QTest::newRow("windows") << QByteArray("\x80 \x93M\xfcller\x94 \x85") << QByteArray("€ “Müller” …") << true;
    QTest::newRow("not in use there") << QByteArray("a\x81\xfc") << QByteArray("a\xc2\x81\xc3\xbc") << true;
    QTest::newRow("utf-16") << QByteArray("\xff\xfeM\0\xfc\0", 6) << QByteArray("Mü") << false;
    QTest::newRow("a mark that lies") << QByteArray("\xef\xbb\xbfM\xfcller") << QByteArray("Müller") << true;
    QTest::newRow("nothing") << QByteArray() << QByteArray() << false;
}

void TestCorpusFiles::anyEncodingBecomesUtf8() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    QFETCH(bool, windows);
    const auto decoded = decodeCorpusText(bytes.toStdString(), "file");
    PROSOSCOPE_VERIFY(decoded);
    QCOMPARE(QByteArray::fromStdString(decoded->text), text);
    QCOMPARE(decoded->windows1252, windows);
    QVERIFY(!decodeCorpusText(std::string("\xff\xfe\x01", 3), "file"));
}

void TestCorpusFiles::foldersAreListed() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    for (const char* name : {"b.wav", "a.flac", "a.wav", "Z.wav", "ä und ö.wav", "notes.txt", ".hidden.wav", "._a.wav"}) {
        writeText(folder / "in" / name, "x");
    }
    fs::create_directories(folder / "in" / "folder.wav");
    fs::create_directory_symlink(folder, folder / "in" / "linked");
    CorpusFiles files(folder);
    QCOMPARE(joined(files.files("in")), std::string("in/Z.wav in/a.flac in/a.wav in/b.wav in/notes.txt in/ä und ö.wav"));
    QCOMPARE(joined(files.folders("in")), std::string("in/folder.wav in/linked"));
    QCOMPARE(joined(files.folders("")), std::string("in"));
    const auto recordings = files.recordings("in");
    QCOMPARE(recordings.size(), std::size_t{4});
    QCOMPARE(recordings.at("a"), fs::path("in/a.flac"));
    QVERIFY(files.files("absent").empty() && remarks(files).empty());
    QVERIFY(files.isFolder("in") && !files.isFolder("in/b.wav") && files.isFile("in/b.wav") && !files.isFile("in"));
}

void TestCorpusFiles::treesAreWalked() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeText(folder / "b" / "two.txt", "x");
    writeText(folder / "a" / "deep" / "one.txt", "x");
    writeText(folder / "c.txt", "x");
    writeText(folder / ".git" / "hidden.txt", "x");
    fs::create_directory_symlink(folder, folder / "a" / "loop");
    fs::create_symlink(folder / "c.txt", folder / "a" / "linked.txt");
    fs::create_symlink(folder / "nowhere", folder / "a" / "dangling.txt");
    CorpusFiles files(folder);
    QCOMPARE(joined(files.filesBelow("")), std::string("a/deep/one.txt a/linked.txt b/two.txt c.txt"));
    QCOMPARE(joined(files.filesBelow("a")), std::string("a/deep/one.txt a/linked.txt"));
    QVERIFY(remarks(files).empty());
}

void TestCorpusFiles::foldersThatCannotBeOpened() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeText(folder / "closed" / "one.txt", "x");
    writeText(folder / "open" / "two.txt", "x");
    const ClosedFolder closing(folder, folder / "closed");
    CorpusFiles files(folder);
    QCOMPARE(joined(files.filesBelow("")), std::string("open/two.txt"));
    QVERIFY2(remarks(files).find("folders that cannot be opened: 1 (closed)") != std::string::npos, remarks(files).c_str());
}

void TestCorpusFiles::namesThatAreNotUtf8() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    fixture::writeFile(folder / "good.wav", fixture::wavBytes());
    fixture::writeFile(folder / "M\xfcller.wav", fixture::wavBytes());
    if (!fs::exists(folder / "M\xfcller.wav")) QSKIP("needs a file system whose names may be any bytes");
    CorpusFiles files(folder);
    const auto listed = joined(files.files(""));
    fs::remove(folder / "M\xfcller.wav");  // which Qt would not remove
    QCOMPARE(listed, std::string("good.wav"));
    QVERIFY2(remarks(files).find("names are not UTF-8: 1") != std::string::npos, remarks(files).c_str());
}

void TestCorpusFiles::textsAreRead() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeText(folder / "a.txt", "M\xfcller");
    writeText(folder / "b.txt", std::string("a\0b", 3));
    CorpusFiles files(folder);
    QCOMPARE(files.text("a.txt", CorpusFiles::Encoding::Windows1252).value(), std::string("Müller"));
    QVERIFY(!files.text("absent.txt"));
    QVERIFY(remarks(files).empty());
    QCOMPARE(files.text("a.txt").value(), std::string("Müller"));
    QVERIFY(!files.text("b.txt"));
    QVERIFY(remarks(files).find("Read as Windows-1252, as they are not UTF-8: 1 (a.txt).") != std::string::npos);
    QVERIFY(remarks(files).find("no readable text: 1 (b.txt)") != std::string::npos);
}

void TestCorpusFiles::tablesAreRead() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeText(folder / "a.csv", "\xef\xbb\xbf name ,value\r\nM\xfcller,1.5\r\nshort\r\nnone,nan\r\n");
    writeText(folder / "b.csv", "");
    CorpusFiles files(folder);
    const auto table = files.table("a.csv");
    QVERIFY(table.has_value());
    QCOMPARE(table->rows.size(), std::size_t{2});
    const TableRow first(*table, table->rows[0]);
    QCOMPARE(first["name"], std::string("M\xc3\xbcller"));
    QCOMPARE(first.number("value").value(), 1.5);
    QCOMPARE(first["absent"], std::string());
    QVERIFY(!TableRow(*table, table->rows[1]).number("value"));
    QVERIFY(!files.table("b.csv"));
    QVERIFY(!files.table("absent.csv"));
    QVERIFY(remarks(files).find("damaged lines of tables: 1 (a.csv:3)") != std::string::npos);
    QVERIFY(remarks(files).find("no readable table: 1 (b.csv)") != std::string::npos);
}

void TestCorpusFiles::manyFiles() {
    QTemporaryDir place(QString::fromStdString((fixture::quickFolder() / "many-XXXXXX").string()));
    const auto folder = toPath(place.path());
    constexpr int kCount = 20000;
    for (int i = 0; i < kCount; ++i) fixture::writeFile(folder / (std::to_string(i) + ".wav"), "");
    CorpusFiles files(folder);
    QCOMPARE(files.recordings("").size(), std::size_t{kCount});
}

void TestCorpusFiles::lines() {
    QCOMPARE(linesOf("a\r\n\nb \n\r\nc"), (std::vector<std::string_view>{"a", "b ", "c"}));
    QVERIFY(linesOf("").empty());
    QCOMPARE(piecesOf(" a |b|| c", '|'), (std::vector<std::string_view>{"a", "b", "", "c"}));
    QCOMPARE(piecesOf("  a \t b\r", ' '), (std::vector<std::string_view>{"a", "b"}));
    QCOMPARE(piecesOf("", '|'), (std::vector<std::string_view>{""}));
    QVERIFY(piecesOf("", ' ').empty());
    QCOMPARE(genderWord(" F "), std::string("female"));
    QCOMPARE(genderWord("Male"), std::string("male"));
    QCOMPARE(genderWord("Unknown"), std::string());
    QCOMPARE(genderWord("non-binary"), std::string("non-binary"));
    QVERIFY(!finiteNumber("nan") && !finiteNumber("inf") && !finiteNumber("") && finiteNumber("-2.5") == -2.5);
}

void TestCorpusFiles::publishedCounts() {
    Corpus corpus;
    for (const char* emotion : {"sad", "sad", "angry"}) {
        corpus.utterances.emplace_back();
        corpus.utterances.back().emotion = emotion;
        corpus.utterances.back().speaker = "s1";
    }
    QVERIFY(compareWith({3, 1, {{"sad", 2}, {"angry", 1}}}, corpus).empty());
    QVERIFY(compareWith({}, corpus).empty());
    const auto fewer = compareWith({4, 2, {{"sad", 3}}}, corpus);
    QCOMPARE(fewer.size(), std::size_t{2});
    QCOMPARE(fewer[0].english(), std::string("Utterances here: 3; the whole corpus has 4. Published figures need all of it."));
    QCOMPARE(fewer[1].english(), std::string("Speakers here: 1; the whole corpus has 2."));
    const auto others = compareWith({3, 0, {{"sad", 1}, {"angry", 1}, {"happy", 1}}}, corpus);
    QCOMPARE(others.size(), std::size_t{1});
    QVERIFY(others[0].english().find("happy 0/1, sad 2/1") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestCorpusFiles)
#include "TestCorpusFiles.moc"
