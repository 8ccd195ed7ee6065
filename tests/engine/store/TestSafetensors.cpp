// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>
#include <fstream>

#include "engine/core/Csv.h"
#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
#include "engine/store/Safetensors.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using store::SafetensorsFile;
using store::TensorType;
using store::TensorView;

namespace {

std::string fileOf(const std::string& header, const std::string& data = {}) {
    const std::uint64_t length = header.size();
    std::string text(8, '\0');
    std::memcpy(text.data(), &length, 8);
    return text + header + data;
}

template <typename T>
TensorView viewOf(std::string name, TensorType type, std::vector<std::int64_t> shape, const std::vector<T>& values) {
    return {std::move(name), type, std::move(shape), std::as_bytes(std::span(values))};
}

/// What every loaded file must satisfy, whatever bytes it was made from.
void verifyConsistent(const SafetensorsFile& file) {
    for (const auto& tensor : file.tensors()) {
        std::size_t elements = 1;
        for (const auto size : tensor.shape) {
            QVERIFY(size >= 0);
            elements *= static_cast<std::size_t>(size);
        }
        QCOMPARE(tensor.elements(), elements);
        QCOMPARE(tensor.bytes.size(), elements * bytesPerElement(tensor.type));
        QCOMPARE(reinterpret_cast<std::uintptr_t>(tensor.bytes.data()) % 64, std::uintptr_t{0});
        unsigned sum = 0;
        for (const auto byte : tensor.bytes) sum += static_cast<unsigned>(byte);  // touches every byte
        QVERIFY(sum < 256U * static_cast<unsigned>(tensor.bytes.size() + 1));
        QVERIFY(file.find(tensor.name) != nullptr);
    }
}

}  // namespace

class TestSafetensors : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::filesystem::path at(const char* name) const { return toPath(m_folder.path()) / name; }
    core::Result<SafetensorsFile> load(const std::string& bytes) const {
        const auto path = at("bytes.safetensors");
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
        return SafetensorsFile::open(path);
    }

private Q_SLOTS:
    void roundTripOfEveryType();
    void dataBeginsAtEightBytes();
    void misalignedTensorsAreAlignedInMemory();
    void writerRefusesBadTensors();
    void hostileHeaders_data();
    void hostileHeaders();
    void headerLengthBeyondLimit();
    void everyTruncationFails();
    void mutationsNeverCrash();
    void notAFile();
    void unicodePath();
    void fullDiskLeavesNothing();
    void referenceModels();
};

void TestSafetensors::roundTripOfEveryType() {
    const std::vector<float> f32{1.5F, -2.25F, 3e-30F, 0.0F, 5.0F, 6.0F};
    const std::vector<double> f64{0.1, -1e300};
    const std::vector<std::int32_t> i32{-7, 8, INT32_MAX};
    const std::vector<std::int64_t> i64{INT64_MIN};
    const std::vector<std::uint16_t> halves{0x3c00, 0xbc00};
    const std::vector<std::uint8_t> bytes{0, 255, 17};
    const std::vector<float> none;
    const std::vector<TensorView> tensors{viewOf("weights \"w\"\n", TensorType::Float32, {2, 3}, f32),
                                          viewOf("scalar", TensorType::Int64, {}, i64),
                                          viewOf("d", TensorType::Float64, {2, 1}, f64),
                                          viewOf("größe", TensorType::Int32, {3}, i32),
                                          viewOf("half", TensorType::Float16, {2}, halves),
                                          viewOf("brain", TensorType::BFloat16, {1, 2}, halves),
                                          viewOf("flags", TensorType::Bool, {3}, bytes),
                                          viewOf("empty", TensorType::Float32, {0, 4}, none),
                                          viewOf("b", TensorType::UInt8, {3, 1, 1}, bytes)};
    const std::map<std::string, std::string> metadata{{"format", "pt"}, {"note", "ä \\ \" \n"}};
    const auto path = at("all.safetensors");
    PROSOSCOPE_VERIFY(store::writeSafetensors(path, tensors, metadata));
    const auto file = SafetensorsFile::open(path);
    PROSOSCOPE_VERIFY(file);
    QCOMPARE(file->metadata(), metadata);
    QCOMPARE(file->tensors().size(), tensors.size());
    for (const auto& expected : tensors) {
        const auto* actual = file->find(expected.name);
        QVERIFY(actual != nullptr);
        QCOMPARE(actual->type, expected.type);
        QCOMPARE(actual->shape, expected.shape);
        QCOMPARE(actual->bytes.size(), expected.bytes.size());
        QVERIFY(std::equal(actual->bytes.begin(), actual->bytes.end(), expected.bytes.begin()));
    }
    verifyConsistent(*file);
    const auto floats = file->find("weights \"w\"\n")->floats();
    QCOMPARE(std::vector<float>(floats.begin(), floats.end()), f32);
    QVERIFY(file->find("d")->floats().empty());
    QVERIFY(file->find("absent") == nullptr);
}

void TestSafetensors::dataBeginsAtEightBytes() {
    const std::vector<float> values{1.0F};
    std::string name;
    for (int i = 0; i < 9; ++i) {
        name += 'n';
        PROSOSCOPE_VERIFY(
            store::writeSafetensors(at("one.safetensors"), std::vector{viewOf(name, TensorType::Float32, {1}, values)}));
        const auto text = core::readFile(at("one.safetensors"));
        PROSOSCOPE_VERIFY(text);
        QCOMPARE((text->size() - 4) % 8, std::size_t{0});
        std::uint64_t header = 0;
        std::memcpy(&header, text->data(), 8);
        QCOMPARE(header + 8 + 4, text->size());
    }
}

void TestSafetensors::misalignedTensorsAreAlignedInMemory() {
    const auto file = load(
        fileOf(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}} )",
               std::string("\x07\x00\x00\x80\x3f", 5)));
    PROSOSCOPE_VERIFY(file);
    verifyConsistent(*file);
    QCOMPARE(file->find("b")->floats()[0], 1.0F);
}

void TestSafetensors::writerRefusesBadTensors() {
    const std::vector<float> values{1.0F, 2.0F};
    const auto path = at("refused.safetensors");
    const auto good = viewOf("a", TensorType::Float32, {2}, values);
    const std::vector<std::vector<TensorView>> bad{{good, good},
                                                   {viewOf("a", TensorType::Float32, {3}, values)},
                                                   {viewOf("a", TensorType::Float32, {-1, -2}, values)},
                                                   {viewOf("__metadata__", TensorType::Float32, {2}, values)},
                                                   {viewOf("\xff\xfe", TensorType::Float32, {2}, values)}};
    for (const auto& tensors : bad) {
        const auto written = store::writeSafetensors(path, tensors);
        QVERIFY(!written);
        QCOMPARE(written.error().kind, core::ErrorKind::BadInput);
        QVERIFY(!std::filesystem::exists(path));
    }
}

void TestSafetensors::hostileHeaders_data() {
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("dataBytes");
    const auto row = [](const char* name, const QByteArray& header, int bytes = 4) { QTest::newRow(name) << header << bytes; };
    row("empty object with data", "{}");
    row("not an object", "[]", 0);
    row("leading space", " {}", 0);
    row("text after the end", "{} x", 0);
    row("nul after the end", QByteArray("{}\0\0", 4), 0);
    row("broken json", R"({"a":{"dtype":"F32")");
    row("unknown type", R"({"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}})");
    row("type is a number", R"({"a":{"dtype":32,"shape":[1],"data_offsets":[0,4]}})");
    row("negative shape", R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})");
    row("fractional shape", R"({"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}})");
    row("shape overflows to the right size", R"({"a":{"dtype":"F32","shape":[4611686018427387904,4,1],"data_offsets":[0,4]}})");
    row("shape wraps to 4 bytes", R"({"a":{"dtype":"F32","shape":[4611686018427387905],"data_offsets":[0,4]}})");
    row("number beyond 64 bits", R"({"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}})");
    row("shape nested", R"({"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}})");
    row("shape is text", R"({"a":{"dtype":"F32","shape":"1","data_offsets":[0,4]}})");
    row("no shape", R"({"a":{"dtype":"F32","data_offsets":[0,4]}})");
    row("no offsets", R"({"a":{"dtype":"F32","shape":[1]}})");
    row("one offset", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4]}})");
    row("three offsets", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}})");
    row("offsets backwards", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}})");
    row("offset past the end", R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})");
    row("offset huge", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[9223372036854775803,9223372036854775807]}})");
    row("gap at the start", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", 8);
    row("data left over", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", 8);
    row("overlap",
        R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})");
    row("duplicate tensor",
        R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", 8);
    row("duplicate key", R"({"a":{"dtype":"F32","dtype":"I32","shape":[1],"data_offsets":[0,4]}})");
    row("unknown key", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}})");
    row("metadata not text", R"({"__metadata__":{"a":1}})", 0);
    row("metadata nested", R"({"__metadata__":{"a":{}}})", 0);
    row("metadata twice", R"({"__metadata__":{},"__metadata__":{}})", 0);
    row("tensor is a list", R"({"a":[]})", 0);
    row("tensor is null", R"({"a":null})", 0);
    row("not utf-8", "{\"\xff\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}");
    row("half of an element", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,3]}})", 3);
    row("deep nesting", QByteArray("{\"a\":") + QByteArray(2'000'000, '['), 0);
    row("deep objects", QByteArray("{\"a\":").repeated(500'000), 0);
}

void TestSafetensors::hostileHeaders() {
    QFETCH(QByteArray, header);
    QFETCH(int, dataBytes);
    const auto file = load(fileOf(header.toStdString(), std::string(static_cast<std::size_t>(dataBytes), '\0')));
    QVERIFY(!file);
    QCOMPARE(file.error().kind, core::ErrorKind::BadInput);
    QVERIFY(QString::fromStdString(file.error().message()).contains("bytes.safetensors"));
    QVERIFY(!file.error().details.empty());
}

void TestSafetensors::headerLengthBeyondLimit() {
    for (const std::uint64_t length :
         {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{3}, std::uint64_t{100'000'001}, UINT64_MAX}) {
        auto bytes = fileOf("{}");
        std::memcpy(bytes.data(), &length, 8);
        QVERIFY(!load(bytes));
    }
    PROSOSCOPE_VERIFY(load(fileOf("{}")));
}

void TestSafetensors::everyTruncationFails() {
    const std::vector<float> values{1.0F, 2.0F, 3.0F};
    const std::vector<std::int64_t> numbers{9};
    PROSOSCOPE_VERIFY(store::writeSafetensors(
        at("small.safetensors"),
        std::vector{viewOf("a", TensorType::Float32, {3}, values), viewOf("b", TensorType::Int64, {1}, numbers)},
        {{"k", "v"}}));
    const auto whole = core::readFile(at("small.safetensors"));
    PROSOSCOPE_VERIFY(whole);
    PROSOSCOPE_VERIFY(load(*whole));
    for (std::size_t length = 0; length < whole->size(); ++length) {
        const auto file = load(whole->substr(0, length));
        QVERIFY2(!file, qPrintable(QString::number(length)));
        QCOMPARE(file.error().kind, core::ErrorKind::BadInput);
    }
}

void TestSafetensors::mutationsNeverCrash() {
    const std::vector<float> values{1.0F, 2.0F, 3.0F};
    const std::vector<std::uint8_t> flags{1, 0};
    PROSOSCOPE_VERIFY(store::writeSafetensors(
        at("small.safetensors"),
        std::vector{viewOf("a", TensorType::Float32, {3, 1}, values), viewOf("b", TensorType::Bool, {2}, flags)},
        {{"k", "v"}}));
    const auto whole = core::readFile(at("small.safetensors"));
    PROSOSCOPE_VERIFY(whole);
    core::Random random(20);
    constexpr std::string_view kLikely = "{}[]\",:0123456789-.eFIUBOL\0\xff";
    int loaded = 0;
    int refused = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string bytes = *whole;
        const auto changes = 1 + random.below(random.chance(0.5) ? 1 : 6);
        for (std::uint64_t i = 0; i < changes; ++i) {
            auto& byte = bytes[random.below(bytes.size())];
            byte = random.chance(0.5) ? static_cast<char>(random.below(256)) : kLikely[random.below(kLikely.size())];
        }
        if (random.chance(0.1)) bytes.insert(random.below(bytes.size()), 1, kLikely[random.below(kLikely.size())]);
        if (random.chance(0.1)) bytes.erase(random.below(bytes.size()), 1 + random.below(4));
        const auto file = load(bytes);
        if (file) {
            ++loaded;
            verifyConsistent(*file);
            if (QTest::currentTestFailed()) return;
        } else {
            ++refused;
            QVERIFY(!file.error().message().empty());
        }
    }
    QVERIFY(loaded > 100);  // changed values and names are still sound files
    QVERIFY(refused > 5000);
}

void TestSafetensors::notAFile() {
    QCOMPARE(SafetensorsFile::open(at("absent.safetensors")).error().kind, core::ErrorKind::NotFound);
    QCOMPARE(SafetensorsFile::open(toPath(m_folder.path())).error().kind, core::ErrorKind::NotFound);
    QCOMPARE(SafetensorsFile::open("/dev/zero").error().kind, core::ErrorKind::NotFound);
}

void TestSafetensors::unicodePath() {
    const std::vector<float> values{4.0F};
    const auto path = at("Модель ü/権重.safetensors");
    PROSOSCOPE_VERIFY(store::writeSafetensors(path, std::vector{viewOf("a", TensorType::Float32, {1}, values)}));
    PROSOSCOPE_VERIFY(SafetensorsFile::open(path));
}

void TestSafetensors::fullDiskLeavesNothing() {
    const std::vector<float> values{4.0F};
    const auto written =
        store::writeSafetensors("/proc/prososcope/a.safetensors", std::vector{viewOf("a", TensorType::Float32, {1}, values)});
    QVERIFY(!written);
    QVERIFY(QString::fromStdString(written.error().message()).contains("a.safetensors"));
}

void TestSafetensors::referenceModels() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/models");
    int files = 0;
    for (const auto& item : std::filesystem::directory_iterator(folder)) {
        const auto path = item.path() / "model.safetensors";
        if (!std::filesystem::exists(path)) continue;
        ++files;
        const auto file = SafetensorsFile::open(path);
        PROSOSCOPE_VERIFY(file);
        const auto text = core::readFile(item.path() / "parameters.csv");
        PROSOSCOPE_VERIFY(text);
        const auto table = core::parseCsv(*text, "parameters.csv");
        PROSOSCOPE_VERIFY(table);
        QVERIFY(!table->rows.empty());
        QCOMPARE(file->tensors().size(), table->rows.size());
        for (const auto& row : table->rows) {
            const auto* tensor = file->find(row[0]);
            QVERIFY2(tensor != nullptr, row[0].c_str());
            std::string shape;
            for (const auto size : tensor->shape) shape += (shape.empty() ? "" : "x") + std::to_string(size);
            QCOMPARE(shape, row[1]);
            double sum = 0.0;
            for (const float value : tensor->floats()) sum += value;
            const double expected = core::parseNumber(row[2]).value();
            QVERIFY2(std::abs(sum - expected) <= 1e-4 * std::max(1.0, std::abs(expected)), row[0].c_str());
            QCOMPARE(static_cast<double>(tensor->floats()[0]), core::parseNumber(row[3]).value());
        }
    }
    QVERIFY(files >= 4);
}

QTEST_GUILESS_MAIN(TestSafetensors)
#include "TestSafetensors.moc"
