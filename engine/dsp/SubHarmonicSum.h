// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "engine/dsp/Stft.h"

namespace prososcope::dsp {

struct SubHarmonicSettings {
    double rateHz = 16000.0;
    std::size_t windowLength = 960;  ///< samples, 60 ms
    std::size_t fftSize = 1024;
    double windowDeviation = 0.4;  ///< of the Gaussian window, in half windows
    double lowestHz = 25.0;        ///< where the logarithmic axis starts; it ends at half the rate
    std::size_t harmonics = 15;
    double compression = 0.85;  ///< each harmonic counts this much of the one below
    double floorHz = 55.0;      ///< candidates outside floor..ceiling are dropped
    double ceilingHz = 1000.0;
    double quietest = 0.001;  ///< root mean square of a windowed frame below which it has no candidates
};

/// Pitch candidates of one frame, the most voiced first. A value.
struct SubHarmonicFrame {
    static constexpr std::size_t kMost = 6;
    std::size_t count = 0;
    std::array<double, kMost> hertz{};
    /// 1 - mean / peak of the summed spectrum: near 1 for a clean voice, may be negative for a low peak.
    std::array<double, kMost> voicing{};
    [[nodiscard]] double strongest() const { return count == 0 ? 0.0 : voicing[0]; }
};

/// Sub-harmonic summation (Hermes 1988, "Measurement of pitch by subharmonic summation", JASA 83) with the parameters of
/// Eyben et al. 2016 (GeMAPS) and Schuller et al. 2013 (ComParE): the magnitude spectrum of a frame keeps only two bins on
/// either side of each local maximum, is smoothed with 1/4 1/2 1/4, put on an axis of as many points equally spaced in log2 of
/// the frequency by a natural cubic spline over log2 of the bins' frequencies, weighted by the arctangent that stands for the
/// ear's lesser sensitivity to low tones, and summed with copies of itself shifted down by log2 of 1..harmonics. The six
/// highest maxima, refined by a parabola, are the candidates. What the papers leave open was chosen by agreement with published
/// values: bins below the first maximum and above the last are kept, shifts are whole points (at 0.07 % fewer points an octave
/// than the axis has), the weight is 1/2 + arctan(3 octaves - 1.0405) / pi. Immutable, any thread, each with a Workspace of its
/// own.
class SubHarmonicSum {
public:
    struct Workspace {
        Stft::Workspace stft;
        std::vector<double> magnitudes;  ///< of the frame last analysed, |X|, [fftSize / 2 + 1]
        double meanSquare = 0.0;         ///< of the windowed frame last analysed
        std::vector<double> peaks;
        std::vector<double> moments;
        std::vector<double> scaled;
        std::vector<double> sums;
        std::vector<unsigned char> marks;
    };

    explicit SubHarmonicSum(const SubHarmonicSettings& settings = {});
    [[nodiscard]] const SubHarmonicSettings& settings() const { return m_settings; }
    [[nodiscard]] Workspace workspace() const;
    /// samples: windowLength values, full scale 1.
    [[nodiscard]] SubHarmonicFrame analyse(const float* samples, Workspace& workspace) const;

private:
    struct Place {
        std::size_t bin;
        double left, right, leftMoment, rightMoment;
    };
    struct Row {
        double left = 0.0, right = 0.0, before = 0.0, after = 0.0;
    };
    void keepPeaks(Workspace& workspace) const;
    void solveMoments(const double* y, double* m) const;
    void scale(Workspace& workspace) const;
    void sumHarmonics(Workspace& workspace) const;
    [[nodiscard]] SubHarmonicFrame candidates(Workspace& workspace) const;

    SubHarmonicSettings m_settings;
    Stft m_stft;
    double m_step;                     ///< octaves a point
    std::vector<double> m_weights;     ///< of the points
    std::vector<Place> m_places;       ///< of the points between the bins
    std::vector<Row> m_rows;           ///< of the spline's tridiagonal system, divided by their pivots; from bin 2
    std::vector<std::size_t> m_shift;  ///< of each harmonic, from the second
    std::vector<double> m_strength;
};

}  // namespace prososcope::dsp
