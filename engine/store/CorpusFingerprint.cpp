// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/CorpusFingerprint.h"

#include <map>
#include <vector>

#include "engine/core/Csv.h"
#include "engine/core/Hash.h"
#include "engine/store/ContentHashes.h"

namespace prososcope::store {

core::Result<std::string> corpusFingerprint(const corpus::Corpus& corpus, const std::filesystem::path& cacheFolder, int threads,
                                            core::Progress& progress) {
    std::map<std::filesystem::path, std::string> contents;  // by the utterances' own paths; empty: cannot be read
    for (const auto& utterance : corpus.utterances) contents.try_emplace(utterance.path);
    std::vector<std::string> paths;
    std::vector<std::string*> goals;
    std::error_code code;
    for (auto& [path, content] : contents) {
        const auto place = std::filesystem::absolute(corpus.folder / path, code);
        if (!FileStamp::of(place)) continue;
        paths.push_back(place.string());
        goals.push_back(&content);
    }
    ContentHashes hashes(cacheFolder);
    if (const auto entries = hashes.entriesOf(paths, threads, progress)) {
        for (std::size_t i = 0; i < goals.size(); ++i) *goals[i] = (*entries)[i].sha256;
    } else if (entries.error().kind == core::ErrorKind::Cancelled) {
        return core::fail(entries.error());
    } else {  // one of them cannot be read: each by itself
        core::Progress quiet(progress.stopToken());
        for (std::size_t i = 0; i < goals.size(); ++i) {
            if (auto content = hashes.contentOf(paths[i], quiet)) *goals[i] = std::move(*content);
            if (progress.stopRequested()) return core::cancelled();
        }
    }
    core::Hash hash;
    for (const auto& u : corpus.utterances) {
        hash.add(u.id + "\n" + u.speaker + "\n" + core::numberText(u.startSeconds) + " " +
                 (u.endSeconds < 0.0 ? std::string("end") : core::numberText(u.endSeconds)) + "\n" + contents[u.path] + "\n");
    }
    return hash.hex();
}

core::Result<bool> isStale(const ActivationSetInfo& info, const corpus::Corpus& corpus,
                           const std::filesystem::path& cacheFolder, int threads, core::Progress& progress) {
    const auto now = corpusFingerprint(corpus, cacheFolder, threads, progress);
    if (!now) return core::fail(now.error());
    return *now != info.corpusFingerprint;
}

}  // namespace prososcope::store
