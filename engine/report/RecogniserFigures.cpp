// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/RecogniserFigures.h"

#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/experiment/RecogniserExperiment.h"
#include "engine/experiment/Starts.h"

namespace prososcope::report {

namespace {

std::string titleIn(const std::filesystem::path& file) {
    const auto text = core::readFile(file);
    if (!text) return {};
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    if (!json.is_object()) return {};
    const auto title = json.find("corpus_title");
    return title != json.end() && title->is_string() ? title->get<std::string>() : std::string();
}

}  // namespace

core::Result<std::optional<RecogniserFigures>> readRecogniserFigures(const std::filesystem::path& folder) {
    std::error_code code;
    const auto path = folder / "tested.csv";
    if (!std::filesystem::exists(path, code)) return std::nullopt;
    const auto made = experiment::readRecogniserExperiment(folder / "experiment.toml");
    if (!made) return core::fail(made.error());
    const auto text = core::readFile(path);
    if (!text) return core::fail(text.error());
    const auto table = core::parseCsv(*text, path.string());
    if (!table) return core::fail(table.error());
    const auto speaker = table->column("speaker");
    const auto reference = table->column("reference");
    const auto hypothesis = table->column("hypothesis");
    if (!speaker || !reference || !hypothesis) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is damaged: it does not say what was recognised."), {path.string()}});
    }
    RecogniserFigures figures;
    figures.corpus = made->corpus;
    figures.corpusTitle = titleIn(folder / "summary.json");
    figures.start = experiment::seededStart(made->attention.start, made->seed);
    figures.elsewhere = made->domain.isOther();
    figures.untrained = made->epochs == 0;
    figures.rank = made->attention.rank;
    figures.wholeCorpus = !std::filesystem::exists(folder / "epochs.csv", code);  // of one training there are epochs
    std::vector<analysis::EditCounts> counts;
    std::vector<std::string> speakers;
    for (const auto& row : table->rows) {
        counts.push_back(analysis::wordErrors(row[*reference], row[*hypothesis]));
        speakers.push_back(row[*speaker]);
        figures.words += counts.back();
    }
    if (figures.words.referenceUnits() == 0) return std::nullopt;
    figures.rate = figures.words.rate();
    figures.utterances = counts.size();
    figures.interval =
        analysis::bootstrapInterval(analysis::speakerClusters(speakers, counts.size()), [&](std::span<const std::size_t> rows) {
            analysis::EditCounts sum;
            for (const auto row : rows) sum += counts[row];
            return sum.rate();
        });
    return figures;
}

}  // namespace prososcope::report
