// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/backend/RecogniserComparison.h"
#include "engine/backend/RecogniserResults.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using backend::RecognisedUtterance;

/// Character errors of two trainings on the utterances that both have tested.
class TestRecogniserComparison : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pairsWhatBothTested() {
        const std::vector<RecognisedUtterance> first{{"u1", "s", "abcd", "abcd", false},
                                                     {"u2", "s", "abcdef", "abc", false},
                                                     {"u3", "s", "ab", "ab", true},
                                                     {"u4", "s", "ab", "", false},   // trained on by the other
                                                     {"u5", "s", "ab", "", false}};  // not tested by the other
        const std::vector<RecognisedUtterance> second{{"u2", "s", "abcdef", "", false},
                                                      {"u1", "s", "abcd", "abcx", false},
                                                      {"u4", "s", "ab", "ab", true},
                                                      {"u3", "s", "ab", "", true}};
        const auto unseen = backend::compareRecognisers(first, second, false);
        PROSOSCOPE_VERIFY(unseen);
        QCOMPARE(unseen->first, 0.3);
        QCOMPARE(unseen->second, 0.7);
        QCOMPARE(unseen->difference, 0.3 - 0.7);
        QCOMPARE(unseen->utterances, std::size_t{2});
        QCOMPARE(unseen->speakers, std::size_t{1});
        QCOMPARE(unseen->leftOut, std::size_t{2});
        // Drawn utterances are u1 alone, u2 alone, or both.
        QCOMPARE(unseen->low, -0.5);
        QCOMPARE(unseen->high, -0.25);
        const auto seen = backend::compareRecognisers(first, second, true);
        PROSOSCOPE_VERIFY(seen);
        QCOMPARE(seen->difference, -1.0);
        QCOMPARE(seen->leftOut, std::size_t{1});
    }

    /// Errors that both make on the same utterances leave no doubt about the difference: the interval is paired.
    void theIntervalIsPaired() {
        std::vector<RecognisedUtterance> first;
        std::vector<RecognisedUtterance> second;
        for (int i = 0; i < 40; ++i) {
            const auto name = "u" + std::to_string(i);
            const std::string heard = i % 2 == 0 ? "" : "abcdefghi";  // all wrong, or one of ten
            first.push_back({name, "s", "abcdefghij", heard, false});
            second.push_back({name, "s", "abcdefghij", heard.empty() ? "" : "abcdefgh", false});
        }
        const auto same = backend::compareRecognisers(first, first, false);
        PROSOSCOPE_VERIFY(same);
        QVERIFY(same->difference == 0.0 && same->low == 0.0 && same->high == 0.0);
        const auto paired = backend::compareRecognisers(first, second, false);
        PROSOSCOPE_VERIFY(paired);
        QVERIFY(std::abs(paired->difference + 0.05) < 1e-12);
        QVERIFY(paired->low > -0.07 && paired->high < -0.03);  // either alone: an interval of .3
    }

    /// Two words of which one is wrong by one letter: a tenth of the characters, half of the words.
    void countsWordsToo() {
        const std::vector<RecognisedUtterance> first{{"u1", "s", "abcd efghi", "abcd efghx", false}};
        const std::vector<RecognisedUtterance> second{{"u1", "s", "abcd efghi", "abcd", false}};
        const auto characters = backend::compareRecognisers(first, second, false);
        const auto words = backend::compareRecognisers(first, second, false, backend::ErrorUnit::Words);
        PROSOSCOPE_VERIFY(characters);
        PROSOSCOPE_VERIFY(words);
        QCOMPARE(characters->first, 0.1);
        QCOMPARE(characters->second, 0.6);
        QCOMPARE(words->first, 0.5);
        QCOMPARE(words->second, 0.5);
        QCOMPARE(words->difference, 0.0);
    }

    void saysWhatCannotBeCompared() {
        const std::vector<RecognisedUtterance> first{{"u1", "s", "ab", "ab", false}};
        const std::vector<RecognisedUtterance> other{{"u1", "s", "ac", "ab", false}};
        const auto differing = backend::compareRecognisers(first, other, false);
        QVERIFY(!differing && differing.error().message().find("u1") != std::string::npos);
        for (const auto& none :
             {backend::compareRecognisers(first, {}, false), backend::compareRecognisers(first, first, true)}) {
            PROSOSCOPE_VERIFY(none);
            QVERIFY(none->utterances == 0 && std::isnan(none->difference));
        }
    }

    void readsWhatWasWritten() {
        QTemporaryDir home;
        const auto folder = toPath(home.path());
        QVERIFY(!backend::readTestedUtterances(folder));
        backend::RecogniserOutcome outcome;
        outcome.tested = {{"u1", "s1", "ab, \"c\"", "ab\xC5\x82", true}, {"u2", "s2", "abc", "", false}};
        experiment::RecogniserExperiment made;
        made.name = "x";
        PROSOSCOPE_VERIFY(backend::writeRecogniserResults(folder, made, outcome));
        const auto read = backend::readTestedUtterances(folder);
        PROSOSCOPE_VERIFY(read);
        QCOMPARE(read->size(), std::size_t{2});
        for (std::size_t i = 0; i < 2; ++i) {
            const auto& a = (*read)[i];
            const auto& b = outcome.tested[i];
            QVERIFY(a.utterance == b.utterance && a.speaker == b.speaker && a.reference == b.reference &&
                    a.hypothesis == b.hypothesis && a.seenText == b.seenText);
        }
        PROSOSCOPE_VERIFY(core::writeFile(folder / "tested.csv", "utterance,speaker\nu1,s1\n"));
        const auto refused = backend::readTestedUtterances(folder);
        QVERIFY(!refused && refused.error().message().find("reference") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestRecogniserComparison)
#include "TestRecogniserComparison.moc"
