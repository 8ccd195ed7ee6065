// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/AudacityLabels.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/annotation/Preserved.h"
#include "engine/annotation/Repair.h"
#include "engine/core/Csv.h"

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;
using core::Result;

namespace {

/// The field before the next tab, which is taken off `line`.
std::string_view takeField(std::string_view& line) {
    const auto tab = line.find('\t');
    const auto field = line.substr(0, tab);
    line = tab == std::string_view::npos ? std::string_view() : line.substr(tab + 1);
    return field;
}

std::optional<double> secondsOf(std::string_view text) {
    std::string dotted(text);
    if (const auto comma = dotted.find(','); comma != std::string::npos) dotted[comma] = '.';  // as some locales write it
    const auto seconds = core::parseNumber(dotted);
    return seconds && std::abs(*seconds) <= Limits::kSeconds ? seconds : std::nullopt;
}

}  // namespace

Result<ReadAnnotation> parseAudacityLabels(std::string_view bytes, std::string_view source, const ReadOptions& options) {
    auto decoded = decodeText(bytes, source);
    if (!decoded) return fail(decoded.error());
    ReadAnnotation read;
    read.format = FileFormat::Audacity;
    if (decoded->encoding == Encoding::Latin1)
        read.notes.push_back({TRANSLATABLE("Engine", "%1 is not UTF-8 and was read as Latin-1."), {std::string(source)}});
    Preserved preserved;
    preserved.format = FileFormat::Audacity;
    preserved.encoding = decoded->encoding;
    preserved.lineEnd = decoded->lineEnd;
    RawTier regions;
    RawTier points;
    regions.header.id = 1;
    regions.header.name = "labels";
    regions.gapsAreNormal = true;
    points.header.id = 2;
    points.header.name = "points";
    points.header.kind = TierKind::Point;
    Id nextId = 3;
    double start = 0.0;
    double end = options.duration.value_or(0.0);
    std::string_view rest = decoded->text;
    const auto stop = lineEndText(decoded->lineEnd);
    Id last = 0;
    for (std::size_t number = 1; !rest.empty(); ++number) {
        const auto length = std::min(rest.find(stop), rest.size());
        std::string_view line = rest.substr(0, length);
        rest.remove_prefix(std::min(length + stop.size(), rest.size()));
        const auto problem = [&](const char* sentence) {
            return fail(ErrorKind::BadInput, {sentence, {std::string(source), std::to_string(number)}});
        };
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        if (line.starts_with("\\\t")) {
            if (last == 0)
                return problem(
                    TRANSLATABLE("Engine", "%1, line %2: a frequency range stands before the first label. Correct that line."));
            auto& kept = preserved.items[last];
            if (!kept.empty()) kept += stop;
            kept += line;
            continue;
        }
        const auto firstText = takeField(line);
        const auto first = secondsOf(firstText);
        if (!first)
            return problem(
                TRANSLATABLE("Engine", "%1, line %2 does not begin with a time in seconds and a tab. Correct that line."));
        auto second = first;
        auto beforeSecond = line;
        const auto secondText = takeField(beforeSecond);
        if (const auto seconds = secondsOf(secondText)) {
            second = seconds;
            line = beforeSecond;
            preserved.keepTime(*second, secondText);
        }
        preserved.keepTime(*first, firstText);
        RawItem item{*first, *second, std::string(line), last = nextId++};
        start = std::min({start, *first, *second});
        end = std::max({end, *first, *second});
        if (nextId > Limits::kItems) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "%1 holds more than %2 labels, which is more than can be edited."),
                         {std::string(source), std::to_string(Limits::kItems)}});
        }
        (*first == *second ? points : regions).items.push_back(std::move(item));
    }
    if (!(end > start)) end = start + 1.0;
    std::vector<TierPointer> tiers;
    for (RawTier* raw : {&regions, &points}) {
        if (raw->items.empty() && !(raw == &regions && points.items.empty())) continue;
        auto valid = repaired(std::move(*raw), start, end, nextId, read.notes);
        if (!valid) return fail(valid.error());
        tiers.insert(tiers.end(), valid->begin(), valid->end());
    }
    preserved.original = bytes;
    read.annotation = finished(start, end, std::move(tiers), nextId, std::move(preserved));
    return read;
}

std::string formatAudacityLabels(const Annotation& annotation) {
    const auto* preserved = annotation.preserved() && annotation.preserved()->format == FileFormat::Audacity
                                ? annotation.preserved().get()
                                : nullptr;
    struct Line {
        Interval place;
        Id id;
        const std::string* label;
    };
    std::vector<Line> lines;
    for (const auto& tier : annotation.tiers()) {
        for (std::size_t i = 0; i < tier->items.size(); ++i) {
            const Item& item = tier->items[i];
            if (tier->isInterval() && item.label.empty() && (item.id == 0 || !preserved)) continue;
            lines.push_back({annotation.interval(*tier, i), item.id, &item.label});
        }
    }
    std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
        if (a.place.start != b.place.start) return a.place.start < b.place.start;
        return a.id != 0 && b.id != 0 && a.id < b.id;
    });
    const std::string lineEnd(lineEndText(preserved ? preserved->lineEnd : LineEnd::Lf));
    std::string text;
    for (const auto& line : lines) {
        std::string label = *line.label;
        for (char& c : label) {
            if (c == '\n' || c == '\r') c = ' ';
        }
        text += timeText(line.place.start, preserved) + '\t' + timeText(line.place.end, preserved) + '\t' + label + lineEnd;
        if (!preserved || line.id == 0) continue;
        if (const auto found = preserved->items.find(line.id); found != preserved->items.end()) text += found->second + lineEnd;
    }
    return encodeText(text, preserved ? preserved->encoding : Encoding::Utf8);
}

std::vector<core::Text> audacityLosses(const Annotation& annotation) {
    std::vector<core::Text> lost;
    std::size_t intervals = 0;
    std::size_t points = 0;
    bool names = false;
    const bool own = annotation.preserved() && annotation.preserved()->format == FileFormat::Audacity;
    for (const auto& tier : annotation.tiers()) {
        const auto& name = tier->header.name;
        ++(tier->isInterval() ? intervals : points);
        names |= name != (tier->isInterval() ? "labels" : "points");
        if (tier->header.parent)
            lost.push_back(
                {TRANSLATABLE("Engine", "A label track does not hold which tier is the parent of tier %1."), {name}});
        if (tier->header.vocabulary)
            lost.push_back({TRANSLATABLE("Engine", "A label track does not hold the vocabulary of tier %1."), {name}});
        bool breaks = false;
        bool gaps = false;
        for (std::size_t i = 0; i < tier->items.size(); ++i) {
            const auto isGap = [&](const Item& item) { return item.label.empty() && (item.id == 0 || !own); };
            breaks |= tier->items[i].label.find_first_of("\r\n") != std::string::npos;
            gaps |= tier->isInterval() && i > 0 && isGap(tier->items[i]) && isGap(tier->items[i - 1]);
        }
        if (breaks) lost.push_back({TRANSLATABLE("Engine", "Line breaks in labels of tier %1 become spaces."), {name}});
        if (gaps)
            lost.push_back({TRANSLATABLE("Engine", "Boundaries between unlabelled intervals of tier %1 are lost."), {name}});
    }
    if (intervals > 1 || points > 1)
        lost.push_back(
            {TRANSLATABLE("Engine", "A label track is one tier: all tiers are written into it, one label after another.")});
    else if (names)
        lost.push_back({TRANSLATABLE("Engine", "A label track does not hold the names of tiers.")});
    return lost;
}

}  // namespace prososcope::annotation
