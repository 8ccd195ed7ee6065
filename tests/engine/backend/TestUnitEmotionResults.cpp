// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/analysis/UnitErrorRecords.h"
#include "engine/backend/UnitEmotionResults.h"
#include "engine/backend/UnitTier.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using backend::VotedUtterance;

namespace {

VotedUtterance voted(const std::string& id, const std::string& speaker, int truth, int predicted, int soft,
                     std::vector<std::string> reference, std::vector<std::string> hypothesis, bool seen = true) {
    VotedUtterance made;
    made.utterance = id;
    made.path = "/" + id + ".wav";
    made.speaker = speaker;
    made.corpus = "made-up";
    made.truth = truth;
    made.predicted = predicted;
    made.soft = soft;
    made.silent = hypothesis.empty();
    made.rule = made.silent ? phonetics::VoteRule::Marginal : phonetics::VoteRule::Majority;
    made.shares = {predicted == 0 ? 0.75F : 0.25F, predicted == 1 ? 0.75F : 0.25F};
    made.seenText = seen;
    made.reference = std::move(reference);
    made.hypothesis = std::move(hypothesis);
    return made;
}

/// Two folds of two utterances each; class 0 is sad, 1 is joy.
backend::UnitEmotionOutcome outcome() {
    backend::UnitEmotionOutcome made;
    made.device = "cpu";
    made.versions = "{}";
    backend::UnitEmotionFold first;
    first.name = "a";
    first.testSpeakers = {"a"};
    first.trainSpeakers = {"b"};
    first.bestUpdate = 4;
    first.seconds = 2.0;
    first.epochs = {{4, 1.5, backend::UnitLook{1.0, 0.5, 0.25, 0.5}, {}, 1e-3, 2.0}};
    first.tested = {voted("a1", "a", 0, 0, 0, {"V_sad", "N_sad", "S_sad"}, {"V_sad", "N_sad", "S_sad"}),
                    voted("a2", "a", 1, 0, 1, {"V_joy", "N_joy"}, {"V_sad", "N_joy"}, false)};
    backend::UnitEmotionFold second = first;
    second.name = "b";
    second.testSpeakers = {"b"};
    second.tested = {voted("b1", "b", 1, 1, 1, {"V_joy", "N_joy", "V_joy"}, {"V_joy", "V_joy"}),
                     voted("b2", "b", 0, 1, 0, {"V_sad"}, {}, false)};
    made.folds = {first, second};
    return made;
}

experiment::UnitEmotionExperiment settings() {
    experiment::UnitEmotionExperiment made;
    made.name = "made-up";
    made.title = "Made up";
    made.corpus = "made-up";
    made.labels.classes = {"sad", "joy"};
    made.protocol = "leave-one-speaker-out";
    return made;
}

}  // namespace

class TestUnitEmotionResults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figuresByHand() {
        const auto tested = backend::testedOf(outcome());
        const auto all = backend::unitEmotionFigures(tested, 2);
        QVERIFY(all);
        QCOMPARE(all->utterances, std::size_t{4});
        QCOMPARE(all->speakers, std::size_t{2});
        QCOMPARE(all->matrix.counts, (std::vector<std::size_t>{1, 1, 1, 1}));
        QCOMPARE(all->uar.value, 0.5);
        QCOMPARE(all->wa.value, 0.5);
        QCOMPARE(all->softUar.value, 1.0);
        // With the emotion: a wrong tag, a unit not heard twice; without it the tag is none.
        QCOMPARE(all->with.substitutions, std::size_t{1});
        QCOMPARE(all->with.deletions, std::size_t{2});
        QCOMPARE(all->with.referenceUnits(), std::size_t{9});
        QCOMPARE(all->without.substitutions, std::size_t{0});
        QCOMPARE(all->without.deletions, std::size_t{2});
        QVERIFY(std::abs(all->withRate.value - 3.0 / 9.0) < 1e-12);
        QVERIFY(all->withRate.interval.low <= all->withRate.value && all->withRate.value <= all->withRate.interval.high);
        QCOMPARE(all->log.byRule[0], std::size_t{3});
        QCOMPARE(all->log.byRule[2], std::size_t{1});
        QCOMPARE(all->log.silent, std::size_t{1});
        const auto unseen = backend::unitEmotionFigures(tested, 2, false);
        QVERIFY(unseen);
        QCOMPARE(unseen->utterances, std::size_t{2});
        QCOMPARE(unseen->wa.value, 0.0);
        QVERIFY(!backend::unitEmotionFigures({}, 2));
    }

    void tablesAreWritten() {
        QTemporaryDir home;
        const auto folder = toPath(home.filePath("results"));
        PROSOSCOPE_VERIFY(backend::writeUnitEmotionResults(folder, settings(), outcome()));
        const auto read = experiment::readUnitEmotionExperiment(folder / "experiment.toml");
        PROSOSCOPE_VERIFY(read);
        QVERIFY(*read == settings());
        const auto table = [&](const char* name) {
            return core::parseCsv(core::readFile(folder / name).value(), name).value();
        };
        const auto tested = table("tested.csv");
        QCOMPARE(tested.rows.size(), std::size_t{4});
        QCOMPARE(tested.rows[3][*tested.column("rule")], std::string("marginal"));
        QCOMPARE(tested.rows[1][*tested.column("hypothesis")], std::string("V_sad N_joy"));
        QCOMPARE(tested.rows[1][*tested.column("errors")], std::string("1"));
        QCOMPARE(tested.rows[1][*tested.column("errors_without_emotion")], std::string("0"));
        const auto confusion = table("confusion.csv");
        QCOMPARE(confusion.rows[0], (std::vector<std::string>{"sad", "1", "1"}));
        const auto epochs = table("epochs.csv");
        QCOMPARE(epochs.rows.size(), std::size_t{2});
        QCOMPARE(epochs.rows[0][*epochs.column("validation_uar")], std::string("0.5"));
        QCOMPARE(epochs.rows[0][*epochs.column("held_out_uar")], std::string());
        const auto summary = nlohmann::json::parse(core::readFile(folder / "summary.json").value());
        QCOMPARE(summary["all"]["votes_decided_by"]["majority"].get<int>(), 3);
        QCOMPARE(summary["all"]["unit_errors_with_emotion"]["deletions"].get<int>(), 2);
        QCOMPARE(summary["folds"].size(), std::size_t{2});
    }

    void becomesARun() {
        QTemporaryDir home;
        auto workspace = store::Workspace::open(toPath(home.filePath("workspace")));
        PROSOSCOPE_VERIFY(workspace);
        backend::UnitEmotionRequest request;
        request.experiment = settings();
        request.corpus.name = "made-up";
        request.command = "prososcope-cli run made-up.toml";
        const auto stored = backend::storeUnitEmotionRun(*workspace, request, outcome(), "2026-01-01T00:00:00Z");
        PROSOSCOPE_VERIFY(stored);
        const auto run = workspace->run(stored->id);
        PROSOSCOPE_VERIFY(run);
        QVERIFY(run->state == store::RunState::Finished);
        QCOMPARE(run->uar.value(), 0.5);
        QCOMPARE(run->wa.value(), 0.5);
        QCOMPARE(run->speakers, std::int64_t{2});
        const auto errors = analysis::readUnitErrors(workspace->runFolder(stored->id));
        PROSOSCOPE_VERIFY(errors);
        QVERIFY(errors->has_value());
        const auto with = analysis::pooledUnitErrors(**errors, true);
        const auto without = analysis::pooledUnitErrors(**errors, false);
        const auto figures = backend::unitEmotionFigures(backend::testedOf(outcome()), 2);
        QVERIFY(with && without && figures);
        QCOMPARE(with->rate, figures->withRate.value);
        QCOMPARE(with->interval.low, figures->withRate.interval.low);
        QCOMPARE(without->interval.high, figures->withoutRate.interval.high);
        QCOMPARE(without->counts.deletions, std::size_t{2});
        const auto predictions = workspace->predictions(stored->id);
        PROSOSCOPE_VERIFY(predictions);
        QCOMPARE(predictions->size(), std::size_t{4});
        const auto folds = workspace->folds(stored->id);
        PROSOSCOPE_VERIFY(folds);
        QCOMPARE(folds->size(), std::size_t{2});
        QVERIFY(folds->front().complete);
        const auto epochs = workspace->epochs(stored->id);
        PROSOSCOPE_VERIFY(epochs);
        QCOMPARE(epochs->size(), std::size_t{2});
        QCOMPARE(epochs->front().innerUar.value(), 0.5);
    }

    void unitsBecomeATier() {
        backend::UnitListening heard;
        heard.units = {{"V", "happy", 0.2, 0.3, 0.9}, {"N", "sad", 0.3, 0.34, 0.8}, {"X", "", 0.5, 0.7, 0.7}};
        const auto items = backend::unitTier(heard, 0.6);
        std::vector<std::pair<double, std::string>> found;
        for (const auto& item : items) found.emplace_back(item.time, item.label);
        const std::vector<std::pair<double, std::string>> expected{
            {0.0, ""}, {0.2, "V_hap"}, {0.3, "N_sad"}, {0.34, ""}, {0.5, "X"}};
        QCOMPARE(found, expected);
        QCOMPARE(backend::unitTier({}, 1.0).size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestUnitEmotionResults)
#include "TestUnitEmotionResults.moc"
