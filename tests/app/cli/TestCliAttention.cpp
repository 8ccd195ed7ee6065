// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/audio/AudioFile.h"
#include "engine/store/Npy.h"
#include "tests/app/cli/CliTestSupport.h"

using namespace prososcope;

/// `prososcope-cli attention`, of a network that `run` has just trained.
class TestCliAttention : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;

    [[nodiscard]] auto run(const QStringList& words) const {
        return runCli(m_home.path(), QStringList{"--workspace", "w", "attention", "--encoder"} + words, 120);
    }

private Q_SLOTS:
    void initTestCase() {
        QDir(m_home.path()).mkdir("corpus");
        std::string manifest = "path,speaker,emotion\n";
        for (int i = 0; i < 4; ++i) {
            audio::AudioClip clip{16000, {std::vector<float>(16000)}};
            for (std::size_t n = 0; n < 16000; ++n)
                clip.channels[0][n] = 0.3F * std::sin(static_cast<float>(n) * (0.05F + 0.02F * static_cast<float>(i)));
            const auto name = "s" + std::to_string(i / 2) + "_" + std::to_string(i) + ".wav";
            PROSOSCOPE_VERIFY(audio::writeWav(toPath(m_home.filePath("corpus")) / name, clip));
            manifest += name + ",s" + std::to_string(i / 2) + ",\n";
        }
        writeText(toPath(m_home.filePath("corpus/manifest.csv")), manifest);
        writeText(
            toPath(m_home.filePath("f.toml")),
            "kind = \"future-prediction\"\nname = \"small\"\nthreads = 1\ndevice = \"cpu\"\n[corpus]\nname = \"tones\"\n"
            "folders = [\"corpus\"]\n[split]\nvalidation_speakers = [\"s1\"]\n[network]\nunits = 16\nheads = 2\ninner = 17\n"
            "layers = 2\n[training]\nepochs = 1\nbatch = 2\n");
        const auto trained = runCli(m_home.path(), {"--workspace", "w", "run", "f.toml"}, 120);
        CLI_EXIT(trained, 0);
    }

    void tellsWhatEachHeadDoes() {
        const auto said = run({"small", "corpus/s0_0.wav"});
        CLI_EXIT(said, 0);
        QVERIFY(said.out.contains("distance, s") && said.out.contains("entropy, bits"));
        QCOMPARE(said.out.trimmed().split('\n').size(), 5);  // a line above four heads
        const auto json = runCli(m_home.path(),
                                 {"--workspace", "w", "--json", "attention", "--encoder", "small", "corpus/s0_0.wav", "--start",
                                  "0.5", "--out", "a.npy"},
                                 60);
        CLI_EXIT(json, 0);
        const auto object = json.json().object();
        QCOMPARE(object["heads"].toArray().size(), 4);
        const auto frames = static_cast<std::uint64_t>(object["frames"].toInt());
        QVERIFY(frames > 40 && frames < 55);
        QVERIFY(object["first_seconds"].toDouble() >= 0.5);
        QCOMPARE(object["heads"].toArray()[3].toObject()["ahead_share"].toDouble(-1.0), 0.0);
        const auto array = store::readNpy(toPath(m_home.filePath("a.npy")));
        PROSOSCOPE_VERIFY(array);
        QCOMPARE(array->shape, (std::vector<std::uint64_t>{2, 2, frames, frames}));
        double sum = 0.0;
        for (const float weight : array->values) sum += static_cast<double>(weight);
        QVERIFY(std::abs(sum / static_cast<double>(4 * frames) - 1.0) < 1e-5);
        CLI_EXIT(run({"small", "corpus/s0_0.wav", "--out", "a.csv"}), 0);
        const auto table = core::readFile(toPath(m_home.filePath("a.csv")));
        QVERIFY(table && table->starts_with("layer,head,distance_seconds,"));
    }

    void refusesInOneSentence() {
        CLI_EXIT(run({"small", "corpus/s0_0.wav", "--out", "a.txt"}), 2);
        const auto missing = run({"small", "nowhere.wav"});
        CLI_EXIT(missing, 1);
        QVERIFY(missing.err.contains("nowhere.wav"));
        const auto other = run({"emodb-4class", "corpus/s0_0.wav"});
        CLI_EXIT(other, 1);
        QVERIFY2(other.err.contains("no self-attention"), qPrintable(other.err));
    }
};

QTEST_GUILESS_MAIN(TestCliAttention)
#include "TestCliAttention.moc"
