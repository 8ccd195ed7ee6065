// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/WordChooser.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using live::ShownWord;
using live::WordChooser;

namespace {
constexpr double kHop = 0.25;
using Kind = ShownWord::Kind;
}  // namespace

/// A word that does not flicker, and is never one without speech.
class TestWordChooser : public QObject {
    Q_OBJECT

private:
    WordChooser m_chooser;
    double m_seconds = 0.0;

    ShownWord add(std::vector<double> posteriors, bool speech = true) {
        const auto shown = m_chooser.add(m_seconds, posteriors, speech);
        m_seconds += kHop;
        return shown;
    }

private Q_SLOTS:
    void init() {
        m_chooser = WordChooser();
        m_seconds = 0.0;
    }

    void firstWordComesAtOnce() {
        QCOMPARE(m_chooser.shown().kind, Kind::NoSpeech);
        const auto shown = add({0.1, 0.7, 0.2});
        QCOMPARE(shown.kind, Kind::Word);
        QCOMPARE(shown.best, 1);
        QCOMPARE(shown.second, 2);
        QCOMPARE(shown.sinceSeconds, 0.0);
    }

    /// Two hops are enough of them, but not of time: 0.8 s are four hops after the first.
    void changesAfterAClearLeadThatStood() {
        add({0.8, 0.1, 0.1});
        for (int i = 0; i < 4; ++i) QCOMPARE(add({0.2, 0.7, 0.1}).best, 0);
        const auto shown = add({0.2, 0.7, 0.1});
        QCOMPARE(shown.best, 1);
        QCOMPARE(shown.kind, Kind::Word);
        QCOMPARE(shown.sinceSeconds, 5 * kHop);
    }

    void twoHopsAreNeededHoweverLongTheyAre() {
        m_chooser.add(0.0, std::vector<double>{0.8, 0.2}, true);
        QCOMPARE(m_chooser.add(5.0, std::vector<double>{0.1, 0.9}, true).best, 0);
        QCOMPARE(m_chooser.add(10.0, std::vector<double>{0.1, 0.9}, true).best, 1);
    }

    void aNarrowLeadChangesNothing() {
        add({0.6, 0.4});
        for (int i = 0; i < 40; ++i) QCOMPARE(add({0.46, 0.54}).best, 0);
    }

    void aLeadThatBreaksBeginsAnew() {
        add({0.8, 0.2});
        for (int round = 0; round < 10; ++round) {
            for (int i = 0; i < 3; ++i) QCOMPARE(add({0.2, 0.8}).best, 0);
            QCOMPARE(add({0.5, 0.5}).best, 0);
        }
    }

    void aThirdClassDoesNotInheritTheLead() {
        add({0.8, 0.1, 0.1});
        for (int i = 0; i < 20; ++i)
            QCOMPARE(add(i % 2 == 0 ? std::vector{0.1, 0.8, 0.1} : std::vector{0.1, 0.1, 0.8}).best, 0);
    }

    void unsureShowsTheTwoBest() {
        add({0.5, 0.3, 0.2});
        QCOMPARE(add({0.3, 0.4, 0.3}).kind, Kind::Word);  // one hop is a flicker
        const auto shown = add({0.28, 0.4, 0.32});
        QCOMPARE(shown.kind, Kind::Unsure);
        QCOMPARE(shown.best, 1);
        QCOMPARE(shown.second, 2);
        add({0.5, 0.3, 0.2});
        const auto again = add({0.5, 0.3, 0.2});
        QCOMPARE(again.kind, Kind::Word);
        QCOMPARE(again.best, 0);
    }

    void afterBeingUnsureAWordThatIsBehindDoesNotComeBack() {
        add({0.8, 0.1, 0.1});
        add({0.4, 0.35, 0.25});
        QCOMPARE(add({0.4, 0.35, 0.25}).kind, Kind::Unsure);
        add({0.2, 0.6, 0.2});
        const auto shown = add({0.2, 0.6, 0.2});
        QCOMPARE(shown.kind, Kind::Word);
        QCOMPARE(shown.best, 1);
        // One that is hardly behind does.
        add({0.38, 0.4, 0.22});
        QCOMPARE(add({0.38, 0.4, 0.22}).kind, Kind::Unsure);
        add({0.48, 0.46, 0.06});
        QCOMPARE(add({0.48, 0.46, 0.06}).best, 1);
    }

    void unsureFromTheBeginningHasNoWord() {
        QCOMPARE(add({0.4, 0.35, 0.25}).kind, Kind::Unsure);
        add({0.2, 0.6, 0.2});
        const auto shown = add({0.2, 0.6, 0.2});
        QCOMPARE(shown.kind, Kind::Word);
        QCOMPARE(shown.best, 1);
    }

    void silenceIsADashAndNeverAClass() {
        add({0.9, 0.1});
        QCOMPARE(add({0.9, 0.1}, false).kind, Kind::Word);  // between two words of a sentence
        QCOMPARE(add({0.9, 0.1}, false).kind, Kind::Word);
        const auto shown = add({0.9, 0.1}, false);
        QCOMPARE(shown.kind, Kind::NoSpeech);
        QCOMPARE(shown.best, -1);
        QCOMPARE(shown.second, -1);
        for (int i = 0; i < 10; ++i) QCOMPARE(add({0.9, 0.1}, false), shown);
        QCOMPARE(add({0.1, 0.9}).best, 1);  // what was said before is forgotten
    }

    void aShortPauseKeepsTheWord() {
        add({0.9, 0.1});
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(add({0.9, 0.1}, false).best, 0);
            QCOMPARE(add({0.9, 0.1}).sinceSeconds, 0.0);
        }
    }

    void withoutNumbersThereIsNoWord() {
        add({});
        QCOMPARE(m_chooser.shown().kind, Kind::NoSpeech);
        for (int i = 0; i < 5; ++i) add({std::nan(""), 0.5});
        QCOMPARE(m_chooser.shown().kind, Kind::NoSpeech);
        QCOMPARE(add({1.0}).second, -1);
    }

    void resetForgets() {
        add({0.9, 0.1});
        m_chooser.reset();
        QCOMPARE(m_chooser.shown(), ShownWord());
        QCOMPARE(add({0.1, 0.9}).best, 1);
    }
};

QTEST_GUILESS_MAIN(TestWordChooser)
#include "TestWordChooser.moc"
