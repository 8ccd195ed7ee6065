// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <filesystem>
#include <numbers>
#include <vector>

#include "engine/annotation/Measure.h"
#include "engine/audio/AudioFile.h"
#include "tests/TestSupport.h"

/// Recordings whose measurements follow from how they are made.
namespace measured {

inline constexpr int kRate = 16000;

/// A harmonic tone of `hertz` (0: silence) and amplitude for some seconds.
struct Part {
    double seconds;
    double hertz;
    double amplitude = 0.2;
};

inline std::vector<float> sound(const std::vector<Part>& parts) {
    std::vector<float> samples;
    double phase = 0.0;
    for (const auto& part : parts) {
        const auto count = static_cast<std::size_t>(std::llround(part.seconds * kRate));
        for (std::size_t i = 0; i < count; ++i) {
            double value = 0.0;
            if (part.hertz > 0.0) {
                for (int harmonic = 1; harmonic <= 8; ++harmonic) value += std::sin(harmonic * phase) / harmonic;
            }
            samples.push_back(static_cast<float>(part.amplitude * value));
            phase += 2.0 * std::numbers::pi * part.hertz / kRate;
        }
    }
    return samples;
}

/// Float, so that nothing is rounded.
inline std::filesystem::path write(const std::filesystem::path& path, const std::vector<float>& samples) {
    const prososcope::audio::AudioClip clip{kRate, {samples}};
    const auto written = prososcope::audio::writeWav(path, clip, prososcope::audio::WavEncoding::Float32);
    return written ? path : std::filesystem::path();
}

inline double number(const prososcope::annotation::Measurement& row, std::size_t column) {
    return std::get<double>(row.cells[column]);
}

inline prososcope::annotation::MeasuredSpan span(double start, double end) { return {{start, end}, {}, {}, {}, 0}; }

/// Within one millionth, or both undefined.
inline bool same(double value, double expected) {
    if (std::isnan(value) || std::isnan(expected)) return std::isnan(value) && std::isnan(expected);
    return std::abs(value - expected) <= 1e-6 * std::max(1.0, std::abs(expected));
}

}  // namespace measured
