// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "engine/core/Random.h"
#include "engine/training/FutureHeads.h"
#include "tests/engine/training/SweepCorpus.h"

using namespace prososcope;
namespace fs = std::filesystem;

/// Emotion by networks that predict the speech to come, as ordinary experiments.
class TestFutureHeads : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;
    corpus::Corpus m_sweeps;
    corpus::Corpus m_corpus;
    backend::TorchBackend* m_backend = nullptr;

    [[nodiscard]] fs::path place(const char* name) const { return toPath(m_home.filePath(name)); }
    [[nodiscard]] store::Workspace workspace() const { return store::Workspace::open(place("ws")).value(); }
    core::Result<store::RunRecord> run(const experiment::Experiment& experiment, const corpus::Corpus& corpus) {
        backend::RunObserver nobody;
        core::Progress progress;
        return m_backend->run({experiment, corpus, place("ws"), {}, {}, "test"}, nobody, progress);
    }
    core::Result<store::RunRecord> run(const experiment::Experiment& experiment) { return run(experiment, m_corpus); }
    static experiment::Experiment asFile(const std::string& model, int epochs = 40, const std::string& head = {}) {
        const auto text = "name = \"future\"\nseed = 3\nthreads = 1\ndevice = \"cpu\"\n" + head +
                          "[corpus]\nname = \"tones\"\n[labels]\nclasses = [\"angry\", \"sad\"]\n[model]\nkind = "
                          "\"future-prediction\"\n" +
                          model + "\n[training]\nepochs = " + std::to_string(epochs) +
                          "\nbatch = 8\nlearning_rate = 0.005\nwarmup_share = 0.0\nschedule = \"constant\"\nweight_decay = "
                          "0.0\nlabel_smoothing = 0.0\naverage_decay = 0.0\ncrop_seconds = 0\nclass_balance = \"none\"\n";
        const auto parsed = experiment::parseExperiment(text, "made.toml");
        [&] { PROSOSCOPE_VERIFY(parsed); }();
        return *parsed;
    }
    static constexpr const char* kSmall = "units = 16\nheads = 2\ninner = 33\nlayers = 1\n";

private Q_SLOTS:
    void initTestCase() {
        const auto backend = backend::torchBackend();
        PROSOSCOPE_VERIFY(backend);
        m_backend = *backend;
        m_sweeps = sweeps::write(place("sweeps"), 3, 4);
        tones::writeCorpus(place("corpus"), 3, 4);
        m_corpus = tones::import(place("corpus"));
        auto settings = sweeps::settings(3);
        core::Progress silent;
        training::FuturePredictions networks;
        auto made = networks.train(
            {settings, m_sweeps, place("pretraining"), workspace().modelsFolder(), workspace().cacheFolder(), "test"}, {},
            silent);
        PROSOSCOPE_VERIFY(made);
    }

    /// Fine-tuning finds the planted effect, from scratch and from a start, and is kept as a model that says the same again.
    void fineTuning() {
        const auto scratch = run(asFile(kSmall));
        PROSOSCOPE_VERIFY(scratch);
        QCOMPARE(scratch->system, std::string("future prediction from scratch"));
        QVERIFY2(*scratch->uar > 0.8, qPrintable(QString::number(*scratch->uar)));
        const auto tuned = run(asFile("start = \"sweeps\"", 40, "save_model = true\n"));
        PROSOSCOPE_VERIFY(tuned);
        QCOMPARE(tuned->system, std::string("future prediction, fine-tuned from sweeps"));
        QVERIFY2(*tuned->uar > 0.8, qPrintable(QString::number(*tuned->uar)));
        QVERIFY(!tuned->speakerDependent);
        const auto entry = store::findModel("future", workspace().modelsFolder());
        PROSOSCOPE_VERIFY(entry);
        QCOMPARE(entry->card.kind, std::string("future-prediction"));
        QCOMPARE(entry->card.classes, (std::vector<std::string>{"angry", "sad"}));
        QCOMPARE(entry->card.settings.at("units"), 32.0);
        QVERIFY(!entry->card.settings.contains("head"));
        QCOMPARE(entry->card.trainingCorpus, std::string("Sweeps + tones"));
        auto model = m_backend->openModel(*entry, "cpu", 1);
        PROSOSCOPE_VERIFY(model);
        double right = 0.0;
        for (const auto& utterance : m_corpus.utterances) {
            const auto posteriors = backend::predictFile(**model, m_corpus.folder / utterance.path);
            PROSOSCOPE_VERIFY(posteriors);
            right += ((*posteriors)[0] > 0.5F) == (utterance.emotion == "angry") ? 1.0 : 0.0;
        }
        QVERIFY(right / static_cast<double>(m_corpus.utterances.size()) > 0.9);

        // It can be gone on from; its own speakers are then known with their labels.
        const auto again = run(asFile("start = \"future\"", 1));
        PROSOSCOPE_VERIFY(again);
        QVERIFY(again->speakerDependent);
        // The network without classes is no model of emotions.
        const auto bare = store::findModel("sweeps", workspace().modelsFolder());
        PROSOSCOPE_VERIFY(bare);
        const auto opened = m_backend->openModel(*bare, "cpu", 1);
        QVERIFY(!opened && opened.error().message().find("knows no emotions") != std::string::npos);
    }

    /// Each seed goes on from a model of its own; what they have in common names the system.
    void aStartForEachSeed() {
        auto entry = store::findModel("sweeps", workspace().modelsFolder());
        PROSOSCOPE_VERIFY(entry);
        const auto models = workspace().modelsFolder();
        entry->card.name = "sweeps-seed3";
        PROSOSCOPE_VERIFY(store::writeModelCard(models / "sweeps-seed3.json", entry->card));
        fs::copy_file(models / "sweeps.safetensors", models / "sweeps-seed3.safetensors");
        const std::string learner = "\nhead = \"svm-linear\"\ncost = 0.01";
        const auto one = run(asFile("start = \"sweeps\"" + learner, 1));
        const auto own = run(asFile("start = \"sweeps-seed{seed}\"" + learner, 1));
        PROSOSCOPE_VERIFY(one);
        PROSOSCOPE_VERIFY(own);
        QCOMPARE(*own->uar, *one->uar);
        QVERIFY2(own->system.find("sweeps-seed{seed}") != std::string::npos, own->system.c_str());
        auto other = asFile("start = \"sweeps-seed{seed}\"" + learner, 1);
        other.seed = 4;
        const auto refused = run(other);
        QVERIFY2(!refused && refused.error().message().find("sweeps-seed4") != std::string::npos,
                 refused ? "" : refused.error().message().c_str());
    }

    void theStartHearsTheSameBands() {
        auto other = asFile("start = \"sweeps\"", 1);
        other.featureSet = "logmel80-htk";
        const auto refused = run(other);
        QVERIFY(!refused && refused.error().message().find("hears logmel80, not logmel80-htk") != std::string::npos);
        auto scratch = asFile(kSmall, 1);
        scratch.featureSet = "logmel80-htk";
        PROSOSCOPE_VERIFY(run(scratch));
    }

    void heads_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("system");
        QTest::newRow("svm") << "head = \"svm-rbf\"\ncolumns = \"concat\"\nstart = \"sweeps\"\ncost = 10"
                             << "RBF SVM on h_concat of sweeps";
        QTest::newRow("linear") << "head = \"svm-linear\"\ncolumns = \"h2\"\nstart = \"sweeps\"\ncost = 1\ndeviations = 1"
                                << "linear SVM on h2 of sweeps";
        QTest::newRow("forest") << "head = \"random-forest\"\ncolumns = \"add\"\nstart = \"sweeps\"\ntrees = 50"
                                << "random forest on h_add of sweeps";
        QTest::newRow("attention") << "head = \"attention-lstm\"\ncolumns = \"concat\"\nstart = \"sweeps\"\ncells = 8"
                                   << "attention LSTM on h_concat of sweeps";
        QTest::newRow("baseline") << "head = \"attention-lstm\"\ncolumns = \"frames\"\ncells = 8"
                                  << "attention LSTM on mel bands";
    }
    void heads() {
        QFETCH(QString, model);
        QFETCH(QString, system);
        const auto finished = run(asFile(model.toStdString()));
        PROSOSCOPE_VERIFY(finished);
        QCOMPARE(QString::fromStdString(finished->system), system);
        QVERIFY2(*finished->uar > 0.8, qPrintable(QString::number(*finished->uar)));
        QCOMPARE(workspace().predictions(finished->id).value().size(), m_corpus.utterances.size());
    }

    /// A row of means depends on its utterance alone: those of originals and of copies are made by themselves.
    void rowsDoNotDependOnTheOthers() {
        const auto made = asFile("head = \"svm-linear\"\ncolumns = \"frames\"\ncost = 1\ndeviations = 1");
        const auto system = training::openFutureSystem(experiment::systemsOf(made).front(), made.classes, place("ws"));
        PROSOSCOPE_VERIFY(system);
        std::vector<features::FeatureMatrixPtr> utterances;
        core::Random random(5);
        for (std::size_t i = 0; i < 4; ++i) {
            features::FeatureMatrix matrix;
            matrix.frames = 20 + 5 * i;
            matrix.columns = static_cast<std::size_t>((*system)->network.bands);
            for (std::size_t k = 0; k < matrix.frames * matrix.columns; ++k)
                matrix.values.push_back(static_cast<float>(10.0 * static_cast<double>(i) + random.normal()));
            utterances.push_back(std::make_shared<const features::FeatureMatrix>(std::move(matrix)));
        }
        core::Progress silent;
        const auto together = training::futureRows(**system, utterances, "cpu", 1, silent);
        PROSOSCOPE_VERIFY(together);
        for (std::size_t i = 0; i < utterances.size(); ++i) {
            const auto alone = training::futureRows(**system, {utterances[i]}, "cpu", 1, silent);
            PROSOSCOPE_VERIFY(alone);
            for (std::size_t c = 0; c < alone->columns; ++c) QVERIFY(std::abs(alone->at(0, c) - together->at(i, c)) < 1e-3F);
        }
    }

    /// Labels that say nothing are found to say nothing.
    void shuffledLabels() {
        auto shuffled = m_corpus;
        // Half of each label of each speaker changes places, so that the tone tells nothing.
        for (std::size_t i = 0; i < shuffled.utterances.size(); ++i) {
            if (i % 4 >= 2) shuffled.utterances[i].emotion = shuffled.utterances[i].emotion == "angry" ? "sad" : "angry";
        }
        for (const char* model : {"start = \"sweeps\"", "head = \"svm-linear\"\nstart = \"sweeps\"\ncost = 0.01"}) {
            const auto finished = run(asFile(model, 8), shuffled);
            PROSOSCOPE_VERIFY(finished);
            QVERIFY2(std::abs(*finished->uar - 0.5) < 0.26, qPrintable(QString::number(*finished->uar)));
            QVERIFY(*finished->uarLow < 0.6);
        }
    }

    /// A network that heard the tested speakers without their labels is said to be so, wherever the system is named.
    void transductive() {
        auto own = sweeps::settings(1);
        own.name = "own";
        own.validationSpeakers = {"s1"};
        core::Progress silent;
        training::FuturePredictions networks;
        PROSOSCOPE_VERIFY(networks.train(
            {own, m_corpus, place("own"), workspace().modelsFolder(), workspace().cacheFolder(), "test"}, {}, silent));
        const auto finished = run(asFile("start = \"own\"", 1));
        PROSOSCOPE_VERIFY(finished);
        QVERIFY2(finished->system.find("transductive") != std::string::npos, finished->system.c_str());
        QVERIFY(!finished->speakerDependent);
        // With the tested speaker left out, it is not.
        own.name = "clean";
        own.testSpeakers = {"s0"};
        PROSOSCOPE_VERIFY(networks.train(
            {own, m_corpus, place("clean"), workspace().modelsFolder(), workspace().cacheFolder(), "test"}, {}, silent));
        backend::RunObserver nobody;
        auto experiment = asFile("start = \"clean\"", 1);
        const auto all = m_backend->run({experiment, m_corpus, place("ws"), {}, {0}, "test"}, nobody, silent);
        PROSOSCOPE_VERIFY(all);
        QVERIFY(all->system.find("transductive") != std::string::npos);  // the other folds' speakers were heard
    }

    void aRunGoesOnAfterAPause() {
        const auto whole = run(asFile("start = \"sweeps\"", 3));
        PROSOSCOPE_VERIFY(whole);
        std::stop_source stop;
        core::Progress progress(stop.get_token());
        struct Stopper : backend::RunObserver {
            std::stop_source* stop = nullptr;
            void epochDone(const store::EpochRecord& epoch) override {
                if (epoch.fold == 1 && epoch.epoch == 2) stop->request_stop();
            }
            void runStarted(const store::RunRecord& run, int) override { id = run.id; }
            std::int64_t id = 0;
        } stopper;
        stopper.stop = &stop;
        const auto experiment = asFile("start = \"sweeps\"", 3);
        const auto stopped = m_backend->run({experiment, m_corpus, place("ws"), {}, {}, "test"}, stopper, progress);
        QVERIFY(!stopped && stopped.error().kind == core::ErrorKind::Cancelled);
        core::Progress silent;
        backend::RunObserver nobody;
        const auto resumed = m_backend->run({experiment, m_corpus, place("ws"), stopper.id, {}, "test"}, nobody, silent);
        PROSOSCOPE_VERIFY(resumed);
        const auto a = workspace().predictions(whole->id).value();
        const auto b = workspace().predictions(resumed->id).value();
        QCOMPARE(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i) QCOMPARE(a[i].posteriors, b[i].posteriors);
    }

    void whatCannotBeIsSaid() {
        const auto refusal = [&](const std::string& model, const std::string& head = {}) {
            const auto finished = run(asFile(model, 1, head));
            return finished ? QStringLiteral("ran") : QString::fromStdString(finished.error().message());
        };
        QVERIFY(refusal("start = \"nobody\"").contains("nobody"));
        QVERIFY(refusal("start = \"emodb-4class\"").contains("cannot begin with"));
        QVERIFY(refusal("start = \"sweeps\"\nunits = 64").contains("units"));
        QVERIFY(refusal("start = \"sweeps\"\nhead = \"svm-rbf\"\ncolumns = \"h5\"").contains("no h5"));
        QVERIFY(refusal("start = \"sweeps\"\nhead = \"svm-rbf\"\nfisher = 8").contains("Fisher"));
        QVERIFY(refusal("start = \"sweeps\"\nhead = \"svm-rbf\"\nlayers = 1").contains("layers"));
        QVERIFY(refusal("start = \"sweeps\"\nhead = \"attention-lstm\"\ntrees = 1").contains("trees"));
        QVERIFY(refusal("start = \"sweeps\"\nhead = \"random-forest\"", "save_model = true\n").contains("pooling"));
        QVERIFY(refusal("bands = 40").contains("80 bands"));
    }
};

QTEST_GUILESS_MAIN(TestFutureHeads)
#include "TestFutureHeads.moc"
