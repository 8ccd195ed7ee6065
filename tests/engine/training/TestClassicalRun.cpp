// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <set>

#include "engine/backend/TorchBackend.h"
#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
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
    }
    void plantedClassesAreFound() {
        QFETCH(QString, model);
        QFETCH(QString, set);
        const auto result = run(experiment(model.toStdString(), set.toStdString()), m_corpus);
        PROSOSCOPE_VERIFY(result);
        QVERIFY2(*result->uar > 0.8, qPrintable(QString::number(*result->uar)));
        QVERIFY(result->system.find(set.toStdString()) != std::string::npos);
        const auto all = predictions(result->id);
        QCOMPARE(all.size(), m_corpus.utterances.size());
        for (const auto& each : all) {
            QCOMPARE(each.posteriors.size(), std::size_t{2});
            QVERIFY(std::abs(each.posteriors[0] + each.posteriors[1] - 1.0F) < 1e-5F);
        }
        // Nothing is set aside, whatever the file says: the training speakers choose among themselves.
        const auto workspace = store::Workspace::open(place("ws")).value();
        for (const auto& fold : *workspace.folds(result->id)) {
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

    void keptModelsAreRefused() {
        auto asked = experiment();
        asked.saveModel = true;
        const auto result = run(asked, m_corpus);
        QVERIFY(!result && result.error().message().find("save_model") != std::string::npos);
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
