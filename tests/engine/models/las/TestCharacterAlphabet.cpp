// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/las/CharacterAlphabet.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using Symbols = std::vector<std::int64_t>;

/// Texts as symbols and back.
class TestCharacterAlphabet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void englishHasThirtySymbols() {
        const auto alphabet = models::CharacterAlphabet::english();
        QCOMPARE(alphabet.symbols().size(), std::size_t{30});
        const auto encoded = alphabet.encode("don't go a-z");
        QVERIFY(encoded.symbols == (Symbols{7, 18, 17, 23, 3, 10, 18, 3, 4, 29, 2}));
        QVERIFY(encoded.unknown.empty());
        QCOMPARE(alphabet.decode(encoded.symbols), std::string("dont go az"));
    }

    void ofTextsHoldsWhatIsThere() {
        const auto alphabet = models::CharacterAlphabet::ofTexts({"żółw i", "bóbr"});
        QVERIFY(alphabet.symbols() ==
                (std::vector<std::string>{"<PAD>", "<SOS>", "<EOS>", "<SPACE>", "b", "i", "r", "w", "ó", "ł", "ż"}));
        const auto encoded = alphabet.encode("żółwx xi");
        QCOMPARE(alphabet.decode(encoded.symbols), std::string("żółw i"));
        QVERIFY(encoded.unknown == (std::map<std::string, std::size_t>{{"x", 2}}));
        const models::CharacterAlphabet again(alphabet.symbols());
        QVERIFY(again.encode("bóbr").symbols == alphabet.encode("bóbr").symbols);
    }

    void anySymbolsAreSafe() {
        const auto alphabet = models::CharacterAlphabet::english();
        QCOMPARE(alphabet.decode({0, 1, 3, 4, 3, 3, 5, -7, 1'000, 3, 2}), std::string("a  b"));
        QCOMPARE(alphabet.decode({3, 3}), std::string());
        QVERIFY(alphabet.encode("").symbols == Symbols{2});
        QVERIFY(!alphabet.encode("\xff\xfe <PAD>").unknown.empty());
    }
};

QTEST_GUILESS_MAIN(TestCharacterAlphabet)
#include "TestCharacterAlphabet.moc"
