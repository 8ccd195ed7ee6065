// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/Export.h"

#include <algorithm>
#include <array>
#include <map>

#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/corpus/ExportParts.h"

namespace prososcope::corpus {

namespace {

namespace fs = std::filesystem;
using core::ErrorKind;
using core::fail;

constexpr std::array<std::string_view, 3> kNames{"csv", "audformat", "kaldi"};
constexpr double kShareOfCopying = 0.9;

std::string optionalText(const std::optional<double>& value) { return value ? core::numberText(*value) : std::string(); }

/// Where a recording lies in the export: at its place in the corpus; one from elsewhere under its name, numbered.
fs::path placeOf(const fs::path& path, std::map<fs::path, fs::path>& elsewhere) {
    if (path.is_relative()) return path.lexically_normal();
    const auto [known, isNew] = elsewhere.try_emplace(path);
    if (isNew) known->second = fs::path("elsewhere") / (std::to_string(elsewhere.size()) + "-" + path.filename().string());
    return known->second;
}

core::Status copyRecording(const fs::path& from, const fs::path& to) {
    std::error_code code;
    if (fs::equivalent(from, to, code)) return {};
    fs::create_directories(to.parent_path(), code);
    auto part = to;
    part += ".part";
    if (!code) fs::copy_file(from, part, fs::copy_options::overwrite_existing, code);
    if (!code) fs::rename(part, to, code);
    if (!code) return {};
    std::error_code ignored;
    fs::remove(part, ignored);
    const bool full = code == std::errc::no_space_on_device;
    return fail(full ? ErrorKind::NoSpace : ErrorKind::Failed,
                {TRANSLATABLE("Engine", "%1 cannot be copied to %2 (%3)."), {from.string(), to.string(), code.message()}});
}

/// Fills the paths of the source, copying where that is wanted.
core::Status placeRecordings(ExportSource& source, const fs::path& folder, const ExportOptions& options,
                             core::Progress& progress, ExportSummary& summary) {
    std::map<fs::path, fs::path> elsewhere;
    std::set<fs::path> copied;
    const auto& utterances = source.corpus.utterances;
    for (std::size_t i = 0; i < utterances.size(); ++i) {
        if (progress.stopRequested()) return core::cancelled();
        const auto& u = utterances[i];
        source.hasSpans = source.hasSpans || u.startSeconds > 0.0 || u.endSeconds >= 0.0;
        const fs::path original = (source.corpus.folder / u.path).lexically_normal();
        if (!options.copyAudio) {
            source.paths.push_back(original.string());
            continue;
        }
        const fs::path place = placeOf(u.path, elsewhere);
        source.paths.push_back(place.generic_string());
        if (!copied.insert(place).second) continue;
        progress.report(kShareOfCopying * static_cast<double>(i) / static_cast<double>(utterances.size()),
                        {TRANSLATABLE("Engine", "Copying %1"), {place.string()}});
        if (const auto done = copyRecording(original, folder / place); !done) return done;
        ++summary.copied;
    }
    return {};
}

}  // namespace

std::string_view exportFormatName(ExportFormat format) { return kNames[static_cast<std::size_t>(format)]; }

std::optional<ExportFormat> exportFormatNamed(std::string_view name) {
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<ExportFormat>(found - kNames.begin());
}

std::set<std::string> ExportSource::numbers() const {
    std::set<std::string> names;
    for (const auto& utterance : corpus.utterances) {
        for (const auto& [name, value] : utterance.numbers) names.insert(name);
    }
    return names;
}

std::map<std::string, std::vector<std::size_t>> ExportSource::splits() const {
    std::map<std::string, std::vector<std::size_t>> splits;
    for (std::size_t i = 0; i < corpus.utterances.size(); ++i) splits[corpus.utterances[i].split].push_back(i);
    return splits;
}

std::vector<ExportedFile> csvFiles(const ExportSource& source) {
    core::CsvTable table;
    table.columns = {"path",    "start",     "end",       "id",         "speaker",  "gender", "language", "emotion", "valence",
                     "arousal", "dominance", "intensity", "transcript", "dialogue", "turn",   "session",  "split"};
    const auto numbers = source.numbers();
    // A column of the table stays what it is whatever a further number is called.
    std::vector<std::string> further;
    for (const auto& name : numbers) {
        if (!table.column(name)) further.push_back(name);
    }
    table.columns.insert(table.columns.end(), further.begin(), further.end());
    for (std::size_t i = 0; i < source.corpus.utterances.size(); ++i) {
        const auto& u = source.corpus.utterances[i];
        std::vector<std::string> row = {source.paths[i],
                                        u.startSeconds > 0.0 ? core::numberText(u.startSeconds) : std::string(),
                                        u.endSeconds >= 0.0 ? core::numberText(u.endSeconds) : std::string(),
                                        u.id,
                                        u.speaker,
                                        u.gender,
                                        u.language,
                                        u.emotion,
                                        optionalText(u.valence),
                                        optionalText(u.arousal),
                                        optionalText(u.dominance),
                                        u.intensity,
                                        u.transcript,
                                        u.dialogue,
                                        u.turn ? std::to_string(*u.turn) : std::string(),
                                        u.session,
                                        u.split};
        for (const auto& name : further) {
            const auto value = u.numbers.find(name);
            row.push_back(value == u.numbers.end() ? std::string() : core::numberText(value->second));
        }
        table.rows.push_back(std::move(row));
    }
    return {{"manifest.csv", core::formatCsv(table)}};
}

core::Result<ExportSummary> exportCorpus(const Corpus& corpus, const fs::path& folder, const ExportOptions& options,
                                         core::Progress& progress) {
    std::error_code code;
    fs::create_directories(folder, code);
    if (code) {
        return fail(ErrorKind::Failed, {TRANSLATABLE("Engine", "The folder %1 cannot be made (%2). Choose another one."),
                                        {folder.string(), code.message()}});
    }
    ExportSummary summary;
    summary.utterances = corpus.utterances.size();
    ExportSource source{corpus, {}, false};
    if (const auto placed = placeRecordings(source, folder, options, progress, summary); !placed) return fail(placed.error());
    std::vector<ExportedFile> files;
    switch (options.format) {
        case ExportFormat::Csv:
            files = csvFiles(source);
            break;
        case ExportFormat::Audformat:
            files = audformatFiles(source);
            break;
        case ExportFormat::Kaldi:
            files = kaldiFiles(source, summary.remarks);
            break;
    }
    if (std::any_of(corpus.utterances.begin(), corpus.utterances.end(), [](const auto& u) { return !u.ratings.empty(); })) {
        summary.remarks.emplace_back(
            TRANSLATABLE("Engine", "What single listeners said is not part of the export: it has the corpus's decision."));
    }
    // All are complete before the first takes its place.
    std::vector<core::SafeFile> open;
    for (const auto& file : files) {
        if (progress.stopRequested()) return core::cancelled();
        auto safe = core::SafeFile::open(folder / file.path);
        if (!safe) return fail(safe.error());
        if (const auto written = safe->write(std::string_view(file.content)); !written) return fail(written.error());
        open.push_back(std::move(*safe));
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (const auto put = open[i].commit(); !put) return fail(put.error());
        summary.files.push_back(folder / files[i].path);
    }
    progress.report(1.0);
    return summary;
}

}  // namespace prososcope::corpus
