// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/report/Report.h"

/// Parts of a report, for the files of engine/report: each appends its blocks to the document.
namespace prososcope::report {

/// A run with what was computed of it.
struct ReportedRun {
    const StoredRun* stored = nullptr;
    RunFigures figures;
};

/// "leave one speaker out".
[[nodiscard]] std::string protocolWords(const store::RunRecord& run, const Translate& say);
/// What the run is called beside others: "run 3, emodb-loso, seed 2".
[[nodiscard]] std::string runName(const store::RunRecord& run, const Translate& say);

/// Facts, corpora, scores, figures and folds of one run; `level` is that of its heading.
void addRunSections(Document& document, const ReportedRun& run, const Translate& say);
/// The resolved experiment and its versions in full.
void addAppendix(Document& document, const ReportedRun& run, const Translate& say);
/// Scores beside each other, seeds of groups, paired comparisons.
core::Status addComparison(Document& document, const std::vector<ReportedRun>& runs, const Translate& say,
                           core::Progress& progress);

}  // namespace prososcope::report
