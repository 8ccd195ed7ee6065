// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace prososcope::core {

/// How busy a GPU is at this moment, as its driver says, with the work of other programs.
struct GpuUse {
    std::string name;
    double busy = 0.0;  ///< share of the last moments in which something was computed, 0 .. 1
    std::uint64_t memoryUsed = 0;
    std::uint64_t memoryTotal = 0;  ///< bytes
};

/// Asks NVIDIA's management library (NVML), which comes with the driver and is opened at the first call. index: as in the
/// device "cuda:INDEX"; where CUDA_VISIBLE_DEVICES lists numbers or identifiers of devices, its entries are counted. Nothing
/// where there is no driver or no such device. Takes a millisecond, the first time up to a second: not for the GUI thread.
/// Thread-safe.
[[nodiscard]] std::optional<GpuUse> gpuUse(int index, const std::filesystem::path& library = "libnvidia-ml.so.1");

}  // namespace prososcope::core
