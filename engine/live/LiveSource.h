// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/audio/InputStream.h"
#include "engine/core/Result.h"
#include "engine/live/SleepWatch.h"

namespace prososcope::live {

/// A sample of this size counts as clipped: converters stop a little below 1.
inline constexpr float kClippedFrom = 0.999F;

/// Where live sound comes from: a microphone or a recording. Made, read and destroyed on one thread.
class LiveSource {
public:
    enum class State {
        Running,
        Lost,  ///< the device is gone; further reads try to open it again
        Ended  ///< nothing will come any more
    };
    struct Block {
        State state = State::Running;
        std::int64_t moment = 0;  ///< when its last sample was there: nanoseconds of the steady clock
        std::size_t clipped = 0;  ///< how many of a microphone's samples were at full scale in a channel
        core::Text notice = {};   ///< what a person should know of the device; mostly empty
    };

    LiveSource() = default;
    virtual ~LiveSource() = default;
    LiveSource(const LiveSource&) = delete;
    LiveSource& operator=(const LiveSource&) = delete;

    [[nodiscard]] virtual double rateHz() const = 0;
    /// What a person knows it by: the device's label, the file's name.
    [[nodiscard]] virtual std::string name() const = 0;
    /// Whether sound comes in its own time: who reads too slowly gets it late.
    [[nodiscard]] virtual bool realTime() const = 0;
    /// A recording, as opposed to a device that hears now.
    [[nodiscard]] virtual bool recording() const = 0;
    /// Puts what has come since the last call in place of what `mono` holds (the mean of the channels); waits a few
    /// hundredths of a second for some, and gives none where none came. Fails where a file cannot be read on.
    [[nodiscard]] virtual core::Result<Block> read(std::vector<float>& mono) = 0;
    /// Lets go of the device, so that another can be opened; the next `read` opens it again. A recording stands still until
    /// then.
    virtual void release() = 0;
    /// How often sound was lost.
    [[nodiscard]] virtual std::int64_t overflows() const { return 0; }
};

/// A recording, at the pace of its sound or as fast as it is read. Fails as AudioReader::open does.
[[nodiscard]] core::Result<std::unique_ptr<LiveSource>> fileSource(const std::filesystem::path& path, bool realTime);

/// The input device of that label (empty: the system's default). Fails with one sentence where it is absent or refuses
/// (audio::inputError). A device that is lost later is tried again every second, at its new rate if it comes back with another;
/// where another rate came, `rateHz` says so once State::Running is told again. After the computer slept, or stopped the
/// program, the device is opened anew, since what it queued is old: Block::notice says so.
/// The system's default follows what is set there: a sound server (PulseAudio, PipeWire) moves the open stream itself when
/// another default is set or a device is unplugged (TestVirtualMicrophone); without a server the default is looked up anew
/// each time that the device is opened. `make` and `clocks` are for tests.
[[nodiscard]] core::Result<std::unique_ptr<LiveSource>> microphoneSource(
    const std::string& label,
    const std::function<std::unique_ptr<audio::InputStream>()>& make = [] { return audio::makeInputStream(); },
    SleepWatch::Clocks clocks = SleepWatch::Clocks::system());

}  // namespace prososcope::live
