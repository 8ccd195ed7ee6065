// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/Reference.h"
#include "engine/analysis/CorrelationMap.h"
#include "engine/analysis/Regression.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/learn/FScores.h"
#include "engine/learn/LinearRegression.h"
#include "engine/learn/NeuralRegression.h"
#include "engine/store/Npy.h"

namespace prososcope::cli {

namespace {

namespace fs = std::filesystem;
using core::numberText;

/// The inputs of one case.
struct SelectionCase {
    std::size_t count = 0;  ///< of columns chosen
    std::size_t wideTrain = 0;
    std::string speaker;  ///< of the map
    store::NpyArray rows, wide;
    std::vector<std::string> speakers;
    std::vector<double> target;

    [[nodiscard]] learn::MatrixView<float> view() const { return {rows.values.data(), rows.shape[0], rows.shape[1]}; }
};

core::Status misfit(const fs::path& folder) {
    return core::fail(core::ErrorKind::BadInput, {"The files of %1 do not fit each other: see the README.", {folder.string()}});
}

core::Status readConfig(const fs::path& folder, SelectionCase& result) {
    const auto text = core::readFile(folder / "config.json");
    if (!text) return core::fail(text.error());
    const auto config = nlohmann::json::parse(*text, nullptr, false);
    const auto number = [&](const char* key, std::size_t& value) {
        const auto found = config.find(key);
        if (found == config.end() || !found->is_number_unsigned()) return false;
        value = found->get<std::size_t>();
        return true;
    };
    if (!config.is_object() || !number("k", result.count) || !number("wide_train", result.wideTrain) ||
        !config.contains("heatmap_speaker") || !config["heatmap_speaker"].is_string())
        return misfit(folder);
    result.speaker = config["heatmap_speaker"].get<std::string>();
    return {};
}

core::Result<SelectionCase> readCase(const fs::path& folder) {
    SelectionCase result;
    if (const auto done = readConfig(folder, result); !done) return core::fail(done.error());
    for (const auto& [name, goal] : {std::pair{"X.npy", &result.rows}, {"wide_X.npy", &result.wide}}) {
        auto array = store::readNpy(folder / "in" / name);
        if (!array) return core::fail(array.error());
        *goal = std::move(*array);
    }
    const auto path = folder / "in" / "rows.csv";
    const auto text = core::readFile(path);
    if (!text) return core::fail(text.error());
    const auto table = core::parseCsv(*text, path.string());
    if (!table) return core::fail(table.error());
    const auto speaker = table->column("speaker");
    const auto target = table->column("y");
    const std::size_t count = table->rows.size();
    if (!speaker || !target || result.rows.shape.size() != 2 || result.wide.shape.size() != 2 ||
        result.rows.shape[0] != count || result.wide.shape[0] != count || result.wideTrain < 1 || result.wideTrain >= count)
        return core::fail(misfit(folder).error());
    for (const auto& row : table->rows) {
        result.speakers.push_back(row[*speaker]);
        result.target.push_back(core::parseNumber(row[*target]).value_or(std::nan("")));
    }
    return result;
}

core::Status writeScores(const SelectionCase& input, const fs::path& out) {
    const auto scores = learn::regressionFScores(input.view(), std::span<const double>(input.target));
    if (!scores) return core::fail(scores.error());
    const auto order = learn::rankedColumns(*scores);
    std::vector<std::size_t> rankOf(order.size());
    std::vector<std::vector<std::string>> best;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        rankOf[order[rank]] = rank;
        if (rank < input.count) best.push_back({std::to_string(rank), std::to_string(order[rank])});
    }
    std::vector<std::vector<std::string>> rows;
    for (std::size_t c = 0; c < order.size(); ++c) {
        std::vector<double> column;
        for (std::size_t i = 0; i < input.target.size(); ++i) column.push_back(static_cast<double>(input.view().at(i, c)));
        rows.push_back({std::to_string(c), numberText(analysis::pearson(column, input.target).r), numberText((*scores)[c].f),
                        std::to_string(rankOf[c])});
    }
    if (auto done = writeReferenceTable(out / "f_scores.csv", {"column", "r", "f", "rank"}, std::move(rows)); !done)
        return done;
    return writeReferenceTable(out / "top_k.csv", {"rank", "column"}, std::move(best));
}

core::Status writeRegressions(const SelectionCase& input, const fs::path& out, core::Progress& progress) {
    std::vector<std::vector<std::string>> predictions;
    for (std::size_t i = 0; i < input.target.size(); ++i) predictions.push_back({std::to_string(i)});
    std::vector<std::vector<std::string>> errors;
    std::vector<std::vector<std::string>> selected;
    std::vector<std::string> columns{"row"};
    using learn::ColumnChoice;
    for (const auto& [name, choice] : {std::pair{"select_train", ColumnChoice::TrainingFold},
                                       {"select_all", ColumnChoice::AllRows},
                                       {"all_columns", ColumnChoice::Everything},
                                       {"mean", ColumnChoice::Mean}}) {
        const auto found =
            learn::regressLeavingSpeakersOut(input.view(), input.target, input.speakers, {choice, input.count, 1}, progress);
        if (!found) return core::fail(found.error());
        columns.emplace_back(name);
        for (std::size_t i = 0; i < predictions.size(); ++i) predictions[i].push_back(numberText(found->predictions[i]));
        for (const auto& speaker : found->speakers) {
            errors.push_back({name, speaker.speaker, numberText(speaker.meanSquaredError)});
            for (std::size_t rank = 0; choice == ColumnChoice::TrainingFold && rank < speaker.columns.size(); ++rank)
                selected.push_back({speaker.speaker, std::to_string(rank), std::to_string(speaker.columns[rank])});
        }
        errors.push_back({name, "mean", numberText(found->mean)});
        errors.push_back({name, "sd", numberText(found->deviation)});
        errors.push_back({name, "variance", numberText(found->variance)});
    }
    if (auto done = writeReferenceTable(out / "predictions.csv", columns, std::move(predictions)); !done) return done;
    if (auto done = writeReferenceTable(out / "mse.csv", {"method", "speaker", "mse"}, std::move(errors)); !done) return done;
    return writeReferenceTable(out / "train_selection.csv", {"speaker", "rank", "column"}, std::move(selected));
}

core::Status writeWide(const SelectionCase& input, const fs::path& out, core::Progress& progress) {
    learn::Matrix<double> rows(input.wide.shape[0], input.wide.shape[1]);
    std::copy(input.wide.values.begin(), input.wide.values.end(), rows.values.begin());
    const learn::MatrixView<double> train{rows.values.data(), input.wideTrain, rows.columns};
    const auto model =
        learn::LinearRegression::leastSquares(train, {input.target.data(), input.wideTrain, 1}, progress,
                                              learn::LinearRegression::machineSmallest(input.wideTrain, rows.columns));
    if (!model) return core::fail(model.error());
    const auto predicted = model->predict(rows.view());
    if (!predicted) return core::fail(predicted.error());
    std::vector<std::vector<std::string>> table;
    for (std::size_t i = input.wideTrain; i < rows.rows; ++i)
        table.push_back({std::to_string(i), numberText(predicted->at(i, 0))});
    return writeReferenceTable(out / "wide_predictions.csv", {"row", "prediction"}, std::move(table));
}

core::Status writeHeatmap(const SelectionCase& input, const fs::path& out, core::Progress& progress) {
    analysis::CorrelationSettings settings;
    settings.pooling = analysis::SpeakerPooling::One;
    settings.speaker = input.speaker;
    const std::vector<analysis::CorrelationTarget> targets{{"y", input.target, false}};
    const auto maps = analysis::correlationMaps({input.rows.values, input.rows.shape[1], input.speakers, {}, {}}, targets,
                                                settings, progress);
    if (!maps) return core::fail(maps.error());
    std::vector<std::vector<std::string>> rows;
    for (std::size_t c = 0; c < maps->front().r.size(); ++c) {
        const float r = maps->front().r[c];
        rows.push_back({std::to_string(c), numberText(r), numberText(std::abs(r))});
    }
    return writeReferenceTable(out / "heatmap.csv", {"column", "r", "abs_r"}, std::move(rows));
}

}  // namespace

core::Status writeReferenceTable(const fs::path& path, std::vector<std::string> columns,
                                 std::vector<std::vector<std::string>> rows) {
    return core::writeFile(path, core::formatCsv({std::move(columns), std::move(rows)}));
}

core::Status writeSelectionCase(const fs::path& in, const fs::path& out, core::Progress& progress) {
    const auto input = readCase(in);
    if (!input) return core::fail(input.error());
    if (auto done = writeScores(*input, out); !done) return done;
    if (auto done = writeRegressions(*input, out, progress); !done) return done;
    if (auto done = writeWide(*input, out, progress); !done) return done;
    return writeHeatmap(*input, out, progress);
}

}  // namespace prososcope::cli
