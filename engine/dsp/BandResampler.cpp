// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/BandResampler.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace prososcope::dsp {

namespace {

constexpr double kBlockSeconds = 2.0;
constexpr double kMarginSeconds = 0.2;
/// A recording that fits into this many samples is one block, with silence of kSilence samples or more on either side.
constexpr std::int64_t kOneBlock = std::int64_t{1} << 20;
constexpr std::int64_t kSilence = 1000;

}  // namespace

BandResampler::BandResampler(const SoundPart& sound, int toRateHz) : m_toRate(toRateHz) {
    const double duration = sound.wholeSeconds();
    m_copies = toRateHz == sound.rateHz;
    m_samples = m_copies ? sound.wholeSamples() : static_cast<std::int64_t>(std::floor(duration * toRateHz + 0.5));
    m_firstSeconds = 0.5 * (duration - static_cast<double>(m_samples - 1) / toRateHz);
    const std::int64_t common = std::gcd(sound.rateHz, toRateHz);
    const std::int64_t from = sound.rateHz / common;  // so many samples of the recording
    const std::int64_t to = toRateHz / common;        // become so many
    const double rate = sound.rateHz;
    std::int64_t units = 4;
    const std::int64_t padded = sound.wholeSamples() + 2 * kSilence;
    if (m_copies) {
        m_outputHop = static_cast<std::int64_t>(kBlockSeconds * rate) + 1;
    } else if (padded <= kOneBlock) {
        while (units * from < padded) units *= 2;
        m_margin = kSilence;
        m_outputHop = std::max<std::int64_t>(m_samples, 1);
        m_inputHop = sound.wholeSamples();
    } else {
        while (static_cast<double>(units * from) < kBlockSeconds * rate) units *= 2;
        const auto marginUnits = static_cast<std::int64_t>(std::ceil(kMarginSeconds * rate / static_cast<double>(from)));
        m_margin = marginUnits * from;
        m_inputHop = (units - 2 * marginUnits) * from;
        m_outputHop = (units - 2 * marginUnits) * to;
    }
    if (m_copies) return;

    const auto inputSize = static_cast<std::size_t>(units * from);
    const auto outputSize = static_cast<std::size_t>(units * to);
    m_forward = &RealFft::ofSize(inputSize);
    m_backward = &RealFft::ofSize(outputSize);
    m_keptBins = (std::min(inputSize, outputSize) + 1) / 2;
    // Sample j of a block lies at this place of it plus j * from / to.
    const double shift = static_cast<double>(m_margin) + sound.placeOf(m_firstSeconds);
    if (outputSize < inputSize) m_halvedBin = m_keptBins - 1;
    m_turn.resize(2 * m_keptBins);
    for (std::size_t bin = 0; bin < m_keptBins; ++bin) {
        const double angle = 2.0 * std::numbers::pi * static_cast<double>(bin) * shift / static_cast<double>(inputSize);
        m_turn[2 * bin] = std::cos(angle) / static_cast<double>(inputSize);
        m_turn[2 * bin + 1] = std::sin(angle) / static_cast<double>(inputSize);
    }
    m_fade.resize(static_cast<std::size_t>(m_margin / 2));
    for (std::size_t i = 0; i < m_fade.size(); ++i)
        m_fade[i] =
            0.5 - 0.5 * std::cos(std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(m_fade.size()));
}

BandResampler::Workspace BandResampler::workspace() const {
    if (m_copies) return {FftBuffer(0), FftBuffer(0), FftBuffer(0), FftBuffer(0)};
    return {FftBuffer(m_forward->size()), FftBuffer(2 * m_forward->bins()), FftBuffer(2 * m_backward->bins()),
            FftBuffer(m_backward->size())};
}

void BandResampler::block(const SoundPart& sound, std::int64_t block, double* target, Workspace& workspace) const {
    const std::int64_t start = block * m_outputHop;
    const auto wanted = static_cast<std::size_t>(m_outputHop);
    const auto inside = static_cast<std::size_t>(std::clamp<std::int64_t>(m_samples - start, 0, m_outputHop));
    if (m_copies) {
        sound.copy(start, wanted, target);
        return;
    }
    const std::size_t size = m_forward->size();
    double* input = workspace.input.data();
    sound.copy(block * m_inputHop - m_margin, size, input);
    for (std::size_t i = 0; i < m_fade.size(); ++i) {
        input[i] *= m_fade[i];
        input[size - 1 - i] *= m_fade[i];
    }
    m_forward->forward(workspace.input, workspace.spectrum);
    const double* spectrum = workspace.spectrum.data();
    double* cut = workspace.cut.data();
    for (std::size_t bin = 0; bin < m_keptBins; ++bin) {
        const double real = spectrum[2 * bin];
        const double imaginary = bin == m_halvedBin ? 0.0 : spectrum[2 * bin + 1];
        cut[2 * bin] = real * m_turn[2 * bin] - imaginary * m_turn[2 * bin + 1];
        cut[2 * bin + 1] = real * m_turn[2 * bin + 1] + imaginary * m_turn[2 * bin];
    }
    std::fill(cut + 2 * m_keptBins, cut + 2 * m_backward->bins(), 0.0);
    m_backward->inverse(workspace.cut, workspace.output);
    const double* output = workspace.output.data();
    std::copy(output, output + inside, target);
    std::fill(target + inside, target + wanted, 0.0);
}

}  // namespace prososcope::dsp
