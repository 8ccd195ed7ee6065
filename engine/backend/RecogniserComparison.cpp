// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/RecogniserComparison.h"

#include <array>
#include <map>
#include <numeric>
#include <set>

#include "engine/analysis/Bootstrap.h"
#include "engine/analysis/ErrorRates.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/core/Undefined.h"

namespace prososcope::backend {

namespace {

constexpr const char* kTested = "tested.csv";

}  // namespace

core::Result<std::vector<RecognisedUtterance>> readTestedUtterances(const std::filesystem::path& folder) {
    const auto file = folder / kTested;
    std::error_code code;
    if (!std::filesystem::exists(file, code)) {
        return core::fail(core::ErrorKind::NotFound,
                          {TRANSLATABLE("Engine", "%1 holds no tested utterances: no recogniser was trained to its end there."),
                           {folder.string()}});
    }
    const auto text = core::readFile(file);
    if (!text) return core::fail(text.error());
    const auto table = core::parseCsv(*text, file.string());
    if (!table) return core::fail(table.error());
    constexpr std::array kColumns{"utterance", "speaker", "reference", "hypothesis", "seen_text"};
    std::array<std::size_t, kColumns.size()> places{};
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
        const auto place = table->column(kColumns[i]);
        if (!place) {
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine", "%1 has no column \"%2\"."), {file.string(), kColumns[i]}});
        }
        places[i] = *place;
    }
    std::vector<RecognisedUtterance> tested;
    for (const auto& row : table->rows)
        tested.push_back({row[places[0]], row[places[1]], row[places[2]], row[places[3]], row[places[4]] == "1"});
    return tested;
}

core::Result<RecogniserDifference> compareRecognisers(std::span<const RecognisedUtterance> first,
                                                      std::span<const RecognisedUtterance> second, bool seenText,
                                                      ErrorUnit unit) {
    const auto errors = [unit](const std::string& reference, const std::string& hypothesis) {
        return unit == ErrorUnit::Words ? analysis::wordErrors(reference, hypothesis)
                                        : analysis::characterErrors(reference, hypothesis);
    };
    std::map<std::string, const RecognisedUtterance*> others;
    std::size_t ofSecond = 0;
    for (const auto& each : second) {
        others[each.utterance] = &each;
        ofSecond += each.seenText == seenText ? 1 : 0;
    }
    std::vector<analysis::EditCounts> firstCounts;
    std::vector<analysis::EditCounts> secondCounts;
    std::vector<std::string> speakers;
    std::size_t ofFirst = 0;
    for (const auto& each : first) {
        if (each.seenText != seenText) continue;
        ++ofFirst;
        const auto other = others.find(each.utterance);
        if (other == others.end() || other->second->seenText != seenText) continue;
        if (other->second->reference != each.reference) {
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine",
                                            "The utterance %1 is \"%2\" in one of the trainings and \"%3\" in the other: they "
                                            "cannot be compared."),
                               {each.utterance, each.reference, other->second->reference}});
        }
        firstCounts.push_back(errors(each.reference, each.hypothesis));
        secondCounts.push_back(errors(each.reference, other->second->hypothesis));
        speakers.push_back(each.speaker);
    }
    const auto rateOf = [](const std::vector<analysis::EditCounts>& counts, std::span<const std::size_t> rows) {
        analysis::EditCounts sum;
        for (const auto row : rows) sum += counts[row];
        return sum.rate();
    };
    std::vector<std::size_t> all(speakers.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    RecogniserDifference result;
    result.utterances = all.size();
    result.leftOut = ofFirst + ofSecond - 2 * all.size();
    if (all.empty()) {
        result.first = result.second = result.difference = result.low = result.high = core::kUndefined;
        return result;
    }
    result.first = rateOf(firstCounts, all);
    result.second = rateOf(secondCounts, all);
    result.difference = result.first - result.second;
    result.speakers = std::set(speakers.begin(), speakers.end()).size();
    const auto interval = analysis::bootstrapInterval(
        analysis::speakerClusters(speakers, all.size()),
        [&](std::span<const std::size_t> rows) { return rateOf(firstCounts, rows) - rateOf(secondCounts, rows); });
    result.low = interval.low;
    result.high = interval.high;
    return result;
}

}  // namespace prososcope::backend
