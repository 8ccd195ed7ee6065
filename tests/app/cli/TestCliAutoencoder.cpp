// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/audio/AudioFile.h"
#include "tests/app/cli/CliTestSupport.h"

using namespace prososcope;

/// `prososcope-cli autoencoder`, and a kept autoencoder where other models work.
class TestCliAutoencoder : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;

    static std::string experiment(const std::string& name, const std::string& variant) {
        return "name = \"" + name +
               "\"\nseed = 3\nthreads = 1\ndevice = \"cpu\"\nsave_model = true\n[corpus]\nname = \"tones\"\nfolders = "
               "[\"corpus\"]\n[labels]\nclasses = [\"angry\", \"sad\"]\n[features]\nset = \"eGeMAPSv02\"\n[model]\nkind = "
               "\"adversarial-autoencoder\"\nhidden = 24\nlatent = 4\nvariant = \"" +
               variant + "\"\n[training]\nepochs = 15\nbatch = 8\nlearning_rate = 0.003\n";
    }
    [[nodiscard]] CliResult run(const QStringList& words) const {
        return runCli(m_home.path(), QStringList{"--workspace", "w"} + words, 120);
    }

private Q_SLOTS:
    void initTestCase() {
        writeToneCorpus(toPath(m_home.filePath("corpus")), 3, 3);
        writeText(toPath(m_home.filePath("full.toml")), experiment("aae", "optimised"));
        writeText(toPath(m_home.filePath("base.toml")), experiment("base", "baseline"));
        for (const char* file : {"full.toml", "base.toml"}) CLI_EXIT(run({"run", file}), 0);
    }

    void predicts() {
        const auto predicted = run({"--json", "predict", "--model", "aae", "corpus/s0_0.wav", "corpus/s0_1.wav"});
        CLI_EXIT(predicted, 0);
        QVERIFY2(predicted.out.contains("angry"), qPrintable(predicted.out));
        CLI_EXIT(run({"predict", "--model", "base", "--timeline", "--window", "0.5", "corpus/s0_0.wav"}), 0);
        CLI_EXIT(run({"models", "test", "aae"}), 0);
    }

    void reconstructs() {
        const auto text = run({"autoencoder", "reconstruct", "aae", "corpus/s0_0.wav", "--columns", "3", "--csv", "rows.csv"});
        CLI_EXIT(text, 0);
        QVERIFY(text.out.contains("emotion: angry"));
        QVERIFY(text.out.contains("mean square error"));
        QVERIFY(text.out.contains("explained"));
        const auto lines = text.out.trimmed().split('\n');
        QVERIFY2(lines[lines.size() - 4].startsWith("feature"), qPrintable(text.out));
        const auto csv = core::readFile(toPath(m_home.filePath("rows.csv")));
        QVERIFY(csv && csv->starts_with("feature,recording,reconstruction,recording_value,reconstruction_value\n"));
        QCOMPARE(std::count(csv->begin(), csv->end(), '\n'), std::ptrdiff_t{89});
        const auto json = run({"--json", "autoencoder", "reconstruct", "aae", "corpus/s0_0.wav"}).json().object();
        QCOMPARE(json["style"].toArray().size(), 4);
        QCOMPARE(json["columns"].toArray().size(), 10);
        QVERIFY(json["emotion"].toObject()["angry"].toDouble() > 0.5);
        QVERIFY(json["explained"].isDouble() && json["mean_square_error"].isDouble());
        QVERIFY(json["explained"].toDouble() < 1.0 && json["mean_square_error"].toDouble() > 0.0);
    }

    void swaps() {
        const auto same = run({"--json", "autoencoder", "swap", "aae", "corpus/s0_0.wav", "corpus/s0_0.wav"}).json().object();
        QCOMPARE(same["mean_square_change"].toDouble(-1.0), 0.0);
        const auto other = run({"--json", "autoencoder", "swap", "aae", "corpus/s0_0.wav", "corpus/s0_1.wav"}).json().object();
        QVERIFY(other["mean_square_change"].toDouble() > 0.0);
        QCOMPARE(other["emotion_of"].toObject()["file"].toString(), QString("corpus/s0_0.wav"));
        QVERIFY(other["heard_in_swapped"].toObject().contains("sad"));
        const auto text = run({"autoencoder", "swap", "aae", "corpus/s0_0.wav", "corpus/s0_1.wav", "--csv", "swap.csv"});
        CLI_EXIT(text, 0);
        QVERIFY(text.out.contains("emotion of corpus/s0_1.wav: "));
        QVERIFY(text.out.contains("heard in what is made of both"));
        const auto csv = core::readFile(toPath(m_home.filePath("swap.csv")));
        QVERIFY(csv && csv->starts_with("feature,reconstruction,swapped,"));
    }

    /// An utterance may be a stretch of a recording: the same is heard as in a file of it alone.
    void hearsAStretchAlone() {
        core::Progress silent;
        const auto whole = audio::decodeAudio(toPath(m_home.filePath("corpus/s0_0.wav")), {}, silent);
        PROSOSCOPE_VERIFY(whole);
        const auto& sound = (*whole)->channels.front();
        audio::AudioClip between{16000, {std::vector<float>(16000, 0.2F)}};
        auto& samples = between.channels.front();
        samples.insert(samples.end(), sound.begin(), sound.end());
        samples.resize(samples.size() + 8000, -0.2F);
        PROSOSCOPE_VERIFY(audio::writeWav(toPath(m_home.filePath("long.wav")), between));
        const QString end = QString::number(1.0 + static_cast<double>(sound.size()) / 16000.0, 'g', 12);
        const auto again = [&](const QStringList& words) {
            return run(QStringList{"--json", "autoencoder", "reconstruct", "aae"} + words).json().object();
        };
        const auto alone = again({"corpus/s0_0.wav"});
        const auto stretch = again({"long.wav", "--start", "1", "--end", end});
        QCOMPARE(stretch["style"].toArray().size(), 4);
        for (int i = 0; i < 4; ++i)
            QVERIFY(std::abs(stretch["style"].toArray()[i].toDouble() - alone["style"].toArray()[i].toDouble()) < 1e-3);
        QVERIFY(std::abs(again({"long.wav"})["style"].toArray()[0].toDouble() - alone["style"].toArray()[0].toDouble()) > 1e-2);
        const auto swapped = [&](const QStringList& words) -> QJsonValue {
            return run(QStringList{"--json", "autoencoder", "swap", "aae"} + words).json().object()["mean_square_change"];
        };
        const auto files = swapped({"corpus/s0_0.wav", "corpus/s0_1.wav"}).toDouble(-1.0);
        QVERIFY(files > 0.0);
        const auto first = swapped({"long.wav", "corpus/s0_1.wav", "--start", "1", "--end", end});
        QVERIFY(first.isDouble() && std::abs(first.toDouble() - files) < 1e-3);
        const auto second = swapped({"corpus/s0_1.wav", "long.wav", "--style-start", "1", "--style-end", end});
        const auto turned = swapped({"corpus/s0_1.wav", "corpus/s0_0.wav"});
        QVERIFY(second.isDouble() && turned.isDouble() && std::abs(second.toDouble() - turned.toDouble()) < 1e-3);
        const auto beyond = run({"autoencoder", "reconstruct", "aae", "long.wav", "--start", "50"});
        CLI_EXIT(beyond, 1);
        QVERIFY2(beyond.err.contains("long.wav"), qPrintable(beyond.err));
    }

    void refusesWithASentence() {
        const auto baseline = run({"autoencoder", "reconstruct", "base", "corpus/s0_0.wav"});
        CLI_EXIT(baseline, 1);
        QVERIFY(baseline.err.contains("is a baseline"));
        const auto foreign = run({"autoencoder", "reconstruct", "emodb-4class", "corpus/s0_0.wav"});
        CLI_EXIT(foreign, 1);
        QVERIFY(foreign.err.contains("no autoencoder"));
        const auto missing = run({"autoencoder", "swap", "aae", "corpus/s0_0.wav", "nothing.wav"});
        CLI_EXIT(missing, 1);
        QVERIFY(missing.err.contains("nothing.wav"));
        const auto frames = run({"activations", "--encoder", "aae", "--frames", "corpus/s0_0.wav"});
        CLI_EXIT(frames, 1);
        QVERIFY2(frames.err.contains("as a whole"), qPrintable(frames.err));
        CLI_EXIT(run({"autoencoder"}), 2);
        CLI_EXIT(run({"autoencoder", "swap", "aae", "corpus/s0_0.wav"}), 2);
    }

    /// Its layers are seen as those of other networks.
    void hasLayers() {
        const auto taken = run({"--json", "activations", "--encoder", "aae", "--corpus", "tones"});
        CLI_EXIT(taken, 0);
        const auto layers = taken.json().object()["layers"].toArray();
        QCOMPARE(layers.size(), 4);
        QCOMPARE(layers[3].toObject()["name"].toString(), QString("style"));
        QCOMPARE(layers[3].toObject()["units"].toInt(), 4);
        QVERIFY(taken.json().object()["left_out"].toArray().isEmpty());
        const auto map = run({"correlate", "--encoder", "aae", "--corpus", "tones", "--targets", "angry", "--untrained", "5"});
        CLI_EXIT(map, 0);
    }
};

QTEST_GUILESS_MAIN(TestCliAutoencoder)
#include "TestCliAutoencoder.moc"
