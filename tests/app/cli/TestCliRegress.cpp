// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/core/Csv.h"
#include "engine/store/ModelCard.h"
#include "tests/app/cli/CliTestSupport.h"

using namespace prososcope;

namespace {

constexpr int kSpeakers = 4;
constexpr int kEach = 12;

double hertzOf(int speaker, int i) { return 200.0 + 60.0 * ((5 * i) % kEach) + 10.0 * speaker; }
double valenceOf(double hertz) { return 1.0 + hertz / 250.0; }

}  // namespace

/// `regress` with the bundled network on made-up tones whose valence is their pitch, and `predict` with what it makes.
class TestCliRegress : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;
    [[nodiscard]] CliResult cli(const QStringList& arguments) const {
        return runCli(m_home.path(), QStringList{"--workspace", m_home.filePath("ws")} + arguments, 120 * kPatience);
    }
    [[nodiscard]] QString tone(int speaker, int i) const {
        return m_home.filePath(QString("rated/s%1_%2.wav").arg(speaker).arg(i));
    }

private Q_SLOTS:
    void initTestCase() {
        std::string manifest = "path,speaker,emotion,valence\n";
        for (int s = 0; s < kSpeakers; ++s) {
            for (int i = 0; i < kEach; ++i) {
                const double hertz = hertzOf(s, i);
                writeTone(toPath(tone(s, i)), hertz, 1.1 + 0.02 * ((7 * i) % 5), 16000, static_cast<std::uint64_t>(50 * s + i));
                manifest += toPath(tone(s, i)).filename().string() + ",s" + std::to_string(s) + "," +
                            (hertz > 500.0 ? "angry" : "sad") + "," + core::numberText(valenceOf(hertz)) + "\n";
            }
        }
        writeText(toPath(m_home.filePath("rated/manifest.csv")), manifest);
        CLI_EXIT(cli({"corpus", "import", m_home.filePath("rated"), "--name", "rated"}), 0);
    }

    void modelIsMadeWithItsError() {
        const auto made = cli({"regress", "--encoder", "emodb-4class", "--corpus", "rated", "--targets", "valence", "--units",
                               "12", "--name", "pitch", "--json"});
        CLI_EXIT(made, 0);
        const auto json = made.json().object();
        QCOMPARE(json["utterances"].toInt(), kSpeakers * kEach);
        QVERIFY(json["heard_speakers"].toArray().isEmpty());
        const auto target = json["targets"].toArray().at(0).toObject();
        QCOMPARE(target["target"].toString(), QString("valence"));
        QVERIFY(!target["derived"].toBool());
        QCOMPARE(target["units"].toArray().size(), 12);
        QCOMPARE(target["speakers"].toArray().size(), kSpeakers);
        const double error = target["rmse"].toObject()["value"].toDouble();
        const double mean = target["mean_rmse"].toObject()["value"].toDouble();
        QVERIFY2(error > 0.0 && error < 0.6 * mean, qPrintable(QString("%1 against %2").arg(error).arg(mean)));
        const auto card = store::readModelCard(toPath(m_home.filePath("ws/models/pitch.json")));
        PROSOSCOPE_VERIFY(card);
        QCOMPARE(card->figures.front().value, error);
        QVERIFY(card->command.find("prososcope-cli regress --encoder emodb-4class --corpus rated") == 0);
        const auto table = cli({"regress", "--encoder", "emodb-4class", "--corpus", "rated", "--targets",
                                "valence,derived-arousal", "--units", "5", "--among", "0-31,40", "--name", "few"});
        CLI_EXIT(table, 0);
        QVERIFY(table.out.contains("arousal (derived)") && table.out.contains("s3"));
        QVERIFY(table.err.contains("Kept as the model few"));
    }

    void predictsRecordingsAndWindows() {
        const auto whole = cli({"predict", "--model", "pitch", tone(0, 1), tone(2, 7), "--json"});
        CLI_EXIT(whole, 0);
        const auto list = whole.json().array();
        QCOMPARE(list.size(), 2);
        const auto first = list.at(0).toObject();
        QVERIFY(!first.contains("predicted"));
        const double low = first["dimensions"].toObject()["valence"].toDouble();
        const double high = list.at(1).toObject()["dimensions"].toObject()["valence"].toDouble();
        QVERIFY2(std::abs(low - valenceOf(hertzOf(0, 1))) < 0.5, qPrintable(QString::number(low)));
        QVERIFY2(std::abs(high - valenceOf(hertzOf(2, 7))) < 0.5, qPrintable(QString::number(high)));
        QVERIFY(first["deviations"].toObject()["valence"].toDouble() > 0.0);

        // Two pitches one behind the other.
        audio::AudioClip clip;
        clip.rateHz = 16000;
        clip.channels.resize(1);
        core::Progress silent;
        for (const auto& path : {tone(0, 0), tone(0, 7)}) {
            const auto part = audio::decodeAudio(toPath(path), {.rateHz = 16000, .mono = true}, silent);
            PROSOSCOPE_VERIFY(part);
            const auto& samples = (*part)->channels[0];
            for (int again = 0; again < 5; ++again)
                clip.channels[0].insert(clip.channels[0].end(), samples.begin(), samples.end());
        }
        PROSOSCOPE_VERIFY(audio::writeWav(toPath(m_home.filePath("two.wav")), clip));
        const auto timeline =
            cli({"predict", "--model", "pitch", m_home.filePath("two.wav"), "--timeline", "--out", m_home.filePath("two.csv")});
        CLI_EXIT(timeline, 0);
        const auto table = core::parseCsv(core::readFile(toPath(m_home.filePath("two.csv"))).value(), "two.csv");
        PROSOSCOPE_VERIFY(table);
        QCOMPARE(table->columns, (std::vector<std::string>{"file", "start", "end", "valence", "valence_sd"}));
        QVERIFY(table->rows.size() > 30);
        const auto at = [&](std::size_t row) { return core::parseNumber(table->rows[row][3]).value_or(std::nan("")); };
        QVERIFY2(at(table->rows.size() - 1) - at(0) > 0.5,
                 qPrintable(QString("%1 %2").arg(at(0)).arg(at(table->rows.size() - 1))));
    }

    void wrongUseIsSaid() {
        const QStringList of{"--encoder", "emodb-4class", "--corpus", "rated", "--targets", "valence"};
        const auto grid = cli({"predict", "--model", "pitch", tone(0, 0), "--out", m_home.filePath("a.TextGrid")});
        CLI_EXIT(grid, 2);
        QVERIFY(grid.err.contains("dimensions"));
        const auto measured =
            cli({"measure", "--model", "pitch", "--quantities", "f0.mean", tone(0, 0), "--out", m_home.filePath("m.csv")});
        CLI_EXIT(measured, 1);
        QVERIFY2(measured.err.contains("no emotions"), qPrintable(measured.err));
        CLI_EXIT(cli(QStringList{"regress"} + of + QStringList{"--name", "emodb-4class"}), 1);
        CLI_EXIT(cli(QStringList{"regress"} + of + QStringList{"--name", "../up"}), 1);
        CLI_EXIT(cli(QStringList{"regress"} + of + QStringList{"--name", "x", "--among", "3-1"}), 2);
        CLI_EXIT(cli(QStringList{"regress"} + of + QStringList{"--name", "x", "--among", "999999"}), 1);
        CLI_EXIT(cli(QStringList{"regress"} + of + QStringList{"--name", "x", "--untrained", "1"}), 2);
        CLI_EXIT(cli(QStringList{"activations", "--encoder", "pitch", "--corpus", "rated"}), 1);  // it has no layers itself
        // A file that is not its card's.
        const auto models = toPath(m_home.filePath("ws/models"));
        auto text = core::readFile(models / "pitch.json").value();
        const auto place = text.find("\"tensorsSha256\": \"");
        text[place + 18] = text[place + 18] == '0' ? '1' : '0';
        writeText(models / "damaged.json", text);
        std::filesystem::copy_file(models / "pitch.safetensors", models / "damaged.safetensors");
        const auto damaged = cli({"predict", "--model", (models / "damaged.json").c_str(), tone(0, 0)});
        CLI_EXIT(damaged, 1);
        QVERIFY(damaged.err.contains("is not the file that its card describes"));
    }
};

QTEST_GUILESS_MAIN(TestCliRegress)
#include "TestCliRegress.moc"
