// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include "engine/dsp/PitchCorrections.h"
#include "tests/TestSupport.h"

using namespace prososcope::dsp;
using Stretch = PitchCorrections::Stretch;

class TestPitchCorrections : public QObject {
    Q_OBJECT

private:
    /// Ten seconds of 100 Hz, unvoiced from 5 to 6 s; frames 10 ms apart, the first at 0.
    static PitchTrack track(std::int64_t firstFrame = 0, std::size_t count = 1000) {
        PitchTrack made;
        made.times = {0.0, 0.01, firstFrame, count};
        for (std::size_t i = 0; i < count; ++i) {
            const double seconds = made.times.at(i);
            const bool voiced = seconds < 5.0 - 1e-9 || seconds >= 6.0 - 1e-9;
            made.hertz.push_back(voiced ? 100.0F : 0.0F);
            made.strength.push_back(voiced ? 0.9F : 0.0F);
        }
        return made;
    }

private Q_SLOTS:
    void nothingSaidChangesNothing() {
        const PitchTrack before = track();
        const PitchTrack after = PitchCorrections().apply(before);
        QVERIFY(after.hertz == before.hertz && after.strength == before.strength);
    }

    void framesInsideMoveAndOthersStay() {
        const auto corrections =
            PitchCorrections().with(PitchCorrection::OctaveUp, 1.0, 2.0).with(PitchCorrection::OctaveDown, 3.0, 4.0);
        const PitchTrack after = corrections.apply(track());
        QCOMPARE(after.hertz[99], 100.0F);
        QCOMPARE(after.hertz[100], 200.0F);
        QCOMPARE(after.hertz[199], 200.0F);
        QCOMPARE(after.hertz[200], 100.0F);  // the end belongs to what follows
        QCOMPARE(after.hertz[350], 50.0F);
        QCOMPARE(after.strength[150], 0.9F);
    }

    void unvoicedFramesStayUnvoiced() {
        const PitchTrack after = PitchCorrections().with(PitchCorrection::OctaveUp, 4.0, 7.0).apply(track());
        QVERIFY(!after.voiced(550));
        QCOMPARE(after.hertz[450], 200.0F);
    }

    void unvoicingTakesThePitchAndItsStrength() {
        const PitchTrack after = PitchCorrections().with(PitchCorrection::Unvoice, 1.0, 2.0).apply(track());
        QVERIFY(!after.voiced(150));
        QCOMPARE(after.strength[150], 0.0F);
        QVERIFY(after.voiced(99) && after.voiced(200));
    }

    void revertingTakesEverythingBackInItsStretch() {
        const auto corrections = PitchCorrections()
                                     .with(PitchCorrection::OctaveUp, 1.0, 4.0)
                                     .with(PitchCorrection::Unvoice, 2.0, 3.0)
                                     .with(PitchCorrection::Revert, 1.5, 2.5);
        const PitchTrack after = corrections.apply(track());
        QCOMPARE(after.hertz[120], 200.0F);
        QCOMPARE(after.hertz[160], 100.0F);
        QCOMPARE(after.hertz[220], 100.0F);
        QVERIFY(!after.voiced(270));
        QCOMPARE(after.hertz[350], 200.0F);
        QVERIFY(corrections.with(PitchCorrection::Revert, 0.0, 10.0).empty());
    }

    void octavesAddUpToALimit() {
        PitchCorrections corrections;
        for (int i = 0; i < 20; ++i) corrections = corrections.with(PitchCorrection::OctaveUp, 1.0, 2.0);
        QCOMPARE(corrections.apply(track()).hertz[150], 1600.0F);
        for (int i = 0; i < 4; ++i) corrections = corrections.with(PitchCorrection::OctaveDown, 1.0, 2.0);
        QVERIFY(corrections.empty());
    }

    void neighboursThatSayTheSameAreOne() {
        const auto corrections =
            PitchCorrections().with(PitchCorrection::OctaveUp, 1.0, 2.0).with(PitchCorrection::OctaveUp, 2.0, 3.0);
        QCOMPARE(corrections.stretches().size(), std::size_t{1});
        QVERIFY(corrections.stretches()[0] == (Stretch{1.0, 3.0, 1, false}));
    }

    void aPartIsCorrectedLikeTheWhole() {
        const auto corrections =
            PitchCorrections().with(PitchCorrection::OctaveUp, 1.0, 2.0).with(PitchCorrection::Unvoice, 2.5, 2.6);
        const PitchTrack whole = corrections.apply(track());
        const PitchTrack part = corrections.apply(track(150, 150));
        for (std::size_t i = 0; i < 150; ++i) QCOMPARE(part.hertz[i], whole.hertz[150 + i]);
    }

    void manyCorrectionsAgreeWithOneByOne() {
        // Random corrections against a plain table of frames.
        std::uint32_t seed = 7;
        const auto next = [&seed](std::uint32_t below) {
            seed = seed * 1664525U + 1013904223U;
            return (seed >> 8U) % below;
        };
        PitchCorrections corrections;
        std::vector<int> octaves(1000, 0);
        std::vector<bool> unvoiced(1000, false);
        for (int step = 0; step < 500; ++step) {
            const std::size_t from = next(1000);
            const std::size_t to = std::min<std::size_t>(1000, from + next(120));
            const auto kind = static_cast<PitchCorrection>(next(4));
            corrections = corrections.with(kind, static_cast<double>(from) * 0.01, static_cast<double>(to) * 0.01);
            for (std::size_t i = from; i < to; ++i) {
                if (kind == PitchCorrection::OctaveUp && !unvoiced[i]) octaves[i] = std::min(octaves[i] + 1, 4);
                if (kind == PitchCorrection::OctaveDown && !unvoiced[i]) octaves[i] = std::max(octaves[i] - 1, -4);
                if (kind == PitchCorrection::Unvoice || kind == PitchCorrection::Revert) octaves[i] = 0;
                if (kind == PitchCorrection::Unvoice) unvoiced[i] = true;
                if (kind == PitchCorrection::Revert) unvoiced[i] = false;
            }
        }
        const PitchTrack before = track();
        const PitchTrack after = corrections.apply(before);
        for (std::size_t i = 0; i < 1000; ++i)
            QCOMPARE(after.hertz[i], unvoiced[i] ? 0.0F : std::ldexp(before.hertz[i], octaves[i]));
        QVERIFY(PitchCorrections(corrections.stretches()) == corrections);
    }

    void nonsenseIsLeftOut() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(PitchCorrections().with(PitchCorrection::OctaveUp, 1.0, 1.0).empty());
        QVERIFY(PitchCorrections().with(PitchCorrection::OctaveUp, nan, 1.0).empty());
        QCOMPARE(PitchCorrections().with(PitchCorrection::OctaveUp, 2.0, 1.0).stretches()[0].start, 1.0);
        const PitchCorrections stored({{nan, 1.0, 1, false},
                                       {5.0, 4.0, 1, false},
                                       {1.0, 3.0, 1, false},
                                       {2.0, 4.0, 2, false},
                                       {6.0, 7.0, 99, false},
                                       {8.0, 9.0, 0, false}});
        QCOMPARE(stored.stretches().size(), std::size_t{1});
        QCOMPARE(PitchCorrections().with(PitchCorrection::Unvoice, -100.0, 1e9).apply(PitchTrack()).hertz.size(),
                 std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(TestPitchCorrections)
#include "TestPitchCorrections.moc"
