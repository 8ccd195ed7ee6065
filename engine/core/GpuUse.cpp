// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/GpuUse.h"

#include <dlfcn.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string_view>

namespace prososcope::core {

namespace {

using Device = void*;
/// nvmlUtilization_t: percent of time.
struct Utilisation {
    unsigned int gpu = 0;
    unsigned int memory = 0;
};
/// nvmlMemory_t: bytes.
struct Memory {
    unsigned long long total = 0;
    unsigned long long free = 0;
    unsigned long long used = 0;
};
constexpr int kSuccess = 0;

/// The functions of NVML that are needed here, by their documented names; all or none.
struct Nvml {
    int (*deviceByIndex)(unsigned int, Device*) = nullptr;
    int (*deviceByUuid)(const char*, Device*) = nullptr;
    int (*nameOf)(Device, char*, unsigned int) = nullptr;
    int (*utilisation)(Device, Utilisation*) = nullptr;
    int (*memory)(Device, Memory*) = nullptr;
    [[nodiscard]] bool complete() const {
        return deviceByIndex != nullptr && deviceByUuid != nullptr && nameOf != nullptr && utilisation != nullptr &&
               memory != nullptr;
    }
};

template <typename Function>
void find(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(dlsym(library, name));  // NOLINT: what dlsym is for
}

Nvml open(const std::filesystem::path& path) {
    void* library = dlopen(path.c_str(), RTLD_LAZY | RTLD_LOCAL);
    if (library == nullptr) return {};
    int (*begin)() = nullptr;
    find(library, "nvmlInit_v2", begin);
    if (begin == nullptr || begin() != kSuccess) {
        dlclose(library);
        return {};
    }
    Nvml nvml;  // stays open as long as the program
    find(library, "nvmlDeviceGetHandleByIndex_v2", nvml.deviceByIndex);
    find(library, "nvmlDeviceGetHandleByUUID", nvml.deviceByUuid);
    find(library, "nvmlDeviceGetName", nvml.nameOf);
    find(library, "nvmlDeviceGetUtilizationRates", nvml.utilisation);
    find(library, "nvmlDeviceGetMemoryInfo", nvml.memory);
    return nvml.complete() ? nvml : Nvml();
}

/// The entry of CUDA_VISIBLE_DEVICES that a device of this program stands for; its own number where nothing is set.
std::string visibleDevice(int index) {
    const char* listed = std::getenv("CUDA_VISIBLE_DEVICES");
    if (listed == nullptr) return std::to_string(index);
    std::string_view rest = listed;
    for (int at = 0;; ++at) {
        const auto comma = rest.find(',');
        if (at == index) return std::string(rest.substr(0, comma));
        if (comma == std::string_view::npos) return {};
        rest.remove_prefix(comma + 1);
    }
}

std::optional<Device> deviceOf(const Nvml& nvml, const std::string& entry) {
    Device device = nullptr;
    unsigned int number = 0;
    const auto [end, error] = std::from_chars(entry.data(), entry.data() + entry.size(), number);
    const bool isNumber = error == std::errc() && end == entry.data() + entry.size();
    const int found = isNumber ? nvml.deviceByIndex(number, &device) : nvml.deviceByUuid(entry.c_str(), &device);
    if (entry.empty() || found != kSuccess) return std::nullopt;
    return device;
}

}  // namespace

std::optional<GpuUse> gpuUse(int index, const std::filesystem::path& library) {
    static std::mutex mutex;
    static std::map<std::filesystem::path, Nvml> opened;
    const std::lock_guard lock(mutex);
    auto known = opened.find(library);
    if (known == opened.end()) known = opened.emplace(library, open(library)).first;
    const Nvml& nvml = known->second;
    if (!nvml.complete() || index < 0) return std::nullopt;
    const auto device = deviceOf(nvml, visibleDevice(index));
    if (!device) return std::nullopt;
    constexpr std::size_t kLongestName = 96;
    std::array<char, kLongestName> name{};
    Utilisation busy;
    Memory memory;
    if (nvml.nameOf(*device, name.data(), kLongestName - 1) != kSuccess || nvml.memory(*device, &memory) != kSuccess ||
        nvml.utilisation(*device, &busy) != kSuccess)
        return std::nullopt;
    return GpuUse{name.data(), busy.gpu / 100.0, memory.used, memory.total};
}

}  // namespace prososcope::core
