// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include "engine/audio/WavWriter.h"
#include "engine/core/Random.h"
#include "tests/app/cli/CliTestSupport.h"
#include "tests/live/VirtualMicrophone.h"

using namespace prososcope;

namespace {

constexpr int kRateHz = 16000;
constexpr double kMegabyte = 1024.0 * 1024.0;

double variable(const char* name, double standard) {
    bool good = false;
    const double value = qEnvironmentVariable(name).toDouble(&good);
    return good ? value : standard;
}

/// Clips of EmoDB in disorder with pauses between them; where it is absent, espeak-ng's sentences.
void writeSpeech(const QString& path, double seconds, const QString& place) {
    std::vector<std::filesystem::path> clips;
    const auto corpus = sharedFolder() / "data" / "emodb" / "wav";
    if (!sharedFolder().empty() && std::filesystem::is_directory(corpus)) {
        for (const auto& entry : std::filesystem::directory_iterator(corpus)) clips.push_back(entry.path());
        std::sort(clips.begin(), clips.end());
    } else {
        const QStringList sentences{"The cloth lies on the fridge.", "She will hand it in on Wednesday.",
                                    "Tonight I could tell him.", "What are the bags standing there under the table?"};
        for (int i = 0; i < sentences.size(); ++i) {
            const QString clip = place + QString("/clip%1.wav").arg(i);
            QCOMPARE(QProcess::execute("espeak-ng", {"-w", clip, sentences[i]}), 0);
            clips.push_back(toPath(clip));
        }
    }
    QVERIFY(!clips.empty());
    core::Random random(1);
    const auto frames = static_cast<std::size_t>(seconds * kRateHz);
    auto writer = audio::WavWriter::open(toPath(path), {kRateHz, 1, frames});
    PROSOSCOPE_VERIFY(writer);
    for (std::size_t written = 0; written < frames;) {
        auto clip = audio::decodeSpeech16k(clips[random.below(clips.size())]);
        PROSOSCOPE_VERIFY(clip);
        clip->resize(std::min(clip->size() + kRateHz, frames - written));
        // A room is never digitally silent.
        for (float& sample : *clip) sample = 0.9F * sample + static_cast<float>(2e-4 * random.normal());
        PROSOSCOPE_VERIFY(writer->write(*clip));
        written += clip->size();
    }
    PROSOSCOPE_VERIFY(writer->commit());
}

double residentMegabytes(qint64 process) {
    QFile file(QString("/proc/%1/statm").arg(process));
    if (!file.open(QIODevice::ReadOnly)) return 0.0;
    return file.readAll().split(' ').value(1).toDouble() * static_cast<double>(::sysconf(_SC_PAGESIZE)) / kMegabyte;
}

double loadOfTheLastMinute() {
    QFile file("/proc/loadavg");
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').front().toDouble() : 0.0;
}

/// What `prososcope-cli live --json` says, taken in as it comes.
struct Listening {
    QProcess process;
    std::vector<double> delays;
    double busySeconds = 0.0;
    double soundSeconds = 0.0;
    qint64 spoken = 0;
    qint64 utterances = 0;
    qint64 widened = 0;
    qint64 overflows = 0;
    std::vector<double> memory;  ///< MB, each `memoryEvery` seconds of sound
    double memoryEvery = 60.0;

    void start(const QString& home, const QStringList& source) {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_DATA_HOME", home + "/data");
        environment.insert("XDG_CACHE_HOME", home + "/cache");
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(home);
        process.start(cliProgram(), QStringList{"live", "--model", "emodb-4class", "--json"} + source);
        QVERIFY(process.waitForReadyRead(60000 * kPatience));
        take();
    }
    void take() {
        while (process.canReadLine()) {
            const auto line = QJsonDocument::fromJson(process.readLine()).object();
            if (line["kind"] != "hop") {
                ++utterances;
                continue;
            }
            soundSeconds = line["end"].toDouble();
            busySeconds += 1e-3 * line["busy_ms"].toDouble();
            delays.push_back(line["delay_ms"].toDouble());
            overflows = line["overflows"].toInteger();
            spoken += line["state"] != "no speech" ? 1 : 0;
            widened += line["hop"].toDouble() > 0.26 ? 1 : 0;
            if (soundSeconds >= static_cast<double>(memory.size() + 1) * memoryEvery) {
                memory.push_back(residentMegabytes(process.processId()));
                qInfo("%6.0f s of sound: %.1f MB resident, overflows %lld", soundSeconds, memory.back(), overflows);
            }
        }
    }
    /// True: it ended by itself.
    bool listen(double seconds) {
        QElapsedTimer timer;
        timer.start();
        while (static_cast<double>(timer.elapsed()) < 1000.0 * seconds) {
            process.waitForReadyRead(100);
            take();
            if (process.state() == QProcess::NotRunning) return true;
        }
        return false;
    }
    /// As Ctrl+C; the exit code.
    int end() {
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        if (!process.waitForFinished(10000 * kPatience)) return -1;
        take();
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }
    [[nodiscard]] double percentile(double share) const {
        auto sorted = delays;
        std::sort(sorted.begin(), sorted.end());
        return sorted.empty() ? 0.0
                              : sorted[static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size()))) - 1];
    }
    [[nodiscard]] double realTimeFactor() const { return soundSeconds > 0.0 ? busySeconds / soundSeconds : 1.0; }
    [[nodiscard]] QString figures() const {
        return QString(
                   "%1 hops (%2 with speech), %3 utterances; delay median %4 ms, 95 %% %5, 99 %% %6, longest %7; "
                   "real-time factor %8; overflows %9; widened hops %10")
            .replace("%%", "%")
            .arg(delays.size())
            .arg(spoken)
            .arg(utterances)
            .arg(percentile(0.5), 0, 'f', 1)
            .arg(percentile(0.95), 0, 'f', 1)
            .arg(percentile(0.99), 0, 'f', 1)
            .arg(percentile(1.0), 0, 'f', 1)
            .arg(realTimeFactor(), 0, 'f', 4)
            .arg(overflows)
            .arg(widened);
    }
};

}  // namespace

/// The bundled model hears through a virtual microphone for a minute, and a recording as fast as it can. long.sh runs the same
/// for half an hour beside a training (PROSOSCOPE_LIVE_SECONDS) and for three hours of sound (PROSOSCOPE_SOAK_SECONDS).
class TestLive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void delayThroughTheMicrophone();
    void longRecordingKeepsItsMemoryAndTime();
};

void TestLive::delayThroughTheMicrophone() {
    constexpr double kMedian = 60.0;  // milliseconds
    constexpr double kPercentile99 = 150.0;
    constexpr double kSlowAfterRest = 3.0;
    const double seconds = variable("PROSOSCOPE_LIVE_SECONDS", 60.0);
    if (seconds <= 0.0) QSKIP("PROSOSCOPE_LIVE_SECONDS is 0");
    VirtualMicrophone microphone;
    if (const QString absent = microphone.start(); !absent.isEmpty()) QSKIP(qPrintable(absent));
    const QTemporaryDir home;
    const QString speech = home.filePath("speech.wav");
    writeSpeech(speech, seconds + 30.0, home.path());
    if (QTest::currentTestFailed()) return;

    // Others may take the processor for a while: what counts is missed only where three runs miss it.
    const int tries = seconds <= 120.0 ? 3 : 1;
    for (int i = 1; i <= tries; ++i) {
        microphone.play(speech);
        Listening listening;
        listening.start(home.path(), {"--source", "mic"});
        if (QTest::currentTestFailed()) return;
        const double soundBefore = listening.soundSeconds;
        QElapsedTimer timer;
        timer.start();
        QVERIFY2(!listening.listen(seconds), listening.process.readAllStandardError().constData());
        const double passed = 1e-3 * static_cast<double>(timer.elapsed());
        QCOMPARE(listening.end(), 0);
        const QByteArray said = listening.process.readAllStandardError();
        qInfo("%s", qPrintable(listening.figures()));
        qInfo("%s", said.trimmed().constData());
        // Whatever else the machine does: nothing is left out in the end, and speech was heard.
        const double drift = listening.soundSeconds - soundBefore - passed;
        QVERIFY2(std::abs(drift) < 1.5, qPrintable(QString("sound and time differ by %1 s").arg(drift)));
        QVERIFY(listening.spoken > static_cast<qint64>(listening.delays.size()) / 3);
        QVERIFY(static_cast<double>(listening.utterances) >= seconds / 15.0);
        QVERIFY2(said.contains("real-time factor"), said.constData());
        // The real-time factor is printed here and held to its bound below: of a processor that sleeps between hops, the time
        // that it takes to wake counts into this one.
        const bool good =
            listening.percentile(0.5) < kMedian && listening.percentile(0.99) < kPercentile99 && listening.overflows == 0;
        if (good) break;
        if (kPatience > 1) QSKIP("the figures are printed alone: a sanitizer slows the program down");
        if (i < tries) continue;
        const double load = loadOfTheLastMinute();
        if (load > QThread::idealThreadCount())
            QSKIP(qPrintable(QString("other work keeps this machine busy: load %1").arg(load)));
        // Nor can a machine tell on which the same work takes several times as long after a rest of a fifth of a second.
        Listening hurried;
        hurried.start(home.path(), {"--source", speech, "--fast"});
        if (QTest::currentTestFailed()) return;
        QVERIFY2(hurried.listen(seconds + 60.0), "it did not end");
        hurried.take();
        const double slower = listening.realTimeFactor() / hurried.realTimeFactor();
        if (slower > kSlowAfterRest)
            QSKIP(qPrintable(
                QString("work after a rest takes %1 times as long on this machine: %2").arg(slower).arg(listening.figures())));
        QFAIL(qPrintable(listening.figures()));
    }
}

void TestLive::longRecordingKeepsItsMemoryAndTime() {
    constexpr double kRealTimeFactor = 0.1;
    constexpr double kGrowth = 6.0;  // MB, from the second third to the last
    const double seconds = variable("PROSOSCOPE_SOAK_SECONDS", 900.0);
    if (seconds <= 0.0) QSKIP("PROSOSCOPE_SOAK_SECONDS is 0");
    const bool realTime = variable("PROSOSCOPE_SOAK_REAL_TIME", 0.0) > 0.0;
    const QTemporaryDir home;
    const QString speech = home.filePath("speech.wav");
    writeSpeech(speech, seconds, home.path());
    if (QTest::currentTestFailed()) return;
    Listening listening;
    listening.memoryEvery = seconds / 15.0;
    listening.start(home.path(), realTime ? QStringList{"--source", speech} : QStringList{"--source", speech, "--fast"});
    if (QTest::currentTestFailed()) return;
    QVERIFY2(listening.listen(realTime ? seconds + 60.0 : seconds), "it did not end");
    listening.take();
    qInfo("%s", qPrintable(listening.figures()));
    QCOMPARE(listening.process.exitCode(), 0);
    // The last result ends with the sound, and every hop is there (at real time a hop may be widened).
    QCOMPARE(listening.soundSeconds, std::floor(seconds / 0.25) * 0.25);
    if (!realTime) QCOMPARE(static_cast<double>(listening.delays.size()), std::floor(seconds / 0.25));
    QVERIFY(listening.spoken > static_cast<qint64>(listening.delays.size()) / 3);
    if (!realTime) QVERIFY2(listening.realTimeFactor() < kRealTimeFactor, qPrintable(listening.figures()));
    QVERIFY(listening.memory.size() >= 14);
    // It has settled by the middle; each third is as long as the others.
    const auto third = static_cast<std::ptrdiff_t>(listening.memory.size() / 3);
    const double settled = *std::max_element(listening.memory.begin() + third, listening.memory.end() - third);
    const double last = *std::max_element(listening.memory.end() - third, listening.memory.end());
    QVERIFY2(last - settled < kGrowth, qPrintable(QString("%1 MB, then %2 MB").arg(settled).arg(last)));
}

QTEST_GUILESS_MAIN(TestLive)
#include "TestLive.moc"
