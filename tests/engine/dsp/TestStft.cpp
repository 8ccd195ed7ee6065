// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <random>
#include <thread>

#include "engine/audio/AudioFile.h"
#include "engine/dsp/Stft.h"
#include "tests/NpyFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using dsp::FrameCutter;
using dsp::Framing;
using dsp::Stft;
using dsp::StftSettings;
using dsp::WindowShape;

/// Windows, transform and framing against closed forms and librosa's magnitudes.
class TestStft : public QObject {
    Q_OBJECT

private:
    static std::vector<float> noise(std::size_t count) {
        std::mt19937 random(11);
        std::vector<float> samples(count);
        for (float& sample : samples) sample = static_cast<float>(static_cast<int>(random() % 20001) - 10000) / 10000.0F;
        return samples;
    }

    static std::vector<float> powers(const Stft& stft, const std::vector<float>& samples) {
        const std::size_t frames = stft.frames(samples.size());
        std::vector<float> power(frames * stft.bins());
        auto workspace = stft.workspace();
        FrameCutter cutter(stft.framing());
        const auto use = [&](const float* start, std::size_t first, std::size_t count) {
            stft.power(start, count, std::span(power).subspan(first * stft.bins()), workspace);
        };
        cutter.push(samples, use);
        cutter.finish(use);
        return power;
    }

private Q_SLOTS:
    void windowsHaveTheirClosedForms() {
        const auto hann = dsp::makeWindow(WindowShape::Hann, 400);
        QCOMPARE(hann[0], 0.0);
        QCOMPARE(hann[200], 1.0);
        QVERIFY(std::abs(hann[100] - 0.5) < 1e-15);
        double sum = 0.0;
        double squares = 0.0;
        for (const double weight : hann) {
            sum += weight;
            squares += weight * weight;
        }
        QVERIFY(std::abs(sum - 200.0) < 1e-9);
        QVERIFY(std::abs(squares - 150.0) < 1e-9);
        const auto hamming = dsp::makeWindow(WindowShape::Hamming, 401, dsp::WindowSymmetry::Symmetric);
        QVERIFY(std::abs(hamming[0] - 0.08) < 1e-12 && std::abs(hamming[400] - 0.08) < 1e-12 &&
                std::abs(hamming[200] - 1.0) < 1e-12);
        const auto povey = dsp::makeWindow(WindowShape::Povey, 400, dsp::WindowSymmetry::Symmetric);
        QVERIFY(std::abs(povey[50] - std::pow(0.5 - 0.5 * std::cos(2.0 * M_PI * 50.0 / 399.0), 0.85)) < 1e-12);
        const auto gaussian = dsp::gaussianWindow(160.0, 158);
        for (std::size_t i = 0; i < 79; ++i) QCOMPARE(gaussian[i], gaussian[157 - i]);
        QVERIFY(gaussian[0] > 0.0 && gaussian[0] < 1e-5 && gaussian[78] > 0.999);
        QVERIFY(dsp::makeWindow(WindowShape::Hann, 0).empty());
        QCOMPARE(dsp::makeWindow(WindowShape::Hann, 1, dsp::WindowSymmetry::Symmetric).size(), std::size_t{1});
    }

    void energyIsKept() {
        // Parseval: sum x^2 = (|X0|^2 + 2 sum |Xk|^2 + |XN/2|^2) / N
        const auto samples = noise(512);
        const Stft stft({512, 512, 512, WindowShape::Rectangular, dsp::WindowSymmetry::Periodic, Framing::Count::Snipped});
        const auto power = powers(stft, samples);
        QCOMPARE(power.size(), std::size_t{257});
        double energy = 0.0;
        for (const float sample : samples) energy += static_cast<double>(sample) * static_cast<double>(sample);
        double transformed = static_cast<double>(power[0]) + static_cast<double>(power[256]);
        for (std::size_t k = 1; k < 256; ++k) transformed += 2.0 * static_cast<double>(power[k]);
        QVERIFY(std::abs(transformed / 512.0 / energy - 1.0) < 1e-6);
    }

    void impulseIsFlatWithItsPhase() {
        std::vector<float> samples(1000, 0.0F);
        samples[320] = 1.0F;
        const Stft stft({});
        auto workspace = stft.workspace();
        // Frame 2 is centred at sample 320: the window is 1 there and the transform's middle, point 256, gives (-1)^k.
        stft.spectrum(samples.data() + 120, workspace);
        for (std::size_t k = 0; k < stft.bins(); ++k) {
            QVERIFY(std::abs(workspace.spectrum.data()[2 * k] - (k % 2 == 0 ? 1.0 : -1.0)) < 1e-12);
            QVERIFY(std::abs(workspace.spectrum.data()[2 * k + 1]) < 1e-12);
        }
    }

    void sineHasItsThreeHannBins() {
        // Hann over the whole transform: a sine in the middle of bin 32 gives A N / 4, and half of it beside.
        std::vector<float> samples;
        for (int i = 0; i < 512; ++i) samples.push_back(static_cast<float>(std::sin(2.0 * M_PI * 32.0 * i / 512.0)));
        const auto power =
            powers(Stft({512, 512, 512, WindowShape::Hann, dsp::WindowSymmetry::Periodic, Framing::Count::Snipped}), samples);
        QVERIFY(std::abs(std::sqrt(power[32]) - 128.0F) < 1e-3F);
        QVERIFY(std::abs(std::sqrt(power[31]) - 64.0F) < 1e-3F);
        QVERIFY(std::abs(std::sqrt(power[33]) - 64.0F) < 1e-3F);
        for (const std::size_t k : {0U, 10U, 30U, 34U, 256U}) QVERIFY(power[k] < 1e-6F);
    }

    void frameCounts() {
        const Stft centred({});
        const Stft snipped({.count = Framing::Count::Snipped});
        for (const auto& [samples, whole, inside] : {std::tuple{0, 1, 0},
                                                     {1, 1, 0},
                                                     {159, 1, 0},
                                                     {160, 2, 0},
                                                     {399, 3, 0},
                                                     {400, 3, 1},
                                                     {559, 4, 1},
                                                     {560, 4, 2},
                                                     {16000, 101, 98}}) {
            QCOMPARE(centred.frames(static_cast<std::size_t>(samples)), static_cast<std::size_t>(whole));
            QCOMPARE(snipped.frames(static_cast<std::size_t>(samples)), static_cast<std::size_t>(inside));
        }
    }

    void anyPiecesGiveTheSameBits() {
        const auto samples = noise(9001);
        for (const Framing& framing :
             {Stft({}).framing(), Stft({.padding = dsp::Padding::Reflect}).framing(), Framing{.window = 400, .hop = 160},
              Framing{.window = 100, .hop = 250, .before = 30},
              Framing{.window = 400, .hop = 160, .count = Framing::Count::Covered, .padding = dsp::Padding::Edge}}) {
            std::vector<std::vector<float>> whole;
            for (const std::size_t piece : {std::size_t{9001}, std::size_t{1}, std::size_t{7}, std::size_t{1600}}) {
                std::vector<std::vector<float>> frames;
                FrameCutter cutter(framing, 5);
                const auto use = [&](const float* start, std::size_t first, std::size_t count) {
                    QCOMPARE(first, frames.size());
                    for (std::size_t i = 0; i < count; ++i)
                        frames.emplace_back(start + i * framing.hop, start + i * framing.hop + framing.window);
                };
                for (std::size_t at = 0; at < samples.size(); at += piece)
                    cutter.push(std::span(samples).subspan(at, std::min(piece, samples.size() - at)), use);
                cutter.finish(use);
                QCOMPARE(frames.size(), framing.frames(samples.size()));
                if (whole.empty()) whole = frames;
                QVERIFY(frames == whole);
            }
            // Every frame holds the samples at its place, and the padding outside.
            for (std::size_t i = 0; i < whole.size(); ++i) {
                for (std::size_t k = 0; k < framing.window; ++k) {
                    const auto at =
                        static_cast<std::ptrdiff_t>(i * framing.hop + k) - static_cast<std::ptrdiff_t>(framing.before);
                    const bool inside = at >= 0 && at < static_cast<std::ptrdiff_t>(samples.size());
                    float outside = framing.padding == dsp::Padding::Edge ? samples.back() : 0.0F;
                    if (framing.padding == dsp::Padding::Reflect && !inside) {
                        const auto last = static_cast<std::ptrdiff_t>(samples.size()) - 1;
                        outside = samples[static_cast<std::size_t>(at < 0 ? -at : 2 * last - at)];
                    }
                    QCOMPARE(whole[i][k], inside ? samples[static_cast<std::size_t>(at)] : outside);
                }
            }
        }
    }

    void framesSideBySideEqualOneAlone() {
        // Every size that is transformed side by side, with each way of shaping a frame, against FFTW's transform.
        const auto samples = noise(20000);
        for (const std::size_t size : {8U, 16U, 32U, 64U, 128U, 256U, 512U, 1024U, 2048U, 4096U}) {
            for (const double share : {0.0, 0.97}) {
                for (const auto count : {Framing::Count::Centred, Framing::Count::Snipped}) {
                    const Stft stft({.fftSize = size,
                                     .windowLength = size - size / 5,
                                     .hop = size / 3,
                                     .count = count,
                                     .scale = 3.0,
                                     .removeMean = share > 0.0,
                                     .preEmphasis = share});
                    auto workspace = stft.workspace();
                    std::vector<float> power(11 * stft.bins());
                    stft.power(samples.data(), 11, power, workspace);
                    double largest = 0.0;
                    for (const float value : power) largest = std::max(largest, static_cast<double>(value));
                    for (std::size_t i = 0; i < 11; ++i) {
                        stft.spectrum(samples.data() + i * stft.settings().hop, workspace);
                        const double* values = workspace.spectrum.data();
                        for (std::size_t k = 0; k < stft.bins(); ++k) {
                            const double expected = values[2 * k] * values[2 * k] + values[2 * k + 1] * values[2 * k + 1];
                            const double magnitude = std::sqrt(static_cast<double>(power[i * stft.bins() + k]));
                            QVERIFY(std::abs(magnitude - std::sqrt(expected)) <=
                                    1e-7 * std::sqrt(expected) + 1e-13 * std::sqrt(largest));
                        }
                    }
                    // A frame's bits do not depend on its neighbours.
                    std::vector<float> alone(stft.bins());
                    for (const std::size_t i : {std::size_t{0}, std::size_t{6}, std::size_t{10}}) {
                        stft.power(samples.data() + i * stft.settings().hop, 1, alone, workspace);
                        QVERIFY(std::equal(alone.begin(), alone.end(),
                                           power.begin() + static_cast<std::ptrdiff_t>(i * stft.bins())));
                    }
                }
            }
        }
    }

    void veryShortSignalsAreMirroredAgainAndAgain() {
        // numpy.pad([1, 2, 3], 5, "reflect")
        FrameCutter cutter(
            {.window = 13, .hop = 100, .before = 5, .count = Framing::Count::Centred, .padding = dsp::Padding::Reflect});
        std::vector<float> frame;
        const auto use = [&](const float* start, std::size_t, std::size_t) { frame.assign(start, start + 13); };
        for (const float sample : {1.0F, 2.0F, 3.0F}) cutter.push({&sample, 1}, use);
        cutter.finish(use);
        QCOMPARE(frame, (std::vector<float>{2, 1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3, 2}));
        const float alone = 7.0F;
        cutter.push({&alone, 1}, use);
        cutter.finish(use);
        QCOMPARE(frame, std::vector<float>(13, 7.0F));
    }

    void magnitudesEqualLibrosa_data() {
        PROSOSCOPE_SHARED_OR_SKIP(cases, "reference/cases");
        QTest::addColumn<QString>("folder");
        int count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(cases)) {
            if (!std::filesystem::exists(entry.path() / "librosa_stft_mag.npy")) continue;
            QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string());
            ++count;
        }
        QVERIFY(count >= 1);
    }
    void magnitudesEqualLibrosa() {
        PROSOSCOPE_SHARED_OR_SKIP(cases, "reference/cases");
        QFETCH(QString, folder);
        const auto samples = audio::decodeSpeech16k(toPath(folder) / "audio.wav");
        PROSOSCOPE_VERIFY(samples);
        const auto reference = NpyFile::read(toPath(folder) / "librosa_stft_mag.npy");
        QVERIFY(reference.ok);
        const auto power = powers(Stft({}), *samples);
        QVERIFY(power.size() >= reference.values.size());
        for (std::size_t i = 0; i < reference.values.size(); ++i) {
            QVERIFY(std::abs(std::sqrt(power[i]) - reference.values[i]) <= 1e-5F + 1e-5F * reference.values[i]);
        }
    }

    void emptySettingsAreMadeUsable() {
        const Stft stft({0, 0, 0});
        QCOMPARE(stft.frames(5), std::size_t{6});
        QVERIFY(powers(stft, noise(5)).size() == 6 * stft.bins());
    }
};

QTEST_GUILESS_MAIN(TestStft)
#include "TestStft.moc"
