// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/backend/ModelExport.h"
#include "engine/checkpoints/ModelImport.h"
#include "engine/core/CacheFiles.h"
#include "engine/models/speech_encoder/UpperEncoder.h"
#include "engine/nn/ModuleState.h"
#include "engine/store/FeatureCache.h"
#include "engine/training/EncoderHeads.h"
#include "engine/training/SpeechEncoders.h"
#include "tests/engine/training/ToneCorpus.h"
#include "tests/fixtures/EncoderFixture.h"

using namespace prososcope;
namespace fs = std::filesystem;
using fixture::TinyHead;

/// Heads of emotion on public speech encoders: a probe and top layers, as ordinary experiments.
class TestEncoderHeads : public QObject {
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
    /// An experiment as a file says it.
    static experiment::Experiment asFile(const std::string& name, const std::string& start, const std::string& model,
                                         int epochs, int innerSpeakers = 1) {
        const auto text =
            "name = \"" + name +
            "\"\nseed = 3\nthreads = 1\ndevice = \"cpu\"\nsave_model = true\n[corpus]\nname = \"tones\"\n[labels]\n"
            "classes = [\"angry\", \"sad\"]\n[model]\nkind = \"speech-encoder\"\nstart = \"" +
            start + "\"\n" + model + "\n[training]\nepochs = " + std::to_string(epochs) +
            "\nbatch = 8\nlearning_rate = 0.01\naverage_decay = 0.5\n[folds]\ninner_speakers = " +
            std::to_string(innerSpeakers) + "\n";
        const auto parsed = experiment::parseExperiment(text, "made.toml");
        [&] { PROSOSCOPE_VERIFY(parsed); }();
        const auto again = experiment::parseExperiment(experiment::formatExperiment(*parsed), "again.toml");
        [&] {
            PROSOSCOPE_VERIFY(again);
            QCOMPARE(experiment::formatExperiment(*again), experiment::formatExperiment(*parsed));
            QVERIFY(again->modelSettings == parsed->modelSettings);
        }();
        return *parsed;
    }
    store::ModelEntry modelOf(const char* name) {
        const auto entry = store::findModel(name, workspace().modelsFolder());
        [&] { PROSOSCOPE_VERIFY(entry); }();
        return *entry;
    }
    static std::map<std::string, std::vector<float>> tensorsOf(const store::ModelEntry& entry) {
        std::map<std::string, std::vector<float>> values;
        const auto file = store::SafetensorsFile::open(entry.tensors).value();
        for (const auto& tensor : file.tensors()) values[tensor.name].assign(tensor.floats().begin(), tensor.floats().end());
        return values;
    }
    /// The kept model says of the corpus what its labels say, alone and as it was trained.
    double accuracyOf(const store::ModelEntry& entry) {
        auto model = m_backend->openModel(entry, "cpu", 1);
        [&] { PROSOSCOPE_VERIFY(model); }();
        double right = 0.0;
        for (const auto& utterance : m_corpus.utterances) {
            const auto posteriors = backend::predictFile(**model, m_corpus.folder / utterance.path);
            [&] { PROSOSCOPE_VERIFY(posteriors); }();
            right += ((*posteriors)[0] > 0.5F) == (utterance.emotion == "angry") ? 1.0 : 0.0;
        }
        return right / static_cast<double>(m_corpus.utterances.size());
    }
    static std::size_t cached(const store::Workspace& workspace) {
        return store::FeatureCache(workspace.cacheFolder()).use().entries;
    }

private Q_SLOTS:
    void initTestCase() {
        const auto backend = backend::torchBackend();
        PROSOSCOPE_VERIFY(backend);
        m_backend = *backend;
        tones::writeCorpus(place("corpus"), 3, 4);
        m_corpus = tones::import(place("corpus"));
        core::Progress silent;
        for (const auto head : {TinyHead::None, TinyHead::Ctc}) {
            const auto name = head == TinyHead::None ? "tiny" : "speller";
            fixture::TinyEncoder size;
            if (head == TinyHead::None) {  // wide enough that random weights tell two tones apart
                size.channels = 32;
                size.hidden = 64;
                size.heads = 4;
            }
            QVERIFY(fixture::writeTinyModel(place(name), head, size));
            PROSOSCOPE_VERIFY(checkpoints::importModel({place(name), name, {}, {}}, workspace().modelsFolder(), silent));
        }
    }

    /// A probe is trained on cached rows, is kept as a model of the workspace and says there what it said in the folds.
    void aProbe() {
        const auto experiment = asFile("probe", "tiny", "train = \"probe\"", 40, 0);
        QCOMPARE(experiment.modelSettings.contains("layers"), false);
        const auto finished = run(experiment);
        PROSOSCOPE_VERIFY(finished);
        QCOMPARE(finished->system, std::string("linear probe of tiny"));
        QVERIFY2(*finished->uar > 0.8, qPrintable(QString::number(*finished->uar)));
        QCOMPARE(cached(workspace()), m_corpus.utterances.size());
        const auto entry = modelOf("probe");
        QCOMPARE(entry.card.kind, std::string(checkpoints::kSpeechEncoderKind));
        QCOMPARE(entry.card.classes, (std::vector<std::string>{"angry", "sad"}));
        QCOMPARE(entry.card.licence, std::string("cc-by-4.0"));  // of the encoder
        QCOMPARE(entry.card.settings.at("layers"), 2.0);
        QVERIFY(entry.card.note.find("linear probe") != std::string::npos && entry.card.note.find("tiny") != std::string::npos);
        QCOMPARE(entry.card.figures.size(), std::size_t{1});
        QVERIFY(accuracyOf(entry) > 0.9);

        // The encoder is what it was.
        const auto before = tensorsOf(modelOf("tiny"));
        const auto after = tensorsOf(entry);
        QCOMPARE(after.size(), before.size() + 4);
        for (const auto& [name, values] : before) QCOMPARE(after.at("wav2vec2." + name), values);

        // It has layers, and goes through an export and back with the same outputs.
        auto encoder = m_backend->encoders().open(entry, "cpu", 1);
        PROSOSCOPE_VERIFY(encoder);
        QCOMPARE((*encoder)->info().taps.front().layers.size(), std::size_t{3});
        core::Progress silent;
        PROSOSCOPE_VERIFY(backend::exportModel(entry, place("exported"), silent));
        PROSOSCOPE_VERIFY(checkpoints::importModel({place("exported"), "again", {}, {}}, workspace().modelsFolder(), silent));
        auto own = m_backend->openModel(entry, "cpu", 1);
        auto again = m_backend->openModel(modelOf("again"), "cpu", 1);
        PROSOSCOPE_VERIFY(own);
        PROSOSCOPE_VERIFY(again);
        const auto path = m_corpus.folder / m_corpus.utterances.front().path;
        QCOMPARE(*backend::predictFile(**again, path), *backend::predictFile(**own, path));
    }

    /// A kept probe gets the temperature of its folds' predictions, and its posteriors are at it.
    void aCalibratedProbe() {
        auto experiment = asFile("calibrated", "tiny", "train = \"probe\"", 4, 0);
        experiment.calibrate = true;
        const auto finished = run(experiment);
        PROSOSCOPE_VERIFY(finished);
        auto entry = modelOf("calibrated");
        const double temperature = entry.card.settings.at("temperature");
        QVERIFY2(std::abs(temperature - 1.0) > 0.01, qPrintable(QString::number(temperature)));
        QCOMPARE(std::count_if(entry.card.figures.begin(), entry.card.figures.end(),
                               [](const store::Figure& figure) { return figure.metric == "calibration error"; }),
                 std::ptrdiff_t{2});
        const auto path = m_corpus.folder / m_corpus.utterances.front().path;
        const auto saidBy = [&] {
            auto model = m_backend->openModel(entry, "cpu", 1);
            [&] { PROSOSCOPE_VERIFY(model); }();
            const auto posteriors = backend::predictFile(**model, path);
            [&] { PROSOSCOPE_VERIFY(posteriors); }();
            return std::log(static_cast<double>((*posteriors)[0]) / static_cast<double>((*posteriors)[1]));
        };
        const double calibrated = saidBy();
        entry.card.settings.erase("temperature");
        const double plain = saidBy();
        QVERIFY2(std::abs(calibrated - plain / temperature) < 1e-3 * std::max(1.0, std::abs(plain)),
                 qPrintable(QString::number(calibrated)));
        entry.card.settings["temperature"] = 1000.0;
        const auto refused = m_backend->openModel(entry, "cpu", 1);
        QVERIFY(!refused && refused.error().message().find("temperature") != std::string::npos);
    }

    /// What the folds predict is what the fold's own network says of the sound.
    void foldsAndSoundAgree() {
        experiment::FusionMember member;
        member.model = experiment::kSpeechEncoder;
        member.start = "speller";
        for (const double layers : {0.0, 1.0}) {
            member.modelSettings = {{"layers", layers}};
            const auto system = training::openEncoderSystem(member, {"angry", "sad"}, workspace().modelsFolder(), "cpu", {});
            PROSOSCOPE_VERIFY(system);
            training::TrainingTask task;
            task.classes = {"angry", "sad"};
            task.settings.epochs = 3;
            task.settings.batch = 4;
            std::vector<features::FeatureMatrixPtr> rows;
            std::vector<std::vector<float>> sounds;
            for (int i = 0; i < 8; ++i) {
                const auto clip = tones::clip(i % 2 == 0 ? 900.0 : 250.0, 0.5 + 0.05 * i, static_cast<std::uint64_t>(i));
                sounds.push_back(clip.channels[0]);
                const auto matrix = (*system)->features->compute(clip.channels[0]);
                PROSOSCOPE_VERIFY(matrix);
                QCOMPARE(matrix->frames == 1, layers == 0.0);
                rows.push_back(std::make_shared<const features::FeatureMatrix>(*matrix));
                task.train.push_back({rows.back(), i % 2});
            }
            core::Progress silent;
            const auto trained = training::trainEncoderHead(**system, task, {}, silent);
            PROSOSCOPE_VERIFY(trained);
            const auto posteriors = training::predictEncoderHead(**system, trained->state, rows, "cpu", 1, silent);
            PROSOSCOPE_VERIFY(posteriors);
            store::ModelCard card;
            card.name = "agree";
            card.kind = checkpoints::kSpeechEncoderKind;
            card.classes = task.classes;
            PROSOSCOPE_VERIFY(training::saveEncoderHead(**system, trained->state, place("agree"), card));
            const auto entry = store::findModel(place("agree.json").string(), {});
            PROSOSCOPE_VERIFY(entry);
            auto model = m_backend->openModel(*entry, "cpu", 1);
            PROSOSCOPE_VERIFY(model);
            std::vector<std::span<const float>> views(sounds.begin(), sounds.end());
            const auto heard = (*model)->predictMany(views, silent);
            PROSOSCOPE_VERIFY(heard);
            for (std::size_t i = 0; i < views.size(); ++i) {
                const double apart = std::abs(static_cast<double>((*heard)[i][0]) - static_cast<double>((*posteriors)[i][0]));
                QVERIFY2(apart < 1e-5, qPrintable(QString::number(apart)));
            }
        }
    }

    /// Top layers learn, those below stay.
    void topLayers() {
        const auto experiment = asFile("top", "speller", "train = \"top-layers\"\nlayers = 1\nprojector = 8", 6);
        const auto finished = run(experiment);
        PROSOSCOPE_VERIFY(finished);
        QCOMPARE(finished->system, std::string("top 1 layers of speller"));
        const auto entry = modelOf("top");
        const auto before = tensorsOf(modelOf("speller"));
        const auto after = tensorsOf(entry);
        std::set<std::string> changed;
        for (const auto& [name, values] : before) {
            if (name.starts_with("lm_head.")) continue;
            QVERIFY2(after.contains(name), name.c_str());
            if (after.at(name) != values) changed.insert(name.substr(0, name.find("layers.1.") + 8));
        }
        QCOMPARE(changed, std::set<std::string>{"wav2vec2.encoder.layers.1"});
        QVERIFY(!after.contains("lm_head.weight"));
        QCOMPARE(after.at("projector.bias").size(), std::size_t{8});
        QVERIFY(accuracyOf(entry) > 0.7);
        const auto config = training::storedEncoderConfig(entry);
        PROSOSCOPE_VERIFY(config);
        QVERIFY(config->normalise);  // as its preprocessor says

        // A fusion takes it beside another system.
        auto fusion = asFile("fusion", "tiny", "", 4);
        fusion.saveModel = false;
        fusion.model = "fusion";
        fusion.start.clear();
        fusion.members = {{experiment::kSpeechEncoder, "training", experiment::kSpeechEncoder, {}, "tiny", 1.0},
                          {"eGeMAPSv02", "training", "svm-linear", {{"cost", 1e-3}}, "", 1.0}};
        const auto again = experiment::parseExperiment(experiment::formatExperiment(fusion), "fusion.toml");
        PROSOSCOPE_VERIFY(again);
        QVERIFY(again->members == fusion.members);
        PROSOSCOPE_VERIFY(run(*again));
    }

    /// The layers above, given what is heard below them, say what the whole encoder says: of every family.
    void upperLayersOfEveryFamily() {
        const auto folder = fs::path(PROSOSCOPE_SOURCE_DIR) / "tests" / "fixtures" / "speech_encoders";
        for (const char* name : {"data2vec", "hubert_emotions", "wav2vec2_emotions", "wavlm_stable", "whisper_emotions"}) {
            experiment::FusionMember member;
            member.model = experiment::kSpeechEncoder;
            member.start = (folder / name).string();
            const auto sound = tones::clip(400.0, 0.7, 5).channels[0];
            for (int layers = 0; layers <= 2; ++layers) {
                member.modelSettings = {{"layers", layers}};
                const auto system = training::openEncoderSystem(member, {"a", "b", "c"}, {}, "cpu", {});
                PROSOSCOPE_VERIFY(system);
                training::TrainingTask task;
                task.classes = {"a", "b", "c"};
                task.settings.epochs = 1;
                task.settings.batch = 2;
                const auto rows = (*system)->features->compute(sound);
                PROSOSCOPE_VERIFY(rows);
                const auto shared = std::make_shared<const features::FeatureMatrix>(*rows);
                auto second = *rows;
                for (auto& value : second.values) value *= 0.5F;
                task.train = {{shared, 0}, {std::make_shared<const features::FeatureMatrix>(second), 1}, {shared, 2}};
                core::Progress silent;
                const auto trained = training::trainEncoderHead(**system, task, {}, silent);
                PROSOSCOPE_VERIFY(trained);
                const auto above = training::predictEncoderHead(**system, trained->state, {shared}, "cpu", 1, silent);
                PROSOSCOPE_VERIFY(above);
                store::ModelCard card;
                card.name = "family";
                card.kind = checkpoints::kSpeechEncoderKind;
                card.classes = task.classes;
                PROSOSCOPE_VERIFY(training::saveEncoderHead(**system, trained->state, place("family"), card));
                auto model = m_backend->openModel(store::findModel(place("family.json").string(), {}).value(), "cpu", 1);
                PROSOSCOPE_VERIFY(model);
                const std::span<const float> one[] = {sound};
                const auto whole = (*model)->predictMany(one, silent);
                PROSOSCOPE_VERIFY(whole);
                for (std::size_t c = 0; c < 3; ++c) {
                    const double apart = std::abs(static_cast<double>((*whole)[0][c]) - static_cast<double>((*above)[0][c]));
                    QVERIFY2(apart < 1e-5,
                             qPrintable(QString::fromLatin1("%1 %2 %3").arg(QLatin1String(name)).arg(layers).arg(apart)));
                }
            }
        }
    }

    /// However many utterances a batch has, no more than batch_seconds of sound go through the layers at once.
    void batchesAreBoundedBySound() {
        experiment::FusionMember member;
        member.model = experiment::kSpeechEncoder;
        member.start = "speller";
        member.modelSettings = {{"layers", 1.0}, {"batch_seconds", 2.0}};
        const auto system = training::openEncoderSystem(member, {"angry", "sad"}, workspace().modelsFolder(), "cpu", {});
        PROSOSCOPE_VERIFY(system);
        QCOMPARE((*system)->settings.at("batch_seconds"), 2.0);
        training::TrainingTask task;
        task.classes = {"angry", "sad"};
        task.settings.epochs = 2;
        task.settings.batch = 12;
        std::vector<std::int64_t> passes;
        task.beforePass = [&](std::int64_t rows) { passes.push_back(rows); };
        for (int i = 0; i < 24; ++i) {
            const auto clip = tones::clip(i % 2 == 0 ? 900.0 : 250.0, 0.4 + 0.02 * i, static_cast<std::uint64_t>(i));
            const auto matrix = (*system)->features->compute(clip.channels[0]);
            PROSOSCOPE_VERIFY(matrix);
            task.train.push_back({std::make_shared<const features::FeatureMatrix>(*matrix), i % 2});
        }
        core::Progress silent;
        PROSOSCOPE_VERIFY(training::trainEncoderHead(**system, task, {}, silent));
        QCOMPARE(std::accumulate(passes.begin(), passes.end(), std::int64_t{0}), std::int64_t{48});
        QVERIFY2(*std::max_element(passes.begin(), passes.end()) <= 5, "2 s hold at most five of 0.4 s");
        QVERIFY(*std::min_element(passes.begin(), passes.end()) >= 2);
    }

    void whatCannotBeIsSaid() {
        const auto refusal = [&](const std::string& start, std::map<std::string, double> settings,
                                 const std::string& device = "cpu") {
            experiment::FusionMember member;
            member.model = experiment::kSpeechEncoder;
            member.start = start;
            member.modelSettings = std::move(settings);
            const auto system = training::openEncoderSystem(member, {"a", "b"}, workspace().modelsFolder(), device, {});
            return system ? QStringLiteral("opened") : QString::fromStdString(system.error().message());
        };
        QVERIFY(refusal("tiny", {{"layers", 3}}).contains("has 2 layers, so that its top 3 cannot be trained"));
        QVERIFY(refusal("tiny", {{"layers", 1.5}}).contains("whole number"));
        QVERIFY(refusal("tiny", {{"width", 1}}).contains("no setting width"));
        QVERIFY(refusal("", {}).contains("start"));
        QVERIFY(refusal("nobody", {}).contains("nobody"));
        QVERIFY(refusal("emodb-4class", {}).contains("no speech encoder to start from"));
        QVERIFY(refusal("tiny", {}, "cuda:7").contains("not available") || torch::cuda::is_available());
        QCOMPARE(refusal("tiny", {}), QStringLiteral("opened"));
        const auto tiny = modelOf("tiny");
        const auto system = [&] {
            experiment::FusionMember member;
            member.model = experiment::kSpeechEncoder;
            member.start = tiny.tensors.string();
            return training::openEncoderSystem(member, {"a", "b"}, {}, "cpu", {});
        }();
        PROSOSCOPE_VERIFY(system);
        const std::vector<float> brief(100);
        const auto heard = (*system)->features->compute(brief);
        QVERIFY(!heard && heard.error().message().find("too short") != std::string::npos);
        const std::vector<float> wrong(2000, std::numeric_limits<float>::quiet_NaN());
        QVERIFY(!(*system)->features->compute(wrong));
        std::stop_source stop;
        stop.request_stop();
        experiment::FusionMember member;
        member.model = experiment::kSpeechEncoder;
        member.start = "tiny";
        const auto stopped =
            training::openEncoderSystem(member, {"a", "b"}, workspace().modelsFolder(), "cpu", stop.get_token());
        PROSOSCOPE_VERIFY(stopped);
        const std::vector<float> sound(16000, 0.1F);
        const auto cancelled = (*stopped)->features->compute(sound);
        QVERIFY(!cancelled && cancelled.error().kind == core::ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestEncoderHeads)
#include "TestEncoderHeads.moc"
