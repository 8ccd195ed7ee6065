// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/audio/OutputStream.h"
#include "engine/audio/SampleSource.h"
#include "engine/core/Result.h"

namespace prososcope::audio {

/// Plays one span of a sound file at a time on an output device. It owns a thread that opens the device at first use,
/// reads the file in blocks, stretches it to the wanted speed and fills the device's queue. All methods return at once
/// and may be called from one thread (the GUI's).
/// Without a device (`silent`), the position runs by the clock and nothing is heard. A device that is lost while playing
/// is replaced by the system's default, or by silence where there is none; `notice` says so and playing goes on.
class Player {
public:
    /// None: no device is ever opened, as on a machine without one.
    enum class Output { Default, None };
    explicit Player(Output output = Output::Default);
    /// With a device of another kind, for tests; made and used on the player's own thread.
    using MakeOutput = std::function<std::unique_ptr<OutputStream>()>;
    explicit Player(MakeOutput makeOutput);
    ~Player();
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;

    struct Request {
        std::filesystem::path path;
        double startSeconds = 0.0;
        double endSeconds = -1.0;    ///< below 0: to the end
        bool loop = false;           ///< from `end` on again from `start`
        float gain = 1.0F;           ///< linear factor; what would pass full scale is made quieter, never clipped
        double beginSeconds = -1.0;  ///< where the first turn begins inside the span; below 0: at its start
        std::shared_ptr<SampleSource> source = {};  ///< read from this in the place of the file, on the player's thread
        std::uint64_t muted = 0;  ///< bit n: channel n is not heard; what is left of several is heard on both sides
    };
    enum class State { Stopped, Starting, Playing, Paused };

    void play(const Request& request);
    void pause();
    void resume();
    void stop();

    /// Of what plays now and later. Speed 0.5 to 2 at the sound's own pitch; 1 where TimeStretcher is not available.
    void setSpeed(double speed);
    /// A factor on the gain, 0 to 1, that acts within the third of a second that is queued.
    void setVolume(float volume);
    /// Which channels are not heard from now on; of what plays.
    void setMuted(std::uint64_t muted);
    /// Label of the device to play on, empty for the system's default; what plays goes on there. Where it is absent the
    /// default is used, and `notice` says so.
    void setDevice(const std::string& label);
    /// Has the devices listed again (each call counts `devicesSeen` up once they are); while a device is open, only what is
    /// known is listed.
    void lookForDevices();
    [[nodiscard]] int devicesSeen() const;
    [[nodiscard]] std::vector<OutputDevice> devices() const;

    [[nodiscard]] State state() const;
    /// The sample being heard now, in seconds of the file (output latency taken off). Any thread.
    [[nodiscard]] double positionSeconds() const;
    /// True where no output device could be opened for the current request: the cursor moves without sound.
    [[nodiscard]] bool silent() const;
    /// Why the last request ended early (file unreadable), or an empty text.
    [[nodiscard]] core::Text problem() const;
    /// What became of the device since `play` while playing goes on, or an empty text.
    [[nodiscard]] core::Text notice() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace prososcope::audio
