// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/learn/Classifier.h"

namespace prososcope::learn {

struct SvmSettings {
    enum class Kind {
        Linear,     ///< one against one, hinge loss (LIBSVM)
        Rbf,        ///< the same with exp(-gamma |x - y|^2)
        LinearRest  ///< one against the rest, squared hinge loss, regularised offset (LIBLINEAR)
    };
    Kind kind = Kind::Linear;
    /// Costs and, of Rbf, gammas to choose from; a gamma of 0 is 1 / (columns * variance of all values).
    std::vector<double> costs{1.0};
    std::vector<double> gammas{0.0};
    /// Multiplies the cost of class c by rows / (classes present * rows of c); of LinearRest only that of the class itself, as
    /// LIBLINEAR does.
    bool balanced = true;
    std::size_t innerFolds = 5;
    double tolerance = 1e-3;
    int threads = 1;
};

/// One point of the inner grid: UAR of all training rows, each predicted by the fold that tests it.
struct SvmChoice {
    double cost = 1.0;
    double gamma = 0.0;
    double uar = 0.0;  ///< NaN where there was nothing to choose
};

/// A support vector machine. With more than one cost or gamma they are chosen by folds of speakers inside the training rows
/// (groupFolds), by UAR, ties to the smaller cost, then the smaller gamma; then it is fitted to all rows. LIBSVM's kinds
/// work on one matrix of inner products, which all folds and settings share. Asks whether to stop between binary problems.
/// Scores of one against one: the number of classes won against, with less than half a vote by the sum of decisions.
class Svm : public Classifier {
public:
    explicit Svm(SvmSettings settings) : m_settings(std::move(settings)) {}
    [[nodiscard]] static core::Result<Svm> restore(const ModelState& state);

    [[nodiscard]] core::Status fit(const TrainingRows& training, core::Progress& progress) override;
    [[nodiscard]] core::Result<Matrix<double>> scores(MatrixView<float> rows, core::Progress& progress) const override;
    /// [rows, machines]: LIBSVM's pairs 0v1, 0v2, .., 1v2, .. of the classes present, positive for the first, or LIBLINEAR's
    /// classes.
    [[nodiscard]] core::Result<Matrix<double>> decisions(MatrixView<float> rows, core::Progress& progress) const;
    [[nodiscard]] int classes() const override { return m_classes; }
    [[nodiscard]] ModelState state() const override;

    [[nodiscard]] const SvmChoice& chosen() const { return m_chosen; }
    [[nodiscard]] const std::vector<SvmChoice>& grid() const { return m_grid; }  ///< empty where nothing was chosen
    [[nodiscard]] std::size_t supportVectors() const { return m_vectors; }       ///< 0 of LinearRest

private:
    friend class SvmTraining;
    SvmSettings m_settings;
    SvmChoice m_chosen;
    std::vector<SvmChoice> m_grid;
    int m_classes = 0;
    std::size_t m_vectors = 0;
    std::size_t m_columns = 0;
    std::vector<int> m_present;      // classes of the training, rising
    Matrix<double> m_weights;        // [machines, columns], of Rbf [machines, support vectors]
    std::vector<double> m_offsets;   // [machines]
    Matrix<float> m_supportVectors;  // of Rbf
};

}  // namespace prososcope::learn
