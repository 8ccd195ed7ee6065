// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/TimelineCache.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "engine/core/Csv.h"
#include "engine/core/Hash.h"
#include "engine/core/Log.h"
#include "engine/store/Safetensors.h"

namespace prososcope::store {

namespace {

/// Changes whenever decoding, prediction or the entries' form changes, so that older entries are no longer found.
constexpr const char* kFormat = "prososcope timeline 1";

std::string digest(std::span<const float> values) {
    core::Hash hash;
    hash.add(std::as_bytes(values));
    return hash.hex();
}

}  // namespace

TimelineCache::TimelineCache(std::filesystem::path folder) : m_folder(std::move(folder)) {}

std::filesystem::path TimelineCache::pathOf(const Key& key) const {
    const auto name = core::sha256(std::string(kFormat) + '\n' + key.audioSha256 + '\n' + key.modelSha256 + '\n' +
                                   core::numberText(key.windowSeconds) + '\n' + core::numberText(key.hopSeconds) + '\n' +
                                   std::to_string(key.columns));
    return m_folder / name.substr(0, 2) / (name + ".safetensors");
}

std::optional<TimelineCache::Rows> TimelineCache::load(const Key& key, std::size_t windows) const {
    if (key.audioSha256.empty() || key.modelSha256.empty() || key.columns == 0) return std::nullopt;
    const auto file = SafetensorsFile::open(pathOf(key));
    if (!file) return std::nullopt;
    const auto* tensor = file->find("values");
    if (tensor == nullptr || tensor->type != TensorType::Float32 || tensor->shape.size() != 2 ||
        tensor->shape[0] != static_cast<std::int64_t>(windows) || tensor->shape[1] != static_cast<std::int64_t>(key.columns))
        return std::nullopt;
    const auto values = tensor->floats();
    const auto stored = file->metadata().find("sha256");
    if (stored == file->metadata().end() || stored->second != digest(values)) return std::nullopt;
    Rows rows(windows);
    for (std::size_t i = 0; i < windows; ++i) {
        const auto row = values.subspan(i * key.columns, key.columns);
        if (std::all_of(row.begin(), row.end(), [](float value) { return std::isfinite(value); }))
            rows[i].assign(row.begin(), row.end());
    }
    return rows;
}

void TimelineCache::save(const Key& key, const Rows& rows) const {
    if (key.audioSha256.empty() || key.modelSha256.empty() || key.columns == 0 || rows.empty()) return;
    std::vector<float> values(rows.size() * key.columns, std::numeric_limits<float>::quiet_NaN());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].size() == key.columns)
            std::copy(rows[i].begin(), rows[i].end(), values.begin() + static_cast<std::ptrdiff_t>(i * key.columns));
    }
    const TensorView view{"values",
                          TensorType::Float32,
                          {static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(key.columns)},
                          std::as_bytes(std::span(std::as_const(values)))};
    if (const auto written = writeSafetensors(pathOf(key), std::span(&view, 1), {{"sha256", digest(values)}}, false);
        !written) {
        core::log(core::LogLevel::Info, "cache: " + written.error().message());
    }
}

}  // namespace prososcope::store
