// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/Bootstrap.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/report/Document.h"
#include "engine/store/Workspace.h"

namespace prososcope::report {

/// What a published figure measures. Those that no stored run holds (error rates, words) stay as published.
enum class Measure {
    Words,        ///< no figure, such as a description
    Uar,          ///< unweighted average recall, "UA"
    Wa,           ///< weighted accuracy
    MacroF1,      ///< mean F1 of the classes
    Concordance,  ///< CCC of a dimension
    MseMean,      ///< mean over the speakers of the mean squared error of a dimension
    MseSpread,    ///< its standard deviation over the speakers (over n)
    Errors,       ///< of words or units
    Confusion,    ///< utterances of the row's class taken for the column's
    Count         ///< utterances of a class in a corpus
};
[[nodiscard]] std::string_view measureName(Measure measure);  ///< "uar", as in the files

/// One figure of a published table and how it is to be had again.
struct PublishedCell {
    std::string row, column;
    std::string text;             ///< as printed: "78.19 ± 0.50"
    std::optional<double> value;  ///< its number, in the table's unit
    Measure measure = Measure::Words;
    bool percent = false;              ///< printed in percent
    std::string subject;               ///< the dimension, or for a confusion the predicted class, for a count the class
    std::string truth;                 ///< confusion: the true class
    std::vector<std::string> corpora;  ///< names as in a workspace
    std::string protocol;
    std::string experiment;          ///< path below resources/experiments; empty: there is none yet
    std::string experimentName;      ///< of that file, as runs carry it
    std::string experimentCorpus;    ///< its corpora joined as runs carry them
    std::vector<std::string> needs;  ///< what is missing besides corpora, in words
    std::string quoted;              ///< the other work that the figure is quoted from
};

struct PublishedTable {
    std::string name;   ///< of the file: "las-iaan-1"
    std::string paper;  ///< short: "LAS and IAAN"
    std::string citation;
    int number = 0;
    std::string title;
    std::string note;                            ///< slips of the paper, choices of ours
    std::map<std::string, std::string> corpora;  ///< by name in a workspace: what it is and how it is to be had
    std::vector<PublishedCell> cells;            ///< by row, then column
};

/// Reads one table; errors name file, line and key. `experiments` is the folder below which experiment files lie: each is read
/// and checked.
[[nodiscard]] core::Result<PublishedTable> parsePublishedTable(std::string_view toml, std::string_view source,
                                                               const std::filesystem::path& experiments);
/// All tables of a folder, by paper and number. core::resourceFolder() has "reproduction" and "experiments".
[[nodiscard]] core::Result<std::vector<PublishedTable>> readPublishedTables(const std::filesystem::path& folder,
                                                                            const std::filesystem::path& experiments);

/// A published figure beside ours.
struct ReproducedCell {
    PublishedCell published;
    std::optional<double> ours;                  ///< in the table's unit; the mean where there are several seeds
    std::optional<double> spread;                ///< standard deviation over the seeds
    std::optional<analysis::Interval> interval;  ///< 95 % over speakers, of one run
    std::optional<double> difference;            ///< ours less published
    std::size_t utterances = 0;
    std::vector<std::int64_t> runs;  ///< newest first
    std::string protocol;            ///< of the run
    bool speakerDependent = false;
    std::vector<std::string> missing;  ///< in words, where there is no figure of ours
};
struct ReproducedTable {
    PublishedTable table;
    std::vector<ReproducedCell> cells;
    [[nodiscard]] std::size_t filled() const;
    [[nodiscard]] std::size_t fillable() const;  ///< figures, quoted ones left out
};

/// Joins tables with the workspace: a finished run fills a cell when its experiment's name and its corpus are the cell's; the
/// newest one counts, with all seeds of its group. Counts are taken from the corpora. Fails with Cancelled.
[[nodiscard]] core::Result<std::vector<ReproducedTable>> reproduce(const std::vector<PublishedTable>& tables,
                                                                   const store::Workspace& workspace,
                                                                   const Translate& translate, core::Progress& progress);

/// "62.5", "0.259", with the digits of the published figure.
[[nodiscard]] std::string oursText(const ReproducedCell& cell);
[[nodiscard]] std::string differenceText(const ReproducedCell& cell);  ///< "+1.2", "-0.013"
/// Row, column, published, ours, difference, n, protocol, and what is missing.
[[nodiscard]] Table reproductionTable(const ReproducedTable& table, const Translate& translate);

}  // namespace prososcope::report
