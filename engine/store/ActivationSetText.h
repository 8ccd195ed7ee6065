// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "engine/store/ActivationSet.h"

/// What the reader and the writer of activation sets share.
namespace prososcope::store {

/// The keys of a set's metadata: the form and the info.
inline constexpr const char* kActivationForm = "prososcope-activations";
inline constexpr const char* kActivationFormVersion = "1";
inline constexpr const char* kActivationInfo = "info";

/// The info as JSON; nothing where a name is not UTF-8.
[[nodiscard]] std::optional<std::string> activationInfoText(const ActivationSetInfo& info);
/// Back from JSON; nothing where a field is missing, of another kind or out of range, or lists do not fit each other.
/// `problem` then says what is wrong.
[[nodiscard]] std::optional<ActivationSetInfo> activationInfoFrom(const std::string& text, std::string& problem);

}  // namespace prososcope::store
