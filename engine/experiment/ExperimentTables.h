// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <toml++/toml.h>

#include <initializer_list>
#include <string_view>

#include "engine/core/TomlReader.h"
#include "engine/experiment/AudioDomain.h"
#include "engine/experiment/Experiment.h"
#include "engine/experiment/SpeechExperiment.h"

namespace prososcope::experiment {

/// One run from the tables of its file, without [sweep] and seeds. For the files of engine/experiment.
[[nodiscard]] core::Result<Experiment> experimentFromTables(const toml::table& root, const std::string& source,
                                                            const std::filesystem::path& folder);
/// The text of an experiment file, at most 1 MiB.
[[nodiscard]] core::Result<std::string> experimentText(const std::filesystem::path& file);
/// Keeps a problem about `key` where its value cannot be part of a file's name.
void checkFileSafe(core::TomlReader& reader, std::string_view key, const std::string& name);

/// Whether a file says `kind = "..."` of this kind; false where it cannot be read.
[[nodiscard]] bool isOfKind(std::string_view text, std::string_view kind);
/// The keys ahead of the tables, and `kind` itself.
void readSpeechHead(const toml::table& root, core::TomlReader& reader, std::string_view kind, SpeechExperiment& experiment);
/// Keeps a problem for each of these tables that the file lacks.
void needTables(const toml::table& root, core::TomlReader& reader, std::initializer_list<const char*> names);
[[nodiscard]] core::Status readSpeechCorpus(const toml::table& table, const std::string& source, SpeechExperiment& experiment);
/// Keeps a problem for each validation speaker who is tested.
void checkSpeakersApart(core::TomlReader& reader, const SpeechExperiment& experiment);
/// The table "copies", and as text; empty where nothing is copied.
[[nodiscard]] core::Status readCopies(const toml::table& table, const std::string& source, AudioCopies& copies);
[[nodiscard]] std::string copiesText(const AudioCopies& copies);
/// The table "domain", and as text; empty where it is that of the recordings.
[[nodiscard]] core::Status readDomain(const toml::table& table, const std::string& source, AudioDomain& domain);
[[nodiscard]] std::string domainText(const AudioDomain& domain);
/// The keys ahead of the tables and [corpus], as `readSpeechHead` and `readSpeechCorpus` read them.
[[nodiscard]] std::string speechHeadText(std::string_view kind, const SpeechExperiment& experiment);

}  // namespace prososcope::experiment
