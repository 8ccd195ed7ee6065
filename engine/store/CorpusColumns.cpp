// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/CorpusColumns.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "engine/core/Csv.h"
#include "engine/core/Undefined.h"

namespace prososcope::store {

namespace {

void stopIfAsked(const core::Progress& progress) {
    if (!progress.stopRequested()) return;
    DatabaseError error;
    error.error = core::cancelled().value();
    throw error;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::vector<std::uint32_t> ranksOf(const std::vector<std::string>& values, bool classes) {
    const auto& order = corpus::emotionWords();
    const auto place = [&](const std::string& value) {
        return classes ? std::find(order.begin(), order.end(), value) - order.begin() : 0;
    };
    std::vector<std::uint32_t> codes(values.size());
    std::iota(codes.begin(), codes.end(), 0U);
    std::sort(codes.begin(), codes.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (values[a].empty() != values[b].empty()) return values[b].empty();
        const auto one = place(values[a]);
        const auto other = place(values[b]);
        return one != other ? one < other : naturalLess(values[a], values[b]);
    });
    std::vector<std::uint32_t> ranks(values.size());
    for (std::size_t i = 0; i < codes.size(); ++i) ranks[codes[i]] = static_cast<std::uint32_t>(i);
    return ranks;
}

}  // namespace

bool naturalLess(std::string_view a, std::string_view b) {
    const std::string_view wholeA = a;
    const std::string_view wholeB = b;
    const auto digits = [](std::string_view& text) {
        std::size_t length = 0;
        while (length < text.size() && isDigit(text[length])) ++length;
        std::string_view run = text.substr(0, length);
        text.remove_prefix(length);
        while (run.size() > 1 && run.front() == '0') run.remove_prefix(1);
        return run;
    };
    while (!a.empty() && !b.empty()) {
        if (isDigit(a.front()) && isDigit(b.front())) {
            const auto one = digits(a);
            const auto other = digits(b);
            if (one.size() != other.size()) return one.size() < other.size();
            if (one != other) return one < other;
        } else {
            if (a.front() != b.front()) return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front());
            a.remove_prefix(1);
            b.remove_prefix(1);
        }
    }
    if (a.empty() != b.empty()) return a.empty();
    return wholeA < wholeB;  // "01" and "1" are not the same
}

CorpusColumns::CorpusColumns(Database& database, std::vector<Segment> segments)
    : m_database(database), m_segments(std::move(segments)) {
    for (auto& segment : m_segments) {
        segment.first = m_rows;
        m_rows += segment.rows;
    }
}

const CorpusColumns::Segment& CorpusColumns::segmentOf(std::size_t row) const {
    const auto next = std::upper_bound(m_segments.begin(), m_segments.end(), row,
                                       [](std::size_t wanted, const Segment& segment) { return wanted < segment.first; });
    auto found = std::prev(next);
    while (found != m_segments.begin() && found->rows == 0) --found;
    return *found;
}

void CorpusColumns::setEdits(std::vector<Edit> edits) {
    for (const auto* list : {&m_edits, &edits}) {
        for (const auto& edit : *list) {
            m_words.erase(edit.field);
            m_numbers.erase(edit.field);
        }
    }
    m_edits = std::move(edits);
    std::stable_sort(m_edits.begin(), m_edits.end(), [](const Edit& a, const Edit& b) { return a.row < b.row; });
}

std::span<const CorpusColumns::Edit> CorpusColumns::editsOf(std::uint32_t row) const {
    const auto first = std::lower_bound(m_edits.begin(), m_edits.end(), row,
                                        [](const Edit& edit, std::uint32_t wanted) { return edit.row < wanted; });
    auto last = first;
    while (last != m_edits.end() && last->row == row) ++last;
    return {first, last};
}

void CorpusColumns::forget(std::string_view prefix) {
    std::erase_if(m_words, [&](const auto& item) { return item.first.starts_with(prefix); });
    std::erase_if(m_numbers, [&](const auto& item) { return item.first.starts_with(prefix); });
}

void CorpusColumns::damaged(const std::string& field) const {
    DatabaseError error;
    error.damaged = true;
    error.error = {core::ErrorKind::BadInput,
                   {TRANSLATABLE("Engine", "The database %1 is damaged. Start the program again: it is moved aside then."),
                    {m_database.path().string()}},
                   "a block of the column " + field};
    throw error;
}

void CorpusColumns::eachBlock(const Segment& segment, const std::string& field, core::Progress& progress,
                              const std::function<void(std::size_t, std::size_t, std::span<const std::byte>)>& visit) {
    Statement blocks(m_database, "SELECT block, data FROM corpus_blocks WHERE corpus = ? AND field = ? ORDER BY block");
    blocks.bind(segment.head.id, field);
    while (blocks.step()) {
        stopIfAsked(progress);
        const auto offset = static_cast<std::size_t>(std::max<std::int64_t>(0, blocks.integer(0))) * kIndexRows;
        if (offset >= segment.rows) damaged(field);
        visit(segment.first + offset, std::min(kIndexRows, segment.rows - offset), blocks.blob(1));
    }
}

void CorpusColumns::readWords(WordColumn& column, const std::string& field, core::Progress& progress) {
    column.codes.assign(m_rows, 0);
    column.values.emplace_back();
    std::unordered_map<std::string, std::uint32_t> known{{std::string(), 0}};
    const auto codeOf = [&](const std::string& value) {
        const auto [found, isNew] = known.try_emplace(value, static_cast<std::uint32_t>(column.values.size()));
        if (isNew) column.values.push_back(value);
        return found->second;
    };
    for (const auto& segment : m_segments) {
        if (field == "corpus" || field == "layout") {
            const auto code = codeOf(field == "corpus" ? segment.head.corpus.name : segment.head.corpus.layout);
            std::fill_n(column.codes.begin() + static_cast<std::ptrdiff_t>(segment.first), segment.rows, code);
            continue;
        }
        std::vector<std::uint32_t> local{0};  // codes of the corpus -> codes of the column
        Statement values(m_database, "SELECT code, value FROM corpus_values WHERE corpus = ? AND field = ? ORDER BY code");
        values.bind(segment.head.id, field);
        while (values.step()) {
            if (values.integer(0) != static_cast<std::int64_t>(local.size())) damaged(field);
            local.push_back(codeOf(values.text(1)));
        }
        const bool same = m_segments.size() == 1;
        eachBlock(segment, field, progress, [&](std::size_t first, std::size_t rows, std::span<const std::byte> data) {
            const auto goal = std::span(column.codes).subspan(first, rows);
            if (!unpackCodes(data, goal)) damaged(field);
            for (auto& code : goal) {
                if (code >= local.size()) damaged(field);
                if (!same) code = local[code];
            }
        });
    }
    for (const auto& edit : m_edits) {
        if (edit.field == field) column.codes[edit.row] = codeOf(edit.value);
    }
    column.rank = ranksOf(column.values, field == "emotion");
}

const WordColumn& CorpusColumns::words(const std::string& field, core::Progress& progress) {
    if (const auto found = m_words.find(field); found != m_words.end()) return found->second;
    WordColumn column;
    readWords(column, field, progress);
    return m_words.emplace(field, std::move(column)).first->second;
}

const std::vector<double>& CorpusColumns::numbers(const std::string& field, core::Progress& progress) {
    if (const auto found = m_numbers.find(field); found != m_numbers.end()) return found->second;
    std::vector<double> column(m_rows, core::kUndefined);
    for (const auto& segment : m_segments) {
        eachBlock(segment, field, progress, [&](std::size_t first, std::size_t rows, std::span<const std::byte> data) {
            if (!unpackNumbers(data, std::span(column).subspan(first, rows))) damaged(field);
        });
    }
    for (const auto& edit : m_edits) {
        if (edit.field == field) column[edit.row] = core::parseNumber(edit.value).value_or(core::kUndefined);
    }
    return m_numbers.emplace(field, std::move(column)).first->second;
}

void CorpusColumns::eachTextBlock(const std::string& field, core::Progress& progress,
                                  const std::function<bool(std::size_t, std::vector<std::byte>, const TextBlock&)>& visit) {
    bool more = true;
    for (const auto& segment : m_segments) {
        eachBlock(segment, field, progress, [&](std::size_t first, std::size_t rows, std::span<const std::byte> data) {
            if (!more) return;
            std::vector<std::byte> bytes(data.begin(), data.end());
            TextBlock block;
            if (!block.open(bytes, rows)) damaged(field);
            more = visit(first, std::move(bytes), block);
        });
        if (!more) return;
    }
}

std::vector<std::string> CorpusColumns::known() {
    std::set<std::string> names;
    for (const auto& segment : m_segments) {
        Statement fields(m_database, "SELECT DISTINCT field FROM corpus_blocks WHERE corpus = ?");
        fields.bind(segment.head.id);
        while (fields.step()) names.insert(fields.text(0));
    }
    for (const auto& edit : m_edits) names.insert(edit.field);
    return {names.begin(), names.end()};
}

}  // namespace prososcope::store
