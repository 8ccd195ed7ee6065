// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <toml++/toml.h>

#include "engine/core/TomlReader.h"
#include "engine/experiment/Experiment.h"

namespace prososcope::experiment {

/// One run from the tables of its file, without [sweep] and seeds. For the files of engine/experiment.
[[nodiscard]] core::Result<Experiment> experimentFromTables(const toml::table& root, const std::string& source,
                                                            const std::filesystem::path& folder);
/// The text of an experiment file, at most 1 MiB.
[[nodiscard]] core::Result<std::string> experimentText(const std::filesystem::path& file);
/// Keeps a problem about `key` where its value cannot be part of a file's name.
void checkFileSafe(core::TomlReader& reader, std::string_view key, const std::string& name);

}  // namespace prososcope::experiment
