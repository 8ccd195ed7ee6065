// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/Autosave.h"

#include <algorithm>
#include <atomic>
#include <nlohmann/json.hpp>
#include <utility>

#include "engine/annotation/AnnotationJson.h"
#include "engine/annotation/Preserved.h"
#include "engine/core/Hash.h"
#include "engine/core/ProcessIdentity.h"
#include "engine/core/SafeFile.h"

namespace prososcope::annotation {

namespace fs = std::filesystem;
using core::ErrorKind;
using core::fail;
using core::Result;
using nlohmann::json;

namespace {

constexpr std::size_t kLargestAutosave = std::size_t{2} << 30;

/// Any bytes as UTF-8, each byte one character, for a JSON text; ASCII stays as it is.
std::string asText(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text += c;
        } else {
            text += static_cast<char>(0xC0 | (byte >> 6));
            text += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return text;
}

/// The bytes that `asText` took; anything else ends the text.
std::string asBytes(const std::string& text) {
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto first = static_cast<unsigned char>(text[i]);
        if (first < 0x80) {
            bytes += text[i];
        } else if ((first == 0xC2 || first == 0xC3) && i + 1 < text.size()) {
            bytes += static_cast<char>(((first & 0x03) << 6) | (static_cast<unsigned char>(text[++i]) & 0x3F));
        } else {
            break;
        }
    }
    return bytes;
}

fs::path noteFolder(const fs::path& dataFolder) { return dataFolder / "autosaves"; }

/// Names an autosave: the same for each of one file in one process, another for each document without a file.
std::string keyOf(const AutosaveRequest& request, const core::ProcessIdentity& owner) {
    std::string text =
        owner.host + '\n' + owner.boot + '\n' + std::to_string(owner.pid) + '\n' + std::to_string(owner.start) + '\n';
    static std::atomic<unsigned> unnamed{0};
    text += request.document ? request.document->string() : std::to_string(++unnamed);
    return core::sha256(text).substr(0, 16);
}

fs::path noteOf(const fs::path& autosave, const fs::path& dataFolder) {
    return noteFolder(dataFolder) / (core::sha256(autosave.string()).substr(0, 16) + ".path");
}

std::string contentOf(const AutosaveRequest& request, const core::ProcessIdentity& owner) {
    json root;
    root["format"] = "prososcope-autosave";
    root["version"] = 1;
    if (request.document) root["document"] = asText(request.document->string());
    if (request.recording) root["recording"] = asText(request.recording->string());
    root["documentFormat"] = static_cast<int>(request.format);
    if (request.stamp)
        root["stamp"] = {
            {"modified", request.stamp->modified}, {"size", request.stamp->size}, {"sha256", request.stamp->sha256}};
    root["owner"] = {
        {"host", asText(owner.host)}, {"boot", owner.boot}, {"pids", owner.pids}, {"pid", owner.pid}, {"start", owner.start}};
    root["written"] =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    if (const auto& preserved = request.annotation.preserved()) {
        root["source"] = asText(preserved->original);
        root["sourceFormat"] = static_cast<int>(preserved->format);
        root["sourceEnd"] = preserved->end;
    }
    root["annotation"] = asText(formatAnnotationJson(request.annotation, true));
    return root.dump();
}

tl::unexpected<core::Error> damaged(const fs::path& autosave, std::string details = {}) {
    return fail(ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "The autosave %1 is damaged and cannot be recovered."), {autosave.string()}},
                std::move(details));
}

Result<json> treeOf(const fs::path& autosave) {
    auto bytes = core::readFile(autosave, kLargestAutosave);
    if (!bytes) return fail(bytes.error());
    auto root = json::parse(*bytes, nullptr, false);
    if (!root.is_object() || root.value("format", "") != "prososcope-autosave" || root.value("version", 0) != 1)
        return damaged(autosave);
    return root;
}

std::string bytesOf(const json& root, const char* key) { return asBytes(root.at(key).get<std::string>()); }

std::optional<fs::path> documentOf(const json& root) {
    if (!root.contains("document")) return std::nullopt;
    return fs::path(bytesOf(root, "document"));
}

std::optional<FileStamp> stampOf(const json& root) {
    if (!root.contains("stamp")) return std::nullopt;
    const auto& stamp = root.at("stamp");
    return FileStamp{stamp.at("modified").get<std::int64_t>(), stamp.at("size").get<std::uintmax_t>(),
                     stamp.at("sha256").get<std::string>()};
}

Result<FileFormat> formatIn(const json& root, const char* key, const fs::path& autosave) {
    const int number = root.at(key).get<int>();
    if (number < 0 || number > static_cast<int>(FileFormat::Json)) return damaged(autosave);
    return static_cast<FileFormat>(number);
}

}  // namespace

Result<FileStamp> FileStamp::of(const fs::path& file) {
    std::error_code code;
    const auto modified = fs::last_write_time(file, code);
    FileStamp stamp;
    core::Progress silent;
    auto hash = core::hashFile(file, silent);
    if (!hash) return fail(hash.error());
    stamp.modified = std::chrono::duration_cast<std::chrono::nanoseconds>(modified.time_since_epoch()).count();
    stamp.size = fs::file_size(file, code);
    stamp.sha256 = std::move(*hash);
    return stamp;
}

DiskState diskState(const fs::path& file, const FileStamp& stamp) {
    std::error_code code;
    if (!fs::is_regular_file(file, code)) return DiskState::Deleted;
    const auto modified =
        std::chrono::duration_cast<std::chrono::nanoseconds>(fs::last_write_time(file, code).time_since_epoch()).count();
    const auto size = fs::file_size(file, code);
    if (size != stamp.size) return DiskState::Changed;
    if (modified == stamp.modified) return DiskState::Unchanged;
    core::Progress silent;
    const auto hash = core::hashFile(file, silent);
    return hash && *hash == stamp.sha256 ? DiskState::Unchanged : DiskState::Changed;
}

Result<fs::path> writeAutosave(const AutosaveRequest& request) {
    const auto owner = core::ProcessIdentity::own();
    const auto content = contentOf(request, owner);
    std::vector<fs::path> places;
    if (request.former) places.push_back(*request.former);
    const auto key = keyOf(request, owner);
    if (request.document) {
        const auto name = request.document->filename().string();
        if (name.size() < 200)
            places.push_back(request.document->parent_path() / ('.' + name + ".autosave-" + key.substr(0, 8)));
    }
    places.push_back(noteFolder(request.dataFolder) / (key + ".autosave"));
    core::Status written;
    for (const auto& place : places) {
        written = core::writeFile(place, content);
        if (!written) continue;
        // The note tells the next start where to look; it is worth an autosave, not a failure.
        const auto noted = core::writeFile(noteOf(place, request.dataFolder), place.string());
        static_cast<void>(noted);
        if (request.former && *request.former != place) discardAutosave(*request.former, request.dataFolder);
        return place;
    }
    return fail(written.error());
}

std::vector<Recovery> findRecoveries(const fs::path& dataFolder) {
    std::vector<Recovery> found;
    std::error_code code;
    for (fs::directory_iterator entry(noteFolder(dataFolder), code), end; !code && entry != end; entry.increment(code)) {
        if (entry->path().extension() != ".path") continue;
        const auto note = core::readFile(entry->path(), 1 << 16);
        if (!note) continue;
        const fs::path autosave = *note;
        std::error_code missing;
        if (!fs::exists(autosave, missing)) {
            if (!missing) fs::remove(entry->path(), missing);
            continue;
        }
        const auto root = treeOf(autosave);
        if (!root) continue;
        try {
            const auto& owner = root->at("owner");
            const core::ProcessIdentity process{bytesOf(owner, "host"), owner.at("boot"), owner.at("pids"), owner.at("pid"),
                                                owner.at("start")};
            if (!process.isGone()) continue;
            Recovery recovery;
            recovery.autosave = autosave;
            recovery.document = documentOf(*root);
            if (root->contains("recording")) recovery.recording = fs::path(bytesOf(*root, "recording"));
            recovery.written =
                std::chrono::system_clock::time_point(std::chrono::milliseconds(root->at("written").get<std::int64_t>()));
            if (recovery.document && fs::exists(*recovery.document, missing)) {
                if (fs::last_write_time(*recovery.document, missing) > fs::last_write_time(autosave, missing)) continue;
                const auto stamp = stampOf(*root);
                recovery.documentChanged = stamp && diskState(*recovery.document, *stamp) != DiskState::Unchanged;
            } else {
                recovery.documentChanged = recovery.document.has_value();
            }
            found.push_back(std::move(recovery));
        } catch (const std::exception&) {
            continue;  // some other file
        }
    }
    std::sort(found.begin(), found.end(), [](const Recovery& a, const Recovery& b) {
        return a.written != b.written ? a.written > b.written : a.autosave < b.autosave;
    });
    return found;
}

Result<Recovered> readAutosave(const fs::path& autosave) {
    const auto root = treeOf(autosave);
    if (!root) return fail(root.error());
    try {
        Recovered recovered;
        recovered.document = documentOf(*root);
        recovered.stamp = stampOf(*root);
        auto format = formatIn(*root, "documentFormat", autosave);
        if (!format) return fail(format.error());
        recovered.format = *format;
        std::shared_ptr<const Preserved> preserved;
        if (root->contains("source")) {
            auto sourceFormat = formatIn(*root, "sourceFormat", autosave);
            if (!sourceFormat) return fail(sourceFormat.error());
            ReadOptions options;
            if (*sourceFormat != FileFormat::TextGrid) options.duration = root->at("sourceEnd").get<double>();
            auto source = parseAnnotation(bytesOf(*root, "source"), *sourceFormat, autosave.string(), options);
            if (!source) return fail(source.error());
            preserved = source->annotation.preserved();
        }
        auto annotation = restoreAnnotationJson(bytesOf(*root, "annotation"), autosave.string(), std::move(preserved));
        if (!annotation) return fail(annotation.error());
        recovered.annotation = std::move(*annotation);
        return recovered;
    } catch (const std::exception& error) {
        return damaged(autosave, error.what());
    }
}

void discardAutosave(const fs::path& autosave, const fs::path& dataFolder) {
    std::error_code code;
    fs::remove(autosave, code);
    fs::remove(noteOf(autosave, dataFolder), code);
}

}  // namespace prososcope::annotation
