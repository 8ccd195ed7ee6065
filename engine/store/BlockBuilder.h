// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/corpus/Corpus.h"
#include "engine/store/CorpusBlocks.h"
#include "engine/store/CorpusFields.h"
#include "engine/store/Database.h"

namespace prososcope::store {

/// Gathers utterances and writes each kIndexRows of them as one block of every column (see CorpusBlocks.h). Words are numbered
/// in the order in which they come; 0 is the empty word, and a block of nothing but unknown values is left out. One thread.
class BlockBuilder {
public:
    BlockBuilder();

    void add(const corpus::Utterance& utterance);
    /// Writes what was added since the last time as block `block` of a corpus, inside the caller's transaction.
    void write(Database& database, std::int64_t corpus, std::int64_t block);
    /// How many different values a word has had, the empty one not counted.
    [[nodiscard]] std::int64_t values(const std::string& field) const;

private:
    struct WordColumn {
        std::unordered_map<std::string, std::uint32_t> codes;
        std::vector<std::pair<std::uint32_t, std::string>> fresh;  ///< not written yet
        std::vector<std::uint32_t> rows;
    };
    std::map<std::string, WordColumn> m_words;
    std::map<std::string, std::vector<std::string>> m_texts;
    std::map<std::string, std::vector<double>> m_numbers;
    std::size_t m_rows = 0;
};

}  // namespace prososcope::store
