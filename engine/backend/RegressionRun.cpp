// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/RegressionRun.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "engine/experiment/CorrelationTargets.h"
#include "engine/features/FeatureSet.h"
#include "engine/store/FeatureCache.h"

namespace prososcope::backend {

namespace {

using core::ErrorKind;
using core::fail;
using experiment::RegressionSystem;
using Kind = RegressionSystem::Kind;

/// The columns of all units that a system may choose from.
struct Columns {
    std::size_t first = 0;
    std::size_t count = 0;
};

core::Result<Columns> columnsOf(const RegressionSystem& system, const store::ActivationSetInfo& info) {
    const auto layers = static_cast<int>(info.layers.size());
    if (system.layers > layers) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "The network %1 has %2 layers only, so that %3 cannot be taken."),
                     {info.encoder, std::to_string(layers), system.word()}});
    }
    const int from = system.kind == Kind::Last ? layers - system.layers : 0;
    const int to = system.kind == Kind::First ? system.layers : layers;
    Columns columns;
    for (int layer = 0; layer < to; ++layer) {
        const auto units = static_cast<std::size_t>(info.layers[static_cast<std::size_t>(layer)].units);
        (layer < from ? columns.first : columns.count) += units;
    }
    return columns;
}

/// What the tables have in common.
class Regressions {
public:
    Regressions(const experiment::RegressionExperiment& experiment, const corpus::Corpus& corpus,
                const store::ActivationSet& set, int threads)
        : m_experiment(experiment), m_corpus(corpus), m_set(set), m_info(set.info()), m_threads(threads) {}

    core::Status prepare(const std::filesystem::path& cacheFolder, core::Progress& progress) {
        auto targets = experiment::correlationTargets(m_corpus, m_info.utterances, m_experiment.targets);
        if (!targets) return fail(targets.error());
        m_targets = std::move(*targets);
        for (const auto& utterance : m_corpus.utterances) m_utterances.emplace(utterance.id, &utterance);
        for (std::size_t row = 0; row < m_info.utterances.size(); ++row) {
            const bool rated = std::all_of(m_targets.begin(), m_targets.end(),
                                           [&](const auto& target) { return std::isfinite(target.values[row]); });
            if (rated && m_utterances.contains(m_info.utterances[row])) m_rated.push_back(row);
        }
        const auto usesFeatures = [](const experiment::RegressionTable& table) {
            return std::any_of(table.systems.begin(), table.systems.end(),
                               [](const RegressionSystem& system) { return system.kind == Kind::Features; });
        };
        const auto& tables = m_experiment.tables;
        return std::any_of(tables.begin(), tables.end(), usesFeatures) ? loadFeatures(cacheFolder, progress) : core::Status();
    }

    core::Result<RegressionTableResult> fill(const experiment::RegressionTable& table, core::Progress& progress) {
        RegressionTableResult result;
        result.table = table;
        result.unrated = m_info.utterances.size() - m_rated.size();
        std::vector<std::size_t> places;  // in m_rated
        for (std::size_t i = 0; i < m_rated.size(); ++i) {
            const auto& emotion = m_utterances.at(m_info.utterances[m_rated[i]])->emotion;
            if (table.agreedOnly && (emotion.empty() || emotion == corpus::kNoAgreement)) {
                ++result.disagreed;
                continue;
            }
            places.push_back(i);
            result.utterances.push_back(m_info.utterances[m_rated[i]]);
            result.speakers.push_back(m_info.speakers[m_rated[i]]);
        }
        std::size_t done = 0;
        for (const auto& system : table.systems) {
            const auto share = [&](std::size_t i) {
                return static_cast<double>(i) / static_cast<double>(table.systems.size());
            };
            auto part = progress.part(share(done), share(done + 1));
            ++done;
            auto row = regress(system, places, result.speakers, part);
            if (!row) return fail(row.error());
            result.rows.push_back(std::move(*row));
        }
        compare(result);
        return result;
    }

private:
    core::Status loadFeatures(const std::filesystem::path& cacheFolder, core::Progress& progress) {
        const auto set = features::featureSet(m_experiment.featureSet);
        if (!set) return fail(set.error());
        if ((*set)->descriptors() == nullptr) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "The feature set %1 has no row for a whole recording. Choose eGeMAPSv02."),
                         {m_experiment.featureSet}});
        }
        std::vector<corpus::Utterance> utterances;
        for (const auto row : m_rated) utterances.push_back(*m_utterances.at(m_info.utterances[row]));
        auto loaded = store::FeatureCache(cacheFolder).load(m_corpus, utterances, **set, m_threads, progress);
        if (!loaded) return fail(loaded.error());
        m_features = learn::Matrix<float>(m_rated.size(), (*set)->columns().size());
        for (std::size_t i = 0; i < m_rated.size(); ++i) {
            const auto& values = (*loaded)[i]->values;
            std::copy_n(values.begin(), std::min(values.size(), m_features.columns), m_features.row(i).begin());
        }
        return {};
    }

    /// The rows of a system's columns.
    core::Result<learn::Matrix<float>> matrixOf(const RegressionSystem& system, const std::vector<std::size_t>& places) const {
        if (system.kind == Kind::Features) return learn::rowsOf(m_features.view(), places);
        const auto columns = columnsOf(system, m_info);
        if (!columns) return fail(columns.error());
        const auto units = static_cast<std::size_t>(m_info.units());
        const auto values = m_set.values(*store::activationPoolNamed(m_experiment.pool));
        learn::Matrix<float> matrix(places.size(), columns->count);
        for (std::size_t i = 0; i < places.size(); ++i) {
            const auto row = values.subspan(m_rated[places[i]] * units + columns->first, columns->count);
            std::copy(row.begin(), row.end(), matrix.row(i).begin());
        }
        return matrix;
    }

    core::Result<RegressionRow> regress(const RegressionSystem& system, const std::vector<std::size_t>& places,
                                        const std::vector<std::string>& speakers, core::Progress& progress) const {
        auto matrix = matrixOf(system, places);
        if (!matrix) return fail(matrix.error());
        learn::SpeakerRegressionSettings settings;
        settings.count = static_cast<std::size_t>(m_experiment.columns);
        settings.threads = m_threads;
        settings.choice = system.kind == Kind::Features   ? learn::ColumnChoice::Everything
                          : system.kind == Kind::Mean     ? learn::ColumnChoice::Mean
                          : m_experiment.selectsOnAllRows ? learn::ColumnChoice::AllRows
                                                          : learn::ColumnChoice::TrainingFold;
        RegressionRow row{system, system.kind == Kind::Mean ? 0 : matrix->columns, {}};
        for (std::size_t t = 0; t < m_targets.size(); ++t) {
            std::vector<double> target;
            for (const auto place : places) target.push_back(m_targets[t].values[m_rated[place]]);
            auto part = progress.part(static_cast<double>(t) / static_cast<double>(m_targets.size()),
                                      static_cast<double>(t + 1) / static_cast<double>(m_targets.size()));
            auto result = learn::regressLeavingSpeakersOut(matrix->view(), target, speakers, settings, part);
            if (!result) return fail(result.error());
            const auto errors = errorsOf(*result);
            const std::vector<double> nothing(errors.size(), 0.0);
            const auto interval = analysis::pairedTest(errors, nothing).interval;
            row.cells.push_back({m_targets[t].name, std::move(*result), interval, {}});
        }
        return row;
    }

    static std::vector<double> errorsOf(const learn::SpeakerRegression& result) {
        std::vector<double> errors;
        for (const auto& speaker : result.speakers) errors.push_back(speaker.meanSquaredError);
        return errors;
    }

    static void compare(RegressionTableResult& result) {
        const auto features = std::find_if(result.rows.begin(), result.rows.end(),
                                           [](const RegressionRow& row) { return row.system.kind == Kind::Features; });
        if (features == result.rows.end()) return;
        for (auto& row : result.rows) {
            if (row.system.kind == Kind::Features) continue;
            for (std::size_t t = 0; t < row.cells.size(); ++t)
                row.cells[t].againstFeatures =
                    analysis::pairedTest(errorsOf(row.cells[t].result), errorsOf(features->cells[t].result));
        }
    }

    const experiment::RegressionExperiment& m_experiment;
    const corpus::Corpus& m_corpus;
    const store::ActivationSet& m_set;
    const store::ActivationSetInfo& m_info;
    int m_threads;
    std::vector<analysis::CorrelationTarget> m_targets;
    std::unordered_map<std::string_view, const corpus::Utterance*> m_utterances;
    std::vector<std::size_t> m_rated;  ///< rows of the set whose targets are all known
    learn::Matrix<float> m_features;   ///< of each of them
};

}  // namespace

core::Result<std::vector<RegressionTableResult>> runRegressions(const experiment::RegressionExperiment& experiment,
                                                                const corpus::Corpus& corpus, const store::ActivationSet& set,
                                                                const std::filesystem::path& cacheFolder, int threads,
                                                                core::Progress& progress) {
    constexpr double kShareOfFeatures = 0.5;
    Regressions regressions(experiment, corpus, set, threads);
    auto preparing = progress.part(0.0, kShareOfFeatures);
    if (auto prepared = regressions.prepare(cacheFolder, preparing); !prepared) return fail(prepared.error());
    std::vector<RegressionTableResult> results;
    auto filling = progress.part(kShareOfFeatures, 1.0);
    for (std::size_t i = 0; i < experiment.tables.size(); ++i) {
        const auto count = static_cast<double>(experiment.tables.size());
        auto part = filling.part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
        auto result = regressions.fill(experiment.tables[i], part);
        if (!result) return fail(result.error());
        results.push_back(std::move(*result));
    }
    progress.report(1.0);
    return results;
}

}  // namespace prososcope::backend
