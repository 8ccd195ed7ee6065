// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace prososcope::core {

/// Where things live (XDG base folders). Nothing is created here; whoever writes makes the folder.
[[nodiscard]] std::filesystem::path dataFolder();   ///< $XDG_DATA_HOME/prososcope, the default workspace's parent
[[nodiscard]] std::filesystem::path cacheFolder();  ///< $XDG_CACHE_HOME/prososcope, may be deleted at any time
[[nodiscard]] std::filesystem::path defaultWorkspaceFolder();
/// Files that come with the program: PROSOSCOPE_RESOURCES, else beside the build or the installed program.
[[nodiscard]] std::filesystem::path resourceFolder();
/// Folder of the running program's own libraries, where prososcope_torch is looked for.
[[nodiscard]] std::filesystem::path libraryFolder();

}  // namespace prososcope::core
