// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/Reference.h"
#include "engine/backend/EncoderBackend.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/SafeFile.h"

namespace prososcope::cli {

namespace {

namespace fs = std::filesystem;
using WriteCase = core::Status (*)(const fs::path& in, const fs::path& out, core::Progress& progress);

/// What computes the cases without a network, by the kind in their config.json.
const std::map<std::string, WriteCase> kKinds{{"selection", writeSelectionCase}, {"units", writeUnitsCase}};

/// False for a kind that this program does not compute. Networks are computed where LibTorch is.
core::Result<bool> writeCase(const std::string& kind, const fs::path& in, const fs::path& out, core::Progress& progress) {
    if (const auto found = kKinds.find(kind); found != kKinds.end()) {
        if (const auto done = found->second(in, out, progress); !done) return core::fail(done.error());
        return true;
    }
    const auto torch = backend::torchBackend();
    if (!torch) return core::fail(torch.error());
    return (*torch)->writeReference(kind, in, out);
}

/// The kind of a case; an empty text where its file says none.
core::Result<std::string> kindOf(const fs::path& folder) {
    const auto text = core::readFile(folder / "config.json");
    if (!text) return core::fail(text.error());
    const auto config = nlohmann::json::parse(*text, nullptr, false);
    const auto kind = config.is_object() ? config.find("kind") : config.end();
    return kind != config.end() && kind->is_string() ? kind->get<std::string>() : std::string();
}

/// In the order of their names.
std::vector<fs::path> foldersWithConfig(const fs::path& parent) {
    std::vector<fs::path> folders;
    std::error_code code;
    for (fs::directory_iterator it(parent, code), end; !code && it != end; it.increment(code)) {
        std::error_code type;
        if (fs::exists(it->path() / "config.json", type)) folders.push_back(it->path());
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

}  // namespace

core::Status writeReferenceNetworks(const fs::path& in, const fs::path& out, std::vector<std::string>& left,
                                    core::Progress& progress) {
    for (const auto& folder : foldersWithConfig(in / "networks")) {
        if (progress.stopRequested()) return core::cancelled();
        const auto kind = kindOf(folder);
        if (!kind) return core::fail(kind.error());
        const std::string name = folder.filename().string();
        const auto written = writeCase(*kind, folder, out / "networks" / name / "out", progress);
        if (!written) return core::fail(written.error());
        if (!*written) {
            left.push_back(
                core::Text("networks/%1 is left out: this program does not compute the kind \"%2\" yet.", {name, *kind})
                    .english());
        }
    }
    return {};
}

core::Status writeReferenceModels(const fs::path& in, const fs::path& out, std::vector<std::string>& left,
                                  core::Progress& progress) {
    for (const auto& folder : foldersWithConfig(in / "models")) {
        if (progress.stopRequested()) return core::cancelled();
        const auto torch = backend::torchBackend();
        if (!torch) return core::fail(torch.error());
        const auto name = folder.filename();
        auto done = (*torch)->encoders().writeReference(folder, out / "models" / name);
        if (done) continue;
        if (done.error().kind != core::ErrorKind::BadInput) return done;
        left.push_back(core::Text("models/%1 is left out: %2", {name.string(), done.error().message()}).english());
    }
    return {};
}

}  // namespace prososcope::cli
