// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/analysis/Agreement.h"
#include "engine/analysis/RaterAgreement.h"
#include "engine/core/Random.h"
#include "engine/store/RatingRounds.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using store::Rating;
using store::Workspace;

class TestRaterAgreement : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;

    std::int64_t start(const std::string& rater, bool traced) {
        const auto round = store::startRatingRound(
            *m_workspace, {0, "c", rater, traced ? std::vector<std::string>() : std::vector<std::string>{"a", "b"}, 1, {}, 0});
        return round ? round->id : -1;
    }
    void rate(std::int64_t round, int utterance, const std::string& label) {
        Rating rating;
        rating.utterance = "u" + std::to_string(utterance);
        rating.label = label;
        PROSOSCOPE_VERIFY(store::saveRating(*m_workspace, round, rating));
    }
    void trace(std::int64_t round, int utterance, const std::function<double(double)>& valence, double step, double delay) {
        Rating rating;
        rating.utterance = "u" + std::to_string(utterance);
        for (double t = 0.0; t < 3.0; t += step) {
            rating.trace.push_back({static_cast<float>(t), static_cast<float>(valence(std::max(0.0, t - delay))), 0.0F});
        }
        PROSOSCOPE_VERIFY(store::saveRating(*m_workspace, round, rating));
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_workspace = std::make_unique<Workspace>(Workspace::open(toPath(m_folder->path())).value());
        corpus::Corpus corpus;
        corpus.name = "c";
        corpus.utterances.resize(60);
        for (std::size_t i = 0; i < 60; ++i) corpus.utterances[i].id = "u" + std::to_string(i);
        PROSOSCOPE_VERIFY(m_workspace->saveCorpus(corpus));
    }
    void cleanup() { m_workspace.reset(); }

    void nobodyAndOneRater() {
        auto agreement = analysis::raterAgreement(*m_workspace, "c", 0.0);
        PROSOSCOPE_VERIFY(agreement);
        QVERIFY(agreement->raters.empty() && std::isnan(agreement->fleissKappa) && std::isnan(agreement->cccValence));
        rate(start("ann", false), 1, "a");
        agreement = analysis::raterAgreement(*m_workspace, "c", 0.0);
        QCOMPARE(agreement->utterances, std::size_t{1});
        QCOMPARE(agreement->shared, std::size_t{0});
        QVERIFY(std::isnan(agreement->fleissKappa));
    }
    /// Ten utterances by two raters: eight agreements. By hand: chance is ((11/20)^2 + (9/20)^2), kappa (.8 - c) / (1 - c).
    void twoRatersByHand() {
        const auto ann = start("ann", false);
        const auto bob = start("bob", false);
        const std::string first = "aaaaabbbbb";
        const std::string second = "aaaaabbbaa";
        for (int i = 0; i < 10; ++i) {
            rate(ann, i, std::string(1, first[static_cast<std::size_t>(i)]));
            rate(bob, i, std::string(1, second[static_cast<std::size_t>(i)]));
        }
        rate(bob, 20, "a");  // by one alone
        const auto agreement = analysis::raterAgreement(*m_workspace, "c", 0.0).value();
        QCOMPARE(agreement.utterances, std::size_t{11});
        QCOMPARE(agreement.shared, std::size_t{10});
        const double chance = std::pow(12.0 / 20.0, 2) + std::pow(8.0 / 20.0, 2);
        QVERIFY(std::abs(agreement.fleissKappa - (0.8 - chance) / (1.0 - chance)) < 1e-12);
        // Krippendorff's correction of Scott's pi for 20 values: 1 - (19/20) (1 - pi).
        const double pi = (0.8 - chance) / (1.0 - chance);
        QVERIFY(std::abs(agreement.alphaNominal - (1.0 - 19.0 / 20.0 * (1.0 - pi))) < 1e-12);
    }
    void chanceIsNoAgreement() {
        core::Random random(7);
        for (const char* rater : {"ann", "bob", "cem"}) {
            const auto round = start(rater, false);
            for (int i = 0; i < 60; ++i) rate(round, i, random.chance(0.5) ? "a" : "b");
        }
        const auto agreement = analysis::raterAgreement(*m_workspace, "c", 0.0).value();
        QVERIFY(std::abs(agreement.fleissKappa) < 0.2);
    }
    void tracesAgree() {
        const auto ann = start("ann", true);
        const auto bob = start("bob", true);
        for (int i = 0; i < 12; ++i) {
            const auto shape = [i](double t) { return 0.05 * (i - 5.5) + 0.3 * std::sin(2.0 * t + i); };
            trace(ann, i, shape, 0.02, 0.0);
            trace(bob, i, shape, 0.03, 0.0);
        }
        auto agreement = analysis::raterAgreement(*m_workspace, "c", 0.0).value();
        QCOMPARE(agreement.sharedTraces, std::size_t{12});
        QVERIFY(agreement.cccValence > 0.99);
        QVERIFY(agreement.alphaValence > 0.99);
        QVERIFY(agreement.cccValenceFrames > 0.97);
        QVERIFY(std::isnan(agreement.cccArousal));  // all the same
        // Somebody whose hand goes the other way.
        const auto cem = start("cem", true);
        for (int i = 0; i < 12; ++i)
            trace(
                cem, i, [i](double t) { return -0.05 * (i - 5.5) - 0.3 * std::sin(2.0 * t + i); }, 0.02, 0.0);
        agreement = analysis::raterAgreement(*m_workspace, "c", 0.0).value();
        QVERIFY(agreement.cccValence < 0.2);
        QVERIFY(agreement.cccValenceFrames < 0.2);
    }
};

QTEST_GUILESS_MAIN(TestRaterAgreement)
#include "TestRaterAgreement.moc"
