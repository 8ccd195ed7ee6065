// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/GemapsKernels.h"

#include <algorithm>
#include <cmath>

namespace prososcope::features {

namespace {

constexpr std::size_t kFrame = 320;
constexpr std::size_t kFft = 512;
constexpr float kLeastPower = 1e-14F;                            ///< -140 dB
constexpr float kLeastBandPower = 1.0F / (32767.0F * 32767.0F);  ///< before the logarithm of the cepstra
constexpr double kLifter = 22.0;
// Bins of 31.25 Hz: 1 kHz, 2 kHz, 5 kHz.
constexpr std::size_t k1000 = 32;
constexpr std::size_t k2000 = 64;
constexpr std::size_t k5000 = 160;
constexpr double kBinHz = 31.25;

dsp::StftSettings stftSettings(gemaps::Edition) {
    return {.fftSize = kFft,
            .windowLength = kFrame,
            .hop = gemaps::kHop,
            .window = dsp::WindowShape::Hamming,
            .symmetry = dsp::WindowSymmetry::Symmetric,
            .count = dsp::Framing::Count::Snipped};
}

dsp::MelSettings melSettings() {
    return {
        .bands = 26, .fftSize = kFft, .lowHz = 20.0, .scale = dsp::MelScale::Htk, .slopesInMel = true, .areaNormalised = false};
}

/// Least squares over bins first..last of a spectrum in dB, per Hz. The published values count one bin less than they sum.
double slope(const double* decibels, std::size_t first, std::size_t last) {
    const auto n = static_cast<double>(last - first);
    double x = 0.0;
    double xx = 0.0;
    double y = 0.0;
    double xy = 0.0;
    for (std::size_t k = first; k <= last; ++k) {
        const auto place = static_cast<double>(k);
        x += place;
        xx += place * place;
        y += decibels[k];
        xy += place * decibels[k];
    }
    return (n * xy - x * y) / ((n * xx - x * x) * kBinHz);
}

double sum(const float* values, std::size_t first, std::size_t end) {
    double total = 0.0;
    for (std::size_t i = first; i < end; ++i) total += static_cast<double>(values[i]);
    return total;
}

float meanSquare(const float* samples) {
    double total = 0.0;
    for (std::size_t i = 0; i < kFrame; ++i) total += static_cast<double>(samples[i]) * static_cast<double>(samples[i]);
    return static_cast<float>(total / static_cast<double>(kFrame));
}

float ratioDecibels(double over, double under) {
    return over > 0.0 && under > 0.0 ? static_cast<float>(10.0 * std::log10(over / under)) : 0.0F;
}

}  // namespace

struct GemapsShortFrames::Workspace {
    dsp::Stft::Workspace stft;
    std::vector<float> power = std::vector<float>(kFft / 2 + 1);
    std::vector<double> magnitudes = std::vector<double>(k5000);
    std::vector<double> before = std::vector<double>(k5000);
    std::vector<float> bands = std::vector<float>(26);
    std::vector<float> loudness = std::vector<float>(26);
    std::vector<float> cepstrum = std::vector<float>(5);
    std::vector<double> decibels = std::vector<double>(49);
    dsp::FormantRoots::Workspace formants{};
};

GemapsShortFrames::GemapsShortFrames(gemaps::Edition edition)
    : m_stft(stftSettings(edition)),
      m_mel(melSettings()),
      m_auditory(melSettings()),
      m_dct(26, 5, dsp::DctScale::Orthonormal, kLifter),
      m_formants({.offset = edition == gemaps::Edition::V01a ? std::size_t{0} : (kFft - kFrame) / 2}) {}

dsp::Framing GemapsShortFrames::framing() {
    return {.window = kFrame + gemaps::kHop, .hop = gemaps::kHop, .before = gemaps::kHop};
}

FrameRowStream::Kernel GemapsShortFrames::kernel() const {
    return [this, workspace = Workspace{m_stft.workspace()}](const float* samples, std::size_t count, float* rows) mutable {
        if (count == 0) return;
        spectrum(samples, workspace);
        for (std::size_t i = 0; i < count; ++i) {
            std::swap(workspace.magnitudes, workspace.before);
            spectrum(samples + (i + 1) * gemaps::kHop, workspace);
            row(workspace, rows + i * kColumns);
            rows[i * kColumns + 16] = meanSquare(samples + (i + 1) * gemaps::kHop);
        }
    };
}

void GemapsShortFrames::spectrum(const float* frame, Workspace& workspace) const {
    m_stft.spectrum(frame, workspace.stft);
    const double* values = workspace.stft.spectrum.data();
    for (std::size_t k = 0; k < workspace.power.size(); ++k)
        workspace.power[k] = static_cast<float>(values[2 * k] * values[2 * k] + values[2 * k + 1] * values[2 * k + 1]);
    for (std::size_t k = 0; k < k5000; ++k) workspace.magnitudes[k] = std::sqrt(static_cast<double>(workspace.power[k]));
}

void GemapsShortFrames::row(Workspace& workspace, float* row) const {
    using namespace gemaps;
    const float* power = workspace.power.data();
    row[AlphaRatio] = ratioDecibels(sum(power, k1000, k5000 + 1), sum(power, 0, k1000));
    row[Hammarberg] = ratioDecibels(static_cast<double>(*std::max_element(power, power + k2000)),
                                    static_cast<double>(*std::max_element(power + k2000, power + k5000 + 1)));
    for (std::size_t k = 0; k < workspace.decibels.size(); ++k)
        workspace.decibels[k] = 10.0 * std::log10(static_cast<double>(std::max(power[k], kLeastPower)));
    row[Slope0] = static_cast<float>(slope(workspace.decibels.data(), 0, 16));
    row[Slope500] = static_cast<float>(slope(workspace.decibels.data(), 16, 48));
    double change = 0.0;
    for (std::size_t k = 0; k < k5000; ++k) {
        const double difference = workspace.magnitudes[k] - workspace.before[k];
        change += difference * difference;
    }
    row[Flux] = static_cast<float>(std::sqrt(change / static_cast<double>(k5000)));
    // The HTK Book's rule for a lowest frequency of 20 Hz leaves out the first bin above 0.
    workspace.power[1] = 0.0F;
    m_mel.apply(power, workspace.bands.data());
    m_auditory.apply(workspace.bands.data(), workspace.loudness.data());
    row[Loudness] = static_cast<float>(sum(workspace.loudness.data(), 0, workspace.loudness.size()));
    for (float& band : workspace.bands) band = std::log(std::max(band, kLeastBandPower));
    m_dct.apply(workspace.bands.data(), workspace.cepstrum.data());
    std::copy_n(workspace.cepstrum.begin() + 1, 4, row + Mfcc1);
    m_formants.find(workspace.stft.spectrum.data(), workspace.formants);
    for (std::size_t i = 0; i < 3; ++i) {
        row[10 + 2 * i] = static_cast<float>(workspace.formants.hertz[i]);
        row[11 + 2 * i] = static_cast<float>(workspace.formants.bandwidth[i]);
    }
}

dsp::Framing GemapsLongFrames::framing() { return {.window = gemaps::kWindow, .hop = gemaps::kHop}; }

FrameRowStream::Kernel GemapsLongFrames::kernel() const {
    struct Scratch {
        dsp::SubHarmonicSum::Workspace pitch;
        dsp::FftBuffer power{2 * kBins};
        dsp::FftBuffer correlation{2 * (kBins - 1)};
    };
    return [this, scratch = Scratch{m_pitch.workspace()}](const float* samples, std::size_t count, float* rows) mutable {
        const auto& fft = dsp::RealFft::ofSize(2 * (kBins - 1));
        for (std::size_t i = 0; i < count; ++i) {
            float* row = rows + i * kColumns;
            const auto frame = m_pitch.analyse(samples + i * gemaps::kHop, scratch.pitch);
            row[0] = static_cast<float>(frame.count);
            for (std::size_t k = 0; k < dsp::SubHarmonicFrame::kMost; ++k) {
                row[1 + 2 * k] = static_cast<float>(frame.hertz[k]);
                row[2 + 2 * k] = static_cast<float>(frame.voicing[k]);
            }
            float* magnitudes = row + kCandidates;
            double* power = scratch.power.data();
            for (std::size_t k = 0; k < kBins; ++k) {
                const double magnitude = scratch.pitch.magnitudes[k];
                magnitudes[k] = static_cast<float>(magnitude);
                power[2 * k] = magnitude * magnitude;
                power[2 * k + 1] = 0.0;
            }
            float* correlation = magnitudes + kBins;
            if (frame.count == 0 || !m_correlates) {
                std::fill_n(correlation, kLags, 0.0F);
                continue;
            }
            fft.inverse(scratch.power, scratch.correlation);
            for (std::size_t k = 0; k < kLags; ++k) correlation[k] = static_cast<float>(scratch.correlation.data()[k]);
        }
    };
}

dsp::SubHarmonicFrame GemapsLongFrames::candidates(const float* row) {
    dsp::SubHarmonicFrame frame;
    frame.count = static_cast<std::size_t>(row[0]);
    for (std::size_t k = 0; k < frame.count; ++k) {
        frame.hertz[k] = static_cast<double>(row[1 + 2 * k]);
        frame.voicing[k] = static_cast<double>(row[2 + 2 * k]);
    }
    return frame;
}

}  // namespace prososcope::features
