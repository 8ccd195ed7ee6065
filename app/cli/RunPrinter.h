// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "engine/backend/TorchBackend.h"

namespace prososcope::cli {

/// A run from its request to its printed result; with --json `json` is what is to be printed.
struct EndedRun {
    core::Result<store::RunRecord> run;
    nlohmann::json json;
};

/// Prints one line per fold as it ends, and keeps what the JSON result needs. For one run.
class RunPrinter : public backend::RunObserver {
public:
    RunPrinter(const CommandLine& line, ProgressBar& bar) : m_line(line), m_bar(bar) {}
    void runStarted(const store::RunRecord& run, int folds) override;
    void foldDone(const store::FoldRecord& fold, double testScore) override;
    void remark(const core::Text& text) override;
    [[nodiscard]] std::int64_t run() const { return m_run; }  ///< 0 until it has begun

    /// What the finished run has come to: a line, or (json) an object.
    void printResult(const store::RunRecord& run) const;
    [[nodiscard]] nlohmann::json result(const store::RunRecord& run) const;

private:
    const CommandLine& m_line;
    ProgressBar& m_bar;
    bool m_tooGood = false;
    bool m_dimensions = false;
    std::int64_t m_run = 0;
    nlohmann::json m_list = nlohmann::json::array();
};

/// The figure of a run that people compare runs by: "UAR 0.712 [0.650, 0.770]  WA 0.72" or "CCC ...".
[[nodiscard]] std::string figureText(const store::RunRecord& run);

}  // namespace prososcope::cli
