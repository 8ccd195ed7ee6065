// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/MeasureOptions.h"
#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/Beside.h"
#include "engine/annotation/SaveInterval.h"
#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/core/SafeFile.h"

namespace prososcope::cli {

namespace {

struct FindOptions {
    PatternOptions pattern;
    std::vector<std::string> inputs;
    std::vector<std::string> tiers;
    int context = 3;
    std::string out;
};

/// The ids of the tiers that were asked for; all tiers where none was.
std::vector<annotation::Id> tierIds(const annotation::Annotation& annotation, const std::vector<std::string>& names) {
    std::vector<annotation::Id> ids;
    for (const auto& tier : annotation.tiers()) {
        if (names.empty() || std::find(names.begin(), names.end(), tier->header.name) != names.end())
            ids.push_back(tier->header.id);
    }
    return ids;
}

/// One match and where it stands.
struct Match {
    MeasuredInput input;
    annotation::ConcordanceLine line;
    [[nodiscard]] std::string file() const {
        return input.recording.empty() ? input.annotation->string() : input.recording.string();
    }
};

std::string matchesCsv(const std::vector<Match>& matches) {
    core::CsvTable table;
    table.columns = {"file", "tier", "start", "end", "before", "label", "after", "parent"};
    for (const auto& match : matches) {
        const auto& line = match.line;
        table.rows.push_back({match.file(), line.tierName, core::numberText(line.time.start), core::numberText(line.time.end),
                              core::joined(line.before, " "), line.label, core::joined(line.after, " "),
                              line.parentLabel.value_or("")});
    }
    return core::formatCsv(table);
}

nlohmann::json matchesJson(const std::vector<Match>& matches) {
    auto list = nlohmann::json::array();
    for (const auto& match : matches) {
        const auto& line = match.line;
        nlohmann::json value = {{"file", match.file()}, {"tier", line.tierName}, {"start", line.time.start},
                                {"end", line.time.end}, {"before", line.before}, {"label", line.label},
                                {"after", line.after},  {"parent", nullptr}};
        if (line.parentLabel) value["parent"] = *line.parentLabel;
        list.push_back(std::move(value));
    }
    return list;
}

int find(const CommandLine& line, const FindOptions& options) {
    const std::string ending = options.out.empty() ? (line.json ? ".json" : ".csv") : endingOf(options.out);
    if (ending != ".csv" && ending != ".json") return line.wrongUse("--out must end in .csv or .json.");
    const auto matcher = annotation::TextMatcher::create(options.pattern.query);
    if (!matcher) return line.wrongUse(matcher.error().message());
    bool failed = false;
    const auto inputs = annotatedInputs(line, options.inputs, false, failed);
    std::vector<Match> matches;
    ProgressBar bar(line);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (line.stopToken().stop_requested()) return line.failed(core::cancelled().value());
        bar.progress().report(static_cast<double>(i) / static_cast<double>(inputs.size()),
                              {"%1", {inputs[i].annotation->filename().string()}});
        const auto read = annotation::readAnnotation(*inputs[i].annotation);
        if (!read) {
            bar.clear();
            line.error(read.error().message());
            failed = true;
            continue;
        }
        const auto tiers = tierIds(read->annotation, options.tiers);
        if (tiers.empty()) continue;
        for (auto& found :
             annotation::concordance(read->annotation, *matcher, tiers, static_cast<std::size_t>(options.context)))
            matches.push_back({inputs[i], std::move(found)});
    }
    bar.clear();
    if (options.out.empty()) {
        if (ending == ".json") {
            line.printJson(matchesJson(matches));
        } else {
            line.print(matchesCsv(matches));
        }
    } else {
        const auto text = ending == ".json"
                              ? matchesJson(matches).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"
                              : matchesCsv(matches);
        if (auto written = core::writeFile(options.out, text); !written) return line.failed(written.error());
        line.message(core::Text("%1: %2 places.", {options.out, std::to_string(matches.size())}).english());
    }
    return failed ? kFailed : kDone;
}

/// The intervals of one file whose labels match, in the order of time.
std::vector<annotation::MeasuredSpan> matchingSpans(const annotation::Annotation& annotation,
                                                    const annotation::TextMatcher& matcher,
                                                    const std::vector<std::string>& tiers) {
    std::vector<annotation::MeasuredSpan> spans;
    const auto ids = tierIds(annotation, tiers);
    if (ids.empty()) return spans;
    for (const auto& found : annotation::findLabels(annotation, matcher, ids)) {
        const auto tier = annotation.find(found.tier);
        if (!tier->isInterval()) continue;
        spans.push_back({annotation.interval(*tier, found.item), tier->items[found.item].label,
                         annotation.parentLabel(*tier, found.item), tier->header.name, found.item});
    }
    return spans;
}

int extract(const CommandLine& line, const FindOptions& options) {
    const auto matcher = annotation::TextMatcher::create(options.pattern.query);
    if (!matcher) return line.wrongUse(matcher.error().message());
    bool failed = false;
    const auto inputs = annotatedInputs(line, options.inputs, true, failed);
    auto list = nlohmann::json::array();
    ProgressBar bar(line);
    const auto complain = [&](const core::Error& error) {
        bar.clear();
        line.error(error.message());
        failed = true;
    };
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const auto count = static_cast<double>(inputs.size());
        auto part = bar.progress().part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
        part.report(0.0, {"%1", {inputs[i].recording.filename().string()}});
        auto reader = audio::AudioReader::open(inputs[i].recording);
        if (!reader) {
            complain(reader.error());
            continue;
        }
        const auto read = annotation::readAnnotation(*inputs[i].annotation, {(*reader)->info().seconds()});
        if (!read) {
            complain(read.error());
            continue;
        }
        const auto spans = matchingSpans(read->annotation, *matcher, options.tiers);
        const auto saved = annotation::saveIntervals(**reader, &read->annotation, spans, options.out, part);
        if (line.stopToken().stop_requested()) return line.failed(core::cancelled().value());
        if (!saved) {
            complain(saved.error());
            continue;
        }
        for (const auto& one : *saved)
            list.push_back({{"sound", one.sound.string()},
                            {"annotation", one.annotation ? nlohmann::json(one.annotation->string()) : nlohmann::json()},
                            {"from", inputs[i].recording.string()}});
    }
    bar.clear();
    if (line.json) {
        line.printJson(list);
    } else {
        line.message(core::Text("%1: %2 intervals saved.", {options.out, std::to_string(list.size())}).english());
    }
    return failed ? kFailed : kDone;
}

void addCommon(CLI::App& command, FindOptions& options) {
    command.add_option("PATTERN", options.pattern.query.pattern, "What labels hold")->required();
    options.pattern.addTo(command);
    command.add_option("--tier", options.tiers, "Only in tiers of this name; may be given several times")
        ->type_name("NAME")
        ->allow_extra_args(false);
}

}  // namespace

void addFindCommands(CLI::App& app, CommandLine& line) {
    auto* finding = app.add_subcommand("find", "Labels that match a pattern, with those around them (concordance)");
    auto found = std::make_shared<FindOptions>();
    addCommon(*finding, *found);
    finding->add_option("INPUT", found->inputs, "Annotations, recordings with theirs beside them, or folders")->required();
    finding->add_option("--context", found->context, "Labels before and after")
        ->check(CLI::Range(0, 1000))
        ->capture_default_str();
    finding->add_option("--out", found->out, "Goal: .csv or .json (default: the standard output)")->type_name("PATH");
    finding->callback([&line, found] { line.action = [&line, found] { return find(line, *found); }; });

    auto* extracting =
        app.add_subcommand("extract", "Intervals whose labels match as WAV, each with its part of the annotation");
    auto saved = std::make_shared<FindOptions>();
    addCommon(*extracting, *saved);
    extracting->add_option("INPUT", saved->inputs, "Recordings with their annotation beside them, or folders")->required();
    extracting->add_option("--out", saved->out, "Folder; files in it are never overwritten")->required()->type_name("FOLDER");
    extracting->callback([&line, saved] { line.action = [&line, saved] { return extract(line, *saved); }; });
}

}  // namespace prososcope::cli
