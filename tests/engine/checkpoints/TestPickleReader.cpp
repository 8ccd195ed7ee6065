// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/PickleReader.h"
#include "tests/TestSupport.h"
#include "tests/engine/checkpoints/TorchBytes.h"

using namespace prososcope;
using namespace prososcope::checkpoints;
using namespace torchbytes;

namespace {

core::Result<Pickle> read(const std::string& bytes, const PickleLimits& limits = {}) {
    return readPickle(std::as_bytes(std::span(bytes.data(), bytes.size())), "model.pt", limits);
}

std::string repeat(const std::string& text, std::size_t count) {
    std::string result;
    for (std::size_t i = 0; i < count; ++i) result += text;
    return result;
}

}  // namespace

class TestPickleReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void values();
    void laterProtocols();
    void memo();
    void dictionaries();
    void objectsAreInert();
    void configurationsAreReadable();
    void tensors();
    void parameters();
    void partsOfStorages();
    void cyclesAreCut();
    void sharedValuesStay();
    void onlyTheFirstPickleIsRead();
    void attacksAreNamed_data();
    void attacksAreNamed();
    void refused_data();
    void refused();
    void tensorsOutsideTheirStorage_data();
    void tensorsOutsideTheirStorage();
    void limits_data();
    void limits();
    void everyTruncationFails();
};

void TestPickleReader::values() {
    const std::string bytes = start() + "](N\x88\x89K\x07M\x01\x02J\xff\xff\xff\xff" + std::string("\x8a\x00", 2) +
                              std::string("\x8a\x01\x80", 3) + std::string("\x8b\x02\x00\x00\x00\xff\x7f", 7) +
                              std::string("G\x3f\xf8\x00\x00\x00\x00\x00\x00", 9) + text("ä") + std::string("U\x01s", 3) +
                              ")\x85" + std::string("\x8a\x09\x01\x02\x03\x04\x05\x06\x07\x08\x09", 11) + "e.";
    const auto pickle = read(bytes);
    PROSOSCOPE_VERIFY(pickle);
    QCOMPARE(pickle->bytes, bytes.size());
    const PickleValue list(*pickle, pickle->root);
    QCOMPARE(list.kind(), PickleKind::List);
    QCOMPARE(list.size(), std::size_t{14});
    QVERIFY(list.item(0).present());
    QCOMPARE(list.item(0).kind(), PickleKind::None);
    QCOMPARE(list.item(1).boolean(), std::optional(true));
    QCOMPARE(list.item(2).boolean(), std::optional(false));
    const std::vector<std::int64_t> whole{7, 513, -1, 0, -128, 32767};
    for (std::size_t i = 0; i < whole.size(); ++i) QCOMPARE(list.item(3 + i).integer(), std::optional(whole[i]));
    QCOMPARE(list.item(9).number(), std::optional(1.5));
    QVERIFY(list.item(10).text() == "ä");
    QVERIFY(list.item(11).text() == "s");
    QCOMPARE(list.item(12).item(0).kind(), PickleKind::Tuple);
    QCOMPARE(list.item(13).kind(), PickleKind::LargeInteger);
    QVERIFY(!list.item(13).integer());
    QVERIFY(!list.item(14).present());
    QVERIFY(!list.item(3).text());
    QVERIFY(!list.item(3).item(0).present());
    QVERIFY(!PickleValue().field("x").present());
}

void TestPickleReader::laterProtocols() {
    // Protocol 4: a frame, short texts, MEMOIZE and STACK_GLOBAL; a set, bytes, a byte array of protocol 5.
    std::string body = "]\x94(";
    body += std::string("\x8c\x01", 2) + "a" + "\x94";
    body += std::string("\x8c\x05", 2) + "fairs" + std::string("\x8c\x01", 2) + "C" + "\x93" + ")" + "\x81";
    body += std::string("\x8f(K\x01K\x02\x90", 7) + std::string("(K\x03\x91", 4);
    body += std::string("C\x02xy", 4) + "\x96" + number<std::uint64_t>(1) + "z" + "\x8d" + number<std::uint64_t>(2) + "bb";
    body += std::string("h\x01", 2) + "e.";
    const std::string bytes = std::string("\x80\x05\x95", 3) + number<std::uint64_t>(body.size()) + body;
    const auto pickle = read(bytes);
    PROSOSCOPE_VERIFY(pickle);
    const PickleValue list(*pickle, pickle->root);
    QVERIFY(list.item(0).text() == "a");
    QCOMPARE(list.item(1).className(), std::string_view("fairs.C"));
    QCOMPARE(list.item(2).size(), std::size_t{2});
    QCOMPARE(list.item(3).kind(), PickleKind::Set);
    QCOMPARE(list.item(4).kind(), PickleKind::Bytes);
    QCOMPARE(list.item(5).kind(), PickleKind::Bytes);
    QVERIFY(list.item(6).text() == "bb");
    QVERIFY(list.item(7).text() == "a");
}

void TestPickleReader::memo() {
    const auto pickle = read(start() + "(" + text("k") + "q\x05" + std::string("r\x00\x01\x00\x00", 5) + "h\x05" +
                             std::string("j\x00\x01\x00\x00", 5) + "2t.");
    PROSOSCOPE_VERIFY(pickle);
    const PickleValue tuple(*pickle, pickle->root);
    QCOMPARE(tuple.size(), std::size_t{4});
    for (std::size_t i = 0; i < 4; ++i) QVERIFY(tuple.item(i).text() == "k");
}

void TestPickleReader::dictionaries() {
    // A state dictionary of PyTorch: OrderedDict, its entries, and _metadata as its state.
    const auto pickle =
        read(start() + orderedDictionary() + entries({{"a", integer(1)}, {"b", integer(2)}, {"a", integer(3)}}) +
             dictionary({{"_metadata", orderedDictionary()}}) + "b.");
    PROSOSCOPE_VERIFY(pickle);
    const PickleValue state(*pickle, pickle->root);
    QCOMPARE(state.kind(), PickleKind::Dictionary);
    QCOMPARE(state.size(), std::size_t{3});
    QCOMPARE(state.field("a").integer(), std::optional<std::int64_t>(3));
    QVERIFY(!state.field("_metadata").present());
    QVERIFY(!state.field("absent").present());
    // As Python 2 wrote it: OrderedDict([["k", 4]]).
    const auto old =
        read(start() + call(global("collections", "OrderedDict"), "](](" + text("k") + integer(4) + "ee\x85") + ".");
    PROSOSCOPE_VERIFY(old);
    QCOMPARE(PickleValue(*old, old->root).field("k").integer(), std::optional<std::int64_t>(4));
}

void TestPickleReader::objectsAreInert() {
    const auto pickle =
        read(start() + "(" + call(global("some.module", "function"), tuple({text("x"), integer(2)})) + global("a", "B") +
             ")\x81" + dictionary({{"field", text("v")}}) + "b" + global("numpy", "dtype") +
             call(global("__builtin__", "getattr"), tuple({global("a", "B"), text("c")})) +
             call(global("copy_reg", "_reconstructor"), tuple({global("old", "Class"), global("a", "object"), "N"})) + "}" +
             "b" + "t.");
    PROSOSCOPE_VERIFY(pickle);
    const PickleValue tuple(*pickle, pickle->root);
    QCOMPARE(tuple.item(0).kind(), PickleKind::Opaque);
    QCOMPARE(tuple.item(0).className(), std::string_view("some.module.function"));
    QVERIFY(tuple.item(1).field("field").text() == "v");
    QVERIFY(!tuple.item(1).field("other").present());
    QCOMPARE(tuple.item(2).kind(), PickleKind::Global);
    QCOMPARE(tuple.item(3).className(), std::string_view("__builtin__.getattr"));
    QCOMPARE(tuple.item(4).className(), std::string_view("old.Class"));
}

void TestPickleReader::configurationsAreReadable() {
    // argparse.Namespace, and a DictConfig of OmegaConf, whose nodes know their parent.
    const std::string node = global("omegaconf.nodes", "AnyNode") + ")\x81" +
                             dictionary({{"_parent", std::string("h\x01", 2)}, {"_val", integer(12)}}) + "b";
    const auto pickle =
        read(start() + "(" + global("argparse", "Namespace") + ")\x81" + dictionary({{"arch", text("wav2vec2")}}) + "b" +
             global("omegaconf.dictconfig", "DictConfig") + ")\x81q\x01" +
             dictionary({{"_content", dictionary({{"layers", node}})}, {"_parent", "N"}}) + "bt.");
    PROSOSCOPE_VERIFY(pickle);
    const PickleValue tuple(*pickle, pickle->root);
    QVERIFY(tuple.item(0).field("arch").text() == "wav2vec2");
    QCOMPARE(tuple.item(1).field("layers").integer(), std::optional<std::int64_t>(12));
}

void TestPickleReader::tensors() {
    const auto pickle =
        read(start() + "(" + tensor(storage("HalfStorage", "7", 12), 2, {2, 3}, {1, 3}) +
             tensor(storage("HalfStorage", "7", 12), 0, {}, {}) + tensor(storage("ComplexFloatStorage", "8", 1), 0, {1}, {1}) +
             tensor(storage("FloatStorage", "9", 0), 0, {0, 5}, {5, 1}) +
             call(global("torch", "Size"), "(" + integers({4}) + "t") + "t.");
    PROSOSCOPE_VERIFY(pickle);
    const PickleValue tuple(*pickle, pickle->root);
    const auto* first = tuple.item(0).tensor();
    QVERIFY(first != nullptr);
    QCOMPARE(first->offset, std::uint64_t{2});
    QCOMPARE(first->shape, (std::vector<std::int64_t>{2, 3}));
    QCOMPARE(first->strides, (std::vector<std::int64_t>{1, 3}));
    QCOMPARE(tuple.item(1).tensor()->storage, first->storage);
    QVERIFY(tuple.item(1).tensor()->shape.empty());
    QCOMPARE(pickle->storages.size(), std::size_t{3});
    QCOMPARE(pickle->storages[0].type, std::optional(store::TensorType::Float16));
    QVERIFY(!pickle->storages[1].type);
    QCOMPARE(pickle->storages[1].elementBytes, std::size_t{8});
    QCOMPARE(tuple.item(4).item(0).integer(), std::optional<std::int64_t>(4));
    QVERIFY(tuple.item(4).tensor() == nullptr);
}

void TestPickleReader::parameters() {
    const std::string data = vector("0", 3);
    const auto parameter = call(global("torch._utils", "_rebuild_parameter"), tuple({data, "\x88", orderedDictionary()}));
    const auto typed =
        call(global("torch._tensor", "_rebuild_from_type_v2"),
             tuple({global("torch._utils", "_rebuild_tensor_v2"), global("torch.nn.parameter", "Parameter"),
                    tuple({storage("FloatStorage", "0", 3), integer(0), integers({3}), integers({1}), "\x89", "N"}), "}"}));
    const auto pickle = read(start() + tuple({parameter, typed}) + ".");
    PROSOSCOPE_VERIFY(pickle);
    const PickleValue both(*pickle, pickle->root);
    QVERIFY(both.item(0).tensor() != nullptr);
    QVERIFY(both.item(1).tensor() != nullptr);
}

void TestPickleReader::partsOfStorages() {
    const auto part = tuple({text("1"), integer(4), integer(2)});
    const auto pickle = read(start() + tensor(storage("FloatStorage", "0", 6, part), 0, {2}, {1}) + ".");
    PROSOSCOPE_VERIFY(pickle);
    QCOMPARE(pickle->storages[0].begin, std::uint64_t{4});
    QCOMPARE(pickle->storages[0].elements, std::uint64_t{2});
    QVERIFY(!read(start() + tensor(storage("FloatStorage", "0", 6, part), 0, {3}, {1}) + "."));
    QVERIFY(!read(start() + storage("FloatStorage", "0", 6, tuple({text("1"), integer(5), integer(2)})) + "."));
}

void TestPickleReader::cyclesAreCut() {
    // A list in itself; two dictionaries in each other.
    const auto list = read(start() + std::string("]q\x00h\x00", 5) + "a.");
    PROSOSCOPE_VERIFY(list);
    QCOMPARE(PickleValue(*list, list->root).item(0).kind(), PickleKind::Cut);
    const auto pair = read(start() + std::string("}q\x00", 3) + text("b") + std::string("}q\x01", 3) + text("a") +
                           std::string("h\x00ss.", 5));
    PROSOSCOPE_VERIFY(pair);
    const auto inner = PickleValue(*pair, pair->root).field("b");
    QCOMPARE(inner.kind(), PickleKind::Dictionary);
    QCOMPARE(inner.field("a").kind(), PickleKind::Cut);
    QVERIFY(!inner.field("a").field("b").present());
}

void TestPickleReader::sharedValuesStay() {
    // Each list holds the one before it twice: 2^60 values to whoever would follow all, sixty here.
    std::string bytes = start() + "]";
    for (int i = 0; i < 60; ++i)
        bytes += std::string("q\x00", 2) + std::string(
                                               "]h\x00"
                                               "ah\x00"
                                               "a",
                                               7);
    const auto pickle = read(bytes + ".");
    PROSOSCOPE_VERIFY(pickle);
    QVERIFY(pickle->nodes.size() < 70);
    QCOMPARE(PickleValue(*pickle, pickle->root).item(1).item(0).kind(), PickleKind::List);
}

void TestPickleReader::onlyTheFirstPickleIsRead() {
    const std::string one = start() + integer(5) + ".";
    const auto pickle = read(one + "whatever follows");
    PROSOSCOPE_VERIFY(pickle);
    QCOMPARE(pickle->bytes, one.size());
}

void TestPickleReader::attacksAreNamed_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    const auto row = [](const char* title, const std::string& bytes, const char* name) {
        QTest::newRow(title) << QByteArray::fromStdString(start() + bytes + ".") << name;
    };
    row("os.system", call(global("os", "system"), tuple({text("touch /tmp/never")})), "os.system");
    row("posix.system", call(global("posix", "system"), tuple({text("id")})), "posix.system");
    row("builtins.eval", call(global("builtins", "eval"), tuple({text("1")})), "builtins.eval");
    row("exec of Python 2", call(global("__builtin__", "execfile"), tuple({text("x")})), "__builtin__.execfile");
    row("a process", global("subprocess", "Popen") + tuple({text("id")}) + "\x81", "subprocess.Popen");
    row("inside a state dictionary",
        dictionary({{"weight", vector("0", 1)}, {"bias", call(global("os", "popen"), tuple({text("id")}))}}), "os.popen");
    row("by STACK_GLOBAL", text("os") + text("system") + "\x93" + tuple({text("id")}) + "R", "os.system");
    row("a method of a module", call(global("os.path", "join"), ")"), "os.path.join");
}

void TestPickleReader::attacksAreNamed() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    const auto pickle = read(bytes.toStdString());
    QVERIFY(!pickle);
    QCOMPARE(pickle.error().kind, core::ErrorKind::BadInput);
    const auto message = QString::fromStdString(pickle.error().message());
    QVERIFY2(message.contains("model.pt") && message.contains(name) && message.contains("Nothing was run"),
             qPrintable(message));
}

void TestPickleReader::refused_data() {
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* title, const std::string& bytes) {
        QTest::newRow(title) << QByteArray::fromStdString(bytes);
    };
    row("nothing", "");
    row("only a stop", start() + ".");
    row("protocol 6", std::string("\x80\x06N.", 4));
    row("protocol 0", std::string("\x80\x00N.", 4));
    row("text opcodes of protocol 0", start() + "I12\n.");
    row("an instance of protocol 0", start() + "(ios\nsystem\n.");
    row("an extension code", start() + std::string("\x82\x01.", 3));
    row("a buffer outside", start() + "\x97.");
    row("a text persistent id", start() + "Pstorage\n.");
    row("nothing to take", start() + "0.");
    row("below the mark", start() + "N(\x85.");
    row("no mark", start() + "t.");
    row("empty memo", start() + "h\x07.");
    row("huge length of a text", start() + "X\xff\xff\xff\xff" + "a.");
    row("huge length of 64 bits", start() + "\x8d" + number<std::uint64_t>(UINT64_MAX) + "a.");
    row("negative length", start() + "T\xff\xff\xff\xff" + "a.");
    row("huge number", start() + "\x8b" + number<std::uint32_t>(UINT32_MAX) + "a.");
    row("a frame beyond the end", std::string("\x80\x04\x95", 3) + number<std::uint64_t>(UINT64_MAX) + "N.");
    row("entries for a list", start() + "]" + text("a") + "Ns.");
    row("items for a dictionary", start() + "}Na.");
    row("a key without a value", start() + "}(Nu.");
    row("a call of a text", start() + text("os.system") + ")R.");
    row("arguments that are no tuple", start() + global("a", "b") + "]R.");
    row("an object of a number", start() + "K\x01)\x81.");
    row("a name without a line's end", start() + "cos");
    row("an empty name", start() + "c\n\n.");
    row("a name that is a number", start() + "K\x01" + text("a") + "\x93.");
    row("an endless name", start() + "c" + std::string(5'000, 'a') + "\nb\n.");
    row("a persistent id that is no storage", start() + tuple({text("module"), text("x")}) + "Q.");
    row("a storage of an unknown type", start() + storage("FancyStorage", "0", 1) + ".");
    row("a storage of a negative size", start() + storage("FloatStorage", "0", -1) + ".");
    row("a storage without a key", start() + storage("FloatStorage", "", 1) + ".");
    row("a storage of a huge size", start() + storage("FloatStorage", "0", INT64_MAX) + ".");
    row("two storages of one key", start() + tuple({storage("FloatStorage", "0", 1), storage("FloatStorage", "0", 2)}) + ".");
    row("two types of one key", start() + tuple({storage("FloatStorage", "0", 1), storage("IntStorage", "0", 1)}) + ".");
    row("a tensor without a storage", start() + tensor("N", 0, {1}, {1}) + ".");
    row("a tensor of other strides", start() + tensor(storage("FloatStorage", "0", 4), 0, {2, 2}, {1}) + ".");
    row("a tensor with few arguments",
        start() + call(global("torch._utils", "_rebuild_tensor_v2"), tuple({storage("FloatStorage", "0", 1)})) + ".");
    row("a tensor without arguments", start() + call(global("torch._utils", "_rebuild_tensor_v2"), ")") + ".");
    row("storages inside the pickle",
        start() + call(global("torch.storage", "_load_from_bytes"), "(" + text("bytes") + "t") + ".");
    row("an ordered dictionary of no pairs", start() + call(global("collections", "OrderedDict"), "](Nee\x85") + ".");
}

void TestPickleReader::refused() {
    QFETCH(QByteArray, bytes);
    const auto pickle = read(bytes.toStdString());
    QVERIFY(!pickle);
    QCOMPARE(pickle.error().kind, core::ErrorKind::BadInput);
    QVERIFY(QString::fromStdString(pickle.error().message()).contains("model.pt"));
}

void TestPickleReader::tensorsOutsideTheirStorage_data() {
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<QList<qint64>>("shape");
    QTest::addColumn<QList<qint64>>("strides");
    QTest::newRow("one too many") << qint64{0} << QList<qint64>{13} << QList<qint64>{1};
    QTest::newRow("offset") << qint64{1} << QList<qint64>{12} << QList<qint64>{1};
    QTest::newRow("negative offset") << qint64{-1} << QList<qint64>{2} << QList<qint64>{1};
    QTest::newRow("offset at the end") << qint64{12} << QList<qint64>{} << QList<qint64>{};
    QTest::newRow("stride") << qint64{0} << QList<qint64>{3, 4} << QList<qint64>{5, 1};
    QTest::newRow("negative stride") << qint64{11} << QList<qint64>{2} << QList<qint64>{-1};
    QTest::newRow("negative size") << qint64{0} << QList<qint64>{-1, -2} << QList<qint64>{1, 1};
    QTest::newRow("product wraps to nothing")
        << qint64{0} << QList<qint64>{qint64{1} << 32, qint64{1} << 32} << QList<qint64>{0, 0};
    QTest::newRow("stride wraps") << qint64{0} << QList<qint64>{3} << QList<qint64>{INT64_MAX};
    QTest::newRow("offset wraps") << qint64{INT64_MAX} << QList<qint64>{2} << QList<qint64>{INT64_MAX};
    QTest::newRow("expanded beyond the storage") << qint64{0} << QList<qint64>{1'000'000, 1'000'000} << QList<qint64>{0, 0};
    QTest::newRow("too many dimensions") << qint64{0} << QList<qint64>(33, 1) << QList<qint64>(33, 1);
}

void TestPickleReader::tensorsOutsideTheirStorage() {
    QFETCH(qint64, offset);
    QFETCH(QList<qint64>, shape);
    QFETCH(QList<qint64>, strides);
    const std::vector<std::int64_t> sizes(shape.begin(), shape.end());
    const std::vector<std::int64_t> steps(strides.begin(), strides.end());
    const auto pickle = read(start() + tensor(storage("FloatStorage", "0", 12), offset, sizes, steps) + ".");
    QVERIFY(!pickle);
    QVERIFY(!pickle.error().details.empty());
    PROSOSCOPE_VERIFY(read(start() + tensor(storage("FloatStorage", "0", 12), 0, {3, 4}, {4, 1}) + "."));
}

void TestPickleReader::limits_data() {
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* title, const std::string& bytes) {
        QTest::newRow(title) << QByteArray::fromStdString(start() + bytes);
    };
    row("nested lists", repeat("]", 2'000) + repeat("a", 1'999) + ".");
    row("nested tuples", "N" + repeat("\x85", 2'000) + ".");
    row("nested marks", repeat("(", 2'000'000) + ".");
    row("many values", "(" + repeat("N", 2'000'000) + "t.");
    row("many copies", "(N" + repeat("2", 2'000'000) + "t.");
    row("a far place in the memo", "Nr\xff\xff\xff\x7f.");
    row("one list copied into many dictionaries",
        "](" + repeat(std::string("K\x01K\x02\x86"), 10'000) + std::string("e\x85q\x00", 4) + "0" +
            repeat(global("collections", "OrderedDict") + std::string("h\x00R0", 4), 1'000) + "N.");
    std::string names;
    for (int i = 0; i < 10'002; ++i) names += global("m", "f" + std::to_string(i)) + "0";
    row("many functions", names + "N.");
}

void TestPickleReader::limits() {
    QFETCH(QByteArray, bytes);
    const auto pickle = read(bytes.toStdString());
    QVERIFY(!pickle);
    const auto message = QString::fromStdString(pickle.error().message());
    QVERIFY2(message.contains("model.pt holds much more"), qPrintable(message));
    const std::string large = start() + text(std::string(1'000, 'x')) + ".";
    PROSOSCOPE_VERIFY(read(large));
    QVERIFY(QString::fromStdString(read(large, {.bytes = 500}).error().message()).contains("holds much more"));
}

void TestPickleReader::everyTruncationFails() {
    const std::string bytes = start() + orderedDictionary() + entries({{"a", vector("0", 3)}}) + "}b.";
    PROSOSCOPE_VERIFY(read(bytes));
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        const auto pickle = read(bytes.substr(0, length));
        QVERIFY2(!pickle, qPrintable(QString::number(length)));
        QCOMPARE(pickle.error().kind, core::ErrorKind::BadInput);
    }
}

QTEST_GUILESS_MAIN(TestPickleReader)
#include "TestPickleReader.moc"
