// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/BlockBuilder.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace prososcope::store {

namespace {

constexpr std::size_t kMostNumbers = 256;  // columns; what a corpus has beyond that stays in its rows alone

void writeBlock(Statement& insert, std::int64_t corpus, const std::string& field, std::int64_t block,
                const std::vector<std::byte>& data) {
    insert.bind(corpus, field, block, std::span<const std::byte>(data)).run();
}

}  // namespace

BlockBuilder::BlockBuilder() {
    for (const auto& field : standardFields()) {
        if (field.kind == FieldKind::Word) m_words[field.name].codes.emplace("", 0);
        if (field.kind == FieldKind::Text) m_texts[field.name];
        if (field.kind == FieldKind::Number) m_numbers[field.name];
    }
}

void BlockBuilder::add(const corpus::Utterance& utterance) {
    for (auto& [field, column] : m_words) {
        const auto [found, isNew] =
            column.codes.try_emplace(fieldText(utterance, field), static_cast<std::uint32_t>(column.codes.size()));
        if (isNew) column.fresh.emplace_back(found->second, found->first);
        column.rows.push_back(found->second);
    }
    for (auto& [field, column] : m_texts) column.push_back(fieldText(utterance, field));
    for (const auto& [key, value] : utterance.numbers) {
        const std::string field = std::string(kNumbersPrefix) + key;
        if (m_numbers.size() < kMostNumbers && !key.empty()) m_numbers.try_emplace(field);
    }
    for (auto& [field, column] : m_numbers) {
        column.resize(m_rows, std::numeric_limits<double>::quiet_NaN());
        column.push_back(fieldNumber(utterance, field));
    }
    ++m_rows;
}

void BlockBuilder::write(Database& database, std::int64_t corpus, std::int64_t block) {
    Statement value(database, "INSERT INTO corpus_values VALUES (?, ?, ?, ?)");
    Statement insert(database, "INSERT INTO corpus_blocks VALUES (?, ?, ?, ?)");
    for (auto& [field, column] : m_words) {
        for (const auto& [code, word] : column.fresh) value.bind(corpus, field, std::int64_t{code}, word).run();
        column.fresh.clear();
        const bool known = std::any_of(column.rows.begin(), column.rows.end(), [](std::uint32_t code) { return code != 0; });
        if (known) writeBlock(insert, corpus, field, block, packCodes(column.rows));
        column.rows.clear();
    }
    for (auto& [field, column] : m_texts) {
        const bool known = std::any_of(column.begin(), column.end(), [](const std::string& text) { return !text.empty(); });
        if (known) writeBlock(insert, corpus, field, block, packTexts(column));
        column.clear();
    }
    for (auto& [field, column] : m_numbers) {
        column.resize(m_rows, std::numeric_limits<double>::quiet_NaN());
        const bool known = std::any_of(column.begin(), column.end(), [](double number) { return !std::isnan(number); });
        if (known) writeBlock(insert, corpus, field, block, packNumbers(column));
        column.clear();
    }
    m_rows = 0;
}

std::int64_t BlockBuilder::values(const std::string& field) const {
    const auto found = m_words.find(field);
    return found == m_words.end() ? 0 : static_cast<std::int64_t>(found->second.codes.size()) - 1;
}

}  // namespace prososcope::store
