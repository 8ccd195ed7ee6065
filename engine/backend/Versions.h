// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace prososcope::backend {

/// One library of the program and the version that is loaded.
struct LibraryVersion {
    std::string name;
    std::string version;
};
/// The program itself first, then the libraries of prososcope_engine; LibTorch only where it is open already.
[[nodiscard]] std::vector<LibraryVersion> libraryVersions();

}  // namespace prososcope::backend
