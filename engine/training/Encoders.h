// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/backend/EncoderBackend.h"

namespace prososcope::training {

/// The networks of this library whose layers can be looked at: the log-mel network and the listener of an attention recogniser
/// (tap "output"), the gated-convolution recogniser (taps "gate", "skip" and "residual"), imported speech encoders (tap "hidden
/// states"), networks that predict the speech to come (taps "output" and "prediction") and autoencoders (tap "codes").
class Encoders : public backend::EncoderBackend {
public:
    [[nodiscard]] bool hasLayers(const store::ModelCard& card) const override;
    [[nodiscard]] core::Result<backend::EncoderInfo> describe(const store::ModelCard& card) const override;
    [[nodiscard]] core::Result<std::unique_ptr<backend::Encoder>> open(const store::ModelEntry& model,
                                                                       const std::string& device, int threads,
                                                                       std::optional<std::uint64_t> untrainedSeed) override;
    [[nodiscard]] core::Status writeReference(const std::filesystem::path& in, const std::filesystem::path& out) override;
};

}  // namespace prososcope::training
