// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "engine/dsp/HarmonicPeaks.h"
#include "engine/features/FeatureStream.h"
#include "engine/features/VoicedFrames.h"

namespace prososcope::features {

/// The columns of a frame's descriptors before smoothing, in the order of the published set.
namespace gemaps {
enum Column : std::size_t {
    Loudness,
    AlphaRatio,
    Hammarberg,
    Slope0,
    Slope500,
    Flux,
    Mfcc1,
    Mfcc2,
    Mfcc3,
    Mfcc4,
    F0,
    Jitter,
    Shimmer,
    Hnr,
    H1H2,
    H1A3,
    F1,
    F1Bandwidth,
    F1Amplitude,
    F2,
    F2Bandwidth,
    F2Amplitude,
    F3,
    F3Bandwidth,
    F3Amplitude,
    kColumns
};
constexpr std::size_t kWindow = 960;  ///< samples of the longest frame
constexpr std::size_t kHop = 160;
/// The two editions of the formants: the frame at the start of the transform (v01a) or in its middle (v01b, v02).
enum class Edition { V01a, V02 };
}  // namespace gemaps

/// The descriptors of the Geneva minimalistic acoustic parameter set before smoothing, at 16 kHz, as samples come (Eyben et
/// al. 2016, "The Geneva Minimalistic Acoustic Parameter Set (GeMAPS) for voice research and affective computing", IEEE
/// Transactions on Affective Computing 7). Frame i starts at sample 160 i; loudness, spectral shape, cepstra and formants
/// are of 320 samples under a Hamming window, the others of 960 under a Gaussian. Columns of the first kind have rows for
/// all their frames, 4 more than the second, which are 0 there. Rows come up to half a second late, because of the pitch
/// path. Not thread-safe.
class GemapsFrames {
public:
    /// `voiced` is false for the rows that only have columns of the first kind; meanSquare is of the frame of 20 ms.
    using Use = std::function<void(const std::array<float, gemaps::kColumns>& row, bool voiced, float meanSquare)>;
    GemapsFrames(gemaps::Edition edition, int threads);
    ~GemapsFrames();
    GemapsFrames(const GemapsFrames&) = delete;
    GemapsFrames& operator=(const GemapsFrames&) = delete;
    void push(std::span<const float> samples, const Use& use);
    void finish(const Use& use);

private:
    /// The next row; frame: null behind the last frame of 60 ms.
    void give(const VoicedFrames::Frame* frame, const Use& use);
    void voice(const VoicedFrames::Frame& frame, std::array<float, gemaps::kColumns>& row);
    void forgetGiven();

    struct Kernels;
    std::unique_ptr<Kernels> m_kernels;
    FrameRowStream m_short;
    VoicedFrames m_voiced;
    dsp::HarmonicPeaks m_harmonics;
    std::vector<float> m_shortRows;
    std::size_t m_given = 0;  ///< values of them that have been given
    bool m_first = true;
};

}  // namespace prososcope::features
