// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include <algorithm>
#include <cmath>

#include "engine/analysis/Agreement.h"
#include "engine/backend/ModelExport.h"
#include "engine/backend/UnitRegression.h"
#include "engine/checkpoints/ModelImport.h"
#include "engine/experiment/DimensionScales.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/ConcordanceLoss.h"
#include "engine/training/EncoderHeads.h"
#include "engine/training/SpeechEncoders.h"
#include "tests/engine/training/ToneCorpus.h"
#include "tests/fixtures/EncoderFixture.h"

using namespace prososcope;
namespace fs = std::filesystem;
using fixture::TinyHead;

/// Heads of dimensions on public speech encoders: ratings that go with the pitch are found, those that go with nothing are not.
class TestEncoderDimensions : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;
    corpus::Corpus m_corpus;
    backend::TorchBackend* m_backend = nullptr;

    [[nodiscard]] fs::path place(const char* name) const { return toPath(m_home.filePath(name)); }
    [[nodiscard]] store::Workspace workspace() const { return store::Workspace::open(place("ws")).value(); }
    core::Result<store::RunRecord> run(const experiment::Experiment& experiment) {
        backend::RunObserver nobody;
        core::Progress progress;
        return m_backend->run({experiment, m_corpus, place("ws"), {}, {}, "test"}, nobody, progress);
    }
    static core::Result<experiment::Experiment> parsed(const std::string& dimensions, const std::string& model) {
        const auto text =
            "name = \"affect\"\nseed = 3\nthreads = 1\ndevice = \"cpu\"\nsave_model = true\n[corpus]\nname = \"tones\"\n"
            "[labels]\ndimensions = [" +
            dimensions + "]\n[model]\nkind = \"speech-encoder\"\n" + model +
            "\n[training]\nepochs = 60\nbatch = 16\nlearning_rate = 0.01\naverage_decay = 0.5\n[folds]\ninner_speakers = 1\n";
        return experiment::parseExperiment(text, "made.toml");
    }
    static experiment::Experiment asFile(const std::string& dimensions, const std::string& model) {
        const auto made = parsed(dimensions, model);
        [&] { PROSOSCOPE_VERIFY(made); }();
        const auto again = experiment::parseExperiment(experiment::formatExperiment(*made), "again.toml");
        [&] {
            PROSOSCOPE_VERIFY(again);
            QCOMPARE(experiment::formatExperiment(*again), experiment::formatExperiment(*made));
        }();
        return *made;
    }
    /// The concordance of a dimension of a run, over all of its folds.
    double concordanceOf(const store::RunRecord& record, std::size_t dimension) {
        const auto predictions = workspace().predictions(record.id);
        [&] { PROSOSCOPE_VERIFY(predictions); }();
        std::vector<double> truth;
        std::vector<double> predicted;
        for (const auto& each : *predictions) {
            truth.push_back(each.trueValues[dimension]);
            predicted.push_back(static_cast<double>(each.values[dimension]));
        }
        [&] { QCOMPARE(truth.size(), m_corpus.utterances.size()); }();
        return analysis::concordance(truth, predicted);
    }
    store::ModelEntry modelOf(const char* name) {
        const auto entry = store::findModel(name, workspace().modelsFolder());
        [&] { PROSOSCOPE_VERIFY(entry); }();
        return *entry;
    }
    std::vector<float> heardBy(const store::ModelEntry& entry, std::size_t utterance) {
        auto model = m_backend->openModel(entry, "cpu", 1);
        [&] { PROSOSCOPE_VERIFY(model); }();
        const auto sound = audio::decodeSpeech16k(m_corpus.folder / m_corpus.utterances[utterance].path);
        [&] { PROSOSCOPE_VERIFY(sound); }();
        const std::span<const float> one[] = {*sound};
        core::Progress silent;
        const auto values = (*model)->dimensionsOf(one, silent);
        [&] { PROSOSCOPE_VERIFY(values); }();
        return values->front().values;
    }

private Q_SLOTS:
    void initTestCase() {
        const auto backend = backend::torchBackend();
        PROSOSCOPE_VERIFY(backend);
        m_backend = *backend;
        fs::create_directories(place("corpus"));
        constexpr int kSpeakers = 5;
        constexpr int kEach = 12;
        core::Random random(7);
        std::string manifest = "path,speaker,gender,emotion\n";
        std::map<std::string, double> pitch;
        for (int s = 0; s < kSpeakers; ++s) {
            for (int i = 0; i < kEach; ++i) {
                const double hertz = 200.0 + 900.0 * random.uniform();
                const std::string name = "s" + std::to_string(s) + "_" + std::to_string(i) + ".wav";
                tones::writeClip(place("corpus") / name, hertz, 0.6 + 0.1 * (i % 4), static_cast<std::uint64_t>(100 * s + i));
                manifest += name + ",s" + std::to_string(s) + "," + (s % 2 == 0 ? "female" : "male") + "," +
                            (hertz > 650.0 ? "angry" : "sad") + "\n";
                pitch[name] = hertz;
            }
        }
        PROSOSCOPE_VERIFY(core::writeFile(place("corpus") / "manifest.csv", manifest));
        m_corpus = tones::import(place("corpus"));
        QCOMPARE(m_corpus.utterances.size(), std::size_t{kSpeakers * kEach});
        m_corpus.scales["arousal"] = {1.0, 5.0};
        for (auto& utterance : m_corpus.utterances) {
            utterance.arousal = 1.0 + 4.0 * (pitch.at(utterance.path.filename().string()) - 200.0) / 900.0;
            utterance.valence = 20.0 + 3.0 * random.normal();  // goes with nothing
        }
        PROSOSCOPE_VERIFY(workspace().saveCorpus(m_corpus));
        core::Progress silent;
        fixture::TinyEncoder size;  // wide enough that random weights tell tones apart
        size.channels = 32;
        size.hidden = 64;
        size.heads = 4;
        QVERIFY(fixture::writeTinyModel(place("tiny"), TinyHead::None, size));
        PROSOSCOPE_VERIFY(checkpoints::importModel({place("tiny"), "tiny", {}, {}}, workspace().modelsFolder(), silent));
    }

    void concordanceLossIsOneLessTheConcordance() {
        const std::vector<double> a{0.1, 0.9, -0.4, 1.7, 0.3};
        const std::vector<double> b{0.2, 1.1, -0.1, 0.8, 0.4};
        const auto column = [](std::vector<double> values) { return torch::tensor(values, torch::kDouble).unsqueeze(1); };
        QVERIFY(std::abs(training::concordanceLoss(column(a), column(b)).item<double>() - (1.0 - analysis::concordance(a, b))) <
                1e-7);
        QVERIFY(training::concordanceLoss(column(a), column(a)).item<double>() < 1e-7);
        // Where nothing varies it is 1, and has a gradient that is a number.
        auto constant = torch::zeros({4, 1}, torch::requires_grad());
        const auto loss = training::concordanceLoss(constant, torch::zeros({4, 1}));
        QCOMPARE(loss.item<float>(), 1.0F);
        loss.backward();
        QVERIFY(constant.grad().isfinite().all().item<bool>());
        // The mean over dimensions.
        const auto both = torch::cat({column(a), column(b)}, 1);
        const auto first = training::concordanceLoss(both, torch::cat({column(a), column(a)}, 1)).item<double>();
        QVERIFY(std::abs(first - 0.5 * (1.0 - analysis::concordance(a, b))) < 1e-7);
    }

    /// A planted dimension is found on speakers that were not heard, one of chance is not; the model that is kept says what it
    /// says on the corpus's scale, over an export and back.
    void plantedAndNull() {
        const auto experiment = asFile("\"arousal\", \"valence\"", "start = \"tiny\"\ntrain = \"probe\"");
        const auto finished = run(experiment);
        PROSOSCOPE_VERIFY(finished);
        QCOMPARE(finished->system, std::string("regression head of tiny"));
        QVERIFY(!finished->uar);
        const double arousal = concordanceOf(*finished, 0);
        const double valence = concordanceOf(*finished, 1);
        qInfo("concordance: planted %.3f, null %.3f", arousal, valence);
        QVERIFY2(arousal > 0.8, qPrintable(QString::number(arousal)));
        QVERIFY2(std::abs(valence) < 0.3, qPrintable(QString::number(valence)));
        QVERIFY(finished->ccc && std::abs(*finished->ccc - 0.5 * (arousal + valence)) < 1e-6);
        QVERIFY(finished->cccLow && *finished->cccLow<*finished->ccc&& * finished->cccHigh> * finished->ccc);
        const auto epochs = workspace().epochs(finished->id);
        PROSOSCOPE_VERIFY(epochs);
        QVERIFY(!epochs->empty());
        for (const auto& epoch : *epochs) QVERIFY(epoch.innerLoss && !epoch.innerUar && *epoch.innerLoss <= 2.0);

        const auto entry = modelOf("affect");
        QCOMPARE(entry.card.kind, std::string(checkpoints::kSpeechEncoderKind));
        QVERIFY(entry.card.classes.empty());
        QCOMPARE(entry.card.dimensions.size(), std::size_t{2});
        QCOMPARE(entry.card.dimensions[0].name, std::string("arousal"));
        QCOMPARE(entry.card.dimensions[0].low, 1.0);
        QCOMPARE(entry.card.dimensions[0].high, 5.0);
        QVERIFY(entry.card.dimensions[1].low > 5.0);  // of no scale: from the lowest to the highest
        QCOMPARE(entry.card.figures.size(), std::size_t{1});
        QCOMPARE(entry.card.figures[0].metric, std::string("CCC"));
        std::vector<double> truth;
        std::vector<double> heard;
        for (std::size_t i = 0; i < m_corpus.utterances.size(); ++i) {
            truth.push_back(*m_corpus.utterances[i].arousal);
            heard.push_back(static_cast<double>(heardBy(entry, i)[0]));
        }
        const double kept = analysis::concordance(truth, heard);
        QVERIFY2(kept > 0.9, qPrintable(QString::number(kept)));

        core::Progress silent;
        PROSOSCOPE_VERIFY(backend::exportModel(entry, place("exported"), silent));
        PROSOSCOPE_VERIFY(checkpoints::importModel({place("exported"), "again", {}, {}}, workspace().modelsFolder(), silent));
        const auto again = modelOf("again");
        QCOMPARE(again.card.dimensions.size(), std::size_t{2});
        QCOMPARE(again.card.dimensions[0].high, 5.0);
        QCOMPARE(heardBy(again, 3), heardBy(entry, 3));
    }

    /// The top layers with the head; labels are the places of the emotions' names.
    void topLayersOnDerivedPlaces() {
        auto experiment =
            asFile("\"derived-arousal\", \"derived-valence\"", "start = \"tiny\"\ntrain = \"top-layers\"\nlayers = 1");
        experiment.name = "places";
        experiment.training.epochs = 12;
        const auto finished = run(experiment);
        PROSOSCOPE_VERIFY(finished);
        QCOMPARE(finished->system, std::string("top 1 layers of tiny"));
        QVERIFY2(*finished->ccc > 0.6, qPrintable(QString::number(*finished->ccc)));
        QCOMPARE(finished->dimensions, (std::vector<std::string>{"derived-arousal", "derived-valence"}));
        const auto entry = modelOf("places");
        QCOMPARE(entry.card.dimensions[0].name, std::string("arousal"));
        QCOMPARE(entry.card.dimensions[0].low, -1.0);
        QVERIFY(backend::isDerivedDimension(entry.card, "arousal") && backend::isDerivedDimension(entry.card, "valence"));
        const auto config = training::storedEncoderConfig(entry);
        PROSOSCOPE_VERIFY(config);
        QVERIFY(config->head == checkpoints::HeadKind::Regression);
        // The head's own network and the stored model agree on a sound.
        const auto high = heardBy(entry, 0);
        QCOMPARE(high.size(), std::size_t{2});
    }

    /// The folds' network and the stored model say the same of every family, with the head alone and with layers.
    void everyFamily() {
        const auto folder = fs::path(PROSOSCOPE_SOURCE_DIR) / "tests" / "fixtures" / "speech_encoders";
        const std::vector<store::Dimension> dimensions{{"arousal", 1.0, 7.0}, {"dominance", 0.0, 1.0}};
        for (const char* name : {"data2vec", "hubert_emotions", "wav2vec2_emotions", "wavlm_stable", "whisper_emotions"}) {
            experiment::FusionMember member;
            member.model = experiment::kSpeechEncoder;
            member.start = (folder / name).string();
            const auto sound = tones::clip(400.0, 0.7, 5).channels[0];
            for (int layers = 0; layers <= 1; ++layers) {
                member.modelSettings = {{"layers", layers}};
                const auto system = training::openEncoderSystem(member, {}, {}, "cpu", {}, dimensions);
                PROSOSCOPE_VERIFY(system);
                training::TrainingTask task;
                task.dimensions = {"arousal", "dominance"};
                task.settings.epochs = 2;
                task.settings.batch = 3;
                const auto rows = (*system)->features->compute(sound);
                PROSOSCOPE_VERIFY(rows);
                const auto shared = std::make_shared<const features::FeatureMatrix>(*rows);
                auto second = *rows;
                for (auto& value : second.values) value *= 0.5F;
                task.train = {{shared, 0, {2.0F, 0.1F}},
                              {std::make_shared<const features::FeatureMatrix>(second), 0, {6.0F, 0.9F}},
                              {shared, 0, {3.0F, 0.2F}}};
                core::Progress silent;
                const auto trained = training::trainEncoderHead(**system, task, {}, silent);
                PROSOSCOPE_VERIFY(trained);
                const auto above = training::predictEncoderHead(**system, trained->state, {shared}, "cpu", 1, silent);
                PROSOSCOPE_VERIFY(above);
                store::ModelCard card;
                card.name = "family";
                card.kind = checkpoints::kSpeechEncoderKind;
                PROSOSCOPE_VERIFY(training::saveEncoderHead(**system, trained->state, place("family"), card));
                auto model = m_backend->openModel(store::findModel(place("family.json").string(), {}).value(), "cpu", 1);
                PROSOSCOPE_VERIFY(model);
                const std::span<const float> one[] = {sound};
                const auto whole = (*model)->dimensionsOf(one, silent);
                PROSOSCOPE_VERIFY(whole);
                for (std::size_t d = 0; d < 2; ++d) {
                    const double apart =
                        std::abs(static_cast<double>((*whole)[0].values[d]) - static_cast<double>((*above)[0][d]));
                    QVERIFY2(apart < 1e-4,
                             qPrintable(QString::fromLatin1("%1 %2 %3").arg(QLatin1String(name)).arg(layers).arg(apart)));
                }
            }
        }
    }

    void whatCannotBeIsSaid() {
        const auto refusal = [](const std::string& labels, const std::string& model) {
            const auto made = experiment::parseExperiment(
                "name = \"x\"\n[corpus]\nname = \"c\"\n[labels]\n" + labels + "\n" + model, "x.toml");
            return made ? QStringLiteral("read") : QString::fromStdString(made.error().message());
        };
        const std::string dimensions = "dimensions = [\"arousal\"]";
        QCOMPARE(refusal(dimensions, "[model]\nkind = \"speech-encoder\"\nstart = \"a\""), QStringLiteral("read"));
        QVERIFY(refusal(dimensions, "[model]\nkind = \"logmel-network\"").contains("speech-encoder"));
        QVERIFY(refusal(dimensions, "").contains("need a [model]"));
        QVERIFY(refusal(dimensions, "[model]\nkind = \"speech-encoder\"\nstart = \"a\"\ntrain = \"top-layers\"\nprojector = 8")
                    .contains("as wide as its encoder"));
        auto experiment = asFile("\"dominance\"", "start = \"tiny\"");
        const auto unrated = run(experiment);
        QVERIFY(!unrated && unrated.error().message().find("no utterance that is rated on dominance") != std::string::npos);
        // Scales of a file are checked as everything else of it.
        for (const char* scales : {"[[0, 1]]", "[[0, 1], [2, 2]]", "[[0, 1], [\"a\", 2]]", "7"}) {
            const auto config = checkpoints::parseEncoderConfig(
                {R"({"model_type": "wav2vec2", "architectures": ["Wav2Vec2ForSpeechClassification"], "problem_type": "regression",
                     "id2label": {"0": "arousal", "1": "valence"}, "output_scales": )" +
                     std::string(scales) + "}",
                 {},
                 {}},
                "made");
            QVERIFY2(!config && config.error().message().find("output_scales") != std::string::npos, scales);
        }
    }
};

QTEST_GUILESS_MAIN(TestEncoderDimensions)
#include "TestEncoderDimensions.moc"
