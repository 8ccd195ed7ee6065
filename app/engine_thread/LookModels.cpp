// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine_thread/LookModels.h"

#include <filesystem>
#include <utility>

#include "app/engine_thread/EngineThreadImpl.h"
#include "engine/core/Paths.h"
#include "engine/store/ModelCard.h"

namespace prososcope::engine_thread {

namespace {
constexpr std::size_t kMostModels = 3;
}

core::Result<backend::EmotionModel*> EngineThread::lookModel(const std::string& nameOrPath) {
    auto& entries = m_impl->models.entries;
    const auto stamp = core::FileStamp::of(nameOrPath);
    for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
        if (entry->name != nameOrPath) continue;
        if (entry->stamp != stamp) {
            entries.erase(entry);
            break;
        }
        entries.splice(entries.begin(), entries, entry);
        return entries.front().model.get();
    }
    const std::filesystem::path workspace = m_impl->workspace.toStdString();
    auto found = store::findModel(nameOrPath, workspace / "models");
    if (!found) return core::fail(found.error());
    auto torch = backend::torchBackend();
    if (!torch) return core::fail(torch.error());
    auto model = (*torch)->openModel(*found, "cpu", 1);
    if (!model) return core::fail(model.error());
    entries.push_front({nameOrPath, stamp, std::move(*model)});
    if (entries.size() > kMostModels) entries.pop_back();
    return entries.front().model.get();
}

}  // namespace prososcope::engine_thread
