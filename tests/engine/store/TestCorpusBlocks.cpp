// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include "engine/core/Random.h"
#include "engine/store/CorpusBlocks.h"
#include "engine/store/CorpusColumns.h"
#include "engine/store/TextScan.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using store::TextBlock;
using store::TextScan;

class TestCorpusBlocks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void codesReturn_data();
    void codesReturn();
    void numbersReturn_data();
    void numbersReturn();
    void textsReturn();
    void damagedBlocksAreRefused();
    void searchFindsRows();
    void searchEqualsOneByOne();
    void wrongPiecesAreRefused();
    void numbersInNames();
};

void TestCorpusBlocks::codesReturn_data() {
    QTest::addColumn<QList<quint32>>("codes");
    QTest::addColumn<int>("bytes");
    QTest::newRow("one value") << QList<quint32>{70000, 70000, 70000} << 5;
    QTest::newRow("small") << QList<quint32>{0, 255, 3} << 4;
    QTest::newRow("middle") << QList<quint32>{0, 65535} << 5;
    QTest::newRow("large") << QList<quint32>{0, 4294967295U} << 9;
}

void TestCorpusBlocks::codesReturn() {
    QFETCH(QList<quint32>, codes);
    QFETCH(int, bytes);
    const std::vector<std::uint32_t> rows(codes.begin(), codes.end());
    const auto block = store::packCodes(rows);
    QCOMPARE(static_cast<int>(block.size()), bytes);
    std::vector<std::uint32_t> read(rows.size(), 9);
    QVERIFY(store::unpackCodes(block, read));
    QCOMPARE(read, rows);
}

void TestCorpusBlocks::numbersReturn_data() {
    QTest::addColumn<QList<double>>("numbers");
    QTest::addColumn<int>("bytes");
    const double nan = std::nan("");
    QTest::newRow("unknown") << QList<double>{nan, nan} << 9;
    QTest::newRow("one value") << QList<double>{0.1, 0.1, 0.1} << 9;
    QTest::newRow("exact as float") << QList<double>{0.5, nan, 16000.0, -INFINITY} << 17;
    QTest::newRow("not exact") << QList<double>{0.1, 0.5} << 17;
    QTest::newRow("beyond float") << QList<double>{1e300, 0.5} << 17;
}

void TestCorpusBlocks::numbersReturn() {
    QFETCH(QList<double>, numbers);
    QFETCH(int, bytes);
    const std::vector<double> rows(numbers.begin(), numbers.end());
    const auto block = store::packNumbers(rows);
    QCOMPARE(static_cast<int>(block.size()), bytes);
    std::vector<double> read(rows.size(), 9.0);
    QVERIFY(store::unpackNumbers(block, read));
    for (std::size_t i = 0; i < rows.size(); ++i) QVERIFY(read[i] == rows[i] || (std::isnan(read[i]) && std::isnan(rows[i])));
}

void TestCorpusBlocks::textsReturn() {
    const std::vector<std::string> texts{"", "ab", "", std::string("x\0y", 3), "größe", "\xff"};
    const auto block = store::packTexts(texts);
    TextBlock view;
    QVERIFY(view.open(block, texts.size()));
    for (std::size_t i = 0; i < texts.size(); ++i)
        QCOMPARE(std::string(view.text(i)), i == 3 ? std::string("x y") : texts[i]);  // zero bytes stand between texts
    QCOMPARE(view.begin(1), std::size_t{1});
    QCOMPARE(view.end(1), std::size_t{3});
    QVERIFY(TextBlock().open(store::packTexts({}), 0));
}

void TestCorpusBlocks::damagedBlocksAreRefused() {
    std::vector<std::uint32_t> codes(4);
    std::vector<double> numbers(4);
    QVERIFY(!store::unpackCodes({}, codes));
    QVERIFY(!store::unpackNumbers({}, numbers));
    auto block = store::packCodes(std::vector<std::uint32_t>{1, 2, 3});
    QVERIFY(!store::unpackCodes(block, codes));  // another number of rows
    QVERIFY(!store::unpackNumbers(block, numbers));
    block[0] = std::byte{99};
    QVERIFY(!store::unpackCodes(block, std::span(codes).first(3)));
    const std::vector<std::string> texts{"one", "two", "three"};
    const auto whole = store::packTexts(texts);
    core::Random random(7);
    for (int i = 0; i < 2000; ++i) {  // whatever is opened stays inside its bytes
        auto changed = whole;
        for (int k = 0; k < 3; ++k) changed[random.below(13)] = static_cast<std::byte>(random.below(256));
        if (random.chance(0.3)) changed.resize(random.below(changed.size() + 1));
        TextBlock view;
        if (!view.open(changed, texts.size())) continue;
        for (std::size_t row = 0; row < texts.size(); ++row) QVERIFY(view.end(row) < view.bytes().size());
    }
}

void TestCorpusBlocks::searchFindsRows() {
    const auto block = store::packTexts(std::vector<std::string>{"Überall", "", "der Ärger", "überüber", "\xffÜber", "xyz"});
    TextBlock view;
    QVERIFY(view.open(block, 6));
    const auto rowsWith = [&](std::string_view piece) {
        std::vector<std::size_t> rows;
        TextScan::create(piece)->rowsOf(view, [&](std::size_t row) { rows.push_back(row); });
        return rows;
    };
    QCOMPARE(rowsWith("über"), (std::vector<std::size_t>{0, 3, 4}));
    QCOMPARE(rowsWith("ÄR"), (std::vector<std::size_t>{2}));
    QCOMPARE(rowsWith("z"), (std::vector<std::size_t>{5}));
    QCOMPARE(rowsWith("r ä"), (std::vector<std::size_t>{2}));
    QCOMPARE(rowsWith("allder"), std::vector<std::size_t>{});  // never from one text into the next
    QCOMPARE(rowsWith(".*"), std::vector<std::size_t>{});      // no pattern
    QVERIFY(TextScan::create("HAPPY")->isIn("unhappy"));
}

void TestCorpusBlocks::searchEqualsOneByOne() {
    core::Random random(3);
    for (int round = 0; round < 50; ++round) {
        std::vector<std::string> texts(1 + random.below(300));
        for (auto& text : texts) {
            for (std::uint64_t k = random.below(6); k > 0; --k) text += static_cast<char>('a' + random.below(3));
        }
        const auto block = store::packTexts(texts);
        TextBlock view;
        QVERIFY(view.open(block, texts.size()));
        for (const char* piece : {"a", "ab", "CAB", "bbbb"}) {
            const auto scan = TextScan::create(piece);
            std::vector<std::size_t> found;
            scan->rowsOf(view, [&](std::size_t row) { found.push_back(row); });
            std::vector<std::size_t> expected;
            for (std::size_t row = 0; row < texts.size(); ++row) {
                if (scan->isIn(texts[row])) expected.push_back(row);
            }
            QCOMPARE(found, expected);
        }
    }
}

void TestCorpusBlocks::wrongPiecesAreRefused() {
    QVERIFY(!TextScan::create(""));
    QVERIFY(!TextScan::create("\xff"));
    QVERIFY(!TextScan::create(std::string(20000, 'x')));
}

void TestCorpusBlocks::numbersInNames() {
    QVERIFY(store::naturalLess("s2", "s10"));
    QVERIFY(!store::naturalLess("s10", "s2"));
    QVERIFY(store::naturalLess("s2", "s2a"));
    QVERIFY(store::naturalLess("a9b", "a10a"));
    QVERIFY(store::naturalLess("01", "1"));
    QVERIFY(!store::naturalLess("1", "1"));
    QVERIFY(store::naturalLess("s00000000000000000000000000000001", "s00000000000000000000000000000002"));
}

QTEST_GUILESS_MAIN(TestCorpusBlocks)
#include "TestCorpusBlocks.moc"
