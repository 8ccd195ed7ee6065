// SPDX-License-Identifier: GPL-3.0-or-later
#include <bit>
#include <clocale>
#include <cmath>
#include <limits>

#include "engine/core/Csv.h"
#include "engine/core/Random.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using core::CsvTable;

class TestCsv : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plainTable();
    void quotesAndLineEnds();
    void byteOrderMarkAndOtherSeparators();
    void errorsNameTheLine_data();
    void errorsNameTheLine();
    void damagedRowsAreLeftOutWhereAskedFor();
    void roundTripOfAnyText();
    void numbersRoundTrip();
    void numbersHaveADotInEveryLocale();
    void fixedNumbers();
    void parsesWholeTextsOnly();
};

void TestCsv::plainTable() {
    const auto table = core::parseCsv("a,b,c\n1,2,3\n\n,,\n4,5,6", "t.csv");
    PROSOSCOPE_VERIFY(table);
    QCOMPARE(table->columns, (std::vector<std::string>{"a", "b", "c"}));
    QCOMPARE(table->rows, (std::vector<std::vector<std::string>>{{"1", "2", "3"}, {"", "", ""}, {"4", "5", "6"}}));
    QCOMPARE(table->column("c").value(), std::size_t{2});
    QVERIFY(!table->column("d"));
    QVERIFY(core::parseCsv("a,b\n", "t.csv")->rows.empty());
}

void TestCsv::quotesAndLineEnds() {
    const auto table =
        core::parseCsv("name,text\r\n\"a,b\",\"say \"\"hi\"\"\"\r\n\"two\nlines\r\nmore\",\"\"\r\n\r\nä ö,x\ry\r\n", "t.csv");
    PROSOSCOPE_VERIFY(table);
    QCOMPARE(table->rows,
             (std::vector<std::vector<std::string>>{{"a,b", "say \"hi\""}, {"two\nlines\r\nmore", ""}, {"ä ö", "x\ry"}}));
}

void TestCsv::byteOrderMarkAndOtherSeparators() {
    const auto table = core::parseCsv("\xef\xbb\xbfpath;x\n1,5;\"a;b\"\n", "t.csv", ';');
    PROSOSCOPE_VERIFY(table);
    QCOMPARE(table->columns[0], std::string("path"));
    QCOMPARE(table->rows[0], (std::vector<std::string>{"1,5", "a;b"}));
    QCOMPARE(core::csvCell("a;b", ';'), std::string("\"a;b\""));
    QCOMPARE(core::csvCell("a;b"), std::string("a;b"));
}

void TestCsv::errorsNameTheLine_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("too few") << QByteArray("a,b\n1,2\n3\n") << QByteArray("line 3");
    QTest::newRow("too many") << QByteArray("a,b\n1,2,3\n") << QByteArray("line 2");
    QTest::newRow("after a cell of two lines") << QByteArray("a,b\n\"x\ny\",2\n\n3\n") << QByteArray("line 5");
    QTest::newRow("quote never closed") << QByteArray("a,b\n1,2\n\"3,4\n5,6\n") << QByteArray("line 3");
    QTest::newRow("quote never closed in header") << QByteArray("a,\"b\n1,2\n") << QByteArray("line 1");
    QTest::newRow("empty") << QByteArray("") << QByteArray("empty");
    QTest::newRow("only a mark") << QByteArray("\xef\xbb\xbf") << QByteArray("empty");
    QTest::newRow("empty header") << QByteArray("\n1\n") << QByteArray("empty");
}

void TestCsv::errorsNameTheLine() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, line);
    const auto table = core::parseCsv(text.toStdString(), "t.csv");
    QVERIFY(!table);
    QCOMPARE(table.error().kind, core::ErrorKind::BadInput);
    const auto message = QString::fromStdString(table.error().message());
    QVERIFY2(message.contains(line) && message.contains("t.csv"), qPrintable(message));
}

void TestCsv::damagedRowsAreLeftOutWhereAskedFor() {
    std::vector<std::size_t> damaged;
    const auto table = core::parseCsv("a,b\n1,2\n3\n4,5,6\n\"7\n8\",9\n\"10,11\n12,13\n", "t.csv", ',', &damaged);
    PROSOSCOPE_VERIFY(table);
    QCOMPARE(table->rows, (std::vector<std::vector<std::string>>{{"1", "2"}, {"7\n8", "9"}, {"12", "13"}}));
    QCOMPARE(damaged, (std::vector<std::size_t>{3, 4, 7}));  // the quote of line 7 is never closed
    damaged.clear();
    QCOMPARE(core::parseCsv("a\n\"", "t.csv", ',', &damaged)->rows.size(), std::size_t{0});
    QCOMPARE(damaged, (std::vector<std::size_t>{2}));
}

void TestCsv::roundTripOfAnyText() {
    core::Random random(11);
    constexpr std::string_view kLetters = "ab,;\"\n\r \t\xc3\xa4";
    for (int round = 0; round < 2000; ++round) {
        CsvTable table;
        const auto columns = 1 + random.below(4);
        for (std::uint64_t i = 0; i < columns; ++i) table.columns.push_back("c" + std::to_string(i));
        for (std::uint64_t r = random.below(4); r > 0; --r) {
            auto& row = table.rows.emplace_back();
            for (std::uint64_t i = 0; i < columns; ++i) {
                auto& cell = row.emplace_back();
                for (std::uint64_t n = random.below(5); n > 0; --n) cell += kLetters[random.below(kLetters.size())];
            }
        }
        const char separator = random.chance(0.5) ? ',' : ';';
        const auto back = core::parseCsv(core::formatCsv(table, separator), "t.csv", separator);
        PROSOSCOPE_VERIFY(back);
        QCOMPARE(back->columns, table.columns);
        QCOMPARE(back->rows, table.rows);
    }
}

void TestCsv::numbersRoundTrip() {
    core::Random random(3);
    for (int i = 0; i < 20000; ++i) {
        const auto value = std::bit_cast<double>(random.bits());
        if (!std::isfinite(value)) continue;
        QVERIFY(core::parseNumber(core::numberText(value)).value() == value);
    }
    QCOMPARE(core::numberText(0.1), std::string("0.1"));
    QCOMPARE(core::numberText(0.1F), std::string("0.1"));
    QCOMPARE(core::numberText(-2.0), std::string("-2"));
    QVERIFY(core::parseNumber(core::numberText(std::numeric_limits<double>::infinity())).value() > 1e308);
    QVERIFY(std::isnan(core::parseNumber(core::numberText(std::nan(""))).value()));
    QCOMPARE(core::cellText(-0.5), std::string("-0.5"));
    QCOMPARE(core::cellText(0.1F), std::string("0.1"));
    QCOMPARE(core::cellText(std::nan("")), std::string());
    QCOMPARE(core::cellText(-std::numeric_limits<float>::infinity()), std::string());
}

void TestCsv::numbersHaveADotInEveryLocale() {
    const char* chosen = nullptr;
    for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "nl_NL.UTF-8"}) {
        if (chosen == nullptr) chosen = std::setlocale(LC_ALL, name);
    }
    if (chosen == nullptr) QSKIP("no locale with a decimal comma is installed");
    QCOMPARE(core::numberText(1.5), std::string("1.5"));
    QCOMPARE(core::fixedText(1.5, 2), std::string("1.50"));
    QCOMPARE(core::parseNumber("1.5").value(), 1.5);
    std::setlocale(LC_ALL, "C.UTF-8");
}

void TestCsv::fixedNumbers() {
    QCOMPARE(core::fixedText(0.6949, 3), std::string("0.695"));
    QCOMPARE(core::fixedText(2.0, 0), std::string("2"));
    QCOMPARE(core::fixedText(-0.001, 2), std::string("-0.00"));
    QCOMPARE(core::fixedText(1e300, 200).size(), std::size_t{301 + 1 + 200});
    QCOMPARE(core::fixedText(1.5, -3), std::string("2"));
}

void TestCsv::parsesWholeTextsOnly() {
    QCOMPARE(core::parseNumber("-1.5e3").value(), -1500.0);
    for (const char* text : {"", " 1", "1 ", "1,5", "1.5x", "0x10", "--1", "+1", "1e999", "."})
        QVERIFY2(!core::parseNumber(text), text);
}

QTEST_GUILESS_MAIN(TestCsv)
#include "TestCsv.moc"
