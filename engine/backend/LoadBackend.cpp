// SPDX-License-Identifier: GPL-3.0-or-later
#include <dlfcn.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "engine/backend/TorchBackend.h"
#include "engine/core/Paths.h"

namespace prososcope::backend {

namespace {
std::mutex g_mutex;
std::atomic<TorchBackend*> g_backend{nullptr};

/// Maps LibTorch from where a user keeps it: TORCH_ROOT, else the cache that packaging/libtorch.sh fills. An installed
/// prososcope_torch names no folder, so its needs are met by what is mapped here before it.
bool mapLibTorch() {
    std::vector<std::filesystem::path> folders;
    if (const char* root = std::getenv("TORCH_ROOT"); root != nullptr && *root == '/')
        folders.emplace_back(std::filesystem::path(root) / "lib");
    const char* given = std::getenv("PROSOSCOPE_CACHE");
    const auto cache = given != nullptr && *given == '/' ? std::filesystem::path(given) : core::cacheFolder();
    for (const char* variant : {"gpu", "cpu"})
        folders.push_back(cache / ("libtorch-2.11.0-" + std::string(variant)) / "torch" / "lib");
    for (const auto& folder : folders) {
        if (dlopen((folder / "libtorch_cpu.so").c_str(), RTLD_NOW | RTLD_GLOBAL) == nullptr) continue;
        dlopen((folder / "libtorch_cuda.so").c_str(), RTLD_NOW | RTLD_GLOBAL);  // present with --gpu only
        return true;
    }
    return false;
}

}  // namespace

core::Result<TorchBackend*> torchBackend() {
    const std::lock_guard lock(g_mutex);
    if (auto* open = g_backend.load()) return open;
    const auto path = core::libraryFolder() / "libprososcope_torch.so";
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr && mapLibTorch()) library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    const char* problem = library == nullptr ? dlerror() : nullptr;
    using Entry = TorchBackend* (*)();
    auto* entry = library == nullptr ? nullptr : reinterpret_cast<Entry>(dlsym(library, "prososcopeTorchBackend"));
    if (entry == nullptr) {
        return core::fail(
            core::ErrorKind::Unavailable,
            {TRANSLATABLE(
                "Engine",
                "LibTorch could not be opened, so models cannot be used. Run packaging/setup.sh, or set TORCH_ROOT.")},
            problem != nullptr ? problem : path.string());
    }
    g_backend = entry();
    return g_backend.load();
}

bool torchBackendIsOpen() { return g_backend.load() != nullptr; }

}  // namespace prososcope::backend
