// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/core/Random.h"
#include "engine/phonetics/UnitVote.h"
#include "engine/phonetics/Units.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::phonetics;

namespace {

const std::vector<std::string> kTags{"calm", "joy", "fear"};

/// <s> <pad> </s> <unk> then C_calm 4, C_fear 5, C_joy 6, V_calm 7, V_fear 8, V_joy 9 (byte order), X 10, X_other 11.
UnitInventory inventory() {
    UnitInventory::Counter counter;
    for (const char* unit : {"C", "V"}) {
        const std::vector<std::string> one{unit};
        for (const auto& tag : kTags) counter.want(taggedUnits(one, tag));
    }
    const std::vector<std::string> strangers{"X", "X_other"};
    counter.want(strangers);
    return counter.build();
}

/// Frames given by their symbols with a probability each; the rest of a frame goes to the blank.
std::vector<double> frames(const std::vector<std::vector<std::pair<const char*, double>>>& rows) {
    const auto units = inventory();
    std::vector<double> values(rows.size() * units.size());
    for (std::size_t f = 0; f < rows.size(); ++f) {
        double rest = 1.0;
        for (const auto& [symbol, probability] : rows[f]) {
            values[f * units.size() + static_cast<std::size_t>(units.indexOf(symbol).value())] = probability;
            rest -= probability;
        }
        values[f * units.size()] += rest;
    }
    return values;
}

EmotionVote voteOf(const std::vector<double>& values) {
    const auto units = inventory();
    return emotionVote({values, units.size()}, EmotionUnits(units, kTags));
}

std::string heard(const EmotionVote& vote) {
    std::vector<int> symbols;
    for (const auto& unit : vote.units) symbols.push_back(unit.symbol);
    std::string text;
    for (const auto& unit : inventory().decode(symbols)) text += (text.empty() ? "" : " ") + unit;
    return text;
}

std::vector<double> randomFrames(core::Random& random, std::size_t count, std::size_t symbols) {
    std::vector<double> values(count * symbols);
    for (std::size_t f = 0; f < count; ++f) {
        double sum = 0.0;
        for (std::size_t s = 0; s < symbols; ++s) sum += values[f * symbols + s] = std::pow(random.uniform(), 6.0);
        for (std::size_t s = 0; s < symbols; ++s) values[f * symbols + s] /= sum;
    }
    return values;
}

}  // namespace

class TestUnitVote : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsAreMerged() {
        const std::vector<float> values{0.1F, 0.9F, 0.0F,   // 1
                                        0.2F, 0.8F, 0.0F,   // 1
                                        0.5F, 0.0F, 0.5F,   // 0: the lower of equal ones
                                        0.0F, 0.3F, 0.7F};  // 2
        const auto runs = symbolRuns(std::span<const float>(values), 3);
        const std::vector<SymbolRun<float>> expected{{1, 0, 2, 0.9F}, {0, 2, 3, 0.5F}, {2, 3, 4, 0.7F}};
        QCOMPARE(runs, expected);
        QVERIFY(symbolRuns(std::span<const float>(), 3).empty());
        QVERIFY(symbolRuns(std::span<const float>(values), 0).empty());
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const std::vector<float> damaged{nan, 0.1F, 0.2F, nan, nan, nan, 0.3F, nan, 0.1F};
        const auto left = symbolRuns(std::span<const float>(damaged), 3);
        QCOMPARE(left.size(), std::size_t{2});  // 2, then 0 twice
        QCOMPARE(left[0].symbol, 2);
        QCOMPARE(left[1].symbol, 0);
    }

    void mostUnitsWin() {
        // A unit over two frames is one, with the higher of its posteriors; the same unit again behind a blank is another.
        const auto vote = voteOf(frames({{{"V_joy", 0.6}}, {{"V_joy", 0.9}}, {{"V_fear", 0.95}}, {}, {{"V_joy", 0.7}}}));
        QCOMPARE(heard(vote), std::string("V_joy V_fear V_joy"));
        QCOMPARE(vote.counts, (std::vector<std::size_t>{0, 2, 1}));
        QVERIFY(std::abs(vote.peaks[1] - 1.6) < 1e-12);
        QVERIFY(std::abs(vote.peaks[2] - 0.95) < 1e-12);
        QVERIFY(std::abs(vote.marginals[1] - 2.2) < 1e-12);
        QCOMPARE(vote.rule, VoteRule::Majority);
        QCOMPARE(vote.emotion, std::size_t{1});
        QCOMPARE(vote.units[0].begin, std::size_t{0});
        QCOMPARE(vote.units[0].end, std::size_t{2});
    }

    void repeatsNeedABlank() {
        QCOMPARE(heard(voteOf(frames({{{"C_calm", 0.9}}, {{"C_calm", 0.9}}}))), std::string("C_calm"));
        QCOMPARE(heard(voteOf(frames({{{"C_calm", 0.9}}, {}, {{"C_calm", 0.9}}}))), std::string("C_calm C_calm"));
        // A special symbol between them parts them as well, and is no unit itself.
        QCOMPARE(heard(voteOf(frames({{{"C_calm", 0.9}}, {{"<unk>", 0.9}}, {{"C_calm", 0.9}}, {{"</s>", 0.9}}}))),
                 std::string("C_calm C_calm"));
    }

    void tiesGoDownTheChain() {
        // Peak: one unit each, fear the surer one, although calm has more of the posterior.
        auto vote = voteOf(frames({{{"V_calm", 0.625}}, {{"V_calm", 0.625}}, {}, {{"C_fear", 0.75}}}));
        QCOMPARE(vote.rule, VoteRule::Peak);
        QCOMPARE(vote.emotion, std::size_t{2});
        QCOMPARE(vote.soft, std::size_t{0});
        // Marginal: as sure, but calm is heard below the blank too.
        vote = voteOf(frames({{{"V_calm", 0.75}}, {{"C_calm", 0.25}}, {{"C_fear", 0.75}}}));
        QCOMPARE(vote.rule, VoteRule::Marginal);
        QCOMPARE(vote.emotion, std::size_t{0});
        // Only those still tied are asked: joy has most of the posterior and no unit.
        vote = voteOf(frames({{{"V_calm", 0.5}, {"C_joy", 0.4375}}, {{"C_fear", 0.5}, {"V_joy", 0.4375}}}));
        QCOMPARE(vote.rule, VoteRule::Order);
        QCOMPARE(vote.emotion, std::size_t{0});
        QCOMPARE(vote.soft, std::size_t{1});
        // Order: nothing tells joy from fear.
        vote = voteOf(frames({{{"V_fear", 0.75}}, {{"C_joy", 0.75}}}));
        QCOMPARE(vote.rule, VoteRule::Order);
        QCOMPARE(vote.emotion, std::size_t{1});
    }

    void nothingHeard() {
        auto vote = voteOf({});
        QVERIFY(vote.units.empty());
        QCOMPARE(vote.rule, VoteRule::Order);
        QCOMPARE(vote.emotion, std::size_t{0});
        QVERIFY(vote.silent());
        for (const double share : vote.shares()) QVERIFY(std::abs(share - 1.0 / 3.0) < 1e-12);
        // Only blanks: what lies below them decides.
        vote = voteOf(frames({{{"V_fear", 0.25}}, {{"C_joy", 0.125}}, {}}));
        QVERIFY(vote.units.empty());
        QCOMPARE(vote.rule, VoteRule::Marginal);
        QCOMPARE(vote.emotion, std::size_t{2});
        QVERIFY(std::abs(vote.softShares()[2] - 2.0 / 3.0) < 1e-12);
    }

    void strangersDoNotVote() {
        const auto vote = voteOf(frames({{{"X", 0.9}}, {{"X_other", 0.9}}, {}, {{"X", 0.9}}, {{"C_fear", 0.5625}}}));
        QCOMPARE(heard(vote), std::string("X X_other X C_fear"));
        QCOMPARE(vote.counts, (std::vector<std::size_t>{0, 0, 1}));
        QCOMPARE(vote.emotion, std::size_t{2});
        const EmotionUnits units(inventory(), kTags);
        QVERIFY(!units.emotionOf(UnitInventory::kBlank));
        QVERIFY(!units.emotionOf(-1));
        QVERIFY(!units.emotionOf(1000));
        QCOMPARE(units.emotions(), std::size_t{3});
    }

    void whatIsNoNumberCountsAsNothing() {
        auto values = frames({{{"V_joy", 0.75}}, {{"C_calm", 0.625}}});
        values[static_cast<std::size_t>(inventory().indexOf("C_fear").value())] = std::numeric_limits<double>::quiet_NaN();
        const auto vote = voteOf(values);
        QCOMPARE(vote.emotion, std::size_t{1});
        QVERIFY(std::isfinite(vote.marginals[2]));
    }

    /// Whatever is heard: the vote is one of the most frequent, only ties ask further, and changing the order of the frames
    /// of an emotion's own units changes nothing but their order.
    void properties() {
        core::Random random(11);
        const auto symbols = inventory().size();
        VoteLog log;
        std::array<int, kVoteRuleCount> seen{};
        for (int round = 0; round < 2000; ++round) {
            const auto values = randomFrames(random, random.below(8), symbols);
            const auto vote = voteOf(values);
            log.add(vote.rule, vote.silent());
            ++seen[static_cast<std::size_t>(vote.rule)];
            const auto most = *std::max_element(vote.counts.begin(), vote.counts.end());
            QCOMPARE(vote.counts[vote.emotion], most);
            const auto tied = std::count(vote.counts.begin(), vote.counts.end(), most);
            QCOMPARE(vote.rule == VoteRule::Majority, tied == 1);
            QVERIFY(vote.units.size() <= values.size() / symbols);
            for (std::size_t i = 0; i < kTags.size(); ++i)
                QVERIFY(vote.peaks[i] <= vote.marginals[i] + 1e-12);  // a peak is one frame of the sum
            const auto own = vote.shares();
            QVERIFY(std::abs(std::accumulate(own.begin(), own.end(), 0.0) - 1.0) < 1e-9);
            if (!vote.silent()) QCOMPARE(own[vote.emotion], *std::max_element(own.begin(), own.end()));
            const auto shares = vote.softShares();
            QVERIFY(std::abs(std::accumulate(shares.begin(), shares.end(), 0.0) - 1.0) < 1e-9);
            QCOMPARE(vote.soft, static_cast<std::size_t>(std::max_element(shares.begin(), shares.end()) - shares.begin()));
        }
        QVERIFY(seen[0] > 0 && seen[1] > 0 && seen[2] > 0);
        QCOMPARE(log.utterances(), std::size_t{2000});
        QVERIFY(log.silent > 0);
    }

    /// However the frames come, the vote is that of all of them: a unit on both sides of a cut is one.
    void piecesVoteAsTheWhole() {
        core::Random random(29);
        const auto units = inventory();
        const auto symbols = units.size();
        const EmotionUnits emotions(units, kTags);
        for (int round = 0; round < 300; ++round) {
            const std::size_t count = 1 + random.below(12);
            const auto values = randomFrames(random, count, symbols);
            const auto whole = emotionVote({values, symbols}, emotions);
            UnitVoting voting(emotions);
            for (std::size_t at = 0; at < count;) {
                const std::size_t next = std::min<std::size_t>(count - at, random.below(4));
                voting.add({std::span(values).subspan(at * symbols, next * symbols), symbols});
                at += next;
            }
            const auto vote = voting.vote();
            QCOMPARE(vote.units, whole.units);
            QCOMPARE(vote.counts, whole.counts);
            QCOMPARE(vote.peaks, whole.peaks);
            QCOMPARE(vote.marginals, whole.marginals);
            QCOMPARE(vote.rule, whole.rule);
            QCOMPARE(vote.emotion, whole.emotion);
            QCOMPARE(vote.soft, whole.soft);
        }
        QVERIFY(UnitVoting(emotions).vote().silent());
        UnitVoting cut(emotions);
        const auto joy = frames({{{"V_joy", 0.75}}});
        for (int i = 0; i < 2; ++i) cut.add({joy, symbols});
        QCOMPARE(cut.vote().units.size(), std::size_t{1});
        QCOMPARE(cut.vote().units.front().end, std::size_t{2});
    }

    void oneEmotionWinsAlone() {
        core::Random random(3);
        for (int round = 0; round < 200; ++round) {
            const auto emotion = random.below(3);
            const std::string own[] = {"C_" + kTags[emotion], "V_" + kTags[emotion]};
            std::vector<std::vector<std::pair<const char*, double>>> rows(1 + random.below(9));
            for (auto& row : rows) row = {{own[random.below(2)].c_str(), 0.5625}};
            const auto vote = voteOf(frames(rows));
            QCOMPARE(vote.emotion, emotion);
            QCOMPARE(vote.rule, VoteRule::Majority);
            QCOMPARE(vote.soft, emotion);
        }
    }

    void rulesHaveNames() {
        QCOMPARE(voteRuleName(VoteRule::Majority), std::string_view("majority"));
        QCOMPARE(voteRuleName(VoteRule::Order), std::string_view("order"));
    }
};

QTEST_GUILESS_MAIN(TestUnitVote)
#include "TestUnitVote.moc"
