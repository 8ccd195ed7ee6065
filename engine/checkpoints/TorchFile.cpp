// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/TorchFile.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "engine/checkpoints/PickleReader.h"
#include "engine/checkpoints/ZipDirectory.h"
#include "engine/core/Crc32.h"

namespace prososcope::checkpoints {

namespace {

constexpr std::string_view kArchiveStart{"PK\3\4", 4};
/// The first pickle of the earlier form holds this number, 0x1950a86a20f9469cfc6c, little-endian.
constexpr std::string_view kMagicNumber{"\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 10};
constexpr std::int64_t kProtocolVersion = 1001;
constexpr std::string_view kTarMark = "ustar";
constexpr std::size_t kTarMarkAt = 257;
constexpr std::string_view kPickleName = "data.pkl";

std::string_view textOf(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

tl::unexpected<core::Error> damaged(const FileBytes& file, std::string details) {
    return core::fail(
        core::ErrorKind::BadInput,
        {TRANSLATABLE("Engine", "%1 is damaged, cut short or no PyTorch file. Get or make it again."), {file.path().string()}},
        std::move(details));
}

tl::unexpected<core::Error> onlyPython(const FileBytes& file, std::string what) {
    return core::fail(core::ErrorKind::BadInput,
                      {TRANSLATABLE("Engine",
                                    "%1 keeps its tensors in a way that only Python can read (%2). Open it in Python and save "
                                    "its tensors as safetensors."),
                       {file.path().string(), std::move(what)}});
}

/// Whether an entry's bytes are those that were written, as far as the archive says. Read piece by piece, whose pages are given
/// back, so that a file of any size costs no memory.
core::Status checkEntry(const FileBytes& file, const ZipDirectory& directory, const std::string& name,
                        std::span<const std::byte> bytes) {
    constexpr std::size_t kPiece = std::size_t{8} << 20;
    constexpr std::size_t kWorthReleasing = std::size_t{64} << 10;
    const auto stated = directory.checksum(name);
    if (stated == 0) return {};
    std::uint32_t sum = 0;
    for (std::size_t at = 0; at < bytes.size(); at += kPiece) {
        const auto piece = bytes.subspan(at, std::min(kPiece, bytes.size() - at));
        sum = core::crc32(piece, sum);
        if (piece.size() >= kWorthReleasing) file.release(piece);
    }
    if (sum == stated) return {};
    return core::fail(
        core::ErrorKind::BadInput,
        {TRANSLATABLE("Engine", "%1 is damaged: the bytes of %2 in it are not those that were written. Get or make it again."),
         {file.path().string(), name}});
}

core::Result<TorchFile> readArchive(std::shared_ptr<const FileBytes> file) {
    const auto name = file->path().string();
    auto directory = ZipDirectory::read(file->bytes(), name);
    if (!directory) return core::fail(directory.error());
    const auto& entries = directory->entries();
    const auto pickle = std::find_if(entries.begin(), entries.end(), [](const auto& entry) {
        const auto slash = entry.first.find('/');
        return slash != std::string::npos && std::string_view(entry.first).substr(slash + 1) == kPickleName;
    });
    if (pickle == entries.end()) return damaged(*file, "an archive without data.pkl");
    const std::string top = pickle->first.substr(0, pickle->first.size() - kPickleName.size());
    if (directory->find(top + "constants.pkl") != nullptr) return onlyPython(*file, "TorchScript");
    if (const auto* order = directory->find(top + "byteorder"); order != nullptr && textOf(*order) != "little") {
        return onlyPython(*file, "big-endian");
    }
    if (auto intact = checkEntry(*file, *directory, pickle->first, pickle->second); !intact) return core::fail(intact.error());
    auto value = readPickle(pickle->second, name);
    if (!value) return core::fail(value.error());
    TorchFile result{std::move(file), std::move(*value), {}, true};
    std::set<std::string> checked;
    for (const auto& storage : result.pickle.storages) {
        const auto entry = top + "data/" + std::string(storage.key);
        const auto* bytes = directory->find(entry);
        if (bytes == nullptr || bytes->size() / storage.elementBytes < storage.allElements) {
            return damaged(*result.file, "storage " + std::string(storage.key) + " absent or too short");
        }
        if (checked.insert(entry).second) {
            if (auto intact = checkEntry(*result.file, *directory, entry, *bytes); !intact) return core::fail(intact.error());
        }
        result.storages.push_back(
            bytes->subspan(storage.begin * storage.elementBytes, storage.elements * storage.elementBytes));
    }
    return result;
}

/// The earlier form: a number to know it by, its version, the machine's conventions, the value, the keys of the storages, and
/// for each of these the number of elements (64 bits) and the elements.
core::Result<TorchFile> readSequence(std::shared_ptr<const FileBytes> file) {
    const auto name = file->path().string();
    std::span<const std::byte> rest = file->bytes();
    std::vector<Pickle> pickles;
    for (int i = 0; i < 5; ++i) {
        auto pickle = readPickle(rest, name);
        if (!pickle) return core::fail(pickle.error());
        rest = rest.subspan(pickle->bytes);
        pickles.push_back(std::move(*pickle));
        const PickleValue value(pickles.back(), pickles.back().root);
        if (i == 1 && value.integer() != kProtocolVersion) return damaged(*file, "unknown version of the form");
        if (i == 2 && value.field("little_endian").boolean() == false) return onlyPython(*file, "big-endian");
    }
    TorchFile result{std::move(file), std::move(pickles[3]), {}, false};
    const PickleValue keys(pickles[4], pickles[4].root);
    std::map<std::string_view, std::size_t> elementBytes;
    for (const auto& storage : result.pickle.storages) elementBytes.emplace(storage.key, storage.elementBytes);
    std::map<std::string_view, std::span<const std::byte>> places;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto key = keys.item(i).text();
        const auto known = key ? elementBytes.find(*key) : elementBytes.end();
        if (known == elementBytes.end()) return damaged(*result.file, "a storage that no tensor names");
        std::uint64_t elements = 0;
        if (rest.size() < sizeof elements) return damaged(*result.file, "end of the file in a storage");
        std::memcpy(&elements, rest.data(), sizeof elements);
        rest = rest.subspan(sizeof elements);
        if (rest.size() / known->second < elements) return damaged(*result.file, "end of the file in a storage");
        const auto bytes = static_cast<std::size_t>(elements) * known->second;
        if (!places.emplace(known->first, rest.first(bytes)).second) return damaged(*result.file, "two storages of one key");
        rest = rest.subspan(bytes);
    }
    for (const auto& storage : result.pickle.storages) {
        const auto place = places.find(storage.key);
        if (place == places.end() || place->second.size() / storage.elementBytes < storage.allElements) {
            return damaged(*result.file, "storage " + std::string(storage.key) + " absent or too short");
        }
        result.storages.push_back(
            place->second.subspan(storage.begin * storage.elementBytes, storage.elements * storage.elementBytes));
    }
    return result;
}

bool startsWithMagic(std::string_view text) {
    // PROTO 2, LONG1 of ten bytes.
    return text.starts_with("\x80\x02\x8a\x0a") && text.substr(4).starts_with(kMagicNumber);
}

/// Copies the elements of a tensor one after the other, the last dimension fastest.
void copyElements(const std::byte* storage, const PickleTensor& tensor, std::size_t elementBytes, std::byte* goal) {
    const auto dimensions = tensor.shape.size();
    std::vector<std::int64_t> index(dimensions, 0);
    const std::byte* source = storage + tensor.offset * elementBytes;
    const auto step = [&](std::size_t dimension) {
        return static_cast<std::ptrdiff_t>(tensor.strides[dimension]) * static_cast<std::ptrdiff_t>(elementBytes);
    };
    while (true) {
        std::memcpy(goal, source, elementBytes);
        goal += elementBytes;
        std::size_t dimension = dimensions;
        while (dimension > 0) {
            --dimension;
            if (++index[dimension] < tensor.shape[dimension]) {
                source += step(dimension);
                break;
            }
            if (tensor.shape[dimension] > 1) source -= step(dimension) * (tensor.shape[dimension] - 1);
            index[dimension] = 0;
            if (dimension == 0) return;
        }
        if (dimensions == 0) return;
    }
}

}  // namespace

bool looksLikeTorchFile(std::span<const std::byte> bytes) {
    const auto text = textOf(bytes);
    return text.starts_with(kArchiveStart) || startsWithMagic(text) ||
           (text.size() > kTarMarkAt && text.substr(kTarMarkAt).starts_with(kTarMark));
}

core::Result<TorchFile> readTorchFile(std::shared_ptr<const FileBytes> file) {
    const auto text = textOf(file->bytes());
    if (text.starts_with(kArchiveStart)) return readArchive(std::move(file));
    if (startsWithMagic(text)) return readSequence(std::move(file));
    if (looksLikeTorchFile(file->bytes())) return onlyPython(*file, "tar");
    return damaged(*file, "neither an archive nor the earlier form");
}

std::span<const std::byte> tensorBytes(const TorchFile& file, const PickleTensor& tensor,
                                       std::vector<std::unique_ptr<std::byte[]>>& copies) {
    const auto& storage = file.storages[tensor.storage];
    const auto elementBytes = file.pickle.storages[tensor.storage].elementBytes;
    std::uint64_t elements = 1;
    bool inOrder = true;
    for (std::size_t i = tensor.shape.size(); i-- > 0;) {
        if (tensor.shape[i] > 1 && static_cast<std::uint64_t>(tensor.strides[i]) != elements) inOrder = false;
        elements *= static_cast<std::uint64_t>(tensor.shape[i]);
        if (elements == 0) return {};
    }
    const auto bytes = static_cast<std::size_t>(elements) * elementBytes;
    const std::byte* begin = storage.data() + tensor.offset * elementBytes;
    if (inOrder && reinterpret_cast<std::uintptr_t>(begin) % elementBytes == 0) return {begin, bytes};
    copies.push_back(std::make_unique_for_overwrite<std::byte[]>(bytes));
    if (inOrder) {
        std::memcpy(copies.back().get(), begin, bytes);
    } else {
        copyElements(storage.data(), tensor, elementBytes, copies.back().get());
    }
    return {copies.back().get(), bytes};
}

}  // namespace prososcope::checkpoints
