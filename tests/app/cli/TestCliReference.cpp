// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Csv.h"
#include "tests/NpyFile.h"
#include "tests/app/cli/CliTestSupport.h"

using namespace prososcope;

namespace {

core::CsvTable tableAt(const QString& path) {
    const auto text = core::readFile(toPath(path));
    if (!text) return {};
    return core::parseCsv(*text, path.toStdString()).value_or(core::CsvTable{});
}

double cellOf(const core::CsvTable& table, std::size_t row, const char* column) {
    const auto found = table.column(column);
    return found ? core::parseNumber(table.rows[row][*found]).value_or(std::nan("")) : std::nan("");
}

/// The largest difference of two tables, relative to a value or a share of its column's root mean square; infinite where texts,
/// headers or numbers of rows differ. As the reference's check_networks.py.
double differenceOf(const core::CsvTable& ours, const core::CsvTable& expected, double share) {
    if (ours.columns != expected.columns || ours.rows.size() != expected.rows.size() || expected.rows.empty()) return HUGE_VAL;
    double worst = 0.0;
    for (std::size_t c = 0; c < expected.columns.size(); ++c) {
        double squares = 0.0;
        double count = 0.0;
        for (const auto& row : expected.rows) {
            const auto value = core::parseNumber(row[c]);
            if (!value || !std::isfinite(*value)) continue;
            squares += *value * *value;
            count += 1.0;
        }
        for (std::size_t i = 0; i < expected.rows.size(); ++i) {
            const auto value = core::parseNumber(expected.rows[i][c]);
            const auto own = core::parseNumber(ours.rows[i][c]);
            if (!value) {
                if (ours.rows[i][c] != expected.rows[i][c]) return HUGE_VAL;
                continue;
            }
            if (!own || std::isnan(*own) != std::isnan(*value)) return HUGE_VAL;
            if (std::isnan(*value)) continue;
            const double scale = std::max({std::abs(*value), share * std::sqrt(squares / count), 1e-12});
            worst = std::max(worst, std::abs(*own - *value) / scale);
        }
    }
    return worst;
}

}  // namespace

/// `prososcope-cli reference`: the layout it writes, and that one bad clip stops nothing.
class TestCliReference : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesTheLayout() {
        QTemporaryDir home;
        writeTone(toPath(home.filePath("in/cases/tone/audio.wav")), 220.0, 0.6);
        writeTone(toPath(home.filePath("in/cases/short/audio.wav")), 220.0, 0.005);
        writeText(toPath(home.filePath("in/cases/broken/audio.wav")), "no sound");
        writeText(toPath(home.filePath("in/cases/index.csv")), "clip,source\ntone,x\nbroken,x\nshort,x\n");
        writeTone(toPath(home.filePath("in/formats/a.wav")), 440.0, 0.25, 44100);
        writeText(toPath(home.filePath("in/formats/text.wav")), "no sound");
        writeText(toPath(home.filePath("in/formats/formats.csv")), "file\n");
        const auto result = runCli(home.path(), {"--json", "reference", "in", "out"});
        CLI_EXIT(result, 1);
        QVERIFY(result.err.contains("broken"));
        QCOMPARE(result.json().object()["clips"].toInt(), 2);
        QCOMPARE(result.json().object()["failed"].toInt(), 1);

        const auto bands = NpyFile::read(toPath(home.filePath("out/frames/tone/librosa_logmel80_db.npy")));
        QVERIFY(bands.ok && bands.rows() == 61 && bands.columns() == 80);
        const auto pitch = NpyFile::read(toPath(home.filePath("out/frames/tone/praat_pitch_ac.npy")));
        QVERIFY(pitch.ok && pitch.rows() > 40 && pitch.columns() == 3);
        for (std::size_t i = 0; i < pitch.rows(); ++i) QVERIFY(std::abs(pitch.at(i, 1) - 220.0F) < 1.0F);
        for (const auto& [name, columns] : {std::pair{"praat_formant_5500", 11}, {"praat_intensity", 2}, {"praat_hnr_cc", 2}}) {
            const auto array = NpyFile::read(toPath(home.filePath(QString("out/frames/tone/%1.npy").arg(name))));
            QVERIFY2(array.ok && array.columns() == static_cast<std::size_t>(columns), name);
        }
        QVERIFY(!QFile::exists(home.filePath("out/frames/short/praat_pitch_ac.npy")));

        const auto scalars = tableAt(home.filePath("out/functionals/praat_scalars.csv"));
        QCOMPARE(scalars.rows.size(), std::size_t{2});
        QCOMPARE(scalars.rows[0][0], std::string("tone"));
        QVERIFY(std::abs(cellOf(scalars, 0, "f0_mean_hz") - 220.0) < 0.5);
        QVERIFY(std::abs(cellOf(scalars, 0, "cog_hz") - 220.0) < 20.0);
        QVERIFY(std::abs(cellOf(scalars, 0, "rms_pa") - 0.3 / std::sqrt(2.0)) < 1e-3);
        QVERIFY(std::isnan(cellOf(scalars, 1, "f0_mean_hz")) && cellOf(scalars, 1, "rms_pa") > 0.1);

        const auto formats = tableAt(home.filePath("out/formats/formats.csv"));
        QCOMPARE(formats.rows.size(), std::size_t{2});
        QCOMPARE(cellOf(formats, 0, "sample_rate"), 44100.0);
        QCOMPARE(cellOf(formats, 0, "frames"), 11025.0);
        QVERIFY(formats.rows[1][1].starts_with("error: "));
        const auto decoded = NpyFile::read(toPath(home.filePath("out/formats/decoded16k/a.wav.npy")));
        QVERIFY(decoded.ok && decoded.shape.size() == 1 && decoded.rows() == 4000);
    }

    void doesNotDependOnThreads() {
        QTemporaryDir home;
        for (int i = 0; i < 3; ++i)
            writeTone(toPath(home.filePath(QString("in/cases/c%1/audio.wav").arg(i))), 150.0 + 60.0 * i, 0.4);
        CLI_EXIT(runCli(home.path(), {"--threads", "1", "reference", "in", "one"}), 0);
        CLI_EXIT(runCli(home.path(), {"--threads", "3", "reference", "in", "three"}), 0);
        int files = 0;
        for (QDirIterator it(home.filePath("one"), QDir::Files, QDirIterator::Subdirectories); it.hasNext(); ++files) {
            const QString path = it.next();
            const QString other = home.filePath("three/" + QDir(home.filePath("one")).relativeFilePath(path));
            QVERIFY2(core::readFile(toPath(path)).value() == core::readFile(toPath(other)).value_or("absent"),
                     qPrintable(path));
        }
        QVERIFY(files > 20);
    }

    void selectionAgreesWithTheReference() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/networks/selection");
        QTemporaryDir home;
        std::filesystem::create_directories(toPath(home.filePath("in/networks")));
        std::filesystem::copy(folder, toPath(home.filePath("in/networks/selection")), std::filesystem::copy_options::recursive);
        std::filesystem::remove_all(toPath(home.filePath("in/networks/selection/out")));
        writeText(toPath(home.filePath("in/networks/other/config.json")), R"({"kind": "telepathy"})");
        const auto result = runCli(home.path(), {"reference", "in", "out"});
        CLI_EXIT(result, 0);
        QVERIFY(result.err.contains("networks/other is left out"));
        int files = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder / "out")) {
            const auto name = QString::fromStdString(entry.path().filename().string());
            const auto expected = tableAt(QString::fromStdString(entry.path().string()));
            const double worst = differenceOf(tableAt(home.filePath("out/networks/selection/out/" + name)), expected,
                                              name.endsWith("predictions.csv") ? 1.0 : 1e-2);
            QVERIFY2(worst < 1e-6, qPrintable(QString("%1: %2").arg(name).arg(worst)));
            ++files;
        }
        QCOMPARE(files, 7);
    }

    void unitsAgreeWithTheReference() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/networks/units");
        QTemporaryDir home;
        std::filesystem::create_directories(toPath(home.filePath("in/networks")));
        std::filesystem::copy(folder, toPath(home.filePath("in/networks/units")), std::filesystem::copy_options::recursive);
        std::filesystem::remove_all(toPath(home.filePath("in/networks/units/out")));
        CLI_EXIT(runCli(home.path(), {"reference", "in", "out"}), 0);
        int files = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder / "out")) {
            const auto name = QString::fromStdString(entry.path().filename().string());
            const auto expected = tableAt(QString::fromStdString(entry.path().string()));
            const double worst = differenceOf(tableAt(home.filePath("out/networks/units/out/" + name)), expected, 1e-2);
            QVERIFY2(worst < 1e-6, qPrintable(QString("%1: %2").arg(name).arg(worst)));
            ++files;
        }
        QCOMPARE(files, 4);
    }

    void damagedUnitsAreNamed() {
        QTemporaryDir home;
        const auto refused = [&](const char* sentence) {
            const auto result = runCli(home.path(), {"reference", "in", "out"});
            return result.code == 1 && result.err.contains(sentence);
        };
        const auto write = [&](const char* name, const std::string& text) {
            writeText(toPath(home.filePath(QString("in/networks/units/") + name)), text);
        };
        write("config.json", R"({"kind": "units"})");
        QVERIFY(refused("lists no emotions"));
        write("config.json", R"({"kind": "units", "emotions": ["neu", "sad"]})");
        write("in/words.csv", "word,emotion\nno,sad\n");
        QVERIFY(refused("has no column \"pronunciation\""));
        write("in/words.csv", "word,pronunciation,emotion\nno,N QQ,sad\n");
        QVERIFY(refused("\"N QQ\" is no pronunciation"));
        write("in/words.csv", "word,pronunciation,emotion\nno,N OW1,sad\n");
        write("in/vote_posteriors.csv", "case,frame,V_neu,V_sad\none,0,0.5,0.5\n");
        QVERIFY(refused("no special symbols"));
        write("in/vote_posteriors.csv", "case,frame,<s>,<pad>,</s>,<unk>,V_neu,V_sad\none,0,0,0,0,0,0.5,0.5\n");
        QVERIFY(refused("pairs.csv"));
        write("in/pairs.csv", "pair,reference,hypothesis\n0,V_neu,V_sad\n");
        CLI_EXIT(runCli(home.path(), {"reference", "in", "out"}), 0);
        const auto rates = tableAt(home.filePath("out/networks/units/out/unit_error_rates.csv"));
        QCOMPARE(rates.rows[0][8], std::string("1"));
        QCOMPARE(rates.rows[1][8], std::string("0"));
    }

    void damagedSelectionIsNamed() {
        QTemporaryDir home;
        writeText(toPath(home.filePath("in/networks/selection/config.json")), R"({"kind": "selection", "k": 2})");
        auto result = runCli(home.path(), {"reference", "in", "out"});
        CLI_EXIT(result, 1);
        QVERIFY(result.err.contains("do not fit each other"));
        writeText(toPath(home.filePath("in/networks/selection/config.json")),
                  R"({"kind": "selection", "k": 2, "wide_train": 2, "heatmap_speaker": "a"})");
        const std::string head = "\x93NUMPY\x01";
        for (const std::string& damaged : {std::string("no array"), head, head + std::string("\0\xff\xff", 3)}) {
            writeText(toPath(home.filePath("in/networks/selection/in/X.npy")), damaged);
            result = runCli(home.path(), {"reference", "in", "out"});
            CLI_EXIT(result, 1);
            QVERIFY(result.err.contains("X.npy"));
        }
    }

    void namesThatLeadElsewhereAreRefused() {
        QTemporaryDir home;
        writeTone(toPath(home.filePath("in/cases/tone/audio.wav")), 220.0);
        for (const char* name : {"..", "../tone", "/etc", "a/b"}) {
            writeText(toPath(home.filePath("in/cases/index.csv")), std::string("clip\n") + name + "\n");
            const auto result = runCli(home.path(), {"reference", "in", "out"});
            CLI_EXIT(result, 1);
            QVERIFY(result.err.contains(name));
        }
        QVERIFY(!QFile::exists(home.filePath("out")));
        CLI_EXIT(runCli(home.path(), {"reference", "nowhere", "out"}), 1);
        CLI_EXIT(runCli(home.path(), {"reference", "in"}), 2);
    }
};

QTEST_GUILESS_MAIN(TestCliReference)
#include "TestCliReference.moc"
