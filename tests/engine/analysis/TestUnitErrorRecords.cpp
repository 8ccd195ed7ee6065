// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/UnitErrorRecords.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;

class TestUnitErrorRecords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comeBackAndArePooled() {
        const QTemporaryDir home;
        const auto folder = toPath(home.path());
        const auto none = analysis::readUnitErrors(folder);
        PROSOSCOPE_VERIFY(none);
        QVERIFY(!none->has_value());
        const std::vector<analysis::UnitErrorRecord> records{{"a, \"1\"", "a", {6, 2, 1, 1}, {7, 1, 1, 1}},
                                                             {"b1", "b", {10, 0, 0, 0}, {10, 0, 0, 0}}};
        PROSOSCOPE_VERIFY(analysis::writeUnitErrors(folder, records));
        const auto read = analysis::readUnitErrors(folder);
        PROSOSCOPE_VERIFY(read);
        QVERIFY(read->has_value());
        QCOMPARE((**read)[0].utterance, records[0].utterance);
        const auto with = analysis::pooledUnitErrors(**read, true);
        QVERIFY(with.has_value());
        QCOMPARE(with->counts.referenceUnits(), std::size_t{19});
        QCOMPARE(with->rate, 4.0 / 19.0);
        QCOMPARE(with->interval.low, 0.0);  // b alone
        QVERIFY(with->interval.high > with->rate);
        QCOMPARE(analysis::pooledUnitErrors(**read, false)->rate, 3.0 / 19.0);
        QVERIFY(!analysis::pooledUnitErrors({}, true));
    }

    void damagedFilesAreRefused_data() {
        QTest::addColumn<QString>("change");
        QTest::newRow("another column") << QStringLiteral("hits,=units,");
        QTest::newRow("a word") << QStringLiteral("6,2=six,2");
        QTest::newRow("a share") << QStringLiteral("6,2=6.5,2");
        QTest::newRow("less than none") << QStringLiteral("6,2=-6,2");
    }
    void damagedFilesAreRefused() {
        QFETCH(QString, change);
        const QTemporaryDir home;
        const auto folder = toPath(home.path());
        PROSOSCOPE_VERIFY(analysis::writeUnitErrors(folder, {{"a1", "a", {6, 2, 1, 1}, {7, 1, 1, 1}}}));
        auto text = QString::fromStdString(core::readFile(folder / "unit-errors.csv").value());
        const auto parts = change.split(QLatin1Char('='));
        QVERIFY(text.contains(parts[0]));
        PROSOSCOPE_VERIFY(core::writeFile(folder / "unit-errors.csv", text.replace(parts[0], parts[1]).toStdString()));
        const auto read = analysis::readUnitErrors(folder);
        QVERIFY(!read && read.error().message().find("damaged") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestUnitErrorRecords)
#include "TestUnitErrorRecords.moc"
