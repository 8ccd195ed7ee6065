// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <cmath>
#include <filesystem>
#include <numbers>
#include <string>

#include "engine/audio/AudioFile.h"
#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

/// What one call of the program gave.
struct CliResult {
    int code = -1;
    QString out;
    QString err;
    [[nodiscard]] QJsonDocument json() const { return QJsonDocument::fromJson(out.toUtf8()); }
};

inline QString cliProgram() { return QStringLiteral(PROSOSCOPE_BINARY_DIR "/bin/prososcope-cli"); }

/// Runs the program with its data folder inside `home`, so that nothing of the user's is touched.
inline CliResult runCli(const QString& home, const QStringList& arguments, int seconds = 60) {
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("XDG_DATA_HOME", home + "/data");
    environment.insert("XDG_CACHE_HOME", home + "/cache");
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(home);
    process.start(cliProgram(), arguments);
    CliResult result;
    if (!process.waitForFinished(seconds * 1000) || process.exitStatus() != QProcess::NormalExit) {
        result.err = QString("did not end normally: ") + process.readAllStandardError();
        process.kill();
        process.waitForFinished();
        return result;
    }
    result.code = process.exitCode();
    result.out = QString::fromUtf8(process.readAllStandardOutput());
    result.err = QString::fromUtf8(process.readAllStandardError());
    return result;
}

/// Verifies the exit code and shows what the program said otherwise.
#define CLI_EXIT(result, wanted)                                                                                     \
    do {                                                                                                             \
        const CliResult& exited = (result);                                                                          \
        QVERIFY2(exited.code == (wanted), qPrintable(QString::number(exited.code) + " " + exited.out + exited.err)); \
    } while (false)

/// A tone with a little noise as 16-bit WAV.
inline void writeTone(const std::filesystem::path& path, double hertz, double seconds = 0.5, int rateHz = 16000,
                      std::uint64_t seed = 1) {
    prososcope::audio::AudioClip clip;
    clip.rateHz = rateHz;
    clip.channels.resize(1);
    prososcope::core::Random random(seed);
    const auto frames = static_cast<std::size_t>(std::llround(seconds * rateHz));
    for (std::size_t i = 0; i < frames; ++i) {
        const double time = static_cast<double>(i) / rateHz;
        clip.channels[0].push_back(
            static_cast<float>(0.3 * std::sin(2.0 * std::numbers::pi * hertz * time) + 0.01 * random.normal()));
    }
    std::filesystem::create_directories(path.parent_path());
    PROSOSCOPE_VERIFY(prososcope::audio::writeWav(path, clip));
}

inline void writeText(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    PROSOSCOPE_VERIFY(prososcope::core::writeFile(path, text));
}

/// A corpus with two classes that differ in pitch, `speakers` speakers with `each` clips per class.
inline void writeToneCorpus(const std::filesystem::path& folder, int speakers, int each) {
    std::string manifest = "path,speaker,gender,emotion\n";
    for (int s = 0; s < speakers; ++s) {
        for (int i = 0; i < 2 * each; ++i) {
            const std::string name = "s" + std::to_string(s) + "_" + std::to_string(i) + ".wav";
            const bool angry = i % 2 == 0;
            writeTone(folder / name, (angry ? 900.0 : 250.0) + 10.0 * s, 0.6, 16000, static_cast<std::uint64_t>(100 * s + i));
            manifest += name + ",s" + std::to_string(s) + "," + (s % 2 == 0 ? "female" : "male") + "," +
                        (angry ? "angry" : "sad") + "\n";
        }
    }
    writeText(folder / "manifest.csv", manifest);
}
