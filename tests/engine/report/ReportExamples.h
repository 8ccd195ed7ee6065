// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

#include "engine/core/Random.h"
#include "engine/report/Report.h"
#include "tests/TestSupport.h"

/// Runs with predictions, made in the tests.
namespace examples {

/// 120 utterances of six speakers and three classes, right with this probability.
inline prososcope::report::StoredRun storedRun(double accuracy, std::uint64_t seed, std::int64_t id = 1) {
    using namespace prososcope;
    report::StoredRun stored;
    stored.run.id = id;
    stored.run.name = "tones";
    stored.run.title = "Tones";
    stored.run.state = store::RunState::Finished;
    stored.run.system = "log-mel network";
    stored.run.corpus = "tones";
    stored.run.protocol = "leave-one-speaker-out";
    stored.run.experiment = "name = \"tones\"\n";
    stored.run.versions = R"({"prososcope":"0.1.0"})";
    stored.run.classes = {"angry", "happy", "sad"};
    stored.run.seed = seed;
    core::Random random(seed);
    for (int i = 0; i < 120; ++i) {
        store::PredictionRecord each;
        each.fold = i % 6;
        each.utterance = "u" + std::to_string(i);
        each.speaker = "s" + std::to_string(i % 6);
        each.gender = i % 2 == 0 ? "female" : "male";
        each.truth = (i / 6) % 3;
        each.predicted = random.chance(accuracy) ? each.truth : (each.truth + 1) % 3;
        each.posteriors = {0.2F, 0.2F, 0.2F};
        each.posteriors[static_cast<std::size_t>(each.predicted)] = 0.6F;
        stored.predictions.push_back(each);
    }
    for (int fold = 0; fold < 6; ++fold) {
        store::FoldRecord record;
        record.index = fold;
        record.name = "s" + std::to_string(fold);
        record.testSpeakers = {record.name};
        record.complete = true;
        record.bestEpoch = 3;
        stored.folds.push_back(record);
        for (int epoch = 1; epoch <= 4; ++epoch)
            stored.epochs.push_back({fold, epoch, 1.0 / epoch, 1.2 / epoch, 0.2 * epoch, 1e-3, 1.0});
    }
    return stored;
}

inline const prososcope::report::Table* findTable(const prososcope::report::Document& document, const std::string& name) {
    for (const auto& block : document.blocks) {
        const auto* table = std::get_if<prososcope::report::Table>(&block);
        if (table != nullptr && table->name == name) return table;
    }
    return nullptr;
}

/// A number of a table for machines, by the text of a column in which its row is found.
inline double number(const prososcope::report::Table& table, const std::string& key, const std::string& row,
                     const std::string& column) {
    const auto csv = prososcope::report::csvOf(table);
    const auto where = csv.column(key);
    const auto what = csv.column(column);
    if (!where || !what) return std::nan("");
    for (const auto& cells : csv.rows) {
        if (cells[*where] == row) return prososcope::core::parseNumber(cells[*what]).value_or(std::nan(""));
    }
    return std::nan("");
}

}  // namespace examples
