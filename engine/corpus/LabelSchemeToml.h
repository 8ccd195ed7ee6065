// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/core/TomlReader.h"
#include "engine/corpus/LabelScheme.h"

namespace prososcope::corpus {

/// Reads classes, drop, merge, corpora, levels and scale from a table that may hold further keys, which the caller reads with
/// the same reader: a scheme's own file, or the table [labels] of an experiment. prefix: the table's name in errors.
[[nodiscard]] core::Status readLabelRules(const toml::table& table, core::TomlReader& reader, const std::string& source,
                                          const std::string& prefix, LabelScheme& scheme);
/// The same as text: keys, then tables below `prefix`.
[[nodiscard]] std::string formatLabelRules(const LabelScheme& scheme, const std::string& prefix);

}  // namespace prososcope::corpus
