// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/KernelMachine.h"

#include <libsvm/svm.h>

#include <algorithm>
#include <mutex>

namespace prososcope::learn {

KernelProblem::KernelProblem(MatrixView<float> kernel, std::vector<signed char> positive)
    : m_rows(kernel.rows), m_positive(std::move(positive)), m_nodes(kernel.rows * (kernel.rows + 1)) {
    for (std::size_t i = 0; i < m_rows; ++i) {
        Node* row = m_nodes.data() + i * (m_rows + 1);
        row[0] = {0, static_cast<double>(i + 1)};
        for (std::size_t j = 0; j < m_rows; ++j) row[j + 1] = {static_cast<int>(j + 1), static_cast<double>(kernel.at(i, j))};
    }
}

KernelMachine KernelProblem::solve(double costPositive, double costNegative, double tolerance) const {
    static_assert(sizeof(Node) == sizeof(svm_node) && offsetof(Node, value) == offsetof(svm_node, value));
    static std::once_flag silent;
    std::call_once(silent, [] { svm_set_print_string_function([](const char*) {}); });

    std::vector<svm_node*> rows(m_rows);
    std::vector<double> signs(m_rows);
    for (std::size_t i = 0; i < m_rows; ++i) {
        // LIBSVM reads the nodes only.
        rows[i] = reinterpret_cast<svm_node*>(const_cast<Node*>(m_nodes.data() + i * (m_rows + 1)));
        signs[i] = m_positive[i] != 0 ? 1.0 : -1.0;
    }
    const svm_problem problem{static_cast<int>(m_rows), signs.data(), rows.data()};
    int labels[] = {1, -1};
    double costs[] = {costPositive, costNegative};
    svm_parameter settings{};
    settings.svm_type = C_SVC;
    settings.kernel_type = PRECOMPUTED;
    settings.cache_size = 200.0;
    settings.eps = tolerance;
    settings.C = 1.0;
    settings.nr_weight = 2;
    settings.weight_label = labels;
    settings.weight = costs;
    settings.shrinking = 1;
    svm_model* model = svm_train(&problem, &settings);
    const double sign = model->label[0] == 1 ? 1.0 : -1.0;
    KernelMachine machine{std::vector<double>(m_rows, 0.0), -sign * model->rho[0]};
    for (int i = 0; i < model->l; ++i)
        machine.coefficients[static_cast<std::size_t>(model->sv_indices[i] - 1)] = sign * model->sv_coef[0][i];
    svm_free_and_destroy_model(&model);
    return machine;
}

}  // namespace prososcope::learn
