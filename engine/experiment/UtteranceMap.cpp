// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/UtteranceMap.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <unordered_map>

#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/core/Undefined.h"
#include "engine/experiment/CorrelationTargets.h"
#include "engine/store/CorpusColumns.h"
#include "engine/store/CorpusFields.h"

namespace prososcope::experiment {

namespace {

constexpr std::size_t kMostColours = 48;

using Rows = std::vector<const corpus::Utterance*>;  // of a set; null where the corpus does not have it

void countValues(MapColumn& column) {
    std::set<std::string_view> words;
    std::set<double> numbers;
    for (const std::string& word : column.words)
        if (!word.empty()) ++column.known, words.insert(word);
    for (const double number : column.numbers)
        if (!std::isnan(number)) ++column.known, numbers.insert(number);
    column.different = words.size() + numbers.size();
}

template <typename Value>
MapColumn wordColumn(std::string name, const Rows& rows, const Value& value) {
    MapColumn made{std::move(name), false, {}, {}, 0, 0};
    for (const corpus::Utterance* each : rows) made.words.push_back(each == nullptr ? std::string() : value(*each));
    countValues(made);
    return made;
}

template <typename Value>
MapColumn numberColumn(std::string name, const Rows& rows, const Value& value) {
    MapColumn made{std::move(name), true, {}, {}, 0, 0};
    for (const corpus::Utterance* each : rows) made.numbers.push_back(each == nullptr ? core::kUndefined : value(*each));
    countValues(made);
    return made;
}

Rows rowsOfSet(const store::ActivationSetInfo& info, const corpus::Corpus& corpus) {
    std::unordered_map<std::string_view, const corpus::Utterance*> places;
    for (const corpus::Utterance& each : corpus.utterances) places.emplace(each.id, &each);
    Rows rows;
    for (const std::string& id : info.utterances) {
        const auto found = places.find(id);
        rows.push_back(found == places.end() ? nullptr : found->second);
    }
    return rows;
}

void addDerived(const corpus::Corpus& corpus, std::span<const std::string> utterances, std::vector<MapColumn>& columns) {
    for (const TargetChoice& choice : availableTargets(corpus, utterances)) {
        if (choice.kind != TargetKind::Derived) continue;
        auto targets = correlationTargets(corpus, utterances, std::span(&choice.key, 1));
        if (!targets) continue;
        MapColumn made{choice.key, true, {}, std::move(targets->front().values), 0, 0};
        countValues(made);
        columns.push_back(std::move(made));
    }
}

}  // namespace

bool MapColumn::canColour() const { return different > 1 && (numeric || different <= kMostColours); }

std::string MapColumn::text(std::size_t row) const { return numeric ? core::cellText(numbers[row]) : words[row]; }

std::vector<MapColumn> mapColumns(const store::ActivationSetInfo& info, const corpus::Corpus* corpus) {
    std::vector<MapColumn> columns;
    if (corpus == nullptr) {
        columns.push_back({"speaker", false, info.speakers, {}, 0, 0});
        countValues(columns.back());
        return columns;
    }
    const Rows rows = rowsOfSet(info, *corpus);
    const auto add = [&](MapColumn column) {
        if (column.known > 0) columns.push_back(std::move(column));
    };
    for (const store::CorpusField& field : store::standardFields()) {
        if (field.name == "id" || field.name == "path") continue;
        if (field.kind == store::FieldKind::Number)
            add(numberColumn(field.name, rows, [&](const auto& each) { return store::fieldNumber(each, field.name); }));
        else
            add(wordColumn(field.name, rows, [&](const auto& each) { return store::fieldText(each, field.name); }));
    }
    std::set<std::string> texts;
    std::set<std::string> numbers;
    for (const corpus::Utterance* each : rows) {
        if (each == nullptr) continue;
        for (const auto& [name, value] : each->texts) texts.insert(name);
        for (const auto& [name, value] : each->numbers) numbers.insert(name);
    }
    for (const std::string& name : texts)
        add(wordColumn(name, rows, [&](const auto& each) {
            const auto found = each.texts.find(name);
            return found == each.texts.end() ? std::string() : found->second;
        }));
    for (const std::string& name : numbers) {
        const std::string field = std::string(store::kNumbersPrefix) + name;
        add(numberColumn(field, rows, [&](const auto& each) { return store::fieldNumber(each, field); }));
    }
    addDerived(*corpus, info.utterances, columns);
    return columns;
}

const MapColumn* findColumn(std::span<const MapColumn> columns, std::string_view name) {
    const auto found = std::ranges::find(columns, name, &MapColumn::name);
    return found == columns.end() ? nullptr : &*found;
}

std::vector<std::string> wordsInOrder(const MapColumn& column) {
    std::set<std::string> words(column.words.begin(), column.words.end());
    words.erase(std::string());
    std::vector<std::string> ordered(words.begin(), words.end());
    if (column.name == "emotion") return corpus::inDisplayOrder(std::move(ordered));
    std::ranges::stable_sort(ordered, store::naturalLess);
    return ordered;
}

core::Result<std::optional<std::size_t>> findLayer(const store::ActivationSetInfo& info, std::string_view layer) {
    if (layer == kAllLayers) return std::optional<std::size_t>();
    const auto number = core::parseNumber(layer);
    if (number && *number >= 1.0 && *number <= static_cast<double>(info.layers.size()) && std::floor(*number) == *number)
        return std::optional(static_cast<std::size_t>(*number) - 1);
    const auto named = std::ranges::find(info.layers, layer, &store::ActivationLayer::name);
    if (named != info.layers.end() && !layer.empty())
        return std::optional(static_cast<std::size_t>(named - info.layers.begin()));
    std::vector<std::string> names;
    for (const store::ActivationLayer& each : info.layers) names.push_back(each.name);
    return core::fail(core::ErrorKind::NotFound,
                      {TRANSLATABLE("Engine", "There is no layer %1. Choose a number from 1 to %2, \"all\", or one of: %3."),
                       {std::string(layer), std::to_string(info.layers.size()), core::joined(names)}});
}

core::Result<learn::Matrix<float>> layerRows(const store::ActivationSet& set, std::optional<std::size_t> layer,
                                             store::ActivationPool pool) {
    const store::ActivationSetInfo& info = set.info();
    if (!info.has(pool))
        return core::fail(core::ErrorKind::NotFound,
                          {TRANSLATABLE("Engine", "%1 does not have the pool \"%2\". Compute the activations with it."),
                           {set.path().string(), std::string(store::activationPoolName(pool))}});
    const learn::MatrixView<float> all{set.values(pool).data(), info.utterances.size(), static_cast<std::size_t>(info.units())};
    std::size_t from = 0;
    std::size_t units = all.columns;
    if (layer) {
        units = static_cast<std::size_t>(info.layers[*layer].units);
        for (std::size_t before = 0; before < *layer; ++before) from += static_cast<std::size_t>(info.layers[before].units);
    }
    std::vector<std::size_t> chosen(units);
    std::iota(chosen.begin(), chosen.end(), from);
    return learn::columnsOf(all, chosen);
}

std::string utteranceMapCsv(const learn::Projection& projection, const store::ActivationSetInfo& info,
                            std::span<const MapColumn> columns, std::span<const std::size_t> chosen, char separator) {
    core::CsvTable table{{"id", "x", "y"}, {}};
    for (const MapColumn& column : columns) table.columns.push_back(column.name);
    for (std::size_t row = 0; row < info.utterances.size(); ++row) {
        if (!chosen.empty() && !std::ranges::binary_search(chosen, row)) continue;
        std::vector<std::string> cells{info.utterances[row], core::numberText(projection.places.at(row, 0)),
                                       core::numberText(projection.places.at(row, 1))};
        for (const MapColumn& column : columns) cells.push_back(column.text(row));
        table.rows.push_back(std::move(cells));
    }
    return core::formatCsv(table, separator);
}

}  // namespace prososcope::experiment
