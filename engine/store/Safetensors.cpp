// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/Safetensors.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/core/SafeFile.h"
#include "engine/store/SafetensorsContent.h"

namespace prososcope::store {

namespace {

static_assert(std::endian::native == std::endian::little, "tensors are stored little-endian");

constexpr std::uint64_t kLargestHeader = 100'000'000;
constexpr std::size_t kAlignment = 64;

struct TypeName {
    TensorType type;
    std::string_view name;
    std::size_t bytes;
};
constexpr std::array<TypeName, 8> kTypes{{{TensorType::Float32, "F32", 4},
                                          {TensorType::Float16, "F16", 2},
                                          {TensorType::BFloat16, "BF16", 2},
                                          {TensorType::Float64, "F64", 8},
                                          {TensorType::Int32, "I32", 4},
                                          {TensorType::Int64, "I64", 8},
                                          {TensorType::UInt8, "U8", 1},
                                          {TensorType::Bool, "BOOL", 1}}};

const TypeName& typeName(TensorType type) { return kTypes[static_cast<std::size_t>(type)]; }

/// Bytes of a tensor; nothing where the product does not fit.
std::optional<std::uint64_t> tensorBytes(TensorType type, const std::vector<std::int64_t>& shape) {
    std::uint64_t bytes = typeName(type).bytes;
    bool empty = false;
    for (const auto size : shape) {
        if (size < 0) return std::nullopt;
        if (size == 0) {
            empty = true;
        } else if (__builtin_mul_overflow(bytes, static_cast<std::uint64_t>(size), &bytes)) {
            return std::nullopt;
        }
    }
    if (bytes > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
    return empty ? 0 : bytes;
}

struct Entry {
    TensorView view;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

/// Takes the header event by event, so that neither depth nor size of hostile JSON costs more than the text itself.
/// `problem` says what is wrong once a handler has returned false.
class HeaderReader : public nlohmann::json_sax<nlohmann::json> {
public:
    std::vector<Entry> entries;
    std::map<std::string, std::string> metadata;
    std::string problem;

    bool null() override { return refuse("null value"); }
    bool boolean(bool) override { return refuse("true or false as a value"); }
    bool number_integer(number_integer_t) override { return refuse("negative number"); }
    bool number_float(number_float_t, const string_t&) override { return refuse("number that is not whole"); }
    bool binary(binary_t&) override { return refuse("binary value"); }

    bool number_unsigned(number_unsigned_t value) override {
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return refuse("number too large");
        if (m_place == Place::Shape) {
            entries.back().view.shape.push_back(static_cast<std::int64_t>(value));
        } else if (m_place == Place::Offsets) {
            if (m_offsets.size() == 2) return refuse("more than two data offsets");
            m_offsets.push_back(value);
        } else {
            return refuse("number in an unexpected place");
        }
        return true;
    }

    bool string(string_t& value) override {
        if (m_place == Place::Metadata) {
            metadata[m_key] = std::move(value);
            return true;
        }
        if (m_place != Place::Tensor || m_key != "dtype") return refuse("text in an unexpected place");
        const auto found = std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeName& t) { return t.name == value; });
        if (found == kTypes.end()) return refuse("element type " + value.substr(0, 20));
        entries.back().view.type = found->type;
        return true;
    }

    bool start_object(std::size_t) override {
        switch (m_place) {
            case Place::Start:
                m_place = Place::Top;
                return true;
            case Place::Top:
                if (m_key == "__metadata__") {
                    m_place = Place::Metadata;
                } else {
                    m_place = Place::Tensor;
                    entries.emplace_back();
                    entries.back().view.name = m_key;
                    m_offsets.clear();
                }
                m_seen.clear();
                return true;
            default:
                return refuse("object in an unexpected place");
        }
    }

    bool end_object() override {
        if (m_place == Place::Tensor) {
            if (m_seen.size() != 3)
                return refuse("tensor " + entries.back().view.name + " without dtype, shape or data_offsets");
            if (m_offsets.size() != 2) return refuse("tensor " + entries.back().view.name + " without two data offsets");
            entries.back().begin = m_offsets[0];
            entries.back().end = m_offsets[1];
        }
        m_place = m_place == Place::Top ? Place::End : Place::Top;
        return true;
    }

    bool start_array(std::size_t) override {
        if (m_place != Place::Tensor) return refuse("list in an unexpected place");
        if (m_key == "shape") {
            m_place = Place::Shape;
        } else if (m_key == "data_offsets") {
            m_place = Place::Offsets;
        } else {
            return refuse("list in an unexpected place");
        }
        return true;
    }

    bool end_array() override {
        m_place = Place::Tensor;
        return true;
    }

    bool key(string_t& value) override {
        if (m_place == Place::Tensor && value != "dtype" && value != "shape" && value != "data_offsets") {
            return refuse("unknown key " + value.substr(0, 40));
        }
        auto& seen = m_place == Place::Top ? m_names : m_seen;
        if (!seen.insert(value).second) return refuse("the name " + value.substr(0, 80) + " twice");
        m_key = std::move(value);
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        return refuse("broken JSON at byte " + std::to_string(position));
    }

private:
    enum class Place { Start, Top, Metadata, Tensor, Shape, Offsets, End };
    bool refuse(std::string what) {
        if (problem.empty()) problem = std::move(what);
        return false;
    }
    Place m_place = Place::Start;
    std::string m_key;
    std::set<std::string> m_names;
    std::set<std::string> m_seen;
    std::vector<std::uint64_t> m_offsets;
};

tl::unexpected<core::Error> broken(const std::filesystem::path& path, std::string details) {
    return core::fail(
        core::ErrorKind::BadInput,
        {TRANSLATABLE("Engine", "%1 is damaged, cut short or no safetensors file. Get or make it again."), {path.string()}},
        std::move(details));
}

tl::unexpected<core::Error> noMemory(const std::filesystem::path& path) {
    return core::fail(core::ErrorKind::OutOfMemory,
                      {TRANSLATABLE("Engine", "There is not enough memory to read %1. Close other programs and try again."),
                       {path.string()}});
}

struct Descriptor {
    int value = -1;
    explicit Descriptor(int descriptor) : value(descriptor) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value >= 0) ::close(value);
    }
};

bool readAt(int descriptor, std::byte* goal, std::uint64_t count, std::uint64_t offset) {
    while (count > 0) {
        const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(count, std::uint64_t{1} << 30));
        const ssize_t got = ::pread(descriptor, goal, piece, static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        goal += got;
        offset += static_cast<std::uint64_t>(got);
        count -= static_cast<std::uint64_t>(got);
    }
    return true;
}

std::uint64_t physicalMemory() {
    const long pages = ::sysconf(_SC_PHYS_PAGES);
    const long size = ::sysconf(_SC_PAGESIZE);
    if (pages <= 0 || size <= 0) return std::numeric_limits<std::uint64_t>::max();
    return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(size);
}

/// Checks types, shapes and offsets against each other: in order of the data, without gap or overlap, covering it.
std::string inconsistency(std::vector<Entry>& entries, std::uint64_t dataBytes) {
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.begin != b.begin ? a.begin < b.begin : a.end < b.end; });
    std::uint64_t position = 0;
    for (const auto& entry : entries) {
        if (entry.begin != position || entry.end < entry.begin || entry.end > dataBytes) {
            return "data offsets of " + entry.view.name + " leave a gap, overlap or run past the end";
        }
        const auto bytes = tensorBytes(entry.view.type, entry.view.shape);
        if (!bytes || *bytes != entry.end - entry.begin) return "shape of " + entry.view.name + " does not fit its data";
        position = entry.end;
    }
    return position == dataBytes ? std::string() : "data that no tensor names";
}

/// A file whose header was read and checked.
struct Checked {
    std::vector<Entry> entries;
    std::map<std::string, std::string> metadata;
    std::uint64_t dataBegin = 0;
    std::uint64_t fileBytes = 0;
};

/// `read` takes bytes of the file from a place on, inside it: false where they cannot be read.
template <typename Read>
core::Result<Checked> checkHeader(std::uint64_t fileBytes, const std::filesystem::path& path, const Read& read) {
    std::uint64_t headerBytes = 0;
    if (fileBytes < sizeof headerBytes || !read(reinterpret_cast<std::byte*>(&headerBytes), sizeof headerBytes, 0)) {
        return broken(path, "shorter than 8 bytes");
    }
    if (headerBytes > kLargestHeader) return broken(path, "header longer than 100 MB");
    if (headerBytes < 2 || headerBytes > fileBytes - sizeof headerBytes) return broken(path, "header longer than the file");
    std::string header(headerBytes, '\0');
    if (!read(reinterpret_cast<std::byte*>(header.data()), headerBytes, sizeof headerBytes)) return broken(path, "cut short");
    // The parser takes a NUL for the end of the text and skips a byte-order mark: neither belongs here.
    if (header[0] != '{' || header.find('\0') != std::string::npos) return broken(path, "header that is not JSON");
    HeaderReader reader;
    if (!nlohmann::json::sax_parse(header.begin(), header.end(), &reader)) return broken(path, reader.problem);
    const std::uint64_t dataBegin = sizeof headerBytes + headerBytes;
    if (const auto problem = inconsistency(reader.entries, fileBytes - dataBegin); !problem.empty()) {
        return broken(path, problem);
    }
    return Checked{std::move(reader.entries), std::move(reader.metadata), dataBegin, fileBytes};
}

core::Result<Checked> checkHeader(const Descriptor& file, const std::filesystem::path& path) {
    struct stat status {};
    if (file.value < 0 || ::fstat(file.value, &status) != 0 || !S_ISREG(status.st_mode)) {
        return core::fail(
            core::ErrorKind::NotFound,
            {TRANSLATABLE("Engine", "%1 cannot be read. Check that it exists and that you may read it."), {path.string()}});
    }
    return checkHeader(
        static_cast<std::uint64_t>(status.st_size), path,
        [&](std::byte* goal, std::uint64_t count, std::uint64_t offset) { return readAt(file.value, goal, count, offset); });
}

Descriptor openToRead(const std::filesystem::path& path) {
    return Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
}

}  // namespace

std::size_t bytesPerElement(TensorType type) { return typeName(type).bytes; }

std::size_t TensorView::elements() const { return bytes.size() / bytesPerElement(type); }

std::span<const float> TensorView::floats() const {
    if (type != TensorType::Float32) return {};
    return {reinterpret_cast<const float*>(bytes.data()), bytes.size() / sizeof(float)};
}

const TensorView* SafetensorsFile::find(std::string_view name) const {
    const auto found = std::find_if(m_tensors.begin(), m_tensors.end(), [&](const TensorView& t) { return t.name == name; });
    return found == m_tensors.end() ? nullptr : &*found;
}

core::Result<SafetensorsFile> SafetensorsFile::open(const std::filesystem::path& path) try {
    const Descriptor file = openToRead(path);
    auto reader = checkHeader(file, path);
    if (!reader) return core::fail(reader.error());

    // Each tensor begins at an aligned place in memory, wherever it lies in the file.
    std::uint64_t memory = 0;
    for (const auto& entry : reader->entries) memory += (entry.end - entry.begin + kAlignment - 1) / kAlignment * kAlignment;
    if (memory > physicalMemory()) return noMemory(path);
    auto* raw = static_cast<std::byte*>(std::aligned_alloc(kAlignment, std::max<std::uint64_t>(memory, kAlignment)));
    if (raw == nullptr) return noMemory(path);
    SafetensorsFile result;
    result.m_content =
        std::shared_ptr<const std::byte[]>(raw, [](const std::byte* p) { std::free(const_cast<std::byte*>(p)); });
    result.m_tensors.reserve(reader->entries.size());
    std::byte* goal = raw;
    for (auto& entry : reader->entries) {
        const std::uint64_t size = entry.end - entry.begin;
        if (!readAt(file.value, goal, size, reader->dataBegin + entry.begin)) return broken(path, "cut short");
        entry.view.bytes = {goal, static_cast<std::size_t>(size)};
        goal += (size + kAlignment - 1) / kAlignment * kAlignment;
        result.m_tensors.push_back(std::move(entry.view));
    }
    result.m_metadata = std::move(reader->metadata);
    return result;
} catch (const std::bad_alloc&) {
    return noMemory(path);
}

core::Result<SafetensorsFile> SafetensorsFile::map(const std::filesystem::path& path) try {
    const Descriptor file = openToRead(path);
    auto reader = checkHeader(file, path);
    if (!reader) return core::fail(reader.error());
    for (const auto& entry : reader->entries) {
        if ((reader->dataBegin + entry.begin) % bytesPerElement(entry.view.type) != 0) return open(path);
    }
    const auto bytes = static_cast<std::size_t>(reader->fileBytes);
    void* mapped = ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, file.value, 0);
    if (mapped == MAP_FAILED) return open(path);  // a file system that cannot
    const auto* content = static_cast<const std::byte*>(mapped);
    SafetensorsFile result;
    result.m_content = std::shared_ptr<const std::byte[]>(
        content, [bytes](const std::byte* p) { ::munmap(const_cast<std::byte*>(p), bytes); });
    for (auto& entry : reader->entries) {
        entry.view.bytes = {content + reader->dataBegin + entry.begin, static_cast<std::size_t>(entry.end - entry.begin)};
        result.m_tensors.push_back(std::move(entry.view));
    }
    result.m_metadata = std::move(reader->metadata);
    return result;
} catch (const std::bad_alloc&) {
    return noMemory(path);
}

core::Result<SafetensorsContent> readSafetensors(std::span<const std::byte> content, const std::filesystem::path& path) try {
    auto reader = checkHeader(content.size(), path, [&](std::byte* goal, std::uint64_t count, std::uint64_t offset) {
        std::memcpy(goal, content.data() + offset, count);
        return true;
    });
    if (!reader) return core::fail(reader.error());
    SafetensorsContent result;
    for (auto& entry : reader->entries) {
        entry.view.bytes = content.subspan(reader->dataBegin + entry.begin, entry.end - entry.begin);
        result.tensors.push_back(std::move(entry.view));
    }
    result.metadata = std::move(reader->metadata);
    return result;
} catch (const std::bad_alloc&) {
    return noMemory(path);
}

namespace {

tl::unexpected<core::Error> unfit(const std::string& name, const std::filesystem::path& goal) {
    return core::fail(core::ErrorKind::BadInput,
                      {TRANSLATABLE("Engine",
                                    "The tensor %1 cannot be written to %2: its name is taken or its shape does not fit its "
                                    "data."),
                       {name, goal.string()}});
}

}  // namespace

core::Result<std::string> safetensorsHeader(const std::filesystem::path& goal, std::span<const TensorShape> tensors,
                                            const std::map<std::string, std::string>& metadata) {
    std::string header;
    try {
        header = "{";
        const auto add = [&](const std::string& name, const nlohmann::ordered_json& value) {
            if (header.size() > 1) header += ',';
            header += nlohmann::ordered_json(name).dump() + ':' + value.dump();
        };
        if (!metadata.empty()) add("__metadata__", metadata);
        std::set<std::string_view> names{"__metadata__"};
        std::uint64_t offset = 0;
        for (const auto& tensor : tensors) {
            const auto bytes = tensorBytes(tensor.type, tensor.shape);
            if (!names.insert(tensor.name).second || !bytes) return unfit(tensor.name, goal);
            add(tensor.name, {{"dtype", typeName(tensor.type).name},
                              {"shape", tensor.shape},
                              {"data_offsets", std::array<std::uint64_t, 2>{offset, offset + *bytes}}});
            offset += *bytes;
        }
        header += '}';
    } catch (const nlohmann::json::exception& error) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 cannot be written: a name in it is not UTF-8 text."), {goal.string()}},
                          error.what());
    }
    header.append((8 - header.size() % 8) % 8, ' ');
    const std::uint64_t headerBytes = header.size();
    return std::string(reinterpret_cast<const char*>(&headerBytes), sizeof headerBytes) + header;
}

core::Status writeSafetensors(const std::filesystem::path& goal, std::span<const TensorView> tensors,
                              const std::map<std::string, std::string>& metadata, bool durable) {
    std::vector<TensorShape> shapes;
    for (const auto& tensor : tensors) {
        const auto bytes = tensorBytes(tensor.type, tensor.shape);
        if (!bytes || *bytes != tensor.bytes.size()) return unfit(tensor.name, goal);
        shapes.push_back({tensor.name, tensor.type, tensor.shape});
    }
    const auto header = safetensorsHeader(goal, shapes, metadata);
    if (!header) return core::fail(header.error());
    auto file = core::SafeFile::open(goal);
    if (!file) return core::fail(file.error());
    if (auto done = file->write(*header); !done) return done;
    for (const auto& tensor : tensors) {
        if (auto done = file->write(tensor.bytes); !done) return done;
    }
    return file->commit(durable);
}

}  // namespace prososcope::store
