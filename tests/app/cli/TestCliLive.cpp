// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include "engine/annotation/AnnotationFile.h"
#include "engine/core/Csv.h"
#include "tests/app/cli/CliTestSupport.h"
#include "tests/engine/live/LiveFakes.h"

using namespace prososcope;

namespace {

void writeSpeech(const QString& path, double seconds, int rateHz) {
    audio::AudioClip clip;
    clip.rateHz = rateHz;
    auto sound = fakes::quiet(seconds, rateHz);
    for (double at = 1.5; at + 2.0 < seconds; at += 4.0) fakes::hum(sound, at, 2.5, 0.2, rateHz);
    clip.channels = {sound};
    PROSOSCOPE_VERIFY(audio::writeWav(toPath(path), clip));
}

QList<QJsonObject> linesOf(const QString& out) {
    QList<QJsonObject> lines;
    for (const QString& line : out.split('\n', Qt::SkipEmptyParts)) lines << QJsonDocument::fromJson(line.toUtf8()).object();
    return lines;
}

}  // namespace

/// `prososcope-cli live` with the bundled model.
class TestCliLive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameAsTheTimeline();
    void linesForPeople();
    void endsAtCtrlC();
    void recordsWhatItHears();
    void recordsUntilCtrlC();
    void completesWhatWasKilled();
    void wrongUse();
    void listsDevices();

private:
    QTemporaryDir m_home;
};

void TestCliLive::sameAsTheTimeline() {
    writeSpeech(m_home.filePath("speech.wav"), 12.0, 44100);
    const auto live = runCli(
        m_home.path(), {"live", "--model", "emodb-4class", "--source", "speech.wav", "--fast", "--json", "--no-adaptation"});
    CLI_EXIT(live, 0);
    const auto offline =
        runCli(m_home.path(), {"predict", "--model", "emodb-4class", "--timeline", "--out", "rows.csv", "speech.wav"});
    CLI_EXIT(offline, 0);
    const auto table = core::readFile(toPath(m_home.filePath("rows.csv")));
    PROSOSCOPE_VERIFY(table);
    QMap<int, QStringList> rows;  // by milliseconds
    for (const QString& line : QString::fromStdString(*table).split('\n', Qt::SkipEmptyParts).mid(1)) {
        const auto cells = line.split(',');
        rows[qRound(1000.0 * cells[1].toDouble())] = cells;
    }
    int compared = 0;
    int hops = 0;
    int utterances = 0;
    for (const auto& line : linesOf(live.out)) {
        utterances += line["kind"] == "utterance" ? 1 : 0;
        if (line["kind"] != "hop") continue;
        ++hops;
        QVERIFY(line["compute_ms"].toDouble() >= 0.0);
        if (line["state"] == "no speech") {
            QVERIFY(line["label"].isNull() && line["window"].isNull());
            continue;
        }
        if (line["end"].toDouble() < 2.5) continue;
        const auto cells = rows.value(qRound(1000.0 * line["start"].toDouble()));
        QCOMPARE(cells.size(), 8);
        const QStringList classes{"angry", "happy", "neutral", "sad"};
        for (qsizetype c = 0; c < 4; ++c)
            QVERIFY(std::abs(cells[4 + c].toDouble() - line["window"].toObject()[classes[c]].toDouble()) < 1e-4);
        ++compared;
    }
    QCOMPARE(hops, 48);
    QVERIFY2(compared > 10, qPrintable(live.out));
    QVERIFY(utterances >= 2);
}

void TestCliLive::linesForPeople() {
    writeSpeech(m_home.filePath("short.wav"), 5.0, 16000);
    const auto live =
        runCli(m_home.path(), {"live", "--model", "emodb-4class", "--source", "short.wav", "--fast", "--hop", "1"});
    CLI_EXIT(live, 0);
    QVERIFY(live.out.contains("no speech"));
    QVERIFY(live.out.contains("neutral 0."));
    QVERIFY(live.out.contains("(adapting)"));
    QVERIFY(live.err.contains("short.wav"));
    QVERIFY(live.err.contains("real-time factor"));
}

void TestCliLive::endsAtCtrlC() {
    writeSpeech(m_home.filePath("long.wav"), 60.0, 16000);
    QProcess process;
    process.setWorkingDirectory(m_home.path());
    process.start(cliProgram(), {"--quiet", "live", "--model", "emodb-4class", "--source", "long.wav", "--json"});
    QVERIFY(process.waitForReadyRead(30000 * kPatience));
    QElapsedTimer timer;
    timer.start();
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(10000 * kPatience));
    QVERIFY(timer.elapsed() < 2000 * kPatience);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    for (const auto& line : linesOf(process.readAllStandardOutput())) QVERIFY(line.contains("state"));
}

/// The recording holds the sound as it came, bit for bit, and the lines that were printed.
void TestCliLive::recordsWhatItHears() {
    writeSpeech(m_home.filePath("heard.wav"), 9.0, 44100);
    const auto live = runCli(m_home.path(), {"live", "--model", "emodb-4class", "--source", "heard.wav", "--fast", "--json",
                                             "--record", "recordings/talk.wav"});
    CLI_EXIT(live, 0);
    QVERIFY2(live.err.contains("Recorded 9.0 s in recordings/talk.wav, with talk.TextGrid, talk.csv and talk.json beside it."),
             qPrintable(live.err));
    core::Progress progress;
    const auto given = audio::decodeAudio(toPath(m_home.filePath("heard.wav")), {}, progress);
    const auto kept = audio::decodeAudio(toPath(m_home.filePath("recordings/talk.wav")), {}, progress);
    QVERIFY(given && kept && (*given)->rateHz == (*kept)->rateHz && (*given)->channels == (*kept)->channels);

    QFile file(m_home.filePath("recordings/talk.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto json = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(json["model"].toString(), QString("emodb-4class"));
    QCOMPARE(json["device"].toString(), QString("heard.wav"));
    auto hops = json["hops"].toArray();
    auto utterances = json["utterances"].toArray();
    QStringList emotions;
    for (const auto& line : linesOf(live.out)) {
        auto& list = line["kind"] == "hop" ? hops : utterances;
        QVERIFY(!list.isEmpty());
        auto recorded = list.takeAt(0).toObject();
        recorded.remove("shown");
        QCOMPARE(recorded, line);
        if (line["kind"] == "utterance") emotions << (line["label"].isNull() ? QString("unsure") : line["label"].toString());
    }
    QVERIFY(hops.isEmpty() && utterances.isEmpty() && !emotions.isEmpty());

    const auto grid = annotation::readAnnotation(toPath(m_home.filePath("recordings/talk.TextGrid")));
    PROSOSCOPE_VERIFY(grid);
    QStringList labels;
    for (const auto& item : grid->annotation.find("emotion")->items)
        if (!item.label.empty()) labels << QString::fromStdString(item.label);
    QCOMPARE(labels, emotions);
    const auto csv = core::readFile(toPath(m_home.filePath("recordings/talk.csv")));
    const auto table = core::parseCsv(csv.value_or(""), "talk.csv");
    PROSOSCOPE_VERIFY(table);
    QCOMPARE(static_cast<qsizetype>(table->rows.size()), linesOf(live.out).size());

    // The same name again overwrites nothing; a folder gets a name by the clock.
    const auto again = runCli(m_home.path(), {"live", "--model", "emodb-4class", "--source", "heard.wav", "--fast", "--record",
                                              "recordings/talk.wav", "--format", "flac"});
    CLI_EXIT(again, 0);
    const auto flac = audio::probeAudio(toPath(m_home.filePath("recordings/talk_2.flac")));
    PROSOSCOPE_VERIFY(flac);
    QCOMPARE(flac->frames, static_cast<std::int64_t>((*given)->frames()));
    CLI_EXIT(runCli(m_home.path(),
                    {"live", "--model", "emodb-4class", "--source", "heard.wav", "--fast", "--record", "by-the-clock"}),
             0);
    QCOMPARE(QDir(m_home.filePath("by-the-clock")).entryList({"live 20*.wav"}).size(), 1);
    const auto refused = runCli(
        m_home.path(), {"live", "--model", "emodb-4class", "--source", "heard.wav", "--fast", "--record", "/proc/nowhere"});
    CLI_EXIT(refused, 1);
    QVERIFY(refused.err.contains("/proc/nowhere"));
}

void TestCliLive::recordsUntilCtrlC() {
    writeSpeech(m_home.filePath("long.wav"), 60.0, 16000);
    QProcess process;
    process.setWorkingDirectory(m_home.path());
    process.start(cliProgram(), {"live", "--model", "emodb-4class", "--source", "long.wav", "--json", "--record", "stopped",
                                 "--format", "flac"});
    QVERIFY(process.waitForReadyRead(30000 * kPatience));
    QTest::qWait(1500);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(10000 * kPatience));
    QCOMPARE(process.exitCode(), 0);
    const QDir folder(m_home.filePath("stopped"));
    QCOMPARE(folder.entryList(QDir::Files).size(), 4);
    const auto info = audio::probeAudio(toPath(folder.filePath(folder.entryList({"*.flac"}).value(0))));
    PROSOSCOPE_VERIFY(info);
    QVERIFY(info->seconds() > 1.0 && info->seconds() < 30.0);
}

/// The next recording into a folder completes the one whose program was killed.
void TestCliLive::completesWhatWasKilled() {
    writeSpeech(m_home.filePath("long.wav"), 60.0, 16000);
    writeSpeech(m_home.filePath("short.wav"), 2.0, 16000);
    QProcess process;
    process.setWorkingDirectory(m_home.path());
    process.start(cliProgram(), {"live", "--model", "emodb-4class", "--source", "long.wav", "--record", "killed/a.wav"});
    QVERIFY(process.waitForReadyRead(30000 * kPatience));
    QTest::qWait(2500);
    ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
    QVERIFY(process.waitForFinished());
    QVERIFY(QFile::exists(m_home.filePath("killed/a.recording")) && !QFile::exists(m_home.filePath("killed/a.TextGrid")));
    const auto next = runCli(
        m_home.path(), {"live", "--model", "emodb-4class", "--source", "short.wav", "--fast", "--record", "killed/b.wav"});
    CLI_EXIT(next, 0);
    QVERIFY2(next.err.contains("An interrupted recording was completed:"), qPrintable(next.err));
    PROSOSCOPE_VERIFY(annotation::readAnnotation(toPath(m_home.filePath("killed/a.TextGrid"))));
    QVERIFY(!QFile::exists(m_home.filePath("killed/a.recording")));
}

void TestCliLive::wrongUse() {
    CLI_EXIT(runCli(m_home.path(), {"live"}), 2);
    CLI_EXIT(runCli(m_home.path(), {"live", "--model", "emodb-4class"}), 2);
    CLI_EXIT(runCli(m_home.path(), {"live", "--model", "emodb-4class", "--source", "mic", "--fast"}), 2);
    CLI_EXIT(runCli(m_home.path(), {"live", "--model", "emodb-4class", "--source", "a.wav", "--device", "b"}), 2);
    CLI_EXIT(runCli(m_home.path(), {"live", "--model", "emodb-4class", "--source", "a.wav", "--hop", "0"}), 2);
    CLI_EXIT(runCli(m_home.path(), {"live", "--model", "emodb-4class", "--source", "a.wav", "--format", "flac"}), 2);
    CLI_EXIT(
        runCli(m_home.path(), {"live", "--model", "emodb-4class", "--source", "a.wav", "--record", "r", "--format", "mp3"}), 2);
    const auto absent = runCli(m_home.path(), {"live", "--model", "emodb-4class", "--source", "absent.wav"});
    CLI_EXIT(absent, 1);
    QVERIFY(absent.err.contains("absent.wav"));
    const auto device =
        runCli(m_home.path(), {"live", "--model", "emodb-4class", "--source", "mic", "--device", "nothing (nowhere)"});
    CLI_EXIT(device, 1);
    QVERIFY(device.err.contains("nothing (nowhere)"));
}

void TestCliLive::listsDevices() {
    const auto listed = runCli(m_home.path(), {"live", "--list-devices", "--json"});
    CLI_EXIT(listed, 0);
    QVERIFY(listed.json().isArray());
    CLI_EXIT(runCli(m_home.path(), {"live", "--list-devices"}), 0);
    const auto levels = runCli(m_home.path(), {"live", "--list-devices", "--levels", "--json"});
    CLI_EXIT(levels, 0);
    QCOMPARE(levels.json().array().size(), listed.json().array().size());
    CLI_EXIT(runCli(m_home.path(), {"live", "--levels"}), 2);
}

QTEST_GUILESS_MAIN(TestCliLive)
#include "TestCliLive.moc"
