// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/annotation/Edits.h"

/// What the edits share; for the files of this folder only.
namespace prososcope::annotation::parts {

[[nodiscard]] core::Result<TierPointer> tierOf(const Annotation& annotation, Id tier);
/// The tier, where it has an item of that number.
[[nodiscard]] core::Result<TierPointer> tierWith(const Annotation& annotation, Id tier, std::size_t item);
/// The shortest change that turns the items of `tier` into `after`; nothing where they are the same.
void addDifference(Edit& edit, const Tier& tier, std::vector<Item> after);
[[nodiscard]] tl::unexpected<core::Error> outside(double time);
[[nodiscard]] std::string joined(const std::string& left, const std::string& right);

}  // namespace prososcope::annotation::parts
