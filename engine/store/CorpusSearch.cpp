// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows a piece of text is found in.
#include <algorithm>

#include "engine/store/CorpusIndexImpl.h"
#include "engine/store/TextScan.h"

namespace prososcope::store {

namespace {

/// Marks the rows with a word that the piece is part of.
void markWords(CorpusColumns& columns, const std::string& field, const TextScan& piece, std::vector<std::uint8_t>& marks,
               core::Progress& progress) {
    const auto& column = columns.words(field, progress);
    std::vector<std::uint8_t> fits(column.values.size());
    bool any = false;
    for (std::size_t code = 0; code < fits.size(); ++code) {
        fits[code] = static_cast<std::uint8_t>(piece.isIn(column.values[code]));
        any = any || fits[code] != 0;
    }
    if (!any) return;
    for (std::size_t row = 0; row < marks.size(); ++row) marks[row] |= fits[column.codes[row]];
}

void markTexts(CorpusColumns& columns, const std::string& field, const TextScan& piece, std::vector<std::uint8_t>& marks,
               core::Progress& progress) {
    std::map<std::uint32_t, std::string> edited;
    for (const auto& edit : columns.edits()) {
        if (edit.field == field) edited[edit.row] = edit.value;
    }
    columns.eachTextBlock(field, progress, [&](std::size_t first, const std::vector<std::byte>&, const TextBlock& block) {
        piece.rowsOf(block, [&](std::size_t row) {
            if (edited.empty() || !edited.contains(static_cast<std::uint32_t>(first + row))) marks[first + row] = 1;
        });
        return true;
    });
    for (const auto& [row, text] : edited) marks[row] |= static_cast<std::uint8_t>(piece.isIn(text));
}

}  // namespace

core::Status keepFound(CorpusColumns& columns, const std::vector<std::string>& words, std::vector<std::uint8_t>& keep,
                       core::Progress& progress) {
    std::vector<std::uint8_t> marks;
    for (const auto& word : words) {
        const auto piece = TextScan::create(word);
        if (!piece) return core::fail(piece.error());
        marks.assign(keep.size(), 0);
        for (const auto& field : standardFields()) {
            if (field.kind == FieldKind::Word) markWords(columns, field.name, *piece, marks, progress);
            if (field.kind == FieldKind::Text) markTexts(columns, field.name, *piece, marks, progress);
        }
        if (columns.segments().size() > 1) {
            for (const char* field : {"corpus", "layout"}) markWords(columns, field, *piece, marks, progress);
        }
        for (std::size_t row = 0; row < keep.size(); ++row) keep[row] &= marks[row];
    }
    return {};
}

}  // namespace prososcope::store
