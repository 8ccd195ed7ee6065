// SPDX-License-Identifier: GPL-3.0-or-later
#define PCRE2_CODE_UNIT_WIDTH 8
#include "engine/annotation/FindText.h"

#include <pcre2.h>

#include <algorithm>
#include <array>

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;
using core::Result;

struct TextMatcher::Code {
    pcre2_code* code = nullptr;
    pcre2_match_context* limits = nullptr;

    Code() = default;
    Code(const Code&) = delete;
    Code& operator=(const Code&) = delete;
    ~Code() {
        pcre2_code_free(code);
        pcre2_match_context_free(limits);
    }
};

Result<TextMatcher> TextMatcher::create(const TextQuery& query) {
    if (query.pattern.empty()) return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "Enter a text to find.")});
    if (query.pattern.size() > 10'000)
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The text to find is too long.")});
    std::uint32_t options = PCRE2_UTF | PCRE2_UCP;
    if (!query.isRegularExpression) options = PCRE2_UTF | PCRE2_LITERAL;
    if (!query.caseSensitive) options |= PCRE2_CASELESS;
    std::uint32_t extra = query.wholeLabel ? PCRE2_EXTRA_MATCH_LINE : 0U;
    if (query.wholeLabel && query.isRegularExpression) options |= PCRE2_DOLLAR_ENDONLY;
    auto code = std::make_shared<Code>();
    pcre2_compile_context* context = pcre2_compile_context_create(nullptr);
    pcre2_set_compile_extra_options(context, extra);
    int error = 0;
    PCRE2_SIZE offset = 0;
    code->code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(query.pattern.data()), query.pattern.size(), options, &error,
                               &offset, context);
    pcre2_compile_context_free(context);
    if (code->code == nullptr) {
        std::array<unsigned char, 256> message{};
        pcre2_get_error_message(error, message.data(), message.size());
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The regular expression is wrong at character %1: %2."),
                                          {std::to_string(offset + 1), reinterpret_cast<const char*>(message.data())}});
    }
    code->limits = pcre2_match_context_create(nullptr);
    pcre2_set_match_limit(code->limits, 100'000);
    pcre2_set_depth_limit(code->limits, 10'000);
    pcre2_set_heap_limit(code->limits, 20'000);  // KiB
    TextMatcher matcher;
    matcher.m_code = std::move(code);
    return matcher;
}

std::optional<std::pair<std::size_t, std::size_t>> TextMatcher::find(std::string_view label) const {
    pcre2_match_data* data = pcre2_match_data_create(1, nullptr);
    const int count =
        pcre2_match(m_code->code, reinterpret_cast<PCRE2_SPTR>(label.data()), label.size(), 0, 0, data, m_code->limits);
    std::optional<std::pair<std::size_t, std::size_t>> found;
    if (count >= 0) {
        const PCRE2_SIZE* places = pcre2_get_ovector_pointer(data);
        found = {places[0], places[1]};
    }
    pcre2_match_data_free(data);
    return found;
}

std::vector<FoundLabel> findLabels(const Annotation& annotation, const TextMatcher& matcher, std::span<const Id> tiers) {
    struct Place {
        double time;
        FoundLabel label;
    };
    std::vector<Place> places;
    for (const auto& tier : annotation.tiers()) {
        if (!tiers.empty() && std::find(tiers.begin(), tiers.end(), tier->header.id) == tiers.end()) continue;
        for (std::size_t i = 0; i < tier->items.size(); ++i) {
            if (matcher.matches(tier->items[i].label)) places.push_back({tier->items[i].time, {tier->header.id, i}});
        }
    }
    std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.time < b.time; });
    std::vector<FoundLabel> found;
    found.reserve(places.size());
    for (const auto& place : places) found.push_back(place.label);
    return found;
}

std::optional<FoundLabel> findNext(const Annotation& annotation, const TextMatcher& matcher, std::span<const Id> tiers,
                                   std::optional<FoundLabel> from, bool forward) {
    const auto found = findLabels(annotation, matcher, tiers);
    if (found.empty()) return std::nullopt;
    const auto tier = from ? annotation.find(from->tier) : nullptr;
    if (!tier || from->item >= tier->items.size()) return forward ? found.front() : found.back();
    // The order of findLabels: by time, then by tier.
    const auto key = [&](const FoundLabel& label) {
        return std::pair(annotation.find(label.tier)->items[label.item].time, *annotation.indexOf(label.tier));
    };
    const auto here = key(*from);
    if (forward) {
        const auto next = std::find_if(found.begin(), found.end(), [&](const FoundLabel& label) { return key(label) > here; });
        return next != found.end() ? *next : found.front();
    }
    const auto next = std::find_if(found.rbegin(), found.rend(), [&](const FoundLabel& label) { return key(label) < here; });
    return next != found.rend() ? *next : found.back();
}

std::vector<ConcordanceLine> concordance(const Annotation& annotation, const TextMatcher& matcher, std::span<const Id> tiers,
                                         std::size_t context) {
    std::vector<ConcordanceLine> lines;
    for (const auto& place : findLabels(annotation, matcher, tiers)) {
        const auto tier = annotation.find(place.tier);
        ConcordanceLine line{tier->header.name,
                             place,
                             annotation.interval(*tier, place.item),
                             {},
                             tier->items[place.item].label,
                             {},
                             annotation.parentLabel(*tier, place.item)};
        for (std::size_t i = place.item; i > 0 && line.before.size() < context; --i) {
            if (!tier->items[i - 1].label.empty()) line.before.insert(line.before.begin(), tier->items[i - 1].label);
        }
        for (std::size_t i = place.item + 1; i < tier->items.size() && line.after.size() < context; ++i) {
            if (!tier->items[i].label.empty()) line.after.push_back(tier->items[i].label);
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace prososcope::annotation
