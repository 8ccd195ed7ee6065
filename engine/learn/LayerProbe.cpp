// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/LayerProbe.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>

#include "engine/analysis/CorrelationChecks.h"
#include "engine/core/Undefined.h"
#include "engine/dsp/Chunks.h"
#include "engine/dsp/Dot.h"
#include "engine/learn/Cholesky.h"
#include "engine/learn/GroupFolds.h"
#include "engine/learn/Products.h"

namespace prososcope::learn {

namespace {

constexpr std::size_t kFewestFolds = 3;  // one to test, and one to choose on beside one to learn from

/// Rows of targets that are known of the same ones, by fold.
struct ProbeRows {
    std::vector<std::vector<std::size_t>> folds;  // places in the input
    std::vector<std::vector<std::size_t>> speakers;
    std::vector<std::size_t> targets;  // places among the targets
    std::vector<double> offsets;       // of each: its mean, taken off
    std::size_t rows = 0;
};

/// Sums over some rows that a linear regression needs; values about a mean that is the same for all.
struct Sums {
    double rows = 0.0;
    std::vector<double> columns;  // [width]
    Matrix<double> products;      // [width, width]
    Matrix<double> shared;        // [targets, width]: with each target
    std::vector<double> targets;  // [targets]
    std::vector<double> squares;  // [targets]

    void add(const Sums& other, double sign) {
        rows += sign * other.rows;
        const auto addTo = [sign](std::vector<double>& values, const std::vector<double>& others) {
            for (std::size_t i = 0; i < values.size(); ++i) values[i] += sign * others[i];
        };
        addTo(columns, other.columns);
        addTo(products.values, other.products.values);
        addTo(shared.values, other.shared.values);
        addTo(targets, other.targets);
        addTo(squares, other.squares);
    }
};

/// Weights of all targets with one penalty, on columns as they are.
struct Weights {
    Matrix<double> columns;  // [targets, width]
    std::vector<double> intercepts;

    [[nodiscard]] double squaredError(const Sums& sums, std::size_t t) const {
        const auto own = columns.row(t);
        const std::size_t width = own.size();
        const double b = intercepts[t];
        double quadratic = 0.0;
        for (std::size_t c = 0; c < width; ++c) quadratic += own[c] * dsp::dot(own.data(), sums.products.row(c).data(), width);
        return sums.squares[t] - 2.0 * dsp::dot(own.data(), sums.shared.row(t).data(), width) - 2.0 * b * sums.targets[t] +
               quadratic + 2.0 * b * dsp::dot(own.data(), sums.columns.data(), width) + b * b * sums.rows;
    }
};

/// What R^2 and concordance need of one speaker.
struct SpeakerSums {
    double rows = 0.0, truth = 0.0, truths = 0.0, predicted = 0.0, predictions = 0.0, both = 0.0;

    void add(const SpeakerSums& other) {
        rows += other.rows;
        truth += other.truth;
        truths += other.truths;
        predicted += other.predicted;
        predictions += other.predictions;
        both += other.both;
    }
    [[nodiscard]] double determination() const {
        const double about = truths - truth * truth / rows;
        return about > 0.0 ? 1.0 - (truths - 2.0 * both + predictions) / about : core::kUndefined;
    }
    [[nodiscard]] double concordance() const {
        const double a = truth / rows;
        const double b = predicted / rows;
        const double width = truths / rows - a * a + predictions / rows - b * b + (a - b) * (a - b);
        return width > 0.0 ? 2.0 * (both / rows - a * b) / width : core::kUndefined;
    }
};

/// One layer and the targets that share their rows.
class OneLayer {
public:
    OneLayer(const analysis::ActivationRows& rows, std::size_t first, std::size_t width,
             std::span<const analysis::CorrelationTarget> targets, const ProbeRows& probe, const LayerProbeSettings& settings)
        : m_rows(rows), m_first(first), m_width(width), m_targets(targets), m_probe(probe), m_settings(settings) {}

    core::Status run(std::size_t layer, std::vector<TargetProbes>& result, core::Progress& progress) {
        if (auto done = collect(progress); !done) return done;
        const std::size_t folds = m_probe.folds.size();
        const std::size_t targets = m_probe.targets.size();
        const auto& penalties = m_settings.penalties;
        // [fold][target][penalty]: squared error of the fold's training rows, each part predicted by the others.
        std::vector<double> errors(folds * targets * penalties.size(), 0.0);
        for (std::size_t i = 0; i < folds; ++i) {
            for (std::size_t j = 0; j < i; ++j) {  // without both: j is i's inner test and i is j's
                const auto prepared = prepare(i, j);
                for (std::size_t p = 0; p < penalties.size(); ++p) {
                    if (progress.stopRequested()) return core::cancelled();
                    const auto weights = solve(prepared, penalties[p], progress);
                    for (std::size_t t = 0; t < targets; ++t) {
                        errors[(i * targets + t) * penalties.size() + p] +=
                            weights ? weights->squaredError(m_sums[j], t) : HUGE_VAL;
                        errors[(j * targets + t) * penalties.size() + p] +=
                            weights ? weights->squaredError(m_sums[i], t) : HUGE_VAL;
                    }
                }
            }
        }
        for (std::size_t i = 0; i < folds; ++i) {
            const auto prepared = prepare(i, i);
            for (std::size_t t = 0; t < targets; ++t) {
                const auto own = std::span(errors).subspan((i * targets + t) * penalties.size(), penalties.size());
                const double penalty = penalties[static_cast<std::size_t>(std::ranges::min_element(own) - own.begin())];
                const auto weights = solve(prepared, penalty, progress);
                if (!weights) {
                    if (progress.stopRequested()) return core::cancelled();
                    return core::fail(
                        core::ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "The penalty of ridge regression is too small for these features.")});
                }
                auto& target = result[m_probe.targets[t]];
                target.layers[layer].penalties.push_back(penalty);
                predict(*weights, i, t,
                        std::span(target.predictions).subspan(layer * m_rows.speakers.size(), m_rows.speakers.size()));
            }
        }
        for (std::size_t t = 0; t < targets; ++t) score(t, layer, result[m_probe.targets[t]]);
        return {};
    }

private:
    struct Prepared {
        Matrix<double> correlations;  // of the standardised columns
        Matrix<double> shared;        // [targets, width] with the targets, standardised columns
        std::vector<double> means, deviations, targetMeans;
    };

    core::Status collect(core::Progress& progress) {
        std::vector<double> means(m_width, 0.0);
        for (const auto& fold : m_probe.folds) {
            for (const std::size_t i : fold) {
                for (std::size_t c = 0; c < m_width; ++c)
                    means[c] += static_cast<double>(at(i, c)) / static_cast<double>(m_probe.rows);
            }
        }
        m_offsets = means;
        for (const auto& fold : m_probe.folds) {
            Matrix<double> columns(m_width, fold.size());
            for (std::size_t k = 0; k < fold.size(); ++k) {
                for (std::size_t c = 0; c < m_width; ++c) columns.at(c, k) = static_cast<double>(at(fold[k], c)) - means[c];
            }
            core::Progress silent(progress.stopToken());
            auto products = gramMatrix(columns.view(), 1, silent);
            if (!products) return core::fail(products.error());
            const std::size_t targets = m_probe.targets.size();
            Sums sums{static_cast<double>(fold.size()), std::vector<double>(m_width), std::move(*products),
                      Matrix<double>(targets, m_width), std::vector<double>(targets), std::vector<double>(targets)};
            for (std::size_t c = 0; c < m_width; ++c)
                sums.columns[c] = std::accumulate(columns.row(c).begin(), columns.row(c).end(), 0.0);
            for (std::size_t t = 0; t < targets; ++t) {
                std::vector<double> target;
                for (const std::size_t i : fold) target.push_back(truth(i, t));
                sums.targets[t] = std::accumulate(target.begin(), target.end(), 0.0);
                sums.squares[t] = dsp::dot(target.data(), target.data(), target.size());
                for (std::size_t c = 0; c < m_width; ++c)
                    sums.shared.at(t, c) = dsp::dot(target.data(), columns.row(c).data(), target.size());
            }
            m_sums.push_back(std::move(sums));
        }
        m_all = m_sums.front();
        for (std::size_t f = 1; f < m_sums.size(); ++f) m_all.add(m_sums[f], 1.0);
        return {};
    }

    [[nodiscard]] float at(std::size_t row, std::size_t column) const {
        return m_rows.values[row * m_rows.units + m_first + column];
    }
    [[nodiscard]] double truth(std::size_t row, std::size_t t) const {
        return m_targets[m_probe.targets[t]].values[row] - m_probe.offsets[t];
    }

    /// Of all rows but those of two folds, which may be the same.
    [[nodiscard]] Prepared prepare(std::size_t without, std::size_t other) const {
        Sums sums = m_all;
        sums.add(m_sums[without], -1.0);
        if (other != without) sums.add(m_sums[other], -1.0);
        Prepared result{std::move(sums.products), std::move(sums.shared), std::move(sums.columns), std::vector<double>(m_width),
                        std::move(sums.targets)};
        for (double& mean : result.means) mean /= sums.rows;
        for (double& mean : result.targetMeans) mean /= sums.rows;
        for (std::size_t c = 0; c < m_width; ++c) {
            const double square = result.correlations.at(c, c) / sums.rows;
            const double variance = square - result.means[c] * result.means[c];
            result.deviations[c] = variance > 1e-12 * square ? std::sqrt(variance) : 0.0;  // a constant column has no weight
        }
        const auto scaled = [&](double sum, double meanA, double meanB, double scale) {
            return scale > 0.0 ? (sum / sums.rows - meanA * meanB) / scale : 0.0;
        };
        for (std::size_t a = 0; a < m_width; ++a) {
            for (std::size_t b = 0; b <= a; ++b) {
                double& value = result.correlations.at(a, b);
                value = scaled(value, result.means[a], result.means[b], result.deviations[a] * result.deviations[b]);
            }
            for (std::size_t t = 0; t < result.shared.rows; ++t) {
                double& value = result.shared.at(t, a);
                value = scaled(value, result.means[a], result.targetMeans[t], result.deviations[a]);
            }
        }
        return result;
    }

    [[nodiscard]] std::optional<Weights> solve(const Prepared& prepared, double penalty, const core::Progress& progress) const {
        core::Progress silent(progress.stopToken());
        auto factor = prepared.correlations;
        for (std::size_t c = 0; c < m_width; ++c) factor.at(c, c) += penalty;
        if (!cholesky(factor, 1, silent)) return std::nullopt;
        Weights result{Matrix<double>(prepared.shared.rows, m_width), prepared.targetMeans};
        for (std::size_t t = 0; t < prepared.shared.rows; ++t) {
            std::vector<double> values(prepared.shared.row(t).begin(), prepared.shared.row(t).end());
            solveCholesky(factor, values);
            for (std::size_t c = 0; c < m_width; ++c) {
                const double weight = prepared.deviations[c] > 0.0 ? values[c] / prepared.deviations[c] : 0.0;
                result.columns.at(t, c) = weight;
                result.intercepts[t] -= weight * prepared.means[c];
            }
        }
        return result;
    }

    void predict(const Weights& weights, std::size_t fold, std::size_t t, std::span<float> predictions) const {
        const auto own = weights.columns.row(t);
        for (const std::size_t i : m_probe.folds[fold]) {
            double value = weights.intercepts[t] + m_probe.offsets[t];
            for (std::size_t c = 0; c < m_width; ++c) value += own[c] * (static_cast<double>(at(i, c)) - m_offsets[c]);
            predictions[i] = static_cast<float>(value);
        }
    }

    void score(std::size_t t, std::size_t layer, TargetProbes& result) const {
        const float* const predictions = result.predictions.data() + layer * m_rows.speakers.size();
        std::vector<SpeakerSums> speakers;
        std::vector<std::vector<std::size_t>> clusters;
        SpeakerSums all;
        for (const auto& own : m_probe.speakers) {
            auto& sums = speakers.emplace_back();
            for (const std::size_t i : own) {
                const double y = truth(i, t);
                const double p = static_cast<double>(predictions[i]) - m_probe.offsets[t];
                sums.add({1.0, y, y * y, p, p * p, y * p});
            }
            all.add(sums);
            clusters.push_back({clusters.size()});
        }
        const auto ofDraw = [&](std::span<const std::size_t> drawn) {
            SpeakerSums sums;
            for (const std::size_t s : drawn) sums.add(speakers[s]);
            return sums;
        };
        auto& probe = result.layers[layer];
        probe.determination = all.determination();
        probe.concordance = all.concordance();
        probe.determinationInterval = analysis::bootstrapInterval(
            clusters, [&](std::span<const std::size_t> drawn) { return ofDraw(drawn).determination(); }, m_settings.repetitions,
            m_settings.seed);
        probe.concordanceInterval = analysis::bootstrapInterval(
            clusters, [&](std::span<const std::size_t> drawn) { return ofDraw(drawn).concordance(); }, m_settings.repetitions,
            m_settings.seed);
    }

    const analysis::ActivationRows& m_rows;
    std::size_t m_first;
    std::size_t m_width;
    std::span<const analysis::CorrelationTarget> m_targets;
    const ProbeRows& m_probe;
    const LayerProbeSettings& m_settings;
    std::vector<double> m_offsets;  // of columns
    std::vector<Sums> m_sums;       // of each fold
    Sums m_all;
};

core::Status check(const analysis::ActivationRows& rows, std::span<const std::int64_t> widths,
                   std::span<const analysis::CorrelationTarget> targets, const LayerProbeSettings& settings) {
    if (auto status = analysis::checkActivations(rows); !status) return status;
    for (const auto& target : targets) {
        if (auto status = analysis::checkTargetValues(rows, target); !status) return status;
    }
    std::int64_t sum = 0;
    for (const auto width : widths) sum += width > 0 ? width : static_cast<std::int64_t>(rows.units) + 1;
    if (sum != static_cast<std::int64_t>(rows.units))
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "The layers do not have the %1 units of the activations."), {std::to_string(rows.units)}});
    if (settings.folds < kFewestFolds)
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "Probes need at least 3 folds: one is chosen on inside the training part.")});
    if (settings.penalties.empty() ||
        !std::ranges::all_of(settings.penalties, [](double penalty) { return penalty > 0.0 && std::isfinite(penalty); }))
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The penalty of ridge regression must be greater than 0.")});
    return {};
}

/// The known rows of targets, by fold; no fold where there are too few speakers. Constant targets are left out.
core::Result<ProbeRows> probeRows(const analysis::ActivationRows& rows, std::span<const analysis::CorrelationTarget> targets,
                                  std::span<const std::size_t> members, const LayerProbeSettings& settings,
                                  std::vector<TargetProbes>& result) {
    ProbeRows probe;
    std::vector<std::size_t> known;
    std::vector<std::string> speakers;
    std::map<std::string_view, std::vector<std::size_t>> bySpeaker;
    for (std::size_t i = 0; i < rows.speakers.size(); ++i) {
        if (std::isnan(targets[members.front()].values[i])) continue;
        known.push_back(i);
        speakers.push_back(rows.speakers[i]);
        bySpeaker[rows.speakers[i]].push_back(i);
    }
    probe.rows = known.size();
    for (auto& [speaker, own] : bySpeaker) probe.speakers.push_back(std::move(own));
    const std::size_t folds = std::min(settings.folds, probe.speakers.size());
    for (const std::size_t t : members) {
        auto& target = result[t];
        target.n = known.size();
        target.speakers = probe.speakers.size();
        if (folds < kFewestFolds) continue;
        const auto& values = targets[t].values;
        if (std::ranges::all_of(known, [&](std::size_t i) { return values[i] == values[known.front()]; })) continue;
        target.folds = folds;
        target.speakersGrouped = folds < probe.speakers.size();
        double mean = 0.0;
        for (const std::size_t i : known) mean += values[i] / static_cast<double>(known.size());
        probe.targets.push_back(t);
        probe.offsets.push_back(mean);
    }
    if (probe.targets.empty()) return probe;
    auto found = groupFolds(speakers, folds);
    if (!found) return core::fail(found.error());
    for (auto& fold : *found) {
        for (std::size_t& i : fold) i = known[i];
    }
    probe.folds = std::move(*found);
    return probe;
}

}  // namespace

core::Result<std::vector<TargetProbes>> layerProbes(const analysis::ActivationRows& rows, std::span<const std::int64_t> widths,
                                                    std::span<const analysis::CorrelationTarget> targets,
                                                    const LayerProbeSettings& settings, core::Progress& progress) {
    if (const auto status = check(rows, widths, targets, settings); !status) return core::fail(status.error());
    std::vector<TargetProbes> result;
    const LayerProbe undefined{
        core::kUndefined, core::kUndefined, {core::kUndefined, core::kUndefined}, {core::kUndefined, core::kUndefined}, {}};
    for (const auto& target : targets)
        result.push_back({target.name, target.derived, 0, 0, 0, false, std::vector(widths.size(), undefined),
                          std::vector(widths.size() * rows.speakers.size(), std::numeric_limits<float>::quiet_NaN())});
    std::vector<ProbeRows> probes;
    for (const auto& members : analysis::targetsOfSharedRows(targets)) {
        auto probe = probeRows(rows, targets, members, settings, result);
        if (!probe) return core::fail(probe.error());
        if (!probe->targets.empty()) probes.push_back(std::move(*probe));
    }
    std::vector<std::size_t> first(widths.size(), 0);
    for (std::size_t l = 1; l < widths.size(); ++l) first[l] = first[l - 1] + static_cast<std::size_t>(widths[l - 1]);
    std::mutex mutex;
    std::optional<core::Error> error;  // guarded
    const bool done = dsp::runChunks(widths.size() * probes.size(), settings.threads, progress, [&] {
        return [&](std::size_t chunk) {
            const std::size_t layer = chunk % widths.size();
            core::Progress silent(progress.stopToken());
            OneLayer one(rows, first[layer], static_cast<std::size_t>(widths[layer]), targets, probes[chunk / widths.size()],
                         settings);
            if (auto status = one.run(layer, result, silent); !status) {
                const std::lock_guard lock(mutex);
                if (!error) error = status.error();
            }
        };
    });
    if (!done) return core::cancelled();
    if (error) return core::fail(*error);
    return result;
}

}  // namespace prososcope::learn
