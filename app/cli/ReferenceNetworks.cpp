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
using WriteCase = core::Status (*)(const fs::path& in, const fs::path& out, core::Progress& progress);

/// Networks of LibTorch are computed where it is.
core::Status writeRecogniserCase(const fs::path& in, const fs::path& out, core::Progress& /*progress*/) {
    const auto torch = backend::torchBackend();
    if (!torch) return core::fail(torch.error());
    return (*torch)->recognisers().writeReference(in, out);
}

/// What computes a case, by the kind in its config.json.
const std::map<std::string, WriteCase> kKinds{
    {"gcu_asr", writeRecogniserCase}, {"selection", writeSelectionCase}, {"units", writeUnitsCase}};

/// The kind of a case; an empty text where its file says none.
core::Result<std::string> kindOf(const fs::path& folder) {
    const auto text = core::readFile(folder / "config.json");
    if (!text) return core::fail(text.error());
    const auto config = nlohmann::json::parse(*text, nullptr, false);
    const auto kind = config.is_object() ? config.find("kind") : config.end();
    return kind != config.end() && kind->is_string() ? kind->get<std::string>() : std::string();
}

}  // namespace

core::Status writeReferenceNetworks(const fs::path& in, const fs::path& out, std::vector<std::string>& left,
                                    core::Progress& progress) {
    std::vector<fs::path> cases;
    std::error_code code;
    for (fs::directory_iterator it(in / "networks", code), end; !code && it != end; it.increment(code)) {
        std::error_code type;
        if (fs::exists(it->path() / "config.json", type)) cases.push_back(it->path());
    }
    std::sort(cases.begin(), cases.end());
    for (const auto& folder : cases) {
        if (progress.stopRequested()) return core::cancelled();
        const auto kind = kindOf(folder);
        if (!kind) return core::fail(kind.error());
        const auto found = kKinds.find(*kind);
        const std::string name = folder.filename().string();
        if (found == kKinds.end()) {
            left.push_back(
                core::Text("networks/%1 is left out: this program does not compute the kind \"%2\" yet.", {name, *kind})
                    .english());
            continue;
        }
        if (auto done = found->second(folder, out / "networks" / name / "out", progress); !done) return done;
    }
    return {};
}

}  // namespace prososcope::cli
