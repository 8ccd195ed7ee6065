// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Regex.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using core::Regex;

class TestRegex : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void groupsAndNames();
    void options();
    void wrongPatternsSayWhere();
    void noPatternHangs_data();
    void noPatternHangs();
};

void TestRegex::groupsAndNames() {
    const auto regex = Regex::create("(?<speaker>[a-z]+)(?<take>\\d)?_(?:x(?<word>a)|y(?<word>b))");
    PROSOSCOPE_VERIFY(regex);
    QCOMPARE(regex->names(),
             (std::vector<std::pair<std::string, std::size_t>>{{"speaker", 1}, {"take", 2}, {"word", 3}, {"word", 4}}));
    const std::string text = "..bob_yb";
    const auto found = regex->search(text);
    QVERIFY(found.outcome == Regex::Outcome::Match);
    QCOMPARE(found.groups.size(), std::size_t{5});
    QCOMPARE(*found.groups[0], (Regex::Span{2, 8}));
    QCOMPARE(*found.groups[1], (Regex::Span{2, 5}));
    QVERIFY(!found.groups[2] && !found.groups[3]);
    QCOMPARE(*found.groups[4], (Regex::Span{7, 8}));
    QVERIFY(regex->search("bob").outcome == Regex::Outcome::NoMatch);
    QVERIFY(regex->search("\xff_").outcome == Regex::Outcome::NoMatch);  // not UTF-8
}

void TestRegex::options() {
    Regex::Options options;
    options.literal = true;
    QVERIFY(Regex::create("a.b", options)->find("xa.b"));
    QVERIFY(!Regex::create("a.b", options)->find("xacb"));
    options.caseSensitive = false;
    QVERIFY(Regex::create("Ärger", options)->find("der ärger"));
    options.wholeText = true;
    QVERIFY(!Regex::create("Ärger", options)->find("der ärger"));
    QVERIFY(Regex::create("Ärger", options)->find("ärger"));
}

void TestRegex::wrongPatternsSayWhere() {
    const auto open = Regex::create("ab(c");
    QVERIFY(!open);
    QVERIFY2(open.error().message().find("character 5") != std::string::npos, open.error().message().c_str());
    QVERIFY(!Regex::create(""));
    QVERIFY(!Regex::create(std::string(20'000, 'a')));
    QVERIFY(!Regex::create("((a{1,60000}){1,60000}){1,60000}"));
}

void TestRegex::noPatternHangs_data() {
    QTest::addColumn<QString>("pattern");
    QTest::newRow("nested repetition") << "(a+)+$";
    QTest::newRow("alternatives") << "(a|aa)+$";
    QTest::newRow("back reference") << "(a*)*\\1\\1b";
    QTest::newRow("recursion") << "(?<x>a(?&x)?a?)+$";
    QTest::newRow("deep recursion") << "^(a|(?1)(?1))*$";
}

void TestRegex::noPatternHangs() {
    QFETCH(QString, pattern);
    const auto regex = Regex::create(pattern.toStdString());
    PROSOSCOPE_VERIFY(regex);
    QElapsedTimer timer;
    timer.start();
    const auto found = regex->search(std::string(5000, 'a') + "!");
    QVERIFY2(timer.elapsed() < 500 * kPatience, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(found.outcome != Regex::Outcome::Match);
}

QTEST_GUILESS_MAIN(TestRegex)
#include "TestRegex.moc"
