// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/AnnotationFile.h"
#include "tests/app/cli/CliTestSupport.h"
#include "tests/engine/live/LiveFakes.h"
#include "tests/engine/training/SpellingCorpus.h"

using namespace prososcope;

/// `prososcope-cli run` of a recogniser's file, `transcribe`, and the other commands' answers to such a model.
class TestCliRecogniser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trainsAndTranscribes() {
        QTemporaryDir home;
        spelling::writeCorpus(toPath(home.filePath("corpus")), 3);
        writeText(
            toPath(home.filePath("r.toml")),
            "kind = \"recogniser\"\nname = \"spell\"\nthreads = 1\ndevice = \"cpu\"\n[corpus]\nname = \"spelling\"\nfolders "
            "= [\"corpus\"]\n[split]\ntest_speakers = [\"s0\"]\nvalidation_speakers = [\"s1\"]\nheld_out_texts = "
            "2\n[training]\nepochs = 1\nbatch = 5\n");
        const auto ran = runCli(home.path(), {"--workspace", "w", "run", "r.toml"}, 120);
        CLI_EXIT(ran, 0);
        QVERIFY(ran.out.contains("epoch 1 of 1"));
        QVERIFY(ran.out.contains("never trained on: CER"));
        QVERIFY(ran.out.contains("no measure of recognition"));
        for (const char* file : {"experiment.toml", "epochs.csv", "tested.csv", "summary.json"})
            QVERIFY2(QFile::exists(home.filePath(QString("w/recognisers/spell/") + file)), file);
        CLI_EXIT(runCli(home.path(), {"--workspace", "w", "run", "r.toml", "--folds", "0"}), 2);

        const auto same = runCli(home.path(), {"--workspace", "w", "--json", "runs", "compare", "spell", "spell"});
        CLI_EXIT(same, 0);
        const auto unseen = same.json().object()["sentences_not_trained_on"].toObject();
        QCOMPARE(unseen["utterances"].toInt(), 2);
        QCOMPARE(unseen["difference"].toDouble(1.0), 0.0);
        QCOMPARE(unseen["difference_high"].toDouble(1.0), 0.0);
        const auto said = runCli(home.path(), {"--workspace", "w", "runs", "compare", "spell", "spell"});
        CLI_EXIT(said, 0);
        QVERIFY(said.out.contains("neither was trained on: CER") && said.out.contains("difference 0.0 points [0.0, 0.0]"));
        CLI_EXIT(runCli(home.path(), {"--workspace", "w", "runs", "compare", "spell", "absent"}), 1);
        CLI_EXIT(runCli(home.path(), {"--workspace", "w", "runs", "compare", "spell", "../spell"}), 2);

        const auto list = runCli(home.path(), {"--workspace", "w", "--json", "transcribe", "--model", "spell", "--beam", "5",
                                               "corpus/s0_0.wav", "corpus/s0_1.wav"});
        CLI_EXIT(list, 0);
        const auto shared = runCli(
            home.path(), {"--workspace", "w", "transcribe", "--model", "spell", "--ctc-share", "0.3", "corpus/s0_0.wav"});
        CLI_EXIT(shared, 1);
        QVERIFY2(shared.err.contains("spell has no CTC beside its attention"), qPrintable(shared.err));
        QCOMPARE(list.json().array().size(), 2);
        QVERIFY(list.json().array()[1].toObject()["seconds"].toDouble() > 0.5);
        CLI_EXIT(runCli(home.path(),
                        {"--workspace", "w", "transcribe", "--model", "spell", "corpus/s0_0.wav", "--out", "a.TextGrid"}),
                 0);
        const auto grid = core::readFile(toPath(home.filePath("a.TextGrid")));
        QVERIFY(grid && grid->find("\"transcript\"") != std::string::npos);
        CLI_EXIT(
            runCli(home.path(), {"--workspace", "w", "transcribe", "--model", "spell", "corpus/s0_0.wav", "--out", "a.txt"}),
            2);
        CLI_EXIT(runCli(home.path(), {"--workspace", "w", "transcribe", "--model", "spell", "absent.wav"}), 1);

        const auto refused = runCli(home.path(), {"--workspace", "w", "predict", "--model", "spell", "corpus/s0_0.wav"});
        CLI_EXIT(refused, 1);
        QVERIFY(refused.err.contains("gcu-recogniser"));
        CLI_EXIT(runCli(home.path(), {"--workspace", "w", "transcribe", "--model", "emodb-4class", "corpus/s0_0.wav"}), 1);
        captionsOfLive(home);
    }

    /// A training for each speaker, with another validation speaker each, and the same again from the checkpoints.
    void testsEverySpeaker() {
        QTemporaryDir home;
        spelling::writeCorpus(toPath(home.filePath("corpus")), 3);
        writeText(toPath(home.filePath("r.toml")),
                  "kind = \"recogniser\"\nname = \"spell\"\nthreads = 1\ndevice = \"cpu\"\n[corpus]\nname = \"spelling\"\n"
                  "folders = [\"corpus\"]\n[split]\ntest_speakers = [\"s0\"]\nvalidation_speakers = [\"s1\"]\n"
                  "held_out_texts = 2\n[training]\nepochs = 1\nbatch = 5\n");
        const auto ran = runCli(home.path(), {"--workspace", "w", "run", "r.toml", "--every-speaker"}, 120);
        CLI_EXIT(ran, 0);
        const auto speakers = ran.out.count("\nspeaker s") + ran.out.startsWith("speaker s");
        QVERIFY(speakers >= 3);
        QVERIFY2(ran.out.contains(QString("all %1 speakers").arg(speakers)), qPrintable(ran.out));
        for (qsizetype i = 0; i < speakers; ++i) {
            const auto toml = core::readFile(toPath(home.filePath(QString("w/recognisers/spell-s%1/experiment.toml").arg(i))));
            PROSOSCOPE_VERIFY(toml);
            QVERIFY(toml->find("test_speakers = [\"s" + std::to_string(i) + "\"]") != std::string::npos);
            QVERIFY(toml->find("validation_speakers = [\"s" + std::to_string((i + 1) % speakers) + "\"]") != std::string::npos);
        }
        const auto again = runCli(home.path(), {"--workspace", "w", "--json", "run", "r.toml", "--every-speaker"}, 120);
        CLI_EXIT(again, 0);
        QCOMPARE(again.json().object()["speakers"].toArray().size(), speakers);
        QVERIFY(again.json().object()["sentences_not_trained_on"].toObject()["utterances"].toInt() > 0);
        CLI_EXIT(runCli(home.path(), {"--workspace", "w", "run", "resources/absent.toml", "--every-speaker"}), 2);
        writeText(toPath(home.filePath("f.toml")), "kind = \"future-prediction\"\nname = \"f\"\n");
        CLI_EXIT(runCli(home.path(), {"--workspace", "w", "run", "f.toml", "--every-speaker"}), 2);
        CLI_EXIT(runCli(home.path(), {"--workspace", "w", "run", "f.toml", "--every-session"}), 2);
    }

    void namesTheMistakeInTheFile() {
        QTemporaryDir home;
        writeText(
            toPath(home.filePath("r.toml")),
            "kind = \"recogniser\"\nname = \"spell\"\nsplat = 1\n[corpus]\nname = \"a\"\n[split]\ntest_speakers = [\"x\"]\n");
        const auto ran = runCli(home.path(), {"--workspace", "w", "run", "r.toml"});
        CLI_EXIT(ran, 1);
        QVERIFY(ran.err.contains("r.toml, line 3"));
        QVERIFY(!QFile::exists(home.filePath("w")));
    }

private:
    /// `live --captions`: a caption of each utterance, as `transcribe` writes down the same stretch, and in the recording.
    static void captionsOfLive(const QTemporaryDir& home) {
        audio::AudioClip clip;
        clip.rateHz = fakes::kRateHz;
        auto sound = fakes::quiet(14.0);
        for (const double at : {1.5, 6.0, 10.0}) fakes::hum(sound, at, 2.0);
        clip.channels = {sound};
        PROSOSCOPE_VERIFY(audio::writeWav(toPath(home.filePath("talk.wav")), clip, audio::WavEncoding::Float32));
        const auto live = runCli(home.path(), {"--workspace", "w", "--json", "live", "--model", "emodb-4class", "--source",
                                               "talk.wav", "--fast", "--captions", "spell", "--record", "recorded/a.wav"});
        CLI_EXIT(live, 0);
        QList<QJsonObject> utterances;
        QList<QJsonObject> captions;
        for (const QString& line : live.out.split('\n', Qt::SkipEmptyParts)) {
            const auto json = QJsonDocument::fromJson(line.toUtf8()).object();
            if (json["kind"] == "utterance") utterances << json;
            if (json["kind"] == "caption") captions << json;
        }
        QVERIFY2(utterances.size() >= 2, qPrintable(live.out));
        QCOMPARE(captions.size(), utterances.size());
        for (qsizetype i = 0; i < captions.size(); ++i) {
            QCOMPARE(captions[i]["start"], utterances[i]["start"]);
            QCOMPARE(captions[i]["end"], utterances[i]["end"]);
            const auto from = std::llround((captions[i]["start"].toDouble() - 0.1) * fakes::kRateHz);
            const auto to = std::min<long long>(std::llround((captions[i]["end"].toDouble() + 0.1) * fakes::kRateHz),
                                                static_cast<long long>(sound.size()));
            clip.channels = {std::vector<float>(sound.begin() + from, sound.begin() + to)};
            PROSOSCOPE_VERIFY(audio::writeWav(toPath(home.filePath("part.wav")), clip, audio::WavEncoding::Float32));
            const auto alone =
                runCli(home.path(), {"--workspace", "w", "--json", "transcribe", "--model", "spell", "part.wav"});
            CLI_EXIT(alone, 0);
            QCOMPARE(captions[i]["text"].toString(), alone.json().array()[0].toObject()["text"].toString());
        }
        const auto grid = annotation::readAnnotation(toPath(home.filePath("recorded/a.TextGrid")));
        PROSOSCOPE_VERIFY(grid);
        QVERIFY(grid->annotation.find("words") != nullptr);
        const auto json = core::readFile(toPath(home.filePath("recorded/a.json")));
        const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(json.value_or(""))).object();
        QCOMPARE(document["captions"].toArray().size(), captions.size());
        CLI_EXIT(runCli(home.path(), {"--workspace", "w", "live", "--model", "emodb-4class", "--source", "talk.wav",
                                      "--captions", "emodb-4class"}),
                 1);
    }
};

QTEST_GUILESS_MAIN(TestCliRecogniser)
#include "TestCliRecogniser.moc"
