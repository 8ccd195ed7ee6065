// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/Beside.h"

#include <algorithm>
#include <span>
#include <system_error>

#include "engine/annotation/AnnotationFile.h"
#include "engine/audio/AudioFile.h"

namespace prososcope::annotation {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostNameBytes = 60;
constexpr int kMostNumbers = 100'000;

std::string lowerEnding(const fs::path& path) {
    std::string ending = path.extension().string();
    for (char& c : ending) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return ending;
}

constexpr std::span<const std::string_view> kAll(kEndings);
constexpr auto kSure = kAll.first(kSureEndings);

bool isAnnotation(const fs::path& path) { return std::find(kSure.begin(), kSure.end(), lowerEnding(path)) != kSure.end(); }

bool byName(const fs::path& a, const fs::path& b) { return a.native() < b.native(); }

/// The files of a name's folder that have its stem, in byte order.
std::vector<fs::path> namesakes(const fs::path& path) {
    std::vector<fs::path> files;
    std::error_code code;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    fs::directory_iterator it(folder, fs::directory_options::skip_permission_denied, code);
    for (const fs::directory_iterator end; !code && it != end; it.increment(code)) {
        std::error_code typeCode;
        if (it->path().stem() == path.stem() && it->is_regular_file(typeCode))
            files.push_back(path.parent_path() / it->path().filename());
    }
    std::sort(files.begin(), files.end(), byName);
    return files;
}

/// Whether a byte of UTF-8 may stand in a name; those beyond ASCII are parts of letters.
bool staysInName(unsigned char c) {
    return c >= 0x80U || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.';
}

std::vector<fs::path> besideWith(std::span<const std::string_view> endings, const fs::path& recording) {
    const auto files = namesakes(recording);
    std::vector<fs::path> annotations;
    for (const std::string_view ending : endings) {
        std::copy_if(files.begin(), files.end(), std::back_inserter(annotations),
                     [ending](const fs::path& file) { return lowerEnding(file) == ending; });
    }
    return annotations;
}

}  // namespace

std::vector<fs::path> annotationsBeside(const fs::path& recording) { return besideWith(kSure, recording); }

std::vector<fs::path> possibleAnnotationsBeside(const fs::path& recording) { return besideWith(kAll, recording); }

std::optional<fs::path> annotationBeside(const fs::path& recording) {
    auto files = annotationsBeside(recording);
    return files.empty() ? std::nullopt : std::optional(std::move(files.front()));
}

std::optional<fs::path> recordingBeside(const fs::path& annotation) {
    for (const auto& file : namesakes(annotation)) {
        if (audio::hasAudioEnding(file)) return file;
    }
    return std::nullopt;
}

std::vector<fs::path> findAnnotations(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code code;
    fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, code);
    for (const fs::recursive_directory_iterator end; !code && it != end; it.increment(code)) {
        const bool hidden = it->path().filename().native().starts_with('.');
        std::error_code typeCode;
        if (hidden && it->is_directory(typeCode)) it.disable_recursion_pending();
        if (!hidden && isAnnotation(it->path()) && it->is_regular_file(typeCode)) files.push_back(it->path());
    }
    std::sort(files.begin(), files.end(), byName);
    return files;
}

std::string safeName(std::string_view label) {
    std::string name;
    for (const char c : label) {
        if (staysInName(static_cast<unsigned char>(c))) {
            name += c;
        } else if (!name.empty() && name.back() != '_') {
            name += '_';
        }
    }
    if (name.size() > kMostNameBytes) {
        std::size_t end = kMostNameBytes;
        while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xc0U) == 0x80U) --end;
        name.resize(end);
    }
    const auto first = name.find_first_not_of("._");
    if (first == std::string::npos) return "interval";
    return name.substr(first, name.find_last_not_of("._") - first + 1);
}

fs::path freePath(const fs::path& folder, std::string_view stem, std::string_view ending, std::string_view other) {
    const auto taken = [&](const std::string& name) {
        std::error_code code;
        return fs::symlink_status(folder / (name + std::string(ending)), code).type() != fs::file_type::not_found ||
               fs::symlink_status(folder / (name + std::string(other)), code).type() != fs::file_type::not_found;
    };
    std::string name(stem);
    for (int number = 2; number < kMostNumbers && taken(name); ++number)
        name = std::string(stem) + "_" + std::to_string(number);
    return folder / (name + std::string(ending));
}

}  // namespace prososcope::annotation
