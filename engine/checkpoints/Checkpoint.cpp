// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/Checkpoint.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <set>

#include "engine/checkpoints/ShardIndex.h"
#include "engine/checkpoints/TensorValues.h"
#include "engine/checkpoints/TorchFile.h"
#include "engine/core/Characters.h"
#include "engine/core/SafeFile.h"
#include "engine/store/SafetensorsContent.h"

namespace prososcope::checkpoints {

namespace {

constexpr std::size_t kLongestName = 500;
constexpr std::size_t kLargestIndex = std::size_t{64} << 20;
/// How much more than the file itself its strided tensors may take when they are copied.
constexpr std::uint64_t kCopiedBeyondFile = std::uint64_t{16} << 20;
constexpr std::string_view kLfsStart = "version https://git-lfs";
constexpr std::array<std::string_view, 3> kStateKeys{"model", "state_dict", "model_state_dict"};

tl::unexpected<core::Error> damaged(const std::filesystem::path& path, std::string details) {
    return core::fail(
        core::ErrorKind::BadInput,
        {TRANSLATABLE("Engine", "%1 is damaged, cut short or no PyTorch file. Get or make it again."), {path.string()}},
        std::move(details));
}

bool looksLikeSafetensors(std::span<const std::byte> bytes) {
    std::uint64_t header = 0;
    if (bytes.size() < 9) return false;
    std::memcpy(&header, bytes.data(), sizeof header);
    return header <= bytes.size() - sizeof header && bytes[8] == std::byte{'{'};
}

bool holdsTensors(const PickleValue& dictionary) {
    if (dictionary.kind() != PickleKind::Dictionary) return false;
    for (std::size_t i = 0; i < dictionary.size(); ++i) {
        if (dictionary.entry(i).second.kind() == PickleKind::Tensor) return true;
    }
    return false;
}

/// The dictionary of tensors in what a file holds; absent where there is none.
PickleValue stateOf(const PickleValue& root) {
    if (holdsTensors(root)) return root;
    for (const auto key : kStateKeys) {
        if (const auto state = root.field(key); holdsTensors(state)) return state;
    }
    return {};
}

/// Whether an entry that is no tensor would be one in Python: sparse, quantised and other kinds.
bool isOtherTensor(std::string_view className) {
    return className.starts_with("torch._utils._rebuild") || className.starts_with("torch._tensor.");
}

std::string kindName(const PickleValue& value) {
    if (!value.className().empty()) return std::string(value.className());
    switch (value.kind()) {
        case PickleKind::None:
            return "None";
        case PickleKind::Dictionary:
            return "dict";
        case PickleKind::List:
        case PickleKind::Tuple:
        case PickleKind::Set:
            return "list";
        case PickleKind::Text:
        case PickleKind::Bytes:
            return "str";
        case PickleKind::Tensor:
            return "tensor";
        default:
            return "number";
    }
}

}  // namespace

struct Checkpoint::Content {
    CheckpointForm form = CheckpointForm::Safetensors;
    std::vector<std::shared_ptr<const FileBytes>> files;
    std::vector<TorchFile> torch;
    std::vector<std::unique_ptr<std::byte[]>> copies;
    std::vector<store::TensorView> tensors;
    std::map<std::string_view, std::size_t> byName;
    std::vector<SkippedEntry> skipped;
    std::map<std::string, std::string> metadata;

    core::Status addFile(std::shared_ptr<const FileBytes> file);
    core::Status addState(const TorchFile& file);
    core::Status keepListed(const ShardIndex& index, const std::filesystem::path& folder,
                            const std::vector<std::size_t>& firstOfFile);
    void makeIndex() {
        for (std::size_t i = 0; i < tensors.size(); ++i) byName.emplace(tensors[i].name, i);
    }
};

core::Status Checkpoint::Content::addFile(std::shared_ptr<const FileBytes> file) {
    const auto bytes = file->bytes();
    files.push_back(file);
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (text.starts_with(kLfsStart)) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "%1 is only a placeholder of Git LFS. Fetch the file itself (git lfs pull), or download "
                          "it."),
             {file->path().string()}});
    }
    if (looksLikeTorchFile(bytes)) {
        auto torchFile = readTorchFile(file);
        if (!torchFile) return core::fail(torchFile.error());
        form = torchFile->archive ? CheckpointForm::TorchArchive : CheckpointForm::TorchSequence;
        torch.push_back(std::move(*torchFile));
        return addState(torch.back());
    }
    if (file->path().extension() != ".safetensors" && !looksLikeSafetensors(bytes)) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "%1 is neither a safetensors nor a PyTorch file. Choose a model.safetensors, a "
                                        "pytorch_model.bin or a .pt file."),
                           {file->path().string()}});
    }
    auto content = store::readSafetensors(bytes, file->path());
    if (!content) return core::fail(content.error());
    form = CheckpointForm::Safetensors;
    for (auto& tensor : content->tensors) {
        if (reinterpret_cast<std::uintptr_t>(tensor.bytes.data()) % store::bytesPerElement(tensor.type) != 0) {
            copies.push_back(std::make_unique_for_overwrite<std::byte[]>(tensor.bytes.size()));
            std::copy(tensor.bytes.begin(), tensor.bytes.end(), copies.back().get());
            tensor.bytes = {copies.back().get(), tensor.bytes.size()};
        }
        tensors.push_back(std::move(tensor));
    }
    metadata.merge(content->metadata);
    return {};
}

core::Status Checkpoint::Content::addState(const TorchFile& file) {
    const auto& path = file.file->path();
    const auto state = stateOf(file.value());
    if (!state.present()) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "%1 holds no tensors by their names (only: %2). Open it in Python and save its "
                                        "state_dict() as safetensors."),
                           {path.string(), kindName(file.value())}});
    }
    std::set<std::string_view> names;
    std::uint64_t copied = 0;
    for (std::size_t i = 0; i < state.size(); ++i) {
        const auto [key, value] = state.entry(i);
        const auto name = key.text();
        if (!name || name->empty() || name->size() > kLongestName || !core::isUtf8(*name)) {
            return damaged(path, "name of a tensor");
        }
        if (!names.insert(*name).second) return damaged(path, "two tensors of the name " + std::string(*name));
        const auto* tensor = value.tensor();
        if (tensor == nullptr && isOtherTensor(value.className())) {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE("Engine",
                              "%1 keeps its tensors in a way that only Python can read (%2). Open it in Python and "
                              "save its tensors as safetensors."),
                 {path.string(), std::string(value.className())}});
        }
        const auto type = tensor != nullptr ? file.pickle.storages[tensor->storage].type : std::nullopt;
        if (!type) {
            skipped.push_back({std::string(*name), kindName(value)});
            continue;
        }
        const auto before = copies.size();
        const auto bytes = tensorBytes(file, *tensor, copies);
        if (copies.size() > before) copied += bytes.size();
        if (copied > file.file->bytes().size() + kCopiedBeyondFile) return damaged(path, "too many copies of one storage");
        tensors.push_back({std::string(*name), *type, tensor->shape, bytes});
    }
    return {};
}

core::Status Checkpoint::Content::keepListed(const ShardIndex& index, const std::filesystem::path& folder,
                                             const std::vector<std::size_t>& firstOfFile) {
    std::vector<store::TensorView> listed;
    std::size_t found = 0;
    for (std::size_t file = 0; file < files.size(); ++file) {
        const auto name = files[file]->path().filename().string();
        for (std::size_t i = firstOfFile[file]; i < firstOfFile[file + 1]; ++i) {
            const auto entry = index.find(tensors[i].name);
            if (entry == index.end() || entry->second != name) continue;
            listed.push_back(std::move(tensors[i]));
            ++found;
        }
    }
    if (found < index.size()) {
        std::set<std::string_view> there;
        for (const auto& tensor : listed) there.insert(tensor.name);
        const auto missing =
            std::find_if(index.begin(), index.end(), [&](const auto& entry) { return !there.contains(entry.first); });
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "%1 lacks the tensor %2, which its index names. The files do not belong together: get "
                                        "them again."),
                           {(folder / missing->second).string(), missing->first}});
    }
    tensors = std::move(listed);
    return {};
}

core::Result<Checkpoint> Checkpoint::read(std::shared_ptr<const FileBytes> file) try {
    auto content = std::make_shared<Content>();
    if (auto added = content->addFile(std::move(file)); !added) return core::fail(added.error());
    content->makeIndex();
    return Checkpoint(std::move(content));
} catch (const std::bad_alloc&) {
    return core::fail(core::ErrorKind::OutOfMemory,
                      {TRANSLATABLE("Engine", "There is not enough memory to read %1. Close other programs and try again."),
                       {file != nullptr ? file->path().string() : std::string()}});
}

core::Result<Checkpoint> Checkpoint::openShards(const std::filesystem::path& folder, const std::filesystem::path& path) try {
    const auto text = core::readFile(path, kLargestIndex);
    if (!text) return core::fail(text.error());
    const auto index = parseShardIndex(*text, path.string());
    if (!index) return core::fail(index.error());
    std::set<std::string> names;
    for (const auto& entry : *index) names.insert(entry.second);
    auto content = std::make_shared<Content>();
    content->torch.reserve(names.size());
    std::vector<std::size_t> firstOfFile{0};
    for (const auto& name : names) {
        std::error_code code;
        if (!std::filesystem::is_regular_file(folder / name, code)) {
            return core::fail(
                core::ErrorKind::NotFound,
                {TRANSLATABLE("Engine", "%1 names the file %2, which is not in the folder. Get all files of the model."),
                 {path.string(), name}});
        }
        auto file = FileBytes::map(folder / name);
        if (!file) return core::fail(file.error());
        if (auto added = content->addFile(std::move(*file)); !added) return core::fail(added.error());
        firstOfFile.push_back(content->tensors.size());
    }
    if (auto kept = content->keepListed(*index, folder, firstOfFile); !kept) return core::fail(kept.error());
    content->makeIndex();
    return Checkpoint(std::move(content));
} catch (const std::bad_alloc&) {
    return core::fail(core::ErrorKind::OutOfMemory,
                      {TRANSLATABLE("Engine", "There is not enough memory to read %1. Close other programs and try again."),
                       {path.string()}});
}

core::Result<Checkpoint> Checkpoint::open(const std::filesystem::path& fileOrFolder) {
    std::error_code code;
    const auto openFile = [](const std::filesystem::path& path) -> core::Result<Checkpoint> {
        auto file = FileBytes::map(path);
        if (!file) return core::fail(file.error());
        return read(std::move(*file));
    };
    if (!std::filesystem::is_directory(fileOrFolder, code)) return openFile(fileOrFolder);
    for (const auto* name : {"model.safetensors", "pytorch_model.bin"}) {
        if (const auto path = fileOrFolder / name; std::filesystem::exists(path, code)) return openFile(path);
        const auto index = fileOrFolder / (std::string(name) + ".index.json");
        if (std::filesystem::exists(index, code)) return openShards(fileOrFolder, index);
    }
    return core::fail(
        core::ErrorKind::NotFound,
        {TRANSLATABLE("Engine",
                      "%1 holds neither model.safetensors nor pytorch_model.bin. Choose the folder that holds one, "
                      "or the file itself."),
         {fileOrFolder.string()}});
}

const std::vector<store::TensorView>& Checkpoint::tensors() const { return m_content->tensors; }

const store::TensorView* Checkpoint::find(std::string_view name) const {
    const auto found = m_content->byName.find(name);
    return found == m_content->byName.end() ? nullptr : &m_content->tensors[found->second];
}

CheckpointForm Checkpoint::form() const { return m_content->form; }

std::vector<std::filesystem::path> Checkpoint::files() const {
    std::vector<std::filesystem::path> paths;
    for (const auto& file : m_content->files) paths.push_back(file->path());
    return paths;
}

PickleValue Checkpoint::settings() const {
    return m_content->torch.size() == 1 ? m_content->torch.front().value() : PickleValue();
}

const std::vector<SkippedEntry>& Checkpoint::skipped() const { return m_content->skipped; }

const std::map<std::string, std::string>& Checkpoint::metadata() const { return m_content->metadata; }

bool Checkpoint::readFloats(const store::TensorView& tensor, std::span<float> goal) const {
    const bool read = toFloats(tensor, goal);
    release(tensor);
    return read;
}

void Checkpoint::release(const store::TensorView& tensor) const {
    for (const auto& file : m_content->files) file->release(tensor.bytes);
}

}  // namespace prososcope::checkpoints
