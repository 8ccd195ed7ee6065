// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/core/SafeFile.h"
#include "engine/store/ModelCard.h"
#include "engine/store/Safetensors.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using store::ModelCard;

namespace {

ModelCard exampleCard() {
    ModelCard card;
    card.name = "emodb-4class";
    card.title = "Four emotions — EmoDB";
    card.kind = "logmel-network";
    card.classes = {"angry", "happy", "sad", "neutral"};
    card.featureSet = "logmel80";
    card.featureParameters = "n_fft=512 hop=160";
    card.rateHz = 16000;
    card.settings = {{"channels", 48.0}, {"dropout", 0.1}};
    card.trainingCorpus = "emodb";
    card.trainingSpeakers = {"03", "08"};
    card.experiment = "name = \"x\"\n[training]\nepochs = 3\n";
    card.command = "prososcope-cli run x.toml";
    card.licence = "CC0-1.0";
    card.note = "Zeile 1\nZeile 2 \"ü\"";
    card.versions = R"({"prososcope":"0.1.0"})";
    card.seed = 0xfedcba9876543210ULL;
    card.tensorsSha256 = std::string(64, 'a');
    card.figures = {{"UAR", 0.1 + 0.2, 0.25, 0.35, 339, 10, "EmoDB, leave one speaker out"},
                    {"UAR", 0.5, std::nan(""), std::nan(""), 0, 0, "trained on EmoDB, tested on RAVDESS", true}};
    return card;
}

}  // namespace

class TestModelCard : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::filesystem::path root() const { return toPath(m_folder.path()); }
    /// A card file with `from` replaced by `to`.
    std::filesystem::path changed(const std::string& from, const std::string& to) const {
        const auto path = root() / "changed.json";
        (void)store::writeModelCard(path, exampleCard());
        auto text = core::readFile(path).value();
        const auto place = text.find(from);
        if (place == std::string::npos) qFatal("%s is not in the card", from.c_str());
        text.replace(place, from.size(), to);
        (void)core::writeFile(path, text);
        return path;
    }
    void addModel(const std::filesystem::path& folder, const std::string& name, bool tensors = true) const {
        auto card = exampleCard();
        card.name = name;
        PROSOSCOPE_VERIFY(store::writeModelCard(folder / (name + ".json"), card));
        if (tensors) PROSOSCOPE_VERIFY(store::writeSafetensors(folder / (name + ".safetensors"), {}));
    }

private Q_SLOTS:
    void roundTrip();
    void readableAndStable();
    void badFieldIsNamed_data();
    void badFieldIsNamed();
    void notACard();
    void findsModels();
    void findsByNameAndPath();
};

void TestModelCard::roundTrip() {
    const auto expected = exampleCard();
    PROSOSCOPE_VERIFY(store::writeModelCard(root() / "карта.json", expected));
    const auto card = store::readModelCard(root() / "карта.json");
    PROSOSCOPE_VERIFY(card);
    QCOMPARE(card->name, expected.name);
    QCOMPARE(card->title, expected.title);
    QCOMPARE(card->kind, expected.kind);
    QCOMPARE(card->classes, expected.classes);
    QCOMPARE(card->featureSet, expected.featureSet);
    QCOMPARE(card->featureParameters, expected.featureParameters);
    QCOMPARE(card->rateHz, expected.rateHz);
    QCOMPARE(card->settings, expected.settings);
    QCOMPARE(card->trainingCorpus, expected.trainingCorpus);
    QCOMPARE(card->trainingSpeakers, expected.trainingSpeakers);
    QCOMPARE(card->experiment, expected.experiment);
    QCOMPARE(card->command, expected.command);
    QCOMPARE(card->licence, expected.licence);
    QCOMPARE(card->note, expected.note);
    QCOMPARE(card->versions, expected.versions);
    QCOMPARE(card->seed, expected.seed);
    QCOMPARE(card->tensorsSha256, expected.tensorsSha256);
    QCOMPARE(card->figures.size(), std::size_t{2});
    QVERIFY(card->figures[0].value == 0.1 + 0.2);  // every bit
    QCOMPARE(card->figures[0].n, 339L);
    QCOMPARE(card->figures[0].speakers, 10L);
    QCOMPARE(card->figures[0].protocol, expected.figures[0].protocol);
    QVERIFY(!card->figures[0].speakerDependent && card->figures[1].speakerDependent);
    QVERIFY(std::isnan(card->figures[1].low));
}

void TestModelCard::readableAndStable() {
    PROSOSCOPE_VERIFY(store::writeModelCard(root() / "a.json", exampleCard()));
    PROSOSCOPE_VERIFY(store::writeModelCard(root() / "b.json", store::readModelCard(root() / "a.json").value()));
    const auto a = core::readFile(root() / "a.json").value();
    QCOMPARE(core::readFile(root() / "b.json").value(), a);
    QVERIFY(a.starts_with("{\n  \"name\": \"emodb-4class\",\n  \"title\""));
    QVERIFY(a.ends_with("}\n"));
}

void TestModelCard::badFieldIsNamed_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("missing kind") << QByteArray("\"kind\"") << QByteArray("\"kin\"") << QByteArray("\"kind\"");
    QTest::newRow("empty name") << QByteArray("\"emodb-4class\"") << QByteArray("\"\"") << QByteArray("\"name\"");
    QTest::newRow("rate is text") << QByteArray("16000") << QByteArray("\"16000\"") << QByteArray("\"rateHz\"");
    QTest::newRow("rate too high") << QByteArray("16000") << QByteArray("99999999999") << QByteArray("\"rateHz\"");
    QTest::newRow("class is a number") << QByteArray("\"angry\"") << QByteArray("1") << QByteArray("\"classes\"");
    QTest::newRow("setting is text") << QByteArray("48.0") << QByteArray("\"48\"") << QByteArray("\"settings.channels\"");
    QTest::newRow("seed negative") << QByteArray("18364758544493064720") << QByteArray("-1") << QByteArray("\"seed\"");
    QTest::newRow("count is fractional") << QByteArray("339") << QByteArray("339.5") << QByteArray("\"figures[0].n\"");
    QTest::newRow("figure without metric") << QByteArray("\"metric\"") << QByteArray("\"m\"")
                                           << QByteArray("\"figures[0].metric\"");
}

void TestModelCard::badFieldIsNamed() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, field);
    const auto card = store::readModelCard(changed(from.toStdString(), to.toStdString()));
    QVERIFY(!card);
    QCOMPARE(card.error().kind, core::ErrorKind::BadInput);
    const auto message = QString::fromStdString(card.error().message());
    QVERIFY2(message.contains(field), qPrintable(message));
    QVERIFY(message.contains("changed.json"));
}

void TestModelCard::notACard() {
    const std::vector<std::string> texts{"",
                                         "x",
                                         "[]",
                                         "3",
                                         "{",
                                         "{\"name\":1}",
                                         "{\"name\":\"\xff\"}",
                                         std::string(100000, '['),
                                         "{\"a\":" + std::string(100000, '[')};
    for (const auto& text : texts) {
        PROSOSCOPE_VERIFY(core::writeFile(root() / "bad.json", text));
        const auto card = store::readModelCard(root() / "bad.json");
        QVERIFY(!card);
        QCOMPARE(card.error().kind, core::ErrorKind::BadInput);
    }
    QCOMPARE(store::readModelCard(root() / "none.json").error().kind, core::ErrorKind::NotFound);
    auto card = exampleCard();
    card.note = "\xff";
    QVERIFY(!store::writeModelCard(root() / "never.json", card));
    QVERIFY(!std::filesystem::exists(root() / "never.json"));
}

void TestModelCard::findsModels() {
    const auto resources = root() / "res";
    qputenv("PROSOSCOPE_RESOURCES", resources.string().c_str());
    addModel(resources / "models", "bundled");
    const auto models = root() / "ws";
    addModel(models, "b");
    addModel(models, "a");
    addModel(models, "no-tensors", false);
    PROSOSCOPE_VERIFY(core::writeFile(models / "broken.json", "{"));
    PROSOSCOPE_VERIFY(core::writeFile(models / "notes.txt", "x"));
    const auto found = store::findModels(models);
    QCOMPARE(found.size(), std::size_t{3});
    QCOMPARE(found[0].card.name, std::string("bundled"));
    QVERIFY(found[0].bundled);
    QCOMPARE(found[1].card.name, std::string("a"));
    QVERIFY(!found[1].bundled);
    QCOMPARE(found[1].tensors, models / "a.safetensors");
    QCOMPARE(found[2].card.name, std::string("b"));
    QCOMPARE(store::findModels(root() / "absent").size(), std::size_t{1});
}

void TestModelCard::findsByNameAndPath() {
    const auto resources = root() / "res2";
    qputenv("PROSOSCOPE_RESOURCES", resources.string().c_str());
    addModel(resources / "models", "same");
    const auto models = root() / "ws2";
    addModel(models, "v1.2");
    addModel(models, "same");
    addModel(models, "no-tensors", false);
    PROSOSCOPE_VERIFY(store::findModel("v1.2", models));
    QCOMPARE(store::findModel("v1.2", models)->tensors, models / "v1.2.safetensors");
    QVERIFY(!store::findModel("same", models)->bundled);
    QVERIFY(store::findModel("same", {})->bundled);
    PROSOSCOPE_VERIFY(store::findModel((models / "v1.2.json").string(), {}));
    PROSOSCOPE_VERIFY(store::findModel((models / "v1.2.safetensors").string(), {}));
    QVERIFY(store::findModel((resources / "models" / "same.json").string(), {})->bundled);
    const auto unknown = store::findModel("nothing", models);
    QCOMPARE(unknown.error().kind, core::ErrorKind::NotFound);
    QVERIFY(QString::fromStdString(unknown.error().message()).contains("v1.2"));
    const auto half = store::findModel("no-tensors", models);
    QVERIFY(QString::fromStdString(half.error().message()).contains("no-tensors.safetensors"));
    QVERIFY(!store::findModel("", models));
}

QTEST_GUILESS_MAIN(TestModelCard)
#include "TestModelCard.moc"
