// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <atomic>
#include <fstream>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include "engine/audio/AudioFile.h"
#include "engine/core/Characters.h"
#include "engine/core/Csv.h"
#include "engine/corpus/Corpus.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/FixtureMark.h"
#include "engine/corpus/ImportPreview.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

using core::ErrorKind;
using core::fail;

enum class AudioState : unsigned char { Unknown, Good, Missing, Unreadable, Pointer, Empty };

/// Whether a file is what Git LFS leaves where the recording was not fetched.
bool isLfsPointer(const std::filesystem::path& path) {
    constexpr std::string_view kBegin = "version https://git-lfs";
    std::string begin(kBegin.size(), '\0');
    std::ifstream file(path, std::ios::binary);
    return file.read(begin.data(), static_cast<std::streamsize>(begin.size())) && begin == kBegin;
}

/// Reads the header of an utterance's recording into it.
AudioState probe(const std::filesystem::path& folder, Utterance& utterance) {
    const auto path = folder / utterance.path;
    std::error_code code;
    if (!std::filesystem::is_regular_file(path, code)) return AudioState::Missing;
    const auto info = audio::probeAudio(path);
    if (!info) return isLfsPointer(path) ? AudioState::Pointer : AudioState::Unreadable;
    utterance.recordingSeconds = info->seconds();
    utterance.rateHz = info->rateHz;
    utterance.channels = info->channels;
    return info->frames > 0 && utterance.startSeconds < info->seconds() ? AudioState::Good : AudioState::Empty;
}

/// Reads the headers on a few threads, the calling one among them; that one reports. A stop leaves states Unknown.
std::vector<AudioState> probeAll(Corpus& corpus, core::Progress& progress) {
    const std::size_t count = corpus.utterances.size();
    std::vector<AudioState> states(count, AudioState::Unknown);
    std::atomic<std::size_t> next{0};
    const auto work = [&](bool reports) {
        for (std::size_t i = next++; i < count && !progress.stopRequested(); i = next++) {
            states[i] = probe(corpus.folder, corpus.utterances[i]);
            if (reports) {
                progress.report(static_cast<double>(i) / static_cast<double>(count),
                                {TRANSLATABLE("Engine", "Reading %1"), {corpus.utterances[i].path.string()}});
            }
        }
    };
    constexpr std::size_t kMostThreads = 4;
    constexpr std::size_t kFewFiles = 64;
    const std::size_t threads =
        count < kFewFiles ? 1 : std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostThreads);
    std::vector<std::jthread> helpers;
    for (std::size_t t = 1; t < threads; ++t) helpers.emplace_back([&] { work(false); });
    work(true);
    helpers.clear();
    return states;
}

core::Status checkSettings(const Layout& layout, const ImportOptions& options) {
    for (const auto& [key, value] : options.settings) {
        if (std::find(layout.settings.begin(), layout.settings.end(), key) == layout.settings.end()) {
            return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The corpus layout \"%1\" has no setting \"%2\"."),
                                              {std::string(layout.name), key}});
        }
    }
    return {};
}

struct LayoutResult {
    Corpus corpus;
    const Layout* layout = nullptr;
};

core::Result<LayoutResult> readLayout(const std::filesystem::path& folder, const ImportOptions& options,
                                      core::Progress& progress) {
    const std::string& wanted = options.layout;
    std::string names = "auto";
    for (const auto& layout : allLayouts()) {
        names += ", " + std::string(layout.name);
        if (wanted != layout.name && (wanted != "auto" || !layout.fits(folder))) continue;
        if (const auto known = checkSettings(layout, options); !known) return fail(known.error());
        auto corpus = layout.read(folder, options, progress);
        if (!corpus) return fail(corpus.error());
        return LayoutResult{std::move(*corpus), &layout};
    }
    if (wanted != "auto") {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "The corpus layout \"%1\" is not known. Known layouts: %2."), {wanted, names}});
    }
    if (findAudio(folder).empty()) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 holds no audio. Choose the folder of a corpus."), {folder.string()}});
    }
    return fail(ErrorKind::BadInput,
                {TRANSLATABLE("Engine",
                              "%1 holds audio, but no corpus layout fits it. Add a manifest.csv with the columns path, speaker "
                              "and emotion."),
                 {folder.string()}});
}

/// Gives every utterance its id and drops those that repeat one.
void makeIds(Corpus& corpus) {
    std::vector<Utterance> kept;
    std::vector<std::string> repeated;
    std::unordered_set<std::string> seen;
    for (auto& utterance : corpus.utterances) {
        const bool named = !utterance.id.empty();
        if (!named) utterance.id = idOf(utterance.path);
        if (!named && (utterance.startSeconds > 0.0 || utterance.endSeconds >= 0.0)) {
            utterance.id += "#" + core::numberText(utterance.startSeconds) + "-" +
                            (utterance.endSeconds >= 0.0 ? core::numberText(utterance.endSeconds) : std::string());
        }
        if (seen.insert(utterance.id).second) {
            kept.push_back(std::move(utterance));
        } else {
            repeated.push_back(utterance.id);
        }
    }
    if (!repeated.empty()) {
        corpus.remarks.emplace_back(TRANSLATABLE("Engine", "Left out, named more than once: %1 (%2)."),
                                    std::vector<std::string>{std::to_string(repeated.size()), someOf(repeated)});
    }
    corpus.utterances = std::move(kept);
    std::sort(corpus.utterances.begin(), corpus.utterances.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
}

constexpr const char* kPointersRemark = TRANSLATABLE(
    "Engine", "Left out, Git LFS pointers in place of audio: %1 (%2). \"git lfs pull\" in that folder fetches it.");

/// Drops what has no readable audio and says so.
void keepReadable(Corpus& corpus, const std::vector<AudioState>& states) {
    std::vector<Utterance> kept;
    std::vector<std::string> missing;
    std::vector<std::string> unreadable;
    std::vector<std::string> pointers;
    std::vector<std::string> empty;
    for (std::size_t i = 0; i < states.size(); ++i) {
        auto& utterance = corpus.utterances[i];
        switch (states[i]) {
            case AudioState::Good:
                kept.push_back(std::move(utterance));
                break;
            case AudioState::Missing:
                missing.push_back(utterance.path.string());
                break;
            case AudioState::Pointer:
                pointers.push_back(utterance.path.string());
                break;
            case AudioState::Empty:
                empty.push_back(utterance.path.string());
                break;
            case AudioState::Unknown:
            case AudioState::Unreadable:
                unreadable.push_back(utterance.path.string());
                break;
        }
    }
    const auto remark = [&](const char* text, const std::vector<std::string>& names) {
        if (!names.empty())
            corpus.remarks.emplace_back(text, std::vector<std::string>{std::to_string(names.size()), someOf(names)});
    };
    remark(TRANSLATABLE("Engine", "Left out, audio missing: %1 (%2)."), missing);
    remark(TRANSLATABLE("Engine", "Left out, audio unreadable: %1 (%2)."), unreadable);
    remark(kPointersRemark, pointers);
    remark(TRANSLATABLE("Engine", "Left out, audio without samples there: %1 (%2)."), empty);
    corpus.utterances = std::move(kept);
}

/// The corpus with its name and the ids of its utterances, before any sound is looked at.
core::Result<LayoutResult> readNamed(const std::filesystem::path& folder, const ImportOptions& options,
                                     core::Progress& progress) {
    std::error_code code;
    if (!std::filesystem::is_directory(folder, code)) {
        return fail(ErrorKind::NotFound,
                    {TRANSLATABLE("Engine", "There is no folder %1. Check the path of the corpus."), {folder.string()}});
    }
    const auto place = std::filesystem::canonical(folder, code);
    auto read = readLayout(code ? folder : place, options, progress);
    if (!read) return fail(read.error());
    if (progress.stopRequested()) return core::cancelled();
    Corpus& corpus = read->corpus;
    corpus.folder = code ? std::filesystem::absolute(folder) : place;
    corpus.name = options.name.empty() ? core::lowerCase(corpus.folder.filename().string()) : options.name;
    if (corpus.name.empty()) corpus.name = corpus.layout;
    if (corpus.title.empty()) corpus.title = options.name.empty() ? corpus.folder.filename().string() : options.name;
    if (std::filesystem::is_regular_file(corpus.folder / kFixtureFile, code))
        corpus.title = std::string(kFixtureMark) + corpus.title;
    makeIds(corpus);
    return read;
}

}  // namespace

std::vector<std::filesystem::path> findAudio(const std::filesystem::path& folder) {
    using std::filesystem::directory_options;
    std::vector<std::filesystem::path> files;
    std::error_code code;
    std::filesystem::recursive_directory_iterator it(folder, directory_options::skip_permission_denied, code);
    const std::filesystem::recursive_directory_iterator end;
    while (!code && it != end) {
        const bool hidden = it->path().filename().native().starts_with('.');
        std::error_code typeCode;
        if (hidden && it->is_directory(typeCode)) it.disable_recursion_pending();
        if (!hidden && it->is_regular_file(typeCode) && audio::hasAudioEnding(it->path())) files.push_back(it->path());
        it.increment(code);
    }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.native() < b.native(); });
    return files;
}

core::Result<Corpus> importCorpus(const std::filesystem::path& folder, const ImportOptions& options, core::Progress& progress) {
    constexpr double kReadingShare = 0.3;
    auto reading = progress.part(0.0, kReadingShare);
    auto read = readNamed(folder, options, reading);
    if (!read) return fail(read.error());
    Corpus& corpus = read->corpus;
    auto probing = progress.part(kReadingShare, 1.0);
    const auto states = probeAll(corpus, probing);
    if (progress.stopRequested()) return core::cancelled();
    keepReadable(corpus, states);
    if (corpus.utterances.empty()) {
        std::string remarks;
        for (const auto& remark : corpus.remarks) {
            if (remark.source() == kPointersRemark) {
                return fail(ErrorKind::BadInput,
                            {TRANSLATABLE("Engine",
                                          "%1 holds Git LFS pointers in place of the audio. Run \"git lfs pull\" in it, then "
                                          "import again."),
                             {corpus.folder.string()}});
            }
            remarks += remark.english() + " ";
        }
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 holds no audio that can be read as part of the corpus."), {corpus.folder.string()}},
            remarks);
    }
    if (read->layout->shortfalls != nullptr) {
        for (auto& text : read->layout->shortfalls(corpus)) corpus.remarks.push_back(std::move(text));
    }
    progress.report(1.0);
    return std::move(corpus);
}

core::Result<ImportPreview> previewImport(const std::filesystem::path& folder, const ImportOptions& options,
                                          core::Progress& progress) {
    auto read = readNamed(folder, options, progress);
    if (!read) return fail(read.error());
    ImportPreview preview{std::move(read->corpus), 0};
    std::unordered_map<std::string, bool> there;  // several utterances may lie in one recording
    for (const auto& utterance : preview.corpus.utterances) {
        if (progress.stopRequested()) return core::cancelled();
        const auto [known, isNew] = there.try_emplace(utterance.path.native(), false);
        std::error_code code;
        if (isNew) known->second = std::filesystem::is_regular_file(preview.corpus.folder / utterance.path, code);
        if (!known->second) ++preview.missing;
    }
    return preview;
}

}  // namespace prososcope::corpus
