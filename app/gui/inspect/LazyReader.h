// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <utility>

#include "engine/audio/AudioFile.h"

namespace prososcope::gui {

/// A recording's file, opened at the first use and kept open. A file that cannot be opened is not tried again. Shared by the
/// tasks of one loader and used on that loader's one thread only.
class LazyReader {
public:
    explicit LazyReader(std::filesystem::path path) : m_path(std::move(path)) {}

    /// Null where the file cannot be read.
    [[nodiscard]] audio::AudioReader* open();

private:
    std::filesystem::path m_path;
    std::unique_ptr<audio::AudioReader> m_reader;
    bool m_failed = false;
};

}  // namespace prososcope::gui
