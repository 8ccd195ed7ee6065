// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/CtcDecoder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "engine/nn/LogSum.h"
#include "engine/phonetics/SymbolRuns.h"

namespace prososcope::nn {

namespace {

/// A prefix that was kept once, as the last node of its path from the root, which is the empty one.
struct Node {
    std::size_t parent = 0;
    int symbol = -1;
};
constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

/// A prefix after the frame at hand: ln p of its paths that end in a blank, and of those that end in its last symbol.
struct Candidate {
    std::size_t node = kNone;  ///< or, where it was never kept, its parent and symbol
    std::size_t parent = 0;
    int symbol = -1;
    double blank = kImpossible;
    double symbolEnd = kImpossible;
    double total = kImpossible;
};

class PrefixBeam {
public:
    PrefixBeam(const LogPosteriors& posteriors, std::size_t beam)
        : m_posteriors(posteriors), m_width(std::max<std::size_t>(1, beam)), m_nodes(1), m_beam(1) {
        m_beam.front().node = 0;
        m_beam.front().blank = m_beam.front().total = 0.0;
    }

    std::vector<int> run() {
        for (std::size_t frame = 0; frame < m_posteriors.frames(); ++frame) advance(frame);
        std::vector<int> labels;
        for (auto node = m_beam.front().node; node != 0; node = m_nodes[node].parent) labels.push_back(m_nodes[node].symbol);
        std::reverse(labels.begin(), labels.end());
        return labels;
    }

private:
    [[nodiscard]] double logOf(std::size_t frame, int symbol) const {
        const float value = m_posteriors.at(frame, symbol);
        return std::isnan(value) ? kImpossible : static_cast<double>(value);
    }
    [[nodiscard]] std::size_t childKey(std::size_t node, int symbol) const {
        return node * m_posteriors.classes + static_cast<std::size_t>(symbol);
    }

    Candidate& candidateOf(std::size_t node) {
        const auto [found, fresh] = m_candidateOf.try_emplace(node, m_next.size());
        if (fresh) m_next.emplace_back().node = node;
        return m_next[found->second];
    }
    /// A prefix that was kept before may be reached from several; another only from its parent.
    Candidate& longer(std::size_t node, int symbol) {
        if (const auto known = m_children.find(childKey(node, symbol)); known != m_children.end())
            return candidateOf(known->second);
        auto& fresh = m_next.emplace_back();
        fresh.parent = node;
        fresh.symbol = symbol;
        return fresh;
    }

    void extend(const Candidate& from, std::size_t frame) {
        auto& same = candidateOf(from.node);
        same.blank = logSum(same.blank, from.total + logOf(frame, m_posteriors.blank()));
        const int last = m_nodes[from.node].symbol;
        if (last >= 0) same.symbolEnd = logSum(same.symbolEnd, from.symbolEnd + logOf(frame, last));
        for (int symbol = 0; symbol < m_posteriors.blank(); ++symbol) {
            // A repeated symbol is a new one only where a blank stands between.
            const double whole = (symbol == last ? from.blank : from.total) + logOf(frame, symbol);
            if (whole == kImpossible) continue;
            auto& next = longer(from.node, symbol);
            next.symbolEnd = logSum(next.symbolEnd, whole);
        }
    }

    void advance(std::size_t frame) {
        m_next.clear();
        m_candidateOf.clear();
        for (const auto& from : m_beam) extend(from, frame);
        for (auto& each : m_next) each.total = logSum(each.blank, each.symbolEnd);
        const auto kept = static_cast<std::ptrdiff_t>(std::min(m_width, m_next.size()));
        std::vector<std::size_t> order(m_next.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::partial_sort(order.begin(), order.begin() + kept, order.end(), [&](std::size_t a, std::size_t b) {
            return m_next[a].total != m_next[b].total ? m_next[a].total > m_next[b].total : a < b;
        });
        m_beam.clear();
        for (auto at = order.begin(); at != order.begin() + kept; ++at) {
            auto& each = m_next[*at];
            if (each.node == kNone) {
                each.node = m_nodes.size();
                m_nodes.push_back({each.parent, each.symbol});
                m_children.emplace(childKey(each.parent, each.symbol), each.node);
            }
            m_beam.push_back(each);
        }
    }

    const LogPosteriors& m_posteriors;
    std::size_t m_width;
    std::vector<Node> m_nodes;
    std::unordered_map<std::size_t, std::size_t> m_children;     ///< nodes by parent and symbol
    std::unordered_map<std::size_t, std::size_t> m_candidateOf;  ///< places in m_next by node
    std::vector<Candidate> m_beam;
    std::vector<Candidate> m_next;
};

}  // namespace

std::vector<int> ctcBestPath(const LogPosteriors& posteriors) {
    std::vector<int> labels;
    for (const auto& run : phonetics::symbolRuns(posteriors.values, posteriors.classes)) {
        if (run.symbol != posteriors.blank()) labels.push_back(run.symbol);
    }
    return labels;
}

std::vector<int> ctcPrefixBeam(const LogPosteriors& posteriors, std::size_t beam) { return PrefixBeam(posteriors, beam).run(); }

}  // namespace prososcope::nn
