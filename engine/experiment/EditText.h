// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/core/Result.h"

/// Changes of single keys of an experiment's text, so that a form and a person can write the same file: what is not asked for
/// stays as it is, byte for byte, with its comments and its order. Keys are named by their path, "training.epochs". Pure.
/// All fail with BadInput where the text is no TOML, or where the key cannot stand there (below a value that is no table, or
/// among repeated tables). What comes out has been parsed again and says what the text said, this one key apart.
namespace prososcope::experiment {

/// Gives the key a value, which is written as TOML ("20", "\"cosine\"", "[1, 2]"). Where the key is absent it comes after the
/// last one of its table; where the table is absent too, that comes at the end.
[[nodiscard]] core::Result<std::string> setKey(std::string_view text, std::string_view path, std::string_view value);
/// Takes the key away, with its line and the comment on that line. An absent key is no mistake. A whole table is not taken
/// away.
[[nodiscard]] core::Result<std::string> removeKey(std::string_view text, std::string_view path);
/// Whether the text gives the key a value itself. False where the text is no TOML.
[[nodiscard]] bool hasKey(std::string_view text, std::string_view path);

}  // namespace prososcope::experiment
