// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/CompareSpectrum.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "engine/dsp/Decibels.h"

namespace prososcope::features {

namespace {

constexpr std::size_t kFrame = 320;
constexpr std::size_t kHop = 160;
constexpr std::size_t kFft = 512;
constexpr double kBinHz = 31.25;
constexpr float kLeastBandPower = 1.0F / (32767.0F * 32767.0F);  ///< before the logarithm
constexpr double kLeastPower = 1e-7;  ///< of a bin, in the entropy alone, so that it grows beyond 8 bits in silence
constexpr double kLifter = 22.0;

dsp::MelSettings melSettings() {
    return {.bands = CompareSpectrum::kBands,
            .fftSize = kFft,
            .lowHz = 20.0,
            .scale = dsp::MelScale::Htk,
            .slopesInMel = true,
            .areaNormalised = false};
}

/// Weight of a frequency in the sharpness (Zwicker and Fastl 1999) with the critical-band rate of Traunmueller (1990).
double sharpnessWeight(double hertz) {
    double bark = 26.81 * hertz / (1960.0 + hertz) - 0.53;
    if (bark < 2.0) bark += 0.15 * (2.0 - bark);
    if (bark > 20.1) bark += 0.22 * (bark - 20.1);
    const double rise = bark <= 16.0 ? 1.0 : 1.0 + 3.0 * std::pow((bark - 16.0) / 8.0, std::log2(3.0));
    return 0.11 * bark * rise;
}

double hertzOf(std::size_t bin) { return static_cast<double>(bin + 1) * kBinHz; }

}  // namespace

struct CompareSpectrum::Workspace {
    dsp::Stft::Workspace stft;
    std::vector<float> power = std::vector<float>(kBins + 1);  ///< from bin 0
    std::vector<double> magnitudes = std::vector<double>(kBins);
    std::vector<double> before = std::vector<double>(kBins);
    std::vector<float> bands = std::vector<float>(kBands);
    std::vector<float> loudness = std::vector<float>(kBands);
    std::vector<float> cepstrum = std::vector<float>(kCepstra + 1);
};

CompareSpectrum::CompareSpectrum()
    : m_stft({.fftSize = kFft,
              .windowLength = kFrame,
              .hop = kHop,
              .window = dsp::WindowShape::Hamming,
              .symmetry = dsp::WindowSymmetry::Symmetric,
              .count = dsp::Framing::Count::Snipped}),
      m_mel(melSettings()),
      m_auditory(melSettings()),
      m_dct(kBands, kCepstra + 1, dsp::DctScale::Orthonormal, kLifter) {
    for (std::size_t k = 0; k < kBins; ++k) m_sharpness[k] = sharpnessWeight(hertzOf(k));
}

dsp::Framing CompareSpectrum::framing() { return {.window = kFrame + kHop, .hop = kHop, .before = kHop}; }

FrameRowStream::Kernel CompareSpectrum::kernel() const {
    return [this, workspace = Workspace{m_stft.workspace()}](const float* samples, std::size_t count, float* rows) mutable {
        if (count == 0) return;
        spectrum(samples, workspace);
        for (std::size_t i = 0; i < count; ++i) {
            std::swap(workspace.magnitudes, workspace.before);
            const float* frame = samples + (i + 1) * kHop;
            spectrum(frame, workspace);
            float* made = rows + i * kColumns;
            row(workspace, made);
            double squares = 0.0;
            for (std::size_t n = 0; n < kFrame; ++n) squares += static_cast<double>(frame[n]) * static_cast<double>(frame[n]);
            made[Rms] = static_cast<float>(std::sqrt(squares / static_cast<double>(kFrame)));
        }
    };
}

void CompareSpectrum::spectrum(const float* frame, Workspace& workspace) const {
    m_stft.spectrum(frame, workspace.stft);
    const double* values = workspace.stft.spectrum.data();
    for (std::size_t k = 0; k <= kBins; ++k) {
        const double power = values[2 * k] * values[2 * k] + values[2 * k + 1] * values[2 * k + 1];
        workspace.power[k] = static_cast<float>(power);
        if (k > 0) workspace.magnitudes[k - 1] = std::sqrt(power);
    }
}

void CompareSpectrum::row(Workspace& workspace, float* row) const {
    shape(workspace, row);
    double change = 0.0;
    for (std::size_t k = 0; k < kBins; ++k) {
        const double difference = workspace.magnitudes[k] - workspace.before[k];
        change += difference * difference;
    }
    row[Flux] = static_cast<float>(std::sqrt(change / static_cast<double>(kBins)));
    // The HTK Book's rule for a lowest frequency of 20 Hz leaves out the first bin above 0.
    workspace.power[0] = workspace.power[1] = 0.0F;
    m_mel.apply(workspace.power.data(), workspace.bands.data());
    m_auditory.apply(workspace.bands.data(), workspace.loudness.data());
    double loudness = 0.0;
    for (const float band : workspace.loudness) loudness += static_cast<double>(band);
    row[Loudness] = static_cast<float>(loudness);
    for (std::size_t band = 0; band < kBands; ++band)
        row[LogBands + band] = std::log(std::max(workspace.bands[band], kLeastBandPower));
    m_dct.apply(row + LogBands, workspace.cepstrum.data());
    // A flat spectrum has none, to the last bit: flatness takes their logarithm.
    const auto [lowest, highest] = std::minmax_element(row + LogBands, row + LogBands + kBands);
    if (*lowest == *highest) std::fill(workspace.cepstrum.begin(), workspace.cepstrum.end(), 0.0F);
    std::copy_n(workspace.cepstrum.begin() + 1, kCepstra, row + Cepstra);
}

void CompareSpectrum::shape(const Workspace& workspace, float* row) const {
    const float* power = workspace.power.data() + 1;
    double total = 0.0;
    double moment = 0.0;
    double squares = 0.0;
    double frequencies = 0.0;
    double sharp = 0.0;
    for (std::size_t k = 0; k < kBins; ++k) {
        const auto value = static_cast<double>(power[k]);
        const double hertz = hertzOf(k);
        total += value;
        moment += value * hertz;
        sharp += value * m_sharpness[k];
        frequencies += hertz;
        squares += hertz * hertz;
    }
    const auto share = [&](std::size_t from, std::size_t end) {
        double sum = 0.0;
        for (std::size_t k = from; k < end; ++k) sum += static_cast<double>(power[k]);
        return sum / static_cast<double>(kBins);
    };
    row[LowBand] = static_cast<float>(share(7, 19) + 0.8 * static_cast<double>(power[19]) / static_cast<double>(kBins));
    row[HighBand] = static_cast<float>(share(31, 128));
    constexpr std::array<double, 4> kShares{0.25, 0.5, 0.75, 0.9};
    double below = 0.0;
    std::size_t reached = 0;
    std::fill_n(row + RollOff25, kShares.size(), static_cast<float>(hertzOf(0)));
    for (std::size_t k = 0; k < kBins && total > 0.0; ++k) {
        below += static_cast<double>(power[k]);
        while (reached < kShares.size() && below >= kShares[reached] * total)
            row[RollOff25 + reached++] = static_cast<float>(hertzOf(k));
    }
    const double scale = total > 0.0 ? 1.0 / total : 0.0;
    const double centroid = moment * scale;
    double second = 0.0;
    double third = 0.0;
    double fourth = 0.0;
    for (std::size_t k = 0; k < kBins; ++k) {
        const double part = static_cast<double>(power[k]) * scale;
        const double distance = hertzOf(k) - centroid;
        const double square = part * distance * distance;
        second += square;
        third += square * distance;
        fourth += square * distance * distance;
    }
    std::array<float, kBins> raised{};
    std::array<float, kBins> logarithms{};
    for (std::size_t k = 0; k < kBins; ++k) {
        raised[k] = static_cast<float>(std::max(static_cast<double>(power[k]), kLeastPower) * scale);
        logarithms[k] = raised[k];
    }
    constexpr double kDecibelsABit = 3.0102999566398120;
    dsp::toDecibels(logarithms, std::numeric_limits<float>::min());
    double entropy = 0.0;
    for (std::size_t k = 0; k < kBins; ++k) entropy -= static_cast<double>(raised[k]) * static_cast<double>(logarithms[k]);
    entropy /= kDecibelsABit;
    row[Centroid] = static_cast<float>(centroid);
    row[Entropy] = total > kLeastPower ? static_cast<float>(entropy) : 0.0F;
    row[Variance] = static_cast<float>(second);
    row[Skewness] = second > 0.0 ? static_cast<float>(third / (second * std::sqrt(second))) : 0.0F;
    row[Kurtosis] = second > 0.0 ? static_cast<float>(fourth / (second * second)) : 0.0F;
    constexpr double kSlopeScale = 255.0;  ///< of the published values
    const auto count = static_cast<double>(kBins);
    row[Slope] = static_cast<float>((count * moment - frequencies * total) / (count * squares - frequencies * frequencies) *
                                    kSlopeScale);
    row[Sharpness] = static_cast<float>(sharp * scale);
    // Harmonicity: the ways up and down between maxima and minima of five bins.
    double ways = 0.0;
    float last = -1.0F;
    for (std::size_t k = 2; k + 2 < kBins; ++k) {
        const float here = power[k];
        const bool high = here > power[k - 1] && here > power[k + 1] && here > power[k - 2] && here > power[k + 2];
        const bool low = here < power[k - 1] && here < power[k + 1] && here < power[k - 2] && here < power[k + 2];
        if (!high && !low) continue;
        if (last >= 0.0F) ways += std::abs(static_cast<double>(here) - static_cast<double>(last));
        last = here;
    }
    row[Harmonicity] = static_cast<float>(ways / (2.0 * count));
}

RastaFilter::RastaFilter() {
    const double zero = -2.0 * std::cos(2.0 * std::numbers::pi * 0.29);
    const double gain = std::sqrt(0.05 / (1.0 + zero * zero));
    m_taps = {gain, gain * zero, 0.0, -gain * zero, -gain};
    m_feedback = 1.0 - std::sin(2.0 * std::numbers::pi * 0.01);
}

void RastaFilter::next(const float* bands, float* filtered) {
    auto& present = m_before[m_frames % kReach];
    for (std::size_t i = 0; i < present.size(); ++i) present[i] = static_cast<double>(bands[i]);
    if (m_frames >= kReach) {
        for (std::size_t i = 0; i < m_state.size(); ++i) {
            double value = m_feedback * m_state[i];
            for (std::size_t k = 0; k < kReach; ++k) value += m_taps[k] * m_before[(m_frames - k) % kReach][i];
            m_state[i] = value;
        }
    }
    ++m_frames;
    for (std::size_t i = 0; i < m_state.size(); ++i) filtered[i] = static_cast<float>(m_state[i]);
}

}  // namespace prososcope::features
