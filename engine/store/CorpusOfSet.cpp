// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/CorpusOfSet.h"

#include <utility>

#include "engine/corpus/LabelTable.h"

namespace prososcope::store {

core::Result<CorpusOfSet> corpusOfSet(const Workspace& workspace, const ActivationSet& set) {
    const std::string& name = set.info().corpus;
    auto imported = workspace.corpus(name);
    if (imported) return CorpusOfSet{std::move(*imported), true};
    if (imported.error().kind != core::ErrorKind::NotFound) return core::fail(imported.error());
    auto labels = corpus::readLabelTable(set.path().parent_path() / (name + ".csv"));
    if (!labels) return CorpusOfSet{};
    return CorpusOfSet{std::move(*labels), false};
}

}  // namespace prososcope::store
