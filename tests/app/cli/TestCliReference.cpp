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
