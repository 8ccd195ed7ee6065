// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <map>

#include "engine/store/CorpusFields.h"
#include "engine/store/CorpusIndex.h"

namespace prososcope::gui {

/// The name of a field for people: "Class", "Duration, s", "naturalness".
[[nodiscard]] QString fieldTitle(const std::string& field);
/// The same within a sentence: in small letters where the language writes nouns so.
[[nodiscard]] QString fieldWord(const std::string& field);
/// What it means, for tips; may be empty.
[[nodiscard]] QString fieldHint(const std::string& field);
/// A number of a field as tables show it, in the user's way of writing numbers; empty where it is unknown.
[[nodiscard]] QString numberText(const std::string& field, double value);
/// A value of a word field for people: classes in their language, "unknown" where it is empty.
[[nodiscard]] QString valueText(const std::string& field, const std::string& value);
/// The cell of a row.
[[nodiscard]] QString cellText(const store::IndexedUtterance& row, const std::string& corpus, const store::CorpusField& field);
/// Whether a table shows the field unless told otherwise.
[[nodiscard]] bool isShownAtFirst(const std::string& field);

}  // namespace prososcope::gui
