// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/RandomForest.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/core/Random.h"
#include "engine/dsp/Chunks.h"

namespace prososcope::learn {

/// Grows one tree after another; holds scratch memory of one thread.
class TreeGrower {
public:
    TreeGrower(const ForestSettings& settings, const TrainingRows& training, MatrixView<float> columns,
               std::span<const double> weights)
        : m_settings(settings),
          m_training(training),
          m_columns(columns),
          m_weights(weights),
          m_classes(static_cast<std::size_t>(training.classes)) {}

    /// importances: that of every column is added to. inBag: 1 of the rows that were drawn.
    RandomForest::Tree grow(std::size_t number, std::span<double> importances, std::vector<std::uint8_t>& inBag,
                            const core::Progress& progress) {
        core::Random random(core::deriveSeed(m_settings.seed, "tree", number));
        const std::size_t n = m_training.rows.rows;
        m_count.assign(n, 0.0);
        for (std::size_t i = 0; i < n; ++i) m_count[random.below(n)] += 1.0;
        inBag.assign(n, 0);
        m_rows.clear();
        for (std::size_t i = 0; i < n; ++i) {
            if (m_count[i] == 0.0) continue;
            inBag[i] = 1;
            m_rows.push_back(i);
        }
        std::vector<std::size_t> order(m_columns.rows);
        std::iota(order.begin(), order.end(), std::size_t{0});

        RandomForest::Tree tree;
        tree.nodes.emplace_back();
        struct Part {
            std::size_t node, from, to;
        };
        std::vector<Part> open{{0, 0, m_rows.size()}};
        while (!open.empty() && !progress.stopRequested()) {
            const Part part = open.back();
            open.pop_back();
            const std::span<std::size_t> rows(m_rows.data() + part.from, part.to - part.from);
            const auto totals = totalsOf(rows);
            const Split split = bestSplit(rows, totals, order, random);
            if (split.column < 0) {
                const double sum = std::accumulate(totals.begin(), totals.end(), 0.0);
                tree.nodes[part.node].first = static_cast<std::int32_t>(tree.shares.size() / m_classes);
                for (const double total : totals) tree.shares.push_back(total / sum);
                continue;
            }
            importances[static_cast<std::size_t>(split.column)] += split.gain;
            const auto column = m_columns.row(static_cast<std::size_t>(split.column));
            const auto middle =
                std::partition(rows.begin(), rows.end(), [&](std::size_t i) { return column[i] <= split.threshold; });
            const std::size_t at = part.from + static_cast<std::size_t>(middle - rows.begin());
            const std::size_t child = tree.nodes.size();
            tree.nodes[part.node] = {split.column, split.threshold, static_cast<std::int32_t>(child)};
            tree.nodes.resize(child + 2);
            open.push_back({child, part.from, at});
            open.push_back({child + 1, at, part.to});
        }
        return tree;
    }

private:
    struct Split {
        std::int32_t column = -1;
        float threshold = 0.0F;
        double gain = 0.0;
    };

    std::vector<double> totalsOf(std::span<const std::size_t> rows) const {
        std::vector<double> totals(m_classes, 0.0);
        for (const std::size_t i : rows) totals[static_cast<std::size_t>(m_training.labels[i])] += m_count[i] * m_weights[i];
        return totals;
    }

    Split bestSplit(std::span<const std::size_t> rows, const std::vector<double>& totals, std::vector<std::size_t>& order,
                    core::Random& random) {
        const double all = std::accumulate(totals.begin(), totals.end(), 0.0);
        const auto present = std::ranges::count_if(totals, [](double total) { return total > 0.0; });
        Split best;
        if (present < 2 || rows.size() < std::max<std::size_t>(m_settings.smallestSplit, 2)) return best;
        double squares = 0.0;
        for (const double total : totals) squares += total * total;
        const double before = squares / all;  // weight less impurity: what a split makes larger
        double bestValue = -1.0;
        std::size_t tried = 0;
        for (std::size_t k = 0; k < order.size() && tried < m_settings.columnsPerSplit; ++k) {
            std::swap(order[k], order[k + random.below(order.size() - k)]);
            const auto column = m_columns.row(order[k]);
            m_sorted.clear();
            for (const std::size_t i : rows) m_sorted.push_back({column[i], static_cast<std::uint32_t>(i)});
            const auto [low, high] = std::ranges::minmax(m_sorted, std::less<>(), &Value::value);
            if (low.value == high.value) continue;
            ++tried;
            std::ranges::sort(m_sorted, [](const Value& a, const Value& b) {
                return a.value != b.value ? a.value < b.value : a.row < b.row;
            });
            m_left.assign(m_classes, 0.0);
            double leftWeight = 0.0;
            double leftSquares = 0.0;
            double rightSquares = squares;
            for (std::size_t s = 0; s + 1 < m_sorted.size(); ++s) {
                const std::size_t i = m_sorted[s].row;
                const auto label = static_cast<std::size_t>(m_training.labels[i]);
                const double weight = m_count[i] * m_weights[i];
                const double right = totals[label] - m_left[label];
                leftSquares += weight * (2.0 * m_left[label] + weight);
                rightSquares -= weight * (2.0 * right - weight);
                m_left[label] += weight;
                leftWeight += weight;
                if (m_sorted[s].value == m_sorted[s + 1].value) continue;
                const double value = leftSquares / leftWeight + rightSquares / (all - leftWeight);
                if (value <= bestValue) continue;
                bestValue = value;
                float threshold = m_sorted[s].value + 0.5F * (m_sorted[s + 1].value - m_sorted[s].value);
                if (!(threshold < m_sorted[s + 1].value)) threshold = m_sorted[s].value;
                best = {static_cast<std::int32_t>(order[k]), threshold, value - before};
            }
        }
        return best;
    }

    struct Value {
        float value;
        std::uint32_t row;
    };
    const ForestSettings& m_settings;
    const TrainingRows& m_training;
    MatrixView<float> m_columns;  // the rows turned: [columns, rows]
    std::span<const double> m_weights;
    std::size_t m_classes;
    std::vector<double> m_count;  // how often each row was drawn
    std::vector<std::size_t> m_rows;
    std::vector<Value> m_sorted;
    std::vector<double> m_left;
};

core::Status RandomForest::fit(const TrainingRows& training, core::Progress& progress) {
    if (const auto status = checkTraining(training); !status) return status;
    if (m_settings.trees < 1)
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "A forest needs at least one tree.")});
    const std::size_t n = training.rows.rows;
    RandomForest fitted(m_settings);
    fitted.m_classes = training.classes;
    fitted.m_columns = training.rows.columns;
    ForestSettings settings = m_settings;
    if (settings.columnsPerSplit == 0)
        settings.columnsPerSplit = std::max<std::size_t>(1, static_cast<std::size_t>(std::sqrt(training.rows.columns)));

    Matrix<float> columns(training.rows.columns, n);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t c = 0; c < columns.rows; ++c) columns.at(c, i) = training.rows.at(i, c);
    }
    std::vector<double> counts(static_cast<std::size_t>(training.classes), 0.0);
    for (const int label : training.labels) counts[static_cast<std::size_t>(label)] += 1.0;
    const auto present = static_cast<double>(std::ranges::count_if(counts, [](double count) { return count > 0.0; }));
    std::vector<double> weights(n, 1.0);
    for (std::size_t i = 0; i < n && settings.balanced; ++i)
        weights[i] = static_cast<double>(n) / (present * counts[static_cast<std::size_t>(training.labels[i])]);

    const auto trees = static_cast<std::size_t>(settings.trees);
    fitted.m_trees.resize(trees);
    std::vector<std::vector<double>> importances(trees);
    std::vector<std::vector<std::uint8_t>> inBags(trees);
    const bool done = dsp::runChunks(trees, settings.threads, progress, [&] {
        return [&, grower = TreeGrower(settings, training, columns.view(), weights)](std::size_t tree) mutable {
            importances[tree].assign(columns.rows, 0.0);
            fitted.m_trees[tree] = grower.grow(tree, importances[tree], inBags[tree], progress);
        };
    });
    if (!done) return core::cancelled();

    fitted.m_importances.assign(columns.rows, 0.0);
    for (const auto& ofTree : importances) {
        const double sum = std::accumulate(ofTree.begin(), ofTree.end(), 0.0);
        for (std::size_t c = 0; c < columns.rows && sum > 0.0; ++c) fitted.m_importances[c] += ofTree[c] / sum;
    }
    const double sum = std::accumulate(fitted.m_importances.begin(), fitted.m_importances.end(), 0.0);
    for (double& importance : fitted.m_importances) importance /= sum > 0.0 ? sum : 1.0;

    double right = 0.0;
    double judged = 0.0;
    std::vector<double> votes(static_cast<std::size_t>(training.classes));
    for (std::size_t i = 0; i < n; ++i) {
        std::ranges::fill(votes, 0.0);
        bool any = false;
        for (std::size_t tree = 0; tree < trees; ++tree) {
            if (inBags[tree][i] != 0) continue;
            any = true;
            const auto shares = fitted.sharesOf(fitted.m_trees[tree], training.rows.row(i));
            for (std::size_t c = 0; c < votes.size(); ++c) votes[c] += shares[c];
        }
        if (!any) continue;
        judged += 1.0;
        right += std::ranges::max_element(votes) - votes.begin() == training.labels[i] ? 1.0 : 0.0;
    }
    fitted.m_outOfBag = judged > 0.0 ? right / judged : std::numeric_limits<double>::quiet_NaN();
    *this = std::move(fitted);
    return {};
}

std::span<const double> RandomForest::sharesOf(const Tree& tree, std::span<const float> row) const {
    std::size_t at = 0;
    while (tree.nodes[at].column >= 0) {
        const Node& node = tree.nodes[at];
        const bool second = row[static_cast<std::size_t>(node.column)] > node.threshold;
        at = static_cast<std::size_t>(node.first) + (second ? 1 : 0);
    }
    const auto classes = static_cast<std::size_t>(m_classes);
    return std::span(tree.shares).subspan(static_cast<std::size_t>(tree.nodes[at].first) * classes, classes);
}

core::Result<Matrix<double>> RandomForest::scores(MatrixView<float> rows, core::Progress& progress) const {
    if (const auto status = checkColumns(rows, m_columns); !status) return core::fail(status.error());
    if (const auto status = checkNumbers(rows); !status) return core::fail(status.error());
    Matrix<double> result(rows.rows, static_cast<std::size_t>(m_classes));
    const bool done = dsp::runChunks(rows.rows, m_settings.threads, progress, [&] {
        return [&](std::size_t i) {
            auto row = result.row(i);
            for (const Tree& tree : m_trees) {
                const auto shares = sharesOf(tree, rows.row(i));
                for (std::size_t c = 0; c < row.size(); ++c) row[c] += shares[c] / static_cast<double>(m_trees.size());
            }
        };
    });
    if (!done) return core::cancelled();
    return result;
}

ModelState RandomForest::state() const {
    ModelState state{"forest", {{"classes", m_classes}, {"columns", static_cast<double>(m_columns)}}, {}};
    if (std::isfinite(m_outOfBag)) state.numbers["outOfBag"] = m_outOfBag;
    std::size_t nodes = 0;
    std::size_t shares = 0;
    for (const Tree& tree : m_trees) {
        nodes += tree.nodes.size();
        shares += tree.shares.size();
    }
    Matrix<double> sizes(m_trees.size(), 2);  // nodes and shares of each tree
    Matrix<double> allNodes(nodes, 3);
    Matrix<double> allShares(1, shares);
    nodes = shares = 0;
    for (std::size_t t = 0; t < m_trees.size(); ++t) {
        const Tree& tree = m_trees[t];
        sizes.at(t, 0) = static_cast<double>(tree.nodes.size());
        sizes.at(t, 1) = static_cast<double>(tree.shares.size());
        for (const Node& node : tree.nodes) {
            allNodes.at(nodes, 0) = node.column;
            allNodes.at(nodes, 1) = static_cast<double>(node.threshold);
            allNodes.at(nodes++, 2) = node.first;
        }
        std::ranges::copy(tree.shares, allShares.values.begin() + static_cast<std::ptrdiff_t>(shares));
        shares += tree.shares.size();
    }
    Matrix<double> importances(1, m_importances.size());
    importances.values = m_importances;
    state.tensors = {{"sizes", std::move(sizes)},
                     {"nodes", std::move(allNodes)},
                     {"shares", std::move(allShares)},
                     {"importances", std::move(importances)}};
    return state;
}

core::Result<RandomForest> RandomForest::restore(const ModelState& state) {
    const auto bad = core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "The stored forest is damaged.")});
    for (const char* name : {"sizes", "nodes", "shares", "importances"}) {
        if (!state.tensors.contains(name)) return bad;
    }
    const auto number = [&](const char* name) {
        const auto found = state.numbers.find(name);
        return found != state.numbers.end() && found->second >= 1.0 && found->second < 1e9 ? found->second : 0.0;
    };
    const auto& sizes = state.tensors.at("sizes");
    const auto& nodes = state.tensors.at("nodes");
    const auto& shares = state.tensors.at("shares");
    RandomForest forest(ForestSettings{});
    forest.m_classes = static_cast<int>(number("classes"));
    forest.m_columns = static_cast<std::size_t>(number("columns"));
    forest.m_importances = state.tensors.at("importances").values;
    const auto outOfBag = state.numbers.find("outOfBag");
    forest.m_outOfBag = outOfBag == state.numbers.end() ? std::numeric_limits<double>::quiet_NaN() : outOfBag->second;
    if (forest.m_classes < 1 || forest.m_columns < 1 || sizes.columns != 2 || sizes.rows == 0 || nodes.columns != 3 ||
        forest.m_importances.size() != forest.m_columns)
        return bad;
    const auto classes = static_cast<std::size_t>(forest.m_classes);
    std::size_t node = 0;
    std::size_t share = 0;
    for (std::size_t t = 0; t < sizes.rows; ++t) {
        const double wanted = sizes.at(t, 0);
        const double wantedShares = sizes.at(t, 1);
        if (!(wanted >= 1.0 && wanted <= static_cast<double>(nodes.rows - node)) ||
            !(wantedShares >= 1.0 && wantedShares <= static_cast<double>(shares.values.size() - share)))
            return bad;
        Tree tree;
        const auto count = static_cast<std::size_t>(wanted);
        const auto shareCount = static_cast<std::size_t>(wantedShares);
        for (std::size_t k = 0; k < count; ++k, ++node) {
            const double column = nodes.at(node, 0);
            const double first = nodes.at(node, 2);
            if (!(column >= -1.0 && column < static_cast<double>(forest.m_columns)) || !(first >= 0.0 && first < 2e9))
                return bad;
            const Node read{static_cast<std::int32_t>(column), static_cast<float>(nodes.at(node, 1)),
                            static_cast<std::int32_t>(first)};
            const auto target = static_cast<std::size_t>(read.first);
            // Children lie behind their parent, so that no walk goes round in circles.
            const bool inside = read.column >= 0 ? target > k && target + 1 < count : (target + 1) * classes <= shareCount;
            if (!inside) return bad;
            tree.nodes.push_back(read);
        }
        const auto from = shares.values.begin() + static_cast<std::ptrdiff_t>(share);
        tree.shares.assign(from, from + static_cast<std::ptrdiff_t>(shareCount));
        share += shareCount;
        forest.m_trees.push_back(std::move(tree));
    }
    return forest;
}

}  // namespace prososcope::learn
