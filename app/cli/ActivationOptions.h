// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "app/cli/EncoderOptions.h"
#include "engine/corpus/Corpus.h"
#include "engine/store/ActivationSet.h"

namespace prososcope::cli {

/// Whose activations: what `activations` and `correlate` share.
struct ActivationOptions : EncoderOptions {
    std::string corpus;
    std::string tap;             ///< empty: the usual one
    std::filesystem::path goal;  ///< empty: in the workspace
};

void addActivationOptions(CLI::App& command, ActivationOptions& options);

/// A set of activations with the corpus that it is of.
struct ActivationsOfCorpus {
    store::ActivationSet set;
    corpus::Corpus corpus;
    bool computed = false;  ///< now
};

/// A stored set that has the pools `needed`, or a pass over the corpus that keeps `kept`; utterances that are left out are said
/// on stderr.
[[nodiscard]] core::Result<ActivationsOfCorpus> activationsOf(const CommandLine& line, const ActivationOptions& options,
                                                              const std::vector<store::ActivationPool>& needed,
                                                              const std::vector<store::ActivationPool>& kept);

}  // namespace prososcope::cli
