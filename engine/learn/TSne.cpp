// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/TSne.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/Random.h"
#include "engine/dsp/Chunks.h"
#include "engine/learn/Neighbours.h"
#include "engine/learn/QuadTree.h"

namespace prososcope::learn {

namespace {

// As van der Maaten (2014) and the program of that paper (bhtsne) have them.
constexpr double kNeighboursPerPerplexity = 3.0;
constexpr double kExaggeration = 12.0;
constexpr int kExaggerated = 250;  // iterations
constexpr double kFirstMomentum = 0.5;
constexpr double kLastMomentum = 0.8;
constexpr double kGainStep = 0.2;   // added where a place goes on in its direction
constexpr double kGainDecay = 0.8;  // a factor where it turns back
constexpr double kLeastGain = 0.01;
constexpr double kGradientFactor = 4.0;  // equation 5 of van der Maaten and Hinton 2008
// Of the search for a row's precision, finer than the program's 1e-5 of the logarithm of the perplexity.
constexpr double kPerplexityTolerance = 1e-6;
constexpr int kMostPrecisionSteps = 100;
constexpr double kLeastStep = 50.0;  // beside the step of Belkina et al. 2019: rows over exaggeration, less the factor
constexpr double kBeginning = 1e-4;  // deviation of the first component at the start (Kobak and Berens 2019)
constexpr double kUnrest = 0.01;     // of it, so that what lies on a line may leave it
constexpr std::uint64_t kUnrestSeed = 8;
constexpr std::size_t kTSneChunk = 256;
constexpr double kNeighbourShare = 0.2;  // of the progress

struct Edge {
    std::uint32_t to;
    double weight;
};

/// Attractions of a row: its neighbours and those whose neighbour it is, with the weights of both directions.
struct Attractions {
    std::vector<std::size_t> first;  ///< of each row's edges; one more than rows
    std::vector<Edge> edges;
};

/// Weights exp(-beta d^2) of one row's neighbours that sum to 1 and whose perplexity is the wanted one (equation 1 and section
/// 2 of van der Maaten and Hinton 2008).
void weightsOf(std::span<const double> squared, double perplexity, std::span<double> weights) {
    const double wanted = std::log(perplexity);
    const double nearest = squared.front();
    double low = 0.0;
    double high = std::numeric_limits<double>::infinity();
    const double farthest = squared.back() - nearest;
    double beta = farthest > 0.0 ? 1.0 / farthest : 1.0;
    for (int step = 0; step < kMostPrecisionSteps; ++step) {
        double sum = 0.0;
        double moment = 0.0;
        for (std::size_t j = 0; j < squared.size(); ++j) {
            weights[j] = std::exp(-beta * (squared[j] - nearest));
            sum += weights[j];
            moment += weights[j] * (squared[j] - nearest);
        }
        const double entropy = std::log(sum) + beta * moment / sum;
        for (double& weight : weights) weight /= sum;
        if (std::abs(entropy - wanted) < kPerplexityTolerance) break;
        if (entropy > wanted) {
            low = beta;
            beta = std::isinf(high) ? 2.0 * beta : 0.5 * (beta + high);
        } else {
            high = beta;
            beta = 0.5 * (low + beta);
        }
    }
}

Attractions attractionsOf(const Neighbours& near, std::size_t rows, double perplexity) {
    std::vector<std::vector<Edge>> both(rows);
    std::vector<double> weights(near.count);
    for (std::size_t i = 0; i < rows; ++i) {
        weightsOf(std::span(near.squaredDistance).subspan(i * near.count, near.count), perplexity, weights);
        for (std::size_t j = 0; j < near.count; ++j) {
            const std::uint32_t other = near.rows[i * near.count + j];
            const double half = weights[j] / (2.0 * static_cast<double>(rows));
            both[i].push_back({other, half});
            both[other].push_back({static_cast<std::uint32_t>(i), half});
        }
    }
    Attractions made;
    made.first.push_back(0);
    for (auto& edges : both) {
        std::ranges::sort(edges, {}, &Edge::to);
        for (const Edge& edge : edges) {
            const bool again = made.edges.size() > made.first.back() && made.edges.back().to == edge.to;
            if (again)
                made.edges.back().weight += edge.weight;
            else
                made.edges.push_back(edge);
        }
        made.first.push_back(made.edges.size());
        edges = {};
    }
    return made;
}

/// Points that move. Momentum and gains as in section 3.4 of the first paper and its program.
class Descent {
public:
    Descent(const Attractions& attractions, std::vector<PlanePoint> points, const TSneSettings& settings)
        : m_attractions(attractions),
          m_settings(settings),
          m_points(std::move(points)),
          m_moves(m_points.size()),
          m_gains(m_points.size(), {1.0, 1.0}),
          m_pulls(m_points.size()),
          m_repulsions(m_points.size()) {}

    /// False when asked to stop.
    bool step(double exaggeration, double momentum, core::Progress& progress) {
        m_tree.build(m_points);
        const std::size_t chunks = (m_points.size() + kTSneChunk - 1) / kTSneChunk;
        core::Progress quiet(progress.stopToken());
        if (!dsp::runChunks(chunks, m_settings.threads, quiet, [this] { return [this](std::size_t chunk) { pull(chunk); }; }))
            return false;
        double all = 0.0;
        for (const Repulsion& each : m_repulsions) all += each.weight;
        const double rate = std::max(kLeastStep, static_cast<double>(m_points.size()) / kExaggeration / kGradientFactor);
        PlanePoint middle;
        for (std::size_t i = 0; i < m_points.size(); ++i) {
            const PlanePoint& repelled = m_repulsions[i].force;
            move(m_points[i].x, m_moves[i].x, m_gains[i].x, kGradientFactor * (exaggeration * m_pulls[i].x - repelled.x / all),
                 momentum, rate);
            move(m_points[i].y, m_moves[i].y, m_gains[i].y, kGradientFactor * (exaggeration * m_pulls[i].y - repelled.y / all),
                 momentum, rate);
            middle.x += m_points[i].x;
            middle.y += m_points[i].y;
        }
        for (PlanePoint& point : m_points) {
            point.x -= middle.x / static_cast<double>(m_points.size());
            point.y -= middle.y / static_cast<double>(m_points.size());
        }
        return true;
    }
    [[nodiscard]] const std::vector<PlanePoint>& points() const { return m_points; }

private:
    void pull(std::size_t chunk) {
        const std::size_t end = std::min(m_points.size(), (chunk + 1) * kTSneChunk);
        for (std::size_t place = chunk * kTSneChunk; place < end; ++place) {
            const std::uint32_t i = m_tree.order()[place];
            PlanePoint sum;
            for (std::size_t e = m_attractions.first[i]; e < m_attractions.first[i + 1]; ++e) {
                const Edge& edge = m_attractions.edges[e];
                const double x = m_points[i].x - m_points[edge.to].x;
                const double y = m_points[i].y - m_points[edge.to].y;
                const double strength = edge.weight / (1.0 + x * x + y * y);
                sum.x += strength * x;
                sum.y += strength * y;
            }
            m_pulls[i] = sum;
            m_repulsions[i] = m_tree.on(i, m_settings.angle);
        }
    }
    static void move(double& place, double& last, double& gain, double gradient, double momentum, double rate) {
        gain = std::max(kLeastGain, (gradient > 0.0) != (last > 0.0) ? gain + kGainStep : gain * kGainDecay);
        last = momentum * last - rate * gain * gradient;
        place += last;
    }

    const Attractions& m_attractions;
    TSneSettings m_settings;
    std::vector<PlanePoint> m_points;
    std::vector<PlanePoint> m_moves, m_gains, m_pulls;
    std::vector<Repulsion> m_repulsions;
    QuadTree m_tree;
};

/// The first two columns, small, with a little unrest.
std::vector<PlanePoint> beginningOf(MatrixView<double> rows) {
    double squares = 0.0;
    for (std::size_t i = 0; i < rows.rows; ++i) squares += rows.at(i, 0) * rows.at(i, 0);
    const double deviation = std::sqrt(squares / static_cast<double>(rows.rows));
    const double scale = deviation > 0.0 ? kBeginning / deviation : 0.0;
    core::Random random(kUnrestSeed);
    std::vector<PlanePoint> points(rows.rows);
    for (std::size_t i = 0; i < rows.rows; ++i) {
        points[i].x = scale * rows.at(i, 0) + kUnrest * kBeginning * random.normal();
        points[i].y = (rows.columns > 1 ? scale * rows.at(i, 1) : 0.0) + kUnrest * kBeginning * random.normal();
    }
    return points;
}

}  // namespace

double boundedPerplexity(double wanted, std::size_t rows) {
    const double most = rows > 1 ? static_cast<double>(rows - 1) / kNeighboursPerPerplexity : 1.0;
    return std::max(1.0, std::min(wanted, most));
}

core::Result<Matrix<double>> tSne(MatrixView<double> rows, const TSneSettings& settings, core::Progress& progress) {
    if (rows.rows < 4 || rows.columns == 0)
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "A map by neighbours (t-SNE) needs at least four rows; there are %1."),
                           {std::to_string(rows.rows)}});
    const double perplexity = boundedPerplexity(settings.perplexity, rows.rows);
    auto searching = progress.part(0.0, kNeighbourShare);
    const auto wanted = static_cast<std::size_t>(std::ceil(kNeighboursPerPerplexity * perplexity));
    const auto near = nearestNeighbours(rows, std::max<std::size_t>(wanted, 2), settings.threads, searching);
    if (!near) return core::fail(near.error());
    const Attractions attractions = attractionsOf(*near, rows.rows, perplexity);
    Descent descent(attractions, beginningOf(rows), settings);
    for (int step = 0; step < settings.iterations; ++step) {
        const bool early = step < kExaggerated;
        if (!descent.step(early ? kExaggeration : 1.0, early ? kFirstMomentum : kLastMomentum, progress))
            return core::cancelled();
        progress.report(kNeighbourShare + (1.0 - kNeighbourShare) * (step + 1) / settings.iterations);
    }
    Matrix<double> made(rows.rows, 2);
    for (std::size_t i = 0; i < rows.rows; ++i) {
        made.at(i, 0) = descent.points()[i].x;
        made.at(i, 1) = descent.points()[i].y;
    }
    return made;
}

}  // namespace prososcope::learn
