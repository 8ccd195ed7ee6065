// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/RecordingFiles.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/AutomaticTiers.h"
#include "engine/annotation/Edits.h"
#include "engine/audio/AudioFile.h"
#include "engine/core/Clock.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/live/LiveResultJson.h"

namespace prososcope::live {

namespace fs = std::filesystem;
using core::ErrorKind;
using core::fail;
using nlohmann::json;

namespace {

constexpr const char* kFormat = "prososcope-live-recording";
constexpr int kVersion = 1;
constexpr std::size_t kMostJournalBytes = std::size_t{4} << 30;  // weeks
constexpr std::uintmax_t kMostHeaderBytes = 200;                 // of a sound file without sound
constexpr double kSamePointSeconds = 1e-3;

struct Journal {
    std::vector<json> lines;  ///< the header first, which has no kind
    std::vector<std::string> classes;
    [[nodiscard]] const json& header() const { return lines.front(); }
};

std::string dumped(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

double number(const json& line, const char* key) {
    const auto found = line.find(key);
    return found != line.end() && found->is_number() ? found->get<double>() : 0.0;
}

std::string text(const json& line, const char* key) {
    const auto found = line.find(key);
    return found != line.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool isTrue(const json& line, const char* key) {
    const auto found = line.find(key);
    return found != line.end() && found->is_boolean() && found->get<bool>();
}

core::Result<Journal> readJournal(const fs::path& path) {
    const auto content = core::readFile(path, kMostJournalBytes);
    if (!content) return fail(content.error());
    Journal journal;
    for (std::size_t at = 0; at < content->size();) {
        const std::size_t end = content->find('\n', at);
        if (end == std::string::npos) break;  // cut off
        auto line = json::parse(content->begin() + static_cast<std::ptrdiff_t>(at),
                                content->begin() + static_cast<std::ptrdiff_t>(end), nullptr, false);
        at = end + 1;
        if (line.is_object()) journal.lines.push_back(std::move(line));  // else a hole that power failure left
    }
    const auto isHeader = [](const json& line) {
        return text(line, "format") == kFormat && line.contains("sound") && line["sound"].is_string() &&
               line.contains("classes") && line["classes"].is_array();
    };
    if (journal.lines.empty() || !isHeader(journal.lines.front())) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 is no journal of a recording, or a damaged one."), {path.string()}});
    }
    for (const auto& word : journal.header()["classes"])
        if (word.is_string()) journal.classes.push_back(word);
    return journal;
}

/// Spans of the lines of one kind by `labelOf`; those of no label end what went before.
template <typename LabelOf>
std::vector<annotation::Span> changes(const Journal& journal, const char* kind, const char* time, double seconds,
                                      LabelOf labelOf) {
    std::vector<annotation::Span> spans;
    std::string label;
    double since = 0.0;
    const auto close = [&](double until) {
        if (!label.empty() && until > since) spans.push_back({since, until, label});
        since = until;
    };
    for (const auto& line : journal.lines) {
        if (text(line, "kind") != kind) continue;
        const std::string next = labelOf(line);
        if (next == label) continue;
        close(std::clamp(number(line, time), since, std::max(since, seconds)));
        label = next;
    }
    close(seconds);
    return spans;
}

std::vector<annotation::Span> stretches(const Journal& journal, const char* kind, const char* label, double seconds) {
    std::vector<annotation::Span> spans;
    for (const auto& line : journal.lines) {
        if (text(line, "kind") != kind) continue;
        const bool unsure = text(line, "state") == stateName(LiveResult::State::Unsure);
        spans.push_back({std::max(0.0, number(line, "start")), std::min(seconds, number(line, "end")),
                         unsure ? std::string(stateName(LiveResult::State::Unsure)) : text(line, label)});
    }
    return spans;
}

std::vector<annotation::Item> points(const Journal& journal, double seconds) {
    std::vector<annotation::Item> items;
    for (const auto& line : journal.lines) {
        if (text(line, "kind") == "mark") items.push_back({std::clamp(number(line, "time"), 0.0, seconds), text(line, "text")});
    }
    std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
    // Points of one tier have times of their own: what was marked twice at a moment is one mark with both texts.
    std::vector<annotation::Item> apart;
    for (auto& item : items) {
        if (apart.empty() || item.time >= apart.back().time + kSamePointSeconds) {
            apart.push_back(std::move(item));
        } else if (!item.label.empty()) {
            apart.back().label += (apart.back().label.empty() ? "" : "; ") + item.label;
        }
    }
    return apart;
}

core::Result<std::string> textGrid(const Journal& journal, double seconds) {
    annotation::Annotation whole(0.0, seconds, {}, 1);
    core::Status done;
    const auto add = [&](const char* name, annotation::TierKind kind, std::vector<annotation::Item> items) {
        annotation::TierHeader header;
        header.name = name;
        header.kind = kind;
        if (!done) return;
        const auto edit = annotation::addTier(whole, header, whole.tiers().size(), std::move(items));
        auto next = edit ? annotation::apply(whole, *edit) : fail(edit.error());
        if (next) {
            whole = std::move(*next);
        } else {
            done = fail(next.error());
        }
    };
    const auto addSpans = [&](const char* name, std::vector<annotation::Span> spans) {
        annotation::SpanOptions options;
        options.mergeEqualNeighbours = false;
        add(name, annotation::TierKind::Interval, annotation::intervalsFrom(std::move(spans), 0.0, seconds, options));
    };
    addSpans("emotion", stretches(journal, "utterance", "label", seconds));
    addSpans("shown", changes(journal, "hop", "end", seconds, [](const json& line) { return text(line, "shown"); }));
    addSpans("speakers", changes(journal, "speaker", "time", seconds, [](const json& line) { return text(line, "name"); }));
    if (isTrue(journal.header(), "captions")) addSpans("words", stretches(journal, "caption", "text", seconds));
    add("marks", annotation::TierKind::Point, points(journal, seconds));
    if (!done) return fail(done.error());
    return annotation::formatAnnotation(whole, annotation::FileFormat::TextGrid);
}

std::string document(const Journal& journal, const audio::AudioInfo& info, bool interrupted) {
    json header = journal.header();
    header["seconds"] = info.seconds();
    header["frames"] = info.frames;
    header["interrupted"] = interrupted;
    header.erase("captions");  // the list of them takes its place
    std::string whole = header.dump(1, ' ', false, json::error_handler_t::replace);
    whole.resize(whole.size() - 2);  // the closing line
    const std::pair<const char*, const char*> lists[] = {{"hops", "hop"},         {"utterances", "utterance"},
                                                         {"speakers", "speaker"}, {"marks", "mark"},
                                                         {"captions", "caption"}, {"rates", "rate"}};
    for (const auto& [name, kind] : lists) {
        whole += std::string(",\n \"") + name + "\": [";
        bool first = true;
        for (const auto& line : journal.lines) {
            if (text(line, "kind") != kind) continue;
            whole += (first ? "\n  " : ",\n  ") + dumped(line);
            first = false;
        }
        whole += first ? "]" : "\n ]";
    }
    return whole + "\n}\n";
}

std::string table(const Journal& journal) {
    std::string rows = csvHeader(journal.classes);
    for (const auto& line : journal.lines) {
        if (const auto kind = text(line, "kind"); kind == "hop" || kind == "utterance") rows += csvRow(line, journal.classes);
    }
    return rows;
}

std::string cell(const json& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return core::csvCell(value.get<std::string>());
    if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
    if (value.is_number()) return core::numberText(value.get<double>());
    return dumped(value);
}

}  // namespace

RecordingPaths::RecordingPaths(const fs::path& folder, const std::string& name, audio::GrowingFormat format)
    : files{folder / (name + std::string(audio::endingOf(format))), folder / (name + ".TextGrid"), folder / (name + ".csv"),
            folder / (name + ".json")},
      journal(folder / (name + std::string(kJournalEnding))) {}

bool RecordingPaths::taken() const {
    const auto exists = [](const fs::path& path) {
        std::error_code code;
        return fs::symlink_status(path, code).type() != fs::file_type::not_found;
    };
    // "a.b" is a name, of which replace_extension would take the half.
    const std::string stem = journal.string().substr(0, journal.string().size() - kJournalEnding.size());
    return exists(files.annotation) || exists(files.csv) || exists(files.json) || exists(journal) || exists(stem + ".wav") ||
           exists(stem + ".flac");
}

json journalHeader(const LiveRecordingInfo& info, const fs::path& sound) {
    return {{"format", kFormat},
            {"version", kVersion},
            {"sound", sound.filename().string()},
            {"rate_hz", std::llround(info.rateHz)},
            {"device", info.device},
            {"model", info.model},
            {"model_title", info.modelTitle},
            {"classes", info.classes},
            {"started", core::utcNow(true)},
            {"captions", info.captions},
            {"settings",
             {{"window", info.settings.windowSeconds},
              {"hop", info.settings.hopSeconds},
              {"smoothing", info.settings.smoothingSeconds},
              {"unsure_below", info.settings.unsureBelow},
              {"adapt", info.settings.adapt},
              {"newest_only", info.settings.newestOnly}}}};
}

std::string journalLine(const json& value) { return dumped(value) + "\n"; }

namespace {
constexpr const char* kColumns[] = {"adapting",   "speech_share", "peak",     "hop",
                                    "compute_ms", "busy_ms",      "delay_ms", "overflows"};
}

std::string csvHeader(const std::vector<std::string>& classes) {
    std::string row = "kind,start_seconds,end_seconds,state,label,shown";
    for (const auto& word : classes) row += "," + core::csvCell(word);
    for (const auto& word : classes) row += "," + core::csvCell("window_" + word);
    for (const char* column : kColumns) row += std::string(",") + column;
    return row + "\n";
}

std::string csvRow(const json& line, const std::vector<std::string>& classes) {
    const auto value = [](const json& object, const std::string& key) {
        const auto found = object.is_object() ? object.find(key) : object.end();
        return found != object.end() ? cell(*found) : std::string();
    };
    std::string row = value(line, "kind");
    for (const char* key : {"start", "end", "state", "label", "shown"}) row += "," + value(line, key);
    for (const char* list : {"posteriors", "window"}) {
        const auto found = line.find(list);
        for (const auto& word : classes) row += "," + (found != line.end() ? value(*found, word) : std::string());
    }
    for (const char* column : kColumns) row += "," + value(line, column);
    return row + "\n";
}

core::Result<LiveRecording> completeRecording(const fs::path& journalPath, bool interrupted) {
    const auto journal = readJournal(journalPath);
    if (!journal) return fail(journal.error());
    // The name alone: a journal from elsewhere leads nowhere else.
    const auto folder = journalPath.parent_path();
    const fs::path soundPath = folder / fs::path(text(journal->header(), "sound")).filename();
    const auto format = soundPath.extension() == audio::endingOf(audio::GrowingFormat::Flac) ? audio::GrowingFormat::Flac
                                                                                             : audio::GrowingFormat::Wav;
    const std::string name = journalPath.filename().string();
    auto files = RecordingPaths(folder, name.substr(0, name.size() - kJournalEnding.size()), format).files;
    if (files.sound != soundPath) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 is no journal of a recording, or a damaged one."), {journalPath.string()}});
    }
    if (interrupted) static_cast<void>(audio::repairGrowingSound(files.sound));
    const auto info = audio::probeAudio(files.sound);
    if (!info || info->frames == 0) {
        std::error_code code;
        const auto bytes = fs::file_size(files.sound, code);
        if (code) fs::remove(journalPath, code);  // who took the sound away does not want it completed
        // Sound that is there and cannot be read is not thrown away.
        if (!info && (code || bytes > kMostHeaderBytes)) return fail(info.error());
        for (const auto& path : {files.sound, files.csv, journalPath}) fs::remove(path, code);
        return fail(ErrorKind::Failed,
                    {TRANSLATABLE("Engine", "Nothing was recorded: no sound came for %1."), {files.sound.string()}});
    }
    files.seconds = info->seconds();
    const auto grid = textGrid(*journal, files.seconds);
    if (!grid) return fail(grid.error());
    if (interrupted) {
        if (auto written = core::writeFile(files.csv, table(*journal)); !written) return fail(written.error());
    }
    if (auto written = core::writeFile(files.annotation, *grid); !written) return fail(written.error());
    if (auto written = core::writeFile(files.json, document(*journal, *info, interrupted)); !written)
        return fail(written.error());
    std::error_code code;
    fs::remove(journalPath, code);
    return files;
}

}  // namespace prososcope::live
