// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Paths.h"

#include <dlfcn.h>

#include <cstdlib>

namespace prososcope::core {

namespace {

std::filesystem::path fromEnvironment(const char* variable, const char* belowHome) {
    if (const char* value = std::getenv(variable); value != nullptr && *value == '/') return value;
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home != nullptr ? home : "/tmp") / belowHome;
}

}  // namespace

std::filesystem::path dataFolder() { return fromEnvironment("XDG_DATA_HOME", ".local/share") / "prososcope"; }
std::filesystem::path cacheFolder() { return fromEnvironment("XDG_CACHE_HOME", ".cache") / "prososcope"; }
std::filesystem::path defaultWorkspaceFolder() { return dataFolder() / "workspace"; }

std::filesystem::path libraryFolder() {
    Dl_info info{};
    if (dladdr(reinterpret_cast<const void*>(&libraryFolder), &info) != 0 && info.dli_fname != nullptr) {
        std::error_code code;
        const auto path = std::filesystem::canonical(info.dli_fname, code);
        if (!code) return path.parent_path();
    }
    return ".";
}

std::filesystem::path resourceFolder() {
    if (const char* value = std::getenv("PROSOSCOPE_RESOURCES"); value != nullptr && *value != '\0') return value;
    auto libraries = libraryFolder();
    std::error_code code;
    // build tree: build/bin -> build/resources; installed: lib/<triplet>/prososcope or bin -> share/prososcope
    for (const char* candidate :
         {"../resources", "../share/prososcope", "../../share/prososcope", "../../../share/prososcope"}) {
        auto path = std::filesystem::weakly_canonical(libraries / candidate, code);
        if (std::filesystem::is_directory(path, code)) return path;
    }
    return libraries;
}

}  // namespace prososcope::core
