// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <vector>

namespace prososcope::audio {

/// Plays sound slower or faster at its own pitch, through Rubber Band's finer engine. Streaming, planar channels; what
/// comes out begins with the first sample that went in (the stretcher's own delay is taken off) and is as long as what
/// went in divided by the speed. One thread at a time.
class TimeStretcher {
public:
    static constexpr double kSlowest = 0.5;
    static constexpr double kFastest = 2.0;

    /// Whether the program was built with Rubber Band.
    [[nodiscard]] static bool available();

    /// Speed 2 is twice as fast. Speeds are clamped to the limits above; where Rubber Band is not built in, sound passes
    /// unchanged.
    TimeStretcher(double rateHz, int channels, double speed);
    ~TimeStretcher();
    TimeStretcher(TimeStretcher&&) noexcept;
    TimeStretcher& operator=(TimeStretcher&&) noexcept;

    /// Takes one span of the same length for each channel and appends to one vector for each what is ready.
    void process(std::span<const std::vector<float>> input, std::span<std::vector<float>> output);
    /// Appends the rest.
    void finish(std::span<std::vector<float>> output);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace prososcope::audio
