// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/LeakCheck.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <unordered_map>

namespace prososcope::corpus {

namespace {

namespace fs = std::filesystem;

constexpr double kTouching = 0.005;  ///< spans may overlap by so many seconds, as ends that were rounded do

enum Part : unsigned char { Train, Inner, Test, None };
constexpr std::array<const char*, 3> kPartNames = {"training", "inner", "test"};

std::string partsText(int a, int b) { return std::string(kPartNames[std::min(a, b)]) + "/" + kPartNames[std::max(a, b)]; }

/// Counts leaks by kind, fold and pair of parts, and keeps the first of each.
class Findings {
public:
    void add(LeakKind kind, const Fold& fold, int a, int b, const std::string& what) {
        auto& leak = m_leaks[{kind, std::min(a, b) * 3 + std::max(a, b)}];
        if (leak.count++ > 0) return;
        leak.kind = kind;
        leak.fold = fold.name;
        leak.parts = partsText(a, b);
        leak.what = what;
    }
    void moveTo(std::vector<Leak>& leaks) {
        for (auto& [key, leak] : m_leaks) leaks.push_back(std::move(leak));
        m_leaks.clear();
    }

private:
    std::map<std::pair<LeakKind, int>, Leak> m_leaks;
};

struct Member {
    std::size_t utterance;
    std::size_t file;  ///< copies of one recording are different files
    double start;
    double end;
};

class Check {
public:
    explicit Check(const LeakQuestion& question) : m_question(question) {}

    core::Status prepare(core::Progress& progress) {
        const auto recordings = recordingsOf(progress);
        if (!recordings) return core::fail(recordings.error());
        std::vector<std::vector<Member>> groups(recordings->size());
        std::unordered_map<std::string, std::vector<std::size_t>> bySound;
        for (std::size_t i = 0; i < m_question.utterances.size(); ++i) {
            const auto& utterance = m_question.utterances[i];
            const double end = utterance.endSeconds >= 0.0 ? utterance.endSeconds : std::numeric_limits<double>::infinity();
            m_recordingOf.push_back((*recordings)[m_fileOf[i]]);
            groups[m_recordingOf.back()].push_back({i, m_fileOf[i], utterance.startSeconds, end});
            if (!m_question.soundOf) continue;
            if (auto sound = m_question.soundOf(i); !sound.empty()) bySound[std::move(sound)].push_back(i);
        }
        for (auto& group : groups) {
            if (group.size() < 2) continue;
            std::stable_sort(group.begin(), group.end(), [](const Member& a, const Member& b) { return a.start < b.start; });
            m_recordings.push_back(std::move(group));
        }
        for (auto& [sound, utterances] : bySound) {
            if (utterances.size() > 1) m_sounds.push_back(std::move(utterances));
        }
        std::sort(m_sounds.begin(), m_sounds.end());
        return {};
    }

    void check(const Fold& fold, std::vector<Leak>& leaks) {
        std::vector<Part> parts(m_question.utterances.size(), None);
        for (const auto i : fold.train) parts[i] = Train;
        for (const auto i : fold.inner) parts[i] = Inner;
        for (const auto i : fold.test) parts[i] = Test;
        Findings findings;
        checkSpeakers(fold, findings);
        for (const auto& group : m_recordings) checkRecording(fold, parts, group, findings);
        for (const auto& group : m_sounds) checkSound(fold, parts, group, findings);
        findings.moveTo(leaks);
    }

private:
    [[nodiscard]] const Utterance& utterance(std::size_t i) const { return m_question.utterances[i]; }

    /// A number for each file, the same for copies; fills m_fileOf.
    core::Result<std::vector<std::size_t>> recordingsOf(core::Progress& progress) {
        std::unordered_map<std::string, std::size_t> known;
        std::vector<fs::path> files;
        for (const auto& each : m_question.utterances) {
            auto path = (m_question.folder / each.path).lexically_normal();
            const auto [place, isNew] = known.emplace(path.string(), files.size());
            m_fileOf.push_back(place->second);
            if (isNew) files.push_back(std::move(path));
        }
        std::vector<std::size_t> recordings(files.size());
        for (std::size_t i = 0; i < files.size(); ++i) recordings[i] = i;
        if (!m_question.contentOf) return recordings;
        std::map<std::uintmax_t, std::vector<std::size_t>> bySize;
        for (std::size_t i = 0; i < files.size(); ++i) {
            std::error_code code;
            const auto size = fs::file_size(files[i], code);
            if (!code) bySize[size].push_back(i);
        }
        std::unordered_map<std::string, std::size_t> byContent;
        std::size_t done = 0;
        for (const auto& [size, same] : bySize) {
            for (const auto i : same) {
                if (progress.stopRequested()) return core::cancelled();
                progress.report(static_cast<double>(done++) / static_cast<double>(files.size()),
                                {TRANSLATABLE("Engine", "Looking for copies of recordings")});
                if (same.size() < 2) continue;
                auto content = m_question.contentOf(files[i]);
                if (!content) return core::fail(content.error());
                recordings[i] = byContent.emplace(std::move(*content), i).first->second;
            }
        }
        return recordings;
    }

    static void checkSpeakers(const Fold& fold, Findings& findings) {
        const std::array<const std::vector<std::string>*, 3> speakers = {&fold.trainSpeakers, &fold.innerSpeakers,
                                                                         &fold.testSpeakers};
        for (int a = 0; a < 3; ++a) {
            for (int b = a + 1; b < 3; ++b) {
                std::vector<std::string> shared;
                std::set_intersection(speakers[a]->begin(), speakers[a]->end(), speakers[b]->begin(), speakers[b]->end(),
                                      std::back_inserter(shared));
                for (const auto& speaker : shared) findings.add(LeakKind::Speaker, fold, a, b, speaker);
            }
        }
    }

    /// Members in order of their starts. What reaches furthest of each part is enough to find every overlap's partner.
    void checkRecording(const Fold& fold, const std::vector<Part>& parts, const std::vector<Member>& group,
                        Findings& findings) {
        std::array<const Member*, 3> furthest = {};
        bool first[3][3] = {};
        for (const auto& member : group) {
            const Part part = parts[member.utterance];
            if (part == None) continue;
            for (int other = 0; other < 3; ++other) {
                const Member* before = furthest[other];
                if (before == nullptr || other == part) continue;
                if (before->end - member.start > kTouching) {
                    findings.add(before->file == member.file ? LeakKind::Overlap : LeakKind::SameSound, fold, part, other,
                                 utterance(before->utterance).id + ", " + utterance(member.utterance).id);
                } else if (bool& said = first[std::min<int>(part, other)][std::max<int>(part, other)]; !said) {
                    said = true;
                    findings.add(LeakKind::Recording, fold, part, other, utterance(member.utterance).path.string());
                }
            }
            if (furthest[part] == nullptr || member.end > furthest[part]->end) furthest[part] = &member;
        }
    }

    void checkSound(const Fold& fold, const std::vector<Part>& parts, const std::vector<std::size_t>& group,
                    Findings& findings) {
        std::array<std::size_t, 3> seen = {group.size(), group.size(), group.size()};
        for (std::size_t k = 0; k < group.size(); ++k) {
            const Part part = parts[group[k]];
            if (part == None) continue;
            for (int other = 0; other < 3; ++other) {
                if (other == part || seen[other] == group.size()) continue;
                if (m_recordingOf[group[seen[other]]] == m_recordingOf[group[k]]) continue;  // found as a recording
                findings.add(LeakKind::SameSound, fold, part, other,
                             utterance(group[seen[other]]).id + ", " + utterance(group[k]).id);
            }
            seen[part] = std::min(seen[part], k);
        }
    }

    const LeakQuestion& m_question;
    std::vector<std::size_t> m_recordingOf;          ///< by utterance
    std::vector<std::size_t> m_fileOf;               ///< by utterance
    std::vector<std::vector<Member>> m_recordings;   ///< of several utterances
    std::vector<std::vector<std::size_t>> m_sounds;  ///< utterances that sound the same
};

core::Text sentenceOf(const Leak& leak) {
    const std::vector<std::string> arguments = {leak.fold, leak.parts, leak.what, std::to_string(leak.count)};
    switch (leak.kind) {
        case LeakKind::SameSound:
            return {
                TRANSLATABLE("Engine",
                             "Fold %1 has the same sound in two parts (%2): %3; %4 such in all. Leave the copies out of the "
                             "corpus."),
                arguments};
        case LeakKind::Overlap:
            return {
                TRANSLATABLE("Engine",
                             "Fold %1 has overlapping pieces of one recording in two parts (%2): %3; %4 such in all. Leave one "
                             "of each pair out, or choose another protocol."),
                arguments};
        case LeakKind::Recording:
            return {TRANSLATABLE("Engine",
                                 "Fold %1 has pieces of one recording in two parts (%2): %3; %4 such recordings in all. Choose "
                                 "another protocol, or write allow = [\"recordings\"] in [folds]."),
                    arguments};
        case LeakKind::Speaker:
            break;
    }
    return {
        TRANSLATABLE("Engine",
                     "Fold %1 has one speaker in two parts (%2): %3; %4 such speakers in all. Choose a protocol by speaker, or "
                     "write allow = [\"speakers\"] in [folds], which marks the figures as speaker-dependent."),
        arguments};
}

}  // namespace

core::Result<std::vector<Leak>> findLeaks(const LeakQuestion& question, core::Progress& progress) {
    Check check(question);
    if (const auto ready = check.prepare(progress); !ready) return core::fail(ready.error());
    std::vector<Leak> leaks;
    for (const auto& fold : question.folds) {
        if (progress.stopRequested()) return core::cancelled();
        check.check(fold, leaks);
    }
    return leaks;
}

core::Status refuseLeaks(const std::vector<Leak>& leaks, const FoldSettings& settings) {
    const auto* protocol = findFoldProtocol(settings.protocol);
    if (protocol != nullptr && protocol->speakerDependent) return {};
    const auto allows = [&](const char* word) {
        return std::find(settings.allowed.begin(), settings.allowed.end(), word) != settings.allowed.end();
    };
    const Leak* worst = nullptr;
    for (const auto& leak : leaks) {
        if (leak.kind == LeakKind::Speaker && allows("speakers")) continue;
        if (leak.kind == LeakKind::Recording && allows("recordings")) continue;
        if (worst == nullptr || leak.kind < worst->kind) worst = &leak;
    }
    if (worst == nullptr) return {};
    return core::fail(core::ErrorKind::BadInput, sentenceOf(*worst));
}

}  // namespace prososcope::corpus
