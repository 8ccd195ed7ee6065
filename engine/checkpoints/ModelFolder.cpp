// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/ModelFolder.h"

#include <algorithm>
#include <sstream>

#include "engine/checkpoints/ModelImport.h"
#include "engine/core/SafeFile.h"

namespace prososcope::checkpoints {

namespace {

namespace fs = std::filesystem;
constexpr std::size_t kLargestReadme = 4 << 20;
constexpr std::size_t kLongestLicence = 100;
constexpr std::size_t kLongestName = 64;

bool isFile(const fs::path& path) {
    std::error_code code;
    return fs::is_regular_file(path, code);
}

bool hasWeightEnding(const fs::path& path) {
    static const std::vector<std::string> kEndings{".safetensors", ".bin", ".pt", ".pth", ".ckpt"};
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
    return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

fs::path weightsIn(const fs::path& folder) {
    for (const auto& name : weightFiles()) {
        if (isFile(folder / name)) return folder / name;
    }
    return {};
}

/// A folder's path without a slash or dot at its end.
fs::path tidy(const fs::path& folder) {
    std::error_code code;
    auto whole = fs::weakly_canonical(folder, code);
    if (code) whole = fs::absolute(folder, code).lexically_normal();
    return whole.has_filename() ? whole : whole.parent_path();
}

std::string trimmed(std::string text) {
    const auto unwanted = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '"' || c == '\''; };
    while (!text.empty() && unwanted(text.back())) text.pop_back();
    std::size_t first = 0;
    while (first < text.size() && unwanted(text[first])) ++first;
    return text.substr(first);
}

/// Printable ASCII alone: it goes into a card and onto the screen as it is.
bool isPlain(const std::string& text) {
    return text.size() <= kLongestLicence && std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 127; });
}

}  // namespace

const std::vector<std::string>& weightFiles() {
    static const std::vector<std::string> kNames{"model.safetensors", "model.safetensors.index.json", "pytorch_model.bin",
                                                 "pytorch_model.bin.index.json"};
    return kNames;
}

bool looksLikeModel(const fs::path& path) {
    std::error_code code;
    if (fs::is_directory(path, code)) return isFile(path / kConfigFile) && !weightsIn(path).empty();
    return hasWeightEnding(path) && isFile(path);
}

core::Result<ModelPlace> findModelPlace(const fs::path& path) {
    std::error_code code;
    if (!fs::exists(path, code))
        return core::fail(core::ErrorKind::NotFound,
                          {TRANSLATABLE("Engine", "There is no folder or file %1."), {path.string()}});
    ModelPlace place;
    if (fs::is_directory(path, code)) {
        place.wholeFolder = true;
        place.folder = tidy(path);
        place.weights = weightsIn(place.folder);
    } else {
        place.weights = path;
        place.folder = tidy(fs::absolute(path, code).parent_path());
        place.wholeFolder = path.filename() == kConfigFile;
        if (place.wholeFolder) place.weights = weightsIn(place.folder);
    }
    const bool configured = isFile(place.folder / kConfigFile);
    if (place.weights.empty() && !configured) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "%1 has no config.json, which says what network it is. Choose a folder in the Hugging "
                                        "Face layout: config.json beside model.safetensors."),
                           {place.folder.string()}});
    }
    if (place.weights.empty()) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 has a config.json but no weights: neither model.safetensors nor pytorch_model.bin."),
             {place.folder.string()}});
    }
    return place;
}

std::string proposedName(const ModelPlace& place) {
    // A file of a name of its own (libri960_big.pt) is called by it; pytorch_model.bin is named alike everywhere.
    const auto& usual = weightFiles();
    const std::string file = place.weights.filename().string();
    const bool own = !place.wholeFolder && std::find(usual.begin(), usual.end(), file) == usual.end();
    return plainModelName(own ? place.weights.stem().string() : tidy(place.folder).filename().string());
}

std::string plainModelName(const std::string& text) {
    std::string name;
    for (const char c : text) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
        if (upper)
            name += static_cast<char>(c - 'A' + 'a');
        else if (kept && !(name.empty() && c == '.'))
            name += c;
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    if (name.size() > kLongestName) name.resize(kLongestName);
    while (!name.empty() && (name.back() == '-' || name.back() == '.')) name.pop_back();
    return name.empty() ? "model" : name;
}

std::string licenceOf(const fs::path& folder) {
    const auto text = isFile(folder / "README.md") ? core::readFile(folder / "README.md", kLargestReadme)
                                                   : core::Result<std::string>(std::string());
    if (!text) return {};
    std::istringstream lines(*text);
    std::string line;
    if (!std::getline(lines, line) || trimmed(line) != "---") return {};
    bool list = false;  // the licence stands below its key, behind a dash
    std::string licence;
    while (std::getline(lines, line) && trimmed(line) != "---") {
        if (list) {
            const std::string item = trimmed(line);
            if (item.starts_with("- ")) licence = trimmed(item.substr(2));
            break;
        }
        constexpr std::string_view kKey = "license:";
        if (!line.starts_with(kKey)) continue;
        licence = trimmed(line.substr(kKey.size()));
        if (!licence.empty()) break;
        list = true;
    }
    return isPlain(licence) ? licence : std::string();
}

}  // namespace prososcope::checkpoints
