// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/audio/InputFailure.h"

namespace prososcope::audio {

/// A device that hears. Its label is what a person chooses and what is remembered, as that of an OutputDevice.
struct InputDevice {
    std::string name;
    std::string hostApi;
    bool isDefault = false;
    int channels = 0;
    double rateHz = 0.0;  ///< its own
    bool operator==(const InputDevice&) const = default;
    [[nodiscard]] std::string label() const { return name + " (" + hostApi + ")"; }
};

/// One open input device, for the one thread that makes it: that thread opens, reads and closes; the device fills a ring of
/// some seconds in its own time, and what does not fit into it is lost and counted. Opening and listing may take a second:
/// never on the GUI thread.
class InputStream {
public:
    InputStream() = default;
    virtual ~InputStream() = default;
    InputStream(const InputStream&) = delete;
    InputStream& operator=(const InputStream&) = delete;

    /// All devices that can be heard now, looked for anew where nothing of the program has sound open.
    [[nodiscard]] virtual std::vector<InputDevice> devices() = 0;
    /// Opens and starts the device of that label (empty: the system's default) with at most two channels, at its own rate or,
    /// where it refuses that, at a usual one. Where it fails, `details` say why for the log.
    [[nodiscard]] virtual InputFailure open(const std::string& label, std::string& details) = 0;
    virtual void close() = 0;

    /// Of the device that is open or was tried last: its label, rate and channels (1 or 2).
    [[nodiscard]] virtual std::string label() const = 0;
    [[nodiscard]] virtual double rateHz() const = 0;
    [[nodiscard]] virtual int channels() const = 0;
    /// Moves what was heard into `interleaved`, whole frames, as much as is there and fits; returns the number of values.
    [[nodiscard]] virtual std::size_t read(std::span<float> interleaved) = 0;
    /// When the last value that `read` gave was handed over by the device: nanoseconds of the steady clock; 0 before.
    [[nodiscard]] virtual std::int64_t readMoment() const = 0;
    /// How often sound was lost since `open`: the ring was full, or the device said that it had lost some.
    [[nodiscard]] virtual std::int64_t overflows() const = 0;
    /// Whether the device still delivers; false when it was lost.
    [[nodiscard]] virtual bool alive() = 0;
};

/// The machine's devices through PortAudio; where that is not built in, a stream that has none and never opens.
[[nodiscard]] std::unique_ptr<InputStream> makeInputStream();

}  // namespace prososcope::audio
