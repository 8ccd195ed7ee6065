// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "engine/core/Result.h"

namespace prososcope::audio {

/// Plays one span of a sound file at a time through PortAudio's default output device. It owns a thread that opens
/// the device at first use, reads the file in blocks and fills a lock-free ring; the audio callback only copies from
/// the ring. All methods return at once and may be called from one thread (the GUI's).
/// Without a device (`silent`), the position runs by the clock and nothing is heard.
class Player {
public:
    /// None: no device is ever opened, as on a machine without one.
    enum class Output { Default, None };
    explicit Player(Output output = Output::Default);
    ~Player();
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;

    struct Request {
        std::filesystem::path path;
        double startSeconds = 0.0;
        double endSeconds = -1.0;  ///< below 0: to the end
        bool loop = false;
        float gain = 1.0F;  ///< linear factor; the output is limited to full scale
    };
    enum class State { Stopped, Starting, Playing, Paused };

    void play(const Request& request);
    void pause();
    void resume();
    void stop();

    [[nodiscard]] State state() const;
    /// The sample being heard now, in seconds of the file (output latency taken off). Any thread.
    [[nodiscard]] double positionSeconds() const;
    /// True where no output device could be opened for the current request: the cursor moves without sound.
    [[nodiscard]] bool silent() const;
    /// The last failure since `play` (file unreadable, device lost), or an empty text.
    [[nodiscard]] core::Text problem() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace prososcope::audio
