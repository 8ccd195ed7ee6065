// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/Svm.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <numeric>

#include "engine/analysis/Classification.h"
#include "engine/dsp/Chunks.h"
#include "engine/learn/GroupFolds.h"
#include "engine/learn/KernelMachine.h"
#include "engine/learn/LinearSolver.h"
#include "engine/learn/Products.h"

namespace prososcope::learn {

namespace {

using Kind = SvmSettings::Kind;
using Rows = std::vector<std::size_t>;

std::vector<int> presentClasses(std::span<const int> labels, const Rows& rows) {
    std::vector<int> present;
    for (const std::size_t i : rows) present.push_back(labels[i]);
    std::ranges::sort(present);
    present.erase(std::unique(present.begin(), present.end()), present.end());
    return present;
}

std::size_t machineCount(std::size_t present, Kind kind) {
    return kind == Kind::LinearRest ? present : present * (present - 1) / 2;
}

/// Votes of pairs, or the decisions themselves, as scores of all classes.
void scoreRow(std::span<const double> decisions, const std::vector<int>& present, Kind kind, std::span<double> scores) {
    std::ranges::fill(scores, -std::numeric_limits<double>::infinity());
    if (kind == Kind::LinearRest) {
        for (std::size_t k = 0; k < present.size(); ++k) scores[static_cast<std::size_t>(present[k])] = decisions[k];
    } else {
        std::vector<double> votes(present.size(), 0.0);
        std::vector<double> sums(present.size(), 0.0);
        std::size_t pair = 0;
        for (std::size_t a = 0; a < present.size(); ++a) {
            for (std::size_t b = a + 1; b < present.size(); ++b, ++pair) {
                votes[decisions[pair] > 0.0 ? a : b] += 1.0;
                sums[a] += decisions[pair];
                sums[b] -= decisions[pair];
            }
        }
        for (std::size_t k = 0; k < present.size(); ++k)
            scores[static_cast<std::size_t>(present[k])] = votes[k] + sums[k] / (3.0 * (std::abs(sums[k]) + 1.0));
    }
    double lowest = std::numeric_limits<double>::max();
    for (const double score : scores) lowest = std::isfinite(score) ? std::min(lowest, score) : lowest;
    for (double& score : scores) score = std::isfinite(score) ? score : lowest - 1.0;
}

double kernelOf(Kind kind, double gamma, double product, double squareA, double squareB) {
    return kind == Kind::Rbf ? std::exp(-gamma * std::max(squareA + squareB - 2.0 * product, 0.0)) : product;
}

/// One binary problem of a fold: which rows, and which of them are of the first class.
struct Binary {
    Rows rows;
    std::vector<signed char> positive;
    double weightPositive = 1.0;
    double weightNegative = 1.0;
};

}  // namespace

/// A fit under way: the rows, and what all folds and settings share. Lives during `fit`.
class SvmTraining {
public:
    SvmTraining(const SvmSettings& settings, const TrainingRows& training) : m_settings(settings), m_training(training) {}

    core::Status prepare(core::Progress& progress) {
        m_gammas = {0.0};
        if (m_settings.kind == Kind::Rbf) {
            m_gammas = m_settings.gammas;
            for (double& gamma : m_gammas) gamma = gamma > 0.0 ? gamma : standardGamma();
            std::ranges::sort(m_gammas);
        }
        m_costs = m_settings.costs;
        std::ranges::sort(m_costs);
        if (m_settings.kind == Kind::LinearRest) {
            m_doubles = Matrix<double>(m_training.rows.rows, m_training.rows.columns);
            std::copy_n(m_training.rows.values, m_doubles.values.size(), m_doubles.values.begin());
            return {};
        }
        auto gram = gramMatrix(m_training.rows, m_settings.threads, progress);
        if (!gram) return core::fail(gram.error());
        m_gram = std::move(*gram);
        return {};
    }

    /// UAR of every cost and gamma.
    core::Result<std::vector<SvmChoice>> grid(core::Progress& progress) {
        const auto folds = groupFolds(m_training.speakers, m_settings.innerFolds);
        if (!folds) return core::fail(folds.error());
        const std::size_t n = m_training.rows.rows;
        std::vector<SvmChoice> result;
        std::vector<std::vector<int>> predicted;
        for (const double gamma : m_gammas) {
            for (const double cost : m_costs) {
                result.push_back({cost, gamma, 0.0});
                predicted.emplace_back(n, -1);
            }
        }
        std::size_t done = 0;
        for (const auto& test : *folds) {
            Rows train;
            std::vector<bool> tested(n, false);
            for (const std::size_t i : test) tested[i] = true;
            for (std::size_t i = 0; i < n; ++i) {
                if (!tested[i]) train.push_back(i);
            }
            const auto present = presentClasses(m_training.labels, train);
            if (present.size() < 2)
                return core::fail(core::ErrorKind::BadInput,
                                  {TRANSLATABLE("Engine",
                                                "A fold inside the training part has only one class to learn from. "
                                                "Set fewer folds.")});
            for (std::size_t g = 0; g < m_gammas.size(); ++g, ++done) {
                const double steps = static_cast<double>(folds->size() * m_gammas.size());
                auto part = progress.part(static_cast<double>(done) / steps, static_cast<double>(done + 1) / steps);
                const auto decisions = foldDecisions(train, test, present, m_gammas[g], part);
                if (!decisions) return core::fail(decisions.error());
                std::vector<double> scores(static_cast<std::size_t>(m_training.classes));
                for (std::size_t c = 0; c < m_costs.size(); ++c) {
                    for (std::size_t i = 0; i < test.size(); ++i) {
                        scoreRow((*decisions)[c].row(i), present, m_settings.kind, scores);
                        predicted[g * m_costs.size() + c][test[i]] =
                            static_cast<int>(std::ranges::max_element(scores) - scores.begin());
                    }
                }
            }
        }
        for (std::size_t i = 0; i < result.size(); ++i)
            result[i].uar = analysis::unweightedAverageRecall(
                analysis::confusionMatrix(m_training.labels, predicted[i], static_cast<std::size_t>(m_training.classes)));
        return result;
    }

    [[nodiscard]] const std::vector<double>& gammas() const { return m_gammas; }

    core::Status fitAll(Svm& svm, core::Progress& progress) {
        Rows all(m_training.rows.rows);
        std::iota(all.begin(), all.end(), std::size_t{0});
        svm.m_classes = m_training.classes;
        svm.m_columns = m_training.rows.columns;
        svm.m_present = presentClasses(m_training.labels, all);
        const std::size_t count = machineCount(svm.m_present.size(), m_settings.kind);
        Matrix<double> coefficients(count, m_settings.kind == Kind::LinearRest ? svm.m_columns : all.size());
        svm.m_offsets.assign(count, 0.0);
        const auto status = solveEach(all, svm.m_present, svm.m_chosen.gamma, {svm.m_chosen.cost}, progress,
                                      [&](std::size_t machine, std::size_t, const Binary& binary, const KernelMachine& solved) {
                                          svm.m_offsets[machine] = solved.offset;
                                          auto row = coefficients.row(machine);
                                          if (m_settings.kind == Kind::LinearRest) {
                                              std::ranges::copy(solved.coefficients, row.begin());
                                          } else {
                                              for (std::size_t i = 0; i < binary.rows.size(); ++i)
                                                  row[binary.rows[i]] = solved.coefficients[i];
                                          }
                                      });
        if (!status) return status;
        svm.m_vectors = 0;
        svm.m_supportVectors = {};
        if (m_settings.kind == Kind::LinearRest) {
            svm.m_weights = std::move(coefficients);
            return {};
        }
        Rows support;
        for (const std::size_t i : all) {
            for (std::size_t k = 0; k < count; ++k) {
                if (coefficients.at(k, i) == 0.0) continue;
                support.push_back(i);
                break;
            }
        }
        svm.m_vectors = support.size();
        if (m_settings.kind == Kind::Rbf) {
            svm.m_supportVectors = rowsOf(m_training.rows, support);
            svm.m_weights = columnsOf(coefficients.view(), support);
            return {};
        }
        svm.m_weights = Matrix<double>(count, svm.m_columns);
        for (std::size_t k = 0; k < count; ++k) {
            for (const std::size_t i : support) {
                const double coefficient = coefficients.at(k, i);
                if (coefficient == 0.0) continue;
                const auto row = m_training.rows.row(i);
                auto weights = svm.m_weights.row(k);
                for (std::size_t c = 0; c < row.size(); ++c) weights[c] += coefficient * static_cast<double>(row[c]);
            }
        }
        return {};
    }

private:
    double standardGamma() const {
        const auto count = m_training.rows.rows * m_training.rows.columns;
        double mean = 0.0;
        double squares = 0.0;
        for (std::size_t i = 0; i < count; ++i) mean += static_cast<double>(m_training.rows.values[i]);
        mean /= static_cast<double>(count);
        for (std::size_t i = 0; i < count; ++i) squares += std::pow(static_cast<double>(m_training.rows.values[i]) - mean, 2);
        const double variance = squares / static_cast<double>(count);
        return 1.0 / (static_cast<double>(m_training.rows.columns) * (variance > 0.0 ? variance : 1.0));
    }

    Binary binaryOf(const Rows& train, const std::vector<int>& present, std::size_t machine) const {
        int first = 0;
        int second = -1;  // the rest
        if (m_settings.kind == Kind::LinearRest) {
            first = present[machine];
        } else {
            std::size_t a = 0;
            while (machine >= present.size() - 1 - a) machine -= present.size() - 1 - a++;
            first = present[a];
            second = present[a + 1 + machine];
        }
        Binary result;
        double counts[2] = {0.0, 0.0};
        for (const std::size_t i : train) {
            const int label = m_training.labels[i];
            if (label != first && second >= 0 && label != second) continue;
            result.rows.push_back(i);
            result.positive.push_back(label == first ? 1 : 0);
            counts[label == first ? 0 : 1] += 1.0;
        }
        if (m_settings.balanced) {
            const double share = static_cast<double>(train.size()) / static_cast<double>(present.size());
            result.weightPositive = share / counts[0];
            if (second >= 0) result.weightNegative = share / counts[1];
        }
        return result;
    }

    double kernelAt(double gamma, std::size_t i, std::size_t j) const {
        return kernelOf(m_settings.kind, gamma, static_cast<double>(m_gram.at(i, j)), static_cast<double>(m_gram.at(i, i)),
                        static_cast<double>(m_gram.at(j, j)));
    }

    /// Solves every binary problem for every cost; take(machine, cost's index, problem, solution) is called from several
    /// threads, for different machines.
    template <typename Take>
    core::Status solveEach(const Rows& train, const std::vector<int>& present, double gamma, const std::vector<double>& costs,
                           core::Progress& progress, const Take& take) const {
        std::mutex mutex;
        core::Status failure;
        const bool done = dsp::runChunks(machineCount(present.size(), m_settings.kind), m_settings.threads, progress, [&] {
            return [&](std::size_t machine) {
                const Binary binary = binaryOf(train, present, machine);
                if (m_settings.kind == Kind::LinearRest) {
                    const Matrix<double> rows = rowsOf(m_doubles.view(), binary.rows);
                    for (std::size_t c = 0; c < costs.size() && !progress.stopRequested(); ++c) {
                        auto weights = solveLinear({rows.view(), binary.positive, costs[c] * binary.weightPositive,
                                                    costs[c] * binary.weightNegative, m_settings.tolerance});
                        if (!weights) {
                            const std::lock_guard lock(mutex);
                            failure = core::fail(weights.error());
                            return;
                        }
                        KernelMachine solved{std::move(*weights), 0.0};
                        solved.offset = solved.coefficients.back();
                        solved.coefficients.pop_back();
                        take(machine, c, binary, solved);
                    }
                    return;
                }
                Matrix<float> kernel(binary.rows.size(), binary.rows.size());
                for (std::size_t i = 0; i < kernel.rows; ++i) {
                    for (std::size_t j = 0; j <= i; ++j)
                        kernel.at(i, j) = kernel.at(j, i) = static_cast<float>(kernelAt(gamma, binary.rows[i], binary.rows[j]));
                }
                const KernelProblem problem(kernel.view(), binary.positive);
                for (std::size_t c = 0; c < costs.size() && !progress.stopRequested(); ++c)
                    take(machine, c, binary,
                         problem.solve(costs[c] * binary.weightPositive, costs[c] * binary.weightNegative,
                                       m_settings.tolerance));
            };
        });
        if (!failure) return failure;
        if (!done) return core::cancelled();
        return {};
    }

    /// Decisions [test rows, machines] for every cost.
    core::Result<std::vector<Matrix<double>>> foldDecisions(const Rows& train, const Rows& test,
                                                            const std::vector<int>& present, double gamma,
                                                            core::Progress& progress) const {
        std::vector<Matrix<double>> result(m_costs.size(),
                                           Matrix<double>(test.size(), machineCount(present.size(), m_settings.kind)));
        const auto status =
            solveEach(train, present, gamma, m_costs, progress,
                      [&](std::size_t machine, std::size_t cost, const Binary& binary, const KernelMachine& solved) {
                          for (std::size_t t = 0; t < test.size(); ++t) {
                              double sum = solved.offset;
                              for (std::size_t i = 0; i < solved.coefficients.size(); ++i) {
                                  if (solved.coefficients[i] == 0.0) continue;
                                  sum += solved.coefficients[i] * (m_settings.kind == Kind::LinearRest
                                                                       ? m_doubles.at(test[t], i)
                                                                       : kernelAt(gamma, test[t], binary.rows[i]));
                              }
                              result[cost].at(t, machine) = sum;
                          }
                      });
        if (!status) return core::fail(status.error());
        return result;
    }

    const SvmSettings& m_settings;
    const TrainingRows& m_training;
    std::vector<double> m_costs;
    std::vector<double> m_gammas;
    Matrix<float> m_gram;      // of LIBSVM's kinds
    Matrix<double> m_doubles;  // of LIBLINEAR's
};

core::Status Svm::fit(const TrainingRows& training, core::Progress& progress) {
    if (const auto status = checkTraining(training); !status) return status;
    const auto positive = [](double value) { return std::isfinite(value) && value > 0.0; };
    const auto gammaFits = [](double value) { return std::isfinite(value) && value >= 0.0; };
    if (m_settings.costs.empty() || !std::ranges::all_of(m_settings.costs, positive) || !positive(m_settings.tolerance) ||
        (m_settings.kind == Kind::Rbf && (m_settings.gammas.empty() || !std::ranges::all_of(m_settings.gammas, gammaFits))))
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine",
                                                                   "A cost or tolerance of the support vector "
                                                                   "machine is not greater than 0.")});
    SvmTraining fitting(m_settings, training);
    auto first = progress.part(0.0, 0.2);
    if (const auto status = fitting.prepare(first); !status) return status;
    Svm fitted(m_settings);
    const bool choose = m_settings.costs.size() > 1 || (m_settings.kind == Kind::Rbf && m_settings.gammas.size() > 1);
    fitted.m_chosen = {m_settings.costs.front(), 0.0, std::numeric_limits<double>::quiet_NaN()};
    if (m_settings.kind == Kind::Rbf) fitted.m_chosen.gamma = fitting.gammas().front();
    if (choose) {
        auto middle = progress.part(0.2, 0.9);
        auto grid = fitting.grid(middle);
        if (!grid) return core::fail(grid.error());
        fitted.m_grid = std::move(*grid);
        fitted.m_chosen = *std::ranges::min_element(fitted.m_grid, [](const SvmChoice& a, const SvmChoice& b) {
            if (a.uar != b.uar) return a.uar > b.uar;
            return a.cost != b.cost ? a.cost < b.cost : a.gamma < b.gamma;
        });
    }
    auto last = progress.part(0.9, 1.0);
    if (const auto status = fitting.fitAll(fitted, last); !status) return status;
    *this = std::move(fitted);
    return {};
}

core::Result<Matrix<double>> Svm::decisions(MatrixView<float> rows, core::Progress& progress) const {
    if (const auto status = checkColumns(rows, m_columns); !status) return core::fail(status.error());
    if (const auto status = checkNumbers(rows); !status) return core::fail(status.error());
    Matrix<double> result(rows.rows, m_offsets.size());
    const bool done = dsp::runChunks(rows.rows, m_settings.threads, progress, [&] {
        return [&, inputs = std::vector<double>()](std::size_t i) mutable {
            const auto row = rows.row(i);
            inputs.assign(row.begin(), row.end());
            if (m_settings.kind == Kind::Rbf) {
                std::vector<double> kernels(m_supportVectors.rows);
                for (std::size_t v = 0; v < kernels.size(); ++v) {
                    double square = 0.0;
                    for (std::size_t c = 0; c < inputs.size(); ++c) {
                        const double off = inputs[c] - static_cast<double>(m_supportVectors.at(v, c));
                        square += off * off;
                    }
                    kernels[v] = std::exp(-m_chosen.gamma * square);
                }
                inputs = std::move(kernels);
            }
            for (std::size_t k = 0; k < m_offsets.size(); ++k) {
                const auto weights = m_weights.row(k);
                result.at(i, k) = std::inner_product(weights.begin(), weights.end(), inputs.begin(), m_offsets[k]);
            }
        };
    });
    if (!done) return core::cancelled();
    return result;
}

core::Result<Matrix<double>> Svm::scores(MatrixView<float> rows, core::Progress& progress) const {
    const auto all = decisions(rows, progress);
    if (!all) return core::fail(all.error());
    Matrix<double> result(rows.rows, static_cast<std::size_t>(m_classes));
    for (std::size_t i = 0; i < rows.rows; ++i) scoreRow(all->row(i), m_present, m_settings.kind, result.row(i));
    return result;
}

ModelState Svm::state() const {
    ModelState state{"svm",
                     {{"solver", static_cast<double>(m_settings.kind)},
                      {"classes", m_classes},
                      {"columns", static_cast<double>(m_columns)},
                      {"cost", m_chosen.cost},
                      {"gamma", m_chosen.gamma},
                      {"vectors", static_cast<double>(m_vectors)}},
                     {}};
    Matrix<double> present(1, m_present.size());
    std::ranges::copy(m_present, present.values.begin());
    Matrix<double> offsets(1, m_offsets.size());
    offsets.values = m_offsets;
    state.tensors = {{"present", std::move(present)}, {"offsets", std::move(offsets)}, {"weights", m_weights}};
    if (m_settings.kind == Kind::Rbf) {
        Matrix<double> vectors(m_supportVectors.rows, m_supportVectors.columns);
        std::ranges::copy(m_supportVectors.values, vectors.values.begin());
        state.tensors["vectors"] = std::move(vectors);
    }
    return state;
}

core::Result<Svm> Svm::restore(const ModelState& state) {
    const auto bad =
        core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "The stored support vector machine is damaged.")});
    const auto number = [&](const char* name) {
        const auto found = state.numbers.find(name);
        return found != state.numbers.end() && found->second >= 0.0 && found->second < 1e9 ? found->second : -1.0;
    };
    for (const char* name : {"solver", "classes", "columns", "cost", "gamma", "vectors"}) {
        if (number(name) < 0.0) return bad;
    }
    for (const char* name : {"present", "offsets", "weights"}) {
        if (!state.tensors.contains(name)) return bad;
    }
    if (number("solver") > 2.0) return bad;
    Svm svm(SvmSettings{});
    svm.m_settings.kind = static_cast<Kind>(static_cast<int>(number("solver")));
    svm.m_classes = static_cast<int>(number("classes"));
    svm.m_columns = static_cast<std::size_t>(number("columns"));
    svm.m_vectors = static_cast<std::size_t>(number("vectors"));
    svm.m_chosen = {number("cost"), number("gamma"), std::numeric_limits<double>::quiet_NaN()};
    for (const double label : state.tensors.at("present").values) {
        if (!(label >= 0.0 && label < svm.m_classes) || label != std::floor(label)) return bad;
        if (!svm.m_present.empty() && static_cast<int>(label) <= svm.m_present.back()) return bad;
        svm.m_present.push_back(static_cast<int>(label));
    }
    svm.m_offsets = state.tensors.at("offsets").values;
    svm.m_weights = state.tensors.at("weights");
    std::size_t inputs = svm.m_columns;
    if (svm.m_settings.kind == Kind::Rbf) {
        const auto vectors = state.tensors.find("vectors");
        if (vectors == state.tensors.end() || vectors->second.columns != svm.m_columns) return bad;
        svm.m_supportVectors = Matrix<float>(vectors->second.rows, svm.m_columns);
        for (std::size_t i = 0; i < vectors->second.values.size(); ++i)
            svm.m_supportVectors.values[i] = static_cast<float>(vectors->second.values[i]);
        inputs = vectors->second.rows;
    }
    const std::size_t count = svm.m_present.size() < 2 ? 0 : machineCount(svm.m_present.size(), svm.m_settings.kind);
    if (count == 0 || svm.m_offsets.size() != count || svm.m_weights.rows != count || svm.m_weights.columns != inputs)
        return bad;
    return svm;
}

}  // namespace prososcope::learn
