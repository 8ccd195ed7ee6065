// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fstream>
#include <map>
#include <string>

#include "engine/core/Random.h"
#include "engine/corpus/Corpus.h"
#include "tests/engine/corpus/CorpusTestSupport.h"

/// Imports a folder by a layout with settings.
inline prososcope::core::Result<prososcope::corpus::Corpus> importBy(const std::filesystem::path& folder,
                                                                     const std::string& layout,
                                                                     const std::map<std::string, std::string>& settings = {}) {
    prososcope::core::Progress silent;
    return prososcope::corpus::importCorpus(folder, {layout, "mine", settings}, silent);
}

#define VERIFY_REMARK(corpus, part)                                                                                   \
    do {                                                                                                              \
        const std::string remarks_ = remarksOf(corpus);                                                               \
        QVERIFY2(remarks_.find(part) != std::string::npos, (std::string("[") + (part) + "] in " + remarks_).c_str()); \
    } while (false)

#define VERIFY_SAYS(result, part)                                                                                 \
    do {                                                                                                          \
        const auto& refused_ = (result);                                                                          \
        QVERIFY(!refused_);                                                                                       \
        QVERIFY2(refused_.error().message().find(part) != std::string::npos, refused_.error().message().c_str()); \
    } while (false)

/// The utterance of an id, or a nameless one.
inline prososcope::corpus::Utterance named(const prososcope::corpus::Corpus& corpus, const std::string& id) {
    for (const auto& utterance : corpus.utterances) {
        if (utterance.id == id) return utterance;
    }
    return {};
}

/// As `writeText` without waiting for the disk, for many small files.
inline void writeQuickly(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

/// A text with some small damages, the same for the same seed: bytes changed, taken out, doubled, or cut off.
inline std::string damaged(std::string text, std::uint64_t seed) {
    prososcope::core::Random random(seed);
    for (std::uint64_t i = random.below(5) + 1; i > 0 && !text.empty(); --i) {
        const std::size_t at = random.below(text.size());
        switch (random.below(5)) {
            case 0:
                text[at] = static_cast<char>(random.below(256));
                break;
            case 1:
                text.erase(at, random.below(12) + 1);
                break;
            case 2:
                text.insert(at, text.substr(random.below(text.size()), random.below(20)));
                break;
            case 3:
                text.insert(at, 1, ",\"'{}[]:\n\t#&*|>-/"[random.below(17)]);
                break;
            default:
                text.resize(at);
        }
    }
    return text;
}
