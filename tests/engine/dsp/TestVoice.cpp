// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <complex>
#include <fstream>
#include <random>

#include "engine/core/Csv.h"
#include "engine/dsp/SpectralSlice.h"
#include "engine/dsp/Spectrogram.h"
#include "engine/dsp/VoiceReport.h"
#include "tests/engine/dsp/PraatClips.h"

using namespace prososcope;
using dsp::SoundPart;

namespace {

/// Pulses (the same short wave each) at given times, scaled by given amplitudes.
std::vector<float> clicks(const std::vector<double>& times, const std::vector<double>& amplitudes, double seconds) {
    std::vector<float> samples(static_cast<std::size_t>(seconds * 16000));
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double t = (static_cast<double>(i) + 0.5) / 16000.0;
        double sum = 0.0;
        for (std::size_t k = 0; k < times.size(); ++k) {
            const double x = (t - times[k]) / 0.0006;
            if (std::abs(x) < 6.0) sum += amplitudes[k] * std::exp(-0.5 * x * x);
        }
        samples[i] = static_cast<float>(sum);
    }
    return samples;
}

bool near(double value, double expected, double tolerance) { return std::abs(value - expected) <= tolerance; }

}  // namespace

/// Pulses, jitter, shimmer, the voice report and the spectral slice: against Praat's on every reference clip and against what
/// follows from the definitions.
class TestVoice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsPraat() {
        PROSOSCOPE_SHARED_OR_SKIP(reference, "reference");
        std::ifstream file(reference / "functionals" / "praat_scalars.csv");
        const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        const auto table = core::parseCsv(text, "praat_scalars.csv");
        PROSOSCOPE_VERIFY(table);
        int clips = 0;
        int samePulses = 0;
        int values = 0;
        int sameValues = 0;
        for (const auto& row : table->rows) {
            const auto samples = audio::decodeSpeech16k(reference / "cases" / row[0] / "audio.wav");
            if (!samples) continue;
            const SoundPart sound{*samples, 16000};
            core::Progress progress;
            const auto pitch = dsp::computePitch(sound, {}, progress);
            if (!pitch) continue;
            const auto pulses = dsp::findPulses(sound, *pitch);
            const auto jitter = dsp::computeJitter(pulses);
            const auto shimmer = dsp::computeShimmer(sound, pulses);
            const auto statistics = dsp::pitchStatistics(*pitch);
            const auto expected = [&](const char* column) {
                return core::parseNumber(row[*table->column(column)]).value_or(std::nan(""));
            };
            ++clips;
            if (static_cast<double>(pulses.size()) == expected("n_pulses")) ++samePulses;
            for (const auto& [column, value] : {std::pair{"f0_mean_hz", statistics.mean},
                                                {"f0_median_hz", statistics.median},
                                                {"f0_sd_hz", statistics.deviation},
                                                {"jitter_local", jitter.local},
                                                {"jitter_local_absolute", jitter.localAbsolute},
                                                {"jitter_rap", jitter.rap},
                                                {"jitter_ppq5", jitter.ppq5},
                                                {"jitter_ddp", jitter.ddp},
                                                {"shimmer_local", shimmer.local},
                                                {"shimmer_local_dB", shimmer.localDecibels},
                                                {"shimmer_apq3", shimmer.apq3},
                                                {"shimmer_apq5", shimmer.apq5},
                                                {"shimmer_apq11", shimmer.apq11},
                                                {"shimmer_dda", shimmer.dda}}) {
                const double wanted = expected(column);
                if (std::isnan(wanted) && std::isnan(value)) continue;
                ++values;
                // A millionth is rounding: some clips are perfectly periodic.
                if (near(value, wanted, std::max(1e-3 * std::abs(wanted), 2e-5))) ++sameValues;
            }
        }
        qInfo("pulses equal in %d of %d clips, measures within 0.1 %% in %d of %d", samePulses, clips, sameValues, values);
        QVERIFY(clips > 25);
        QVERIFY(samePulses >= clips - 2);
        QVERIFY(sameValues >= 0.97 * values);
    }

    void jitterOfKnownPulses() {
        // Periods of 10 and 10.2 ms in turn.
        std::vector<double> pulses{0.1};
        for (int i = 0; i < 40; ++i) pulses.push_back(pulses.back() + (i % 2 == 0 ? 0.0100 : 0.0102));
        const auto jitter = dsp::computeJitter(pulses);
        QVERIFY(near(jitter.localAbsolute, 0.0002, 1e-9));
        QVERIFY(near(jitter.local, 0.0002 / 0.0101, 1e-6));
        QVERIFY(near(jitter.rap, 0.0002 * 2.0 / 3.0 / 0.0101, 1e-6));
        QVERIFY(near(jitter.ddp, 3.0 * jitter.rap, 1e-12));
        // Of five, the middle one is of the kind that occurs three times or of the one that occurs twice: 2/5 or 3/5 away.
        QVERIFY(near(jitter.ppq5, 0.0002 * 0.4 / 0.0101, 1e-6));
        const auto periods = dsp::periodStatistics(pulses);
        QCOMPARE(periods.count, std::size_t{40});
        QVERIFY(near(periods.mean, 0.0101, 1e-9));
        QVERIFY(near(periods.deviation, 0.0001 * std::sqrt(40.0 / 39.0), 1e-9));
        // A range takes its pulses only; a gap is no period; too few say nothing.
        QCOMPARE(dsp::periodStatistics(pulses, {}, {0.0, 0.1205}).count, std::size_t{2});
        pulses.push_back(pulses.back() + 0.1);
        pulses.push_back(pulses.back() + 0.01);
        QVERIFY(near(dsp::computeJitter(pulses).localAbsolute, 0.0002, 1e-9));
        QVERIFY(std::isnan(dsp::computeJitter(std::vector<double>{0.1, 0.11}).local));
        QVERIFY(std::isnan(dsp::computeJitter({}).ppq5));
        QCOMPARE(dsp::periodStatistics({}).count, std::size_t{0});
    }

    void pulsesAndShimmerOfKnownClicks() {
        std::vector<double> times;
        std::vector<double> amplitudes;
        for (int i = 0; i < 90; ++i) {
            times.push_back(0.05 + 0.01 * i);
            amplitudes.push_back(i % 2 == 0 ? 0.50 : 0.55);
        }
        const auto samples = clicks(times, amplitudes, 1.0);
        const SoundPart sound{samples, 16000};
        core::Progress progress;
        const auto pitch = dsp::computePitch(sound, {}, progress);
        PROSOSCOPE_VERIFY(pitch);
        const auto pulses = dsp::findPulses(sound, *pitch);
        QVERIFY(pulses.size() > 80 && pulses.size() <= 92);
        QVERIFY(std::is_sorted(pulses.begin(), pulses.end()));
        int found = 0;
        for (const double pulse : pulses)
            for (const double time : times)
                if (near(pulse, time, 1e-4)) ++found;
        QVERIFY(found > 80);
        QVERIFY(dsp::computeJitter(pulses).local < 1e-3);
        const auto shimmer = dsp::computeShimmer(sound, pulses);
        QVERIFY2(near(shimmer.local, 0.05 / 0.525, 0.003), qPrintable(QString::number(shimmer.local)));
        QVERIFY(near(shimmer.localDecibels, 20.0 * std::log10(1.1), 0.02));
        QVERIFY(near(shimmer.apq3, 0.05 * 2.0 / 3.0 / 0.525, 0.002));
        QVERIFY(near(shimmer.dda, 3.0 * shimmer.apq3, 1e-12));
    }

    void pulsesOfAnySoundEnd() {
        // Pitches near half the rate and broken samples: the search must not stand still.
        std::vector<float> samples(4000);
        for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = i % 2 == 0 ? 0.3F : -0.3F;
        samples[1500] = std::nanf("");
        dsp::PitchTrack pitch;
        pitch.times = {0.02, 0.01, 0, 20};
        for (const float hertz : {7900.0F, 2e5F, 80.0F, 1.0F}) {
            pitch.hertz.assign(20, hertz);
            pitch.strength.assign(20, 0.9F);
            const auto pulses = dsp::findPulses(SoundPart{samples, 16000}, pitch);
            QVERIFY(std::is_sorted(pulses.begin(), pulses.end()));
            QVERIFY(pulses.size() < 60000);
        }
        QVERIFY(dsp::findPulses(SoundPart{}, dsp::PitchTrack{}).empty());
    }

    void reportOfAVoiceThatPauses() {
        std::vector<double> times;
        for (int i = 0; i < 40; ++i) times.push_back(0.1 + 0.01 * i);
        for (int i = 0; i < 40; ++i) times.push_back(0.9 + 0.01 * i);
        const auto samples = clicks(times, std::vector<double>(times.size(), 0.5), 1.4);
        const SoundPart sound{samples, 16000};
        core::Progress progress;
        const dsp::PitchSettings settings;
        const auto pitch = dsp::computePitch(sound, settings, progress);
        PROSOSCOPE_VERIFY(pitch);
        const auto pulses = dsp::findPulses(sound, *pitch);
        const auto report = dsp::reportVoice(sound, *pitch, pulses, settings, {0.1, 1.3});
        QVERIFY(near(report.pitch.mean, 100.0, 0.5) && near(report.pitch.median, 100.0, 0.2));
        QCOMPARE(report.breaks, std::size_t{1});
        QVERIFY2(near(report.breakShare, 0.41 / 1.2, 0.03), qPrintable(QString::number(report.breakShare)));
        QVERIFY(near(report.unvoicedShare, 0.41 / 1.2, 0.08));
        QVERIFY(near(report.periods.mean, 0.01, 1e-5));
        QVERIFY(report.autocorrelation > 0.9 && report.autocorrelation <= 1.0);
        QVERIFY(report.harmonicsToNoise > 10.0);
        // Nothing voiced: nothing said.
        const auto none = dsp::reportVoice(sound, *pitch, pulses, settings, {0.6, 0.8});
        QCOMPARE(none.pulses, std::size_t{0});
        QVERIFY(std::isnan(none.pitch.mean) && std::isnan(none.jitter.local) && std::isnan(none.shimmer.local));
        QCOMPARE(none.unvoicedShare, 1.0);
    }

    void sliceIsAColumnOfTheSpectrogramAndItsEnvelopeFits() {
        // White noise through one resonance: the envelope of order 2 is the resonance's own curve.
        std::mt19937 random(6);
        std::normal_distribution<double> normal(0.0, 0.01);
        std::vector<float> samples(16000);
        const double radius = std::exp(-M_PI * 100.0 / 16000.0);
        const double b = 2.0 * radius * std::cos(2.0 * M_PI * 1000.0 / 16000.0);
        double one = 0.0;
        double two = 0.0;
        for (float& sample : samples) {
            const double value = normal(random) + b * one - radius * radius * two;
            two = one;
            one = value;
            sample = static_cast<float>(value);
        }
        const SoundPart sound{samples, 16000};
        const auto slice = dsp::computeSpectralSlice(sound, 0.5, {.windowSeconds = 0.2, .order = 2, .preEmphasisHz = 0.0});
        QCOMPARE(slice.spectrum.size(), slice.envelope.size());
        const auto image = dsp::computeSpectrogram(samples, 16000, 7999.5, 1.0, 1, {0.2, 5000.0, 0.0});
        QVERIFY(slice.spectrum == image.decibels);
        const auto top = std::max_element(slice.envelope.begin(), slice.envelope.end()) - slice.envelope.begin();
        QVERIFY(near(static_cast<double>(top) * slice.binHz, 1000.0, 25.0));
        for (const double hertz : {200.0, 1000.0, 3000.0}) {
            const auto turn = std::polar(1.0, -2.0 * M_PI * hertz / 16000.0);
            const double density = 2.0 * 1e-4 / 16000.0 / std::norm(1.0 - b * turn + radius * radius * turn * turn);
            const auto bin = static_cast<std::size_t>(hertz / slice.binHz + 0.5);
            QVERIFY2(near(static_cast<double>(slice.envelope[bin]), 10.0 * std::log10(density), 1.5),
                     qPrintable(QString::number(slice.envelope[bin])));
        }
        for (const double seconds : {-5.0, 0.0, 1.0, 99.0, std::nan("")}) {
            const auto odd = dsp::computeSpectralSlice(sound, seconds, {});
            QCOMPARE(odd.spectrum.size(), odd.envelope.size());
            for (const float value : odd.envelope) QVERIFY(std::isfinite(value));
        }
    }
};

QTEST_GUILESS_MAIN(TestVoice)
#include "TestVoice.moc"
