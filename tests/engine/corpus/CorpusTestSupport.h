// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "engine/audio/AudioFile.h"
#include "engine/core/SafeFile.h"
#include "engine/corpus/Corpus.h"
#include "tests/TestSupport.h"

/// Writes a tenth of a second of a quiet ramp as 16-bit WAV; `seed` changes the samples.
inline void writeClip(const std::filesystem::path& path, int seed = 0, std::size_t frames = 1600) {
    prososcope::audio::AudioClip clip;
    clip.rateHz = 16000;
    clip.channels.resize(1);
    for (std::size_t i = 0; i < frames; ++i) {
        clip.channels[0].push_back(static_cast<float>(static_cast<int>(i % 100) + seed) / 4096.0F);
    }
    std::filesystem::create_directories(path.parent_path());
    PROSOSCOPE_VERIFY(prososcope::audio::writeWav(path, clip));
}

inline void writeText(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    PROSOSCOPE_VERIFY(prososcope::core::writeFile(path, text));
}

inline prososcope::core::Result<prososcope::corpus::Corpus> importFrom(
    const std::filesystem::path& folder, const std::string& layout = "auto",
    const std::map<std::string, std::string>& settings = {}) {
    prososcope::core::Progress progress;
    return prososcope::corpus::importCorpus(folder, {layout, {}, settings}, progress);
}

inline bool hasRemark(const prososcope::corpus::Corpus& corpus, const std::string& part) {
    return std::any_of(corpus.remarks.begin(), corpus.remarks.end(),
                       [&](const auto& remark) { return remark.english().find(part) != std::string::npos; });
}

/// All remarks as one text, to be shown where a test expected other ones.
inline std::string remarksOf(const prososcope::corpus::Corpus& corpus) {
    std::string text;
    for (const auto& remark : corpus.remarks) text += remark.english() + "\n";
    return text;
}

/// The utterance of that id; fails the test where there is none.
inline prososcope::corpus::Utterance utteranceOf(const prososcope::corpus::Corpus& corpus, const std::string& id) {
    const auto found = std::find_if(corpus.utterances.begin(), corpus.utterances.end(),
                                    [&](const auto& utterance) { return utterance.id == id; });
    if (found != corpus.utterances.end()) return *found;
    QTest::qFail(qPrintable("no utterance " + QString::fromStdString(id)), __FILE__, __LINE__);
    return {};
}

/// While it lives nobody may open `closed`, which lies below `place`: the superuser, whom nothing is closed to, is another one.
class ClosedFolder {
public:
    ClosedFolder(const std::filesystem::path& place, std::filesystem::path closed) : m_closed(std::move(closed)) {
        using std::filesystem::perms;
        constexpr auto kOthers = perms::group_read | perms::group_exec | perms::others_read | perms::others_exec;
        std::filesystem::permissions(place, kOthers, std::filesystem::perm_options::add);
        for (const auto& entry : std::filesystem::recursive_directory_iterator(place)) {
            std::filesystem::permissions(entry.path(), kOthers, std::filesystem::perm_options::add);
        }
        std::filesystem::permissions(m_closed, perms::none);
        constexpr uid_t kNobody = 65534;
        if (::geteuid() == 0) m_changed = ::seteuid(kNobody) == 0;
    }
    ~ClosedFolder() {
        if (m_changed && ::seteuid(0) != 0) std::abort();
        std::filesystem::permissions(m_closed, std::filesystem::perms::owner_all);
    }
    ClosedFolder(const ClosedFolder&) = delete;
    ClosedFolder& operator=(const ClosedFolder&) = delete;

private:
    std::filesystem::path m_closed;
    bool m_changed = false;
};
