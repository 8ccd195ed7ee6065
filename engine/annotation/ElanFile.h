// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/annotation/Repair.h"
#include "engine/annotation/XmlReader.h"

namespace prososcope::annotation {

/// One annotation of an .eaf file: where its element stands and what it refers to.
struct ElanAnnotation {
    std::size_t element = 0;  ///< of ALIGNABLE_ANNOTATION or REF_ANNOTATION
    std::size_t outer = 0;    ///< of the ANNOTATION around it
    std::string name;         ///< ANNOTATION_ID
    std::string slots[2];     ///< TIME_SLOT_REF1 and 2; empty in a REF_ANNOTATION
    std::string above;        ///< ANNOTATION_REF
    std::string previous;     ///< PREVIOUS_ANNOTATION
    double start = 0.0;
    double end = 0.0;
    std::string label;
    bool placed = false;  ///< whether its times are known
    Id id = 0;
};

struct ElanTier {
    std::size_t element = 0;
    TierHeader header;
    std::string type;  ///< LINGUISTIC_TYPE_REF
    std::vector<ElanAnnotation> annotations;
};

/// What an .eaf file says, with the elements that say it. Reading gives the same ids each time, so that the writer finds
/// an item's element again by reading the preserved bytes once more. For the files of this folder only.
struct ElanFile {
    XmlDocument xml;
    std::vector<ElanTier> tiers;
    std::unordered_map<std::string, std::optional<double>> slots;  ///< TIME_SLOT_ID -> seconds, where given
    std::vector<std::string> slotOrder;
    std::map<std::string, std::string> constraintOfType;  ///< LINGUISTIC_TYPE_ID -> CONSTRAINTS, or empty
    std::map<std::string, std::shared_ptr<const Vocabulary>> vocabularyOfType;
    Id nextId = 1;

    /// `text` must outlive the result.
    [[nodiscard]] static core::Result<ElanFile> parse(std::string_view text, std::string_view source,
                                                      std::vector<core::Text>& notes);
    /// The tiers as an annotation has them.
    [[nodiscard]] core::Result<std::vector<TierPointer>> validTiers(double start, double end, Id& next,
                                                                    std::vector<core::Text>& notes) const;
};

/// Attributes by which an annotation refers to others, in their order.
using ElanReferences = std::vector<std::pair<std::string, std::string>>;
/// The source of an ANNOTATION element with other references and another label: nothing else in it changes, except that a
/// reference to the vocabulary's entry goes with the label it names.
[[nodiscard]] std::string elanPatched(std::string_view text, const ElanFile& file, const ElanAnnotation& annotation,
                                      const ElanReferences& references, const std::string& label);

[[nodiscard]] ParentLink linkOf(const std::string& constraint);
[[nodiscard]] std::string constraintOf(ParentLink link);

}  // namespace prososcope::annotation
