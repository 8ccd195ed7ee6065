// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/Reference.h"
#include "engine/backend/RecogniserBackend.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/SafeFile.h"

namespace prososcope::cli {

namespace {

namespace fs = std::filesystem;

/// The kind that a case's config.json names; empty where there is none.
std::string kindOf(const fs::path& folder) {
    constexpr std::size_t kLargestConfig = std::size_t{1} << 20;
    const auto text = core::readFile(folder / "config.json", kLargestConfig);
    if (!text) return {};
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    return json.is_object() && json.contains("kind") && json["kind"].is_string() ? json["kind"].get<std::string>() : "";
}

}  // namespace

core::Result<NetworkReferences> writeReferenceNetworks(const fs::path& in, const fs::path& out, const std::stop_token& stop) {
    NetworkReferences done;
    for (const char* place : {"networks", ""}) {
        std::error_code code;
        std::vector<fs::path> folders;
        for (fs::directory_iterator it(in / place, code), end; !code && it != end; it.increment(code)) {
            std::error_code type;
            if (it->is_directory(type)) folders.push_back(it->path());
        }
        std::sort(folders.begin(), folders.end());
        for (const auto& folder : folders) {
            if (stop.stop_requested()) return core::cancelled();
            const auto kind = kindOf(folder);
            if (kind.empty()) continue;
            if (kind == "selection") {
                core::Progress progress(stop);
                if (auto wrote = writeSelectionCase(folder, out / place / folder.filename() / "out", progress); !wrote)
                    return core::fail(wrote.error());
                ++done.written;
                continue;
            }
            if (kind != "gcu_asr") {
                done.leftOut.push_back(
                    core::Text("%1 is left out: this program has no network \"%2\" yet.", {folder.filename().string(), kind})
                        .english());
                continue;
            }
            const auto torch = backend::torchBackend();
            if (!torch) return core::fail(torch.error());
            if (auto wrote = (*torch)->recognisers().writeReference(folder, out / place / folder.filename()); !wrote)
                return core::fail(wrote.error());
            ++done.written;
        }
    }
    return done;
}

}  // namespace prososcope::cli
