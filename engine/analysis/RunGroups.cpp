// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/RunGroups.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace prososcope::analysis {

namespace {

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(' ');
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::optional<double> numberOf(const std::string& text) {
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (text.empty() || end != text.c_str() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

std::vector<GroupPoint> groupPoints(std::span<const store::RunRecord> runs) {
    std::vector<GroupPoint> points;
    std::vector<std::vector<double>> scores;
    for (const auto& run : runs) {
        const auto& figure = run.classes.empty() ? run.ccc : run.uar;
        if (run.group.empty() || run.state != store::RunState::Finished || !figure) continue;
        const auto found = std::find_if(points.begin(), points.end(), [&](const GroupPoint& each) {
            return each.group == run.group && each.point == run.point;
        });
        const auto place = static_cast<std::size_t>(found - points.begin());
        if (found == points.end()) {
            points.push_back({run.group, run.point, run.classes.empty(), {}, {}});
            scores.emplace_back();
        }
        points[place].runs.push_back(run.id);
        scores[place].push_back(*figure);
    }
    for (std::size_t i = 0; i < points.size(); ++i) points[i].score = spreadOf(scores[i]);
    return points;
}

std::vector<std::pair<std::string, std::string>> sweptValues(const std::string& point) {
    std::vector<std::pair<std::string, std::string>> values;
    std::string part;
    char quote = 0;
    int depth = 0;
    const auto finish = [&] {
        const auto equals = part.find('=');
        if (equals != std::string::npos)
            values.emplace_back(trimmed(part.substr(0, equals)), trimmed(part.substr(equals + 1)));
        else if (!trimmed(part).empty())
            values.emplace_back(std::string(), trimmed(part));
        part.clear();
    };
    for (std::size_t i = 0; i < point.size(); ++i) {
        const char letter = point[i];
        if (quote != 0) {
            if (letter == '\\' && quote == '"' && i + 1 < point.size())
                part += point[i++];  // what is escaped ends no quote
            else if (letter == quote)
                quote = 0;
        } else if (letter == '"' || letter == '\'') {
            quote = letter;
        } else if (letter == '[' || letter == '{') {
            ++depth;
        } else if (letter == ']' || letter == '}') {
            --depth;
        } else if (letter == ',' && depth <= 0) {
            finish();
            continue;
        }
        part += point[i];
    }
    finish();
    return values;
}

std::vector<GroupPoint> inOrderOfValues(std::vector<GroupPoint> points) {
    std::vector<std::pair<std::vector<double>, std::size_t>> order;
    for (std::size_t i = 0; i < points.size(); ++i) {
        std::vector<double> numbers;
        for (const auto& [key, value] : sweptValues(points[i].point)) {
            const auto number = numberOf(value);
            if (!number) return points;
            numbers.push_back(*number);
        }
        order.emplace_back(std::move(numbers), i);
    }
    std::sort(order.begin(), order.end());
    std::vector<GroupPoint> sorted;
    for (const auto& [numbers, place] : order) sorted.push_back(std::move(points[place]));
    return sorted;
}

}  // namespace prososcope::analysis
