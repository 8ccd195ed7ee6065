// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/MelCepstrum.h"

#include <algorithm>

namespace prososcope::dsp {

MelCepstrum::MelCepstrum(const StftSettings& stft, const MelSettings& mel, const BandSettings& bands,
                         const CepstrumSettings& cepstrum)
    : m_mel(stft, mel, bands), m_dct(mel.bands, cepstrum.coefficients, cepstrum.scale, cepstrum.lifter), m_settings(cepstrum) {}

MelCepstrum::Workspace MelCepstrum::workspace() const {
    return {m_mel.workspace(), std::vector<float>(Stft::kLanes * m_mel.bands()),
            std::vector<float>(Stft::kLanes * coefficients())};
}

void MelCepstrum::rows(const float* samples, std::size_t count, float* rows, Workspace& workspace, float lowest) const {
    const std::size_t hop = m_mel.framing().hop;
    float energies[Stft::kLanes] = {};
    for (std::size_t first = 0; first < count; first += Stft::kLanes) {
        const std::size_t group = std::min(Stft::kLanes, count - first);
        const float* frames[Stft::kLanes];
        for (std::size_t i = 0; i < group; ++i) frames[i] = samples + (first + i) * hop;
        m_mel.lanes({frames, group}, workspace.bands.data(), workspace.mel, m_settings.logEnergy ? energies : nullptr);
        raiseTo(lowest, workspace.bands);
        transform(group, energies, rows + first * coefficients(), workspace);
    }
}

void MelCepstrum::rowsOfBands(const float* bands, std::size_t count, float* rows, Workspace& workspace) const {
    const std::size_t width = m_mel.bands();
    const float energies[Stft::kLanes] = {};
    for (std::size_t first = 0; first < count; first += Stft::kLanes) {
        const std::size_t group = std::min(Stft::kLanes, count - first);
        for (std::size_t i = 0; i < group; ++i) {
            for (std::size_t band = 0; band < width; ++band)
                workspace.bands[band * Stft::kLanes + i] = bands[(first + i) * width + band];
        }
        transform(group, energies, rows + first * coefficients(), workspace);
    }
}

void MelCepstrum::transform(std::size_t count, const float* energies, float* rows, Workspace& workspace) const {
    m_dct.applyLanes(workspace.bands.data(), workspace.coefficients.data());
    lanesToRows(workspace.coefficients.data(), coefficients(), count, rows);
    for (std::size_t i = 0; i < count; ++i) arrange(energies[i], rows + i * coefficients());
}

void MelCepstrum::arrange(float logEnergy, float* row) const {
    if (m_settings.logEnergy && coefficients() > 0) row[0] = logEnergy;
    if (m_settings.zerothLast && coefficients() > 0) std::rotate(row, row + 1, row + coefficients());
}

}  // namespace prososcope::dsp
