// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>

#include <csignal>
#include <fstream>

#include "engine/checkpoints/ModelFolder.h"
#include "engine/checkpoints/ModelImport.h"
#include "engine/core/Hash.h"
#include "engine/store/ModelFiles.h"
#include "tests/TestSupport.h"
#include "tests/fixtures/EncoderFixture.h"

using namespace prososcope;
using fixture::TinyHead;

class TestModelImport : public QObject {
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
    static core::Result<store::ModelEntry> importInto(const std::filesystem::path& source, const std::filesystem::path& models,
                                                      const std::string& name = {}) {
        core::Progress silent;
        checkpoints::ImportRequest request;
        request.source = source;
        request.name = name;
        return checkpoints::importModel(request, models, silent);
    }

private Q_SLOTS:
    /// The usual short labels get the program's words and so their colours; two that would be the same stay as they are.
    void labelsBecomeTheProgramsWords() {
        const std::string neutral = R"("0": "neutral", "1": "happy")";
        for (const auto& [labels, wanted] :
             {std::pair{std::string(R"("0": "neu", "1": "Happiness")"), QStringLiteral("neutral happy")},
              std::pair{std::string(R"("0": "joy", "1": "happiness")"), QStringLiteral("joy happiness")},
              std::pair{std::string(R"("0": "neu", "1": "LABEL_1")"), QStringLiteral("neutral LABEL_1")}}) {
            const auto source = fresh() / "labelled";
            QVERIFY(fixture::writeTinyModel(source, TinyHead::Classification));
            auto config = core::readFile(source / "config.json");
            PROSOSCOPE_VERIFY(config);
            const auto at = config->find(neutral);
            QVERIFY(at != std::string::npos);
            config->replace(at, neutral.size(), labels);
            QVERIFY(core::writeFile(source / "config.json", *config).has_value());
            const auto models = fresh() / "models";
            PROSOSCOPE_VERIFY(importInto(source, models));
            const auto found = store::findModel("labelled", models);
            PROSOSCOPE_VERIFY(found);
            QStringList classes;
            for (const auto& one : found->card.classes) classes << QString::fromStdString(one);
            QCOMPARE(classes.join(QLatin1Char(' ')), wanted + QStringLiteral(" angry sad"));
            const bool changed = found->card.classes != checkpoints::lookAtModel(source)->config.labels;
            QCOMPARE(found->card.note.find("Its own names of the classes") != std::string::npos, changed);
        }
    }

    void aClassificationIsSeenAndImported() {
        const auto source = fresh() / "Tiny Emotion";
        QVERIFY(fixture::writeTinyModel(source, TinyHead::Classification));
        QVERIFY(checkpoints::looksLikeModel(source));
        QVERIFY(checkpoints::looksLikeModel(source / "model.safetensors"));
        QVERIFY(!checkpoints::looksLikeModel(source.parent_path()));
        QVERIFY(!checkpoints::looksLikeModel(source / "README.md"));
        const auto preview = checkpoints::lookAtModel(source);
        PROSOSCOPE_VERIFY(preview);
        QCOMPARE(preview->name, std::string("tiny-emotion"));
        QCOMPARE(preview->licence, std::string("cc-by-4.0"));
        QCOMPARE(preview->config.layers, 2);
        QCOMPARE(preview->config.hidden, 16);
        QVERIFY(preview->config.head == checkpoints::HeadKind::Classification);
        QCOMPARE(preview->config.labels, (std::vector<std::string>{"neutral", "happy", "angry", "sad"}));
        QCOMPARE(preview->types, std::vector<std::string>{"float32"});
        QCOMPARE(preview->bytes, static_cast<std::uint64_t>(4 * preview->parameters));
        QVERIFY(preview->remarks.empty());

        const auto models = fresh() / "models";
        const auto entry = importInto(source, models);
        PROSOSCOPE_VERIFY(entry);
        QCOMPARE(namesIn(models), (QStringList{"tiny-emotion.json", "tiny-emotion.safetensors"}));
        const auto found = store::findModel("tiny-emotion", models);
        PROSOSCOPE_VERIFY(found);
        QCOMPARE(found->card.kind, std::string(checkpoints::kSpeechEncoderKind));
        QCOMPARE(found->card.classes, preview->config.labels);
        QVERIFY(found->card.dimensions.empty());
        QCOMPARE(found->card.rateHz, 16000);
        QCOMPARE(found->card.licence, std::string("cc-by-4.0"));
        QCOMPARE(found->card.settings.at("layers"), 2.0);
        QCOMPARE(found->card.settings.at("parameters"), static_cast<double>(preview->parameters));
        QVERIFY(found->card.note.find(source.string()) != std::string::npos);
        core::Progress silent;
        QCOMPARE(found->card.tensorsSha256, *core::hashFile(found->tensors, silent));

        // Every tensor as it was, and the texts that say what network it is.
        const auto before = store::SafetensorsFile::open(source / "model.safetensors");
        const auto after = store::SafetensorsFile::open(found->tensors);
        PROSOSCOPE_VERIFY(before);
        PROSOSCOPE_VERIFY(after);
        QCOMPARE(after->tensors().size(), before->tensors().size());
        for (const auto& tensor : before->tensors()) {
            const auto* kept = after->find(tensor.name);
            QVERIFY(kept != nullptr);
            QVERIFY(kept->type == tensor.type && kept->shape == tensor.shape);
            QVERIFY(std::ranges::equal(kept->bytes, tensor.bytes));
        }
        checkpoints::EncoderConfigText text;
        text.config = after->metadata().at(checkpoints::kConfigKey);
        text.preprocessor = after->metadata().at(checkpoints::kPreprocessorKey);
        const auto again = checkpoints::parseEncoderConfig(text, "metadata");
        PROSOSCOPE_VERIFY(again);
        QCOMPARE(again->labels, preview->config.labels);
        QVERIFY(again->normalise);
    }

    void aRegressionAndACtcSayWhatTheyGive() {
        const auto regression = fresh() / "vad";
        QVERIFY(fixture::writeTinyModel(regression, TinyHead::Regression));
        const auto models = fresh();
        const auto entry = importInto(regression / "model.safetensors", models, "my-vad_1.0");
        PROSOSCOPE_VERIFY(entry);
        const auto found = store::findModel("my-vad_1.0", models);
        PROSOSCOPE_VERIFY(found);
        QVERIFY(found->card.classes.empty());
        QCOMPARE(found->card.dimensions.size(), std::size_t{3});
        QCOMPARE(found->card.dimensions[0].name, std::string("arousal"));
        QCOMPARE(found->card.dimensions[2].name, std::string("valence"));

        const auto ctc = fresh() / "ctc";
        fixture::TinyEncoder size;
        size.readme.clear();
        QVERIFY(fixture::writeTinyModel(ctc, TinyHead::Ctc, size));
        const auto preview = checkpoints::lookAtModel(ctc);
        PROSOSCOPE_VERIFY(preview);
        QCOMPARE(preview->config.vocabulary.size(), std::size_t{5});
        QVERIFY(preview->licence.empty());
        QCOMPARE(preview->remarks.size(), std::size_t{2});  // no licence; a recogniser
        const auto made = importInto(ctc, models);
        PROSOSCOPE_VERIFY(made);
        QVERIFY(made->card.classes.empty() && made->card.dimensions.empty());
        const auto file = store::SafetensorsFile::open(made->tensors);
        PROSOSCOPE_VERIFY(file);
        QVERIFY(file->metadata().at(checkpoints::kVocabularyKey).find("<pad>") != std::string::npos);
    }

    void typesAreKeptAndLieWhereTheyAreRead() {
        const auto source = fresh() / "mixed";
        QVERIFY(fixture::writeTinyModel(source, TinyHead::None));
        const auto plain = store::SafetensorsFile::open(source / "model.safetensors");
        PROSOSCOPE_VERIFY(plain);
        auto tensors = plain->tensors();
        std::vector<std::uint16_t> halves(16, 0x3c00);
        auto half =
            std::find_if(tensors.begin(), tensors.end(), [](const auto& one) { return one.name == "masked_spec_embed"; });
        QVERIFY(half != tensors.end());
        half->type = store::TensorType::BFloat16;
        half->bytes = std::as_bytes(std::span(halves));
        PROSOSCOPE_VERIFY(store::writeSafetensors(source / "model.safetensors", tensors));
        const auto preview = checkpoints::lookAtModel(source);
        PROSOSCOPE_VERIFY(preview);
        QCOMPARE(preview->types, (std::vector<std::string>{"bfloat16", "float32"}));
        const auto models = fresh();
        const auto entry = importInto(source, models);
        PROSOSCOPE_VERIFY(entry);
        const auto file = store::SafetensorsFile::map(entry->tensors);
        PROSOSCOPE_VERIFY(file);
        QCOMPARE(file->tensors().back().name, std::string("masked_spec_embed"));  // the narrow ones last
        for (const auto& tensor : tensors) {
            const auto* kept = file->find(tensor.name);
            QVERIFY(kept != nullptr && kept->type == tensor.type && std::ranges::equal(kept->bytes, tensor.bytes));
            QCOMPARE(reinterpret_cast<std::uintptr_t>(kept->bytes.data()) % store::bytesPerElement(kept->type),
                     std::uintptr_t{0});
        }
    }

    void tensorsThatDoNotFitAreNamed() {
        const auto source = fresh() / "other";
        QVERIFY(fixture::writeTinyModel(source, TinyHead::Classification));
        const auto plain = store::SafetensorsFile::open(source / "model.safetensors");
        PROSOSCOPE_VERIFY(plain);
        const auto models = fresh();
        const auto sentence = [&](std::vector<store::TensorView> tensors) {
            if (!store::writeSafetensors(source / "model.safetensors", tensors)) return QString("no disk");
            const auto made = importInto(source, models);
            return made ? QString() : QString::fromStdString(made.error().message());
        };
        auto fewer = plain->tensors();
        fewer.pop_back();
        QVERIFY2(sentence(fewer).contains("missing"), qPrintable(sentence(fewer)));
        auto bent = plain->tensors();
        auto wide = std::find_if(bent.begin(), bent.end(), [](const auto& one) { return one.shape.size() == 2; });
        wide->shape = {wide->shape[0] * wide->shape[1], 1};
        QVERIFY(!sentence(bent).isEmpty());
        auto more = plain->tensors();
        more.push_back(more.front());
        more.back().name = "adapter.layers.0.weight";
        QVERIFY(!sentence(more).isEmpty());
        QCOMPARE(namesIn(models), QStringList());
    }

    void whatIsNoModelIsNamed() {
        const auto folder = fresh();
        const auto sentence = [](const std::filesystem::path& path) {
            const auto preview = checkpoints::lookAtModel(path);
            return preview ? QString() : QString::fromStdString(preview.error().message());
        };
        QVERIFY(sentence(folder / "nowhere").contains("no folder or file"));
        QVERIFY(sentence(folder).contains("no config.json"));
        QVERIFY(fixture::writeTinyModel(folder, TinyHead::Classification));
        std::filesystem::remove(folder / "model.safetensors");
        QVERIFY(sentence(folder).contains("no weights"));
        QVERIFY(!checkpoints::looksLikeModel(folder));
        PROSOSCOPE_VERIFY(core::writeFile(folder / "model.safetensors", "not tensors at all"));
        QVERIFY(sentence(folder).contains("damaged"));
        PROSOSCOPE_VERIFY(store::writeSafetensors(folder / "model.safetensors", {}));
        QVERIFY(sentence(folder).contains("no tensors"));
        QVERIFY(fixture::writeTinyModel(folder, TinyHead::Classification));
        PROSOSCOPE_VERIFY(core::writeFile(folder / "config.json", R"({"model_type": "bert"})"));
        QVERIFY(!sentence(folder).isEmpty());
        PROSOSCOPE_VERIFY(core::writeFile(folder / "config.json", "[[[["));
        QVERIFY(!sentence(folder).isEmpty());
        const auto models = fresh();
        QVERIFY(!importInto(folder, models));
        QCOMPARE(namesIn(models), QStringList());
    }

    void aDamagedFileLeavesNothingBehind() {
        const auto source = fresh() / "cut";
        QVERIFY(fixture::writeTinyModel(source, TinyHead::Classification));
        const auto size = std::filesystem::file_size(source / "model.safetensors");
        const auto models = fresh();
        for (const auto keep : {size - 1, size / 2, std::uintmax_t{100}, std::uintmax_t{4}}) {
            std::filesystem::resize_file(source / "model.safetensors", keep);
            QVERIFY(!importInto(source, models));
            QCOMPARE(namesIn(models), QStringList());
        }
    }

    void namesAreChecked() {
        const auto source = fresh() / "a";
        QVERIFY(fixture::writeTinyModel(source, TinyHead::None));
        const auto models = fresh();
        for (const char* wrong : {"../x", "a/b", ".hidden", "a b", "\u00e4", "x\n"})
            QVERIFY(!importInto(source, models, wrong));
        QVERIFY(!importInto(source, models, std::string(65, 'x')));
        QCOMPARE(namesIn(models), QStringList());
        PROSOSCOPE_VERIFY(importInto(source, models, "taken"));
        const auto before = namesIn(models);
        const auto again = importInto(source, models, "taken");
        QVERIFY(!again);
        QVERIFY(QString::fromStdString(again.error().message()).contains("already"));
        QCOMPARE(namesIn(models), before);
        QCOMPARE(checkpoints::plainModelName("Wav2Vec2 Large (XLSR)"), std::string("wav2vec2-large-xlsr"));
        QCOMPARE(checkpoints::plainModelName("\u00fc"), std::string("model"));
        QCOMPARE(checkpoints::plainModelName("..."), std::string("model"));
    }

    void cancelLeavesNothingBehind() {
        const auto source = fresh() / "a";
        QVERIFY(fixture::writeTinyModel(source, TinyHead::Regression));
        const auto models = fresh();
        for (const bool before : {true, false}) {  // the first report comes when a tensor has been written
            std::stop_source stop;
            if (before) stop.request_stop();
            core::Progress progress(stop.get_token(), [&stop](double, const core::Text&) { stop.request_stop(); });
            checkpoints::ImportRequest request;
            request.source = source;
            const auto made = checkpoints::importModel(request, models, progress);
            QVERIFY(!made);
            QVERIFY(made.error().kind == core::ErrorKind::Cancelled);
            QCOMPARE(namesIn(models), QStringList());
        }
    }

    void aFullDiskLeavesNothingBehind() {
        const auto source = fresh() / "a";
        QVERIFY(fixture::writeTinyModel(source, TinyHead::Classification));
        const auto models = fresh();
        struct rlimit usual {};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &usual), 0);
        const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
        struct rlimit tight = usual;
        tight.rlim_cur = 8192;
        ::setrlimit(RLIMIT_FSIZE, &tight);
        const auto made = importInto(source, models);
        ::setrlimit(RLIMIT_FSIZE, &usual);
        std::signal(SIGXFSZ, ignored);
        QVERIFY(!made);
        QCOMPARE(namesIn(models), QStringList());
    }

    void licencesAreReadFromTheFrontMatter_data() {
        QTest::addColumn<QString>("readme");
        QTest::addColumn<QString>("licence");
        QTest::newRow("plain") << "---\nlicense: apache-2.0\n---\n"
                               << "apache-2.0";
        QTest::newRow("quoted") << "---\r\nlicense: \"mit\"\r\n---\r\n"
                                << "mit";
        QTest::newRow("list") << "---\nlicense:\n- cc-by-nc-sa-4.0\nother: x\n---\n"
                              << "cc-by-nc-sa-4.0";
        QTest::newRow("no front matter") << "# A model\nlicense: mit\n"
                                         << "";
        QTest::newRow("behind it") << "---\nlanguage: en\n---\nlicense: mit\n"
                                   << "";
        QTest::newRow("not printable") << "---\nlicense: a\001b\n---\n"
                                       << "";
        QTest::newRow("nested") << "---\nmodel:\n  license: mit\n---\n"
                                << "";
    }
    void licencesAreReadFromTheFrontMatter() {
        QFETCH(QString, readme);
        QFETCH(QString, licence);
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(core::writeFile(folder / "README.md", readme.toStdString()));
        QCOMPARE(QString::fromStdString(checkpoints::licenceOf(folder)), licence);
    }
};

QTEST_GUILESS_MAIN(TestModelImport)
#include "TestModelImport.moc"
