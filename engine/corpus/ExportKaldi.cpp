// SPDX-License-Identifier: GPL-3.0-or-later
// Data folders of Kaldi.
#include <algorithm>

#include "engine/core/Csv.h"
#include "engine/corpus/ExportParts.h"

namespace prososcope::corpus {

namespace {

/// A name without what separates words and parts of paths.
std::string nameFrom(const std::string& text) {
    std::string name = text;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '/' || c == '\\'; }, '_');
    return name;
}

/// Text on one line.
std::string lineOf(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return text;
}

/// Lines "KEY VALUE" by the bytes of the keys; the first value of a key stays.
class Lines {
public:
    void add(const std::string& key, const std::string& value) {
        if (!value.empty()) m_lines.emplace(key, value);
    }
    [[nodiscard]] bool empty() const { return m_lines.empty(); }
    [[nodiscard]] std::string text() const {
        std::string text;
        for (const auto& [key, value] : m_lines) text += key + " " + value + "\n";
        return text;
    }

private:
    std::map<std::string, std::string> m_lines;
};

std::string dimensionsText(const Utterance& u) {
    if (!u.valence || !u.arousal || !u.dominance) return {};
    return core::numberText(*u.valence) + " " + core::numberText(*u.arousal) + " " + core::numberText(*u.dominance);
}

}  // namespace

std::vector<ExportedFile> kaldiFiles(const ExportSource& source, std::vector<core::Text>& remarks) {
    const auto& utterances = source.corpus.utterances;
    const auto splits = source.splits();
    const bool oneFolder = splits.size() == 1 && splits.begin()->first.empty();
    std::set<std::string> names;
    std::vector<ExportedFile> files;
    bool partDimensions = false;
    for (const auto& [split, members] : splits) {
        const std::filesystem::path folder = oneFolder ? std::string() : split.empty() ? "other" : nameFrom(split);
        std::map<std::string, Lines> tables;
        std::map<std::string, std::string> recordings;  // path -> name
        std::set<std::string> recordingNames;
        std::map<std::string, std::string> bySpeaker;
        std::set<std::string> sorted;
        for (const std::size_t i : members) {
            const auto& u = utterances[i];
            std::string id = nameFrom(u.id);
            // Without a speaker the utterance is one of its own, as Kaldi does it.
            const std::string speaker = u.speaker.empty() ? id : nameFrom(u.speaker);
            if (!id.starts_with(speaker)) id = speaker + "-" + id;
            for (int copy = 2; !names.insert(id).second; ++copy) id += "-" + std::to_string(copy);
            std::string recording = id;
            if (source.hasSpans) {
                auto& known = recordings[source.paths[i]];
                if (known.empty()) {
                    known = nameFrom(std::filesystem::path(source.paths[i]).replace_extension().generic_string());
                    while (!recordingNames.insert(known).second) known += "_";
                }
                recording = known;
                tables["segments"].add(id, recording + " " + core::numberText(u.startSeconds) + " " +
                                               core::numberText(u.endSeconds >= 0.0        ? u.endSeconds
                                                                : u.recordingSeconds > 0.0 ? u.recordingSeconds
                                                                                           : -1.0));
            }
            tables["wav.scp"].add(recording, source.paths[i]);
            tables["utt2spk"].add(id, speaker);
            tables["spk2gender"].add(speaker, u.gender == "female" ? "f" : u.gender == "male" ? "m" : "");
            tables["text"].add(id, lineOf(u.transcript));
            tables["utt2emo"].add(id, nameFrom(u.emotion));
            tables["utt2dim"].add(id, dimensionsText(u));
            tables["utt2lang"].add(id, nameFrom(u.language));
            tables["utt2session"].add(id, nameFrom(u.session));
            tables["utt2dialogue"].add(id, nameFrom(u.dialogue));
            if (u.seconds() > 0.0) tables["utt2dur"].add(id, core::numberText(u.seconds()));
            partDimensions = partDimensions || (dimensionsText(u).empty() && (u.valence || u.arousal || u.dominance));
            bySpeaker[speaker];
            sorted.insert(speaker + " " + id);
        }
        for (const auto& pair : sorted) {
            const auto space = pair.find(' ');
            auto& list = bySpeaker[pair.substr(0, space)];
            list += (list.empty() ? "" : " ") + pair.substr(space + 1);
        }
        for (const auto& [speaker, list] : bySpeaker) tables["spk2utt"].add(speaker, list);
        for (const auto& [name, lines] : tables) {
            if (!lines.empty()) files.push_back({folder / name, lines.text()});
        }
    }
    if (partDimensions) {
        remarks.emplace_back(
            TRANSLATABLE("Engine", "utt2dim holds the utterances alone whose valence, arousal and dominance are all known."));
    }
    return files;
}

}  // namespace prososcope::corpus
