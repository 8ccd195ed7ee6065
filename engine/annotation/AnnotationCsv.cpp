// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/AnnotationCsv.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "engine/annotation/Preserved.h"
#include "engine/annotation/Repair.h"
#include "engine/core/Csv.h"

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;
using core::Result;

namespace {

enum Column : std::size_t { kTier, kStart, kEnd, kLabel };
using Columns = std::array<std::optional<std::size_t>, 4>;

/// Names by which the columns are known, ours first.
const std::array<std::vector<std::string_view>, 4> kNames{{{"tier", "tier_name", "layer"},
                                                           {"start", "tmin", "begin", "xmin", "onset", "start_time", "time"},
                                                           {"end", "tmax", "stop", "xmax", "offset", "end_time"},
                                                           {"label", "text", "annotation", "value", "mark"}}};

Columns columnsOf(const std::vector<std::string>& header) {
    Columns columns;
    for (std::size_t kind = 0; kind < columns.size(); ++kind) {
        for (const auto name : kNames[kind]) {
            for (std::size_t i = 0; i < header.size() && !columns[kind]; ++i) {
                std::string lower = header[i];
                for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
                if (lower == name) columns[kind] = i;
            }
        }
    }
    return columns;
}

char separatorOf(std::string_view text) {
    const auto line = text.substr(0, text.find_first_of("\r\n"));
    const auto count = [&](char c) { return std::count(line.begin(), line.end(), c); };
    if (count('\t') > 0 && count('\t') >= count(',') && count('\t') >= count(';')) return '\t';
    return count(';') > count(',') ? ';' : ',';
}

std::optional<double> secondsOf(const std::string& text) {
    std::string dotted = text;
    if (const auto comma = dotted.find(','); comma != std::string::npos) dotted[comma] = '.';
    const auto seconds = core::parseNumber(dotted);
    return seconds && std::abs(*seconds) <= Limits::kSeconds ? seconds : std::nullopt;
}

/// The text with every line end as LF outside and CR alone read as a line end, for the reader of tables.
std::string withLineFeeds(std::string_view text, LineEnd lineEnd) {
    std::string result(text);
    if (lineEnd == LineEnd::Cr) std::replace(result.begin(), result.end(), '\r', '\n');
    return result;
}

}  // namespace

Result<ReadAnnotation> parseAnnotationCsv(std::string_view bytes, std::string_view source, const ReadOptions& options) {
    auto decoded = decodeText(bytes, source);
    if (!decoded) return fail(decoded.error());
    ReadAnnotation read;
    read.format = FileFormat::Csv;
    if (decoded->encoding == Encoding::Latin1)
        read.notes.push_back({TRANSLATABLE("Engine", "%1 is not UTF-8 and was read as Latin-1."), {std::string(source)}});
    Preserved preserved;
    preserved.format = FileFormat::Csv;
    preserved.encoding = decoded->encoding;
    preserved.lineEnd = decoded->lineEnd;
    preserved.csv.separator = separatorOf(decoded->text);
    auto table = core::parseCsv(withLineFeeds(decoded->text, decoded->lineEnd), source, preserved.csv.separator);
    if (!table) return fail(table.error());
    const auto columns = columnsOf(table->columns);
    if (!columns[kStart] || !columns[kLabel]) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 has no columns named start and label. Name the columns tier, start, end and label."),
             {std::string(source)}});
    }
    if (table->rows.size() > Limits::kItems) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 holds more than %2 labels, which is more than can be edited."),
                     {std::string(source), std::to_string(Limits::kItems)}});
    }
    const bool further =
        table->columns.size() >
        static_cast<std::size_t>(std::count_if(columns.begin(), columns.end(), [](const auto& c) { return c.has_value(); }));
    std::vector<RawTier> raw;
    std::map<std::string, std::size_t> tierOfName;
    Id nextId = 1;
    double start = 0.0;
    double end = options.duration.value_or(0.0);
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        auto& cells = table->rows[row];
        const auto problem = [&](const char* sentence, const std::string& what) {
            return fail(ErrorKind::BadInput, {sentence, {std::string(source), std::to_string(row + 1), what.substr(0, 40)}});
        };
        const std::string name = columns[kTier] ? cells[*columns[kTier]] : "labels";
        const auto [place, isNew] = tierOfName.emplace(name, raw.size());
        if (isNew) {
            if (raw.size() >= Limits::kTiers)
                return problem(TRANSLATABLE("Engine", "%1, row %2: there are too many tiers (“%3”)."), name);
            raw.emplace_back();
            raw.back().header.id = nextId++;
            raw.back().header.name = name;
            raw.back().gapsAreNormal = true;
        }
        const auto time = [&](Column column) -> std::optional<double> {
            const auto& text = cells[*columns[column]];
            const auto seconds = secondsOf(text);
            if (seconds) preserved.keepTime(*seconds, text);
            return seconds;
        };
        RawItem item;
        const auto first = time(kStart);
        if (!first)
            return problem(TRANSLATABLE("Engine", "%1, row %2: “%3” is no time in seconds. Correct that row."),
                           cells[*columns[kStart]]);
        item.start = item.end = *first;
        if (columns[kEnd] && !cells[*columns[kEnd]].empty()) {
            const auto second = time(kEnd);
            if (!second)
                return problem(TRANSLATABLE("Engine", "%1, row %2: “%3” is no time in seconds. Correct that row."),
                               cells[*columns[kEnd]]);
            item.end = *second;
            preserved.csv.pointsRepeatTime |= item.start == item.end;
        }
        item.label = cells[*columns[kLabel]];
        item.id = nextId++;
        start = std::min({start, item.start, item.end});
        end = std::max({end, item.start, item.end});
        if (further) preserved.csv.rows.emplace(item.id, std::move(cells));
        raw[place->second].items.push_back(std::move(item));
    }
    if (!(end > start)) end = start + 1.0;
    std::vector<TierPointer> tiers;
    for (auto& tier : raw) {
        const bool points =
            std::all_of(tier.items.begin(), tier.items.end(), [](const RawItem& item) { return item.start == item.end; });
        if (points) tier.header.kind = TierKind::Point;
        auto valid = repaired(std::move(tier), start, end, nextId, read.notes);
        if (!valid) return fail(valid.error());
        for (const auto& one : *valid) {
            preserved.csv.hasGaps |= one->isInterval() && std::any_of(one->items.begin(), one->items.end(),
                                                                      [](const Item& item) { return item.id == 0; });
        }
        tiers.insert(tiers.end(), valid->begin(), valid->end());
    }
    preserved.csv.columns = std::move(table->columns);
    preserved.original = bytes;
    read.annotation = finished(start, end, std::move(tiers), nextId, std::move(preserved));
    return read;
}

std::string formatAnnotationCsv(const Annotation& annotation) {
    const auto* preserved =
        annotation.preserved() && annotation.preserved()->format == FileFormat::Csv ? annotation.preserved().get() : nullptr;
    Preserved::CsvStyle style;
    if (preserved) style = preserved->csv;
    if (style.columns.empty()) style.columns = {"tier", "start", "end", "label"};
    auto columns = columnsOf(style.columns);
    const auto need = [&](Column column, const char* name) {
        if (columns[column]) return;
        columns[column] = style.columns.size();
        style.columns.emplace_back(name);
    };
    const bool oneTier = annotation.tiers().size() == 1 && annotation.tier(0).header.name == "labels";
    const bool allPoints = std::none_of(annotation.tiers().begin(), annotation.tiers().end(),
                                        [](const TierPointer& tier) { return tier->isInterval(); });
    if (!oneTier) need(kTier, "tier");
    if (!allPoints) need(kEnd, "end");
    const std::string lineEnd(lineEndText(preserved ? preserved->lineEnd : LineEnd::Lf));
    std::string text;
    const auto add = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) text += style.separator;
            text += core::csvCell(cells[i], style.separator);
        }
        text += lineEnd;
    };
    add(style.columns);
    for (const auto& tier : annotation.tiers()) {
        for (std::size_t i = 0; i < tier->items.size(); ++i) {
            const Item& item = tier->items[i];
            if (tier->isInterval() && style.hasGaps && item.label.empty() && item.id == 0) continue;
            std::vector<std::string> cells;
            if (const auto found = style.rows.find(item.id); item.id != 0 && found != style.rows.end()) cells = found->second;
            cells.resize(style.columns.size());
            const Interval place = annotation.interval(*tier, i);
            if (columns[kTier]) cells[*columns[kTier]] = tier->header.name;
            cells[*columns[kStart]] = timeText(place.start, preserved);
            if (columns[kEnd])
                cells[*columns[kEnd]] = tier->isInterval() || style.pointsRepeatTime ? timeText(place.end, preserved) : "";
            cells[*columns[kLabel]] = item.label;
            add(cells);
        }
    }
    return encodeText(text, preserved ? preserved->encoding : Encoding::Utf8);
}

std::vector<core::Text> csvLosses(const Annotation& annotation) {
    std::vector<core::Text> lost;
    std::set<std::string> names;
    for (const auto& tier : annotation.tiers()) {
        const auto& name = tier->header.name;
        if (!names.insert(name).second)
            lost.push_back({TRANSLATABLE("Engine", "A table cannot tell two tiers named %1 apart: they become one."), {name}});
        if (tier->items.empty())
            lost.push_back({TRANSLATABLE("Engine", "A table does not hold tier %1, which is empty."), {name}});
        if (tier->header.parent)
            lost.push_back({TRANSLATABLE("Engine", "A table does not hold which tier is the parent of tier %1."), {name}});
        if (tier->header.vocabulary)
            lost.push_back({TRANSLATABLE("Engine", "A table does not hold the vocabulary of tier %1."), {name}});
    }
    return lost;
}

}  // namespace prososcope::annotation
