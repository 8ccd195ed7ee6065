// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include "engine/checkpoints/Checkpoint.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"
#include "tests/engine/checkpoints/TorchBytes.h"

using namespace prososcope;
using namespace prososcope::checkpoints;
using namespace torchbytes;

namespace {

std::filesystem::path fixture(const char* name) {
    return std::filesystem::path(PROSOSCOPE_SOURCE_DIR) / "tests" / "fixtures" / "checkpoints" / name;
}

core::Result<Checkpoint> read(std::string bytes, const char* name = "model.pt") {
    return Checkpoint::read(FileBytes::inMemory(name, std::move(bytes)));
}

std::vector<float> valuesOf(const Checkpoint& checkpoint, std::string_view name) {
    const auto* tensor = checkpoint.find(name);
    if (tensor == nullptr) return {};
    std::vector<float> values(tensor->elements(), -99.0F);
    return checkpoint.readFloats(*tensor, values) ? values : std::vector<float>();
}

/// A safetensors file of one vector of floats.
std::string safetensors(const std::string& name, const std::vector<float>& values) {
    const auto bytes = values.size() * sizeof(float);
    std::string header = "{\"" + name + "\":{\"dtype\":\"F32\",\"shape\":[" + std::to_string(values.size()) +
                         "],\"data_offsets\":[0," + std::to_string(bytes) + "]}}";
    header.append((8 - header.size() % 8) % 8, ' ');
    return number<std::uint64_t>(header.size()) + header + floats(values);
}

}  // namespace

class TestCheckpoint : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::filesystem::path at(const std::string& name) const { return toPath(m_folder.path()) / name; }
    void write(const std::string& name, const std::string& bytes) const {
        std::filesystem::create_directories(at(name).parent_path());
        std::ofstream(at(name), std::ios::binary | std::ios::trunc) << bytes;
    }

private Q_SLOTS:
    void referenceModels();
    void everyKindOfTensor_data();
    void everyKindOfTensor();
    void tensorsStayInPlace();
    void stridedTensorsAreCopied();
    void sharedStorages();
    void partsOfStorages();
    void zip64();
    void checksums();
    void otherDictionaries();
    void settingsAreReadable();
    void shards();
    void shardsOfPyTorch();
    void brokenShards_data();
    void brokenShards();
    void folderPrefersSafetensors();
    void refused_data();
    void refused();
    void truncationsFail_data();
    void truncationsFail();
    void misalignedSafetensors();
    void unicodeFolder();
};

void TestCheckpoint::referenceModels() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/models");
    int both = 0;
    for (const auto& item : std::filesystem::directory_iterator(folder)) {
        if (!std::filesystem::exists(item.path() / "model.safetensors")) continue;
        const auto safe = Checkpoint::open(item.path());
        PROSOSCOPE_VERIFY(safe);
        QCOMPARE(safe->form(), CheckpointForm::Safetensors);
        const auto text = core::readFile(item.path() / "parameters.csv");
        PROSOSCOPE_VERIFY(text);
        const auto table = core::parseCsv(*text, "parameters.csv");
        PROSOSCOPE_VERIFY(table);
        QCOMPARE(safe->tensors().size(), table->rows.size());
        if (!std::filesystem::exists(item.path() / "pytorch_model.bin")) continue;
        ++both;
        const auto torch = Checkpoint::open(item.path() / "pytorch_model.bin");
        PROSOSCOPE_VERIFY(torch);
        QCOMPARE(torch->form(), CheckpointForm::TorchArchive);
        QCOMPARE(torch->tensors().size(), safe->tensors().size());
        for (const auto& expected : safe->tensors()) {
            const auto* tensor = torch->find(expected.name);
            QVERIFY2(tensor != nullptr, expected.name.c_str());
            QCOMPARE(tensor->type, expected.type);
            QCOMPARE(tensor->shape, expected.shape);
            QVERIFY(std::ranges::equal(tensor->bytes, expected.bytes));
        }
    }
    QVERIFY(both >= 3);
}

void TestCheckpoint::everyKindOfTensor_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("form");
    QTest::newRow("archive") << "state-archive.pt" << static_cast<int>(CheckpointForm::TorchArchive);
    QTest::newRow("sequence") << "state-sequence.pt" << static_cast<int>(CheckpointForm::TorchSequence);
}

void TestCheckpoint::everyKindOfTensor() {
    QFETCH(QString, file);
    QFETCH(int, form);
    const auto checkpoint = Checkpoint::open(fixture(qPrintable(file)));
    PROSOSCOPE_VERIFY(checkpoint);
    QCOMPARE(static_cast<int>(checkpoint->form()), form);
    using Values = std::vector<float>;
    const std::vector<std::pair<const char*, Values>> expected{{"plain", {0, 1, 2, 3, 4, 5}},
                                                               {"transposed", {0, 3, 1, 4, 2, 5}},
                                                               {"every second", {1, 3, 5, 7, 9}},
                                                               {"shared a", {2, 3, 4, 5}},
                                                               {"shared b", {4, 5, 6, 7, 8, 9}},
                                                               {"half", {1.0F, -0.5F, 65504.0F, 0x1p-24F}},
                                                               {"brain", {1.0F, -0.5F, 3.0F}},
                                                               {"double", {0.1F}},
                                                               {"long", {-7.0F, 0x1p40F}},
                                                               {"int", {3}},
                                                               {"byte", {255}},
                                                               {"flag", {1, 0}},
                                                               {"scalar", {2.5F}},
                                                               {"empty", {}},
                                                               {"parameter", {4, 5}},
                                                               {"größe", {6}}};
    QCOMPARE(checkpoint->tensors().size(), expected.size());
    for (const auto& [name, values] : expected) {
        QVERIFY2(checkpoint->find(name) != nullptr, name);
        QCOMPARE(valuesOf(*checkpoint, name), values);
    }
    QCOMPARE(checkpoint->find("transposed")->shape, (std::vector<std::int64_t>{3, 2}));
    QCOMPARE(checkpoint->find("empty")->shape, (std::vector<std::int64_t>{0, 4}));
    QVERIFY(checkpoint->find("scalar")->shape.empty());
    QCOMPARE(checkpoint->find("double")->type, store::TensorType::Float64);
    QCOMPARE(checkpoint->skipped().size(), std::size_t{2});
    QCOMPARE(checkpoint->skipped()[0].name, std::string("small"));
    QCOMPARE(checkpoint->skipped()[1].what, std::string("number"));
    QVERIFY(checkpoint->find("absent") == nullptr);
    std::vector<float> wrong(5);
    QVERIFY(!checkpoint->readFloats(*checkpoint->find("plain"), wrong));
    for (const auto& tensor : checkpoint->tensors()) {
        QCOMPARE(reinterpret_cast<std::uintptr_t>(tensor.bytes.data()) % store::bytesPerElement(tensor.type),
                 std::uintptr_t{0});
    }
}

void TestCheckpoint::tensorsStayInPlace() {
    const auto file =
        FileBytes::inMemory("model.bin", archive(dictionary({{"a", vector("0", 3)}}), {{"0", floats({1, 2, 3})}}));
    const auto checkpoint = Checkpoint::read(file);
    PROSOSCOPE_VERIFY(checkpoint);
    const auto* begin = file->bytes().data();
    const auto* tensor = checkpoint->tensors()[0].bytes.data();
    QVERIFY(tensor > begin && tensor < begin + file->bytes().size());
}

void TestCheckpoint::stridedTensorsAreCopied() {
    // Three dimensions in any order, one of size 1 with an absurd stride, and an offset.
    const auto value = dictionary({{"a", tensor(storage("FloatStorage", "0", 25), 1, {2, 1, 3, 4}, {12, INT64_MAX, 1, 3})}});
    std::vector<float> values(25);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i);
    const auto checkpoint = read(archive(value, {{"0", floats(values)}}));
    PROSOSCOPE_VERIFY(checkpoint);
    std::vector<float> expected;
    for (int i = 0; i < 2; ++i) {
        for (int j = 0; j < 3; ++j) {
            for (int k = 0; k < 4; ++k) expected.push_back(static_cast<float>(1 + 12 * i + j + 3 * k));
        }
    }
    QCOMPARE(valuesOf(*checkpoint, "a"), expected);
}

void TestCheckpoint::sharedStorages() {
    const auto whole = storage("FloatStorage", "0", 4);
    const auto value = dictionary({{"a", tensor(whole, 0, {4}, {1})}, {"tied", tensor(whole, 0, {2, 2}, {2, 1})}});
    const auto checkpoint = read(archive(value, {{"0", floats({1, 2, 3, 4})}}));
    PROSOSCOPE_VERIFY(checkpoint);
    QCOMPARE(checkpoint->find("a")->bytes.data(), checkpoint->find("tied")->bytes.data());
    // Copies of one storage have a limit: a file is never blown up.
    std::vector<std::pair<std::string, std::string>> many;
    const auto large = storage("FloatStorage", "0", 1 << 20);
    for (int i = 0; i < 20; ++i) {
        many.emplace_back("t" + std::to_string(i), tensor(large, 0, {1 << 10, 1 << 10}, {1, 1 << 10}));
    }
    const auto blown = read(archive(dictionary(many), {{"0", std::string(4 << 20, '\0')}}));
    QVERIFY(!blown);
    QVERIFY(!blown.error().details.empty());
}

void TestCheckpoint::partsOfStorages() {
    const auto part = tuple({text("inner"), integer(2), integer(3)});
    const auto value = dictionary({{"part", tensor(storage("FloatStorage", "k", 6, part), 1, {2}, {1})}});
    const auto checkpoint = read(sequence(value, {{"k", 6, floats({0, 1, 2, 3, 4, 5})}}));
    PROSOSCOPE_VERIFY(checkpoint);
    QCOMPARE(valuesOf(*checkpoint, "part"), (std::vector<float>{3, 4}));
}

void TestCheckpoint::zip64() {
    const auto checkpoint = read(archive(dictionary({{"a", vector("0", 2)}}), {{"0", floats({7, 8})}}, {.zip64 = true}));
    PROSOSCOPE_VERIFY(checkpoint);
    QCOMPARE(valuesOf(*checkpoint, "a"), (std::vector<float>{7, 8}));
}

/// A flipped bit is refused, wherever it lies in what is read; archives that state no checksums are read as they are.
void TestCheckpoint::checksums() {
    const auto value = dictionary({{"a", vector("0", 2)}, {"b", vector("1", 40000)}});
    std::vector<float> many(40000, 0.25F);
    const std::vector<std::pair<std::string, std::string>> storages{{"0", floats({7, 8})}, {"1", floats(many)}};
    const auto good = archive(value, storages, {.checksums = true});
    const auto checkpoint = read(good);
    PROSOSCOPE_VERIFY(checkpoint);
    QCOMPARE(valuesOf(*checkpoint, "b"), many);
    const auto refusedWith = [&](const std::string& bytes, std::size_t at, const char* entry) {
        auto damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 4);
        const auto opened = read(damaged);
        return !opened && opened.error().kind == core::ErrorKind::BadInput &&
               opened.error().message().find(std::string("the bytes of ") + entry) != std::string::npos;
    };
    const auto first = good.find(floats({7, 8}));
    const auto second = good.find(floats({0.25F, 0.25F, 0.25F}));
    QVERIFY(first != std::string::npos && second != std::string::npos);
    QVERIFY(refusedWith(good, first + 5, "archive/data/0"));
    for (const std::size_t place : {std::size_t{0}, std::size_t{77777}, std::size_t{159999}})
        QVERIFY(refusedWith(good, second + place, "archive/data/1"));
    QVERIFY(refusedWith(good, good.find("collections"), "archive/data.pkl") || good.find("collections") == std::string::npos);
    // In a file, whose pages are given back meanwhile.
    write("flipped.bin", [&] {
        auto damaged = good;
        damaged[second + 100001] ^= 1;
        return damaged;
    }());
    const auto mapped = Checkpoint::open(at("flipped.bin"));
    QVERIFY(!mapped && mapped.error().message().find("not those that were written") != std::string::npos);
    write("sound.bin", good);
    const auto sound = Checkpoint::open(at("sound.bin"));
    PROSOSCOPE_VERIFY(sound);
    QCOMPARE(valuesOf(*sound, "b"), many);
    auto unstated = archive(value, storages);
    unstated[unstated.find(floats({7, 8}))] ^= 1;
    PROSOSCOPE_VERIFY(read(unstated));
}

void TestCheckpoint::otherDictionaries() {
    for (const char* key : {"model", "state_dict", "model_state_dict"}) {
        const auto value = dictionary({{"epoch", integer(3)}, {key, orderedDictionary() + entries({{"a", vector("0", 1)}})}});
        const auto checkpoint = read(archive(value, {{"0", floats({1})}}));
        PROSOSCOPE_VERIFY(checkpoint);
        QCOMPARE(checkpoint->tensors().size(), std::size_t{1});
        QCOMPARE(checkpoint->settings().field("epoch").integer(), std::optional<std::int64_t>(3));
    }
}

void TestCheckpoint::settingsAreReadable() {
    std::optional<Checkpoint> kept;
    {
        auto checkpoint = Checkpoint::open(fixture("fairseq-args.pt"));
        PROSOSCOPE_VERIFY(checkpoint);
        kept = *checkpoint;
    }
    const auto args = kept->settings().field("args");
    QCOMPARE(args.className(), std::string_view("argparse.Namespace"));
    QVERIFY(args.field("arch").text() == "wav2vec2");
    QCOMPARE(args.field("encoder_attention_heads").integer(), std::optional<std::int64_t>(2));
    QCOMPARE(kept->settings().field("optimizer_history").item(0).field("num_updates").integer(),
             std::optional<std::int64_t>(4));
}

void TestCheckpoint::shards() {
    write("sharded/one.safetensors", safetensors("a", {1, 2}));
    write("sharded/two.safetensors", safetensors("b", {3}));
    write("sharded/model.safetensors.index.json",
          R"({"metadata": {"total_size": 12, "weight_map": {"x": "../y"}},
              "weight_map": {"a": "one.safetensors", "b": "two.safetensors"}})");
    const auto checkpoint = Checkpoint::open(at("sharded"));
    PROSOSCOPE_VERIFY(checkpoint);
    QCOMPARE(checkpoint->tensors().size(), std::size_t{2});
    QCOMPARE(valuesOf(*checkpoint, "a"), (std::vector<float>{1, 2}));
    QCOMPARE(valuesOf(*checkpoint, "b"), (std::vector<float>{3}));
    QCOMPARE(checkpoint->files().size(), std::size_t{2});
    QVERIFY(!checkpoint->settings().present());
}

void TestCheckpoint::shardsOfPyTorch() {
    write("bins/one.bin", archive(dictionary({{"a", vector("0", 2)}}), {{"0", floats({1, 2})}}));
    write("bins/two.bin", archive(dictionary({{"b", vector("0", 1)}, {"unlisted", vector("0", 1)}}), {{"0", floats({3})}}));
    write("bins/pytorch_model.bin.index.json", R"({"weight_map": {"a": "one.bin", "b": "two.bin"}})");
    const auto checkpoint = Checkpoint::open(at("bins"));
    PROSOSCOPE_VERIFY(checkpoint);
    QCOMPARE(checkpoint->tensors().size(), std::size_t{2});
    QCOMPARE(valuesOf(*checkpoint, "b"), (std::vector<float>{3}));
}

void TestCheckpoint::brokenShards_data() {
    QTest::addColumn<QByteArray>("index");
    QTest::addColumn<QString>("says");
    QTest::newRow("missing file") << QByteArray(R"({"weight_map": {"a": "absent.safetensors"}})") << "absent.safetensors";
    QTest::newRow("missing tensor") << QByteArray(R"({"weight_map": {"a": "one.safetensors", "c": "one.safetensors"}})")
                                    << "lacks the tensor c";
    QTest::newRow("tensor in another file")
        << QByteArray(R"({"weight_map": {"a": "two.safetensors"}})") << "lacks the tensor a";
    QTest::newRow("folder above") << QByteArray(R"({"weight_map": {"a": "../one.safetensors"}})") << "outside its folder";
    QTest::newRow("absolute") << QByteArray(R"({"weight_map": {"a": "/etc/passwd"}})") << "outside its folder";
    QTest::newRow("dots") << QByteArray(R"({"weight_map": {"a": ".."}})") << "outside its folder";
    QTest::newRow("backslash") << QByteArray(R"({"weight_map": {"a": "..\\one"}})") << "outside its folder";
    QTest::newRow("nul") << QByteArray(R"({"weight_map": {"a": "one\u0000"}})") << "outside its folder";
    QTest::newRow("empty name") << QByteArray(R"({"weight_map": {"a": ""}})") << "outside its folder";
    QTest::newRow("twice") << QByteArray(R"({"weight_map": {"a": "one.safetensors", "a": "two.safetensors"}})") << "damaged";
    QTest::newRow("two maps") << QByteArray(
                                     R"({"weight_map": {"a": "one.safetensors"}, "weight_map": {"b": "two.safetensors"}})")
                              << "damaged";
    QTest::newRow("empty map") << QByteArray(R"({"weight_map": {}})") << "damaged";
    QTest::newRow("no map") << QByteArray(R"({"metadata": {}})") << "damaged";
    QTest::newRow("no JSON") << QByteArray("weight_map") << "damaged";
    QTest::newRow("a number") << QByteArray(R"({"weight_map": {"a": 1}})") << "damaged";
    QTest::newRow("nested") << QByteArray(R"({"weight_map": {"a": {"b": "one.safetensors"}}})") << "damaged";
    QTest::newRow("deep") << QByteArray(R"({"weight_map":)") + QByteArray(1'000'000, '[') << "damaged";
}

void TestCheckpoint::brokenShards() {
    QFETCH(QByteArray, index);
    QFETCH(QString, says);
    write("broken/one.safetensors", safetensors("a", {1, 2}));
    write("broken/two.safetensors", safetensors("b", {3}));
    write("broken/model.safetensors.index.json", index.toStdString());
    const auto checkpoint = Checkpoint::open(at("broken"));
    QVERIFY(!checkpoint);
    const auto message = QString::fromStdString(checkpoint.error().message());
    QVERIFY2(message.contains(says) && message.contains("broken"), qPrintable(message));
}

void TestCheckpoint::folderPrefersSafetensors() {
    write("both/model.safetensors", safetensors("safe", {1}));
    write("both/pytorch_model.bin", archive(dictionary({{"torch", vector("0", 1)}}), {{"0", floats({1})}}));
    const auto checkpoint = Checkpoint::open(at("both"));
    PROSOSCOPE_VERIFY(checkpoint);
    QVERIFY(checkpoint->find("safe") != nullptr);
    std::filesystem::create_directories(at("empty"));
    const auto none = Checkpoint::open(at("empty"));
    QVERIFY(!none);
    QCOMPARE(none.error().kind, core::ErrorKind::NotFound);
    QVERIFY(QString::fromStdString(none.error().message()).contains("model.safetensors"));
    QCOMPARE(Checkpoint::open(at("absent")).error().kind, core::ErrorKind::NotFound);
    QCOMPARE(Checkpoint::open("/dev/zero").error().kind, core::ErrorKind::NotFound);
}

void TestCheckpoint::refused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* title, const std::string& bytes, const char* says) {
        QTest::newRow(title) << QByteArray::fromStdString(bytes) << says;
    };
    const std::string good = dictionary({{"a", vector("0", 2)}});
    const std::string data = floats({1, 2});
    row("nothing", "", "neither a safetensors nor a PyTorch file");
    row("text", "<!DOCTYPE html><html>", "neither a safetensors nor a PyTorch file");
    row("Git LFS", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n", "Git LFS");
    row("another pickle", start() + good + ".", "neither a safetensors nor a PyTorch file");
    row("tar", std::string(257, 'x') + "ustar" + std::string(300, '\0'), "only Python can read (tar)");
    row("a zip of something else", zip({{"folder/readme.txt", "hello"}}), "damaged");
    row("TorchScript", zip({{"m/data.pkl", start() + good + "."}, {"m/data/0", data}, {"m/constants.pkl", "x"}}),
        "TorchScript");
    row("big-endian", zip({{"m/data.pkl", start() + good + "."}, {"m/data/0", data}, {"m/byteorder", "big"}}), "big-endian");
    row("compressed", archive(good, {{"0", data}}, {.method = 8}), "compressed");
    row("entries beyond the archive", archive(good, {{"0", data}}, {.sizeChange = 100'000}), "damaged");
    row("entries over each other", archive(good, {{"0", data}}, {.sizeChange = 200}), "damaged");
    row("storage absent", archive(good, {}), "damaged");
    row("storage too short", archive(good, {{"0", floats({1})}}), "damaged");
    row("a name twice", zip({{"m/data.pkl", start() + good + "."}, {"m/data/0", data}, {"m/data/0", data}}), "damaged");
    row("a tensor twice", archive(dictionary({{"a", vector("0", 2)}, {"a", vector("0", 2)}}), {{"0", data}}), "damaged");
    row("a tensor named by a number", archive("}" + integer(1) + vector("0", 2) + "s", {{"0", data}}), "damaged");
    row("a name that is no text", archive(dictionary({{"\xff", vector("0", 2)}}), {{"0", data}}), "damaged");
    row("no tensors", archive(dictionary({{"a", integer(1)}}), {}), "holds no tensors by their names (only: dict)");
    row("a whole model", archive(global("models", "Wav2Vec2") + ")\x81", {}), "only: models.Wav2Vec2");
    row("quantised",
        archive(dictionary({{"a", vector("0", 2)}, {"q", call(global("torch._utils", "_rebuild_qtensor"), ")")}}),
                {{"0", data}}),
        "torch._utils._rebuild_qtensor");
    row("an attack", archive(call(global("os", "system"), tuple({text("id")})), {}), "Nothing was run");
    row("sequence: storage absent", sequence(good, {}), "damaged");
    row("sequence: storage too short", sequence(good, {{"0", 1, floats({1})}}), "damaged");
    row("sequence: huge storage", sequence(good, {{"0", UINT64_MAX / 2, data}}), "damaged");
    row("sequence: unknown storage", sequence(good, {{"0", 2, data}, {"1", 2, data}}), "damaged");
    row("sequence: storage twice", sequence(good, {{"0", 2, data}, {"0", 2, data}}), "damaged");
}

void TestCheckpoint::refused() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    const auto checkpoint = read(bytes.toStdString());
    QVERIFY(!checkpoint);
    QCOMPARE(checkpoint.error().kind, core::ErrorKind::BadInput);
    const auto message = QString::fromStdString(checkpoint.error().message());
    QVERIFY2(message.contains(says) && message.contains("model.pt"), qPrintable(message));
}

void TestCheckpoint::truncationsFail_data() {
    QTest::addColumn<QByteArray>("bytes");
    const std::string good = dictionary({{"a", vector("0", 2)}});
    QTest::newRow("archive") << QByteArray::fromStdString(archive(good, {{"0", floats({1, 2})}}));
    QTest::newRow("zip64") << QByteArray::fromStdString(archive(good, {{"0", floats({1, 2})}}, {.zip64 = true}));
    QTest::newRow("sequence") << QByteArray::fromStdString(sequence(good, {{"0", 2, floats({1, 2})}}));
    QTest::newRow("safetensors") << QByteArray::fromStdString(safetensors("a", {1, 2}));
}

void TestCheckpoint::truncationsFail() {
    QFETCH(QByteArray, bytes);
    const std::string whole = bytes.toStdString();
    PROSOSCOPE_VERIFY(read(whole));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const auto checkpoint = read(whole.substr(0, length));
        QVERIFY2(!checkpoint, qPrintable(QString::number(length)));
        QCOMPARE(checkpoint.error().kind, core::ErrorKind::BadInput);
    }
}

void TestCheckpoint::misalignedSafetensors() {
    const std::string header =
        R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}})";
    const auto checkpoint = read(number<std::uint64_t>(header.size()) + header + "\x07" + floats({2.5F}), "m.safetensors");
    PROSOSCOPE_VERIFY(checkpoint);
    const auto* tensor = checkpoint->find("b");
    QCOMPARE(reinterpret_cast<std::uintptr_t>(tensor->bytes.data()) % sizeof(float), std::uintptr_t{0});
    QCOMPARE(tensor->floats()[0], 2.5F);
    QVERIFY(!read(number<std::uint64_t>(header.size()) + header, "m.safetensors"));
}

void TestCheckpoint::unicodeFolder() {
    write("Модель ü/model.safetensors", safetensors("a", {1}));
    const auto checkpoint = Checkpoint::open(at("Модель ü"));
    PROSOSCOPE_VERIFY(checkpoint);
    checkpoint->release(checkpoint->tensors()[0]);
    QCOMPARE(valuesOf(*checkpoint, "a"), (std::vector<float>{1}));
}

QTEST_GUILESS_MAIN(TestCheckpoint)
#include "TestCheckpoint.moc"
