// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/StateDict.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace prososcope::nn {

const StateDict::Entry* StateDict::find(std::string_view name) const {
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.name == name; });
    return found == entries.end() ? nullptr : &*found;
}

void StateDict::append(std::string_view prefix, const StateDict& other) {
    for (const auto& entry : other.entries) entries.push_back({std::string(prefix) + entry.name, entry.shape, entry.values});
}

StateDict StateDict::part(std::string_view prefix) const {
    StateDict result;
    for (const auto& entry : entries) {
        if (entry.name.starts_with(prefix))
            result.entries.push_back({entry.name.substr(prefix.size()), entry.shape, entry.values});
    }
    return result;
}

StateDict StateDict::without(std::string_view prefix) const& {
    StateDict result;
    std::ranges::copy_if(entries, std::back_inserter(result.entries),
                         [&](const Entry& entry) { return !entry.name.starts_with(prefix); });
    return result;
}

StateDict StateDict::without(std::string_view prefix) && {
    std::erase_if(entries, [&](const Entry& entry) { return entry.name.starts_with(prefix); });
    return std::move(*this);
}

std::size_t StateDict::values() const {
    std::size_t count = 0;
    for (const auto& entry : entries) count += entry.values.size();
    return count;
}

core::Status saveStateDict(const std::filesystem::path& goal, const StateDict& state,
                           const std::map<std::string, std::string>& metadata) {
    std::vector<store::TensorView> views;
    views.reserve(state.entries.size());
    for (const auto& entry : state.entries) {
        views.push_back({entry.name, store::TensorType::Float32, entry.shape, std::as_bytes(std::span(entry.values))});
    }
    return store::writeSafetensors(goal, views, metadata);
}

core::Result<LoadedState> loadStateDict(const std::filesystem::path& path) {
    auto file = store::SafetensorsFile::open(path);
    if (!file) return core::fail(file.error());
    LoadedState loaded;
    loaded.metadata = file->metadata();
    for (const auto& tensor : file->tensors()) {
        if (tensor.type != store::TensorType::Float32) {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "%1 holds the tensor %2 in another type than float32. Use a model of this program."),
                 {path.string(), tensor.name}});
        }
        const auto floats = tensor.floats();
        loaded.state.entries.push_back({tensor.name, tensor.shape, {floats.begin(), floats.end()}});
    }
    return loaded;
}

}  // namespace prososcope::nn
