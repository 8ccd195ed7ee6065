// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "engine/training/CepstralAugmentation.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using training::augmentCepstra;
using training::CepstralAugmentation;

namespace {

constexpr std::size_t kColumns = 20;
constexpr std::size_t kBands = 128;

double basis(std::size_t k, double u) {
    return std::sqrt((k == 0 ? 1.0 : 2.0) / double(kBands)) * std::cos(std::numbers::pi * double(k) * u);
}

/// The smooth spectrum of cepstra at a mel position.
double spectrum(std::span<const float> cepstra, double u) {
    double sum = 0.0;
    for (std::size_t k = 0; k < cepstra.size(); ++k) sum += double(cepstra[k]) * basis(k, u);
    return sum;
}

/// A bump of 20 dB at a mel position, as cepstra.
std::vector<float> bump(double centre) {
    std::vector<float> cepstra(kColumns, 0.0F);
    for (std::size_t band = 0; band < kBands; ++band) {
        const double u = (double(band) + 0.5) / double(kBands);
        const double value = 20.0 * std::exp(-std::pow((u - centre) / 0.08, 2.0));
        for (std::size_t k = 0; k < kColumns; ++k) cepstra[k] += static_cast<float>(value * basis(k, u));
    }
    return cepstra;
}

double peakOf(std::span<const float> cepstra) {
    double best = 0.0;
    for (double u = 0.0; u <= 1.0; u += 0.001) {
        if (spectrum(cepstra, u) > spectrum(cepstra, best)) best = u;
    }
    return best;
}

}  // namespace

/// Each change does what it says, and nothing else.
class TestCepstralAugmentation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void offChangesNothing() {
        QVERIFY(CepstralAugmentation().isOff());
        core::Random random(1);
        const auto cepstra = bump(0.3);
        QCOMPARE(augmentCepstra(cepstra, kColumns, 1, {}, random), cepstra);
    }

    void warpMovesAResonance() {
        const auto one = training::frequencyWarpMatrix(kColumns, 1.0);
        for (std::size_t j = 0; j < kColumns; ++j) {
            for (std::size_t k = 0; k < kColumns; ++k) QVERIFY(std::abs(one[j * kColumns + k] - (j == k ? 1.0 : 0.0)) < 1e-12);
        }
        for (const double factor : {0.85, 1.15}) {
            const auto matrix = training::frequencyWarpMatrix(kColumns, factor);
            const auto before = bump(0.4);
            std::vector<float> after(kColumns, 0.0F);
            for (std::size_t j = 0; j < kColumns; ++j) {
                for (std::size_t k = 0; k < kColumns; ++k) after[j] += static_cast<float>(matrix[j * kColumns + k]) * before[k];
            }
            QVERIFY2(std::abs(peakOf(after) - 0.4 / factor) < 0.01, qPrintable(QString::number(peakOf(after))));
        }
    }

    void stretchKeepsTheCourse() {
        std::vector<float> ramp;
        for (int t = 0; t < 100; ++t) ramp.insert(ramp.end(), {float(t), float(-2 * t)});
        CepstralAugmentation settings;
        settings.timeStretch = 0.2;
        core::Random random(3);
        bool longer = false;
        bool shorter = false;
        for (int i = 0; i < 50; ++i) {
            const auto made = augmentCepstra(ramp, 2, 1, settings, random);
            const auto frames = made.size() / 2;
            QVERIFY(frames >= 80 && frames <= 120);
            longer = longer || frames > 105;
            shorter = shorter || frames < 95;
            for (std::size_t t = 0; t < frames; ++t) {
                const double wanted = 99.0 * double(t) / double(frames - 1);
                QVERIFY(std::abs(double(made[2 * t]) - wanted) < 1e-3 &&
                        std::abs(double(made[2 * t + 1]) + 2.0 * wanted) < 1e-3);
            }
        }
        QVERIFY(longer && shorter);
        for (int i = 0; i < 50; ++i) QVERIFY(augmentCepstra(ramp, 2, 100, settings, random).size() >= 200);
        QCOMPARE(augmentCepstra(std::vector<float>{1.0F, 2.0F}, 2, 1, settings, random).size(), std::size_t{2});
    }

    /// The same shape in every frame, smooth, of the strength that is asked for.
    void equaliserIsARoom() {
        std::vector<float> silence(3 * kColumns, 0.0F);
        CepstralAugmentation settings;
        settings.equaliserDb = 6.0;
        core::Random random(5);
        double square = 0.0;
        const int draws = 2000;
        for (int i = 0; i < draws; ++i) {
            const auto made = augmentCepstra(silence, kColumns, 1, settings, random);
            QVERIFY(std::equal(made.begin(), made.begin() + kColumns, made.begin() + kColumns));
            const double gain = double(made[0]) * basis(0, 0.0);  // dB in every band
            square += gain * gain / draws;
            QVERIFY(std::all_of(made.begin() + 6, made.begin() + kColumns, [](float value) { return value == 0.0F; }));
        }
        QVERIFY2(std::abs(std::sqrt(square) - 6.0) < 0.4, qPrintable(QString::number(std::sqrt(square))));
    }

    void rollsAsTheAuthorsDo() {
        const std::vector<float> row{1.0F, 2.0F, 3.0F, 4.0F};
        CepstralAugmentation settings;
        settings.roll = 2;
        core::Random random(7);
        std::set<std::vector<float>> seen;
        for (int i = 0; i < 200; ++i) seen.insert(augmentCepstra(row, 4, 1, settings, random));
        const std::set<std::vector<float>> wanted{
            {3.0F, 4.0F, 0.0F, 0.0F}, {2.0F, 3.0F, 4.0F, 0.0F}, row, {0.0F, 1.0F, 2.0F, 3.0F}};
        QCOMPARE(seen, wanted);
    }

    /// Spans in which nothing is told but the mean, at most a fifth of the recording each; the rest is as it was.
    void masksTakeSpansOut() {
        constexpr std::size_t kFrames = 100;
        std::vector<float> rows;
        for (std::size_t t = 0; t < kFrames; ++t) rows.insert(rows.end(), {float(t + 1), -3.0F * float(t + 1)});
        CepstralAugmentation settings;
        settings.timeMasks = 2;
        core::Random random(11);
        std::set<std::size_t> anywhere;
        std::size_t most = 0;
        for (const int longest : {8, 1000}) {
            settings.longestTimeMask = longest;
            for (int i = 0; i < 400; ++i) {
                const auto made = augmentCepstra(rows, 2, 1, settings, random);
                QCOMPARE(made.size(), rows.size());
                std::size_t masked = 0;
                std::size_t runs = 0;
                bool before = false;
                for (std::size_t t = 0; t < kFrames; ++t) {
                    const bool isOut = made[2 * t] == 50.5F;
                    QVERIFY(isOut ? made[2 * t + 1] == -151.5F
                                  : made[2 * t] == rows[2 * t] && made[2 * t + 1] == rows[2 * t + 1]);
                    masked += isOut ? 1 : 0;
                    runs += isOut && !before ? 1 : 0;
                    before = isOut;
                    if (isOut) anywhere.insert(t);
                }
                QVERIFY(runs <= 2 && masked <= 2 * std::min<std::size_t>(static_cast<std::size_t>(longest), kFrames / 5));
                most = std::max(most, masked);
            }
        }
        QCOMPARE(anywhere.size(), kFrames);
        QVERIFY(most > 30);
        QCOMPARE(augmentCepstra(std::vector<float>{1.0F, 2.0F}, 2, 1, settings, random), (std::vector<float>{1.0F, 2.0F}));
    }

    void sameSeedSameVersion() {
        const CepstralAugmentation all{2, 0.15, 0.1, 6.0, 2, 5};
        const auto cepstra = bump(0.6);
        std::vector<float> frames;
        for (int t = 0; t < 30; ++t) frames.insert(frames.end(), cepstra.begin(), cepstra.end());
        core::Random one(9);
        core::Random same(9);
        core::Random other(10);
        const auto made = augmentCepstra(frames, kColumns, 1, all, one);
        QCOMPARE(augmentCepstra(frames, kColumns, 1, all, same), made);
        QVERIFY(augmentCepstra(frames, kColumns, 1, all, other) != made);
    }
};

QTEST_GUILESS_MAIN(TestCepstralAugmentation)
#include "TestCepstralAugmentation.moc"
