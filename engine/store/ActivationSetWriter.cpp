// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <set>
#include <utility>

#include "engine/core/Characters.h"
#include "engine/core/Hash.h"
#include "engine/core/SafeFile.h"
#include "engine/store/ActivationSet.h"
#include "engine/store/ActivationSetText.h"
#include "engine/store/FeatureParts.h"
#include "engine/store/Safetensors.h"

namespace prososcope::store {

namespace {

// The pieces: a head of a word, the digest of the info and the bytes of a row; then rows, each a RowHead, the floats of the
// pools one behind the other (or the sentence why there are none) with zeros to the end, and a checksum of all of it.
constexpr std::string_view kFirstWord = "prosact1";
constexpr std::size_t kDigestBytes = 64;
constexpr std::size_t kHeadBytes = 8 + kDigestBytes + sizeof(std::uint64_t);
constexpr std::size_t kFewestPayloadBytes = 512;  ///< room for a sentence
constexpr std::size_t kSyncRows = 64;

struct RowHead {
    std::uint32_t isRow = 0;
    std::uint32_t whyBytes = 0;
    double seconds = 0.0;
    double levelDb = 0.0;
};
static_assert(sizeof(RowHead) == 24);

tl::unexpected<core::Error> cannotWrite(const std::filesystem::path& file, int code) {
    if (code == ENOSPC || code == EDQUOT) {
        return core::fail(
            core::ErrorKind::NoSpace,
            {TRANSLATABLE("Engine", "The disk is full: %1 was not written. Free some space and try again."), {file.string()}});
    }
    return core::fail(core::ErrorKind::Failed,
                      {TRANSLATABLE("Engine", "%1 cannot be written (%2). Choose another folder or change its permissions."),
                       {file.string(), std::strerror(code)}});
}

tl::unexpected<core::Error> unfit(const std::filesystem::path& goal, const char* details) {
    return core::fail(
        core::ErrorKind::BadInput,
        {TRANSLATABLE("Engine", "Activations cannot be stored in %1: utterances, layers and values do not fit each other."),
         {goal.string()}},
        details);
}

bool writeAt(int descriptor, std::string_view bytes, std::uint64_t offset) {
    while (!bytes.empty()) {
        const ssize_t count = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
        offset += static_cast<std::uint64_t>(count);
    }
    return true;
}

/// Fills all of `bytes`, or false.
bool readAt(int descriptor, std::span<char> bytes, std::uint64_t offset) {
    while (!bytes.empty()) {
        const ssize_t count = ::pread(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
        offset += static_cast<std::uint64_t>(count);
    }
    return true;
}

/// What cannot be stored in an info, or null.
const char* problemOf(const ActivationSetInfo& info) {
    const std::size_t count = info.utterances.size();
    if (count == 0) return "no utterances";
    if (info.speakers.size() != count) return "not as many speakers as utterances";
    if (std::set<std::string_view>(info.utterances.begin(), info.utterances.end()).size() != count) return "an utterance twice";
    if (info.layers.empty()) return "no layers";
    if (std::any_of(info.layers.begin(), info.layers.end(), [](const ActivationLayer& layer) { return layer.units < 1; })) {
        return "a layer without units";
    }
    if (info.pools.empty()) return "no pools";
    if (std::set<ActivationPool>(info.pools.begin(), info.pools.end()).size() != info.pools.size()) return "a pool twice";
    return nullptr;
}

}  // namespace

struct ActivationSetWriter::Impl {
    std::filesystem::path goal;
    std::filesystem::path pieces;
    ActivationSetInfo info;
    int descriptor = -1;
    std::size_t units = 0;
    std::size_t rowBytes = 0;
    std::size_t rows = 0;
    std::vector<LeftOutUtterance> leftOut;
    std::string row;  ///< the bytes of one

    Impl() = default;
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
        if (descriptor >= 0) ::close(descriptor);
    }

    [[nodiscard]] std::uint64_t offsetOf(std::size_t index) const {
        return kHeadBytes + static_cast<std::uint64_t>(index) * rowBytes;
    }
    [[nodiscard]] std::size_t poolBytes() const { return units * sizeof(float); }
    /// Of `row` in its place; never that of zeros alone, which a failure of power may leave.
    [[nodiscard]] std::uint64_t sumOf(std::size_t index) const {
        return checksum(std::string_view(row).substr(0, rowBytes - sizeof(std::uint64_t)), index + 1);
    }

    core::Status open();
    core::Status takePieces(const std::string& head);
    core::Status append(const RowHead& head);
    bool read(std::size_t index, RowHead& head);
    core::Status writeSet();
};

/// Opens the pieces for this process alone.
core::Status ActivationSetWriter::Impl::open() {
    std::error_code code;
    std::filesystem::create_directories(goal.parent_path(), code);
    descriptor = ::open(pieces.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0) return cannotWrite(pieces, errno);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        return core::fail(
            core::ErrorKind::Unavailable,
            {TRANSLATABLE("Engine", "Another process is computing %1. Wait until it has ended."), {goal.string()}});
    }
    struct stat opened {};
    struct stat named {};
    const bool same = ::fstat(descriptor, &opened) == 0 && ::stat(pieces.c_str(), &named) == 0 &&
                      opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
    if (same) return {};
    // The other process finished, and took its pieces away, between the two steps.
    ::close(std::exchange(descriptor, -1));
    return open();
}

/// Keeps the rows that are whole and of this very set.
core::Status ActivationSetWriter::Impl::takePieces(const std::string& head) {
    std::string found(kHeadBytes, '\0');
    if (!readAt(descriptor, found, 0) || found != head) {
        if (::ftruncate(descriptor, 0) != 0 || !writeAt(descriptor, head, 0)) return cannotWrite(pieces, errno);
        return {};
    }
    RowHead known;
    for (; rows < info.utterances.size() && read(rows, known); ++rows) {
        if (known.isRow != 0) {
            info.seconds[rows] = known.seconds;
            info.levelDb[rows] = known.levelDb;
        } else {
            leftOut.push_back({info.utterances[rows], row.substr(sizeof(RowHead), known.whyBytes)});
        }
    }
    if (::ftruncate(descriptor, static_cast<off_t>(offsetOf(rows))) != 0) return cannotWrite(pieces, errno);
    return {};
}

/// Reads a row into `row`; false where it is torn or damaged.
bool ActivationSetWriter::Impl::read(std::size_t index, RowHead& head) {
    row.assign(rowBytes, '\0');
    if (!readAt(descriptor, row, offsetOf(index))) return false;
    const std::size_t content = rowBytes - sizeof(std::uint64_t);
    std::uint64_t sum = 0;
    std::memcpy(&sum, row.data() + content, sizeof sum);
    if (sum != sumOf(index)) return false;
    std::memcpy(&head, row.data(), sizeof head);
    return head.isRow <= 1 && head.whyBytes <= content - sizeof head;
}

/// Stores `row`, whose payload is filled in, with its head and checksum.
core::Status ActivationSetWriter::Impl::append(const RowHead& head) {
    const std::size_t content = rowBytes - sizeof(std::uint64_t);
    std::memcpy(row.data(), &head, sizeof head);
    const auto sum = sumOf(rows);
    std::memcpy(row.data() + content, &sum, sizeof sum);
    const bool last = rows + 1 == info.utterances.size();
    if (!writeAt(descriptor, row, offsetOf(rows)) || ((last || (rows + 1) % kSyncRows == 0) && ::fsync(descriptor) != 0)) {
        const auto failed = cannotWrite(pieces, errno);
        [[maybe_unused]] const int cut = ::ftruncate(descriptor, static_cast<off_t>(offsetOf(rows)));
        return failed;
    }
    ++rows;
    return {};
}

core::Result<ActivationSetWriter> ActivationSetWriter::begin(const std::filesystem::path& goal, ActivationSetInfo info) {
    if (const char* problem = problemOf(info)) return unfit(goal, problem);
    info.seconds.clear();
    info.levelDb.clear();
    info.leftOut.clear();
    const auto text = activationInfoText(info);
    if (!text) return unfit(goal, "a name that is not UTF-8");
    auto impl = std::make_unique<Impl>();
    impl->goal = goal;
    impl->pieces = goal.string() + ".pieces";
    impl->units = static_cast<std::size_t>(info.units());
    const std::size_t payload = std::max(kFewestPayloadBytes, info.pools.size() * impl->poolBytes());
    impl->rowBytes = sizeof(RowHead) + (payload + 7) / 8 * 8 + sizeof(std::uint64_t);
    info.seconds.resize(info.utterances.size());
    info.levelDb.resize(info.utterances.size());
    impl->info = std::move(info);
    if (auto opened = impl->open(); !opened) return core::fail(opened.error());
    const std::uint64_t rowBytes = impl->rowBytes;
    const auto head =
        std::string(kFirstWord) + core::sha256(*text) + std::string(reinterpret_cast<const char*>(&rowBytes), sizeof rowBytes);
    if (auto taken = impl->takePieces(head); !taken) return core::fail(taken.error());
    return ActivationSetWriter(std::move(impl));
}

ActivationSetWriter::ActivationSetWriter(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
ActivationSetWriter::~ActivationSetWriter() = default;
ActivationSetWriter::ActivationSetWriter(ActivationSetWriter&&) noexcept = default;
ActivationSetWriter& ActivationSetWriter::operator=(ActivationSetWriter&&) noexcept = default;

std::size_t ActivationSetWriter::rows() const { return m_impl->rows; }
std::vector<LeftOutUtterance> ActivationSetWriter::leftOut() const { return m_impl->leftOut; }

core::Status ActivationSetWriter::add(std::span<const float> mean, std::span<const float> maximum,
                                      std::span<const float> deviation, double seconds, double levelDb) {
    auto& impl = *m_impl;
    if (impl.rows == impl.info.utterances.size()) return unfit(impl.goal, "more rows than utterances");
    if (!std::isfinite(seconds) || !std::isfinite(levelDb)) return unfit(impl.goal, "a duration or level that is no number");
    const std::array<std::span<const float>, 3> given{mean, maximum, deviation};
    impl.row.assign(impl.rowBytes, '\0');
    char* place = impl.row.data() + sizeof(RowHead);
    for (const auto pool : impl.info.pools) {
        const auto values = given[static_cast<std::size_t>(pool)];
        if (values.size() != impl.units) return unfit(impl.goal, "another number of units");
        if (!std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); })) {
            return unfit(impl.goal, "a value that is no number");
        }
        std::memcpy(place, values.data(), impl.poolBytes());
        place += impl.poolBytes();
    }
    const std::size_t index = impl.rows;
    if (auto stored = impl.append({1, 0, seconds, levelDb}); !stored) return stored;
    impl.info.seconds[index] = seconds;
    impl.info.levelDb[index] = levelDb;
    return {};
}

core::Status ActivationSetWriter::leaveOut(const std::string& why) {
    auto& impl = *m_impl;
    if (impl.rows == impl.info.utterances.size()) return unfit(impl.goal, "more rows than utterances");
    std::string text = why;
    if (!core::isUtf8(text)) {
        std::replace_if(
            text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80U; }, '?');
    }
    const std::size_t most = impl.rowBytes - sizeof(RowHead) - sizeof(std::uint64_t);
    if (text.size() > most) {
        std::size_t end = most;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
        text.resize(end);
    }
    impl.row.assign(impl.rowBytes, '\0');
    std::memcpy(impl.row.data() + sizeof(RowHead), text.data(), text.size());
    const std::size_t index = impl.rows;
    if (auto stored = impl.append({0, static_cast<std::uint32_t>(text.size()), 0.0, 0.0}); !stored) return stored;
    impl.leftOut.push_back({impl.info.utterances[index], std::move(text)});
    return {};
}

/// The set as a file, pool by pool from the pieces.
core::Status ActivationSetWriter::Impl::writeSet() {
    ActivationSetInfo kept = info;
    for (auto* list : {&kept.utterances, &kept.speakers}) list->clear();
    for (auto* list : {&kept.seconds, &kept.levelDb}) list->clear();
    kept.leftOut = leftOut;
    std::vector<std::size_t> places;
    std::size_t nextLeftOut = 0;
    for (std::size_t i = 0; i < info.utterances.size(); ++i) {
        if (nextLeftOut < leftOut.size() && leftOut[nextLeftOut].utterance == info.utterances[i]) {
            ++nextLeftOut;
            continue;
        }
        places.push_back(i);
        kept.utterances.push_back(info.utterances[i]);
        kept.speakers.push_back(info.speakers[i]);
        kept.seconds.push_back(info.seconds[i]);
        kept.levelDb.push_back(info.levelDb[i]);
    }
    const auto text = activationInfoText(kept);
    if (!text) return unfit(goal, "a name that is not UTF-8");
    std::vector<TensorShape> shapes;
    for (const auto pool : kept.pools) {
        shapes.push_back({std::string(activationPoolName(pool)),
                          TensorType::Float32,
                          {static_cast<std::int64_t>(places.size()), static_cast<std::int64_t>(units)}});
    }
    const auto header = safetensorsHeader(goal, shapes, {{kActivationForm, kActivationFormVersion}, {kActivationInfo, *text}});
    if (!header) return core::fail(header.error());
    auto file = core::SafeFile::open(goal);
    if (!file) return core::fail(file.error());
    if (auto done = file->write(*header); !done) return done;
    std::string values(poolBytes(), '\0');
    for (std::size_t pool = 0; pool < kept.pools.size(); ++pool) {
        for (const std::size_t place : places) {
            if (!readAt(descriptor, values, offsetOf(place) + sizeof(RowHead) + pool * poolBytes())) {
                return cannotWrite(goal, errno);
            }
            if (auto done = file->write(values); !done) return done;
        }
    }
    return file->commit();
}

core::Status ActivationSetWriter::finish() {
    auto& impl = *m_impl;
    if (impl.rows != impl.info.utterances.size()) return unfit(impl.goal, "fewer rows than utterances");
    if (impl.leftOut.size() == impl.rows) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "No utterance of %1 gave activations. The first: %2"),
                           {impl.info.corpus, impl.leftOut.front().why}});
    }
    if (auto written = impl.writeSet(); !written) return written;
    ::unlink(impl.pieces.c_str());
    return {};
}

}  // namespace prososcope::store
