// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/AudioFinder.h"

#include <algorithm>

#include "engine/audio/AudioFile.h"
#include "engine/corpus/Corpus.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace fs = std::filesystem;

namespace {

bool isFile(const fs::path& path) {
    std::error_code code;
    return fs::is_regular_file(path, code);
}

}  // namespace

bool staysInside(const fs::path& path) {
    const auto normal = path.lexically_normal();
    return !path.empty() && !path.is_absolute() && (normal.empty() || *normal.begin() != "..");
}

AudioFinder::AudioFinder(fs::path folder, std::vector<fs::path> bases)
    : m_folder(std::move(folder)), m_bases(std::move(bases)) {
    m_bases.emplace_back();
}

std::optional<fs::path> AudioFinder::inside(const fs::path& path) const {
    for (const auto& base : m_bases) {
        const auto place = (base / path).lexically_normal();
        if (!staysInside(place)) continue;
        if (isFile(m_folder / place)) return place;
        if (const auto ending = withEnding(place)) return ending;
    }
    return std::nullopt;
}

std::optional<fs::path> AudioFinder::withEnding(const fs::path& path) const {
    if (audio::hasAudioEnding(path)) return std::nullopt;
    for (const char* ending : {".wav", ".flac", ".mp3", ".ogg", ".opus", ".sph", ".aiff"}) {
        fs::path whole = path;
        whole += ending;
        if (isFile(m_folder / whole)) return whole;
    }
    return std::nullopt;
}

std::optional<fs::path> AudioFinder::byName(const fs::path& path) {
    if (!m_walked) {
        m_walked = true;
        for (const auto& file : findAudio(m_folder)) {
            const auto relative = file.lexically_relative(m_folder);
            for (const auto& name : {file.filename().string(), file.stem().string()}) {
                const auto [place, isNew] = m_byName.emplace(name, relative);
                if (!isNew && place->second != relative) place->second.clear();
            }
        }
    }
    for (const auto& name : {path.filename().string(), path.stem().string()}) {
        const auto found = m_byName.find(name);
        if (found != m_byName.end() && !found->second.empty()) {
            ++m_foundByName;
            return found->second;
        }
        if (!audio::hasAudioEnding(path)) break;  // "a.b" is no stem "a"
    }
    return std::nullopt;
}

std::optional<fs::path> AudioFinder::find(std::string_view text) {
    std::string name(trimmed(text));
    if (name.empty() || name.find('\0') != std::string::npos) return std::nullopt;
    fs::path path(name);
    if (path.is_absolute()) {
        const auto relative = path.lexically_normal().lexically_relative(m_folder);
        if (staysInside(relative) && isFile(m_folder / relative)) return relative;
        if (isFile(path)) return path.lexically_normal();
        if (auto found = byName(path)) return found;
        return path;
    }
    if (auto found = inside(path)) return found;
    if (name.find('\\') != std::string::npos) {
        std::replace(name.begin(), name.end(), '\\', '/');
        path = fs::path(name);
        if (auto found = inside(path)) return found;
    }
    if (auto found = byName(path)) return found;
    const auto place = (m_bases.front() / path).lexically_normal();
    if (!staysInside(place)) return std::nullopt;
    return place;
}

}  // namespace prososcope::corpus
