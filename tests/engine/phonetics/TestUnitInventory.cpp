// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeFile.h"
#include "engine/phonetics/UnitInventory.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::phonetics;
using Words = std::vector<std::string>;

namespace {

UnitInventory small() {
    UnitInventory::Counter counter;
    counter.add(Words{"HH_hap", "AH_hap", "L_hap", "AH_hap"});
    counter.add(Words{"AH_ang"});
    counter.want(Words{"ZH_sad", "AH_ang"});
    return counter.build();
}

}  // namespace

class TestUnitInventory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void blankIsFirstAndUnitsAreSorted();
    void orderOfUtterancesIsNothing();
    void encodesAndDecodes();
    void readsWhatItWrote();
    void readsFairseqDictionaries();
    void errorsNameTheLine_data();
    void errorsNameTheLine();
};

void TestUnitInventory::blankIsFirstAndUnitsAreSorted() {
    const auto inventory = small();
    QCOMPARE(inventory.symbols(), (Words{"<s>", "<pad>", "</s>", "<unk>", "AH_ang", "AH_hap", "HH_hap", "L_hap", "ZH_sad"}));
    QCOMPARE(inventory.indexOf("<s>").value_or(-1), UnitInventory::kBlank);
    QCOMPARE(inventory.indexOf("<unk>").value_or(-1), UnitInventory::kUnknown);
    QCOMPARE(inventory.indexOf("AH_ang").value_or(-1), UnitInventory::kFirstUnit);
    QCOMPARE(inventory.count(5), std::uint64_t{2});
    QCOMPARE(inventory.count(8), std::uint64_t{0});
    QVERIFY(!inventory.indexOf("AH"));
    QCOMPARE(UnitInventory().size(), std::size_t{4});
}

void TestUnitInventory::orderOfUtterancesIsNothing() {
    UnitInventory::Counter counter;
    counter.want(Words{"ZH_sad"});
    counter.add(Words{"AH_ang", "L_hap"});
    counter.add(Words{"AH_hap", "AH_hap", "HH_hap"});
    QVERIFY(counter.build() == small());
}

void TestUnitInventory::encodesAndDecodes() {
    const auto inventory = small();
    std::size_t strangers = 0;
    const auto indices = inventory.encode(Words{"HH_hap", "QQ", "<s>", "AH_hap"}, &strangers);
    QCOMPARE(indices, (std::vector<int>{6, 3, 3, 5}));
    QCOMPARE(strangers, std::size_t{2});
    QCOMPARE(inventory.decode(std::vector<int>{0, 6, 0, 5, 3, -1, 99, 1, 2}), (Words{"HH_hap", "AH_hap"}));
}

void TestUnitInventory::readsWhatItWrote() {
    const QTemporaryDir folder;
    const auto path = toPath(folder.filePath("units.txt"));
    const auto inventory = small();
    PROSOSCOPE_VERIFY(inventory.write(path));
    const auto read = UnitInventory::read(path);
    PROSOSCOPE_VERIFY(read);
    QVERIFY(*read == inventory);
    QCOMPARE(core::readFile(path).value(), read->format());
    // As an editor of another system would leave it.
    std::string other = "\xef\xbb\xbf" + inventory.format();
    for (std::size_t i = 0; (i = other.find('\n', i)) != std::string::npos; i += 2) other.replace(i, 1, "\r\n");
    const auto again = UnitInventory::parse(other, "test");
    PROSOSCOPE_VERIFY(again);
    QVERIFY(*again == inventory);
}

void TestUnitInventory::readsFairseqDictionaries() {
    const auto read = UnitInventory::parse("ʃ_hap 12\nAA 3\n#x 1\n", "dict.txt");
    PROSOSCOPE_VERIFY(read);
    QCOMPARE(read->symbols(), (Words{"<s>", "<pad>", "</s>", "<unk>", "ʃ_hap", "AA", "#x"}));
    QCOMPARE(read->count(4), std::uint64_t{12});
}

void TestUnitInventory::errorsNameTheLine_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("nothing") << ""
                             << "u.txt holds no units.";
    QTest::newRow("special symbols only") << "<s>\n<pad>\n</s>\n<unk>\n"
                                          << "u.txt holds no units.";
    QTest::newRow("special symbol missing") << "<s>\n<pad>\n<unk>\n"
                                            << "u.txt, line 3: <unk> stands among the special symbols <s> <pad> </s> <unk>.";
    QTest::newRow("cut short") << "# c\n<s>\nAA 1\n"
                               << "u.txt, line 3: AA stands among the special symbols <s> <pad> </s> <unk>.";
    QTest::newRow("twice") << "AA 1\n\nAA 2\n"
                           << "u.txt, line 3: AA has an index already.";
    QTest::newRow("special again") << "AA 1\n<pad>\n"
                                   << "u.txt, line 2: <pad> has an index already.";
    QTest::newRow("no number") << "AA many\n"
                               << "u.txt, line 1: many is no number of occurrences.";
    QTest::newRow("negative") << "AA -1\n"
                              << "u.txt, line 1: -1 is no number of occurrences.";
    QTest::newRow("too large") << "AA 99999999999999999999\n"
                               << "u.txt, line 1: 99999999999999999999 is no number of occurrences.";
    QTest::newRow("three words") << "AA 1 2\n"
                                 << "u.txt, line 1: more than a symbol and its number of occurrences.";
    QTest::newRow("control character") << "A\x01 1\n"
                                       << "u.txt, line 1: a symbol holds a control character.";
}

void TestUnitInventory::errorsNameTheLine() {
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    const auto read = UnitInventory::parse(text.toStdString(), "u.txt");
    QVERIFY(!read);
    QCOMPARE(QString::fromStdString(read.error().message()), sentence);
}

QTEST_GUILESS_MAIN(TestUnitInventory)
#include "TestUnitInventory.moc"
