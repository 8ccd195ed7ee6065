// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/StoredRegression.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/core/SafeFile.h"

namespace prososcope::experiment {

namespace {

using nlohmann::json;

constexpr std::size_t kLargest = std::size_t{16} << 20;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double numberIn(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? found->get<double>() : kNone;
}

std::size_t countIn(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number_unsigned() ? found->get<std::size_t>() : 0;
}

std::string textIn(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const json& listIn(const json& object, const char* key) {
    static const json kEmpty = json::array();
    const auto found = object.find(key);
    return found != object.end() && found->is_array() ? *found : kEmpty;
}

StoredRegressionCell cellOf(const json& row) {
    StoredRegressionCell cell;
    cell.system = textIn(row, "system");
    cell.target = textIn(row, "target");
    cell.columns = countIn(row, "columns");
    cell.mean = numberIn(row, "mse_mean");
    cell.low = numberIn(row, "mse_low");
    cell.high = numberIn(row, "mse_high");
    cell.deviation = numberIn(row, "mse_sd");
    cell.variance = numberIn(row, "mse_variance");
    cell.leaks = row.contains("leaks") && row["leaks"].is_boolean() && row["leaks"].get<bool>();
    if (const auto test = row.find("against_features"); test != row.end() && test->is_object()) {
        cell.againstFeatures =
            StoredDifference{numberIn(*test, "difference"), numberIn(*test, "low"), numberIn(*test, "high"),
                             numberIn(*test, "t"),          numberIn(*test, "p"),   numberIn(*test, "p_signs")};
    }
    return cell;
}

StoredRegressionTable tableOf(const json& object) {
    StoredRegressionTable table;
    table.name = textIn(object, "table");
    table.title = textIn(object, "title");
    table.utterances = countIn(object, "utterances");
    table.speakers = countIn(object, "speakers");
    table.unrated = countIn(object, "unrated");
    table.disagreed = countIn(object, "disagreed");
    for (const auto& row : listIn(object, "rows")) {
        if (row.is_object() && !textIn(row, "system").empty()) table.cells.push_back(cellOf(row));
    }
    return table;
}

}  // namespace

const StoredRegressionCell* StoredRegressionTable::cell(const std::string& system, const std::string& target) const {
    const auto found =
        std::ranges::find_if(cells, [&](const auto& each) { return each.system == system && each.target == target; });
    return found == cells.end() ? nullptr : &*found;
}

const StoredRegressionTable* StoredRegression::table(const std::string& wanted) const {
    const auto found = std::ranges::find_if(tables, [&](const auto& each) { return each.name == wanted; });
    return found == tables.end() ? nullptr : &*found;
}

core::Result<StoredRegression> readStoredRegression(const std::filesystem::path& folder) {
    const auto file = folder / "result.json";
    const auto text = core::readFile(file, kLargest);
    if (!text) return core::fail(text.error());
    const json root = json::parse(*text, nullptr, false);
    StoredRegression stored;
    if (root.is_object()) {
        stored = {folder,
                  textIn(root, "name"),
                  textIn(root, "title"),
                  textIn(root, "encoder"),
                  textIn(root, "tap"),
                  textIn(root, "corpus"),
                  {}};
        for (const auto& table : listIn(root, "tables")) {
            if (table.is_object()) stored.tables.push_back(tableOf(table));
        }
    }
    if (stored.name.empty() || stored.tables.empty()) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is no stored regression, or it is damaged. Run its experiment again."),
                           {file.string()}});
    }
    return stored;
}

std::vector<StoredRegression> storedRegressions(const std::filesystem::path& workspace, std::vector<core::Error>* problems) {
    std::vector<StoredRegression> all;
    std::error_code code;
    for (const auto& entry : std::filesystem::directory_iterator(workspace / "regressions", code)) {
        if (!std::filesystem::exists(entry.path() / "result.json", code)) continue;  // one that is not finished
        auto stored = readStoredRegression(entry.path());
        if (stored)
            all.push_back(std::move(*stored));
        else if (problems != nullptr)
            problems->push_back(stored.error());
    }
    std::ranges::sort(all, {}, &StoredRegression::name);
    return all;
}

}  // namespace prososcope::experiment
