// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace prososcope::dsp {

/// Slaney: linear below 1000 Hz (200/3 Hz a mel), then 27 mels for each factor 6.4 (Slaney, Auditory Toolbox, 1998).
/// Htk: 1127 ln(1 + f / 700), used by the HTK Book and Kaldi.
enum class MelScale { Slaney, Htk };
[[nodiscard]] double hertzToMel(double hertz, MelScale scale);
[[nodiscard]] double melToHertz(double mel, MelScale scale);

struct MelSettings {
    std::size_t bands = 80;
    std::size_t fftSize = 512;
    double rateHz = 16000.0;
    double lowHz = 0.0;
    double highHz = 8000.0;
    MelScale scale = MelScale::Slaney;
    bool slopesInMel = false;  ///< triangles are straight over mel (HTK, Kaldi) instead of over hertz (Slaney, librosa)
    /// Above 0: edges are moved down to whole bins, floor(edgeFloorBins * hertz / rateHz), and triangles are straight over
    /// bins; where two edges meet, that side of the triangle is empty. python_speech_features has fftSize + 1 here,
    /// speechpy fftSize / 2 + 2 (so that its bands end at a quarter of the rate).
    double edgeFloorBins = 0.0;
    bool areaNormalised = true;  ///< each triangle times 2 / (its width in Hz); else its peak is 1
    bool operator==(const MelSettings&) const = default;
};

/// Triangular bands equally spaced in mel, applied to a power (or magnitude) spectrum. Rows are stored sparsely and
/// padded to whole vectors; sums are taken in a fixed order. Immutable, any thread.
class MelFilterbank {
public:
    explicit MelFilterbank(const MelSettings& settings);
    [[nodiscard]] std::size_t bands() const { return m_rows.size(); }
    [[nodiscard]] std::size_t bins() const { return m_bins; }
    /// Weight of one bin in one band.
    [[nodiscard]] float weight(std::size_t band, std::size_t bin) const;
    /// spectrum: bins() values; result: bands() values.
    void apply(const float* spectrum, float* result) const;
    /// The same of 8 spectra side by side, spectrum[bin * 8 + lane] and result[band * 8 + lane]; bins are summed in their
    /// order, so that the last bits may differ from those of `apply`.
    void applyLanes(const float* spectra, float* results) const;

    /// Where the weights of a band lie; for this folder alone.
    struct Row {
        std::size_t firstBin = 0;
        std::size_t offset = 0;  ///< in m_weights
        std::size_t filled = 0;  ///< of `count`, behind `leading`, those that are not 0
        std::size_t leading = 0;
        std::size_t count = 0;  ///< a multiple of 4 unless the spectrum is shorter
    };

private:
    std::size_t m_bins;
    std::vector<Row> m_rows;
    std::vector<float> m_weights;
};

}  // namespace prososcope::dsp
