// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTemporaryDir>
#include <QtTest>
#include <cstdlib>
#include <filesystem>

/// Folder of the shared reference values and corpora, or an empty path. Never copied into the repository.
inline std::filesystem::path sharedFolder() {
    const char* value = std::getenv("PROSOSCOPE_SHARED");
    const std::filesystem::path folder =
        value != nullptr ? std::filesystem::path(value) : std::filesystem::path(PROSOSCOPE_SOURCE_DIR) / ".." / "shared";
    std::error_code code;
    return std::filesystem::is_directory(folder / "reference", code) ? std::filesystem::weakly_canonical(folder, code)
                                                                     : std::filesystem::path();
}

/// Factor on the longest waits of tests: sanitizers slow a program down.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr int kPatience = 5;
#else
inline constexpr int kPatience = 1;
#endif

/// Skips the running test where the shared folder is absent; otherwise `path` is the wanted place in it.
#define PROSOSCOPE_SHARED_OR_SKIP(variable, relative)                                            \
    const auto variable = sharedFolder().empty() ? sharedFolder() : sharedFolder() / (relative); \
    if (variable.empty() || !std::filesystem::exists(variable)) QSKIP("needs ../shared/" relative ", which is absent here")

/// Verifies a Result (evaluated once) and prints the error's sentence when it failed.
#define PROSOSCOPE_VERIFY(result)                                                                                          \
    do {                                                                                                                   \
        const auto& verified_ = (result);                                                                                  \
        QVERIFY2(verified_.has_value(),                                                                                    \
                 verified_                                                                                                 \
                     ? ""                                                                                                  \
                     : qPrintable(QString::fromStdString(verified_.error().message() + " " + verified_.error().details))); \
    } while (false)

inline std::filesystem::path toPath(const QString& text) { return std::filesystem::path(text.toStdString()); }
