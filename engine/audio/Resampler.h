// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::audio {

/// Band-limited rate conversion by libsoxr at its high-quality setting ("HQ", 20-bit precision, linear phase).
/// One channel. Streaming: any number of `process` calls, then `finish`; the output of any block sizes is identical.
class Resampler {
public:
    [[nodiscard]] static core::Result<Resampler> create(double fromHz, double toHz);
    ~Resampler();
    Resampler(Resampler&&) noexcept;
    Resampler& operator=(Resampler&&) noexcept;

    /// Appends what is ready to `output`.
    void process(std::span<const float> input, std::vector<float>& output);
    void finish(std::vector<float>& output);

private:
    Resampler() = default;
    struct State;
    std::unique_ptr<State> m_state;
};

/// The whole signal at once; returns the input unchanged where the rates are equal.
[[nodiscard]] core::Result<std::vector<float>> resample(std::span<const float> input, double fromHz, double toHz);

}  // namespace prososcope::audio
