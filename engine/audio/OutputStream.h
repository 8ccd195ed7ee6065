// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/audio/PlaybackClock.h"

namespace prososcope::audio {

/// A device that sound can be played on. Its label is what a person chooses and what is remembered: numbers of devices
/// change from start to start.
struct OutputDevice {
    std::string name;
    std::string hostApi;  ///< "ALSA", "JACK Audio Connection Kit"
    bool isDefault = false;
    bool operator==(const OutputDevice&) const = default;
    [[nodiscard]] std::string label() const { return name + " (" + hostApi + ")"; }
};

/// One open output device, for the one thread that makes it (Player's own): that thread opens, fills and closes; the
/// device takes the frames in its own time and sets the clock to what is heard. Opening and listing may take a second:
/// never on the GUI thread.
class OutputStream {
public:
    OutputStream() = default;
    virtual ~OutputStream() = default;
    OutputStream(const OutputStream&) = delete;
    OutputStream& operator=(const OutputStream&) = delete;

    /// All devices that can play now, looked for anew where nothing is open.
    [[nodiscard]] virtual std::vector<OutputDevice> devices() = 0;
    /// Opens the device of that label (empty: the system's default) at its own rate, stopped, with nothing queued; false
    /// where it is absent or refuses. After a failure another try within a few seconds fails at once; `details` then says
    /// why for the log.
    [[nodiscard]] virtual bool open(const std::string& label, PlaybackClock& clock, std::string& details) = 0;
    [[nodiscard]] virtual bool start() = 0;
    virtual void close() = 0;

    [[nodiscard]] virtual double rateHz() const = 0;
    [[nodiscard]] virtual int channels() const = 0;  ///< 1 or 2; frames are interleaved
    /// Frames that can be written now, and writing them.
    [[nodiscard]] virtual std::size_t room() const = 0;
    virtual void write(std::span<const float> interleaved) = 0;
    virtual void setPaused(bool paused) = 0;
    /// Whether the device still asks for sound; false when it was lost.
    [[nodiscard]] virtual bool alive() = 0;
    /// Seconds of sound written since `open`.
    [[nodiscard]] virtual double writtenSeconds() const = 0;
};

/// The machine's devices through PortAudio; where that is not built in, a stream that has none and never opens.
[[nodiscard]] std::unique_ptr<OutputStream> makeOutputStream();

}  // namespace prososcope::audio
