// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include "engine/audio/AudioFile.h"
#include "engine/features/Contour.h"
#include "engine/features/FeatureSet.h"
#include "engine/features/Functionals.h"
#include "tests/NpyFile.h"
#include "tests/TestSupport.h"
#include "tests/engine/features/FeatureTests.h"

using namespace prososcope;

/// The extended Geneva set: signals whose values are known, then the reference values of every clip.
class TestGemaps : public QObject {
    Q_OBJECT

private:
    static std::size_t column(const char* name, const std::string& label) {
        const auto& columns = (*features::featureSet(name))->columns();
        return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), label) - columns.begin());
    }
    /// Harmonics of 1 / number at `hertz`.
    static std::vector<float> voice(double hertz, std::size_t count) {
        std::vector<float> samples(count);
        for (std::size_t i = 0; i < count; ++i) {
            double value = 0.0;
            for (int h = 1; h * hertz < 7000.0; ++h)
                value += std::cos(2.0 * M_PI * h * hertz * static_cast<double>(i) / 16000.0 + h * h) / h;
            samples[i] = static_cast<float>(0.2 * value);
        }
        return samples;
    }
    static double correlation(const std::vector<double>& a, const std::vector<double>& b) {
        features::RunningMoments left;
        features::RunningMoments right;
        features::RunningMoments both;
        for (std::size_t i = 0; i < a.size(); ++i) {
            left.add(a[i]);
            right.add(b[i]);
        }
        for (std::size_t i = 0; i < a.size(); ++i) both.add((a[i] - left.mean()) * (b[i] - right.mean()));
        return both.mean() / (left.deviation() * right.deviation());
    }

private Q_SLOTS:
    void rowsOfTheDefinition() {
        for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{100}, std::size_t{959}}) {
            for (const char* name : {"eGeMAPSv02-lld", "eGeMAPSv02", "eGeMAPSv01a"}) {
                const auto matrix = computeSet(name, voice(200.0, count));
                QCOMPARE(matrix.frames, std::size_t{1});
                for (const float value : matrix.values) QVERIFY(std::isnan(value));
            }
        }
        for (const std::size_t count : {std::size_t{960}, std::size_t{1119}, std::size_t{1120}, std::size_t{16000}}) {
            const auto rows = computeSet("eGeMAPSv02-lld", voice(200.0, count));
            QCOMPARE(rows.frames, (count - 960) / 160 + 2);
            const auto row = computeSet("eGeMAPSv02", voice(200.0, count));
            QCOMPARE(row.frames, std::size_t{1});
            QCOMPARE(row.columns, std::size_t{88});
            for (const float value : row.values) QVERIFY(std::isfinite(value));
        }
        for (const float level : {0.0F, 0.5F, 1.0F}) {
            for (const float value : computeSet("eGeMAPSv02", std::vector<float>(8000, level)).values)
                QVERIFY(std::isfinite(value));
        }
    }

    void aVoiceHasItsPitchAndHarmonics() {
        const auto rows = computeSet("eGeMAPSv02-lld", voice(220.0, 16000));
        const char* set = "eGeMAPSv02-lld";
        const float semitones = rows.at(50, column(set, "F0semitoneFrom27.5Hz_sma3nz"));
        QVERIFY(std::abs(semitones - 36.0F) < 0.05F);  // three octaves above 27.5 Hz
        // The second harmonic is 3/2 of the third.
        QVERIFY(std::abs(rows.at(50, column(set, "logRelF0-H1-H2_sma3nz")) - 3.52F) < 0.1F);
        QVERIFY(rows.at(50, column(set, "HNRdBACF_sma3nz")) > 8.0F);
        const auto row = computeSet("eGeMAPSv02", voice(220.0, 16000));
        QVERIFY(std::abs(row.at(0, column("eGeMAPSv02", "F0semitoneFrom27.5Hz_sma3nz_amean")) - 36.0F) < 0.05F);
        QVERIFY(row.at(0, column("eGeMAPSv02", "F0semitoneFrom27.5Hz_sma3nz_stddevNorm")) < 1e-3F);
    }

    void silenceHasNoCepstraAndTheLeastLevel() {
        const auto row = computeSet("eGeMAPSv02", std::vector<float>(16000, 0.0F));
        QCOMPARE(row.frames, std::size_t{1});
        for (const char* name : {"mfcc1_sma3_amean", "mfcc2_sma3_amean", "mfcc3_sma3_stddevNorm", "mfcc4_sma3_amean",
                                 "spectralFlux_sma3_amean", "alphaRatioUV_sma3nz_amean"})
            QCOMPARE(row.at(0, column("eGeMAPSv02", name)), 0.0F);
        QCOMPARE(row.at(0, column("eGeMAPSv02", "equivalentSoundLevel_dBp")), -120.0F);
    }

    void equivalentSoundLevelOfATone() {
        std::vector<float> tone(16000);
        for (std::size_t i = 0; i < tone.size(); ++i)
            tone[i] = 0.5F * static_cast<float>(std::sin(2.0 * M_PI * 400.0 * static_cast<double>(i) / 16000.0));
        const auto row = computeSet("eGeMAPSv02", tone);
        const float level = row.at(0, column("eGeMAPSv02", "equivalentSoundLevel_dBp"));
        QVERIFY(std::abs(level - 10.0F * std::log10(0.125F)) < 1e-3F);
    }

    void functionalsOfKnownContours() {
        const std::vector<float> contour = {0, 1, 2, 3, 2, 1, 0, 1, 2, 3, 4};
        const auto points = features::turningPoints(contour, 0.4);
        QCOMPARE(points.size(), std::size_t{2});
        QCOMPARE(points[0].at, std::size_t{3});
        QCOMPARE(points[1].at, std::size_t{6});
        QVERIFY(points[0].maximum && !points[1].maximum);
        const auto slopes = features::contourSlopes(contour, points, 0.01);
        QVERIFY(std::abs(slopes.risingMean - 100.0) < 1e-9);
        QVERIFY(std::abs(slopes.fallingMean - 100.0) < 1e-9);
        QVERIFY(features::turningPoints(contour, 5.0).empty());
        std::vector<float> frames = {4, 1, 5, 3, 2};
        const std::array<double, 2> shares{0.2, 0.5};
        std::array<double, 2> quantiles{};
        features::contourQuantiles(frames, shares, quantiles);
        QCOMPARE(quantiles[0], 1.8);
        QCOMPARE(quantiles[1], 3.0);
        features::contourQuantiles({}, shares, quantiles);
        QCOMPARE(quantiles[0], 0.0);
        features::RunningMoments moments;
        for (const double value : {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0}) moments.add(value);
        QCOMPARE(moments.mean(), 5.0);
        QCOMPARE(moments.deviation(), 2.0);
    }

    void turningPointsOfContours() {
        const auto turns = [](std::initializer_list<float> values, double threshold) {
            const std::vector<float> contour(values);
            QString text;
            for (const auto& point : features::turningPoints(contour, threshold))
                text += (point.maximum ? " M" : " m") + QString::number(point.at);
            return text.trimmed();
        };
        QCOMPARE(turns({0, 1, 3, 1, 0, 1, 3, 1, 0}, 0.5), QString("M2 m4 M6"));
        QCOMPARE(turns({1, 2, 3, 3, 2, 0, 1, 3, 1, 0}, 0.5), QString("m5 M7"));  // a plateau is no peak
        QCOMPARE(turns({0, 3, 1, 0, 1, 3, 1, 0}, 0.5), QString("M5"));           // nor is the second frame, nor the last two
        // Between two peaks a dip that is none: the higher one stays, and from 1.05 times the first on the second takes its
        // place.
        QCOMPARE(turns({0, 1, 10, 9.6F, 10.4F, 1, 0, 1, 2}, 1.0), QString("M2 m6"));
        QCOMPARE(turns({0, 1, 10, 9.6F, 10.6F, 1, 0, 1, 2}, 1.0), QString("M4 m6"));
        QCOMPARE(turns({0, 1, 10, 9.6F, 10.4F, 1, 0, 1, 2}, 0.7), QString("M4 m6"));  // far above the dip
        // A dip is measured from the peak that is kept, but from the second of two with a plateau between them.
        QCOMPARE(turns({0, 5, 10, 9.2F, 9.4F, 8.6F, 9, 9, 9}, 1.0), QString("M2 m5"));
        QCOMPARE(turns({0, 5, 10, 9.2F, 9.2F, 9.4F, 8.6F, 9, 9, 9}, 1.0), QString("M2"));
    }

    void descriptorsAreTheReferences() {
        PROSOSCOPE_SHARED_OR_SKIP(cases, "reference/cases");
        std::size_t frames = 0;
        std::size_t voicing = 0;
        std::size_t pitch = 0;
        for (const auto& entry : std::filesystem::directory_iterator(cases)) {
            const auto reference = NpyFile::read(entry.path() / "opensmile_eGeMAPSv02_lld.npy");
            if (!reference.ok) continue;
            const auto samples = audio::decodeSpeech16k(entry.path() / "audio.wav");
            PROSOSCOPE_VERIFY(samples);
            const auto rows = computeSet("eGeMAPSv02-lld", *samples);
            if (samples->empty()) continue;
            QCOMPARE(rows.frames, reference.rows());
            for (std::size_t i = 0; i < rows.frames && samples->size() >= 960; ++i) {
                for (std::size_t c = 0; c < 10; ++c) {
                    const float expected = reference.at(i, c);
                    QVERIFY2(std::abs(rows.at(i, c) - expected) < 2e-3F + 1e-3F * std::abs(expected),
                             qPrintable(QString("%1 row %2 column %3").arg(entry.path().filename().c_str()).arg(i).arg(c)));
                }
                const float a = rows.at(i, 10);
                const float b = reference.at(i, 10);
                ++frames;
                voicing += (a > 0.0F) == (b > 0.0F) ? 1 : 0;
                pitch += std::abs(a - b) < 0.1F ? 1 : 0;
            }
        }
        QVERIFY(frames > 2000);
        QVERIFY2(static_cast<double>(voicing) > 0.99 * static_cast<double>(frames), qPrintable(QString::number(voicing)));
        QVERIFY2(static_cast<double>(pitch) > 0.97 * static_cast<double>(frames), qPrintable(QString::number(pitch)));
    }

    void functionalsFollowTheReferences() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference");
        std::ifstream file(folder / "functionals" / "opensmile_eGeMAPSv02.csv");
        std::string line;
        std::getline(file, line);
        QCOMPARE(std::count(line.begin(), line.end(), ','), 88L);
        const auto& names = (*features::featureSet("eGeMAPSv02"))->columns();
        std::string header = "clip";
        for (const auto& name : names) header += "," + name;
        QCOMPARE(line, header);
        std::vector<std::vector<double>> ours(88);
        std::vector<std::vector<double>> theirs(88);
        while (std::getline(file, line)) {
            std::stringstream parts(line);
            std::string part;
            std::getline(parts, part, ',');
            const auto samples = audio::decodeSpeech16k(folder / "cases" / part / "audio.wav");
            PROSOSCOPE_VERIFY(samples);
            if (samples->size() < 960) continue;
            const auto row = computeSet("eGeMAPSv02", *samples);
            for (std::size_t c = 0; c < 88; ++c) {
                std::getline(parts, part, ',');
                const double expected = std::strtod(part.c_str(), nullptr);
                if (part.empty() || !std::isfinite(expected)) continue;
                theirs[c].push_back(expected);
                ours[c].push_back(static_cast<double>(row.at(0, c)));
            }
        }
        int close = 0;
        for (std::size_t c = 0; c < 88; ++c) close += correlation(ours[c], theirs[c]) >= 0.99 ? 1 : 0;
        QVERIFY2(close >= 79, qPrintable(QString("%1 of 88 with r of at least 0.99").arg(close)));
    }
};

QTEST_GUILESS_MAIN(TestGemaps)
#include "TestGemaps.moc"
