// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/Yaml.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::corpus;
using Kind = YamlNode::Kind;

namespace {

/// One line that says all: maps in braces, lists in brackets, scalars in quotes, null as ~.
std::string shown(const YamlNode& node) {
    std::string text;
    switch (node.kind) {
        case Kind::Null:
            return "~";
        case Kind::Scalar:
            return "'" + node.text + "'";
        case Kind::List:
            for (const auto& item : node.items) text += (text.empty() ? "" : " ") + shown(item);
            return "[" + text + "]";
        case Kind::Map:
            for (const auto& [key, value] : node.entries) text += (text.empty() ? "" : " ") + key + "=" + shown(value);
            return "{" + text + "}";
    }
    return text;
}

}  // namespace

class TestYaml : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void values_data();
    void values();
    void refusals_data();
    void refusals();
    void limits();
    void linesAreKept();
    void longTextsTakeLinearTime_data();
    void longTextsTakeLinearTime();
};

void TestYaml::values_data() {
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const QString& yaml, const QString& expected) {
        QTest::newRow(name) << yaml << expected;
    };
    row("nothing", "", "~");
    row("only comments", "# a\n\n  # b\n", "~");
    row("scalar", "word", "'word'");
    row("map", "a: 1\nb: two words\nc:\nd: ~\ne: 'no'", "{a='1' b='two words' c=~ d=~ e='no'}");
    row("marks", "---\na: 1\n...\n", "{a='1'}");
    row("crlf and byte-order mark",
        "\xef\xbb\xbf"
        "a: 1\r\nb:\r\n  c: 2\r\n",
        "{a='1' b={c='2'}}");
    row("nested", "a:\n  b:\n    c: 1\n  d: 2\ne: 3", "{a={b={c='1'} d='2'} e='3'}");
    row("comments", "a: 1 # one\n# two\nb: x#y # three\nc: '#'\n", "{a='1' b='x#y' c='#'}");
    row("colons inside", "a: http://x.y:80/z\nb: 12:30", "{a='http://x.y:80/z' b='12:30'}");
    row("quoted keys", "'a b': 1\n\"c: d\": 2\n'it''s': 3", "{a b='1' c: d='2' it's='3'}");
    row("list", "- 1\n- two\n-\n- [3]", "['1' 'two' ~ ['3']]");
    row("list of a map at its key", "a:\n- 1\n- 2\nb: 3", "{a=['1' '2'] b='3'}");
    row("list of maps", "- a: 1\n  b: 2\n- a: 3", "[{a='1' b='2'} {a='3'}]");
    row("lists of lists", "- - 1\n  - 2\n- - 3", "[['1' '2'] ['3']]");
    row("map in a list in a map", "x:\n  - a:\n      b: 1\n    c: 2\n  - d", "{x=[{a={b='1'} c='2'} 'd']}");
    row("braces", "a: {b: 1, c: [x, 'y, z', \"w\"], d: {}, e: }", "{a={b='1' c=['x' 'y, z' 'w'] d={} e=~}}");
    row("braces over lines", "a: {b: one\n    two, # comment\n  c: [1,\n    2]}\nd: 3", "{a={b='one two' c=['1' '2']} d='3'}");
    row("braces alone", "{a, b: 1}", "{a=~ b='1'}");
    row("commas at the end", "[1, 2, ]", "['1' '2']");
    row("colon in braces", "{a: http://x, b: c:d}", "{a='http://x' b='c:d'}");
    row("single quotes", "a: 'it''s'\nb: 'one\n  two\n\n  three'", "{a='it's' b='one two\nthree'}");
    row("double quotes", R"(a: "t\tq\"b\\u\u00e4x\x41 \U0001F600")", QString::fromUtf8("{a='t\tq\"b\\uäxA 😀'}"));
    row("double quotes over lines", "a: \"one \n  two\\\n  three\\n\n\n  four\"", "{a='one twothree\n\nfour'}");
    row("plain over lines", "a: one\n  two\n\n  three\nb: 1", "{a='one two\nthree' b='1'}");
    row("plain below its key", "a:\n  one\n  two\nb: 1", "{a='one two' b='1'}");
    row("literal", "a: |\n  one\n   two\n\n  # three\nb: 1", "{a='one\n two\n\n# three\n' b='1'}");
    row("folded", "a: >-\n  one\n  two\n\n  three\nb: 1", "{a='one two\nthree' b='1'}");
    row("empty literal", "a: |\nb: 1", "{a='' b='1'}");
}

void TestYaml::values() {
    QFETCH(QString, yaml);
    QFETCH(QString, expected);
    const auto node = parseYaml(yaml.toStdString(), "x.yaml");
    PROSOSCOPE_VERIFY(node);
    QCOMPARE(QString::fromStdString(shown(*node)), expected);
}

void TestYaml::refusals_data() {
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* name, const QString& yaml, int line, const char* part) {
        QTest::newRow(name) << yaml << line << part;
    };
    row("anchor", "a: 1\nb: &x 2", 2, "an anchor");
    row("alias", "a: *x", 1, "an alias");
    row("tag", "a: !!python/object:os.system x", 1, "a tag");
    row("merge", "a: 1\n<<: {b: 1}", 2, "a merge key");
    row("directive", "%YAML 1.2\n---\na: 1", 1, "a directive");
    row("second document", "a: 1\n---\nb: 2", 2, "a second document");
    row("complex key", "? a\n: b", 1, "question mark");
    row("repeated key", "a: 1\nb: 2\na: 3", 3, "\"a\" comes twice");
    row("repeated key in braces", "x: {a: 1, a: 2}", 1, "\"a\" comes twice");
    row("tab", "a:\n\tb: 1", 2, "tab");
    row("two colons", "a: b: c", 1, "second colon");
    row("indented too far", "a: 1\n   b: 2", 2, "colon");
    row("no key", "a: 1\nword", 2, "a key and a colon");
    row("list in its key's line", "a: - 1", 1, "a list in the line");
    row("open brace", "a: {b: 1", 1, "never closed");
    row("open bracket", "a: [b,", 1, "never closed");
    row("open quote", "a: 'b", 1, "never closed");
    row("open double quote", "a: \"b\\\"", 1, "never closed");
    row("wrong escape", "a: \"\\q\"", 1, "escape");
    row("half a surrogate", "a: \"\\ud800\"", 1, "escape");
    row("behind a quote", "a: 'b' c", 1, "behind the end");
    row("behind a brace", "a: {b: 1} c", 1, "behind the end");
    row("wrong closing", "a: [1}", 1, "expected");
    row("comma first", "a: [, 1]", 1, "comma");
    row("pair in a list", "a: [b: 1]", 1, "a pair in a list");
    row("reserved", "a: @b", 1, "begins with @");
    row("text less indented", "a: |\n    one\n  two\nb: 1", 3, "indented less");
    row("outside", "- 1\na: 2", 2, "outside");
}

void TestYaml::refusals() {
    QFETCH(QString, yaml);
    QFETCH(int, line);
    QFETCH(QString, part);
    const auto node = parseYaml(yaml.toStdString(), "x.yaml");
    QVERIFY(!node);
    const auto message = QString::fromStdString(node.error().message());
    QVERIFY2(message.startsWith("x.yaml, line " + QString::number(line) + ":"), qPrintable(message));
    QVERIFY2(message.contains(part), qPrintable(message));
    QVERIFY(!parseYaml("a: \xff", "x.yaml"));
    QVERIFY(!parseYaml(std::string("a: \0b", 5), "x.yaml"));
}

void TestYaml::limits() {
    std::string deep;
    for (int i = 0; i < 40; ++i) deep += "[";
    const auto nested = parseYaml(deep, "x.yaml");
    QVERIFY(!nested);
    QVERIFY(nested.error().message().find("32 levels") != std::string::npos);
    deep.clear();
    for (int i = 0; i < 40; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
    QVERIFY(!parseYaml(deep, "x.yaml"));
    std::string dashes;
    for (int i = 0; i < 100'000; ++i) dashes += "- ";
    QVERIFY(!parseYaml(dashes, "x.yaml"));
    YamlLimits few;
    few.nodes = 5;
    QVERIFY(parseYaml("[1, 2, 3, 4]", "x.yaml", few).has_value());
    QVERIFY(!parseYaml("[1, 2, 3, 4, 5]", "x.yaml", few).has_value());
    few.bytes = 3;
    QVERIFY(!parseYaml("a: b", "x.yaml", few).has_value());
}

void TestYaml::linesAreKept() {
    const auto node = parseYaml("# x\na:\n  - 1\n  - b: 2\n", "x.yaml");
    PROSOSCOPE_VERIFY(node);
    const auto* list = node->find("a");
    QVERIFY(list != nullptr);
    QCOMPARE(list->items[1].line, std::size_t{4});
    QCOMPARE(list->items[1].textOf("b"), std::string("2"));
    QCOMPARE(list->items[1].textOf("c"), std::string());
    QVERIFY(node->find("b") == nullptr);
}

void TestYaml::longTextsTakeLinearTime_data() {
    QTest::addColumn<QString>("begin");
    QTest::addColumn<QString>("piece");
    QTest::newRow("double quotes over lines") << "a: \""
                                              << " x\n";
    QTest::newRow("single quotes over lines") << "a: '"
                                              << " x\n";
    QTest::newRow("plain over lines") << "a: x\n"
                                      << " x\n";
    QTest::newRow("literal") << "a: |\n"
                             << " x\n";
    QTest::newRow("flow list") << "a: [x"
                               << ",\nx";
    QTest::newRow("comments in braces") << "a: {"
                                        << " #x\n";
    QTest::newRow("open braces") << "a: 1\n"
                                 << "b: {\n";
    QTest::newRow("spaces") << "a: \""
                            << "    ";
    QTest::newRow("blank lines") << "a: \"x"
                                 << "\n";
}

void TestYaml::longTextsTakeLinearTime() {
    QFETCH(QString, begin);
    QFETCH(QString, piece);
    std::string text = begin.toStdString();
    while (text.size() < 2'000'000) text += piece.toStdString();
    QElapsedTimer timer;
    timer.start();
    const auto node = parseYaml(text, "x.yaml");
    static_cast<void>(node);  // valid or not
    QVERIFY2(timer.elapsed() < 2000 * kPatience, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestYaml)
#include "TestYaml.moc"
