// SPDX-License-Identifier: GPL-3.0-or-later
// The one place that links LIBLINEAR; opened by LinearSolver.cpp.
#include <linear.h>

#include <mutex>

#include "engine/learn/LinearSolver.h"

using prososcope::learn::LinearProblem;

/// weights: one of each column and of the constant. False where LIBLINEAR refuses the settings.
extern "C" bool prososcopeSolveLinear(const LinearProblem& problem, double* weights) {
    static std::once_flag silent;
    std::call_once(silent, [] { set_print_string_function([](const char*) {}); });

    const auto [values, rows, columns] = problem.rows;
    std::vector<feature_node> nodes;
    std::vector<std::size_t> starts;
    std::vector<double> signs;
    for (std::size_t i = 0; i < rows; ++i) {
        starts.push_back(nodes.size());
        for (std::size_t c = 0; c < columns; ++c) {
            if (values[i * columns + c] != 0.0) nodes.push_back({static_cast<int>(c + 1), values[i * columns + c]});
        }
        nodes.push_back({static_cast<int>(columns + 1), 1.0});
        nodes.push_back({-1, 0.0});
        signs.push_back(problem.positive[i] != 0 ? 1.0 : -1.0);
    }
    std::vector<feature_node*> pointers;
    for (const std::size_t start : starts) pointers.push_back(nodes.data() + start);

    ::problem given{static_cast<int>(rows), static_cast<int>(columns + 1), signs.data(), pointers.data(), 1.0};
    int labels[] = {1, -1};
    double costs[] = {problem.costPositive, problem.costNegative};
    parameter settings{};
    settings.solver_type = L2R_L2LOSS_SVC;
    settings.eps = problem.tolerance;
    settings.C = 1.0;
    settings.nr_weight = 2;
    settings.weight_label = labels;
    settings.weight = costs;
    if (!(problem.costPositive > 0.0) || !(problem.costNegative > 0.0) || check_parameter(&given, &settings) != nullptr)
        return false;
    model* trained = train(&given, &settings);
    const double sign = trained->label[0] == 1 ? 1.0 : -1.0;
    for (std::size_t c = 0; c <= columns; ++c) weights[c] = sign * trained->w[c];
    free_and_destroy_model(&trained);
    return true;
}
