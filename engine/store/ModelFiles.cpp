// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/ModelFiles.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>

#include "engine/core/Hash.h"
#include "engine/core/Log.h"
#include "engine/core/Paths.h"

namespace prososcope::store {

namespace {

namespace fs = std::filesystem;
constexpr std::size_t kLongestName = 64;
constexpr const char* kAsidePrefix = ".removed-";
constexpr const char* kLockFile = "lock";

bool isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

bool isTaken(const fs::path& folder, const std::string& name) {
    std::error_code code;
    return fs::exists(folder / (name + ".json"), code) || fs::exists(folder / (name + ".safetensors"), code);
}

core::Status refuseBundled(const ModelEntry& model) {
    if (!model.bundled) return {};
    return core::fail(core::ErrorKind::BadInput,
                      {TRANSLATABLE("Engine", "%1 came with the program and cannot be removed."), {model.card.name}});
}

tl::unexpected<core::Error> notMoved(const fs::path& path, const std::error_code& code) {
    return core::fail(core::ErrorKind::Failed,
                      {TRANSLATABLE("Engine", "%1 cannot be moved: %2."), {path.string(), code.message()}});
}

/// Both files or none.
core::Status moveBoth(const fs::path& fromTensors, const fs::path& fromCard, const fs::path& folder) {
    std::error_code code;
    fs::rename(fromCard, folder / fromCard.filename(), code);  // without its card it is no model
    if (code) return notMoved(fromCard, code);
    fs::rename(fromTensors, folder / fromTensors.filename(), code);
    if (!code) return {};
    std::error_code ignored;
    fs::rename(folder / fromCard.filename(), fromCard, ignored);
    return notMoved(fromTensors, code);
}

/// The lock of a folder of removed models; -1 where another process holds it.
int lockFolder(const fs::path& folder) {
    const int descriptor = ::open((folder / kLockFile).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor >= 0 && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return descriptor;
    if (descriptor >= 0) ::close(descriptor);
    return -1;
}

}  // namespace

core::Status checkModelName(const std::string& name, const fs::path& modelsFolder) {
    if (name.empty() || name.size() > kLongestName || name.front() == '.' ||
        !std::all_of(name.begin(), name.end(), isNameCharacter)) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "\"%1\" cannot be the name of a model: 1 to 64 letters, digits, '.', '_' and '-' are "
                                        "possible, no dot first."),
                           {name.substr(0, kLongestName)}});
    }
    if (isTaken(modelsFolder, name) || isTaken(core::resourceFolder() / "models", name)) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "There is a model named %1 already. Choose another name."), {name}});
    }
    return {};
}

core::Status checkTensors(const ModelEntry& model) {
    core::Progress silent;
    const auto hash = core::hashFile(model.tensors, silent);
    if (!hash) return core::fail(hash.error());
    if (*hash == model.card.tensorsSha256) return {};
    return core::fail(
        core::ErrorKind::BadInput,
        {TRANSLATABLE("Engine",
                      "%1 is not the file that its card describes: it was changed or cut short. Get the model again."),
         {model.tensors.string()}});
}

std::uint64_t modelBytes(const ModelEntry& model) {
    std::uint64_t bytes = 0;
    for (const auto& path : {model.tensors, model.cardPath}) {
        std::error_code code;
        const auto size = fs::file_size(path, code);
        if (!code) bytes += size;
    }
    return bytes;
}

core::Status removeModel(const ModelEntry& model) {
    if (auto allowed = refuseBundled(model); !allowed) return allowed;
    for (const auto& path : {model.cardPath, model.tensors}) {
        std::error_code code;
        fs::remove(path, code);
        if (code)
            return core::fail(core::ErrorKind::Failed,
                              {TRANSLATABLE("Engine", "%1 cannot be deleted: %2."), {path.string(), code.message()}});
    }
    return {};
}

RemovedModels::RemovedModels(fs::path modelsFolder) : m_models(std::move(modelsFolder)) { recover(); }

RemovedModels::~RemovedModels() {
    if (m_lock < 0) return;
    std::error_code ignored;
    fs::remove_all(m_aside, ignored);
    ::close(m_lock);
}

core::Status RemovedModels::remove(const ModelEntry& model) {
    if (auto allowed = refuseBundled(model); !allowed) return allowed;
    std::error_code code;
    if (m_lock < 0) {
        m_aside = m_models /
                  (kAsidePrefix + std::to_string(::getpid()) + "-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)));
        fs::create_directories(m_aside, code);
        m_lock = lockFolder(m_aside);
        if (code || m_lock < 0)
            return core::fail(core::ErrorKind::Failed,
                              {TRANSLATABLE("Engine", "The folder %1 cannot be made."), {m_aside.string()}});
    }
    const fs::path place = m_aside / std::to_string(m_removed.size());  // two of the same name may follow each other
    fs::create_directories(place, code);
    if (auto moved = moveBoth(model.tensors, model.cardPath, place); !moved) return moved;
    ModelEntry kept = model;
    kept.tensors = place / model.tensors.filename();
    kept.cardPath = place / model.cardPath.filename();
    m_removed.push_back(std::move(kept));
    return {};
}

std::string RemovedModels::last() const { return m_removed.empty() ? std::string() : m_removed.back().card.name; }

core::Status RemovedModels::restore() {
    if (m_removed.empty()) return {};
    const ModelEntry& model = m_removed.back();
    if (isTaken(m_models, model.tensors.stem().string())) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 cannot be brought back: another model has its name now."), {model.card.name}});
    }
    if (auto moved = moveBoth(model.tensors, model.cardPath, m_models); !moved) return moved;
    m_removed.pop_back();
    return {};
}

void RemovedModels::recover() {
    std::error_code code;
    std::vector<fs::path> left;
    for (fs::directory_iterator item(m_models, code), end; !code && item != end; item.increment(code)) {
        if (item->path().filename().string().starts_with(kAsidePrefix) && item->is_directory()) left.push_back(item->path());
    }
    for (const auto& folder : left) {
        const int lock = lockFolder(folder);
        if (lock < 0) continue;  // its program runs
        std::vector<fs::path> cards;
        for (fs::recursive_directory_iterator item(folder, code), end; !code && item != end; item.increment(code)) {
            if (item->path().extension() == ".json") cards.push_back(item->path());
        }
        bool all = !code;
        for (const auto& card : cards) {
            fs::path tensors = card;
            tensors.replace_extension(".safetensors");
            all = !isTaken(m_models, card.stem().string()) && moveBoth(tensors, card, m_models) && all;
        }
        std::error_code ignored;
        if (all) fs::remove_all(folder, ignored);
        ::close(lock);
    }
}

}  // namespace prososcope::store
