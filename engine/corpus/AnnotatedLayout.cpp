// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/Beside.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

namespace fs = std::filesystem;
using annotation::Annotation;
using annotation::Tier;
using core::ErrorKind;
using core::fail;

constexpr const char* kByFile = "file";
constexpr const char* kByFolder = "folder";
constexpr const char* kTierPrefix = "tier:";

/// A recording of the folder with the annotation that lies beside it.
struct Annotated {
    fs::path recording;  ///< relative
    Annotation annotation;
};

std::string settingOf(const ImportOptions& options, const char* key, const char* otherwise = "") {
    const auto found = options.settings.find(key);
    return found == options.settings.end() || found->second.empty() ? otherwise : found->second;
}

std::vector<Annotated> readAll(const fs::path& folder, CorpusFiles& files, core::Progress& progress) {
    std::vector<Annotated> all;
    for (const auto& path : findAudio(folder)) {
        if (progress.stopRequested()) break;
        const auto relative = path.lexically_relative(folder);
        progress.report(0.0, {TRANSLATABLE("Engine", "Reading %1"), {relative.string()}});
        const auto beside = annotation::annotationBeside(path);
        if (!beside) {
            files.note(TRANSLATABLE("Engine", "Left out, no annotation beside the recording: %1 (%2)."), relative.string());
            continue;
        }
        auto read = annotation::readAnnotation(*beside);
        if (!read) {
            files.note(TRANSLATABLE("Engine", "Left out, the annotation cannot be read: %1 (%2)."),
                       beside->lexically_relative(folder).string());
            continue;
        }
        all.push_back({relative, std::move(read->annotation)});
    }
    return all;
}

/// The tier that was asked for, or the only interval tier that there is.
core::Result<std::string> labelTier(const std::vector<Annotated>& all, const std::string& wanted, const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& one : all) {
        for (const auto& tier : one.annotation.tiers()) {
            if (tier->isInterval()) names.insert(tier->header.name);
        }
    }
    if (wanted.empty() && names.size() == 1) return *names.begin();
    if (!wanted.empty() && names.contains(wanted)) return wanted;
    if (names.empty()) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine",
                                  "%1 holds no annotation with intervals beside its recordings (NAME.TextGrid or NAME.eaf for "
                                  "NAME.wav). Annotate them first."),
                     {folder.string()}});
    }
    const std::string known = someOf({names.begin(), names.end()});
    if (wanted.empty()) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "Name the tier whose labels are the classes (setting tier); there are %1."), {known}});
    }
    return fail(ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "No annotation has an interval tier named \"%1\"; there are %2."), {wanted, known}});
}

/// The label of a tier's interval that holds a moment; empty where there is none.
std::string labelAt(const Annotation& annotation, std::string_view tierName, double seconds) {
    const auto tier = annotation.find(tierName);
    if (!tier || !tier->isInterval()) return {};
    const auto item = tier->at(seconds);
    return item ? std::string(trimmed(tier->items[*item].label)) : std::string();
}

/// The labels of a tier's intervals whose middles lie in a span, joined by spaces: the words of an utterance.
std::string labelsWithin(const Annotation& annotation, std::string_view tierName, const annotation::Interval& span) {
    const auto tier = annotation.find(tierName);
    std::string text;
    if (!tier || !tier->isInterval()) return text;
    for (std::size_t i = tier->at(span.start).value_or(0); i < tier->items.size(); ++i) {
        const auto part = annotation.interval(*tier, i);
        if (part.start >= span.end) break;
        const double middle = 0.5 * (part.start + part.end);
        const auto label = trimmed(tier->items[i].label);
        // An interval that holds the whole span, as a tier of utterances does, is its text.
        const bool holds = part.start <= span.start && part.end >= span.end;
        if (label.empty() || (!holds && (middle < span.start || middle >= span.end))) continue;
        text += (text.empty() ? "" : " ") + std::string(label);
    }
    return text;
}

std::string speakerOf(const Annotated& one, const std::string& source, double seconds) {
    if (source == kByFile) return one.recording.stem().string();
    if (source == kByFolder) return one.recording.parent_path().generic_string();
    if (source.starts_with(kTierPrefix))
        return labelAt(one.annotation, source.substr(std::string_view(kTierPrefix).size()), seconds);
    return source;
}

bool fitsNothing(const fs::path&) { return false; }

core::Result<Corpus> readAnnotated(const fs::path& folder, const ImportOptions& options, core::Progress& progress) {
    CorpusFiles files(folder);
    const auto all = readAll(folder, files, progress);
    if (progress.stopRequested()) return core::cancelled();
    const auto tierName = labelTier(all, settingOf(options, "tier"), folder);
    if (!tierName) return fail(tierName.error());
    const std::string speaker = settingOf(options, "speaker", kByFile);
    const std::string transcript = settingOf(options, "transcript");
    Corpus corpus;
    corpus.layout = "annotation";
    for (const auto& one : all) {
        const auto tier = one.annotation.find(*tierName);
        if (!tier || !tier->isInterval()) {
            files.note(TRANSLATABLE("Engine", "Left out, the annotation lacks the tier: %1 (%2)."), one.recording.string());
            continue;
        }
        for (std::size_t i = 0; i < tier->items.size(); ++i) {
            const auto label = trimmed(tier->items[i].label);
            if (label.empty()) continue;
            const auto span = one.annotation.interval(*tier, i);
            Utterance utterance;
            utterance.path = one.recording;
            utterance.startSeconds = span.start;
            utterance.endSeconds = span.end;
            utterance.emotion = label;
            utterance.speaker = speakerOf(one, speaker, 0.5 * (span.start + span.end));
            utterance.language = settingOf(options, "language");
            if (!transcript.empty()) utterance.transcript = labelsWithin(one.annotation, transcript, span);
            corpus.utterances.push_back(std::move(utterance));
        }
    }
    files.addRemarks(corpus);
    remarkSpeakerless(corpus);
    return corpus;
}

}  // namespace

Layout annotatedLayout() { return {"annotation", {"tier", "speaker", "transcript", "language"}, fitsNothing, readAnnotated}; }

}  // namespace prososcope::corpus
