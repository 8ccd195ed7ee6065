// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/dsp/MelCepstrum.h"
#include "engine/features/FeatureSet.h"
#include "engine/features/RowStages.h"

namespace prososcope::features {

/// Everything that makes one set of logarithmic mel bands or of cepstra.
struct MelRecipe {
    enum class Floor { None, Clip, SoFar };        ///< what the range is below: the loudest band of the clip, or so far
    enum class Normalise { None, Clip, Sliding };  ///< moments of the whole clip, or of the last 300 frames

    std::string name;
    core::Text description;
    int rateHz = 16000;
    double preEmphasis = 0.0;  ///< of the whole recording, before frames are cut
    dsp::StftSettings stft;
    std::size_t unusedTail = 0;  ///< samples that must follow a frame, or it is left out (speechpy: a hop)
    dsp::MelSettings mel;
    dsp::BandSettings bands;
    std::optional<dsp::CepstrumSettings> cepstrum;  ///< none: the bands themselves
    Floor floor = Floor::None;
    Normalise normalise = Normalise::None;  ///< of the values before their derivatives; not together with Floor::Clip
    std::optional<DeltaStage::Kind> deltas;
    bool interleaved = false;  ///< c0, d0, dd0, c1, ...
    std::vector<std::string> columns;
};

/// A set by its recipe. `parameters` is the recipe as text.
class MelSet final : public FeatureSet {
public:
    explicit MelSet(MelRecipe recipe);
    [[nodiscard]] std::string_view name() const override { return m_recipe.name; }
    [[nodiscard]] core::Text description() const override { return m_recipe.description; }
    [[nodiscard]] int rateHz() const override { return m_recipe.rateHz; }
    [[nodiscard]] const std::vector<std::string>& columns() const override { return m_recipe.columns; }
    [[nodiscard]] std::string parameters() const override;
    [[nodiscard]] Times times() const override;
    [[nodiscard]] std::unique_ptr<FeatureStream> survey(int threads) const override;
    [[nodiscard]] std::unique_ptr<FeatureStream> stream(int threads, std::span<const float> surveyed) const override;
    [[nodiscard]] const MelRecipe& recipe() const { return m_recipe; }

private:
    [[nodiscard]] dsp::Framing framing() const;
    [[nodiscard]] std::unique_ptr<FeatureStream> bands(int threads) const;
    [[nodiscard]] std::unique_ptr<FeatureStream> loudest(int threads) const;
    [[nodiscard]] std::unique_ptr<FeatureStream> statics(int threads, float lowest) const;

    MelRecipe m_recipe;
    dsp::MelCepstrum m_cepstrum;  ///< of which only the bands are used where the recipe has no cepstrum
    mutable std::once_flag m_shareKnown;
    mutable double m_share = 0.0;  ///< LogMel::largestShare
};

/// The first, second and third name of each of `names` ("mfcc0" -> "mfcc0", first + "0", ...): all names of one kind after
/// the other, or interleaved. Of a name the first `cut` letters are left out for the derivatives.
[[nodiscard]] std::vector<std::string> withDeltas(const std::vector<std::string>& names, const std::string& first,
                                                  const std::string& second, std::size_t cut, bool interleaved = false);

}  // namespace prososcope::features
