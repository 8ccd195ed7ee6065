// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/core/Random.h"
#include "engine/live/LivePicture.h"
#include "tests/TestSupport.h"

using namespace prososcope;

namespace {

constexpr int kRate = 16000;

struct Column {
    double seconds;
    float low, high;
    std::vector<float> decibels;
    bool operator==(const Column&) const = default;
};

std::vector<float> noise(std::size_t samples) {
    core::Random random(4);
    std::vector<float> values(samples);
    for (auto& value : values) value = static_cast<float>(0.1 * random.normal());
    return values;
}

std::vector<Column> columnsOf(std::span<const float> sound, std::size_t block) {
    live::LivePicture picture(kRate);
    std::vector<Column> columns;
    for (std::size_t at = 0; at < sound.size(); at += block) {
        picture.add(sound.subspan(at, std::min(block, sound.size() - at)), [&](const live::PictureColumn& column) {
            columns.push_back({column.seconds, column.low, column.high, {column.decibels.begin(), column.decibels.end()}});
        });
    }
    return columns;
}

}  // namespace

/// Columns that do not depend on how the sound comes.
class TestLivePicture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isTheSpectrogramOfTheWhole() {
        const auto sound = noise(2 * kRate);
        const auto columns = columnsOf(sound, sound.size());
        QVERIFY(columns.size() > 95 && columns.size() <= 100);
        const dsp::SpectrogramSettings settings;
        const auto whole = dsp::computeSpectrogram(sound, kRate, 160.0, 320.0, columns.size(), settings);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            QCOMPARE(columns[i].decibels.size(), whole.bins);
            for (std::size_t b = 0; b < whole.bins; ++b) QVERIFY(std::abs(columns[i].decibels[b] - whole.value(i, b)) < 1e-3F);
            const auto from = sound.begin() + static_cast<std::ptrdiff_t>(320 * i);
            QCOMPARE(columns[i].low, *std::min_element(from, from + 320));
            QCOMPARE(columns[i].high, *std::max_element(from, from + 320));
            QVERIFY(std::abs(columns[i].seconds - 0.02 * (double(i) + 0.5)) < 1e-9);
        }
    }

    void blocksDoNotMatter() {
        const auto sound = noise(kRate);
        const auto whole = columnsOf(sound, sound.size());
        for (const std::size_t block : {std::size_t{7}, std::size_t{160}, std::size_t{1024}}) {
            const auto parts = columnsOf(sound, block);
            QCOMPARE(parts.size(), whole.size());
            for (std::size_t i = 0; i < parts.size(); ++i) {
                QCOMPARE(parts[i].low, whole[i].low);
                for (std::size_t b = 0; b < parts[i].decibels.size(); ++b)
                    QVERIFY(std::abs(parts[i].decibels[b] - whole[i].decibels[b]) < 1e-3F);
            }
        }
    }

    void aToneIsALine() {
        std::vector<float> tone(kRate);
        for (std::size_t n = 0; n < tone.size(); ++n)
            tone[n] = static_cast<float>(0.5 * std::sin(2.0 * std::numbers::pi * 2000.0 * double(n) / kRate));
        const auto columns = columnsOf(tone, 512);
        const auto& middle = columns[columns.size() / 2].decibels;
        const auto loudest = std::max_element(middle.begin(), middle.end()) - middle.begin();
        const double binHz = 5000.0 / double(middle.size() - 1);
        QVERIFY(std::abs(double(loudest) * binHz - 2000.0) < 2.0 * binHz + 50.0);
    }

    void beginsAnew() {
        live::LivePicture picture(kRate);
        const auto sound = noise(kRate);
        picture.add(sound, [](const live::PictureColumn&) {});
        picture.reset();
        double first = -1.0;
        picture.add(sound, [&](const live::PictureColumn& column) {
            if (first < 0.0) first = column.seconds;
        });
        QCOMPARE(first, 0.01);
    }
};

QTEST_GUILESS_MAIN(TestLivePicture)
#include "TestLivePicture.moc"
