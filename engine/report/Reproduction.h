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
#include "engine/experiment/StoredRegression.h"
#include "engine/report/Document.h"
#include "engine/store/Workspace.h"

namespace prososcope::report {

/// What a published figure measures. Those that no stored run holds (words) stay as published.
enum class Measure {
    Words,        ///< no figure, such as a description
    Uar,          ///< unweighted average recall, "UA"
    Wa,           ///< weighted accuracy
    MacroF1,      ///< mean F1 of the classes
    Concordance,  ///< CCC of a dimension
    MseMean,      ///< mean over the speakers of the mean squared error of a dimension
    MseSpread,    ///< its standard deviation over the speakers (over n)
    Errors,     ///< of words, of a training of a recogniser; of units where the subject is "with emotion" or "without emotion"
    Confusion,  ///< utterances of the row's class taken for the column's
    Count       ///< utterances of a class in a corpus
};
[[nodiscard]] std::string_view measureName(Measure measure);  ///< "uar", as in the files

/// Digits of figures that nothing is published beside.
inline constexpr int kOwnDigits = 3;

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
    std::string experimentStart;     ///< the encoder that its network begins with; empty: none is named
    bool ofRecogniser = false;       ///< that experiment trains a recogniser, whose word errors the figure is
    std::vector<std::string> needs;  ///< what is missing besides corpora, in words
    /// Of a figure that a regression on a network's units gives: path of its experiment below resources/experiments, the table
    /// and the system there, and the experiment's name, corpus and network. Empty elsewhere.
    std::string regression, regressionTable, system;
    std::string regressionName, regressionCorpus, regressionEncoder;
    std::string quoted;  ///< the other work that the figure is quoted from
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

/// What a stored regression says of a figure besides its value.
struct RegressionFigures {
    std::filesystem::path folder;  ///< where it lies
    double deviation = 0.0;        ///< over speakers, divisor their number; not a number where unknown, as all below
    double variance = 0.0;
    std::size_t speakers = 0;
    bool leaks = false;  ///< columns were chosen with the test speakers' help
    std::optional<experiment::StoredDifference> againstFeatures;
};

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
    /// In words, how the run differs from the cell's experiment: it is on another corpus or begins with another encoder, so
    /// that its figure cannot be compared. Empty: it is the experiment.
    std::string departure;
    std::optional<RegressionFigures> regression;
    std::vector<std::string> missing;  ///< in words, where there is no figure of ours
    bool canRun = false;               ///< of a regression: its corpus and its network are there
};
struct ReproducedTable {
    PublishedTable table;
    std::vector<ReproducedCell> cells;
    bool own = false;  ///< a regression of the workspace that no paper has: nothing is published beside it
    /// What makes it: an experiment file, in full or below resources/experiments; empty: several or none.
    std::filesystem::path experimentFile;
    [[nodiscard]] std::size_t filled() const;    ///< by the cells' own experiments
    [[nodiscard]] std::size_t fillable() const;  ///< figures, quoted ones left out
};

/// Joins tables with the workspace: a finished run fills a cell when its experiment's name and its corpus are the cell's; the
/// newest one counts, with all seeds of its group. Where there is none, the newest run of that name on other corpora stands in,
/// marked as a departure, and so are figures on made-up speech in a corpus's layout. Word errors are those of the training of
/// that name below WORKSPACE/recognisers. Regressions are those stored under the experiment's name, and go before
/// runs. Counts are taken from the corpora. Fails with Cancelled.
[[nodiscard]] core::Result<std::vector<ReproducedTable>> reproduce(const std::vector<PublishedTable>& tables,
                                                                   const store::Workspace& workspace,
                                                                   const Translate& translate, core::Progress& progress);

/// Stored regressions of a workspace that fill none of these tables, each table as one without published figures.
[[nodiscard]] std::vector<ReproducedTable> ownRegressions(const std::vector<PublishedTable>& published,
                                                          const std::filesystem::path& workspace, const Translate& translate);

/// "62.5", "0.259", with the digits of the published figure.
[[nodiscard]] std::string oursText(const ReproducedCell& cell);
[[nodiscard]] std::string differenceText(const ReproducedCell& cell);  ///< "+1.2", "-0.013"
/// Row, column, published, ours, difference, n, protocol, and what is missing; of one's own regressions system, target, error
/// with its interval, spread, the paired difference to the feature set and n.
[[nodiscard]] Table reproductionTable(const ReproducedTable& table, const Translate& translate);

}  // namespace prososcope::report
