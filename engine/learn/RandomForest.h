// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/learn/Classifier.h"

namespace prososcope::learn {

struct ForestSettings {
    int trees = 200;
    std::size_t columnsPerSplit = 0;  ///< 0: the square root of their number
    std::size_t smallestSplit = 2;    ///< nodes with fewer rows are leaves
    bool balanced = true;             ///< rows weigh rows / (classes present * rows of their class)
    std::uint64_t seed = 1;
    int threads = 1;
};

/// A random forest (Breiman 2001, "Random forests", Machine Learning 45): each tree is grown on as many rows drawn with
/// replacement, each split is the one of the smallest Gini impurity among columns drawn at random (constant ones do not
/// count), until leaves are pure. Scores are the mean of the leaves' shares of the classes. A tree's random numbers come from
/// the seed and its number, so that the same seed gives the same bits on any number of threads.
class RandomForest : public Classifier {
public:
    explicit RandomForest(ForestSettings settings) : m_settings(settings) {}
    [[nodiscard]] static core::Result<RandomForest> restore(const ModelState& state);

    [[nodiscard]] core::Status fit(const TrainingRows& training, core::Progress& progress) override;
    [[nodiscard]] core::Result<Matrix<double>> scores(MatrixView<float> rows, core::Progress& progress) const override;
    [[nodiscard]] int classes() const override { return m_classes; }
    [[nodiscard]] ModelState state() const override;

    /// Share of the training rows that the trees grown without them get right; NaN where no tree was. Training speakers occur
    /// on both sides, so it is no speaker-independent figure.
    [[nodiscard]] double outOfBagAccuracy() const { return m_outOfBag; }
    /// Of each column the mean decrease of impurity by its splits; they add up to 1 where there is any split.
    [[nodiscard]] const std::vector<double>& importances() const { return m_importances; }

private:
    friend class TreeGrower;
    /// A leaf has column -1 and its shares at `first` in the tree's `shares`; else its children are `first` and first + 1.
    struct Node {
        std::int32_t column = -1;
        float threshold = 0.0F;  ///< rows up to it go to the first child
        std::int32_t first = 0;
    };
    struct Tree {
        std::vector<Node> nodes;
        std::vector<double> shares;  ///< [leaves, classes]
    };
    [[nodiscard]] std::span<const double> sharesOf(const Tree& tree, std::span<const float> row) const;

    ForestSettings m_settings;
    int m_classes = 0;
    std::size_t m_columns = 0;
    double m_outOfBag = 0.0;
    std::vector<double> m_importances;
    std::vector<Tree> m_trees;
};

}  // namespace prososcope::learn
