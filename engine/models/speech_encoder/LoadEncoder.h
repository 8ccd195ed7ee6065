// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <string>

#include "engine/core/Result.h"
#include "engine/models/speech_encoder/SpeechEncoder.h"
#include "engine/store/Safetensors.h"

namespace prososcope::models {

struct LoadEncoderSettings {
    torch::Device device = torch::kCPU;
    torch::ScalarType type = torch::kFloat;  ///< in which the network computes
    /// Keeps the bytes that `tensors` point to alive. Given: float32 weights on the CPU are used where they lie, so that a
    /// mapped file costs its pages and no copy; such a network must not learn. Absent: every tensor is copied.
    std::shared_ptr<const void> owner;
};

/// An encoder with the tensors of a file, in evaluation mode, one tensor after the other. Strict: fails with one sentence and
/// the whole list in its details on tensors that are missing, of another shape or not known, and on values that are no numbers.
/// Throws what torch throws.
[[nodiscard]] core::Result<SpeechEncoder> loadSpeechEncoder(const checkpoints::EncoderConfig& config,
                                                            std::span<const store::TensorView> tensors, const std::string& file,
                                                            const LoadEncoderSettings& settings = {});

}  // namespace prososcope::models
