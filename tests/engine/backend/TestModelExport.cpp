// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <set>

#include "engine/backend/ModelExport.h"
#include "engine/checkpoints/EncoderConfigWriter.h"
#include "engine/checkpoints/EncoderStart.h"
#include "engine/checkpoints/EncoderTensors.h"
#include "engine/checkpoints/ModelImport.h"
#include "engine/checkpoints/TensorValues.h"
#include "tests/TestSupport.h"
#include "tests/fixtures/EncoderFixture.h"

using namespace prososcope;
using fixture::TinyHead;

class TestModelExport : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_place;
    int m_made = 0;
    std::filesystem::path fresh() {
        const auto folder = toPath(m_place.filePath(QString::number(++m_made)));
        std::filesystem::create_directories(folder);
        return folder;
    }
    static QStringList namesIn(const std::filesystem::path& folder) {
        return QDir(QString::fromStdString(folder.string())).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    store::ModelEntry imported(TinyHead head) {
        const auto source = fresh() / "tiny";
        [&] { QVERIFY(fixture::writeTinyModel(source, head)); }();
        core::Progress silent;
        auto entry = checkpoints::importModel({source, {}, {}, {}}, fresh() / "models", silent);
        [&] { PROSOSCOPE_VERIFY(entry); }();
        return *entry;
    }
    static core::Status exported(const store::ModelEntry& model, const std::filesystem::path& folder) {
        core::Progress silent;
        return backend::exportModel(model, folder, silent);
    }
    static std::vector<float> valuesOf(const store::TensorView& tensor) {
        std::vector<float> values(tensor.elements());
        [&] { QVERIFY(checkpoints::toFloats(tensor, values)); }();
        return values;
    }
    static QString refusalOf(const core::Status& status) {
        return status ? QStringLiteral("done") : QString::fromStdString(status.error().message());
    }

private Q_SLOTS:
    /// What is written is imported again as it was: every tensor, the texts, the labels, the licence.
    void anImportedModelGoesAndComesBack_data() {
        QTest::addColumn<int>("head");
        QTest::newRow("bare") << static_cast<int>(TinyHead::None);
        QTest::newRow("classes") << static_cast<int>(TinyHead::Classification);
        QTest::newRow("dimensions") << static_cast<int>(TinyHead::Regression);
        QTest::newRow("tokens") << static_cast<int>(TinyHead::Ctc);
    }
    void anImportedModelGoesAndComesBack() {
        QFETCH(int, head);
        const auto model = imported(static_cast<TinyHead>(head));
        const auto folder = fresh() / "new" / "exported";
        PROSOSCOPE_VERIFY(exported(model, folder));
        QStringList wanted{"README.md", "config.json", "model.safetensors"};
        const auto before = store::SafetensorsFile::open(model.tensors);
        PROSOSCOPE_VERIFY(before);
        if (before->metadata().contains(checkpoints::kPreprocessorKey)) wanted << "preprocessor_config.json";
        if (head == static_cast<int>(TinyHead::Ctc))
            wanted << "tokenizer_config.json"
                   << "vocab.json";
        wanted.sort();
        auto found = namesIn(folder);
        found.sort();
        QCOMPARE(found, wanted);
        QCOMPARE(namesIn(folder.parent_path()), QStringList{"exported"});

        const auto after = store::SafetensorsFile::open(folder / "model.safetensors");
        PROSOSCOPE_VERIFY(after);
        QCOMPARE(after->metadata().at("format"), std::string("pt"));
        QCOMPARE(after->tensors().size(), before->tensors().size());
        std::map<std::string, std::vector<float>> own;
        for (const auto& tensor : before->tensors())
            own[checkpoints::plainName(checkpoints::EncoderFamily::Wav2Vec2, tensor.name)] = valuesOf(tensor);
        bool normed = false;
        for (const auto& tensor : after->tensors()) {
            const auto plain = checkpoints::plainName(checkpoints::EncoderFamily::Wav2Vec2, tensor.name);
            QVERIFY2(own.contains(plain), tensor.name.c_str());
            QCOMPARE(valuesOf(tensor), own[plain]);
            normed = normed || tensor.name.ends_with("encoder.pos_conv_embed.conv.parametrizations.weight.original0");
            QVERIFY(!tensor.name.ends_with("weight_g"));
        }
        QVERIFY(normed);

        const auto preview = checkpoints::lookAtModel(folder);
        PROSOSCOPE_VERIFY(preview);
        QCOMPARE(preview->licence, model.card.licence);
        QCOMPARE(preview->config.dimensions.size(), model.card.dimensions.size());
        QCOMPARE(preview->config.labels.size(), model.card.classes.size());
        const auto again = checkpoints::openEncoderStart(folder.string(), fresh());
        PROSOSCOPE_VERIFY(again);
        QCOMPARE(again->config.hidden, 16);
    }

    void whatCannotBeWrittenIsSaidAndLeavesNothing() {
        const auto model = imported(TinyHead::Classification);
        const auto full = fresh();
        QVERIFY(core::writeFile(full / "mine.txt", "mine").has_value());
        QVERIFY(refusalOf(exported(model, full)).contains(QStringLiteral("not empty")));
        QCOMPARE(namesIn(full), QStringList{"mine.txt"});
        QVERIFY(refusalOf(exported(model, full / "mine.txt")).contains(QStringLiteral("not empty")));
        QVERIFY(refusalOf(exported(model, full / "mine.txt" / "below")).contains(QStringLiteral("cannot be written")));
        QCOMPARE(namesIn(full), QStringList{"mine.txt"});

        const auto empty = fresh();
        PROSOSCOPE_VERIFY(exported(model, empty.string() + "/"));  // an empty one is taken
        QVERIFY(namesIn(empty).contains(QStringLiteral("model.safetensors")));

        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        const auto parent = fresh();
        const auto cancelled = backend::exportModel(model, parent / "never", stopped);
        QVERIFY(!cancelled && cancelled.error().kind == core::ErrorKind::Cancelled);
        QVERIFY(namesIn(parent).isEmpty());

        if (::geteuid() != 0) {
            const auto closed = fresh();
            std::filesystem::permissions(closed, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
            QVERIFY(refusalOf(exported(model, closed / "new")).contains(QStringLiteral("cannot be written")));
            std::filesystem::permissions(closed, std::filesystem::perms::owner_all);
        }

        auto other = model;
        other.card.kind = "logmel-network";
        QVERIFY(!backend::canExport(other.card));
        QVERIFY(refusalOf(exported(other, fresh() / "x")).contains(QStringLiteral("no encoder")));
        other = model;
        other.card.tensorsSha256 = std::string(64, '0');
        QVERIFY(refusalOf(exported(other, fresh() / "x")).contains(QStringLiteral("not the file that its card describes")));
    }

    /// A card says what is known, and no figure that was not measured.
    void theCardInventsNothing() {
        store::ModelCard card;
        card.name = "mine";
        card.kind = checkpoints::kSpeechEncoderKind;
        card.classes = {"angry", "sad"};
        auto text = backend::modelCardText(card, "Wav2Vec2ForSequenceClassification");
        QVERIFY(text.find("license") == std::string::npos);
        QVERIFY(text.find("No figure") != std::string::npos && text.find("Measured") == std::string::npos);
        QVERIFY(text.find("Wav2Vec2ForSequenceClassification.from_pretrained") != std::string::npos);
        card.licence = "CC-BY-4.0 \"or\nlater";
        card.figures.push_back({"UAR", 0.5, 0.4, 0.6, 100, 10, "EmoDB, leave-one-speaker-out", false});
        text = backend::modelCardText(card, "Wav2Vec2ForSequenceClassification");
        QVERIFY(text.find("license: \"CC-BY-4.0 \\\"or later\"\n") != std::string::npos);
        QVERIFY(text.find("| UAR | 0.500 | 0.400 to 0.600 | 100 | 10 | EmoDB, leave-one-speaker-out |") != std::string::npos);
        QVERIFY(text.find("No figure") == std::string::npos);
    }

    /// The texts that are written are read as the same configuration.
    void configurationsComeBack() {
        for (const auto family : {checkpoints::EncoderFamily::Wav2Vec2, checkpoints::EncoderFamily::Hubert,
                                  checkpoints::EncoderFamily::WavLm, checkpoints::EncoderFamily::Data2VecAudio}) {
            checkpoints::EncoderConfig config;
            config.family = family;
            config.architecture = "Wav2Vec2ForCTC";
            config.convolutions = {{8, 10, 5}, {6, 3, 2}};
            config.convolutionBias = true;
            config.convolutionNorm = checkpoints::ConvolutionNorm::Layer;
            config.projectionNorm = family != checkpoints::EncoderFamily::Hubert;
            config.hidden = 24;
            config.layers = 3;
            config.heads = 4;
            config.feedForward = 40;
            config.positionKernel = 10;
            config.positionGroups = 6;
            config.positionDepth = family == checkpoints::EncoderFamily::Data2VecAudio ? 3 : 1;
            config.normalise = true;
            config.normaliseEps = 1e-5;
            config.attentionMask = true;
            config.layerDrop = 0.25;
            config.timeMaskProbability = 0.65;
            config.channelMaskProbability = 0.5;
            config.channelMaskLength = 7;
            config.head = checkpoints::HeadKind::Ctc;
            config.vocabulary = {"<s>", "<pad>", "V_hap", "S_ang"};
            const auto text = checkpoints::encoderConfigText(config);
            const auto read = checkpoints::parseEncoderConfig(text, "made");
            PROSOSCOPE_VERIFY(read);
            QVERIFY(read->family == family && read->head == config.head && read->convolutionNorm == config.convolutionNorm);
            QCOMPARE(read->vocabulary, config.vocabulary);
            QCOMPARE(read->convolutions.size(), std::size_t{2});
            QCOMPARE(read->convolutions[1].channels, 6);
            QCOMPARE(read->convolutionBias, config.convolutionBias);
            QCOMPARE(read->projectionNorm, config.projectionNorm);
            QCOMPARE(read->hidden, config.hidden);
            QCOMPARE(read->layers, config.layers);
            QCOMPARE(read->heads, config.heads);
            QCOMPARE(read->feedForward, config.feedForward);
            QCOMPARE(read->positionKernel, config.positionKernel);
            QCOMPARE(read->positionGroups, config.positionGroups);
            QCOMPARE(read->positionDepth, config.positionDepth);
            QCOMPARE(read->normalise, config.normalise);
            QCOMPARE(read->normaliseEps, config.normaliseEps);
            QCOMPARE(read->attentionMask, config.attentionMask);
            QCOMPARE(read->layerDrop, config.layerDrop);
            QCOMPARE(read->timeMaskProbability, config.timeMaskProbability);
            QCOMPARE(read->channelMaskProbability, config.channelMaskProbability);
            QCOMPARE(read->channelMaskLength, config.channelMaskLength);
        }
    }

    void anotherHeadKeepsTheEncoder() {
        const auto model = imported(TinyHead::Ctc);
        const auto file = store::SafetensorsFile::open(model.tensors);
        PROSOSCOPE_VERIFY(file);
        const checkpoints::EncoderConfigText text{file->metadata().at(checkpoints::kConfigKey), {}, {}};
        const auto changed = checkpoints::withClassHead(text, {"angry", "sad"}, 5, "made");
        PROSOSCOPE_VERIFY(changed);
        const auto read = checkpoints::parseEncoderConfig(*changed, "made");
        PROSOSCOPE_VERIFY(read);
        QVERIFY(read->head == checkpoints::HeadKind::Classification);
        QCOMPARE(read->labels, (std::vector<std::string>{"angry", "sad"}));
        QCOMPARE(read->projectorSize, 5);
        QCOMPARE(read->hidden, 16);
        QVERIFY(read->vocabulary.empty());
        QVERIFY(!checkpoints::withClassHead({"[]", {}, {}}, {"a"}, 5, "made"));
    }

    void whatATrainingCannotStartFromIsSaid() {
        const auto none = checkpoints::openEncoderStart("nothing-there", fresh());
        QVERIFY(!none);
        auto model = imported(TinyHead::None);
        model.card.kind = "logmel-network";
        PROSOSCOPE_VERIFY(store::writeModelCard(model.cardPath, model.card));
        const auto other = checkpoints::openEncoderStart(model.tensors.string(), fresh());
        QVERIFY(!other && other.error().message().find("no speech encoder to start from") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestModelExport)
#include "TestModelExport.moc"
