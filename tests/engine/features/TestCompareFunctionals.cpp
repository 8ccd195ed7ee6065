// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <fstream>
#include <map>
#include <numeric>
#include <set>

#include "engine/features/CompareFunctionals.h"
#include "engine/features/Contour.h"
#include "tests/NpyFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::features;

/// Functionals of contours: closed forms, and the published set from the reference's own descriptors.
class TestCompareFunctionals : public QObject {
    Q_OBJECT

private:
    static std::vector<float> ramp(std::size_t count, float from, float step) {
        std::vector<float> values(count);
        for (std::size_t i = 0; i < count; ++i) values[i] = from + step * static_cast<float>(i);
        return values;
    }
    static std::vector<std::string> lines(const std::filesystem::path& path) {
        std::ifstream file(path);
        std::vector<std::string> all;
        for (std::string line; std::getline(file, line);) all.push_back(line);
        return all;
    }
    static bool near(double value, double wanted, double tolerance = 1e-6) { return std::abs(value - wanted) <= tolerance; }

private Q_SLOTS:
    void meansAndMoments() {
        const std::vector<float> values{1.0F, -2.0F, 4.0F, 0.0F};
        const auto means = contourMeans(values);
        QVERIFY(near(means.mean, 0.75) && near(means.rootMeanSquare, std::sqrt(21.0 / 4.0)) && near(means.positiveMean, 2.5));
        QVERIFY(near(means.flatness, 2.0 / (7.0 / 4.0)));  // cube root of 8 over the mean of all magnitudes
        const auto moments = contourMoments(ramp(101, 0.0F, 1.0F), 50.0);
        QVERIFY(near(moments.deviation, std::sqrt((101.0 * 101.0 - 1.0) / 12.0)) && near(moments.skewness, 0.0, 1e-12));
        QVERIFY(near(moments.kurtosis, 1.8 - 2.4 / (101.0 * 101.0 - 1.0), 1e-9));
    }

    void quantilesAreLinearBetweenFrames() {
        std::vector<float> values{5.0F, 1.0F, 4.0F, 2.0F, 3.0F, 0.0F};
        const std::array<double, 4> shares{0.0, 0.25, 0.5, 1.0};
        std::array<double, 4> result{};
        contourQuantiles(values, shares, result);
        QVERIFY(near(result[0], 0.0) && near(result[1], 1.25) && near(result[2], 2.5) && near(result[3], 5.0));
    }

    void regressionFindsLineAndParabola() {
        std::vector<float> values(50);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto t = static_cast<double>(i);
            values[i] = static_cast<float>(0.02 * t * t - 0.7 * t + 3.0);
        }
        const auto bent = contourRegression(values);
        QVERIFY(near(bent.parabola[0], 0.02, 1e-6) && near(bent.parabola[1], -0.7, 1e-5) && near(bent.parabola[2], 3.0, 1e-4));
        QVERIFY(near(bent.parabolaError, 0.0, 1e-8) && bent.lineError > 1.0);
        const auto straight = contourRegression(ramp(40, 2.0F, 0.5F));
        QVERIFY(near(straight.slope, 0.5) && near(straight.offset, 2.0, 1e-5) && near(straight.lineError, 0.0, 1e-9));
        QVERIFY(near(contourRegression(std::vector<float>(10, 2.0F)).centroid, 0.45));
    }

    void timesAndSegmentsOfARamp() {
        const auto values = ramp(200, 0.0F, 1.0F);
        const auto extremes = contourExtremes(values);
        QVERIFY(near(extremes.range, 199.0) && near(extremes.maxPosition, 199.0 / 200.0) && near(extremes.minPosition, 0.0));
        const auto times = contourTimes(values, extremes);
        QVERIFY(near(times.aboveLevel[0], 0.75) && near(times.aboveLevel[1], 0.5) && near(times.rising, 1.0));
        QVERIFY(near(times.leftCurved, 0.0));
        // Frames 50 and 150 are the first above a quarter and three quarters; the mean of three is one late, the boundary two.
        QCOMPARE(contourSegments(values, extremes), (std::vector<double>{52.0, 100.0}));
    }

    void predictionFollowsADecay() {
        // x[i] = 0.9 x[i - 1]: the first coefficient is -0.9, nearly, and nothing is left to the others.
        std::vector<float> values(400);
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(std::pow(0.9, static_cast<double>(i)));
        const auto prediction = contourPrediction(values);
        QVERIFY(near(prediction.coefficients[0], -0.9, 1e-4) && near(prediction.coefficients[1], 0.0, 1e-4));
        QVERIFY(near(prediction.gain, 1.0 / 400.0, 1e-5));
    }

    void peaksOfASine() {
        std::vector<float> values(500);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = static_cast<float>(3.0 + std::sin(2.0 * M_PI * (static_cast<double>(i) - 12.5) / 50.0) +
                                           0.01 * std::sin(2.0 * M_PI * static_cast<double>(i) / 7.0));  // too small to count
        const auto peaks = contourPeaks(values, contourExtremes(values).range);
        QVERIFY(near(peaks.meanDistance, 50.0, 1.0) && near(peaks.peakMean, 4.0, 0.02) && near(peaks.peakRange, 0.0, 0.02));
        QVERIFY2(near(peaks.slopes.risingMean, 0.08, 0.01) && near(peaks.slopes.fallingMean, 0.08, 0.02),
                 qPrintable(QString("%1 %2").arg(peaks.slopes.risingMean).arg(peaks.slopes.fallingMean)));
        const auto none = contourPeaks(ramp(100, 0.0F, 1.0F), 99.0);
        QVERIFY(near(none.meanDistance, 0.0) && near(none.slopes.risingMean, 0.0));
    }

    void nothingAndConstantsAreDefined() {
        for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{40}}) {
            CompareContours contours;
            contours.longFrames = count;
            contours.shortFrames = count;
            for (auto& contour : contours.values) contour.assign(count, 0.5F);
            for (auto& contour : contours.derivatives) contour.assign(count, 0.0F);
            const auto row = compareFunctionals(contours, CompareEdition::Of2016);
            QCOMPARE(row.size(), std::size_t{6373});
            for (const float value : row) QCOMPARE(std::isnan(value), count == 0);
        }
    }

    void equalThePublishedSetOnItsOwnDescriptors_data() {
        QTest::addColumn<QString>("set");
        QTest::addColumn<bool>("later");
        QTest::newRow("2016") << "opensmile_ComParE_2016" << true;
        QTest::newRow("2013") << "opensmile_IS13" << false;
    }
    void equalThePublishedSetOnItsOwnDescriptors() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference");
        QFETCH(QString, set);
        QFETCH(bool, later);
        const std::string stem = set.toStdString();
        const auto names = lines(folder / "columns" / "opensmile_ComParE_2016_lld.txt");
        const auto wanted = lines(folder / "functionals" / (stem + ".columns.txt"));
        const auto clips = lines(folder / "functionals" / (stem + ".rows.txt"));
        const auto made = compareFunctionalNames(names);
        QCOMPARE(made.size(), wanted.size());
        for (std::size_t i = 0; i < made.size(); ++i)
            QVERIFY2(made[i] == wanted[i], (std::to_string(i) + " " + made[i] + " " + wanted[i]).c_str());
        const auto values = NpyFile::read(folder / "functionals" / (stem + ".npy"));
        std::vector<std::vector<std::pair<double, double>>> pairs(wanted.size());
        for (std::size_t clip = 0; clip < clips.size(); ++clip) {
            const auto path = folder / "cases" / clips[clip];
            if (!std::filesystem::exists(path / "opensmile_ComParE_2016_lld.npy")) continue;
            const auto frames = NpyFile::read(path / "opensmile_ComParE_2016_lld.npy");
            const auto changes = NpyFile::read(path / "opensmile_ComParE_2016_lld_de.npy");
            if (frames.rows() < 60 || clips[clip].starts_with("syn_silence")) continue;
            CompareContours contours;
            contours.longFrames = frames.rows() - 1;
            contours.shortFrames = contours.longFrames + 4;
            for (std::size_t c = 0; c < CompareContours::kColumns; ++c) {
                for (std::size_t i = 0; i < frames.rows(); ++i) contours.values[c].push_back(frames.at(i, c));
                for (std::size_t i = 0; i < changes.rows(); ++i) contours.derivatives[c].push_back(changes.at(i, c));
            }
            const auto row = compareFunctionals(contours, later ? CompareEdition::Of2016 : CompareEdition::Of2013);
            for (std::size_t i = 0; i < row.size(); ++i)
                pairs[i].emplace_back(static_cast<double>(row[i]), static_cast<double>(values.at(clip, i)));
        }
        std::size_t good = 0;
        std::size_t fair = 0;
        std::map<std::string, std::pair<int, int>> kinds;
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            double a = 0.0;
            double b = 0.0;
            for (const auto& [x, y] : pairs[i]) a += x, b += y;
            const auto n = static_cast<double>(pairs[i].size());
            double ab = 0.0;
            double aa = 0.0;
            double bb = 0.0;
            for (const auto& [x, y] : pairs[i]) {
                ab += (x - a / n) * (y - b / n);
                aa += (x - a / n) * (x - a / n);
                bb += (y - b / n) * (y - b / n);
            }
            const double r = bb == 0.0 ? 1.0 : ab / std::sqrt(std::max(aa * bb, 1e-300));
            good += r >= 0.99 ? 1U : 0U;
            fair += r >= 0.95 ? 1U : 0U;
            auto& kind = kinds[wanted[i].substr(wanted[i].rfind('_') + 1)];
            kind.first += r >= 0.99 ? 1 : 0;
            ++kind.second;
        }
        const auto share = [&](std::size_t count) { return static_cast<double>(count) / static_cast<double>(pairs.size()); };
        qInfo("r >= 0.99: %.4f, r >= 0.95: %.4f of 6373 functionals", share(good), share(fair));
        for (const auto& [kind, count] : kinds) {
            if (count.first < count.second) qInfo("%s: %d of %d", kind.c_str(), count.first, count.second);
        }
        // The descriptors are those of 2016; those of 2013 differ in jitter, shimmer and rounding.
        QVERIFY(share(good) >= (later ? 0.935 : 0.90));
        QVERIFY(share(fair) >= (later ? 0.965 : 0.93));
    }
};

QTEST_GUILESS_MAIN(TestCompareFunctionals)
#include "TestCompareFunctionals.moc"
