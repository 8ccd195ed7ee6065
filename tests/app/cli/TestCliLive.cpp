// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

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

void TestCliLive::wrongUse() {
    CLI_EXIT(runCli(m_home.path(), {"live"}), 2);
    CLI_EXIT(runCli(m_home.path(), {"live", "--model", "emodb-4class"}), 2);
    CLI_EXIT(runCli(m_home.path(), {"live", "--model", "emodb-4class", "--source", "mic", "--fast"}), 2);
    CLI_EXIT(runCli(m_home.path(), {"live", "--model", "emodb-4class", "--source", "a.wav", "--device", "b"}), 2);
    CLI_EXIT(runCli(m_home.path(), {"live", "--model", "emodb-4class", "--source", "a.wav", "--hop", "0"}), 2);
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
}

QTEST_GUILESS_MAIN(TestCliLive)
#include "TestCliLive.moc"
