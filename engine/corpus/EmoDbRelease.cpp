// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/EmoDbRelease.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>

#include "engine/audio/AudioFile.h"
#include "engine/core/Hash.h"
#include "engine/corpus/Archive.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

using core::ErrorKind;
using core::fail;
namespace fs = std::filesystem;

/// SHA-256 of a clip's samples as 16-bit little-endian numbers.
core::Result<std::string> sampleHash(const fs::path& path) {
    auto reader = audio::AudioReader::open(path);
    if (!reader) return fail(reader.error());
    constexpr std::size_t kBlock = 16384;
    std::vector<float> samples(kBlock);
    std::vector<std::byte> bytes;
    core::Hash hash;
    for (std::int64_t start = 0;;) {
        const auto got = (*reader)->readMono(start, kBlock, samples);
        if (!got) return fail(got.error());
        if (*got == 0) return hash.hex();
        bytes.clear();
        for (std::size_t i = 0; i < *got; ++i) {
            const auto value = static_cast<unsigned>(std::clamp(std::lround(samples[i] * 32768.0F), -32768L, 32767L));
            bytes.push_back(static_cast<std::byte>(value & 0xffU));
            bytes.push_back(static_cast<std::byte>((value >> 8U) & 0xffU));
        }
        hash.add(bytes);
        start += static_cast<std::int64_t>(*got);
    }
}

/// The clips of a folder by stem; where a clip lies there twice, the one first in byte order.
std::map<std::string, fs::path> clipsIn(const fs::path& folder) {
    std::map<std::string, fs::path> clips;
    std::error_code code;
    std::vector<fs::path> files;
    for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) files.push_back(it->path());
    std::sort(files.begin(), files.end());
    for (const auto& path : files) {
        const std::string stem = path.stem().string();
        if (isEmoDbName(stem) && audio::hasAudioEnding(path)) clips.emplace(stem, path);
    }
    return clips;
}

/// The corpus folder at or up to `depth` folders below a place.
fs::path findCorpus(const fs::path& place, int depth) {
    if (!emoDbAudioFolder(place).empty()) return place;
    if (depth == 0) return {};
    std::vector<fs::path> folders;
    std::error_code code;
    for (fs::directory_iterator it(place, code), end; !code && it != end; it.increment(code)) {
        std::error_code typeCode;
        if (it->is_directory(typeCode) && !it->is_symlink(typeCode)) folders.push_back(it->path());
    }
    std::sort(folders.begin(), folders.end());
    for (const auto& folder : folders) {
        if (auto found = findCorpus(folder, depth - 1); !found.empty()) return found;
    }
    return {};
}

core::Result<EmoDbInstallation> checkedCopy(const fs::path& source, const fs::path& place, core::Progress& progress) {
    constexpr int kDepth = 3;
    const auto folder = findCorpus(place, kDepth);
    if (folder.empty()) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 holds no clip of EmoDB (named like 03a01Fa.wav). Choose its archive or its folder."),
             {source.string()}});
    }
    const auto content = verifyEmoDb(folder, progress);
    if (!content) return fail(content.error());
    if (content->clips < EmoDbRelease{}.clips) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 holds %2 of EmoDB's 535 clips. Get the complete archive."),
                                          {source.string(), std::to_string(content->clips)}});
    }
    EmoDbInstallation installation{content->folder, {}};
    if (!content->genuine()) {
        installation.remarks.emplace_back(
            TRANSLATABLE("Engine",
                         "The samples in %1 differ from those of the published EmoDB; figures may "
                         "differ from the documented ones."),
            std::vector<std::string>{source.string()});
    }
    return installation;
}

}  // namespace

core::Result<EmoDbContent> verifyEmoDb(const fs::path& folder, core::Progress& progress) {
    const auto audioFolder = emoDbAudioFolder(folder);
    if (audioFolder.empty()) {
        return fail(
            ErrorKind::NotFound,
            {TRANSLATABLE("Engine", "%1 holds no clip of EmoDB (named like 03a01Fa.wav). Choose its archive or its folder."),
             {folder.string()}});
    }
    const auto clips = clipsIn(audioFolder);
    EmoDbContent content{folder, clips.size(), {}};
    core::Hash hash;
    std::size_t done = 0;
    for (const auto& [stem, path] : clips) {
        if (progress.stopRequested()) return core::cancelled();
        progress.report(static_cast<double>(done++) / static_cast<double>(clips.size()),
                        {TRANSLATABLE("Engine", "Checking %1"), {stem}});
        const auto samples = sampleHash(path);
        if (!samples) return fail(samples.error());
        hash.add(stem + ":" + *samples + "\n");
    }
    content.fingerprint = hash.hex();
    progress.report(1.0);
    return content;
}

core::Result<EmoDbInstallation> installEmoDb(const fs::path& archiveOrFolder, const fs::path& targetFolder,
                                             core::Progress& progress) {
    std::error_code code;
    if (fs::is_directory(archiveOrFolder, code)) return checkedCopy(archiveOrFolder, archiveOrFolder, progress);
    auto unpacking = progress.part(0.0, 0.5);
    if (auto unpacked = unpackArchive(archiveOrFolder, targetFolder, unpacking); !unpacked) return fail(unpacked.error());
    auto checking = progress.part(0.5, 1.0);
    auto installation = checkedCopy(archiveOrFolder, targetFolder, checking);
    if (!installation) fs::remove_all(targetFolder, code);
    return installation;
}

}  // namespace prososcope::corpus
