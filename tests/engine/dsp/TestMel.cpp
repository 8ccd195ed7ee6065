// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>
#include <random>

#include "engine/audio/AudioFile.h"
#include "engine/dsp/Dct.h"
#include "engine/dsp/Decibels.h"
#include "engine/dsp/Deltas.h"
#include "engine/dsp/LogMel.h"
#include "engine/dsp/MelFilterbank.h"
#include "tests/NpyFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using dsp::MelFilterbank;
using dsp::MelScale;
using dsp::MelSettings;

/// Mel bands, decibels, cosine transform and deltas against their formulas and reference values.
class TestMel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void melScales() {
        QVERIFY(std::abs(dsp::hertzToMel(500.0, MelScale::Slaney) - 7.5) < 1e-12);
        QVERIFY(std::abs(dsp::hertzToMel(1000.0, MelScale::Slaney) - 15.0) < 1e-12);
        QVERIFY(std::abs(dsp::hertzToMel(6400.0, MelScale::Slaney) - 42.0) < 1e-12);
        QVERIFY(std::abs(dsp::hertzToMel(700.0, MelScale::Htk) - 1127.0 * std::log(2.0)) < 1e-9);
        for (const MelScale scale : {MelScale::Slaney, MelScale::Htk}) {
            for (double hertz = 0.0; hertz <= 8000.0; hertz += 37.0) {
                QVERIFY(std::abs(dsp::melToHertz(dsp::hertzToMel(hertz, scale), scale) - hertz) < 1e-8);
            }
        }
    }

    void rowsAreTriangles_data() {
        QTest::addColumn<int>("bands");
        QTest::addColumn<int>("fftSize");
        QTest::addColumn<bool>("htk");
        QTest::addColumn<bool>("inMel");
        QTest::addColumn<bool>("area");
        QTest::newRow("librosa 80") << 80 << 512 << false << false << true;
        QTest::newRow("librosa 128") << 128 << 512 << false << false << true;
        QTest::newRow("librosa default") << 128 << 2048 << false << false << true;
        QTest::newRow("kaldi 80") << 80 << 512 << true << true << false;
        QTest::newRow("htk 26") << 26 << 512 << true << true << false;
        QTest::newRow("tiny transform") << 3 << 4 << true << false << true;
    }
    void rowsAreTriangles() {
        QFETCH(int, bands);
        QFETCH(int, fftSize);
        QFETCH(bool, htk);
        QFETCH(bool, inMel);
        QFETCH(bool, area);
        const MelScale scale = htk ? MelScale::Htk : MelScale::Slaney;
        const double lowHz = inMel ? 20.0 : 0.0;
        const MelFilterbank bank({.bands = static_cast<std::size_t>(bands),
                                  .fftSize = static_cast<std::size_t>(fftSize),
                                  .lowHz = lowHz,
                                  .scale = scale,
                                  .slopesInMel = inMel,
                                  .areaNormalised = area});
        const double lowMel = dsp::hertzToMel(lowHz, scale);
        const double step = (dsp::hertzToMel(8000.0, scale) - lowMel) / (bands + 1);
        const auto place = [&](double mel) { return inMel ? mel : dsp::melToHertz(mel, scale); };
        std::mt19937 random(2);
        std::vector<float> spectrum(bank.bins());
        for (float& value : spectrum) value = static_cast<float>(random() % 1000) / 100.0F;
        std::vector<float> applied(bank.bands());
        bank.apply(spectrum.data(), applied.data());
        for (int band = 0; band < bands; ++band) {
            const double left = place(lowMel + step * band);
            const double middle = place(lowMel + step * (band + 1));
            const double right = place(lowMel + step * (band + 2));
            const double width =
                dsp::melToHertz(lowMel + step * (band + 2), scale) - dsp::melToHertz(lowMel + step * band, scale);
            double sum = 0.0;
            for (int bin = 0; bin <= fftSize / 2; ++bin) {
                const double hertz = bin * 16000.0 / fftSize;
                const double x = inMel ? dsp::hertzToMel(hertz, scale) : hertz;
                double expected = x <= left || x >= right
                                      ? 0.0
                                      : (x <= middle ? (x - left) / (middle - left) : (right - x) / (right - middle));
                if (area) expected *= 2.0 / width;
                const double weight =
                    static_cast<double>(bank.weight(static_cast<std::size_t>(band), static_cast<std::size_t>(bin)));
                QVERIFY(std::abs(weight - expected) < 1e-7);
                sum += expected * static_cast<double>(spectrum[static_cast<std::size_t>(bin)]);
            }
            QVERIFY(std::abs(static_cast<double>(applied[static_cast<std::size_t>(band)]) - sum) <= 1e-6 * (1.0 + sum));
        }
    }

    void decibelsAreAccurate() {
        std::mt19937 random(4);
        std::uniform_real_distribution<double> exponent(-30.0, 30.0);
        std::vector<float> values;
        for (int i = 0; i < 200000; ++i) values.push_back(static_cast<float>(std::pow(10.0, exponent(random))));
        for (int i = -1000; i <= 1000; ++i) values.push_back(1.0F + static_cast<float>(i) * 1e-6F);
        std::vector<float> decibels = values;
        dsp::toDecibels(decibels, std::numeric_limits<float>::min());
        double worst = 0.0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            worst =
                std::max(worst, std::abs(static_cast<double>(decibels[i]) - 10.0 * std::log10(static_cast<double>(values[i]))));
        }
        QVERIFY2(worst < 4e-5, qPrintable(QString::number(worst)));
    }

    void decibelsOfOddValues() {
        std::vector<float> values{0.0F, -5.0F, 1e-11F, 1e-10F, 1.0F, std::numeric_limits<float>::quiet_NaN(), 1e-45F, 100.0F};
        dsp::toDecibels(values, 1e-10F);
        for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U}) QVERIFY(std::abs(values[i] + 100.0F) < 2e-5F);
        QCOMPARE(values[4], 0.0F);
        QVERIFY(std::abs(values[7] - 20.0F) < 1e-5F);
        std::vector<float> infinite{std::numeric_limits<float>::infinity()};
        dsp::toDecibels(infinite, 1e-10F);
        QVERIFY(std::isfinite(infinite[0]));
        dsp::toDecibels({}, 1e-10F);
    }

    void decibelsDoNotDependOnThePlace() {
        std::vector<float> many(1003, 0.1234567F);
        dsp::toDecibels(many, 1e-10F);
        for (const float value : many) QCOMPARE(value, many[0]);
    }

    void naturalLogarithmsAreAccurate() {
        for (double exponent = -30.0; exponent < 30.0; exponent += 0.01) {
            std::vector<float> value{static_cast<float>(std::pow(10.0, exponent))};
            const double expected = std::log(static_cast<double>(value[0]));
            dsp::toNaturalLog(value, std::numeric_limits<float>::min());
            QVERIFY(std::abs(static_cast<double>(value[0]) - expected) < 1e-5);
        }
    }

    void lifterAndScaleOfTheHtkBook() {
        const dsp::Dct plain(26, 13);
        const dsp::Dct lifted(26, 13, dsp::DctScale::Htk, 22.0);
        std::vector<float> input;
        for (int i = 0; i < 26; ++i) input.push_back(static_cast<float>(std::sqrt(i)));
        std::vector<float> a(13);
        std::vector<float> b(13);
        plain.apply(input.data(), a.data());
        lifted.apply(input.data(), b.data());
        QVERIFY(std::abs(b[0] - a[0] * std::sqrt(2.0F)) < 1e-4F);
        for (std::size_t k = 1; k < 13; ++k) {
            const double lift = 1.0 + 11.0 * std::sin(M_PI * static_cast<double>(k) / 22.0);
            QVERIFY(std::abs(static_cast<double>(b[k]) - lift * static_cast<double>(a[k])) < 1e-4);
        }
    }

    void edgesCanBeMovedToBins() {
        // python_speech_features: bins floor(513 f / 16000); with 2 bands from 0 to 8000 Hz the edges are 0, 33, 112, 256.
        const MelFilterbank bank({.bands = 2, .scale = MelScale::Htk, .edgeFloorBins = 513.0, .areaNormalised = false});
        const auto edge = [](int i) {
            const double mel = dsp::hertzToMel(8000.0, MelScale::Htk) * i / 3.0;
            return std::floor(513.0 * dsp::melToHertz(mel, MelScale::Htk) / 16000.0);
        };
        const double middle = edge(1);
        const double right = edge(2);
        for (std::size_t bin = 0; bin < 257; ++bin) {
            const auto x = static_cast<double>(bin);
            const double expected = std::max(0.0, std::min(x / middle, (right - x) / (right - middle)));
            QVERIFY(std::abs(static_cast<double>(bank.weight(0, bin)) - expected) < 1e-6);
        }
    }

    void cosineTransformIsOrthonormal() {
        const dsp::Dct dct(32, 32);
        std::vector<std::vector<float>> columns;
        for (std::size_t n = 0; n < 32; ++n) {
            std::vector<float> unit(32, 0.0F);
            unit[n] = 1.0F;
            columns.emplace_back(32);
            dct.apply(unit.data(), columns.back().data());
            for (std::size_t k = 0; k < 32; ++k) {
                const double expected = std::sqrt((k == 0 ? 1.0 : 2.0) / 32.0) *
                                        std::cos(M_PI * static_cast<double>(k) * (2.0 * static_cast<double>(n) + 1.0) / 64.0);
                QVERIFY(std::abs(static_cast<double>(columns[n][k]) - expected) < 1e-6);
            }
        }
        for (std::size_t a = 0; a < 32; ++a) {
            for (std::size_t b = 0; b < 32; ++b) {
                double product = 0.0;
                for (std::size_t k = 0; k < 32; ++k)
                    product += static_cast<double>(columns[a][k]) * static_cast<double>(columns[b][k]);
                QVERIFY(std::abs(product - (a == b ? 1.0 : 0.0)) < 1e-6);
            }
        }
    }

    void deltasOfPolynomials() {
        std::vector<float> line;
        std::vector<float> square;
        for (int t = 0; t < 40; ++t) {
            line.insert(line.end(), {3.0F * static_cast<float>(t) - 7.0F, 5.0F});
            square.push_back(0.5F * static_cast<float>(t * t));
        }
        const auto slope = dsp::savitzkyGolayDeltas(line, 2, 9, 1);
        PROSOSCOPE_VERIFY(slope);
        for (std::size_t i = 0; i < slope->size(); ++i) QVERIFY(std::abs((*slope)[i] - (i % 2 == 0 ? 3.0F : 0.0F)) < 1e-5F);
        const auto curve = dsp::savitzkyGolayDeltas(square, 1, 9, 2);
        PROSOSCOPE_VERIFY(curve);
        for (const float value : *curve) QVERIFY(std::abs(value - 1.0F) < 1e-5F);
        const auto regression = dsp::regressionDeltas(line, 2, 2);
        for (std::size_t t = 2; t < 38; ++t) QVERIFY(std::abs(regression[2 * t] - 3.0F) < 1e-5F);
        // At the first frame the missing neighbours repeat it: (1 * 3 + 2 * 6) / 10.
        QVERIFY(std::abs(regression[0] - 1.5F) < 1e-6F);
        QCOMPARE(dsp::regressionDeltas({}, 2, 2).size(), std::size_t{0});
        QVERIFY(!dsp::savitzkyGolayDeltas(std::vector<float>(8), 1, 9, 1));
        QVERIFY(!dsp::savitzkyGolayDeltas(std::vector<float>(20), 1, 8, 1));
    }

    void filtersOverTimeAreTheSameInPieces() {
        std::mt19937 random(6);
        std::vector<float> values;
        for (int i = 0; i < 3 * 50; ++i) values.push_back(static_cast<float>(random() % 1000) / 7.0F);
        const dsp::Taps regression = dsp::regressionTaps(2);
        using Ends = dsp::TimeFilter::Ends;
        for (const auto& [taps, ends] : {std::pair{regression, Ends::RepeatFrames},
                                         {dsp::convolved(regression, regression), Ends::RepeatFrames},
                                         {dsp::savitzkyGolayTaps(9, 2), Ends::HoldWindow}}) {
            dsp::TimeFilter filter(taps, 3, ends);
            std::vector<std::vector<float>> results;
            for (const std::size_t piece : {std::size_t{50}, std::size_t{1}, std::size_t{11}}) {
                results.emplace_back();
                for (std::size_t at = 0; at < 50; at += piece)
                    filter.push(std::span(values).subspan(3 * at, 3 * std::min(piece, 50 - at)), results.back());
                filter.finish(results.back());
                QCOMPARE(results.back().size(), values.size());
                QVERIFY(results.back() == results.front());
            }
        }
        // Two regressions of a parabola 3 t^2 / 2 give its second derivative.
        const dsp::Taps twice = dsp::convolved(regression, regression);
        double sum = 0.0;
        for (int t = -4; t <= 4; ++t) sum += twice[static_cast<std::size_t>(t + 4)] * 1.5 * t * t;
        QVERIFY(std::abs(sum - 3.0) < 1e-12);
    }

    void deltasEqualLibrosa() {
        PROSOSCOPE_SHARED_OR_SKIP(cases, "reference/cases");
        int compared = 0;
        for (const auto& entry : std::filesystem::directory_iterator(cases)) {
            const auto reference = NpyFile::read(entry.path() / "librosa_mfcc13_d_dd.npy");
            if (!reference.ok || reference.rows() < 9) continue;
            QCOMPARE(reference.columns(), std::size_t{39});
            std::vector<float> coefficients;
            for (std::size_t row = 0; row < reference.rows(); ++row) {
                for (std::size_t column = 0; column < 13; ++column) coefficients.push_back(reference.at(row, column));
            }
            for (const int order : {1, 2}) {
                const auto deltas = dsp::savitzkyGolayDeltas(coefficients, 13, 9, order);
                PROSOSCOPE_VERIFY(deltas);
                for (std::size_t i = 0; i < deltas->size(); ++i) {
                    QVERIFY(std::abs((*deltas)[i] - reference.at(i / 13, static_cast<std::size_t>(13 * order) + i % 13)) <
                            1e-3F);
                    ++compared;
                }
            }
        }
        QVERIFY(compared > 1000);
    }

    void loudestBandIsThatOfAllFrames() {
        std::mt19937 random(9);
        const dsp::LogMel narrow(dsp::StftSettings{}, MelSettings{.bands = 128});
        const dsp::LogMel wide(dsp::StftSettings{.fftSize = 2048, .windowLength = 2048, .hop = 512},
                               MelSettings{.bands = 128, .fftSize = 2048});
        const dsp::LogMel shaped(dsp::StftSettings{.removeMean = true, .preEmphasis = 0.97}, MelSettings{});
        for (int round = 0; round < 24; ++round) {
            // Tones of any height and frequency, noise, clicks, and constants.
            std::vector<float> samples(16000);
            const double hertz = 20.0 + static_cast<double>(random() % 7900);
            for (std::size_t i = 0; i < samples.size(); ++i) {
                const double t = static_cast<double>(i) / 16000.0;
                double value = 0.9 * std::sin(2.0 * M_PI * hertz * t) * std::abs(std::sin(9.0 * t));
                if (round % 4 == 1) value = static_cast<double>(random() % 2001) / 1000.0 - 1.0;
                if (round % 4 == 2) value = i % 1777 == 0 ? 1.0 : 0.0;
                if (round % 4 == 3) value = 0.5;
                samples[i] = static_cast<float>(value * std::pow(10.0, -round % 7));
            }
            for (const dsp::LogMel* mel : {&narrow, &wide, &shaped}) {
                auto scratch = mel->workspace();
                const double share = mel->largestShare();
                const std::size_t count = (samples.size() - mel->framing().window) / mel->framing().hop;
                std::vector<float> rows(count * mel->bands());
                mel->rows(samples.data(), count, rows.data(), scratch);
                const float expected = *std::max_element(rows.begin(), rows.end());
                QCOMPARE(mel->loudest(samples.data(), count, -500.0F, share, scratch), expected);
                QCOMPARE(mel->loudest(samples.data(), count, 500.0F, share, scratch), 500.0F);
                QCOMPARE(mel->loudest(samples.data(), 0, -500.0F, share, scratch), -500.0F);
            }
        }
        QVERIFY(std::isfinite(narrow.largestShare()) && std::isfinite(wide.largestShare()));
        QVERIFY(!std::isfinite(shaped.largestShare()));
    }

    void lanesEqualTheirFormulas() {
        std::mt19937 random(11);
        const MelFilterbank bank({.bands = 40});
        const dsp::Dct dct(40, 13, dsp::DctScale::Htk, 22.0);
        const dsp::Dct odd(23, 23);
        std::vector<float> spectra(bank.bins() * 8);
        for (float& value : spectra) value = static_cast<float>(random() % 1000) / 100.0F;
        std::vector<float> bands(40 * 8);
        bank.applyLanes(spectra.data(), bands.data());
        std::vector<float> odds(bands.begin(), bands.begin() + 23 * 8);
        std::vector<float> folded = bands;
        std::vector<float> coefficients(13 * 8);
        std::vector<float> all(23 * 8);
        dct.applyLanes(folded.data(), coefficients.data());
        std::vector<float> foldedOdds = odds;
        odd.applyLanes(foldedOdds.data(), all.data());
        const auto lane = [](const std::vector<float>& values, std::size_t index) {
            std::vector<float> result;
            for (std::size_t i = index; i < values.size(); i += 8) result.push_back(values[i]);
            return result;
        };
        const auto near = [](const std::vector<float>& a, const std::vector<float>& b) {
            for (std::size_t i = 0; i < a.size(); ++i) {
                if (std::abs(a[i] - b[i]) > 1e-5F * (1.0F + std::abs(b[i]))) return false;
            }
            return a.size() == b.size();
        };
        for (std::size_t i = 0; i < 8; ++i) {
            std::vector<float> expected(40);
            bank.apply(lane(spectra, i).data(), expected.data());
            QVERIFY(near(lane(bands, i), expected));
            std::vector<float> cepstrum(13);
            dct.apply(expected.data(), cepstrum.data());
            QVERIFY(near(lane(coefficients, i), cepstrum));
            std::vector<float> oddCepstrum(23);
            odd.apply(lane(odds, i).data(), oddCepstrum.data());
            QVERIFY(near(lane(all, i), oddCepstrum));
        }
    }

    void valuesAreRaisedToTheLowestAllowed() {
        std::vector<float> values{-90.0F, -10.0F, -50.0F, -89.5F};
        dsp::raiseTo(-90.0F, values);
        QVERIFY((values == std::vector<float>{-90.0F, -10.0F, -50.0F, -89.5F}));
        dsp::raiseTo(-50.0F, values);
        QVERIFY((values == std::vector<float>{-50.0F, -10.0F, -50.0F, -50.0F}));
    }
};

QTEST_GUILESS_MAIN(TestMel)
#include "TestMel.moc"
