// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <set>

#include "engine/core/Csv.h"
#include "engine/store/ActivationSet.h"
#include "tests/NpyFile.h"
#include "tests/app/cli/CliTestSupport.h"

using namespace prososcope;

namespace {

constexpr int kSpeakers = 3;
constexpr int kEach = 12;

/// A corpus of tones whose valence is their pitch, with a column of numbers that says nothing.
void writeRatedCorpus(const std::filesystem::path& folder) {
    std::string manifest = "path,speaker,emotion,valence,shoe size\n";
    for (int s = 0; s < kSpeakers; ++s) {
        for (int i = 0; i < kEach; ++i) {
            const std::string name = "s" + std::to_string(s) + "_" + std::to_string(i) + ".wav";
            const double hertz = 200.0 + 60.0 * ((5 * i) % kEach) + 10.0 * s;
            writeTone(folder / name, hertz, 1.1 + 0.02 * ((7 * i) % 5), 16000, static_cast<std::uint64_t>(50 * s + i));
            manifest += name + ",s" + std::to_string(s) + "," + (hertz > 500.0 ? "angry" : "sad") + "," +
                        core::numberText(1.0 + hertz / 250.0) + "," + std::to_string(36 + (3 * i) % 7) + "\n";
        }
    }
    writeText(folder / "manifest.csv", manifest);
}

core::CsvTable tableOf(const QString& path) {
    const auto text = core::readFile(toPath(path));
    const auto table = text ? core::parseCsv(*text, path.toStdString()) : core::fail(text.error());
    if (!table) qFatal("%s", table.error().message().c_str());
    return *table;
}

double numberAt(const core::CsvTable& table, std::size_t row, const char* column) {
    return core::parseNumber(table.rows[row][*table.column(column)]).value_or(std::nan(""));
}

}  // namespace

/// `activations` and `correlate` with the bundled network on made-up tones.
class TestCliCorrelate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void targetsAreListed();
    void wrongUseCostsNothing();
    void activationsAreStoredOnce();
    void everyStatisticIsWritten();
    void speakersByThemselves();
    void probesOfLayers();
    void controls();
    void differences();
    void permutationsTellWhatCounts();
    void unitsHaveAnOrder();
    void otherPools();
    void framesOfOneRecording();
    void brokenRecordingsAreNamed();
    void regressionsOfAFile();

private:
    [[nodiscard]] CliResult cli(const QStringList& arguments) { return runCli(m_home.path(), arguments, 300); }
    [[nodiscard]] QString at(const QString& name) const { return m_home.filePath(name); }
    [[nodiscard]] CliResult correlate(QStringList arguments) {
        return cli(QStringList{"correlate", "--encoder", "emodb-4class", "--corpus", "rated"} + arguments);
    }
    QTemporaryDir m_home;
};

void TestCliCorrelate::initTestCase() {
    writeRatedCorpus(toPath(at("rated")));
    CLI_EXIT(cli({"corpus", "import", "rated"}), 0);
}

void TestCliCorrelate::targetsAreListed() {
    const auto list = cli({"correlate", "--corpus", "rated", "--list", "--json"});
    CLI_EXIT(list, 0);
    QStringList keys;
    for (const auto& choice : list.json().array()) {
        keys << choice.toObject()["target"].toString();
        QCOMPARE(choice.toObject()["utterances"].toInt(), kSpeakers * kEach);
        QCOMPARE(choice.toObject()["speakers"].toInt(), kSpeakers);
    }
    QCOMPARE(keys, QStringList({"valence", "shoe size", "angry", "sad", "derived-valence", "derived-arousal"}));
    const auto table = cli({"correlate", "--corpus", "rated", "--list"});
    QVERIFY(table.out.contains("angry against the rest"));
}

void TestCliCorrelate::wrongUseCostsNothing() {
    CLI_EXIT(correlate({}), 2);
    CLI_EXIT(correlate({"--targets", "valence", "--out", "map.txt"}), 2);
    CLI_EXIT(correlate({"--targets", "valence", "--pool", "median"}), 2);
    CLI_EXIT(correlate({"--targets", "valence", "--correction", "tukey"}), 2);
    CLI_EXIT(correlate({"--targets", "valence", "--partial", "pitch"}), 2);
    CLI_EXIT(correlate({"--targets", "valence", "--per-speaker", "--pooling", "raw"}), 2);
    CLI_EXIT(correlate({"--targets", "valence", "--per-speaker", "--speaker", "s1"}), 2);
    CLI_EXIT(cli({"correlate", "--corpus", "rated", "--targets", "valence"}), 2);
    const auto dominance = correlate({"--targets", "valence,dominance"});
    CLI_EXIT(dominance, 1);
    QVERIFY2(dominance.err.contains("no ratings of dominance") && dominance.err.contains("valence, shoe size, angry"),
             qPrintable(dominance.err));
    const auto corpus = cli({"correlate", "--encoder", "emodb-4class", "--corpus", "none", "--targets", "valence"});
    CLI_EXIT(corpus, 1);
    QVERIFY(corpus.err.contains("none"));
    QVERIFY(!QDir(at("data/prososcope/workspace/activations")).exists());
    const auto encoder = cli({"activations", "--encoder", "none", "--corpus", "rated"});
    CLI_EXIT(encoder, 1);
    QVERIFY(encoder.err.contains("none"));
    const auto tap = cli({"activations", "--encoder", "emodb-4class", "--corpus", "rated", "--tap", "wrong"});
    CLI_EXIT(tap, 1);
    QVERIFY(tap.err.contains("wrong"));
}

void TestCliCorrelate::activationsAreStoredOnce() {
    const auto first = cli({"activations", "--encoder", "emodb-4class", "--corpus", "rated", "--json"});
    CLI_EXIT(first, 0);
    auto json = first.json().object();
    QVERIFY(json["computed"].toBool());
    QCOMPARE(json["utterances"].toInt(), kSpeakers * kEach);
    QCOMPARE(json["left_out"].toArray().size(), 0);
    QVERIFY(json["path"].toString().startsWith(at("data/prososcope/workspace/activations/")));
    int units = 0;
    for (const auto& layer : json["layers"].toArray()) units += layer.toObject()["units"].toInt();
    QCOMPARE(units, json["units"].toInt());
    const auto set = store::ActivationSet::open(toPath(json["path"].toString()));
    PROSOSCOPE_VERIFY(set);
    QCOMPARE(set->info().units(), std::int64_t{units});
    for (const auto pool : set->info().pools) {
        for (const float value : set->values(pool)) QVERIFY(std::isfinite(value));
    }
    const auto again = cli({"activations", "--encoder", "emodb-4class", "--corpus", "rated", "--json"});
    CLI_EXIT(again, 0);
    QVERIFY(!again.json().object()["computed"].toBool());
    const auto elsewhere = cli({"activations", "--encoder", "emodb-4class", "--corpus", "rated", "--pools", "mean", "--out",
                                "mean.safetensors", "--json"});
    CLI_EXIT(elsewhere, 0);
    const auto mean = store::ActivationSet::open(toPath(at("mean.safetensors")));
    PROSOSCOPE_VERIFY(mean);
    QVERIFY(mean->values(store::ActivationPool::Maximum).empty());
    const auto a = mean->values(store::ActivationPool::Mean);
    const auto b = set->values(store::ActivationPool::Mean);
    QVERIFY(std::equal(a.begin(), a.end(), b.begin(), b.end()));
}

void TestCliCorrelate::everyStatisticIsWritten() {
    const auto run = correlate({"--targets", "valence,angry,derived-arousal", "--out", "map.csv", "--profiles", "layers.csv",
                                "--permutations", "200", "--json"});
    CLI_EXIT(run, 0);
    const auto json = run.json().object();
    const auto maps = json["maps"].toArray();
    QCOMPARE(maps.size(), 3);
    const auto valence = maps[0].toObject();
    QCOMPARE(valence["n"].toInt(), kSpeakers * kEach);
    QCOMPARE(valence["speakers"].toInt(), kSpeakers);
    QVERIFY(maps[2].toObject()["derived"].toBool());
    const int units = valence["units"].toInt();
    const auto table = tableOf(at("map.csv"));
    QCOMPARE(table.rows.size(), static_cast<std::size_t>(3 * units));
    double largest = 0.0;
    int defined = 0;
    int tested = 0;
    for (std::size_t row = 0; row < static_cast<std::size_t>(units); ++row) {
        QCOMPARE(table.rows[row][*table.column("target")], std::string("valence"));
        const double r = numberAt(table, row, "r");
        if (std::isnan(r)) {
            for (const char* column : {"low", "high", "p", "adjusted", "i2", "same_sign"})
                QVERIFY(table.rows[row][*table.column(column)].empty());
            continue;
        }
        ++defined;
        largest = std::max(largest, std::abs(r));
        QVERIFY(std::abs(r) <= 1.0);
        if (numberAt(table, row, "same_sign") == 1.0 && table.rows[row][*table.column("p")].empty()) {
            // The unit varies in one speaker alone: nothing can be said of others.
            for (const char* column : {"low", "high", "adjusted"}) QVERIFY(table.rows[row][*table.column(column)].empty());
            continue;
        }
        ++tested;
        QVERIFY(numberAt(table, row, "low") <= r + 1e-6 && numberAt(table, row, "high") >= r - 1e-6);
        QVERIFY(numberAt(table, row, "adjusted") >= numberAt(table, row, "p") - 1e-12);
        QVERIFY(numberAt(table, row, "permuted") > 0.0 && numberAt(table, row, "permuted") <= 1.0);
        QVERIFY(numberAt(table, row, "same_sign") >= 1.0 && numberAt(table, row, "same_sign") <= kSpeakers);
    }
    QCOMPARE(valence["defined"].toInt(), defined);
    QVERIFY(tested > units / 2);
    QVERIFY(largest > 0.8);  // the pitch of a tone is seen by some unit
    QVERIFY(std::abs(std::abs(valence["largest"].toObject()["r"].toDouble()) - largest) < 1e-6);
    // Layers and units count from 1, as in the window.
    QCOMPARE(table.rows[0][*table.column("layer")] + "/" + table.rows[0][*table.column("unit")], std::string("1/1"));
    const auto strongest = valence["largest"].toObject();
    bool found = false;
    for (const auto& row : table.rows)
        found = found || (row[*table.column("target")] == "valence" &&
                          row[*table.column("layer")] == std::to_string(strongest["layer"].toInt()) &&
                          row[*table.column("unit")] == std::to_string(strongest["unit"].toInt()) &&
                          std::abs(core::parseNumber(row[*table.column("r")]).value() - strongest["r"].toDouble()) < 1e-6);
    QVERIFY(found);
    const auto profiles = tableOf(at("layers.csv"));
    QCOMPARE(profiles.rows.size(), static_cast<std::size_t>(3 * valence["layers"].toArray().size()));
    const auto text = correlate({"--targets", "valence", "--profile"});
    CLI_EXIT(text, 0);
    QVERIFY(text.out.contains("largest |r|") && text.out.contains("mean |r|") && text.out.contains("valence"));
}

void TestCliCorrelate::speakersByThemselves() {
    const auto each = correlate({"--targets", "valence", "--per-speaker", "--out", "each.csv", "--json"});
    CLI_EXIT(each, 0);
    const auto maps = each.json().object()["maps"].toArray();
    QCOMPARE(maps.size(), kSpeakers);
    const auto one = correlate({"--targets", "valence", "--speaker", "s1", "--out", "one.csv", "--json"});
    CLI_EXIT(one, 0);
    QCOMPARE(one.json().object()["maps"].toArray()[0].toObject()["n"].toInt(), kEach);
    const auto all = tableOf(at("each.csv"));
    const auto single = tableOf(at("one.csv"));
    QVERIFY(std::equal(single.rows.begin(), single.rows.end(), all.rows.begin() + static_cast<long>(single.rows.size())));
    std::set<std::string> speakers;
    for (const auto& row : all.rows) speakers.insert(row[*all.column("speaker")]);
    QVERIFY(speakers == std::set<std::string>({"s0", "s1", "s2"}));
    const auto stranger = correlate({"--targets", "valence", "--speaker", "s9"});
    CLI_EXIT(stranger, 1);
    QVERIFY(stranger.err.contains("s9"));
}

void TestCliCorrelate::probesOfLayers() {
    const auto run = correlate({"--targets", "valence", "--probes", "--profiles", "probes.csv", "--json"});
    CLI_EXIT(run, 0);
    const auto table = tableOf(at("probes.csv"));
    double best = -1e9;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const double r2 = numberAt(table, row, "probe_r2");
        QVERIFY(r2 <= 1.0);
        best = std::max(best, r2);
        QVERIFY(numberAt(table, row, "probe_ccc_low") <= numberAt(table, row, "probe_ccc_high"));
    }
    QVERIFY(best > 0.5);  // the pitch of speakers that were not heard
    CLI_EXIT(correlate({"--targets", "valence", "--probes", "--per-speaker"}), 2);
    CLI_EXIT(correlate({"--targets", "valence", "--probes", "--shuffled"}), 2);
}

void TestCliCorrelate::controls() {
    const auto largest = [&](const QStringList& further) {
        const auto run = correlate(QStringList{"--targets", "valence", "--json"} + further);
        if (run.code != 0) qWarning("%s", qPrintable(run.err));
        return run.json().object()["maps"].toArray()[0].toObject();
    };
    const auto real = largest({});
    QVERIFY(real["count"].toInt() > 0);
    const auto shuffled = largest({"--shuffled", "--pooling", "centred", "--correction", "bonferroni"});
    QVERIFY(shuffled["count"].toInt() < real["count"].toInt());
    const auto spearman = largest({"--spearman", "--partial", "duration,level", "--pooling", "centred"});
    QCOMPARE(spearman["n"].toInt(), kSpeakers * kEach);
    const auto none = largest({"--correction", "none"});
    QVERIFY(none["count"].toInt() >= real["count"].toInt());
    const auto untrained = cli(
        {"correlate", "--encoder", "emodb-4class", "--corpus", "rated", "--targets", "valence", "--untrained", "3", "--json"});
    CLI_EXIT(untrained, 0);
    QVERIFY(untrained.json().object()["set"].toString().contains("untrained3"));
    const auto raw = correlate({"--targets", "valence", "--pooling", "raw"});
    CLI_EXIT(raw, 0);
    QVERIFY(raw.err.contains("Speakers are pooled as they are"));
}

/// The same correlations as the maps of the two give, and tests of their difference.
void TestCliCorrelate::differences() {
    CLI_EXIT(correlate({"--targets", "valence,shoe size", "--out", "both.csv"}), 0);
    const auto compared = correlate({"--targets", "valence,shoe size", "--difference", "difference.csv", "--json"});
    CLI_EXIT(compared, 0);
    const auto object = compared.json().object();
    QCOMPARE(object["first"].toString(), QString("valence"));
    QCOMPARE(object["speakers"].toInt(), kSpeakers);
    const auto maps = core::parseCsv(core::readFile(toPath(at("both.csv"))).value_or(std::string()), "both.csv");
    const auto table = core::parseCsv(core::readFile(toPath(at("difference.csv"))).value_or(std::string()), "difference.csv");
    PROSOSCOPE_VERIFY(maps);
    PROSOSCOPE_VERIFY(table);
    const std::size_t units = table->rows.size();
    QCOMPARE(maps->rows.size(), 2 * units);
    const auto column = [](const core::CsvTable& csv, const char* name) {
        return static_cast<std::size_t>(std::find(csv.columns.begin(), csv.columns.end(), name) - csv.columns.begin());
    };
    std::size_t defined = 0;
    for (std::size_t unit = 0; unit < units; ++unit) {
        const auto value = [&](const char* name) { return core::parseNumber(table->rows[unit][column(*table, name)]); };
        const auto mapped = [&](std::size_t row) { return core::parseNumber(maps->rows[row][column(*maps, "r")]); };
        if (!value("adjusted")) continue;
        ++defined;
        QVERIFY(std::abs(*value("r_first") - *mapped(unit)) < 1e-5);
        QVERIFY(std::abs(*value("r_second") - *mapped(units + unit)) < 1e-5);
        QVERIFY(std::abs(*value("difference") - (*value("r_first") - *value("r_second"))) < 1e-5);
        QVERIFY(*value("adjusted") >= *value("p") - 1e-12 && *value("adjusted") <= 1.0);
    }
    QCOMPARE(object["units"].toInt(), static_cast<int>(defined));
    QVERIFY(defined > 0);
    const auto untrained = correlate({"--targets", "valence", "--difference", "control.csv", "--against", "3"});
    CLI_EXIT(untrained, 0);
    QVERIFY2(untrained.out.startsWith("valence less valence, untrained"), qPrintable(untrained.out));
    CLI_EXIT(correlate({"--targets", "valence", "--difference", "difference.csv"}), 2);
    CLI_EXIT(correlate({"--targets", "valence,angry", "--difference", "difference.csv", "--against", "3"}), 2);
    CLI_EXIT(correlate({"--targets", "valence", "--against", "3"}), 2);
    CLI_EXIT(correlate({"--targets", "valence,angry", "--difference", "difference.txt"}), 2);
    // The network against itself by name differs nowhere.
    const auto itself = correlate({"--targets", "valence", "--difference", "self.csv", "--against-encoder", "emodb-4class",
                                   "--against-tap", "output", "--json"});
    CLI_EXIT(itself, 0);
    QCOMPARE(itself.json().object()["second"].toString(), QString("valence, output"));
    QCOMPARE(itself.json().object()["higher"].toInt() + itself.json().object()["lower"].toInt(), 0);
    const auto nowhere = correlate({"--targets", "valence", "--difference", "self.csv", "--against-tap", "nowhere"});
    CLI_EXIT(nowhere, 1);
    QVERIFY2(nowhere.err.contains("nowhere"), qPrintable(nowhere.err));
    CLI_EXIT(correlate({"--targets", "valence", "--against-tap", "output"}), 2);
    CLI_EXIT(correlate({"--targets", "valence,angry", "--difference", "difference.csv", "--against-encoder", "las"}), 2);
    CLI_EXIT(correlate({"--targets", "valence,angry", "--difference", "difference.csv", "--correction", "max-r"}), 2);
}

void TestCliCorrelate::permutationsTellWhatCounts() {
    const auto run = correlate({"--targets", "valence,angry", "--correction", "max-r", "--out", "permuted.csv", "--json"});
    CLI_EXIT(run, 0);
    const auto table = tableOf(at("permuted.csv"));
    const auto adjusted = *table.column("adjusted");
    int counting = 0;
    int known = 0;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        QCOMPARE(table.rows[row][adjusted], table.rows[row][*table.column("permuted")]);
        if (table.rows[row][adjusted].empty()) continue;
        ++known;
        counting += numberAt(table, row, "adjusted") <= 0.05 ? 1 : 0;
    }
    QVERIFY(known > 0);
    int said = 0;
    for (const auto& map : run.json().object()["maps"].toArray()) said += map.toObject()["count"].toInt();
    QCOMPARE(said, counting);
}

void TestCliCorrelate::unitsHaveAnOrder() {
    CLI_EXIT(correlate({"--targets", "valence", "--unit-order", "order.csv"}), 0);
    const auto table = tableOf(at("order.csv"));
    std::map<double, std::set<double>> places;
    std::map<double, double> units;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const double layer = numberAt(table, row, "layer");
        QVERIFY(places[layer].insert(numberAt(table, row, "place")).second);
        units[layer] = std::max(units[layer], numberAt(table, row, "unit"));
    }
    QVERIFY(!places.empty());
    for (const auto& [layer, own] : places) {
        QCOMPARE(*own.begin(), 1.0);
        QCOMPARE(*own.rbegin(), units[layer]);
        QCOMPARE(static_cast<double>(own.size()), units[layer]);
    }
    CLI_EXIT(correlate({"--targets", "valence", "--unit-order", "order.txt"}), 2);
}

void TestCliCorrelate::otherPools() {
    const auto run = [&](const char* pool) {
        const auto result = correlate({"--targets", "valence", "--pool", pool, "--json"});
        return result.json().object()["maps"].toArray()[0].toObject()["largest"].toObject()["r"].toDouble();
    };
    const double mean = run("mean");
    QVERIFY(mean != 0.0);
    QVERIFY(run("sd") != mean);
    QVERIFY(run("max") != mean);
}

void TestCliCorrelate::brokenRecordingsAreNamed() {
    writeRatedCorpus(toPath(at("broken")));
    CLI_EXIT(cli({"corpus", "import", "broken"}), 0);
    writeText(toPath(at("broken/s0_3.wav")), "no sound any more");
    const auto run = cli({"activations", "--encoder", "emodb-4class", "--corpus", "broken", "--json"});
    CLI_EXIT(run, 0);
    QVERIFY2(run.err.contains("Left out") && run.err.contains("s0_3"), qPrintable(run.err));
    QCOMPARE(run.json().object()["utterances"].toInt(), kSpeakers * kEach - 1);
    QCOMPARE(run.json().object()["left_out"].toArray()[0].toObject()["utterance"].toString(), QString("s0_3"));
    // The recording is back: the set is of another corpus now, and made anew.
    writeTone(toPath(at("broken/s0_3.wav")), 300.0, 1.2);
    const auto again = cli({"activations", "--encoder", "emodb-4class", "--corpus", "broken", "--json"});
    CLI_EXIT(again, 0);
    QVERIFY(again.json().object()["computed"].toBool());
    QCOMPARE(again.json().object()["utterances"].toInt(), kSpeakers * kEach);
}

void TestCliCorrelate::framesOfOneRecording() {
    const QStringList of{"activations", "--encoder", "emodb-4class", "--frames", "rated/s0_0.wav"};
    const auto shown = cli(of + QStringList{"--units", "1/3,6/17"});
    CLI_EXIT(shown, 0);
    const auto table = core::parseCsv(shown.out.toStdString(), "stdout");
    PROSOSCOPE_VERIFY(table);
    QCOMPARE(table->columns, (std::vector<std::string>{"seconds", "layer 1, unit 3", "layer 6, unit 17"}));
    const auto written = cli(of + QStringList{"--units", "1/3,6/17", "--out", "units.csv", "--json"});
    CLI_EXIT(written, 0);
    const auto again = tableOf(at("units.csv"));
    QVERIFY(again.rows == table->rows);
    const auto units = written.json().object()["units"].toArray();
    QCOMPARE(units.size(), 2);
    QCOMPARE(static_cast<int>(again.rows.size()), units[0].toObject()["frames"].toInt());
    // The mean over time is what the set of the corpus keeps.
    const auto stored = cli({"activations", "--encoder", "emodb-4class", "--corpus", "rated", "--json"});
    CLI_EXIT(stored, 0);
    const auto set = store::ActivationSet::open(toPath(stored.json().object()["path"].toString()));
    PROSOSCOPE_VERIFY(set);
    const auto& info = set->info();
    const auto row = static_cast<std::size_t>(
        std::find_if(info.utterances.begin(), info.utterances.end(), [](const auto& id) { return id.starts_with("s0_0"); }) -
        info.utterances.begin());
    QVERIFY(row < info.utterances.size());
    const auto values = set->values(store::ActivationPool::Mean);
    QVERIFY(std::abs(units[0].toObject()["mean"].toDouble() - values[row * static_cast<std::size_t>(info.units()) + 2]) < 1e-5);

    const auto array = cli(of + QStringList{"--units", "6", "--out", "units.npy", "--json"});
    CLI_EXIT(array, 0);
    const auto npy = NpyFile::read(toPath(at("units.npy")));
    QVERIFY(npy.ok);
    QCOMPARE(static_cast<std::int64_t>(npy.columns()), info.layers[5].units);
    QVERIFY(std::abs(static_cast<double>(npy.at(3, 16)) - core::parseNumber([&] {
                                                              std::vector<std::string> column;
                                                              for (const auto& cells : again.rows) {
                                                                  if (!cells[2].empty()) column.push_back(cells[2]);
                                                              }
                                                              return column[3];
                                                          }())
                                                              .value()) < 1e-6);
    CLI_EXIT(cli(of + QStringList{"--out", "units.txt"}), 2);
    CLI_EXIT(cli(of + QStringList{"--corpus", "rated"}), 2);
    CLI_EXIT(cli({"activations", "--encoder", "emodb-4class"}), 2);
    CLI_EXIT(cli({"activations", "--encoder", "emodb-4class", "--corpus", "rated", "--units", "1/1"}), 2);
    for (const auto& [word, part] : {std::pair{"0/1", "no unit"}, std::pair{"1/x", "no unit"}, std::pair{"99/1", "no layer 99"},
                                     std::pair{"1/9999", "no unit 9999"}}) {
        const auto wrong = cli(of + QStringList{"--units", word});
        CLI_EXIT(wrong, 1);
        QVERIFY2(wrong.err.contains(part), qPrintable(wrong.err));
    }
    const auto mixed = cli(of + QStringList{"--units", "1/1,6/1", "--out", "mixed.npy"});
    CLI_EXIT(mixed, 1);
    QVERIFY(mixed.err.contains("different times"));
    const auto tap = cli(of + QStringList{"--tap", "wrong", "--units", "1/1"});
    CLI_EXIT(tap, 1);
    QVERIFY(tap.err.contains("no tap named wrong"));
}

void TestCliCorrelate::regressionsOfAFile() {
    const std::string text =
        "kind = \"neural-regression\"\nname = \"small\"\nencoder = \"emodb-4class\"\ntargets = [\"valence\"]\ncolumns = 5\n"
        "[corpus]\nname = \"rated\"\n[table.1]\ntitle = \"Tones\"\nsystems = [\"units\", \"first-1\", \"features\", "
        "\"mean\"]\n";
    writeText(toPath(at("small.toml")), text);
    const auto run = cli({"run", "small.toml", "--json"});
    CLI_EXIT(run, 0);
    const auto json = run.json().object();
    const auto table = json["tables"].toArray()[0].toObject();
    QCOMPARE(table["utterances"].toInt(), kSpeakers * kEach);
    QCOMPARE(table["speakers"].toInt(), kSpeakers);
    const auto rows = table["rows"].toArray();
    QCOMPARE(rows.size(), 4);
    const auto error = [&](int row) { return rows[row].toObject()["mse_mean"].toDouble(); };
    QVERIFY(error(0) > 0.0 && error(0) < error(3));  // units tell more than the mean
    QVERIFY(rows[0].toObject()["against_features"].toObject()["p"].isDouble());
    const auto folder = toPath(json["folder"].toString());
    for (const char* name : {"experiment.toml", "result.json", "table-1.csv", "speakers.csv", "predictions.csv"})
        QVERIFY2(std::filesystem::exists(folder / name), name);
    const auto predictions = tableOf(QString::fromStdString((folder / "predictions.csv").string()));
    QCOMPARE(predictions.rows.size(), static_cast<std::size_t>(4 * kSpeakers * kEach));
    const auto again = cli({"run", QString::fromStdString((folder / "experiment.toml").string()), "--json"});
    CLI_EXIT(again, 0);
    QVERIFY(again.json().object()["tables"] == json["tables"]);
    // Beside the published tables it stands by itself.
    const auto listed = cli({"reproduce", "--list", "--json"});
    CLI_EXIT(listed, 0);
    QCOMPARE(listed.json().array().last().toObject()["table"].toString(), QString("regression-small-1"));
    const auto beside = cli({"reproduce", "regression-small-1"});
    CLI_EXIT(beside, 0);
    QVERIFY(beside.out.contains("small: Tones") && beside.out.contains("leave one speaker out, 3 speakers"));
    const auto figures = cli({"reproduce", "regression-small-1", "--csv"});
    CLI_EXIT(figures, 0);
    QVERIFY(figures.out.contains("regression-small-1,units,valence," + QByteArray::number(error(0), 'g', 5).left(4)));
    const auto shown = cli({"run", "small.toml"});
    CLI_EXIT(shown, 0);
    QVERIFY(shown.out.contains("Tones (36 utterances, 3 speakers)") && shown.out.contains("valence variance"));
    CLI_EXIT(cli({"run", "small.toml", "--folds", "0"}), 2);
    writeText(toPath(at("wrong.toml")), text + "speed = 3\n");
    const auto wrong = cli({"run", "wrong.toml"});
    CLI_EXIT(wrong, 1);
    QVERIFY(wrong.err.contains("wrong.toml") && wrong.err.contains("speed"));
    const auto absent =
        cli({"run", QString::fromUtf8(PROSOSCOPE_SOURCE_DIR "/resources/experiments/gcu-neural-features.toml")});
    CLI_EXIT(absent, 1);
    QVERIFY(absent.err.contains("iemocap"));
}

QTEST_GUILESS_MAIN(TestCliCorrelate)
#include "TestCliCorrelate.moc"
