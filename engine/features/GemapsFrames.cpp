// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/GemapsFrames.h"

#include <algorithm>
#include <cmath>

#include "engine/features/GemapsKernels.h"

namespace prososcope::features {

using namespace gemaps;

namespace {

constexpr double kRateHz = 16000.0;
constexpr double kLowestSemitoneHz = 27.5;
constexpr float kNoAmplitude = -201.0F;  ///< of a formant where there is no voice

/// A harmonic's level in dB relative to the fundamental; -200 where it was not found.
double level(double amplitude, double fundamental) {
    return amplitude > 0.0 && fundamental > 0.0 ? std::max(20.0 * std::log10(amplitude / fundamental), -200.0) : -200.0;
}

}  // namespace

struct GemapsFrames::Kernels {
    explicit Kernels(Edition edition) : shortFrames(edition) {}
    GemapsShortFrames shortFrames;
    GemapsLongFrames longFrames;
};

GemapsFrames::GemapsFrames(Edition edition, int threads)
    : m_kernels(std::make_unique<Kernels>(edition)),
      m_short(GemapsShortFrames::framing(), GemapsShortFrames::kColumns, threads,
              [kernels = m_kernels.get()] { return kernels->shortFrames.kernel(); }),
      m_long(GemapsLongFrames::framing(), GemapsLongFrames::kColumns, threads,
             [kernels = m_kernels.get()] { return kernels->longFrames.kernel(); }) {}

GemapsFrames::~GemapsFrames() = default;

void GemapsFrames::push(std::span<const float> samples, const Use& use) {
    // Pieces of a second, so that the rows that wait are few.
    constexpr std::size_t kPiece = 128 * kHop * 4;
    while (!samples.empty()) {
        const auto piece = samples.first(std::min(kPiece, samples.size()));
        m_short.push(piece, m_shortRows);
        m_long.push(piece, m_longRows);
        m_samples.insert(m_samples.end(), piece.begin(), piece.end());
        samples = samples.subspan(piece.size());
        take(use, false);
    }
}

void GemapsFrames::finish(const Use& use) {
    m_short.finish(m_shortRows);
    m_long.finish(m_longRows);
    take(use, true);
}

void GemapsFrames::take(const Use& use, bool ends) {
    const std::size_t longRows = m_longRows.size() / GemapsLongFrames::kColumns;
    for (; m_offered < longRows; ++m_offered) {
        const auto frame = GemapsLongFrames::candidates(m_longRows.data() + m_offered * GemapsLongFrames::kColumns);
        m_path.push(frame, m_points);
    }
    if (ends) m_path.finish(m_points);

    std::array<float, gemaps::kColumns> row{};
    const std::size_t shortRows = m_shortRows.size() / GemapsShortFrames::kColumns;
    const std::size_t ready = ends ? shortRows : std::min(m_points.size(), shortRows);
    for (std::size_t i = 0; i < ready; ++i) {
        row.fill(0.0F);
        const float* spectral = m_shortRows.data() + i * GemapsShortFrames::kColumns;
        std::copy_n(spectral, 10, row.begin());
        if (m_first) row[Flux] = 0.0F;
        m_first = false;
        for (std::size_t f = 0; f < 6; ++f) row[F1 + f / 2 * 3 + f % 2] = spectral[10 + f];
        const bool voiced = i < m_points.size();
        if (voiced) voice(m_points[i], m_longRows.data() + i * GemapsLongFrames::kColumns, row);
        ++m_frame;
        use(row, voiced, spectral[16]);
    }
    const std::size_t used = std::min(ready, m_points.size());
    m_points.erase(m_points.begin(), m_points.begin() + static_cast<std::ptrdiff_t>(used));
    m_longRows.erase(m_longRows.begin(), m_longRows.begin() + static_cast<std::ptrdiff_t>(used * GemapsLongFrames::kColumns));
    m_shortRows.erase(m_shortRows.begin(),
                      m_shortRows.begin() + static_cast<std::ptrdiff_t>(ready * GemapsShortFrames::kColumns));
    m_offered -= used;
    const std::int64_t kept = std::max(m_periods.needed(m_frame * static_cast<std::int64_t>(kHop)), m_samplesFrom);
    const auto dropped = std::min(static_cast<std::size_t>(kept - m_samplesFrom), m_samples.size());
    m_samples.erase(m_samples.begin(), m_samples.begin() + static_cast<std::ptrdiff_t>(dropped));
    m_samplesFrom += static_cast<std::int64_t>(dropped);
}

void GemapsFrames::voice(const dsp::SubHarmonicPath::Point& point, const float* frame,
                         std::array<float, gemaps::kColumns>& row) {
    row[F1Amplitude] = row[F2Amplitude] = row[F3Amplitude] = kNoAmplitude;
    const auto perturbation = m_periods.next(m_samples, m_samplesFrom, m_frame * static_cast<std::int64_t>(kHop), point.hertz);
    row[Jitter] = static_cast<float>(perturbation.jitterLocal);
    row[Shimmer] = static_cast<float>(20.0 * std::log10(1.0 + perturbation.shimmerLocal));
    if (point.hertz <= 0.0) return;
    row[F0] = static_cast<float>(std::max(12.0 * std::log2(point.hertz / kLowestSemitoneHz), 1.0));
    row[Hnr] = static_cast<float>(dsp::harmonicsToNoise(GemapsLongFrames::autocorrelation(frame), kRateHz, point.hertz));
    m_harmonics.find(GemapsLongFrames::magnitudes(frame), GemapsLongFrames::binHz(), point.hertz);
    // The published values take the second and third harmonic for H1 and H2.
    const double fundamental = m_harmonics.fundamentalMaximum();
    const double h1 = level(m_harmonics.amplitude(1), fundamental);
    row[H1H2] = static_cast<float>(h1 - level(m_harmonics.amplitude(2), fundamental));
    for (std::size_t f = 0; f < 3; ++f) {
        const double amplitude = m_harmonics.largestNear(static_cast<double>(row[F1 + 3 * f]));
        // 0 where there is no harmonic near the formant.
        const double near = amplitude > 0.0 ? level(amplitude, fundamental) : 0.0;
        row[F1Amplitude + 3 * f] = static_cast<float>(near);
        if (f == 2) row[H1A3] = static_cast<float>(h1 - near);
    }
}

}  // namespace prososcope::features
