// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/annotation/ElanFile.h"

namespace prososcope::annotation {

/// An annotation to be written.
struct ElanRow {
    Interval place;
    long long start = 0;  ///< milliseconds
    long long end = 0;
    std::string label;
    const ElanAnnotation* old = nullptr;  ///< its element, where it has one
    std::string name;                     ///< ANNOTATION_ID
    std::string slots[2];
    std::size_t above = 0;  ///< row of the parent tier that holds its middle
};

/// A tier to be written, with its annotations in the order of their times.
struct ElanSheet {
    TierPointer tier;
    const ElanTier* old = nullptr;
    std::string name;  ///< TIER_ID
    std::string type;
    std::vector<ElanRow> rows;
    std::optional<std::size_t> parent;  ///< index of the sheet above
    bool isSymbolic = false;
};

struct ElanSheets {
    std::vector<ElanSheet> sheets;   ///< one for each tier, in their order
    std::vector<std::size_t> order;  ///< of the sheets, parents first
};

/// ELAN's times: whole milliseconds, none below 0.
[[nodiscard]] long long millisecondsOf(double seconds);

/// What an .eaf file is to say of an annotation: labelled intervals and points as rows in whole milliseconds, gaps left out
/// except where something hangs on them, each tier with a name of its own and each row with its element in `file` and
/// its row above. The names of annotations, time slots and types are left to the writer. For the writer only.
[[nodiscard]] ElanSheets elanSheets(const Annotation& annotation, const ElanFile& file);

}  // namespace prososcope::annotation
