// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/corpus/Corpus.h"
#include "engine/store/ActivationSet.h"
#include "engine/store/Workspace.h"

namespace prososcope::store {

/// What is known of the utterances of stored activations.
struct CorpusOfSet {
    std::optional<corpus::Corpus> corpus;  ///< nothing: neither imported nor labels beside the set
    bool imported = false;                 ///< it is one of the workspace, else labels alone
};
/// The set's corpus in the workspace, else the labels that came along with the set as CORPUS.csv beside its file. Fails where
/// the workspace cannot be read.
[[nodiscard]] core::Result<CorpusOfSet> corpusOfSet(const Workspace& workspace, const ActivationSet& set);

}  // namespace prososcope::store
