// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/AutomaticTiers.h"
#include "engine/annotation/DetectedTiers.h"
#include "engine/core/Csv.h"
#include "tests/app/cli/CliTestSupport.h"

using namespace prososcope;

/// `prososcope-cli segment`: tiers of what was found, in files of their own, never over somebody's work.
class TestCliSegment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void writesTiers();
    void theEmotionIsTheTierOfTheWindow();
    void writesAFolder();
    void replacesNothingUnasked();
    void saysWhatIsWrong();

private:
    [[nodiscard]] CliResult run(const QStringList& arguments) const { return runCli(m_folder.path(), arguments); }
    QTemporaryDir m_folder;
};

void TestCliSegment::initTestCase() {
    // Two bursts of sound with pauses around them; and silence.
    audio::AudioClip clip{16000, {std::vector<float>(5 * 16000)}};
    for (const auto& [from, to] : {std::pair{1.0, 2.0}, std::pair{3.0, 4.0}})
        for (auto i = static_cast<std::size_t>(from * 16000); i < static_cast<std::size_t>(to * 16000); ++i)
            clip.channels[0][i] = i % 100 < 50 ? 0.2F : -0.2F;
    QVERIFY(audio::writeWav(toPath(m_folder.filePath("two.wav")), clip));
    QVERIFY(audio::writeWav(toPath(m_folder.filePath("none.wav")), audio::AudioClip{16000, {std::vector<float>(16000)}}));
}

void TestCliSegment::writesTiers() {
    const auto result = run({"segment", "--kind", "speech,speakers", "two.wav", "--out", "two.TextGrid", "--json"});
    CLI_EXIT(result, 0);
    const auto read = annotation::readAnnotation(toPath(m_folder.filePath("two.TextGrid")));
    PROSOSCOPE_VERIFY(read);
    QCOMPARE(read->annotation.tiers().size(), std::size_t{2});
    const auto spans = annotation::spansOf(read->annotation, read->annotation.tier(0));
    QCOMPARE(spans.size(), std::size_t{5});
    QCOMPARE(spans[1].label, std::string("speech"));
    QVERIFY(std::abs(spans[1].start - 1.0) < 0.03 && std::abs(spans[1].end - 2.0) < 0.03);
    QCOMPARE(spans[2].label, std::string("pause"));
    QCOMPARE(annotation::spansOf(read->annotation, read->annotation.tier(1)).front().label, std::string("speaker 1"));
    QCOMPARE(result.json().array()[0].toObject()["tiers"].toArray()[0].toObject()["intervals"].toInt(), 5);
}

void TestCliSegment::theEmotionIsTheTierOfTheWindow() {
    const auto result =
        run({"segment", "--kind", "speech,emotion", "--model", "emodb-4class", "two.wav", "--out", "emotion.json"});
    if (result.code == 1 && result.err.contains("no model")) QSKIP("needs the bundled model, which is absent here");
    CLI_EXIT(result, 0);
    const auto read = annotation::readAnnotation(toPath(m_folder.filePath("emotion.json")));
    PROSOSCOPE_VERIFY(read);
    QCOMPARE(read->annotation.tiers().size(), std::size_t{2});
    const auto tier = read->annotation.find(std::string_view("emotion"));
    QVERIFY(tier != nullptr);
    // What the window makes of the same predictions.
    const auto rows = run({"predict", "--json", "--timeline", "--model", "emodb-4class", "two.wav", "--out", "rows.csv"});
    CLI_EXIT(rows, 0);
    const auto text = core::readFile(toPath(m_folder.filePath("rows.csv")));
    const auto table = core::parseCsv(*text, "rows");
    PROSOSCOPE_VERIFY(table);
    std::vector<annotation::WindowScores> windows;
    std::vector<std::string> classes;
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < table->columns.size(); ++i) {
        const auto& name = table->columns[i];
        if (name != "angry" && name != "happy" && name != "neutral" && name != "sad") continue;
        classes.push_back(name);
        columns.push_back(i);
    }
    QCOMPARE(classes.size(), std::size_t{4});
    for (const auto& row : table->rows) {
        annotation::WindowScores window{
            *core::parseNumber(row[*table->column("start")]), *core::parseNumber(row[*table->column("end")]), {}};
        for (const auto column : columns) window.scores.push_back(static_cast<float>(*core::parseNumber(row[column])));
        windows.push_back(window);
    }
    const auto expected = annotation::emotionTier(windows, classes, 5.0);
    const auto spans = annotation::spansOf(read->annotation, *tier);
    QVERIFY(!spans.empty());
    QCOMPARE(spans.size(), expected.spans.size());
    for (std::size_t i = 0; i < spans.size(); ++i) {
        QCOMPARE(spans[i].label, expected.spans[i].label);
        QVERIFY(std::abs(spans[i].start - expected.spans[i].start) < 1e-6 &&
                std::abs(spans[i].end - expected.spans[i].end) < 1e-6);
    }
    CLI_EXIT(run({"segment", "--kind", "emotion", "two.wav", "--out", "x.TextGrid"}), 2);
    CLI_EXIT(run({"segment", "--model", "emodb-4class", "two.wav", "--out", "x.TextGrid"}), 2);
    CLI_EXIT(run({"segment", "--kind", "emotion", "--model", "nowhere", "two.wav", "--out", "x.TextGrid"}), 1);
}

void TestCliSegment::writesAFolder() {
    CLI_EXIT(run({"segment", "two.wav", "none.wav", "--out", "tiers"}), 0);
    QVERIFY(QFile::exists(m_folder.filePath("tiers/two.TextGrid")));
    const auto none = annotation::readAnnotation(toPath(m_folder.filePath("tiers/none.TextGrid")));
    PROSOSCOPE_VERIFY(none);
    const auto spans = annotation::spansOf(none->annotation, none->annotation.tier(0));
    QCOMPARE(spans.size(), std::size_t{1});
    QCOMPARE(spans[0].label, std::string("pause"));
}

void TestCliSegment::replacesNothingUnasked() {
    const auto path = toPath(m_folder.filePath("own.TextGrid"));
    QVERIFY(core::writeFile(path, "somebody's work"));
    const auto refused = run({"segment", "two.wav", "--out", "own.TextGrid"});
    CLI_EXIT(refused, 1);
    QVERIFY(refused.err.contains("exists already"));
    QCOMPARE(*core::readFile(path), std::string("somebody's work"));
    CLI_EXIT(run({"segment", "two.wav", "--out", "own.TextGrid", "--overwrite"}), 0);
    QVERIFY(annotation::readAnnotation(path));
}

void TestCliSegment::saysWhatIsWrong() {
    CLI_EXIT(run({"segment", "two.wav", "none.wav", "--out", "one.TextGrid"}), 2);
    CLI_EXIT(run({"segment", "--kind", "music", "two.wav", "--out", "x.TextGrid"}), 2);
    CLI_EXIT(run({"segment", "--pause", "-1", "two.wav", "--out", "x.TextGrid"}), 2);
    const auto absent = run({"segment", "absent.wav", "--out", "x.TextGrid"});
    CLI_EXIT(absent, 1);
    QVERIFY(absent.err.contains("absent.wav"));
    QVERIFY(!QFile::exists(m_folder.filePath("x.TextGrid")));
}

QTEST_GUILESS_MAIN(TestCliSegment)
#include "TestCliSegment.moc"
