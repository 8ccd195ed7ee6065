// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/RunPrinter.h"

#include "engine/core/Csv.h"
#include "engine/core/Join.h"

namespace prososcope::cli {

void RunPrinter::runStarted(const store::RunRecord& run, int folds) {
    m_run = run.id;
    m_tooGood = run.speakerDependent;
    m_dimensions = run.classes.empty();
    m_bar.clear();
    const auto what = run.point.empty() ? run.name : run.name + " (" + run.point + ")";
    m_line.message(
        core::Text("Run %1: %2 on %3, seed %4, %5 folds, %6.",
                   {std::to_string(run.id), what, run.corpus, std::to_string(run.seed), std::to_string(folds), run.device})
            .english());
}

void RunPrinter::foldDone(const store::FoldRecord& fold, double testScore) {
    m_list.push_back({{"index", fold.index},
                      {"name", fold.name},
                      {"test_speakers", fold.testSpeakers},
                      {m_dimensions ? "ccc" : "uar", testScore},
                      {"best_epoch", fold.bestEpoch},
                      {"seconds", fold.seconds}});
    m_bar.clear();
    if (m_line.json) return;
    // Classical learners have no epochs.
    const std::string epoch = fold.bestEpoch > 0 ? "  best epoch " + std::to_string(fold.bestEpoch) : std::string();
    const auto text = core::Text("fold %1  test %2  %3 %4%5  %6 s\n",
                                 {std::to_string(fold.index), core::joined(fold.testSpeakers), m_dimensions ? "CCC" : "UAR",
                                  core::fixedText(testScore, 3), epoch, core::fixedText(fold.seconds, 0)})
                          .english();
    m_line.print(m_tooGood ? alarming(text, {0}) : text);
}

void RunPrinter::remark(const core::Text& text) {
    m_bar.clear();
    m_line.message(text.english());
}

nlohmann::json RunPrinter::result(const store::RunRecord& run) const {
    const auto number = [](const std::optional<double>& value) { return value ? nlohmann::json(*value) : nlohmann::json(); };
    return {{"run", run.id},
            {"name", run.name},
            {"group", run.group},
            {"point", run.point},
            {"corpus", run.corpus},
            {"protocol", run.protocol},
            {"speaker_dependent", run.speakerDependent},
            {"uar", number(run.uar)},
            {"uar_low", number(run.uarLow)},
            {"uar_high", number(run.uarHigh)},
            {"wa", number(run.wa)},
            {"macro_f1", number(run.macroF1)},
            {"ccc", number(run.ccc)},
            {"ccc_low", number(run.cccLow)},
            {"ccc_high", number(run.cccHigh)},
            {"utterances", run.utterances},
            {"speakers", run.speakers},
            {"seed", run.seed},
            {"threads", run.threads},
            {"device", run.device},
            {"seconds", run.seconds},
            {"folds", m_list}};
}

void RunPrinter::printResult(const store::RunRecord& run) const {
    const std::vector<std::size_t> tooGood(run.speakerDependent ? 1 : 0);  // its only line
    m_line.print(alarming(core::Text("pooled %1  n = %2  speakers = %3  %4  %5 s  run %6\n",
                                     {figureText(run), std::to_string(run.utterances), std::to_string(run.speakers),
                                      protocolText(run), core::fixedText(run.seconds, 0), std::to_string(run.id)})
                              .english(),
                          tooGood));
}

std::string figureText(const store::RunRecord& run) {
    if (run.classes.empty()) return "CCC " + intervalText(run.ccc, run.cccLow, run.cccHigh);
    return "UAR " + intervalText(run.uar, run.uarLow, run.uarHigh) + "  WA " + intervalText(run.wa, {}, {});
}

}  // namespace prososcope::cli
