// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "engine/store/LabelEdits.h"
#include "engine/store/RatingRounds.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using store::Rating;
using store::RatingRound;
using store::TracePoint;
using store::Workspace;

class TestRatingRounds : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
    core::Progress m_progress;

    static corpus::Corpus corpusOf(std::size_t count) {
        corpus::Corpus corpus;
        corpus.name = "c";
        corpus.scales = {{"valence", {1.0, 5.0}}};
        corpus.utterances.resize(count);
        for (std::size_t i = 0; i < count; ++i) corpus.utterances[i].id = "u" + std::to_string(i);
        return corpus;
    }
    RatingRound start(const std::string& rater, std::vector<std::string> classes = {"angry", "sad"}, std::uint64_t seed = 1) {
        const auto round = store::startRatingRound(*m_workspace, {0, "c", rater, std::move(classes), seed, {}, 0});
        if (!round) qFatal("%s", round.error().message().c_str());
        return *round;
    }
    void rate(const RatingRound& round, const std::string& utterance, const std::string& label) {
        Rating rating;
        rating.utterance = utterance;
        rating.label = label;
        if (const auto saved = store::saveRating(*m_workspace, round.id, rating); !saved)
            qFatal("%s", saved.error().message().c_str());
    }
    void trace(const RatingRound& round, const std::string& utterance, std::vector<TracePoint> points) {
        Rating rating;
        rating.utterance = utterance;
        rating.trace = std::move(points);
        if (const auto saved = store::saveRating(*m_workspace, round.id, rating); !saved)
            qFatal("%s", saved.error().message().c_str());
    }
    corpus::Utterance utterance(std::size_t i) const { return m_workspace->corpus("c")->utterances[i]; }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_workspace = std::make_unique<Workspace>(Workspace::open(toPath(m_folder->path())).value());
        PROSOSCOPE_VERIFY(m_workspace->saveCorpus(corpusOf(40)));
    }
    void cleanup() { m_workspace.reset(); }
    void ordersAreRandomAndStay();
    void ratingsAreReplacedAndTakenBack();
    void tracesComeBack();
    void meansOfTraces();
    void majorityBecomesTheLabel();
    void newestRoundOfARaterCounts();
    void tracesBecomeDimensions();
    void removedRoundsTakeTheirRatings();
    void wrongThingsAreRefused();
};

void TestRatingRounds::ordersAreRandomAndStay() {
    const auto a = start("ann");
    const auto b = start("bob", {"angry", "sad"}, 2);
    const auto order = store::ratingOrder(*m_workspace, a).value();
    QCOMPARE(order.size(), std::size_t{40});
    QCOMPARE(std::set<std::string>(order.begin(), order.end()).size(), std::size_t{40});
    QCOMPARE(store::ratingOrder(*m_workspace, a).value(), order);
    QVERIFY(store::ratingOrder(*m_workspace, b).value() != order);
    std::vector<std::string> sorted;
    for (int i = 0; i < 40; ++i) sorted.push_back("u" + std::to_string(i));
    QVERIFY(order != sorted);
}

void TestRatingRounds::ratingsAreReplacedAndTakenBack() {
    const auto round = start("ann");
    QVERIFY(!round.startedAt.empty());
    rate(round, "u3", "angry");
    rate(round, "u5", "sad");
    rate(round, "u3", "sad");
    auto given = store::ratings(*m_workspace, round.id).value();
    QCOMPARE(given.size(), std::size_t{2});
    QCOMPARE(given[1].utterance, std::string("u3"));  // said last
    QCOMPARE(given[1].label, std::string("sad"));
    QVERIFY(!given[1].ratedAt.empty());
    QCOMPARE(store::ratingRounds(*m_workspace, "c")->front().rated, std::int64_t{2});
    PROSOSCOPE_VERIFY(store::removeRating(*m_workspace, round.id, "u3"));
    PROSOSCOPE_VERIFY(store::removeRating(*m_workspace, round.id, "u3"));
    given = store::ratings(*m_workspace, round.id).value();
    QCOMPARE(given.size(), std::size_t{1});
    // They are still there in another process, and after another import of the corpus.
    PROSOSCOPE_VERIFY(m_workspace->saveCorpus(corpusOf(10)));
    const auto other = Workspace::open(toPath(m_folder->path())).value();
    QCOMPARE(store::ratings(other, round.id)->size(), std::size_t{1});
}

void TestRatingRounds::tracesComeBack() {
    const auto round = start("ann", {});
    QVERIFY(round.isTraced());
    const std::vector<TracePoint> points = {{0.0F, -1.0F, 0.25F}, {0.5F, 0.125F, 1.0F}};
    trace(round, "u1", points);
    const auto given = store::ratings(*m_workspace, round.id).value();
    QVERIFY(given.front().trace == points);
    QVERIFY(store::ratingRounds(*m_workspace, "c")->front().isTraced());
}

void TestRatingRounds::meansOfTraces() {
    QVERIFY(!store::traceMeans({}, 0.0));
    // 1 holds for three seconds, -1 for one second, as long as the last step before it.
    const auto even = store::traceMeans({{0.0F, 1.0F, 0.0F}, {3.0F, -1.0F, 0.5F}, {4.0F, -1.0F, 0.5F}}, 0.0);
    QCOMPARE(even->valence, (3.0 - 1.0 - 1.0) / 5.0);
    QCOMPARE(even->arousal, 0.2);
    const auto late = store::traceMeans({{0.0F, 1.0F, 0.0F}, {3.0F, -1.0F, 0.5F}, {4.0F, -1.0F, 0.5F}}, 2.0);
    QCOMPARE(late->valence, -1.0);
    const auto shorter = store::traceMeans({{0.0F, 1.0F, 0.0F}, {0.3F, 0.5F, 0.25F}}, 2.0);
    QCOMPARE(shorter->valence, 0.5);
}

void TestRatingRounds::majorityBecomesTheLabel() {
    const std::vector<std::string> three = {"angry", "sad", "happy"};
    for (const auto& [rater, words] : std::map<std::string, std::vector<std::string>>{
             {"ann", {"angry", "sad", "sad"}}, {"bob", {"angry", "angry", "happy"}}, {"cem", {"sad", "sad", "angry"}}}) {
        const auto round = start(rater, three);
        for (std::size_t i = 0; i < words.size(); ++i) rate(round, "u" + std::to_string(i), words[i]);
    }
    const auto batch = store::adoptRatings(*m_workspace, "c", 0.0, m_progress);
    PROSOSCOPE_VERIFY(batch);
    QCOMPARE(utterance(0).emotion, std::string("angry"));
    QCOMPARE(utterance(1).emotion, std::string("sad"));
    QCOMPARE(utterance(2).emotion, std::string());  // each said something else
    PROSOSCOPE_VERIFY(store::undoLabelEdits(*m_workspace, *batch));
    QCOMPARE(utterance(0).emotion, std::string());
}

void TestRatingRounds::newestRoundOfARaterCounts() {
    rate(start("ann"), "u0", "angry");
    const auto second = start("ann");
    rate(second, "u0", "sad");
    start("ann");  // nothing said yet
    const auto newest = store::newestRounds(*m_workspace, "c", false).value();
    QCOMPARE(newest.size(), std::size_t{1});
    QCOMPARE(newest.front().id, second.id);
    PROSOSCOPE_VERIFY(store::adoptRatings(*m_workspace, "c", 0.0, m_progress));
    QCOMPARE(utterance(0).emotion, std::string("sad"));
}

void TestRatingRounds::tracesBecomeDimensions() {
    trace(start("ann", {}), "u0", {{0.0F, 1.0F, -0.5F}});
    trace(start("bob", {}), "u0", {{0.0F, 0.0F, 0.0F}});
    PROSOSCOPE_VERIFY(store::adoptRatings(*m_workspace, "c", 0.0, m_progress));
    QCOMPARE(utterance(0).valence, std::optional<double>(4.0));    // 0.5 of -1 .. 1 on the corpus's scale of 1 .. 5
    QCOMPARE(utterance(0).arousal, std::optional<double>(-0.25));  // no scale: as it was drawn
}

void TestRatingRounds::removedRoundsTakeTheirRatings() {
    const auto round = start("ann");
    rate(round, "u0", "angry");
    PROSOSCOPE_VERIFY(store::removeRatingRound(*m_workspace, round.id));
    QVERIFY(store::ratings(*m_workspace, round.id)->empty());
    QVERIFY(store::ratingRounds(*m_workspace, "c")->empty());
    QVERIFY(!store::removeRatingRound(*m_workspace, round.id));
}

void TestRatingRounds::wrongThingsAreRefused() {
    QVERIFY(!store::startRatingRound(*m_workspace, {0, "nothing", "ann", {"a"}, 1, {}, 0}));
    QVERIFY(!store::startRatingRound(*m_workspace, {0, "c", "", {"a"}, 1, {}, 0}));
    QVERIFY(!store::startRatingRound(*m_workspace, {0, "c", "ann", {"a", "a"}, 1, {}, 0}));
    QVERIFY(!store::startRatingRound(*m_workspace, {0, "c", "ann", {"a", ""}, 1, {}, 0}));
    const auto round = start("ann");
    const auto wrong = store::saveRating(*m_workspace, round.id, {"u0", "happy", {}, 0.0, 1, {}});
    QVERIFY(!wrong && wrong.error().message().find("happy") != std::string::npos);
    QVERIFY(!store::saveRating(*m_workspace, start("bob", {}).id, {"u0", {}, {}, 0.0, 1, {}}));
    QVERIFY(!store::saveRating(*m_workspace, 999, {"u0", "sad", {}, 0.0, 1, {}}));
    QVERIFY(!store::adoptRatings(*m_workspace, "c", 0.0, m_progress));  // nobody has said anything
    // What is no longer in the corpus is passed over.
    rate(round, "u30", "sad");
    rate(round, "u3", "sad");
    PROSOSCOPE_VERIFY(m_workspace->saveCorpus(corpusOf(10)));
    PROSOSCOPE_VERIFY(store::adoptRatings(*m_workspace, "c", 0.0, m_progress));
    QCOMPARE(utterance(3).emotion, std::string("sad"));
}

QTEST_GUILESS_MAIN(TestRatingRounds)
#include "TestRatingRounds.moc"
