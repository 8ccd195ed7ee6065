// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <cmath>

#include "engine/analysis/ErrorRates.h"
#include "engine/core/Csv.h"
#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::analysis;

namespace {

/// Debian keeps it out of PATH.
QString scliteProgram() {
    const auto found = QStandardPaths::findExecutable("sclite");
    return found.isEmpty() ? QStandardPaths::findExecutable("sclite", {"/usr/lib/sctk/bin"}) : found;
}

}  // namespace

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

    void costsDecideBetweenAlignments() {
        const auto counts = [](const char* reference, const char* hypothesis, const EditCosts& costs) {
            const auto split = [](const QString& text) {
                std::vector<std::string> units;
                for (const auto& unit : text.split(' ', Qt::SkipEmptyParts)) units.push_back(unit.toStdString());
                return units;
            };
            return unitErrors(split(reference), split(hypothesis), costs);
        };
        // One substitution (4) costs less than a deletion with an insertion (6), ...
        QCOMPARE(counts("a b c", "a x c", kScliteCosts).substitutions, std::size_t{1});
        QCOMPARE(counts("a b c", "a x c", kScliteCosts).cost(kScliteCosts), std::size_t{4});
        // ... two of them (8) more than both about a hit (6): "a b" to "b c" keeps the b.
        const auto moved = counts("a b", "b c", kScliteCosts);
        QCOMPARE(moved.hits, std::size_t{1});
        QCOMPARE(moved.deletions, std::size_t{1});
        QCOMPARE(moved.insertions, std::size_t{1});
        QCOMPARE(moved.cost(kScliteCosts), std::size_t{6});
        // With equal costs two substitutions are as few edits.
        QCOMPARE(counts("a b", "b c", {}).substitutions, std::size_t{2});
        // Where nothing is said, all is deleted; what was not said is inserted.
        QCOMPARE(counts("a b c", "", kScliteCosts).cost(kScliteCosts), std::size_t{9});
        QCOMPARE(counts("", "a b", kScliteCosts).insertions, std::size_t{2});
        QCOMPARE(counts("", "", kScliteCosts).cost(kScliteCosts), std::size_t{0});
        QCOMPARE(counts("a b c", "b c", {1, 5, 1}).deletions, std::size_t{1});
    }

    /// NIST's scorer as the oracle: substitutions, deletions and insertions of every pair, also of those with several
    /// alignments as cheap.
    void agreesWithSclite() {
        const QString sclite = scliteProgram();
        if (sclite.isEmpty()) QSKIP("needs NIST's sclite (Debian's package sctk), which is absent here");
        core::Random random(7);
        constexpr std::size_t kPairs = 600;
        constexpr std::uint64_t kLongest = 12;
        std::vector<std::vector<std::string>> sides[2];
        QTemporaryDir home;
        for (std::size_t side = 0; side < 2; ++side) {
            std::string text;
            for (std::size_t i = 0; i < kPairs; ++i) {
                auto& units = sides[side].emplace_back(random.below(kLongest));
                for (auto& unit : units) {
                    unit = std::string(1, "VNSF"[random.below(4)]) + "_" + (random.below(3) == 0 ? "sad" : "ang");
                    text += unit + " ";
                }
                text += "(speaker_" + std::to_string(i) + ")\n";
            }
            PROSOSCOPE_VERIFY(core::writeFile(toPath(home.filePath(side == 0 ? "reference.trn" : "heard.trn")), text));
        }
        QProcess process;
        process.setWorkingDirectory(home.path());
        process.start(sclite,
                      {"-r", "reference.trn", "trn", "-h", "heard.trn", "trn", "-i", "rm", "-s", "-o", "pra", "stdout"});
        QVERIFY(process.waitForFinished(30000 * kPatience));
        QCOMPARE(process.exitCode(), 0);
        const auto output = QString::fromUtf8(process.readAllStandardOutput());
        static const QRegularExpression kScores(R"(id: \(speaker_(\d+)\)\s+Scores: \(#C #S #D #I\) (\d+) (\d+) (\d+) (\d+))");
        std::size_t compared = 0;
        for (auto matches = kScores.globalMatch(output); matches.hasNext(); ++compared) {
            const auto match = matches.next();
            const auto number = [&](int group) { return static_cast<std::size_t>(match.captured(group).toInt()); };
            const auto counts = unitErrors(sides[0][number(1)], sides[1][number(1)], kScliteCosts);
            QCOMPARE(counts.hits, number(2));
            QCOMPARE(counts.substitutions, number(3));
            QCOMPARE(counts.deletions, number(4));
            QCOMPARE(counts.insertions, number(5));
        }
        QCOMPARE(compared, kPairs);
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
            const auto weighted = unitErrors(a, b, kScliteCosts);
            QCOMPARE(weighted.referenceUnits(), a.size());
            QCOMPARE(weighted.hits + weighted.substitutions + weighted.insertions, b.size());
            QCOMPARE(weighted.cost(kScliteCosts), unitErrors(b, a, kScliteCosts).cost(kScliteCosts));
            QVERIFY(weighted.cost(kScliteCosts) <= forth.cost(kScliteCosts));
            QVERIFY(weighted.edits() >= forth.edits());
        }
    }
};

QTEST_GUILESS_MAIN(TestErrorRates)
#include "TestErrorRates.moc"
