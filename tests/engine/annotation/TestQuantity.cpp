// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "engine/annotation/Quantity.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::annotation;

/// The names of what can be measured: every good one is understood and says what it is, every bad one is refused.
class TestQuantity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void understands_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("unit");
        QTest::newRow("place") << "duration"
                               << "duration"
                               << "s";
        QTest::newRow("mean") << "f0.mean"
                              << "f0.mean"
                              << "Hz";
        QTest::newRow("track alone") << "intensity"
                                     << "intensity"
                                     << "dB";
        QTest::newRow("per cent") << "f1@50%"
                                  << "f1@50%"
                                  << "Hz";
        QTest::newRow("per cent without its sign, other case, spaces") << " F2@ 12.5 "
                                                                       << "f2@12.5%"
                                                                       << "Hz";
        QTest::newRow("bandwidth") << "b5.median"
                                   << "b5.median"
                                   << "Hz";
        QTest::newRow("harmonicity") << "hnr.sd"
                                     << "hnr.sd"
                                     << "dB";
        QTest::newRow("jitter") << "Jitter.Local"
                                << "jitter.local"
                                << "";
        QTest::newRow("absolute jitter") << "jitter.absolute"
                                         << "jitter.absolute"
                                         << "s";
        QTest::newRow("word") << "label"
                              << "label"
                              << "";
        QTest::newRow("class keeps its case") << "EMOTION.Angry"
                                              << "emotion.Angry"
                                              << "";
        QTest::newRow("ends") << "f0@100%"
                              << "f0@100%"
                              << "Hz";
    }
    void understands() {
        QFETCH(QString, text);
        QFETCH(QString, name);
        QFETCH(QString, unit);
        const auto quantity = parseQuantity(text.toStdString());
        PROSOSCOPE_VERIFY(quantity);
        QCOMPARE(QString::fromStdString(quantity->name), name);
        QCOMPARE(QString::fromStdString(std::string(unitOf(*quantity))), unit);
        const auto again = parseQuantity(quantity->name);
        PROSOSCOPE_VERIFY(again);
        QVERIFY(*again == *quantity);
        QVERIFY(!definitionOf(*quantity).empty());
        QVERIFY(!QString::fromStdString(definitionOf(*quantity).english()).contains('%' + QString("1")));
    }

    void refuses_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "f6.mean", "f0.", "f0.mode", "f0@", "f0@101%", "f0@-1", "f0@nan%", "f0@50%%", "f0mean",
                                 "jitter", "jitter.ppq6", "emotion.", "duration.mean", "label@50%", "f", "b0"})
            QTest::newRow(text) << text;
    }
    void refuses() {
        QFETCH(QString, text);
        const auto quantity = parseQuantity(text.toStdString());
        QVERIFY(!quantity);
        QVERIFY(QString::fromStdString(quantity.error().message()).contains('"' + text + '"'));
    }

    void listsTakeEachOnce() {
        const auto list = parseQuantities("f1@50%, f0.mean,,f0.MEAN ,duration");
        PROSOSCOPE_VERIFY(list);
        QCOMPARE(QString::fromStdString(quantityNames(*list)), QString("f1@50%,f0.mean,duration"));
        const auto voice = parseQuantities("duration,voice,jitter.local");
        PROSOSCOPE_VERIFY(voice);
        QCOMPARE(voice->size(), 1 + voiceQuantities().size());
        QVERIFY(!parseQuantities(" , "));
        const auto bad = parseQuantities("duration,loudness");
        QVERIFY(!bad && QString::fromStdString(bad.error().message()).contains("loudness"));
    }

    void whatIsOfferedCanBeNamed() {
        std::set<std::string> definitions;
        const auto all = commonQuantities();
        QVERIFY(all.size() > 80);
        for (const auto& quantity : all) {
            const auto again = parseQuantity(quantity.name);
            PROSOSCOPE_VERIFY(again);
            QVERIFY(*again == quantity);
            QVERIFY2(definitions.insert(definitionOf(quantity).english()).second, quantity.name.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestQuantity)
#include "TestQuantity.moc"
