// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

/// A sound server of the test's own (virtual-microphone.sh), ended with it. PortAudio of this process hears it from `start` on,
/// and so do the programs that it starts.
class VirtualMicrophone {
public:
    ~VirtualMicrophone() {
        if (m_player.state() != QProcess::NotRunning) end(m_player);
        if (m_server.state() != QProcess::NotRunning) end(m_server);
        for (auto each = m_before.cbegin(); each != m_before.cend(); ++each) qputenv(each.key().constData(), each.value());
    }

    /// Empty, or why there is none.
    QString start() {
        if (!m_place.isValid()) return "no temporary folder";
        m_server.start("bash", {PROSOSCOPE_SOURCE_DIR "/tests/live/virtual-microphone.sh", m_place.path()});
        QString said;
        while (!said.contains('\n') && m_server.waitForReadyRead(20000))
            said += QString::fromUtf8(m_server.readAllStandardOutput());
        if (!said.startsWith("ready"))
            return "there is no virtual microphone: " + (said.isEmpty() ? QString("no answer") : said.trimmed());
        set("HOME", m_place.filePath("home"));
        set("XDG_RUNTIME_DIR", m_place.filePath("run"));
        set("ALSA_CONFIG_PATH", m_place.filePath("alsa.conf"));
        return {};
    }
    /// Ends the server as a crash or an update would; `start` brings it back.
    void stop() { end(m_server); }

    /// One command of pactl; what it said.
    QString pactl(const QStringList& arguments) {
        QProcess process;
        process.start("pactl", arguments);
        process.waitForFinished(10000);
        return QString::fromUtf8(process.readAllStandardOutput() + process.readAllStandardError()).trimmed();
    }
    /// Plays a file into a sink, in the background.
    void play(const QString& file, const QString& sink = "speaker") {
        if (m_player.state() != QProcess::NotRunning) end(m_player);
        m_player.start("paplay", {"--device=" + sink, file});
        m_player.waitForStarted();
    }

private:
    void set(const QByteArray& variable, const QString& value) {
        if (!m_before.contains(variable)) m_before[variable] = qgetenv(variable.constData());
        qputenv(variable.constData(), value.toUtf8());
    }
    static void end(QProcess& process) {
        process.terminate();
        if (!process.waitForFinished(10000)) process.kill();
        process.waitForFinished(10000);
    }
    QTemporaryDir m_place{QDir::tempPath() + "/microphoneXXXXXX"};
    QMap<QByteArray, QByteArray> m_before;  // the environment
    QProcess m_server;
    QProcess m_player;
};
