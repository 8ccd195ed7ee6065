// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <thread>

#include "engine/core/Random.h"
#include "engine/learn/LeadingEigenvectors.h"
#include "engine/learn/Neighbours.h"
#include "engine/learn/PrincipalComponents.h"
#include "engine/learn/Projection.h"
#include "engine/learn/QuadTree.h"
#include "engine/learn/TSne.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::learn;

namespace {

/// Rows of normal noise; row i lies about the centre of group i % groups, `apart` deviations from 0 in directions by chance.
Matrix<float> noise(std::size_t rows, std::size_t columns, std::size_t groups, double apart, std::uint64_t seed) {
    core::Random random(seed);
    Matrix<double> centres(groups, columns);
    for (double& each : centres.values) each = apart * random.normal();
    Matrix<float> made(rows, columns);
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t c = 0; c < columns; ++c)
            made.at(i, c) = static_cast<float>(centres.at(i % groups, c) + random.normal());
    return made;
}

double distance(const Matrix<double>& places, std::size_t a, std::size_t b) {
    double sum = 0.0;
    for (std::size_t c = 0; c < places.columns; ++c) sum += std::pow(places.at(a, c) - places.at(b, c), 2.0);
    return std::sqrt(sum);
}

/// Mean silhouette (Rousseeuw 1987) of rows in groups i % groups.
double silhouette(const Matrix<double>& places, std::size_t groups) {
    double all = 0.0;
    for (std::size_t i = 0; i < places.rows; ++i) {
        std::vector<double> sums(groups, 0.0);
        std::vector<double> counts(groups, 0.0);
        for (std::size_t j = 0; j < places.rows; ++j) {
            if (j == i) continue;
            sums[j % groups] += distance(places, i, j);
            counts[j % groups] += 1.0;
        }
        const double own = sums[i % groups] / counts[i % groups];
        double other = 1e300;
        for (std::size_t g = 0; g < groups; ++g)
            if (g != i % groups) other = std::min(other, sums[g] / counts[g]);
        all += (other - own) / std::max(own, other);
    }
    return all / static_cast<double>(places.rows);
}

Projection projected(MatrixView<float> rows, const ProjectionSettings& settings) {
    core::Progress silent;
    auto made = project(rows, settings, silent);
    if (!made) qFatal("%s", made.error().message().c_str());
    return std::move(*made);
}

ProjectionSettings byNeighbours(double perplexity = 30.0) {
    ProjectionSettings settings;
    settings.method = ProjectionMethod::TSne;
    settings.perplexity = perplexity;
    return settings;
}

}  // namespace

/// Principal components, t-SNE, and how far a picture may be believed.
class TestProjection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eigenvectorsOfAKnownMatrix() {
        // The second difference of n points has the eigenvalues 2 - 2 cos(k pi / (n + 1)).
        const std::size_t size = 40;
        Matrix<double> matrix(size, size);
        for (std::size_t i = 0; i < size; ++i) {
            matrix.at(i, i) = 2.0;
            if (i > 0) matrix.at(i, i - 1) = matrix.at(i - 1, i) = -1.0;
        }
        core::Progress silent;
        const auto pairs = leadingEigenvectors(matrix, 5, silent);
        PROSOSCOPE_VERIFY(pairs);
        for (std::size_t k = 0; k < 5; ++k) {
            const double expected = 2.0 - 2.0 * std::cos(static_cast<double>(size - k) * std::numbers::pi / (size + 1.0));
            QVERIFY(std::abs(pairs->values[k] - expected) < 1e-12);
        }
        isEigenvectors(matrix, *pairs, 1e-10);
    }

    void eigenvectorsOfADenseMatrix() {
        core::Random random(5);
        const std::size_t size = 60;
        Matrix<double> matrix(size, size);
        for (std::size_t i = 0; i < size; ++i)
            for (std::size_t j = 0; j <= i; ++j) matrix.at(i, j) = matrix.at(j, i) = random.normal();
        core::Progress silent;
        const auto pairs = leadingEigenvectors(matrix, size, silent);
        PROSOSCOPE_VERIFY(pairs);
        isEigenvectors(matrix, *pairs, 1e-9);
        double trace = 0.0;
        for (std::size_t i = 0; i < size; ++i) trace += matrix.at(i, i);
        QVERIFY(std::abs(std::accumulate(pairs->values.begin(), pairs->values.end(), 0.0) - trace) < 1e-9);
        QVERIFY(std::ranges::is_sorted(pairs->values, std::greater<>()));
    }

    void equalEigenvaluesHaveVectorsOfTheirOwn() {
        Matrix<double> matrix(12, 12);
        for (std::size_t i = 0; i < 12; ++i) matrix.at(i, i) = i < 4 ? 3.0 : 1.0;
        core::Progress silent;
        for (const std::size_t count : {std::size_t{4}, std::size_t{12}}) {
            const auto pairs = leadingEigenvectors(matrix, count, silent);
            PROSOSCOPE_VERIFY(pairs);
            isEigenvectors(matrix, *pairs, 1e-10);
        }
        const auto nothing = leadingEigenvectors(Matrix<double>(3, 3), 3, silent);
        PROSOSCOPE_VERIFY(nothing);
        isEigenvectors(Matrix<double>(3, 3), *nothing, 1e-12);
    }

    void componentsAgainstClosedForm() {
        // Two columns: the eigenvalues of [[a, b], [b, c]] are (a + c)/2 -+ sqrt(((a - c)/2)^2 + b^2).
        const std::size_t rows = 200;
        auto data = noise(rows, 2, 1, 0.0, 3);
        for (std::size_t i = 0; i < rows; ++i) data.at(i, 1) += 0.7F * data.at(i, 0) + 5.0F;
        double mean[2] = {0.0, 0.0};
        for (std::size_t i = 0; i < rows; ++i)
            for (std::size_t c = 0; c < 2; ++c) mean[c] += static_cast<double>(data.at(i, c)) / rows;
        double a = 0.0;
        double b = 0.0;
        double c = 0.0;
        for (std::size_t i = 0; i < rows; ++i) {
            const double x = static_cast<double>(data.at(i, 0)) - mean[0];
            const double y = static_cast<double>(data.at(i, 1)) - mean[1];
            a += x * x / (rows - 1.0);
            b += x * y / (rows - 1.0);
            c += y * y / (rows - 1.0);
        }
        const double root = std::sqrt(std::pow((a - c) / 2.0, 2.0) + b * b);
        core::Progress silent;
        const auto found = principalComponents(data.view(), 5, 1, silent);
        PROSOSCOPE_VERIFY(found);
        QCOMPARE(found->variances.size(), std::size_t{2});
        QVERIFY(std::abs(found->variances[0] - ((a + c) / 2.0 + root)) < 1e-9);
        QVERIFY(std::abs(found->variances[1] - ((a + c) / 2.0 - root)) < 1e-9);
        QVERIFY(std::abs(found->shares[0] + found->shares[1] - 1.0) < 1e-12);
        // Scores have these variances and are not correlated; the farthest is positive.
        for (std::size_t k = 0; k < 2; ++k) {
            double squares = 0.0;
            double product = 0.0;
            double farthest = 0.0;
            for (std::size_t i = 0; i < rows; ++i) {
                squares += std::pow(found->scores.at(i, k), 2.0) / (rows - 1.0);
                product += found->scores.at(i, 0) * found->scores.at(i, 1);
                if (std::abs(found->scores.at(i, k)) > std::abs(farthest)) farthest = found->scores.at(i, k);
            }
            QVERIFY(std::abs(squares - found->variances[k]) < 1e-9);
            QVERIFY(std::abs(product) < 1e-8);
            QVERIFY(farthest > 0.0);
        }
    }

    void wideRowsAsTallOnes() {
        // 30 rows of 8 columns, and the same rows turned into 300 columns: distances stay, so components do.
        const auto tall = noise(30, 8, 3, 2.0, 4);
        core::Random random(9);
        Matrix<double> turns(8, 300);  // orthonormal rows by Gram-Schmidt
        for (std::size_t k = 0; k < 8; ++k) {
            for (double& each : turns.row(k)) each = random.normal();
            for (std::size_t before = 0; before < k; ++before) {
                const double along =
                    std::inner_product(turns.row(k).begin(), turns.row(k).end(), turns.row(before).begin(), 0.0);
                for (std::size_t c = 0; c < 300; ++c) turns.at(k, c) -= along * turns.at(before, c);
            }
            const double length =
                std::sqrt(std::inner_product(turns.row(k).begin(), turns.row(k).end(), turns.row(k).begin(), 0.0));
            for (double& each : turns.row(k)) each /= length;
        }
        Matrix<float> wide(30, 300);
        for (std::size_t i = 0; i < 30; ++i)
            for (std::size_t c = 0; c < 300; ++c) {
                double sum = 0.0;
                for (std::size_t k = 0; k < 8; ++k) sum += static_cast<double>(tall.at(i, k)) * turns.at(k, c);
                wide.at(i, c) = static_cast<float>(sum);
            }
        ProjectionSettings settings;
        settings.standardised = false;
        const auto a = projected(tall.view(), settings);
        const auto b = projected(wide.view(), settings);
        for (std::size_t k = 0; k < 2; ++k) QVERIFY(std::abs(a.shares[k] - b.shares[k]) < 1e-5);
        for (std::size_t i = 0; i < 30; ++i)
            for (std::size_t c = 0; c < 2; ++c) QVERIFY(std::abs(a.places.at(i, c) - b.places.at(i, c)) < 1e-4);
        // And neighbours, which begin at them.
        settings = byNeighbours(5.0);
        settings.standardised = false;
        const auto first = projected(tall.view(), settings);
        const auto second = projected(wide.view(), settings);
        QVERIFY(silhouette(first.places, 3) > 0.5 && silhouette(second.places, 3) > 0.5);
        QVERIFY(std::abs(first.trustworthiness - second.trustworthiness) < 0.05);
    }

    void constantColumnsChangeNothing() {
        const auto plain = noise(50, 4, 2, 3.0, 6);
        Matrix<float> with(50, 6);
        for (std::size_t i = 0; i < 50; ++i) {
            for (std::size_t c = 0; c < 4; ++c) with.at(i, c) = plain.at(i, c);
            with.at(i, 4) = 7.25F;
        }
        const auto a = projected(plain.view(), {});
        const auto b = projected(with.view(), {});
        for (std::size_t i = 0; i < a.places.values.size(); ++i)
            QVERIFY(std::abs(a.places.values[i] - b.places.values[i]) < 1e-9);
        QCOMPARE(b.shares.size(), std::size_t{4});
        // One column alone lies on a line.
        Matrix<float> one(20, 1);
        for (std::size_t i = 0; i < 20; ++i) one.at(i, 0) = static_cast<float>(i);
        const auto line = projected(one.view(), {});
        QCOMPARE(line.shares.size(), std::size_t{1});
        for (std::size_t i = 0; i < 20; ++i) QCOMPARE(line.places.at(i, 1), 0.0);
        QVERIFY(line.trustworthiness > 0.999);
        const auto spread = projected(one.view(), byNeighbours(4.0));
        for (const double each : spread.places.values) QVERIFY(std::isfinite(each));
    }

    void plantedGroupsAreFound() {
        const auto data = noise(300, 40, 5, 1.5, 1);
        for (const auto& settings : {ProjectionSettings{}, byNeighbours()}) {
            const auto map = projected(data.view(), settings);
            QVERIFY2(silhouette(map.places, 5) > (settings.method == ProjectionMethod::TSne ? 0.7 : 0.3),
                     qPrintable(QString::number(silhouette(map.places, 5))));
            QVERIFY2(map.trustworthiness > 0.8, qPrintable(QString::number(map.trustworthiness)));
        }
        // The nearest point of the map is one of the same group.
        const auto map = projected(data.view(), byNeighbours());
        for (std::size_t i = 0; i < 300; ++i) {
            std::size_t nearest = i == 0 ? 1 : 0;
            for (std::size_t j = 0; j < 300; ++j)
                if (j != i && distance(map.places, i, j) < distance(map.places, i, nearest)) nearest = j;
            QCOMPARE(nearest % 5, i % 5);
        }
    }

    void noiseHasNoGroups() {
        const auto data = noise(300, 40, 1, 0.0, 2);
        for (const auto& settings : {ProjectionSettings{}, byNeighbours()}) {
            const auto map = projected(data.view(), settings);
            QVERIFY2(std::abs(silhouette(map.places, 5)) < 0.1, qPrintable(QString::number(silhouette(map.places, 5))));
            QVERIFY2(map.trustworthiness < 0.85, qPrintable(QString::number(map.trustworthiness)));
        }
    }

    void trustworthinessByHand() {
        // Of a picture that is the rows themselves it is 1; of places by chance about one half.
        const auto data = noise(400, 2, 1, 0.0, 3);
        Matrix<double> same(400, 2);
        for (std::size_t i = 0; i < same.values.size(); ++i) same.values[i] = static_cast<double>(data.values[i]);
        core::Progress silent;
        QVERIFY(std::abs(trustworthiness(data.view(), same.view(), 10, 1, silent)->value - 1.0) < 1e-12);
        Matrix<double> chance(400, 2);
        core::Random random(8);
        for (double& each : chance.values) each = random.normal();
        QVERIFY(std::abs(trustworthiness(data.view(), chance.view(), 10, 1, silent)->value - 0.5) < 0.05);
        // Five on a line, one neighbour each; in the picture the last stands beside the first. Row 0 then has 4 as its
        // nearest (rank 4), row 4 has 0 (rank 4): lost 3 + 3 of 5 * 1 * (10 - 3 - 1) / 2 = 15.
        Matrix<float> line(5, 1);
        Matrix<double> bent(5, 2);
        const double places[] = {0.0, 1.0, 2.1, 3.3, -0.1};
        for (std::size_t i = 0; i < 5; ++i) {
            line.at(i, 0) = static_cast<float>(places[i]);
            bent.at(i, 0) = places[i];
        }
        line.at(4, 0) = 4.6F;
        QVERIFY(std::abs(trustworthiness(line.view(), bent.view(), 1, 1, silent)->value - (1.0 - 6.0 / 15.0)) < 1e-12);
        QVERIFY(std::isnan(trustworthiness({line.values.data(), 3, 1}, {bent.values.data(), 3, 2}, 10, 1, silent)->value));
        // Of few rows fewer neighbours are looked at, and that is said.
        QCOMPARE(trustworthiness(data.view(), same.view(), 10, 1, silent)->neighbours, std::size_t{10});
        QCOMPARE(trustworthiness(line.view(), bent.view(), 10, 1, silent)->neighbours, std::size_t{2});
        QCOMPARE(trustworthiness({line.values.data(), 3, 1}, {bent.values.data(), 3, 2}, 10, 1, silent)->neighbours,
                 std::size_t{0});
    }

    void repulsionAgainstItsDefinition() {
        core::Random random(4);
        std::vector<PlanePoint> points(700);
        for (PlanePoint& each : points) each = {5.0 * random.normal(), random.normal()};
        points[3] = points[4];
        QuadTree tree;
        tree.build(points);
        for (const double angle : {0.0, 0.5}) {
            for (std::uint32_t i = 0; i < points.size(); ++i) {
                Repulsion expected;
                for (std::size_t j = 0; j < points.size(); ++j) {
                    if (j == i) continue;
                    const double x = points[i].x - points[j].x;
                    const double y = points[i].y - points[j].y;
                    const double near = 1.0 / (1.0 + x * x + y * y);
                    expected.weight += near;
                    expected.force.x += near * near * x;
                    expected.force.y += near * near * y;
                }
                const auto found = tree.on(i, angle);
                const double allowed = angle == 0.0 ? 1e-10 : 0.03;
                QVERIFY(std::abs(found.weight - expected.weight) < allowed * expected.weight);
                QVERIFY(std::hypot(found.force.x - expected.force.x, found.force.y - expected.force.y) <
                        allowed * expected.weight);
            }
        }
    }

    void perplexityIsBounded() {
        QCOMPARE(boundedPerplexity(30.0, 1000), 30.0);
        QCOMPARE(boundedPerplexity(30.0, 31), 10.0);
        QCOMPARE(boundedPerplexity(0.2, 31), 1.0);
        const auto few = noise(5, 3, 1, 0.0, 2);
        const auto map = projected(few.view(), byNeighbours());
        QVERIFY(std::abs(map.perplexity - 4.0 / 3.0) < 1e-12);
        for (const double each : map.places.values) QVERIFY(std::isfinite(each));
    }

    void theSameForAnyNumberOfThreads() {
        const auto data = noise(600, 20, 4, 1.0, 7);
        auto settings = byNeighbours();
        const auto one = projected(data.view(), settings);
        settings.threads = 3;
        const auto three = projected(data.view(), settings);
        QVERIFY(one.places.values == three.places.values);
        QCOMPARE(one.trustworthiness, three.trustworthiness);
    }

    void equalRowsLieTogether() {
        auto data = noise(60, 5, 2, 3.0, 3);
        for (std::size_t c = 0; c < 5; ++c) data.at(1, c) = data.at(3, c);
        const auto map = projected(data.view(), byNeighbours(8.0));
        double widest = 0.0;
        for (std::size_t i = 0; i < 60; ++i) widest = std::max(widest, distance(map.places, 0, i));
        QVERIFY(distance(map.places, 1, 3) < 0.1 * widest);
    }

    void badRowsAreRefused() {
        auto data = noise(20, 3, 1, 0.0, 3);
        data.at(4, 1) = std::nanf("");
        core::Progress silent;
        const auto wrong = project(data.view(), {}, silent);
        QVERIFY(!wrong && wrong.error().message().find("Row 5, column 2") != std::string::npos);
        const Matrix<float> constant(20, 3);
        const auto equal = project(constant.view(), {}, silent);
        QVERIFY(!equal && equal.error().message().find("same values") != std::string::npos);
        const auto three = noise(3, 3, 1, 0.0, 3);
        PROSOSCOPE_VERIFY(project(three.view(), {}, silent));
        const auto few = project(three.view(), byNeighbours(), silent);
        QVERIFY(!few && few.error().message().find("at least four") != std::string::npos);
        QVERIFY(!project(MatrixView<float>{}, {}, silent));
        QCOMPARE(projectionNamed("tsne"), std::optional(ProjectionMethod::TSne));
        QVERIFY(!projectionNamed("umap"));
        QCOMPARE(projectionName(ProjectionMethod::PrincipalComponents), std::string_view("pca"));
    }

    void itStopsWhenAsked() {
        const auto data = noise(3000, 60, 4, 1.0, 7);
        std::stop_source stop;
        core::Progress progress(stop.get_token());
        std::jthread later([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            stop.request_stop();
        });
        const auto begun = std::chrono::steady_clock::now();
        const auto made = project(data.view(), byNeighbours(), progress);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        QVERIFY(!made && made.error().kind == core::ErrorKind::Cancelled);
        QVERIFY2(seconds < 1.5 * kPatience, qPrintable(QString::number(seconds)));
    }

    void progressReachesTheEnd() {
        const auto data = noise(200, 10, 4, 1.0, 7);
        double last = 0.0;
        core::Progress progress({}, [&](double fraction, const core::Text&) {
            QVERIFY(fraction >= last - 1e-9);
            last = fraction;
        });
        PROSOSCOPE_VERIFY(project(data.view(), byNeighbours(), progress));
        QVERIFY(last > 0.99);
    }

private:
    static void isEigenvectors(const Matrix<double>& matrix, const EigenPairs& pairs, double allowed) {
        for (std::size_t k = 0; k < pairs.values.size(); ++k) {
            const auto vector = pairs.vectors.row(k);
            for (std::size_t i = 0; i < matrix.rows; ++i) {
                const double product = std::inner_product(vector.begin(), vector.end(), matrix.row(i).begin(), 0.0);
                QVERIFY(std::abs(product - pairs.values[k] * vector[i]) < allowed);
            }
            for (std::size_t other = 0; other <= k; ++other) {
                const double product = std::inner_product(vector.begin(), vector.end(), pairs.vectors.row(other).begin(), 0.0);
                QVERIFY(std::abs(product - (other == k ? 1.0 : 0.0)) < 1e-10);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestProjection)
#include "TestProjection.moc"
