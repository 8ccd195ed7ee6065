// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/DialogueAttention.h"

#include <algorithm>
#include <optional>
#include <sstream>

#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"

namespace prososcope::analysis {

namespace {

const std::vector<std::string>& columns() {
    static const std::vector<std::string> kColumns = {"utterance", "previous",           "interlocutor",
                                                      "attention", "previous_attention", "interlocutor_attention"};
    return kColumns;
}

std::filesystem::path fileOf(const std::filesystem::path& runFolder, int fold) {
    return runFolder / ("attention-" + std::to_string(fold) + ".csv");
}

std::string textOf(const std::vector<float>& shares) {
    std::string text;
    for (const float share : shares) text += (text.empty() ? "" : " ") + core::fixedText(static_cast<double>(share), 5);
    return text;
}

constexpr double kMostShare = 1.001;  // what rounding may do

/// Nothing, or kAttentionParts shares.
std::optional<std::vector<float>> sharesIn(const std::string& text) {
    std::vector<float> shares;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        const auto share = core::parseNumber(word);
        if (!share || !(*share >= 0.0 && *share <= kMostShare)) return std::nullopt;
        shares.push_back(static_cast<float>(*share));
    }
    if (!shares.empty() && shares.size() != kAttentionParts) return std::nullopt;
    return shares;
}

}  // namespace

std::vector<float> attentionParts(const std::vector<float>& weights) {
    if (weights.empty()) return {};
    std::vector<double> parts(kAttentionParts, 0.0);
    const double width = static_cast<double>(kAttentionParts) / static_cast<double>(weights.size());
    for (std::size_t row = 0; row < weights.size(); ++row) {
        const double begin = static_cast<double>(row) * width;
        const double end = begin + width;
        for (auto part = static_cast<std::size_t>(begin); part < kAttentionParts && static_cast<double>(part) < end; ++part) {
            const double share = std::min(end, static_cast<double>(part) + 1.0) - std::max(begin, static_cast<double>(part));
            if (share > 0.0) parts[part] += static_cast<double>(weights[row]) * share / width;
        }
    }
    return {parts.begin(), parts.end()};
}

core::Status writeAttention(const std::filesystem::path& runFolder, int fold, const std::vector<DialogueAttention>& records) {
    core::CsvTable table{columns(), {}};
    for (const auto& record : records) {
        table.rows.push_back({record.utterance, record.previous, record.interlocutor, textOf(record.ofCurrent),
                              textOf(record.ofPrevious), textOf(record.ofInterlocutor)});
    }
    std::error_code ignored;
    std::filesystem::create_directories(runFolder, ignored);
    return core::writeFile(fileOf(runFolder, fold), core::formatCsv(table));
}

core::Result<std::vector<DialogueAttention>> readAttention(const std::filesystem::path& runFolder, int folds) {
    std::vector<DialogueAttention> records;
    for (int fold = 0; fold < folds; ++fold) {
        const auto path = fileOf(runFolder, fold);
        std::error_code code;
        if (!std::filesystem::exists(path, code)) continue;
        const auto text = core::readFile(path);
        if (!text) return core::fail(text.error());
        const auto table = core::parseCsv(*text, path.string());
        if (!table) return core::fail(table.error());
        const auto damaged = [&] {
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine", "%1 is damaged: it does not say where was listened."), {path.string()}});
        };
        if (table->columns != columns()) return damaged();
        for (const auto& row : table->rows) {
            const auto current = sharesIn(row[3]);
            const auto previous = sharesIn(row[4]);
            const auto interlocutor = sharesIn(row[5]);
            if (!current || !previous || !interlocutor) return damaged();
            records.push_back({row[0], row[1], row[2], *current, *previous, *interlocutor});
        }
    }
    return records;
}

}  // namespace prososcope::analysis
