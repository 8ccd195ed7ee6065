// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>

#include "app/cli/Reference.h"
#include "engine/dsp/Fft.h"
#include "engine/dsp/Formants.h"
#include "engine/dsp/Harmonicity.h"
#include "engine/dsp/Intensity.h"
#include "engine/dsp/Parabola.h"
#include "engine/dsp/SpectralShape.h"
#include "engine/dsp/VoiceReport.h"

namespace prososcope::cli {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr int kRateHz = 16000;
constexpr std::size_t kFewestSamples = 16;  ///< the reference has no value of shorter ones
constexpr std::size_t kFormants = 5;

/// What the analyses gave; absent where the recording is too short for one.
struct Analyses {
    std::optional<dsp::PitchTrack> pitch;
    std::optional<dsp::PitchTrack> crossPitch;
    std::optional<dsp::IntensityTrack> intensity;
    std::optional<dsp::FormantTrack> formants5500;
    std::optional<dsp::FormantTrack> formants5000;
    std::optional<dsp::HarmonicityTrack> harmonicity;
};

template <typename T>
std::optional<T> valueOf(core::Result<T> result) {
    return result ? std::optional<T>(std::move(*result)) : std::nullopt;
}

Analyses analyse(const dsp::SoundPart& sound) {
    core::Progress progress;
    Analyses all;
    all.pitch = valueOf(dsp::computePitch(sound, {}, progress));
    all.crossPitch = valueOf(dsp::computePitch(sound, {.method = dsp::PitchMethod::CrossCorrelation}, progress));
    all.intensity = valueOf(dsp::computeIntensity(sound, {}, progress));
    all.formants5500 = valueOf(dsp::computeFormants(sound, {}, progress));
    all.formants5000 = valueOf(dsp::computeFormants(sound, {.ceilingHz = 5000.0}, progress));
    all.harmonicity = valueOf(dsp::computeHarmonicity(sound, {}, progress));
    return all;
}

void addRows(ReferenceClip& clip, const char* name, std::size_t columns, const dsp::FrameTimes& times,
             const std::function<void(std::size_t, std::vector<float>&)>& addValues) {
    ReferenceArray array{name, columns, {}};
    for (std::size_t i = 0; i < times.count; ++i) {
        array.values.push_back(static_cast<float>(times.at(i)));
        addValues(i, array.values);
    }
    clip.frames.push_back(std::move(array));
}

void addPitch(ReferenceClip& clip, const char* name, const std::optional<dsp::PitchTrack>& track) {
    if (!track) return;
    addRows(clip, name, 3, track->times, [&](std::size_t i, std::vector<float>& values) {
        values.push_back(track->hertz[i]);
        values.push_back(track->strength[i]);
    });
}

void addFormants(ReferenceClip& clip, const char* name, const std::optional<dsp::FormantTrack>& track) {
    if (!track) return;
    addRows(clip, name, 1 + 2 * kFormants, track->times, [&](std::size_t i, std::vector<float>& values) {
        for (std::size_t number = 1; number <= kFormants; ++number) values.push_back(track->formant(i, number));
        for (std::size_t number = 1; number <= kFormants; ++number) values.push_back(track->width(i, number));
    });
}

/// The largest value over frames, between them by a parabola through three that have one; NaN frames have none.
double parabolicMaximum(std::span<const double> values) {
    double best = kNaN;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i])) continue;
        double top = values[i];
        if (i > 0 && i + 1 < values.size() && values[i] > values[i - 1] && values[i] >= values[i + 1])
            top = dsp::parabolaThrough(values[i - 1], values[i], values[i + 1]).height;
        if (std::isnan(best) || top > best) best = top;
    }
    return best;
}

std::vector<double> scaled(std::span<const float> values, double factor, bool zeroIsNone) {
    std::vector<double> result;
    for (const float value : values) result.push_back(zeroIsNone && value <= 0.0F ? kNaN : factor * static_cast<double>(value));
    return result;
}

struct Middle {
    double mean = kNaN;
    double median = kNaN;
};
Middle middleOf(std::vector<double> values) {
    if (values.empty()) return {};
    std::sort(values.begin(), values.end());
    double sum = 0.0;
    for (const double value : values) sum += value;
    return {sum / static_cast<double>(values.size()), 0.5 * (values[(values.size() - 1) / 2] + values[values.size() / 2])};
}

/// Mean frequency of the power spectrum of the whole, at the next power of two points.
double centreOfGravity(std::span<const float> mono) {
    std::size_t size = 2;
    while (size < mono.size()) size *= 2;
    const auto& fft = dsp::RealFft::ofSize(size);
    dsp::FftBuffer input(size);
    dsp::FftBuffer spectrum(2 * fft.bins());
    for (std::size_t i = 0; i < mono.size(); ++i) input.data()[i] = static_cast<double>(mono[i]);
    fft.forward(input, spectrum);
    double sum = 0.0;
    double weighted = 0.0;
    for (std::size_t k = 0; k < fft.bins(); ++k) {
        const double re = spectrum.data()[2 * k];
        const double im = spectrum.data()[2 * k + 1];
        sum += re * re + im * im;
        weighted += (re * re + im * im) * static_cast<double>(k);
    }
    return sum > 0.0 ? weighted / sum * kRateHz / static_cast<double>(size) : kNaN;
}

void addVoice(ReferenceRow& row, const dsp::SoundPart& sound, const std::optional<dsp::PitchTrack>& found) {
    const dsp::PitchTrack pitch = found.value_or(dsp::PitchTrack{});
    const auto statistics = dsp::pitchStatistics(pitch);
    const auto pulses = dsp::findPulses(sound, pitch);
    const auto jitter = dsp::computeJitter(pulses);
    const auto shimmer = dsp::computeShimmer(sound, pulses);
    const auto count = [&](std::size_t value) { return found ? static_cast<double>(value) : kNaN; };
    row.insert(row.end(), {{"f0_mean_hz", statistics.mean},
                           {"f0_median_hz", statistics.median},
                           {"f0_sd_hz", statistics.deviation},
                           {"f0_min_hz", -parabolicMaximum(scaled(pitch.hertz, -1.0, true))},
                           {"f0_max_hz", parabolicMaximum(scaled(pitch.hertz, 1.0, true))},
                           {"voiced_frames", count(statistics.voicedFrames)},
                           {"pitch_frames", count(statistics.frames)},
                           {"n_pulses", count(pulses.size())},
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
                           {"shimmer_dda", shimmer.dda}});
}

void addScalars(ReferenceClip& clip, const dsp::SoundPart& sound, const Analyses& all) {
    auto& row = clip.functionals["praat_scalars"];
    addVoice(row, sound, all.pitch);
    row.emplace_back("intensity_mean_db", all.intensity ? dsp::meanIntensity(*all.intensity) : kNaN);
    row.emplace_back("intensity_max_db", all.intensity ? parabolicMaximum(scaled(all.intensity->decibels, 1.0, false)) : kNaN);
    row.emplace_back("hnr_mean_db", all.harmonicity ? dsp::harmonicityStatistics(*all.harmonicity).mean : kNaN);
    for (std::size_t number = 1; number < kFormants; ++number) {
        std::vector<double> values;
        for (std::size_t i = 0; all.formants5500 && i < all.formants5500->times.count; ++i) {
            const float hertz = all.formants5500->formant(i, number);
            if (!std::isnan(hertz)) values.push_back(static_cast<double>(hertz));
        }
        const Middle middle = middleOf(std::move(values));
        row.emplace_back("F" + std::to_string(number) + "_mean_hz", middle.mean);
        row.emplace_back("F" + std::to_string(number) + "_median_hz", middle.median);
    }
    const double rms = dsp::rootMeanSquare(sound.samples);
    row.emplace_back("rms_pa", rms);
    row.emplace_back("energy_pa2s", rms * rms * static_cast<double>(sound.samples.size()) / kRateHz);
    row.emplace_back("cog_hz", centreOfGravity(sound.samples));
    if (sound.samples.size() < kFewestSamples) {
        for (auto& [column, value] : row) value = kNaN;
    }
}

}  // namespace

void addPraatReferences(std::span<const float> mono, ReferenceClip& clip) {
    const dsp::SoundPart sound{mono, kRateHz};
    const Analyses all = mono.size() < kFewestSamples ? Analyses{} : analyse(sound);
    addPitch(clip, "praat_pitch_ac", all.pitch);
    addPitch(clip, "praat_pitch_cc", all.crossPitch);
    if (all.intensity) {
        addRows(clip, "praat_intensity", 2, all.intensity->times,
                [&](std::size_t i, std::vector<float>& values) { values.push_back(all.intensity->decibels[i]); });
    }
    addFormants(clip, "praat_formant_5500", all.formants5500);
    addFormants(clip, "praat_formant_5000", all.formants5000);
    if (all.harmonicity) {
        addRows(clip, "praat_hnr_cc", 2, all.harmonicity->times,
                [&](std::size_t i, std::vector<float>& values) { values.push_back(all.harmonicity->decibels[i]); });
    }
    addScalars(clip, sound, all);
}

}  // namespace prososcope::cli
