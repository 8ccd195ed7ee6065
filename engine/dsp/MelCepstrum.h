// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "engine/dsp/Dct.h"
#include "engine/dsp/LogMel.h"

namespace prososcope::dsp {

/// What the cosine transform makes of logarithmic mel bands.
struct CepstrumSettings {
    std::size_t coefficients = 13;
    DctScale scale = DctScale::Orthonormal;
    double lifter = 0.0;      ///< L of the HTK Book's equation 5.12; 0 = none
    bool logEnergy = false;   ///< coefficient 0 is replaced by ln(max(sum of the power spectrum, smallest))
    bool zerothLast = false;  ///< order c1, c2, ..., c0 (HTK's qualifier _0)
    bool operator==(const CepstrumSettings&) const = default;
};

/// Mel-frequency cepstral coefficients (Davis and Mermelstein 1980) in the conventions of librosa, Kaldi, HTK,
/// python_speech_features and speechpy. Immutable, any thread; the same samples give the same bits.
class MelCepstrum {
public:
    MelCepstrum(const StftSettings& stft, const MelSettings& mel, const BandSettings& bands, const CepstrumSettings& cepstrum);
    [[nodiscard]] std::size_t coefficients() const { return m_dct.outputs(); }
    [[nodiscard]] const LogMel& mel() const { return m_mel; }
    [[nodiscard]] Framing framing() const { return m_mel.framing(); }
    /// Scratch memory of one thread.
    struct Workspace {
        LogMel::Workspace mel;
        std::vector<float> bands;         ///< of Stft::kLanes frames side by side
        std::vector<float> coefficients;  ///< likewise
    };
    [[nodiscard]] Workspace workspace() const;
    /// The rows of `count` frames that start at samples, samples + hop, ...: [count, coefficients]. Bands below `lowest`
    /// are raised to it first.
    void rows(const float* samples, std::size_t count, float* rows, Workspace& workspace,
              float lowest = -std::numeric_limits<float>::infinity()) const;
    /// The same bits of `count` rows of bands, [count, bands], without settings that ask for the energy.
    void rowsOfBands(const float* bands, std::size_t count, float* rows, Workspace& workspace) const;

private:
    void transform(std::size_t count, const float* energies, float* rows, Workspace& workspace) const;
    void arrange(float logEnergy, float* row) const;

    LogMel m_mel;
    Dct m_dct;
    CepstrumSettings m_settings;
};

}  // namespace prososcope::dsp
