// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/annotation/ElanFile.h"

namespace prososcope::annotation {

/// Finds the linguistic type for each tier that is written to an .eaf file: one of the file with the right constraint and
/// vocabulary or, where none fits, a new one with what it needs (vocabulary, language). For the writer only.
class ElanTypes {
public:
    /// Puts an element behind the last one of the file that has the first possible of those names.
    using Insert = std::function<void(const std::vector<std::string_view>& names, const std::string& element)>;

    ElanTypes(const ElanFile& file, Insert insert) : m_file(file), m_insert(std::move(insert)) {}
    /// `old` is the tier as the file has it, or null.
    [[nodiscard]] std::string typeFor(const TierHeader& header, const ElanTier* old);

private:
    [[nodiscard]] bool fits(const std::string& type, const TierHeader& header) const;
    [[nodiscard]] std::string newType(const TierHeader& header);
    [[nodiscard]] std::string newVocabulary(const Vocabulary& vocabulary);

    const ElanFile& m_file;
    Insert m_insert;
    std::vector<std::pair<TierHeader, std::string>> m_newTypes;
    std::set<std::string> m_typeNames;
    std::vector<std::pair<Vocabulary, std::string>> m_newVocabularies;
    bool m_hasLanguage = false;
};

}  // namespace prososcope::annotation
