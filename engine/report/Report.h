// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/report/Document.h"
#include "engine/report/RunFigures.h"

namespace prososcope::report {

/// A report on one stored run or several: what was run and how, the figures with their intervals, the confusion matrix, recall
/// by speaker and gender, learning curves, calibration, who was in each fold, how intervals were computed, and the resolved
/// experiment; of several also a comparison with paired tests (analysis::compareRuns), and the spread over the seeds of a
/// group. All figures are computed from the stored predictions. Fails where there is no run, and with Cancelled.
[[nodiscard]] core::Result<Document> makeReport(const std::vector<StoredRun>& runs, const Translate& translate,
                                                core::Progress& progress);

/// The formats by their names: "html", "pdf", "tex", "csv".
[[nodiscard]] const std::vector<std::string>& reportFormats();

/// Writes report.html and report.pdf, and each table as tables/NAME.tex (booktabs) and tables/NAME.csv, and gives the files.
/// Every file is put in place when it is complete. Fails with a sentence on a format that is not known.
[[nodiscard]] core::Result<std::vector<std::filesystem::path>> writeReport(const Document& document,
                                                                           const std::filesystem::path& folder,
                                                                           std::span<const std::string> formats);

// The writers; pure.
[[nodiscard]] std::string htmlText(const Document& document);  ///< one file, nothing outside is asked for
[[nodiscard]] std::string latexText(const Table& table);       ///< a table environment with booktabs rules
[[nodiscard]] std::string csvText(const Table& table);
[[nodiscard]] core::Result<std::string> pdfBytes(const Document& document);  ///< A4, text can be selected

}  // namespace prososcope::report
