// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <string>

#include "engine/audio/PlaybackClock.h"
#include "engine/audio/RingBuffer.h"

namespace prososcope::audio {

/// The default output device through PortAudio, for the one thread that makes it (Player's own): that thread opens,
/// fills and closes; PortAudio's callback only copies from the ring and sets the clock. Where PortAudio is not built in
/// or no device can be opened, `open` returns false. Opening may take a second: never on the GUI thread.
class OutputStream {
public:
    OutputStream();
    ~OutputStream();
    OutputStream(const OutputStream&) = delete;
    OutputStream& operator=(const OutputStream&) = delete;

    /// Opens the device at its own rate, stopped, with an empty ring. After a failure another try within a few seconds
    /// fails at once; `details` then says why for the log.
    [[nodiscard]] bool open(PlaybackClock& clock, std::string& details);
    [[nodiscard]] bool start();
    void close();

    [[nodiscard]] double rateHz() const;
    [[nodiscard]] int channels() const;  ///< 1 or 2; the ring holds interleaved frames
    /// Frames that can be written now, and writing them.
    [[nodiscard]] std::size_t room() const;
    void write(std::span<const float> interleaved);
    void setPaused(bool paused);
    /// Whether the device still asks for sound; false when it was lost.
    [[nodiscard]] bool alive();
    /// Seconds of sound written, and handed to the device, since `open`.
    [[nodiscard]] double writtenSeconds() const;
    [[nodiscard]] double playedSeconds() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace prososcope::audio
