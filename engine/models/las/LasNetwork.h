// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/las/Speller.h"

namespace prososcope::models {

/// The attention-based recogniser of the paper on speech-recognition encoders as features of emotion: a listener that joins
/// frames pair by pair twice, and a speller that writes one symbol after another. Its names are those of its files: listener,
/// speller, and ctc where the settings ask for it. Throws what torch throws, and nn::Interrupted.
class LasNetworkImpl : public torch::nn::Module {
public:
    explicit LasNetworkImpl(const LasSettings& settings);
    /// A pass of training: `features` [batch, frames, inputs] of `lengths` frames (empty: all), targets [batch, steps] (long),
    /// which end with kLasEnd and go on as kLasPadding.
    Spelling forward(const torch::Tensor& features, const nn::Lengths& lengths, const torch::Tensor& targets,
                     const SpellingPlan& plan = {});
    /// The sound as the speller reads it; `heard` gets the listener's layers.
    [[nodiscard]] AttendedSound listen(const torch::Tensor& features, const nn::Lengths& lengths, Heard* heard = nullptr,
                                       const LasDropout& dropout = {});
    [[nodiscard]] const LasSettings& settings() const { return m_settings; }
    /// Draws all weights anew.
    void draw(std::uint64_t seed);

    Listener listener{nullptr};
    Speller speller{nullptr};
    /// With LasSettings::frameSymbols: [batch, frames, width] -> [batch, frames, frameClasses]. The classes are the symbols
    /// behind padding, start and end, and a blank as the last one (Watanabe et al. 2017, hybrid CTC/attention).
    nn::Dense ctc{nullptr};
    [[nodiscard]] std::int64_t frameClasses() const { return m_settings.symbols - kLasControls + 1; }

private:
    LasSettings m_settings;
};
TORCH_MODULE(LasNetwork);

/// A network with weights drawn from `seed` alone; torch's own generator is not touched.
[[nodiscard]] LasNetwork makeLasNetwork(const LasSettings& settings, std::uint64_t seed);

/// Cross-entropy of logits [batch, steps, symbols] against targets [batch, steps] (long), its goal (1 - smoothing) for the
/// target and smoothing / symbols for each symbol, the target too; the mean over targets that are no padding, 0 without any.
[[nodiscard]] torch::Tensor spellingLoss(const torch::Tensor& logits, const torch::Tensor& targets, double smoothing);
/// What the authors' code smooths with.
inline constexpr double kLasSmoothing = 0.01;

/// Targets of a batch, padded: [batch, longest] (long). Each list ends with kLasEnd.
[[nodiscard]] torch::Tensor paddedTargets(const std::vector<std::vector<std::int64_t>>& lists);

}  // namespace prososcope::models
