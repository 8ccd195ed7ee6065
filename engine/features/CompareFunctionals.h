// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

namespace prososcope::features {

/// The descriptors of a recording as ComParE smooths them, a contour for each of the 65 and of their 65 derivatives, in the
/// order of the published set: 6 of the voice, 4 of energy, 55 of the spectrum.
struct CompareContours {
    static constexpr std::size_t kVoice = 6;
    static constexpr std::size_t kEnergy = 4;
    static constexpr std::size_t kColumns = 65;

    std::array<std::vector<float>, kColumns> values;
    std::array<std::vector<float>, kColumns> derivatives;
    std::size_t longFrames = 0;   ///< frames of 60 ms
    std::size_t shortFrames = 0;  ///< frames of 20 ms
};

/// The settings of 2016 relate line and parabola to the contour's range, keep ratios within bounds and take the centroid of
/// magnitudes; those of 2013 do not.
enum class CompareEdition { Of2013, Of2016 };

/// The 6373 functionals of the ComParE set in the published order, of which `compareFunctionalNames` gives the names
/// (Schuller et al. 2013, "The INTERSPEECH 2013 computational paralinguistics challenge"; Weninger et al. 2013, "On the
/// acoustics of emotion in audio", tables 2 and 3). Voice descriptors count where they are not 0. NaN in all where the
/// recording has no frame of 60 ms. Pure.
[[nodiscard]] std::vector<float> compareFunctionals(const CompareContours& contours, CompareEdition edition);
/// "mfcc_sma[1]" -> "mfcc_sma_de[1]": how the set names a descriptor's derivative.
[[nodiscard]] std::string compareDerivativeName(std::string name);
/// names: of the 65 descriptors as smoothed, such as "mfcc_sma[1]".
[[nodiscard]] std::vector<std::string> compareFunctionalNames(std::span<const std::string> names);

}  // namespace prososcope::features
