// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/MelCepstrum.h"

#include <algorithm>

namespace prososcope::dsp {

namespace {
constexpr std::size_t kBlockFrames = 64;
}

MelCepstrum::MelCepstrum(const StftSettings& stft, const MelSettings& mel, const BandSettings& bands,
                         const CepstrumSettings& cepstrum)
    : m_mel(stft, mel, bands), m_dct(mel.bands, cepstrum.coefficients, cepstrum.scale, cepstrum.lifter), m_settings(cepstrum) {}

MelCepstrum::Workspace MelCepstrum::workspace() const {
    return {m_mel.workspace(), std::vector<float>(kBlockFrames * m_mel.bands()), std::vector<float>(kBlockFrames)};
}

void MelCepstrum::rows(const float* samples, std::size_t count, float* rows, Workspace& workspace, float lowest) const {
    const std::size_t bands = m_mel.bands();
    const std::size_t hop = m_mel.framing().hop;
    float* energies = m_settings.logEnergy ? workspace.energies.data() : nullptr;
    for (std::size_t first = 0; first < count; first += kBlockFrames) {
        const std::size_t block = std::min(kBlockFrames, count - first);
        m_mel.rows(samples + first * hop, block, workspace.bands.data(), workspace.mel, energies);
        raiseTo(lowest, {workspace.bands.data(), block * bands});
        for (std::size_t i = 0; i < block; ++i)
            row(workspace.bands.data() + i * bands, workspace.energies[i], rows + (first + i) * coefficients());
    }
}

void MelCepstrum::row(const float* bands, float logEnergy, float* row) const {
    m_dct.apply(bands, row);
    if (m_settings.logEnergy && coefficients() > 0) row[0] = logEnergy;
    if (m_settings.zerothLast && coefficients() > 0) std::rotate(row, row + 1, row + coefficients());
}

}  // namespace prososcope::dsp
