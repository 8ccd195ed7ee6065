// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeFile.h"
#include "engine/experiment/RegressionExperiment.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using experiment::RegressionSystem;

namespace {

const std::string kText =
    "kind = \"neural-regression\"\nname = \"small\"\nencoder = \"net\"\n[corpus]\nname = \"tones\"\n"
    "[table.1]\nutterances = \"agreed\"\nsystems = [\"first-3\", \"last-12\", \"units\", \"features\", \"mean\"]\n";

QString problemOf(const std::string& text) {
    const auto parsed = experiment::parseRegressionExperiment(text, "file.toml");
    return parsed ? QString() : QString::fromStdString(parsed.error().message());
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

}  // namespace

class TestRegressionExperiment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatAFileSays();
    void writtenOutAndBack();
    void mistakesNameTheirPlace_data();
    void mistakesNameTheirPlace();
    void kindsAreTold();
    void thePapersFile();
};

void TestRegressionExperiment::whatAFileSays() {
    const auto parsed = experiment::parseRegressionExperiment(kText, "file.toml");
    PROSOSCOPE_VERIFY(parsed);
    QCOMPARE(parsed->name, std::string("small"));
    QCOMPARE(parsed->title, std::string("small"));
    QCOMPARE(parsed->encoder, std::string("net"));
    QCOMPARE(parsed->corpus, std::string("tones"));
    QCOMPARE(parsed->columns, 100);
    QVERIFY(!parsed->selectsOnAllRows);
    QVERIFY(parsed->targets == std::vector<std::string>({"arousal", "valence"}));
    QCOMPARE(parsed->tables.size(), std::size_t{1});
    QVERIFY(parsed->tables[0].agreedOnly);
    using Kind = RegressionSystem::Kind;
    QVERIFY(parsed->tables[0].systems ==
            std::vector<RegressionSystem>(
                {{Kind::First, 3}, {Kind::Last, 12}, {Kind::Units, 0}, {Kind::Features, 0}, {Kind::Mean, 0}}));
}

void TestRegressionExperiment::writtenOutAndBack() {
    auto all = experiment::parseRegressionExperiment(kText, "file.toml").value();
    all.title = "Größe \"1\"";
    all.tap = "skip";
    all.pool = "sd";
    all.targets = {"dominance"};
    all.columns = 7;
    all.selectsOnAllRows = true;
    all.featureSet = "ComParE_2016";
    all.corpusFolders = {"a", "b c"};
    all.threads = 3;
    all.device = "cpu";
    all.tables.push_back({"2.5", "Another", false, {{RegressionSystem::Kind::Mean, 0}}});
    const auto back = experiment::parseRegressionExperiment(experiment::formatRegressionExperiment(all), "again");
    PROSOSCOPE_VERIFY(back);
    QVERIFY(*back == all);
}

void TestRegressionExperiment::mistakesNameTheirPlace_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("key");
    const auto row = [](const char* name, const std::string& text, const char* key) {
        QTest::newRow(name) << QString::fromStdString(text) << key;
    };
    row("unknown key", replaced(kText, "encoder", "speed = 1\nencoder"), "speed");
    row("no encoder", replaced(kText, "encoder = \"net\"\n", ""), "encoder");
    row("no corpus", replaced(kText, "[corpus]\nname = \"tones\"\n", ""), "corpus");
    row("unknown system", replaced(kText, "\"units\"", "\"best\""), "best");
    row("system twice", replaced(kText, "\"units\"", "\"mean\""), "mean");
    row("no layers", replaced(kText, "first-3", "first-0"), "first-0");
    row("half a layer", replaced(kText, "first-3", "first-1.5"), "first-1.5");
    row("unsafe name", replaced(kText, "\"small\"", "\"../x\""), "name");
    row("unsafe table", replaced(kText, "[table.1]", "[table.\"a/b\"]"), "a/b");
    row("no systems", replaced(kText, "[\"first-3\", \"last-12\", \"units\", \"features\", \"mean\"]", "[]"), "systems");
    row("columns", replaced(kText, "encoder", "columns = 0\nencoder"), "columns");
    row("selection", replaced(kText, "encoder", "selection = \"test\"\nencoder"), "selection");
    row("utterances", replaced(kText, "\"agreed\"", "\"some\""), "utterances");
    row("no tables", kText.substr(0, kText.find("[table.1]")) + "[table]\n", "table");
}

void TestRegressionExperiment::mistakesNameTheirPlace() {
    QFETCH(QString, text);
    QFETCH(QString, key);
    const auto problem = problemOf(text.toStdString());
    QVERIFY2(problem.contains("file.toml") && problem.contains(key), qPrintable(problem));
}

void TestRegressionExperiment::kindsAreTold() {
    QVERIFY(experiment::isRegressionExperiment(kText));
    QVERIFY(!experiment::isRegressionExperiment("kind = \"recogniser\"\n"));
    QVERIFY(!experiment::isRegressionExperiment("name = \"x\"\n"));
    QVERIFY(!experiment::isRegressionExperiment("kind = 3\n"));
    QVERIFY(!experiment::isRegressionExperiment("kind = "));
}

void TestRegressionExperiment::thePapersFile() {
    const auto file = std::filesystem::path(PROSOSCOPE_SOURCE_DIR) / "resources" / "experiments" / "gcu-neural-features.toml";
    const auto text = core::readFile(file);
    PROSOSCOPE_VERIFY(text);
    const auto parsed = experiment::parseRegressionExperiment(*text, file.string());
    PROSOSCOPE_VERIFY(parsed);
    QCOMPARE(parsed->tables.size(), std::size_t{2});
    QVERIFY(!parsed->tables[0].agreedOnly && parsed->tables[1].agreedOnly);
    QCOMPARE(parsed->tables[1].systems.size(), std::size_t{5});
}

QTEST_GUILESS_MAIN(TestRegressionExperiment)
#include "TestRegressionExperiment.moc"
