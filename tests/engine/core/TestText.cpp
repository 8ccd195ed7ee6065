// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Result.h"
#include "engine/core/Text.h"
#include "tests/TestSupport.h"

using namespace prososcope;

class TestText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fillsIn_data();
    void fillsIn();
    void argumentsAreNotFilledAgain();
    void errorsCarryTheirSentence();
};

void TestText::fillsIn_data() {
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << "Done." << QStringList{} << "Done.";
    QTest::newRow("in order") << "%1 of %2" << QStringList{"3", "10"} << "3 of 10";
    QTest::newRow("out of order") << "%2 %1 %2" << QStringList{"a", "b"} << "b a b";
    QTest::newRow("missing argument stays") << "%1 %2" << QStringList{"a"} << "a %2";
    QTest::newRow("zero is no place") << "%0 %1" << QStringList{"a"} << "%0 a";
    QTest::newRow("percent sign") << "100 % of %1%" << QStringList{"a"} << "100 % of a%";
    QTest::newRow("digit after a place") << "%11" << QStringList{"a"} << "a1";
    QTest::newRow("nine") << "%9" << QStringList{"1", "2", "3", "4", "5", "6", "7", "8", "neun ü"} << "neun ü";
    QTest::newRow("empty pattern") << "" << QStringList{"a"} << "";
}

void TestText::fillsIn() {
    QFETCH(QString, pattern);
    QFETCH(QStringList, arguments);
    QFETCH(QString, expected);
    std::vector<std::string> values;
    for (const auto& argument : arguments) values.push_back(argument.toStdString());
    QCOMPARE(QString::fromStdString(core::fillIn(pattern.toStdString(), values)), expected);
    QCOMPARE(QString::fromStdString(core::Text(pattern.toUtf8().constData(), values).english()), expected);
}

void TestText::argumentsAreNotFilledAgain() {
    const core::Text text("%1, then %2", {"50%2", "%1"});
    QCOMPARE(text.english(), std::string("50%2, then %1"));
    QCOMPARE(text.source(), std::string("%1, then %2"));
    QVERIFY(!text.empty());
    QVERIFY(core::Text().empty());
}

void TestText::errorsCarryTheirSentence() {
    const core::Result<int> result = core::fail(core::ErrorKind::NotFound, {"%1 is absent.", {"a.wav"}}, "errno 2");
    QVERIFY(!result);
    QCOMPARE(result.error().message(), std::string("a.wav is absent."));
    QCOMPARE(result.error().details, std::string("errno 2"));
    const core::Status stopped = core::cancelled();
    QCOMPARE(stopped.error().kind, core::ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(TestText)
#include "TestText.moc"
