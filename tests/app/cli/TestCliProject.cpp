// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/core/Csv.h"
#include "engine/store/ActivationSet.h"
#include "tests/app/cli/CliTestSupport.h"

using namespace prososcope;

/// `project` on a made-up set: two groups in its second layer, none in its first.
class TestCliProject : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void componentsAreWritten();
    void neighboursAreWritten();
    void layersByNameAndNumber();
    void setsByName();
    void theFigureShowsClasses();
    void wrongUse();

private:
    [[nodiscard]] CliResult project(const QStringList& arguments) {
        return runCli(m_home.path(), QStringList{"project"} + arguments);
    }
    [[nodiscard]] QString at(const QString& name) const { return m_home.filePath(name); }
    [[nodiscard]] core::CsvTable table(const QString& name) const {
        const auto text = core::readFile(toPath(at(name)));
        const auto made = text ? core::parseCsv(*text, name.toStdString()) : core::fail(text.error());
        if (!made) qFatal("%s", made.error().message().c_str());
        return *made;
    }
    QTemporaryDir m_home;
};

void TestCliProject::initTestCase() {
    store::ActivationSetInfo info;
    info.encoder = "made-up";
    info.encoderKind = "test";
    info.weightsSha256 = std::string(64, '0');
    info.corpusFingerprint = std::string(64, '1');
    info.tap = "output";
    info.layers = {{"noise", 4}, {"groups", 5}};
    info.corpus = "tones";
    std::string labels = "path,start,end,id,speaker,emotion,naturalness\n";
    for (int i = 0; i < 60; ++i) {
        info.utterances.push_back("u" + std::to_string(i));
        info.speakers.push_back("s" + std::to_string(i % 3));
        labels += "u" + std::to_string(i) + ".wav,,,u" + std::to_string(i) + ",s" + std::to_string(i % 3) + "," +
                  (i % 2 == 0 ? "angry" : "sad") + "," + std::to_string(i) + "\n";
    }
    writeText(toPath(at("tones.csv")), labels);
    auto writer = store::ActivationSetWriter::begin(toPath(at("made.safetensors")), info);
    PROSOSCOPE_VERIFY(writer);
    core::Random random(5);
    for (int i = 0; i < 60; ++i) {
        std::vector<float> values(9);
        for (float& value : values) value = static_cast<float>(random.normal());
        for (std::size_t unit = 4; unit < 9; ++unit) values[unit] += i % 2 == 0 ? 9.0F : 0.0F;
        PROSOSCOPE_VERIFY(writer->add(values, values, values, 1.0, -20.0));
    }
    PROSOSCOPE_VERIFY(writer->finish());
}

void TestCliProject::componentsAreWritten() {
    const auto done = project({"made.safetensors", "--layer", "groups", "--out", "map.csv", "--json"});
    CLI_EXIT(done, 0);
    const auto json = done.json().object();
    QCOMPARE(json["utterances"].toInt(), 60);
    QCOMPARE(json["units"].toInt(), 5);
    QVERIFY(json["variance_shares"].toArray()[0].toDouble() > 0.7);
    QVERIFY(json["trustworthiness"].toDouble() > 0.6 && json["perplexity"].isNull());
    const auto map = table("map.csv");
    QCOMPARE(map.rows.size(), std::size_t{60});
    QCOMPARE(map.columns[0] + map.columns[1] + map.columns[2], std::string("idxy"));
    const auto emotion = map.column("emotion");
    QVERIFY(emotion && map.column("speaker") && map.column("numbers.naturalness") && map.column("derived-valence"));
    // The first component tells the groups apart.
    double sum[2] = {0.0, 0.0};
    for (const auto& row : map.rows) sum[row[*emotion] == "angry" ? 0 : 1] += core::parseNumber(row[1]).value() / 30.0;
    for (const auto& row : map.rows)
        QCOMPARE(core::parseNumber(row[1]).value() > 0.0, (row[*emotion] == "angry") == (sum[0] > sum[1]));
    const auto text = project({"made.safetensors", "--layer", "groups"});
    QVERIFY(text.out.contains("60 utterances of 5 units") && text.out.contains("trustworthiness"));
}

void TestCliProject::neighboursAreWritten() {
    const auto done = project({"made.safetensors", "--method", "tsne", "--perplexity", "12", "--out", "near.csv", "--json"});
    CLI_EXIT(done, 0);
    QCOMPARE(done.json().object()["perplexity"].toDouble(), 12.0);
    QCOMPARE(done.json().object()["layer"].toString(), QString("2"));  // the last
    const auto again = project({"made.safetensors", "--method", "tsne", "--perplexity", "12", "--out", "again.csv"});
    CLI_EXIT(again, 0);
    QCOMPARE(core::readFile(toPath(at("near.csv"))).value(), core::readFile(toPath(at("again.csv"))).value());
    const auto most = project({"made.safetensors", "--method", "tsne", "--perplexity", "500", "--json"});
    QVERIFY(std::abs(most.json().object()["perplexity"].toDouble() - 59.0 / 3.0) < 1e-9);
}

void TestCliProject::layersByNameAndNumber() {
    CLI_EXIT(project({"made.safetensors", "--layer", "2", "--out", "number.csv"}), 0);
    CLI_EXIT(project({"made.safetensors", "--layer", "groups", "--out", "name.csv"}), 0);
    QCOMPARE(table("number.csv").rows, table("name.csv").rows);
    const auto all = project({"made.safetensors", "--layer", "all", "--pool", "sd", "--json"});
    CLI_EXIT(all, 0);
    QCOMPARE(all.json().object()["units"].toInt(), 9);
    const auto wrong = project({"made.safetensors", "--layer", "3"});
    CLI_EXIT(wrong, 1);
    QVERIFY(wrong.err.contains("no layer 3") && wrong.err.contains("noise, groups"));
}

void TestCliProject::setsByName() {
    QVERIFY(QDir().mkpath(at("ws/activations")));
    QVERIFY(QFile::copy(at("made.safetensors"), at("ws/activations/mine.output.tones.safetensors")));
    const auto named = project({"mine.output.tones", "--workspace", "ws", "--json"});
    CLI_EXIT(named, 0);
    QCOMPARE(named.json().object()["utterances"].toInt(), 60);
    const auto none = project({"yours", "--workspace", "ws"});
    CLI_EXIT(none, 1);
    QVERIFY(none.err.contains("yours") && none.err.contains("mine.output.tones"));
    // Without a corpus the speakers alone are known.
    const auto alone = project({"mine.output.tones", "--workspace", "ws", "--out", "alone.csv"});
    CLI_EXIT(alone, 0);
    QCOMPARE(table("alone.csv").columns, (std::vector<std::string>{"id", "x", "y", "speaker"}));
}

void TestCliProject::theFigureShowsClasses() {
    CLI_EXIT(project({"made.safetensors", "--figure", "map.svg"}), 0);
    const auto svg = QString::fromStdString(core::readFile(toPath(at("map.svg"))).value());
    QVERIFY(svg.startsWith("<?xml") && svg.contains("xmlns=\"http://www.w3.org/2000/svg\"") && !svg.contains("var(--"));
    QCOMPARE(svg.count("<polygon"), 62);  // and two in the legend
    QVERIFY(svg.contains("angry, 30") && svg.contains("sad, 30") && svg.contains("component 1"));
    CLI_EXIT(project({"made.safetensors", "--figure", "number.svg", "--colour", "numbers.naturalness", "--method", "tsne"}), 0);
    const auto number = QString::fromStdString(core::readFile(toPath(at("number.svg"))).value());
    QVERIFY(number.contains(">59<") && number.contains("t-SNE"));
    const auto wrong = project({"made.safetensors", "--figure", "map.svg", "--colour", "shoes"});
    CLI_EXIT(wrong, 1);
    QVERIFY(wrong.err.contains("shoes") && wrong.err.contains("emotion, speaker"));
}

void TestCliProject::wrongUse() {
    CLI_EXIT(project({}), 2);
    CLI_EXIT(project({"made.safetensors", "--out", "map.txt"}), 2);
    CLI_EXIT(project({"made.safetensors", "--figure", "map.png"}), 2);
    CLI_EXIT(project({"made.safetensors", "--method", "umap"}), 2);
    CLI_EXIT(project({"made.safetensors", "--perplexity", "0"}), 2);
    CLI_EXIT(project({"made.safetensors", "--pool", "median"}), 2);
    writeText(toPath(at("broken.safetensors")), "nothing");
    CLI_EXIT(project({"broken.safetensors"}), 1);
}

QTEST_GUILESS_MAIN(TestCliProject)
#include "TestCliProject.moc"
