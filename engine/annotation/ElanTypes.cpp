// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/ElanTypes.h"

namespace prososcope::annotation {

bool ElanTypes::fits(const std::string& type, const TierHeader& header) const {
    const auto constraint = m_file.constraintOfType.find(type);
    if (constraint == m_file.constraintOfType.end()) return false;
    const auto vocabulary = m_file.vocabularyOfType.find(type);
    const bool same = vocabulary == m_file.vocabularyOfType.end()
                          ? !header.vocabulary
                          : header.vocabulary && *vocabulary->second == *header.vocabulary;
    if (!same || constraint->second.empty() == header.parent.has_value()) return false;
    return !header.parent || linkOf(constraint->second) == header.link;
}

std::string ElanTypes::typeFor(const TierHeader& header, const ElanTier* old) {
    if (old != nullptr && (fits(old->type, header) || header == old->header)) return old->type;
    for (const auto& [type, constraint] : m_file.constraintOfType) {
        if (fits(type, header)) return type;
    }
    return newType(header);
}

std::string ElanTypes::newType(const TierHeader& header) {
    for (const auto& [known, type] : m_newTypes) {
        const bool sameVocabulary = (!known.vocabulary && !header.vocabulary) ||
                                    (known.vocabulary && header.vocabulary && *known.vocabulary == *header.vocabulary);
        if (sameVocabulary && known.parent.has_value() == header.parent.has_value() && known.link == header.link) return type;
    }
    std::string name;
    for (int n = 1; name.empty() || m_file.constraintOfType.contains(name) || m_typeNames.contains(name); ++n)
        name = (header.parent ? constraintOf(header.link) : std::string("independent")) + "-" + std::to_string(n);
    m_typeNames.insert(name);
    m_newTypes.emplace_back(header, name);
    std::string element = "<LINGUISTIC_TYPE ";
    if (header.parent) element += "CONSTRAINTS=\"" + constraintOf(header.link) + "\" ";
    if (header.vocabulary) element += "CONTROLLED_VOCABULARY_REF=\"" + xmlAttribute(newVocabulary(*header.vocabulary)) + "\" ";
    const bool timed = !header.parent || header.link == ParentLink::Aligned;
    element += "GRAPHIC_REFERENCES=\"false\" LINGUISTIC_TYPE_ID=\"" + xmlAttribute(name) + "\" TIME_ALIGNABLE=\"" +
               (timed ? "true" : "false") + "\"/>";
    m_insert({"LINGUISTIC_TYPE", "TIER", "TIME_ORDER"}, element);
    return name;
}

std::string ElanTypes::newVocabulary(const Vocabulary& vocabulary) {
    std::set<std::string> taken;
    for (const auto element : m_file.xml.childrenOf(0, "CONTROLLED_VOCABULARY")) {
        if (const auto* name = m_file.xml.elements[element].attribute("CV_ID")) taken.insert(*name);
    }
    for (const auto& [known, name] : m_newVocabularies) {
        if (known == vocabulary) return name;
        taken.insert(name);
    }
    for (const auto& [type, known] : m_file.vocabularyOfType) {
        if (*known == vocabulary) return known->name;
    }
    const std::string wanted = vocabulary.name.empty() ? "vocabulary" : vocabulary.name;
    std::string name = wanted;
    for (int n = 2; taken.contains(name); ++n) name = wanted + " (" + std::to_string(n) + ')';
    m_newVocabularies.emplace_back(vocabulary, name);
    std::string element = "<CONTROLLED_VOCABULARY CV_ID=\"" + xmlAttribute(name) + "\">";
    element += "<DESCRIPTION LANG_REF=\"und\"/>";
    for (std::size_t i = 0; i < vocabulary.entries.size(); ++i) {
        const auto& entry = vocabulary.entries[i];
        element += "<CV_ENTRY_ML CVE_ID=\"cve" + std::to_string(i) + "\"><CVE_VALUE DESCRIPTION=\"" +
                   xmlAttribute(entry.description) + "\" LANG_REF=\"und\">" + xmlText(entry.label) +
                   "</CVE_VALUE></CV_ENTRY_ML>";
    }
    element += "</CONTROLLED_VOCABULARY>";
    if (!m_hasLanguage) {
        m_hasLanguage = true;
        bool known = false;
        for (const auto language : m_file.xml.childrenOf(0, "LANGUAGE"))
            known |= m_file.xml.elements[language].attribute("LANG_ID") &&
                     *m_file.xml.elements[language].attribute("LANG_ID") == "und";
        if (!known)
            m_insert({"LANGUAGE", "LOCALE", "LINGUISTIC_TYPE", "TIER", "TIME_ORDER"},
                     "<LANGUAGE LANG_DEF=\"http://cdb.iso.org/lg/CDB-00130975-001\" LANG_ID=\"und\" "
                     "LANG_LABEL=\"undetermined (und)\"/>");
    }
    m_insert({"CONTROLLED_VOCABULARY", "CONSTRAINT", "LANGUAGE", "LOCALE", "LINGUISTIC_TYPE", "TIER", "TIME_ORDER"}, element);
    return name;
}

}  // namespace prososcope::annotation
