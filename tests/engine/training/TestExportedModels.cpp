// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/backend/ModelExport.h"
#include "engine/checkpoints/ModelImport.h"
#include "engine/core/SafeFile.h"
#include "engine/models/speech_encoder/EncoderInput.h"
#include "engine/training/SpeechEncoders.h"
#include "engine/training/UnitEmotions.h"
#include "engine/training/UnitNetwork.h"
#include "tests/NpyFile.h"
#include "tests/engine/training/UnitCorpus.h"

using namespace prososcope;
namespace fs = std::filesystem;

/// Exported models compute what they did: imported again here, and opened by transformers where Python has it.
/// PROSOSCOPE_PYTHON names another Python than python3.
class TestExportedModels : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_made = 0;

    fs::path fresh() {
        const auto folder = toPath(m_folder.filePath(QString::number(++m_made)));
        fs::create_directories(folder);
        return folder;
    }
    static QString python() {
        const auto named = qEnvironmentVariable("PROSOSCOPE_PYTHON");
        return named.isEmpty() ? QStringLiteral("python3") : named;
    }
    static QString script() { return QStringLiteral(PROSOSCOPE_SOURCE_DIR "/tests/engine/training/check_exported.py"); }
    static bool hasTransformers() {
        static const bool has = [] {
            QProcess process;
            process.start(python(), {script()});
            return process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
        }();
        return has;
    }
    static std::vector<float> sound() {
        std::vector<float> samples(9000);
        core::Random random(5);
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] = static_cast<float>(0.3 * std::sin(0.02 * static_cast<double>(i)) + 0.05 * random.normal());
        return samples;
    }
    struct Computed {
        models::EncoderBatch batch;
        torch::Tensor values;
        checkpoints::EncoderConfig config;
    };
    static Computed compute(models::SpeechEncoder network) {
        const torch::NoGradGuard noGrad;
        const auto samples = sound();
        const std::span<const float> one[] = {samples};
        Computed made;
        made.config = network->config();
        made.batch = models::encoderBatch(one, made.config);
        made.values = made.config.head == checkpoints::HeadKind::None
                          ? network->forward(made.batch.input, made.batch.samples).last
                          : network->outputs(made.batch.input, made.batch.samples);
        made.values = made.values[0].contiguous();
        return made;
    }
    static double apart(const torch::Tensor& a, const torch::Tensor& b) {
        if (a.sizes() != b.sizes()) return std::numeric_limits<double>::infinity();
        return (a - b).abs().max().item<double>();
    }
    /// What the folder gives when it is imported here.
    torch::Tensor again(const fs::path& folder) {
        core::Progress silent;
        const auto entry = checkpoints::importModel({folder, "again", {}, {}}, fresh(), silent);
        [&] { PROSOSCOPE_VERIFY(entry); }();
        auto network = training::loadSpeechEncoder(*entry, torch::kCPU);
        [&] { PROSOSCOPE_VERIFY(network); }();
        return compute(*network).values;
    }
    /// What transformers gives, and the lists that it prints.
    torch::Tensor elsewhere(const fs::path& folder, const Computed& own, QJsonObject& said) {
        const auto place = fresh();
        const auto input = own.batch.input.contiguous();
        const auto* values = reinterpret_cast<const char*>(input.data_ptr<float>());
        [&] {
            PROSOSCOPE_VERIFY(core::writeFile(place / "in", {values, static_cast<std::size_t>(input.numel()) * sizeof(float)}));
        }();
        QStringList shape;
        for (const auto size : input.sizes()) shape << QString::number(size);
        const auto text = [](const fs::path& path) { return QString::fromStdString(path.string()); };
        QProcess process;
        process.start(python(), {script(), text(folder), QString::fromStdString(own.config.architecture), text(place / "in"),
                                 shape.join(QLatin1Char('x')), text(place / "out")});
        [&] {
            QVERIFY(process.waitForFinished(120'000));
            QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        }();
        said = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        const auto bytes = core::readFile(place / "out").value_or(std::string());
        auto made = torch::empty({static_cast<std::int64_t>(bytes.size() / sizeof(float))});
        std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(made.data_ptr<float>()));
        return made.numel() == own.values.numel() ? made.view(own.values.sizes()) : made;
    }
    void compareElsewhere(const fs::path& folder, const Computed& own) {
        QJsonObject said;
        const auto theirs = elsewhere(folder, own, said);
        for (const char* list : {"missing_keys", "unexpected_keys", "mismatched_keys"})
            QCOMPARE(said[QLatin1String(list)].toArray(), QJsonArray());
        QCOMPARE(said[QLatin1String("sampling_rate")].toInt(), own.config.rateHz);
        const double distance = apart(theirs, own.values);
        QVERIFY2(distance <= 1e-5, qPrintable(QString::number(distance)));
    }

private Q_SLOTS:
    void everyFamily_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"data2vec", "hubert_emotions", "wav2vec2_affect", "wav2vec2_emotions", "wavlm_stable",
                                 "whisper", "whisper_emotions"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void everyFamily() {
        QFETCH(QString, name);
        const auto source = fs::path(PROSOSCOPE_SOURCE_DIR) / "tests" / "fixtures" / "speech_encoders" / name.toStdString();
        core::Progress silent;
        const auto entry = checkpoints::importModel({source, "one", {}, {}}, fresh(), silent);
        PROSOSCOPE_VERIFY(entry);
        const auto network = training::loadSpeechEncoder(*entry, torch::kCPU);
        PROSOSCOPE_VERIFY(network);
        const auto own = compute(*network);
        const auto folder = fresh() / "exported";
        PROSOSCOPE_VERIFY(backend::exportModel(*entry, folder, silent));
        QCOMPARE(apart(again(folder), own.values), 0.0);
        if (own.config.architecture.find("ForSpeechClassification") != std::string::npos)
            QSKIP("transformers has no class for this head");
        if (!hasTransformers()) QSKIP("needs a Python with transformers (PROSOSCOPE_PYTHON)");
        compareElsewhere(folder, own);
    }

    /// A network of phonetic units that was trained here, its weight norm unfolded again.
    void unitsThatWereTrainedHere() {
        unit_corpus::writeCorpus(fresh() / "corpus", 2);
        const auto home = toPath(m_folder.filePath(QString::number(m_made)));
        backend::UnitEmotionRequest request;
        auto& settings = request.experiment;
        settings.name = "units";
        settings.title = "Units";
        settings.corpus = "made-up";
        settings.labels.classes = {"neutral", "angry"};
        settings.testSpeakers = {"s0"};
        settings.encoder.channels = 8;
        settings.encoder.layers = 2;
        settings.encoder.width = 16;
        settings.encoder.heads = 2;
        settings.encoder.feedForward = 32;
        settings.encoder.positionKernel = 8;
        settings.encoder.positionGroups = 2;
        settings.encoder.channelMaskLength = 4;
        settings.encoder.timeMaskProbability = 0.4;
        settings.updates = 3;
        settings.learningRate = 2e-3;
        settings.batchSeconds = 6.0;
        settings.accumulate = 1;
        settings.threads = 1;
        settings.device = "cpu";
        settings.modelLicence = "CC0-1.0";
        request.corpus = unit_corpus::import(home / "corpus");
        request.folder = home / "run";
        request.modelsFolder = home / "models";
        training::UnitEmotions emotions;
        core::Progress silent;
        const auto outcome = emotions.train(request, {}, silent);
        PROSOSCOPE_VERIFY(outcome);
        const auto& model = outcome->folds.front().model;
        const auto stored = training::loadUnitNetwork(model);
        PROSOSCOPE_VERIFY(stored);
        const auto own = compute(stored->network);
        const auto folder = fresh() / "exported";
        PROSOSCOPE_VERIFY(backend::exportModel(model, folder, silent));
        const double distance = apart(again(folder), own.values);
        QVERIFY2(distance <= 1e-5, qPrintable(QString::number(distance)));
        const auto preview = checkpoints::lookAtModel(folder);
        PROSOSCOPE_VERIFY(preview);
        QCOMPARE(preview->config.vocabulary, stored->inventory.symbols());
        QCOMPARE(preview->config.timeMaskProbability, 0.4);
        QCOMPARE(preview->licence, std::string("CC0-1.0"));

        // It is what the next training of units begins with.
        auto further = settings.encoder;
        further.start = folder.string();
        const auto begun = training::makeUnitNetwork(further, stored->inventory, home / "models", 3);
        PROSOSCOPE_VERIFY(begun);
        QCOMPARE((*begun)->config().hidden, 16);
        if (!hasTransformers()) QSKIP("needs a Python with transformers (PROSOSCOPE_PYTHON)");
        QJsonObject said;
        static_cast<void>(elsewhere(folder, own, said));
        QCOMPARE(said[QLatin1String("tokens")].toInt(), static_cast<int>(stored->inventory.size()));
        compareElsewhere(folder, own);
    }

    /// A checkpoint of PyTorch and one in several files serve a training of units as well.
    void unitsBeginWithOtherForms() {
        const auto source = fs::path(PROSOSCOPE_SOURCE_DIR) / "tests" / "fixtures" / "speech_encoders" / "wav2vec2_emotions";
        const auto text = core::readFile(source / "config.json");
        PROSOSCOPE_VERIFY(text);
        const auto file = store::SafetensorsFile::open(source / "model.safetensors");
        PROSOSCOPE_VERIFY(file);
        const auto sharded = fresh();
        const std::span<const store::TensorView> tensors(file->tensors());
        const auto half = tensors.size() / 2;
        PROSOSCOPE_VERIFY(store::writeSafetensors(sharded / "model-00001-of-00002.safetensors", tensors.first(half)));
        PROSOSCOPE_VERIFY(store::writeSafetensors(sharded / "model-00002-of-00002.safetensors", tensors.subspan(half)));
        QJsonObject places;
        for (std::size_t i = 0; i < tensors.size(); ++i)
            places[QString::fromStdString(tensors[i].name)] =
                QString::fromLatin1(i < half ? "model-00001-of-00002.safetensors" : "model-00002-of-00002.safetensors");
        const auto index = QJsonDocument(QJsonObject{{"metadata", QJsonObject()}, {"weight_map", places}}).toJson();
        PROSOSCOPE_VERIFY(core::writeFile(sharded / "model.safetensors.index.json", index.toStdString()));
        PROSOSCOPE_VERIFY(core::writeFile(sharded / "config.json", *text));
        phonetics::UnitInventory::Counter counter;
        const std::vector<std::string> units{"V_hap", "S_ang"};
        counter.add(units);
        experiment::UnitEncoderSettings settings;
        settings.start = sharded.string();
        const auto inventory = counter.build();
        const auto begun = training::makeUnitNetwork(settings, inventory, fresh(), 3);
        if (!begun && begun.error().message().find("usual convolutions") != std::string::npos)
            QSKIP("the fixture has other convolutions");
        PROSOSCOPE_VERIFY(begun);
        QCOMPARE((*begun)->config().outputs(), 6);
        PROSOSCOPE_SHARED_OR_SKIP(shared, "reference/models/w2v2_tiny_group");
        const auto torchFile = fresh();
        fs::copy_file(shared / "config.json", torchFile / "config.json");
        fs::copy_file(shared / "pytorch_model.bin", torchFile / "pytorch_model.bin");
        settings.start = torchFile.string();
        const auto binary = training::makeUnitNetwork(settings, inventory, fresh(), 3);
        PROSOSCOPE_VERIFY(binary);
        QCOMPARE((*binary)->config().outputs(), 6);
    }
};

QTEST_GUILESS_MAIN(TestExportedModels)
#include "TestExportedModels.moc"
