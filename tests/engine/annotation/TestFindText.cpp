// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/FindText.h"
#include "tests/engine/annotation/Examples.h"

using namespace examples;  // NOLINT

namespace {

TextMatcher matcher(const TextQuery& query) {
    auto result = TextMatcher::create(query);
    if (!result) qFatal("%s", result.error().message().c_str());
    return *result;
}

}  // namespace

/// Plain, caseless and regular searches, their order, and concordances.
class TestFindText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void wrongPatternsAreRefused();
    void endlessPatternsEnd();
    void goesFromMatchToMatch();
    void showsTheLabelsAround();
};

void TestFindText::matches_data() {
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("flags");  // r: regular, c: case, w: whole
    QTest::addColumn<QString>("label");
    QTest::addColumn<int>("at");
    QTest::newRow("part") << "b"
                          << ""
                          << "abc" << 1;
    QTest::newRow("none") << "x"
                          << ""
                          << "abc" << -1;
    QTest::newRow("caseless") << "ÄB"
                              << ""
                              << "xäb" << 1;
    QTest::newRow("case") << "ÄB"
                          << "c"
                          << "xäb" << -1;
    QTest::newRow("whole") << "ab"
                           << "w"
                           << "abc" << -1;
    QTest::newRow("whole, equal") << "AB"
                                  << "w"
                                  << "ab" << 0;
    QTest::newRow("plain signs") << "a.c["
                                 << ""
                                 << "xa.c[" << 1;
    QTest::newRow("plain dot") << "a.c"
                               << ""
                               << "abc" << -1;
    QTest::newRow("regular") << "^[aeiou]+$"
                             << "r"
                             << "aio" << 0;
    QTest::newRow("regular, one character") << "^.$"
                                            << "r"
                                            << "ə" << 0;
    QTest::newRow("regular, class") << "\\w\\d"
                                    << "r"
                                    << "-ß3" << 1;
    QTest::newRow("regular, whole") << "a|ab"
                                    << "rw"
                                    << "ab" << 0;
    QTest::newRow("regular, part of whole") << "a|b"
                                            << "rw"
                                            << "ab" << -1;
    QTest::newRow("regular, case") << "A"
                                   << "rc"
                                   << "a" << -1;
    QTest::newRow("empty label") << "a"
                                 << ""
                                 << "" << -1;
}

void TestFindText::matches() {
    QFETCH(QString, pattern);
    QFETCH(QString, flags);
    QFETCH(QString, label);
    QFETCH(int, at);
    const auto found = matcher({pattern.toStdString(), flags.contains('r'), flags.contains('c'), flags.contains('w')})
                           .find(label.toStdString());
    QCOMPARE(found ? static_cast<int>(found->first) : -1, at);
}

void TestFindText::wrongPatternsAreRefused() {
    QVERIFY(!TextMatcher::create({"", false, false, false}));
    const auto wrong = TextMatcher::create({"a(b", true, false, false});
    QVERIFY(!wrong);
    QCOMPARE(QString::fromStdString(wrong.error().message()),
             QString("The regular expression is wrong at character 4: missing closing parenthesis."));
    QVERIFY(!TextMatcher::create({"\xff", false, false, false}));
}

void TestFindText::endlessPatternsEnd() {
    const auto endless = matcher({"^(a+)+$", true, false, false});
    QVERIFY(!endless.matches(std::string(5000, 'a') + "b"));
    QVERIFY(endless.matches("aaa"));
}

void TestFindText::goesFromMatchToMatch() {
    const auto start = speech();
    const auto o = matcher({"o", false, false, false});
    const auto all = findLabels(start, o);
    QCOMPARE(all, (std::vector<FoundLabel>{{3, 1}, {1, 2}, {2, 4}}));
    QCOMPARE(findNext(start, o, {}, std::nullopt, true), std::optional(all[0]));
    QCOMPARE(findNext(start, o, {}, std::nullopt, false), std::optional(all[2]));
    QCOMPARE(findNext(start, o, {}, all[0], true), std::optional(all[1]));
    QCOMPARE(findNext(start, o, {}, all[2], true), std::optional(all[0]));
    QCOMPARE(findNext(start, o, {}, all[0], false), std::optional(all[2]));
    QCOMPARE(findNext(start, o, {}, FoundLabel{4, 1}, true), std::optional(all[2]));
    QCOMPARE(findNext(start, o, {}, FoundLabel{99, 1}, true), std::optional(all[0]));
    const std::vector<Id> words{1};
    QCOMPARE(findLabels(start, o, words), (std::vector<FoundLabel>{{1, 2}}));
    QCOMPARE(findNext(start, matcher({"x", false, false, false}), {}, std::nullopt, true), std::nullopt);
}

void TestFindText::showsTheLabelsAround() {
    const auto lines = concordance(speech(), matcher({"a", false, false, true}), {}, 2);
    QCOMPARE(lines.size(), std::size_t{1});
    QCOMPARE(lines[0].tierName, std::string("phones"));
    QCOMPARE(lines[0].before, std::vector<std::string>{"j"});
    QCOMPARE(lines[0].after, (std::vector<std::string>{"s", "o"}));
    QCOMPARE(lines[0].time, (Interval{1.5, 2.0}));
    QCOMPARE(lines[0].parentLabel, std::optional<std::string>("ja"));
}

QTEST_GUILESS_MAIN(TestFindText)
#include "TestFindText.moc"
