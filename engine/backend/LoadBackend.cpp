// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/TorchBackend.h"
#include "engine/core/Paths.h"

#include <dlfcn.h>

#include <atomic>
#include <mutex>

namespace prososcope::backend {

namespace {
std::mutex g_mutex;
std::atomic<TorchBackend*> g_backend{nullptr};
}  // namespace

core::Result<TorchBackend*> torchBackend() {
    const std::lock_guard lock(g_mutex);
    if (auto* open = g_backend.load()) return open;
    const auto path = core::libraryFolder() / "libprososcope_torch.so";
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    const char* problem = library == nullptr ? dlerror() : nullptr;
    using Entry = TorchBackend* (*)();
    auto* entry = library == nullptr ? nullptr : reinterpret_cast<Entry>(dlsym(library, "prososcopeTorchBackend"));
    if (entry == nullptr) {
        return core::fail(core::ErrorKind::Unavailable,
                          {TRANSLATABLE("Engine", "LibTorch could not be opened, so models cannot be used. Run packaging/setup.sh, or set TORCH_ROOT.")},
                          problem != nullptr ? problem : path.string());
    }
    g_backend = entry();
    return g_backend.load();
}

bool torchBackendIsOpen() { return g_backend.load() != nullptr; }

}  // namespace prososcope::backend
