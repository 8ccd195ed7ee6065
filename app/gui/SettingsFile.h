// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <filesystem>

#include "engine/core/WorkerPool.h"

namespace prososcope::gui {

/// The window's memory: one small JSON file (geometry, theme, page, recent files, each page's state). Unknown keys are
/// kept. A missing file is an empty object; a damaged one too, with a line in the log, and is overwritten at the next save.
/// `save` returns at once and writes on a thread of its own, in order; the destructor waits for it. GUI thread.
class SettingsFile {
public:
    explicit SettingsFile(std::filesystem::path file);
    ~SettingsFile();
    SettingsFile(const SettingsFile&) = delete;
    SettingsFile& operator=(const SettingsFile&) = delete;

    [[nodiscard]] static std::filesystem::path standardPath();
    [[nodiscard]] QJsonObject load() const;
    void save(const QJsonObject& settings);
    /// Blocks until all is written; for the end of the program and tests.
    void flush();

private:
    std::filesystem::path m_file;
    core::WorkerPool m_writer{1};
};

}  // namespace prososcope::gui
