// SPDX-License-Identifier: GPL-3.0-or-later
#include "CliTestSupport.h"
#include "engine/core/Csv.h"
#include "engine/store/RatingRounds.h"

using namespace prososcope;

class TestCliRatings : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;
    CliResult run(const QStringList& arguments) const {
        return runCli(m_home->path(), QStringList{"--workspace", m_home->filePath("ws")} + arguments);
    }

private Q_SLOTS:
    void init() {
        m_home = std::make_unique<QTemporaryDir>();
        writeToneCorpus(toPath(m_home->filePath("tones")), 2, 1);
        CLI_EXIT(run({"corpus", "import", "tones"}), 0);
    }
    void nobodyHasRated() {
        CLI_EXIT(run({"ratings", "adopt", "tones"}), 1);
        const auto list = run({"ratings", "list", "tones"});
        CLI_EXIT(list, 0);
        QVERIFY(list.err.contains("Nobody"));
        CLI_EXIT(run({"ratings", "remove", "3"}), 1);
        CLI_EXIT(run({"ratings"}), 2);
    }
    void classesAndTraces() {
        {
            auto workspace = store::Workspace::open(toPath(m_home->filePath("ws"))).value();
            for (const char* rater : {"ann", "bob"}) {
                const auto round = store::startRatingRound(workspace, {0, "tones", rater, {"loud", "soft"}, 1, {}, 0}).value();
                for (const char* id : {"s0_0", "s0_1", "s1_0", "s1_1"}) {
                    const bool loud = std::string(id).ends_with("0");
                    PROSOSCOPE_VERIFY(store::saveRating(workspace, round.id, {id, loud ? "loud" : "soft", {}, 1.5, 2, {}}));
                }
            }
            const auto traced = store::startRatingRound(workspace, {0, "tones", "cem", {}, 1, {}, 0}).value();
            PROSOSCOPE_VERIFY(
                store::saveRating(workspace, traced.id, {"s0_0", {}, {{0.0F, 1.0F, 0.0F}, {0.2F, 0.5F, -0.5F}}, 0.0, 1, {}}));
        }
        const auto list = run({"ratings", "list", "tones"});
        QVERIFY2(list.out.contains("loud, soft") && list.out.contains("cem"), qPrintable(list.out));
        const auto agreement = run({"ratings", "agreement", "tones", "--json"}).json().object();
        QCOMPARE(agreement["classes"].toObject()["fleiss_kappa"].toDouble(), 1.0);
        QVERIFY(agreement["traces"].toObject()["ccc_valence"].isNull());  // by one alone
        const auto text = run({"ratings", "agreement", "tones"});
        QVERIFY2(text.out.contains("Fleiss' kappa") && text.out.contains("1.000"), qPrintable(text.out));
        CLI_EXIT(run({"ratings", "export", "tones", "--delay", "0", "--out", "all.csv"}), 0);
        const auto all = core::parseCsv(core::readFile(toPath(m_home->filePath("all.csv"))).value(), "all.csv").value();
        QCOMPARE(all.rows.size(), std::size_t{9});
        QCOMPARE(all.rows.front()[*all.column("rater")], std::string("cem"));
        QCOMPARE(all.rows.front()[*all.column("valence")], std::string("0.7500"));
        QCOMPARE(all.rows.back()[*all.column("plays")], std::string("2"));
        CLI_EXIT(run({"ratings", "export", "tones", "--out", "points.csv", "--traces"}), 0);
        const auto points = core::parseCsv(core::readFile(toPath(m_home->filePath("points.csv"))).value(), "p").value();
        QCOMPARE(points.rows.size(), std::size_t{2});
        CLI_EXIT(run({"ratings", "adopt", "tones"}), 0);
        const auto shown = run({"corpus", "show", "tones", "--json"}).json().object();
        QCOMPARE(shown["emotions"].toObject()["loud"].toInt(), 2);
        CLI_EXIT(run({"corpus", "undo", "1"}), 0);
        QVERIFY(!run({"corpus", "show", "tones", "--json"}).json().object()["emotions"].toObject().contains("loud"));
        CLI_EXIT(run({"ratings", "remove", "1"}), 0);
    }
};

QTEST_GUILESS_MAIN(TestCliRatings)
#include "TestCliRatings.moc"
