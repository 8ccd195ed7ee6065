// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "engine/annotation/UndoHistory.h"
#include "tests/engine/annotation/Files.h"
#include "tests/engine/annotation/RandomEdits.h"

using namespace examples;  // NOLINT

/// Random annotations through every format: what is written is read without complaint; a format that announces no loss
/// loses nothing; reading and writing again changes no byte, also after further edits of what was read.
class TestRoundTrips : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void randomAnnotations_data();
    void randomAnnotations();
    void lossesAreNamed();
};

void TestRoundTrips::randomAnnotations_data() {
    QTest::addColumn<quint64>("seed");
    QTest::addColumn<int>("format");
    const std::array<const char*, 5> names{"TextGrid", "ELAN", "Audacity", "CSV", "JSON"};
    for (int format = 0; format < 5; ++format) {
        for (quint64 seed = 1; seed <= 8; ++seed)
            QTest::addRow("%s %llu", names[static_cast<std::size_t>(format)], seed) << seed << format;
    }
}

void TestRoundTrips::randomAnnotations() {
    QFETCH(quint64, seed);
    QFETCH(int, format);
    const auto as = static_cast<FileFormat>(format);
    Random random(seed);
    int lossless = 0;
    Annotation annotation = seed % 2 == 0 ? speech() : linked();
    for (int round = 0; round < 12; ++round) {
        for (int i = 0; i < 15; ++i) {
            if (const auto edit = randomEdit(annotation, random)) annotation = *apply(annotation, *edit);
        }
        const auto lost = losses(annotation, as);
        const auto bytes = written(annotation, as);
        const auto back = read(bytes, as, {annotation.end()});
        QVERIFY2(!lost.empty() || sameContent(back.annotation, annotation), bytes.c_str());
        QCOMPARE(QByteArray::fromStdString(written(back.annotation, as)), QByteArray::fromStdString(bytes));
        QVERIFY(losses(back.annotation, as).empty());
        lossless += lost.empty() ? 1 : 0;
        if (round % 3 == 2) annotation = back.annotation;  // go on with what the file preserves
    }
    if (as == FileFormat::Json) QCOMPARE(lossless, 12);
}

void TestRoundTrips::lossesAreNamed() {
    const auto grid = sentences(losses(speech(), FileFormat::TextGrid));
    QCOMPARE(grid, QString("A TextGrid does not hold which tier is the parent of tier phones."));
    QVERIFY(sentences(losses(speech(), FileFormat::Csv)).contains("parent of tier phones"));
    QVERIFY(sentences(losses(speech(), FileFormat::Audacity)).contains("A label track is one tier"));
    const Annotation plain(0.0, 2.0, {intervals(1, "labels", {{0, "a"}, {1, "b"}})}, 2);
    for (const auto format : {FileFormat::TextGrid, FileFormat::Audacity, FileFormat::Csv, FileFormat::Json, FileFormat::Elan})
        QCOMPARE(sentences(losses(plain, format)), QString());
    const Annotation odd(0.0, 2.0, {intervals(1, "labels", {{0, "a\nb"}, {1, ""}, {1.5, ""}}), points(2, "points", {})}, 3);
    QCOMPARE(losses(odd, FileFormat::Audacity).size(), std::size_t{2});
    QVERIFY(sentences(losses(odd, FileFormat::Csv)).contains("tier points, which is empty"));
}

QTEST_GUILESS_MAIN(TestRoundTrips)
#include "TestRoundTrips.moc"
