// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/PredictOutput.h"

#include <algorithm>

#include "engine/core/Csv.h"

namespace prososcope::cli {

namespace {

constexpr int kSecondsDigits = 4;

struct Interval {
    double start = 0.0;
    double end = 0.0;
    std::string text;
};

std::vector<Interval> mergedIntervals(const PredictedFile& file, const std::vector<std::string>& classes) {
    std::vector<Interval> intervals;
    const auto middle = [](const backend::TimelineRow& row) { return 0.5 * (row.startSeconds + row.endSeconds); };
    for (std::size_t i = 0; i < file.rows.size(); ++i) {
        const std::string& word = classes[winner(file.rows[i].posteriors)];
        const bool last = i + 1 == file.rows.size();
        const double end = last ? file.seconds : 0.5 * (middle(file.rows[i]) + middle(file.rows[i + 1]));
        if (!intervals.empty() && intervals.back().text == word) {
            intervals.back().end = end;
        } else {
            intervals.push_back({intervals.empty() ? 0.0 : intervals.back().end, end, word});
        }
    }
    if (intervals.empty()) intervals.push_back({0.0, file.seconds, ""});
    return intervals;
}

std::string quotedMark(const std::string& text) {
    std::string mark = "\"";
    for (const char c : text) mark += c == '"' ? std::string("\"\"") : std::string(1, c);
    return mark + "\"";
}

}  // namespace

std::size_t winner(const backend::Posteriors& posteriors) {
    return static_cast<std::size_t>(std::max_element(posteriors.begin(), posteriors.end()) - posteriors.begin());
}

PredictedColumns::PredictedColumns(const store::ModelCard& card) : classes(card.classes) {
    for (const auto& dimension : card.dimensions) dimensions.push_back(dimension.name);
}

std::string predictionsCsv(const std::vector<PredictedFile>& files, const PredictedColumns& columns, bool timeline) {
    std::string text = timeline ? "file,start,end" : "file";
    if (!columns.classes.empty()) text += ",predicted";
    for (const auto& word : columns.classes) text += "," + core::csvCell(word);
    for (const auto& word : columns.dimensions) text += "," + core::csvCell(word) + "," + core::csvCell(word + "_sd");
    text += "\n";
    for (const auto& file : files) {
        for (const auto& row : file.rows) {
            text += core::csvCell(file.path.string());
            if (timeline)
                text += "," + core::fixedText(row.startSeconds, kSecondsDigits) + "," +
                        core::fixedText(row.endSeconds, kSecondsDigits);
            if (!columns.classes.empty()) text += "," + core::csvCell(columns.classes[winner(row.posteriors)]);
            for (const float value : row.posteriors) text += "," + core::numberText(value);
            for (std::size_t d = 0; d < columns.dimensions.size(); ++d) {
                for (const auto* values : {&row.dimensions.values, &row.dimensions.deviations})
                    text += "," + (d < values->size() ? core::numberText((*values)[d]) : std::string());
            }
            text += "\n";
        }
    }
    return text;
}

nlohmann::json predictionsJson(const std::vector<PredictedFile>& files, const PredictedColumns& columns, bool timeline) {
    auto list = nlohmann::json::array();
    const auto describe = [&](const backend::TimelineRow& row) {
        auto value = nlohmann::json::object();
        if (!columns.classes.empty()) value["predicted"] = columns.classes[winner(row.posteriors)];
        for (std::size_t c = 0; c < columns.classes.size(); ++c) value["posteriors"][columns.classes[c]] = row.posteriors[c];
        const auto& [values, deviations] = row.dimensions;
        for (std::size_t d = 0; d < std::min(columns.dimensions.size(), values.size()); ++d) {
            value["dimensions"][columns.dimensions[d]] = values[d];
            if (d < deviations.size()) value["deviations"][columns.dimensions[d]] = deviations[d];
        }
        return value;
    };
    for (const auto& file : files) {
        nlohmann::json value = {{"file", file.path.string()}, {"seconds", file.seconds}};
        if (timeline) {
            value["windows"] = nlohmann::json::array();
            for (const auto& row : file.rows) {
                auto window = describe(row);
                window["start"] = row.startSeconds;
                window["end"] = row.endSeconds;
                value["windows"].push_back(window);
            }
        } else if (!file.rows.empty()) {
            value.update(describe(file.rows.front()));
        }
        list.push_back(value);
    }
    return list;
}

std::string predictionsTextGrid(const PredictedFile& file, const std::vector<std::string>& classes) {
    const auto intervals = mergedIntervals(file, classes);
    const std::string end = core::numberText(file.seconds);
    std::string text = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0 \nxmax = " + end +
                       " \ntiers? <exists> \nsize = 1 \nitem []: \n    item [1]:\n        class = \"IntervalTier\" \n        "
                       "name = \"emotion\" \n"
                       "        xmin = 0 \n        xmax = " +
                       end + " \n        intervals: size = " + std::to_string(intervals.size()) + " \n";
    for (std::size_t i = 0; i < intervals.size(); ++i) {
        text += "        intervals [" + std::to_string(i + 1) +
                "]:\n            xmin = " + core::numberText(intervals[i].start) +
                " \n            xmax = " + core::numberText(intervals[i].end) +
                " \n            text = " + quotedMark(intervals[i].text) + " \n";
    }
    return text;
}

}  // namespace prososcope::cli
