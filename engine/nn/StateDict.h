// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"
#include "engine/store/Safetensors.h"

namespace prososcope::nn {

/// Named float tensors as plain values: weights, running statistics, moments of an optimiser. It crosses threads and is
/// what is stored; order is the order of registration.
struct StateDict {
    struct Entry {
        std::string name;
        std::vector<std::int64_t> shape;
        std::vector<float> values;
    };
    std::vector<Entry> entries;

    [[nodiscard]] const Entry* find(std::string_view name) const;
    /// Adds every entry of `other` with `prefix` before its name.
    void append(std::string_view prefix, const StateDict& other);
    /// The entries whose names begin with `prefix`, without it.
    [[nodiscard]] StateDict part(std::string_view prefix) const;
    /// The entries whose names do not begin with `prefix`; those of a state that is given away are moved.
    [[nodiscard]] StateDict without(std::string_view prefix) const&;
    [[nodiscard]] StateDict without(std::string_view prefix) &&;
    [[nodiscard]] std::size_t values() const;
};

[[nodiscard]] core::Status saveStateDict(const std::filesystem::path& goal, const StateDict& state,
                                         const std::map<std::string, std::string>& metadata = {});
struct LoadedState {
    StateDict state;
    std::map<std::string, std::string> metadata;
};
/// Fails with one sentence on anything that is not a whole safetensors file of float32 tensors.
[[nodiscard]] core::Result<LoadedState> loadStateDict(const std::filesystem::path& path);

}  // namespace prososcope::nn
