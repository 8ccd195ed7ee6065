// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/experiment/FineTuning.h"
#include "engine/models/logmel_network/LogMelNetwork.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/StartModel.h"
#include "tests/engine/training/ToneCorpus.h"

using namespace prososcope;

/// Trainings that begin with the weights of a stored model.
class TestFineTuning : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;
    corpus::Corpus m_corpus;
    corpus::Corpus m_other;
    backend::TorchBackend* m_backend = nullptr;
    std::int64_t m_base = 0;

    [[nodiscard]] std::filesystem::path place(const char* name) const { return toPath(m_home.filePath(name)); }
    [[nodiscard]] store::Workspace workspace() const { return store::Workspace::open(place("ws")).value(); }
    core::Result<store::RunRecord> run(const experiment::Experiment& experiment, const corpus::Corpus& corpus) {
        backend::RunObserver nobody;
        core::Progress progress;
        return m_backend->run({experiment, corpus, place("ws"), {}, {}, "test"}, nobody, progress);
    }
    /// A training that changes nothing that one could see.
    static experiment::Experiment standingStill() {
        auto experiment = tones::experiment(1);
        experiment.name = "still";
        experiment.corpus = "others";
        experiment.modelSettings.clear();
        experiment.start = "base";
        experiment.training.learningRate = 1e-12;
        experiment.training.weightDecay = 0.0;
        return experiment;
    }

private Q_SLOTS:
    void initTestCase() {
        const auto backend = backend::torchBackend();
        PROSOSCOPE_VERIFY(backend);
        m_backend = *backend;
        tones::writeCorpus(place("corpus"), 3, 3);
        m_corpus = tones::import(place("corpus"));
        tones::writeCorpus(place("other"), 3, 3);
        m_other = tones::import(place("other"));
        m_other.name = "others";
        m_other.title = "Others";
        auto base = tones::experiment(12);
        base.name = "base";
        base.saveModel = true;
        const auto trained = run(base, m_corpus);
        PROSOSCOPE_VERIFY(trained);
        m_base = trained->id;
    }

    void beginsWithTheModel() {
        const auto entry = store::findModel("base", workspace().modelsFolder());
        PROSOSCOPE_VERIFY(entry);
        auto model = m_backend->openModel(*entry, "cpu", 1);
        PROSOSCOPE_VERIFY(model);
        const auto finished = run(standingStill(), m_other);
        PROSOSCOPE_VERIFY(finished);
        QCOMPARE(QString::fromStdString(finished->system), QString("log-mel network, fine-tuned from base"));
        QVERIFY(!finished->speakerDependent);
        const auto predictions = workspace().predictions(finished->id).value();
        QCOMPARE(predictions.size(), std::size_t{18});
        double sum = 0.0;
        double far = 0.0;
        for (const auto& each : predictions) {
            const auto posteriors = backend::predictFile(**model, m_other.folder / each.path);
            PROSOSCOPE_VERIFY(posteriors);
            // Running statistics move by a step or two of batches; the weights do not.
            far = std::max(far, std::abs(static_cast<double>((*posteriors)[0] - each.posteriors[0])));
            sum += std::abs((*posteriors)[0] - 0.5);
        }
        QVERIFY2(far < 0.25, qPrintable(QString::number(far)));
        QVERIFY2(sum / 18.0 > 0.1, qPrintable(QString::number(sum / 18.0)));  // it says something
        const auto stored = workspace().run(finished->id).value();
        QVERIFY(stored.experiment.find("start = \"base\"") != std::string::npos);
        QVERIFY(stored.experiment.find("channels1 = 8") != std::string::npos);  // the model's sizes
    }

    void speakersThatTheModelHasHeard() {
        auto again = standingStill();
        again.corpus = "tones";
        again.name = "again";
        const auto finished = run(again, m_corpus);
        PROSOSCOPE_VERIFY(finished);
        QVERIFY(finished->speakerDependent);
        store::ModelCard card;
        card.trainingCorpus = "EmoDB + Others";
        card.trainingSpeakers = {"03", "s1"};
        const std::vector<std::string> speakers{"s0", "s1"};
        QCOMPARE(experiment::heardSpeakers(card, {&m_other, 1}, speakers), std::vector<std::string>{"s1"});
        QVERIFY(experiment::heardSpeakers(card, {&m_corpus, 1}, speakers).empty());
        card.trainingSpeakers = {"others/s0"};
        QCOMPARE(experiment::heardSpeakers(card, {&m_other, 1}, speakers), std::vector<std::string>{"s0"});
        card.trainingSpeakers.clear();
        QCOMPARE(experiment::heardSpeakers(card, {&m_other, 1}, speakers).size(), std::size_t{2});
        const std::vector<corpus::Corpus> both{m_corpus, m_other};
        const std::vector<std::string> named{"tones/s1", "others/s1"};
        card.trainingSpeakers = {"s1"};
        QCOMPARE(experiment::heardSpeakers(card, both, named), std::vector<std::string>{"others/s1"});
    }

    void theKeptModelNamesBothCorpora() {
        auto kept = standingStill();
        kept.name = "kept";
        kept.saveModel = true;
        PROSOSCOPE_VERIFY(run(kept, m_other));
        const auto entry = store::findModel("kept", workspace().modelsFolder());
        PROSOSCOPE_VERIFY(entry);
        const auto& card = entry->card;
        QVERIFY(card.trainingCorpus.ends_with(" + Others"));
        const std::vector<std::string> speakers{"s0"};
        QVERIFY(!experiment::heardSpeakers(card, {&m_corpus, 1}, speakers).empty());
        QVERIFY(!experiment::heardSpeakers(card, {&m_other, 1}, speakers).empty());
        QVERIFY(card.figures.front().protocol.starts_with("Others, "));
    }

    void rowsOfSharedClassesAreKept() {
        const auto start = training::openStartModel("base", "logmel-network", workspace().modelsFolder());
        PROSOSCOPE_VERIFY(start);
        const auto settings = training::settingsFrom(**start, {});
        PROSOSCOPE_VERIFY(settings);
        auto network = models::makeLogMelNetwork(models::LogMelNetworkSettings::from(*settings, 3), 9);
        const auto drawn = nn::stateOf(*network);
        PROSOSCOPE_VERIFY(training::beginWith(**start, {"sad", "bored", "angry"}, *network));
        const auto begun = nn::stateOf(*network);
        const auto& old = (*start)->state.find("output.weight")->values;
        const auto& now = begun.find("output.weight")->values;
        const std::size_t width = old.size() / 2;
        for (std::size_t i = 0; i < width; ++i) {
            QCOMPARE(now[i], old[width + i]);                                          // sad
            QCOMPARE(now[width + i], drawn.find("output.weight")->values[width + i]);  // bored
            QCOMPARE(now[2 * width + i], old[i]);                                      // angry
        }
        QCOMPARE(begun.find("convolution1.weight")->values, (*start)->state.find("convolution1.weight")->values);
    }

    /// It suits the posteriors of the network that it was fitted on, not of one that goes on learning.
    void theTemperatureIsNotTakenOver() {
        const auto start = training::openStartModel("base", "logmel-network", workspace().modelsFolder());
        PROSOSCOPE_VERIFY(start);
        training::StartModel warm = **start;
        warm.card.settings["temperature"] = 2.5;
        const auto settings = training::settingsFrom(warm, {});
        PROSOSCOPE_VERIFY(settings);
        QCOMPARE(models::LogMelNetworkSettings::from(*settings, 2).temperature, 1.0);
        const auto own = training::settingsFrom(warm, {{"temperature", 1.5}});
        PROSOSCOPE_VERIFY(own);
        QCOMPARE(own->at("temperature"), 1.5);
    }

    void whatCannotBe() {
        const auto folder = workspace().modelsFolder();
        QVERIFY(!training::openStartModel("nobody", "logmel-network", folder));
        const auto other = training::openStartModel("base", "gcu", folder);
        QVERIFY(!other && other.error().message().find("base") != std::string::npos);
        auto larger = standingStill();
        larger.name = "larger";
        larger.modelSettings = {{"channels1", 16}};
        const auto refused = run(larger, m_other);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message().find("channels1") != std::string::npos, refused.error().message().c_str());
        const auto classical = experiment::parseExperiment(
            "name = \"a\"\n[corpus]\nname = \"c\"\n[labels]\nclasses = [\"angry\", \"sad\"]\n"
            "[features]\nset = \"eGeMAPSv02\"\n[model]\nkind = \"svm-linear\"\nstart = \"base\"\n",
            "a.toml");
        QVERIFY(!classical);
        QVERIFY2(classical.error().message().find("line 10") != std::string::npos, classical.error().message().c_str());
    }

    void theTextOfAFineTuning() {
        const auto entry = store::findModel("base", workspace().modelsFolder());
        PROSOSCOPE_VERIFY(entry);
        const auto parsed = experiment::parseExperiment(experiment::fineTuningText(entry->card, m_other), "made");
        PROSOSCOPE_VERIFY(parsed);
        QCOMPARE(parsed->name, std::string("others-from-base"));
        QCOMPARE(parsed->start, std::string("base"));
        QCOMPARE(parsed->classes, (std::vector<std::string>{"angry", "sad"}));
        QCOMPARE(parsed->folds.protocol, std::string("leave-one-speaker-out"));
        QVERIFY(parsed->saveModel);
        const auto again = experiment::parseExperiment(experiment::formatExperiment(*parsed), "again");
        PROSOSCOPE_VERIFY(again);
        QCOMPARE(again->start, parsed->start);
        auto alone = m_other;
        for (auto& utterance : alone.utterances) utterance.speaker = "me";
        store::ModelCard encoder;
        encoder.name = "wav2vec2-base";
        encoder.kind = experiment::kSpeechEncoder;
        QVERIFY(experiment::canStartFrom(encoder));
        const auto probe = experiment::parseExperiment(experiment::fineTuningText(encoder, m_other), "made");
        PROSOSCOPE_VERIFY(probe);
        QCOMPARE(probe->model, std::string(experiment::kSpeechEncoder));
        QCOMPARE(probe->start, encoder.name);
        QVERIFY(probe->modelSettings.empty() && probe->saveModel);
        const auto own = experiment::parseExperiment(experiment::fineTuningText(entry->card, alone), "made");
        PROSOSCOPE_VERIFY(own);
        QCOMPARE(own->folds.protocol, std::string("random"));
    }
};

QTEST_GUILESS_MAIN(TestFineTuning)
#include "TestFineTuning.moc"
