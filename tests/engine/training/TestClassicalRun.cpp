// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <set>

#include "engine/backend/TorchBackend.h"
#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
#include "engine/experiment/WaitingRun.h"
#include "engine/store/RunQueue.h"
#include "tests/engine/training/ToneCorpus.h"

using namespace prososcope;

/// Experiments with classical learners on a made-up corpus.
class TestClassicalRun : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;
    corpus::Corpus m_corpus;
    backend::TorchBackend* m_backend = nullptr;

    [[nodiscard]] std::filesystem::path place(const char* name) const { return toPath(m_home.filePath(name)); }
    static experiment::Experiment experiment(const std::string& model = "svm-linear", const std::string& set = "eGeMAPSv02") {
        auto made = tones::experiment();
        made.model = model;
        made.modelSettings.clear();
        made.featureSet = set;
        made.folds.innerSpeakers = 1;
        return made;
    }
    core::Result<store::RunRecord> run(const experiment::Experiment& experiment, const corpus::Corpus& corpus,
                                       std::stop_token stop = {}) {
        backend::RunObserver nobody;
        core::Progress progress(std::move(stop));
        return m_backend->run({experiment, corpus, place("ws"), {}, {}, "test"}, nobody, progress);
    }
    std::vector<store::PredictionRecord> predictions(std::int64_t id) const {
        return store::Workspace::open(place("ws"))->predictions(id).value();
    }

private Q_SLOTS:
    void initTestCase() {
        const auto backend = backend::torchBackend();
        PROSOSCOPE_VERIFY(backend);
        m_backend = *backend;
        tones::writeCorpus(place("corpus"));
        m_corpus = tones::import(place("corpus"));
    }

    void plantedClassesAreFound_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("set");
        QTest::newRow("functionals") << "svm-linear"
                                     << "eGeMAPSv02";
        QTest::newRow("means and deviations over time") << "svm-linear"
                                                        << "logmel80";
        QTest::newRow("RBF") << "svm-rbf"
                             << "eGeMAPSv02";
        QTest::newRow("forest") << "random-forest"
                                << "eGeMAPSv02";
        QTest::newRow("one against the rest") << "svm-linear-rest"
                                              << "eGeMAPSv02";
        QTest::newRow("kernels") << "kernel-ridge"
                                 << "eGeMAPSv02";
        QTest::newRow("two sets side by side") << "svm-linear"
                                               << "eGeMAPSv02+logmel80";
        QTest::newRow("functionals and Fisher vectors") << "kernel-ridge"
                                                        << "eGeMAPSv02+mfcc39";
    }
    void plantedClassesAreFound() {
        QFETCH(QString, model);
        QFETCH(QString, set);
        auto asked = experiment(model.toStdString(), set.toStdString());
        if (set.contains("mfcc39")) asked.modelSettings["fisher"] = 4;
        const auto result = run(asked, m_corpus);
        PROSOSCOPE_VERIFY(result);
        QVERIFY2(*result->uar > 0.8, qPrintable(QString::number(*result->uar)));
        for (const auto& name : experiment::featureSetNames(set.toStdString()))
            QVERIFY2(result->system.find(name) != std::string::npos, result->system.c_str());
        QCOMPARE(result->system.find("Fisher") != std::string::npos, set.contains("mfcc39"));
        const auto all = predictions(result->id);
        QCOMPARE(all.size(), m_corpus.utterances.size());
        for (const auto& each : all) {
            QCOMPARE(each.posteriors.size(), std::size_t{2});
            QVERIFY(std::abs(each.posteriors[0] + each.posteriors[1] - 1.0F) < 1e-5F);
        }
        // Nothing is set aside, whatever the file says: the training speakers choose among themselves.
        const auto workspace = store::Workspace::open(place("ws")).value();
        const auto folds = workspace.folds(result->id).value();
        for (const auto& fold : folds) {
            QVERIFY(fold.innerSpeakers.empty());
            QCOMPARE(fold.trainSpeakers.size(), std::size_t{3});
        }
    }

    /// Labels that have nothing to do with the sound are not learned.
    void chanceStaysChance() {
        auto shuffled = m_corpus;
        core::Random random(3);
        std::map<std::string, std::vector<std::string>> labels;
        for (const auto& utterance : shuffled.utterances) labels[utterance.speaker].push_back(utterance.emotion);
        for (auto& [speaker, words] : labels) random.shuffle(std::span(words));
        for (auto& utterance : shuffled.utterances) {
            utterance.emotion = labels[utterance.speaker].back();
            labels[utterance.speaker].pop_back();
        }
        const auto result = run(experiment(), shuffled);
        PROSOSCOPE_VERIFY(result);
        QVERIFY2(std::abs(*result->uar - 0.5) < 0.25, qPrintable(QString::number(*result->uar)));
    }

    void sameBitsForAnyThreads() {
        auto one = experiment();
        one.threads = 1;
        auto two = one;
        two.threads = 3;
        const auto a = run(one, m_corpus);
        const auto b = run(two, m_corpus);
        PROSOSCOPE_VERIFY(a);
        PROSOSCOPE_VERIFY(b);
        const auto first = predictions(a->id);
        const auto second = predictions(b->id);
        QCOMPARE(first.size(), second.size());
        for (std::size_t i = 0; i < first.size(); ++i) QVERIFY(first[i].posteriors == second[i].posteriors);
    }

    void bySpeakerIsSaid() {
        auto asked = experiment();
        asked.normalise = "speaker";
        const auto result = run(asked, m_corpus);
        PROSOSCOPE_VERIFY(result);
        QVERIFY2(result->system.find("unlabelled data") != std::string::npos, result->system.c_str());
        const auto stored = experiment::parseExperiment(result->experiment, "stored").value();
        QCOMPARE(stored.normalise, std::string("speaker"));
        QCOMPARE(stored.modelSettings.at("bound"), 10.0);
    }

    void refusals_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("says");
        QTest::newRow("unknown") << "channels1" << 4.0 << "no setting";
        QTest::newRow("negative cost") << "cost" << -1.0 << "cannot be -1";
        QTest::newRow("half a fold") << "inner_folds" << 2.5 << "cannot be 2.5";
        QTest::newRow("not a number") << "bound" << std::nan("") << "bound";
    }
    void refusals() {
        QFETCH(QString, key);
        QFETCH(double, value);
        QFETCH(QString, says);
        auto asked = experiment();
        asked.modelSettings[key.toStdString()] = value;
        const auto result = run(asked, m_corpus);
        QVERIFY(!result);
        QVERIFY2(QString::fromStdString(result.error().message()).contains(says), result.error().message().c_str());
    }

    void keptModelsPredict_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("set");
        QTest::newRow("functionals") << "svm-linear"
                                     << "eGeMAPSv02";
        QTest::newRow("over time") << "random-forest"
                                   << "logmel80";
    }
    void keptModelsPredict() {
        QFETCH(QString, model);
        QFETCH(QString, set);
        auto asked = experiment(model.toStdString(), set.toStdString());
        asked.saveModel = true;
        asked.name = "kept-" + model.toStdString();
        const auto result = run(asked, m_corpus);
        PROSOSCOPE_VERIFY(result);
        const auto entry = store::findModel(asked.name, place("ws") / "models");
        PROSOSCOPE_VERIFY(entry);
        QCOMPARE(entry->card.figures.front().value, *result->uar);
        const auto opened = m_backend->openModel(*entry, "cpu", 1);
        PROSOSCOPE_VERIFY(opened);
        int right = 0;
        for (std::size_t i = 0; i < 8; ++i) {
            const auto posteriors = backend::predictFile(**opened, m_corpus.folder / m_corpus.utterances[i].path);
            PROSOSCOPE_VERIFY(posteriors);
            QVERIFY(std::abs((*posteriors)[0] + (*posteriors)[1] - 1.0F) < 1e-5F);
            right += ((*posteriors)[0] > 0.5F) == (m_corpus.utterances[i].emotion == "angry");
        }
        QVERIFY2(right >= 7, qPrintable(QString::number(right)));
        QVERIFY(!(*opened)->predict({}));
        // A file that was changed is refused.
        auto bytes = core::readFile(entry->tensors).value();
        bytes.back() = static_cast<char>(bytes.back() + 1);
        PROSOSCOPE_VERIFY(core::writeFile(entry->tensors, bytes));
        QVERIFY(!m_backend->openModel(*entry, "cpu", 1));
    }

    void modelsBySpeakerAreNotKept() {
        auto asked = experiment();
        asked.saveModel = true;
        asked.normalise = "speaker";
        const auto result = run(asked, m_corpus);
        QVERIFY(!result && result.error().message().find("save_model") != std::string::npos);
    }

    void fusionAveragesItsMembers() {
        auto fusion = experiment("fusion");
        fusion.members = {{"eGeMAPSv02", "training", "svm-linear", {{"cost", 0.1}}, {}, 1.0},
                          {"logmel80", "training", "random-forest", {}, {}, 3.0}};
        const auto fused = run(fusion, m_corpus);
        PROSOSCOPE_VERIFY(fused);
        QVERIFY(fused->system.find("fusion of") == 0);
        auto first = experiment("svm-linear");
        first.modelSettings = {{"cost", 0.1}};
        const auto alone = run(first, m_corpus);
        PROSOSCOPE_VERIFY(alone);
        const auto own = predictions(fused->id);
        const auto one = predictions(alone->id);
        QCOMPARE(own.size(), one.size());
        // Between them lies what the second member adds: three parts of four, between 0 and 1.
        for (std::size_t i = 0; i < own.size(); ++i) {
            const float rest = (own[i].posteriors[0] - 0.25F * one[i].posteriors[0]) / 0.75F;
            QVERIFY(rest > -1e-5F && rest < 1.00001F);
        }
        QVERIFY(*fused->uar > 0.8);
        fusion.saveModel = true;
        QVERIFY(!run(fusion, m_corpus));
    }

    void fusionWithANetworkHasACurve() {
        auto fusion = tones::experiment(2);
        fusion.members = {{"eGeMAPSv02", "training", "svm-linear", {{"cost", 0.1}}, {}, 1.0},
                          {"logmel80", "training", "logmel-network", fusion.modelSettings, {}, 1.0}};
        fusion.modelSettings.clear();
        fusion.model = "fusion";
        const auto fused = run(fusion, m_corpus);
        PROSOSCOPE_VERIFY(fused);
        const auto workspace = store::Workspace::open(place("ws")).value();
        QCOMPARE(workspace.epochs(fused->id)->size(), std::size_t{8});
        const auto folds = workspace.folds(fused->id).value();
        for (const auto& fold : folds) QVERIFY(!fold.innerSpeakers.empty() && fold.bestEpoch > 0);
    }

    void copiesAreTrainedOn() {
        auto plain = experiment("svm-linear");
        plain.modelSettings = {{"cost", 1.0}};
        auto copied = plain;
        copied.copies.speeds = {0.9};
        copied.copies.rooms = 1;
        copied.copies.roomSeconds = 0.2;
        copied.copies.noises = 1;
        for (const char* normalise : {"training", "speaker"}) {
            plain.normalise = copied.normalise = normalise;
            const auto a = run(plain, m_corpus);
            const auto b = run(copied, m_corpus);
            PROSOSCOPE_VERIFY(a);
            PROSOSCOPE_VERIFY(b);
            QVERIFY(*b->uar > 0.8);
            const auto first = predictions(a->id);
            const auto second = predictions(b->id);
            QCOMPARE(first.size(), second.size());  // copies are not tested
            bool other = false;
            for (std::size_t i = 0; i < first.size(); ++i) other = other || first[i].posteriors != second[i].posteriors;
            QVERIFY(other);
        }
    }

    void plantedDimensionIsFound_data() {
        QTest::addColumn<QString>("model");
        QTest::newRow("ridge") << "ridge";
        QTest::newRow("least squares of chosen columns") << "least-squares";
    }
    void plantedDimensionIsFound() {
        QFETCH(QString, model);
        auto rated = m_corpus;
        core::Random random(5);
        for (auto& utterance : rated.utterances) {
            utterance.arousal = (utterance.emotion == "angry" ? 4.0 : 2.0) + 0.2 * random.normal();
            utterance.valence = 3.0 + random.normal();  // nothing in the sound says it
        }
        auto asked = experiment(model.toStdString());
        asked.classes.clear();
        asked.dimensions = {"arousal"};
        asked.modelSettings = {{"select", 5}};
        const auto result = run(asked, rated);
        PROSOSCOPE_VERIFY(result);
        QVERIFY(!result->uar);
        QVERIFY2(result->ccc && *result->ccc > 0.8, qPrintable(QString::number(result->ccc.value_or(-1))));
        QVERIFY(*result->cccLow <= *result->ccc && *result->ccc <= *result->cccHigh);
        for (const auto& each : predictions(result->id)) {
            QCOMPARE(each.truth, -1);
            QCOMPARE(each.trueValues.size(), std::size_t{1});
            QCOMPARE(each.values.size(), std::size_t{1});
        }
        asked.dimensions = {"valence"};
        const auto nothing = run(asked, rated);
        PROSOSCOPE_VERIFY(nothing);
        QVERIFY2(std::abs(*nothing->ccc) < 0.35, qPrintable(QString::number(*nothing->ccc)));
        // Written out and read back.
        const auto folder = place("exported") / model.toStdString();
        const auto workspace = store::Workspace::open(place("ws")).value();
        PROSOSCOPE_VERIFY(workspace.exportRun(result->id, folder));
        auto other = store::Workspace::open(place("other")).value();
        const auto back = other.importRun(folder, false);
        PROSOSCOPE_VERIFY(back);
        QCOMPARE(other.run(*back)->ccc, result->ccc);
        QCOMPARE(other.predictions(*back)->front().values, predictions(result->id).front().values);
    }

    void aWaitingRunIsStarted() {
        auto asked = experiment();
        auto workspace = store::Workspace::open(place("ws")).value();
        auto record = experiment::waitingRecord(asked);
        record.group = "g";
        record.point = "x = 1";
        record.onlyFolds = {1};
        const auto id = store::addWaitingRuns(workspace, {record}).value().front();
        backend::RunRequest request;
        request.experiment = asked;
        request.corpus = m_corpus;
        request.workspace = place("ws");
        request.resume = id;
        backend::RunObserver nobody;
        core::Progress progress;
        const auto result = m_backend->run(request, nobody, progress);
        PROSOSCOPE_VERIFY(result);
        QCOMPARE(result->id, id);
        QCOMPARE(result->group, std::string("g"));
        QCOMPARE(result->state, store::RunState::Finished);
        QVERIFY(!result->startedAt.empty());
        QCOMPARE(workspace.folds(id)->size(), std::size_t{1});
        // One that cannot begin is failed, and says why; it waits no longer.
        auto wrong = asked;
        wrong.classes = {"angry", "nowhere"};
        const auto second = store::addWaitingRuns(workspace, {experiment::waitingRecord(wrong)}).value().front();
        request.resume = second;
        QVERIFY(!m_backend->run(request, nobody, progress));
        const auto failed = workspace.run(second).value();
        QCOMPARE(failed.state, store::RunState::Failed);
        QVERIFY(failed.note.find("nowhere") != std::string::npos);
    }

    void stops() {
        std::stop_source stop;
        stop.request_stop();
        const auto result = run(experiment(), m_corpus, stop.get_token());
        QVERIFY(!result && result.error().kind == core::ErrorKind::Cancelled);
    }

    void experimentFiles() {
        const std::string text =
            "name = \"x\"\n[corpus]\nname = \"c\"\n[labels]\nclasses = [\"a\", \"b\"]\n[features]\nset = \"eGeMAPSv02\"\n"
            "normalise = \"speaker\"\n[model]\nkind = \"svm-linear\"\ncost = 0.1\n";
        const auto parsed = experiment::parseExperiment(text, "x.toml");
        PROSOSCOPE_VERIFY(parsed);
        QCOMPARE(parsed->normalise, std::string("speaker"));
        const auto again = experiment::parseExperiment(experiment::formatExperiment(*parsed), "x.toml");
        PROSOSCOPE_VERIFY(again);
        QCOMPARE(again->normalise, std::string("speaker"));
        QCOMPARE(experiment::foldSettings(*parsed).innerSpeakers, 0);
        auto network = text;
        network.replace(network.find("svm-linear"), 10, "logmel-network");
        const auto refused = experiment::parseExperiment(network, "x.toml");
        QVERIFY(!refused);
        QVERIFY2(refused.error().message().find("line 8") != std::string::npos, refused.error().message().c_str());
        auto unknown = text;
        unknown.replace(unknown.find("svm-linear"), 10, "magic");
        QVERIFY(!experiment::parseExperiment(unknown, "x.toml"));
    }
};

QTEST_GUILESS_MAIN(TestClassicalRun)
#include "TestClassicalRun.moc"
