// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/analysis/ErrorRates.h"
#include "engine/core/Csv.h"
#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::analysis;

class TestErrorRates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void referenceValues() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/text/wer.csv");
        const auto table = core::parseCsv(core::readFile(folder).value(), "wer.csv").value();
        const auto cell = [&](std::size_t row, const char* name) {
            return core::parseNumber(table.rows[row][table.column(name).value()]).value_or(std::nan(""));
        };
        EditCounts words;
        EditCounts characters;
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            if (table.rows[i][0] == "*corpus*") {
                QVERIFY(std::abs(words.rate() - cell(i, "wer")) < 1e-12);
                QVERIFY(std::abs(characters.rate() - cell(i, "cer")) < 1e-12);
                continue;
            }
            const auto word = wordErrors(table.rows[i][0], table.rows[i][1]);
            const auto character = characterErrors(table.rows[i][0], table.rows[i][1]);
            QVERIFY(std::abs(word.rate() - cell(i, "wer")) < 1e-12);
            QVERIFY(std::abs(character.rate() - cell(i, "cer")) < 1e-12);
            // These words have one best alignment each; characters may have several.
            QCOMPARE(static_cast<double>(word.substitutions), cell(i, "sub"));
            QCOMPARE(static_cast<double>(word.deletions), cell(i, "del"));
            QCOMPARE(static_cast<double>(word.insertions), cell(i, "ins"));
            QCOMPARE(static_cast<double>(word.hits), cell(i, "hits"));
            QCOMPARE(static_cast<double>(character.edits()), cell(i, "csub") + cell(i, "cdel") + cell(i, "cins"));
            words += word;
            characters += character;
        }
        QVERIFY(words.referenceUnits() > 20);
    }

    void byHand() {
        const auto counts = wordErrors("the cat  sat\ton the mat", " the hat sat on mat ");
        QCOMPARE(counts.hits, std::size_t{4});
        QCOMPARE(counts.substitutions, std::size_t{1});
        QCOMPARE(counts.deletions, std::size_t{1});
        QCOMPARE(characterErrors("größe", "grosse").edits(), std::size_t{3});
        QCOMPARE(characterErrors("größe", "grösse").rate(), 2.0 / 5.0);
        QCOMPARE(wordErrors("", "").rate(), 0.0);
        QVERIFY(std::isinf(wordErrors("", "a b").rate()));
        QCOMPARE(wordErrors("", "a b").insertions, std::size_t{2});
        QCOMPARE(wordErrors("a b", "").deletions, std::size_t{2});
        QCOMPARE(characterErrors("\x80\xff", "a").edits(), std::size_t{2});  // no UTF-8
    }

    void countsFitTogether() {
        core::Random random(2);
        for (int round = 0; round < 300; ++round) {
            std::vector<std::string> a(random.below(12));
            std::vector<std::string> b(random.below(12));
            for (auto* units : {&a, &b}) {
                for (auto& unit : *units) unit = std::string(1, static_cast<char>('a' + random.below(4)));
            }
            const auto forth = unitErrors(a, b);
            const auto back = unitErrors(b, a);
            QCOMPARE(forth.referenceUnits(), a.size());
            QCOMPARE(forth.hits + forth.substitutions + forth.insertions, b.size());
            QCOMPARE(forth.edits(), back.edits());
            QVERIFY(forth.edits() <= std::max(a.size(), b.size()));
            QCOMPARE(unitErrors(a, a).edits(), std::size_t{0});
        }
    }
};

QTEST_GUILESS_MAIN(TestErrorRates)
#include "TestErrorRates.moc"
