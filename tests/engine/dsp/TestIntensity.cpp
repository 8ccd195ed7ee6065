// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/dsp/Intensity.h"
#include "tests/engine/dsp/PraatClips.h"

using namespace prososcope;
using dsp::SoundPart;

/// Intensity: against Praat's on every reference clip, and against closed forms.
class TestIntensity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsPraat() {
        PROSOSCOPE_SHARED_OR_SKIP(cases, "reference/cases");
        int frames = 0;
        double worst = 0.0;
        eachReferenceClip(
            cases, "praat_intensity.npy", [&](const std::string& clip, const auto& samples, const NpyFile& reference) {
                core::Progress progress;
                const auto track = dsp::computeIntensity(SoundPart{samples, 16000}, {}, progress);
                if (!reference.ok) {
                    if (clip.starts_with("edge_")) QVERIFY(!track);
                    return;
                }
                PROSOSCOPE_VERIFY(track);
                QCOMPARE(track->times.count, reference.rows());
                for (std::size_t i = 0; i < reference.rows(); ++i) {
                    ++frames;
                    worst = std::max(worst, static_cast<double>(std::abs(track->decibels[i] - reference.at(i, 1))));
                }
            });
        qInfo("intensity: greatest difference %.4f dB over %d frames", worst, frames);
        QVERIFY(frames > 1500);
        QVERIFY(worst < 0.05);
    }

    void sineHasItsLevel() {
        std::vector<float> samples(16000);
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] = static_cast<float>(0.1 + 0.5 * std::sin(2.0 * M_PI * 500.0 * static_cast<double>(i) / 16000.0));
        core::Progress progress;
        const auto track = dsp::computeIntensity(SoundPart{samples, 16000}, {}, progress);
        PROSOSCOPE_VERIFY(track);
        QVERIFY(track->times.count > 100);
        const double expected = 10.0 * std::log10(0.125 / 4e-10);
        for (const float value : track->decibels) QVERIFY(std::abs(static_cast<double>(value) - expected) < 0.005);
        QVERIFY(std::abs(dsp::meanIntensity(*track) - expected) < 0.005);
        const auto offset = dsp::computeIntensity(SoundPart{samples, 16000}, {.subtractMean = false}, progress);
        PROSOSCOPE_VERIFY(offset);
        QVERIFY(std::abs(static_cast<double>(offset->decibels[50]) - 10.0 * std::log10((0.125 + 0.01) / 4e-10)) < 0.005);
    }

    void isReadBetweenFrames() {
        dsp::IntensityTrack track;
        track.times = {.origin = 0.05, .stepSeconds = 0.01, .firstFrame = 0, .count = 3};
        track.decibels = {40.0F, 50.0F, 70.0F};
        QCOMPARE(track.at(0.05), 40.0);
        QVERIFY(std::abs(track.at(0.055) - 45.0) < 1e-6);
        QVERIFY(std::abs(track.at(0.0675) - 65.0) < 1e-6);
        QCOMPARE(track.at(0.046), 40.0);
        QVERIFY(std::isnan(track.at(0.044)));
        QVERIFY(std::isnan(track.at(0.076)));
        QVERIFY(std::isnan(dsp::IntensityTrack{}.at(0.0)));
    }

    void aPartShowsWhatTheWholeShows() {
        std::vector<float> samples(32000);
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] = static_cast<float>(std::sin(1e-6 * static_cast<double>(i) * static_cast<double>(i)) * 1e-5 *
                                            static_cast<double>(i));
        core::Progress progress;
        const auto whole = dsp::computeIntensity(SoundPart{samples, 16000}, {}, progress);
        const std::span<const float> all(samples);
        const SoundPart part{all.subspan(10000, 12000), 16000, 10000, 32000};
        const auto cut = dsp::computeIntensity(part, {}, progress);
        PROSOSCOPE_VERIFY(whole);
        PROSOSCOPE_VERIFY(cut);
        QVERIFY(cut->times.count > 80 && cut->times.firstFrame > 0);
        for (std::size_t i = 0; i < cut->times.count; ++i) {
            const auto same = i + static_cast<std::size_t>(cut->times.firstFrame);
            QCOMPARE(cut->times.at(i), whole->times.at(same));
            QCOMPARE(cut->decibels[i], whole->decibels[same]);
        }
    }

    void silenceAndImpossibleSettings() {
        const std::vector<float> silence(8000, 0.0F);
        core::Progress progress;
        const auto track = dsp::computeIntensity(SoundPart{silence, 16000}, {}, progress);
        PROSOSCOPE_VERIFY(track);
        for (const float value : track->decibels) QCOMPARE(value, -300.0F);
        QVERIFY(std::isnan(dsp::meanIntensity(*track, {9.0, 10.0})));
        QVERIFY(!dsp::computeIntensity(SoundPart{silence, 16000}, {.minimumPitchHz = 0.0}, progress));
        QVERIFY(!dsp::computeIntensity(SoundPart{silence, 16000}, {.minimumPitchHz = 1.0}, progress));
        QVERIFY(!dsp::computeIntensity(SoundPart{silence, 16000}, {.stepSeconds = std::nan("")}, progress));
        QVERIFY(!dsp::computeIntensity(SoundPart{}, {}, progress));
    }
};

QTEST_GUILESS_MAIN(TestIntensity)
#include "TestIntensity.moc"
